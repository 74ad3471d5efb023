//! An appeal from the day it is filed to its answer.

use time::macros::{date, datetime};

use super::*;

const TERMS: AppealTerms = AppealTerms { file_within: 5, answer_within: 7 };
/// Days off and on around Tết 2024, as an office enters them.
const TET: WorkDays<'_> = WorkDays {
    holidays: &[date!(2024 - 02 - 08), date!(2024 - 02 - 09), date!(2024 - 02 - 12), date!(2024 - 02 - 13), date!(2024 - 02 - 14)],
    make_up: &[],
};
const COMMUNE: UnitId = UnitId(7);
const HEAD: PersonId = PersonId(1);
const OTHER: PersonId = PersonId(3);

fn at(day: Date) -> Timestamp {
    Timestamp::of(day.with_hms(9, 0, 0).unwrap().assume_offset(time::macros::offset!(+7)))
}

fn known(on: Date) -> Option<Known> {
    Some(Known { on, until: TERMS.last_day(on, TET) })
}

fn filed() -> Appeal {
    TERMS.file(COMMUNE, "T03 thiếu 4 hồ sơ", (HEAD, at(date!(2024 - 02 - 05))), known(date!(2024 - 02 - 02)), &[], TET).unwrap()
}

#[test]
fn an_appeal_is_filed_within_working_days_and_due_in_seven_across_tet() {
    // Made known on Friday 02/02; 05, 06, 07 are worked, then Tết until the 14th; 15 and 16 are the fourth and fifth day.
    assert_eq!(TERMS.last_day(date!(2024 - 02 - 02), TET), date!(2024 - 02 - 16));
    let file = |day| TERMS.file(COMMUNE, "x", (HEAD, at(day)), known(date!(2024 - 02 - 02)), &[], TET);
    assert!(file(date!(2024 - 02 - 16)).is_ok());
    assert_eq!(file(date!(2024 - 02 - 17)), Err(FileAppealRefusal::TooLate));
    assert_eq!(file(date!(2024 - 02 - 01)), Err(FileAppealRefusal::NotPublished));
    // Filed on Monday 05/02: 06, 07, then 15, 16, 19, 20, 21.
    assert_eq!(filed().due_on, date!(2024 - 02 - 21));
    assert!(!filed().is_overdue(date!(2024 - 02 - 21)) && filed().is_overdue(date!(2024 - 02 - 22)));
    // A minute before midnight in Hà Nội is still that day.
    let late = Timestamp::of(datetime!(2024-02-16 16:59 UTC));
    assert!(TERMS.file(COMMUNE, "x", (HEAD, late), known(date!(2024 - 02 - 02)), &[], TET).is_ok());
}

#[test]
fn what_says_nothing_or_comes_twice_is_not_taken() {
    use FileAppealRefusal as No;
    let file = |reason: &str, published, earlier: &[Appeal]| {
        TERMS.file(COMMUNE, reason, (HEAD, at(date!(2024 - 02 - 05))), published, earlier, TET).unwrap_err()
    };
    let published = known(date!(2024 - 02 - 02));
    assert_eq!(file("x", None, &[]), No::NotPublished);
    assert_eq!(file(" ", published, &[]), No::Blank);
    assert_eq!(file(&"x".repeat(20_001), published, &[]), No::TooLong);
    assert_eq!(file("x\u{0}", published, &[]), No::Unprintable);
    assert_eq!(file("x", published, &[filed()]), No::OpenAlready);
    let withdrawn = filed().withdraw((HEAD, at(date!(2024 - 02 - 06)))).unwrap();
    assert!(TERMS.file(COMMUNE, "x", (HEAD, at(date!(2024 - 02 - 07))), published, &[withdrawn], TET).is_ok());
}

