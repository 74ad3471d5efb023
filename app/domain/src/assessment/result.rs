//! What the receipt says of a unit and of each of its targets; ranks come later.

use super::evaluate::{Evaluated, Plan};
use super::exact::Exact;
use super::outcome::{grade_of, outcome_of, rounding_conflict};
use super::rank::{Keys, RankKey, keys};
use super::score::Score;
use super::status::Status;
use super::total::Total;
use super::{Assessor, Rounded};
use crate::package::{Decimal, ExternalResult, Goal, Unit};
use crate::quantity::{Quantity, SCALE};
use crate::receipt::{
    AdjustmentResult, AppliedGoal, AreaResult, External, GivenPoints, InterimResult, TargetDetails, TargetResult, UnitDetails, UnitResult,
};

impl<'p> Assessor<'p> {
    /// Steps 8 and 9 of a unit, and by what it is ranked; none without a score.
    pub(super) fn unit_result(&self, at: usize, unit: &Unit, total: &Total<'_>) -> (UnitResult, Option<RankKey>) {
        let rule_set = &self.package.rule_set;
        let decimals = rule_set.display_decimals;
        let score = total.score();
        let rounded = score.map(|it| it.rounded(decimals));
        let met = total.count(|it| it.status == Status::Met);
        let applicable = total.count(|it| it.status.is_applicable());
        let fails = |(plan, it): (&Plan<'_>, &Evaluated)| plan.target.mandatory() && it.status.is_applicable() && it.status != Status::Met;
        let gates_hold = !self.plans.iter().zip(&total.targets).any(fails);
        let (details, keys) = if self.is_version_two() { self.unit_details(unit, total) } else { (None, Keys::new()) };
        let key = rounded.clone().map(|it| RankKey::new(it, keys));
        let result = UnitResult {
            unit: unit.code.clone(),
            peer_group: unit.peer_group.clone(),
            targets: self.plans.iter().zip(&total.targets).map(|(plan, it)| self.target_result(at, &unit.code, plan, it)).collect(),
            met,
            applicable,
            exceeded: total.count(|it| it.exceeded),
            outcome: outcome_of(&rule_set.pass, score, (met, applicable), gates_hold),
            grade: score.and_then(|score| grade_of(rule_set.grades(), |it| score.at_least(it))).map(|it| it.grade.clone()),
            rounding_conflict: score
                .zip(rounded.as_ref())
                .is_some_and(|(score, rounded)| rounding_conflict(rule_set, score, &rounded.exact())),
            score: rounded,
            rank: None,
            details,
        };
        (result, key)
    }

    fn unit_details(&self, unit: &Unit, total: &Total<'_>) -> (Option<Box<UnitDetails>>, Keys) {
        let decimals = self.decimals();
        let area = |(code, (points, scale)): (&&str, (Vec<Exact>, i128))| AreaResult {
            area: (*code).to_owned(),
            points: points_shown(&points, decimals),
            scale: held(scale),
            score: Score::new(points, scale).map(|it| it.rounded(decimals)),
            rank: None,
        };
        let area_results: Vec<AreaResult> = self.areas.iter().zip(total.areas(&self.plans, self.areas.len())).map(area).collect();
        let keys = self.keys(&unit.code, total, |at| area_results.get(at)?.score.as_ref().map(Rounded::exact));
        let code = |at: usize| self.plans.get(at).map(|it| it.target.code.clone());
        let points: Vec<Exact> = total.targets.iter().filter(|it| it.status.is_applicable()).filter_map(|it| it.points.clone()).collect();
        let details = UnitDetails {
            points: points_shown(&points, decimals),
            scale: held(total.scale),
            base_score: total.base.as_ref().map(|it| it.rounded(decimals)),
            adjustments: total
                .after
                .rules
                .iter()
                .map(|it| AdjustmentResult { code: it.rule.code.clone(), given: held(it.given), counted: it.counted })
                .collect(),
            bonus: total.after.bonus,
            malus: total.after.malus,
            gates: total.gates.iter().filter_map(|it| code(it.0)).collect(),
            gate_cap: total.gates.iter().map(|it| it.1).min(),
            computed_score: total.computed().map(|it| it.rounded(decimals)),
            external: total.external.map(external),
            area_results,
        };
        (Some(Box::new(details)), keys)
    }

    /// What decides between a unit and others of its score.
    pub(super) fn keys(&self, unit: &str, total: &Total<'_>, area: impl Fn(usize) -> Option<Exact>) -> Keys {
        if self.package.rule_set.tie_breakers().is_empty() {
            return Keys::new();
        }
        let appraisals: Vec<_> = self.plans.iter().map(|it| self.appraisal(unit, it.target)).collect();
        keys(&self.package.rule_set, &self.plans, total, &appraisals, area)
    }

    /// What the receipt says of a target.
    pub(super) fn target_result(&self, at: usize, unit: &str, plan: &Plan<'p>, evaluated: &Evaluated) -> TargetResult {
        let decimals = self.decimals();
        let details = || TargetDetails {
            weight: evaluated.weight,
            goal: applied(&self.goal(unit, plan.target)),
            interim: self
                .interim(at, unit, plan)
                .into_iter()
                .map(|(period, goal, it)| InterimResult { period, goal: applied(&goal), actual: it.actual, status: it.status })
                .collect(),
            appraisal: self.appraisal(unit, plan.target).map(|it| GivenPoints {
                self_points: it.self_points.as_ref().map(Decimal::quantity),
                appraised: it.appraised.quantity(),
                survey: it.survey.as_ref().map(Decimal::quantity),
            }),
        };
        TargetResult {
            code: plan.target.code.clone(),
            status: evaluated.status,
            actual: evaluated.actual.clone(),
            points: evaluated.points.as_ref().map(|it| it.rounded(decimals)),
            exceeded: evaluated.exceeded,
            details: self.is_version_two().then(|| Box::new(details())),
        }
    }
}

/// A goal as the receipt says it.
pub(super) fn applied(goal: &Goal<'_>) -> AppliedGoal {
    AppliedGoal {
        value: goal.value.figure_value(),
        value_to: goal.value_to.map(Decimal::quantity),
        own: goal.own,
        amendment: goal.amendment.map(|it| it.number.clone()),
    }
}

fn external(it: &ExternalResult) -> External {
    External { title: it.title.clone(), score: it.score.quantity(), rank: it.rank, out_of: it.out_of }
}

/// Points of several targets together.
fn points_shown(points: &[Exact], decimals: u8) -> Rounded {
    Score::new(points.to_vec(), i128::from(100 * SCALE)).map_or_else(|| Exact::zero().rounded(decimals), |it| it.rounded(decimals))
}

/// A sum of ten-thousandths, as far as a package can write it.
pub(super) fn held(sum: i128) -> Quantity {
    let held = Quantity(i64::try_from(sum).unwrap_or(i64::MAX));
    if held.fits_package() { held } else { Quantity::GREATEST }
}
