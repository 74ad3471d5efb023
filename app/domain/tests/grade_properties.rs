//! What holds of every grading, whatever the facts.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod graded;

use domain::Quantity;
use domain::grading::{
    Entry, Grade, GradeFacts, Graded, LevelName, Measured, PendingReason, Proposal, QuotaBase, QuotaShare, Standing, Stated, Tasks, Who,
};
use domain::organisation::{PersonCategory, PostKind};
use graded::*;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

static RULES: LazyLock<[domain::grading::GradeRule; 4]> =
    LazyLock::new(|| ["nd335_org", "nd335_person", "nd90_leader", "qd366_party"].map(rule));

/// Points in thousandths, so that rounding to two decimals matters.
fn any_points() -> impl Strategy<Value = Quantity> {
    prop_oneof![(0..=100_000_i64), Just(89_995), Just(49_995), Just(90_000), Just(70_000), Just(50_000)].prop_map(|it| Quantity(it * 10))
}

fn any_tasks() -> impl Strategy<Value = Tasks> {
    (1_u32..=20).prop_flat_map(|total| {
        let nearly_all = prop_oneof![Just(total), 0..=total];
        nearly_all.prop_flat_map(move |done| {
            let on_time = prop_oneof![Just(done), 0..=done];
            (on_time, 0..=total, 0..=done).prop_map(move |(on_time, late, exceeded)| Tasks {
                total,
                done,
                on_time,
                late,
                exceeded: Some(exceeded),
            })
        })
    })
}

fn any_grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(Grade::ALL)
}

/// Seldom true, as in life.
fn seldom() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.1)
}

/// Everything that any of the rules asks, known.
fn any_facts() -> impl Strategy<Value = GradeFacts> {
    let stated = proptest::collection::vec(seldom(), Stated::ALL.len());
    let shares = (0_i64..=10, 0_i64..=10, 0_i64..=12, 0_i64..=12);
    (any_points(), any_tasks(), proptest::collection::vec(any_grade(), 0..4), stated, shares, any_grade()).prop_map(
        |(points, tasks, subordinates, stated, (unit, criteria, worked, absent), unit_grade)| {
            let subordinates: Vec<Option<Grade>> = subordinates.into_iter().map(Some).collect();
            let tenth = |it: i64| BigRational::new(it.into(), 10.into());
            let whole = |it: i64| BigRational::from_integer(it.into());
            let facts = GradeFacts::new().with_amount(Measured::Points, points).unwrap().with_tasks(&tasks).unwrap();
            let facts = facts.with_subordinates(&subordinates).graded(Graded::UnitGrade, unit_grade);
            let facts = facts.with(Measured::UnitTargetsMet, tenth(unit)).unwrap().with(Measured::CriteriaNotMet, tenth(criteria)).unwrap();
            let facts = facts.with(Measured::MonthsWorked, whole(worked)).unwrap().with(Measured::MonthsAbsent, whole(absent)).unwrap();
            Stated::ALL.iter().zip(stated).fold(facts, |facts, (fact, holds)| facts.says(*fact, holds))
        },
    )
}

/// The proposals of every rule for everybody that it grades.
fn all_proposals(facts: &GradeFacts) -> Vec<Proposal> {
    let [org, person, leader, party] = &*RULES;
    let employee = Who::person(Some(PersonCategory::PublicEmployee), PostKind::UnitHead);
    vec![
        org.propose(&Who::organisation(), IN_2026, facts).unwrap(),
        party.propose(&Who::organisation(), IN_2026, facts).unwrap(),
        person.propose(&staff(), IN_2026, facts).unwrap(),
        person.propose(&head(), IN_2026, facts).unwrap(),
        leader.propose(&employee, IN_2026, facts).unwrap(),
    ]
}

fn level(proposal: &Proposal) -> Option<Grade> {
    proposal.standing.level().and_then(LevelName::grade)
}

