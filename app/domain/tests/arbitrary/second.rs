//! Random packages of version 2: those of version 1 with reporting periods, and everything that version 2 adds.

use std::collections::{BTreeMap, BTreeSet};

use domain::package::{
    Adjustment, AdjustmentKind, AdjustmentRule, Amendment, Appraisal, Area, Decimal, Direction, ExternalResult, Figure, Gate, GradeFrom,
    GradeRule, Interim, Measure, Package, Pass, Points, Rank, Target, TieBreaker, UnitTarget, Value, Version, WithoutSurvey,
};
use domain::{Period, Quantity};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use time::macros::date;

use super::{any_decimal, any_pass, any_target};
use crate::samples::{decimal, figure, package, target, value};

const UNITS: [&str; 4] = ["u0", "u1", "u2", "u3"];

/// What a target gets besides: where its stretch lies above it, the cap of its gate, its interim goals, its area.
#[derive(Debug, Clone)]
struct More {
    stretch: Option<i64>,
    gate: Option<i64>,
    interim: BTreeMap<&'static str, (Decimal, i64)>,
    area: &'static str,
}

fn any_more() -> impl Strategy<Value = More> {
    let interim =
        proptest::collection::btree_map(select(vec!["Q1", "M02", "H1", "9M", "Q3", "M12"]), (any_decimal(), 0_i64..500_000), 0..3);
    let option = proptest::option::of::<std::ops::Range<i64>>;
    (option(1..300_000), option(0..1_000_000), interim, select(vec!["x", "y", "z"])).prop_map(|(stretch, gate, interim, area)| More {
        stretch,
        gate,
        interim,
        area,
    })
}

fn any_range() -> impl Strategy<Value = Target> {
    let measure = prop_oneof![
        Just(Measure::Ratio {
            numerator: vec![crate::samples::term("a", None)],
            denominator: vec![crate::samples::term("b", None)],
            times: None
        }),
        Just(Measure::Latest { of: "a".into() }),
        Just(Measure::Sum { of: vec![crate::samples::term("b", Some("0.5")), crate::samples::term("c", Some("-1"))] }),
    ];
    let points = prop_oneof![Just(Points::Binary), Just(Points::Proportional)];
    (measure, points, -500_000_i64..1_500_000, 0_i64..800_000).prop_map(|(measure, points, from, width)| Target {
        target: Value::Amount(Quantity(from).into()),
        target_to: Some(Quantity(from + width).into()),
        ..target("T", "1", measure, Direction::Range, "0", points)
    })
}

/// A manual target; how much of its weight is for the survey comes with the weight.
fn any_manual() -> impl Strategy<Value = Target> {
    let survey = proptest::option::of(proptest::option::of(select(WithoutSurvey::ALL.to_vec())));
    (0_i64..200_000, survey).prop_map(|(goal, survey)| Target {
        target: Value::Amount(Quantity(goal).into()),
        max_survey: survey.map(|_| decimal("1")),
        without_survey: survey.flatten(),
        ..target("T", "1", Measure::Manual, Direction::Higher, "0", Points::Manual)
    })
}

fn any_pass_2() -> impl Strategy<Value = Pass> {
    prop_oneof![
        4 => any_pass(),
        1 => (0_i64..=100).prop_map(|it| Pass::IndexBased { pass_from: Quantity::whole(it).unwrap().into() }),
    ]
}

/// A decimal with something added, as far as a package can write it.
fn plus(it: Quantity, more: i64) -> Decimal {
    Quantity((it.0 + more).min(999_999_999_999_999_999)).into()
}

/// A goal of the kind that a target has.
fn goal_of(target: &Target, amount: &Decimal, width: i64) -> (Value, Option<Decimal>) {
    match (&target.target, target.direction) {
        (Value::Amount(_), Direction::Range) => (Value::Amount(amount.clone()), Some(plus(amount.quantity(), width))),
        (Value::Amount(_), _) => (Value::Amount(amount.clone()), None),
        (Value::Date(_), _) => (value(if width % 2 == 0 { "2022-01-12" } else { "2022-01-20" }), None),
        (Value::YesNo(_), _) => (value("yes"), None),
    }
}

