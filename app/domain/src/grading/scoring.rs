//! How points come about: a general part by items and a results part by ratios (`domain.md` 7.2). Maxima, ratios and deductions are
//! data.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::condition::Doubt;
use super::rule::Setting;
use super::who::Only;
use super::word::words;
use crate::package::Decimal;

/// How the points of a rule come about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scoring {
    /// The general part.
    pub general: General,
    /// The part for results.
    pub results: Results,
    /// To how many decimals a month's score is rounded; none where points are not given by month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_decimals: Option<Setting<u8>>,
    /// Which months count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<Setting<Months>>,
}

words! {
    /// Which months are scored.
    pub enum Months of "grade-months" {
        /// Months of the calendar.
        Calendar = "calendar",
        /// Reporting months, from the 15th to the 14th.
        Reporting = "reporting",
    }
}

/// The general part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct General {
    /// Its greatest points.
    pub max: Decimal,
    /// The article.
    pub article: String,
    /// Its groups.
    pub groups: Vec<ItemGroup>,
}

/// A group of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemGroup {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its greatest points; none where they are local.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// Its items; empty where it has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// Something points are given for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its greatest points; none where they are local.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
}

/// The part for results: items with local points, or ratios whose mean is a share of the greatest points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Results {
    /// Its greatest points.
    pub max: Decimal,
    /// The article.
    pub article: String,
    /// Its items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Its ratios.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<Ratio>,
}

/// A ratio of the results part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// Its code, as the decree letters it.
    pub code: String,
    /// Its title.
    pub title: String,
    /// For whom it counts; everybody where it is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<Only>,
    /// How it is counted.
    #[serde(flatten)]
    pub count: Count,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

/// How a ratio is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// Done ÷ assigned; what is done on top counts, up to the cap where there is one.
    Quantity {
        /// The greatest ratio.
        cap: Option<Setting<Decimal>>,
    },
    /// The share of what is right, less a share of an item's worth for each fault that is not excused.
    Deducted {
        /// The share that a fault costs.
        penalty: Decimal,
    },
    /// One of some values, which a person chooses.
    OneOf {
        /// The values.
        values: Vec<Decimal>,
    },
}

impl Count {
    /// The word in files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Quantity { .. } => "quantity",
            Self::Deducted { .. } => "deducted",
            Self::OneOf { .. } => "one_of",
        }
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("count", self.code())?;
        match self {
            Self::Quantity { cap: Some(cap) } => map.serialize_entry("cap", cap)?,
            Self::Quantity { cap: None } => {}
            Self::Deducted { penalty } => map.serialize_entry("penalty", penalty)?,
            Self::OneOf { values } => map.serialize_entry("values", values)?,
        }
        map.end()
    }
}
