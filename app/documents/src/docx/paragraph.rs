//! A paragraph with its runs, in the order that the schema asks for (ECMA-376 Part 1, 17.3.1 and 17.3.2).

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use super::{eighths, escaped, half_points, twips};
use crate::block::Align;
use crate::layout::{Bond, balanced};
use crate::lines::{Line, Word, one_line};
use crate::measures::*;
use crate::{DocumentError, Style, Text};

/// Height of a paragraph that holds nothing but a break or a rule: the least that word processors take.
pub(super) const NOTHING: f32 = 1.0;
/// The red of marks that are not the paper's own.
const WARNING: &str = "B80000";

/// What is drawn around a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    None,
    /// A solid rule above.
    Rule,
    /// A frame; neighbours with the same one share it.
    Frame,
}

/// Where a tab leads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tab {
    pub at: f32,
    pub kind: &'static str,
    pub leader: &'static str,
}

/// A paragraph: its style and what differs from it.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub style: &'static str,
    pub bond: Bond,
    pub lines: Lines,
    pub tabs: Vec<Tab>,
    /// Space above.
    pub above: Option<f32>,
    /// Exact height of its lines.
    pub height: Option<f32>,
    /// Indents at the left and at the right.
    pub sides: Option<(f32, f32)>,
    pub align: Option<Align>,
    /// The properties of the section that it ends.
    pub section: Option<String>,
    /// The runs as XML.
    pub runs: String,
}

impl Paragraph {
    /// A paragraph without words.
    pub fn empty(style: &'static str) -> Self {
        Self {
            style,
            bond: Bond::Free,
            lines: Lines::None,
            tabs: Vec::new(),
            above: None,
            height: None,
            sides: None,
            align: None,
            section: None,
            runs: String::new(),
        }
    }

    /// A paragraph of words in a style.
    pub fn of(style: &'static str, text: &Text) -> Result<Self, DocumentError> {
        let mut it = Self::empty(style);
        it.add(text)?;
        Ok(it)
    }

    /// Centred words, broken into lines where the PDF breaks them, so that what stands beside them stays level.
    pub fn broken(style: &'static str, text: &Text, size: f32, width: f32) -> Result<Self, DocumentError> {
        let word = |it: &Word| it.pieces.iter().map(|it| it.text.as_str()).collect::<String>();
        let line = |it: &Line| it.words.iter().map(word).collect::<Vec<_>>().join(" ");
        // Whether they are bold or italic says the style.
        let lines: Vec<String> = balanced(text, size, width)?.iter().map(line).collect();
        Self::of(style, &lines.join("\n").into())
    }

    /// Room `above` that ends in a paragraph of no height: what parts two tables, or a table from what stands before.
    pub fn spacer(above: f32) -> Self {
        Self { above: Some((above - NOTHING).max(0.0)), height: Some(NOTHING), bond: Bond::WithNext, ..Self::empty("Nothing") }
    }

    /// A centred rule `below` the text before, as long as told, in a column of the width.
    pub fn rule(below: f32, length: f32, width: f32) -> Self {
        let side = ((width - length) / 2.0).max(0.0);
        let place = Self { above: Some(below), height: Some(NOTHING), sides: Some((side, side)), ..Self::empty("Nothing") };
        Self { lines: Lines::Rule, bond: Bond::WithNext, ..place }
    }

    /// Appends words; a character that paper cannot show is refused here as in the PDF.
    pub fn add(&mut self, text: &Text) -> Result<(), DocumentError> {
        one_line(text, BODY)?;
        for run in &text.runs {
            let properties = match run.style {
                Style::Regular => "",
                Style::Bold => "<w:rPr><w:b/></w:rPr>",
                Style::Italic => "<w:rPr><w:i/></w:rPr>",
                Style::BoldItalic => "<w:rPr><w:b/><w:i/></w:rPr>",
            };
            self.run(properties, &written(&run.text));
        }
        Ok(())
    }

