//! Programme of the conference at which commitments are signed (document kind "Chương trình", symbol CTr).

use time::OffsetDateTime;

use super::formalities::{Formalities, Signer, stop};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, dates};

/// The values of a conference programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Head, marks and recipients.
    pub formalities: Formalities,
    /// The year of the commitments signed.
    pub year: i32,
    /// The conference's own title; empty for the usual one.
    pub title: String,
    /// Beginning, in Hà Nội time.
    pub begins: OffsetDateTime,
    /// Where.
    pub place: String,
    /// Who is invited, in words.
    pub invited: String,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The signings, in their order.
    pub signings: Vec<Signing>,
    /// Who signs the programme; may be nobody.
    pub signer: Option<Signer>,
}

/// A line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// When, as printed: `08 giờ 00 - 08 giờ 15`.
    pub time: String,
    /// What.
    pub content: String,
    /// By whom.
    pub by: String,
}

/// A commitment to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The unit.
    pub unit: String,
    /// Who signs for the unit.
    pub head: String,
    /// That person's position.
    pub position: String,
}

/// Prints a conference programme.
pub fn pdf(programme: &Programme) -> Result<Vec<u8>, DocumentError> {
    document(programme).pdf()
}

/// Sets out a conference programme.
pub fn document(programme: &Programme) -> Document {
    let year = programme.year;
    let summary = match programme.title.trim() {
        "" => vec!["Hội nghị ký cam kết thực hiện các chỉ tiêu, nhiệm vụ".into(), format!("cải cách hành chính năm {year}")],
        title => vec![title.to_owned()],
    };
    let mut blocks = vec![Block::Title("Chương trình".into(), summary)];
    blocks.push(Block::Paragraph(format!("Thời gian: {}.", dates::moment(programme.begins)).into()));
    blocks.push(Block::Paragraph(format!("Địa điểm: {}", stop(&programme.place)).into()));
    if !programme.invited.trim().is_empty() {
        blocks.push(Block::Paragraph(format!("Thành phần: {}", stop(&programme.invited)).into()));
    }
    blocks.push(Block::Part("I. Nội dung chương trình".into()));
    blocks.push(agenda(&programme.agenda));
    blocks.push(Block::Part("II. Danh sách ký cam kết".into()));
    blocks.push(signings(&programme.signings));
    blocks.extend(programme.formalities.end(programme.signer.as_ref(), "Quét mã để xem chương trình này tại địa chỉ:"));
    programme.formalities.paper(format!("Chương trình hội nghị ký cam kết cải cách hành chính năm {year}"), blocks)
}

fn agenda(items: &[AgendaItem]) -> Block {
    let row = |(index, it): (usize, &AgendaItem)| {
        let number = (index + 1).to_string();
        Row::Cells([&number, &it.time, &it.content, &it.by].map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Thời gian", 20, Align::Centre),
            column("Nội dung", 46, Align::Left),
            column("Người thực hiện", 28, Align::Left),
        ],
        rows: items.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

/// The list of those who sign.
pub(super) fn signings(signings: &[Signing]) -> Block {
    let row = |(index, it): (usize, &Signing)| {
        let number = (index + 1).to_string();
        Row::Cells([&number, &it.unit, &it.head, &it.position].map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Đơn vị", 36, Align::Left),
            column("Người ký", 26, Align::Left),
            column("Chức vụ", 32, Align::Left),
        ],
        rows: signings.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}
