//! Short ways to say the parts of a package in tests.

#![allow(dead_code, reason = "each test file uses its part")]

use domain::package::{Campaign, Decimal, Direction, Figure, Measure, Package, Pass, Points, RuleSet, Target, Term, Unit, Value};
use time::macros::date;

pub fn decimal(text: &str) -> Decimal {
    Decimal::read(text).unwrap()
}

pub fn value(text: &str) -> Value {
    Value::read(text).unwrap()
}

pub fn term(variable: &str, times: Option<&str>) -> Term {
    Term { variable: variable.to_owned(), times: times.map(decimal) }
}

pub fn ratio(numerator: &str, denominator: &str) -> Measure {
    Measure::Ratio { numerator: vec![term(numerator, None)], denominator: vec![term(denominator, None)], times: None }
}

pub fn target(code: &str, weight: &str, measure: Measure, direction: Direction, goal: &str, points: Points) -> Target {
    Target {
        code: code.to_owned(),
        title: code.to_owned(),
        unit: "%".to_owned(),
        area: "a".to_owned(),
        weight: decimal(weight),
        measure,
        direction,
        target: value(goal),
        target_to: None,
        stretch: None,
        points,
        can_exceed: Some(true),
        mandatory: None,
        zero_denominator: None,
        gate: None,
        interim: None,
        max_survey: None,
        without_survey: None,
        definition: None,
        legal_basis: None,
    }
}

pub fn figure(unit: &str, variable: &str, period: &str, text: &str) -> Figure {
    Figure { unit: unit.to_owned(), variable: variable.to_owned(), period: period.to_owned(), value: value(text) }
}

pub fn rule_set(targets: Vec<Target>, pass: Pass) -> RuleSet {
    RuleSet {
        code: "r".to_owned(),
        title: "t".to_owned(),
        display_decimals: 2,
        areas: None,
        targets,
        pass,
        grades: None,
        adjustments: None,
        bonus_cap: None,
        malus_cap: None,
        rank: None,
        grade_rule: None,
    }
}

pub fn package(targets: Vec<Target>, pass: Pass, units: &[&str], figures: Vec<Figure>) -> Package {
    let campaign = Campaign {
        code: "c".to_owned(),
        title: "t".to_owned(),
        year: 2022,
        starts_on: date!(2021 - 12 - 15),
        ends_on: date!(2022 - 12 - 14),
    };
    let units = units.iter().map(|it| Unit { code: (*it).to_owned(), name: (*it).to_owned(), peer_group: "g".to_owned() }).collect();
    let rule_set = rule_set(targets, pass);
    Package::new(campaign, units, rule_set, Vec::new(), Vec::new(), figures)
}
