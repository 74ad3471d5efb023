//! The worked package of version 2 gives the worked receipt, an independent reading agrees with it, and what was worked out by hand
//! stands in it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod naive;

use domain::assessment::{Assessor, Status};
use domain::package::{Package, Pass, RuleSet, Version};
use domain::receipt::{Outcome, Receipt, TargetDetails, UnitDetails, UnitResult};
use domain::{assess, assess_bytes};
use serde_json::Value;

const PACKAGE: &str = include_str!("../../testing/data/vi-du-2.package.json");
const RECEIPT: &str = include_str!("../../testing/data/vi-du-2.receipt.json");

fn package() -> Package {
    Package::read(PACKAGE).unwrap()
}

fn receipt() -> Receipt {
    assess(&package())
}

fn details(it: &UnitResult) -> &UnitDetails {
    it.details.as_ref().unwrap()
}

fn of_target<'r>(receipt: &'r Receipt, unit: &str, target: &str) -> &'r TargetDetails {
    receipt.unit(unit).unwrap().target(target).unwrap().details.as_ref().unwrap()
}

fn score(receipt: &Receipt, unit: &str) -> String {
    receipt.unit(unit).unwrap().score.as_ref().unwrap().to_string()
}

#[test]
fn the_worked_package_gives_the_worked_receipt() {
    let receipt = assess_bytes(PACKAGE.as_bytes()).unwrap();
    let ours: Value = serde_json::from_str(&receipt.to_json()).unwrap();
    let worked: Value = serde_json::from_str(RECEIPT).unwrap();
    assert_eq!(ours, worked);
    assert_eq!(ours["results"], naive::assess(&package()));
    assert_eq!(Receipt::read(RECEIPT), Some(receipt));
}

#[test]
fn it_keeps_its_digests_and_is_of_version_two_alone() {
    let package = package();
    let canonical = domain::canonical::canonical_form(PACKAGE).unwrap();
    assert_eq!((package.version, package.to_json()), (Version::Two, canonical));
    assert_eq!(package.rule_set.sha256(), RuleSet::read(package.rule_set.to_json()).unwrap().sha256());
    assert!(assess_bytes(PACKAGE.replace("camket-package/2", "camket-package/1").as_bytes()).is_err());
    // What the receipt of version 1 says has the same names here.
    let one: Value = serde_json::from_str(include_str!("../../testing/data/cam-giang-2022.receipt.json")).unwrap();
    let two: Value = serde_json::from_str(RECEIPT).unwrap();
    for place in ["", "/results/0", "/results/0/targets/0"] {
        let keys = |it: &Value| it.pointer(place).unwrap().as_object().unwrap().keys().cloned().collect::<Vec<String>>();
        assert!(keys(&one).iter().all(|it| keys(&two).contains(it)), "{place}");
    }
}

#[test]
fn every_key_of_version_two_is_used() {
    let text = domain::canonical::canonical_form(PACKAGE).unwrap();
    let keys = [
        "areas",
        "adjustments",
        "bonus_cap",
        "malus_cap",
        "rank",
        "tie_breakers",
        "by",
        "grade_rule",
        "target_to",
        "stretch",
        "gate",
        "cap",
        "interim",
        "value_to",
        "period",
        "max_survey",
        "without_survey",
        "amendments",
        "number",
        "effective_on",
        "reason",
        "appraisals",
        "self",
        "appraised",
        "survey",
        "appraiser",
        "points",
        "external_results",
        "score",
        "out_of",
        "source",
        "published_on",
        "grade_rules",
        "definition",
        "legal_basis",
        "whom",
        "tasks_from",
    ];
    for key in keys {
        assert!(text.contains(&format!("\"{key}\":")), "{key}");
    }
    for word in ["range", "manual", "bonus", "malus", "rescale", "target", "actual", "area", "survey", "met", "exceeded"] {
        assert!(text.contains(&format!(":\"{word}\"")), "{word}");
    }
}

