//! How a target's value comes from the figures, which side of the target is good, and what the value is worth.

use super::{Decimal, Version};
use crate::quantity::{Quantity, SCALE};
use crate::value::ValueKind;

/// A variable's total times a factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The variable's name.
    pub variable: String,
    /// The factor; 1 where the file leaves the key out.
    pub times: Option<Decimal>,
}

/// How a target's value comes from the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Numerator ÷ denominator × times.
    Ratio {
        /// What is counted.
        numerator: Vec<Term>,
        /// Of how many.
        denominator: Vec<Term>,
        /// The factor; 100 where the file leaves the key out.
        times: Option<Decimal>,
    },
    /// Totals, added up.
    Sum {
        /// The terms.
        of: Vec<Term>,
    },
    /// The value of the last period.
    Latest {
        /// The variable.
        of: String,
    },
    /// The arithmetic mean over the periods that have a figure.
    Mean {
        /// The variable.
        of: String,
    },
    /// The day of the last period.
    Date {
        /// The variable.
        of: String,
    },
    /// Yes or no of the last period.
    YesNo {
        /// The variable.
        of: String,
    },
    /// The points that an appraiser and a survey gave. Version 2.
    Manual,
}

/// The kind of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureKind {
    /// Numerator ÷ denominator × times.
    Ratio,
    /// Totals, added up.
    Sum,
    /// The value of the last period.
    Latest,
    /// The mean of the periods.
    Mean,
    /// The day of the last period.
    Date,
    /// Yes or no of the last period.
    YesNo,
    /// Points that were given. Version 2.
    Manual,
}

/// Which side of a target is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// At least the target.
    Higher,
    /// At most the target.
    Lower,
    /// On the day of the target at the latest.
    Earlier,
    /// Yes.
    Yes,
    /// Between two bounds, both included. Version 2.
    Range,
}

/// How a value becomes a share of the weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Points {
    /// All or nothing.
    Binary,
    /// In proportion to the target until it is met.
    Proportional,
    /// In proportion to `full_at`.
    ThresholdProportional {
        /// Where the share is whole.
        full_at: Decimal,
    },
    /// Nothing below `floor`, in proportion to the target from there.
    FloorThenProportional {
        /// Where the share begins.
        floor: Decimal,
    },
    /// The share of the highest step reached.
    Steps {
        /// The steps, in any order.
        steps: Vec<ShareFrom>,
    },
    /// The whole share less `penalty` for each one.
    Deduct {
        /// The share that each one costs.
        penalty: Decimal,
    },
    /// The points that were given. Version 2.
    Manual,
}

/// A step of `steps`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareFrom {
    /// The value from which it counts.
    pub from: Decimal,
    /// The share of the weight, 0–1.
    pub share: Decimal,
}

/// What a denominator of 0 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ZeroDenominator {
    /// The target leaves the count and the scale.
    NotApplicable,
    /// Not met, no points.
    Zero,
    /// Met, all points.
    Full,
}

impl Term {
    /// The factor, in ten-thousandths.
    pub fn times(&self) -> Quantity {
        self.times.as_ref().map_or(Quantity(SCALE), Decimal::quantity)
    }
}

impl Measure {
    /// Its kind.
    pub fn kind(&self) -> MeasureKind {
        match self {
            Self::Ratio { .. } => MeasureKind::Ratio,
            Self::Sum { .. } => MeasureKind::Sum,
            Self::Latest { .. } => MeasureKind::Latest,
            Self::Mean { .. } => MeasureKind::Mean,
            Self::Date { .. } => MeasureKind::Date,
            Self::YesNo { .. } => MeasureKind::YesNo,
            Self::Manual => MeasureKind::Manual,
        }
    }

