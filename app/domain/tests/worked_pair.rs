//! The worked package of seventeen communes gives the worked receipt, and every other fact that domain.md 14 states of it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Quantity;
use domain::assessment::{Assessor, Status};
use domain::package::{Package, Pass};
use domain::receipt::{Outcome, Receipt};
use domain::{assess, assess_bytes, explain};
use serde_json::Value;

const PACKAGE: &str = include_str!("../../testing/data/cam-giang-2022.package.json");
const RECEIPT: &str = include_str!("../../testing/data/cam-giang-2022.receipt.json");

fn package() -> Package {
    Package::read(PACKAGE).unwrap()
}

fn outcomes(receipt: &Receipt, outcome: Outcome) -> usize {
    receipt.results.iter().filter(|it| it.outcome == outcome).count()
}

#[test]
fn the_worked_package_gives_the_worked_receipt() {
    let receipt = assess_bytes(PACKAGE.as_bytes()).unwrap();
    let ours: Value = serde_json::from_str(&receipt.to_json()).unwrap();
    let worked: Value = serde_json::from_str(RECEIPT).unwrap();
    assert_eq!(ours, worked);
    assert_eq!(Receipt::read(RECEIPT), Some(receipt));
    assert!(["", "{}", PACKAGE, "[]"].into_iter().all(|it| Receipt::read(it).is_none()));
}

#[test]
fn a_package_that_is_read_and_written_keeps_its_digests() {
    let canonical = domain::canonical::canonical_form(PACKAGE).unwrap();
    assert_eq!(package().to_json(), canonical);
    assert_eq!(package().sha256(), domain::canonical::sha256(canonical.as_bytes()));
    let written = package().to_json();
    assert_eq!(Package::read(&written).unwrap(), package());
    let rules = domain::package::RuleSet::read(package().rule_set.to_json()).unwrap();
    assert_eq!(rules.sha256(), "24cb282cd58d28521c4441c8b4593c6ca3f1299781253be906bfe5fccf73dbec");
}

#[test]
fn a_package_put_together_from_values_has_the_digest_of_the_file() {
    let read = package();
    let built = Package::new(
        read.campaign.clone(),
        read.units.clone(),
        read.rule_set.clone(),
        Vec::new(),
        Vec::new(),
        read.figures.iter().map(|it| domain::package::Figure { value: it.value.figure_value().into(), ..it.clone() }).collect(),
    );
    assert_eq!(built.sha256(), "8a1139b37e5fe185e73b4d142107078e8e33bbcfe669f1f89aefb85ae3082738");
    assert_eq!(built.check(), Ok(()));
}

#[test]
fn all_targets_pass_five_and_fail_twelve() {
    let mut package = package();
    package.rule_set.pass = Pass::AllTargets;
    let receipt = assess(&package);
    assert_eq!((outcomes(&receipt, Outcome::Pass), outcomes(&receipt, Outcome::Fail)), (5, 12));
}

#[test]
fn half_of_the_targets_pass_fourteen_and_fail_three() {
    let receipt = assess(&package());
    assert_eq!((outcomes(&receipt, Outcome::Pass), outcomes(&receipt, Outcome::Fail)), (14, 3));
    let failing: Vec<&str> = receipt.results.iter().filter(|it| it.outcome == Outcome::Fail).map(|it| it.unit.as_str()).collect();
    assert_eq!(failing, ["10900", "10906", "10924"]);
}

#[test]
fn seventy_percent_leaves_five_open_between_ten_and_seven() {
    let mut package = package();
    let share = |it: i64| domain::package::Decimal::from(Quantity(it));
    package.rule_set.pass = Pass::ShareOfTargets { fail_below: share(7_000), pass_from: share(10_000) };
    let receipt = assess(&package);
    let counts = [Outcome::Fail, Outcome::PendingDecision, Outcome::Pass].map(|it| outcomes(&receipt, it));
    assert_eq!(counts, [7, 5, 5]);
}

#[test]
fn the_district_totals_are_those_of_the_reference() {
    let package = package();
    let total = |variable: &str| {
        let amounts = package.figures.iter().filter(|it| it.variable == variable).filter_map(|it| it.value.figure_value().amount());
        Quantity::checked_sum(amounts).unwrap()
    };
    for (variable, expected) in [
        ("received", "33.991"),
        ("late", "38"),
        ("online", "20.967"),
        ("digitised", "30.774"),
        ("paid_online", "5.887"),
        ("with_fee", "18.685"),
        ("postal", "2.855"),
        ("satisfied", "1.120"),
        ("surveyed", "1.169"),
    ] {
        assert_eq!(total(variable).to_string(), expected, "{variable}");
    }
    for (part, whole, expected) in [
        ("online", "received", "61,68"),
        ("digitised", "received", "90,54"),
        ("paid_online", "with_fee", "31,51"),
        ("postal", "received", "8,40"),
        ("satisfied", "surveyed", "95,81"),
    ] {
        assert_eq!(total(part).percent_of(total(whole)).unwrap().fixed(2), expected, "{part}");
    }
    let in_time = total("received").checked_sub(total("late")).unwrap();
    assert_eq!(in_time.percent_of(total("received")).unwrap().fixed(2), "99,89");
    let scores: i64 = assess(&package).results.iter().map(|it| it.score.as_ref().unwrap().quantity().unwrap().0).sum();
    assert_eq!(Quantity(scores / 17).fixed(2), "90,40");
}

