//! Short ways to say facts and outcomes of grading in tests.

#![allow(dead_code, reason = "each test file uses its part")]

use domain::Quantity;
use domain::grading::{Fact, Grade, GradeFacts, GradeRule, Graded, LevelName, Measured, PendingReason, Proposal, Standing, Stated, Who};
use domain::organisation::{PersonCategory, PostKind};
use num_rational::BigRational;
use time::Date;
use time::macros::date;

/// A day on which the rules of 2026 are in force.
pub const IN_2026: Date = date!(2026 - 12 - 20);

pub fn rule(id: &str) -> GradeRule {
    GradeRule::read(GradeRule::shipped_text(id).unwrap()).unwrap()
}

pub fn number(text: &str) -> BigRational {
    Quantity::from_plain(text).unwrap().rational()
}

/// A share from a percentage.
pub fn percent(text: &str) -> BigRational {
    number(text) / BigRational::from_integer(100.into())
}

pub trait Say {
    fn amount(self, fact: Measured, text: &str) -> Self;
    fn share(self, fact: Measured, percentage: &str) -> Self;
}

impl Say for GradeFacts {
    fn amount(self, fact: Measured, text: &str) -> Self {
        self.with(fact, number(text)).unwrap()
    }

    fn share(self, fact: Measured, percentage: &str) -> Self {
        self.with(fact, percent(percentage)).unwrap()
    }
}

/// An organisation against which nothing speaks.
pub fn clean_organisation() -> GradeFacts {
    GradeFacts::new()
        .with_subordinates(&[Some(Grade::Good), Some(Grade::Completed)])
        .says(Stated::PersonnelWrongdoing, false)
        .says(Stated::ForceMajeure, false)
        .says(Stated::ComplaintOpen, false)
        .says(Stated::ShortcomingOpen, false)
}

/// Points and percentages of tasks: done, on time, late, exceeded.
pub fn organisation(points: &str, [done, on_time, late, exceeded]: [&str; 4]) -> GradeFacts {
    clean_organisation()
        .amount(Measured::Points, points)
        .share(Measured::TasksDone, done)
        .share(Measured::TasksOnTime, on_time)
        .share(Measured::TasksLate, late)
        .share(Measured::TasksExceeded, exceeded)
}

/// Somebody who worked all year and against whom nothing speaks.
pub fn clean_person() -> GradeFacts {
    GradeFacts::new()
        .amount(Measured::MonthsWorked, "12")
        .amount(Measured::MonthsAbsent, "0")
        .says(Stated::SickOrMaternityLeave, false)
        .says(Stated::Degradation, false)
        .says(Stated::Disciplined, false)
        .says(Stated::DisciplinedForDuty, false)
        .says(Stated::UnitCorruption, false)
}

pub fn person(points: &str) -> GradeFacts {
    clean_person().amount(Measured::Points, points)
}

pub fn staff() -> Who {
    Who::person(Some(PersonCategory::CivilServant), PostKind::Officer)
}

pub fn deputy() -> Who {
    Who::person(Some(PersonCategory::CivilServant), PostKind::DeputyHead)
}

pub fn head() -> Who {
    Who::person(Some(PersonCategory::CivilServant), PostKind::UnitHead)
}

pub fn graded_org(facts: &GradeFacts) -> Proposal {
    rule("nd335_org").propose(&Who::organisation(), IN_2026, facts).unwrap()
}

pub fn graded_person(who: &Who, facts: &GradeFacts) -> Proposal {
    rule("nd335_person").propose(who, IN_2026, facts).unwrap()
}

pub fn with_unit(facts: GradeFacts, grade: Grade) -> GradeFacts {
    facts.graded(Graded::UnitGrade, grade)
}

/// An outcome in one line: `good`, `candidate excellent`, `not rated`, `pending exceeded_too_few (good)`, `pending fact_unknown [points]`.
pub fn said(standing: &Standing) -> String {
    match standing {
        Standing::Proposed(level) => level.code().to_owned(),
        Standing::Candidate(level) => format!("candidate {}", level.code()),
        Standing::NotRated => "not rated".to_owned(),
        Standing::Pending(pending) => {
            let reasons: Vec<&str> = pending.reasons.iter().map(|it| it.code()).collect();
            let missing: Vec<&str> = pending.missing.iter().map(|it: &Fact| it.code()).collect();
            let missing = if missing.is_empty() { String::new() } else { format!(" [{}]", missing.join(", ")) };
            let suggestion = pending.suggestion.as_ref().map(|it: &LevelName| format!(" ({})", it.code())).unwrap_or_default();
            format!("pending {}{missing}{suggestion}", reasons.join(", "))
        }
    }
}

pub fn has(standing: &Standing, reason: PendingReason) -> bool {
    standing.reasons().contains(&reason)
}
