use super::*;
use crate::ids::AccountId;
use crate::policy::{Actor, Forbidden, Grant, Place, Role};
use proptest::prelude::*;
use time::macros::datetime;

const FOCAL: PersonId = PersonId(1);
const HEAD: PersonId = PersonId(2);
const INSPECTOR: PersonId = PersonId(3);

fn now() -> Timestamp {
    Timestamp::of(datetime!(2023-03-16 09:00 +7))
}

fn slot() -> Slot {
    Slot { campaign: CampaignId(1), unit: UnitId(7), variable: VariableId(4), period: "2023-M03".parse().unwrap() }
}

fn amount(it: i64) -> FigureValue {
    FigureValue::Amount(Quantity::whole(it).unwrap())
}

fn declared(value: i64) -> Declared {
    Declared { value: amount(value), note: String::new(), as_of: now().date() }
}

fn entered() -> Figure {
    Figure::record(slot(), declared(10), FOCAL, now()).unwrap()
}

fn submitted() -> Figure {
    entered().submit(HEAD, now(), Evidenced::Enough).unwrap()
}

#[test]
fn a_figure_is_entered_submitted_and_verified() {
    let verified = submitted().verify(INSPECTOR, now()).unwrap();
    assert_eq!((verified.verified, verified.revision), (Some(amount(10)), 3));
    assert!(verified.standing.counts() && !verified.open_to_unit());
}

#[test]
fn what_cannot_be_declared_is_refused() {
    let refused = |it| Figure::record(slot(), it, FOCAL, now()).unwrap_err();
    assert_eq!(refused(declared(-3)), RecordRefusal::Negative);
    assert_eq!(refused(Declared { note: "x".repeat(2_001), ..declared(1) }), RecordRefusal::NoteTooLong);
    assert_eq!(refused(Declared { as_of: now().date().next_day().unwrap(), ..declared(1) }), RecordRefusal::AsOfOutside);
    let april = Slot { period: "2023-M05".parse().unwrap(), ..slot() };
    assert_eq!(Figure::record(april, declared(1), FOCAL, now()).unwrap_err(), RecordRefusal::PeriodNotOpen);
    assert_eq!(within_limit(amount(11), Some(amount(10))), Err(RecordRefusal::AboveLimit));
    assert_eq!(within_limit(amount(10), Some(amount(10))), Ok(()));
    assert_eq!(within_limit(amount(10), None), Ok(()));
}

#[test]
fn a_verified_figure_is_locked_until_it_is_sent_back() {
    let verified = submitted().verify(INSPECTOR, now()).unwrap();
    assert_eq!(verified.clone().revise(declared(11), FOCAL, now()).unwrap_err(), RecordRefusal::Locked);
    let returned = verified.send_back("Chưa khớp sổ theo dõi", INSPECTOR, now()).unwrap();
    assert_eq!((returned.verified, returned.standing.code()), (None, "returned"));
    assert_eq!(returned.clone().submit(HEAD, now(), Evidenced::Enough).unwrap_err(), SubmitRefusal::NothingEntered);
    let again = returned.revise(declared(11), FOCAL, now()).unwrap();
    assert_eq!((again.standing, again.reason.as_str()), (Standing::Entered, ""));
}

#[test]
fn a_change_takes_the_submission_back() {
    let revised = submitted().revise(declared(12), FOCAL, now()).unwrap();
    assert_eq!((revised.standing, revised.submitted), (Standing::Entered, None));
}

#[test]
fn nothing_is_submitted_twice_or_without_its_evidence() {
    assert_eq!(submitted().submit(HEAD, now(), Evidenced::Enough).unwrap_err(), SubmitRefusal::NothingEntered);
    assert_eq!(entered().submit(HEAD, now(), Evidenced::Lacking).unwrap_err(), SubmitRefusal::MissingEvidence);
}

#[test]
fn nobody_verifies_what_they_entered_or_submitted() {
    for by in [FOCAL, HEAD] {
        assert_eq!(submitted().verify(by, now()).unwrap_err(), VerifyRefusal::OwnFigure);
        assert_eq!(submitted().adjust(amount(9), "vì", by, now()).unwrap_err(), VerifyRefusal::OwnFigure);
        assert_eq!(submitted().send_back("vì", by, now()).unwrap_err(), VerifyRefusal::OwnFigure);
    }
}

#[test]
fn only_what_waits_is_decided_and_a_decision_against_the_unit_has_a_reason() {
    assert_eq!(entered().verify(INSPECTOR, now()).unwrap_err(), VerifyRefusal::NotWaiting);
    assert_eq!(entered().send_back("vì", INSPECTOR, now()).unwrap_err(), VerifyRefusal::NotWaiting);
    assert_eq!(submitted().verify(INSPECTOR, now()).unwrap().verify(INSPECTOR, now()).unwrap_err(), VerifyRefusal::NotWaiting);
    assert_eq!(submitted().adjust(amount(9), "  ", INSPECTOR, now()).unwrap_err(), VerifyRefusal::ReasonNeeded);
    assert_eq!(submitted().send_back("", INSPECTOR, now()).unwrap_err(), VerifyRefusal::ReasonNeeded);
    assert_eq!(submitted().adjust(amount(10), "vì", INSPECTOR, now()).unwrap_err(), VerifyRefusal::SameValue);
    assert_eq!(submitted().adjust(FigureValue::YesNo(true), "vì", INSPECTOR, now()).unwrap_err(), VerifyRefusal::OtherKind);
    let adjusted = submitted().adjust(amount(9), "Đếm trùng một hồ sơ", INSPECTOR, now()).unwrap();
    assert_eq!((adjusted.value, adjusted.verified, adjusted.present()), (amount(10), Some(amount(9)), amount(9)));
}

