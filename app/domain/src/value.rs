//! The value of a figure: an amount, a day, or yes and no.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::fold::fold;
use crate::quantity::{Quantity, ReadRefusal};

/// The value of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FigureValue {
    /// An amount, in ten-thousandths of the variable's unit of measure.
    Amount(Quantity),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
}

/// Which kind of value a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// An amount.
    Amount,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
}

/// What was understood of a typed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueReading {
    /// The value.
    pub value: FigureValue,
    /// Whether the person must confirm it.
    pub confirm: bool,
}

impl ValueKind {
    /// The name of the kind in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Date => "date",
            Self::YesNo => "yes_no",
        }
    }

    /// The kind of a code.
    pub fn of(code: &str) -> Option<Self> {
        [Self::Amount, Self::Date, Self::YesNo].into_iter().find(|it| it.code() == code)
    }
}

impl FigureValue {
    /// Reads typed text whose kind is not known: `có`, `không`, `yes`, `no`; a day `dd/mm/yyyy` or `yyyy-mm-dd`; else an amount.
    pub fn parse(text: &str) -> Result<ValueReading, ReadRefusal> {
        if yes_no(text).is_some() {
            return Self::parse_as(ValueKind::YesNo, text);
        }
        let like_a_day = text.contains('/') || text.trim().bytes().filter(|it| *it == b'-').count() == 2;
        Self::parse_as(if like_a_day { ValueKind::Date } else { ValueKind::Amount }, text)
    }

    /// Reads typed text as a value of one kind.
    pub fn parse_as(kind: ValueKind, text: &str) -> Result<ValueReading, ReadRefusal> {
        if text.trim().is_empty() {
            return Err(ReadRefusal::Blank);
        }
        let sure = |value| ValueReading { value, confirm: false };
        match kind {
            ValueKind::Amount => Quantity::parse(text).map(|it| ValueReading { value: Self::Amount(it.quantity), confirm: it.confirm }),
            ValueKind::Date => typed_day(text.trim()).map(|it| sure(Self::Date(it))).ok_or(ReadRefusal::NotADate),
            ValueKind::YesNo => yes_no(text).map(|it| sure(Self::YesNo(it))).ok_or(ReadRefusal::NotYesOrNo),
        }
    }

    /// Reads a value as a package writes it: a plain decimal, a day `YYYY-MM-DD`, `yes` or `no`.
    pub fn from_plain(text: &str) -> Option<Self> {
        match text {
            "yes" => Some(Self::YesNo(true)),
            "no" => Some(Self::YesNo(false)),
            _ => Quantity::from_plain(text).map(Self::Amount).or_else(|| plain_day(text).map(Self::Date)),
        }
    }

    /// Writes the value as a package does.
    pub fn plain(self) -> String {
        match self {
            Self::Amount(quantity) => quantity.plain(),
            Self::Date(day) => show_plain_day(day),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
        }
    }

    /// Says which kind of value it is.
    pub fn kind(self) -> ValueKind {
        match self {
            Self::Amount(_) => ValueKind::Amount,
            Self::Date(_) => ValueKind::Date,
            Self::YesNo(_) => ValueKind::YesNo,
        }
    }

    /// The amount, where it is one.
    pub fn amount(self) -> Option<Quantity> {
        match self {
            Self::Amount(quantity) => Some(quantity),
            Self::Date(_) | Self::YesNo(_) => None,
        }
    }
}

impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(quantity) => quantity.fmt(f),
            Self::Date(day) => f.pad(&format!("{:02}/{:02}/{:04}", day.day(), u8::from(day.month()), day.year())),
            Self::YesNo(true) => f.pad("có"),
            Self::YesNo(false) => f.pad("không"),
        }
    }
}

/// Reads a real day written `YYYY-MM-DD`, to the letter.
pub fn plain_day(text: &str) -> Option<Date> {
    let [year, month, day] = parts(text, '-')?;
    (year.len() == 4 && month.len() == 2 && day.len() == 2).then(|| real_day(year, month, day)).flatten()
}

