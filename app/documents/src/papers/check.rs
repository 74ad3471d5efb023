//! What the check of a unit's figures of a period found: its minutes and the notice of its conclusion print the same.

use time::Date;

use super::formalities::{open, stop};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::dates;

/// What was found of a unit's figures of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The period within a sentence: `tháng 3/2023`.
    pub period: String,
    /// The year of the commitment.
    pub year: i32,
    /// Full name of the unit.
    pub unit: String,
    /// Who checks: `Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority: String,
    /// The day of which this is said.
    pub as_of: Date,
    /// How many figures stand how.
    pub counts: Counts,
    /// Every adjustment and every return.
    pub corrections: Vec<Corrected>,
    /// Whether there are older ones, which are not printed.
    pub older: bool,
    /// The figures that are not settled, each with how it stands.
    pub unsettled: Vec<Unsettled>,
}

/// How many figures of the period stand how; together all that the unit owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Accepted as they were declared.
    pub accepted: usize,
    /// Accepted with another value.
    pub adjusted: usize,
    /// Returned to the unit, which has not submitted them again.
    pub returned: usize,
    /// Submitted, and not looked at yet.
    pub waiting: usize,
    /// Not submitted.
    pub lacking: usize,
}

impl Counts {
    fn all(self) -> usize {
        self.accepted + self.adjusted + self.returned + self.waiting + self.lacking
    }
}

/// A figure that was adjusted or returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Its name, with the period where a paper speaks of several.
    pub figure: String,
    /// Unit of measure.
    pub measure: String,
    /// What the unit declared.
    pub declared: String,
    /// What was accepted; none where it was returned.
    pub accepted: Option<String>,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// How the figure stands now: `đã nộp lại, chờ xác minh`.
    pub now: String,
}

/// A figure that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// Its name.
    pub figure: String,
    /// How it stands: `chờ xác minh`.
    pub standing: String,
    /// Whether the unit has to do something.
    pub with_unit: bool,
}

impl Checked {
    /// What may be named in the wording of its papers.
    pub(super) fn values(&self) -> Vec<(&'static str, String)> {
        vec![
            ("nam", self.year.to_string()),
            ("don_vi", self.unit.clone()),
            ("ky", self.period.clone()),
            ("co_quan", self.authority.clone()),
        ]
    }

    /// What the papers are about, one item a line.
    pub(super) fn about(&self, what: &str) -> Vec<String> {
        vec![format!("{what} số liệu cải cách hành chính {}", self.period), format!("của {}", self.unit)]
    }

    /// How many figures were verified, adjusted, returned, and are still open.
    pub(super) fn result(&self) -> Vec<Block> {
        let it = self.counts;
        let lines = [
            format!("Số liệu phải báo cáo trong kỳ: {:02}; tính đến hết {}:", it.all(), dates::in_words(self.as_of)),
            format!("- Đã xác minh, giữ nguyên giá trị đơn vị kê khai: {:02} số liệu.", it.accepted),
            format!("- Đã xác minh, có điều chỉnh giá trị: {:02} số liệu.", it.adjusted),
            format!("- Đã trả lại đơn vị, đơn vị chưa nộp lại: {:02} số liệu.", it.returned),
            format!("- Đã nộp, chưa được xác minh: {:02} số liệu.", it.waiting),
            format!("- Chưa nộp: {:02} số liệu.", it.lacking),
        ];
        lines.map(|it| Block::Paragraph(it.into())).to_vec()
    }

    /// The adjustments and returns as a table.
    pub(super) fn corrected(&self) -> Vec<Block> {
        corrected(&self.corrections, self.older)
    }

    /// The figures that are not settled.
    pub(super) fn unsettled(&self) -> Vec<Block> {
        let line = |it: &Unsettled| Block::Paragraph(format!("- {}: {}", open(&it.figure), stop(&it.standing)).into());
        if self.unsettled.is_empty() {
            return vec![Block::Paragraph("Không có; tất cả số liệu của kỳ đã được xác minh.".into())];
        }
        self.unsettled.iter().map(line).collect()
    }
}

/// Adjustments and returns as a table, and how many older ones it does not show.
pub(super) fn corrected(all: &[Corrected], older: bool) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::Paragraph("Không có số liệu nào được điều chỉnh hoặc trả lại.".into())];
    }
    let row = |(index, it): (usize, &Corrected)| {
        let figure = if it.measure.is_empty() { it.figure.clone() } else { format!("{} ({})", it.figure, it.measure) };
        let accepted = it.accepted.clone().unwrap_or_else(|| "Trả lại".to_owned());
        let who = format!("{}\n{}", it.by, dates::in_figures(it.on));
        let texts = [(index + 1).to_string(), figure, it.declared.clone(), accepted, open(&it.reason).to_owned(), who, it.now.clone()];
        Row::Cells(texts.map(Into::into).to_vec())
    };
    let table = Table {
        columns: vec![
            column("TT", 5, Align::Centre),
            column("Số liệu", 24, Align::Left),
            column("Kê khai", 11, Align::Centre),
            column("Xác minh", 11, Align::Centre),
            column("Lý do", 20, Align::Left),
            column("Người xác minh, ngày", 16, Align::Left),
            column("Hiện nay", 13, Align::Left),
        ],
        rows: all.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    };
    let left_out = older
        .then(|| Block::Paragraph(format!("Bảng nêu {:02} lần gần nhất; các lần trước đó có trong lịch sử số liệu.", all.len()).into()));
    std::iter::once(Block::Table(table)).chain(left_out).collect()
}
