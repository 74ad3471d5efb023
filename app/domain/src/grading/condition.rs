//! A condition of a rule: a fact and what is asked of it. The thresholds are data.

use num_rational::BigRational;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::fact::{Fact, Graded, Measured, Stated};
use super::grade::Grade;
use super::pending::PendingReason;
use super::who::Only;
use super::word::words;
use crate::package::Decimal;

words! {
    /// How a number is held against a bound.
    pub enum Compare of "grade-compare" {
        /// The number is the bound or above.
        AtLeast = "at_least",
        /// The number is above the bound.
        MoreThan = "more_than",
        /// The number is the bound or below.
        AtMost = "at_most",
        /// The number is below the bound.
        LessThan = "less_than",
    }
}

/// What is asked of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A number against a bound.
    Number {
        /// The fact.
        fact: Measured,
        /// How it is compared.
        compare: Compare,
        /// The bound.
        bound: Decimal,
    },
    /// A fact that must, or must not, hold.
    Says {
        /// The fact.
        fact: Stated,
        /// What it must be.
        is: bool,
    },
    /// A fact that must be one grade.
    Grade {
        /// The fact.
        fact: Graded,
        /// The grade.
        grade: Grade,
    },
    /// The points of the scale must lie in the level's band.
    Band {
        /// The scale's fact.
        fact: Measured,
        /// The band.
        band: Band,
    },
    /// The decided grade of the organisation must be known.
    Known(Graded),
}

/// A half-open band of points: its lower bound belongs to it (`from`) or not (`above`), its upper one (`below`) never does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Where it begins; none where it has no lower end.
    pub lower: Option<Lower>,
    /// The first value above it; none where it has no upper end.
    pub below: Option<Decimal>,
}

/// The lower bound of a band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lower {
    /// The bound belongs to the band.
    From(Decimal),
    /// The band begins right above the bound.
    Above(Decimal),
}

/// What the sources leave uncertain about a part of a rule: `"status": "unverified"` with its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What is uncertain, in Vietnamese.
    pub note: String,
}

/// A condition of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// What is asked.
    #[serde(flatten)]
    pub ask: Ask,
    /// The article; where it is left out, that of the part around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// For whom it counts; everybody where it is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Only>,
    /// Why a person must decide where the points reach the level and this does not hold.
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<PendingReason>,
    /// The fact for whose sake the authority may weigh it: then it does not hold by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unless: Option<Stated>,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

impl Band {
    /// Whether the band holds a value.
    pub fn holds(&self, value: &BigRational) -> bool {
        let reached = match &self.lower {
            None => true,
            Some(Lower::From(bound)) => *value >= bound.quantity().rational(),
            Some(Lower::Above(bound)) => *value > bound.quantity().rational(),
        };
        reached && self.below.as_ref().is_none_or(|it| *value < it.quantity().rational())
    }
}

impl Ask {
    /// The fact that is asked for.
    pub fn fact(&self) -> Fact {
        match self {
            Self::Number { fact, .. } | Self::Band { fact, .. } => Fact::Measured(*fact),
            Self::Says { fact, .. } => Fact::Stated(*fact),
            Self::Grade { fact, .. } | Self::Known(fact) => Fact::Graded(*fact),
        }
    }
}

impl Serialize for Doubt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("status", "unverified")?;
        map.serialize_entry("note", &self.note)?;
        map.end()
    }
}

impl Serialize for Band {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match &self.lower {
            Some(Lower::From(bound)) => map.serialize_entry("from", bound)?,
            Some(Lower::Above(bound)) => map.serialize_entry("above", bound)?,
            None => {}
        }
        if let Some(below) = &self.below {
            map.serialize_entry("below", below)?;
        }
        map.end()
    }
}

impl Serialize for Ask {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("fact", self.fact().code())?;
        match self {
            Self::Number { compare, bound, .. } => map.serialize_entry(compare.code(), bound)?,
            Self::Says { is, .. } => map.serialize_entry("is", is)?,
            Self::Grade { grade, .. } => map.serialize_entry("grade", grade)?,
            // Bands stand at their level and known grades at their cap; neither is written as a condition.
            Self::Band { .. } | Self::Known(_) => {}
        }
        map.end()
    }
}
