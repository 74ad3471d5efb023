//! The worked examples of `domain.md` 14 for NĐ 335: scores, means of months, and seventeen communes graded as organisations.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod graded;

use std::collections::BTreeMap;

use domain::assessment::{Assessor, rounded};
use domain::grading::{
    Allocation, Count, Entry, Grade, LevelName, MeanRefusal, Measured, Month, PendingReason, QuotaBase, QuotaRefusal, QuotaShare,
    ScoreRefusal, Scoring, Standing, Tasks, Who, WorkItem, Workload, YearScores,
};
use domain::{Package, Quantity, Receipt};
use graded::*;
use num_rational::BigRational;

const RECEIPT: &str = include_str!("../../testing/data/cam-giang-2022.receipt.json");
const PACKAGE: &str = include_str!("../../testing/data/cam-giang-2022.package.json");

fn scoring() -> Scoring {
    rule("nd335_person").scoring.unwrap()
}

fn amount(text: &str) -> Quantity {
    Quantity::from_plain(text).unwrap()
}

fn ratios(percentages: &[(&str, &str)]) -> BTreeMap<String, BigRational> {
    percentages.iter().map(|(code, it)| ((*code).to_owned(), percent(it))).collect()
}

fn leader_ratios([a, b, c, d, dd, e]: [&str; 6]) -> BTreeMap<String, BigRational> {
    ratios(&[("a", a), ("b", b), ("c", c), ("d", d), ("đ", dd), ("e", e)])
}

#[test]
fn nd335_the_scores_of_the_worked_examples() {
    let staff_ratios = ratios(&[("a", "95"), ("b", "90"), ("c", "88")]);
    assert_eq!(scoring().month(&staff(), amount("27"), &staff_ratios), Ok(amount("90.70")));
    for (general, values, score) in [
        ("27", ["95", "90", "88", "50", "50", "100"], "82.18"),
        ("22", ["60", "50", "40", "50", "50", "50"], "57.00"),
        ("28.5", ["100", "100", "100", "100", "50", "100"], "92.67"),
    ] {
        assert_eq!(scoring().month(&head(), amount(general), &leader_ratios(values)), Ok(amount(score)), "{values:?}");
        assert_eq!(scoring().month(&deputy(), amount(general), &leader_ratios(values)), Ok(amount(score)), "cấp phó");
    }
}

#[test]
fn nd335_the_general_points_are_those_of_the_items() {
    let codes = ["I.1", "I.2", "II.1", "II.2", "II.3", "II.4", "III.1", "III.2", "III.3", "III.4"];
    let full: BTreeMap<String, Quantity> =
        codes.iter().map(|it| ((*it).to_owned(), amount(if it.starts_with("I.") { "5" } else { "2.5" }))).collect();
    assert_eq!(scoring().general_points(&full), Ok(amount("30")));
    let with = |code: &str, points: &str| {
        let mut given = full.clone();
        given.insert(code.to_owned(), amount(points));
        scoring().general_points(&given)
    };
    assert_eq!(with("II.3", "1.25"), Ok(amount("28.75")));
    assert_eq!(with("II.3", "2.51"), Err(ScoreRefusal::OutOfRange));
    assert_eq!(with("II.3", "-1"), Err(ScoreRefusal::OutOfRange));
    assert_eq!(with("IV", "1"), Err(ScoreRefusal::UnknownItem));
    let mut less = full.clone();
    less.remove("I.1");
    assert_eq!(scoring().general_points(&less), Err(ScoreRefusal::Missing));
    let local = rule("nd335_org").scoring.unwrap();
    assert_eq!(local.general_points(&BTreeMap::new()), Err(ScoreRefusal::NotByThisRule), "NĐ 335 Điều 6: địa phương quy định");
    assert_eq!(local.points(&Who::organisation(), amount("30"), &BTreeMap::new()), Err(ScoreRefusal::NotByThisRule));
}

