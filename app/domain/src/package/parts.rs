//! What a package says of its units: what does not apply to them, what they have to reach, what they reported, what others gave them.

use time::Date;

use super::{Decimal, GradeRule, Value};
use crate::grading::{TasksFrom, Whom};
use crate::period::Period;

/// A target that does not apply to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The unit's code.
    pub unit: String,
    /// The target's code.
    pub target: String,
    /// The legal note.
    pub basis: String,
    /// The amendment by which it came after the unit's rules were sealed; none where it was agreed before. Version 2.
    pub amendment: Option<ByAmendment>,
}

/// The amendment by which an exemption came.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ByAmendment {
    /// Its number.
    pub number: String,
    /// From when on it is in force.
    pub effective_on: Date,
}

/// A unit's own target in place of the common one, for the year or for a period of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTarget {
    /// The unit's code.
    pub unit: String,
    /// The target's code.
    pub target: String,
    /// What the unit has to reach; the lower bound of a range.
    pub value: Value,
    /// The upper bound of a range. Version 2.
    pub value_to: Option<Decimal>,
    /// The period whose interim goal it is; the year's where there is none. Version 2.
    pub period: Option<Period>,
}

/// A change of what is to be reached, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Its number, unique in the package.
    pub number: String,
    /// The target's code.
    pub target: String,
    /// The unit whose goal changes; the common one where there is none.
    pub unit: Option<String>,
    /// The period whose interim goal changes; the year's where there is none.
    pub period: Option<Period>,
    /// What is to be reached from then on; the lower bound of a range.
    pub value: Value,
    /// The upper bound of a range.
    pub value_to: Option<Decimal>,
    /// The first day on which it is in force.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
}

/// The points that a unit gave itself, that its appraiser gave and that the survey gave for a manual target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The unit's code.
    pub unit: String,
    /// The target's code.
    pub target: String,
    /// What the unit gave itself; it counts for nothing.
    pub self_points: Option<Decimal>,
    /// What the appraiser gave.
    pub appraised: Decimal,
    /// What the survey gave.
    pub survey: Option<Decimal>,
    /// Why the appraiser gave so.
    pub reason: String,
    /// Who appraised.
    pub appraiser: Option<String>,
}

/// Points that a unit gets or loses after the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// The unit's code.
    pub unit: String,
    /// The code of the rule in the rule set.
    pub code: String,
    /// How many points, above 0; the rule says which way they count.
    pub points: Decimal,
    /// For what.
    pub reason: String,
}

/// What others published of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalResult {
    /// The unit's code.
    pub unit: String,
    /// Of what it is the result.
    pub title: String,
    /// The points, 0–100.
    pub score: Decimal,
    /// The place.
    pub rank: Option<u32>,
    /// Among how many.
    pub out_of: Option<u32>,
    /// Who published it and where.
    pub source: String,
    /// When.
    pub published_on: Option<Date>,
}

/// The rule by which units or their heads are graded, chosen before anybody signed. No result goes by it; the seal covers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenRule {
    /// Whom it grades.
    pub whom: Whom,
    /// From what the shares of tasks are taken.
    pub tasks_from: TasksFrom,
    /// The rule with its settings.
    pub rule: GradeRule,
}

/// A verified figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The unit's code.
    pub unit: String,
    /// The variable's name.
    pub variable: String,
    /// The period's label. In version 1 the last is the greatest by Unicode code point, in version 2 the one that ends last.
    pub period: String,
    /// The verified value.
    pub value: Value,
}

impl UnitTarget {
    /// A unit's own target of the year.
    pub fn new(unit: String, target: String, value: Value) -> Self {
        Self { unit, target, value, value_to: None, period: None }
    }

    /// Whether version 1 cannot say it.
    pub(super) fn needs_version_two(&self) -> bool {
        self.value_to.is_some() || self.period.is_some()
    }
}
