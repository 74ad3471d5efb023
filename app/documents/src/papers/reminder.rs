//! Công văn đôn đốc: a letter that reminds a unit of figures whose deadline is over. The office may word it; as shipped it cites no
//! law.

use domain::template::{TemplateKind, Wording};
use time::Date;

use super::formalities::{Formalities, Signer};
use super::wording::{self, ending, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, dates};

/// The values of a reminder letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// The year of the commitment.
    pub year: i32,
    /// The unit that is reminded.
    pub unit: String,
    /// The day of which this is said.
    pub as_of: Date,
    /// The periods whose deadline is over, the oldest first.
    pub periods: Vec<LatePeriod>,
    /// Who signs.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// A period that is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatePeriod {
    /// Its name: `Tháng 3/2023`.
    pub name: String,
    /// Its deadline.
    pub due: Date,
    /// The figures that are not submitted.
    pub figures: Vec<String>,
}

/// Prints a reminder letter.
pub fn pdf(reminder: &Reminder) -> Result<Vec<u8>, DocumentError> {
    document(reminder).pdf()
}

/// Sets out a reminder letter.
pub fn document(reminder: &Reminder) -> Document {
    let year = reminder.year;
    let subject = format!("V/v đôn đốc nộp số liệu cải cách hành chính năm {year}");
    let count: usize = reminder.periods.iter().map(|it| it.figures.len()).sum();
    let mut blocks = vec![Block::Addressees(vec![reminder.unit.clone()])];
    let values = vec![
        ("nam", year.to_string()),
        ("ngay", dates::in_words(reminder.as_of)),
        ("don_vi", reminder.unit.clone()),
        ("so_luong", format!("{count:02}")),
    ];
    let words = wording::words(TemplateKind::Reminder, &reminder.wording, values);
    blocks.extend(passage(&words, "found"));
    blocks.push(table(&reminder.periods));
    blocks.extend(passage(&words, "request"));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(reminder.formalities.end(Some(&reminder.signer), "Quét mã để kiểm tra công văn này tại địa chỉ:"));
    reminder.formalities.letter(format!("Công văn đôn đốc nộp số liệu năm {year} - {}", reminder.unit), subject, blocks)
}

fn table(periods: &[LatePeriod]) -> Block {
    let row = |(index, it): (usize, &LatePeriod)| {
        let figures: Vec<String> = it.figures.iter().map(|it| format!("- {it}")).collect();
        let number = (index + 1).to_string();
        Row::Cells(vec![number.into(), it.name.as_str().into(), dates::in_figures(it.due).into(), figures.join("\n").into()])
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Kỳ báo cáo", 20, Align::Left),
            column("Hạn nộp", 15, Align::Centre),
            column("Số liệu chưa nộp", 59, Align::Left),
        ],
        rows: periods.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}
