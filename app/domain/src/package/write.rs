//! A package as its canonical JSON (RFC 8785): keys in order, nothing between them. What a file left out stays out, what it spelled
//! stays spelled so; therefore the digests of a package are those of the file it came from.

use std::fmt::{Result, Write};

use super::{
    Campaign, Decimal, Exemption, FORMAT, Figure, GradeFrom, Measure, Package, Pass, Points, RuleSet, ShareFrom, Target, Term, Unit,
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
        out.write_str("{\"campaign\":")?;
        write_campaign(out, &self.campaign)?;
        if let Some(exemptions) = &self.exemptions {
            out.write_str(",\"exemptions\":")?;
            write_list(out, exemptions, write_exemption)?;
        }
        out.write_str(",\"figures\":")?;
        write_list(out, &self.figures, write_figure)?;
        out.write_str(",\"format\":")?;
        write_text(out, FORMAT)?;
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

impl RuleSet {
    /// Writes the rule set as canonical JSON; the same rule set gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        // A `String` takes everything; writing to it has no way to fail.
        let _ = self.write(&mut json);
        json
    }

    /// The SHA-256, lower-case hexadecimal, of the canonical form.
    pub fn sha256(&self) -> String {
        sha256_of(|out| self.write(out))
    }

    fn write(&self, out: &mut impl Write) -> Result {
        write_entry(out, "{\"code\":", &self.code)?;
        write!(out, ",\"display_decimals\":{}", self.display_decimals)?;
        if let Some(grades) = &self.grades {
            out.write_str(",\"grades\":")?;
            write_list(out, grades, write_grade)?;
        }
        out.write_str(",\"pass\":")?;
        write_pass(out, &self.pass)?;
        out.write_str(",\"targets\":")?;
        write_list(out, &self.targets, write_target)?;
        write_entry(out, ",\"title\":", &self.title)?;
        out.write_str("}")
    }
}

/// Writes what stands before a text, and the text.
fn write_entry(out: &mut impl Write, before: &str, text: &str) -> Result {
    out.write_str(before)?;
    write_text(out, text)
}

fn write_list<W: Write, T>(out: &mut W, entries: &[T], write: impl Fn(&mut W, &T) -> Result) -> Result {
    out.write_str("[")?;
    for (at, entry) in entries.iter().enumerate() {
        out.write_str(if at > 0 { "," } else { "" })?;
        write(out, entry)?;
    }
    out.write_str("]")
}

fn write_decimal(out: &mut impl Write, before: &str, decimal: &Decimal) -> Result {
    match decimal.spelling() {
        Some(spelling) => write!(out, "{before}\"{spelling}\""),
        None if decimal.quantity().is_whole() => write!(out, "{before}\"{}\"", decimal.quantity().0 / crate::quantity::SCALE),
        None => write!(out, "{before}\"{}\"", decimal.quantity().plain()),
    }
}

fn write_value(out: &mut impl Write, before: &str, value: &Value) -> Result {
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
    write_entry(out, "{\"basis\":", &exemption.basis)?;
    write_entry(out, ",\"target\":", &exemption.target)?;
    write_entry(out, ",\"unit\":", &exemption.unit)?;
    out.write_str("}")
}

fn write_unit_target(out: &mut impl Write, own: &UnitTarget) -> Result {
    write_entry(out, "{\"target\":", &own.target)?;
    write_entry(out, ",\"unit\":", &own.unit)?;
    write_value(out, ",\"value\":", &own.value)?;
    out.write_str("}")
}

fn write_figure(out: &mut impl Write, figure: &Figure) -> Result {
    write_entry(out, "{\"period\":", &figure.period)?;
    write_entry(out, ",\"unit\":", &figure.unit)?;
    write_value(out, ",\"value\":", &figure.value)?;
    write_entry(out, ",\"variable\":", &figure.variable)?;
    out.write_str("}")
}

fn write_grade(out: &mut impl Write, grade: &GradeFrom) -> Result {
    write_decimal(out, "{\"from\":", &grade.from)?;
    write_entry(out, ",\"grade\":", &grade.grade)?;
    out.write_str("}")
}

fn write_step(out: &mut impl Write, step: &ShareFrom) -> Result {
    write_decimal(out, "{\"from\":", &step.from)?;
    write_decimal(out, ",\"share\":", &step.share)?;
    out.write_str("}")
}

