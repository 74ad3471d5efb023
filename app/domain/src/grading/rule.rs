//! A grade rule as data: levels, conditions, caps, quota, scoring. Code applies them; what a decree says stands in the file
//! (app/docs/formats/grade-rule.md), with its dates, its articles and what is not verified about it.

use serde::{Serialize, Serializer};
use time::Date;

use super::condition::Doubt;
use super::fact::Measured;
use super::grade::LevelName;
use super::level::{Cap, Fails, Level, NotRated, Stop};
use super::quota::Quota;
use super::scoring::Scoring;
use super::who::{Category, Excluded, Subject};
use super::word::words;
use crate::canonical::{canonical_form, sha256};
use crate::package::{Decimal, PackageError};
use crate::value::show_plain_day;

/// The name and version of the format.
pub const FORMAT: &str = "camket-grade-rule/1";

/// How organisations or people are graded by one document in one span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GradeRule {
    /// Its id, such as `nd335_org`.
    pub id: String,
    /// What it grades, in Vietnamese.
    pub title: String,
    /// Whether it is of the State or of the Party; their papers never mix.
    pub register: Register,
    /// What it grades.
    pub subjects: Vec<Subject>,
    /// The document it rests on.
    pub basis: Basis,
    /// The first day; none where the document is local and names none.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain")]
    pub valid_from: Option<Date>,
    /// The last day; none while it is in force.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "plain")]
    pub valid_to: Option<Date>,
    /// The categories of people it grades; empty where it does not distinguish them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Whom it leaves out by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<Excluded>,
    /// The number that the bands of the levels lie on; none where levels have conditions only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// When somebody is not graded at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_rated: Option<NotRated>,
    /// The levels, best first, each reached by its band and all of its conditions.
    pub levels: Vec<Level>,
    /// The level below them, reached by its band or any one of its conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fails: Option<Fails>,
    /// Facts for which the document names no level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Stop>,
    /// What has to be settled before anything is decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Stop>,
    /// Above which grade somebody cannot be graded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<Cap>,
    /// What is suggested where no level fits; nothing where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_gap: Option<Setting<InGap>>,
    /// How many may have the best grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
    /// How the points come about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoring: Option<Scoring>,
    /// What whoever decides has to know besides, in Vietnamese.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<RuleNote>,
    /// What is uncertain about the whole rule.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

words! {
    /// Which of the two registers of documents a rule belongs to.
    pub enum Register of "grade-register" {
        /// The State's.
        State = "state",
        /// The Party's.
        Party = "party",
    }
}

words! {
    /// What is suggested where no level fits.
    pub enum InGap of "grade-in-gap" {
        /// The lower of the level by points and the highest level whose other conditions hold.
        Lower = "lower",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// The document a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The document, as papers cite it.
    pub document: String,
    /// Its articles; none where they are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub articles: Option<String>,
}

/// A choice that the document leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting<T> {
    /// What is chosen.
    pub value: T,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

/// The number that bands lie on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scale {
    /// Which number.
    pub fact: Measured,
    /// Its greatest value; no band lies above it.
    pub max: Decimal,
    /// With how many decimals it is shown; where rounding to them changes the band, a person must decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
}

/// Something whoever decides has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleNote {
    /// The text, in Vietnamese.
    pub text: String,
    /// The article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
}

impl GradeRule {
    /// Writes the rule as canonical JSON (RFC 8785): the canonical form of the file it was read from.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct File<'r> {
            format: &'static str,
            #[serde(flatten)]
            rule: &'r GradeRule,
        }
        let json = serde_json::to_string(&File { format: FORMAT, rule: self }).unwrap_or_default();
        canonical_form(&json).unwrap_or_default()
    }

    /// The SHA-256, lower-case hexadecimal, of the canonical form: what a seal names.
    pub fn sha256(&self) -> String {
        sha256(self.to_json().as_bytes())
    }

    /// Says everything that is wrong with a rule that was put together rather than read.
    pub fn check(&self) -> Result<(), Vec<PackageError>> {
        Self::read(self.to_json()).map(|_| ())
    }

    /// The names of all levels, best first; the last is the one of those who fail, where there is one.
    pub fn names(&self) -> impl Iterator<Item = &LevelName> {
        self.levels.iter().map(|it| &it.name).chain(self.fails.iter().map(|it| &it.name))
    }
}

/// Writes a day `YYYY-MM-DD`.
pub(super) fn plain<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&day.map(show_plain_day).unwrap_or_default())
}
