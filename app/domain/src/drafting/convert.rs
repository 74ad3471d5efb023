//! Between what was typed and the JSON of the package format, both ways.

use super::lists::{adjustments_json, areas_json, interim_json, rank_json, share_json, steps_json};
use super::{GradeDraft, RuleDraft, TargetDraft};
use crate::package::{Decimal, Measure, Pass, Points, RuleSet, Target, Term, Value};
use crate::quantity::{Quantity, SCALE};
use crate::value::{FigureValue, ValueKind};
use serde_json::{Map, Value as Json, json};

/// A number as it is typed: with a comma, and so that it is read in one way.
pub(super) fn typed_number(it: Quantity) -> String {
    let text = it.plain().replace('.', ",");
    // `3,125` may be meant as 3125; `3,1250` may not.
    if Quantity::parse(&text).is_ok_and(|it| it.confirm) { format!("{text}0") } else { text }
}

fn typed(it: &Decimal) -> String {
    typed_number(it.quantity())
}

/// A share as it is typed: in percent.
fn typed_share(it: &Decimal) -> String {
    let percent = it.quantity().0.checked_mul(100).map(|it| format!("{}%", typed_number(Quantity(it))));
    percent.unwrap_or_else(|| typed(it))
}

fn typed_value(it: &Value) -> String {
    match it {
        Value::Amount(decimal) => typed(decimal),
        other => match other.figure_value() {
            FigureValue::Date(day) => crate::show_date(day),
            FigureValue::YesNo(_) => String::new(),
            FigureValue::Amount(amount) => typed_number(amount),
        },
    }
}

/// Terms as they are typed: `received − 0,5 × late`.
pub fn terms_of(list: &[Term]) -> String {
    let mut text = String::new();
    for (at, it) in list.iter().enumerate() {
        let times = it.times();
        let size = Quantity(times.0.saturating_abs());
        text.push_str(match (at, times.is_negative()) {
            (0, false) => "",
            (0, true) => "− ",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        if size.0 != SCALE {
            text.push_str(&typed_number(size));
            text.push_str(" × ");
        }
        text.push_str(&it.variable);
    }
    text
}

/// Terms as they were typed: factor and variable. None where the text is no formula.
pub(super) fn read_terms(text: &str) -> Option<Vec<(Quantity, String)>> {
    let text = text.replace(['\u{2212}', '–'], "-").replace('*', "×");
    let mut terms = Vec::new();
    let mut rest = text.trim();
    let mut sign = 1;
    if let Some(after) = rest.strip_prefix('-') {
        (sign, rest) = (-1, after);
    }
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let (term, after) = rest.split_at(end);
        let (factor, name) = match term.split_once('×') {
            Some((factor, name)) => (Quantity::parse(factor).ok()?.quantity, name),
            None => (Quantity(SCALE), term),
        };
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return None;
        }
        terms.push((if sign < 0 { factor.checked_neg()? } else { factor }, name.to_owned()));
        let mut letters = after.chars();
        match letters.next() {
            None => return Some(terms),
            Some(it) => sign = if it == '-' { -1 } else { 1 },
        }
        rest = letters.as_str();
    }
}

/// A typed number as the format writes it; what cannot be read stays as it is, and the reader says so.
fn plain(text: &str) -> Json {
    let read = Quantity::parse(text).ok();
    Json::String(read.map_or_else(|| text.trim().to_owned(), |it| it.quantity.plain()))
}

/// A typed goal as the format writes it.
fn goal(kind: ValueKind, text: &str) -> Json {
    match kind {
        ValueKind::Amount => plain(text),
        ValueKind::YesNo => Json::String("yes".to_owned()),
        ValueKind::Date => {
            let day = FigureValue::parse_as(ValueKind::Date, text).ok().map(|it| it.value.plain());
            Json::String(day.unwrap_or_else(|| text.trim().to_owned()))
        }
    }
}

fn terms(text: &str) -> Json {
    let Some(terms) = read_terms(text) else { return json!([]) };
    let term = |(times, variable): (Quantity, String)| {
        if times.0 == SCALE { json!({ "variable": variable }) } else { json!({ "times": times.plain(), "variable": variable }) }
    };
    Json::Array(terms.into_iter().map(term).collect())
}

fn kept(into: &mut Map<String, Json>, kept: &std::collections::BTreeMap<String, String>) {
    for (key, text) in kept {
        if let Ok(json) = serde_json::from_str(text) {
            into.insert(key.clone(), json);
        }
    }
}

fn text(it: &str) -> Json {
    Json::String(crate::fold::nfc(it.trim()))
}