#[test]
fn lateness_counts_days_after_the_deadline() {
    let deadline = slot().period.deadline(2, &[], &[]);
    assert_eq!(deadline.to_string(), "2023-03-16");
    assert_eq!(submitted().days_late(deadline, now().date()), 0);
    assert_eq!(entered().days_late(deadline, time::macros::date!(2023 - 03 - 20)), 4);
}

#[test]
fn unusual_figures_warn() {
    let earlier = [amount(10), amount(20)];
    for (value, far) in [(7, true), (8, false), (15, false), (22, false), (23, true)] {
        assert_eq!(warnings(amount(value), &earlier, false) == [FigureWarning::FarFromMean], far, "{value}");
    }
    assert_eq!(warnings(amount(19), &earlier, true), [FigureWarning::Fell]);
    assert_eq!(warnings(amount(99), &earlier, true), []);
    assert_eq!(warnings(amount(99), &[], false), []);
}

#[test]
fn an_owner_of_indicators_verifies_the_own_field_alone() {
    let place = Place { unit: UnitId(7), path: "/1/7/".to_owned() };
    let at = Place { unit: UnitId(1), path: "/1/".to_owned() };
    let actor = |role, area: Option<&str>| Actor {
        account: AccountId(1),
        person: INSPECTOR,
        name: String::new(),
        post: String::new(),
        home: vec![UnitId(1)],
        grants: vec![Grant { role, place: at.clone(), area: area.map(str::to_owned) }],
    };
    assert_eq!(may_verify(&actor(Role::Inspector, None), &place, "A7_digital"), Ok(()));
    assert_eq!(may_verify(&actor(Role::IndicatorOwner, Some("A7_digital")), &place, "A7_digital"), Ok(()));
    assert_eq!(may_verify(&actor(Role::IndicatorOwner, None), &place, "A7_digital"), Ok(()));
    let other = may_verify(&actor(Role::IndicatorOwner, Some("A3_procedures")), &place, "A7_digital");
    assert_eq!(other, Err(VerifyDenied::Refused(VerifyRefusal::NotYourArea)));
    let home = may_verify(&actor(Role::Inspector, None), &at, "A7_digital");
    assert_eq!(home, Err(VerifyDenied::Forbidden(Forbidden::OwnUnit)));
}

#[test]
fn a_period_is_open_missing_waiting_or_verified() {
    let period = slot().period;
    let deadline = period.deadline(2, &[], &[]);
    let state = |tally: Tally, today| tally.state(period, deadline, today);
    let owed = Tally { expected: 2, ..Tally::default() };
    let after = time::macros::date!(2023 - 03 - 18);
    assert_eq!(state(Tally::default(), after), PeriodState::Nothing);
    assert_eq!(state(owed, time::macros::date!(2023 - 02 - 14)), PeriodState::NotOpen);
    assert_eq!(state(owed, deadline), PeriodState::Open);
    assert_eq!(state(Tally { returned: 1, submitted: 1, ..owed }, deadline), PeriodState::Returned);
    assert_eq!(state(Tally { verified: 1, entered: 1, ..owed }, after), PeriodState::Missing { days_late: 2 });
    let sent = Tally { submitted: 1, verified: 1, last_submitted: Some(after), ..owed };
    assert_eq!(state(sent, after.next_day().unwrap()), PeriodState::Waiting { days_late: 2 });
    assert_eq!(state(Tally { verified: 2, ..owed }, after), PeriodState::Verified { days_late: 0 });
}

#[test]
fn standings_keep_their_names() {
    let decided = Some((INSPECTOR, now()));
    for code in Standing::CODES {
        assert_eq!(Standing::of(code, decided).map(Standing::code), Some(code));
    }
    assert_eq!(Standing::of("verified", None), None);
}

proptest! {
    #[test]
    fn no_road_leads_past_verification(steps in proptest::collection::vec(0_u8..5, 0..24)) {
        let mut figure = entered();
        for step in steps {
            let before = figure.clone();
            let next = match step {
                0 => figure.clone().revise(declared(11), FOCAL, now()).ok(),
                1 => figure.clone().submit(HEAD, now(), Evidenced::Enough).ok(),
                2 => figure.clone().verify(INSPECTOR, now()).ok(),
                3 => figure.clone().adjust(amount(99), "vì", INSPECTOR, now()).ok(),
                _ => figure.clone().send_back("vì", INSPECTOR, now()).ok(),
            };
            if let Some(next) = next {
                prop_assert_eq!(next.revision, before.revision + 1);
                prop_assert!(!before.standing.counts() || next.standing.code() == "returned");
                prop_assert!(!next.standing.counts() || before.standing == Standing::Submitted);
                figure = next;
            }
            prop_assert_eq!(figure.verified.is_some(), figure.standing.counts());
        }
    }
}
