//! Biên bản kiểm tra of a unit's figures of a period. `domain.md` gives no form of its own for it: the general form of minutes is used (Mẫu
//! 1.9, NĐ 30 Phụ lục III; 9.5) and the wording is ours. What the figures say comes filled in; what only people can write is left as dotted lines.

use domain::template::{TemplateKind, Wording};

use super::check::Checked;
use super::formalities::{Formalities, Signer, kept_by};
use super::wording::{self, passage};
use crate::block::Block;
use crate::{Document, DocumentError};

/// The values of the minutes of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckMinutes {
    /// Head, marks and recipients; minutes have a number but no place and date.
    pub formalities: Formalities,
    /// What was found.
    pub checked: Checked,
    /// Who decided on the figures so far: full names.
    pub verifiers: Vec<String>,
    /// Who stands for those who check (left block).
    pub checker: Signer,
    /// The head of the unit that is checked (right block).
    pub head: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// A moment that is filled in by hand.
pub(super) const OPEN_MOMENT: &str = "…… giờ ……, ngày …… tháng …… năm ……";

/// Lines left for what only people can write.
const LINES: usize = 4;

/// Prints the minutes of a check.
pub fn pdf(minutes: &CheckMinutes) -> Result<Vec<u8>, DocumentError> {
    document(minutes).pdf()
}

/// Sets out the minutes of a check.
pub fn document(minutes: &CheckMinutes) -> Document {
    let it = &minutes.checked;
    let line = |words: String| Block::Paragraph(words.into());
    let by_hand = |label: &str, lines| Block::Dotted(label.to_owned(), lines);
    let mut blocks = vec![
        Block::Title("Biên bản".into(), it.about("Kiểm tra")),
        line(format!("Thời gian bắt đầu: {OPEN_MOMENT}")),
        by_hand("Địa điểm:", 1),
        Block::Item("Thành phần tham dự".into()),
        by_hand(&format!("1. Đại diện bên kiểm tra ({}):", it.authority), 2),
        by_hand(&format!("2. Đại diện đơn vị được kiểm tra ({}):", it.unit), 2),
        by_hand("Chủ trì (chủ tọa):", 1),
        by_hand("Thư ký (người ghi biên bản):", 1),
        Block::Item("Nội dung".into()),
        Block::Item("1. Kết quả xác minh số liệu".into()),
    ];
    blocks.extend(it.result());
    if !minutes.verifiers.is_empty() {
        blocks.push(line(format!("Người đã xác minh số liệu của kỳ trong hệ thống: {}.", minutes.verifiers.join(", "))));
    }
    blocks.push(Block::Item("2. Số liệu được điều chỉnh, trả lại".into()));
    blocks.extend(it.corrected());
    blocks.push(Block::Item("3. Số liệu chưa được xác minh".into()));
    blocks.extend(it.unsettled());
    for title in ["4. Ý kiến của đơn vị được kiểm tra", "5. Kết luận, kiến nghị của bên kiểm tra"] {
        blocks.extend([Block::Item(title.into()), by_hand("", LINES)]);
    }
    let words = wording::words(TemplateKind::CheckMinutes, &minutes.wording, it.values());
    blocks.extend(passage(&words, "adopted"));
    blocks.push(line(format!("Cuộc kiểm tra kết thúc vào {OPEN_MOMENT}./.")));
    blocks.push(Block::Signatures(vec![
        minutes.checker.block("Đại diện bên kiểm tra", "(Chữ ký)"),
        minutes.head.block("Đại diện đơn vị được kiểm tra", "(Chữ ký, dấu)"),
    ]));
    blocks.push(kept_by());
    blocks.extend(minutes.formalities.recipients("Quét mã để kiểm tra biên bản này tại địa chỉ:"));
    minutes.formalities.undated_paper(format!("Biên bản kiểm tra số liệu {} - {}", it.period, it.unit), blocks)
}
