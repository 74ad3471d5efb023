//! Changes of the rules: what is refused, what the evaluator makes of them, that no seal moves, and the text that is signed.

use super::*;
use crate::assessment::Status;
use crate::package::{Measure, Pass, Points, RuleSet};
use crate::seal::Seal;
use std::collections::HashMap;
use time::macros::date;

const SEALED: Option<Date> = Some(date!(2022 - 02 - 20));

fn package() -> Package {
    Package::read(include_str!("../../../testing/data/vi-du-2.package.json")).unwrap()
}

fn titles() -> HashMap<String, String> {
    HashMap::from([("resolved".to_owned(), "Hồ sơ đã giải quyết".to_owned())])
}

/// The rules with some weight moved from one target to another of the same area, so that the totals stay.
fn weighed() -> (RuleSet, String, String) {
    let mut rules = package().rule_set;
    let areas: Vec<String> = rules.targets.iter().map(|it| it.area.clone()).collect();
    let (one, two) = (0..areas.len())
        .flat_map(|one| (one + 1..areas.len()).map(move |two| (one, two)))
        .find(|(one, two)| areas[*one] == areas[*two] && !rules.targets[*one].is_manual() && !rules.targets[*two].is_manual())
        .unwrap();
    for (at, by) in [(one, -10_000), (two, 10_000)] {
        let weight = Quantity(rules.targets[at].weight.quantity().0 + by);
        rules.targets[at].weight = weight.into();
    }
    let code = |at: usize| rules.targets[at].code.clone();
    (rules.clone(), code(one), code(two))
}

fn change(rule_set: RuleSet) -> RuleChange {
    RuleChange {
        number: "07".into(),
        rule_set: Some(rule_set),
        grade_rules: None,
        effective_on: date!(2022 - 07 - 15),
        reason: "Tỉnh giao lại trọng số".into(),
    }
}

fn refused(change: &RuleChange) -> ProposeAmendmentRefusal {
    change.check(&package(), SEALED, &titles()).unwrap_err()
}

#[test]
fn weights_may_change_and_each_change_is_a_line() {
    let (rules, one, two) = weighed();
    let lines = change(rules).check(&package(), SEALED, &titles()).unwrap();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for (line, code) in lines.iter().zip([one, two]) {
        assert!(line.place.starts_with(&code) && line.what == "trọng số" && line.old != line.new, "{line:?}");
    }
}

#[test]
fn formulas_points_pass_and_grades_may_change() {
    let mut rules = package().rule_set;
    let at = rules.targets.iter().position(|it| matches!(it.measure, Measure::Ratio { .. })).unwrap();
    if let Measure::Ratio { times, .. } = &mut rules.targets[at].measure {
        *times = Some(Quantity(500_000).into());
    }
    rules.targets[at].points = Points::Binary;
    rules.targets[at].stretch = None;
    rules.pass = Pass::WeightedScore { pass_from: Quantity(700_000).into() };
    rules.grades = None;
    let lines = change(rules).check(&package(), SEALED, &titles()).unwrap();
    let of = |what: &str| lines.iter().find(|it| it.what == what).map(|it| it.new.clone());
    assert!(of("cách tính").is_some_and(|it| it.ends_with("× 50")), "{lines:?}");
    assert_eq!(of("điều kiện hoàn thành").as_deref(), Some("tổng điểm từ 70"));
    assert_eq!(of("thang xếp loại").as_deref(), Some("không có"));
}

#[test]
fn what_is_to_be_reached_does_not_change_by_the_rules() {
    use ProposeAmendmentRefusal as Why;
    let (rules, ..) = weighed();
    let with = |edit: &dyn Fn(&mut RuleSet)| {
        let mut rules = rules.clone();
        edit(&mut rules);
        change(rules)
    };
    for (edit, why) in [
        (with(&|it| it.targets[0].target = package().rule_set.targets[1].target.clone()), Why::OtherTargets),
        (with(&|it| it.targets[0].title = "Khác".into()), Why::OtherTargets),
        (with(&|it| it.targets.swap(0, 1)), Why::OtherTargets),
        (with(&|it| drop(it.targets.pop())), Why::OtherTargets),
        (with(&|it| it.code = "khac".into()), Why::OtherTargets),
        (
            with(&|it| {
                let at = it.targets.iter().position(|it| matches!(it.measure, Measure::Ratio { .. })).unwrap();
                if let Measure::Ratio { numerator, .. } = &mut it.targets[at].measure {
                    numerator[0].variable = "nobody_reports_it".into();
                }
            }),
            Why::NewVariable,
        ),
        (with(&|it| it.targets[0].weight = Quantity(990_000).into()), Why::AgainstTheFormat),
        (change(package().rule_set), Why::SameRules),
        (RuleChange { rule_set: None, ..change(package().rule_set) }, Why::SameRules),
        (RuleChange { effective_on: date!(2022 - 02 - 19), ..with(&|_| ()) }, Why::BeforeSeal),
        (RuleChange { effective_on: date!(2022 - 12 - 15), ..with(&|_| ()) }, Why::OutsideCampaign),
        (RuleChange { number: "3".into(), ..with(&|_| ()) }, Why::AgainstTheFormat),
    ] {
        assert_eq!(refused(&edit), why, "{:?}", edit.rule_set.map(|it| it.code));
    }
    assert_eq!(change(rules).check(&package(), None, &titles()), Err(Why::NotSealed));
}