fn with_more(target: Target, more: &More) -> Target {
    let stretch = more.stretch.filter(|_| target.can_exceed());
    let stretch = match (&target.target, target.direction, stretch) {
        (Value::Amount(goal), Direction::Higher, Some(by)) => Some(Value::Amount(plus(goal.quantity(), by))),
        (Value::Amount(goal), Direction::Lower, Some(by)) => {
            Some(Value::Amount(Quantity((goal.quantity().0 - by).max(-999_999_999_999_999_999)).into()))
        }
        (Value::Date(_), _, Some(_)) => Some(value("2022-01-10")),
        _ => None,
    };
    let better = match (&target.target, &stretch) {
        (Value::Amount(goal), Some(Value::Amount(stretch))) => goal.quantity() != stretch.quantity(),
        _ => true,
    };
    let goals = more.interim.iter().map(|(period, (amount, width))| {
        let (value, value_to) = goal_of(&target, amount, *width);
        Interim { period: format!("2022-{period}").parse().unwrap(), value, value_to }
    });
    let goals: Vec<Interim> = if target.is_manual() { Vec::new() } else { goals.collect() };
    Target {
        stretch: stretch.filter(|_| better),
        gate: more.gate.map(|it| Gate { cap: Quantity(it).into() }),
        interim: (!goals.is_empty()).then_some(goals),
        area: more.area.into(),
        ..target
    }
}

/// The label of a figure: how a unit reports a variable never changes, so periods never overlap.
fn label(unit: usize, variable: usize, slot: usize) -> String {
    match (unit + variable) % 4 {
        0 | 1 => format!("2022-M{:02}", slot + 1),
        2 => format!("2022-Q{}", slot % 4 + 1),
        _ => ["2022-H1", "2022-Q3", "2022-Q4", "2022-H1"][slot % 4].to_owned(),
    }
}

#[derive(Debug, Clone)]
struct RawAmendment {
    target: usize,
    unit: Option<usize>,
    period: Option<&'static str>,
    amount: Decimal,
    width: i64,
    day: i64,
}

fn any_amendment() -> impl Strategy<Value = RawAmendment> {
    let period = proptest::option::weighted(0.3, select(vec!["Q2", "H1", "9M", "M10"]));
    (0_usize..7, proptest::option::of(0_usize..4), period, any_decimal(), 0_i64..500_000, 0_i64..365)
        .prop_map(|(target, unit, period, amount, width, day)| RawAmendment { target, unit, period, amount, width, day })
}

fn any_tie_breaker() -> impl Strategy<Value = (u8, usize)> {
    (0_u8..6, 0_usize..7)
}

/// Of what could be given: by the unit itself, by the appraiser, by the survey.
type Shares = (Option<i64>, i64, Option<i64>);

/// What units are given, as shares of what is there: appraisals, adjustments, external results.
#[derive(Debug, Clone)]
struct Given {
    appraisals: BTreeMap<(usize, usize), Shares>,
    rules: Vec<(bool, i64)>,
    caps: (Option<i64>, Option<i64>),
    adjustments: Vec<(usize, Index, i64)>,
    external: BTreeMap<usize, (i64, Option<u32>)>,
}

fn any_given() -> impl Strategy<Value = Given> {
    let option = proptest::option::of::<std::ops::RangeInclusive<i64>>;
    let part = (option(0..=10_000), 0_i64..=10_000, option(0..=10_000));
    (
        proptest::collection::btree_map((0_usize..4, 0_usize..7), part, 0..20),
        proptest::collection::vec((any::<bool>(), 1_i64..100_000), 0..3),
        (option(1..=50_000), option(1..=50_000)),
        proptest::collection::vec((0_usize..4, any::<Index>(), 1_i64..80_000), 0..8),
        proptest::collection::btree_map(0_usize..4, (0_i64..=1_000_000, proptest::option::of(1_u32..4)), 0..4),
    )
        .prop_map(|(appraisals, rules, caps, adjustments, external)| Given { appraisals, rules, caps, adjustments, external })
}

