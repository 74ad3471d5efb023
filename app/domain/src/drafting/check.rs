//! What is wrong with a draft, each mistake at its box; and a worked example of a target by the evaluator itself.

use super::convert::read_terms;
use super::lists::{List, is_too_fine, share};
use super::weights::two_readings;
use super::{DraftRefusal, RuleDraft, TargetDraft};
use crate::assessment::Assessor;
use crate::explanation::Explanation;
use crate::package::{Appraisal, Campaign, Direction, Figure, Measure, Package, PackageError, Pass, Reason, RuleSet, Target, Unit, Value};
use crate::quantity::{Quantity, SCALE};
use crate::value::FigureValue;
use std::collections::HashSet;
use time::Date;
use time::macros::date;

/// One mistake of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProblem {
    /// The target, by its place from 0; none where it is about the whole.
    pub target: Option<usize>,
    /// The box, by its name.
    pub field: &'static str,
    /// The row of a list, where it is in one.
    pub line: Option<Line>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// A box in a row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The list.
    pub list: List,
    /// The row, from 0.
    pub row: usize,
    /// The box in it, by its place; none where it is about the whole row.
    pub part: Option<usize>,
}

/// What is wrong with a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// What the reader of the format says.
    Rules(PackageError),
    /// What only a draft can have.
    Draft(DraftRefusal),
    /// The catalogue has no variable of this name.
    UnknownVariable(String),
}

/// The box of a path inside a target: `measure.numerator[0].variable` is `terms`.
fn box_of_target(path: &str) -> &'static str {
    let head = path.split(['.', '[']).find(|it| !it.is_empty()).unwrap_or_default();
    match head {
        "code" => "code",
        "title" => "title",
        "unit" => "unit",
        "definition" => "definition",
        "legal_basis" => "legal_basis",
        "area" => "area",
        "weight" => "weight",
        "direction" => "direction",
        "target" => "target",
        "target_to" => "target_to",
        "stretch" => "stretch",
        "gate" => "gate",
        "max_survey" => "max_survey",
        "zero_denominator" => "zero_denominator",
        "interim" => "interim",
        "without_survey" => "without_survey",
        "measure" if path.contains("denominator") => "base",
        "measure" if path.contains("times") && !path.contains("numerator") && !path.contains(".of[") => "times",
        "measure" if path.ends_with("kind") => "kind",
        "measure" => "terms",
        "points" if path.contains("steps") => "steps",
        "points" if path.ends_with("full_at") => "full_at",
        "points" if path.ends_with("floor") => "floor",
        "points" if path.ends_with("penalty") => "penalty",
        "points" => "rule",
        _ => "code",
    }
}

fn box_of_whole(path: &str) -> &'static str {
    let head = path.trim_start_matches('$').split(['.', '[']).find(|it| !it.is_empty()).unwrap_or_default();
    match head {
        "title" => "title",
        "display_decimals" => "display_decimals",
        "pass" if path.contains("fail_below") => "fail_below",
        "pass" if path.contains("pass_from") => "pass_from",
        "pass" => "family",
        "grades" => "grades",
        "targets" => "targets",
        "areas" => "areas",
        "adjustments" => "adjustments",
        "bonus_cap" => "bonus_cap",
        "malus_cap" => "malus_cap",
        "rank" => "tie_breakers",
        _ => "code",
    }
}

/// The row of a path in a list: of `points.steps[1].share` the second box of the second row.
fn line_of(path: &str) -> Option<Line> {
    let list = List::ALL.into_iter().find(|it| path.contains(&format!("{}[", it.name())))?;
    let (_, rest) = path.split_once(&format!("{}[", list.name()))?;
    let (row, key) = rest.split_once(']')?;
    let part = match (list, key.trim_start_matches('.')) {
        (List::Interim, "value_to") => "to",
        (List::Adjustments, "kind") => "sign",
        (List::TieBreakers, "target" | "area") => "which",
        (_, key) => key,
    };
    Some(Line { list, row: row.parse().ok()?, part: list.parts().iter().position(|it| *it == part) })
}

fn placed(error: PackageError) -> DraftProblem {
    let inside = error.path.split_once("targets[").and_then(|(_, rest)| rest.split_once(']'));
    let of_target = inside.and_then(|(at, rest)| Some((at.parse::<usize>().ok()?, rest.to_owned())));
    let path = of_target.as_ref().map_or_else(|| error.path.clone(), |it| it.1.clone());
    let field = if of_target.is_some() { box_of_target(&path) } else { box_of_whole(&path) };
    DraftProblem { target: of_target.map(|it| it.0), field, line: line_of(&path), mistake: Mistake::Rules(error) }
}

