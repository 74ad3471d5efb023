//! Reporting periods with their cut-offs (domain.md 4.2: the reporting year runs from 15 December to 14 December), and deadlines
//! counted in working days. Which days are holidays is data and comes from the caller.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, Weekday};

/// A reporting period, written `2022-M03`, `2022-Q1`, `2022-H1`, `2022-9M` or `2022`; periods order as these labels do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Period {
    year: i16,
    span: Span,
}

/// Which part of its year a period covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// The whole year.
    Year,
    /// The first nine months.
    NineMonths,
    /// A half of the year, 1 or 2. The cut-offs of the first are those of domain.md 4.2; the second is what is left of the year, so
    /// that half-yearly figures never overlap.
    Half(u8),
    /// A month, 1–12.
    Month(u8),
    /// A quarter, 1–4.
    Quarter(u8),
}

/// How often a figure is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every month.
    Month,
    /// Every quarter.
    Quarter,
    /// Every half year.
    HalfYear,
    /// Once a year.
    Year,
}

/// Says that a text is not the label of a reporting period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a reporting period (YYYY-Mmm, YYYY-Qq, YYYY-H1, YYYY-9M or YYYY)")
    }
}

impl std::error::Error for NotAPeriod {}

impl Frequency {
    /// Every frequency, from the shortest.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// The name of the frequency in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }

    /// The frequency of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Period {
    /// The period of a year (1900–2999) and a part of it, where there is such a part.
    pub fn new(year: i32, span: Span) -> Option<Self> {
        let sound = match span {
            Span::Year | Span::NineMonths => true,
            Span::Half(it) => (1..=2).contains(&it),
            Span::Month(it) => (1..=12).contains(&it),
            Span::Quarter(it) => (1..=4).contains(&it),
        };
        let year = i16::try_from(year).ok().filter(|it| (1900..=2999).contains(it))?;
        sound.then_some(Self { year, span })
    }

    /// The twelve months of a year, in order; none of a year out of range.
    pub fn months_of(year: i32) -> Vec<Self> {
        (1..=12).filter_map(|it| Self::new(year, Span::Month(it))).collect()
    }

    /// The periods of a year in which a figure of this frequency is reported, in order and without overlap.
    pub fn of_frequency(frequency: Frequency, year: i32) -> Vec<Self> {
        let spans: Vec<Span> = match frequency {
            Frequency::Month => (1..=12).map(Span::Month).collect(),
            Frequency::Quarter => (1..=4).map(Span::Quarter).collect(),
            Frequency::HalfYear => vec![Span::Half(1), Span::Half(2)],
            Frequency::Year => vec![Span::Year],
        };
        spans.into_iter().filter_map(|it| Self::new(year, it)).collect()
    }

    /// The month in which a day is reported: from the 15th on it is the next one.
    pub fn month_of_day(day: Date) -> Option<Self> {
        let month = u8::from(day.month());
        match (day.day() >= 15, month) {
            (false, _) => Self::new(day.year(), Span::Month(month)),
            (true, 12) => Self::new(day.year() + 1, Span::Month(1)),
            (true, _) => Self::new(day.year(), Span::Month(month + 1)),
        }
    }

    /// The reporting year the period belongs to.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The part of its year.
    pub fn span(self) -> Span {
        self.span
    }

    /// The first day: the 15th of the month before.
    pub fn from(self) -> Date {
        match self.months().0 {
            1 => day(self.year() - 1, 12, 15),
            first => day(self.year(), first - 1, 15),
        }
    }

    /// The last day, the cut-off: the 14th of the last month.
    pub fn to(self) -> Date {
        day(self.year(), self.months().1, 14)
    }

    /// Says whether a day (of Hà Nội) lies in the period.
    pub fn contains(self, day: Date) -> bool {
        (self.from()..=self.to()).contains(&day)
    }

    /// The last day on which the period is reported in time: the cut-off and so many working days (`submit_within_working_days`,
    /// a setting). Saturdays, Sundays and `holidays` are no working days; `make_up` days are, whatever the weekday.
    pub fn deadline(self, working_days: u8, holidays: &[Date], make_up: &[Date]) -> Date {
        after_working_days(self.to(), working_days, holidays, make_up)
    }

