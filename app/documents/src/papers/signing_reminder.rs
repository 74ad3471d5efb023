//! Công văn đôn đốc: a letter that reminds a unit of a commitment that its head has not signed. The office may word it; ours cites no law.

use domain::template::{TemplateKind, Wording};
use time::Date;

use super::formalities::{Formalities, Signer};
use super::wording::{self, ending, passage};
use crate::block::Block;
use crate::{Document, DocumentError, dates};

/// The values of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningReminder {
    /// Head, number, marks and recipients.
    pub formalities: Formalities,
    /// The year of the commitment.
    pub year: i32,
    /// The unit that is reminded.
    pub unit: String,
    /// The day of which this is said.
    pub as_of: Date,
    /// The day on which its content was agreed.
    pub agreed_on: Date,
    /// The last day of signing.
    pub until: Date,
    /// Whether it is to be signed on paper.
    pub on_paper: bool,
    /// Who signs.
    pub signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// Prints the letter.
pub fn pdf(letter: &SigningReminder) -> Result<Vec<u8>, DocumentError> {
    document(letter).pdf()
}

/// Sets out the letter.
pub fn document(letter: &SigningReminder) -> Document {
    let (year, unit) = (letter.year, &letter.unit);
    let late = letter.as_of > letter.until;
    let subject = format!("V/v đôn đốc ký bản cam kết cải cách hành chính năm {year}");
    let state =
        if late { "đã quá hạn nhưng thủ trưởng đơn vị vẫn chưa ký" } else { "thủ trưởng đơn vị chưa ký" };
    let request = match (letter.on_paper, late) {
        (true, _) => "request_paper",
        (false, true) => "request_late",
        (false, false) => "request",
    };
    let values = vec![
        ("nam", year.to_string()),
        ("don_vi", unit.clone()),
        ("ngay_thong_nhat", dates::in_words(letter.agreed_on)),
        ("han_ky", dates::in_words(letter.until)),
        ("ngay", dates::in_words(letter.as_of)),
        ("tinh_trang", state.to_owned()),
    ];
    let words = wording::words(TemplateKind::SigningReminder, &letter.wording, values);
    let mut blocks = vec![Block::Addressees(vec![unit.clone()])];
    blocks.extend(passage(&words, "found"));
    blocks.extend(passage(&words, request));
    blocks.extend(ending(words.lines("closing")));
    blocks.extend(letter.formalities.end(Some(&letter.signer), "Quét mã để kiểm tra công văn này tại địa chỉ:"));
    letter.formalities.letter(format!("Công văn đôn đốc ký bản cam kết năm {year} - {unit}"), subject, blocks)
}