/// Whether a number is read in two ways: `1,250` may be meant as 1,25 or as 1250.
fn is_unclear(text: &str) -> bool {
    two_readings(text.trim().trim_end_matches('%')).is_some()
}

/// What only a draft can have wrong in the rows of a list: numbers that are read in two ways, percent that are too fine.
fn mistakes_of_rows(target: Option<usize>, list: List, text: &str) -> Vec<DraftProblem> {
    let of_numbers: &[&str] = &["from", "share", "value", "to", "weight", "cap"];
    let mut all = Vec::new();
    for (row, cells) in list.rows(text).iter().enumerate() {
        for (part, (name, cell)) in list.parts().iter().zip(cells).enumerate() {
            let refusal = match *name {
                it if of_numbers.contains(&it) && is_unclear(cell) => DraftRefusal::Unclear,
                "share" if is_too_fine(cell) => DraftRefusal::TooFine,
                _ => continue,
            };
            let line = Some(Line { list, row, part: Some(part) });
            all.push(DraftProblem { target, field: list.name(), line, mistake: Mistake::Draft(refusal) });
        }
    }
    all
}

impl TargetDraft {
    /// What only the draft can have wrong: formulas, numbers that are read in two ways.
    fn own_mistakes(&self, at: usize, known: &HashSet<&str>) -> Vec<DraftProblem> {
        let mut all = Vec::new();
        let mut say = |field, mistake| all.push(DraftProblem { target: Some(at), field, line: None, mistake });
        let formulas: &[(&'static str, &str)] = match self.kind.as_str() {
            "ratio" => &[("terms", &self.terms), ("base", &self.base)],
            "sum" => &[("terms", &self.terms)],
            _ => &[],
        };
        // The other measures read one variable.
        let one = self.terms.trim();
        if formulas.is_empty() && self.asks("terms") && !one.is_empty() && !known.contains(one) {
            say("terms", Mistake::UnknownVariable(one.to_owned()));
        }
        for (field, text) in formulas {
            match read_terms(text) {
                // An empty box is told as such, by the reader of the format.
                None if text.trim().is_empty() => {}
                None => say(field, Mistake::Draft(DraftRefusal::NotAFormula)),
                Some(terms) => {
                    if let Some((_, name)) = terms.into_iter().find(|it| !known.contains(it.1.as_str())) {
                        say(field, Mistake::UnknownVariable(name));
                    }
                }
            }
        }
        let numbers = [
            ("weight", &self.weight),
            ("target", &self.target),
            ("target_to", &self.target_to),
            ("stretch", &self.stretch),
            ("full_at", &self.full_at),
            ("floor", &self.floor),
            ("penalty", &self.penalty),
            ("gate", &self.gate),
            ("max_survey", &self.max_survey),
            ("times", &self.times),
        ];
        for (field, text) in numbers {
            if self.asks(field) && is_unclear(text) {
                say(field, Mistake::Draft(DraftRefusal::Unclear));
            }
        }
        if self.asks("penalty") && is_too_fine(&self.penalty) {
            say("penalty", Mistake::Draft(DraftRefusal::TooFine));
        }
        let factors = |text: &str| text.split(['+', '-', '−', '–']).filter_map(|it| it.split_once(['×', '*'])).any(|it| is_unclear(it.0));
        for (field, text) in formulas {
            if factors(text) {
                say(field, Mistake::Draft(DraftRefusal::Unclear));
            }
        }
        for (list, text) in [(List::Steps, &self.steps), (List::Interim, &self.interim)] {
            if self.asks(list.name()) {
                all.extend(mistakes_of_rows(Some(at), list, text));
            }
        }
        all
    }
}

impl RuleDraft {
    /// What only the draft can have wrong of the whole: bounds beyond the scale, which the format reads and nothing reaches.
    fn own_mistakes(&self) -> Vec<DraftProblem> {
        let of_share = self.family == "share_of_targets";
        let points = |text: &str| Quantity::parse(text.trim().trim_end_matches('%')).ok().map(|it| it.quantity);
        let beyond = |text: &str| points(text).is_some_and(|it| it.0 > 100 * SCALE);
        let beyond_whole = |text: &str| share(text).is_some_and(|it| it.0 > SCALE);
        let draft = |field, line, refusal| DraftProblem { target: None, field, line, mistake: Mistake::Draft(refusal) };
        let mut all = Vec::new();
        if self.family != "all_targets" && if of_share { beyond_whole(&self.pass_from) } else { beyond(&self.pass_from) } {
            all.push(draft("pass_from", None, DraftRefusal::AboveHundred));
        }
        for (row, it) in self.grades.iter().enumerate() {
            let line = Some(Line { list: List::Grades, row, part: Some(1) });
            if beyond(&it.from) {
                all.push(draft("grades", line, DraftRefusal::AboveHundred));
            } else if is_unclear(&it.from) {
                all.push(draft("grades", line, DraftRefusal::Unclear));
            }
        }
        for (list, text) in [(List::Areas, &self.areas), (List::Adjustments, &self.adjustments)] {
            all.extend(mistakes_of_rows(None, list, text));
        }
        let unclear = [
            ("bonus_cap", is_unclear(&self.bonus_cap)),
            ("malus_cap", is_unclear(&self.malus_cap)),
            ("pass_from", self.family != "all_targets" && is_unclear(&self.pass_from)),
            ("fail_below", self.family == "share_of_targets" && is_unclear(&self.fail_below)),
        ];
        all.extend(unclear.into_iter().filter(|it| it.1).map(|it| draft(it.0, None, DraftRefusal::Unclear)));
        let too_fine =
            [("pass_from", &self.pass_from), ("fail_below", &self.fail_below)].into_iter().filter(|it| of_share && is_too_fine(it.1));
        all.extend(too_fine.map(|it| draft(it.0, None, DraftRefusal::TooFine)));
        all
    }

