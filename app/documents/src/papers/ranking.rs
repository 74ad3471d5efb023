//! Ranking of a peer group for a year, final or provisional; also handed out at the next year's conference.

use super::formalities::{Formalities, Signer};
use crate::block::{Align, Block, PaperState, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text};

/// The values of a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// Head, marks and recipients; the state `Provisional` makes it a provisional ranking.
    pub formalities: Formalities,
    /// The year assessed.
    pub year: i32,
    /// Name of the peer group: `các xã, thị trấn`.
    pub group: String,
    /// The units, in order of rank.
    pub rows: Vec<RankedUnit>,
    /// Number of figures still missing or unverified; printed with a provisional ranking.
    pub missing: usize,
    /// Remarks below the table, one a line: rule set, decision.
    pub notes: Vec<String>,
    /// Who signs; a ranking handed out at a conference may have nobody.
    pub signer: Option<Signer>,
}

/// A line of the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankedUnit {
    /// Rank as printed; empty for a unit that is not ranked.
    pub rank: String,
    /// Name of the unit.
    pub unit: String,
    /// Targets met.
    pub met: usize,
    /// Targets that applied.
    pub applicable: usize,
    /// Score as printed: `97,97`.
    pub score: String,
    /// Grade as printed.
    pub grade: String,
    /// Outcome as printed: `Hoàn thành`.
    pub outcome: String,
}

/// Prints a ranking.
pub fn pdf(ranking: &Ranking) -> Result<Vec<u8>, DocumentError> {
    document(ranking).pdf()
}

/// Sets out a ranking.
pub fn document(ranking: &Ranking) -> Document {
    let year = ranking.year;
    let summary = vec![format!("Kết quả thực hiện cam kết cải cách hành chính năm {year}"), format!("Nhóm: {}", ranking.group)];
    let mut blocks = vec![Block::Title("Bảng xếp hạng".into(), summary)];
    if ranking.formalities.state == PaperState::Provisional {
        let words = format!("Kết quả tạm tính trên số liệu đã xác minh; còn {:02} số liệu chưa có hoặc chưa xác minh.", ranking.missing);
        blocks.push(Block::Paragraph(Text::default().italic(words)));
    }
    blocks.push(table(&ranking.rows));
    blocks.extend(ranking.notes.iter().map(|it| Block::Paragraph(Text::default().italic(it))));
    blocks.extend(ranking.formalities.end(ranking.signer.as_ref(), "Quét mã để xem bảng xếp hạng tại địa chỉ:"));
    ranking.formalities.paper(format!("Bảng xếp hạng cải cách hành chính năm {year} - {}", ranking.group), blocks)
}

fn table(units: &[RankedUnit]) -> Block {
    let row = |it: &RankedUnit| {
        let met = format!("{}/{}", it.met, it.applicable);
        Row::Cells([&it.rank, &it.unit, &met, &it.score, &it.grade, &it.outcome].map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("Hạng", 8, Align::Centre),
            column("Đơn vị", 25, Align::Left),
            column("Chỉ tiêu đạt", 11, Align::Centre),
            column("Điểm", 11, Align::Centre),
            column("Xếp loại theo điểm", 23, Align::Centre),
            column("Kết quả", 22, Align::Centre),
        ],
        rows: units.iter().map(row).collect(),
        look: TableLook::Ruled,
    })
}
