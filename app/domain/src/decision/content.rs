//! The content of a decision as it is frozen when it is prepared: everything the approval stands for, as canonical JSON (RFC 8785). A
//! later change of a name, a rule or a run changes nothing in it.

use crate::appeal::AppealTerms;
use crate::template::Wording;
use serde::{Deserialize, Serialize};

/// The name of the format, kept in the content itself.
pub const FORMAT: &str = "camket-decision-1";

/// The content of a decision. Days are written `YYYY-MM-DD`, values as the lines of the database write them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionContent {
    /// The format's name.
    pub format: String,
    /// What it decides, by code.
    pub kind: String,
    /// The number; none while the register has not given it.
    pub number: Option<u32>,
    /// The symbol.
    pub symbol: String,
    /// The day.
    pub decided_on: String,
    /// The authority in a sentence.
    pub authority: String,
    /// The post of the authority's head.
    pub authority_head: String,
    /// The campaign's code.
    pub campaign: String,
    /// Its title.
    pub campaign_title: String,
    /// Its year.
    pub year: i32,
    /// The group's title.
    pub group: String,
    /// What it rests on, one ground a line.
    pub basis: Vec<String>,
    /// On whose proposal.
    pub proposer: String,
    /// The run that it publishes, or on which it rests.
    pub run: Option<RunPart>,
    /// The rule by which it was proposed.
    pub rule: Option<RulePart>,
    /// What becomes of each unit or head.
    pub lines: Vec<ContentLine>,
    /// The decision that it replaces.
    pub replaces: Option<ReplacedPart>,
    /// Why it replaces that.
    pub reason: String,
    /// Until when the results that it makes known may be appealed.
    pub appeals: Option<AppealTerms>,
    /// The authority's own wording; contents frozen without one say what the program says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Wording>,
}

/// A run in a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunPart {
    /// Its key.
    pub id: i64,
    /// The day it was computed.
    pub on: String,
    /// The digest of its package.
    pub package_sha256: String,
    /// The digest of its receipt.
    pub receipt_sha256: String,
}

/// A grade rule in a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulePart {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The document it rests on.
    pub document: String,
    /// The digest of its canonical form, settings included.
    pub sha256: String,
}

/// A line of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentLine {
    /// What it is about, by code.
    pub about: String,
    /// The unit's name.
    pub unit: String,
    /// The head's name; empty for a unit.
    pub person: String,
    /// The head's post; empty for a unit.
    pub post: String,
    /// The place in the ranking that is published; empty where there is none.
    pub rank: String,
    /// What was decided before; empty where nothing was.
    pub before: String,
    /// What is decided.
    pub after: String,
    /// The reason given.
    pub reason: String,
}

/// A decision that is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplacedPart {
    /// Its number as printed.
    pub shown: String,
    /// Its day.
    pub decided_on: String,
    /// Whose it is, in a sentence.
    pub authority: String,
}

impl DecisionContent {
    /// The canonical JSON: the same content gives the same bytes.
    pub fn canonical(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        crate::canonical::canonical_form(&json).unwrap_or_default()
    }

    /// The SHA-256 of a canonical content.
    pub fn digest(canonical: &str) -> String {
        crate::canonical::sha256(canonical.as_bytes())
    }

    /// Reads a content that was kept; none where the text is not one.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|it: &Self| it.format == FORMAT)
    }
}
