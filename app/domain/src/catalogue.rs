//! Lines of a rule set as lists and forms need them. What decides a result is the rule set itself (`package::RuleSet`).

use crate::ids::{RuleSetId, TargetId, VariableId};
use crate::{FigureValue, Frequency, Quantity, ValueKind};
use time::Date;

/// A version of a rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetVersion {
    /// Its key.
    pub id: RuleSetId,
    /// Its code.
    pub code: String,
    /// Its version, from 1.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// The rule set in the package format, as it was read.
    pub content: String,
    /// Its digest.
    pub sha256: String,
    /// Its legal basis.
    pub legal_basis: String,
    /// The first day it is in force.
    pub valid_from: Date,
    /// The last day; none while it is in force.
    pub valid_to: Option<Date>,
}

/// A target's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// Its key.
    pub id: TargetId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// The index area.
    pub area: String,
    /// The weight, points of 100.
    pub weight: Quantity,
    /// `higher`, `lower`, `earlier` or `yes`.
    pub direction: String,
    /// The common target value.
    pub value: FigureValue,
}

/// A variable that figures report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its key.
    pub id: VariableId,
    /// Its code, as packages write it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// What its figures hold.
    pub kind: ValueKind,
    /// The variable that it may not exceed in one period (`domain.md` 8.2); empty for none.
    pub limit_code: String,
    /// The area whose owner verifies it; empty for none.
    pub owner_area: String,
    /// Whether it is a running total that never falls.
    pub cumulative: bool,
}

/// A variable as a rule set uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedVariable {
    /// The variable.
    pub variable: Variable,
    /// How often it is reported.
    pub frequency: Frequency,
    /// Whether a figure needs evidence.
    pub evidence_required: bool,
}