/// Facts without the one that `pick` hits.
fn without_one(facts: &GradeFacts, pick: &Index) -> GradeFacts {
    let mut json: serde_json::Value = serde_json::from_str(&facts.to_json()).unwrap();
    let names: Vec<(String, String)> = ["measured", "stated", "graded"]
        .iter()
        .flat_map(|kind| json[*kind].as_object().unwrap().keys().map(|it| ((*kind).to_owned(), it.clone())).collect::<Vec<_>>())
        .collect();
    let (kind, name) = pick.get(&names);
    json[kind].as_object_mut().unwrap().remove(name);
    GradeFacts::read(&json.to_string()).unwrap()
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let points = (80_i64..100).prop_map(|it| BigRational::from_integer(it.into()));
    let standing = prop_oneof![
        3 => Just(Standing::Candidate(LevelName::Grade(Grade::Excellent))),
        3 => Just(Standing::Proposed(LevelName::Grade(Grade::Good))),
        1 => Just(Standing::Proposed(LevelName::Grade(Grade::Completed))),
        1 => Just(Standing::NotRated),
    ];
    proptest::collection::vec((standing, points), 1..40).prop_map(|list| {
        list.into_iter()
            .enumerate()
            .map(|(at, (standing, points))| Entry { code: format!("u{at:02}"), standing, points: Some(points) })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn known_facts_are_graded_or_the_gap_is_named(facts in any_facts()) {
        for proposal in all_proposals(&facts) {
            prop_assert!(!has(&proposal.standing, PendingReason::FactUnknown));
            prop_assert_ne!(matches!(proposal.standing, Standing::Pending(_)), proposal.standing.reasons().is_empty());
        }
        prop_assert!(!has(&RULES[0].propose(&Who::organisation(), IN_2026, &facts).unwrap().standing, PendingReason::NoLevel));
        prop_assert!(!has(&RULES[1].propose(&staff(), IN_2026, &facts).unwrap().standing, PendingReason::NoLevel));
    }

    #[test]
    fn more_points_never_lower_the_level(facts in any_facts(), one in any_points(), other in any_points()) {
        let with = |points: Quantity| all_proposals(&facts.clone().with_amount(Measured::Points, points).unwrap());
        for (less, more) in with(one.min(other)).iter().zip(&with(one.max(other))) {
            if let Some((less, more)) = level(less).zip(level(more)) {
                prop_assert!(less <= more, "{less:?} {more:?}");
            }
            if matches!(less.standing, Standing::Candidate(_)) {
                prop_assert!(matches!(more.standing, Standing::Candidate(_)));
            }
        }
    }

    #[test]
    fn a_missing_fact_never_changes_a_grade_it_only_leaves_it_open(facts in any_facts(), pick in any::<Index>()) {
        for (known, open) in all_proposals(&facts).iter().zip(&all_proposals(&without_one(&facts, &pick))) {
            if !matches!(open.standing, Standing::Pending(_)) {
                prop_assert_eq!(&open.standing, &known.standing);
            }
            let missing = matches!(&open.standing, Standing::Pending(it) if !it.missing.is_empty());
            prop_assert_eq!(missing, has(&open.standing, PendingReason::FactUnknown));
            prop_assert!(!missing || open.standing.level().is_none());
        }
    }

    #[test]
    fn a_head_is_never_above_the_unit(facts in any_facts()) {
        let unit = facts.grade(Graded::UnitGrade);
        let head = RULES[1].propose(&head(), IN_2026, &facts).unwrap();
        let alone = RULES[1].propose(&staff(), IN_2026, &facts.clone().says(Stated::UnitCorruption, false)).unwrap();
        prop_assert!(level(&head) <= unit);
        prop_assert!(level(&head) <= level(&alone) || level(&alone).is_none());
    }

    #[test]
    fn the_order_of_facts_changes_nothing(points in any_points(), unit in any_grade(), stated in proptest::collection::vec(seldom(), Stated::ALL.len())) {
        let said: Vec<(Stated, bool)> = Stated::ALL.iter().copied().zip(stated).collect();
        let add = |facts: GradeFacts, (fact, holds): &(Stated, bool)| facts.says(*fact, *holds);
        let one = said.iter().fold(GradeFacts::new().with_amount(Measured::Points, points).unwrap().graded(Graded::UnitGrade, unit), add);
        let other = said.iter().rev().fold(GradeFacts::new().graded(Graded::UnitGrade, unit), add).with_amount(Measured::Points, points).unwrap();
        prop_assert_eq!(all_proposals(&one), all_proposals(&other));
    }

    #[test]
    fn facts_that_are_kept_come_back(facts in any_facts()) {
        prop_assert_eq!(GradeFacts::read(&facts.to_json()), Some(facts));
    }

    #[test]
    fn the_quota_is_never_exceeded_and_order_changes_nothing(entries in any_entries(), picks in proptest::collection::vec(any::<Index>(), 40), outstanding: bool, good_only: bool) {
        let mut rule = RULES[0].clone();
        if good_only {
            rule.quota.as_mut().unwrap().base.value = QuotaBase::GoodOnly;
        }
        let (share, greatest) = if outstanding { (QuotaShare::Outstanding { reason: "Nổi trội" }, number("0.25")) } else { (QuotaShare::Ordinary, number("0.2")) };
        let allocation = rule.allocate(&entries, share);
        let mut shuffled = entries.clone();
        for (at, pick) in picks.iter().enumerate().take(shuffled.len()) {
            let other = pick.index(shuffled.len());
            shuffled.swap(at, other);
        }
        prop_assert_eq!(rule.allocate(&shuffled, share), allocation.clone());
        let Ok(allocation) = allocation else { return Ok(()) };
        prop_assert!(BigRational::from_integer(allocation.places.into()) <= greatest * BigRational::from_integer(allocation.base.into()));
        prop_assert!(allocation.kept.len() + allocation.places_for_tied <= allocation.places);
        prop_assert!(allocation.tied.is_empty() || allocation.places_for_tied < allocation.tied.len());
        let candidates = entries.iter().filter(|it| matches!(it.standing, Standing::Candidate(_))).count();
        prop_assert_eq!(allocation.kept.len() + allocation.tied.len() + allocation.beyond.len(), candidates);
        // As many places are used as there are candidates for them.
        prop_assert_eq!(allocation.kept.len() + allocation.places_for_tied, allocation.places.min(candidates));
        let points = |codes: &[String]| -> Vec<BigRational> { entries.iter().filter(|it| codes.contains(&it.code)).filter_map(|it| it.points.clone()).collect() };
        if let Some(least) = points(&allocation.kept).into_iter().min() {
            prop_assert!(points(&allocation.tied).iter().chain(&points(&allocation.beyond)).all(|it| *it < least));
        }
    }

    #[test]
    fn places_in_groups_never_total_more_than_the_organisations(sizes in proptest::collection::vec(1_usize..60, 1..8)) {
        let quota = RULES[1].quota.as_ref().unwrap();
        let groups: usize = sizes.iter().map(|it| quota.places(*it, QuotaShare::Ordinary).unwrap()).sum();
        prop_assert!(groups <= quota.places(sizes.iter().sum(), QuotaShare::Ordinary).unwrap());
    }
}
