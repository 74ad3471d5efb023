//! The difference between two runs of one group, unit by unit, with the cause of every change. Causes are found in the two packages
//! themselves, never guessed from the results: applying the listed causes to the old package gives the new one, to the byte of the
//! canonical form, and where none is listed the receipts are equal.

mod amended;
mod apply;
mod cause;
mod figures;
mod kind;
mod order;
mod tree;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use apply::apply;
pub use cause::{Cause, NOTHING};
use cause::{Reach, of_edits};
pub use kind::{AmendedPart, CauseKind};

use crate::assessment::Rounded;
use crate::package::{Package, TieBreaker};
use crate::quantity::Quantity;
use crate::receipt::{Outcome, Receipt, TargetResult, UnitDetails, UnitResult};

/// What changed from one run to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What was changed in the package, in its order: rules, units and all that is said of them, then figures.
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
    /// Its causes, as places in the list of causes: those of the unit itself, and the rules that were amended for all. Where only its
    /// place moved they are what breaks ties; empty where other units moved past it.
    pub causes: Vec<usize>,
}

/// What a unit comes to, besides its targets.
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
    /// What version 2 says besides, lists in the order of their codes; none where one of the runs follows version 1.
    pub details: Option<Box<UnitDetails>>,
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
    /// Whether nothing of the unit itself changed: others moved past it, or ties are broken otherwise.
    pub fn only_its_place_moved(&self) -> bool {
        let own = |it: &Standing| {
            let mut own = Standing { rank: None, ..it.clone() };
            own.details.iter_mut().flat_map(|it| &mut it.area_results).for_each(|it| it.rank = None);
            own
        };
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

/// Compares two runs: each package with the receipt that `assess` gave of it. Where they follow different versions of the format, what
/// only one of the receipts says is no change.
pub fn compare(old: (&Package, &Receipt), new: (&Package, &Receipt)) -> Comparison {
    let mut causes = of_edits(tree::edits(old.0, new.0), old.0.version.max(new.0.version));
    causes.extend(figures::causes(&old.0.figures, &new.0.figures));
    amended::tell(&mut causes, old.0, new.0);
    let known = Known::of(&causes, old.0, new.0);
    let (before, after) = (by_unit(old.1), by_unit(new.1));
    let gone = old.1.results.iter().filter(|it| !after.contains_key(it.unit.as_str()));
    let with_details = old.1.version == new.1.version;
    let change = |it: &UnitResult| {
        let of = |list: &HashMap<&str, &UnitResult>| list.get(it.unit.as_str()).map(|it| compared(it, with_details));
        unit_change(&it.unit, of(&before), of(&after), &known)
    };
    let units = new.1.results.iter().chain(gone).filter_map(change).collect();
    Comparison { units, causes }
}

fn by_unit(receipt: &Receipt) -> HashMap<&str, &UnitResult> {
    receipt.results.iter().map(|it| (it.unit.as_str(), it)).collect()
}

/// A result as it is compared: lists whose order says nothing in one order, and only what both runs say.
fn compared(result: &UnitResult, with_details: bool) -> UnitResult {
    let mut result = result.clone();
    match &mut result.details {
        Some(details) if with_details => {
            details.adjustments.sort_by(|one, other| one.code.cmp(&other.code));
            details.area_results.sort_by(|one, other| one.area.cmp(&other.area));
            details.gates.sort();
        }
        _ => {
            result.details = None;
            result.targets.iter_mut().for_each(|it| it.details = None);
        }
    }
    result
}

fn unit_change(unit: &str, before: Option<UnitResult>, after: Option<UnitResult>, known: &Known<'_>) -> Option<UnitChange> {
    let codes = |it: &Option<UnitResult>| it.iter().flat_map(|it| &it.targets).map(|it| it.code.clone()).collect::<Vec<_>>();
    let is = codes(&after);
    let gone: Vec<String> = codes(&before).into_iter().filter(|it| !is.contains(it)).collect();
    let mut targets = Vec::new();
    for code in is.into_iter().chain(gone) {
        let of = |it: &Option<UnitResult>| it.as_ref().and_then(|it| it.target(&code)).cloned();
        let (before, after) = (of(&before), of(&after));
        if before != after {
            let causes = known.of_target(unit, &code);
            targets.push(TargetChange { code, before, after, causes });
        }
    }
    let same_group = before.as_ref().map(|it| &it.peer_group) == after.as_ref().map(|it| &it.peer_group);
    let standing = |it: UnitResult| Standing {
        score: it.score,
        outcome: it.outcome,
        grade: it.grade,
        rank: it.rank,
        rounding_conflict: it.rounding_conflict,
        details: it.details,
    };
    let (before, after) = (before.map(standing), after.map(standing));
    let mut change = UnitChange { unit: unit.to_owned(), before, after, targets, causes: known.of_unit(unit) };
    if change.only_its_place_moved() && same_group {
        if change.before == change.after {
            return None;
        }
        change.causes = known.of_places();
    }
    Some(change)
}

/// The causes by what they touch; those that decide nothing, and figures that no target uses, are left out.
struct Known<'c> {
    causes: &'c [Cause],
    /// Of a unit.
    units: HashMap<&'c str, Vec<usize>>,
    /// Of all units alike.
    rules: Vec<usize>,
    /// The variables of each target, in the old rule set or the new one.
    variables: BTreeMap<&'c str, BTreeSet<&'c str>>,
    /// What breaks ties, in the old rule set or the new one.
    tie_breakers: Vec<&'c TieBreaker>,
}

