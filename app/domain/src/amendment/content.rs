//! The text of an amendment as it is frozen when it is put forward: what the authority and the heads of the units sign.

use super::{GoalValue, RuleLine};
use crate::canonical::canonical_form;
use crate::commitment::{CampaignPart, UnitPart};
use crate::{FigureValue, Period, show_date};
use serde::{Deserialize, Serialize};

/// The name of the format, kept in the content itself.
pub const FORMAT: &str = "camket-amendment/1";

/// The content of an amendment. Values are written as packages write them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendmentContent {
    /// The format's name.
    pub format: String,
    /// Its number, as the clerk wrote it.
    pub number: String,
    /// The campaign.
    pub campaign: CampaignPart,
    /// The peer group.
    pub peer_group: GroupPart,
    /// The rule set that it changes, or whose target it changes, as it was sealed.
    pub rule_set_sha256: String,
    /// The target; none where it changes the rules.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<AmendedPart>,
    /// What it changes of the rules; none where it changes a target.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rules: Option<RulesPart>,
    /// The unit whose goal changes; all units of the group without a goal of their own where there is none.
    pub unit: Option<UnitPart>,
    /// The period whose goal changes; the year where there is none.
    pub period: Option<String>,
    /// The goal before; none where the period had none.
    pub old: Option<GoalPart>,
    /// The goal after; none where the target no longer applies, or the rules change.
    pub new: Option<GoalPart>,
    /// From when on.
    pub effective_on: String,
    /// Why.
    pub reason: String,
    /// The number of the amendment in whose place it comes.
    pub replaces: Option<String>,
}

/// The peer group in an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupPart {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// The target in an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendedPart {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The unit of measure.
    pub unit: String,
    /// `higher`, `lower`, `earlier`, `yes` or `range`.
    pub direction: String,
}

/// The rules in an amendment: line by line what changes, and the digests of what is in force from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesPart {
    /// The SHA-256 of the rule set from then on.
    pub rule_set_sha256: String,
    /// What changes.
    pub lines: Vec<RuleLine>,
}

/// A goal in an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalPart {
    /// The value; the lower bound of a range.
    pub value: String,
    /// The upper bound of a range.
    pub value_to: Option<String>,
}

impl From<GoalValue> for GoalPart {
    fn from(it: GoalValue) -> Self {
        Self { value: it.value.plain(), value_to: it.to.map(|it| it.plain()) }
    }
}

/// In which way a goal is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Between two bounds.
    Range,
    /// That or more.
    Higher,
    /// That or less.
    Lower,
    /// On that day or before.
    Earlier,
    /// That.
    Plain,
}

/// A goal taken apart for a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalSaid {
    /// In which way it is to be reached.
    pub towards: Towards,
    /// The goal, or the lower bound: `98`, `31/01/2023`.
    pub value: String,
    /// The upper bound of a range; else empty.
    pub to: String,
    /// What stands after the number: `%`, ` hồ sơ`; empty of a day.
    pub measure: String,
}

impl GoalPart {
    /// The goal taken apart, with its direction and unit of measure.
    pub fn said(&self, target: &AmendedPart) -> GoalSaid {
        let one = |plain: &str| FigureValue::from_plain(plain).map_or_else(|| plain.to_owned(), |it| it.to_string());
        let counts = FigureValue::from_plain(&self.value).is_some_and(|it| it.amount().is_some());
        GoalSaid {
            towards: match (&self.value_to, target.direction.as_str()) {
                (Some(_), _) => Towards::Range,
                (None, "higher") => Towards::Higher,
                (None, "lower") => Towards::Lower,
                (None, "earlier") => Towards::Earlier,
                (None, _) => Towards::Plain,
            },
            value: one(&self.value),
            to: self.value_to.as_deref().map(one).unwrap_or_default(),
            measure: match target.unit.as_str() {
                "%" => "%".to_owned(),
                unit if counts && !unit.is_empty() => format!(" {unit}"),
                _ => String::new(),
            },
        }
    }

    /// The goal in words: `từ 98% trở lên`.
    pub fn in_words(&self, target: &AmendedPart) -> String {
        let GoalSaid { towards, value, to, measure } = self.said(target);
        match towards {
            Towards::Range => format!("từ {value} đến {to}{measure}"),
            Towards::Higher => format!("từ {value}{measure} trở lên"),
            Towards::Lower => format!("không quá {value}{measure}"),
            Towards::Earlier => format!("chậm nhất {value}"),
            Towards::Plain => format!("{value}{measure}"),
        }
    }
}

/// Whom an amendment moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved<'c> {
    /// One unit, by its name.
    Unit(&'c str),
    /// All units of the group: its rules change.
    Everybody,
    /// The units of the group without a goal of their own.
    WithoutOwnGoal,
    /// The units of the group that are not exempt yet.
    NotExempt,
}

impl AmendmentContent {
    /// The canonical JSON: the same content gives the same bytes.
    pub fn canonical(&self) -> String {
        // Texts and one small integer always have a canonical form.
        canonical_form(&serde_json::to_string(self).unwrap_or_default()).unwrap_or_default()
    }

