//! A campaign's rules run on last year's figures before launch (FEATURES B7): who would pass, which target never tells units apart,
//! which weight decides alone, which target has no figures. Nothing of it is a result, and nothing is kept.

use std::collections::BTreeSet;

use num_rational::BigRational;

use crate::assessment::{Assessor, Earned, Status, assess};
use crate::package::{Package, PackageError, RuleSet, Target, UnitTarget};
use crate::part;
use crate::quantity::Quantity;
use crate::receipt::{Outcome, Receipt, UnitResult};
use crate::refusals;

/// What the rules would have given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// The results, as of any package: who would pass, with which score, grade and rank.
    pub receipt: Receipt,
    /// What is to be said of each target, in the rule set's order.
    pub targets: Vec<TargetFinding>,
}

refusals! {
    /// Whether a target tells units apart; its sentence is `discernment-…` in the locales.
    pub enum Discernment {
        /// Some meet it, some do not.
        TellsApart,
        /// Every unit to which it applies meets it.
        AllMeet,
        /// No unit to which it applies meets it.
        NoneMeets,
        /// No unit has the figures that it needs.
        NoFigures,
        /// It applies to no unit.
        AppliesToNone,
    }
}

/// What a rehearsal says of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFinding {
    /// Its code.
    pub code: String,
    /// Whether it tells units apart.
    pub discernment: Discernment,
    /// Whether every unit to which it applies has the same points of the same weight, and its gate, where it has one, stands alike for
    /// all of them: then it moves no score past another.
    pub same_points: bool,
    /// How many units meet it.
    pub met: usize,
    /// To how many it applies.
    pub applicable: usize,
    /// How many of them lack figures.
    pub not_reported: usize,
    /// The units that do not pass and would, were this target alone met.
    pub keeps_from_passing: Vec<String>,
    /// The units that pass and would not, were this target alone missed.
    pub carries: Vec<String>,
    /// Whether pass or fail of every unit to which it applies turns on this target alone.
    pub decides_outcome: bool,
    /// The peer groups whose whole order is that of this target's points alone, of what it weighs for each: no pair stands otherwise in the total.
    pub decides_order: Vec<String>,
}

/// Puts a rule set over last year's units and figures. Exemptions, appraisers' points and points after the total stay where their target
/// or rule is still there, published results stay. Own targets are those given, and there are no amendments: last year's were agreed
/// for last year. Says what does not fit, as of any package.
pub fn on_figures_of(rule_set: RuleSet, year: &Package, own_targets: Vec<UnitTarget>) -> Result<Package, Vec<PackageError>> {
    let last = part::with_figures(year, year.figures.clone());
    let exemptions = kept(last.exemptions, |it| rule_set.target(&it.target).is_some());
    let appraisals = kept(last.appraisals, |it| rule_set.target(&it.target).is_some_and(Target::is_manual));
    let adjustments = kept(last.adjustments, |it| rule_set.adjustments().iter().any(|rule| rule.code == it.code));
    let new = Package::new(last.campaign, last.units, rule_set, exemptions.unwrap_or_default(), own_targets, last.figures);
    let package =
        Package { version: new.version.max(year.version), appraisals, adjustments, external_results: last.external_results, ..new };
    package.check().map(|()| package)
}

/// What is kept of a list; one that the file leaves out stays out.
fn kept<T>(list: Option<Vec<T>>, keep: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    list.map(|it| it.into_iter().filter(keep).collect())
}

/// Runs the rules of a package and looks at each of its targets.
pub fn rehearse(package: &Package) -> Rehearsal {
    let receipt = assess(package);
    let earned = Assessor::new(package).earned_by_all();
    let groups: BTreeSet<&str> = package.units.iter().map(|it| it.peer_group.as_str()).collect();
    let targets = package.rule_set.targets.iter().enumerate();
    let targets = targets.map(|(at, it)| finding(package, &receipt, &earned, &groups, (at, &it.code))).collect();
    Rehearsal { receipt, targets }
}

fn finding(package: &Package, receipt: &Receipt, earned: &[Earned], groups: &BTreeSet<&str>, target: (usize, &str)) -> TargetFinding {
    let (at, code) = target;
    let units: Vec<(&UnitResult, &Earned)> = receipt.results.iter().zip(earned).collect();
    let applies: Vec<_> = units.iter().filter(|it| it.1.status(at).is_some_and(Status::is_applicable)).copied().collect();
    let count = |status: Status| applies.iter().filter(|it| it.1.status(at) == Some(status)).count();
    let (met, not_reported) = (count(Status::Met), count(Status::NotReported));
    let discernment = match applies.len() {
        0 => Discernment::AppliesToNone,
        all if all == not_reported => Discernment::NoFigures,
        all if all == met => Discernment::AllMeet,
        _ if met == 0 => Discernment::NoneMeets,
        _ => Discernment::TellsApart,
    };
    let turns = |passes: bool| {
        let would = move |it: &Earned| it.if_target(&package.rule_set, at, !passes).map(|it| it.outcome == Outcome::Pass);
        let turned = applies.iter().filter(move |it| (it.0.outcome == Outcome::Pass) == passes && would(it.1) == Some(!passes));
        turned.map(|it| it.0.unit.clone()).collect::<Vec<_>>()
    };
    let (keeps_from_passing, carries) = (turns(false), turns(true));
    let has_gate = package.rule_set.targets.get(at).is_some_and(|it| it.gate.is_some());
    let worth = |it: &Earned| {
        let met = has_gate && it.status(at) == Some(Status::Met);
        (it.points(at), it.weight(at), met)
    };
    let worths: Vec<(Option<BigRational>, Option<Quantity>, bool)> = applies.iter().map(|it| worth(it.1)).collect();
    TargetFinding {
        code: code.to_owned(),
        discernment,
        same_points: worths.windows(2).all(|it| it.first() == it.last()),
        met,
        applicable: applies.len(),
        not_reported,
        decides_outcome: !applies.is_empty() && keeps_from_passing.len() + carries.len() == applies.len(),
        keeps_from_passing,
        carries,
        decides_order: groups.iter().filter(|it| orders(&units, it, at)).map(|it| (*it).to_owned()).collect(),
    }
}

/// Whether the order of a group is that of one target's share of its weight: with at least two units that a score parts.
fn orders(units: &[(&UnitResult, &Earned)], group: &str, at: usize) -> bool {
    let ranked = units.iter().filter(|it| it.0.peer_group == group && it.0.rank.is_some());
    let mut ranked: Vec<(u32, Option<BigRational>)> = ranked.filter_map(|it| Some((it.0.rank?, it.1.share(at)))).collect();
    ranked.sort_by_key(|it| it.0);
    let parted = ranked.first().map(|it| it.0) != ranked.last().map(|it| it.0);
    // Neighbours are enough: an order in which each of them stands right stands right.
    let stands = |above: &(u32, Option<BigRational>), below: &(u32, Option<BigRational>)| match (&above.1, &below.1) {
        (Some(above_points), Some(below_points)) if above.0 == below.0 => above_points == below_points,
        (Some(above_points), Some(below_points)) => above_points > below_points,
        _ => false,
    };
    parted && ranked.iter().zip(ranked.iter().skip(1)).all(|(above, below)| stands(above, below))
}
