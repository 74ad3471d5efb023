//! Random packages, every one of them sound.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod second;

use domain::package::{
    Decimal, Direction, Exemption, Figure, GradeFrom, Measure, Package, Pass, Points, ShareFrom, Target, Term, UnitTarget, Value,
    ZeroDenominator,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::samples::{decimal, figure, package, target, value};

pub fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-20_i64..200).prop_map(|it| Decimal::from(domain::Quantity::whole(it).unwrap())),
        (-200_000_i64..2_000_000).prop_map(|it| Decimal::from(domain::Quantity(it))),
        select(vec!["0", "-0", "1", "0.0001", "99999999999999.9999", "-99999999999999.9999"]).prop_map(decimal),
    ]
}

fn any_share() -> impl Strategy<Value = Decimal> {
    (0_i64..=10_000).prop_map(|it| Decimal::from(domain::Quantity(it)))
}

fn any_terms() -> impl Strategy<Value = Vec<Term>> {
    proptest::collection::vec((select(vec!["a", "b", "c"]), proptest::option::of(any_decimal())), 1..3)
        .prop_map(|it| it.into_iter().map(|(variable, times)| Term { variable: variable.to_owned(), times }).collect())
}

pub fn any_target() -> impl Strategy<Value = Target> {
    let amount = prop_oneof![
        4 => (any_terms(), any_terms(), proptest::option::of(any_decimal())).prop_map(|(numerator, denominator, times)| Measure::Ratio { numerator, denominator, times }),
        2 => any_terms().prop_map(|of| Measure::Sum { of }),
        1 => select(vec!["a", "b"]).prop_map(|it| Measure::Latest { of: it.into() }),
        1 => select(vec!["a", "b"]).prop_map(|it| Measure::Mean { of: it.into() }),
    ];
    let steps = proptest::collection::btree_map(-20_i64..200, any_share(), 1..4).prop_map(|it| Points::Steps {
        steps: it.into_iter().map(|(from, share)| ShareFrom { from: domain::Quantity::whole(from).unwrap().into(), share }).collect(),
    });
    let higher = prop_oneof![
        Just(Points::Binary),
        Just(Points::Proportional),
        Just(Points::Proportional),
        steps,
        (1_i64..2_000_000).prop_map(|it| Points::ThresholdProportional { full_at: domain::Quantity(it).into() }),
        any_decimal().prop_map(|floor| Points::FloorThenProportional { floor }),
    ];
    let lower = prop_oneof![Just(Points::Binary), Just(Points::Proportional), any_share().prop_map(|penalty| Points::Deduct { penalty })];
    let rule = prop_oneof![higher.prop_map(|it| (Direction::Higher, it)), lower.prop_map(|it| (Direction::Lower, it))];
    let numbers =
        (amount, rule, any_decimal()).prop_map(|(measure, (direction, points), goal)| (measure, direction, points, Value::Amount(goal)));
    let days = select(vec!["2022-01-15", "2022-01-31"])
        .prop_map(|it| (Measure::Date { of: "day".into() }, Direction::Earlier, Points::Binary, value(it)));
    let yes = Just((Measure::YesNo { of: "done".into() }, Direction::Yes, Points::Binary, value("yes")));
    let zero = proptest::option::of(select(ZeroDenominator::ALL.to_vec()));
    let flags = (proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>()), zero);
    (prop_oneof![6 => numbers, 1 => days, 1 => yes], flags).prop_map(
        |((measure, direction, points, goal), (can_exceed, mandatory, zero_denominator))| Target {
            can_exceed,
            mandatory,
            zero_denominator,
            target: goal,
            ..target("T", "1", measure, direction, "0", points)
        },
    )
}

pub fn any_pass() -> impl Strategy<Value = Pass> {
    prop_oneof![
        Just(Pass::AllTargets),
        (any_share(), any_share()).prop_map(|(one, other)| {
            let (fail_below, pass_from) = if one.quantity() <= other.quantity() { (one, other) } else { (other, one) };
            Pass::ShareOfTargets { fail_below, pass_from }
        }),
        (0_i64..=100).prop_map(|it| Pass::WeightedScore { pass_from: domain::Quantity::whole(it).unwrap().into() }),
        (0_i64..=100).prop_map(|it| Pass::ScoreAndGates { pass_from: domain::Quantity::whole(it).unwrap().into() }),
    ]
}

/// A package of either version.
pub fn any_version() -> impl Strategy<Value = Package> {
    prop_oneof![any_package(), second::any_package_2()]
}

prop_compose! {
    pub fn any_package()(
        mut targets in proptest::collection::vec(any_target(), 1..7),
        cuts in proptest::collection::vec(1_i64..200_000, 6),
        pass in any_pass(),
        grades in proptest::option::of(proptest::collection::btree_set(0_i64..=100, 1..5)),
        decimals in 0_u8..=4,
        amounts in proptest::collection::btree_map((0_usize..4, select(vec!["a", "b", "c", "unused"]), select(vec!["2022-M01", "2022-M02", "2022-M10", "é", "Z"])), any_decimal(), 0..40),
        days in proptest::collection::btree_map((0_usize..4, select(vec!["1", "2"])), select(vec!["2022-01-10", "2022-01-15", "2022-02-01"]), 0..6),
        yes in proptest::collection::btree_map((0_usize..4, select(vec!["1", "2"])), any::<bool>(), 0..6),
        exempt in proptest::collection::btree_set((0_usize..4, 0_usize..7), 0..5),
        own in proptest::collection::btree_map((0_usize..4, 0_usize..7), any_decimal(), 0..4),
    ) -> Package {
        // Weights that total exactly 100.
        let mut rest = 1_000_000;
        let count = targets.len();
        for (at, it) in targets.iter_mut().enumerate() {
            let weight = if at + 1 == count { rest } else { cuts[at].min(150_000) };
            rest -= weight;
            it.code = format!("T{at}");
            it.weight = domain::Quantity(weight).into();
        }
        let units = ["u0", "u1", "u2", "u3"];
        let mut figures: Vec<Figure> = amounts.into_iter().map(|((unit, variable, period), it)| Figure { unit: units[unit].into(), variable: variable.into(), period: period.into(), value: Value::Amount(it) }).collect();
        figures.extend(days.into_iter().map(|((unit, period), it)| figure(units[unit], "day", period, it)));
        figures.extend(yes.into_iter().map(|((unit, period), it)| figure(units[unit], "done", period, if it { "yes" } else { "no" })));
        let mut package = package(targets, pass, &units, figures);
        package.units[3].peer_group = "other".into();
        package.rule_set.display_decimals = decimals;
        package.rule_set.grades = grades.map(|it| it.into_iter().map(|from| GradeFrom { grade: format!("g{from}"), from: domain::Quantity::whole(from).unwrap().into() }).collect());
        package.exemptions = Some(exempt.into_iter().filter(|it| it.1 < count).map(|(unit, target)| Exemption { unit: units[unit].into(), target: format!("T{target}"), basis: "b".into(), amendment: None }).collect());
        let amounts_only: Vec<usize> = (0..count).filter(|it| matches!(package.rule_set.targets[*it].target, Value::Amount(_))).collect();
        package.unit_targets = Some(own.into_iter().filter(|it| amounts_only.contains(&it.0.1)).map(|((unit, target), it)| UnitTarget::new(units[unit].into(), format!("T{target}"), Value::Amount(it))).collect());
        package
    }
}
