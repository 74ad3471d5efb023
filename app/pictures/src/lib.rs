//! Pages of a PDF as pictures: to be looked at beside a form, and to read the codes on scanned paper. Bytes in, bytes out: no database, no clock, no
//! file and no network. What strangers send is read in a process of its own (`camket pages`), which ends at its bounds of memory and time.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod codes;
mod part;
mod picture;

pub use codes::{Code, MOST_PAGES, codes};
pub use part::{Place, parts};
pub use picture::{MOST_SHOWN, picture};

use std::fmt;

/// Why a file cannot be turned into pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no PDF, is broken, or is locked with a password.
    NoPdf,
    /// It has no page.
    NoPage,
    /// It has more pages than are read at once.
    TooManyPages,
    /// Its parts together would be much larger than it is.
    TooLarge,
    /// A picture could not be written.
    NoPicture,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPdf => "no PDF that can be read",
            Self::NoPage => "a PDF without pages",
            Self::TooManyPages => "more pages than are read at once",
            Self::TooLarge => "parts larger than the file",
            Self::NoPicture => "the picture could not be written",
        })
    }
}

impl std::error::Error for Unreadable {}
