//! Every rule of the format on the smallest package that shows it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod samples;

use domain::assess;
use domain::assessment::{Assessor, Status};
use domain::package::{Direction, Exemption, GradeFrom, Measure, Pass, Points, ShareFrom, Target, Term, UnitTarget, ZeroDenominator};
use domain::receipt::{Outcome, TargetResult, UnitResult};
use num_bigint::BigInt;
use samples::{decimal, figure, package, ratio, target, term, value};

/// One unit, one target of weight 100 on the variable `v` (and `d` below it), one figure of each.
fn only(target: Target, figures: &[(&str, &str, &str)]) -> (UnitResult, TargetResult) {
    let figures = figures.iter().map(|it| figure("u", it.0, it.1, it.2)).collect();
    let package = package(vec![target], Pass::AllTargets, &["u"], figures);
    assert_eq!(package.check(), Ok(()));
    let result = assess(&package).results.remove(0);
    (result.clone(), result.targets[0].clone())
}

fn of(
    measure: fn(String) -> Measure,
    direction: Direction,
    goal: &str,
    points: Points,
    figures: &[(&str, &str, &str)],
) -> (String, String, String, bool) {
    let (_, it) = only(target("T", "100", measure("v".to_owned()), direction, goal, points), figures);
    let text = |it: Option<String>| it.unwrap_or_else(|| "null".to_owned());
    (it.status.code().to_owned(), text(it.actual.map(|it| it.to_string())), text(it.points.map(|it| it.to_string())), it.exceeded)
}

fn latest(of: String) -> Measure {
    Measure::Latest { of }
}

#[test]
fn every_points_rule_earns_what_the_format_says() {
    use Direction::{Higher, Lower};
    let steps = || Points::Steps {
        steps: [("90", "1"), ("50", "0.25"), ("70", "0.5")].map(|it| ShareFrom { from: decimal(it.0), share: decimal(it.1) }).into(),
    };
    let full = || Points::ThresholdProportional { full_at: decimal("80") };
    let floor = || Points::FloorThenProportional { floor: decimal("50") };
    let deduct = || Points::Deduct { penalty: decimal("0.1") };
    for (direction, goal, points, actual, expected) in [
        (Higher, "60", Points::Binary, "60", ("met", "60.00", "100.00", false)),
        (Higher, "60", Points::Binary, "59.995", ("met", "60.00", "100.00", false)),
        (Higher, "60", Points::Binary, "59.9949", ("not_met", "59.99", "0.00", false)),
        (Higher, "60", Points::Binary, "60.005", ("met", "60.01", "100.00", true)),
        (Higher, "60", Points::Proportional, "30", ("not_met", "30.00", "50.00", false)),
        (Higher, "60", Points::Proportional, "-30", ("not_met", "-30.00", "0.00", false)),
        (Higher, "0", Points::Proportional, "-1", ("not_met", "-1.00", "0.00", false)),
        (Higher, "-5", Points::Proportional, "-10", ("not_met", "-10.00", "0.00", false)),
        (Higher, "0", Points::Proportional, "-0.004", ("met", "0.00", "100.00", false)),
        (Lower, "5", Points::Proportional, "10", ("not_met", "10.00", "50.00", false)),
        (Lower, "5", Points::Proportional, "5", ("met", "5.00", "100.00", false)),
        (Lower, "5", Points::Proportional, "4", ("met", "4.00", "100.00", true)),
        (Lower, "0", Points::Proportional, "1", ("not_met", "1.00", "0.00", false)),
        (Lower, "-2", Points::Proportional, "-1", ("not_met", "-1.00", "0.00", false)),
        (Higher, "60", full(), "60", ("met", "60.00", "75.00", false)),
        (Higher, "60", full(), "40", ("not_met", "40.00", "50.00", false)),
        (Higher, "60", full(), "90", ("met", "90.00", "100.00", true)),
        (Higher, "60", full(), "-1", ("not_met", "-1.00", "0.00", false)),
        (Higher, "60", floor(), "49.99", ("not_met", "49.99", "0.00", false)),
        (Higher, "60", floor(), "50", ("not_met", "50.00", "83.33", false)),
        (Higher, "60", floor(), "60", ("met", "60.00", "100.00", false)),
        (Higher, "40", floor(), "45", ("met", "45.00", "0.00", true)),
        (Higher, "60", steps(), "49.99", ("not_met", "49.99", "0.00", false)),
        (Higher, "60", steps(), "50", ("not_met", "50.00", "25.00", false)),
        (Higher, "60", steps(), "89.99", ("met", "89.99", "50.00", true)),
        (Higher, "60", steps(), "89.995", ("met", "90.00", "100.00", true)),
        (Lower, "0", deduct(), "0", ("met", "0.00", "100.00", false)),
        (Lower, "0", deduct(), "3", ("not_met", "3.00", "70.00", false)),
        (Lower, "0", deduct(), "11", ("not_met", "11.00", "0.00", false)),
        (Lower, "0", deduct(), "-3", ("met", "-3.00", "100.00", true)),
        (Lower, "5", deduct(), "3", ("met", "3.00", "70.00", true)),
    ] {
        let told = of(latest, direction, goal, points, &[("v", "2022", actual)]);
        assert_eq!((told.0.as_str(), told.1.as_str(), told.2.as_str(), told.3), expected, "{direction:?} {goal} {actual}");
    }
}

