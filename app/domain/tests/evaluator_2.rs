//! Every rule that version 2 adds, on the smallest package that shows it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod samples;

use domain::assessment::{Assessor, Status};
use domain::package::{
    Adjustment, AdjustmentKind, AdjustmentRule, Amendment, Appraisal, Direction, ExternalResult, Gate, GradeFrom, Interim, Measure,
    Package, Pass, Points, Rank, Target, TieBreaker, UnitTarget, Version, WithoutSurvey,
};
use domain::receipt::{Outcome, UnitDetails, UnitResult};
use domain::{Period, assess};
use samples::{decimal, figure, package, ratio, target, term, value};
use time::macros::date;

fn period(label: &str) -> Period {
    label.parse().unwrap()
}

/// A sound package of version 2.
fn sound(package: Package) -> Package {
    let package = Package { version: Version::Two, ..package };
    assert_eq!(package.check(), Ok(()));
    package
}

fn latest(weight: &str, variable: &str, direction: Direction, goal: &str, points: Points) -> Target {
    target("T", weight, Measure::Latest { of: variable.to_owned() }, direction, goal, points)
}

fn range(goal: &str, to: &str, points: Points) -> Target {
    Target { target_to: Some(decimal(to)), ..latest("100", "v", Direction::Range, goal, points) }
}

fn manual(code: &str, weight: &str, goal: &str) -> Target {
    target(code, weight, Measure::Manual, Direction::Higher, goal, Points::Manual)
}

fn appraisal(unit: &str, target: &str, appraised: &str, survey: Option<&str>) -> Appraisal {
    Appraisal {
        unit: unit.to_owned(),
        target: target.to_owned(),
        self_points: Some(decimal("0.5")),
        appraised: decimal(appraised),
        survey: survey.map(decimal),
        reason: "r".to_owned(),
        appraiser: None,
    }
}

fn amendment(number: &str, unit: Option<&str>, of: Option<&str>, goal: &str, day: time::Date) -> Amendment {
    Amendment {
        number: number.to_owned(),
        target: "T".to_owned(),
        unit: unit.map(str::to_owned),
        period: of.map(period),
        value: value(goal),
        value_to: None,
        effective_on: day,
        reason: "r".to_owned(),
    }
}