#[test]
fn nd335_what_cannot_be_a_score_is_refused() {
    let staff_ratios = ratios(&[("a", "95"), ("b", "90"), ("c", "88")]);
    let score = |who: &Who, general: &str, given: &BTreeMap<String, BigRational>| scoring().points(who, amount(general), given).err();
    assert_eq!(score(&staff(), "30.01", &staff_ratios), Some(ScoreRefusal::OutOfRange));
    assert_eq!(score(&head(), "30", &staff_ratios), Some(ScoreRefusal::Missing));
    assert_eq!(score(&staff(), "30", &leader_ratios(["95", "90", "88", "50", "50", "100"])), Some(ScoreRefusal::UnknownItem));
    assert_eq!(
        score(&head(), "30", &leader_ratios(["95", "90", "88", "75", "50", "100"])),
        Some(ScoreRefusal::OutOfRange),
        "d là 100 hoặc 50"
    );
    assert_eq!(score(&staff(), "30", &ratios(&[("a", "95"), ("b", "101"), ("c", "88")])), Some(ScoreRefusal::OutOfRange));
}

#[test]
fn nd335_dieu_18_ratio_a_may_exceed_the_whole_where_the_setting_says_so() {
    let work = Workload { assigned: amount("40"), done: amount("38"), on_top: amount("4") };
    assert_eq!(work.ratio(), Ok(percent("105")));
    assert_eq!(Workload { assigned: amount("0"), done: amount("0"), ..work }.ratio(), Err(ScoreRefusal::NothingAssigned));
    assert_eq!(Workload { done: amount("41"), ..work }.ratio(), Err(ScoreRefusal::OutOfRange));
    let given: BTreeMap<String, BigRational> =
        [("a", work.ratio().unwrap()), ("b", percent("100")), ("c", percent("100"))].map(|(code, it)| (code.to_owned(), it)).into();
    assert_eq!(scoring().month(&staff(), amount("30"), &given), Ok(amount("100")));
    let mut open = scoring();
    open.results.ratios[0].count = Count::Quantity { cap: None };
    assert_eq!(open.month(&staff(), amount("30"), &given), Ok(amount("101.17")));
}

#[test]
fn nd335_each_fault_costs_a_quarter_of_its_item_unless_it_is_excused() {
    let scoring = scoring();
    let quality = scoring.results.ratios.iter().find(|it| it.code == "b").unwrap();
    let item = |units: &str, right, faults, excused| WorkItem { units: amount(units), right, faults, excused };
    let ratio = |items: &[WorkItem]| quality.deducted(items);
    assert_eq!(ratio(&[item("1", true, 0, 0), item("1", true, 1, 0)]), Ok(percent("87.5")));
    assert_eq!(ratio(&[item("1", true, 1, 1), item("3", true, 2, 0)]), Ok(percent("62.5")));
    assert_eq!(ratio(&[item("1", true, 5, 0)]), Ok(percent("0")));
    assert_eq!(ratio(&[item("1", false, 0, 0), item("1", true, 0, 0)]), Ok(percent("50")));
    assert_eq!(ratio(&[item("1", true, 1, 2)]), Err(ScoreRefusal::MoreExcused));
    assert_eq!(ratio(&[]), Err(ScoreRefusal::NothingAssigned));
    assert_eq!(scoring.results.ratios[0].deducted(&[]), Err(ScoreRefusal::NotByThisRule));
}

const MONTHS: [&str; 12] = ["82.18", "85.00", "79.50", "88.20", "91.00", "90.40", "87.30", "89.90", "92.10", "90.00", "88.80", "93.60"];

fn year() -> YearScores {
    YearScores(MONTHS.map(|it| Some(Month::Scored(amount(it)))))
}

#[test]
fn nd335_means_of_months_are_exact() {
    let shown = |mean: Result<BigRational, MeanRefusal>| rounded(&mean.unwrap(), 2).vietnamese();
    for (quarter, mean) in [(1, "82,23"), (2, "89,87"), (3, "89,77"), (4, "90,80")] {
        assert_eq!(shown(year().quarter(quarter)), mean, "quý {quarter}");
    }
    assert_eq!(shown(year().half(1)), "86,05");
    assert_eq!(shown(year().year()), "88,17");
    let mut shorter = year();
    shorter.0[0] = Some(Month::OnLeave);
    assert_eq!(shown(shorter.quarter(1)), "82,25", "nghỉ theo chế độ: tính các tháng còn lại");
    shorter.0[1] = None;
    assert_eq!(shorter.quarter(1), Err(MeanRefusal::MonthMissing));
    assert_eq!(shorter.year(), Err(MeanRefusal::MonthMissing));
    assert_eq!(YearScores([Some(Month::OnLeave); 12]).year(), Err(MeanRefusal::NothingScored));
    assert_eq!((year().quarter(5), year().half(0)), (Err(MeanRefusal::NoSuchSpan), Err(MeanRefusal::NoSuchSpan)));
}

