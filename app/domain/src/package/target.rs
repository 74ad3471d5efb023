//! A target: what is to be reached, by when, and what it weighs.

use super::{Decimal, Direction, Measure, Points, Value, ZeroDenominator};
use crate::period::Period;
use crate::quantity::Quantity;

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
    /// The common target; the lower bound of a range.
    pub target: Value,
    /// The upper bound of a range. Version 2.
    pub target_to: Option<Decimal>,
    /// From where on it is exceeded. Version 2.
    pub stretch: Option<Value>,
    /// How the value becomes a share of the weight.
    pub points: Points,
    /// Whether it can be exceeded; no where the file leaves the key out.
    pub can_exceed: Option<bool>,
    /// Whether it is a gate of `score_and_gates`; no where the file leaves the key out.
    pub mandatory: Option<bool>,
    /// What a denominator of 0 means; not applicable where the file leaves the key out.
    pub zero_denominator: Option<ZeroDenominator>,
    /// What the score comes to at most while it is not met. Version 2.
    pub gate: Option<Gate>,
    /// What is to be reached in periods of the year; none where the file leaves the key out. Version 2.
    pub interim: Option<Vec<Interim>>,
    /// How much of a manual target's weight is for the survey. Version 2.
    pub max_survey: Option<Decimal>,
    /// What an appraisal without a survey means; zero points where the file leaves the key out. Version 2.
    pub without_survey: Option<WithoutSurvey>,
    /// What is counted and how, for people; the rule set may leave it to its variables. Version 2.
    pub definition: Option<String>,
    /// On which document it rests. Version 2.
    pub legal_basis: Option<String>,
}

/// A goal for a period of the year, held against the figures of the periods that end by its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interim {
    /// The period.
    pub period: Period,
    /// What is to be reached by its end; the lower bound of a range.
    pub value: Value,
    /// The upper bound of a range.
    pub value_to: Option<Decimal>,
}

/// A cap on the score of a unit that does not meet a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The greatest score (0–100) that is left.
    pub cap: Decimal,
}

/// What it means that no survey was made of a unit's manual target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WithoutSurvey {
    /// The survey gives no points.
    Zero,
    /// The scale loses the points of the survey.
    Rescale,
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

    /// The goals for periods of the year; an absent key means none.
    pub fn interim(&self) -> &[Interim] {
        self.interim.as_deref().unwrap_or_default()
    }

    /// How much of the weight is for the survey.
    pub fn max_survey(&self) -> Quantity {
        self.max_survey.as_ref().map_or(Quantity::ZERO, Decimal::quantity)
    }

    /// How much of the weight is for the appraiser.
    pub fn max_appraised(&self) -> Quantity {
        self.weight.quantity().checked_sub(self.max_survey()).unwrap_or(Quantity::ZERO)
    }

    /// What an appraisal without a survey means.
    pub fn without_survey(&self) -> WithoutSurvey {
        self.without_survey.unwrap_or(WithoutSurvey::Zero)
    }

    /// Whether its points are given by an appraiser.
    pub fn is_manual(&self) -> bool {
        matches!(self.measure, Measure::Manual)
    }

    /// Whether version 1 cannot say it.
    pub(super) fn needs_version_two(&self) -> bool {
        self.is_manual()
            || self.direction == Direction::Range
            || matches!(self.points, Points::Manual)
            || self.target_to.is_some()
            || self.stretch.is_some()
            || self.gate.is_some()
            || self.interim.is_some()
            || self.max_survey.is_some()
            || self.without_survey.is_some()
            || self.definition.is_some()
            || self.legal_basis.is_some()
    }
}

impl WithoutSurvey {
    /// Every meaning, in the order of the format.
    pub const ALL: [Self; 2] = [Self::Zero, Self::Rescale];

    /// Its name in the format.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::Rescale => "rescale",
        }
    }
}