    /// Reads a frozen content back; none where it is not one.
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|it: &Self| it.format == FORMAT)
    }

    /// What changes for whom: `xã Cao An`, or all units of the group that it moves.
    pub fn whom(&self) -> String {
        match self.moved() {
            Moved::Unit(name) => name.to_owned(),
            Moved::Everybody => format!("Mọi đơn vị thuộc nhóm {}", self.peer_group.title),
            Moved::WithoutOwnGoal => format!("Các đơn vị thuộc nhóm {} chưa có mức riêng", self.peer_group.title),
            Moved::NotExempt => format!("Mọi đơn vị thuộc nhóm {} chưa được miễn", self.peer_group.title),
        }
    }

    /// Whom it moves.
    pub fn moved(&self) -> Moved<'_> {
        match (&self.unit, &self.new) {
            (Some(unit), _) => Moved::Unit(&unit.name),
            (None, _) if self.rules.is_some() => Moved::Everybody,
            (None, Some(_)) => Moved::WithoutOwnGoal,
            (None, None) => Moved::NotExempt,
        }
    }

    /// What it changes: code and title of the target, or the rules.
    pub fn subject(&self) -> String {
        self.target.as_ref().map_or_else(|| "Quy tắc chấm điểm, xếp loại".to_owned(), |it| format!("{}. {}", it.code, it.title))
    }

    /// What was before, in words: the goal, or line by line the rules that change.
    pub fn old_in_words(&self) -> String {
        match (&self.rules, &self.old, &self.target) {
            (Some(rules), ..) => rules.lines.iter().map(RuleLine::old_in_words).collect::<Vec<_>>().join("; "),
            (None, Some(old), Some(target)) => old.in_words(target),
            _ => "chưa giao".to_owned(),
        }
    }

    /// What comes after, in words.
    pub fn new_in_words(&self) -> String {
        match (&self.rules, &self.new, &self.target) {
            (Some(rules), ..) => rules.lines.iter().map(RuleLine::new_in_words).collect::<Vec<_>>().join("; "),
            (None, Some(new), Some(target)) => new.in_words(target),
            _ => "miễn, không áp dụng chỉ tiêu này".to_owned(),
        }
    }

    /// The goal that changes: of the year, or of a period of it.
    pub fn span(&self) -> String {
        let period = self.period.as_deref().and_then(|it| it.parse::<Period>().ok());
        period.map_or_else(|| format!("cả năm {}", self.campaign.year), |it| it.name_vi().to_lowercase())
    }

    /// What its day means for results, in words.
    pub fn meaning(&self) -> &'static str {
        match &self.new {
            _ if self.rules.is_some() => {
                "kết quả cả năm tính theo quy tắc mới, kết quả của các kỳ đã kết thúc trước ngày này vẫn theo quy tắc cũ; mức phải đạt của các chỉ \
                 tiêu không đổi"
            }
            Some(_) => "kết quả cả năm tính theo mức mới, kết quả của các kỳ đã kết thúc trước ngày này vẫn theo mức cũ",
            None => {
                "kết quả cả năm không tính chỉ tiêu này và thang điểm được tính lại theo các chỉ tiêu còn lại; số liệu và kết quả của các kỳ đã kết \
                 thúc trước ngày này vẫn theo mức cũ"
            }
        }
    }

    /// The text that is signed, a paragraph an item.
    pub fn lines(&self) -> Vec<String> {
        let day = |plain: &str| crate::value::plain_day(plain).map_or_else(|| plain.to_owned(), show_date);
        let mut lines = vec![
            format!(
                "Bản điều chỉnh số {} về {} năm {}",
                self.number,
                if self.rules.is_some() { "quy tắc đánh giá cam kết" } else { "chỉ tiêu cam kết" },
                self.campaign.year
            ),
            format!("Đợt: {}", self.campaign.title),
        ];
        match &self.rules {
            Some(rules) => {
                lines.push(format!("Đơn vị thực hiện: {}", self.whom()));
                lines.push("Nội dung điều chỉnh:".to_owned());
                lines.extend(rules.lines.iter().map(RuleLine::in_words));
            }
            None => lines.extend([
                format!("Chỉ tiêu: {}", self.subject()),
                format!("Đơn vị thực hiện: {}", self.whom()),
                format!("Mức điều chỉnh: {}", self.span()),
                format!("Mức cũ: {}", self.old_in_words()),
                format!("Mức mới: {}", self.new_in_words()),
            ]),
        }
        lines.extend([format!("Có hiệu lực từ ngày {}; {}.", day(&self.effective_on), self.meaning()), format!("Lý do: {}", self.reason)]);
        if let Some(number) = &self.replaces {
            lines.push(format!("Bản này thay thế bản điều chỉnh số {number}."));
        }
        lines.push(format!("Mã băm SHA-256 của bộ chỉ tiêu đã niêm phong: {}", self.rule_set_sha256));
        if let Some(rules) = self.rules.as_ref().filter(|it| it.rule_set_sha256 != self.rule_set_sha256) {
            lines.push(format!("Mã băm SHA-256 của bộ chỉ tiêu sau điều chỉnh: {}", rules.rule_set_sha256));
        }
        lines
    }
}
