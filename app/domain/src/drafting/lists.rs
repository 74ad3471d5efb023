//! Lists of a draft as they are typed, one entry a line with `|` between its parts, and the JSON of the package format, both ways: areas with
//! weights, points after the total, what parts ties, goals of periods.

use super::{RuleDraft, TargetDraft};
use crate::quantity::Quantity;
use crate::value::ValueKind;
use serde_json::{Value as Json, json};

/// The lines with something in them, each with its parts: at most so many, the last one with whatever else it holds.
fn lines(text: &str, parts: usize) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|it| !it.trim().is_empty()).map(move |it| it.splitn(parts, '|').map(str::trim).collect())
}

/// An area as it was typed: code, weight, title.
pub(super) fn areas(text: &str) -> Option<Vec<[&str; 3]>> {
    lines(text, 3).map(|it| it.try_into().ok()).collect()
}

/// Points after the total as they were typed: code, sign, greatest sum, title.
pub(super) fn adjustments(text: &str) -> Option<Vec<[&str; 4]>> {
    lines(text, 4).map(|it| it.try_into().ok()).collect()
}

/// Goals of periods as they were typed: label, value, and the upper bound of a range.
pub(super) fn interim(text: &str) -> Option<Vec<(&str, &str, Option<&str>)>> {
    fn goal(it: Vec<&str>) -> Option<(&str, &str, Option<&str>)> {
        match it.as_slice() {
            [label, value] => Some((label, value, None)),
            [label, value, to] => Some((label, value, Some(to))),
            _ => None,
        }
    }
    lines(text, 4).map(goal).collect()
}

pub(super) fn areas_json(text: &str, plain: impl Fn(&str) -> Json) -> Option<Json> {
    let list = areas(text).unwrap_or_default();
    let area = |[code, weight, title]: [&str; 3]| json!({ "code": code, "title": title, "weight": plain(weight) });
    (!list.is_empty()).then(|| Json::Array(list.into_iter().map(area).collect()))
}

pub(super) fn adjustments_json(text: &str, plain: impl Fn(&str) -> Json) -> Option<Json> {
    let list = adjustments(text).unwrap_or_default();
    let kind = |sign: &str| match sign {
        "+" => "bonus".to_owned(),
        "-" | "\u{2212}" | "–" => "malus".to_owned(),
        other => other.to_owned(),
    };
    let one = |[code, sign, cap, title]: [&str; 4]| json!({ "code": code, "title": title, "kind": kind(sign), "cap": plain(cap) });
    (!list.is_empty()).then(|| Json::Array(list.into_iter().map(one).collect()))
}

pub(super) fn rank_json(text: &str) -> Option<Json> {
    let one = |line: &str| {
        let (by, code) = line.trim().split_once(char::is_whitespace).map_or((line.trim(), ""), |it| (it.0, it.1.trim()));
        match by {
            "target" | "actual" => json!({ "by": by, "target": code }),
            "area" => json!({ "by": by, "area": code }),
            _ => json!({ "by": line.trim() }),
        }
    };
    let list: Vec<Json> = text.lines().filter(|it| !it.trim().is_empty()).map(one).collect();
    (!list.is_empty()).then(|| json!({ "tie_breakers": list }))
}

pub(super) fn interim_json(text: &str, kind: ValueKind, goal: impl Fn(ValueKind, &str) -> Json) -> Option<Json> {
    let list = interim(text).unwrap_or_default();
    let one = |(label, value, to): (&str, &str, Option<&str>)| {
        let mut it = json!({ "period": label, "value": goal(kind, value) });
        if let (Some(map), Some(to)) = (it.as_object_mut(), to) {
            map.insert("value_to".to_owned(), goal(kind, to));
        }
        it
    };
    (!list.is_empty()).then(|| Json::Array(list.into_iter().map(one).collect()))
}

