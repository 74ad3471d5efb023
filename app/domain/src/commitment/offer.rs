//! What one side puts before the other: a value for every target, and key tasks.

use super::{CounterRefusal, KeyTask, LONGEST_NOTE, LONGEST_TEXT, PlanTaskRefusal, ProposeRefusal, SheetSide};
use crate::ids::{PersonId, TargetId};
use crate::time_of::Timestamp;
use crate::{FigureValue, Period, Quantity, ValueKind};
use time::Date;

/// The most key tasks that a sheet takes.
pub const MOST_TASKS: usize = 20;

/// A target as a sheet asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The target.
    pub target: TargetId,
    /// The kind of its value.
    pub kind: ValueKind,
    /// Whether it is a range: its value has an upper bound.
    pub range: bool,
    /// The periods for which it may have goals of its own; none where the rules are of version 1, or where points are given by hand.
    pub periods: Vec<Period>,
}

/// What is to be reached by the end of a period. It earns nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodGoal {
    /// The period.
    pub period: Period,
    /// The value; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub value_to: Option<Quantity>,
}

/// What one side would commit to for one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The target.
    pub target: TargetId,
    /// The value; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub value_to: Option<Quantity>,
    /// Goals of periods on the way, in the order of the periods.
    pub periods: Vec<PeriodGoal>,
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
    /// The upper bound of a target's range, by its place in the offer, is refused.
    ValueTo(usize, ProposeRefusal),
    /// A target's goal of a period, by its place in the offer, is refused.
    Goal(usize, Period, ProposeRefusal),
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
            if let Some(asked) = known {
                in_bounds(asked, it.value, it.value_to).map_err(|why| OfferRefusal::ValueTo(place, why))?;
                goals(asked, &it.periods).map_err(|(period, why)| OfferRefusal::Goal(place, period, why))?;
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

/// Whether a range has both bounds in order, and everything else has one value alone.
fn in_bounds(asked: &Asked, value: FigureValue, to: Option<Quantity>) -> Result<(), ProposeRefusal> {
    match (asked.range, value.amount(), to) {
        (true, Some(from), Some(to)) if to < from => Err(ProposeRefusal::RangeUpsideDown),
        (true, Some(_), Some(_)) | (false, _, None) => Ok(()),
        (true, _, _) | (false, _, Some(_)) => Err(ProposeRefusal::RangeNeedsEnd),
    }
}

/// Whether the goals of periods are of periods that the target takes, each once, and of its kind.
fn goals(asked: &Asked, goals: &[PeriodGoal]) -> Result<(), (Period, ProposeRefusal)> {
    for (place, it) in goals.iter().enumerate() {
        let refused = |why| Err((it.period, why));
        if !asked.periods.contains(&it.period) || goals.iter().take(place).any(|before| before.period == it.period) {
            return refused(ProposeRefusal::UnknownPeriod);
        }
        if it.value.kind() != asked.kind {
            return refused(ProposeRefusal::OtherKind);
        }
        if it.value.amount().is_some_and(Quantity::is_negative) {
            return refused(ProposeRefusal::Negative);
        }
        in_bounds(asked, it.value, it.value_to).map_err(|why| (it.period, why))?;
    }
    Ok(())
}