    /// Every variable it reads, in the order of the file; one may come twice.
    pub fn variables(&self) -> Vec<&str> {
        match self {
            Self::Ratio { numerator, denominator, .. } => numerator.iter().chain(denominator).map(|it| it.variable.as_str()).collect(),
            Self::Sum { of } => of.iter().map(|it| it.variable.as_str()).collect(),
            Self::Latest { of } | Self::Mean { of } | Self::Date { of } | Self::YesNo { of } => vec![of],
            Self::Manual => Vec::new(),
        }
    }
}

impl MeasureKind {
    /// Every kind, in the order of the format.
    pub const ALL: [Self; 7] = [Self::Ratio, Self::Sum, Self::Latest, Self::Mean, Self::Date, Self::YesNo, Self::Manual];

    /// The kinds that a version has.
    pub fn of_version(version: Version) -> &'static [Self] {
        match version {
            Version::One => Self::ALL.split_at(6).0,
            Version::Two => &Self::ALL,
        }
    }

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Sum => "sum",
            Self::Latest => "latest",
            Self::Mean => "mean",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Manual => "manual",
        }
    }

    /// The kind of figure it reads and of target it has.
    pub const fn value_kind(self) -> ValueKind {
        match self {
            Self::Ratio | Self::Sum | Self::Latest | Self::Mean | Self::Manual => ValueKind::Amount,
            Self::Date => ValueKind::Date,
            Self::YesNo => ValueKind::YesNo,
        }
    }

    /// The directions that pair with it in a version.
    pub const fn directions(self, version: Version) -> &'static [Direction] {
        match (self, version) {
            (Self::Ratio | Self::Sum | Self::Latest | Self::Mean, Version::One) => &[Direction::Higher, Direction::Lower],
            (Self::Ratio | Self::Sum | Self::Latest | Self::Mean, Version::Two) => &[Direction::Higher, Direction::Lower, Direction::Range],
            (Self::Date, _) => &[Direction::Earlier],
            (Self::YesNo, _) => &[Direction::Yes],
            (Self::Manual, _) => &[Direction::Higher],
        }
    }

    /// The points rules that pair with it and a direction.
    pub const fn rules(self, direction: Direction) -> &'static [&'static str] {
        match self {
            Self::Manual => &["manual"],
            _ => direction.rules(),
        }
    }
}

impl Direction {
    /// Every direction, in the order of the format.
    pub const ALL: [Self; 5] = [Self::Higher, Self::Lower, Self::Earlier, Self::Yes, Self::Range];

    /// The directions that a version has.
    pub fn of_version(version: Version) -> &'static [Self] {
        match version {
            Version::One => Self::ALL.split_at(4).0,
            Version::Two => &Self::ALL,
        }
    }

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Earlier => "earlier",
            Self::Yes => "yes",
            Self::Range => "range",
        }
    }

    /// The points rules that pair with it where a value is measured.
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Higher => &["binary", "proportional", "threshold_proportional", "floor_then_proportional", "steps"],
            Self::Lower => &["binary", "proportional", "deduct"],
            Self::Earlier | Self::Yes => &["binary"],
            Self::Range => &["binary", "proportional"],
        }
    }
}

impl Points {
    /// Every rule's name in the format.
    pub const RULES: [&'static str; 7] =
        ["binary", "proportional", "threshold_proportional", "floor_then_proportional", "steps", "deduct", "manual"];

    /// The names of the rules that a version has.
    pub fn rules_of_version(version: Version) -> &'static [&'static str] {
        match version {
            Version::One => Self::RULES.split_at(6).0,
            Version::Two => &Self::RULES,
        }
    }

    /// Its name in the format.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::Proportional => "proportional",
            Self::ThresholdProportional { .. } => "threshold_proportional",
            Self::FloorThenProportional { .. } => "floor_then_proportional",
            Self::Steps { .. } => "steps",
            Self::Deduct { .. } => "deduct",
            Self::Manual => "manual",
        }
    }
}

impl ZeroDenominator {
    /// Every meaning, in the order of the format.
    pub const ALL: [Self; 3] = [Self::NotApplicable, Self::Zero, Self::Full];

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Zero => "zero",
            Self::Full => "full",
        }
    }
}
