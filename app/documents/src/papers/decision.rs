//! Quyết định (cá biệt) on results or grades: Mẫu 1.2 of NĐ 30/2020 Phụ lục III, `domain.md` 9.8.

use domain::template::{TemplateKind, Wording, Words};

use super::formalities::{Formalities, Signer, open, stop};
use super::wording::{self, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text};

/// The values of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// The year it is about.
    pub year: i32,
    /// Name of the group: `Xã, thị trấn`.
    pub group: String,
    /// Who decides: `Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng`.
    pub decides: String,
    /// What it rests on, one ground an item.
    pub basis: Vec<String>,
    /// On whose proposal.
    pub proposer: String,
    /// What it decides.
    pub matter: Matter,
    /// The decision that it replaces.
    pub replaces: Option<ReplacedDecision>,
    /// Why it replaces that.
    pub reason: String,
    /// In how many working days what it makes known may be appealed, and an appeal is answered.
    pub appeals: Option<(u8, u8)>,
    /// Who signs.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// A decision that is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedDecision {
    /// Its number as printed.
    pub number: String,
    /// Its day in words: `ngày 16 tháng 01 năm 2023`.
    pub day: String,
    /// Whose it is.
    pub authority: String,
}

/// What a decision decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// Results are made known.
    Publication(Vec<PublishedUnit>),
    /// Units are graded.
    UnitGrades(Vec<GradedUnit>),
    /// Heads are graded.
    HeadGrades(Vec<GradedHead>),
    /// One value takes the place of another.
    Replacement(Replaced),
}

/// A result that is made known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedUnit {
    /// Its place; empty without one.
    pub rank: String,
    /// The unit.
    pub unit: String,
    /// The score as printed.
    pub score: String,
    /// The grade as printed.
    pub grade: String,
    /// The outcome as printed.
    pub outcome: String,
}

/// A unit that is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedUnit {
    /// The unit.
    pub unit: String,
    /// The grade as printed.
    pub grade: String,
    /// The reason; may be empty.
    pub reason: String,
}

/// A head who is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedHead {
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The grade as printed.
    pub grade: String,
    /// The reason; may be empty.
    pub reason: String,
}

/// A value that takes the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is of: `kết quả`, `mức xếp loại`.
    pub what: String,
    /// Whose: the unit, or the head with post.
    pub whose: String,
    /// What was decided.
    pub before: String,
    /// What is decided now.
    pub after: String,
}

/// Prints a decision.
pub fn pdf(decision: &Decision) -> Result<Vec<u8>, DocumentError> {
    document(decision).pdf()
}

/// Sets out a decision.
pub fn document(decision: &Decision) -> Document {
    let (summary, title) = summary(decision);
    let mut blocks = vec![Block::Title("Quyết định".into(), summary)];
    blocks.push(Block::Centred(Text::default().bold(decision.decides.to_uppercase())));
    let words = words(decision);
    let own = words.lines("bases").into_iter().map(|it| it.words());
    let bases = decision.basis.iter().cloned().chain(own);
    blocks.extend(bases.map(|it| Block::Paragraph(Text::default().italic(format!("{};", open(&it))))));
    blocks.push(Block::Paragraph(Text::default().italic(words.line_of("proposal").closed(".").words())));
    blocks.push(Block::Centred(Text::default().bold("QUYẾT ĐỊNH:")));
    blocks.extend(first(decision));
    blocks.extend(decision.appeals.map(|_| passage(&words, "appeals")).unwrap_or_default());
    let effect = match &decision.replaces {
        Some(it) => format!(
            "Quyết định này có hiệu lực kể từ ngày ký và thay thế nội dung tương ứng của Quyết định số {} {} của {}.",
            it.number, it.day, it.authority
        ),
        None => "Quyết định này có hiệu lực kể từ ngày ký.".to_owned(),
    };
    blocks.push(article("Điều 2. ", effect));
    blocks.push(article("Điều 3. ", words.line_of("duty").closed("./.").words()));
    blocks.extend(decision.formalities.end(Some(&decision.signer), "Quét mã để kiểm tra hiệu lực của quyết định này tại địa chỉ:"));
    decision.formalities.paper(title, blocks)
}

/// The words of a decision with its values; what is said of appeals is the office's, that they are said is not (NĐ 335/2025 Điều 22: an appeal
/// is answered in writing).
fn words(it: &Decision) -> Words<'_> {
    let who = match &it.matter {
        Matter::HeadGrades(_) => "các cơ quan, đơn vị và cá nhân có liên quan",
        _ => "các cơ quan, đơn vị có liên quan",
    };
    let (file, answer) = it.appeals.unwrap_or_default();
    let values = vec![
        ("co_quan_de_nghi", open(&it.proposer).to_owned()),
        ("cac_ben", who.to_owned()),
        ("han_kien_nghi", format!("{file:02}")),
        ("han_tra_loi", format!("{answer:02}")),
        ("nam", it.year.to_string()),
    ];
    wording::words(TemplateKind::Decision, &it.wording, values)
}

