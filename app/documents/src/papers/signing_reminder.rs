//! Công văn đôn đốc: a letter that reminds a unit of a commitment that its head has not signed. The wording is our own; it cites no law.

use time::Date;

use super::formalities::{Formalities, Signer};
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
    /// Who signs.
    pub signer: Signer,
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
    let wish = match late {
        true => format!(
            "Đề nghị thủ trưởng {unit} ký bản cam kết trên hệ thống trước ngày …… tháng …… năm ……; nếu không ký thì nêu rõ lý do bằng văn bản trên \
             hệ thống."
        ),
        false => format!(
            "Đề nghị thủ trưởng {unit} ký bản cam kết trên hệ thống trong thời hạn nêu trên; nếu không ký thì nêu rõ lý do bằng văn bản trên hệ thống."
        ),
    };
    let found = format!(
        "Nội dung bản cam kết cải cách hành chính năm {year} của {unit} đã được thống nhất {}; hạn ký là hết {}. Tính đến {}, {state} \
         bản cam kết.",
        dates::in_words(letter.agreed_on),
        dates::in_words(letter.until),
        dates::in_words(letter.as_of),
    );
    let mut blocks = vec![Block::Addressees(vec![unit.clone()])];
    blocks.extend([found, wish, format!("Đề nghị {unit} quan tâm, thực hiện./.")].map(|it| Block::Paragraph(it.into())));
    blocks.extend(letter.formalities.end(Some(&letter.signer), "Quét mã để kiểm tra công văn này tại địa chỉ:"));
    letter.formalities.letter(format!("Công văn đôn đốc ký bản cam kết năm {year} - {unit}"), subject, blocks)
}
