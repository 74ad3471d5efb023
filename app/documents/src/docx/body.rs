//! The blocks in reading order, cut into sections where the sheets lie otherwise or are numbered anew.

use super::paragraph::{NOTHING, Paragraph, Tab};
use super::section::{Look, Section};
use super::{announces, closing, head, table};
use crate::block::{Block, Document, Orientation, Table};
use crate::layout::{Bond, Numbering, contents, text_width};
use crate::measures::*;
use crate::{DocumentError, Text};

/// The text of a file, and what it refers to.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub xml: String,
    /// The pictures, by their numbers from 1.
    pub pictures: Vec<Vec<u8>>,
    /// What stands in the margins, by the numbers that sections name.
    pub looks: Vec<Look>,
}

/// What is written so far.
struct Body {
    out: Written,
    section: Section,
    /// The section that begins with the next block; one without blocks is never begun.
    next: Option<Section>,
}

/// Writes a paper, and those bound in it.
pub(super) fn write(document: &Document) -> Result<Written, DocumentError> {
    let section = Section { orientation: document.orientation, numbering: Numbering::Anew, look: 0 };
    let mut body = Body { out: Written::default(), section, next: None };
    paper(&mut body, document)?;
    // Word wants a paragraph behind the last table.
    if body.out.xml.ends_with("</w:tbl>") {
        body.out.xml.push_str(&Paragraph { bond: Bond::Free, ..Paragraph::spacer(NOTHING) }.xml());
    }
    body.out.xml.push_str(&body.section.xml());
    Ok(body.out)
}

/// Writes head and blocks of one paper, whose section is about to begin.
fn paper(body: &mut Body, document: &Document) -> Result<(), DocumentError> {
    let look = body.look(Look::of(document));
    let mut orientation = document.orientation;
    body.begin();
    body.out.xml.push_str(&head::header(&document.header, text_width(orientation))?);
    for (index, block) in document.blocks.iter().enumerate() {
        let end = match document.blocks.get(index + 1) {
            Some(Block::Signatures(_) | Block::Closing(..) | Block::Recipients(..) | Block::Qr(_)) => Bond::WithNext,
            _ => Bond::Free,
        };
        match block {
            Block::Turned(it) => {
                body.next = Some(Section { orientation: Orientation::Landscape, numbering: Numbering::Onward, look });
                body.begin();
                body.table(it, text_width(Orientation::Landscape), Bond::Free)?;
                body.next = Some(Section { orientation, numbering: Numbering::Onward, look });
            }
            Block::Bound(it) => {
                let bound = body.look(Look::of(&it.paper));
                body.next = Some(Section { orientation: it.paper.orientation, numbering: Numbering::Anew, look: bound });
                paper(body, &it.paper)?;
                body.next = Some(Section { orientation, numbering: Numbering::Anew, look });
            }
            // A word processor breaks pages by itself, so that nobody knows here on which one a paper will begin.
            Block::Contents => {
                body.begin();
                body.table(&contents(document, None), text_width(orientation), end)?;
            }
            Block::Annex(it) => {
                orientation = it.orientation;
                body.next = Some(Section { orientation, numbering: Numbering::Anew, look });
                body.begin();
                body.out.xml.push_str(&head::annex(it, text_width(orientation))?);
            }
            other => {
                body.begin();
                body.add(other, text_width(orientation), end)?;
            }
        }
    }
    Ok(())
}

impl Body {
    /// The number of a look, which papers with the same one share.
    fn look(&mut self, look: Look) -> usize {
        let looks = &mut self.out.looks;
        looks.iter().position(|it| *it == look).unwrap_or_else(|| {
            looks.push(look);
            looks.len() - 1
        })
    }

    /// Ends the section before and begins the next one, if there is one.
    fn begin(&mut self) {
        let Some(next) = self.next.take() else { return };
        let section = Some(self.section.xml());
        self.out.xml.push_str(&Paragraph { section, bond: Bond::Free, ..Paragraph::spacer(NOTHING) }.xml());
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
            Block::Recipients(names, code) => closing::recipients(names, code.as_ref(), width, &mut self.out.pictures)?,
            Block::Qr(code) => closing::qr(code, width, &mut self.out.pictures)?,
            Block::Bound(_) | Block::Contents => return Ok(()),
        };
        // The space below a table goes into the paragraph behind it.
        if self.out.xml.ends_with("</w:tbl>") && text.starts_with("<w:p>") {
            self.out.xml.push_str(&Paragraph { bond: Bond::Free, ..Paragraph::spacer(TABLE_BELOW) }.xml());
        }
        self.out.xml.push_str(&text);
        Ok(())
    }

    /// A table behind the space that no table can have by itself; it also parts it from a table before.
    fn table(&mut self, table: &Table, width: f32, end: Bond) -> Result<(), DocumentError> {
        self.out.xml.push_str(&Paragraph::spacer(PARAGRAPH_GAP).xml());
        self.out.xml.push_str(&table::table(table, width, end)?);
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