#[test]
fn the_edge_cases_of_the_reference_come_out() {
    let receipt = assess(&package());
    let target = |unit: &str, code: &str| receipt.unit(unit).unwrap().target(code).unwrap().clone();
    assert_eq!((target("10894", "T04").status, target("10894", "T04").exceeded), (Status::Met, false));
    assert_eq!((target("10942", "T07").status, target("10942", "T07").exceeded), (Status::Met, false));
    assert_eq!(target("10942", "T02").status, Status::NotMet);
    assert_eq!(target("10924", "T09").status, Status::NotMet);
    assert_eq!(receipt.unit("10942").unwrap().outcome, Outcome::Pass);
    assert_eq!(receipt.results.iter().filter(|it| it.rank == Some(1)).count(), 5);
    assert_eq!(receipt.unit("10933").unwrap().rank, Some(6));
    assert_eq!(receipt.unit("10891").unwrap().grade.as_deref(), Some("excellent"));
}

/// Months 1–12 of three communes, and the cumulative share of online dossiers after each (domain.md 14).
const MONTHS: [(&str, &str, &str); 3] = [
    (
        "10927",
        "received 140,120,200,200,210,210,218,218,209,218,218,228
online 66,62,126,134,152,165,180,184,180,191,194,205
digitised 126,111,190,194,209,209,217,218,209,218,218,228
late 0,0,0,0,0,0,0,0,0,0,0,0",
        "47.14 49.23 55.22 58.79 62.07 65.28 68.18 70.51 72.41 74.11 75.61 76.98",
    ),
    (
        "10924",
        "received 92,79,131,131,138,137,143,143,137,143,143,150
online 25,23,47,50,57,62,67,69,67,71,72,76
digitised 67,59,101,103,112,111,115,116,111,117,117,123
late 0,0,4,3,3,3,3,0,3,3,0,0",
        "27.17 28.07 31.46 33.49 35.38 37.29 38.90 40.24 41.29 42.23 43.05 43.78",
    ),
    (
        "10900",
        "received 100,86,143,143,149,149,156,156,149,156,156,163
online 22,21,42,44,50,53,59,60,59,63,64,67
digitised 71,62,107,109,117,117,121,123,117,124,124,129
late 0,0,2,1,2,1,2,0,2,1,0,0",
        "22.00 23.12 25.84 27.33 28.82 30.13 31.43 32.44 33.31 34.10 34.80 35.40",
    ),
];

#[test]
fn monthly_rows_add_up_to_the_year() {
    for (unit, rows, cumulative) in MONTHS {
        let mut monthly = package();
        monthly.figures.retain(|it| it.unit != unit || rows.lines().all(|row| row.split(' ').next() != Some(&it.variable)));
        for row in rows.lines() {
            let (variable, values) = row.split_once(' ').unwrap();
            for (at, value) in values.split(',').enumerate() {
                monthly.figures.push(domain::package::Figure {
                    unit: unit.to_owned(),
                    variable: variable.to_owned(),
                    period: format!("2022-M{:02}", at + 1),
                    value: domain::package::Value::read(value).unwrap(),
                });
            }
        }
        assert_eq!(assess(&monthly).results, assess(&package()).results, "{unit}");
        for (at, expected) in cumulative.split(' ').enumerate() {
            let mut until = monthly.clone();
            until.figures.retain(|it| it.unit != unit || it.period <= format!("2022-M{:02}", at + 1));
            let actual = assess(&until).unit(unit).unwrap().target("T03").unwrap().actual.clone().unwrap();
            assert_eq!(actual.to_string(), expected, "{unit} month {}", at + 1);
        }
    }
}

#[test]
fn every_explanation_agrees_with_the_receipt() {
    let package = package();
    let receipt = assess(&package);
    let assessor = Assessor::new(&package);
    for unit in &receipt.results {
        let explanations = assessor.explain_unit(&unit.unit);
        assert!(explanations.iter().map(|it| &it.result).eq(unit.targets.iter()));
        let points: num_rational::BigRational = explanations.iter().filter_map(|it| it.exact_points.clone()).sum();
        assert_eq!(assessor.exact_score(&unit.unit), Some(points));
    }
    assert!(explain(&package, "10900", "T99").is_none() && explain(&package, "99999", "T01").is_none());
}

#[test]
fn an_explanation_shows_the_figures_and_what_is_missing_to_the_target() {
    let explained = explain(&package(), "10894", "T03").unwrap();
    assert_eq!(explained.inputs.len(), 2);
    assert_eq!(explained.inputs[0].total, Quantity::whole(1484));
    assert_eq!(explained.value.as_ref().unwrap().to_string(), "1855/31");
    assert_eq!(explained.result.actual.as_ref().unwrap().to_string(), "59.84");
    // 1.488 of 2.480 are 60,00 %; 1.487 are 59,96 %.
    let next = explained.next.unwrap();
    assert_eq!(next.whole_change, Some(4.into()));
    assert_eq!(
        (next.actual.to_string().as_str(), next.points.to_string().as_str(), next.gain.to_string().as_str(), next.met),
        ("60.00", "15.00", "0.04", true)
    );
    let late = explain(&package(), "10900", "T02").unwrap().next.unwrap();
    assert_eq!((late.whole_change, late.gain.to_string().as_str()), (Some((-11).into()), "10.00"));
    assert!(explain(&package(), "10888", "T01").unwrap().next.is_none());
    assert!(explain(&package(), "10891", "T09").unwrap().next.is_none());
}
