//! Reads a target: its keys, the pairing of measure, direction, target and points.

use std::collections::HashSet;

use super::read_goals::{KnownTarget, fits_target, looks_like_a_day, target_words};
use super::read_rules::{Known, SCORE, SHARE};
use super::reader::{Fields, Path, Reader};
use super::{
    Decimal, Direction, Gate, Interim, Measure, MeasureKind, Points, Reason, ShareFrom, Target, Term, Value, Version, WithoutSurvey,
    ZeroDenominator,
};
use crate::canonical::Node;
use crate::value::ValueKind;

/// The keys of a target in both versions.
pub(super) const TARGET_KEYS: [&str; 12] =
    ["code", "title", "unit", "area", "weight", "measure", "direction", "target", "points", "can_exceed", "mandatory", "zero_denominator"];

/// The keys that a target has in version 2 only.
pub(super) const TARGET_KEYS_2: [&str; 8] =
    ["target_to", "stretch", "gate", "interim", "max_survey", "without_survey", "definition", "legal_basis"];

impl Reader {
    pub(super) fn target(&mut self, fields: &Fields<'_>, path: &Path<'_>, weight: Option<Decimal>, known: &mut Known) -> Option<Target> {
        let code = self.text(fields, path, "code");
        let title = self.text(fields, path, "title");
        let unit = self.text(fields, path, "unit");
        let area = self.text(fields, path, "area");
        let (kind, measure) = match self.required(fields, path, "measure") {
            Some(node) => self.measure(node, &Path::Key(path, "measure"), known),
            None => (None, None),
        };
        let direction = self.direction(fields, path, kind);
        let target = self.target_value(fields, path, kind);
        let points = self.points(fields, path, kind, direction);
        let can_exceed = self.boolean(fields, path, "can_exceed");
        let mandatory = self.boolean(fields, path, "mandatory");
        let zero_denominator = self.optional_word(fields, path, "zero_denominator", &ZeroDenominator::ALL, ZeroDenominator::code);
        let mut told = KnownTarget {
            kind: kind.map(MeasureKind::value_kind),
            direction,
            manual: kind.map(|it| it == MeasureKind::Manual),
            weight: weight.as_ref().map(Decimal::quantity),
            max_survey: None,
        };
        let mut second = Second::default();
        if self.version == Version::Two {
            second.target_to = self.upper_bound(fields, path, ("target", "target_to"), target.as_ref(), direction);
            second.stretch = self.stretch(fields, path, told, target.as_ref(), can_exceed);
            second.gate = fields.get("gate").and_then(|it| self.gate(it, &Path::Key(path, "gate")));
            second.interim = fields.get("interim").and_then(|it| self.interim(it, &Path::Key(path, "interim"), told, known.year));
            second.max_survey = self.max_survey(fields, path, told);
            second.without_survey = self.without_survey(fields, path);
            second.definition = self.optional_text(fields, path, "definition").map(|it| it.text.to_owned());
            second.legal_basis = self.optional_text(fields, path, "legal_basis").map(|it| it.text.to_owned());
            told.max_survey = second.max_survey.as_ref().map(Decimal::quantity);
        }
        match area {
            Some(area) => self.area_of_target(&area, path, weight.as_ref(), known),
            None => known.targets_sound = false,
        }
        if let Some(code) = code {
            if known.targets.contains_key(code.text) {
                self.error(code.at, &Path::Key(path, "code"), Reason::CodeTwice, code.text);
            } else {
                known.targets.insert(code.text.to_owned(), told);
            }
        }
        Some(Target {
            code: code?.text.to_owned(),
            title: title?.text.to_owned(),
            unit: unit?.text.to_owned(),
            area: area?.text.to_owned(),
            weight: weight?,
            measure: measure?,
            direction: direction?,
            target: target?,
            target_to: second.target_to,
            stretch: second.stretch,
            points: points?,
            can_exceed,
            mandatory,
            zero_denominator,
            gate: second.gate,
            interim: second.interim,
            max_survey: second.max_survey,
            without_survey: second.without_survey,
            definition: second.definition,
            legal_basis: second.legal_basis,
        })
    }

