//! Sections: sheets that lie otherwise or are numbered anew, and what stands in their margins.

use super::paragraph::{Paragraph, Tab};
use super::twips;
use crate::DocumentError;
use crate::block::{Document, LegalForce, Orientation};
use crate::layout::{Numbering, text_width};
use crate::measures::*;
use crate::page::{ILLUSTRATIVE, sheet};

/// Sheets of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    pub orientation: Orientation,
    pub numbering: Numbering,
}

/// Which sheets of a section a header stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The first, which bears no number.
    First,
    /// All others.
    Others,
}

/// The headers of a file: every kind of sheet has its own, as tabs stand elsewhere.
pub(super) const HEADERS: [(Orientation, Which, &str); 4] = [
    (Orientation::Portrait, Which::First, "header1"),
    (Orientation::Portrait, Which::Others, "header2"),
    (Orientation::Landscape, Which::First, "header3"),
    (Orientation::Landscape, Which::Others, "header4"),
];

impl Section {
    /// The properties of the section.
    pub fn xml(self) -> String {
        let (width, height) = sheet(self.orientation);
        let lies = if self.orientation == Orientation::Landscape { " w:orient=\"landscape\"" } else { "" };
        let part = |which| HEADERS.iter().find(|it| it.0 == self.orientation && it.1 == which).map_or("", |it| it.2);
        let (anew, first) = match self.numbering {
            Numbering::Anew => ("<w:pgNumType w:start=\"1\"/>", "<w:titlePg/>"),
            Numbering::Onward => ("", ""),
        };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{}\"/><w:headerReference w:type=\"first\" r:id=\"{}\"/>\
             <w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:footerReference w:type=\"first\" r:id=\"footer1\"/>\
             <w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{lies}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" \
             w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{anew}{first}</w:sectPr>",
            part(Which::Others),
            part(Which::First),
            twips(width),
            twips(height),
            twips(MARGIN_TOP),
            twips(MARGIN_RIGHT),
            twips(MARGIN_BOTTOM),
            twips(MARGIN_LEFT),
            twips(PAGE_NUMBER_BASELINE - PAGE_NUMBER * ASCENT),
            twips(MARK_BASELINE - MARK * (PITCH - ASCENT)),
        )
    }
}

/// What stands in the top margin: the page's number in the middle, at the right what the file is.
pub(super) fn header(document: &Document, orientation: Orientation, which: Which) -> String {
    let width = text_width(orientation);
    let tab = |kind, at| Tab { at, kind, leader: "none" };
    let tabs = vec![tab("center", width / 2.0), tab("right", width)];
    let mut line = Paragraph { tabs, align: Some(crate::block::Align::Left), ..Paragraph::empty("Header") };
    line.tab();
    if which == Which::Others {
        line.page_number();
    }
    if let Some(words) = document.word_mark() {
        line.tab();
        line.mark(words);
    }
    line.xml()
}

/// What stands in the bottom margin.
pub(super) fn footer(document: &Document) -> Result<String, DocumentError> {
    let mut lines = Vec::new();
    if let Some(words) = document.word_foot() {
        lines.push(Paragraph::of("Foot", &words.into())?);
    }
    if document.marks.force == LegalForce::Illustrative {
        let mut line = Paragraph::empty("Foot");
        line.mark(ILLUSTRATIVE);
        lines.push(line);
    }
    if lines.is_empty() {
        lines.push(Paragraph::empty("Foot"));
    }
    Ok(lines.iter().map(Paragraph::xml).collect())
}