impl<'c> Known<'c> {
    fn of(causes: &'c [Cause], old: &'c Package, new: &'c Package) -> Self {
        let mut variables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for target in old.rule_set.targets.iter().chain(&new.rule_set.targets) {
            variables.entry(&target.code).or_default().extend(target.measure.variables());
        }
        let used: BTreeSet<&str> = variables.values().flatten().copied().collect();
        let tie_breakers = old.rule_set.tie_breakers().iter().chain(new.rule_set.tie_breakers()).collect();
        let mut known = Self { causes, units: HashMap::new(), rules: Vec::new(), variables, tie_breakers };
        for (at, it) in causes.iter().enumerate() {
            if it.decides_nothing() || it.variable.as_deref().is_some_and(|it| !used.contains(it)) {
                continue;
            }
            match &it.unit {
                Some(unit) => known.units.entry(unit).or_default().push(at),
                None => known.rules.push(at),
            }
        }
        known
    }

    /// The places of the causes that a unit's change may have, in their order.
    fn of_unit(&self, unit: &str) -> Vec<usize> {
        let own = self.units.get(unit).into_iter().flatten();
        own.chain(&self.rules).copied().collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// Of these, the ones that touch a target.
    fn of_target(&self, unit: &str, target: &str) -> Vec<usize> {
        let variables = self.variables.get(target);
        let touches = |it: &Cause| match (&it.target, &it.variable) {
            (Some(of), _) => of == target,
            (None, Some(variable)) => variables.is_some_and(|it| it.contains(variable.as_str())),
            (None, None) => true,
        };
        self.only(self.of_unit(unit), |it| it.reach == Reach::Targets && touches(it))
    }

    /// The causes by which places move where no result does: what breaks ties, and what of the rules ties look at besides the results.
    fn of_places(&self) -> Vec<usize> {
        let looks_at = |it: &Cause| {
            self.tie_breakers.iter().any(|by| match by {
                TieBreaker::Target(code) | TieBreaker::Actual(code) => it.target.as_ref() == Some(code),
                TieBreaker::Survey => it.part() == AmendedPart::Survey,
                TieBreaker::Area(_) | TieBreaker::Met | TieBreaker::Exceeded => false,
            })
        };
        self.only(self.rules.clone(), |it| it.reach == Reach::Places || it.target.is_some() && looks_at(it))
    }

    fn only(&self, places: Vec<usize>, keep: impl Fn(&Cause) -> bool) -> Vec<usize> {
        places.into_iter().filter(|at| self.causes.get(*at).is_some_and(&keep)).collect()
    }
}
