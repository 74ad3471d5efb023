//! What an honest ranking is held against: packages with other weights, and the same by hand.

use domain::assessment::Assessor;
use domain::package::{Package, Pass, TieBreaker};
use domain::ranking::{Honest, Turn};
use domain::{Quantity, assess};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

/// The package with one weight moved and the others rescaled, in weights so fine that they are whole.
fn reweighed(package: &Package, at: usize, turn: Turn) -> Option<Package> {
    let mut other = package.clone();
    let total: i64 = package.rule_set.targets.iter().map(|it| it.weight.quantity().0).sum();
    let weight = package.rule_set.targets[at].weight.quantity().0;
    let times = if turn == Turn::Up { 11 } else { 9 };
    let (moved, others) = (times * (total - weight), total * 10 - times * weight);
    for (place, it) in other.rule_set.targets.iter_mut().enumerate() {
        let factor = if place == at { moved } else { others };
        it.weight = Quantity(it.weight.quantity().0.checked_mul(factor)?).into();
    }
    (moved > 0 && others > 0).then_some(other)
}

/// The places of all units after a turn of the weight at a place, as an assessment with those weights gives them.
pub fn assessed(package: &Package, at: usize, turn: Turn) -> Option<Vec<Option<u32>>> {
    let other = reweighed(package, at, turn)?;
    Some(assess(&other).results.iter().map(|it| it.rank).collect())
}

/// The shown score and what the tie breakers compare.
type Key = (BigRational, Vec<Option<BigRational>>);

/// The same by hand, from what the explanations say of points, weights, bonuses, gates and tie breakers.
pub fn by_hand(package: &Package, at: usize, turn: Turn) -> Option<Vec<Option<u32>>> {
    let rules = &package.rule_set;
    let rational = |it: Quantity| it.rational();
    let total: BigRational = rules.targets.iter().map(|it| rational(it.weight.quantity())).sum();
    let weight = rational(rules.targets[at].weight.quantity());
    let times = BigRational::new(if turn == Turn::Up { 11.into() } else { 9.into() }, 10.into());
    let others = (&total - &weight * &times) / (&total - &weight);
    let assessor = Assessor::new(package);
    let key = |unit: &str| -> Option<Key> {
        let score = assessor.explain_score(unit)?;
        let percent = |of_area: Option<&str>| {
            let (mut points, mut weights) = (BigRational::zero(), BigRational::zero());
            for (place, it) in assessor.explain_unit(unit).into_iter().enumerate() {
                let factor = if place == at { &times } else { &others };
                if let Some((of, weight)) = it.exact_points.zip(it.weight).filter(|_| of_area.is_none_or(|area| it.target.area == area)) {
                    points += of * factor;
                    weights += rational(weight) * factor;
                }
            }
            (!weights.is_zero()).then(|| points / weights * BigRational::from_integer(100.into()))
        };
        let shown = |it: BigRational| domain::assessment::rounded(&it, rules.display_decimals).quantity().unwrap().rational();
        let hundred = Quantity::whole(100).unwrap();
        let most = score.gates.iter().map(|it| it.1).min().unwrap_or(hundred);
        let computed =
            percent(None).map(|it| (it + rational(score.bonus) - rational(score.malus)).max(BigRational::zero()).min(rational(most)));
        let last = match rules.pass {
            Pass::IndexBased { .. } => score.external.map(|it| rational(it.score.quantity())),
            _ => computed,
        };
        let tie = |(by, key): (TieBreaker, Option<BigRational>)| match by {
            TieBreaker::Area(code) => percent(Some(&code)).map(shown),
            _ => key,
        };
        Some((shown(last?), score.tie_breakers.into_iter().map(tie).collect()))
    };
    let keys: Vec<_> = package.units.iter().map(|it| (it.peer_group.as_str(), key(&it.code))).collect();
    let above = |it: &(&str, Option<Key>)| keys.iter().filter(|other| other.0 == it.0 && other.1 > it.1).count();
    Some(keys.iter().map(|it| it.1.as_ref().map(|_| above(it) as u32 + 1)).collect())
}

pub type Then = fn(&Package, usize, Turn) -> Option<Vec<Option<u32>>>;

pub fn agrees(package: &Package, then: Then) -> Result<(), TestCaseError> {
    let receipt = assess(package);
    let earned = Assessor::new(package).earned_by_all();
    for group in ["g", "other", "commune"] {
        let honest = Honest::of(package, &earned, group);
        for scenario in honest.scenarios() {
            let at = package.rule_set.targets.iter().position(|it| it.code == scenario.target).unwrap();
            let Some(then) = then(package, at, scenario.turn) else { continue };
            let place = |unit: &str| package.units.iter().position(|it| it.code == unit).unwrap();
            let now = |unit: &str| receipt.unit(unit).unwrap().rank;
            let later = |unit: &str| then[place(unit)];
            let members: Vec<_> = package.units.iter().filter(|it| it.peer_group == group).collect();
            let moved: Vec<_> = members
                .iter()
                .filter_map(|it| Some((it.code.clone(), now(&it.code)?, later(&it.code)?)))
                .filter(|it| it.1 != it.2)
                .collect();
            let ours: Vec<_> = honest.moved(scenario).into_iter().map(|it| (it.unit, it.from, it.to)).collect();
            prop_assert_eq!(honest.holds(scenario), moved.is_empty());
            prop_assert_eq!(ours, moved);
            let mut swaps: Vec<(String, String)> = Vec::new();
            for one in &members {
                for two in &members {
                    let now = now(&one.code).zip(now(&two.code));
                    let later = later(&one.code).zip(later(&two.code));
                    if now.zip(later).is_some_and(|(now, later)| now.0 < now.1 && later.0 > later.1) {
                        swaps.push((one.code.clone(), two.code.clone()));
                    }
                }
            }
            let mut ours: Vec<_> = honest.swaps(scenario).into_iter().map(|it| (it.above.0, it.below.0)).collect();
            swaps.sort();
            ours.sort();
            prop_assert_eq!(ours, swaps);
            for bound in honest.bounds() {
                let then = later(&bound.unit).unwrap();
                prop_assert!(bound.best <= then && then <= bound.worst && bound.best <= bound.rank && bound.rank <= bound.worst);
            }
        }
    }
    Ok(())
}
