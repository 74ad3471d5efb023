//! Points in time: stored as UTC, shown in Hà Nội time (UTC+7, no daylight saving). Nothing here reads a clock.

use serde::{Deserialize, Serialize};
use std::fmt;
use time::{Date, OffsetDateTime, UtcOffset};

const HANOI: UtcOffset = match UtcOffset::from_hms(7, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Makes a timestamp of a date and time with an offset.
    pub fn of(at: OffsetDateTime) -> Self {
        Self((at.unix_timestamp_nanos() / 1_000_000) as i64)
    }

    /// The first moment of a day in Hà Nội.
    pub fn start_of(day: Date) -> Self {
        Self::of(day.midnight().assume_offset(HANOI))
    }

    /// The moment at which a day is over in Hà Nội.
    pub fn end_of(day: Date) -> Self {
        Self::start_of(day).plus_minutes(24 * 60)
    }

    /// The date and time in Hà Nội; a value outside the calendar is shown as 1970.
    pub fn in_hanoi(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH).to_offset(HANOI)
    }

    /// The Hà Nội date.
    pub fn date(self) -> Date {
        self.in_hanoi().date()
    }

    /// This moment and some minutes.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }
}

/// `14 giờ 30, ngày 05/01/2022` in short form: `05/01/2022 14:30`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.in_hanoi();
        write!(f, "{} {:02}:{:02}", show_date(at.date()), at.hour(), at.minute())
    }
}

/// A date as people read it: `dd/mm/yyyy`.
pub fn show_date(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), u8::from(date.month()), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn a_moment_is_shown_in_hanoi_time() {
        assert_eq!(Timestamp::end_of(time::macros::date!(2022 - 12 - 14)), Timestamp::of(datetime!(2022-12-14 17:00 UTC)));
        let at = Timestamp::of(datetime!(2022-12-14 17:05 UTC));
        assert_eq!(at.to_string(), "15/12/2022 00:05");
        assert_eq!(show_date(at.date()), "15/12/2022");
    }
}
