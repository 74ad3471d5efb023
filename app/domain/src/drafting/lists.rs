//! Lists of a draft, each entry a row of boxes: steps, goals of periods, areas with weights, points after the total, what parts ties, grades.
//! A draft keeps them as text, one entry a line; here are rows of that text and the JSON of the package format, both ways.

use super::{GradeDraft, RuleDraft, TargetDraft};
use crate::period::{Period, Span};
use crate::quantity::Quantity;
use crate::value::ValueKind;
use serde_json::{Value as Json, json};

/// A list of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// The steps of a target's points.
    Steps,
    /// The goals of periods of a target.
    Interim,
    /// The areas with their weights.
    Areas,
    /// The points after the total.
    Adjustments,
    /// What parts units of one score.
    TieBreakers,
    /// The grades with the scores from which they are given.
    Grades,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 6] = [Self::Steps, Self::Interim, Self::Areas, Self::Adjustments, Self::TieBreakers, Self::Grades];

    /// The name of its boxes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Interim => "interim",
            Self::Areas => "areas",
            Self::Adjustments => "adjustments",
            Self::TieBreakers => "tie_breakers",
            Self::Grades => "grades",
        }
    }

    /// The boxes of a row, in their order.
    pub const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Steps => &["from", "share"],
            Self::Interim => &["period", "value", "to"],
            Self::Areas => &["code", "weight", "title"],
            Self::Adjustments => &["code", "sign", "cap", "title"],
            Self::TieBreakers => &["by", "which"],
            Self::Grades => &["grade", "from"],
        }
    }

    /// What parts the boxes of a row in the text.
    const fn bar(self) -> &'static str {
        match self {
            Self::Steps | Self::Grades => ": ",
            Self::TieBreakers => " ",
            Self::Interim | Self::Areas | Self::Adjustments => " | ",
        }
    }

    /// The boxes of one line.
    fn row(self, line: &str) -> Vec<String> {
        let count = self.parts().len();
        let mut cells: Vec<String> = match self {
            Self::Steps => line.trim_start_matches(['≥', ' ']).splitn(count, [':', '→']).map(str::trim).map(str::to_owned).collect(),
            Self::Grades => line.splitn(count, ':').map(str::trim).map(str::to_owned).collect(),
            Self::TieBreakers => line.trim().splitn(count, char::is_whitespace).map(str::trim).map(str::to_owned).collect(),
            Self::Interim | Self::Areas | Self::Adjustments => line.splitn(count, '|').map(str::trim).map(str::to_owned).collect(),
        };
        cells.resize(count, String::new());
        if let (Self::Adjustments, Some(sign)) = (self, cells.get_mut(1))
            && ["-", "–"].contains(&sign.as_str())
        {
            MINUS.clone_into(sign);
        }
        cells
    }

    /// The rows of a text, each with all its boxes.
    pub fn rows(self, text: &str) -> Vec<Vec<String>> {
        let ends: &[char] = if self == Self::Steps { &[';', '\n'] } else { &['\n'] };
        text.split(ends).filter(|it| !it.trim().is_empty()).map(|it| self.row(it)).collect()
    }

    /// The text of boxes, row after row; rows with nothing in them are left out. What would part boxes or rows inside a box becomes a space.
    pub fn text(self, cells: &[String]) -> String {
        let count = self.parts().len();
        let end = if self == Self::Steps { "; " } else { "\n" };
        let clean = |at: usize, cell: &str| {
            let parts_boxes = |it: char| match self {
                Self::Steps => [':', '→', ';'].contains(&it),
                Self::Grades => at + 1 < count && it == ':',
                Self::TieBreakers => at + 1 < count && it.is_whitespace(),
                Self::Interim | Self::Areas | Self::Adjustments => at + 1 < count && it == '|',
            };
            let cell: String = cell.chars().map(|it| if it.is_control() || parts_boxes(it) { ' ' } else { it }).collect();
            cell.trim().to_owned()
        };
        let rows = cells.chunks(count).map(|row| row.iter().enumerate().map(|(at, it)| clean(at, it)).collect::<Vec<_>>());
        let rows = rows.filter(|row| row.iter().any(|it| !it.is_empty())).map(|mut row| {
            // An upper bound is there of ranges alone.
            if self == Self::Interim && row.last().is_some_and(String::is_empty) {
                row.pop();
            }
            row.join(self.bar()).trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join(end)
    }
}

impl List {
    /// The rows of a text as boxes show them: shares in percent.
    pub fn boxes(self, text: &str) -> Vec<Vec<String>> {
        let mut rows = self.rows(text);
        for share in self.shares(&mut rows) {
            *share = percent(share);
        }
        rows
    }

    /// The text of boxes, row after row, with their shares in percent.
    pub fn of_boxes(self, cells: &[String]) -> String {
        let mut rows: Vec<Vec<String>> = cells.chunks(self.parts().len()).map(<[String]>::to_vec).collect();
        for share in self.shares(&mut rows) {
            *share = share_of_percent(share);
        }
        self.text(&rows.concat())
    }

    fn shares(self, rows: &mut [Vec<String>]) -> impl Iterator<Item = &mut String> {
        let at = self.parts().iter().position(|it| *it == "share");
        rows.iter_mut().filter_map(move |row| row.get_mut(at?))
    }
}

/// The sign of points that are taken away.
pub const MINUS: &str = "−";

/// Grades as they are typed: `excellent: 90`, one a line.
pub fn grades_of(text: &str) -> Vec<GradeDraft> {
    let grade = |row: Vec<String>| {
        let mut cells = row.into_iter();
        GradeDraft { grade: cells.next().unwrap_or_default(), from: cells.next().unwrap_or_default() }
    };
    List::Grades.rows(text).into_iter().map(grade).collect()
}

/// A period as people write it: its label `2026-Q1`, or `Quý I/2026`, `6 tháng đầu năm 2026`, `9 tháng/2026`, `Tháng 3/2026`.
pub fn read_period(text: &str) -> Option<Period> {
    if let Ok(it) = text.trim().to_uppercase().parse() {
        return Some(it);
    }
    let folded = crate::fold::fold(text).to_lowercase();
    let words: Vec<&str> = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_year = |it: &&&str| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
    let year = words.iter().find(is_year)?.parse().ok()?;
    let rest: Vec<&str> = words.iter().filter(|it| !is_year(it) && !["nam", "of", "the", "year"].contains(it)).copied().collect();
    let span = match rest.as_slice() {
        [] => Span::Year,
        ["quy" | "quarter", number] => Span::Quarter(
            ["i", "ii", "iii", "iv"]
                .iter()
                .position(|it| it == number)
                .map_or_else(|| number.parse().unwrap_or_default(), |at| u8::try_from(at + 1).unwrap_or_default()),
        ),
        ["thang" | "month", number] => Span::Month(number.parse().ok()?),
        ["9", "thang"] | ["9", "thang", "dau"] | ["nine", "months"] => Span::NineMonths,
        ["6", "thang"] | ["6", "thang", "dau"] | ["first", "half"] => Span::Half(1),
        ["6", "thang", "cuoi"] | ["second", "half"] => Span::Half(2),
        _ => return None,
    };
    Period::new(year, span)
}

/// A share of the points as it is typed, in percent: what stands in its box. A draft has it as `70%`, or as `0,7` where a file says so.
pub fn percent(text: &str) -> String {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%') {
        return percent.trim().to_owned();
    }
    let hundred = Quantity::parse(text).ok().and_then(|it| it.quantity.0.checked_mul(100));
    hundred.map_or_else(|| text.to_owned(), |it| super::convert::typed_number(Quantity(it)))
}