    /// The name in Vietnamese, as papers and pages print it: `Tháng 3/2026`, `Quý I/2026`, `Năm 2022`.
    pub fn name_vi(self) -> String {
        let year = self.year;
        match self.span {
            Span::Year => format!("Năm {year}"),
            Span::NineMonths => format!("9 tháng năm {year}"),
            Span::Half(1) => format!("6 tháng đầu năm {year}"),
            Span::Half(_) => format!("6 tháng cuối năm {year}"),
            Span::Month(month) => format!("Tháng {month}/{year}"),
            Span::Quarter(quarter) => format!("Quý {}/{year}", ROMAN.get(usize::from(quarter)).copied().unwrap_or_default()),
        }
    }

    /// The name in Vietnamese within a sentence: `tháng 3/2026`, `quý I/2026`.
    pub fn name_vi_within(self) -> String {
        self.name_vi().replacen('T', "t", 1).replacen("Quý", "quý", 1).replacen("Năm", "năm", 1)
    }

    /// The name in English.
    pub fn name_en(self) -> String {
        let year = self.year;
        match self.span {
            Span::Year => format!("Year {year}"),
            Span::NineMonths => format!("Nine months of {year}"),
            Span::Half(1) => format!("First half of {year}"),
            Span::Half(_) => format!("Second half of {year}"),
            Span::Month(month) => format!("Month {month}/{year}"),
            Span::Quarter(quarter) => format!("Quarter {quarter}/{year}"),
        }
    }

    /// The months of the year that it covers, a bit each, January the lowest.
    pub fn month_bits(self) -> u16 {
        let (first, last) = self.months();
        (first..=last).fold(0, |bits, it| bits | 1 << (it - 1))
    }

    /// The last month that it covers, 1–12.
    pub fn last_month(self) -> u8 {
        self.months().1
    }

    /// The first and the last month, 1–12.
    fn months(self) -> (u8, u8) {
        match self.span {
            Span::Year => (1, 12),
            Span::NineMonths => (1, 9),
            Span::Half(half) => (half * 6 - 5, half * 6),
            Span::Month(month) => (month, month),
            Span::Quarter(quarter) => (quarter * 3 - 2, quarter * 3),
        }
    }
}

/// The day that lies so many working days after `start`, which is not counted. Saturdays, Sundays and `holidays` are no working
/// days; `make_up` days are, whatever the weekday.
pub fn after_working_days(start: Date, working_days: u8, holidays: &[Date], make_up: &[Date]) -> Date {
    let mut left = working_days;
    let mut last = start;
    while left > 0 {
        let Some(next) = last.next_day() else { return last };
        last = next;
        if is_working_day(last, holidays, make_up) {
            left -= 1;
        }
    }
    last
}

/// Says whether people work on a day.
pub fn is_working_day(day: Date, holidays: &[Date], make_up: &[Date]) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    make_up.contains(&day) || (!weekend && !holidays.contains(&day))
}

const ROMAN: [&str; 5] = ["", "I", "II", "III", "IV"];

