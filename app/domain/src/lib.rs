//! The rules of commitments and reviews: pure functions from values to values or refusals. No input or output, no async, no clock.
//! The crate also compiles for the browser.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[doc(hidden)]
pub mod refusal_macro;

pub mod account;
pub mod ambition;
pub mod amendment;
pub mod appeal;
pub mod appraisal;
pub mod assessment;
pub mod campaign;
pub mod canonical;
pub mod catalogue;
pub mod commitment;
pub mod comparison;
pub mod conference;
pub mod decision;
pub mod demo;
pub mod drafting;
pub mod event;
pub mod evidence;
pub mod explanation;
pub mod figure;
pub mod fold;
pub mod grading;
pub mod handing_down;
mod ids;
pub mod inflation;
pub mod key_task;
pub mod organisation;
pub mod package;
mod page_code;
mod part;
pub mod period;
pub mod plan;
pub mod policy;
pub mod post;
pub mod quantity;
pub mod ranking;
pub mod readiness;
pub mod receipt;
mod refusal;
pub mod register;
pub mod rehearsal;
pub mod review;
pub mod run;
pub mod seal;
pub mod template;
pub mod text;
mod time_of;
pub mod timestamping;
pub mod unit;
pub mod value;
pub mod what_if;
pub mod work;

pub use assessment::{assess, assess_bytes, explain};
pub use campaign::{Campaign, Group, Member, Stage};
pub use event::Event;
pub use evidence::Evidence;
pub use figure::{Figure, Standing};
pub use ids::*;
pub use package::{Package, PackageError};
pub use page_code::PageCode;
pub use period::{Frequency, Period};
pub use quantity::{Quantity, ReadRefusal, Reading};
pub use receipt::Receipt;
pub use refusal::Refusal;
pub use time_of::{Timestamp, show_date};
pub use unit::Unit;
pub use value::{FigureValue, ValueKind, ValueReading};