/// What a draft has of a share that was typed in percent.
pub fn share_of_percent(text: &str) -> String {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() { String::new() } else { format!("{text}%") }
}

/// A bound of passing as a draft has it: of a share of targets in percent, else points.
pub fn bound_of_box(family: &str, text: &str) -> String {
    if family == "share_of_targets" { share_of_percent(text) } else { text.to_owned() }
}

/// A bound of passing as its box shows it.
pub fn bound_box(family: &str, text: &str) -> String {
    if family == "share_of_targets" { percent(text) } else { text.trim().trim_end_matches('%').to_owned() }
}

/// A share as a draft has it; of percent cut to the four decimals that the format has. None where it cannot be read.
pub(super) fn share(text: &str) -> Option<Quantity> {
    match text.trim().strip_suffix('%') {
        Some(percent) => Quantity::parse(percent).ok().map(|it| Quantity(it.quantity.0 / 100)),
        None => Quantity::parse(text).ok().map(|it| it.quantity),
    }
}

/// Whether a share has more decimals than the format: percent have two.
pub(super) fn is_too_fine(text: &str) -> bool {
    let percent = text.trim().strip_suffix('%');
    percent.is_some_and(|it| Quantity::parse(it).is_ok_and(|it| it.quantity.0 % 100 != 0))
}