/// Writes a day `YYYY-MM-DD`.
pub fn show_plain_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Reads a typed day: `dd/mm/yyyy`, leading zeros left out or not, or `yyyy-mm-dd`.
fn typed_day(text: &str) -> Option<Date> {
    let [day, month, year] = parts(text, '/').or_else(|| parts(text, '-').map(|[year, month, day]| [day, month, year]))?;
    (year.len() == 4 && month.len() <= 2 && day.len() <= 2).then(|| real_day(year, month, day)).flatten()
}

/// The three runs of digits between two marks.
fn parts(text: &str, mark: char) -> Option<[&str; 3]> {
    let mut runs = text.split(mark);
    let found = [runs.next()?, runs.next()?, runs.next()?];
    let digits = found.iter().all(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    (digits && runs.next().is_none()).then_some(found)
}

/// The day of three numbers, if the calendar has it; there is no year 0.
fn real_day(year: &str, month: &str, day: &str) -> Option<Date> {
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok().filter(|it| *it > 0)?, month, day.parse().ok()?).ok()
}

/// Reads a typed yes or no.
fn yes_no(text: &str) -> Option<bool> {
    match fold(text.trim()).as_str() {
        "co" | "yes" => Some(true),
        "khong" | "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    #[test]
    fn typed_values_are_read_by_their_look() {
        let read = |text: &str| FigureValue::parse(text).map(|it| it.value);
        assert_eq!(read("1.250,5"), Ok(FigureValue::Amount(Quantity(12_505_000))));
        assert_eq!(read("-3"), Ok(FigureValue::Amount(Quantity(-30_000))));
        for text in ["31/01/2022", " 31/1/2022", "2022-01-31"] {
            assert_eq!(read(text), Ok(FigureValue::Date(date!(2022 - 01 - 31))), "{text}");
        }
        for (text, value) in [("Có", true), ("co", true), ("yes", true), ("không", false), ("KHÔNG", false), ("no", false)] {
            assert_eq!(read(text), Ok(FigureValue::YesNo(value)), "{text}");
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        use ValueKind::{Amount, Date, YesNo};
        for (kind, text, refusal) in [
            (Amount, "", ReadRefusal::Blank),
            (Date, " ", ReadRefusal::Blank),
            (YesNo, "", ReadRefusal::Blank),
            (Amount, "có", ReadRefusal::NotANumber),
            (Date, "31/02/2022", ReadRefusal::NotADate),
            (Date, "29/02/2023", ReadRefusal::NotADate),
            (Date, "1/1/22", ReadRefusal::NotADate),
            (Date, "12", ReadRefusal::NotADate),
            (Date, "01/01/0000", ReadRefusal::NotADate),
            (YesNo, "maybe", ReadRefusal::NotYesOrNo),
        ] {
            assert_eq!(FigureValue::parse_as(kind, text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn days_of_a_package_are_read_to_the_letter() {
        assert_eq!(plain_day("2024-02-29"), Some(date!(2024 - 02 - 29)));
        for text in
            ["2023-02-29", "2022-1-01", "22-01-01", "2022-01-01 ", "2022/01/01", "+022-01-01", "2022-13-01", "2022-00-01", "0000-01-01"]
        {
            assert_eq!(plain_day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_what_is_printed_gives_the_same(size in -999_999_999_999_999_999_i64..=999_999_999_999_999_999, days in 1721426_i32..=5373484, yes: bool) {
            for value in [FigureValue::Amount(Quantity(size)), FigureValue::Date(Date::from_julian_day(days).unwrap()), FigureValue::YesNo(yes)] {
                prop_assert_eq!(FigureValue::parse(&value.to_string()).map(|it| it.value), Ok(value));
                prop_assert_eq!(FigureValue::from_plain(&value.plain()), Some(value));
            }
        }
    }
}
