//! When a timestamp is asked for again that an authority did not give.

use crate::refusals;
use crate::time_of::Timestamp;

refusals! {
    /// Why a file has no timestamp yet.
    pub enum TimestampFailure {
        /// The authority cannot be reached, or did not answer in time.
        NoAnswer,
        /// What came back is no answer of a timestamp authority.
        NotAnAnswer,
        /// The authority said no.
        NotGranted,
        /// The answer is not about this signature, or its own signature is wrong.
        Wrong,
    }
}

impl TimestampFailure {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("timestamp-failure-")
    }

    /// The failure of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// How long is waited after the first try, in minutes.
const FIRST: i64 = 10;

/// The longest wait, in minutes: once a day an authority is asked in any case.
const LONGEST: i64 = 24 * 60;

/// When a file is tried again that failed so many times, the last time then: each time twice as long after, up to a day.
pub fn next_try(tries: u32, last: Timestamp) -> Timestamp {
    let doubled = FIRST.saturating_mul(1_i64.checked_shl(tries.saturating_sub(1)).filter(|it| *it > 0).unwrap_or(LONGEST));
    last.plus_minutes(doubled.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_as_long_and_none_longer_than_a_day() {
        let minutes = |tries| (next_try(tries, Timestamp(0)).0) / 60_000;
        assert_eq!([1, 2, 3, 7, 8, 9, 63, 64, 65, u32::MAX].map(minutes), [10, 20, 40, 640, 1280, 1440, 1440, 1440, 1440, 1440]);
    }

    #[test]
    fn every_failure_has_a_name_of_its_own() {
        assert!(TimestampFailure::ALL.iter().all(|it| TimestampFailure::of(it.code()) == Some(*it)));
    }
}
