//! The levels of a rule and what stands around them: who is not graded, what stops a decision, what caps a grade. Data only.

use serde::{Serialize, Serializer};

use super::condition::{Band, Condition, Doubt};
use super::grade::{Grade, LevelName};
use super::pending::PendingReason;
use super::who::Only;

/// When somebody is not graded: where all conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotRated {
    /// The conditions.
    pub when: Vec<Condition>,
    /// The article.
    pub article: String,
}

/// A level: its band and its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// What it is called.
    #[serde(flatten)]
    pub name: LevelName,
    /// Its band on the scale; none where it has conditions only.
    #[serde(flatten)]
    pub band: Option<Band>,
    /// The article.
    pub article: String,
    /// What else must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Condition>,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

/// The level of those who fail: its band, or any of its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fails {
    /// What it is called.
    #[serde(flatten)]
    pub name: LevelName,
    /// Its band on the scale; none where it has conditions only.
    #[serde(flatten)]
    pub band: Option<Band>,
    /// The article.
    pub article: String,
    /// Each of which is enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Condition>,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

/// Something that leaves the decision to a person: where all conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// Why.
    pub reason: PendingReason,
    /// The conditions.
    pub when: Vec<Condition>,
    /// The article.
    pub article: String,
}

/// What a grade cannot be above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The decided grade of the organisation that the person heads.
    UnitGrade,
    /// A grade.
    Grade(Grade),
}

/// Above which grade somebody cannot be graded, where all conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// The grade.
    pub not_above: Limit,
    /// For whom; everybody where it is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Only>,
    /// The conditions; always where they are left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// The article.
    pub article: String,
}

impl Limit {
    /// The word in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnitGrade => "unit_grade",
            Self::Grade(grade) => grade.code(),
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
