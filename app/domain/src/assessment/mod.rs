//! The evaluator: from a package to its receipt, exactly by the ten steps of app/docs/formats/package.md. There is no other one.
//! It knows no threshold of any law; those are data of the package.

mod earned;
mod evaluate;
mod exact;
mod index;
mod next_step;
mod outcome;

use std::collections::HashMap;

pub use earned::{Earned, Otherwise, Reweighing};
pub use evaluate::{Actual, Status};
use evaluate::{Evaluated, evaluate, exempt};
use exact::Exact;
pub use exact::Rounded;
use index::Figures;
pub use next_step::NextStep;
use num_rational::BigRational;
use outcome::{grade_of, outcome_of, rank, rounding_conflict};

use crate::explanation::{Explanation, Input, Role};
use crate::package::{Exemption, Measure, Package, PackageError, Target, UnitTarget, Value};
use crate::quantity::{Quantity, SCALE};
use crate::receipt::{Receipt, TargetResult, UnitResult};

/// Computes the receipt of a package. It trusts the package to be one that was read or checked, and never panics on another.
pub fn assess(package: &Package) -> Receipt {
    let assessor = Assessor::new(package);
    let mut results: Vec<UnitResult> = (0..package.units.len()).filter_map(|it| assessor.unit_result(it)).collect();
    rank(&mut results);
    Receipt { package_sha256: package.sha256(), rule_set_sha256: package.rule_set.sha256(), results }
}

/// Reads a package file and computes its receipt.
pub fn assess_bytes(bytes: &[u8]) -> Result<Receipt, Vec<PackageError>> {
    Package::read(bytes).map(|it| assess(&it))
}

/// Explains the result of a target of a unit from the same computation; none where the package has no such unit or target.
pub fn explain(package: &Package, unit: &str, target: &str) -> Option<Explanation> {
    Assessor::new(package).explain(unit, target)
}

/// Rounds an exact number half away from zero, for showing it: explanations keep their numbers exact.
pub fn rounded(value: &BigRational, decimals: u8) -> Rounded {
    Exact::new(value.numer().clone(), value.denom().clone()).unwrap_or_else(Exact::zero).rounded(decimals.min(4))
}

/// A package with its figures gathered, ready to be assessed and explained unit by unit.
pub struct Assessor<'p> {
    package: &'p Package,
    units: HashMap<&'p str, usize>,
    figures: Figures<'p>,
    exemptions: HashMap<(&'p str, &'p str), &'p Exemption>,
    own: HashMap<(&'p str, &'p str), &'p UnitTarget>,
}

impl<'p> Assessor<'p> {
    /// Gathers the figures of a package.
    pub fn new(package: &'p Package) -> Self {
        let units: HashMap<&str, usize> = package.units.iter().enumerate().map(|(at, it)| (it.code.as_str(), at)).collect();
        Self {
            package,
            figures: Figures::new(package, &units),
            units,
            exemptions: package.exemptions().iter().map(|it| ((it.unit.as_str(), it.target.as_str()), it)).collect(),
            own: package.unit_targets().iter().map(|it| ((it.unit.as_str(), it.target.as_str()), it)).collect(),
        }
    }

    /// Explains the result of a target of a unit; none where the package has no such unit or target.
    pub fn explain(&self, unit: &str, target: &str) -> Option<Explanation> {
        let at = *self.units.get(unit)?;
        let target = self.package.rule_set.target(target)?;
        let evaluated = self.evaluate(at, unit, target);
        let decimals = self.package.rule_set.display_decimals;
        let goal = self.goal(unit, target);
        let exemption = self.exemptions.get(&(unit, target.code.as_str()));
        let inputs = self.inputs(unit, target);
        let next = next_step::next_step(target, goal, &evaluated, decimals);
        Some(Explanation {
            unit: unit.to_owned(),
            target: target.clone(),
            goal: goal.figure_value(),
            own_target: self.own.contains_key(&(unit, target.code.as_str())),
            exemption: exemption.map(|it| it.basis.clone()),
            missing: inputs.iter().filter(|it| it.figures.is_empty()).map(|it| it.variable.clone()).collect(),
            inputs,
            numerator: evaluated.numerator.as_ref().map(Exact::rational),
            denominator: evaluated.denominator.as_ref().map(Exact::rational),
            value: evaluated.value.as_ref().map(Exact::rational),
            share: evaluated.share.as_ref().map(Exact::rational),
            exact_points: evaluated.points.as_ref().map(Exact::rational),
            result: target_result(target, &evaluated, decimals),
            next,
        })
    }

    /// Explains every target of a unit, in the rule set's order; nothing where the package has no such unit.
    pub fn explain_unit(&self, unit: &str) -> Vec<Explanation> {
        self.package.rule_set.targets.iter().filter_map(|it| self.explain(unit, &it.code)).collect()
    }

    /// The unrounded score of a unit, 0–100; none where no target applies.
    pub fn exact_score(&self, unit: &str) -> Option<BigRational> {
        let at = *self.units.get(unit)?;
        let evaluated: Vec<Evaluated> = self.package.rule_set.targets.iter().map(|it| self.evaluate(at, unit, it)).collect();
        self.score(&evaluated).map(|it| it.rational())
    }