fn write_pass(out: &mut impl Write, pass: &Pass) -> Result {
    match pass {
        Pass::AllTargets => out.write_str("{")?,
        Pass::ShareOfTargets { fail_below, .. } => {
            write_decimal(out, "{\"fail_below\":", fail_below)?;
            out.write_str(",")?;
        }
        Pass::WeightedScore { .. } | Pass::ScoreAndGates { .. } => out.write_str("{")?,
    }
    write!(out, "\"family\":\"{}\"", pass.family())?;
    match pass {
        Pass::AllTargets => {}
        Pass::ShareOfTargets { pass_from, .. } | Pass::WeightedScore { pass_from } | Pass::ScoreAndGates { pass_from } => {
            write_decimal(out, ",\"pass_from\":", pass_from)?;
        }
    }
    out.write_str("}")
}

fn write_target(out: &mut impl Write, target: &Target) -> Result {
    write_entry(out, "{\"area\":", &target.area)?;
    if let Some(can_exceed) = target.can_exceed {
        write!(out, ",\"can_exceed\":{can_exceed}")?;
    }
    write_entry(out, ",\"code\":", &target.code)?;
    write!(out, ",\"direction\":\"{}\"", target.direction.code())?;
    if let Some(mandatory) = target.mandatory {
        write!(out, ",\"mandatory\":{mandatory}")?;
    }
    out.write_str(",\"measure\":")?;
    write_measure(out, &target.measure)?;
    out.write_str(",\"points\":")?;
    write_points(out, &target.points)?;
    write_value(out, ",\"target\":", &target.target)?;
    write_entry(out, ",\"title\":", &target.title)?;
    write_entry(out, ",\"unit\":", &target.unit)?;
    write_decimal(out, ",\"weight\":", &target.weight)?;
    if let Some(zero) = target.zero_denominator {
        write!(out, ",\"zero_denominator\":\"{}\"", zero.code())?;
    }
    out.write_str("}")
}

fn write_term(out: &mut impl Write, term: &Term) -> Result {
    out.write_str("{")?;
    if let Some(times) = &term.times {
        write_decimal(out, "\"times\":", times)?;
        out.write_str(",")?;
    }
    write_entry(out, "\"variable\":", &term.variable)?;
    out.write_str("}")
}

fn write_measure(out: &mut impl Write, measure: &Measure) -> Result {
    out.write_str("{")?;
    if let Measure::Ratio { denominator, .. } = measure {
        out.write_str("\"denominator\":")?;
        write_list(out, denominator, write_term)?;
        out.write_str(",")?;
    }
    write!(out, "\"kind\":\"{}\"", measure.kind().code())?;
    match measure {
        Measure::Ratio { numerator, times, .. } => {
            out.write_str(",\"numerator\":")?;
            write_list(out, numerator, write_term)?;
            if let Some(times) = times {
                write_decimal(out, ",\"times\":", times)?;
            }
        }
        Measure::Sum { of } => {
            out.write_str(",\"of\":")?;
            write_list(out, of, write_term)?;
        }
        Measure::Latest { of } | Measure::Mean { of } | Measure::Date { of } | Measure::YesNo { of } => {
            write_entry(out, ",\"of\":", of)?;
        }
    }
    out.write_str("}")
}

fn write_points(out: &mut impl Write, points: &Points) -> Result {
    match points {
        Points::Binary | Points::Proportional | Points::Steps { .. } => out.write_str("{")?,
        Points::ThresholdProportional { full_at } => {
            write_decimal(out, "{\"full_at\":", full_at)?;
            out.write_str(",")?;
        }
        Points::FloorThenProportional { floor } => {
            write_decimal(out, "{\"floor\":", floor)?;
            out.write_str(",")?;
        }
        Points::Deduct { penalty } => {
            write_decimal(out, "{\"penalty\":", penalty)?;
            out.write_str(",")?;
        }
    }
    write!(out, "\"rule\":\"{}\"", points.rule())?;
    if let Points::Steps { steps } = points {
        out.write_str(",\"steps\":")?;
        write_list(out, steps, write_step)?;
    }
    out.write_str("}")
}