    fn direction(&mut self, fields: &Fields<'_>, path: &Path<'_>, kind: Option<MeasureKind>) -> Option<Direction> {
        let node = self.required(fields, path, "direction")?;
        let path = Path::Key(path, "direction");
        let all = Direction::of_version(self.version);
        let direction = self.word(node, &path, all, Direction::code)?;
        let fitting = kind.map_or(all, |it| it.directions(self.version));
        if fitting.contains(&direction) {
            return Some(direction);
        }
        let words: Vec<&str> = fitting.iter().map(|it| it.code()).collect();
        self.error(node.at, &path, Reason::DirectionDoesNotFit, words.join(", "));
        None
    }

    fn target_value(&mut self, fields: &Fields<'_>, path: &Path<'_>, kind: Option<MeasureKind>) -> Option<Value> {
        let text = self.text(fields, path, "target")?;
        let path = Path::Key(path, "target");
        let value = Value::read(text.text);
        let Some(kind) = kind.map(MeasureKind::value_kind) else {
            if value.is_none() {
                self.error(text.at, &path, Reason::NotAValue, "");
            }
            return value;
        };
        let fitting = value.filter(|it| fits_target(it, kind));
        if fitting.is_none() {
            let reason = match kind {
                ValueKind::Date if !text.text.is_empty() && looks_like_a_day(text.text) => Reason::NotADay,
                _ => Reason::TargetDoesNotFit,
            };
            self.error(text.at, &path, reason, target_words(kind));
        }
        fitting
    }

    /// A stretch value: strictly better than the target, where that can be exceeded.
    fn stretch(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        told: KnownTarget,
        target: Option<&Value>,
        can_exceed: Option<bool>,
    ) -> Option<Value> {
        let node = fields.get("stretch")?;
        let path = Path::Key(path, "stretch");
        if can_exceed != Some(true) || matches!(told.direction, Some(Direction::Range | Direction::Yes)) {
            self.error(node.at, &path, Reason::KeyDoesNotFit, "can_exceed true and direction higher, lower or earlier");
            return None;
        }
        let text = self.text_of(node, &path)?;
        let value = Value::read(text.text);
        let Some(value) = value.filter(|it| told.kind.is_none_or(|kind| fits_target(it, kind))) else {
            self.error(text.at, &path, Reason::TargetDoesNotFit, told.kind.map_or("a value", target_words));
            return None;
        };
        let better = match (told.direction, &value, target) {
            (Some(Direction::Higher), Value::Amount(it), Some(Value::Amount(target))) => it.quantity() > target.quantity(),
            (Some(Direction::Lower), Value::Amount(it), Some(Value::Amount(target))) => it.quantity() < target.quantity(),
            (Some(Direction::Earlier), Value::Date(it), Some(Value::Date(target))) => it < target,
            _ => true,
        };
        if !better {
            self.error(text.at, &path, Reason::StretchNotBetter, "");
        }
        Some(value)
    }

