//! Phụ lục điều chỉnh bản cam kết: one amended target of a sealed sheet, with the goal before and after, signed by the authority and by the heads of
//! the units that it concerns. No official form exists; the wording is our own.

use time::{Date, OffsetDateTime};

use super::formalities::{Formalities, Signer, open, stop};
use crate::block::{Align, Block, Header, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of an amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Head, marks and recipients; the number is apart.
    pub formalities: Formalities,
    /// Its number, as the clerk wrote it.
    pub number: String,
    /// The year of the commitments.
    pub year: i32,
    /// The campaign.
    pub campaign: String,
    /// The target, with its code.
    pub target: String,
    /// Which goal changes: `cả năm 2023`, `quý III/2023`.
    pub span: String,
    /// Whose goal changes.
    pub whom: String,
    /// The goal before, in words.
    pub old: String,
    /// What comes after, in words.
    pub new: String,
    /// From which day.
    pub since: Date,
    /// What the day means for results, in a sentence.
    pub meaning: String,
    /// Why.
    pub reason: String,
    /// The number of the amendment that it replaces.
    pub replaces: Option<String>,
    /// The number of the amendment that took its place.
    pub replaced_by: Option<String>,
    /// The SHA-256 of the sealed rules.
    pub seal: String,
    /// The units whose signed sheets it changes.
    pub units: Vec<AmendedUnit>,
    /// Who signs for the authority.
    pub signer: Signer,
}

/// A unit whose signed sheet an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendedUnit {
    /// The unit.
    pub unit: String,
    /// Who signed the amendment for it, and when in Hà Nội time; nobody yet where there is none.
    pub signed: Option<(String, OffsetDateTime)>,
}

/// Prints an amendment.
pub fn pdf(amendment: &Amendment) -> Result<Vec<u8>, DocumentError> {
    document(amendment).pdf()
}

/// Sets out an amendment.
pub fn document(amendment: &Amendment) -> Document {
    let it = amendment;
    let summary = format!("Điều chỉnh chỉ tiêu của bản cam kết cải cách hành chính năm {}", it.year);
    let line = |words: String| Block::Paragraph(words.into());
    let mut blocks = vec![Block::Title("Phụ lục".into(), vec![summary.clone()])];
    blocks.extend(
        it.replaced_by
            .as_ref()
            .map(|it| Block::Paragraph(Text::default().bold(format!("Phụ lục này đã được thay thế bằng Phụ lục số {it}.")))),
    );
    blocks.extend([
        Block::Part("I. Nội dung điều chỉnh".into()),
        line(format!("1. Đợt cam kết: {}", stop(&it.campaign))),
        line(format!("2. Chỉ tiêu điều chỉnh: {}", stop(&it.target))),
        line(format!("3. Đơn vị thực hiện: {}", stop(&it.whom))),
        line(format!("4. Mức cam kết {}:", it.span)),
        goals(it),
        line(format!("5. Hiệu lực: từ {}; {}.", dates::in_words(it.since), open(&it.meaning))),
        line(format!("6. Lý do: {}", stop(&it.reason))),
    ]);
    blocks.push(line("7. Bộ chỉ tiêu đã niêm phong được điều chỉnh (SHA-256):".into()));
    blocks.push(line(it.seal.clone()));
    if let Some(number) = &it.replaces {
        blocks.push(line(format!("8. Phụ lục này thay thế Phụ lục số {number}.")));
    }
    blocks.push(Block::Part("II. Xác nhận của các đơn vị".into()));
    if it.units.is_empty() {
        blocks.push(line("Không có bản cam kết đã ký nào thay đổi theo Phụ lục này.".into()));
    } else {
        let signed = it.units.iter().filter(|it| it.signed.is_some()).count();
        blocks.push(line(format!("Đã có {signed:02} trên {:02} thủ trưởng đơn vị ký Phụ lục này:", it.units.len())));
        blocks.push(units(&it.units));
    }
    blocks.push(Block::Part("III. Tổ chức thực hiện".into()));
    let rest = "Các nội dung khác của bản cam kết không thay đổi. Phụ lục này là bộ phận không tách rời của bản cam kết đã ký";
    blocks.push(line(format!("{rest}./.")));
    blocks.extend(it.formalities.end(Some(&it.signer), "Quét mã để xem Phụ lục này tại địa chỉ:"));
    let paper = it.formalities.paper(format!("Phụ lục số {} - {summary}", it.number), blocks);
    let number = Some(format!("Số: {}", it.number));
    Document { header: Header { number, ..paper.header }, ..paper }
}

fn goals(it: &Amendment) -> Block {
    Block::Table(Table {
        columns: vec![column("Mức đã cam kết", 1, Align::Centre), column("Mức sau điều chỉnh", 1, Align::Centre)],
        rows: vec![Row::Cells(vec![it.old.as_str().into(), Text::default().bold(&it.new)])],
        look: TableLook::Ruled,
    })
}

fn units(units: &[AmendedUnit]) -> Block {
    let row = |(index, it): (usize, &AmendedUnit)| {
        let (name, at) = match &it.signed {
            Some((name, at)) => (name.clone(), dates::stamp(*at)),
            None => ("Chưa ký".to_owned(), String::new()),
        };
        Row::Cells(vec![(index + 1).to_string().into(), it.unit.as_str().into(), name.into(), at.into()])
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Đơn vị", 38, Align::Left),
            column("Người xác nhận trong hệ thống", 28, Align::Left),
            column("Thời điểm", 28, Align::Centre),
        ],
        rows: units.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}
