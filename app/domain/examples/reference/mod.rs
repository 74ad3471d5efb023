//! The reference sets: units × 60 targets × 12 months, every target a ratio of two variables, so that the points of a unit are sixty
//! unlike fractions.

use domain::package::{
    Area, Campaign, Direction, Figure, Interim, Measure, Package, Pass, Points, Rank, RuleSet, Target, Term, TieBreaker, Unit, Value,
    Version,
};
use domain::{Period, Quantity};

pub const TARGETS: i64 = 60;
const AREAS: i64 = 8;

pub fn package(version: Version, count: usize) -> Package {
    let units: Vec<Unit> = (0..count)
        .map(|it| Unit { code: format!("{}", 10_000 + it), name: format!("Xã {it}"), peer_group: "commune".to_owned() })
        .collect();
    let mut figures = Vec::with_capacity(count * 60 * 12);
    for (at, unit) in units.iter().enumerate() {
        for variable in 0..60 {
            for (month, period) in Period::months_of(2022).into_iter().enumerate() {
                let amount = (at * 31 + variable * 17 + month * 7) % 400 + 1;
                let value = Value::Amount(Quantity(amount as i64 * 10_000).into());
                figures.push(Figure { unit: unit.code.clone(), variable: format!("v{variable:02}"), period: period.to_string(), value });
            }
        }
    }
    let campaign = Campaign {
        code: "c".to_owned(),
        title: "t".to_owned(),
        year: 2022,
        starts_on: time::Date::from_ordinal_date(2021, 349).unwrap_or(time::Date::MIN),
        ends_on: time::Date::from_ordinal_date(2022, 348).unwrap_or(time::Date::MIN),
    };
    Package { version, ..Package::new(campaign, units, rule_set(version), vec![], vec![], figures) }
}

fn weight(target: i64) -> Quantity {
    Quantity(if target < 40 { 16_667 } else { 16_666 })
}

/// Sixty ratios, each against a target of its own; in version 2 each also with goals for the quarters, in areas that have weights.
fn rule_set(version: Version) -> RuleSet {
    let second = version == Version::Two;
    let interim = |goal: i64| {
        let goals = (1..=4).filter_map(|quarter| {
            let period = Period::new(2022, domain::period::Span::Quarter(quarter))?;
            Some(Interim { period, value: Value::Amount(Quantity(goal * i64::from(quarter) / 4).into()), value_to: None })
        });
        goals.collect()
    };
    let term = |variable: String| Term { variable, times: None };
    let targets = (0..TARGETS).map(|it| Target {
        code: format!("T{it:02}"),
        title: format!("Chỉ tiêu {it}"),
        unit: "%".to_owned(),
        area: format!("A{}", it % AREAS),
        weight: weight(it).into(),
        measure: Measure::Ratio {
            numerator: vec![term(format!("v{it:02}"))],
            denominator: vec![term(format!("v{:02}", (it * 7 + 1) % 60))],
            times: None,
        },
        direction: if it % 3 == 0 { Direction::Lower } else { Direction::Higher },
        target: Value::Amount(Quantity(900_000 + it * 12_345).into()),
        target_to: None,
        stretch: None,
        points: Points::Proportional,
        can_exceed: Some(true),
        mandatory: None,
        zero_denominator: None,
        gate: None,
        interim: second.then(|| interim(900_000 + it * 12_345)),
        max_survey: None,
        without_survey: None,
        definition: None,
        legal_basis: None,
    });
    let area = |area: i64| {
        let weight = Quantity((0..TARGETS).filter(|it| it % AREAS == area).map(|it| weight(it).0).sum());
        Area { code: format!("A{area}"), title: format!("Lĩnh vực {area}"), weight: weight.into() }
    };
    RuleSet {
        code: "r".to_owned(),
        title: "t".to_owned(),
        display_decimals: 2,
        areas: second.then(|| (0..AREAS).map(area).collect()),
        targets: targets.collect(),
        pass: Pass::AllTargets,
        grades: None,
        adjustments: None,
        bonus_cap: None,
        malus_cap: None,
        rank: second.then(|| Rank { tie_breakers: vec![TieBreaker::Met, TieBreaker::Area("A0".to_owned())] }),
        grade_rule: None,
    }
}
