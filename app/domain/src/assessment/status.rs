//! How a target came out, and the value that was held against it.

use time::Date;

use super::rounded::Rounded;
use crate::value::show_plain_day;

/// How a target of a unit came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// A figure that the measure needs was never reported: not met, no points.
    NotReported,
    /// The denominator is 0: leaves the count and the scale.
    NotApplicable,
    /// Exempt: leaves the count and the scale.
    Exempt,
}

/// The value that is held against the target: rounded to the decimals shown, days and yes/no as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actual {
    /// A rounded amount.
    Amount(Rounded),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Met, Self::NotMet, Self::NotReported, Self::NotApplicable, Self::Exempt];

    /// Its name in the receipt.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Exempt => "exempt",
        }
    }

    /// The status of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether the target counts and weighs.
    pub const fn is_applicable(self) -> bool {
        matches!(self, Self::Met | Self::NotMet | Self::NotReported)
    }
}

impl std::fmt::Display for Actual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Date(day) => f.pad(&show_plain_day(*day)),
            Self::YesNo(it) => f.pad(if *it { "yes" } else { "no" }),
        }
    }
}
