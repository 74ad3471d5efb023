//! One function per thing a person does: load, allow, decide, save, remember — in one transaction. No rules, no SQL, no sentences.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod ctx;
mod error;
mod fields;
pub mod password;

pub mod account;
pub mod amendment;
pub mod appeal;
pub mod appraisal;
pub mod assessment;
pub mod campaign;
pub mod catalogue;
pub mod commitment;
pub mod conference;
pub mod decision;
pub mod demo;
pub mod draft;
pub mod figure;
pub mod frame;
pub mod grading;
pub mod history;
pub mod key_task;
pub mod log;
pub mod operator;
pub mod organisation;
pub mod package;
mod package_second;
pub mod paper;
pub mod paper_seal;
pub mod public_paper;
pub mod register;
pub mod review;
pub mod rule_draft;
pub mod rule_set;
pub mod scanning;
pub mod seal;
pub mod search;
mod signed_outside;
pub mod signing;
pub mod technician;
pub mod template;
pub mod timestamping;
pub mod trusted;
pub mod verification;
#[doc(hidden)]
pub mod whole_run;
pub mod work;

pub use ctx::{Clock, Ctx, Remember, Site};
pub use error::{Error, FieldRefusal};

/// Whether the database answers.
pub async fn health(site: &Site) -> Result<(), Error> {
    Ok(store::ping(&site.db).await?)
}

/// Whether the typeface of the papers is whole.
pub fn check_typeface() -> Result<(), Error> {
    documents::check_typeface().map_err(Error::internal)
}
