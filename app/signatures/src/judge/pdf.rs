//! A bounded reader of PDF for files from anybody: it follows what stands in the file and repairs nothing.

mod document;
mod filter;
mod object;
mod parser;
mod xref;

pub use document::{Document, View};
pub use object::{Dict, Object, weight};
pub use xref::Place;

/// Why a file cannot be read. What people read of it stands in the locales under its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// No `%PDF-` at the start.
    NotPdf,
    /// Larger than is read.
    TooLarge,
    /// No `startxref` at the end: cut off, or no PDF.
    NoEnd,
    /// The table of objects is wrong.
    WrongTable,
    /// The tables of objects point at each other in a circle.
    Loop,
    /// More objects than are read.
    TooManyObjects,
    /// A stream unpacks to more than is read.
    Bomb,
    /// Nested deeper than is read.
    TooDeep,
    /// The catalogue or another object that everything hangs on cannot be read.
    BrokenObject,
    /// Locked with a password.
    Encrypted,
    /// More work than one file may cost.
    TooMuchWork,
}

impl Unreadable {
    /// The name of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPdf => "not-pdf",
            Self::TooLarge => "too-large",
            Self::NoEnd => "no-end",
            Self::WrongTable => "wrong-table",
            Self::Loop => "loop",
            Self::TooManyObjects => "too-many-objects",
            Self::Bomb => "bomb",
            Self::TooDeep => "too-deep",
            Self::BrokenObject => "broken-object",
            Self::Encrypted => "encrypted",
            Self::TooMuchWork => "too-much-work",
        }
    }
}
