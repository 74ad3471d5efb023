//! Writes a receipt as JSON, keys in the order of the format.

use std::fmt::{Display, Formatter, Result, Write};

use super::{
    AdjustmentResult, AppliedGoal, AreaResult, External, GivenPoints, InterimResult, Receipt, TargetDetails, TargetResult, UnitDetails,
    UnitResult,
};
use crate::canonical::write_text;
use crate::quantity::Quantity;
use crate::value::FigureValue;

impl Receipt {
    /// Writes the receipt as JSON, keys in the order of the format; the same receipt gives the same bytes.
    pub fn to_json(&self) -> String {
        let targets: usize = self.results.iter().map(|it| it.targets.len()).sum();
        let mut json = String::with_capacity(256 + self.results.len() * 256 + targets * 96);
        // A `String` takes everything; writing to it has no way to fail.
        let _ = self.write(&mut json);
        json
    }

    fn write(&self, out: &mut impl Write) -> Result {
        let format = self.version.receipt_format();
        write!(
            out,
            "{{\"format\":\"{format}\",\"package_sha256\":\"{}\",\"rule_set_sha256\":\"{}\"",
            self.package_sha256, self.rule_set_sha256
        )?;
        out.write_str(",\"results\":[")?;
        for (at, result) in self.results.iter().enumerate() {
            out.write_str(if at > 0 { ",\n" } else { "\n" })?;
            result.write(out)?;
        }
        out.write_str("]}")
    }
}

/// The text of [`Receipt::to_json`], for whoever does not want all of it at once.
impl Display for Receipt {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.write(f)
    }
}

impl UnitResult {
    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"unit\":", &self.unit)?;
        write_entry(out, ",\"peer_group\":", &self.peer_group)?;
        write_list(out, ",\"targets\":", &self.targets, TargetResult::write)?;
        write!(out, ",\"met\":{},\"applicable\":{},\"exceeded\":{},\"score\":", self.met, self.applicable, self.exceeded)?;
        write_optional(out, self.score.as_ref())?;
        write!(out, ",\"outcome\":\"{}\"", self.outcome.code())?;
        write_optional_text(out, ",\"grade\":", self.grade.as_deref())?;
        write!(out, ",\"rounding_conflict\":{}", self.rounding_conflict)?;
        write_number(out, ",\"rank\":", self.rank)?;
        if let Some(details) = &self.details {
            details.write(out)?;
        }
        out.write_str("}")
    }
}

impl UnitDetails {
    fn write(&self, out: &mut impl Write) -> Result {
        write!(out, ",\"points\":\"{}\",\"scale\":\"{}\",\"base_score\":", self.points, self.scale.plain())?;
        write_optional(out, self.base_score.as_ref())?;
        write_list(out, ",\"adjustments\":", &self.adjustments, AdjustmentResult::write)?;
        write!(out, ",\"bonus\":\"{}\",\"malus\":\"{}\"", self.bonus.plain(), self.malus.plain())?;
        write_list(out, ",\"gates\":", &self.gates, |it, out| write_text(out, it))?;
        write_plain(out, ",\"gate_cap\":", self.gate_cap)?;
        out.write_str(",\"computed_score\":")?;
        write_optional(out, self.computed_score.as_ref())?;
        out.write_str(",\"external\":")?;
        match &self.external {
            Some(external) => external.write(out)?,
            None => out.write_str("null")?,
        }
        write_list(out, ",\"area_results\":", &self.area_results, AreaResult::write)
    }
}

impl AdjustmentResult {
    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"code\":", &self.code)?;
        write!(out, ",\"given\":\"{}\",\"counted\":\"{}\"}}", self.given.plain(), self.counted.plain())
    }
}

impl External {
    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"title\":", &self.title)?;
        write!(out, ",\"score\":\"{}\"", self.score.plain())?;
        write_number(out, ",\"rank\":", self.rank)?;
        write_number(out, ",\"out_of\":", self.out_of)?;
        out.write_str("}")
    }
}