impl TargetDraft {
    /// The kind of value that the measure gives.
    pub fn value_kind(&self) -> ValueKind {
        match self.kind.as_str() {
            "date" => ValueKind::Date,
            "yes_no" => ValueKind::YesNo,
            _ => ValueKind::Amount,
        }
    }

    fn measure(&self) -> Json {
        match self.kind.as_str() {
            "ratio" => {
                let mut it = json!({ "kind": "ratio", "numerator": terms(&self.terms), "denominator": terms(&self.base) });
                if let (Some(map), false) = (it.as_object_mut(), self.times.trim().is_empty()) {
                    map.insert("times".to_owned(), plain(&self.times));
                }
                it
            }
            "sum" => json!({ "kind": "sum", "of": terms(&self.terms) }),
            "manual" => json!({ "kind": "manual" }),
            other => json!({ "kind": other, "of": self.terms.trim() }),
        }
    }

    fn points(&self) -> Json {
        match self.rule.as_str() {
            "threshold_proportional" => json!({ "rule": self.rule, "full_at": plain(&self.full_at) }),
            "floor_then_proportional" => json!({ "rule": self.rule, "floor": plain(&self.floor) }),
            "deduct" => json!({ "rule": self.rule, "penalty": share_json(&self.penalty) }),
            "steps" => json!({ "rule": self.rule, "steps": steps_json(&self.steps, plain) }),
            other => json!({ "rule": other }),
        }
    }

    /// The target as the format writes it.
    pub(super) fn json(&self) -> Json {
        let mut it = Map::new();
        for (key, value) in [("code", &self.code), ("title", &self.title), ("unit", &self.unit), ("area", &self.area)] {
            it.insert(key.to_owned(), text(value));
        }
        for (key, value) in [("definition", &self.definition), ("legal_basis", &self.legal_basis)] {
            if !value.trim().is_empty() {
                it.insert(key.to_owned(), text(value));
            }
        }
        it.insert("weight".to_owned(), plain(&self.weight));
        it.insert("measure".to_owned(), self.measure());
        it.insert("direction".to_owned(), Json::String(self.direction.clone()));
        let value = if self.kind == "manual" && self.target.trim().is_empty() { &self.weight } else { &self.target };
        it.insert("target".to_owned(), goal(self.value_kind(), value));
        it.insert("points".to_owned(), self.points());
        for (key, value) in [("can_exceed", self.can_exceed), ("mandatory", self.mandatory)] {
            if value || !self.omitted.iter().any(|it| it == key) {
                it.insert(key.to_owned(), value.into());
            }
        }
        if !self.zero_denominator.is_empty() {
            it.insert("zero_denominator".to_owned(), Json::String(self.zero_denominator.clone()));
        }
        for (key, value) in [("target_to", &self.target_to), ("stretch", &self.stretch), ("max_survey", &self.max_survey)] {
            if self.asks(key) && !value.trim().is_empty() {
                it.insert(key.to_owned(), goal(self.value_kind(), value));
            }
        }
        if !self.gate.trim().is_empty() {
            it.insert("gate".to_owned(), json!({ "cap": plain(&self.gate) }));
        }
        if self.asks("interim") {
            it.extend(interim_json(&self.interim, self.value_kind(), goal).map(|json| ("interim".to_owned(), json)));
        }
        if self.asks("without_survey") && !self.without_survey.is_empty() {
            it.insert("without_survey".to_owned(), Json::String(self.without_survey.clone()));
        }
        kept(&mut it, &self.kept);
        Json::Object(it)
    }
}

impl RuleDraft {
    /// The rule set as the format writes it.
    pub(super) fn json(&self) -> Json {
        let mut it = Map::new();
        it.insert("code".to_owned(), text(&self.code));
        it.insert("title".to_owned(), text(&self.title));
        let decimals = self.display_decimals.trim().parse::<u8>().map_or_else(|_| text(&self.display_decimals), Json::from);
        it.insert("display_decimals".to_owned(), decimals);
        it.insert("targets".to_owned(), Json::Array(self.targets.iter().map(TargetDraft::json).collect()));
        let pass = match self.family.as_str() {
            "all_targets" => json!({ "family": "all_targets" }),
            "share_of_targets" => {
                json!({ "family": "share_of_targets", "fail_below": share_json(&self.fail_below), "pass_from": share_json(&self.pass_from) })
            }
            other => json!({ "family": other, "pass_from": plain(self.pass_from.trim().trim_end_matches('%')) }),
        };
        it.insert("pass".to_owned(), pass);
        let grade = |it: &GradeDraft| json!({ "grade": it.grade.trim(), "from": plain(&it.from) });
        it.insert("grades".to_owned(), Json::Array(self.grades.iter().map(grade).collect()));
        let cap = |text: &str| (!text.trim().is_empty()).then(|| plain(text));
        let lists = [
            ("areas", areas_json(&self.areas, plain)),
            ("adjustments", adjustments_json(&self.adjustments, plain)),
            ("bonus_cap", cap(&self.bonus_cap)),
            ("malus_cap", cap(&self.malus_cap)),
            ("rank", rank_json(&self.tie_breakers)),
        ];
        it.extend(lists.into_iter().filter_map(|(key, json)| Some((key.to_owned(), json?))));
        kept(&mut it, &self.kept);
        Json::Object(it)
    }
}

