//! The wording of papers as data (`domain.md` 9): passages that the office may word itself, with placeholders from a closed list of each kind of
//! paper. What the law or a rule fixes (titles of the decree's forms, tables, signatures, deadlines that the program applies) is no passage.
//! An office's own wording is kept in versions; what is frozen carries its wording along, so that no later version changes it.

mod difference;
mod parse;
mod passages;
mod render;
#[cfg(test)]
mod tests;

pub use difference::{Row, difference};
pub use parse::{LONGEST_PASSAGE, Problem, ProblemKind, check};
pub use passages::{Field, Passage};
pub use render::{Line, Piece, Words};

use crate::refusals;
use crate::review::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// A kind of paper whose wording is data.
    pub enum TemplateKind {
        /// Bản cam kết (`domain.md` 9.1).
        Commitment = "commitment",
        /// Giấy mời.
        Invitation = "invitation",
        /// Công văn đôn đốc.
        Reminder = "reminder",
        /// Công văn đôn đốc ký bản cam kết.
        SigningReminder = "signing_reminder",
        /// Biên bản kiểm điểm (`domain.md` 9.5).
        Minutes = "minutes",
        /// Quyết định (`domain.md` 9.8).
        Decision = "decision",
        /// Thông báo kết quả (`domain.md` 9.8).
        Notice = "notice",
        /// Báo cáo kết quả thực hiện (`domain.md` 9.2).
        ProgressReport = "progress_report",
        /// Báo cáo giải trình.
        Justification = "justification",
        /// Biên bản kiểm tra.
        CheckMinutes = "check_minutes",
        /// Thông báo kết luận kiểm tra.
        CheckConclusion = "check_conclusion",
        /// Biên bản bàn giao.
        HandOver = "hand_over",
    }
}

refusals! {
    /// Why a wording is not taken.
    pub enum TemplateRefusal {
        /// A placeholder names no field of this kind of paper.
        UnknownField,
        /// A placeholder is opened and not closed.
        UnclosedField,
        /// A brace stands alone.
        LoneBrace,
        /// A field that the paper needs is not there.
        MissingField,
        /// Nothing is said.
        Empty,
        /// It is longer than a passage may be.
        TooLong,
        /// It has more paragraphs than the place in the paper holds, or fewer.
        WrongNumberOfLines,
        /// It holds characters that papers cannot print.
        NotPlain,
        /// It says what the version in force says.
        SameAsBefore,
    }
}

impl TemplateKind {
    /// The name in addresses, without marks.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Commitment => "ban-cam-ket",
            Self::Invitation => "giay-moi",
            Self::Reminder => "cong-van-don-doc",
            Self::SigningReminder => "cong-van-don-doc-ky",
            Self::Minutes => "bien-ban",
            Self::Decision => "quyet-dinh",
            Self::Notice => "thong-bao",
            Self::ProgressReport => "bao-cao-ket-qua",
            Self::Justification => "bao-cao-giai-trinh",
            Self::CheckMinutes => "bien-ban-kiem-tra",
            Self::CheckConclusion => "ket-luan-kiem-tra",
            Self::HandOver => "bien-ban-ban-giao",
        }
    }

    /// The kind of a name in addresses.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.slug() == slug)
    }

    /// Its code as a part of names in the locales.
    fn word(self) -> String {
        self.code().replace('_', "-")
    }

    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("template-kind-{}", self.word())
    }

    /// Names what a passage is, in the locales.
    pub fn passage_key(self, passage: &Passage) -> String {
        format!("template-passage-{}-{}", self.word(), passage.code.replace('_', "-"))
    }

    /// Names what a field means, in the locales.
    pub fn field_key(self, field: &Field) -> String {
        format!("template-field-{}-{}", self.word(), field.name.replace('_', "-"))
    }
}

/// Every name that the locales say.
pub fn keys() -> Vec<String> {
    let of = |kind: &TemplateKind| {
        let passages = kind.passages().iter().map(|it| kind.passage_key(it));
        let fields = kind.fields().iter().map(|it| kind.field_key(it));
        std::iter::once(kind.key()).chain(passages).chain(fields).collect::<Vec<_>>()
    };
    TemplateKind::ALL.iter().flat_map(of).collect()
}

/// An office's own wording of a kind of paper, as it is kept and as frozen contents carry it: the texts of its passages with their placeholders.
/// A passage that is not there says what the program says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The version's number, from 1 in each kind.
    pub version: u32,
    /// The texts by passage.
    pub passages: BTreeMap<String, String>,
}

impl Wording {
    /// What the program says where no office has worded anything.
    pub fn shipped(kind: TemplateKind) -> Self {
        let passages = kind.passages().iter().map(|it| (it.code.to_owned(), it.shipped.to_owned())).collect();
        Self { version: 0, passages }
    }

    /// Reads what is typed, passage by passage; what is not typed says what the program says. Every mistake is named with its passage.
    pub fn read(kind: TemplateKind, typed: &BTreeMap<String, String>) -> Result<Self, Vec<(&'static Passage, Problem)>> {
        let mut wording = Self::shipped(kind);
        let mut wrong = Vec::new();
        for passage in kind.passages() {
            let Some(text) = typed.get(passage.code) else { continue };
            match check(kind, passage, text) {
                Ok(text) => drop(wording.passages.insert(passage.code.to_owned(), text)),
                Err(problems) => wrong.extend(problems.into_iter().map(|it| (passage, it))),
            }
        }
        if wrong.is_empty() { Ok(wording) } else { Err(wrong) }
    }

    /// The text as it is kept.
    pub fn to_json(&self) -> String {
        // A number and texts always have a form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what is kept.
    pub fn of_json(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The text of a passage with its placeholders.
    pub fn passage(&self, passage: &Passage) -> &str {
        self.passages.get(passage.code).map_or(passage.shipped, String::as_str)
    }

    /// Whether both say the same, whichever versions they are.
    pub fn says_what(&self, other: &Self) -> bool {
        self.passages == other.passages
    }
}
