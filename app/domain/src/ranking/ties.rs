//! What equal scores get, by a rule that is data of the campaign. The receipt's rank is standard competition (1, 1, 3); another rule
//! gives places beside it. Breaking ties in an order is a product rule (`domain.md` 6.3: survey score, on-time share, report date).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::shown;
use crate::assessment::Actual;
use crate::package::{Direction, RuleSet};
use crate::receipt::UnitResult;

/// What units of one score get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule")]
pub enum TieRule {
    /// One place, and the next ones stay empty: 1, 1, 3.
    Shared,
    /// One place, and the next one follows: 1, 1, 2.
    Dense,
    /// The better value of these targets, in this order, comes first; who is equal in all of them shares a place.
    BrokenBy {
        /// The codes of the targets.
        targets: Vec<String>,
    },
}

/// A unit's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The unit's code.
    pub unit: String,
    /// The place; none without a score.
    pub place: Option<u32>,
    /// The code of the target that parted it from the one above; none where the score did, or nothing.
    pub parted_by: Option<String>,
}

/// The places of a group's results by a rule, best first.
pub fn places(standings: &[&UnitResult], rule_set: &RuleSet, rule: &TieRule) -> Vec<Place> {
    let breakers: Vec<(&str, Direction)> = match rule {
        TieRule::Shared | TieRule::Dense => Vec::new(),
        TieRule::BrokenBy { targets } => {
            targets.iter().filter_map(|it| rule_set.target(it)).map(|it| (it.code.as_str(), it.direction)).collect()
        }
    };
    let mut sorted: Vec<&UnitResult> = standings.to_vec();
    sorted.sort_by(|one, other| shown(other).cmp(&shown(one)).then_with(|| parting(one, other, &breakers).0));
    let mut places: Vec<Place> = Vec::with_capacity(sorted.len());
    let mut above: Option<&UnitResult> = None;
    for (at, it) in (1_u32..).zip(sorted) {
        let before = places.last().and_then(|it| it.place);
        let (place, parted_by) = match (shown(it), above.zip(before)) {
            (None, _) => (None, None),
            (Some(_), None) => (Some(1), None),
            (Some(score), Some((above, before))) => match (shown(above) == Some(score), parting(above, it, &breakers)) {
                (true, (Ordering::Equal, _)) => (Some(before), None),
                (true, (_, by)) => (Some(at), by.map(str::to_owned)),
                (false, _) if *rule == TieRule::Dense => (Some(before + 1), None),
                (false, _) => (Some(at), None),
            },
        };
        places.push(Place { unit: it.unit.clone(), place, parted_by });
        above = Some(it);
    }
    places
}

/// Which of two units of one score comes first, and by which target.
fn parting<'b>(one: &UnitResult, other: &UnitResult, breakers: &[(&'b str, Direction)]) -> (Ordering, Option<&'b str>) {
    for (code, direction) in breakers {
        let order = better(value(one, code), value(other, code), *direction);
        if order.is_ne() {
            return (order, Some(code));
        }
    }
    (Ordering::Equal, None)
}

fn value<'r>(result: &'r UnitResult, code: &str) -> Option<&'r Actual> {
    result.target(code).and_then(|it| it.actual.as_ref())
}

/// The better value first; a unit without one comes after those that have one.
fn better(one: Option<&Actual>, other: Option<&Actual>, direction: Direction) -> Ordering {
    let ascending = matches!(direction, Direction::Lower | Direction::Earlier);
    match (one, other) {
        (Some(one), Some(other)) => {
            let order = match (one, other) {
                (Actual::Amount(one), Actual::Amount(other)) => one.cmp(other),
                (Actual::Date(one), Actual::Date(other)) => one.cmp(other),
                (Actual::YesNo(one), Actual::YesNo(other)) => one.cmp(other),
                _ => Ordering::Equal,
            };
            if ascending { order } else { order.reverse() }
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
