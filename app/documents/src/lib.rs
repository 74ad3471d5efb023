//! Papers as pure functions from values to bytes: no clock, no database, no files.
//!
//! `papers` holds one file for each paper, which turns its values into a [`Document`] of blocks; `layout` and `page` place them by the
//! measures of Nghị định 30/2020/NĐ-CP; `pdf` writes the bytes, `docx` the same blocks as a file for a word
//! processor. Everything printed is Vietnamese.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod archive;
pub mod block;
pub mod dates;
mod docx;
mod error;
mod font;
mod icc;
mod layout;
mod lines;
pub mod measures;
mod page;
mod papers;
mod pdf;
mod pen;
mod qr;
mod tags;
mod text;

pub use archive::{PaperWithData, Relationship};
pub use block::Document;
pub use error::DocumentError;
pub use font::check_typeface;
pub use lines::unprintable;
pub use papers::*;
pub use text::{Run, Style, Text};
