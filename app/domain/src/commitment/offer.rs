//! What one side puts before the other: a value for every target, and key tasks.

use super::{CounterRefusal, KeyTask, LONGEST_NOTE, LONGEST_TEXT, PlanTaskRefusal, ProposeRefusal, SheetSide};
use crate::ids::{PersonId, TargetId};
use crate::time_of::Timestamp;
use crate::{FigureValue, ValueKind};
use time::Date;

/// The most key tasks that a sheet takes.
pub const MOST_TASKS: usize = 20;

/// A target as a sheet asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The target.
    pub target: TargetId,
    /// The kind of its value.
    pub kind: ValueKind,
}

/// What one side would commit to for one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The target.
    pub target: TargetId,
    /// The value.
    pub value: FigureValue,
    /// A note, printed beside it.
    pub note: String,
}

/// A version of a sheet, as one side put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// Whose it is.
    pub side: SheetSide,
    /// Who made it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was said with it.
    pub note: String,
    /// A value for every target.
    pub promises: Vec<Promise>,
    /// The key tasks, in order.
    pub tasks: Vec<KeyTask>,
}

/// What one side puts before the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is said with it.
    pub note: String,
    /// A value for every target.
    pub promises: Vec<Promise>,
    /// The key tasks, in order.
    pub tasks: Vec<KeyTask>,
}

/// Why one side's offer is not taken: the rule of the procedure, or a key task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferRefusal {
    /// A proposal is refused, or a value in it.
    Propose(ProposeRefusal),
    /// A counter is refused.
    Counter(CounterRefusal),
    /// The value of a target, by its place in the offer, is refused.
    Value(usize, ProposeRefusal),
    /// A key task, by its place in the offer, is refused.
    Task(usize, PlanTaskRefusal),
}

impl From<ProposeRefusal> for OfferRefusal {
    fn from(it: ProposeRefusal) -> Self {
        Self::Propose(it)
    }
}

impl From<CounterRefusal> for OfferRefusal {
    fn from(it: CounterRefusal) -> Self {
        Self::Counter(it)
    }
}

impl Offer {
    /// Whether the offer is whole: one value of the right kind for every target, and key tasks that say all they have to.
    pub(super) fn check(&self, asked: &[Asked], window: (Date, Date)) -> Result<(), OfferRefusal> {
        if self.note.chars().count() > LONGEST_NOTE {
            return Err(ProposeRefusal::TooLong.into());
        }
        for (place, it) in self.promises.iter().enumerate() {
            let known = asked.iter().find(|asked| asked.target == it.target);
            let twice = self.promises.iter().take(place).any(|before| before.target == it.target);
            let refused = |why| Err(OfferRefusal::Value(place, why));
            match known {
                None => return Err(ProposeRefusal::UnknownTarget.into()),
                Some(_) if twice => return Err(ProposeRefusal::UnknownTarget.into()),
                Some(asked) if asked.kind != it.value.kind() => return refused(ProposeRefusal::OtherKind),
                Some(_) => {}
            }
            if it.value.amount().is_some_and(|amount| amount.0 < 0) {
                return refused(ProposeRefusal::Negative);
            }
            if it.note.chars().count() > LONGEST_TEXT {
                return refused(ProposeRefusal::TooLong);
            }
        }
        if self.promises.len() != asked.len() {
            return Err(ProposeRefusal::TargetMissing.into());
        }
        if self.tasks.len() > MOST_TASKS {
            return Err(ProposeRefusal::TooManyTasks.into());
        }
        let task = |(place, it): (usize, &KeyTask)| it.check(window).map_err(|why| OfferRefusal::Task(place, why));
        self.tasks.iter().enumerate().try_for_each(task)
    }
}
