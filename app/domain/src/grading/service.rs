//! Months of service in a year, from the days on which somebody held a post. Decree 335 (Điều 11) and Decree 90 count months and do not
//! say how a part of one counts; here it counts by its days, exactly, in calendar months (the setting `months` is unverified).

use num_rational::BigRational;
use num_traits::Zero;
use time::{Date, Month};

/// The months of a calendar year on whose days one of the spans lies. A span without an end goes on to the year's end, and one that begins only
/// after the day of grading does not count: the year is graded before it ends (`domain.md` 4), and who is in office then is taken to stay. The
/// sources do not say so; months can be stated otherwise with a source. Days that lie in two spans count once.
pub fn months_of_service(spans: &[(Date, Option<Date>)], year: i32, graded_on: Date) -> BigRational {
    let served = |day: Date| spans.iter().any(|(from, to)| *from <= day.min(graded_on) && to.is_none_or(|to| day <= to));
    (1..=12).filter_map(|it| Month::try_from(it).ok()).fold(BigRational::zero(), |sum, month| {
        let days: Vec<Date> = (1..=31).filter_map(|it| Date::from_calendar_date(year, month, it).ok()).collect();
        let count = days.iter().filter(|it| served(**it)).count();
        sum + BigRational::new(count.into(), days.len().max(1).into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn months(spans: &[(Date, Option<Date>)]) -> String {
        months_of_service(spans, 2022, date!(2022 - 12 - 31)).to_string()
    }

    #[test]
    fn nd335_dieu_11_who_comes_after_the_day_of_grading_has_not_worked_yet() {
        let of = |from, to| months_of_service(&[(from, to)], 2022, date!(2022 - 12 - 14)).to_string();
        // Graded on 14 December: who took office on 1 July has the six months of the year.
        assert_eq!(of(date!(2022 - 07 - 01), None), "6");
        assert_eq!(of(date!(2022 - 07 - 02), None), "185/31");
        assert_eq!(of(date!(2022 - 12 - 15), None), "0");
        assert_eq!(of(date!(2022 - 12 - 01), Some(date!(2022 - 12 - 10))), "10/31");
    }

    #[test]
    fn months_are_counted_by_their_days_and_none_twice() {
        assert_eq!(months(&[(date!(2020 - 01 - 01), None)]), "12");
        assert_eq!(months(&[(date!(2022 - 07 - 01), None)]), "6");
        assert_eq!(months(&[(date!(2020 - 01 - 01), Some(date!(2022 - 06 - 30))), (date!(2022 - 06 - 16), None)]), "12");
        assert_eq!(months(&[(date!(2022 - 06 - 16), Some(date!(2022 - 06 - 30)))]), "1/2");
        assert_eq!(months(&[(date!(2023 - 01 - 01), None)]), "0");
        assert_eq!(months(&[]), "0");
    }
}
