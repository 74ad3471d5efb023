//! The difference between two runs of one group, unit by unit, with the cause of every change. Causes are found in the two packages
//! themselves, never guessed from the results: applying the listed causes to the old package gives the new one, to the byte of the
//! canonical form, and where none is listed the receipts are equal.

mod apply;
mod cause;
mod figures;
mod kind;
mod order;
mod tree;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use apply::apply;
use cause::of_edits;
pub use cause::{Cause, NOTHING};
pub use kind::{AmendedPart, CauseKind};

use crate::assessment::Rounded;
use crate::package::Package;
use crate::quantity::Quantity;
use crate::receipt::{Outcome, Receipt, TargetResult, UnitResult};

/// What changed from one run to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What was changed in the package, in its order: rules, units, exemptions, own targets, then figures.
    pub causes: Vec<Cause>,
    /// The units whose result changed, in the order of the new receipt; those that are gone come last.
    pub units: Vec<UnitChange>,
}

/// How the result of a unit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChange {
    /// The unit's code.
    pub unit: String,
    /// As it was; none where the unit was not there.
    pub before: Option<Standing>,
    /// As it is; none where the unit is gone.
    pub after: Option<Standing>,
    /// The targets whose result changed, in the order of the new rule set; those that are gone come last.
    pub targets: Vec<TargetChange>,
    /// Its causes, as places in the list of causes: those of the unit itself, and the rules that were amended for all. Empty where only
    /// other units moved.
    pub causes: Vec<usize>,
}

/// What a unit comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The score.
    pub score: Option<Rounded>,
    /// Whether it passes.
    pub outcome: Outcome,
    /// The grade.
    pub grade: Option<String>,
    /// The place in the peer group.
    pub rank: Option<u32>,
    /// Whether a person must decide because of rounding.
    pub rounding_conflict: bool,
}

/// How the result of a target of a unit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetChange {
    /// The target's code.
    pub code: String,
    /// As it was; none where it was not there.
    pub before: Option<TargetResult>,
    /// As it is; none where it is gone.
    pub after: Option<TargetResult>,
    /// Its causes, as places in the list of causes.
    pub causes: Vec<usize>,
}

impl UnitChange {
    /// Whether nothing of the unit itself changed: others moved past it.
    pub fn only_its_place_moved(&self) -> bool {
        let own = |it: &Standing| (it.score.clone(), it.outcome, it.grade.clone(), it.rounding_conflict);
        self.targets.is_empty() && self.before.as_ref().map(own) == self.after.as_ref().map(own)
    }

    /// Places better, below 0 worse; none where one of the runs has no place.
    pub fn places(&self) -> Option<i64> {
        let rank = |it: &Option<Standing>| it.as_ref().and_then(|it| it.rank).map(i64::from);
        rank(&self.before).zip(rank(&self.after)).map(|(before, after)| before - after)
    }
}

impl TargetChange {
    /// The points more, as shown; a target that is not there, or does not apply, has none.
    pub fn points(&self) -> Option<Quantity> {
        let points = |it: &Option<TargetResult>| match it.as_ref().and_then(|it| it.points.as_ref()) {
            Some(points) => points.quantity(),
            None => Some(Quantity::ZERO),
        };
        points(&self.after)?.checked_sub(points(&self.before)?)
    }
}

/// Compares two runs: each package with the receipt that `assess` gave of it.
pub fn compare(old: (&Package, &Receipt), new: (&Package, &Receipt)) -> Comparison {
    let mut causes = of_edits(tree::edits(old.0, new.0));
    causes.extend(figures::causes(&old.0.figures, &new.0.figures));
    let known = Known::of(&causes, old.0, new.0);
    let (before, after) = (by_unit(old.1), by_unit(new.1));
    let gone = old.1.results.iter().filter(|it| !after.contains_key(it.unit.as_str()));
    let units = new.1.results.iter().chain(gone);
    let units =
        units.filter_map(|it| unit_change(&it.unit, before.get(it.unit.as_str()).copied(), after.get(it.unit.as_str()).copied(), &known));
    let units = units.collect();
    Comparison { units, causes }
}

fn by_unit(receipt: &Receipt) -> HashMap<&str, &UnitResult> {
    receipt.results.iter().map(|it| (it.unit.as_str(), it)).collect()
}

