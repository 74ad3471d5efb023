//! A package as its canonical JSON (RFC 8785): keys in order, nothing between them. What a file left out stays out, what it spelled
//! stays spelled so; therefore the digests of a package are those of the file it came from.

use std::fmt::{Result, Write};

use super::{
    Adjustment, Amendment, Appraisal, Campaign, ChosenRule, Decimal, Exemption, ExternalResult, Figure, Package, RuleAmendment, Unit,
    UnitTarget, Value,
};
use crate::canonical::{sha256_of, write_text};
use crate::value::show_plain_day;

impl Package {
    /// Writes the package as canonical JSON; the same package gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(1024 + self.figures.len() * 80);
        // A `String` takes everything; writing to it has no way to fail.
        let _ = self.write(&mut json);
        json
    }

    /// The SHA-256, lower-case hexadecimal, of the canonical form.
    pub fn sha256(&self) -> String {
        sha256_of(|out| self.write(out))
    }

    fn write(&self, out: &mut impl Write) -> Result {
        self.write_around(out, |out| write_list(out, &self.figures, write_figure))
    }

    /// Writes the package with the list of figures that `figures` writes.
    pub(super) fn write_around<W: Write>(&self, out: &mut W, figures: impl FnOnce(&mut W) -> Result) -> Result {
        out.write_str("{")?;
        if let Some(adjustments) = &self.adjustments {
            out.write_str("\"adjustments\":")?;
            write_list(out, adjustments, write_adjustment)?;
            out.write_str(",")?;
        }
        if let Some(amendments) = &self.amendments {
            out.write_str("\"amendments\":")?;
            write_list(out, amendments, write_amendment)?;
            out.write_str(",")?;
        }
        if let Some(appraisals) = &self.appraisals {
            out.write_str("\"appraisals\":")?;
            write_list(out, appraisals, write_appraisal)?;
            out.write_str(",")?;
        }
        out.write_str("\"campaign\":")?;
        write_campaign(out, &self.campaign)?;
        if let Some(exemptions) = &self.exemptions {
            out.write_str(",\"exemptions\":")?;
            write_list(out, exemptions, write_exemption)?;
        }
        if let Some(results) = &self.external_results {
            out.write_str(",\"external_results\":")?;
            write_list(out, results, write_external_result)?;
        }
        out.write_str(",\"figures\":")?;
        figures(out)?;
        write_entry(out, ",\"format\":", self.version.package_format())?;
        if let Some(rules) = &self.grade_rules {
            out.write_str(",\"grade_rules\":")?;
            write_list(out, rules, write_chosen_rule)?;
        }
        if let Some(amendments) = &self.rule_amendments {
            out.write_str(",\"rule_amendments\":")?;
            write_list(out, amendments, write_rule_amendment)?;
        }
        out.write_str(",\"rule_set\":")?;
        self.rule_set.write(out)?;
        if let Some(unit_targets) = &self.unit_targets {
            out.write_str(",\"unit_targets\":")?;
            write_list(out, unit_targets, write_unit_target)?;
        }
        out.write_str(",\"units\":")?;
        write_list(out, &self.units, write_unit)?;
        out.write_str("}")
    }
}

/// Grade rules alone as canonical JSON, as a package lists them.
pub fn grade_rules_to_json(rules: &[ChosenRule]) -> String {
    let mut json = String::new();
    // A `String` takes everything; writing to it has no way to fail.
    let _ = write_list(&mut json, rules, write_chosen_rule);
    json
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    // A `String` takes everything; writing to it has no way to fail.
    let _ = write_text(&mut quoted, text);
    quoted
}

/// Writes what stands before a text, and the text.
pub(super) fn write_entry(out: &mut impl Write, before: &str, text: &str) -> Result {
    out.write_str(before)?;
    write_text(out, text)
}

pub(super) fn write_list<W: Write, T>(out: &mut W, entries: &[T], write: impl Fn(&mut W, &T) -> Result) -> Result {
    out.write_str("[")?;
    for (at, entry) in entries.iter().enumerate() {
        out.write_str(if at > 0 { "," } else { "" })?;
        write(out, entry)?;
    }
    out.write_str("]")
}

pub(super) fn write_decimal(out: &mut impl Write, before: &str, decimal: &Decimal) -> Result {
    out.write_str(before)?;
    out.write_str("\"")?;
    match decimal.spelling() {
        Some(spelling) => out.write_str(spelling)?,
        None => decimal.quantity().write_plain(out)?,
    }
    out.write_str("\"")
}

pub(super) fn write_value(out: &mut impl Write, before: &str, value: &Value) -> Result {
    match value {
        Value::Amount(decimal) => write_decimal(out, before, decimal),
        Value::Date(day) => write!(out, "{before}\"{}\"", show_plain_day(*day)),
        Value::YesNo(_) => write!(out, "{before}\"{}\"", value.text()),
    }
}

fn write_campaign(out: &mut impl Write, campaign: &Campaign) -> Result {
    write_entry(out, "{\"code\":", &campaign.code)?;
    write!(out, ",\"ends_on\":\"{}\",\"starts_on\":\"{}\"", show_plain_day(campaign.ends_on), show_plain_day(campaign.starts_on))?;
    write_entry(out, ",\"title\":", &campaign.title)?;
    write!(out, ",\"year\":{}}}", campaign.year)
}