impl AreaResult {
    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"area\":", &self.area)?;
        write!(out, ",\"points\":\"{}\",\"scale\":\"{}\",\"score\":", self.points, self.scale.plain())?;
        write_optional(out, self.score.as_ref())?;
        write_number(out, ",\"rank\":", self.rank)?;
        out.write_str("}")
    }
}

impl TargetResult {
    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"code\":", &self.code)?;
        write!(out, ",\"status\":\"{}\",\"actual\":", self.status.code())?;
        write_optional(out, self.actual.as_ref())?;
        out.write_str(",\"points\":")?;
        write_optional(out, self.points.as_ref())?;
        write!(out, ",\"exceeded\":{}", self.exceeded)?;
        if let Some(details) = &self.details {
            details.write(out)?;
        }
        out.write_str("}")
    }
}

impl TargetDetails {
    fn write(&self, out: &mut impl Write) -> Result {
        write_plain(out, ",\"weight\":", self.weight)?;
        self.goal.write(out)?;
        write_list(out, ",\"interim\":", &self.interim, InterimResult::write)?;
        out.write_str(",\"appraisal\":")?;
        match &self.appraisal {
            Some(appraisal) => appraisal.write(out),
            None => out.write_str("null"),
        }
    }
}

impl AppliedGoal {
    fn write(&self, out: &mut impl Write) -> Result {
        match self.value {
            FigureValue::Amount(amount) => write_plain(out, ",\"target\":", Some(amount))?,
            FigureValue::Date(_) | FigureValue::YesNo(_) => write!(out, ",\"target\":\"{}\"", self.value.plain())?,
        }
        write_plain(out, ",\"target_to\":", self.value_to)?;
        out.write_str(if self.own { ",\"own_target\":true" } else { ",\"own_target\":false" })?;
        write_optional_text(out, ",\"amendment\":", self.amendment.as_deref())
    }
}

impl InterimResult {
    fn write(&self, out: &mut impl Write) -> Result {
        write!(out, "{{\"period\":\"{}\"", self.period)?;
        self.goal.write(out)?;
        out.write_str(",\"actual\":")?;
        write_optional(out, self.actual.as_ref())?;
        out.write_str(",\"status\":\"")?;
        out.write_str(self.status.code())?;
        out.write_str("\"}")
    }
}

impl GivenPoints {
    fn write(&self, out: &mut impl Write) -> Result {
        write_plain(out, "{\"self\":", self.self_points)?;
        write!(out, ",\"appraised\":\"{}\"", self.appraised.plain())?;
        write_plain(out, ",\"survey\":", self.survey)?;
        out.write_str("}")
    }
}

/// Writes what stands before a text, and the text.
fn write_entry(out: &mut impl Write, before: &str, text: &str) -> Result {
    out.write_str(before)?;
    write_text(out, text)
}

fn write_list<W: Write, T>(out: &mut W, before: &str, entries: &[T], write: impl Fn(&T, &mut W) -> Result) -> Result {
    out.write_str(before)?;
    out.write_str("[")?;
    for (at, entry) in entries.iter().enumerate() {
        out.write_str(if at > 0 { "," } else { "" })?;
        write(entry, out)?;
    }
    out.write_str("]")
}

fn write_optional(out: &mut impl Write, value: Option<&impl Display>) -> Result {
    match value {
        Some(value) => write!(out, "\"{value}\""),
        None => out.write_str("null"),
    }
}

fn write_optional_text(out: &mut impl Write, before: &str, text: Option<&str>) -> Result {
    match text {
        Some(text) => write_entry(out, before, text),
        None => {
            out.write_str(before)?;
            out.write_str("null")
        }
    }
}

fn write_plain(out: &mut impl Write, before: &str, amount: Option<Quantity>) -> Result {
    out.write_str(before)?;
    let Some(amount) = amount else { return out.write_str("null") };
    out.write_str("\"")?;
    amount.write_plain(out)?;
    out.write_str("\"")
}

fn write_number(out: &mut impl Write, before: &str, number: Option<u32>) -> Result {
    match number {
        Some(number) => write!(out, "{before}{number}"),
        None => {
            out.write_str(before)?;
            out.write_str("null")
        }
    }
}
