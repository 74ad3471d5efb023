//! Why a target came out as it did: values only, from the same computation as the result. Sentences are made of them elsewhere.

use num_rational::BigRational;

use crate::assessment::NextStep;
use crate::package::Target;
use crate::quantity::Quantity;
use crate::receipt::TargetResult;
use crate::value::FigureValue;

/// Everything that led to the result of a target of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The unit's code.
    pub unit: String,
    /// The target with its measure, direction, weight, points rule and parameters.
    pub target: Target,
    /// What had to be reached: the common target, or the unit's own.
    pub goal: FigureValue,
    /// Whether `goal` is the unit's own.
    pub own_target: bool,
    /// The legal note of the exemption, where the unit is exempt.
    pub exemption: Option<String>,
    /// The terms of the measure with the figures they take.
    pub inputs: Vec<Input>,
    /// The variables without a figure.
    pub missing: Vec<String>,
    /// The combination of a ratio's numerator or a sum's terms, exact.
    pub numerator: Option<BigRational>,
    /// The combination of a ratio's denominator, exact.
    pub denominator: Option<BigRational>,
    /// The value of an amount, exact; the rounded one is in `result`.
    pub value: Option<BigRational>,
    /// The share of the weight, 0–1, exact.
    pub share: Option<BigRational>,
    /// Weight × share, exact; the rounded points are in `result`.
    pub exact_points: Option<BigRational>,
    /// What the receipt says.
    pub result: TargetResult,
    /// What one more step would bring, where that can be computed.
    pub next: Option<NextStep>,
}

/// A term of a measure with the figures it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where the term stands.
    pub role: Role,
    /// The variable's name.
    pub variable: String,
    /// The factor, in ten-thousandths.
    pub times: Quantity,
    /// Periods and values, in the order of the periods.
    pub figures: Vec<(String, FigureValue)>,
    /// The sum of the amounts; none for days and yes/no, and where nothing was reported.
    pub total: Option<Quantity>,
}

/// Where a term stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// In the numerator of a ratio, or in a measure that is no ratio.
    Numerator,
    /// In the denominator of a ratio.
    Denominator,
}
