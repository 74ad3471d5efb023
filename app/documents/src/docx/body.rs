//! The blocks in reading order, cut into sections where the sheets lie otherwise or are numbered anew.

use super::paragraph::{NOTHING, Paragraph, Tab};
use super::section::Section;
use super::{announces, closing, head, table};
use crate::block::{Block, Document, Orientation, Table};
use crate::layout::{Bond, Numbering, text_width};
use crate::measures::*;
use crate::{DocumentError, Text};

/// What is written so far.
struct Body {
    xml: String,
    /// The pictures, by their numbers from 1.
    pictures: Vec<Vec<u8>>,
    section: Section,
    /// The section that begins with the next block; one without blocks is never begun.
    next: Option<Section>,
}

/// Writes head and blocks; also returns the pictures.
pub(super) fn write(document: &Document) -> Result<(String, Vec<Vec<u8>>), DocumentError> {
    let mut orientation = document.orientation;
    let section = Section { orientation, numbering: Numbering::Anew };
    let mut body = Body { xml: head::header(&document.header, text_width(orientation))?, pictures: Vec::new(), section, next: None };
    for (index, block) in document.blocks.iter().enumerate() {
        let end = match document.blocks.get(index + 1) {
            Some(Block::Signatures(_) | Block::Closing(..) | Block::Recipients(..) | Block::Qr(_)) => Bond::WithNext,
            _ => Bond::Free,
        };
        match block {
            Block::Turned(it) => {
                body.next = Some(Section { orientation: Orientation::Landscape, numbering: Numbering::Onward });
                body.begin();
                body.table(it, text_width(Orientation::Landscape), Bond::Free)?;
                body.next = Some(Section { orientation, numbering: Numbering::Onward });
            }
            Block::Annex(it) => {
                orientation = it.orientation;
                body.next = Some(Section { orientation, numbering: Numbering::Anew });
                body.begin();
                body.xml.push_str(&head::annex(it, text_width(orientation))?);
            }
            other => {
                body.begin();
                body.add(other, text_width(orientation), end)?;
            }
        }
    }
    // Word wants a paragraph behind the last table.
    if body.xml.ends_with("</w:tbl>") {
        body.xml.push_str(&Paragraph { bond: Bond::Free, ..Paragraph::spacer(NOTHING) }.xml());
    }
    body.xml.push_str(&body.section.xml());
    Ok((body.xml, body.pictures))
}

impl Body {
    /// Ends the section before and begins the next one, if there is one.
    fn begin(&mut self) {
        let Some(next) = self.next.take() else { return };
        let section = Some(self.section.xml());
        self.xml.push_str(&Paragraph { section, bond: Bond::Free, ..Paragraph::spacer(NOTHING) }.xml());
        self.section = next;
    }

    fn add(&mut self, block: &Block, width: f32, end: Bond) -> Result<(), DocumentError> {
        let text = match block {
            Block::Title(kind, summary) => head::title(kind, summary, width)?,
            Block::Addressees(names) => head::addressees(names)?,
            Block::Paragraph(text) => paragraph("BodyText", text, end)?,
            Block::Centred(text) => paragraph("Centred", text, end)?,
            Block::Part(title) => Paragraph::of("Heading1", &title.to_uppercase().into())?.xml(),
            Block::Item(title) => Paragraph::of("Heading2", &title.as_str().into())?.xml(),
            Block::Dotted(label, count) => dotted(label, *count, width)?,
            Block::Table(it) | Block::Turned(it) => return self.table(it, width, end),
            Block::Annex(it) => head::annex(it, width)?,
            Block::Signatures(all) => closing::signatures(all, width)?,
            Block::Closing(names, signature) => closing::closing(names, signature, width)?,
            Block::Recipients(names, code) => closing::recipients(names, code.as_ref(), width, &mut self.pictures)?,
            Block::Qr(code) => closing::qr(code, width, &mut self.pictures)?,
        };
        // The space below a table goes into the paragraph behind it.
        if self.xml.ends_with("</w:tbl>") && text.starts_with("<w:p>") {
            self.xml.push_str(&Paragraph { bond: Bond::Free, ..Paragraph::spacer(TABLE_BELOW) }.xml());
        }
        self.xml.push_str(&text);
        Ok(())
    }

    /// A table behind the space that no table can have by itself; it also parts it from a table before.
    fn table(&mut self, table: &Table, width: f32, end: Bond) -> Result<(), DocumentError> {
        self.xml.push_str(&Paragraph::spacer(PARAGRAPH_GAP).xml());
        self.xml.push_str(&table::table(table, width, end)?);
        Ok(())
    }
}

fn paragraph(style: &'static str, text: &Text, end: Bond) -> Result<String, DocumentError> {
    let bond = if end == Bond::WithNext { end } else { announces(text) };
    Ok(Paragraph { bond, ..Paragraph::of(style, text)? }.xml())
}

/// Dotted lines for the hand: a tab with dots to the right edge, however wide the words before it become.
fn dotted(label: &str, count: usize, width: f32) -> Result<String, DocumentError> {
    let tabs = vec![Tab { at: width, kind: "right", leader: "dot" }];
    let mut first = Paragraph { tabs: tabs.clone(), sides: None, ..Paragraph::of("Dotted", &format!("{label} ").into())? };
    first.tab();
    let mut other = Paragraph { tabs, ..Paragraph::empty("DottedOn") };
    other.tab();
    Ok(first.xml() + &other.xml().repeat(count.saturating_sub(1)))
}
