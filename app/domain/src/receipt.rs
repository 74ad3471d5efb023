//! The receipt, versions 1 and 2 (app/docs/formats/): the results of a package, which anyone can compute again.

mod differences;
mod read;
mod write;

pub use differences::{Difference, NotAReceipt};

use crate::assessment::{Actual, Rounded, Status};
use crate::package::Version;
use crate::period::Period;
use crate::quantity::Quantity;
use crate::value::FigureValue;

/// The results of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The version of the format it follows: that of its package.
    pub version: Version,
    /// The digest (SHA-256 of the canonical form, lower-case hexadecimal) of the package.
    pub package_sha256: String,
    /// The digest of its rule set.
    pub rule_set_sha256: String,
    /// The results of each unit, in the package's order.
    pub results: Vec<UnitResult>,
}

/// The results of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitResult {
    /// The unit's code.
    pub unit: String,
    /// The group in which it is ranked.
    pub peer_group: String,
    /// The result of each target, in the rule set's order.
    pub targets: Vec<TargetResult>,
    /// How many targets are met.
    pub met: u32,
    /// How many targets apply.
    pub applicable: u32,
    /// How many targets are exceeded.
    pub exceeded: u32,
    /// The score, 0–100, rounded; none where no target applies.
    pub score: Option<Rounded>,
    /// Whether the unit passes.
    pub outcome: Outcome,
    /// The grade; none without a score, without grades, or below all of them.
    pub grade: Option<String>,
    /// Whether the rounded score would say otherwise than the unrounded one, so that a person must decide.
    pub rounding_conflict: bool,
    /// The place in the peer group; none without a score.
    pub rank: Option<u32>,
    /// What version 2 says besides; none in version 1.
    pub details: Option<Box<UnitDetails>>,
}

/// What version 2 says of a unit besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDetails {
    /// The points of the applicable targets, rounded.
    pub points: Rounded,
    /// What these weigh.
    pub scale: Quantity,
    /// The points in percent of the scale, rounded; none where no target applies.
    pub base_score: Option<Rounded>,
    /// What the unit has of each rule for points after the total.
    pub adjustments: Vec<AdjustmentResult>,
    /// What all bonuses come to.
    pub bonus: Quantity,
    /// What all maluses come to.
    pub malus: Quantity,
    /// The codes of the applicable targets with a gate that are not met.
    pub gates: Vec<String>,
    /// The least of their caps; none where there are none.
    pub gate_cap: Option<Quantity>,
    /// The base with all that, rounded: what the targets come to. It is the score, but where the published one is.
    pub computed_score: Option<Rounded>,
    /// What others published of the unit.
    pub external: Option<External>,
    /// The results in each area, in the order of the rule set.
    pub area_results: Vec<AreaResult>,
}

/// What a unit has of a rule for points after the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentResult {
    /// The rule's code.
    pub code: String,
    /// What the unit was given.
    pub given: Quantity,
    /// What of it counts, after the rule's cap.
    pub counted: Quantity,
}

/// What others published of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Of what it is the result.
    pub title: String,
    /// The points, 0–100.
    pub score: Quantity,
    /// The place.
    pub rank: Option<u32>,
    /// Among how many.
    pub out_of: Option<u32>,
}

/// The result of a unit in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaResult {
    /// The area's code.
    pub area: String,
    /// The points of its applicable targets, rounded.
    pub points: Rounded,
    /// What these weigh.
    pub scale: Quantity,
    /// The points in percent of the scale, rounded; none where no target applies.
    pub score: Option<Rounded>,
    /// The place in the peer group; none without a score.
    pub rank: Option<u32>,
}

/// The result of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetResult {
    /// The target's code.
    pub code: String,
    /// How it came out.
    pub status: Status,
    /// The value held against the target; none where there is none.
    pub actual: Option<Actual>,
    /// The points, rounded; none where the target leaves the scale.
    pub points: Option<Rounded>,
    /// Whether the value is strictly better than the target, and reaches the stretch value, where that counts.
    pub exceeded: bool,
    /// What version 2 says besides; none in version 1.
    pub details: Option<Box<TargetDetails>>,
}

/// What version 2 says of a target besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetDetails {
    /// What it weighs for the unit; none where it leaves the scale.
    pub weight: Option<Quantity>,
    /// What was to be reached.
    pub goal: AppliedGoal,
    /// The results of its interim goals, in the order in which their periods end.
    pub interim: Vec<InterimResult>,
    /// The points that were given, of a manual target that was appraised.
    pub appraisal: Option<GivenPoints>,
}

/// What was to be reached, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedGoal {
    /// The value; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub value_to: Option<Quantity>,
    /// Whether it is the unit's own.
    pub own: bool,
    /// The number of the amendment that set it, where one did.
    pub amendment: Option<String>,
}

/// The result of an interim goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimResult {
    /// The period.
    pub period: Period,
    /// What was to be reached by its end.
    pub goal: AppliedGoal,
    /// The value held against it; none where there is none.
    pub actual: Option<Actual>,
    /// How it came out.
    pub status: Status,
}

/// The points that were given for a manual target, kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPoints {
    /// By the unit itself; they count for nothing.
    pub self_points: Option<Quantity>,
    /// By the appraiser.
    pub appraised: Quantity,
    /// By the survey.
    pub survey: Option<Quantity>,
}

/// Whether a unit passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It passes.
    Pass,
    /// It fails.
    Fail,
    /// The rules leave it open; a competent person decides.
    PendingDecision,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Pass, Self::Fail, Self::PendingDecision];

    /// Its name in the receipt.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::PendingDecision => "pending_decision",
        }
    }

    /// The outcome of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Receipt {
    /// The results of a unit.
    pub fn unit(&self, code: &str) -> Option<&UnitResult> {
        self.results.iter().find(|it| it.unit == code)
    }
}

impl UnitResult {
    /// The result of a target.
    pub fn target(&self, code: &str) -> Option<&TargetResult> {
        self.targets.iter().find(|it| it.code == code)
    }
}
