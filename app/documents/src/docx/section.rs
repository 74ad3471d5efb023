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
    /// Number of what stands in its margins.
    pub look: usize,
}

/// What stands in the margins of a paper's sheets, beside their numbers; bound papers may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// What the file is, at the right of the top margin.
    mark: Option<&'static str>,
    /// What the foot says of it.
    foot: Option<&'static str>,
    force: LegalForce,
}

impl Look {
    pub fn of(document: &Document) -> Self {
        Self { mark: document.word_mark(), foot: document.word_foot(), force: document.marks.force }
    }
}

/// Which sheets of a section a header stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The first, which bears no number.
    First,
    /// All others.
    Others,
}

/// The headers of a look: every kind of sheet has its own, as tabs stand elsewhere.
const HEADERS: [(Orientation, Which); 4] = [
    (Orientation::Portrait, Which::First),
    (Orientation::Portrait, Which::Others),
    (Orientation::Landscape, Which::First),
    (Orientation::Landscape, Which::Others),
];

/// The headers of look number `look` with their names.
pub(super) fn headers(look: usize) -> impl Iterator<Item = (Orientation, Which, String)> {
    let name = move |index: usize| format!("header{}", look * HEADERS.len() + index + 1);
    HEADERS.into_iter().enumerate().map(move |(index, (orientation, which))| (orientation, which, name(index)))
}

/// The name of the footer of look number `look`.
pub(super) fn footer_name(look: usize) -> String {
    format!("footer{}", look + 1)
}

impl Section {
    /// The properties of the section.
    pub fn xml(self) -> String {
        let (width, height) = sheet(self.orientation);
        let lies = if self.orientation == Orientation::Landscape { " w:orient=\"landscape\"" } else { "" };
        let part = |which| headers(self.look).find(|it| it.0 == self.orientation && it.1 == which).map(|it| it.2).unwrap_or_default();
        let foot = footer_name(self.look);
        let (anew, first) = match self.numbering {
            Numbering::Anew => ("<w:pgNumType w:start=\"1\"/>", "<w:titlePg/>"),
            Numbering::Onward => ("", ""),
        };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{}\"/><w:headerReference w:type=\"first\" r:id=\"{}\"/>\
             <w:footerReference w:type=\"default\" r:id=\"{foot}\"/><w:footerReference w:type=\"first\" r:id=\"{foot}\"/>\
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
pub(super) fn header(look: Look, orientation: Orientation, which: Which) -> String {
    let width = text_width(orientation);
    let tab = |kind, at| Tab { at, kind, leader: "none" };
    let tabs = vec![tab("center", width / 2.0), tab("right", width)];
    let mut line = Paragraph { tabs, align: Some(crate::block::Align::Left), ..Paragraph::empty("Header") };
    line.tab();
    if which == Which::Others {
        line.page_number();
    }
    if let Some(words) = look.mark {
        line.tab();
        line.mark(words);
    }
    line.xml()
}

/// What stands in the bottom margin.
pub(super) fn footer(look: Look) -> Result<String, DocumentError> {
    let mut lines = Vec::new();
    if let Some(words) = look.foot {
        lines.push(Paragraph::of("Foot", &words.into())?);
    }
    if look.force == LegalForce::Illustrative {
        let mut line = Paragraph::empty("Foot");
        line.mark(ILLUSTRATIVE);
        lines.push(line);
    }
    if lines.is_empty() {
        lines.push(Paragraph::empty("Foot"));
    }
    Ok(lines.iter().map(Paragraph::xml).collect())
}