    fn gate(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Gate> {
        let fields = self.object(node, path, &["cap"])?;
        self.decimal_that(&fields, path, "cap", SCORE).map(|cap| Gate { cap })
    }

    fn interim(&mut self, node: &Node<'_>, path: &Path<'_>, target: KnownTarget, year: Option<i64>) -> Option<Vec<Interim>> {
        let nodes = self.entries(node, path)?;
        if target.manual == Some(true) {
            self.error(node.at, path, Reason::KeyDoesNotFit, "a measure other than manual");
        }
        let target = KnownTarget { manual: None, ..target };
        let mut goals = Vec::with_capacity(nodes.len());
        let mut seen = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["period", "value", "value_to"]) else { continue };
            self.required(&fields, &path, "period");
            let period = self.interim_period(&fields, &path, year, target);
            let goal = self.goal(&fields, &path, target, Reason::GoalDoesNotFit);
            if period.is_some_and(|it| !seen.insert(it)) {
                self.error(fields.at("period"), &Path::Key(&path, "period"), Reason::PeriodTwice, "");
            }
            goals.extend(period.zip(goal).map(|(period, (value, value_to))| Interim { period, value, value_to }));
        }
        Some(goals)
    }

    /// The survey's part of a manual target's weight.
    fn max_survey(&mut self, fields: &Fields<'_>, path: &Path<'_>, told: KnownTarget) -> Option<Decimal> {
        let node = fields.get("max_survey")?;
        if told.manual == Some(false) {
            self.error(node.at, &Path::Key(path, "max_survey"), Reason::KeyDoesNotFit, "measure manual");
            return None;
        }
        let most = self.decimal(fields, path, "max_survey")?;
        if most.quantity().0 <= 0 || told.weight.is_some_and(|it| most.quantity() > it) {
            self.error(node.at, &Path::Key(path, "max_survey"), Reason::MaxSurveyOutOfRange, "");
        }
        Some(most)
    }

    fn without_survey(&mut self, fields: &Fields<'_>, path: &Path<'_>) -> Option<WithoutSurvey> {
        let node = fields.get("without_survey")?;
        if fields.get("max_survey").is_none() {
            self.error(node.at, &Path::Key(path, "without_survey"), Reason::KeyDoesNotFit, "max_survey");
            return None;
        }
        self.optional_word(fields, path, "without_survey", &WithoutSurvey::ALL, WithoutSurvey::code)
    }

    /// The measure, and its kind also where the rest of it cannot be read.
    fn measure(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> (Option<MeasureKind>, Option<Measure>) {
        let Some(fields) = self.any_object(node, path) else { return (None, None) };
        let kind_node = self.required(&fields, path, "kind");
        let kinds = MeasureKind::of_version(self.version);
        let kind = kind_node.and_then(|it| self.word(it, &Path::Key(path, "kind"), kinds, MeasureKind::code));
        let Some(kind) = kind else { return (None, None) };
        let measure = match kind {
            MeasureKind::Ratio => {
                self.only(&fields, path, &["kind", "numerator", "denominator", "times"]);
                let numerator = self.terms(&fields, path, "numerator", known);
                let denominator = self.terms(&fields, path, "denominator", known);
                let times = self.optional_decimal(&fields, path, "times");
                numerator.zip(denominator).map(|(numerator, denominator)| Measure::Ratio { numerator, denominator, times })
            }
            MeasureKind::Sum => {
                self.only(&fields, path, &["kind", "of"]);
                self.terms(&fields, path, "of", known).map(|of| Measure::Sum { of })
            }
            MeasureKind::Latest | MeasureKind::Mean | MeasureKind::Date | MeasureKind::YesNo => {
                self.only(&fields, path, &["kind", "of"]);
                self.variable(&fields, path, "of", kind.value_kind(), known).map(|of| match kind {
                    MeasureKind::Mean => Measure::Mean { of },
                    MeasureKind::Date => Measure::Date { of },
                    MeasureKind::YesNo => Measure::YesNo { of },
                    _ => Measure::Latest { of },
                })
            }
            MeasureKind::Manual => {
                self.only(&fields, path, &["kind"]);
                Some(Measure::Manual)
            }
        };
        (Some(kind), measure)
    }

    fn terms(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, known: &mut Known) -> Option<Vec<Term>> {
        let node = self.required(fields, path, key)?;
        let path = Path::Key(path, key);
        let nodes = self.entries(node, &path)?;
        let mut terms = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(&path, at);
            let Some(fields) = self.object(node, &path, &["variable", "times"]) else { continue };
            let variable = self.variable(&fields, &path, "variable", ValueKind::Amount, known);
            let times = self.optional_decimal(&fields, &path, "times");
            terms.extend(variable.map(|variable| Term { variable, times }));
        }
        Some(terms)
    }

    /// A variable and the kind of value that the measure around it reads.
    fn variable(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, kind: ValueKind, known: &mut Known) -> Option<String> {
        let text = self.text(fields, path, key)?;
        let uses = known.variables.entry(text.text.to_owned()).or_default();
        let two_ways = uses.iter().any(|it| (*it == ValueKind::Amount) != (kind == ValueKind::Amount));
        if two_ways {
            self.error(text.at, &Path::Key(path, key), Reason::VariableTwoWays, text.text);
        } else if !uses.contains(&kind) {
            uses.push(kind);
        }
        Some(text.text.to_owned())
    }

    fn points(&mut self, fields: &Fields<'_>, path: &Path<'_>, kind: Option<MeasureKind>, direction: Option<Direction>) -> Option<Points> {
        let node = self.required(fields, path, "points")?;
        let path = &Path::Key(path, "points");
        let fields = self.any_object(node, path)?;
        let rule_node = self.required(&fields, path, "rule")?;
        let rule_path = Path::Key(path, "rule");
        let all = Points::rules_of_version(self.version);
        let rule = self.word(rule_node, &rule_path, all, |it| it)?;
        // A direction that does not fit is told itself; the rule is then held against every direction that would.
        let fitting: HashSet<&str> = match (direction, kind) {
            (Some(direction), Some(kind)) => kind.rules(direction).iter().copied().collect(),
            (None, Some(kind)) => kind.directions(self.version).iter().flat_map(|it| kind.rules(*it)).copied().collect(),
            (Some(direction), None) => {
                let given = direction == Direction::Higher && all.contains(&"manual");
                direction.rules().iter().copied().chain(given.then_some("manual")).collect()
            }
            (None, None) => all.iter().copied().collect(),
        };
        if !fitting.contains(rule) {
            let words: Vec<&str> = all.iter().copied().filter(|it| fitting.contains(it)).collect();
            self.error(rule_node.at, &rule_path, Reason::RuleDoesNotFit, words.join(", "));
        }
        match rule {
            "threshold_proportional" => {
                self.only(&fields, path, &["rule", "full_at"]);
                let full_at = self.decimal_that(&fields, path, "full_at", (|it| it.0 > 0, Reason::FullAtNotPositive));
                full_at.map(|full_at| Points::ThresholdProportional { full_at })
            }
            "floor_then_proportional" => {
                self.only(&fields, path, &["rule", "floor"]);
                self.decimal(&fields, path, "floor").map(|floor| Points::FloorThenProportional { floor })
            }
            "steps" => {
                self.only(&fields, path, &["rule", "steps"]);
                let node = self.required(&fields, path, "steps")?;
                self.steps(node, &Path::Key(path, "steps")).map(|steps| Points::Steps { steps })
            }
            "deduct" => {
                self.only(&fields, path, &["rule", "penalty"]);
                let penalty = self.decimal_that(&fields, path, "penalty", (|it| it.0 >= 0, Reason::PenaltyNegative));
                penalty.map(|penalty| Points::Deduct { penalty })
            }
            _ => {
                self.only(&fields, path, &["rule"]);
                Some(match rule {
                    "binary" => Points::Binary,
                    "manual" => Points::Manual,
                    _ => Points::Proportional,
                })
            }
        }
    }

    fn steps(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Vec<ShareFrom>> {
        let nodes = self.entries(node, path)?;
        let mut steps = Vec::with_capacity(nodes.len());
        let mut starts = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &["from", "share"]) else { continue };
            let from = self.from(&fields, &path, &mut starts);
            let share = self.decimal_that(&fields, &path, "share", SHARE);
            steps.extend(from.zip(share).map(|(from, share)| ShareFrom { from, share }));
        }
        Some(steps)
    }
}

/// The keys of version 2 as they were read.
#[derive(Default)]
struct Second {
    target_to: Option<Decimal>,
    stretch: Option<Value>,
    gate: Option<Gate>,
    interim: Option<Vec<Interim>>,
    max_survey: Option<Decimal>,
    without_survey: Option<WithoutSurvey>,
    definition: Option<String>,
    legal_basis: Option<String>,
}