#[test]
fn months_give_the_interim_figures_of_the_reference() {
    // domain.md 14: cumulative shares of Cao An after March, June and September.
    let receipt = receipt();
    let told = |unit: &str| -> Vec<(String, String, &str)> {
        let list = &of_target(&receipt, unit, "T03").interim;
        list.iter()
            .map(|it| (it.period.to_string(), it.actual.as_ref().map_or_else(String::new, ToString::to_string), it.status.code()))
            .collect()
    };
    let of = |period: &str, actual: &str, status: &'static str| (period.to_owned(), actual.to_owned(), status);
    assert_eq!(told("10927"), [of("2022-Q1", "55.22", "met"), of("2022-H1", "65.28", "met"), of("2022-9M", "72.41", "met")]);
    assert_eq!(told("10924"), [of("2022-Q1", "31.46", "not_met"), of("2022-H1", "37.29", "not_met"), of("2022-9M", "41.29", "not_met")]);
    // Cẩm Văn goes its own way through the year: it has its own marks, and the common one of September is none of them.
    assert_eq!(told("10900"), [of("2022-Q1", "25.84", "met"), of("2022-H1", "30.13", "met")]);
    // Whoever reports once a year has reported nothing by June.
    assert_eq!(told("10888").iter().map(|it| it.2).collect::<Vec<_>>(), ["not_reported"; 3]);
}

#[test]
fn the_goal_that_applied_is_named_with_its_amendment() {
    let receipt = receipt();
    let goal = |unit: &str, target: &str| {
        let it = &of_target(&receipt, unit, target).goal;
        (it.value.plain(), it.own, it.amendment.clone())
    };
    assert_eq!(goal("10927", "T03"), ("62".to_owned(), false, Some("1".to_owned())));
    assert_eq!(goal("10900", "T03"), ("40".to_owned(), true, Some("3".to_owned())));
    assert_eq!(goal("10906", "T06"), ("5".to_owned(), true, Some("4".to_owned())));
    assert_eq!(goal("10924", "T06"), ("4".to_owned(), true, None));
    assert_eq!(goal("10927", "T05"), ("35".to_owned(), false, None));
    let package = package();
    let assessor = Assessor::new(&package);
    let on = |day| assessor.goal_on("10900", "T03", day).unwrap().value.text();
    assert_eq!((on(time::macros::date!(2022 - 08 - 31)), on(time::macros::date!(2022 - 09 - 01))), ("45".to_owned(), "40".to_owned()));
}

#[test]
fn the_scores_that_were_worked_out_by_hand_stand_there() {
    let receipt = receipt();
    // Cẩm Vũ has no survey: 93,13 of 97 points.
    let it = details(receipt.unit("10909").unwrap());
    assert_eq!((it.points.to_string().as_str(), it.scale.plain().as_str(), score(&receipt, "10909").as_str()), ("93.13", "97", "96.01"));
    assert_eq!(receipt.unit("10909").unwrap().target("T11").unwrap().actual.as_ref().unwrap().to_string(), "6.56");
    // The township is exempt from a target of 5: 94,40 of 95.
    assert_eq!((details(receipt.unit("10888").unwrap()).scale.plain().as_str(), score(&receipt, "10888").as_str()), ("95", "99.37"));
    // Đức Chính: bonuses of 2,5 → 2 and 2, together 3 at most, and never above 100.
    let it = details(receipt.unit("10912").unwrap());
    let given: Vec<_> = it.adjustments.iter().map(|it| (it.code.as_str(), it.given.plain(), it.counted.plain())).collect();
    assert_eq!(given, [("B1", "2.5".to_owned(), "2".to_owned()), ("B2", "2".to_owned(), "2".to_owned())]);
    assert_eq!((it.bonus.plain().as_str(), score(&receipt, "10912").as_str()), ("3", "100.00"));
    // Lương Điền: 4 malus points are cut to 3, and all maluses to 2,5.
    let it = receipt.unit("10924").unwrap();
    assert_eq!((details(it).malus.plain().as_str(), details(it).base_score.as_ref().unwrap().to_string().as_str()), ("2.5", "63.64"));
    assert_eq!((score(&receipt, "10924").as_str(), it.outcome), ("61.14", Outcome::Fail));
    // Four units with a late dossier meet no gate; it caps them at 89, and being mandatory it fails them.
    let failing: Vec<&str> = receipt.results.iter().filter(|it| details(it).gate_cap.is_some()).map(|it| it.unit.as_str()).collect();
    assert_eq!(failing, ["10900", "10906", "10924", "10942"]);
    assert!(failing.iter().all(|it| receipt.unit(it).unwrap().outcome == Outcome::Fail));
    // Cẩm Đoài was not appraised: that counts as nothing, not as a smaller scale.
    assert_eq!(
        (receipt.unit("10942").unwrap().target("T11").unwrap().status, details(receipt.unit("10942").unwrap()).scale.plain().as_str()),
        (Status::NotReported, "100")
    );
}

