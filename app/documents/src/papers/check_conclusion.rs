//! Thông báo kết luận kiểm tra of a unit's figures of a period (symbol TB). `domain.md` gives no form of its own for it: the general form is used
//! (Mẫu 1.4, NĐ 30 Phụ lục III; 9.8) and the wording is ours. It asks for nothing but what the figures still lack, and names no deadline: room is
//! left for it.

use domain::template::{TemplateKind, Wording};

use super::check::{Checked, Unsettled};
use super::formalities::{Formalities, Signer, day, open};
use super::wording::{self, ending, passage};
use crate::block::Block;
use crate::{Document, DocumentError};

/// The values of the notice of a conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckConclusion {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// What was found.
    pub checked: Checked,
    /// The head of the authority that checks.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// Prints the notice of a conclusion.
pub fn pdf(conclusion: &CheckConclusion) -> Result<Vec<u8>, DocumentError> {
    document(conclusion).pdf()
}

/// Sets out the notice of a conclusion.
pub fn document(conclusion: &CheckConclusion) -> Document {
    let it = &conclusion.checked;
    let words = wording::words(TemplateKind::CheckConclusion, &conclusion.wording, it.values());
    let mut blocks = vec![Block::Title("Thông báo".into(), it.about("Kết luận kiểm tra"))];
    blocks.extend(passage(&words, "opening"));
    blocks.push(Block::Item("1. Kết quả kiểm tra".into()));
    blocks.extend(it.result());
    blocks.push(Block::Item("2. Số liệu được điều chỉnh, trả lại".into()));
    blocks.extend(it.corrected());
    blocks.push(Block::Item("3. Yêu cầu đối với đơn vị".into()));
    blocks.extend(asked(it));
    blocks.push(Block::Item("4. Kết luận khác".into()));
    blocks.push(Block::Dotted(String::new(), 3));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(conclusion.formalities.end(Some(&conclusion.signer), "Quét mã để xem thông báo này tại địa chỉ:"));
    conclusion.formalities.paper(format!("Thông báo kết luận kiểm tra số liệu {} - {}", it.period, it.unit), blocks)
}

/// What the unit has to do, by how its figures stand; the deadline is filled in by hand.
fn asked(it: &Checked) -> Vec<Block> {
    let line = |words: String| Block::Paragraph(words.into());
    let mut blocks = Vec::new();
    if it.counts.adjusted > 0 {
        blocks.push(line(format!("- Dùng giá trị đã xác minh của {:02} số liệu được điều chỉnh nêu tại mục 2.", it.counts.adjusted)));
    }
    let open_ones: Vec<_> = it.unsettled.iter().filter(|it| it.with_unit).collect();
    if !open_ones.is_empty() {
        blocks.push(line(format!("- Hoàn thiện và nộp {:02} số liệu sau, chậm nhất {}:", open_ones.len(), day(None))));
        let mark = |at| if at + 1 == open_ones.len() { '.' } else { ';' };
        let one = |(at, it): (usize, &&Unsettled)| line(format!("+ {} ({}){}", open(&it.figure), open(&it.standing), mark(at)));
        blocks.extend(open_ones.iter().enumerate().map(one));
    }
    if blocks.is_empty() {
        blocks.push(line("Không có yêu cầu đối với số liệu của kỳ.".to_owned()));
    }
    blocks
}