#[test]
fn nd335_the_rounding_trap_asks_a_person() {
    let mut months = YearScores([Some(Month::Scored(amount("89.99"))); 12]);
    months.0[6..].fill(Some(Month::Scored(amount("90.00"))));
    let mean = months.year().unwrap();
    assert_eq!(mean, number("89.995"));
    let facts = clean_person().with(Measured::Points, mean).unwrap();
    assert_eq!(said(&graded_person(&staff(), &facts).standing), "pending rounding_conflict (good)");
    assert_eq!(Measured::Points.show(facts.number(Measured::Points).unwrap()), "89,9950");
}

/// The communes of the worked receipt, graded as organisations: the share of tasks is that of the targets met, the points the score.
fn communes() -> Vec<Entry> {
    let package = Package::read(PACKAGE).unwrap();
    let assessor = Assessor::new(&package);
    let grade = |it: &domain::receipt::UnitResult| {
        let tasks = Tasks::of_result(&assessor.exact_result(&it.unit).unwrap());
        let score = it.score.as_ref().unwrap().quantity().unwrap();
        let facts = clean_organisation().with_amount(Measured::Points, score).unwrap().with_tasks(&tasks).unwrap();
        Entry { code: it.unit.clone(), standing: graded_org(&facts).standing, points: Some(score.rational()) }
    };
    Receipt::read(RECEIPT).unwrap().results.iter().map(grade).collect()
}

const FAILED: [&str; 7] = ["10900", "10903", "10906", "10909", "10924", "10936", "10942"];

fn codes(entries: &[Entry], holds: impl Fn(&Standing) -> bool) -> Vec<&str> {
    entries.iter().filter(|it| holds(&it.standing)).map(|it| it.code.as_str()).collect()
}

#[test]
fn nd335_dieu_8_seven_communes_fail_five_wait_and_five_are_candidates() {
    let entries = communes();
    let failed = codes(&entries, |it| *it == Standing::Proposed(LevelName::Grade(Grade::NotCompleted)));
    // Cẩm Văn, Ngọc Liên, Thạch Lỗi, Cẩm Vũ, Lương Điền, Cẩm Điền, Cẩm Đoài.
    assert_eq!(failed, FAILED);
    assert_eq!(codes(&entries, |it| has(it, PendingReason::TasksUnfinished)).len(), 5);
    assert_eq!(codes(&entries, |it| matches!(it, Standing::Candidate(_))), ["10888", "10897", "10912", "10927", "10930"]);
    // Both are shown: 97,97 points with 7 of 10 targets are no grade by themselves.
    assert!(
        entries
            .iter()
            .any(|it| it.code == "10894" && it.points == Some(number("97.97")) && has(&it.standing, PendingReason::TasksUnfinished))
    );
}

#[test]
fn nd335_one_place_for_five_tied_communes_asks_a_person() {
    let entries = communes();
    let rule = rule("nd335_org");
    let expected = Allocation {
        base: 5,
        places: 1,
        taken: 0,
        kept: vec![],
        tied: ["10888", "10897", "10912", "10927", "10930"].map(str::to_owned).into(),
        places_for_tied: 1,
        beyond: vec![],
        undecided: ["10891", "10894", "10918", "10933", "10939"].map(str::to_owned).into(),
    };
    let allocation = rule.allocate(&entries, QuotaShare::Ordinary).unwrap();
    assert_eq!(allocation, expected);
    assert_eq!(allocation.reason_for("10888"), Some(PendingReason::QuotaTie));
    assert_eq!(allocation.reason_for("10900"), None);
    // 25 % of 5 is one place too.
    assert_eq!(rule.allocate(&entries, QuotaShare::Outstanding { reason: "Dẫn đầu tỉnh" }).unwrap().places, 1);
    let refused = |share| rule.allocate(&entries, share).err();
    assert_eq!(refused(QuotaShare::Outstanding { reason: " " }), Some(QuotaRefusal::ReasonMissing));
    // Of those graded good alone there is none: an empty base is an error, not zero places.
    let mut narrow = rule.clone();
    narrow.quota.as_mut().unwrap().base.value = QuotaBase::GoodOnly;
    assert_eq!(narrow.allocate(&entries, QuotaShare::Ordinary), Err(QuotaRefusal::EmptyBase));
}

