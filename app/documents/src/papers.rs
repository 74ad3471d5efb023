//! The papers: each file takes the values of one paper and gives its PDF. The sentences printed stand here, but for
//! those that an office may word itself (`domain::template`).

pub mod amendment;
pub mod bundle;
pub mod check;
pub mod check_conclusion;
pub mod check_minutes;
pub mod civil_servant;
pub mod commitment;
pub mod decision;
mod formalities;
pub mod hand_over;
pub mod invitation;
pub mod justification;
pub mod minutes;
mod missed;
pub mod notice;
pub mod personal_review;
pub mod programme;
pub mod progress_report;
pub mod ranking;
pub mod register;
pub mod remedies;
pub mod reminder;
pub mod result_sheet;
pub mod self_criticism;
pub mod signing_reminder;
mod wording;

pub use formalities::{Confirmation, ConfirmedBy, Formalities, Issuer, Number, Signer};
pub use missed::{MissedTarget, Remedy, RemedyState};
