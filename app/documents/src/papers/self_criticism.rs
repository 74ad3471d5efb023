//! Báo cáo kiểm điểm tập thể (domain.md 9.3): how a unit answers for its commitment, under a State or a Party head.

use super::formalities::{Formalities, Signer, labelled, open, stop, typed};
use super::missed::{MissedTarget, Remedy, previous, promised, shortcomings};
use crate::block::{Align, Block, HeaderKind, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text};

/// The values of a collective self-criticism report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCriticism {
    /// Head, marks and recipients.
    pub formalities: Formalities,
    /// State head for a review of the commitment, Party head where the office wants it so (domain.md 9.0).
    pub header: HeaderKind,
    /// The year reviewed.
    pub year: i32,
    /// Full name of the unit.
    pub unit: String,
    /// To whom the report goes, `Kính gửi`.
    pub addressees: Vec<String>,
    /// To whom the commitment was made: `Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority_head: String,
    /// I.1: principles and working rules.
    pub working_rules: String,
    /// I.2: how the tasks were made concrete and organised.
    pub organisation: String,
    /// I.3: the assessment, a locked sentence; may be empty.
    pub assessment: String,
    /// I.3: number of targets met, filled in from the assessment.
    pub met: Vec<MetTarget>,
    /// I.4: grading of subordinate units; `None` when there are none.
    pub subordinates: Option<String>,
    /// II: one item for each target not met.
    pub missed: Vec<MissedTarget>,
    /// II: other shortcomings and their causes; may be empty.
    pub shortcomings: String,
    /// III: remedies carried over from the period before.
    pub carried_over: Vec<Remedy>,
    /// III: what else was put right since the period before; may be empty.
    pub previous_fixed: String,
    /// IV: what the superior asked, and the answer.
    pub suggestions: Vec<Suggestion>,
    /// V: responsibility of the collective.
    pub collective_responsibility: String,
    /// V: responsibility of persons.
    pub personal_responsibility: String,
    /// VI: direction of the work.
    pub direction: String,
    /// VI: the remedies promised.
    pub remedies: Vec<Remedy>,
    /// VII: the grade proposed, as printed.
    pub proposed_grade: String,
    /// Who signs for the collective.
    pub signer: Signer,
}

/// A target met, filled in from the assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetTarget {
    /// Its name.
    pub name: String,
    /// The value committed to, with its unit.
    pub committed: String,
    /// The value achieved, with its unit.
    pub achieved: String,
}

/// A question of the superior (gợi ý kiểm điểm) and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What was asked.
    pub question: String,
    /// What is answered.
    pub answer: String,
}

/// Prints a collective self-criticism report.
pub fn pdf(report: &SelfCriticism) -> Result<Vec<u8>, DocumentError> {
    document(report).pdf()
}

/// What the report of a year is about (trích yếu), in one line: for the register.
pub fn about(year: i32) -> String {
    format!("Kiểm điểm trách nhiệm tập thể trong lãnh đạo, chỉ đạo, thực hiện công tác cải cách hành chính năm {year}")
}

