//! Texts that people write in a review: how long they may be.

use crate::refusals;

/// The most characters a box of a review takes.
pub const LONGEST_TEXT: usize = 20_000;

refusals! {
    /// Why a text cannot be kept.
    pub enum ReviewTextRefusal {
        /// It is longer than 20.000 characters.
        TooLong,
        /// It holds a character that the typeface of the papers lacks.
        Unprintable,
        /// It has to be filled in.
        Missing,
    }
}