fn entry(code: &str, grade: Option<Grade>, points: &str) -> Entry {
    let standing = match grade {
        Some(Grade::Excellent) => Standing::Candidate(LevelName::Grade(Grade::Excellent)),
        Some(grade) => Standing::Proposed(LevelName::Grade(grade)),
        None => Standing::NotRated,
    };
    Entry { code: code.to_owned(), standing, points: Some(number(points)) }
}

#[test]
fn nd335_the_quota_keeps_the_first_and_leaves_ties_and_the_rest_to_a_person() {
    let rule = rule("nd335_person");
    let mut entries: Vec<Entry> = (0..10).map(|it| entry(&format!("g{it}"), Some(Grade::Good), "80")).collect();
    entries.push(entry("a", Some(Grade::Excellent), "97"));
    entries.push(entry("b", Some(Grade::Excellent), "95"));
    entries.push(entry("c", Some(Grade::Excellent), "95"));
    entries.push(entry("d", Some(Grade::Excellent), "91"));
    entries.push(entry("n", None, "0"));
    entries.push(entry("k", Some(Grade::Completed), "60"));
    let ordinary = rule.allocate(&entries, QuotaShare::Ordinary).unwrap();
    assert_eq!((ordinary.base, ordinary.places, ordinary.places_for_tied), (14, 2, 1));
    assert_eq!((ordinary.kept.join(","), ordinary.tied.join(","), ordinary.beyond.join(",")), ("a".into(), "b,c".into(), "d".into()));
    assert_eq!(ordinary.reason_for("d"), Some(PendingReason::BeyondQuota));
    let outstanding = rule.allocate(&entries, QuotaShare::Outstanding { reason: "Có sáng kiến cấp tỉnh" }).unwrap();
    assert_eq!((outstanding.places, outstanding.kept.join(","), outstanding.tied.len()), (3, "a,b,c".into(), 0));
    let mut narrow = rule.clone();
    narrow.quota.as_mut().unwrap().base.value = QuotaBase::GoodOnly;
    assert_eq!(narrow.allocate(&entries, QuotaShare::Ordinary).unwrap().base, 10);
    // Without points nobody comes before anybody.
    entries[11].points = None;
    let unordered = rule.allocate(&entries, QuotaShare::Ordinary).unwrap();
    assert_eq!((unordered.kept.len(), unordered.tied.len(), unordered.places_for_tied), (0, 4, 2));
    entries.push(entry("a", Some(Grade::Good), "80"));
    assert_eq!(rule.allocate(&entries, QuotaShare::Ordinary), Err(QuotaRefusal::CodeTwice));
}

#[test]
fn a_grade_that_is_decided_already_has_its_place() {
    let rule = rule("nd335_person");
    let mut entries: Vec<Entry> = (0..8).map(|it| entry(&format!("g{it}"), Some(Grade::Good), "80")).collect();
    entries.push(Entry { standing: Standing::Proposed(LevelName::Grade(Grade::Excellent)), ..entry("a", Some(Grade::Excellent), "91") });
    entries.push(entry("b", Some(Grade::Excellent), "99"));
    entries.push(entry("c", Some(Grade::Excellent), "95"));
    // 20 % of 11 are two places; one is taken, whatever its points.
    let left = rule.allocate(&entries, QuotaShare::Ordinary).unwrap();
    assert_eq!((left.base, left.places, left.taken), (11, 2, 1));
    assert_eq!((left.kept.join(","), left.beyond.join(",")), ("b".into(), "c".into()));
}

#[test]
fn a_quota_that_the_rule_does_not_know_is_refused() {
    let entries = [entry("a", Some(Grade::Excellent), "95")];
    assert_eq!(rule("qd366_party").allocate(&entries, QuotaShare::Ordinary), Err(QuotaRefusal::NoQuota));
    let outstanding = QuotaShare::Outstanding { reason: "Nổi trội" };
    assert_eq!(rule("nd90_leader").allocate(&entries, outstanding), Err(QuotaRefusal::NoOutstandingShare));
    // One of one: no place at all, so the candidate is left to a person.
    let alone = rule("nd335_org").allocate(&entries, QuotaShare::Ordinary).unwrap();
    assert_eq!((alone.places, alone.beyond.len()), (0, 1));
}