#[test]
fn every_measure_takes_its_periods() {
    let figures = [("v", "2022-M10", "4"), ("v", "2022-M09", "1"), ("v", "2022-M2", "2")];
    let sum = |of: String| Measure::Sum {
        of: vec![Term { variable: of.clone(), times: None }, Term { variable: of, times: Some(decimal("-0.5")) }],
    };
    let mean = |of: String| Measure::Mean { of };
    let actual = |measure: fn(String) -> Measure| of(measure, Direction::Higher, "1", Points::Binary, &figures).1;
    assert_eq!(actual(latest), "2.00");
    assert_eq!(actual(sum), "3.50");
    assert_eq!(actual(mean), "2.33");
    let days = [("v", "2022-M01", "2022-01-01"), ("v", "2022-M02", "2022-02-01")];
    let day = |of: String| Measure::Date { of };
    assert_eq!(
        of(day, Direction::Earlier, "2022-01-31", Points::Binary, &days),
        ("not_met".into(), "2022-02-01".into(), "0.00".into(), false)
    );
    assert_eq!(
        of(day, Direction::Earlier, "2022-02-01", Points::Binary, &days),
        ("met".into(), "2022-02-01".into(), "100.00".into(), false)
    );
    assert_eq!(
        of(day, Direction::Earlier, "2022-02-02", Points::Binary, &days),
        ("met".into(), "2022-02-01".into(), "100.00".into(), true)
    );
    let yes_no = |of: String| Measure::YesNo { of };
    assert_eq!(
        of(yes_no, Direction::Yes, "yes", Points::Binary, &[("v", "1", "yes")]),
        ("met".into(), "yes".into(), "100.00".into(), false)
    );
    assert_eq!(
        of(yes_no, Direction::Yes, "yes", Points::Binary, &[("v", "1", "yes"), ("v", "2", "no")]),
        ("not_met".into(), "no".into(), "0.00".into(), false)
    );
    assert_eq!(of(yes_no, Direction::Yes, "yes", Points::Binary, &[]), ("not_reported".into(), "null".into(), "0.00".into(), false));
}

#[test]
fn a_denominator_of_zero_is_what_the_target_says_and_unreported_comes_first() {
    let with = |zero, figures: &[(&str, &str, &str)]| {
        let target = Target { zero_denominator: zero, ..target("T", "100", ratio("v", "d"), Direction::Higher, "1", Points::Proportional) };
        let (unit, it) = only(target, figures);
        (it.status, it.actual.is_none(), it.points.map(|it| it.to_string()), unit.score.map(|it| it.to_string()), unit.outcome)
    };
    let zero = [("v", "2022", "0"), ("d", "2022", "0")];
    assert_eq!(with(None, &zero), (Status::NotApplicable, true, None, None, Outcome::PendingDecision));
    assert_eq!(with(Some(ZeroDenominator::Zero), &zero), (Status::NotMet, true, Some("0.00".into()), Some("0.00".into()), Outcome::Fail));
    assert_eq!(with(Some(ZeroDenominator::Full), &zero), (Status::Met, true, Some("100.00".into()), Some("100.00".into()), Outcome::Pass));
    assert_eq!(
        with(Some(ZeroDenominator::Full), &zero[1..]),
        (Status::NotReported, true, Some("0.00".into()), Some("0.00".into()), Outcome::Fail)
    );
    assert_eq!(with(None, &zero[..1]), (Status::NotReported, true, Some("0.00".into()), Some("0.00".into()), Outcome::Fail));
}