fn unit_change(unit: &str, before: Option<&UnitResult>, after: Option<&UnitResult>, known: &Known<'_>) -> Option<UnitChange> {
    let codes = |it: Option<&UnitResult>| it.map(|it| it.targets.iter().map(|it| it.code.clone()).collect()).unwrap_or_default();
    let (was, is): (Vec<String>, Vec<String>) = (codes(before), codes(after));
    let gone: Vec<String> = was.into_iter().filter(|it| !is.contains(it)).collect();
    let mut targets = Vec::new();
    for code in is.into_iter().chain(gone) {
        let of = |it: Option<&UnitResult>| it.and_then(|it| it.target(&code)).cloned();
        let (before, after) = (of(before), of(after));
        if before != after {
            let causes = known.of_target(unit, &code);
            targets.push(TargetChange { code, before, after, causes });
        }
    }
    let standing = |it: &UnitResult| Standing {
        score: it.score.clone(),
        outcome: it.outcome,
        grade: it.grade.clone(),
        rank: it.rank,
        rounding_conflict: it.rounding_conflict,
    };
    let mut change = UnitChange {
        unit: unit.to_owned(),
        before: before.map(standing),
        after: after.map(standing),
        targets,
        causes: known.of_unit(unit),
    };
    if change.only_its_place_moved() && before.map(|it| &it.peer_group) == after.map(|it| &it.peer_group) {
        if change.before == change.after {
            return None;
        }
        change.causes.clear();
    }
    Some(change)
}

/// The causes by what they touch.
struct Known<'c> {
    /// Of a unit: its causes with the target or variable they speak of.
    units: HashMap<&'c str, Vec<(usize, Option<&'c str>, Option<&'c str>)>>,
    /// Of a target of the rule set.
    targets: HashMap<&'c str, Vec<usize>>,
    /// Of the rules as a whole.
    rules: Vec<usize>,
    /// The rules that reach into every target: how many decimals are compared, and whatever a later format adds.
    everywhere: Vec<usize>,
    /// The variables of each target, in the old rule set or the new one.
    variables: BTreeMap<&'c str, BTreeSet<&'c str>>,
}

impl<'c> Known<'c> {
    fn of(causes: &'c [Cause], old: &'c Package, new: &'c Package) -> Self {
        let mut known =
            Self { units: HashMap::new(), targets: HashMap::new(), rules: Vec::new(), everywhere: Vec::new(), variables: BTreeMap::new() };
        for target in old.rule_set.targets.iter().chain(&new.rule_set.targets) {
            known.variables.entry(&target.code).or_default().extend(target.measure.variables());
        }
        let used: BTreeSet<&str> = known.variables.values().flatten().copied().collect();
        for (at, it) in causes.iter().enumerate() {
            if it.decides_nothing() || it.variable.as_deref().is_some_and(|it| !used.contains(it)) {
                continue;
            }
            match (&it.unit, &it.target) {
                (Some(unit), target) => known.units.entry(unit).or_default().push((at, target.as_deref(), it.variable.as_deref())),
                (None, Some(target)) => known.targets.entry(target).or_default().push(at),
                (None, None) => {
                    known.rules.push(at);
                    if !matches!(it.part(), AmendedPart::Pass | AmendedPart::Grades) {
                        known.everywhere.push(at);
                    }
                }
            }
        }
        known
    }

    fn of_unit(&self, unit: &str) -> Vec<usize> {
        let own = self.units.get(unit).into_iter().flatten().map(|it| it.0);
        let all: BTreeSet<usize> = own.chain(self.targets.values().flatten().copied()).chain(self.rules.iter().copied()).collect();
        all.into_iter().collect()
    }

    fn of_target(&self, unit: &str, target: &str) -> Vec<usize> {
        let variables = self.variables.get(target);
        let touches = |it: &&(usize, Option<&str>, Option<&str>)| match (it.1, it.2) {
            (Some(of), _) => of == target,
            (None, Some(variable)) => variables.is_some_and(|it| it.contains(variable)),
            (None, None) => true,
        };
        let own = self.units.get(unit).into_iter().flatten().filter(touches).map(|it| it.0);
        let amended = self.targets.get(target).into_iter().flatten().copied();
        let all: BTreeSet<usize> = own.chain(amended).chain(self.everywhere.iter().copied()).collect();
        all.into_iter().collect()
    }
}