    /// Appends words in a red frame: a mark of the margin.
    pub fn mark(&mut self, words: &str) {
        let properties = format!(
            "<w:rPr><w:b/><w:color w:val=\"{WARNING}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
             <w:bdr w:val=\"single\" w:sz=\"{line}\" w:space=\"1\" w:color=\"{WARNING}\"/></w:rPr>",
            size = half_points(MARK),
            line = eighths(HAIRLINE),
        );
        self.run(&properties, words);
    }

    /// Appends a tab.
    pub fn tab(&mut self) {
        self.runs.push_str("<w:r><w:tab/></w:r>");
    }

    /// Appends the number of the page.
    pub fn page_number(&mut self) {
        for part in ["<w:fldChar w:fldCharType=\"begin\"/>", "<w:instrText>PAGE</w:instrText>", "<w:fldChar w:fldCharType=\"separate\"/>"] {
            self.runs.push_str(&format!("<w:r>{part}</w:r>"));
        }
        self.runs.push_str("<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    }

    /// Appends markup of a run, such as a picture.
    pub fn raw(&mut self, content: &str) {
        self.runs.push_str(&format!("<w:r>{content}</w:r>"));
    }

    fn run(&mut self, properties: &str, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.runs.push_str("<w:r><w:br/></w:r>");
            }
            if !line.is_empty() {
                self.runs.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(line)));
            }
        }
    }

    /// The paragraph as XML.
    pub fn xml(&self) -> String {
        let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.style);
        if self.bond == Bond::WithNext {
            out.push_str("<w:keepNext/>");
        }
        out.push_str(&self.borders());
        if !self.tabs.is_empty() {
            out.push_str("<w:tabs>");
            for it in &self.tabs {
                let _ = write!(out, "<w:tab w:val=\"{}\" w:leader=\"{}\" w:pos=\"{}\"/>", it.kind, it.leader, twips(it.at));
            }
            out.push_str("</w:tabs>");
        }
        if self.above.is_some() || self.height.is_some() {
            out.push_str("<w:spacing");
            let _ = self.above.map(|it| write!(out, " w:before=\"{}\"", twips(it)));
            let _ = self.height.map(|it| write!(out, " w:line=\"{}\" w:lineRule=\"exact\"", twips(it)));
            out.push_str("/>");
        }
        if let Some((left, right)) = self.sides {
            let _ = write!(out, "<w:ind w:left=\"{}\" w:right=\"{}\"/>", twips(left), twips(right));
        }
        if let Some(align) = self.align {
            let _ = write!(out, "<w:jc w:val=\"{}\"/>", justification(align));
        }
        out.push_str(self.section.as_deref().unwrap_or_default());
        let _ = write!(out, "</w:pPr>{}</w:p>", self.runs);
        out
    }

    fn borders(&self) -> String {
        let side = |name: &str, size: f32, space: f32| {
            format!("<w:{name} w:val=\"single\" w:sz=\"{}\" w:space=\"{}\" w:color=\"000000\"/>", eighths(size), space.round())
        };
        let sides = match self.lines {
            Lines::None => return String::new(),
            Lines::Rule => side("top", RULE, 0.0),
            Lines::Frame => ["top", "left", "bottom", "right"].map(|it| side(it, HAIRLINE, MARK_PADDING)).concat(),
        };
        format!("<w:pBdr>{sides}</w:pBdr>")
    }
}

/// The word for how text lies between its edges.
pub(super) fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// The characters as the PDF shows them: composed, the invisible ones left out, every hyphen the same.
fn written(text: &str) -> String {
    let shown = |it: char| match it {
        '\r' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => None,
        '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\u{202F}' => Some('\u{A0}'),
        '\u{2010}' | '\u{2011}' => Some('-'),
        other => Some(other),
    };
    text.nfc().filter_map(shown).collect()
}
