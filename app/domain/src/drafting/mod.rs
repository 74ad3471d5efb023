//! A rule set while somebody writes it: everything as it was typed, complete or not. It becomes the rules of the package format when it is
//! issued, and every mistake is said by the reader of that format, beside the box it stands in.

mod asks;
mod check;
mod clause;
mod convert;
mod lists;
#[cfg(test)]
mod tests;
mod weights;

pub use check::{DraftProblem, Line, Mistake, example};
pub use clause::{Band, Clause, clauses};
pub use convert::{from_rule_set, terms_of};
pub use lists::{List, MINUS, bound_box, bound_of_box, grades_of, percent, read_period, share_of_percent};
pub use weights::{AreaTotal, Uncounted, WeightTotal, total_weight, two_readings};

use crate::refusals;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

refusals! {
    /// Why a draft cannot be taken or issued.
    pub enum DraftRefusal {
        /// A formula is variables with `+`, `−` and factors between them.
        NotAFormula,
        /// A share of the points in percent has two decimals at most.
        TooFine,
        /// A number that is not clear: `1,250` may be meant as 1,25 or as 1250.
        Unclear,
        /// The text is not a rule set of the package format, nor a draft.
        NotARuleSet,
        /// A score ends at 100, a share of targets at 1.
        AboveHundred,
        /// There are mistakes left.
        HasMistakes,
        /// These rules are a version already.
        SameAsVersion,
        /// A rule set has at most 200 targets.
        TooManyTargets,
        /// The file is longer than 500.000 characters.
        TooLong,
    }
}

/// The most targets of a draft.
pub const MOST_TARGETS: usize = 200;

/// The longest draft as a file, in characters.
pub const LONGEST: usize = 500_000;

/// A rule set as it was typed. Written as JSON it is a file that offices give each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleDraft {
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// What it rests on.
    pub legal_basis: String,
    /// Decimals in which results are shown and compared, 0–4.
    pub display_decimals: String,
    /// When a unit passes: a family of the format.
    pub family: String,
    /// Below this share (0–1) a unit fails; of `share_of_targets`.
    pub fail_below: String,
    /// From this share (0–1) or score (0–100) on it passes.
    pub pass_from: String,
    /// The grades, each with the score from which it is given.
    pub grades: Vec<GradeDraft>,
    /// The targets.
    pub targets: Vec<TargetDraft>,
    /// The areas with weights, `code | weight | title`, one a line ([`List::Areas`]); blank where targets name their areas alone.
    pub areas: String,
    /// The points after the total, `code | + | most | title`, one a line; `−` for those that are taken away.
    pub adjustments: String,
    /// How many points all bonuses come to at most; blank where each has its own bound alone.
    pub bonus_cap: String,
    /// How many points all maluses come to at most; blank where each has its own bound alone.
    pub malus_cap: String,
    /// What parts units of one score, one a line: `survey`, `met`, `exceeded`, `target T01`, `actual T01`, `area A1`.
    pub tie_breakers: String,
    /// What the editor does not change and the format has: a grade rule. JSON by key.
    pub kept: BTreeMap<String, String>,
}

/// A grade as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GradeDraft {
    /// Its code.
    pub grade: String,
    /// The score from which it is given.
    pub from: String,
}

