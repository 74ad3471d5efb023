//! What holds of every package: the evaluator agrees with a naive reading of the format, and keeps its promises.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arbitrary;
mod naive;
mod samples;

use arbitrary::{any_pass, any_version};
use domain::assessment::{Assessor, Status};
use domain::package::{Decimal, Direction, Exemption, Measure, Package, Pass, Points, ShareFrom, Value};
use domain::receipt::{Outcome, Receipt, UnitResult};
use domain::{assess, assess_bytes};
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
    fn the_evaluator_agrees_with_the_naive_reading(package in any_version()) {
        prop_assert_eq!(package.check(), Ok(()));
        prop_assert_eq!(results(&assess(&package)), naive::assess(&package));
        let receipt = assess(&package);
        prop_assert_eq!(Receipt::read(&receipt.to_json()), Some(receipt));
        prop_assert_eq!(Package::read(package.to_json()).unwrap(), package);
    }

    #[test]
    fn the_order_of_figures_units_and_exemptions_changes_no_result(package in any_version(), picks in proptest::collection::vec(any::<Index>(), 60)) {
        let mut other = package.clone();
        shuffled(&mut other.figures, &picks);
        shuffled(&mut other.units, &picks);
        other.exemptions.iter_mut().for_each(|it| it.reverse());
        other.unit_targets.iter_mut().for_each(|it| it.reverse());
        other.amendments.iter_mut().for_each(|it| it.reverse());
        other.appraisals.iter_mut().for_each(|it| it.reverse());
        other.adjustments.iter_mut().for_each(|it| it.reverse());
        other.external_results.iter_mut().for_each(|it| it.reverse());
        let sorted = |package: &Package| {
            let mut results = assess(package).results;
            results.sort_by(|one, other| one.unit.cmp(&other.unit));
            results
        };
        prop_assert_eq!(sorted(&package), sorted(&other));
    }

    #[test]
    fn a_file_is_assessed_as_its_values_are(package in any_version()) {
        let json = package.to_json();
        prop_assert_eq!(assess_bytes(json.as_bytes()), Ok(assess(&package)));
        prop_assert_eq!(domain::canonical::canonical_form(&json), Ok(json.clone()));
        // The same with blanks, with keys in another order, and with letters that are escaped.
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let spread = serde_json::to_string_pretty(&value).unwrap().replace("\"unit\"", "\"\\u0075nit\"").replace("2022-M0", "2022\\u002dM0");
        prop_assert_eq!(assess_bytes(spread.as_bytes()), Ok(assess(&package)));
        prop_assert_eq!(Package::read(&spread), Ok(package));
    }

    #[test]
    fn the_packages_of_single_units_give_their_results(package in any_version()) {
        let whole = assess(&package);
        let mut parts = package.by_unit().into_iter();
        for result in whole.results {
            let part = parts.next().unwrap();
            prop_assert_eq!(part.check(), Ok(()));
            let mut alone = assess(&part).results.remove(0);
            alone.rank = result.rank;
            if let (Some(alone), Some(result)) = (&mut alone.details, &result.details) {
                alone.area_results.iter_mut().zip(&result.area_results).for_each(|(alone, it)| alone.rank = it.rank);
            }
            prop_assert_eq!(alone, result);
        }
    }

    #[test]
    fn scores_and_points_are_bounded_and_explanations_agree(package in any_version()) {
        let receipt = assess(&package);
        let assessor = Assessor::new(&package);
        let hundred = BigRational::from_integer(100.into());
        for unit in &receipt.results {
            let score = assessor.exact_score(&unit.unit);
            prop_assert_eq!(score.is_some(), unit.score.is_some());
            prop_assert!(score.as_ref().is_none_or(|it| !it.is_negative() && *it <= hundred));
            prop_assert!(unit.met <= unit.applicable && unit.exceeded <= unit.met);
            let explanations = assessor.explain_unit(&unit.unit);
            prop_assert!(explanations.iter().map(|it| &it.result).eq(unit.targets.iter()));
            for it in &explanations {
                prop_assert!(it.share.as_ref().is_none_or(|it| !it.is_negative() && *it <= BigRational::one()));
                let weight = BigRational::new(it.target.weight.quantity().0.into(), 10_000.into());
                prop_assert!(it.exact_points.as_ref().is_none_or(|it| !it.is_negative() && *it <= weight));
                prop_assert_eq!(it.exact_points.clone(), it.share.clone().zip(it.weight).map(|(share, weight)| share * BigRational::new(weight.0.into(), 10_000.into())));
                prop_assert!(it.next.as_ref().is_none_or(|next| next.met || it.result.status == Status::Met));
                let interim: Vec<_> = it.interim.iter().map(|it| it.result.clone()).collect();
                prop_assert_eq!(it.result.details.as_ref().map_or(Vec::new(), |it| it.interim.clone()), interim);
            }
            let why = assessor.explain_score(&unit.unit).unwrap();
            prop_assert_eq!(&why.exact, &score);
            let places = UnitResult { rank: unit.rank, ..why.result.clone() };
            prop_assert_eq!((&places.score, places.outcome, &places.grade, places.rounding_conflict), (&unit.score, unit.outcome, &unit.grade, unit.rounding_conflict));
            prop_assert_eq!(why.base.is_some(), why.scale.0 > 0);
            prop_assert_eq!(explanations.iter().filter_map(|it| it.exact_points.clone()).sum::<BigRational>(), why.points);
        }
    }

    #[test]
    fn what_the_next_step_promises_comes_true(package in any_version(), unit in 0_usize..4) {
        let code = package.units[unit].code.clone();
        let explanations = Assessor::new(&package).explain_unit(&code);
        let before = Assessor::new(&package).exact_score(&code);
        for it in explanations {
            let Some(next) = it.next else { continue };
            // One more figure brings the value there; a ratio needs its numerator moved, so only what stands for itself is tried.
            let mut then = package.clone();
            let change = domain::assessment::rounded(&next.change, 4).quantity();
            let exact = change.filter(|it| BigRational::new(it.0.into(), 10_000.into()) == next.change);
            match (&it.target.measure, exact) {
                (Measure::Manual, Some(change)) => {
                    let appraisal = then.appraisals.iter_mut().flatten().find(|a| a.unit == code && a.target == it.target.code).unwrap();
                    let raised = appraisal.appraised.quantity().checked_add(change).unwrap();
                    if raised > it.target.max_appraised() {
                        continue;
                    }
                    appraisal.appraised = raised.into();
                }
                (Measure::Latest { of }, Some(change)) => {
                    let others = package.rule_set.targets.iter().filter(|it| it.measure.variables().contains(&of.as_str())).count();
                    let period = it.inputs[0].figures.last().unwrap().0.clone();
                    let figure = then.figures.iter_mut().find(|f| f.unit == code && f.variable == *of && f.period == period).unwrap();
                    let moved = figure.value.figure_value().amount().unwrap().checked_add(change).filter(|it| it.fits_package());
                    let (Some(moved), 1) = (moved, others) else { continue };
                    figure.value = Value::Amount(moved.into());
                }
                _ => continue,
            }
            prop_assert_eq!(then.check(), Ok(()));
            let assessor = Assessor::new(&then);
            let now = assessor.explain(&code, &it.target.code).unwrap();
            prop_assert_eq!((now.result.status == Status::Met, now.result.exceeded), (next.met, next.exceeded));
            if matches!(it.target.measure, Measure::Manual) {
                prop_assert_eq!(now.result.points, Some(next.points));
                let gained = assessor.exact_score(&code).zip(before.clone()).map(|(now, before)| domain::assessment::rounded(&(now - before), package.rule_set.display_decimals));
                prop_assert_eq!(gained, next.score_gain);
            }
        }
    }

    #[test]
    fn exempting_everything_leaves_no_score(package in any_version()) {
        let mut package = package;
        let by_index = matches!(package.rule_set.pass, Pass::IndexBased { .. });
        let all = package.units.iter().flat_map(|unit| package.rule_set.targets.iter().map(move |target| Exemption { unit: unit.code.clone(), target: target.code.clone(), basis: "b".into(), amendment: None }));
        package.exemptions = Some(all.collect());
        for unit in assess(&package).results.into_iter().filter(|_| !by_index) {
            prop_assert_eq!((unit.score, unit.rank, unit.grade, unit.outcome, unit.applicable, unit.rounding_conflict), (None, None, None, Outcome::PendingDecision, 0, false));
        }
    }

    #[test]
    fn the_scale_of_the_weights_changes_no_score(package in any_version(), factor in 2_i64..50) {
        let scale = |it: &mut Decimal| *it = domain::Quantity(it.quantity().0.saturating_mul(factor)).into();
        // What is rescaled is rounded before it is held against the goal, and what is rounded does not scale.
        let mut package = package;
        package.rule_set.targets.iter_mut().for_each(|it| it.without_survey = None);
        let mut scaled = package.clone();
        for target in &mut scaled.rule_set.targets {
            scale(&mut target.weight);
            // Points that people give are counted in what the targets weigh, and so grow with it.
            target.max_survey.iter_mut().for_each(scale);
            if let (true, Value::Amount(goal)) = (target.is_manual(), &mut target.target) {
                scale(goal);
            }
            if let (true, Some(Value::Amount(stretch))) = (target.is_manual(), &mut target.stretch) {
                scale(stretch);
            }
        }
        let manual: Vec<String> = package.rule_set.targets.iter().filter(|it| it.is_manual()).map(|it| it.code.clone()).collect();
        for it in scaled.unit_targets.iter_mut().flatten().filter(|it| manual.contains(&it.target)) {
            if let Value::Amount(goal) = &mut it.value { scale(goal); }
        }
        for it in scaled.amendments.iter_mut().flatten().filter(|it| manual.contains(&it.target)) {
            if let Value::Amount(goal) = &mut it.value { scale(goal); }
        }
        for it in scaled.appraisals.iter_mut().flatten() {
            scale(&mut it.appraised);
            it.survey.iter_mut().for_each(scale);
        }
        // Nor does what people gave, unless it is shown as they wrote it.
        if !manual.is_empty() {
            scaled.rule_set.display_decimals = 4;
        }
        let package = Package { rule_set: domain::package::RuleSet { display_decimals: scaled.rule_set.display_decimals, ..package.rule_set.clone() }, ..package };
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
