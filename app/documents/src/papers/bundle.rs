//! A bundle: papers bound into one file behind a page of contents. Each keeps its head, its marks and its own page numbers; every page also bears
//! its number in the bundle. It is made for reading and keeping; what is valid is each signed paper, and the bundle says so.

use super::formalities::Formalities;
use crate::block::{Block, Bound};
use crate::{Document, DocumentError, Text, dates};

/// The values of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Head and marks of the page of contents.
    pub formalities: Formalities,
    /// What it is: `Hồ sơ kiểm điểm`.
    pub kind: String,
    /// Whose and of which year, one item a line.
    pub summary: Vec<String>,
    /// The papers in their order.
    pub papers: Vec<Document>,
    /// What is in it and what is not, a sentence each; printed below the contents.
    pub notes: Vec<String>,
}

/// Prints a bundle.
pub fn pdf(bundle: &Bundle) -> Result<Vec<u8>, DocumentError> {
    document(bundle.clone()).pdf()
}

/// Sets out a bundle; its papers may be many, so they are moved.
pub fn document(bundle: Bundle) -> Document {
    let title = format!("{} - {}", bundle.kind, bundle.summary.join(", "));
    let mut blocks = vec![Block::Title(bundle.kind, bundle.summary)];
    if bundle.papers.is_empty() {
        blocks.push(Block::Paragraph("Chưa có văn bản nào để đóng tập.".into()));
    } else {
        blocks.push(Block::Paragraph(format!("Tập gồm {:02} văn bản, xếp theo thứ tự sau:", bundle.papers.len()).into()));
        blocks.push(Block::Contents);
        let said = "Tập được kết xuất từ hệ thống để tra cứu, lưu giữ; mỗi văn bản giữ nguyên phần đầu, dấu trạng thái và số trang riêng. Giá trị \
                    pháp lý thuộc về từng văn bản đã ký.";
        blocks.push(Block::Paragraph(Text::default().italic(said)));
    }
    blocks.extend(bundle.notes.into_iter().map(|it| Block::Paragraph(it.into())));
    blocks.extend(bundle.papers.into_iter().map(|paper| Block::Bound(Box::new(Bound { reference: reference(&paper), paper }))));
    bundle.formalities.paper(title, blocks)
}

/// Number and day of a paper, a line each, as the contents list them.
fn reference(paper: &Document) -> String {
    let number = paper.header.number.as_deref().map(|it| it.trim_start_matches("Số:").trim_start_matches(' '));
    // Room is left for a number that is not given yet.
    let number = number.map(|it| if it.starts_with('\u{A0}') { "chưa cấp số" } else { it }.to_owned());
    let day = paper.date.map(|it| format!("ngày {}", dates::in_figures(it)));
    number.into_iter().chain(day).collect::<Vec<_>>().join("\n")
}
