//! A rule set as its canonical JSON (RFC 8785).

use std::fmt::{Result, Write};

use super::write::{write_decimal, write_entry, write_goal, write_list, write_value};
use super::{AdjustmentRule, Area, GradeFrom, Interim, Measure, Pass, Points, RuleSet, ShareFrom, Target, Term, TieBreaker};
use crate::canonical::sha256_of;

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

    pub(super) fn write(&self, out: &mut impl Write) -> Result {
        out.write_str("{")?;
        if let Some(adjustments) = &self.adjustments {
            out.write_str("\"adjustments\":")?;
            write_list(out, adjustments, write_adjustment_rule)?;
            out.write_str(",")?;
        }
        if let Some(areas) = &self.areas {
            out.write_str("\"areas\":")?;
            write_list(out, areas, write_area)?;
            out.write_str(",")?;
        }
        if let Some(cap) = &self.bonus_cap {
            write_decimal(out, "\"bonus_cap\":", cap)?;
            out.write_str(",")?;
        }
        write_entry(out, "\"code\":", &self.code)?;
        write!(out, ",\"display_decimals\":{}", self.display_decimals)?;
        if let Some(rule) = &self.grade_rule {
            write!(out, ",\"grade_rule\":{}", rule.json())?;
        }
        if let Some(grades) = &self.grades {
            out.write_str(",\"grades\":")?;
            write_list(out, grades, write_grade)?;
        }
        if let Some(cap) = &self.malus_cap {
            write_decimal(out, ",\"malus_cap\":", cap)?;
        }
        out.write_str(",\"pass\":")?;
        write_pass(out, &self.pass)?;
        if let Some(rank) = &self.rank {
            out.write_str(",\"rank\":{\"tie_breakers\":")?;
            write_list(out, &rank.tie_breakers, write_tie_breaker)?;
            out.write_str("}")?;
        }
        out.write_str(",\"targets\":")?;
        write_list(out, &self.targets, write_target)?;
        write_entry(out, ",\"title\":", &self.title)?;
        out.write_str("}")
    }
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
        Pass::WeightedScore { .. } | Pass::ScoreAndGates { .. } | Pass::IndexBased { .. } => out.write_str("{")?,
    }
    write!(out, "\"family\":\"{}\"", pass.family())?;
    match pass {
        Pass::AllTargets => {}
        Pass::ShareOfTargets { pass_from, .. }
        | Pass::WeightedScore { pass_from }
        | Pass::ScoreAndGates { pass_from }
        | Pass::IndexBased { pass_from } => write_decimal(out, ",\"pass_from\":", pass_from)?,
    }
    out.write_str("}")
}

fn write_area(out: &mut impl Write, area: &Area) -> Result {
    write_entry(out, "{\"code\":", &area.code)?;
    write_entry(out, ",\"title\":", &area.title)?;
    write_decimal(out, ",\"weight\":", &area.weight)?;
    out.write_str("}")
}

fn write_adjustment_rule(out: &mut impl Write, it: &AdjustmentRule) -> Result {
    write_decimal(out, "{\"cap\":", &it.cap)?;
    write_entry(out, ",\"code\":", &it.code)?;
    write!(out, ",\"kind\":\"{}\"", it.kind.code())?;
    write_entry(out, ",\"title\":", &it.title)?;
    out.write_str("}")
}

fn write_tie_breaker(out: &mut impl Write, it: &TieBreaker) -> Result {
    match it {
        TieBreaker::Area(area) => {
            write_entry(out, "{\"area\":", area)?;
            write!(out, ",\"by\":\"{}\"}}", it.by())
        }
        TieBreaker::Target(target) | TieBreaker::Actual(target) => {
            write!(out, "{{\"by\":\"{}\"", it.by())?;
            write_entry(out, ",\"target\":", target)?;
            out.write_str("}")
        }
        TieBreaker::Survey | TieBreaker::Met | TieBreaker::Exceeded => write!(out, "{{\"by\":\"{}\"}}", it.by()),
    }
}

fn write_interim(out: &mut impl Write, it: &Interim) -> Result {
    write!(out, "{{\"period\":\"{}\"", it.period)?;
    write_goal(out, &it.value, it.value_to.as_ref())
}

fn write_target(out: &mut impl Write, target: &Target) -> Result {
    write_entry(out, "{\"area\":", &target.area)?;
    if let Some(can_exceed) = target.can_exceed {
        write!(out, ",\"can_exceed\":{can_exceed}")?;
    }
    write_entry(out, ",\"code\":", &target.code)?;
    if let Some(definition) = &target.definition {
        write_entry(out, ",\"definition\":", definition)?;
    }
    write!(out, ",\"direction\":\"{}\"", target.direction.code())?;
    if let Some(gate) = &target.gate {
        write_decimal(out, ",\"gate\":{\"cap\":", &gate.cap)?;
        out.write_str("}")?;
    }
    if let Some(interim) = &target.interim {
        out.write_str(",\"interim\":")?;
        write_list(out, interim, write_interim)?;
    }
    if let Some(basis) = &target.legal_basis {
        write_entry(out, ",\"legal_basis\":", basis)?;
    }
    if let Some(mandatory) = target.mandatory {
        write!(out, ",\"mandatory\":{mandatory}")?;
    }
    if let Some(max_survey) = &target.max_survey {
        write_decimal(out, ",\"max_survey\":", max_survey)?;
    }
    out.write_str(",\"measure\":")?;
    write_measure(out, &target.measure)?;
    out.write_str(",\"points\":")?;
    write_points(out, &target.points)?;
    if let Some(stretch) = &target.stretch {
        write_value(out, ",\"stretch\":", stretch)?;
    }
    write_value(out, ",\"target\":", &target.target)?;
    if let Some(target_to) = &target.target_to {
        write_decimal(out, ",\"target_to\":", target_to)?;
    }
    write_entry(out, ",\"title\":", &target.title)?;
    write_entry(out, ",\"unit\":", &target.unit)?;
    write_decimal(out, ",\"weight\":", &target.weight)?;
    if let Some(without) = target.without_survey {
        write!(out, ",\"without_survey\":\"{}\"", without.code())?;
    }
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
        Measure::Manual => {}
    }
    out.write_str("}")
}

fn write_points(out: &mut impl Write, points: &Points) -> Result {
    match points {
        Points::Binary | Points::Proportional | Points::Steps { .. } | Points::Manual => out.write_str("{")?,
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
