//! Targets not met and remedies, which several papers of a review print alike.

use time::Date;

use super::formalities::{labelled, open};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Text, dates};

/// A target not met, with the answer of the unit; committed, achieved and gap are locked facts (domain.md 9.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedTarget {
    /// The target's name.
    pub name: String,
    /// The value committed to, with its unit: `từ 60,00% trở lên`.
    pub committed: String,
    /// The value achieved, with its unit.
    pub achieved: String,
    /// The gap, with its unit: `24,60 điểm phần trăm`.
    pub gap: String,
    /// Causes outside the unit.
    pub objective_cause: String,
    /// Causes inside the unit.
    pub subjective_cause: String,
    /// Who is responsible.
    pub responsible: String,
}

impl MissedTarget {
    /// One numbered item with its facts and answers.
    pub(super) fn blocks(&self, number: usize) -> Vec<Block> {
        let facts = format!("- Cam kết: {}; kết quả: {}; chênh lệch: {}.", self.committed, self.achieved, self.gap);
        vec![
            Block::Item(format!("{number}. Chỉ tiêu: {}", self.name)),
            Block::Paragraph(facts.into()),
            labelled("- Nguyên nhân khách quan", &self.objective_cause),
            labelled("- Nguyên nhân chủ quan", &self.subjective_cause),
            labelled("- Trách nhiệm", &self.responsible),
        ]
    }
}

/// Part II of a report: an item for each target not met, then what else fell short (domain.md 9.3).
pub(super) fn shortcomings(missed: &[MissedTarget], others: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = missed.iter().enumerate().flat_map(|(index, it)| it.blocks(index + 1)).collect();
    if missed.is_empty() {
        blocks.push(Block::Paragraph("Không có chỉ tiêu cam kết nào không đạt.".into()));
    }
    let others: Vec<Block> = Block::paragraphs(others).collect();
    if !others.is_empty() {
        blocks.push(Block::Item(format!("{}. Hạn chế, khuyết điểm khác và nguyên nhân", missed.len() + 1)));
        blocks.extend(others);
    }
    blocks
}

/// How far a remedy is (domain.md 9.3, III).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemedyState {
    /// `đã khắc phục`
    Done,
    /// `đã báo cáo khắc phục, chờ xác nhận`
    Reported,
    /// `đang khắc phục`
    Ongoing,
    /// `chưa khắc phục`
    NotDone,
}

impl RemedyState {
    /// The words printed.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Done => "Đã khắc phục",
            Self::Reported => "Đã báo cáo khắc phục, chờ xác nhận",
            Self::Ongoing => "Đang khắc phục",
            Self::NotDone => "Chưa khắc phục",
        }
    }
}

impl Remedy {
    /// How far it is on a day, and whether the deadline has passed by then.
    pub(super) fn standing(&self, on: Date) -> String {
        let late = self.state != RemedyState::Done && self.due.is_some_and(|it| it < on);
        format!("{}{}", self.state.words(), if late { ", quá hạn" } else { "" })
    }
}

/// A remedy with owner and deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What is wrong: the shortcoming or the target.
    pub shortcoming: String,
    /// What will be done.
    pub measure: String,
    /// Who sees to it.
    pub owner: String,
    /// Until when.
    pub due: Option<Date>,
    /// How it will be measured.
    pub expected: String,
    /// How far it is.
    pub state: RemedyState,
}

/// Day of a deadline in figures, empty while open.
pub(super) fn due(date: Option<Date>) -> Text {
    date.map(dates::in_figures).unwrap_or_default().into()
}

/// The table of remedies that a review promises (domain.md 9.3, VI).
pub(super) fn promised(remedies: &[Remedy]) -> Block {
    let row = |(index, it): (usize, &Remedy)| {
        let number = (index + 1).to_string().into();
        let texts = [&it.shortcoming, &it.measure, &it.owner].map(|it| Text::from(open(it)));
        let [shortcoming, measure, owner] = texts;
        Row::Cells(vec![number, shortcoming, measure, owner, due(it.due), open(&it.expected).into()])
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 5, Align::Centre),
            column("Hạn chế, khuyết điểm", 21, Align::Left),
            column("Biện pháp khắc phục", 26, Align::Left),
            column("Người chịu trách nhiệm", 17, Align::Left),
            column("Thời hạn", 14, Align::Centre),
            column("Kết quả cần đạt", 17, Align::Left),
        ],
        rows: remedies.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

/// The table of remedies that the minutes record.
pub(super) fn agreed(remedies: &[Remedy]) -> Block {
    let row = |(index, it): (usize, &Remedy)| {
        let number = (index + 1).to_string().into();
        let [shortcoming, measure, owner] = [&it.shortcoming, &it.measure, &it.owner].map(|it| Text::from(open(it)));
        Row::Cells(vec![number, shortcoming, measure, owner, due(it.due)])
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 5, Align::Centre),
            column("Chỉ tiêu không đạt", 25, Align::Left),
            column("Biện pháp khắc phục", 36, Align::Left),
            column("Người chịu trách nhiệm", 20, Align::Left),
            column("Thời hạn", 14, Align::Centre),
        ],
        rows: remedies.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

/// The remedies carried over from the period before, with how far they are, and what else was put right (domain.md 9.3, III).
pub(super) fn previous(remedies: &[Remedy], fixed: &str) -> Vec<Block> {
    let table = (!remedies.is_empty()).then(|| carried_over(remedies));
    let mut blocks: Vec<Block> = table.into_iter().chain(Block::paragraphs(fixed)).collect();
    if blocks.is_empty() {
        blocks.push(Block::Paragraph("Không có hạn chế, khuyết điểm phải khắc phục chuyển từ kỳ trước.".into()));
    }
    blocks
}

fn carried_over(remedies: &[Remedy]) -> Block {
    let row = |(index, it): (usize, &Remedy)| {
        let number = (index + 1).to_string().into();
        let texts = [&it.shortcoming, &it.measure, &it.owner].map(|it| Text::from(open(it)));
        let [shortcoming, measure, owner] = texts;
        Row::Cells(vec![number, shortcoming, measure, owner, it.state.words().into()])
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 5, Align::Centre),
            column("Hạn chế, khuyết điểm", 27, Align::Left),
            column("Biện pháp khắc phục", 31, Align::Left),
            column("Người chịu trách nhiệm", 19, Align::Left),
            column("Kết quả khắc phục", 18, Align::Centre),
        ],
        rows: remedies.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}