#[test]
fn who_took_part_does_not_review() {
    use AssignReviewerRefusal as No;
    let (verifier, neighbour) = (PersonId(2), PersonId(9));
    let barred = Barred { took_part: vec![verifier], at_home: vec![neighbour] };
    let assign = |person| filed().assign(person, &barred);
    assert_eq!(assign(verifier), Err(No::TookPart));
    assert_eq!(assign(neighbour), Err(No::OwnUnit));
    assert_eq!(assign(HEAD), Err(No::OwnUnit));
    let reviewed = assign(OTHER).unwrap();
    assert_eq!(reviewed.state, AppealState::InReview { reviewer: OTHER });
    // Who was given it and verified something since does not answer it.
    for since in [Barred { took_part: vec![OTHER], ..Barred::default() }, Barred { at_home: vec![OTHER], ..Barred::default() }] {
        let answered = reviewed.clone().answer(AppealOutcome::Upheld, "x", (OTHER, at(date!(2024 - 02 - 07))), &since);
        assert_eq!(answered, Err(AnswerAppealRefusal::TookPart));
    }
    let closed = filed().withdraw((HEAD, at(date!(2024 - 02 - 06)))).unwrap();
    assert_eq!(closed.assign(OTHER, &Barred::default()), Err(No::Closed));
}

#[test]
fn the_reviewer_answers_in_writing_and_a_correction_names_its_decision() {
    use AnswerAppealRefusal as No;
    let by = |person| (person, at(date!(2024 - 02 - 16)));
    let open = filed().assign(OTHER, &Barred::default()).unwrap();
    let answer = |it: Appeal, outcome, text: &str, person| it.answer(outcome, text, by(person), &Barred::default());
    assert_eq!(answer(filed(), AppealOutcome::Upheld, "x", OTHER), Err(No::NotReviewer));
    assert_eq!(answer(open.clone(), AppealOutcome::Upheld, "x", PersonId(4)), Err(No::NotReviewer));
    assert_eq!(answer(open.clone(), AppealOutcome::Upheld, "", OTHER), Err(No::Blank));
    assert_eq!(answer(open.clone(), AppealOutcome::Upheld, &"x".repeat(20_001), OTHER), Err(No::TooLong));
    assert_eq!(answer(open.clone(), AppealOutcome::Upheld, "x\u{1}", OTHER), Err(No::Unprintable));
    let corrected = |decision: &str| AppealOutcome::Corrected { decision: decision.into() };
    assert_eq!(answer(open.clone(), corrected(" "), "x", OTHER), Err(No::DecisionMissing));
    let done = answer(open, corrected("15/QĐ-UBND ngày 16/02/2024"), "Tính lại T03", OTHER).unwrap();
    assert!(!done.is_open() && !done.is_overdue(date!(2025 - 01 - 01)));
    assert!(AppealState::CODES.contains(&done.state.code()) && AppealState::CODES.contains(&filed().state.code()));
    assert!(AppealOutcome::CODES.contains(&corrected("x").code()) && AppealOutcome::CODES.contains(&AppealOutcome::Upheld.code()));
    assert_eq!(answer(done.clone(), AppealOutcome::Upheld, "x", OTHER), Err(No::Closed));
    assert_eq!(done.withdraw(by(HEAD)), Err(WithdrawAppealRefusal::Closed));
    assert_eq!(filed().withdraw(by(PersonId(5))), Err(WithdrawAppealRefusal::NotYours));
}

#[test]
fn a_ranking_is_provisional_until_nothing_is_open_and_nothing_more_can_come() {
    let last = TERMS.last_day(date!(2024 - 02 - 02), TET);
    assert_eq!(last, date!(2024 - 02 - 16));
    assert_eq!(provisional(Some(last), 0, last), Some(Provisional { until: Some(last), open: 0 }));
    assert_eq!(provisional(Some(last), 0, date!(2024 - 02 - 17)), None);
    assert_eq!(provisional(Some(last), 1, date!(2024 - 02 - 17)), Some(Provisional { until: None, open: 1 }));
    assert_eq!(provisional(None, 0, last), None, "a decision that says nothing of appeals");
}
