//! Times the reference set: 300 units × 60 targets × 12 months. Run with `cargo run --release -p domain --example reference_set`.

use std::time::Instant;

use domain::package::{Direction, Figure, Measure, Package, Pass, Points, RuleSet, Target, Term, Unit, Value};
use domain::{Period, Quantity, assess, assess_bytes};

fn main() {
    let term = |variable: String| Term { variable, times: None };
    let targets = (0..60).map(|it| Target {
        code: format!("T{it:02}"),
        title: format!("Chỉ tiêu {it}"),
        unit: "%".to_owned(),
        area: "A".to_owned(),
        weight: Quantity(if it < 40 { 16_667 } else { 16_666 }).into(),
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
        interim: None,
        max_survey: None,
        without_survey: None,
    });
    let rule_set = RuleSet {
        code: "r".to_owned(),
        title: "t".to_owned(),
        display_decimals: 2,
        areas: None,
        adjustments: None,
        bonus_cap: None,
        malus_cap: None,
        rank: None,
        grade_rule: None,
        targets: targets.collect(),
        pass: Pass::AllTargets,
        grades: None,
    };
    let units: Vec<Unit> =
        (0..300).map(|it| Unit { code: format!("{}", 10_000 + it), name: format!("Xã {it}"), peer_group: "commune".to_owned() }).collect();
    let mut figures = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for variable in 0..60 {
            for (month, period) in Period::months_of(2022).into_iter().enumerate() {
                let amount = (at * 31 + variable * 17 + month * 7) % 400 + 1;
                let value = Value::Amount(Quantity(amount as i64 * 10_000).into());
                figures.push(Figure { unit: unit.code.clone(), variable: format!("v{variable:02}"), period: period.to_string(), value });
            }
        }
    }
    let day = time::Date::from_ordinal_date(2022, 1).unwrap_or(time::Date::MIN);
    let campaign = domain::package::Campaign { code: "c".to_owned(), title: "t".to_owned(), year: 2022, starts_on: day, ends_on: day };
    let package = Package::new(campaign, units, rule_set, vec![], vec![], figures);
    for _ in 0..3 {
        let start = Instant::now();
        let receipt = assess(&package);
        println!("assess {:?} ({} units)", start.elapsed(), receipt.results.len());
        let start = Instant::now();
        println!(
            "digest {:?} {}",
            {
                let _ = package.sha256();
                start.elapsed()
            },
            receipt.package_sha256
        );
    }
    let start = Instant::now();
    let json = package.to_json();
    println!("write {:?}, {} bytes", start.elapsed(), json.len());
    let start = Instant::now();
    match assess_bytes(json.as_bytes()) {
        Ok(_) => println!("read and assess {:?}", start.elapsed()),
        Err(errors) => println!("{} errors, {:?}", errors.len(), errors.first()),
    }
}
