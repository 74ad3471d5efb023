//! Honest ranking, the other half (FEATURES G7): which places would change if one disputed figure fell. The one unit alone is assessed
//! again, by the same evaluator, beside the scores of its peers.

use std::collections::{HashMap, HashSet};

use super::shown;
use crate::package::{Figure, Package, Value};
use crate::part;
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};
use crate::what_if::Calculator;

/// A figure that somebody disputes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disputed {
    /// The unit's code.
    pub unit: String,
    /// The variable's name.
    pub variable: String,
    /// The period's label.
    pub period: String,
    /// The value that the unit declared, where the verified one is another.
    pub declared: Option<Value>,
}

/// To what a disputed figure falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FallsTo {
    /// It contributes nothing: an amount is 0, yes is no, a day is not reported.
    Nothing,
    /// It is what the unit declared.
    Declared,
}

/// What a fall would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fall {
    /// Which figure, by its place in the list.
    pub figure: usize,
    /// To what it falls.
    pub to: FallsTo,
    /// The unit's result as it is.
    pub before: UnitResult,
    /// The unit's result then, with its rank among the peers.
    pub after: UnitResult,
    /// The codes of the peers that would pass the unit, or that it would pass.
    pub swaps: Vec<String>,
}

/// What would change if each of the figures fell; a figure that the package does not have is left out.
pub fn disputed(package: &Package, receipt: &Receipt, figures: &[Disputed]) -> Vec<Fall> {
    let units: HashSet<&str> = figures.iter().map(|it| it.unit.as_str()).collect();
    let concerned = package.figures.iter().filter(|it| units.contains(it.unit.as_str())).cloned().collect();
    let package = part::with_figures(package, concerned);
    let mut calculators: HashMap<&str, Option<(Calculator, UnitResult)>> = HashMap::new();
    let mut falls = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let start = || Calculator::of(&package, receipt, &figure.unit).and_then(|it| it.now().map(|now| (it, now)));
        let Some((calculator, before)) = calculators.entry(&figure.unit).or_insert_with(start) else { continue };
        let Some(verified) = calculator.part().figures.iter().find(|it| figure.is(it)) else { continue };
        let kinds = [(FallsTo::Nothing, nothing(&verified.value)), (FallsTo::Declared, figure.declared.clone())];
        for (to, value) in kinds.into_iter().filter(|it| it.0 == FallsTo::Nothing || it.1.is_some()) {
            let mut fallen = calculator.part().clone();
            match value {
                Some(value) => part::put(&mut fallen, Figure { value, ..verified.clone() }),
                None => fallen.figures.retain(|it| !figure.is(it)),
            }
            let after = Calculator::new(fallen, calculator.peers().to_vec()).and_then(|it| it.now());
            let Some(after) = after else { continue };
            let swaps = swaps(receipt, before, &after);
            falls.push(Fall { figure: at, to, before: before.clone(), after, swaps });
        }
    }
    falls
}

impl Disputed {
    fn is(&self, figure: &Figure) -> bool {
        figure.unit == self.unit && figure.variable == self.variable && figure.period == self.period
    }
}

/// What contributes nothing; none where that is no figure at all.
fn nothing(value: &Value) -> Option<Value> {
    match value {
        Value::Amount(_) => Some(Value::Amount(Quantity::ZERO.into())),
        Value::YesNo(_) => Some(Value::YesNo(false)),
        Value::Date(_) => None,
    }
}

/// The peers on the other side of the unit's score than before.
fn swaps(receipt: &Receipt, before: &UnitResult, after: &UnitResult) -> Vec<String> {
    let peers = receipt.results.iter().filter(|it| it.peer_group == before.peer_group && it.unit != before.unit);
    let swapped = |it: &&UnitResult| {
        let sides = shown(it).zip(shown(before)).zip(shown(after));
        sides.is_some_and(|((peer, before), after)| (peer < before && peer > after) || (peer > before && peer < after))
    };
    peers.filter(swapped).map(|it| it.unit.clone()).collect()
}
