//! Honest ranking, the other half (FEATURES G7): which places would change if one disputed figure fell. The one unit alone is assessed
//! again, by the same evaluator, beside the scores of its peers.

use std::collections::{HashMap, HashSet};

use super::rank_keys;
use crate::assessment::RankKey;
use crate::package::{Figure, Package, Value};
use crate::part;
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};
use crate::what_if::{Calculator, Ranked};

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
    let keys = rank_keys(package, receipt);
    let units: HashSet<&str> = figures.iter().map(|it| it.unit.as_str()).collect();
    let concerned = package.figures.iter().filter(|it| units.contains(it.unit.as_str())).cloned().collect();
    // Only these units are assessed again; their parts are cut out of a package that holds no other figures.
    let package = part::with_figures(package, concerned);
    let mut calculators: HashMap<&str, Option<(Calculator, Ranked)>> = HashMap::new();
    let mut falls = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let start = || Calculator::among(&package, receipt, &keys, &figure.unit).and_then(|it| it.ranked(it.part()).map(|now| (it, now)));
        let Some((calculator, (before, key))) = calculators.entry(&figure.unit).or_insert_with(start) else { continue };
        let Some(verified) = calculator.part().figures.iter().find(|it| figure.is(it)) else { continue };
        let kinds = [(FallsTo::Nothing, nothing(&verified.value)), (FallsTo::Declared, figure.declared.clone())];
        for (to, value) in kinds.into_iter().filter(|it| it.0 == FallsTo::Nothing || it.1.is_some()) {
            let mut fallen = calculator.part().clone();
            match value {
                Some(value) => part::put(&mut fallen, Figure { value, ..verified.clone() }),
                None => fallen.figures.retain(|it| !figure.is(it)),
            }
            let Some((after, then)) = calculator.ranked(&fallen) else { continue };
            let swaps = swaps(receipt, &keys, before, key.as_ref(), then.as_ref());
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

/// The peers on the other side of the unit than before.
fn swaps(receipt: &Receipt, keys: &[Option<RankKey>], unit: &UnitResult, before: Option<&RankKey>, after: Option<&RankKey>) -> Vec<String> {
    let Some((before, after)) = before.zip(after) else { return Vec::new() };
    let peers = receipt.results.iter().zip(keys).filter(|it| it.0.peer_group == unit.peer_group && it.0.unit != unit.unit);
    let swapped = |peer: &RankKey| (peer < before && peer > after) || (peer > before && peer < after);
    peers.filter(|it| it.1.as_ref().is_some_and(swapped)).map(|it| it.0.unit.clone()).collect()
}
