//! What grading needs to know of a unit's result, exact: the score before it is rounded, and whether the gates hold.

use num_rational::BigRational;

use super::outcome::{grade_of, outcome_of, rounding_conflict};
use super::score::Score;
use super::{Assessor, Status};
use crate::receipt::Outcome;

/// A unit's result as grade rules ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExactResult {
    /// The score, 0–100, unrounded; none where no target applies.
    pub score: Option<BigRational>,
    /// Whether the unit passes.
    pub outcome: Outcome,
    /// The code of the grade that the rule set gives; none without one, and where rounding would change it.
    pub grade: Option<String>,
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
        let rule_set = &self.package.rule_set;
        let score = total.score();
        let conflict = |it: &Score| rounding_conflict(rule_set, it, &it.rounded(rule_set.display_decimals).exact());
        let graded = score.filter(|it| !conflict(it));
        let counted = (total.count(|it| it.status == Status::Met), total.count(|it| it.status.is_applicable()));
        Some(ExactResult {
            outcome: outcome_of(&rule_set.pass, score, counted, !failed),
            score: score.map(|it| it.rational()),
            grade: graded.and_then(|score| grade_of(rule_set.grades(), |it| score.at_least(it))).map(|it| it.grade.clone()),
            met: counted.0,
            applicable: counted.1,
            exceeded: total.count(|it| it.exceeded),
            gates_met: (mandatory().count() > 0).then_some(!failed),
        })
    }
}