/// A draft that says what a rule set says.
pub fn from_rule_set(it: &RuleSet) -> RuleDraft {
    let json: Json = serde_json::from_str(&it.to_json()).unwrap_or_default();
    let part = |json: &Json, key: &str| json.get(key).map(|it| (key.to_owned(), it.to_string()));
    let (fail_below, pass_from) = match &it.pass {
        Pass::AllTargets => (String::new(), String::new()),
        Pass::ShareOfTargets { fail_below, pass_from } => (typed_share(fail_below), typed_share(pass_from)),
        Pass::WeightedScore { pass_from } | Pass::ScoreAndGates { pass_from } | Pass::IndexBased { pass_from } => {
            (String::new(), typed(pass_from))
        }
    };
    let targets = it.targets.iter().enumerate().map(|(at, target)| {
        let json = json.pointer(&format!("/targets/{at}")).cloned().unwrap_or_default();
        TargetDraft { kept: ["interim", "without_survey"].iter().filter_map(|key| part(&json, key)).collect(), ..of_target(target) }
    });
    RuleDraft {
        code: it.code.clone(),
        title: it.title.clone(),
        legal_basis: String::new(),
        display_decimals: it.display_decimals.to_string(),
        family: it.pass.family().to_owned(),
        fail_below,
        pass_from,
        grades: it.grades().iter().map(|it| GradeDraft { grade: it.grade.clone(), from: typed(&it.from) }).collect(),
        targets: targets.collect(),
        kept: ["areas", "adjustments", "bonus_cap", "malus_cap", "rank", "grade_rule"].iter().filter_map(|key| part(&json, key)).collect(),
        ..RuleDraft::default()
    }
    .unfolded()
}

fn of_target(it: &Target) -> TargetDraft {
    let (terms, base, times) = match &it.measure {
        Measure::Ratio { numerator, denominator, times } => {
            (terms_of(numerator), terms_of(denominator), times.as_ref().map(typed).unwrap_or_default())
        }
        Measure::Sum { of } => (terms_of(of), String::new(), String::new()),
        Measure::Latest { of } | Measure::Mean { of } | Measure::Date { of } | Measure::YesNo { of } => {
            (of.clone(), String::new(), String::new())
        }
        Measure::Manual => Default::default(),
    };
    let mut draft = TargetDraft::default();
    match &it.points {
        Points::ThresholdProportional { full_at } => draft.full_at = typed(full_at),
        Points::FloorThenProportional { floor } => draft.floor = typed(floor),
        Points::Deduct { penalty } => draft.penalty = typed_share(penalty),
        Points::Steps { steps } => {
            let step = |it: &crate::package::ShareFrom| format!("{}: {}", typed(&it.from), typed_share(&it.share));
            draft.steps = steps.iter().map(step).collect::<Vec<_>>().join("; ");
        }
        Points::Binary | Points::Proportional | Points::Manual => {}
    }
    TargetDraft {
        code: it.code.clone(),
        title: it.title.clone(),
        definition: it.definition.clone().unwrap_or_default(),
        legal_basis: it.legal_basis.clone().unwrap_or_default(),
        unit: it.unit.clone(),
        area: it.area.clone(),
        weight: typed(&it.weight),
        kind: it.measure.kind().code().to_owned(),
        terms,
        base,
        times,
        direction: it.direction.code().to_owned(),
        target: typed_value(&it.target),
        target_to: it.target_to.as_ref().map(typed).unwrap_or_default(),
        stretch: it.stretch.as_ref().map(typed_value).unwrap_or_default(),
        rule: it.points.rule().to_owned(),
        can_exceed: it.can_exceed(),
        mandatory: it.mandatory(),
        zero_denominator: it.zero_denominator.map(|it| it.code().to_owned()).unwrap_or_default(),
        gate: it.gate.as_ref().map(|it| typed(&it.cap)).unwrap_or_default(),
        max_survey: it.max_survey.as_ref().map(typed).unwrap_or_default(),
        omitted: [("can_exceed", it.can_exceed), ("mandatory", it.mandatory)]
            .into_iter()
            .filter(|it| it.1.is_none())
            .map(|it| it.0.to_owned())
            .collect(),
        ..draft
    }
}
