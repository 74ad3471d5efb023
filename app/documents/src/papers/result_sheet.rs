//! Result of one unit for one year: every target with its points, what was missing and why. Lying sheets, for its nine columns.

use super::formalities::{Formalities, Signer, stop};
use crate::block::{Align, Block, Orientation, PaperState, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text};

/// The values of a result sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultSheet {
    /// Head, marks and recipients; the state `Provisional` makes it a provisional result.
    pub formalities: Formalities,
    /// The year assessed.
    pub year: i32,
    /// Full name of the unit.
    pub unit: String,
    /// The targets.
    pub targets: Vec<TargetResult>,
    /// Targets met.
    pub met: usize,
    /// Targets that applied.
    pub applicable: usize,
    /// Score as printed.
    pub score: String,
    /// Highest score possible, as printed.
    pub max_score: String,
    /// Rank and number of units ranked, as printed: `17/17`; empty when not ranked.
    pub rank: String,
    /// Grade as printed.
    pub grade: String,
    /// Outcome as printed.
    pub outcome: String,
    /// Number of figures missing or unverified; printed with a provisional result.
    pub missing: usize,
    /// Figures that a named person recorded as missing.
    pub missing_reasons: Vec<MissingFigure>,
    /// Results given by others, shown beside and never computed.
    pub external: Vec<ExternalResult>,
    /// What else to know, each a sentence: a recomputed scale, points given by people, points after the total.
    pub notes: Vec<String>,
    /// Name and version of the rule set applied, and its grounds.
    pub rules: String,
    /// Who signs; may be nobody.
    pub signer: Option<Signer>,
}

/// A target with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetResult {
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Value committed to.
    pub committed: String,
    /// Value achieved; empty when there is none.
    pub achieved: String,
    /// Highest points, as printed.
    pub weight: String,
    /// Points given, as printed.
    pub points: String,
    /// Status as printed: `Đạt`, `Không đạt`, `Chưa đủ số liệu`.
    pub status: String,
    /// Note: why these points.
    pub note: String,
}

/// A figure recorded as missing (a final run prints each).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingFigure {
    /// Which figure, of which period.
    pub figure: String,
    /// Why it counts as missing.
    pub reason: String,
    /// Who recorded that.
    pub by: String,
}

/// A result given by others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalResult {
    /// What: `Chỉ số thành phần cải cách thủ tục hành chính`.
    pub name: String,
    /// Points or rank as printed: `65,58; xếp 12/12`.
    pub value: String,
    /// Source.
    pub source: String,
}

/// Prints a result sheet.
pub fn pdf(sheet: &ResultSheet) -> Result<Vec<u8>, DocumentError> {
    document(sheet).pdf()
}

/// Sets out a result sheet.
pub fn document(sheet: &ResultSheet) -> Document {
    let year = sheet.year;
    let summary = vec![format!("Thực hiện cam kết cải cách hành chính năm {year} của {}", sheet.unit)];
    let mut blocks = vec![Block::Title("Phiếu kết quả".into(), summary)];
    if sheet.formalities.state == PaperState::Provisional {
        let words = format!("Kết quả tạm tính trên số liệu đã xác minh; còn {:02} số liệu chưa có hoặc chưa xác minh.", sheet.missing);
        blocks.push(Block::Paragraph(Text::default().italic(words)));
    }
    blocks.push(Block::Part("I. Kết quả từng chỉ tiêu".into()));
    blocks.push(targets(&sheet.targets));
    blocks.push(Block::Part("II. Kết quả chung".into()));
    blocks.push(overall(sheet));
    blocks.push(Block::Paragraph(format!("Bộ chỉ tiêu áp dụng: {}", stop(&sheet.rules)).into()));
    if !sheet.notes.is_empty() {
        blocks.push(Block::Item("Thuyết minh:".into()));
        blocks.extend(sheet.notes.iter().map(|it| Block::Paragraph(format!("- {it}").into())));
    }
    if !sheet.missing_reasons.is_empty() {
        blocks.push(Block::Item("Số liệu được ghi nhận là thiếu:".into()));
        let line = |it: &MissingFigure| Block::Paragraph(format!("- {}: {} (người ghi nhận: {}).", it.figure, it.reason, it.by).into());
        blocks.extend(sheet.missing_reasons.iter().map(line));
    }
    if !sheet.external.is_empty() {
        blocks.push(Block::Item("Kết quả do cơ quan khác công bố (để tham khảo, không tính vào điểm):".into()));
        let line = |it: &ExternalResult| Block::Paragraph(format!("- {}: {} (nguồn: {}).", it.name, it.value, it.source).into());
        blocks.extend(sheet.external.iter().map(line));
    }
    blocks.extend(sheet.formalities.end(sheet.signer.as_ref(), "Quét mã để kiểm tra phiếu kết quả này tại địa chỉ:"));
    let paper = sheet.formalities.paper(format!("Phiếu kết quả cải cách hành chính năm {year} - {}", sheet.unit), blocks);
    Document { orientation: Orientation::Landscape, ..paper }
}

fn targets(targets: &[TargetResult]) -> Block {
    let row = |(index, it): (usize, &TargetResult)| {
        let number = (index + 1).to_string();
        let cells = [&number, &it.name, &it.measure, &it.committed, &it.achieved, &it.weight, &it.points, &it.status, &it.note];
        Row::Cells(cells.map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 4, Align::Centre),
            column("Chỉ tiêu", 29, Align::Left),
            column("Đơn vị tính", 8, Align::Centre),
            column("Cam kết", 10, Align::Centre),
            column("Kết quả", 9, Align::Centre),
            column("Điểm tối đa", 7, Align::Centre),
            column("Điểm đạt", 7, Align::Centre),
            column("Đánh giá", 10, Align::Centre),
            column("Ghi chú", 20, Align::Left),
        ],
        rows: targets.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

fn overall(sheet: &ResultSheet) -> Block {
    let mut text = Text::new("Số chỉ tiêu đạt: ").bold(format!("{}/{}", sheet.met, sheet.applicable));
    text = text.plain("; tổng điểm: ").bold(format!("{}/{}", sheet.score, sheet.max_score));
    if !sheet.rank.is_empty() {
        text = text.plain("; xếp hạng trong nhóm: ").bold(&sheet.rank);
    }
    text = text.plain("; xếp loại theo điểm: ").bold(&sheet.grade);
    Block::Paragraph(text.plain("; kết quả thực hiện cam kết: ").bold(&sheet.outcome).plain("."))
}
