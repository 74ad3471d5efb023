//! What is known of an organisation or a person in the year. Nothing here assumes anything; facts can be kept and read again.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::Signed;
use serde::{Deserialize, Serialize};

use super::fact::{Graded, Measured, Stated};
use super::grade::Grade;
use crate::{Quantity, refusals};

/// The value of a fact, as a check found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A number.
    Number(BigRational),
    /// A yes or no.
    Says(bool),
    /// A grade.
    Grade(Grade),
}

refusals! {
    /// Why a number is not taken as a fact.
    pub enum FactRefusal {
        /// It is below 0.
        Negative,
        /// A share above 100 %, or an index above 100.
        AboveWhole,
        /// More tasks are done, late or exceeded than there are.
        MoreThanTasks,
        /// There is not one task.
        NoTasks,
    }
}

/// What is known of an organisation or a person in the year. The order in which facts are given never matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GradeFacts {
    measured: BTreeMap<Measured, BigRational>,
    stated: BTreeMap<Stated, bool>,
    graded: BTreeMap<Graded, Grade>,
}

/// Facts as they are stored: numbers as exact fractions, `19/20`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    measured: BTreeMap<String, String>,
    stated: BTreeMap<String, bool>,
    graded: BTreeMap<String, String>,
}

impl GradeFacts {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a number.
    pub fn with(mut self, fact: Measured, value: BigRational) -> Result<Self, FactRefusal> {
        if value.is_negative() {
            return Err(FactRefusal::Negative);
        }
        if fact.greatest().is_some_and(|it| value > it) {
            return Err(FactRefusal::AboveWhole);
        }
        self.insert(fact, value);
        Ok(self)
    }

    /// Adds a number that is known to lie in its range.
    pub(super) fn insert(&mut self, fact: Measured, value: BigRational) {
        self.measured.insert(fact, value);
    }

    /// Adds an amount.
    pub fn with_amount(self, fact: Measured, value: Quantity) -> Result<Self, FactRefusal> {
        self.with(fact, value.rational())
    }

    /// Adds a yes or no.
    pub fn says(mut self, fact: Stated, holds: bool) -> Self {
        self.stated.insert(fact, holds);
        self
    }

    /// Adds a grade.
    pub fn graded(mut self, fact: Graded, grade: Grade) -> Self {
        self.graded.insert(fact, grade);
        self
    }

    /// A number, where it is known.
    pub fn number(&self, fact: Measured) -> Option<&BigRational> {
        self.measured.get(&fact)
    }

    /// A yes or no, where it is known.
    pub fn said(&self, fact: Stated) -> Option<bool> {
        self.stated.get(&fact).copied()
    }

    /// A grade, where it is known.
    pub fn grade(&self, fact: Graded) -> Option<Grade> {
        self.graded.get(&fact).copied()
    }

    /// Writes the facts as JSON, to be kept with the decision that rests on them.
    pub fn to_json(&self) -> String {
        let stored = Stored {
            measured: self.measured.iter().map(|(fact, it)| (fact.code().to_owned(), it.to_string())).collect(),
            stated: self.stated.iter().map(|(fact, it)| (fact.code().to_owned(), *it)).collect(),
            graded: self.graded.iter().map(|(fact, it)| (fact.code().to_owned(), it.code().to_owned())).collect(),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads facts that were kept; none where the text is not what [`Self::to_json`] writes.
    pub fn read(json: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(json).ok()?;
        let mut facts = Self::new();
        for (fact, value) in &stored.measured {
            facts = facts.with(Measured::of(fact)?, value.parse().ok()?).ok()?;
        }
        for (fact, holds) in &stored.stated {
            facts = facts.says(Stated::of(fact)?, *holds);
        }
        for (fact, grade) in &stored.graded {
            facts = facts.graded(Graded::of(fact)?, Grade::of(grade)?);
        }
        Some(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i64, denominator: i64) -> BigRational {
        BigRational::new(numerator.into(), denominator.into())
    }

    #[test]
    fn a_number_outside_its_range_is_no_fact() {
        let with = |fact, value| GradeFacts::new().with(fact, value).err();
        assert_eq!(with(Measured::TasksDone, fraction(-1, 2)), Some(FactRefusal::Negative));
        assert_eq!(with(Measured::TasksDone, fraction(11, 10)), Some(FactRefusal::AboveWhole));
        assert_eq!(with(Measured::IndexPercent, fraction(101, 1)), Some(FactRefusal::AboveWhole));
        assert_eq!(with(Measured::Points, fraction(101, 1)), None);
        assert_eq!(with(Measured::TasksDone, fraction(1, 1)), None);
    }

    #[test]
    fn facts_that_are_kept_come_back_exactly() {
        let facts = GradeFacts::new()
            .with(Measured::Points, fraction(268, 3))
            .and_then(|it| it.with_amount(Measured::MonthsWorked, Quantity(60_000)))
            .unwrap()
            .says(Stated::ForceMajeure, false)
            .graded(Graded::UnitGrade, Grade::Good);
        assert_eq!(GradeFacts::read(&facts.to_json()), Some(facts));
        for text in
            ["", "{}", r#"{"measured":{"points":"1/0"},"stated":{},"graded":{}}"#, r#"{"measured":{"x":"1"},"stated":{},"graded":{}}"#]
        {
            assert_eq!(GradeFacts::read(text), None, "{text}");
        }
    }
}