/// A day whose parts are sound by construction; the least day otherwise.
fn day(year: i32, month: u8, day: u8) -> Date {
    Month::try_from(month).ok().and_then(|it| Date::from_calendar_date(year, it, day).ok()).unwrap_or(Date::MIN)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.span {
            Span::Year => write!(f, "{year:04}"),
            Span::NineMonths => write!(f, "{year:04}-9M"),
            Span::Half(half) => write!(f, "{year:04}-H{half}"),
            Span::Month(month) => write!(f, "{year:04}-M{month:02}"),
            Span::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit()).then(|| it.parse::<u8>().ok()).flatten();
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let span = match part {
            None => Some(Span::Year),
            Some("9M") => Some(Span::NineMonths),
            Some(part) => match (part.strip_prefix('M'), part.strip_prefix('Q'), part.strip_prefix('H')) {
                (Some(month), ..) if month.len() == 2 => digits(month).map(Span::Month),
                (_, Some(quarter), _) if quarter.len() == 1 => digits(quarter).map(Span::Quarter),
                (_, _, Some(half)) if half.len() == 1 => digits(half).map(Span::Half),
                _ => None,
            },
        };
        let sound = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
        let year = if sound { year.parse().ok() } else { None };
        year.zip(span).and_then(|(year, span)| Self::new(year, span)).ok_or(NotAPeriod)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn period(label: &str) -> Period {
        label.parse().unwrap()
    }

    #[test]
    fn periods_run_from_the_15th_to_the_14th() {
        for (label, from, to) in [
            ("2022-M01", date!(2021 - 12 - 15), date!(2022 - 01 - 14)),
            ("2022-M03", date!(2022 - 02 - 15), date!(2022 - 03 - 14)),
            ("2022-Q1", date!(2021 - 12 - 15), date!(2022 - 03 - 14)),
            ("2022-Q4", date!(2022 - 09 - 15), date!(2022 - 12 - 14)),
            ("2022-H1", date!(2021 - 12 - 15), date!(2022 - 06 - 14)),
            ("2022-H2", date!(2022 - 06 - 15), date!(2022 - 12 - 14)),
            ("2022-9M", date!(2021 - 12 - 15), date!(2022 - 09 - 14)),
            ("2022", date!(2021 - 12 - 15), date!(2022 - 12 - 14)),
        ] {
            assert_eq!((period(label).from(), period(label).to()), (from, to), "{label}");
            assert_eq!(period(label).to_string(), label);
        }
    }

    #[test]
    fn what_is_no_label_is_not_a_period() {
        for text in [
            "",
            "22",
            "2022-",
            "2022-M1",
            "2022-M13",
            "2022-M00",
            "2022-Q5",
            "2022-H3",
            "2022-9m",
            "2022-M+1",
            "+202",
            "0000",
            "2022-M011",
            "2022-M03 ",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn the_periods_of_every_frequency_fill_the_year_without_a_gap() {
        for frequency in Frequency::ALL {
            let periods = Period::of_frequency(frequency, 2022);
            assert_eq!(periods.first().map(|it| it.from()), Some(date!(2021 - 12 - 15)));
            assert_eq!(periods.last().map(|it| it.to()), Some(date!(2022 - 12 - 14)));
            assert!(periods.windows(2).all(|it| it[0].to().next_day() == Some(it[1].from()) && it[0] < it[1]));
            assert_eq!(Frequency::of(frequency.code()), Some(frequency));
        }
        assert_eq!(Period::months_of(2022).len(), 12);
    }

    #[test]
    fn labels_and_periods_order_alike() {
        let labels = ["2022", "2022-9M", "2022-H1", "2022-M02", "2022-M12", "2022-Q1", "2023"];
        assert!(labels.windows(2).all(|it| it[0] < it[1] && period(it[0]) < period(it[1])));
    }

    #[test]
    fn the_day_of_the_cut_off_still_belongs_to_its_month() {
        assert_eq!(Period::month_of_day(date!(2022 - 06 - 14)), Some(period("2022-M06")));
        assert_eq!(Period::month_of_day(date!(2022 - 06 - 15)), Some(period("2022-M07")));
        assert_eq!(Period::month_of_day(date!(2021 - 12 - 15)), Some(period("2022-M01")));
        assert!(period("2022-H1").contains(date!(2022 - 06 - 14)) && !period("2022-H1").contains(date!(2022 - 06 - 15)));
    }

    #[test]
    fn a_deadline_skips_weekends_and_holidays_and_counts_made_up_days() {
        let march = period("2026-M03");
        assert_eq!(march.to(), date!(2026 - 03 - 14));
        assert_eq!(march.deadline(0, &[], &[]), date!(2026 - 03 - 14));
        assert_eq!(march.deadline(2, &[], &[]), date!(2026 - 03 - 17));
        assert_eq!(march.deadline(2, &[date!(2026 - 03 - 16)], &[]), date!(2026 - 03 - 18));
        assert_eq!(march.deadline(2, &[], &[date!(2026 - 03 - 15)]), date!(2026 - 03 - 16));
    }

    #[test]
    fn periods_have_vietnamese_names() {
        let names: Vec<String> = ["2026-M03", "2026-Q1", "2022", "2022-H1", "2022-9M"].into_iter().map(|it| period(it).name_vi()).collect();
        assert_eq!(names, ["Tháng 3/2026", "Quý I/2026", "Năm 2022", "6 tháng đầu năm 2022", "9 tháng năm 2022"]);
    }

    #[test]
    fn a_period_crosses_the_wire_as_its_label() {
        assert_eq!(serde_json::to_string(&period("2022-M03")).unwrap(), "\"2022-M03\"");
        assert_eq!(serde_json::from_str::<Period>("\"2022-Q2\"").unwrap(), period("2022-Q2"));
        assert!(serde_json::from_str::<Period>("\"2022-Q9\"").is_err());
    }
}
