//! Deadlines to the minute: a day is a day of Hà Nội, working days skip weekends and days off, and a make-up Saturday counts.
#![allow(clippy::unwrap_used)]

use domain::campaign::{StageRefusal, StageWindow};
use domain::figure::{PeriodState, Tally, days_late};
use domain::{Period, Stage, Timestamp};
use time::macros::{date, datetime};

fn period(label: &str) -> Period {
    label.parse().unwrap()
}

#[test]
fn the_last_minute_of_the_deadline_s_day_in_hanoi_is_in_time_and_the_next_is_not() {
    // Two working days after Tuesday, 14/03/2023.
    let due = period("2023-M03").deadline(2, &[], &[]);
    assert_eq!(due, date!(2023 - 03 - 16));
    let late = |at| days_late(Some(Timestamp::of(at).date()), due, date!(2023 - 08 - 08));
    assert_eq!(late(datetime!(2023-03-16 23:59:59.999 +7)), 0);
    assert_eq!(late(datetime!(2023-03-17 00:00 +7)), 1);
    // The same two moments by a clock in London, where it is still the 16th.
    assert_eq!(late(datetime!(2023-03-16 16:59:59.999 UTC)), 0);
    assert_eq!(late(datetime!(2023-03-16 17:00 UTC)), 1);
}

#[test]
fn the_year_ends_with_the_fourteenth_of_december_to_the_minute() {
    let year = period("2023");
    assert!(year.contains(Timestamp::of(datetime!(2023-12-14 23:59:59 +7)).date()));
    assert!(!year.contains(Timestamp::of(datetime!(2023-12-15 00:00 +7)).date()));
    assert!(!year.contains(Timestamp::of(datetime!(2022-12-14 23:59:59 +7)).date()));
    assert!(year.contains(Timestamp::of(datetime!(2022-12-14 17:00 UTC)).date()));
    assert_eq!((year.from(), year.to()), (date!(2022 - 12 - 15), date!(2023 - 12 - 14)));
    assert_eq!(year.deadline(2, &[], &[]), date!(2023 - 12 - 18), "14/12/2023 is a Thursday");
}

#[test]
fn a_deadline_across_tet_waits_for_the_days_off_and_counts_a_saturday_worked_in_exchange() {
    // Days off of Tết 2023: 20/01 to 26/01.
    let tet: Vec<_> = (20..=26).map(|day| date!(2023 - 01 - 01).replace_day(day).unwrap()).collect();
    // Saturday, 14/01/2023.
    let january = period("2023-M01");
    assert_eq!(january.deadline(2, &tet, &[]), date!(2023 - 01 - 17));
    assert_eq!(january.deadline(5, &tet, &[]), date!(2023 - 01 - 27));
    assert_eq!(january.deadline(6, &tet, &[]), date!(2023 - 01 - 30));
    assert_eq!(january.deadline(6, &tet, &[date!(2023 - 01 - 28)]), date!(2023 - 01 - 28));
    // The seventh working day after a receipt on the last day before Tết.
    assert_eq!(domain::period::after_working_days(date!(2023 - 01 - 19), 7, &tet, &[]), date!(2023 - 02 - 06));
}

#[test]
fn a_stage_is_open_from_its_first_to_its_last_minute() {
    let stage = StageWindow { stage: Stage::Report, opens_on: date!(2023 - 01 - 01), closes_on: date!(2023 - 03 - 31) };
    let on = |at| stage.allow(Timestamp::of(at).date());
    assert_eq!(on(datetime!(2022-12-31 23:59:59 +7)), Err(StageRefusal::NotOpenYet));
    assert_eq!(on(datetime!(2022-12-31 17:00 UTC)), Ok(()));
    assert_eq!(on(datetime!(2023-03-31 23:59:59 +7)), Ok(()));
    assert_eq!(on(datetime!(2023-04-01 00:00 +7)), Err(StageRefusal::Over));
}

#[test]
fn a_period_is_missing_from_the_day_after_its_deadline() {
    let march = period("2023-M03");
    let due = march.deadline(2, &[], &[]);
    let owed = Tally { expected: 3, ..Tally::default() };
    assert_eq!(owed.state(march, due, due), PeriodState::Open);
    assert_eq!(owed.state(march, due, due.next_day().unwrap()), PeriodState::Missing { days_late: 1 });
    let handed_in = Tally { expected: 3, submitted: 3, last_submitted: Some(due), ..Tally::default() };
    assert_eq!(handed_in.state(march, due, date!(2023 - 08 - 08)), PeriodState::Waiting { days_late: 0 });
}
