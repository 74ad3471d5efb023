//! Months of service in a year, from the days on which somebody held a post. Decree 335 (Điều 11) and Decree 90 count months and do not
//! say how a part of one counts; here it counts by its days, exactly, in calendar months (the setting `months` is unverified).

use num_rational::BigRational;
use num_traits::Zero;
use time::{Date, Month};

/// The months of a calendar year on whose days one of the spans lies, up to the day of grading: what comes after it is not worked yet. A
/// span without an end goes on. Days that lie in two spans count once.
pub fn months_of_service(spans: &[(Date, Option<Date>)], year: i32, graded_on: Date) -> BigRational {
    let served = |day: Date| day <= graded_on && spans.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day <= to));
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
    fn nd335_dieu_11_months_after_the_day_of_grading_are_not_worked_yet() {
        let until = |day| months_of_service(&[(date!(2022 - 06 - 16), None)], 2022, day).to_string();
        // 15 of the 30 days of June and five whole months, half a month of December: six; without the days after, less.
        assert_eq!(until(date!(2022 - 12 - 31)), "13/2");
        assert_eq!(until(date!(2022 - 11 - 30)), "11/2");
        assert_eq!(until(date!(2022 - 06 - 15)), "0");
        assert_eq!(
            months_of_service(&[(date!(2022 - 12 - 01), Some(date!(2022 - 12 - 31)))], 2022, date!(2022 - 12 - 14)).to_string(),
            "14/31"
        );
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