/// A target as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetDraft {
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// What is counted and how; blank where the variables say it.
    pub definition: String,
    /// On which document it rests; blank where the rule set's own basis is all.
    pub legal_basis: String,
    /// The unit of measure.
    pub unit: String,
    /// The area.
    pub area: String,
    /// What it weighs of 100.
    pub weight: String,
    /// The kind of its measure.
    pub kind: String,
    /// What is counted: `received − late`; the one variable of a measure that has one.
    pub terms: String,
    /// Of how many; of a ratio alone.
    pub base: String,
    /// The factor of a ratio; blank for 100.
    pub times: String,
    /// Which side of the target is good.
    pub direction: String,
    /// What is to be reached; the lower bound of a range.
    pub target: String,
    /// The upper bound of a range.
    pub target_to: String,
    /// From where on it is exceeded.
    pub stretch: String,
    /// How the value becomes points.
    pub rule: String,
    /// Where all points begin, of `threshold_proportional`.
    pub full_at: String,
    /// Where points begin, of `floor_then_proportional`.
    pub floor: String,
    /// The share of the points that each one costs, of `deduct`: `5%`, or `0,05`.
    pub penalty: String,
    /// The number of the points rule in drafts of earlier versions of the program; [`RuleDraft::unfolded`] moves it into its box.
    #[serde(skip_serializing)]
    pub amount: String,
    /// The steps of the points rule, where each begins and its share of the points: `95: 100%; 90: 50%`, or `95: 1; 90: 0,5`.
    pub steps: String,
    /// Whether it can be exceeded.
    pub can_exceed: bool,
    /// Whether it is a gate of `score_and_gates`.
    pub mandatory: bool,
    /// What a denominator of 0 means.
    pub zero_denominator: String,
    /// What the score comes to at most while it is not met; blank where it caps nothing.
    pub gate: String,
    /// How much of a manual target's weight is for the survey.
    pub max_survey: String,
    /// The keys that the rules left out where they mean "no": they stay left out, so that the digest stays.
    pub omitted: Vec<String>,
    /// Goals of periods, `2023-Q1 | 50`, one a line; of a range `2023-Q1 | 5 | 9`.
    pub interim: String,
    /// What a missing survey means; blank where the format's own meaning holds.
    pub without_survey: String,
    /// A remark for who writes: a source that is not certain, a maximum that is not known. It is no part of the rules.
    pub note: String,
    /// What drafts of earlier versions of the program kept as JSON by key; [`RuleDraft::unfolded`] moves it into its boxes.
    pub kept: BTreeMap<String, String>,
}

/// A set from which an office can start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadySet {
    /// Its name in addresses, and behind `ready-set-` in the locales.
    pub code: &'static str,
    /// The draft, as its file.
    pub json: &'static str,
}

/// Every set from which an office can start (`domain.md` 5.2 and 5.3). What the sources do not say stays blank and is marked.
pub const READY: [ReadySet; 2] = [
    ReadySet { code: "commitment", json: include_str!("sets/commitment.json") },
    ReadySet { code: "service-index-766", json: include_str!("sets/service_index_766.json") },
];

impl RuleDraft {
    /// A draft of a file: of a draft, or of a rule set of the package format, alone or in a package.
    pub fn read(text: &str) -> Result<Self, DraftRefusal> {
        if text.len() > LONGEST {
            return Err(DraftRefusal::TooLong);
        }
        let json: serde_json::Value = serde_json::from_str(text).map_err(|_| DraftRefusal::NotARuleSet)?;
        let is_package = json.get("rule_set").is_some();
        if is_package {
            let package = crate::Package::read(text).map_err(|_| DraftRefusal::NotARuleSet)?;
            return Ok(from_rule_set(&package.rule_set));
        }
        if json.get("pass").is_some() {
            let rules = crate::package::RuleSet::read(text).map_err(|_| DraftRefusal::NotARuleSet)?;
            return Ok(from_rule_set(&rules));
        }
        let draft = serde_json::from_value::<Self>(json).map_err(|_| DraftRefusal::NotARuleSet)?.unfolded();
        if draft.code.is_empty() && draft.title.is_empty() && draft.targets.is_empty() {
            return Err(DraftRefusal::NotARuleSet);
        }
        if draft.targets.len() > MOST_TARGETS {
            return Err(DraftRefusal::TooManyTargets);
        }
        Ok(draft)
    }

    /// The draft as a file.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// A draft with nothing in it but what most rule sets have.
    pub fn blank() -> Self {
        let grade = |grade: &str, from: &str| GradeDraft { grade: grade.to_owned(), from: from.to_owned() };
        Self {
            display_decimals: "2".to_owned(),
            family: "all_targets".to_owned(),
            grades: vec![grade("not_completed", "0"), grade("completed", "50"), grade("good", "70"), grade("excellent", "90")],
            ..Self::default()
        }
    }
}
