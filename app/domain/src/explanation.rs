//! Why a target, and a score, came out as they did: values only, from the same computation as the result. Sentences are made of them
//! elsewhere.

use num_rational::BigRational;

use crate::assessment::{NextStep, Rounded};
use crate::package::{Adjustment, AdjustmentRule, Amendment, Appraisal, Exemption, ExternalResult, Target, TieBreaker};
use crate::quantity::Quantity;
use crate::receipt::{InterimResult, TargetResult, UnitResult};
use crate::value::FigureValue;

/// Everything that led to the result of a target of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The unit's code.
    pub unit: String,
    /// The target with its measure, direction, weight, points rule and parameters.
    pub target: Target,
    /// What had to be reached: the common target, or the unit's own; the lower bound of a range.
    pub goal: FigureValue,
    /// The upper bound of a range.
    pub goal_to: Option<Quantity>,
    /// Whether `goal` is the unit's own.
    pub own_target: bool,
    /// The amendment that set it, where one did.
    pub amendment: Option<Amendment>,
    /// The exemption with its legal note, where the unit is exempt.
    pub exemption: Option<Exemption>,
    /// The terms of the measure with the figures they take.
    pub inputs: Vec<Input>,
    /// The variables without a figure.
    pub missing: Vec<String>,
    /// The combination of a ratio's numerator or a sum's terms, exact.
    pub numerator: Option<BigRational>,
    /// The combination of a ratio's denominator, exact.
    pub denominator: Option<BigRational>,
    /// The value of an amount, exact; the rounded one is in `result`. Of a manual target, the points in proportion to its full weight.
    pub value: Option<BigRational>,
    /// The points that were given for a manual target, with the reason.
    pub appraisal: Option<Appraisal>,
    /// What the target weighs for the unit; none where it leaves the scale.
    pub weight: Option<Quantity>,
    /// The share of the weight, 0–1, exact.
    pub share: Option<BigRational>,
    /// Weight × share, exact; the rounded points are in `result`.
    pub exact_points: Option<BigRational>,
    /// The cap that the target puts on the unit's score, where it is a gate that does not hold.
    pub gate_cap: Option<Quantity>,
    /// The interim goals, in the order in which their periods end.
    pub interim: Vec<InterimExplanation>,
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

/// Everything that led to the result of an interim goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimExplanation {
    /// The amendment that set the goal, where one did.
    pub amendment: Option<Amendment>,
    /// The combination of the numerator or of the terms of a sum until then, exact.
    pub numerator: Option<BigRational>,
    /// The combination of the denominator until then, exact.
    pub denominator: Option<BigRational>,
    /// The value of an amount until then, exact.
    pub value: Option<BigRational>,
    /// What the receipt says.
    pub result: InterimResult,
}

/// Everything that led from the points of a unit to its score, outcome, grade and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreExplanation {
    /// The unit's code.
    pub unit: String,
    /// The points of the applicable targets, exact.
    pub points: BigRational,
    /// What these weigh.
    pub scale: Quantity,
    /// Points ÷ scale × 100, exact; none where no target applies.
    pub base: Option<BigRational>,
    /// Each rule for points after the total of which the unit has some.
    pub adjustments: Vec<AdjustmentExplanation>,
    /// What all bonuses come to, after all caps.
    pub bonus: Quantity,
    /// What all maluses come to, after all caps.
    pub malus: Quantity,
    /// The gates that do not hold: the codes of their targets, with their caps.
    pub gates: Vec<(String, Quantity)>,
    /// The base with all that, exact: what the targets come to.
    pub computed: Option<BigRational>,
    /// What it would be, rounded, if every gate held and nothing else changed; none where every gate holds.
    pub without_gates: Option<Rounded>,
    /// What others published of the unit.
    pub external: Option<ExternalResult>,
    /// The score, exact: what the targets come to, or what was published where the rules go by that.
    pub exact: Option<BigRational>,
    /// How much the score lies below that which passes; none where it does not, or where the score does not decide.
    pub missing_to_pass: Option<BigRational>,
    /// What decides between the unit and others of its score; more is better, nothing is worst.
    pub tie_breakers: Vec<(TieBreaker, Option<BigRational>)>,
    /// What the receipt says, but for the places: these depend on the others.
    pub result: UnitResult,
}

/// What a unit has of a rule for points after the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentExplanation {
    /// The rule with its cap.
    pub rule: AdjustmentRule,
    /// What the unit was given, with the reasons.
    pub entries: Vec<Adjustment>,
    /// What that adds up to.
    pub given: Quantity,
    /// What of it counts, after the rule's cap.
    pub counted: Quantity,
}
