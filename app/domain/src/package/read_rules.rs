//! Reads the rule set of a package: its keys, the pairing of measure, direction, target and points, the total of the weights.

use std::collections::{HashMap, HashSet};

use super::reader::{Fields, Path, Reader};
use super::{
    Decimal, Direction, GradeFrom, Measure, MeasureKind, Pass, Points, Reason, RuleSet, ShareFrom, Target, Term, Value, ZeroDenominator,
};
use crate::canonical::Node;
use crate::quantity::{Quantity, SCALE};
use crate::value::{ValueKind, plain_day};

/// What the rest of a package needs to know of its rules, also of rules with errors.
#[derive(Default)]
pub(super) struct Known {
    /// Whether there is a list of targets at all.
    pub(super) targets_read: bool,
    /// The targets' codes, each with the kind of value it has where that is known.
    pub(super) targets: HashMap<String, Option<ValueKind>>,
    /// The kinds in which the targets use each variable; a conflict that was told is left out.
    pub(super) variables: HashMap<String, Vec<ValueKind>>,
}

const TARGET_KEYS: [&str; 12] =
    ["code", "title", "unit", "area", "weight", "measure", "direction", "target", "points", "can_exceed", "mandatory", "zero_denominator"];

/// Bounds of a share.
const SHARE: (fn(Quantity) -> bool, Reason) = (|it| (0..=SCALE).contains(&it.0), Reason::ShareOutOfRange);

impl Reader {
    /// Reads a rule set; what was found out goes to `known` also where an error makes the rule set unreadable.
    pub(super) fn rule_set(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<RuleSet> {
        let fields = self.object(node, path, &["code", "title", "display_decimals", "targets", "pass", "grades"])?;
        let code = self.text(&fields, path, "code");
        let title = self.text(&fields, path, "title");
        let display_decimals = self.integer(&fields, path, "display_decimals", (0, 4));
        let targets = self.required(&fields, path, "targets").and_then(|it| self.targets(it, &Path::Key(path, "targets"), known));
        let pass = self.required(&fields, path, "pass").and_then(|it| self.pass(it, &Path::Key(path, "pass")));
        let grades = fields.get("grades").and_then(|it| self.grades(it, &Path::Key(path, "grades")));
        Some(RuleSet {
            code: code?.text.to_owned(),
            title: title?.text.to_owned(),
            display_decimals: u8::try_from(display_decimals?).ok()?,
            targets: targets?,
            pass: pass?,
            grades,
        })
    }

    fn targets(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> Option<Vec<Target>> {
        let nodes = self.entries(node, path)?;
        known.targets_read = true;
        let mut targets = Vec::with_capacity(nodes.len());
        let mut total = Some(0_i128);
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &TARGET_KEYS) else {
                total = None;
                continue;
            };
            let weight = self.decimal_that(&fields, &path, "weight", (|it| it.0 > 0, Reason::WeightNotPositive));
            total = total.zip(weight.as_ref()).map(|(total, weight)| total + i128::from(weight.quantity().0));
            targets.extend(self.target(&fields, &path, weight, known));
        }
        // A weight that cannot be read is told itself; the total is then unknown, not wrong.
        if let Some(total) = total.filter(|it| *it != 100 * i128::from(SCALE) && !nodes.is_empty()) {
            let total = i64::try_from(total).map_or_else(|_| "more".to_owned(), |it| Quantity(it).plain());
            self.error(node.at, path, Reason::WeightsTotal, total);
        }
        Some(targets)
    }

    fn target(&mut self, fields: &Fields<'_>, path: &Path<'_>, weight: Option<Decimal>, known: &mut Known) -> Option<Target> {
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
        let zero_path = Path::Key(path, "zero_denominator");
        let zero_denominator =
            fields.get("zero_denominator").and_then(|it| self.word(it, &zero_path, &ZeroDenominator::ALL, ZeroDenominator::code));
        if let Some(code) = code {
            if known.targets.contains_key(code.text) {
                self.error(code.at, &Path::Key(path, "code"), Reason::CodeTwice, code.text);
            } else {
                known.targets.insert(code.text.to_owned(), kind.map(MeasureKind::value_kind));
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
            points: points?,
            can_exceed,
            mandatory,
            zero_denominator,
        })
    }

    fn direction(&mut self, fields: &Fields<'_>, path: &Path<'_>, kind: Option<MeasureKind>) -> Option<Direction> {
        let node = self.required(fields, path, "direction")?;
        let path = Path::Key(path, "direction");
        let direction = self.word(node, &path, &Direction::ALL, Direction::code)?;
        let fitting = kind.map_or(Direction::ALL.as_slice(), MeasureKind::directions);
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

    /// The measure, and its kind also where the rest of it cannot be read.
    fn measure(&mut self, node: &Node<'_>, path: &Path<'_>, known: &mut Known) -> (Option<MeasureKind>, Option<Measure>) {
        let Some(fields) = self.any_object(node, path) else { return (None, None) };
        let kind_node = self.required(&fields, path, "kind");
        let kind = kind_node.and_then(|it| self.word(it, &Path::Key(path, "kind"), &MeasureKind::ALL, MeasureKind::code));
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
        let rule = self.word(rule_node, &rule_path, &Points::RULES, |it| it)?;
        // A direction that does not fit is told itself; the rule is then held against every direction that would.
        let fitting: HashSet<&str> = match (direction, kind) {
            (Some(direction), _) => direction.rules().iter().copied().collect(),
            (None, Some(kind)) => kind.directions().iter().flat_map(|it| it.rules()).copied().collect(),
            (None, None) => Points::RULES.into(),
        };
        if !fitting.contains(rule) {
            let words: Vec<&str> = Points::RULES.into_iter().filter(|it| fitting.contains(it)).collect();
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
                Some(if rule == "binary" { Points::Binary } else { Points::Proportional })
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

    /// Where a step or grade begins; two never begin at one value, however it is spelled.
    fn from(&mut self, fields: &Fields<'_>, path: &Path<'_>, starts: &mut HashSet<Quantity>) -> Option<Decimal> {
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
        match self.word(family, &Path::Key(path, "family"), &Pass::FAMILIES, |it| it)? {
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
            _ => {
                self.only(&fields, path, &["family"]);
                Some(Pass::AllTargets)
            }
        }
    }
}

/// Says whether a value can be a target of this kind; a yes/no target is always `yes`.
pub(super) fn fits_target(value: &Value, kind: ValueKind) -> bool {
    value.kind() == kind && *value != Value::YesNo(false)
}

/// The values a target of this kind has.
pub(super) fn target_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Amount => "decimal",
        ValueKind::Date => "day",
        ValueKind::YesNo => "yes",
    }
}

/// Says whether text was meant as a day: it is spelled like one, but the calendar does not have it.
fn looks_like_a_day(text: &str) -> bool {
    text.len() == 10 && text.split('-').count() == 3 && plain_day(text).is_none()
}