/// Sets out a collective self-criticism report.
pub fn document(report: &SelfCriticism) -> Document {
    let year = report.year;
    let summary = vec!["Trách nhiệm tập thể trong lãnh đạo, chỉ đạo, thực hiện".into(), format!("công tác cải cách hành chính năm {year}")];
    let mut blocks = vec![Block::Title("Báo cáo kiểm điểm".into(), summary), Block::Addressees(report.addressees.clone())];
    let opening = format!(
        "Thực hiện Bản cam kết thực hiện các chỉ tiêu, nhiệm vụ cải cách hành chính năm {year} đã ký với {}, {} báo cáo kiểm điểm trách nhiệm \
         của tập thể như sau:",
        report.authority_head, report.unit
    );
    blocks.push(Block::Paragraph(opening.into()));

    blocks.push(Block::Part("I. Ưu điểm, kết quả đạt được".into()));
    blocks.push(Block::Item("1. Việc chấp hành nguyên tắc, quy chế làm việc".into()));
    blocks.extend(typed(&report.working_rules));
    blocks.push(Block::Item("2. Việc cụ thể hóa và tổ chức thực hiện nhiệm vụ".into()));
    blocks.extend(typed(&report.organisation));
    blocks.push(Block::Item("3. Kết quả thực hiện các chỉ tiêu, nhiệm vụ".into()));
    blocks.extend(results(report));
    if let Some(subordinates) = &report.subordinates {
        blocks.push(Block::Item("4. Kết quả xếp loại các đơn vị trực thuộc".into()));
        blocks.extend(typed(subordinates));
    }

    blocks.push(Block::Part("II. Hạn chế, khuyết điểm và nguyên nhân".into()));
    blocks.extend(shortcomings(&report.missed, &report.shortcomings));
    blocks.push(Block::Part("III. Kết quả khắc phục hạn chế, khuyết điểm kỳ trước".into()));
    blocks.extend(previous(&report.carried_over, &report.previous_fixed));
    blocks.push(Block::Part("IV. Giải trình những vấn đề được gợi ý kiểm điểm".into()));
    blocks.extend(answers(&report.suggestions));
    blocks.push(Block::Part("V. Trách nhiệm của tập thể, cá nhân".into()));
    blocks.push(labelled("1. Trách nhiệm của tập thể", &report.collective_responsibility));
    blocks.push(labelled("2. Trách nhiệm của cá nhân", &report.personal_responsibility));
    blocks.push(Block::Part("VI. Phương hướng, biện pháp khắc phục".into()));
    blocks.extend(typed(&report.direction));
    if !report.remedies.is_empty() {
        blocks.push(promised(&report.remedies));
    }
    blocks.push(Block::Part("VII. Đề nghị xếp loại".into()));
    let proposal =
        Text::new(format!("Tập thể {} tự đánh giá và đề nghị xếp loại: ", report.unit)).bold(open(&report.proposed_grade)).plain("./.");
    blocks.push(Block::Paragraph(proposal));
    blocks.push(report.formalities.closing(report.signer.block("", "(Chữ ký, dấu)")));
    blocks.extend(report.formalities.qr("Quét mã để kiểm tra báo cáo này tại địa chỉ:"));
    report.formalities.headed(report.header, format!("Báo cáo kiểm điểm cải cách hành chính năm {year} - {}", report.unit), blocks)
}

fn results(report: &SelfCriticism) -> Vec<Block> {
    let (met, all) = (report.met.len(), report.met.len() + report.missed.len());
    let mut blocks = vec![Block::Paragraph(format!("Trong năm, đơn vị đạt {met:02}/{all:02} chỉ tiêu đã cam kết.").into())];
    blocks.extend(Block::paragraphs(&report.assessment));
    if met > 0 {
        let row = |(index, it): (usize, &MetTarget)| {
            let number = (index + 1).to_string();
            Row::Cells([&number, &it.name, &it.committed, &it.achieved].map(|it| it.as_str().into()).to_vec())
        };
        blocks.push(Block::Table(Table {
            columns: vec![
                column("TT", 6, Align::Centre),
                column("Chỉ tiêu đạt", 50, Align::Left),
                column("Cam kết", 22, Align::Centre),
                column("Kết quả", 22, Align::Centre),
            ],
            rows: report.met.iter().enumerate().map(row).collect(),
            look: TableLook::Ruled,
        }));
    }
    blocks
}

/// The superior's questions with their answers.
pub(super) fn answers(suggestions: &[Suggestion]) -> Vec<Block> {
    if suggestions.is_empty() {
        return vec![Block::Paragraph("Không có vấn đề được gợi ý kiểm điểm.".into())];
    }
    let blocks = suggestions.iter().enumerate().flat_map(|(index, it)| {
        let question = Text::default().italic(format!("{}. {}", index + 1, stop(&it.question)));
        std::iter::once(Block::Paragraph(question)).chain(typed(&it.answer))
    });
    blocks.collect()
}
