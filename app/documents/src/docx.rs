//! Writes papers as Word files, to be edited: the same blocks by the same measures, places left to the word processor. Same values, same
//! bytes: no clock, no counter. Why not with docx-rs stands in `app/docs/decisions/0012-word-files-of-our-own.md`.

mod body;
mod closing;
mod head;
mod package;
mod paragraph;
mod picture;
mod section;
mod styles;
mod table;

use crate::block::{Block, Document, PaperState, Signature};
use crate::layout::Bond;
use crate::{DocumentError, Text};

impl Document {
    /// Writes the paper as an Office Open XML text (ECMA-376); the same values always give the same bytes.
    pub fn docx(&self) -> Result<Vec<u8>, DocumentError> {
        package::pack(self, &body::write(self)?)
    }

    /// Whether somebody has confirmed the paper, so that a file to be edited must not pass for it.
    fn confirmed(&self) -> bool {
        let of = |it: &Signature| !it.confirmation.is_empty();
        self.blocks.iter().any(|it| match it {
            Block::Signatures(all) => all.iter().any(of),
            Block::Closing(_, one) => of(one),
            _ => false,
        })
    }

    /// What the top of every page says of the file.
    fn word_mark(&self) -> Option<&'static str> {
        match self.marks.state {
            PaperState::Final if self.confirmed() => Some("BẢN SOẠN LẠI"),
            state => state.words(),
        }
    }

    /// What the foot of every page says of the file: no digest, as its text is about to change.
    fn word_foot(&self) -> Option<&'static str> {
        (self.marks.state == PaperState::Final && self.confirmed()).then_some("Bản Word để soạn lại, không thay thế bản đã xác nhận.")
    }
}

/// Lengths in twentieths of a point, which Word counts in.
fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Type sizes in half points.
fn half_points(points: f32) -> i32 {
    (points * 2.0).round() as i32
}

/// Thickness of lines in eighths of a point.
fn eighths(points: f32) -> i32 {
    (points * 8.0).round() as i32
}

/// Text as XML; what cannot be printed was refused before.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// Whether a paragraph announces what follows and stays with it.
fn announces(text: &Text) -> Bond {
    let colon = text.runs.last().is_some_and(|it| it.text.trim_end().ends_with(':'));
    if colon { Bond::WithNext } else { Bond::Free }
}