fn write_unit(out: &mut impl Write, unit: &Unit) -> Result {
    write_entry(out, "{\"code\":", &unit.code)?;
    write_entry(out, ",\"name\":", &unit.name)?;
    write_entry(out, ",\"peer_group\":", &unit.peer_group)?;
    out.write_str("}")
}

fn write_exemption(out: &mut impl Write, exemption: &Exemption) -> Result {
    match &exemption.amendment {
        None => write_entry(out, "{\"basis\":", &exemption.basis)?,
        Some(it) => {
            write_entry(out, "{\"amendment\":", &it.number)?;
            write_entry(out, ",\"basis\":", &exemption.basis)?;
            write!(out, ",\"effective_on\":\"{}\"", show_plain_day(it.effective_on))?;
        }
    }
    write_entry(out, ",\"target\":", &exemption.target)?;
    write_entry(out, ",\"unit\":", &exemption.unit)?;
    out.write_str("}")
}

fn write_unit_target(out: &mut impl Write, own: &UnitTarget) -> Result {
    match own.period {
        Some(period) => write!(out, "{{\"period\":\"{period}\",\"target\":")?,
        None => out.write_str("{\"target\":")?,
    }
    write_text(out, &own.target)?;
    write_entry(out, ",\"unit\":", &own.unit)?;
    write_goal(out, &own.value, own.value_to.as_ref())
}

/// Writes what is to be reached, at the end of an object.
pub(super) fn write_goal(out: &mut impl Write, value: &Value, value_to: Option<&Decimal>) -> Result {
    write_value(out, ",\"value\":", value)?;
    if let Some(value_to) = value_to {
        write_decimal(out, ",\"value_to\":", value_to)?;
    }
    out.write_str("}")
}

fn write_amendment(out: &mut impl Write, it: &Amendment) -> Result {
    write!(out, "{{\"effective_on\":\"{}\"", show_plain_day(it.effective_on))?;
    write_entry(out, ",\"number\":", &it.number)?;
    if let Some(period) = it.period {
        write!(out, ",\"period\":\"{period}\"")?;
    }
    write_entry(out, ",\"reason\":", &it.reason)?;
    write_entry(out, ",\"target\":", &it.target)?;
    if let Some(unit) = &it.unit {
        write_entry(out, ",\"unit\":", unit)?;
    }
    write_goal(out, &it.value, it.value_to.as_ref())
}

fn write_rule_amendment<W: Write>(out: &mut W, it: &RuleAmendment) -> Result {
    write!(out, "{{\"effective_on\":\"{}\"", show_plain_day(it.effective_on))?;
    if let Some(rules) = &it.former_grade_rules {
        out.write_str(",\"former_grade_rules\":")?;
        write_list(out, rules, write_chosen_rule)?;
    }
    if let Some(rule_set) = &it.former_rule_set {
        out.write_str(",\"former_rule_set\":")?;
        rule_set.write(out)?;
    }
    write_entry(out, ",\"number\":", &it.number)?;
    write_entry(out, ",\"reason\":", &it.reason)?;
    out.write_str("}")
}

fn write_appraisal(out: &mut impl Write, it: &Appraisal) -> Result {
    write_decimal(out, "{\"appraised\":", &it.appraised)?;
    if let Some(appraiser) = &it.appraiser {
        write_entry(out, ",\"appraiser\":", appraiser)?;
    }
    write_entry(out, ",\"reason\":", &it.reason)?;
    if let Some(points) = &it.self_points {
        write_decimal(out, ",\"self\":", points)?;
    }
    if let Some(survey) = &it.survey {
        write_decimal(out, ",\"survey\":", survey)?;
    }
    write_entry(out, ",\"target\":", &it.target)?;
    write_entry(out, ",\"unit\":", &it.unit)?;
    out.write_str("}")
}

fn write_adjustment(out: &mut impl Write, it: &Adjustment) -> Result {
    write_entry(out, "{\"code\":", &it.code)?;
    write_decimal(out, ",\"points\":", &it.points)?;
    write_entry(out, ",\"reason\":", &it.reason)?;
    write_entry(out, ",\"unit\":", &it.unit)?;
    out.write_str("}")
}

fn write_chosen_rule(out: &mut impl Write, it: &ChosenRule) -> Result {
    write!(out, "{{\"rule\":{},\"tasks_from\":\"{}\",\"whom\":\"{}\"}}", it.rule.json(), it.tasks_from.code(), it.whom.code())
}

fn write_external_result(out: &mut impl Write, it: &ExternalResult) -> Result {
    out.write_str("{")?;
    if let Some(out_of) = it.out_of {
        write!(out, "\"out_of\":{out_of},")?;
    }
    if let Some(day) = it.published_on {
        write!(out, "\"published_on\":\"{}\",", show_plain_day(day))?;
    }
    if let Some(rank) = it.rank {
        write!(out, "\"rank\":{rank},")?;
    }
    write_decimal(out, "\"score\":", &it.score)?;
    write_entry(out, ",\"source\":", &it.source)?;
    write_entry(out, ",\"title\":", &it.title)?;
    write_entry(out, ",\"unit\":", &it.unit)?;
    out.write_str("}")
}

fn write_figure(out: &mut impl Write, figure: &Figure) -> Result {
    write_entry(out, "{\"period\":", &figure.period)?;
    write_entry(out, ",\"unit\":", &figure.unit)?;
    write_value(out, ",\"value\":", &figure.value)?;
    write_entry(out, ",\"variable\":", &figure.variable)?;
    out.write_str("}")
}
