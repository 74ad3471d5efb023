//! What the targets of a unit add up to: outcome, grade, conflict of rounding, rank; steps 8–10 of the format.

use std::collections::HashMap;

use num_bigint::BigInt;

use super::exact::Exact;
use crate::package::{GradeFrom, Pass, RuleSet};
use crate::receipt::{Outcome, UnitResult};

/// Step 8. `counted` is how many targets are met and how many apply.
pub(super) fn outcome_of(pass: &Pass, score: Option<&Exact>, counted: (u32, u32), gates_hold: bool) -> Outcome {
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
        Pass::WeightedScore { pass_from } => score.at_least(&Exact::of(pass_from.quantity())),
        Pass::ScoreAndGates { pass_from } => gates_hold && score.at_least(&Exact::of(pass_from.quantity())),
    };
    if passes { Outcome::Pass } else { Outcome::Fail }
}

/// Step 9: the highest grade that a score reaches.
pub(super) fn grade_of<'g>(grades: &'g [GradeFrom], score: &Exact) -> Option<&'g GradeFrom> {
    let reached = grades.iter().filter(|it| score.at_least(&Exact::of(it.from.quantity())));
    reached.max_by_key(|it| it.from.quantity())
}

/// Step 9: whether the rounded score would give another grade or lie on the other side of the score that passes.
pub(super) fn rounding_conflict(rule_set: &RuleSet, score: &Exact, rounded: &Exact) -> bool {
    let grade = |it: &Exact| grade_of(rule_set.grades(), it).map(|it| it.from.quantity());
    let passes = |it: &Exact| rule_set.pass.score_from().map(|from| it.at_least(&Exact::of(from)));
    grade(score) != grade(rounded) || passes(score) != passes(rounded)
}

/// Step 10: 1 + the number of units of the peer group with a higher rounded score.
pub(super) fn rank(results: &mut [UnitResult]) {
    let mut scores: HashMap<String, Vec<BigInt>> = HashMap::new();
    for result in results.iter() {
        if let Some(score) = &result.score {
            scores.entry(result.peer_group.clone()).or_default().push(score.units().clone());
        }
    }
    scores.values_mut().for_each(|it| it.sort_unstable());
    for result in results {
        let group = scores.get(&result.peer_group).map(Vec::as_slice).unwrap_or_default();
        result.rank = result.score.as_ref().and_then(|score| {
            let not_higher = group.partition_point(|it| it <= score.units());
            u32::try_from(group.len() - not_higher + 1).ok()
        });
    }
}
