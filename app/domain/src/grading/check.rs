//! Checking conditions: what the facts answer, and whether it holds. A missing fact holds nothing and refutes nothing.

use super::condition::{Ask, Compare, Condition, Doubt};
use super::fact::Fact;
use super::facts::{Found, GradeFacts};
use super::pending::PendingReason;
use super::who::Who;
use super::word::words;

words! {
    /// Whether something holds, as far as the facts are known.
    pub enum Held of "grade-held" {
        /// It holds.
        Yes = "yes",
        /// It does not hold.
        No = "no",
        /// A fact is missing.
        Unknown = "unknown",
    }
}

/// A condition that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was asked.
    pub ask: Ask,
    /// The article that asks it.
    pub article: String,
    /// What the facts say; none where the fact is missing.
    pub found: Option<Found>,
    /// Whether it holds.
    pub held: Held,
    /// The missing fact that keeps it open.
    pub missing: Option<Fact>,
    /// Whether it would hold, but an excuse is stated that the authority has to weigh.
    pub excused: bool,
    /// Why a person must decide where the points reach the level and this does not hold.
    pub otherwise: Option<PendingReason>,
    /// What is uncertain about it.
    pub doubt: Option<Doubt>,
}

impl Held {
    fn answered(holds: Option<bool>) -> Self {
        match holds {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// Whether all hold: one that does not decides, whatever is missing of the others.
    pub fn all(them: impl IntoIterator<Item = Self>) -> Self {
        them.into_iter().fold(Self::Yes, |all, it| match (all, it) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        })
    }

    /// Whether any holds: one that does decides, whatever is missing of the others.
    pub fn any(them: impl IntoIterator<Item = Self>) -> Self {
        them.into_iter().fold(Self::No, |any, it| match (any, it) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::No, Self::No) => Self::No,
        })
    }
}

impl Ask {
    /// Holds the facts against what is asked.
    pub(super) fn check(&self, facts: &GradeFacts, article: &str) -> Check {
        let found = match self.fact() {
            Fact::Measured(it) => facts.number(it).cloned().map(Found::Number),
            Fact::Stated(it) => facts.said(it).map(Found::Says),
            Fact::Graded(it) => facts.grade(it).map(Found::Grade),
        };
        let held = Held::answered(found.as_ref().map(|it| self.holds(it)));
        Check {
            ask: self.clone(),
            article: article.to_owned(),
            missing: (held == Held::Unknown).then(|| self.fact()),
            found,
            held,
            excused: false,
            otherwise: None,
            doubt: None,
        }
    }

    fn holds(&self, found: &Found) -> bool {
        match (self, found) {
            (Self::Number { compare, bound, .. }, Found::Number(value)) => {
                let bound = bound.quantity().rational();
                match compare {
                    Compare::AtLeast => *value >= bound,
                    Compare::MoreThan => *value > bound,
                    Compare::AtMost => *value <= bound,
                    Compare::LessThan => *value < bound,
                }
            }
            (Self::Band { band, .. }, Found::Number(value)) => band.holds(value),
            (Self::Says { is, .. }, Found::Says(said)) => is == said,
            (Self::Grade { grade, .. }, Found::Grade(found)) => grade == found,
            (Self::Known(_), Found::Grade(_)) => true,
            _ => false,
        }
    }
}

impl Condition {
    /// Checks the condition for somebody; none where it does not count for them. `article` is that of the part around it.
    pub(super) fn check(&self, who: &Who, facts: &GradeFacts, article: &str) -> Option<Check> {
        if !who.is_among(&self.only) {
            return None;
        }
        let mut check = self.ask.check(facts, self.article.as_deref().unwrap_or(article));
        check.otherwise = self.otherwise;
        check.doubt.clone_from(&self.doubt);
        if let (Held::Yes, Some(excuse)) = (check.held, self.unless) {
            match facts.said(excuse) {
                Some(false) => {}
                Some(true) => (check.held, check.excused) = (Held::No, true),
                None => (check.held, check.missing) = (Held::Unknown, Some(Fact::Stated(excuse))),
            }
        }
        Some(check)
    }
}