fn said<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// A number or day of the format as people type it.
fn typed(text: &str) -> String {
    match Quantity::from_plain(text) {
        Some(it) => super::convert::typed_number(it),
        None => crate::value::plain_day(text).map_or_else(|| text.to_owned(), crate::show_date),
    }
}

fn text_of(json: &Json, line: impl Fn(&Json) -> String) -> String {
    json.as_array().map(|it| it.iter().map(line).collect::<Vec<_>>().join("\n")).unwrap_or_default()
}

fn areas_text(json: &Json) -> String {
    text_of(json, |it| format!("{} | {} | {}", said(it, "code"), typed(said(it, "weight")), said(it, "title")))
}

fn adjustments_text(json: &Json) -> String {
    let sign = |it: &Json| if said(it, "kind") == "bonus" { "+" } else { "−" };
    text_of(json, |it| format!("{} | {} | {} | {}", said(it, "code"), sign(it), typed(said(it, "cap")), said(it, "title")))
}

fn rank_text(json: &Json) -> String {
    let line = |it: &Json| format!("{} {}{}", said(it, "by"), said(it, "target"), said(it, "area")).trim_end().to_owned();
    json.get("tie_breakers").map(|it| text_of(it, line)).unwrap_or_default()
}

fn interim_text(json: &Json) -> String {
    text_of(json, |it| {
        let to = it.get("value_to").and_then(Json::as_str).map(|to| format!(" | {}", typed(to))).unwrap_or_default();
        format!("{} | {}{to}", said(it, "period"), typed(said(it, "value")))
    })
}

/// Moves what was kept as JSON by a key into the box that shows it now.
fn unfold(kept: &mut std::collections::BTreeMap<String, String>, key: &str, into: &mut String, text: impl Fn(&Json) -> String) {
    if let Some(json) = kept.get(key).and_then(|it| serde_json::from_str(it).ok()) {
        kept.remove(key);
        *into = text(&json);
    }
}

impl RuleDraft {
    /// A draft whose lists stand in the boxes that show them: earlier ones held them as JSON.
    pub fn unfolded(mut self) -> Self {
        unfold(&mut self.kept, "areas", &mut self.areas, areas_text);
        unfold(&mut self.kept, "adjustments", &mut self.adjustments, adjustments_text);
        unfold(&mut self.kept, "rank", &mut self.tie_breakers, rank_text);
        let plain = |it: &Json| typed(it.as_str().unwrap_or_default());
        unfold(&mut self.kept, "bonus_cap", &mut self.bonus_cap, plain);
        unfold(&mut self.kept, "malus_cap", &mut self.malus_cap, plain);
        self.targets = self.targets.into_iter().map(TargetDraft::unfolded).collect();
        self
    }

    /// The draft's own areas, by code, each with its title; none where it names none.
    pub fn own_areas(&self) -> Vec<(String, String)> {
        areas(&self.areas).unwrap_or_default().into_iter().map(|it| (it[0].to_owned(), it[2].to_owned())).collect()
    }

    /// What each area weighs, and what its targets weigh together, as far as both can be read: title, wanted, there.
    pub fn area_totals(&self) -> Vec<(String, Quantity, Quantity)> {
        let weight = |text: &str| Quantity::parse(text).map(|it| it.quantity).unwrap_or_default();
        let there = |code: &str| {
            let own = self.targets.iter().filter(|it| it.area.trim() == code).map(|it| weight(&it.weight));
            Quantity::checked_sum(own).unwrap_or_default()
        };
        areas(&self.areas).unwrap_or_default().into_iter().map(|it| (it[2].to_owned(), weight(it[1]), there(it[0]))).collect()
    }
}

impl TargetDraft {
    fn unfolded(mut self) -> Self {
        unfold(&mut self.kept, "interim", &mut self.interim, interim_text);
        unfold(&mut self.kept, "without_survey", &mut self.without_survey, |it| it.as_str().unwrap_or_default().to_owned());
        self
    }
}