prop_compose! {
    fn any_rules()(
        targets in proptest::collection::vec(prop_oneof![4 => any_target(), 2 => any_range(), 2 => any_manual()], 1..7),
        more in proptest::collection::vec(any_more(), 6),
        cuts in proptest::collection::vec(1_i64..200_000, 6),
        surveys in proptest::collection::vec(1_i64..=10_000, 6),
        pass in any_pass_2(),
        grades in proptest::option::of(proptest::collection::btree_set(0_i64..=100, 1..5)),
        decimals in 0_u8..=4,
        areas in any::<bool>(),
        tie_breakers in proptest::option::of(proptest::collection::vec(any_tie_breaker(), 1..5)),
        grade_rule in proptest::option::of(select(vec!["{}", r#"{"a": [1, "hai", {"b": null, "ă": true}]}"#])),
    ) -> Package {
        let count = targets.len();
        let mut rest = 1_000_000;
        let mut all: Vec<Target> = Vec::new();
        for (at, it) in targets.into_iter().enumerate() {
            let weight = if at + 1 == count { rest } else { cuts[at].min(150_000) };
            rest -= weight;
            let max_survey = it.max_survey.as_ref().map(|_| Quantity((weight * surveys[at] / 10_000).max(1)).into());
            all.push(with_more(Target { code: format!("T{at}"), weight: Quantity(weight).into(), max_survey, ..it }, &more[at]));
        }
        let mut package = package(all, pass, &UNITS, Vec::new());
        package.version = Version::Two;
        package.units[3].peer_group = "other".into();
        let rules = &mut package.rule_set;
        rules.display_decimals = decimals;
        rules.grades = grades.map(|it| it.into_iter().map(|from| GradeFrom { grade: format!("g{from}"), from: Quantity::whole(from).unwrap().into() }).collect());
        let mut weights: BTreeMap<String, i64> = BTreeMap::new();
        for it in &rules.targets {
            *weights.entry(it.area.clone()).or_default() += it.weight.quantity().0;
        }
        rules.areas = areas.then(|| weights.iter().map(|(code, weight)| Area { code: code.clone(), title: "t".into(), weight: Quantity(*weight).into() }).collect());
        let mut seen = BTreeSet::new();
        let tie_breaker = |(by, at): (u8, usize)| {
            let target = &rules.targets[at % count];
            match by {
                0 => TieBreaker::Target(target.code.clone()),
                1 if target.direction != Direction::Range => TieBreaker::Actual(target.code.clone()),
                2 => TieBreaker::Area(target.area.clone()),
                3 => TieBreaker::Survey,
                4 => TieBreaker::Met,
                _ => TieBreaker::Exceeded,
            }
        };
        rules.rank = tie_breakers.map(|it| Rank { tie_breakers: it.into_iter().map(tie_breaker).filter(|it| seen.insert(format!("{it:?}"))).collect() });
        rules.grade_rule = grade_rule.map(|it| GradeRule::read(it).unwrap());
        package
    }
}

prop_compose! {
    pub fn any_package_2()(
        package in any_rules(),
        amounts in proptest::collection::btree_map((0_usize..4, 0_usize..4, 0_usize..12), any_decimal(), 0..60),
        days in proptest::collection::btree_map((0_usize..4, select(vec!["2022-M01", "2022-Q2"])), select(vec!["2022-01-10", "2022-01-15", "2022-02-01"]), 0..6),
        yes in proptest::collection::btree_map((0_usize..4, select(vec!["2022-M01", "2022-M11"])), any::<bool>(), 0..6),
        exempt in proptest::collection::btree_set((0_usize..4, 0_usize..7), 0..5),
        own in proptest::collection::btree_map((0_usize..4, 0_usize..7, proptest::option::weighted(0.4, select(vec!["Q1", "Q2", "9M"]))), (any_decimal(), 0_i64..500_000), 0..5),
        amendments in proptest::collection::vec(any_amendment(), 0..6),
        given in any_given(),
    ) -> Package {
        let mut package = package;
        let count = package.rule_set.targets.len();
        let targets = package.rule_set.targets.clone();
        let period = |it: &str| format!("2022-{it}").parse::<Period>().unwrap();

        let variables = ["a", "b", "c", "unused"];
        let amounts: BTreeMap<(usize, usize, String), Decimal> = amounts.into_iter().map(|((unit, variable, slot), it)| ((unit, variable, label(unit, variable, slot)), it)).collect();
        package.figures = amounts.into_iter().map(|((unit, variable, period), it)| Figure { unit: UNITS[unit].into(), variable: variables[variable].into(), period, value: Value::Amount(it) }).collect();
        package.figures.extend(days.into_iter().map(|((unit, period), it)| figure(UNITS[unit], "day", period, it)));
        package.figures.extend(yes.into_iter().map(|((unit, period), it)| figure(UNITS[unit], "done", period, if it { "yes" } else { "no" })));
        package.exemptions = Some(exempt.into_iter().filter(|it| it.1 < count).map(|(unit, target)| domain::package::Exemption {
            unit: UNITS[unit].into(),
            target: format!("T{target}"),
            basis: "b".into(),
            amendment: (unit + target).is_multiple_of(2).then(|| domain::package::ByAmendment { number: format!("E{target}"), effective_on: date!(2022 - 05 - 20) }),
        }).collect());

        let own = own.into_iter().filter(|it| it.0.1 < count && (it.0.2.is_none() || !targets[it.0.1].is_manual()));
        package.unit_targets = Some(own.map(|((unit, target, of), (amount, width))| {
            let (value, value_to) = goal_of(&targets[target], &amount, width);
            UnitTarget { value_to, period: of.map(period), ..UnitTarget::new(UNITS[unit].into(), format!("T{target}"), value) }
        }).collect());

        let mut list: Vec<Amendment> = Vec::new();
        for it in amendments.into_iter().filter(|it| it.target < count) {
            let target = &targets[it.target];
            let of = it.period.filter(|_| !target.is_manual()).map(period);
            let day = date!(2021 - 12 - 15) + time::Duration::days(it.day);
            let unit = it.unit.map(|it| UNITS[it].to_owned());
            let same = |other: &Amendment| other.target == target.code && other.unit == unit && other.period == of && other.effective_on == day;
            if of.is_some_and(|of| day > of.to()) || list.iter().any(same) {
                continue;
            }
            let (value, value_to) = goal_of(target, &it.amount, it.width);
            list.push(Amendment { number: format!("{}", list.len() + 1), target: target.code.clone(), unit, period: of, value, value_to, effective_on: day, reason: "r".into() });
        }
        package.amendments = Some(list);

        let part = |most: Quantity, share: i64| Decimal::from(Quantity(most.0 * share / 10_000));
        let manual = given.appraisals.into_iter().filter(|it| it.0.1 < count && targets[it.0.1].is_manual());
        package.appraisals = Some(manual.map(|((unit, at), (own, appraised, survey))| {
            let target = &targets[at];
            Appraisal {
                unit: UNITS[unit].into(),
                target: target.code.clone(),
                self_points: own.map(|it| part(target.weight.quantity(), it)),
                appraised: part(target.max_appraised(), appraised),
                survey: survey.filter(|_| target.max_survey.is_some()).map(|it| part(target.max_survey(), it)),
                reason: "r".into(),
                appraiser: None,
            }
        }).collect());

        let rules: Vec<AdjustmentRule> = given.rules.iter().enumerate().map(|(at, (bonus, cap))| AdjustmentRule {
            code: format!("B{at}"),
            title: "t".into(),
            kind: if *bonus { AdjustmentKind::Bonus } else { AdjustmentKind::Malus },
            cap: Quantity(*cap).into(),
        }).collect();
        if !rules.is_empty() {
            package.adjustments = Some(given.adjustments.into_iter().map(|(unit, code, points)| Adjustment { unit: UNITS[unit].into(), code: rules[code.index(rules.len())].code.clone(), points: Quantity(points).into(), reason: "r".into() }).collect());
            package.rule_set.adjustments = Some(rules);
        }
        package.rule_set.bonus_cap = given.caps.0.map(|it| Quantity(it).into());
        package.rule_set.malus_cap = given.caps.1.map(|it| Quantity(it).into());
        package.external_results = Some(given.external.into_iter().map(|(unit, (score, rank))| ExternalResult {
            unit: UNITS[unit].into(),
            title: "Chỉ số".into(),
            score: Quantity(score).into(),
            rank,
            out_of: rank.map(|it| it + 1),
            source: "s".into(),
            published_on: rank.map(|_| date!(2023 - 01 - 09)),
        }).collect());
        package
    }
}