#[test]
fn the_tie_at_the_top_is_broken_by_the_second_and_third_tie_breaker() {
    let receipt = receipt();
    let place = |unit: &str| receipt.unit(unit).unwrap().rank;
    // Both stand at 100,00 with surveys of 2,9 and no late dossier; Cao An issued its plan a day earlier.
    assert_eq!((score(&receipt, "10927").as_str(), score(&receipt, "10912").as_str()), ("100.00", "100.00"));
    assert_eq!((place("10927"), place("10912"), place("10930")), (Some(1), Some(2), Some(3)));
    // The two townships are ranked by themselves.
    assert_eq!((place("10888"), place("10891")), (Some(1), Some(2)));
    // Ten communes and more have all points of procedure reform and share the first place there; the next place is the one behind them all.
    let procedures: Vec<u32> =
        receipt.results.iter().filter(|it| it.peer_group == "commune").map(|it| details(it).area_results[1].rank.unwrap()).collect();
    let first = procedures.iter().filter(|it| **it == 1).count();
    assert!(procedures.iter().all(|it| *it == 1 || *it as usize == first + 1));
}

#[test]
fn by_the_published_index_three_units_are_decided_and_the_others_wait() {
    let mut package = package();
    package.rule_set.pass = Pass::IndexBased { pass_from: domain::package::Decimal::read("80").unwrap() };
    let receipt = assess(&package);
    let decided: Vec<_> = receipt
        .results
        .iter()
        .filter(|it| it.outcome != Outcome::PendingDecision)
        .map(|it| (it.unit.as_str(), it.outcome, it.rank, it.rounding_conflict))
        .collect();
    assert_eq!(
        decided,
        [("10900", Outcome::Fail, Some(3), true), ("10912", Outcome::Pass, Some(2), false), ("10927", Outcome::Pass, Some(1), false)]
    );
    let before = self::receipt();
    assert!(receipt.results.iter().zip(&before.results).all(|(one, other)| details(one).computed_score == other.score));
}

#[test]
fn every_explanation_agrees_with_the_receipt() {
    let package = package();
    let receipt = assess(&package);
    let assessor = Assessor::new(&package);
    for unit in &receipt.results {
        let explanations = assessor.explain_unit(&unit.unit);
        assert!(explanations.iter().map(|it| &it.result).eq(unit.targets.iter()));
        let why = assessor.explain_score(&unit.unit).unwrap();
        assert_eq!((why.result.score.as_ref(), why.result.outcome), (unit.score.as_ref(), unit.outcome));
        assert_eq!(why.tie_breakers.len(), 7);
    }
    // One late dossier less than one lifts Cẩm Đoài over its gate: 10 points, and the score from 75,86 to 85,86.
    let next = assessor.explain("10942", "T02").unwrap().next.unwrap();
    assert_eq!((next.whole_change, next.score_gain.map(|it| it.to_string())), (Some((-1).into()), Some("10.00".to_owned())));
}
