//! Reads the rule set of a package: its keys, the totals of the weights, and what names a target or an area.

use std::collections::{HashMap, HashSet};

use super::read_goals::KnownTarget;
use super::read_target::{TARGET_KEYS, TARGET_KEYS_2};
use super::reader::{Fields, Path, Reader, Text};
use super::{
    AdjustmentKind, AdjustmentRule, Area, Decimal, Direction, GradeFrom, GradeRule, Pass, Rank, Reason, RuleSet, Target, TieBreaker,
};
use crate::canonical::{Json, Node, integer};
use crate::fold::is_nfc;
use crate::quantity::{Quantity, SCALE};
use crate::value::ValueKind;

/// What the rest of a package needs to know of its campaign and rules, also of rules with errors.
#[derive(Default)]
pub(super) struct Known {
    /// The campaign's year, where it could be read.
    pub(super) year: Option<i64>,
    /// Whether there is a list of targets at all.
    pub(super) targets_read: bool,
    /// Whether each of them is an object whose area could be read.
    pub(super) targets_sound: bool,
    /// The targets' codes, each with what is known of it.
    pub(super) targets: HashMap<String, KnownTarget>,
    /// The kinds in which the targets use each variable; a conflict that was told is left out.
    pub(super) variables: HashMap<String, Vec<ValueKind>>,
    /// The codes of the rules for points after the total; none where there is a list that cannot be read.
    pub(super) adjustments: Option<HashSet<String>>,
    /// The areas that the rule set lists with their weights, where it does and they could be read.
    areas: Option<Vec<KnownArea>>,
    /// What the targets of each area weigh together; none where a weight could not be read.
    in_areas: HashMap<String, Option<i128>>,
}

/// An area and where its weight stands.
struct KnownArea {
    code: String,
    place: usize,
    at: usize,
    weight: Option<Quantity>,
}

impl Known {
    /// Nothing yet, but for the campaign's year.
    pub(super) fn of_year(year: Option<i64>) -> Self {
        Self { year, ..Self::default() }
    }
}

/// Bounds of a share.
pub(super) const SHARE: (fn(Quantity) -> bool, Reason) = (|it| (0..=SCALE).contains(&it.0), Reason::ShareOutOfRange);

/// Bounds of a score.
pub(super) const SCORE: (fn(Quantity) -> bool, Reason) = (|it| (0..=100 * SCALE).contains(&it.0), Reason::ScoreOutOfRange);

/// Bounds of a cap on points.
const CAP: (fn(Quantity) -> bool, Reason) = (|it| it.0 > 0, Reason::CapNotPositive);

/// Bounds of a weight.
const WEIGHT: (fn(Quantity) -> bool, Reason) = (|it| it.0 > 0, Reason::WeightNotPositive);

