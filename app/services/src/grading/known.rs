//! A fact with where it is known from.

use domain::decision::DecidedLine;
use domain::grading::{Fact, Found};
use store::grading::Statement;

/// Where a fact is known from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// From the results of the run.
    Results,
    /// From the key tasks of the commitment.
    KeyTasks,
    /// From the commitment's targets, taken for tasks.
    Targets,
    /// There is no organisation directly below.
    NothingBelow,
    /// From the decided grades of the organisations directly below.
    GradesBelow,
    /// From the days on which posts were held.
    Postings,
    /// From a decision.
    Decision(DecidedLine),
    /// A remedy of an earlier year's review is not confirmed as done.
    OpenRemedy,
    /// A named person said so.
    Stated(Statement),
    /// Nobody knows it yet.
    Nowhere,
}

/// A fact that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFact {
    /// The fact.
    pub fact: Fact,
    /// What it is; none where it is not known.
    pub found: Option<Found>,
    /// Where it is known from.
    pub origin: Origin,
}

impl KnownFact {
    /// Whether a named person may say what it is: where the program does not know it better.
    pub fn may_be_stated(&self) -> bool {
        matches!(self.origin, Origin::Nowhere | Origin::Stated(_) | Origin::Postings)
    }

    /// What was said of it, where that is where it comes from.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.origin {
            Origin::Stated(it) => Some(it),
            _ => None,
        }
    }
}
