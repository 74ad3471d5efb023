//! How many figures a unit owes in a period, and how the period stands.

use super::days_late;
use crate::Period;
use time::Date;

/// How many figures a unit owes in a period, and how far they have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Figures expected.
    pub expected: i64,
    /// Entered, not submitted.
    pub entered: i64,
    /// Submitted, waiting for verification.
    pub submitted: i64,
    /// Accepted or adjusted.
    pub verified: i64,
    /// Sent back.
    pub returned: i64,
    /// The day on which the last of them was submitted.
    pub last_submitted: Option<Date>,
}

/// How a unit's period stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodState {
    /// Nothing is expected.
    Nothing,
    /// The period has not begun.
    NotOpen,
    /// Figures may be entered; the deadline is not over.
    Open,
    /// Something was sent back and waits for the unit.
    Returned,
    /// The deadline is over and figures are not submitted.
    Missing {
        /// Days since the deadline.
        days_late: i64,
    },
    /// Everything is submitted; something waits for verification.
    Waiting {
        /// Days between the deadline and the last submission; 0 in time.
        days_late: i64,
    },
    /// Everything is verified.
    Verified {
        /// Days between the deadline and the last submission; 0 in time.
        days_late: i64,
    },
}

impl Tally {
    /// Figures that are not submitted: not there, only entered, or sent back.
    pub fn missing(&self) -> i64 {
        (self.expected - self.submitted - self.verified).max(0)
    }

    /// How the period stands on a day.
    pub fn state(&self, period: Period, deadline: Date, today: Date) -> PeriodState {
        let late = || days_late(self.last_submitted, deadline, today);
        if self.expected == 0 {
            PeriodState::Nothing
        } else if self.missing() == 0 && self.submitted == 0 {
            PeriodState::Verified { days_late: self.last_submitted.map_or(0, |_| late()) }
        } else if self.missing() == 0 {
            PeriodState::Waiting { days_late: late() }
        } else if today < period.from() {
            PeriodState::NotOpen
        } else if today > deadline {
            PeriodState::Missing { days_late: days_late(None, deadline, today) }
        } else if self.returned > 0 {
            PeriodState::Returned
        } else {
            PeriodState::Open
        }
    }
}
