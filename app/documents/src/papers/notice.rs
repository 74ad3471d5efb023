//! Thông báo kết quả (symbol TB, Mẫu 1.4 of NĐ 30/2020 Phụ lục III): tells one unit or head what a decision says of them, since when, and how to ask for
//! another look (`domain.md` 9.8).

use domain::template::{TemplateKind, Wording};

use super::formalities::{Formalities, Signer, open, stop};
use super::wording::{self, ending, passage};
use crate::block::Block;
use crate::{Document, DocumentError};

/// The values of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// What the decision is about: `Về việc công bố kết quả … năm 2022`.
    pub about: String,
    /// The decision: `Quyết định số 05/QĐ-UBND ngày 09 tháng 01 năm 2023 của …`.
    pub decision: String,
    /// To whom it goes.
    pub addressee: String,
    /// Of whom it speaks.
    pub whose: String,
    /// What is decided, one sentence an item.
    pub result: Vec<String>,
    /// Why; may be empty.
    pub reason: String,
    /// Since which day: `ngày 09 tháng 01 năm 2023`.
    pub since: String,
    /// How another look can be asked for; empty where nothing is laid down.
    pub appeal: String,
    /// Who signs.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// Prints a notice.
pub fn pdf(notice: &Notice) -> Result<Vec<u8>, DocumentError> {
    document(notice).pdf()
}

/// Sets out a notice.
pub fn document(notice: &Notice) -> Document {
    let mut points = vec![format!("Đối tượng: {}", stop(&notice.whose))];
    points.extend(notice.result.iter().map(|it| format!("Kết quả: {}", stop(it))));
    if !notice.reason.trim().is_empty() {
        points.push(format!("Lý do: {}", stop(&notice.reason)));
    }
    points.push(format!("Hiệu lực: kể từ {}, ngày ký Quyết định.", notice.since));
    if !notice.appeal.is_empty() {
        points.push(format!("Quyền kiến nghị: {}", stop(&notice.appeal)));
    }
    let values = vec![("quyet_dinh", open(&notice.decision).to_owned()), ("doi_tuong", open(&notice.whose).to_owned())];
    let words = wording::words(TemplateKind::Notice, &notice.wording, values);
    let mut blocks = vec![Block::Title("Thông báo".into(), vec![notice.about.clone()]), Block::Addressees(vec![notice.addressee.clone()])];
    blocks.extend(passage(&words, "opening"));
    blocks.extend(points.into_iter().enumerate().map(|(index, it)| Block::Paragraph(format!("{}. {it}", index + 1).into())));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(notice.formalities.end(Some(&notice.signer), "Quét mã để xem thông báo này tại địa chỉ:"));
    notice.formalities.paper(format!("Thông báo {} - {}", lower(&notice.about), notice.whose), blocks)
}

/// A title within a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|it| it.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