    /// The rules, or everything that is wrong, each beside its box. `known` are the codes of the catalogue's variables.
    pub fn rules(&self, known: &HashSet<&str>) -> Result<RuleSet, Vec<DraftProblem>> {
        let mut problems: Vec<DraftProblem> =
            self.targets.iter().enumerate().flat_map(|(at, it)| it.own_mistakes(at, known)).chain(self.own_mistakes()).collect();
        match RuleSet::read(self.json().to_string()) {
            Ok(rules) if problems.is_empty() => return Ok(rules),
            Ok(_) => {}
            Err(errors) => {
                let said = problems.clone();
                let new = errors.into_iter().map(placed);
                // A formula that cannot be read leaves an empty list: that is said once.
                problems.extend(new.filter(|it| !said.iter().any(|there| there.is_at(it))));
            }
        }
        problems.sort_by_key(|it| it.target.map_or(0, |at| at + 1));
        Err(problems)
    }

    /// What is wrong with one target, whatever is wrong elsewhere.
    pub fn problems_of(&self, at: usize, known: &HashSet<&str>) -> Vec<DraftProblem> {
        let problems = self.rules(known).err().unwrap_or_default();
        problems.into_iter().filter(|it| it.target == Some(at)).collect()
    }
}

/// The first and the last day of the example's year.
const YEAR: (Date, Date) = (date!(2023 - 01 - 01), date!(2023 - 12 - 31));

/// A target worked out on made-up figures; none where the target itself is not sound yet.
pub fn example(it: &TargetDraft) -> Option<Explanation> {
    worked_out(it, figures)
}

/// The points of a target whose variables all have one value.
#[cfg(test)]
pub(super) fn points_at(it: &TargetDraft, value: Quantity) -> Option<crate::assessment::Rounded> {
    let all = |target: &Target| {
        target.measure.variables().into_iter().map(|code| figure(code, Value::from(FigureValue::Amount(value)))).collect::<Vec<_>>()
    };
    worked_out(it, all)?.result.points
}

fn worked_out(it: &TargetDraft, figures: impl Fn(&Target) -> Vec<Figure>) -> Option<Explanation> {
    // What is blank of a manual target means all its points, not all of the example's hundred.
    let all_points = it.kind == "manual" && it.target.trim().is_empty();
    let target = if all_points { it.weight.clone() } else { it.target.clone() };
    let alone = RuleDraft {
        code: "vi-du".to_owned(),
        title: "Ví dụ".to_owned(),
        targets: vec![TargetDraft { weight: "100".to_owned(), target, interim: String::new(), kept: Default::default(), ..it.clone() }],
        ..RuleDraft::blank()
    };
    let mut rules = RuleSet::read(alone.json().to_string()).ok()?;
    let target = rules.targets.first_mut()?;
    target.weight = crate::package::Decimal::read(&Quantity::parse(&it.weight).ok()?.quantity.plain())?;
    let figures = figures(target);
    let manual = target.is_manual().then(|| Appraisal {
        unit: "x".to_owned(),
        target: target.code.clone(),
        self_points: None,
        appraised: half(target.max_appraised()).into(),
        survey: Some(half(target.max_survey())).filter(|it| it.0 > 0).map(Quantity::into),
        reason: "-".to_owned(),
        appraiser: None,
    });
    let code = target.code.clone();
    rules.pass = Pass::AllTargets;
    let campaign = Campaign { code: "x".to_owned(), title: "x".to_owned(), year: 2023, starts_on: YEAR.0, ends_on: YEAR.1 };
    let unit = Unit { code: "x".to_owned(), name: "x".to_owned(), peer_group: "x".to_owned() };
    let package = Package::new(campaign, vec![unit], rules, Vec::new(), Vec::new(), figures);
    let package = match manual {
        None => package,
        Some(it) => package.with(Vec::new(), vec![it], Vec::new(), Vec::new()),
    };
    Assessor::new(&package).explain("x", &code)
}

fn half(it: Quantity) -> Quantity {
    Quantity(it.0 / 2)
}

/// A figure of the example's one unit.
fn figure(variable: &str, value: Value) -> Figure {
    Figure { unit: "x".to_owned(), variable: variable.to_owned(), period: "2023".to_owned(), value }
}

/// Figures that come near the target: of a ratio 200 below, and above as many as nine tenths of the target take; nine tenths of what is to be
/// reached otherwise; the day itself; yes.
fn figures(it: &Target) -> Vec<Figure> {
    let amount = |it: Quantity| Value::from(FigureValue::Amount(it));
    let goal = match it.target.figure_value() {
        FigureValue::Amount(it) => it,
        FigureValue::Date(day) => {
            return it.measure.variables().first().map(|code| figure(code, Value::from(FigureValue::Date(day)))).into_iter().collect();
        }
        FigureValue::YesNo(_) => {
            return it.measure.variables().first().map(|code| figure(code, Value::from(FigureValue::YesNo(true)))).into_iter().collect();
        }
    };
    // A little worse than the target on its good side; inside a range.
    let near = |of: Quantity| match it.direction {
        Direction::Lower => Quantity(of.0.saturating_add((of.0 / 10).max(SCALE))),
        Direction::Range => of,
        _ => Quantity(of.0 - of.0 / 10),
    };
    let whole = |it: Quantity| Quantity(it.0 / SCALE * SCALE);
    match &it.measure {
        Measure::Ratio { numerator, denominator, times } => {
            let base = 200 * SCALE;
            let times = times.as_ref().map_or(100 * SCALE, |it| it.quantity().0).max(1);
            let wanted = i64::try_from(i128::from(near(goal).0) * i128::from(base) / i128::from(times)).unwrap_or(base);
            let below: Vec<&str> = denominator.iter().map(|it| it.variable.as_str()).collect();
            let mut all: Vec<Figure> = Vec::new();
            let mut left = wanted;
            for it in denominator {
                all.push(figure(&it.variable, amount(Quantity(base))));
            }
            for it in numerator.iter().filter(|it| below.contains(&it.variable.as_str())) {
                left -= i64::try_from(i128::from(it.times().0) * i128::from(base) / i128::from(SCALE)).unwrap_or_default();
            }
            let free: Vec<_> = numerator.iter().filter(|it| !below.contains(&it.variable.as_str())).collect();
            for (at, it) in free.iter().enumerate() {
                let times = it.times().0;
                let value = if at == 0 && times != 0 { i128::from(left) * i128::from(SCALE) / i128::from(times) } else { 0 };
                all.push(figure(&it.variable, amount(whole(Quantity(i64::try_from(value).unwrap_or_default().max(0))))));
            }
            all.dedup_by(|one, two| one.variable == two.variable);
            all
        }
        Measure::Sum { of } => {
            let mut seen = HashSet::new();
            let terms = of.iter().filter(|it| seen.insert(it.variable.as_str()));
            terms
                .enumerate()
                .map(|(at, it)| figure(&it.variable, amount(if at == 0 { whole(near(goal)) } else { Quantity::ZERO })))
                .collect()
        }
        Measure::Latest { of } | Measure::Mean { of } => vec![figure(of, amount(near(goal)))],
        Measure::Date { .. } | Measure::YesNo { .. } | Measure::Manual => Vec::new(),
    }
}

/// Whether a mistake is that the weights do not total 100: it is said with the total, not among the others.
pub(crate) fn is_of_total(it: &DraftProblem) -> bool {
    it.field == "targets" && matches!(&it.mistake, Mistake::Rules(error) if error.reason == Reason::WeightsTotal)
}

impl DraftProblem {
    /// Whether it is about the same box.
    fn is_at(&self, other: &Self) -> bool {
        (self.target, self.field, self.line) == (other.target, other.field, other.line)
    }

    /// Whether it is that the weights do not total 100.
    pub fn is_of_total(&self) -> bool {
        is_of_total(self)
    }
}