impl Reader {
    /// Reads a rule set; what was found out goes to `known` also where an error makes the rule set unreadable.
    pub(super) fn rule_set(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<RuleSet> {
        let second = ["areas", "adjustments", "bonus_cap", "malus_cap", "rank", "grade_rule"];
        let keys = self.keys(&["code", "title", "display_decimals", "targets", "pass", "grades"], &second);
        let fields = self.object(node, path, &keys)?;
        // A key that this version does not have was told as unknown and is not read.
        let get = |key: &str| fields.get(key).filter(|_| keys.contains(&key));
        let code = self.text(&fields, path, "code");
        let title = self.text(&fields, path, "title");
        let display_decimals = self.integer(&fields, path, "display_decimals", (0, 4));
        let areas = get("areas").and_then(|it| self.areas(it, &Path::Key(path, "areas"), known));
        let targets = self.required(&fields, path, "targets").and_then(|it| self.targets(it, &Path::Key(path, "targets"), known));
        self.area_totals(&Path::Key(path, "areas"), known);
        let pass = self.required(&fields, path, "pass").and_then(|it| self.pass(it, &Path::Key(path, "pass")));
        let grades = get("grades").and_then(|it| self.grades(it, &Path::Key(path, "grades")));
        known.adjustments = Some(HashSet::new());
        let adjustments = get("adjustments").and_then(|it| self.adjustment_rules(it, &Path::Key(path, "adjustments"), known));
        let cap = |reader: &mut Self, key| get(key).and_then(|_| reader.decimal_that(&fields, path, key, CAP));
        let bonus_cap = cap(self, "bonus_cap");
        let malus_cap = cap(self, "malus_cap");
        let rank = get("rank").and_then(|it| self.rank(it, &Path::Key(path, "rank"), known));
        let grade_rule = get("grade_rule").and_then(|it| self.opaque_rule(it, &Path::Key(path, "grade_rule")));
        Some(RuleSet {
            code: code?.text.to_owned(),
            title: title?.text.to_owned(),
            display_decimals: u8::try_from(display_decimals?).ok()?,
            areas,
            targets: targets?,
            pass: pass?,
            grades,
            adjustments,
            bonus_cap,
            malus_cap,
            rank,
            grade_rule,
        })
    }

    fn areas(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<Vec<Area>> {
        let nodes = self.entries(node, path)?;
        let mut areas = Vec::with_capacity(nodes.len());
        let mut told: Vec<KnownArea> = Vec::with_capacity(nodes.len());
        let mut total = Some(0_i128);
        for (place, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, place);
            let Some(fields) = self.object(node, &path, &["code", "title", "weight"]) else {
                total = None;
                continue;
            };
            let code = self.text(&fields, &path, "code");
            let title = self.text(&fields, &path, "title");
            let weight = self.decimal_that(&fields, &path, "weight", WEIGHT);
            total = total.zip(weight.as_ref()).map(|(total, weight)| total + i128::from(weight.quantity().0));
            if let Some(code) = code {
                if told.iter().any(|it| it.code == code.text) {
                    self.error(code.at, &Path::Key(&path, "code"), Reason::CodeTwice, code.text);
                } else {
                    let weight = weight.as_ref().map(Decimal::quantity);
                    told.push(KnownArea { code: code.text.to_owned(), place, at: fields.at("weight"), weight });
                }
            }
            if let (Some(code), Some(title), Some(weight)) = (code, title, weight) {
                areas.push(Area { code: code.text.to_owned(), title: title.text.to_owned(), weight });
            }
        }
        self.total_of(node, path, total);
        // Where an area could not be read, what names it is not told as unknown.
        known.areas = (!told.is_empty() && told.len() == nodes.len()).then_some(told);
        Some(areas)
    }

    /// The area of a target, and what the target adds to it.
    pub(super) fn area_of_target(&mut self, area: &Text<'_>, path: &Path<'_>, weight: Option<&Decimal>, known: &mut Known) {
        if known.areas.as_ref().is_some_and(|it| !it.iter().any(|it| it.code == area.text)) {
            self.error(area.at, &Path::Key(path, "area"), Reason::UnknownArea, area.text);
        }
        let total = known.in_areas.entry(area.text.to_owned()).or_insert(Some(0));
        *total = total.zip(weight).map(|(total, weight)| total + i128::from(weight.quantity().0));
    }

    /// Holds what each area weighs against what its targets weigh.
    fn area_totals(&mut self, path: &Path<'_>, known: &Known) {
        if !known.targets_sound {
            return;
        }
        for area in known.areas.iter().flatten() {
            let total = known.in_areas.get(&area.code).copied().unwrap_or(Some(0));
            if let Some((weight, total)) = area.weight.zip(total)
                && i128::from(weight.0) != total
            {
                self.error(area.at, &Path::Key(&Path::Entry(path, area.place), "weight"), Reason::AreaTotal, shown(total));
            }
        }
    }

    fn targets(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<Vec<Target>> {
        let nodes = self.entries(node, path)?;
        known.targets_read = true;
        known.targets_sound = true;
        let keys = self.keys(&TARGET_KEYS, &TARGET_KEYS_2);
        let mut targets = Vec::with_capacity(nodes.len());
        let mut total = Some(0_i128);
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else {
                total = None;
                known.targets_sound = false;
                continue;
            };
            let weight = self.decimal_that(&fields, &path, "weight", WEIGHT);
            total = total.zip(weight.as_ref()).map(|(total, weight)| total + i128::from(weight.quantity().0));
            targets.extend(self.target(&fields, &path, weight, known));
        }
        self.total_of(node, path, total);
        Some(targets)
    }

    /// Weights of a list total 100. A weight that cannot be read is told itself; the total is then unknown, not wrong.
    fn total_of(&mut self, node: &Node<'_>, path: &Path<'_>, total: Option<i128>) {
        let empty = matches!(&node.json, Json::List(nodes) if nodes.is_empty());
        if let Some(total) = total.filter(|it| *it != 100 * i128::from(SCALE) && !empty) {
            self.error(node.at, path, Reason::WeightsTotal, shown(total));
        }
    }

    fn grades(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<GradeFrom>> {
        let nodes = self.entries(node, path)?;
        let mut grades = Vec::with_capacity(nodes.len());
        let mut starts = HashSet::new();
        let mut codes = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["grade", "from"]) else { continue };
            let grade = self.text(&fields, &path, "grade");
            if let Some(grade) = grade.filter(|it| !codes.insert(it.text)) {
                self.error(grade.at, &Path::Key(&path, "grade"), Reason::CodeTwice, grade.text);
            }
            let from = self.from(&fields, &path, &mut starts);
            grades.extend(grade.zip(from).map(|(grade, from)| GradeFrom { grade: grade.text.to_owned(), from }));
        }
        Some(grades)
    }

