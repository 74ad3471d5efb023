//! Dates and times as official Vietnamese writes them.

use time::{Date, OffsetDateTime};

/// Writes `ngày 05 tháng 01 năm 2022`: a leading zero for days under 10 and for the months 1 and 2 only (NĐ 30 Phụ lục I, box 4).
pub fn in_words(date: Date) -> String {
    let month = u8::from(date.month());
    let zero = if month <= 2 { "0" } else { "" };
    format!("ngày {:02} tháng {zero}{month} năm {}", date.day(), date.year())
}

/// Writes `31/12/2022`.
pub fn in_figures(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), u8::from(date.month()), date.year())
}

/// Writes `14 giờ 30, ngày 05 tháng 01 năm 2022`; `at` is in Hà Nội time already.
pub fn moment(at: OffsetDateTime) -> String {
    format!("{:02} giờ {:02}, {}", at.hour(), at.minute(), in_words(at.date()))
}

/// Writes `20/01/2023 08:15:30 +07:00`; `at` is in Hà Nội time already.
pub fn stamp(at: OffsetDateTime) -> String {
    let (hours, minutes, _) = at.offset().as_hms();
    format!("{} {:02}:{:02}:{:02} +{hours:02}:{minutes:02}", in_figures(at.date()), at.hour(), at.minute(), at.second())
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use time::Date;

    fn words(year: i32, ordinal: u16) -> String {
        in_words(Date::from_ordinal_date(year, ordinal).unwrap())
    }

    #[test]
    fn days_under_ten_and_the_first_two_months_take_a_zero() {
        assert_eq!(words(2022, 5), "ngày 05 tháng 01 năm 2022");
        assert_eq!(words(2022, 31 + 28), "ngày 28 tháng 02 năm 2022");
        assert_eq!(words(2022, 31 + 28 + 9), "ngày 09 tháng 3 năm 2022");
        assert_eq!(words(2022, 365), "ngày 31 tháng 12 năm 2022");
    }
}
