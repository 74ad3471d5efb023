//! The rule set of a package: targets, how they are measured and what they are worth, when a unit passes, which grade it gets.
//! All of it is data; nothing here knows a threshold.

use super::{Decimal, Value};
use crate::quantity::{Quantity, SCALE};
use crate::value::ValueKind;

/// The rules by which the units of a package are assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many decimals results show, 0–4; what is shown is what is compared.
    pub display_decimals: u8,
    /// The targets, in the order of the receipt.
    pub targets: Vec<Target>,
    /// When a unit passes.
    pub pass: Pass,
    /// The grades; none where the file leaves the key out.
    pub grades: Option<Vec<GradeFrom>>,
}

/// A number, day or yes to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its code, unique in the rule set.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its unit of measure, for people.
    pub unit: String,
    /// The area it belongs to.
    pub area: String,
    /// What it weighs of 100.
    pub weight: Decimal,
    /// How the value comes from the figures.
    pub measure: Measure,
    /// Which side of the target is good.
    pub direction: Direction,
    /// The common target.
    pub target: Value,
    /// How the value becomes a share of the weight.
    pub points: Points,
    /// Whether it can be exceeded; no where the file leaves the key out.
    pub can_exceed: Option<bool>,
    /// Whether it is a gate of `score_and_gates`; no where the file leaves the key out.
    pub mandatory: Option<bool>,
    /// What a denominator of 0 means; not applicable where the file leaves the key out.
    pub zero_denominator: Option<ZeroDenominator>,
}

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

/// When a unit passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// When every applicable target is met.
    AllTargets,
    /// By the share of applicable targets that are met.
    ShareOfTargets {
        /// Below this share (0–1) the unit fails.
        fail_below: Decimal,
        /// From this share (0–1) on it passes.
        pass_from: Decimal,
    },
    /// By the unrounded score.
    WeightedScore {
        /// From this score (0–100) on the unit passes.
        pass_from: Decimal,
    },
    /// By the unrounded score, and every applicable mandatory target met.
    ScoreAndGates {
        /// From this score (0–100) on the unit passes.
        pass_from: Decimal,
    },
}

/// A grade and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeFrom {
    /// The grade's code.
    pub grade: String,
    /// The unrounded score (0–100) from which it is given.
    pub from: Decimal,
}

impl RuleSet {
    /// The target of a code.
    pub fn target(&self, code: &str) -> Option<&Target> {
        self.targets.iter().find(|it| it.code == code)
    }

    /// The grades; an absent key means none.
    pub fn grades(&self) -> &[GradeFrom] {
        self.grades.as_deref().unwrap_or_default()
    }
}

impl Target {
    /// Whether it can be exceeded.
    pub fn can_exceed(&self) -> bool {
        self.can_exceed.unwrap_or(false)
    }

    /// Whether it is a gate of `score_and_gates`.
    pub fn mandatory(&self) -> bool {
        self.mandatory.unwrap_or(false)
    }

    /// What a denominator of 0 means.
    pub fn zero_denominator(&self) -> ZeroDenominator {
        self.zero_denominator.unwrap_or(ZeroDenominator::NotApplicable)
    }
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
        }
    }

    /// Every variable it reads, in the order of the file; one may come twice.
    pub fn variables(&self) -> Vec<&str> {
        match self {
            Self::Ratio { numerator, denominator, .. } => numerator.iter().chain(denominator).map(|it| it.variable.as_str()).collect(),
            Self::Sum { of } => of.iter().map(|it| it.variable.as_str()).collect(),
            Self::Latest { of } | Self::Mean { of } | Self::Date { of } | Self::YesNo { of } => vec![of],
        }
    }
}

impl MeasureKind {
    /// Every kind, in the order of the format.
    pub const ALL: [Self; 6] = [Self::Ratio, Self::Sum, Self::Latest, Self::Mean, Self::Date, Self::YesNo];

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Sum => "sum",
            Self::Latest => "latest",
            Self::Mean => "mean",
            Self::Date => "date",
            Self::YesNo => "yes_no",
        }
    }

    /// The kind of figure it reads and of target it has.
    pub const fn value_kind(self) -> ValueKind {
        match self {
            Self::Ratio | Self::Sum | Self::Latest | Self::Mean => ValueKind::Amount,
            Self::Date => ValueKind::Date,
            Self::YesNo => ValueKind::YesNo,
        }
    }

    /// The directions that pair with it.
    pub const fn directions(self) -> &'static [Direction] {
        match self.value_kind() {
            ValueKind::Amount => &[Direction::Higher, Direction::Lower],
            ValueKind::Date => &[Direction::Earlier],
            ValueKind::YesNo => &[Direction::Yes],
        }
    }
}

impl Direction {
    /// Every direction, in the order of the format.
    pub const ALL: [Self; 4] = [Self::Higher, Self::Lower, Self::Earlier, Self::Yes];

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Earlier => "earlier",
            Self::Yes => "yes",
        }
    }

    /// The points rules that pair with it.
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Higher => &["binary", "proportional", "threshold_proportional", "floor_then_proportional", "steps"],
            Self::Lower => &["binary", "proportional", "deduct"],
            Self::Earlier | Self::Yes => &["binary"],
        }
    }
}

impl Points {
    /// Every rule's name in the format.
    pub const RULES: [&'static str; 6] = ["binary", "proportional", "threshold_proportional", "floor_then_proportional", "steps", "deduct"];

    /// Its name in the format.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::Proportional => "proportional",
            Self::ThresholdProportional { .. } => "threshold_proportional",
            Self::FloorThenProportional { .. } => "floor_then_proportional",
            Self::Steps { .. } => "steps",
            Self::Deduct { .. } => "deduct",
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

impl Pass {
    /// Every family's name in the format.
    pub const FAMILIES: [&'static str; 4] = ["all_targets", "share_of_targets", "weighted_score", "score_and_gates"];

    /// Its name in the format.
    pub const fn family(&self) -> &'static str {
        match self {
            Self::AllTargets => "all_targets",
            Self::ShareOfTargets { .. } => "share_of_targets",
            Self::WeightedScore { .. } => "weighted_score",
            Self::ScoreAndGates { .. } => "score_and_gates",
        }
    }

    /// The score (0–100) from which a unit passes, where the score decides.
    pub fn score_from(&self) -> Option<Quantity> {
        match self {
            Self::WeightedScore { pass_from } | Self::ScoreAndGates { pass_from } => Some(pass_from.quantity()),
            Self::AllTargets | Self::ShareOfTargets { .. } => None,
        }
    }
}
