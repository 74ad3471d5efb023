//! Báo cáo giải trình of a unit (symbol BC): the targets that it missed, the figures that verification adjusted or returned, the figures that are not
//! there, each with the answer that was given. `domain.md` gives no form of its own for it: the general form is used (Mẫu 1.4, NĐ 30 Phụ lục III; 9.0,
//! 9.2) and the wording is ours. Where nobody answered, room is left.

use domain::template::{TemplateKind, Wording};

use super::check::{Corrected, corrected};
use super::formalities::{Formalities, Signer, open, stop};
use super::missed::{MissedTarget, Remedy, promised};
use super::wording::{self, ending, passage};
use crate::block::Block;
use crate::{Document, DocumentError};

/// The values of a report that explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Justification {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// The year of the commitment.
    pub year: i32,
    /// Full name of the unit.
    pub unit: String,
    /// To whom it reports: `Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority: String,
    /// By which result: `kết quả đánh giá chính thức ngày 09/01/2023`.
    pub result: String,
    /// The targets that were not met; answers that were not given are empty.
    pub missed: Vec<MissedTarget>,
    /// Every adjustment and return of the year.
    pub corrections: Vec<Corrected>,
    /// Whether there are older ones, which are not printed.
    pub older: bool,
    /// What the unit noted beside those figures: figure and note.
    pub notes: Vec<(String, String)>,
    /// The figures that are not there, or that nobody has verified.
    pub lacking: Vec<Lacking>,
    /// The remedies promised so far.
    pub remedies: Vec<Remedy>,
    /// The head of the unit.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// A figure that is not there, or that nobody has verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Its name and period.
    pub figure: String,
    /// What is missing of it: `chưa có số liệu`.
    pub what: String,
    /// The reason that was recorded; may be empty.
    pub reason: String,
}

/// Prints a report that explains.
pub fn pdf(report: &Justification) -> Result<Vec<u8>, DocumentError> {
    document(report).pdf()
}

/// Sets out a report that explains.
pub fn document(report: &Justification) -> Document {
    let it = report;
    let summary = vec![format!("Giải trình kết quả thực hiện cam kết cải cách hành chính năm {}", it.year), format!("của {}", it.unit)];
    let values = vec![("nam", it.year.to_string()), ("don_vi", it.unit.clone()), ("ket_qua", it.result.clone())];
    let words = wording::words(TemplateKind::Justification, &it.wording, values);
    let mut blocks = vec![Block::Title("Báo cáo".into(), summary), Block::Addressees(vec![it.authority.clone()])];
    blocks.extend(passage(&words, "opening"));
    blocks.push(Block::Part("I. Chỉ tiêu chưa đạt".into()));
    blocks.extend(it.missed.iter().enumerate().flat_map(|(index, it)| missed(index + 1, it)));
    if it.missed.is_empty() {
        blocks.push(Block::Paragraph("Không có chỉ tiêu nào chưa đạt.".into()));
    }
    blocks.push(Block::Part("II. Số liệu được điều chỉnh, trả lại".into()));
    blocks.extend(corrected(&it.corrections, it.older));
    if !it.corrections.is_empty() {
        blocks
            .extend(it.notes.iter().map(|(figure, note)| Block::Paragraph(format!("- {} (ghi chú): {}", open(figure), stop(note)).into())));
        blocks.push(Block::Dotted("Giải trình của đơn vị:".into(), LINES));
    }
    blocks.push(Block::Part("III. Số liệu chưa có hoặc chưa được xác minh".into()));
    blocks.extend(lacking(&it.lacking));
    blocks.push(Block::Part("IV. Biện pháp khắc phục".into()));
    blocks.push(if it.remedies.is_empty() { Block::Dotted(String::new(), LINES) } else { promised(&it.remedies) });
    blocks.push(Block::Part("V. Kiến nghị, đề xuất".into()));
    blocks.push(Block::Dotted(String::new(), LINES));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(it.formalities.end(Some(&it.signer), "Quét mã để kiểm tra báo cáo này tại địa chỉ:"));
    it.formalities.paper(format!("Báo cáo giải trình năm {} - {}", it.year, it.unit), blocks)
}

/// Lines left for what only people can write.
const LINES: usize = 3;

/// A target with its facts and answers; room where one was not given.
fn missed(number: usize, it: &MissedTarget) -> Vec<Block> {
    let facts = format!("- Cam kết: {}; kết quả: {}; chênh lệch: {}.", it.committed, it.achieved, it.gap);
    let answer = |label: &str, words: &str| {
        if words.trim().is_empty() {
            Block::Dotted(format!("{label}:"), 2)
        } else {
            Block::Paragraph(format!("{label}: {}", stop(words)).into())
        }
    };
    vec![
        Block::Item(format!("{number}. Chỉ tiêu: {}", it.name)),
        Block::Paragraph(facts.into()),
        answer("- Nguyên nhân khách quan", &it.objective_cause),
        answer("- Nguyên nhân chủ quan", &it.subjective_cause),
        answer("- Trách nhiệm", &it.responsible),
    ]
}

fn lacking(all: &[Lacking]) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::Paragraph("Không có.".into())];
    }
    let line = |it: &Lacking| {
        let reason = if it.reason.trim().is_empty() { String::new() } else { format!("; lý do đã ghi nhận: {}", open(&it.reason)) };
        Block::Paragraph(format!("- {}: {}{reason}.", open(&it.figure), it.what).into())
    };
    let unexplained = all.iter().any(|it| it.reason.trim().is_empty());
    let room = unexplained.then(|| Block::Dotted("Giải trình đối với số liệu chưa nêu lý do:".into(), LINES));
    all.iter().map(line).chain(room).collect()
}
