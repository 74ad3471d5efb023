//! What grading needs to know of a unit's result, exact: the score before it is rounded, and whether the gates hold.

use num_rational::BigRational;

use super::{Assessor, Status};

/// A unit's result as grade rules ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactResult {
    /// The score, 0–100, unrounded; none where no target applies.
    pub score: Option<BigRational>,
    /// How many targets are met.
    pub met: u32,
    /// How many targets apply.
    pub applicable: u32,
    /// How many targets are exceeded.
    pub exceeded: u32,
    /// Whether every mandatory target that applies is met; none where the rule set has no mandatory target.
    pub gates_met: Option<bool>,
}

impl Assessor<'_> {
    /// The result of a unit as grade rules ask for it; none where the package has no such unit.
    pub fn exact_result(&self, unit: &str) -> Option<ExactResult> {
        let at = *self.units.get(unit)?;
        let total = self.total(unit, self.evaluated(at, unit));
        let mandatory = || self.plans.iter().zip(&total.targets).filter(|(plan, _)| plan.target.mandatory());
        let failed = mandatory().any(|(_, it)| it.status.is_applicable() && it.status != Status::Met);
        Some(ExactResult {
            score: total.score().map(|it| it.rational()),
            met: total.count(|it| it.status == Status::Met),
            applicable: total.count(|it| it.status.is_applicable()),
            exceeded: total.count(|it| it.exceeded),
            gates_met: (mandatory().count() > 0).then_some(!failed),
        })
    }
}
