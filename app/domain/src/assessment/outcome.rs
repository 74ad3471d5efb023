//! What the targets of a unit add up to: outcome, grade, conflict of rounding; steps 8 and 9 of the format.

use super::exact::Exact;
use super::score::Score;
use crate::package::{GradeFrom, Pass, RuleSet};
use crate::quantity::Quantity;
use crate::receipt::Outcome;

/// Step 8. `counted` is how many targets are met and how many apply.
pub(super) fn outcome_of(pass: &Pass, score: Option<&Score>, counted: (u32, u32), gates_hold: bool) -> Outcome {
    let Some(score) = score else { return Outcome::PendingDecision };
    let passes = match pass {
        Pass::AllTargets => counted.0 == counted.1,
        Pass::ShareOfTargets { fail_below, pass_from } => {
            let Some(share) = Exact::new(counted.0.into(), counted.1.into()) else { return Outcome::PendingDecision };
            let from = share.at_least(&Exact::of(pass_from.quantity()));
            if !from && share.at_least(&Exact::of(fail_below.quantity())) {
                return Outcome::PendingDecision;
            }
            from
        }
        Pass::WeightedScore { pass_from } | Pass::IndexBased { pass_from } => score.at_least(pass_from.quantity()),
        Pass::ScoreAndGates { pass_from } => gates_hold && score.at_least(pass_from.quantity()),
    };
    if passes { Outcome::Pass } else { Outcome::Fail }
}

/// Step 9: the highest grade that a score reaches.
pub(super) fn grade_of(grades: &[GradeFrom], reaches: impl Fn(Quantity) -> bool) -> Option<&GradeFrom> {
    grades.iter().filter(|it| reaches(it.from.quantity())).max_by_key(|it| it.from.quantity())
}

/// Step 9: whether the rounded score would give another grade or lie on the other side of the score that passes.
pub(super) fn rounding_conflict(rule_set: &RuleSet, score: &Score, rounded: &Exact) -> bool {
    let exactly = |it: Quantity| score.at_least(it);
    let shown = |it: Quantity| rounded.at_least(&Exact::of(it));
    let begins = |it: Option<&GradeFrom>| it.map(|it| it.from.quantity());
    let side = rule_set.pass.score_from().is_some_and(|it| exactly(it) != shown(it));
    side || begins(grade_of(rule_set.grades(), exactly)) != begins(grade_of(rule_set.grades(), shown))
}