    /// Steps 1–6 of one target.
    fn evaluate(&self, at: usize, unit: &str, target: &Target) -> Evaluated {
        if !self.exemptions.is_empty() && self.exemptions.contains_key(&(unit, target.code.as_str())) {
            return exempt();
        }
        evaluate(&self.figures, at, target, self.goal(unit, target), self.package.rule_set.display_decimals)
    }

    /// The unit's own target, or the common one.
    fn goal<'t>(&'t self, unit: &str, target: &'t Target) -> &'t Value {
        if self.own.is_empty() {
            return &target.target;
        }
        self.own.get(&(unit, target.code.as_str())).map_or(&target.target, |it| &it.value)
    }

    /// Steps 1–9 of a unit; its rank comes later.
    fn unit_result(&self, at: usize) -> Option<UnitResult> {
        let rule_set = &self.package.rule_set;
        let decimals = rule_set.display_decimals;
        let unit = self.package.units.get(at)?;
        let evaluated: Vec<Evaluated> = rule_set.targets.iter().map(|it| self.evaluate(at, &unit.code, it)).collect();
        let score = self.score(&evaluated);
        let rounded = score.as_ref().map(|it| it.rounded(decimals));
        let count = |counts: fn(&Evaluated) -> bool| u32::try_from(evaluated.iter().filter(|it| counts(it)).count()).unwrap_or(u32::MAX);
        let met = count(|it| it.status == Status::Met);
        let applicable = count(|it| it.status.is_applicable());
        let gates_hold = rule_set
            .targets
            .iter()
            .zip(&evaluated)
            .all(|(target, it)| !target.mandatory() || !it.status.is_applicable() || it.status == Status::Met);
        Some(UnitResult {
            unit: unit.code.clone(),
            peer_group: unit.peer_group.clone(),
            targets: rule_set.targets.iter().zip(&evaluated).map(|(target, it)| target_result(target, it, decimals)).collect(),
            met,
            applicable,
            exceeded: count(|it| it.exceeded),
            outcome: outcome_of(&rule_set.pass, score.as_ref(), (met, applicable), gates_hold),
            grade: score.as_ref().and_then(|it| grade_of(rule_set.grades(), it)).map(|it| it.grade.clone()),
            rounding_conflict: score
                .as_ref()
                .zip(rounded.as_ref())
                .is_some_and(|(score, rounded)| rounding_conflict(rule_set, score, &rounded.exact())),
            score: rounded,
            rank: None,
        })
    }

    /// Step 7: points of the applicable targets ÷ their weights × 100, unrounded.
    fn score(&self, evaluated: &[Evaluated]) -> Option<Exact> {
        let applicable = self.package.rule_set.targets.iter().zip(evaluated).filter(|it| it.1.status.is_applicable());
        let weights: i128 = applicable.map(|it| i128::from(it.0.weight.quantity().0)).sum();
        let points = Exact::sum(evaluated.iter().filter(|it| it.status.is_applicable()).filter_map(|it| it.points.clone()));
        let scale = Exact::new(weights.into(), (100 * SCALE).into())?;
        points.over(&scale)
    }

    /// Every term of the measure with the figures it takes, in the order of their periods.
    fn inputs(&self, unit: &str, target: &Target) -> Vec<Input> {
        let terms: Vec<(Role, &str, Quantity)> = match &target.measure {
            Measure::Ratio { numerator, denominator, .. } => {
                let numerator = numerator.iter().map(|it| (Role::Numerator, it.variable.as_str(), it.times()));
                numerator.chain(denominator.iter().map(|it| (Role::Denominator, it.variable.as_str(), it.times()))).collect()
            }
            Measure::Sum { of } => of.iter().map(|it| (Role::Numerator, it.variable.as_str(), it.times())).collect(),
            Measure::Latest { of } | Measure::Mean { of } | Measure::Date { of } | Measure::YesNo { of } => {
                vec![(Role::Numerator, of.as_str(), Quantity(SCALE))]
            }
        };
        let mut inputs = Vec::with_capacity(terms.len());
        for (role, variable, times) in terms {
            let figures = self.package.figures.iter().filter(|it| it.unit == unit && it.variable == variable);
            let mut figures: Vec<_> = figures.map(|it| (it.period.clone(), it.value.figure_value())).collect();
            figures.sort_by(|one, other| one.0.cmp(&other.0));
            let amounts: Option<Vec<Quantity>> = figures.iter().map(|it| it.1.amount()).collect();
            let total = amounts.filter(|it| !it.is_empty()).and_then(Quantity::checked_sum);
            inputs.push(Input { role, variable: variable.to_owned(), times, figures, total });
        }
        inputs
    }
}

/// What the receipt says of a target.
fn target_result(target: &Target, evaluated: &Evaluated, decimals: u8) -> TargetResult {
    TargetResult {
        code: target.code.clone(),
        status: evaluated.status,
        actual: evaluated.actual.clone(),
        points: evaluated.points.as_ref().map(|it| it.rounded(decimals)),
        exceeded: evaluated.exceeded,
    }
}
