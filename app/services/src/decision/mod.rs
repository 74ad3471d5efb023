//! Decisions on results and grades: prepared by one person, approved by another with their password, never edited. `crate::grading`
//! proposes; what a decision says stands from its approval on, until a later one replaces it.

mod approve;
mod form;
mod grades;
mod notice;
mod paper;
mod prepare;
mod publication;
mod replacement;
mod view;
mod work;

pub use approve::{approve, decline, withdraw};
pub use form::{FormRow, PrepareForm, PrepareWish, Replaced, prepare_form};
pub use notice::notices;
pub(crate) use paper::issued_decision;
pub use paper::paper;
pub(crate) use prepare::printable;
pub use prepare::{LineRow, NewDecision, prepare};
pub use store::decision::Read;
pub(crate) use view::readable;
pub use view::{DecisionList, DecisionView, ListedDecision, SeenLine, list, view};
pub(crate) use work::waiting;