#[test]
fn mandatory_targets_are_gates_of_score_and_gates_alone() {
    let with = |pass: Pass, exempt: bool, goal: &str| {
        let gate = Target { mandatory: Some(true), ..target("T1", "10", latest("a".into()), Direction::Higher, goal, Points::Binary) };
        let other = target("T2", "90", latest("b".into()), Direction::Higher, "1", Points::Binary);
        let mut package = package(vec![gate, other], pass, &["u"], vec![figure("u", "a", "1", "1"), figure("u", "b", "1", "1")]);
        if exempt {
            package.exemptions = Some(vec![Exemption { unit: "u".into(), target: "T1".into(), basis: "b".into(), amendment: None }]);
        }
        assert_eq!(package.check(), Ok(()));
        assess(&package).results[0].outcome
    };
    let gates = || Pass::ScoreAndGates { pass_from: decimal("90") };
    assert_eq!(with(gates(), false, "2"), Outcome::Fail);
    assert_eq!(with(gates(), false, "1"), Outcome::Pass);
    assert_eq!(with(gates(), true, "2"), Outcome::Pass);
    assert_eq!(with(Pass::WeightedScore { pass_from: decimal("90") }, false, "2"), Outcome::Pass);
    assert_eq!(with(Pass::WeightedScore { pass_from: decimal("90.0001") }, false, "2"), Outcome::Fail);
}

#[test]
fn rounding_that_changes_grade_or_side_is_a_conflict() {
    // 89,995 shows as 90,00: six months at 89,99 and six at 90,00.
    let with = |pass: Pass, grades: &[(&str, &str)]| {
        let twelve = (1..=12).map(|it| figure("u", "v", &format!("{it:02}"), if it <= 6 { "89.99" } else { "90" })).collect();
        let share = target("T1", "50", Measure::Mean { of: "v".into() }, Direction::Higher, "100", Points::Proportional);
        let mut package = package(vec![share.clone(), Target { code: "T2".into(), ..share }], pass, &["u"], twelve);
        package.rule_set.display_decimals = 4;
        package.rule_set.grades =
            (!grades.is_empty()).then(|| grades.iter().map(|it| GradeFrom { grade: it.0.into(), from: decimal(it.1) }).collect());
        assert_eq!(Assessor::new(&package).exact_score("u").unwrap().to_string(), "17999/200");
        package.rule_set.targets.iter_mut().for_each(|it| it.points = Points::ThresholdProportional { full_at: decimal("100.0001") });
        let exact = assess(&package).results.remove(0);
        package.rule_set.display_decimals = 0;
        (exact, assess(&package).results.remove(0))
    };
    let (exact, rough) = with(Pass::WeightedScore { pass_from: decimal("90") }, &[]);
    assert_eq!(
        (exact.score.unwrap().to_string().as_str(), exact.outcome, exact.rounding_conflict, exact.grade),
        ("89.9949", Outcome::Fail, false, None)
    );
    // Rounded to whole numbers the value is 90 and the score 89,99991: shown as 90, it would pass.
    assert_eq!((rough.score.unwrap().to_string().as_str(), rough.outcome, rough.rounding_conflict), ("90", Outcome::Fail, true));
    let (_, rough) = with(Pass::AllTargets, &[("good", "90")]);
    assert_eq!((rough.grade, rough.rounding_conflict), (None, true));
    let (_, rough) = with(Pass::AllTargets, &[("good", "90"), ("fair", "89")]);
    assert_eq!((rough.grade.as_deref(), rough.rounding_conflict), (Some("fair"), true));
    let (_, rough) = with(Pass::AllTargets, &[("good", "89")]);
    assert_eq!((rough.grade.as_deref(), rough.rounding_conflict), (Some("good"), false));
}

