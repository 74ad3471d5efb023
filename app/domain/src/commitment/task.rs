//! Key tasks (nhiệm vụ trọng tâm) as a sheet plans them: the result expected, who answers for it, until when.

use crate::refusals;
use time::Date;

/// The longest short text of a sheet, in characters.
pub const LONGEST_TEXT: usize = 500;

/// The longest note or reason, in characters.
pub const LONGEST_NOTE: usize = 4_000;

refusals! {
    /// Why a key task is not taken.
    pub enum PlanTaskRefusal {
        /// It does not say what is to be done.
        NoTitle,
        /// It does not say which result is expected.
        NoResult,
        /// It does not say who answers for it.
        NoPerson,
        /// Its day is before the campaign begins or after it ends.
        OutsideCampaign,
        /// A text is longer than the sheet takes.
        TooLong,
    }
}

impl PlanTaskRefusal {
    /// The box of a form that the refusal belongs beside.
    pub const fn box_name(self) -> &'static str {
        match self {
            Self::NoTitle | Self::TooLong => "title",
            Self::NoResult => "result",
            Self::NoPerson => "person",
            Self::OutsideCampaign => "due",
        }
    }
}

/// A key task as it is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTask {
    /// What is to be done.
    pub title: String,
    /// The result expected.
    pub expected_result: String,
    /// Who answers for it: name and post as they will be printed.
    pub person: String,
    /// Until when.
    pub due_on: Date,
}

impl KeyTask {
    /// Whether the task says all it has to, and falls into the campaign, whose first and last day `window` is.
    pub fn check(&self, window: (Date, Date)) -> Result<(), PlanTaskRefusal> {
        let blank = |it: &str| it.trim().is_empty();
        if blank(&self.title) {
            return Err(PlanTaskRefusal::NoTitle);
        }
        if blank(&self.expected_result) {
            return Err(PlanTaskRefusal::NoResult);
        }
        if blank(&self.person) {
            return Err(PlanTaskRefusal::NoPerson);
        }
        if self.due_on < window.0 || self.due_on > window.1 {
            return Err(PlanTaskRefusal::OutsideCampaign);
        }
        let long = |it: &str| it.chars().count() > LONGEST_TEXT;
        if long(&self.title) || long(&self.expected_result) || long(&self.person) {
            return Err(PlanTaskRefusal::TooLong);
        }
        Ok(())
    }
}
