//! What is decided now, and what was decided before it: every value of the approved decisions of a campaign, oldest first. Nothing is
//! taken out; a later line replaces an earlier one of the same unit or head.

use std::collections::HashMap;

use super::{LineSubject, LineValue};
use crate::ids::{DecisionId, PersonId, RunId, UnitId};
use time::Date;

/// What a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// What it is about.
    pub subject: LineSubject,
    /// The unit.
    pub unit: UnitId,
    /// The head; none for a unit.
    pub person: Option<PersonId>,
}

/// A value of an approved decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedLine {
    /// The decision.
    pub decision: DecisionId,
    /// Its number as printed.
    pub shown: String,
    /// Its day.
    pub decided_on: Date,
    /// The run on whose results it rests.
    pub run: Option<RunId>,
    /// What it is of.
    pub key: Key,
    /// What was decided before.
    pub before: Option<LineValue>,
    /// What is decided.
    pub after: LineValue,
    /// The reason given.
    pub reason: String,
    /// The name of whoever approved it; empty while it waits.
    pub by: String,
}

/// All that is decided in a campaign.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    lines: HashMap<Key, Vec<DecidedLine>>,
}

impl Decided {
    /// Gathers the lines of approved decisions, in the order of their approval.
    pub fn new(lines: impl IntoIterator<Item = DecidedLine>) -> Self {
        let mut all: HashMap<Key, Vec<DecidedLine>> = HashMap::new();
        for it in lines {
            all.entry(it.key).or_default().push(it);
        }
        Self { lines: all }
    }

    /// What is decided now.
    pub fn now(&self, key: Key) -> Option<&DecidedLine> {
        self.history(key).last()
    }

    /// Everything that was decided, oldest first.
    pub fn history(&self, key: Key) -> &[DecidedLine] {
        self.lines.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The values that replaced what a run says of a unit, oldest first; those of another publication are over.
    pub fn of_result(&self, unit: UnitId, run: RunId) -> impl DoubleEndedIterator<Item = &DecidedLine> {
        self.history(Key { subject: LineSubject::Result, unit, person: None }).iter().filter(move |it| it.run == Some(run))
    }

    /// The decided grade of a unit.
    pub fn unit_grade(&self, unit: UnitId) -> Option<&LineValue> {
        self.now(Key { subject: LineSubject::UnitGrade, unit, person: None }).map(|it| &it.after)
    }

    /// What is decided now about all units or heads.
    pub fn all_now(&self, subject: LineSubject) -> impl Iterator<Item = &DecidedLine> {
        self.lines.iter().filter(move |it| it.0.subject == subject).filter_map(|it| it.1.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::{Grade, LevelName};
    use time::macros::date;

    #[test]
    fn a_later_line_replaces_an_earlier_one_and_both_stay() {
        let key = Key { subject: LineSubject::UnitGrade, unit: UnitId(1), person: None };
        let line = |id: i64, before: Option<Grade>, after: Grade| DecidedLine {
            decision: DecisionId(id),
            shown: format!("{id:02}/QĐ-UBND"),
            decided_on: date!(2023 - 01 - 16),
            run: None,
            key,
            before: before.map(|it| LineValue::Level(LevelName::Grade(it))),
            after: LineValue::Level(LevelName::Grade(after)),
            reason: String::new(),
            by: String::new(),
        };
        let decided = Decided::new([line(1, None, Grade::Good), line(2, Some(Grade::Good), Grade::Completed)]);
        assert_eq!(decided.unit_grade(UnitId(1)).and_then(LineValue::grade), Some(Grade::Completed));
        assert_eq!(decided.history(key).len(), 2);
        assert_eq!(decided.unit_grade(UnitId(2)), None);
        assert_eq!(decided.all_now(LineSubject::UnitGrade).count(), 1);
        assert_eq!(decided.all_now(LineSubject::HeadGrade).count(), 0);
    }
}
