//! Sổ đăng ký văn bản đi: the numbers of an organisation's papers in a year, on a lying sheet (`domain.md` 9.0). Its columns are those that
//! offices keep; the form of the decree was not at hand and is not claimed.

use super::formalities::{Formalities, Signer};
use crate::block::{Align, Block, Orientation, Row, Table, TableLook, column};
use crate::{Document, DocumentError};

/// The values of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Head and marks.
    pub formalities: Formalities,
    /// What it holds: `Năm 2023`, `Loại: Quyết định`, one item a line.
    pub scope: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<RegisterRow>,
    /// Who signs; may be nobody.
    pub signer: Option<Signer>,
}

/// A row of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterRow {
    /// A paper.
    Paper(RegisteredPaper),
    /// Numbers that were given outside and never told here, as printed: `03–05`.
    PassedOver(String),
}

/// A paper of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredPaper {
    /// Number and symbol as printed: `05/QĐ-UBND`.
    pub number: String,
    /// Day: `16/01/2023`.
    pub day: String,
    /// Kind and what it is about.
    pub about: String,
    /// Who signed it.
    pub signer: String,
    /// To whom it goes, one item a line.
    pub recipients: String,
    /// What is to be said of it: cancelled why, replaces what, replaced by what.
    pub remark: String,
}

/// Prints a register.
pub fn pdf(register: &Register) -> Result<Vec<u8>, DocumentError> {
    document(register).pdf()
}

/// Sets out a register.
pub fn document(register: &Register) -> Document {
    let mut blocks = vec![Block::Title("Sổ đăng ký văn bản đi".into(), register.scope.clone())];
    let papers = register.rows.iter().filter(|it| matches!(it, RegisterRow::Paper(_))).count();
    if papers > 0 {
        blocks.push(table(&register.rows));
        blocks.push(Block::Paragraph(format!("Tổng số: {papers:02} văn bản.").into()));
    } else {
        blocks.push(Block::Paragraph("Chưa có văn bản nào được cấp số.".into()));
    }
    blocks.extend(register.formalities.end(register.signer.as_ref(), "Quét mã để xem sổ đăng ký này tại địa chỉ:"));
    let paper = register.formalities.paper(format!("Sổ đăng ký văn bản đi - {}", register.scope.join(", ")), blocks);
    Document { orientation: Orientation::Landscape, ..paper }
}

fn table(rows: &[RegisterRow]) -> Block {
    let row = |it: &RegisterRow| match it {
        RegisterRow::Paper(it) => {
            let recipients = it.recipients.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
            let cells = [&it.number, &it.day, &it.about, &it.signer, &recipients, &it.remark];
            Row::Cells(cells.map(|it| it.as_str().into()).to_vec())
        }
        RegisterRow::PassedOver(numbers) => Row::Cells(vec![numbers.as_str().into(), "".into(), "Cấp ngoài hệ thống".into()]),
    };
    Block::Table(Table {
        columns: vec![
            column("Số, ký hiệu", 13, Align::Centre),
            column("Ngày văn bản", 10, Align::Centre),
            column("Tên loại và trích yếu nội dung", 31, Align::Left),
            column("Người ký", 13, Align::Left),
            column("Nơi nhận", 14, Align::Left),
            column("Ghi chú", 19, Align::Left),
        ],
        rows: rows.iter().map(row).collect(),
        look: TableLook::Ruled,
    })
}
