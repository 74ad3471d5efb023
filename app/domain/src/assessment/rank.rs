//! Places inside the peer groups: of the score with its tie breakers, and of each area; step 10 of the format.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::evaluate::Plan;
use super::exact::Exact;
use super::status::{Actual, Status};
use super::total::Total;
use crate::package::{Appraisal, Decimal, Direction, RuleSet, TieBreaker};
use crate::quantity::Quantity;
use crate::receipt::UnitResult;

/// What decides between units of one score, one after the other: more is better, nothing is worst.
pub(super) type Keys = Vec<Option<Exact>>;

/// The keys of a unit.
pub(super) fn keys(
    rule_set: &RuleSet,
    plans: &[Plan<'_>],
    total: &Total<'_>,
    appraisals: &[Option<&Appraisal>],
    areas: &[Option<Exact>],
) -> Keys {
    let of_target = |code: &str| plans.iter().position(|it| it.target.code == code);
    let share = |count: u32| {
        let applicable = total.count(|it| it.status.is_applicable());
        Exact::new(count.into(), applicable.into())
    };
    let key = |it: &TieBreaker| match it {
        TieBreaker::Target(code) => {
            let it = total.targets.get(of_target(code)?)?;
            let percent = it.points.as_ref()?.over(&Exact::of(it.weight?))?.times(&Exact::of(Quantity(1_000_000)));
            Some(percent.rounded(rule_set.display_decimals).exact())
        }
        TieBreaker::Actual(code) => {
            let at = of_target(code)?;
            let actual = total.targets.get(at)?.actual.as_ref()?;
            match (plans.get(at)?.target.direction, actual) {
                (Direction::Lower, Actual::Amount(it)) => Some(it.exact().negated()),
                (_, Actual::Amount(it)) => Some(it.exact()),
                (_, Actual::Date(day)) => Exact::new(-i128::from(day.to_julian_day()), 1),
                (_, Actual::YesNo(it)) => Exact::new(i128::from(*it), 1),
            }
        }
        TieBreaker::Area(code) => {
            let at = rule_set.area_codes().iter().position(|it| it == code)?;
            areas.get(at)?.clone()
        }
        TieBreaker::Survey => {
            let (mut points, mut most) = (0_i128, 0_i128);
            let applicable = plans.iter().zip(appraisals).zip(&total.targets).filter(|it| it.1.status.is_applicable());
            for ((plan, appraisal), _) in applicable {
                if let Some(survey) = appraisal.and_then(|it| it.survey.as_ref()).map(Decimal::quantity) {
                    points += i128::from(survey.0);
                    most += i128::from(plan.target.max_survey().0);
                }
            }
            Exact::new(points, most)
        }
        TieBreaker::Met => share(total.count(|it| it.status == Status::Met)),
        TieBreaker::Exceeded => share(total.count(|it| it.exceeded)),
    };
    rule_set.tie_breakers().iter().map(key).collect()
}

/// Ranks the units of each peer group by their rounded scores and then their keys; equal ones share the place.
pub(super) fn rank(results: &mut [UnitResult], keys: &[Keys]) {
    for group in groups(results) {
        let score = |at: &usize| results.get(*at).and_then(|it| it.score.as_ref());
        let none = Vec::new();
        let better = |one: &usize, other: &usize| {
            let of = |at: &usize| keys.get(*at).unwrap_or(&none);
            score(other).cmp(&score(one)).then_with(|| compare(of(other), of(one)))
        };
        let scored: Vec<usize> = group.into_iter().filter(|at| score(at).is_some()).collect();
        for (at, place) in places(scored, better) {
            if let Some(result) = results.get_mut(at) {
                result.rank = Some(place);
            }
        }
    }
}

/// Ranks the units of each peer group in each area by their rounded scores there.
pub(super) fn rank_areas(results: &mut [UnitResult], count: usize) {
    for group in groups(results) {
        for area in 0..count {
            let score = |at: &usize| results.get(*at)?.details.as_ref()?.area_results.get(area)?.score.as_ref();
            let scored: Vec<usize> = group.iter().copied().filter(|at| score(at).is_some()).collect();
            for (at, place) in places(scored, |one, other| score(other).cmp(&score(one))) {
                let details = results.get_mut(at).and_then(|it| it.details.as_mut());
                if let Some(of_area) = details.and_then(|it| it.area_results.get_mut(area)) {
                    of_area.rank = Some(place);
                }
            }
        }
    }
}

/// The places of the units of each peer group in the list.
fn groups(results: &[UnitResult]) -> Vec<Vec<usize>> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, result) in results.iter().enumerate() {
        groups.entry(&result.peer_group).or_default().push(at);
    }
    groups.into_values().collect()
}

/// Gives each its place: 1 + how many are better.
fn places(mut units: Vec<usize>, better: impl Fn(&usize, &usize) -> Ordering) -> Vec<(usize, u32)> {
    units.sort_by(&better);
    let mut places: Vec<(usize, u32)> = Vec::with_capacity(units.len());
    for (count, at) in (1..).zip(units) {
        let shared = places.last().filter(|it| better(&it.0, &at).is_eq()).map(|it| it.1);
        places.push((at, shared.unwrap_or(count)));
    }
    places
}

fn compare(one: &[Option<Exact>], other: &[Option<Exact>]) -> Ordering {
    let each = one.iter().zip(other).map(|it| match it {
        (Some(one), Some(other)) => one.compare(other),
        (Some(_), None) => Ordering::Greater,
        (None, Some(_)) => Ordering::Less,
        (None, None) => Ordering::Equal,
    });
    each.into_iter().find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
}