#[test]
fn a_second_change_comes_after_the_first_and_the_last_one_alone_can_be_taken_back() {
    use ProposeAmendmentRefusal as Why;
    let (rules, ..) = weighed();
    let first = change(rules);
    let with = first.added_to(package());
    let back = |day| RuleChange { number: "08".into(), effective_on: day, ..change(package().rule_set) };
    assert_eq!(back(first.effective_on).check(&with, SEALED, &titles()), Err(Why::SameDay));
    assert_eq!(back(date!(2022 - 07 - 14)).check(&with, SEALED, &titles()), Err(Why::BeforeLastRules));
    assert_eq!(back(date!(2022 - 09 - 01)).check(&with, SEALED, &titles()).map(|it| it.len()), Ok(2));
    assert_eq!(without_rules(with.clone(), "07"), Package { version: crate::package::Version::Two, ..package() });
    assert_eq!(without_rules(with.clone(), "08"), with);
}

#[test]
fn the_year_goes_by_the_new_rules_what_ended_before_by_the_old_ones_and_no_seal_moves() {
    let package = package();
    let (target, unit, day) = package
        .rule_set
        .targets
        .iter()
        .filter(|it| matches!(it.measure, Measure::Ratio { .. }) && !it.interim().is_empty())
        .find_map(|it| {
            let receipt = crate::assess(&package);
            receipt.results.iter().find_map(|unit| {
                let target = unit.targets.iter().find(|there| there.code == it.code).unwrap();
                let mut ends: Vec<Date> =
                    target.details.as_ref()?.interim.iter().filter(|it| it.actual.is_some()).map(|it| it.period.to()).collect();
                ends.dedup();
                let first = ends.first().filter(|_| ends.len() > 1 && target.status != Status::Exempt)?;
                Some((it.code.clone(), unit.unit.clone(), first.next_day()?))
            })
        })
        .unwrap();
    let mut rules = package.rule_set.clone();
    let changed = rules.targets.iter_mut().find(|it| it.code == target).unwrap();
    if let Measure::Ratio { times, .. } = &mut changed.measure {
        // Nobody reaches anything by it any more.
        *times = Some(Quantity(1).into());
    }
    let change = RuleChange { effective_on: day, ..change(rules) };
    let after = change.added_to(package.clone());
    assert_eq!(after.check(), Ok(()));
    assert_eq!(Package::read(after.to_json()).as_ref(), Ok(&after));
    assert_eq!(Seal::of(&after, &unit).unwrap().sha256(), Seal::of(&package, &unit).unwrap().sha256());
    assert_ne!(after.rule_set.sha256(), after.sealed_rule_set().sha256());
    let of = |package: &Package| {
        let receipt = crate::assess(package);
        let result = receipt.results.into_iter().find(|it| it.unit == unit).unwrap();
        result.targets.into_iter().find(|it| it.code == target).unwrap()
    };
    let (was, is) = (of(&package), of(&after));
    assert_ne!(was.actual, is.actual, "the year goes by the new formula");
    let interim = |it: &crate::receipt::TargetResult| it.details.clone().unwrap().interim;
    let mut both = [0, 0];
    for (was, is) in interim(&was).into_iter().zip(interim(&is)) {
        let before = was.period.to() < change.effective_on;
        if was.actual.is_some() {
            assert_eq!(was == is, before, "{}", was.period);
            both[usize::from(before)] += 1;
        }
    }
    assert!(both[0] > 0 && both[1] > 0, "periods on both sides: {both:?}");
    // The package of a unit alone gives the same, and so does its text read line by line.
    let alone = after.by_unit().into_iter().find(|it| it.units[0].code == unit).unwrap();
    assert_eq!(of(&alone), is);
    assert_eq!(crate::assess_bytes(after.to_json().as_bytes()).unwrap(), crate::assess(&after));
}

#[test]
fn grade_rules_change_beside_and_seals_keep_those_that_were_signed() {
    let mut package = package();
    let rule = |id: &str| crate::package::GradeRule::read(&crate::grading::GradeRule::shipped(id).unwrap().to_json()).unwrap();
    let chosen = |tasks_from| ChosenRule { whom: crate::grading::Whom::Units, tasks_from, rule: rule("nd335_org") };
    package.grade_rules = Some(vec![chosen(crate::grading::TasksFrom::KeyTasks)]);
    let change = RuleChange {
        grade_rules: Some(vec![chosen(crate::grading::TasksFrom::Targets)]),
        ..RuleChange { rule_set: None, ..change(package.rule_set.clone()) }
    };
    let lines = change.check(&package, SEALED, &titles()).unwrap();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0].place, "Xếp loại đơn vị");
    let after = change.added_to(package.clone());
    assert_eq!(Package::read(after.to_json()).as_ref(), Ok(&after));
    let seal = |it: &Package| Seal::of(it, &it.units[0].code).unwrap().sha256();
    assert_eq!(seal(&after), seal(&package));
    assert_ne!(after.grade_rules(), after.sealed_grade_rules());
    assert_eq!(without_rules(after, "07"), Package { version: crate::package::Version::Two, ..package });
}