    fn adjustment_rules(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<Vec<AdjustmentRule>> {
        known.adjustments = None;
        let nodes = self.entries(node, path)?;
        let mut rules = Vec::with_capacity(nodes.len());
        let mut codes = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["code", "title", "kind", "cap"]) else { continue };
            let code = self.text(&fields, &path, "code");
            let title = self.text(&fields, &path, "title");
            let kind = self.required(&fields, &path, "kind");
            let kind = kind.and_then(|it| self.word(it, &Path::Key(&path, "kind"), &AdjustmentKind::ALL, AdjustmentKind::code));
            let cap = self.decimal_that(&fields, &path, "cap", CAP);
            if let Some(code) = code.filter(|it| !codes.insert(it.text.to_owned())) {
                self.error(code.at, &Path::Key(&path, "code"), Reason::CodeTwice, code.text);
            }
            if let (Some(code), Some(title), Some(kind), Some(cap)) = (code, title, kind, cap) {
                rules.push(AdjustmentRule { code: code.text.to_owned(), title: title.text.to_owned(), kind, cap });
            }
        }
        known.adjustments = Some(codes);
        Some(rules)
    }

    fn rank(&mut self, node: &Node<'_>, path: &Path<'_>, known: &Known) -> Option<Rank> {
        let fields = self.object(node, path, &["tie_breakers"])?;
        let node = self.required(&fields, path, "tie_breakers")?;
        let path = &Path::Key(path, "tie_breakers");
        let nodes = self.entries(node, path)?;
        let mut tie_breakers: Vec<TieBreaker> = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(tie_breaker) = self.tie_breaker(node, &path, known) else { continue };
            if tie_breakers.contains(&tie_breaker) {
                self.error(node.at, &path, Reason::TieBreakerTwice, "");
            }
            tie_breakers.push(tie_breaker);
        }
        Some(Rank { tie_breakers })
    }

    fn tie_breaker(&mut self, node: &Node<'_>, path: &Path<'_>, known: &Known) -> Option<TieBreaker> {
        let fields = self.any_object(node, path)?;
        let by = self.required(&fields, path, "by")?;
        let by = self.word(by, &Path::Key(path, "by"), &TieBreaker::NAMES, |it| it)?;
        match by {
            "target" | "actual" => {
                self.only(&fields, path, &["by", "target"]);
                let target = self.text(&fields, path, "target")?;
                let path = Path::Key(path, "target");
                match known.targets.get(target.text) {
                    None if known.targets_read => self.error(target.at, &path, Reason::UnknownTarget, target.text),
                    Some(it) if by == "actual" && it.direction == Some(Direction::Range) => {
                        self.error(target.at, &path, Reason::KeyDoesNotFit, "a direction other than range");
                    }
                    _ => {}
                }
                let target = target.text.to_owned();
                Some(if by == "target" { TieBreaker::Target(target) } else { TieBreaker::Actual(target) })
            }
            "area" => {
                self.only(&fields, path, &["by", "area"]);
                let area = self.text(&fields, path, "area")?;
                let listed = known.areas.iter().flatten().any(|it| it.code == area.text);
                if known.targets_sound && !listed && !known.in_areas.contains_key(area.text) {
                    self.error(area.at, &Path::Key(path, "area"), Reason::UnknownArea, area.text);
                }
                Some(TieBreaker::Area(area.text.to_owned()))
            }
            _ => {
                self.only(&fields, path, &["by"]);
                Some(match by {
                    "survey" => TieBreaker::Survey,
                    "met" => TieBreaker::Met,
                    _ => TieBreaker::Exceeded,
                })
            }
        }
    }

    /// A grade rule: an object whose canonical form every reader would agree on. What it means is not said here.
    pub(super) fn opaque_rule(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<GradeRule> {
        if !matches!(node.json, Json::Object(_)) {
            self.error(node.at, path, Reason::WrongType, "object");
            return None;
        }
        self.opaque(node, path);
        let mut text = String::new();
        node.write_canonical(&mut text).ok().map(|()| GradeRule::of_canonical(text))
    }

    /// Whatever it is: texts in NFC, whole numbers, no key twice.
    fn opaque(&mut self, node: &Node<'_>, path: &Path<'_>) {
        match &node.json {
            Json::Null | Json::Bool(_) => {}
            Json::Number(spelled) if integer(spelled).is_some() => {}
            Json::Number(_) => self.error(node.at, path, Reason::WrongType, "plain-integer-or-text"),
            Json::Text(text) if is_nfc(text) => {}
            Json::Text(_) => self.error(node.at, path, Reason::NotNfc, ""),
            Json::TooDeep => self.error(node.at, path, Reason::WrongType, "less-deep"),
            Json::List(nodes) => nodes.iter().enumerate().for_each(|(at, it)| self.opaque(it, &Path::Entry(path, at))),
            Json::Object(members) => {
                self.any_object(node, path);
                for member in members {
                    let path = Path::Key(path, &member.key);
                    if !is_nfc(&member.key) {
                        self.error(member.at, &path, Reason::NotNfc, "");
                    }
                    self.opaque(&member.node, &path);
                }
            }
        }
    }

    /// Where a step or grade begins; two never begin at one value, however it is spelled.
    pub(super) fn from(&mut self, fields: &Fields<'_>, path: &Path<'_>, starts: &mut HashSet<Quantity>) -> Option<Decimal> {
        let from = self.decimal(fields, path, "from")?;
        if !starts.insert(from.quantity()) {
            let at = fields.get("from").map_or(0, |it| it.at);
            self.error(at, &Path::Key(path, "from"), Reason::FromTwice, "");
        }
        Some(from)
    }

    fn pass(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Pass> {
        let fields = self.any_object(node, path)?;
        let family = self.required(&fields, path, "family")?;
        match self.word(family, &Path::Key(path, "family"), Pass::families(self.version), |it| it)? {
            "share_of_targets" => {
                self.only(&fields, path, &["family", "fail_below", "pass_from"]);
                let fail_below = self.decimal_that(&fields, path, "fail_below", SHARE);
                let pass_from = self.decimal_that(&fields, path, "pass_from", SHARE);
                let (fail_below, pass_from) = fail_below.zip(pass_from)?;
                if fail_below.quantity() > pass_from.quantity() {
                    let at = fields.get("fail_below").map_or(node.at, |it| it.at);
                    self.error(at, &Path::Key(path, "fail_below"), Reason::FailAbovePass, "");
                }
                Some(Pass::ShareOfTargets { fail_below, pass_from })
            }
            "weighted_score" => {
                self.only(&fields, path, &["family", "pass_from"]);
                self.decimal(&fields, path, "pass_from").map(|pass_from| Pass::WeightedScore { pass_from })
            }
            "score_and_gates" => {
                self.only(&fields, path, &["family", "pass_from"]);
                self.decimal(&fields, path, "pass_from").map(|pass_from| Pass::ScoreAndGates { pass_from })
            }
            "index_based" => {
                self.only(&fields, path, &["family", "pass_from"]);
                self.decimal(&fields, path, "pass_from").map(|pass_from| Pass::IndexBased { pass_from })
            }
            _ => {
                self.only(&fields, path, &["family"]);
                Some(Pass::AllTargets)
            }
        }
    }
}

/// A total of weights for people.
fn shown(total: i128) -> String {
    i64::try_from(total).map_or_else(|_| "more".to_owned(), |it| Quantity(it).plain())
}
