//! Why a paper could not be made.

use std::fmt;

/// Why a paper could not be made; a paper is whole or it is not made at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentError {
    /// The typeface has no such character; printing on would leave a silent gap.
    MissingGlyph(char),
    /// The address is too long for a QR code.
    QrTooLong,
    /// The embedded typeface could not be read, whose glyphs PDF/A-1 wants listed; says where.
    Font(&'static str),
    /// The file could not be put together; says why.
    Save(String),
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph(it) => write!(f, "the typeface has no character U+{:04X}", u32::from(*it)),
            Self::QrTooLong => write!(f, "the address is too long for a QR code"),
            Self::Font(place) => write!(f, "the embedded typeface failed: {place}"),
            Self::Save(reason) => write!(f, "the PDF could not be written: {reason}"),
        }
    }
}

impl std::error::Error for DocumentError {}