#[test]
fn ranks_share_places_skip_them_and_leave_out_units_without_a_score() {
    let share = target("T", "100", latest("v".into()), Direction::Higher, "100", Points::Proportional);
    let figures = vec![
        figure("a", "v", "1", "90"),
        figure("b", "v", "1", "90.001"),
        figure("c", "v", "1", "95"),
        figure("e", "v", "1", "10"),
        figure("x", "v", "1", "1"),
    ];
    let mut package = package(vec![share], Pass::AllTargets, &["a", "b", "c", "d", "e", "x"], figures);
    package.exemptions = Some(vec![Exemption { unit: "d".into(), target: "T".into(), basis: "b".into(), amendment: None }]);
    package.units[5].peer_group = "other".into();
    let ranks: Vec<Option<u32>> = assess(&package).results.iter().map(|it| it.rank).collect();
    assert_eq!(ranks, [Some(2), Some(2), Some(1), None, Some(4), Some(1)]);
}

#[test]
fn own_targets_stand_in_place_of_the_common_one() {
    let share = target("T", "100", latest("v".into()), Direction::Higher, "100", Points::Proportional);
    let mut package = package(vec![share], Pass::AllTargets, &["a", "b"], vec![figure("a", "v", "1", "50"), figure("b", "v", "1", "50")]);
    package.unit_targets = Some(vec![UnitTarget::new("a".into(), "T".into(), value("40"))]);
    let results = assess(&package).results;
    assert_eq!((results[0].targets[0].status, results[0].targets[0].exceeded), (Status::Met, true));
    assert_eq!(results[1].targets[0].points.as_ref().unwrap().to_string(), "50.00");
    let explained = Assessor::new(&package).explain("a", "T").unwrap();
    assert!(explained.own_target && explained.goal == value("40").figure_value());
}

#[test]
fn the_greatest_amounts_of_the_format_are_exact() {
    let most = "99999999999999.9999";
    let wide = Measure::Ratio {
        numerator: vec![term("v", Some(most)), term("v", Some(most))],
        denominator: vec![term("d", Some("0.0001"))],
        times: Some(decimal(most)),
    };
    let figures: Vec<(String, String)> = (0..200).map(|it| (format!("{it:03}"), most.to_owned())).collect();
    let mut all: Vec<(&str, &str, &str)> = figures.iter().map(|it| ("v", it.0.as_str(), it.1.as_str())).collect();
    all.push(("d", "1", "0.0001"));
    let (_, it) = only(target("T", "100", wide, Direction::Higher, most, Points::Proportional), &all);
    let number: BigInt = "999999999999999999".parse().unwrap();
    let expected: BigInt = number.pow(3) * BigInt::from(400) * BigInt::from(100_000_000) / BigInt::from(10).pow(10);
    assert_eq!(it.actual.unwrap().to_string().replace('.', ""), expected.to_string());
    assert_eq!(it.points.unwrap().to_string(), "100.00");
}

#[test]
fn a_package_that_was_never_checked_does_not_panic() {
    let share = |points| target("T", "-3", ratio("v", "d"), Direction::Yes, "yes", points);
    let zero = || decimal("0");
    for points in [
        Points::ThresholdProportional { full_at: zero() },
        Points::Steps { steps: vec![] },
        Points::Proportional,
        Points::Deduct { penalty: decimal("-1") },
    ] {
        let figures =
            vec![figure("u", "v", "1", "yes"), figure("u", "d", "1", "1"), figure("q", "d", "1", "1"), figure("u", "d", "1", "1")];
        let package = package(vec![share(points.clone()), share(points)], Pass::AllTargets, &["u", "u"], figures);
        assert!(package.check().is_err());
        assert_eq!(assess(&package).results.len(), 2);
        assert!(Assessor::new(&package).explain("u", "T").is_some());
    }
    assert_eq!(assess(&package(vec![], Pass::AllTargets, &[], vec![])).results, []);
}