/// What kind of matter a decision decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Results are made known.
    Publication,
    /// Units are graded.
    UnitGrades,
    /// Heads are graded.
    HeadGrades,
    /// One value takes the place of another.
    Replacement,
}

impl Kind {
    const fn about(self) -> &'static str {
        match self {
            Self::Publication => "Về việc công bố kết quả thực hiện cam kết",
            Self::UnitGrades => "Về việc xếp loại mức độ hoàn thành nhiệm vụ của đơn vị",
            Self::HeadGrades => "Về việc xếp loại chất lượng người đứng đầu đơn vị",
            Self::Replacement => "Về việc thay thế kết quả, mức xếp loại đã quyết định",
        }
    }
}

/// What a decision of a year is about (trích yếu), in one line: for the register.
pub fn about(kind: Kind, year: i32) -> String {
    format!("{} cải cách hành chính năm {year}", kind.about())
}

fn summary(it: &Decision) -> (Vec<String>, String) {
    let year = it.year;
    let (kind, title) = match &it.matter {
        Matter::Publication(_) => (Kind::Publication, "Quyết định công bố kết quả"),
        Matter::UnitGrades(_) => (Kind::UnitGrades, "Quyết định xếp loại đơn vị"),
        Matter::HeadGrades(_) => (Kind::HeadGrades, "Quyết định xếp loại người đứng đầu"),
        Matter::Replacement(_) => (Kind::Replacement, "Quyết định thay thế"),
    };
    let lines = vec![kind.about().to_owned(), format!("cải cách hành chính năm {year}")];
    (lines, format!("{title} cải cách hành chính năm {year} - {}", it.group))
}

fn article(name: &str, text: String) -> Block {
    Block::Paragraph(Text::default().bold(name).plain(text))
}

fn first(it: &Decision) -> Vec<Block> {
    let year = it.year;
    match &it.matter {
        Matter::Publication(units) => {
            let text = format!("Công bố kết quả thực hiện cam kết cải cách hành chính năm {year} của nhóm {}, cụ thể như sau:", it.group);
            let rows = units.iter().map(|it| cells([&it.rank, &it.unit, &it.score, &it.grade, &it.outcome])).collect();
            let heads = [("Hạng", 9), ("Đơn vị", 30), ("Điểm", 13), ("Xếp loại theo điểm", 26), ("Kết quả", 22)];
            vec![article("Điều 1. ", text), table(&heads, rows)]
        }
        Matter::UnitGrades(units) => {
            let text = format!("Xếp loại mức độ hoàn thành nhiệm vụ năm {year} của các đơn vị, cụ thể như sau:");
            let numbered = units.iter().enumerate();
            let rows = numbered.map(|(at, it)| cells([&(at + 1).to_string(), &it.unit, &it.grade, &it.reason])).collect();
            vec![article("Điều 1. ", text), table(&[("TT", 7), ("Đơn vị", 33), ("Mức xếp loại", 28), ("Ghi chú", 32)], rows)]
        }
        Matter::HeadGrades(heads) => {
            let text = format!("Xếp loại chất lượng năm {year} của người đứng đầu các đơn vị, cụ thể như sau:");
            let numbered = heads.iter().enumerate();
            let rows = numbered.map(|(at, it)| cells([&(at + 1).to_string(), &it.name, &it.post, &it.grade, &it.reason])).collect();
            let columns = [("TT", 6), ("Họ và tên", 21), ("Chức vụ", 27), ("Mức xếp loại", 24), ("Ghi chú", 22)];
            vec![article("Điều 1. ", text), table(&columns, rows)]
        }
        Matter::Replacement(value) => {
            let text = format!("Thay thế {} năm {year} của {} như sau:", value.what, open(&value.whose));
            vec![
                article("Điều 1. ", text),
                Block::Paragraph(format!("1. Trước: {}", stop(&value.before)).into()),
                Block::Paragraph(format!("2. Nay: {}", stop(&value.after)).into()),
                Block::Paragraph(format!("3. Lý do: {}", stop(&it.reason)).into()),
            ]
        }
    }
    .into_iter()
    .chain(publication_reason(it))
    .collect()
}

/// Why a later publication takes the place of an earlier one.
fn publication_reason(it: &Decision) -> Option<Block> {
    let replaced = matches!(it.matter, Matter::Publication(_)) && it.replaces.is_some();
    replaced.then(|| Block::Paragraph(format!("Lý do thay thế: {}", stop(&it.reason)).into()))
}

fn cells<const N: usize>(texts: [&str; N]) -> Row {
    Row::Cells(texts.map(Into::into).to_vec())
}

fn table(heads: &[(&str, u16)], rows: Vec<Row>) -> Block {
    let align = |title: &str| {
        if matches!(title, "TT" | "Hạng" | "Điểm" | "Kết quả" | "Mức xếp loại" | "Xếp loại theo điểm") {
            Align::Centre
        } else {
            Align::Left
        }
    };
    let columns = heads.iter().map(|(title, share)| column(*title, *share, align(title))).collect();
    Block::Table(Table { columns, rows, look: TableLook::Ruled })
}
