//! The receipt, version 1 (app/docs/formats/package.md): the results of a package, which anyone can compute again.

mod differences;
mod read;

use std::fmt::Write;

pub use differences::{Difference, NotAReceipt};

use crate::assessment::{Actual, Rounded, Status};
use crate::canonical::write_text;

/// The name and version of the format.
pub const FORMAT: &str = "camket-receipt/1";

/// The results of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
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
    /// Whether the value is strictly better than the target, where that counts.
    pub exceeded: bool,
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
    /// Writes the receipt as JSON, keys in the order of the format; the same receipt gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(256 + self.results.len() * 1024);
        // A `String` takes everything; writing to it has no way to fail.
        let _ = self.write(&mut json);
        json
    }

    /// The results of a unit.
    pub fn unit(&self, code: &str) -> Option<&UnitResult> {
        self.results.iter().find(|it| it.unit == code)
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        write!(
            out,
            "{{\"format\":\"{FORMAT}\",\"package_sha256\":\"{}\",\"rule_set_sha256\":\"{}\"",
            self.package_sha256, self.rule_set_sha256
        )?;
        out.push_str(",\"results\":[");
        for (at, result) in self.results.iter().enumerate() {
            out.push_str(if at > 0 { ",\n" } else { "\n" });
            result.write(out)?;
        }
        out.push_str("]}");
        Ok(())
    }
}

impl UnitResult {
    /// The result of a target.
    pub fn target(&self, code: &str) -> Option<&TargetResult> {
        self.targets.iter().find(|it| it.code == code)
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        out.push_str("{\"unit\":");
        write_text(out, &self.unit)?;
        out.push_str(",\"peer_group\":");
        write_text(out, &self.peer_group)?;
        out.push_str(",\"targets\":[");
        for (at, target) in self.targets.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            target.write(out)?;
        }
        write!(out, "],\"met\":{},\"applicable\":{},\"exceeded\":{},\"score\":", self.met, self.applicable, self.exceeded)?;
        write_optional(out, self.score.as_ref())?;
        write!(out, ",\"outcome\":\"{}\",\"grade\":", self.outcome.code())?;
        match &self.grade {
            Some(grade) => write_text(out, grade)?,
            None => out.push_str("null"),
        }
        write!(out, ",\"rounding_conflict\":{},\"rank\":", self.rounding_conflict)?;
        match self.rank {
            Some(rank) => write!(out, "{rank}}}"),
            None => write!(out, "null}}"),
        }
    }
}

impl TargetResult {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        out.push_str("{\"code\":");
        write_text(out, &self.code)?;
        write!(out, ",\"status\":\"{}\",\"actual\":", self.status.code())?;
        write_optional(out, self.actual.as_ref())?;
        out.push_str(",\"points\":");
        write_optional(out, self.points.as_ref())?;
        write!(out, ",\"exceeded\":{}}}", self.exceeded)
    }
}

fn write_optional(out: &mut String, value: Option<&impl std::fmt::Display>) -> std::fmt::Result {
    match value {
        Some(value) => write!(out, "\"{value}\""),
        None => out.write_str("null"),
    }
}
