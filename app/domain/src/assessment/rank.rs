//! Places inside the peer groups: of the score with its tie breakers, and of each area; step 10 of the format.

use std::cmp::Ordering;
use std::collections::HashMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use super::Rounded;
use super::evaluate::Plan;
use super::exact::Exact;
use super::status::{Actual, Status};
use super::total::Total;
use crate::package::{Appraisal, Decimal, Direction, RuleSet, TieBreaker};
use crate::quantity::Quantity;
use crate::receipt::UnitResult;

/// What decides between units of one score, one after the other: more is better, nothing is worst.
pub(super) type Keys = Vec<Option<Exact>>;

/// By what a unit is ranked: its shown score, then what the tie breakers compare. The greater one stands above.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RankKey {
    score: Rounded,
    ties: Keys,
}

/// A text that is no rank key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARankKey;

impl std::fmt::Display for NotARankKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a rank key")
    }
}

impl std::error::Error for NotARankKey {}

impl RankKey {
    /// The key of a score that nothing else parts.
    pub fn of_score(score: Rounded) -> Self {
        Self { score, ties: Keys::new() }
    }

    pub(super) fn new(score: Rounded, ties: Keys) -> Self {
        Self { score, ties }
    }

    /// The shown score.
    pub fn score(&self) -> &Rounded {
        &self.score
    }

    /// What each tie breaker compares, exactly; none where it has nothing to compare.
    pub fn ties(&self) -> impl Iterator<Item = Option<BigRational>> {
        self.ties.iter().map(|it| it.as_ref().map(Exact::rational))
    }
}

impl Ord for RankKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.cmp(&other.score).then_with(|| compare(&self.ties, &other.ties))
    }
}

impl PartialOrd for RankKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RankKey {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RankKey {}

/// The score, then each tie as a fraction or `-`, with blanks between them.
impl From<RankKey> for String {
    fn from(key: RankKey) -> Self {
        let tie = |it: &Option<Exact>| {
            it.as_ref().map(Exact::rational).map_or_else(|| "-".to_owned(), |it| format!("{}/{}", it.numer(), it.denom()))
        };
        std::iter::once(key.score.to_string()).chain(key.ties.iter().map(tie)).collect::<Vec<_>>().join(" ")
    }
}

impl TryFrom<String> for RankKey {
    type Error = NotARankKey;

    fn try_from(text: String) -> Result<Self, NotARankKey> {
        let number = |it: &str| it.parse::<BigInt>().ok();
        let tie = |it: &str| match it {
            "-" => Some(None),
            _ => it.split_once('/').and_then(|(above, below)| Exact::big(number(above)?, number(below)?)).map(Some),
        };
        let mut parts = text.split(' ');
        let score = parts.next().and_then(Rounded::read).ok_or(NotARankKey)?;
        Ok(Self { score, ties: parts.map(tie).collect::<Option<_>>().ok_or(NotARankKey)? })
    }
}

/// The keys of a unit; `area` gives the score of the area at a place.
pub(super) fn keys(
    rule_set: &RuleSet,
    plans: &[Plan<'_>],
    total: &Total<'_>,
    appraisals: &[Option<&Appraisal>],
    area: impl Fn(usize) -> Option<Exact>,
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
        TieBreaker::Area(code) => area(rule_set.area_codes().iter().position(|it| it == code)?),
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

/// Ranks the units of each peer group by their keys; equal ones share the place, those without one have none.
pub(super) fn rank(results: &mut [UnitResult], keys: &[Option<RankKey>]) {
    for group in groups(results) {
        let key = |at: &usize| keys.get(*at).and_then(Option::as_ref);
        let scored: Vec<usize> = group.into_iter().filter(|at| key(at).is_some()).collect();
        for (at, place) in places(scored, |one, other| key(other).cmp(&key(one))) {
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
    let each = one.iter().zip(other).map(|(one, other)| compare_key(one.as_ref(), other.as_ref()));
    each.into_iter().find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare_key(one: Option<&Exact>, other: Option<&Exact>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.compare(other),
        _ => one.is_some().cmp(&other.is_some()),
    }
}
