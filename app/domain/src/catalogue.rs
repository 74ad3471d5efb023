//! Lines of a rule set as lists and forms need them. What decides a result is the rule set itself (`package::RuleSet`).

use crate::ids::{RuleSetId, TargetId, VariableId};
use crate::package::{RuleSet, Target};
use crate::{FigureValue, Frequency, Quantity, ValueKind, refusals};
use serde::Deserialize;
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
    /// `higher`, `lower`, `earlier`, `yes` or `range`.
    pub direction: String,
    /// The common target value; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub value_to: Option<Quantity>,
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
    /// Whether it counts whole things (files, persons, days of reports): its figures have no fraction.
    pub counted: bool,
    /// What is counted, and how; empty while nobody said it.
    pub definition: String,
    /// On which basis it is reported; empty while nobody said it.
    pub legal_basis: String,
    /// Where the number comes from: a system, a register, a survey; empty while nobody said it.
    pub source: String,
    /// Counts the changes of this entry, from 1.
    pub revision: i64,
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

refusals! {
    /// Why the dates of a rule set cannot be changed so.
    pub enum CatalogueRefusal {
        /// The last day comes before the first.
        EndsBeforeStart,
        /// A campaign that goes by this rule set would end outside its dates.
        CampaignOutside,
        /// The law on which its grades rest is not in force on these dates.
        LawNotInForce,
        /// There is no such area.
        UnknownArea,
        /// Another version of the same code is in force in the same time.
        VersionOverlaps,
    }
}

/// The eight areas of the index (QĐ 876/QĐ-BNV; `domain.md` 5.1), by their codes in packages. Other sets may have others.
pub const AREAS: [&str; 8] = [
    "A1_leadership",
    "A2_institutions",
    "A3_procedures",
    "A4_apparatus",
    "A5_civil_service",
    "A6_public_finance",
    "A7_digital",
    "A8_impact",
];

/// The groups of the real-time service index (Quyết định 766/QĐ-TTg, `domain.md` 5.2), which stand in the place of areas in its rule sets.
pub const SERVICE_GROUPS: [&str; 5] = ["G1_openness", "G2_timeliness", "G3_digitisation", "G4_online", "G5_satisfaction"];

impl RuleSetVersion {
    /// Whether it is in force on a day. A campaign goes by the rules in force on its last day, when the year is graded.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether it is in force at any time between two days; without a last one, from the first one on.
    pub fn overlaps(&self, from: Date, to: Option<Date>) -> bool {
        self.valid_to.is_none_or(|last| from <= last) && to.is_none_or(|last| self.valid_from <= last)
    }
}

/// A target of two versions of rules, side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetPair<'r> {
    /// As the one version has it; none where it came later.
    pub old: Option<&'r Target>,
    /// As the other version has it; none where it is gone.
    pub new: Option<&'r Target>,
}

impl TargetPair<'_> {
    /// Whether both versions say the same.
    pub fn is_same(&self) -> bool {
        self.old == self.new
    }
}

/// The targets of two versions side by side, by code: in the order of the new one, then those that are gone.
pub fn side_by_side<'r>(old: &'r RuleSet, new: &'r RuleSet) -> Vec<TargetPair<'r>> {
    let pairs = new.targets.iter().map(|it| TargetPair { old: old.target(&it.code), new: Some(it) });
    let gone = old.targets.iter().filter(|it| new.target(&it.code).is_none()).map(|it| TargetPair { old: Some(it), new: None });
    pairs.chain(gone).collect()
}

/// A law that rule sets may rest on, with its dates: rows of data, not constants of the code (`domain.md` 7).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GradingLaw {
    /// How codes of rule sets and grades that rest on it begin.
    pub prefix: String,
    /// What it is.
    pub basis: String,
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day, `YYYY-MM-DD`; empty while it is in force.
    pub to: String,
}

impl GradingLaw {
    /// Whether a rule set rests on it: its code or one of its grades says so.
    pub fn governs(&self, rule_set: &RuleSet) -> bool {
        let names = |it: &str| it.to_ascii_lowercase().starts_with(&self.prefix);
        names(&rule_set.code) || rule_set.grades().iter().any(|it| names(&it.grade))
    }

    /// Whether it is in force on a day.
    pub fn in_force_on(&self, day: Date) -> bool {
        let bound = |text: &str| crate::value::plain_day(text);
        bound(&self.from).is_some_and(|it| it <= day) && (self.to.is_empty() || bound(&self.to).is_some_and(|it| day <= it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_law_is_in_force_between_its_days() {
        let law = GradingLaw { prefix: "nd335".into(), basis: String::new(), from: "2026-01-01".into(), to: String::new() };
        assert!(!law.in_force_on(date!(2025 - 12 - 31)));
        assert!(law.in_force_on(date!(2026 - 01 - 01)));
        let ended = GradingLaw { to: "2026-12-31".into(), ..law };
        assert!(!ended.in_force_on(date!(2027 - 01 - 01)));
    }
}
