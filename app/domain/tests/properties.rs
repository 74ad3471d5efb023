//! What holds of every package: the evaluator agrees with a naive reading of the format, and keeps its promises.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arbitrary;
mod naive;
mod samples;

use arbitrary::{any_package, any_pass};
use domain::assess;
use domain::assessment::{Assessor, Status};
use domain::package::{Direction, Exemption, Measure, Package, Pass, Points, ShareFrom, Value};
use domain::receipt::{Outcome, Receipt};
use num_rational::BigRational;
use num_traits::{One, Signed};
use proptest::prelude::*;
use proptest::sample::Index;
use samples::{decimal, figure, package, ratio, target};

fn results(receipt: &Receipt) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(&receipt.to_json()).unwrap()["results"].clone()
}

fn shuffled<T>(list: &mut [T], picks: &[Index]) {
    for (at, pick) in picks.iter().enumerate().take(list.len()) {
        let other = pick.index(list.len());
        list.swap(at, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_evaluator_agrees_with_the_naive_reading(package in any_package()) {
        prop_assert_eq!(package.check(), Ok(()));
        prop_assert_eq!(results(&assess(&package)), naive::assess(&package));
        let receipt = assess(&package);
        prop_assert_eq!(Receipt::read(&receipt.to_json()), Some(receipt));
        prop_assert_eq!(Package::read(package.to_json()).unwrap(), package);
    }

    #[test]
    fn the_order_of_figures_units_and_exemptions_changes_no_result(package in any_package(), picks in proptest::collection::vec(any::<Index>(), 60)) {
        let mut other = package.clone();
        shuffled(&mut other.figures, &picks);
        shuffled(&mut other.units, &picks);
        if let Some(exemptions) = &mut other.exemptions {
            exemptions.reverse();
        }
        let sorted = |package: &Package| {
            let mut results = assess(package).results;
            results.sort_by(|one, other| one.unit.cmp(&other.unit));
            results
        };
        prop_assert_eq!(sorted(&package), sorted(&other));
    }

    #[test]
    fn scores_and_points_are_bounded_and_explanations_agree(package in any_package()) {
        let receipt = assess(&package);
        let assessor = Assessor::new(&package);
        let hundred = BigRational::from_integer(100.into());
        for unit in &receipt.results {
            let score = assessor.exact_score(&unit.unit);
            prop_assert_eq!(score.is_some(), unit.score.is_some());
            prop_assert!(score.is_none_or(|it| !it.is_negative() && it <= hundred));
            prop_assert!(unit.met <= unit.applicable && unit.exceeded <= unit.met);
            let explanations = assessor.explain_unit(&unit.unit);
            prop_assert!(explanations.iter().map(|it| &it.result).eq(unit.targets.iter()));
            for it in &explanations {
                prop_assert!(it.share.as_ref().is_none_or(|it| !it.is_negative() && *it <= BigRational::one()));
                prop_assert!(it.next.as_ref().is_none_or(|next| next.met || it.result.status == Status::Met));
            }
        }
    }

    #[test]
    fn exempting_everything_leaves_no_score(package in any_package()) {
        let mut package = package;
        let all = package.units.iter().flat_map(|unit| package.rule_set.targets.iter().map(move |target| Exemption { unit: unit.code.clone(), target: target.code.clone(), basis: "b".into() }));
        package.exemptions = Some(all.collect());
        for unit in assess(&package).results {
            prop_assert_eq!((unit.score, unit.rank, unit.grade, unit.outcome, unit.applicable, unit.rounding_conflict), (None, None, None, Outcome::PendingDecision, 0, false));
        }
    }

    #[test]
    fn the_scale_of_the_weights_changes_no_score(package in any_package(), factor in 2_i64..50) {
        let mut scaled = package.clone();
        scaled.rule_set.targets.iter_mut().for_each(|it| it.weight = domain::Quantity(it.weight.quantity().0 * factor).into());
        for (one, other) in assess(&package).results.iter().zip(&assess(&scaled).results) {
            prop_assert_eq!((&one.score, &one.grade, one.rank, one.outcome), (&other.score, &other.grade, other.rank, other.outcome));
        }
    }

    #[test]
    fn doing_more_never_turns_pass_to_fail(share in (0_u8..5, 1_i64..200), done in 0_i64..500, more in 0_i64..500, all in 500_i64..1000, pass in any_pass()) {
        let points = match share.0 {
            0 => Points::Binary,
            1 => Points::Proportional,
            2 => Points::ThresholdProportional { full_at: domain::Quantity::whole(share.1).unwrap().into() },
            3 => Points::FloorThenProportional { floor: domain::Quantity::whole(share.1).unwrap().into() },
            _ => Points::Steps { steps: [("10", "0.2"), ("60", "1"), ("40", "0.7")].map(|it| ShareFrom { from: decimal(it.0), share: decimal(it.1) }).into() },
        };
        let targets = vec![target("T1", "60", ratio("n", "d"), Direction::Higher, "60", points), target("T2", "40", Measure::Latest { of: "n".into() }, Direction::Higher, "300", Points::Proportional)];
        let with = |done: i64| {
            let figures = vec![figure("u", "n", "1", &done.to_string()), figure("u", "d", "1", &all.to_string())];
            assess(&package(targets.clone(), pass.clone(), &["u"], figures)).results.remove(0)
        };
        let (less, more) = (with(done), with(done + more));
        let order = |it: Outcome| match it { Outcome::Fail => 0, Outcome::PendingDecision => 1, Outcome::Pass => 2 };
        prop_assert!(less.score <= more.score && less.met <= more.met && order(less.outcome) <= order(more.outcome));
    }

    #[test]
    fn the_next_step_is_enough_and_nothing_less_is(done in 0_i64..1000, all in 1_i64..1000, goal in 1_i64..1_000_000, decimals in 0_u8..=4, lower: bool) {
        let direction = if lower { Direction::Lower } else { Direction::Higher };
        let with = |done: i64| {
            let mut goal_target = target("T", "100", ratio("n", "d"), direction, "0", Points::Proportional);
            goal_target.target = Value::Amount(domain::Quantity(goal).into());
            let mut package = package(vec![goal_target], Pass::AllTargets, &["u"], vec![figure("u", "n", "1", &done.to_string()), figure("u", "d", "1", &all.to_string())]);
            package.rule_set.display_decimals = decimals;
            let met = assess(&package).results[0].targets[0].status == Status::Met;
            (met, Assessor::new(&package).explain("u", "T").unwrap().next)
        };
        if let (false, Some(next)) = with(done) {
            let change = i64::try_from(next.whole_change.unwrap()).unwrap();
            prop_assert!(with(done + change).0, "{change}");
            prop_assert!(!with(done + change - change.signum()).0, "{change}");
        }
    }
}