/// A share as the format writes it; what cannot be read stays as it is.
pub(super) fn share_json(text: &str) -> Json {
    Json::String(share(text).map_or_else(|| text.trim().to_owned(), Quantity::plain))
}

fn json_list<const N: usize>(list: List, text: &str, one: impl Fn([&str; N]) -> Json) -> Option<Json> {
    let rows = list.rows(text);
    let all = rows.iter().filter_map(|row| row.iter().map(String::as_str).collect::<Vec<_>>().try_into().ok());
    let all: Vec<Json> = all.map(one).collect();
    (!all.is_empty()).then_some(Json::Array(all))
}

pub(super) fn steps_json(text: &str, plain: impl Fn(&str) -> Json) -> Json {
    json_list(List::Steps, text, |[from, share]| json!({ "from": plain(from), "share": share_json(share) })).unwrap_or_else(|| json!([]))
}

pub(super) fn areas_json(text: &str, plain: impl Fn(&str) -> Json) -> Option<Json> {
    json_list(List::Areas, text, |[code, weight, title]| json!({ "code": code, "title": title, "weight": plain(weight) }))
}

pub(super) fn adjustments_json(text: &str, plain: impl Fn(&str) -> Json) -> Option<Json> {
    let kind = |sign: &str| match sign {
        "+" => "bonus".to_owned(),
        MINUS => "malus".to_owned(),
        other => other.to_owned(),
    };
    json_list(
        List::Adjustments,
        text,
        |[code, sign, cap, title]| json!({ "code": code, "title": title, "kind": kind(sign), "cap": plain(cap) }),
    )
}

pub(super) fn rank_json(text: &str) -> Option<Json> {
    let list = json_list(List::TieBreakers, text, |[by, which]| match by {
        "target" | "actual" => json!({ "by": by, "target": which }),
        "area" => json!({ "by": by, "area": which }),
        _ => json!({ "by": by }),
    });
    list.map(|it| json!({ "tie_breakers": it }))
}

pub(super) fn interim_json(text: &str, kind: ValueKind, goal: impl Fn(ValueKind, &str) -> Json) -> Option<Json> {
    json_list(List::Interim, text, |[period, value, to]| {
        let label = read_period(period).map_or_else(|| period.to_owned(), |it| it.to_string());
        let mut it = json!({ "period": label, "value": goal(kind, value) });
        if let (Some(map), false) = (it.as_object_mut(), to.is_empty()) {
            map.insert("value_to".to_owned(), goal(kind, to));
        }
        it
    })
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
    let sign = |it: &Json| if said(it, "kind") == "bonus" { "+" } else { MINUS };
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
        let area = |row: Vec<String>| row.first().cloned().zip(row.get(2).cloned());
        List::Areas.rows(&self.areas).into_iter().filter_map(area).collect()
    }

    /// The grades as text, one a line.
    pub fn grades_text(&self) -> String {
        let cells: Vec<String> = self.grades.iter().flat_map(|it| [it.grade.clone(), it.from.clone()]).collect();
        List::Grades.text(&cells)
    }
}

impl TargetDraft {
    fn unfolded(mut self) -> Self {
        unfold(&mut self.kept, "interim", &mut self.interim, interim_text);
        unfold(&mut self.kept, "without_survey", &mut self.without_survey, |it| it.as_str().unwrap_or_default().to_owned());
        // Earlier drafts had one box for three meanings.
        let amount = std::mem::take(&mut self.amount);
        match self.rule.as_str() {
            _ if amount.is_empty() => {}
            "threshold_proportional" => self.full_at = amount,
            "floor_then_proportional" => self.floor = amount,
            "deduct" => self.penalty = amount,
            _ => {}
        }
        self
    }
}
