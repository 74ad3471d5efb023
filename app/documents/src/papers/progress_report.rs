//! Báo cáo kết quả thực hiện of a month, quarter, half-year or year (Mẫu 1.4, symbol BC; `domain.md` 9.2). Facts come filled in; what only
//! people can write is left as dotted lines.

use domain::template::{TemplateKind, Wording};
use time::Date;

use super::formalities::{Formalities, Signer, open, stop};
use super::wording::{self, ending, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of a progress report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressReport {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// The period within a sentence: `quý I/2023`.
    pub period: String,
    /// The year of the commitment.
    pub year: i32,
    /// The last day of the period.
    pub until: Date,
    /// Full name of the unit.
    pub unit: String,
    /// To whom it reports: `Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority: String,
    /// The targets, by areas where the rules know some.
    pub areas: Vec<ReportedArea>,
    /// The key tasks that were due by the end of the period, or are done.
    pub tasks: Vec<ReportedTask>,
    /// The key tasks still ahead.
    pub ahead: Vec<ReportedTask>,
    /// Figures that should be there and are not, or that nobody has verified: `Số hồ sơ tiếp nhận, tháng 3/2023`.
    pub missing: Vec<String>,
    /// The head of the unit.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// The targets of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedArea {
    /// Its name; empty where the rules know no areas.
    pub name: String,
    /// Its targets.
    pub targets: Vec<ReportedTarget>,
}

/// A target as a line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTarget {
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// The value committed to.
    pub committed: String,
    /// The result in the period alone.
    pub in_period: String,
    /// The result since the year began.
    pub so_far: String,
    /// What is missing against the commitment, or by how much it is exceeded.
    pub compared: String,
    /// The judgement as printed: `Đạt`.
    pub judged: String,
    /// Whether it is counted and not reached.
    pub behind: bool,
}

/// A key task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedTask {
    /// What is to be done.
    pub content: String,
    /// Who is responsible.
    pub responsible: String,
    /// Until when.
    pub due: Date,
    /// How far it is: `đã hoàn thành ngày 15/3/2023`.
    pub standing: String,
}

/// Prints a progress report.
pub fn pdf(report: &ProgressReport) -> Result<Vec<u8>, DocumentError> {
    document(report).pdf()
}

/// Sets out a progress report.
pub fn document(report: &ProgressReport) -> Document {
    let period = &report.period;
    let summary = format!("Kết quả thực hiện cam kết cải cách hành chính {period}");
    let mut blocks = vec![Block::Title("Báo cáo".into(), vec![summary]), Block::Addressees(vec![report.authority.clone()])];
    let values = vec![
        ("nam", report.year.to_string()),
        ("don_vi", report.unit.clone()),
        ("ky", period.clone()),
        ("ngay", dates::in_words(report.until)),
    ];
    let words = wording::words(TemplateKind::ProgressReport, &report.wording, values);
    blocks.extend(passage(&words, "opening"));
    blocks.push(Block::Part("I. Công tác chỉ đạo, điều hành".into()));
    blocks.extend(by_hand("1. Các văn bản đã ban hành, các hoạt động chỉ đạo, điều hành"));
    blocks.push(Block::Item("2. Nhiệm vụ trọng tâm đến hạn hoặc đã hoàn thành".into()));
    blocks.extend(tasks(&report.tasks, "Không có nhiệm vụ trọng tâm đến hạn trong kỳ."));
    blocks.push(Block::Part("II. Kết quả thực hiện".into()));
    for (index, area) in report.areas.iter().enumerate() {
        if !area.name.is_empty() {
            blocks.push(Block::Item(format!("{}. {}", index + 1, area.name)));
        }
        blocks.push(targets(&area.targets));
    }
    blocks.push(Block::Part("III. Hạn chế, nguyên nhân".into()));
    blocks.extend(behind(report));
    blocks.extend(by_hand("3. Nguyên nhân khách quan"));
    blocks.extend(by_hand("4. Nguyên nhân chủ quan"));
    blocks.push(Block::Part("IV. Phương hướng, nhiệm vụ kỳ tới".into()));
    blocks.push(Block::Item("1. Nhiệm vụ trọng tâm chưa đến hạn".into()));
    blocks.extend(tasks(&report.ahead, "Không còn nhiệm vụ trọng tâm chưa đến hạn."));
    blocks.extend(by_hand("2. Các nhiệm vụ, giải pháp khác"));
    blocks.push(Block::Part("V. Kiến nghị, đề xuất".into()));
    blocks.push(Block::Dotted(String::new(), LINES));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(report.formalities.end(Some(&report.signer), "Quét mã để kiểm tra báo cáo này tại địa chỉ:"));
    report.formalities.paper(format!("Báo cáo kết quả thực hiện cam kết cải cách hành chính {period} - {}", report.unit), blocks)
}

/// Lines left for what only people can write.
const LINES: usize = 3;

/// A heading with lines that the writer fills in.
fn by_hand(title: &str) -> [Block; 2] {
    [Block::Item(title.to_owned()), Block::Dotted(String::new(), LINES)]
}

fn tasks(tasks: &[ReportedTask], none: &str) -> Vec<Block> {
    let task = |it: &ReportedTask| {
        let words = format!(
            "- {}; người chịu trách nhiệm: {}; thời hạn: {}; {}",
            open(&it.content),
            open(&it.responsible),
            dates::in_figures(it.due),
            stop(&it.standing)
        );
        Block::Paragraph(words.into())
    };
    if tasks.is_empty() { vec![Block::Paragraph(none.into())] } else { tasks.iter().map(task).collect() }
}

fn targets(targets: &[ReportedTarget]) -> Block {
    let row = |(index, it): (usize, &ReportedTarget)| {
        let number = (index + 1).to_string();
        let cells = [&number, &it.name, &it.measure, &it.committed, &it.in_period, &it.so_far, &it.compared, &it.judged];
        Row::Cells(cells.map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 5, Align::Centre),
            column("Chỉ tiêu", 23, Align::Left),
            column("ĐVT", 7, Align::Centre),
            column("Cam kết", 15, Align::Centre),
            column("Kết quả kỳ", 11, Align::Centre),
            column("Lũy kế", 11, Align::Centre),
            column("So với cam kết", 18, Align::Centre),
            column("Đánh giá", 10, Align::Centre),
        ],
        rows: targets.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

/// What the facts say of shortcomings: targets not reached so far, and figures that are not there.
fn behind(report: &ProgressReport) -> Vec<Block> {
    let behind: Vec<&ReportedTarget> = report.areas.iter().flat_map(|it| &it.targets).filter(|it| it.behind).collect();
    let mut blocks = vec![Block::Item("1. Chỉ tiêu chưa đạt mức cam kết".into())];
    let line = |it: &&ReportedTarget| {
        let so_far = if it.so_far.is_empty() { "chưa có số liệu" } else { it.so_far.as_str() };
        let compared = if it.compared.is_empty() { String::new() } else { format!(" ({})", it.compared) };
        Block::Paragraph(format!("- {}: cam kết {}, lũy kế {so_far}{compared}.", open(&it.name), it.committed).into())
    };
    blocks.extend(behind.iter().map(line));
    if behind.is_empty() {
        blocks.push(Block::Paragraph("Không có.".into()));
    }
    blocks.push(Block::Item("2. Số liệu chưa có hoặc chưa được xác minh".into()));
    if report.missing.is_empty() {
        blocks.push(Block::Paragraph("Không có.".into()));
    }
    blocks.extend(report.missing.iter().map(|it| Block::Paragraph(Text::new(format!("- {}", stop(it))))));
    blocks
}
