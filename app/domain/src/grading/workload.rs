//! Ratios from work that was counted, in standard units: done of assigned, and right of assigned less what faults cost.

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::score::ScoreRefusal;
use super::scoring::{Count, Ratio};
use crate::Quantity;

/// Work converted to standard units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workload {
    /// What was assigned, also what was handed back.
    pub assigned: Quantity,
    /// What was done of it; work handed back does not count as done.
    pub done: Quantity,
    /// Urgent extra work and work taken over, done on top.
    pub on_top: Quantity,
}

/// One item of work with its faults: failed reviews, or latenesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkItem {
    /// What it weighs, in standard units.
    pub units: Quantity,
    /// Whether it was delivered as the ratio asks in the end.
    pub right: bool,
    /// How many times it failed a review or was late.
    pub faults: u32,
    /// For how many of them an objective cause is confirmed.
    pub excused: u32,
}

impl Workload {
    /// Done ÷ assigned; above 1 where work was done on top.
    pub fn ratio(&self) -> Result<BigRational, ScoreRefusal> {
        if self.done.is_negative() || self.on_top.is_negative() || self.done > self.assigned {
            return Err(ScoreRefusal::OutOfRange);
        }
        if self.assigned == Quantity::ZERO {
            return Err(ScoreRefusal::NothingAssigned);
        }
        Ok((self.done.rational() + self.on_top.rational()) / self.assigned.rational())
    }
}

impl Ratio {
    /// The share of items that are right, each less the penalty for every fault that is not excused, never below 0.
    pub fn deducted(&self, items: &[WorkItem]) -> Result<BigRational, ScoreRefusal> {
        let Count::Deducted { penalty } = &self.count else { return Err(ScoreRefusal::NotByThisRule) };
        let penalty = penalty.quantity().rational();
        let (mut reached, mut assigned) = (BigRational::zero(), BigRational::zero());
        for item in items {
            if item.units.is_negative() {
                return Err(ScoreRefusal::OutOfRange);
            }
            let faults = item.faults.checked_sub(item.excused).ok_or(ScoreRefusal::MoreExcused)?;
            let left = BigRational::one() - &penalty * BigRational::from_integer(faults.into());
            assigned += item.units.rational();
            if item.right {
                reached += item.units.rational() * left.max(BigRational::zero());
            }
        }
        if assigned.is_zero() { Err(ScoreRefusal::NothingAssigned) } else { Ok(reached / assigned) }
    }
}
