//! Small papers that stand for evidence. Every page of them says that they are made up.

use crate::Error;
use documents::Document;
use documents::block::{Block, Header, HeaderKind, LegalForce, Marks, Orientation, PaperState};
use time::Date;

/// A made-up paper of a unit about one thing.
pub fn paper(header: &[String], number: &str, title: &str, content: &str, date: Date) -> Result<Vec<u8>, Error> {
    let document = Document {
        title: title.to_owned(),
        date: Some(date),
        orientation: Orientation::Portrait,
        header: Header {
            kind: HeaderKind::State,
            parent: Vec::new(),
            body: header.to_vec(),
            subject: None,
            number: Some(format!("Số: {number}")),
            place_date: Some(format!("Cẩm Giàng, {}", documents::dates::in_words(date))),
        },
        blocks: vec![Block::Title("BÁO CÁO".to_owned(), vec![title.to_owned()]), Block::Paragraph(content.into())],
        marks: Marks { force: LegalForce::Illustrative, state: PaperState::Final, foot: None, code: None },
    };
    document.pdf().map_err(Error::internal)
}