fn one(target: Target, actual: &str) -> UnitResult {
    let package = package(vec![target], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", actual)]);
    assess(&sound(package)).results.remove(0)
}

fn details(it: &UnitResult) -> &UnitDetails {
    it.details.as_ref().unwrap()
}

fn shown(it: Option<&domain::assessment::Rounded>) -> String {
    it.map_or_else(|| "null".to_owned(), ToString::to_string)
}

#[test]
fn a_range_is_met_between_its_bounds_and_earns_in_proportion_outside() {
    for (goal, to, points, actual, expected) in [
        ("20", "30", Points::Binary, "20", ("met", "100.00")),
        ("20", "30", Points::Binary, "30", ("met", "100.00")),
        ("20", "30", Points::Binary, "30.004", ("met", "100.00")),
        ("20", "30", Points::Binary, "30.005", ("not_met", "0.00")),
        ("20", "30", Points::Binary, "19.99", ("not_met", "0.00")),
        ("20", "30", Points::Proportional, "25", ("met", "100.00")),
        ("20", "30", Points::Proportional, "15", ("not_met", "75.00")),
        ("20", "30", Points::Proportional, "60", ("not_met", "50.00")),
        ("20", "30", Points::Proportional, "-5", ("not_met", "0.00")),
        ("0", "30", Points::Proportional, "-5", ("not_met", "0.00")),
        ("-10", "0", Points::Proportional, "5", ("not_met", "0.00")),
        ("-10", "5", Points::Proportional, "10", ("not_met", "50.00")),
        ("-10", "-5", Points::Proportional, "-20", ("not_met", "0.00")),
        ("30", "30", Points::Proportional, "30", ("met", "100.00")),
    ] {
        let result = one(range(goal, to, points), actual);
        let it = &result.targets[0];
        assert_eq!(
            (it.status.code(), shown(it.points.as_ref()).as_str(), it.exceeded),
            (expected.0, expected.1, false),
            "{goal}–{to} {actual}"
        );
    }
}

#[test]
fn a_stretch_value_says_from_where_on_a_target_is_exceeded() {
    use Direction::{Higher, Lower};
    for (direction, goal, stretch, actual, exceeded) in [
        (Higher, "60", "70", "65", false),
        (Higher, "60", "70", "69.994", false),
        (Higher, "60", "70", "69.995", true),
        (Lower, "5", "2", "3", false),
        (Lower, "5", "2", "2", true),
    ] {
        let it = one(Target { stretch: Some(value(stretch)), ..latest("100", "v", direction, goal, Points::Proportional) }, actual);
        assert_eq!((it.targets[0].exceeded, it.exceeded), (exceeded, u32::from(exceeded)), "{direction:?} {actual}");
    }
    let day = Target {
        stretch: Some(value("2022-01-15")),
        ..target("T", "100", Measure::Date { of: "v".into() }, Direction::Earlier, "2022-01-31", Points::Binary)
    };
    assert!(!one(day.clone(), "2022-01-20").targets[0].exceeded && one(day, "2022-01-15").targets[0].exceeded);
}

#[test]
fn an_own_goal_beyond_the_stretch_value_is_exceeded_only_where_it_is_bettered() {
    let with = |actual: &str| {
        let it = Target { stretch: Some(value("70")), ..latest("100", "v", Direction::Higher, "60", Points::Proportional) };
        let mut package = package(vec![it], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", actual)]);
        package.unit_targets = Some(vec![UnitTarget::new("u".into(), "T".into(), value("80"))]);
        assess(&sound(package)).results[0].targets[0].exceeded
    };
    assert!(!with("75") && !with("80") && with("80.01"));
}

#[test]
fn manual_points_are_the_appraisers_and_the_surveys_and_never_the_units_own() {
    let with = |list: Vec<Appraisal>| {
        let it = Target { max_survey: Some(decimal("3")), ..manual("T", "10", "8") };
        let other = Target { code: "O".into(), ..latest("90", "v", Direction::Higher, "1", Points::Binary) };
        let package = package(vec![it, other], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", "1")]);
        assess(&sound(package.with(vec![], list, vec![], vec![]))).results.remove(0)
    };
    let told = |it: &UnitResult| (it.targets[0].status.code(), shown(it.targets[0].points.as_ref()), shown(it.score.as_ref()));
    assert_eq!(told(&with(vec![])), ("not_reported", "0.00".to_owned(), "90.00".to_owned()));
    let both = with(vec![appraisal("u", "T", "6.5", Some("1.5"))]);
    assert_eq!(told(&both), ("met", "8.00".to_owned(), "98.00".to_owned()));
    let parts = both.targets[0].details.as_ref().unwrap().appraisal.clone().unwrap();
    assert_eq!(
        (parts.self_points, parts.appraised, parts.survey),
        (Some(decimal("0.5").quantity()), decimal("6.5").quantity(), Some(decimal("1.5").quantity()))
    );
    // Without a survey it gives nothing, unless the target says otherwise.
    assert_eq!(told(&with(vec![appraisal("u", "T", "7", None)])), ("not_met", "7.00".to_owned(), "97.00".to_owned()));
    // Points are not rounded before they count.
    let mut package = package(vec![manual("T", "100", "2")], Pass::AllTargets, &["u"], vec![]).with(
        vec![],
        vec![appraisal("u", "T", "2.4", None)],
        vec![],
        vec![],
    );
    package.rule_set.display_decimals = 0;
    let result = assess(&sound(package.clone())).results.remove(0);
    assert_eq!(told(&result), ("met", "2".to_owned(), "2".to_owned()));
    assert_eq!(Assessor::new(&package).exact_score("u").unwrap().to_string(), "12/5");
}

#[test]
fn without_a_survey_the_scale_may_lose_what_the_survey_could_give() {
    let with = |most: &str, without, appraised: &str| {
        let it = Target { max_survey: Some(decimal(most)), without_survey: without, ..manual("T", "40", "32") };
        let other = Target { code: "O".into(), ..latest("60", "v", Direction::Higher, "1", Points::Binary) };
        let package = package(vec![it, other], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", "1")]);
        assess(&sound(package.with(vec![], vec![appraisal("u", "T", appraised, None)], vec![], vec![]))).results.remove(0)
    };
    let rescale = Some(WithoutSurvey::Rescale);
    // 24 of 30 is held against 32 of 40, and the score is (24 + 60) ÷ 90.
    let it = with("10", rescale, "24");
    let target = &it.targets[0];
    assert_eq!(
        (target.status, target.actual.as_ref().unwrap().to_string().as_str(), shown(target.points.as_ref()).as_str()),
        (Status::Met, "32.00", "24.00")
    );
    assert_eq!((details(&it).scale, shown(it.score.as_ref()).as_str()), (decimal("90").quantity(), "93.33"));
    assert_eq!(target.details.as_ref().unwrap().weight, Some(decimal("30").quantity()));
    assert_eq!(with("10", rescale, "23.99").targets[0].status, Status::NotMet);
    let zero = with("10", Some(WithoutSurvey::Zero), "24");
    assert_eq!((zero.targets[0].status, shown(zero.score.as_ref()).as_str()), (Status::NotMet, "84.00"));
    // A target that is the survey's alone leaves count and scale.
    let all = with("40", rescale, "0");
    assert_eq!((all.targets[0].status, all.applicable, shown(all.score.as_ref()).as_str()), (Status::NotApplicable, 1, "100.00"));
}

/// A unit of 80,00 with rules for points after the total.
fn adjusted(rules: &[(&str, AdjustmentKind, &str)], caps: (Option<&str>, Option<&str>), given: &[(&str, &str)]) -> (UnitResult, Package) {
    let mut package = package(
        vec![latest("100", "v", Direction::Higher, "100", Points::Proportional)],
        Pass::WeightedScore { pass_from: decimal("82") },
        &["u"],
        vec![figure("u", "v", "2022-M01", "80")],
    );
    let rule = |it: &(&str, AdjustmentKind, &str)| AdjustmentRule { code: it.0.into(), title: "t".into(), kind: it.1, cap: decimal(it.2) };
    package.rule_set.adjustments = Some(rules.iter().map(rule).collect());
    package.rule_set.bonus_cap = caps.0.map(decimal);
    package.rule_set.malus_cap = caps.1.map(decimal);
    let entry = |it: &(&str, &str)| Adjustment { unit: "u".into(), code: it.0.into(), points: decimal(it.1), reason: "r".into() };
    let package = sound(package.with(vec![], vec![], given.iter().map(entry).collect(), vec![]));
    (assess(&package).results.remove(0), package)
}

#[test]
fn points_after_the_total_are_cut_code_by_code_then_together_then_to_the_scale() {
    use AdjustmentKind::{Bonus, Malus};
    let rules = [("B1", Bonus, "2"), ("B2", Bonus, "2"), ("M1", Malus, "5"), ("M2", Malus, "90")];
    for (caps, given, bonus, malus, score) in [
        ((None, None), vec![], "0", "0", "80.00"),
        ((None, None), vec![("B1", "1"), ("B1", "0.5")], "1.5", "0", "81.50"),
        ((None, None), vec![("B1", "1"), ("B1", "1.5"), ("B2", "1")], "3", "0", "83.00"),
        ((Some("2.5"), None), vec![("B1", "9"), ("B2", "9")], "2.5", "0", "82.50"),
        ((None, None), vec![("M1", "7"), ("B1", "1")], "1", "5", "76.00"),
        ((None, Some("4")), vec![("M1", "7"), ("M2", "3")], "0", "4", "76.00"),
        ((None, None), vec![("M2", "89.5"), ("B1", "0.0001")], "0.0001", "89.5", "0.00"),
        ((None, None), vec![("B1", "0.0049")], "0.0049", "0", "80.00"),
    ] {
        let (result, package) = adjusted(&rules, caps, &given);
        let it = details(&result);
        assert_eq!((it.bonus, it.malus), (decimal(bonus).quantity(), decimal(malus).quantity()), "{given:?}");
        assert_eq!((shown(it.base_score.as_ref()).as_str(), shown(result.score.as_ref()).as_str()), ("80.00", score), "{given:?}");
        let why = Assessor::new(&package).explain_score("u").unwrap();
        assert_eq!(
            (why.bonus, why.malus, why.adjustments.iter().map(|it| it.entries.len()).sum::<usize>()),
            (it.bonus, it.malus, given.len())
        );
    }
    // The outcome goes by the score after them; what is missing to it is exact.
    let (result, package) = adjusted(&rules, (None, None), &[("B1", "2")]);
    assert_eq!(result.outcome, Outcome::Pass);
    assert!(Assessor::new(&package).explain_score("u").unwrap().missing_to_pass.is_none());
    let (result, package) = adjusted(&rules, (None, None), &[("B1", "1.9999")]);
    assert_eq!((result.outcome, result.rounding_conflict), (Outcome::Fail, true));
    assert_eq!(Assessor::new(&package).explain_score("u").unwrap().missing_to_pass.unwrap().to_string(), "1/10000");
    // Above 100 nothing is left.
    let (result, _) = adjusted(&[("B1", Bonus, "50")], (None, None), &[("B1", "50")]);
    assert_eq!(shown(result.score.as_ref()), "100.00");
}

#[test]
fn a_gate_caps_the_score_after_everything_else() {
    let with = |late: Option<&str>, cap: &str, exempt: bool| {
        let gate = Target {
            gate: Some(Gate { cap: decimal(cap) }),
            ..target("G", "10", Measure::Sum { of: vec![term("late", None)] }, Direction::Lower, "0", Points::Binary)
        };
        let second = Target {
            code: "H".into(),
            gate: Some(Gate { cap: decimal("95") }),
            ..latest("90", "v", Direction::Higher, "1", Points::Binary)
        };
        let mut figures = vec![figure("u", "v", "2022-M01", "1")];
        figures.extend(late.map(|it| figure("u", "late", "2022-M01", it)));
        let mut package = package(vec![gate, second], Pass::ScoreAndGates { pass_from: decimal("60") }, &["u"], figures);
        package.rule_set.adjustments =
            Some(vec![AdjustmentRule { code: "B".into(), title: "t".into(), kind: AdjustmentKind::Bonus, cap: decimal("5") }]);
        if exempt {
            package.exemptions =
                Some(vec![domain::package::Exemption { unit: "u".into(), target: "G".into(), basis: "b".into(), amendment: None }]);
        }
        let package = sound(package.with(
            vec![],
            vec![],
            vec![Adjustment { unit: "u".into(), code: "B".into(), points: decimal("5"), reason: "r".into() }],
            vec![],
        ));
        (
            assess(&package).results.remove(0),
            Assessor::new(&package).explain_score("u").unwrap(),
            Assessor::new(&package).explain("u", "G").unwrap(),
        )
    };
    let (holds, why, _) = with(Some("0"), "50", false);
    assert_eq!((shown(holds.score.as_ref()).as_str(), details(&holds).gates.len(), why.without_gates), ("100.00", 0, None));
    let (fails, why, gate) = with(Some("1"), "50", false);
    assert_eq!((shown(fails.score.as_ref()).as_str(), fails.outcome), ("50.00", Outcome::Fail));
    assert_eq!((details(&fails).gates.clone(), details(&fails).gate_cap), (vec!["G".to_owned()], Some(decimal("50").quantity())));
    assert_eq!((shown(details(&fails).base_score.as_ref()).as_str(), shown(why.without_gates.as_ref()).as_str()), ("90.00", "95.00"));
    // Meeting the gate brings its points and lifts the cap: 50 → 100.
    let next = gate.next.unwrap();
    assert_eq!(
        (gate.gate_cap, shown(Some(&next.gain)).as_str(), shown(next.score_gain.as_ref()).as_str()),
        (Some(decimal("50").quantity()), "10.00", "50.00")
    );
    // What was not reported does not hold; what does not apply cannot fail.
    assert_eq!(shown(with(None, "0", false).0.score.as_ref()), "0.00");
    let (exempt, ..) = with(Some("1"), "50", true);
    assert_eq!((shown(exempt.score.as_ref()).as_str(), details(&exempt).gate_cap), ("100.00", None));
}

#[test]
fn a_published_score_decides_where_the_rules_go_by_it_and_the_targets_stand_beside_it() {
    let targets =
        vec![Target { gate: Some(Gate { cap: decimal("10") }), ..latest("100", "v", Direction::Higher, "100", Points::Proportional) }];
    let units = ["a", "b", "c", "d"];
    let figures = units.iter().map(|it| figure(it, "v", "2022-M01", "50")).collect();
    let mut package = package(targets, Pass::IndexBased { pass_from: decimal("80") }, &units, figures);
    package.rule_set.grades = Some(vec![GradeFrom { grade: "good".into(), from: decimal("80") }]);
    let published = |unit: &str, score: &str| ExternalResult {
        unit: unit.into(),
        title: "Chỉ số".into(),
        score: decimal(score),
        rank: Some(3),
        out_of: Some(9),
        source: "s".into(),
        published_on: None,
    };
    let list = vec![published("a", "83.4760"), published("b", "79.995"), published("d", "83.476")];
    let receipt = assess(&sound(package.with(vec![], vec![], vec![], list)));
    let told: Vec<_> = receipt
        .results
        .iter()
        .map(|it| (shown(it.score.as_ref()), it.outcome, it.grade.as_deref(), it.rounding_conflict, it.rank))
        .collect();
    assert_eq!(
        told,
        [
            ("83.48".to_owned(), Outcome::Pass, Some("good"), false, Some(1)),
            ("80.00".to_owned(), Outcome::Fail, None, true, Some(3)),
            ("null".to_owned(), Outcome::PendingDecision, None, false, None),
            ("83.48".to_owned(), Outcome::Pass, Some("good"), false, Some(1)),
        ]
    );
    // Gates of this campaign do not move what was published.
    assert!(
        receipt
            .results
            .iter()
            .all(|it| shown(details(it).computed_score.as_ref()) == "10.00" && shown(details(it).base_score.as_ref()) == "50.00")
    );
    assert_eq!(details(&receipt.results[0]).external.as_ref().unwrap().rank, Some(3));
}

#[test]
fn an_amended_goal_counts_from_its_day_and_what_is_the_units_own_goes_first() {
    let with = |amendments: Vec<Amendment>, own: Option<&str>| {
        let units = ["u", "w"];
        let figures = units.iter().map(|it| figure(it, "v", "2022-M01", "50")).collect();
        let mut package =
            package(vec![latest("100", "v", Direction::Higher, "60", Points::Proportional)], Pass::AllTargets, &units, figures);
        package.unit_targets = own.map(|it| vec![UnitTarget::new("u".into(), "T".into(), value(it))]);
        sound(package.with(amendments, vec![], vec![], vec![]))
    };
    let goal = |package: &Package, unit: usize| {
        let it = assess(package).results[unit].targets[0].details.clone().unwrap().goal;
        (it.value.plain(), it.own, it.amendment)
    };
    let told = |value: &str, own: bool, number: Option<&str>| (value.to_owned(), own, number.map(str::to_owned));
    let common = amendment("1", None, None, "70", date!(2022 - 07 - 01));
    let later = amendment("2", None, None, "65", date!(2022 - 09 - 01));
    let unit = amendment("3", Some("u"), None, "40", date!(2022 - 05 - 01));
    let plain = with(vec![], None);
    assert_eq!(goal(&plain, 0), told("60", false, None));
    let package = with(vec![later.clone(), common.clone()], None);
    assert_eq!(goal(&package, 0), told("65", false, Some("2")));
    let assessor = Assessor::new(&package);
    let on = |day| assessor.goal_on("u", "T", day).map(|it| it.value.text()).unwrap();
    assert_eq!([on(date!(2022 - 06 - 30)), on(date!(2022 - 07 - 01)), on(date!(2022 - 09 - 01))], ["60", "70", "65"]);
    // An own goal is not moved by a common amendment, but by one of the unit.
    assert_eq!(goal(&with(vec![common.clone()], Some("55")), 0), told("55", true, None));
    assert_eq!(goal(&with(vec![common.clone()], Some("55")), 1), told("70", false, Some("1")));
    let all = with(vec![common, later, unit], Some("55"));
    assert_eq!((goal(&all, 0), goal(&all, 1)), (told("40", true, Some("3")), told("65", false, Some("2"))));
    let why = Assessor::new(&all).explain("u", "T").unwrap();
    assert_eq!((why.goal, why.own_target, why.amendment.map(|it| it.reason)), (value("40").figure_value(), true, Some("r".to_owned())));
    // On the last day it still counts.
    let last = with(vec![amendment("1", None, None, "70", date!(2022 - 12 - 14))], None);
    assert_eq!(goal(&last, 0), told("70", false, Some("1")));
}

#[test]
fn interim_goals_are_held_against_what_was_reported_by_then() {
    let interim = |of: &str, goal: &str| Interim { period: period(of), value: value(goal), value_to: None };
    let goals = vec![
        interim("2022-H1", "50"),
        interim("2022-M01", "10"),
        interim("2022-Q1", "40"),
        interim("2022-9M", "55"),
        interim("2022-Q3", "1"),
    ];
    let it = Target { interim: Some(goals), ..target("T", "100", ratio("n", "d"), Direction::Higher, "60", Points::Proportional) };
    let mut figures = Vec::new();
    for (at, n) in [30, 50, 70, 60].into_iter().enumerate() {
        figures.push(figure("u", "n", &format!("2022-Q{}", at + 1), &n.to_string()));
        figures.push(figure("u", "d", &format!("2022-Q{}", at + 1), "100"));
    }
    let with = |amendments: Vec<Amendment>, own: Vec<UnitTarget>| {
        let mut package = package(vec![it.clone()], Pass::AllTargets, &["u"], figures.clone());
        package.unit_targets = Some(own);
        let package = sound(package.with(amendments, vec![], vec![], vec![]));
        let result = assess(&package).results.remove(0);
        let told = |it: &domain::receipt::InterimResult| {
            let actual = it.actual.as_ref().map_or_else(|| "null".to_owned(), ToString::to_string);
            format!(
                "{} {} {} {}{}",
                it.period,
                it.goal.value.plain(),
                actual,
                it.status.code(),
                it.goal.amendment.as_ref().map_or_else(String::new, |it| format!(" by {it}"))
            )
        };
        result.targets[0].details.as_ref().unwrap().interim.iter().map(told).collect::<Vec<String>>()
    };
    let plain = [
        "2022-M01 10 null not_reported",
        "2022-Q1 40 30.00 not_met",
        "2022-H1 50 40.00 not_met",
        "2022-9M 55 50.00 not_met",
        "2022-Q3 1 50.00 met",
    ];
    assert_eq!(with(vec![], vec![]), plain);
    // An amendment of a period changes that goal alone, or sets one.
    let amended = with(
        vec![
            amendment("1", None, Some("2022-H1"), "35", date!(2022 - 04 - 01)),
            amendment("2", None, Some("2022-M12"), "52", date!(2022 - 12 - 14)),
        ],
        vec![],
    );
    assert_eq!((amended[2].as_str(), amended[5].as_str()), ("2022-H1 35 40.00 met by 1", "2022-M12 52 52.50 met by 2"));
    // The year's goal moves none of them, unless it becomes the unit's own.
    assert_eq!(with(vec![amendment("1", None, None, "90", date!(2022 - 01 - 01))], vec![]), plain);
    assert_eq!(with(vec![amendment("1", Some("u"), None, "45", date!(2022 - 07 - 01))], vec![]), plain[..3]);
    let own = |of: &str, goal: &str| UnitTarget { period: Some(period(of)), ..UnitTarget::new("u".into(), "T".into(), value(goal)) };
    let ways = with(vec![], vec![UnitTarget::new("u".into(), "T".into(), value("45")), own("2022-H1", "30")]);
    assert_eq!(ways, ["2022-H1 30 40.00 met"]);
    assert_eq!(with(vec![], vec![own("2022-H1", "30")])[2], "2022-H1 30 40.00 met");
    // A target that does not apply has none.
    let mut package = package(vec![it.clone()], Pass::AllTargets, &["u"], figures.clone());
    package.exemptions =
        Some(vec![domain::package::Exemption { unit: "u".into(), target: "T".into(), basis: "b".into(), amendment: None }]);
    assert_eq!(assess(&sound(package)).results[0].targets[0].details.as_ref().unwrap().interim, []);
}

/// Units `a` … of equal scores, told apart by tie breakers.
fn ranks(
    tie_breakers: Vec<TieBreaker>,
    targets: Vec<Target>,
    figures: &[(&str, &str, &str)],
    change: impl FnOnce(&mut Package),
) -> Vec<Option<u32>> {
    let figures = figures.iter().map(|it| figure(it.0, it.1, "2022-M01", it.2)).collect();
    let mut package = package(targets, Pass::AllTargets, &["a", "b", "c", "d"], figures);
    package.version = Version::Two;
    package.rule_set.rank = Some(Rank { tie_breakers });
    change(&mut package);
    assess(&sound(package)).results.iter().map(|it| it.rank).collect()
}

#[test]
fn tie_breakers_decide_in_their_order_and_what_is_still_equal_shares_the_place() {
    let binary = |code: &str, weight: &str, variable: &str| Target {
        code: code.into(),
        area: variable.into(),
        ..latest(weight, variable, Direction::Higher, "10", Points::Binary)
    };
    let two = || vec![binary("T1", "50", "v"), binary("T2", "50", "w")];
    let actual = [
        ("a", "v", "10"),
        ("b", "v", "12"),
        ("c", "v", "11"),
        ("d", "v", "12"),
        ("a", "w", "10"),
        ("b", "w", "10"),
        ("c", "w", "10"),
        ("d", "w", "10"),
    ];
    let by = |it: TieBreaker| ranks(vec![it], two(), &actual, |_| {});
    assert_eq!(by(TieBreaker::Actual("T1".into())), [Some(4), Some(1), Some(3), Some(1)]);
    assert_eq!(by(TieBreaker::Target("T1".into())), [Some(1); 4]);
    assert_eq!(by(TieBreaker::Area("v".into())), [Some(1); 4]);
    assert_eq!(by(TieBreaker::Met), [Some(1); 4]);
    assert_eq!(by(TieBreaker::Exceeded), [Some(4), Some(1), Some(1), Some(1)]);
    assert_eq!(
        ranks(vec![TieBreaker::Exceeded, TieBreaker::Actual("T1".into())], two(), &actual, |_| {}),
        [Some(4), Some(1), Some(3), Some(1)]
    );
    // One has its points in the first target, another in the second: of one score, of different areas.
    let apart = [
        ("a", "v", "10"),
        ("b", "w", "10"),
        ("c", "v", "10"),
        ("d", "v", "1"),
        ("a", "w", "1"),
        ("b", "v", "1"),
        ("c", "w", "10"),
        ("d", "w", "10"),
    ];
    assert_eq!(ranks(vec![TieBreaker::Target("T2".into())], two(), &apart, |_| {}), [Some(4), Some(2), Some(1), Some(2)]);
    assert_eq!(ranks(vec![TieBreaker::Area("v".into())], two(), &apart, |_| {}), [Some(2), Some(3), Some(1), Some(3)]);
    assert_eq!(
        ranks(vec![TieBreaker::Area("v".into())], two(), &apart, |it| it.units[3].peer_group = "other".into()),
        [Some(2), Some(3), Some(1), Some(1)]
    );
    // Whoever is exempt from what is compared comes last among the equal.
    let exempt = |it: &mut Package| {
        it.exemptions = Some(vec![domain::package::Exemption { unit: "b".into(), target: "T1".into(), basis: "b".into(), amendment: None }])
    };
    assert_eq!(ranks(vec![TieBreaker::Actual("T1".into())], two(), &actual, exempt), [Some(3), Some(4), Some(2), Some(1)]);
    // Shares, not counts: one of one met is no worse than two of two.
    assert_eq!(ranks(vec![TieBreaker::Met], two(), &actual, exempt), [Some(1); 4]);
}

#[test]
fn days_counts_and_surveys_break_ties_in_their_own_direction() {
    let days = vec![
        Target {
            code: "D".into(),
            ..target("D", "50", Measure::Date { of: "day".into() }, Direction::Earlier, "2022-01-31", Points::Binary)
        },
        Target { code: "L".into(), ..latest("50", "late", Direction::Lower, "5", Points::Binary) },
    ];
    let figures = [
        ("a", "day", "2022-01-20"),
        ("b", "day", "2022-01-10"),
        ("c", "day", "2022-01-31"),
        ("d", "day", "2022-01-10"),
        ("a", "late", "0"),
        ("b", "late", "5"),
        ("c", "late", "1"),
        ("d", "late", "3"),
    ];
    assert_eq!(ranks(vec![TieBreaker::Actual("D".into())], days.clone(), &figures, |_| {}), [Some(3), Some(1), Some(4), Some(1)]);
    assert_eq!(ranks(vec![TieBreaker::Actual("L".into())], days.clone(), &figures, |_| {}), [Some(1), Some(4), Some(2), Some(3)]);
    assert_eq!(
        ranks(vec![TieBreaker::Actual("D".into()), TieBreaker::Actual("L".into())], days, &figures, |_| {}),
        [Some(3), Some(2), Some(4), Some(1)]
    );
    let surveyed = vec![Target { max_survey: Some(decimal("40")), ..manual("T", "100", "1") }];
    let list = |it: &mut Package| {
        it.appraisals = Some(vec![
            appraisal("a", "T", "40", Some("10")),
            appraisal("b", "T", "10", Some("40")),
            appraisal("c", "T", "20", Some("30")),
            appraisal("d", "T", "50", None),
        ]);
    };
    assert_eq!(ranks(vec![TieBreaker::Survey], surveyed.clone(), &[], list), [Some(3), Some(1), Some(2), Some(4)]);
    assert_eq!(ranks(vec![TieBreaker::Met], surveyed, &[], list), [Some(1); 4]);
}

#[test]
fn areas_have_results_and_places_of_their_own() {
    let in_area = |code: &str, area: &str, weight: &str, variable: &str| Target {
        code: code.into(),
        area: area.into(),
        ..latest(weight, variable, Direction::Higher, "100", Points::Proportional)
    };
    let targets = vec![in_area("T1", "y", "30", "v"), in_area("T2", "x", "50", "w"), in_area("T3", "y", "20", "w")];
    let units = ["a", "b", "c"];
    let figures = [("a", "v", "50"), ("a", "w", "100"), ("b", "v", "100"), ("b", "w", "20"), ("c", "v", "50"), ("c", "w", "100")];
    let mut package = package(targets, Pass::AllTargets, &units, figures.iter().map(|it| figure(it.0, it.1, "2022-M01", it.2)).collect());
    package.exemptions =
        Some(vec![domain::package::Exemption { unit: "c".into(), target: "T2".into(), basis: "b".into(), amendment: None }]);
    let results = assess(&sound(package)).results;
    let told = |unit: usize| -> Vec<String> {
        details(&results[unit])
            .area_results
            .iter()
            .map(|it| format!("{} {} of {} {} {:?}", it.area, it.points, it.scale.plain(), shown(it.score.as_ref()), it.rank))
            .collect()
    };
    assert_eq!(told(0), ["y 35.00 of 50 70.00 Some(1)", "x 50.00 of 50 100.00 Some(1)"]);
    assert_eq!(told(1), ["y 34.00 of 50 68.00 Some(3)", "x 10.00 of 50 20.00 Some(2)"]);
    assert_eq!(told(2), ["y 35.00 of 50 70.00 Some(1)", "x 0.00 of 0 null None"]);
}

#[test]
fn the_next_step_of_every_new_kind_is_told() {
    let next = |target: Target, actual: &str| {
        let package = sound(package(vec![target], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", actual)]));
        Assessor::new(&package).explain("u", "T").unwrap().next
    };
    let told = |target: Target, actual: &str| {
        let it = next(target, actual).unwrap();
        (it.actual.to_string(), it.change.to_string(), it.points.to_string(), it.met, it.exceeded)
    };
    let step =
        |actual: &str, change: &str, met: bool, exceeded: bool| (actual.to_owned(), change.to_owned(), "100.00".to_owned(), met, exceeded);
    // Into a range from below and from above.
    assert_eq!(told(range("20", "30", Points::Proportional), "15"), step("20.00", "999/200", true, false));
    assert_eq!(told(range("20", "30", Points::Binary), "40"), step("30.00", "-10", true, false));
    assert!(next(range("20", "30", Points::Proportional), "25").is_none());
    // No shown value lies in a range that is narrower than what is shown.
    assert!(next(range("20.001", "20.004", Points::Proportional), "15").is_none());
    // To the stretch value, once all points are there.
    let stretch = Target { stretch: Some(value("70")), ..latest("100", "v", Direction::Higher, "60", Points::Proportional) };
    assert_eq!(told(stretch.clone(), "60"), step("70.00", "1999/200", true, true));
    assert_eq!(told(stretch.clone(), "50").0, "60.00");
    assert!(next(stretch, "70").is_none());
    // Points that are given: to where the target is met, then to all of them.
    let given = |appraised: &str, survey: Option<&str>| {
        let it = Target { max_survey: Some(decimal("20")), without_survey: Some(WithoutSurvey::Rescale), ..manual("T", "100", "80") };
        let package = package(vec![it], Pass::AllTargets, &["u"], vec![]);
        let package = sound(package.with(vec![], vec![appraisal("u", "T", appraised, survey)], vec![], vec![]));
        let it = Assessor::new(&package).explain("u", "T").unwrap().next.unwrap();
        (it.actual.to_string(), it.change.to_string(), it.points.to_string(), it.gain.to_string(), shown(it.score_gain.as_ref()))
    };
    let text = |it: [&str; 5]| (it[0].to_owned(), it[1].to_owned(), it[2].to_owned(), it[3].to_owned(), it[4].to_owned());
    assert_eq!(given("50", Some("15")), text(["80.00", "15", "80.00", "15.00", "15.00"]));
    assert_eq!(given("70", Some("15")), text(["100.00", "15", "100.00", "15.00", "15.00"]));
    // 48 of 80 are missing 16 to 80 of 100; the score is counted of 80.
    assert_eq!(given("48", None), text(["80.00", "16", "64.00", "16.00", "20.00"]));
}

#[test]
fn a_package_of_version_two_that_was_never_checked_does_not_panic() {
    let broken = Target {
        target_to: None,
        interim: Some(vec![Interim { period: period("2021-Q1"), value: value("yes"), value_to: None }]),
        ..range("1", "2", Points::Manual)
    };
    let odd = Target { max_survey: Some(decimal("500")), without_survey: Some(WithoutSurvey::Rescale), ..manual("M", "-3", "yes") };
    let huge = decimal("99999999999999.9999");
    let mut package = package(
        vec![broken, odd.clone(), odd],
        Pass::IndexBased { pass_from: decimal("1") },
        &["u", "u"],
        vec![figure("u", "v", "x", "1"), figure("u", "v", "x", "yes")],
    );
    package.version = Version::Two;
    package.rule_set.rank =
        Some(Rank { tie_breakers: vec![TieBreaker::Area("?".into()), TieBreaker::Target("?".into()), TieBreaker::Actual("M".into())] });
    package.rule_set.adjustments =
        Some(vec![AdjustmentRule { code: "B".into(), title: "t".into(), kind: AdjustmentKind::Bonus, cap: huge.clone() }; 2]);
    package.adjustments = Some(vec![Adjustment { unit: "u".into(), code: "B".into(), points: huge, reason: "r".into() }; 30]);
    package.appraisals = Some(vec![appraisal("u", "M", "-7", None)]);
    package.amendments = Some(vec![amendment("1", None, Some("2022"), "no", date!(1999 - 01 - 01))]);
    assert!(package.check().is_err());
    assert_eq!(assess(&package).results.len(), 2);
    let assessor = Assessor::new(&package);
    assert!(assessor.explain("u", "M").is_some() && assessor.explain_score("u").is_some());
}
