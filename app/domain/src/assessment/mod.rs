//! The evaluator: from a package to its receipt, exactly by the ten steps of app/docs/formats/package.md and what package-2.md adds to
//! them. There is no other one. It knows no threshold of any law; those are data of the package.

mod earned;
mod evaluate;
mod exact;
mod explain;
mod graded;
mod index;
mod next_step;
mod outcome;
mod rank;
mod result;
mod rounded;
mod score;
mod status;
mod total;

use std::cell::OnceCell;
use std::collections::HashMap;

pub use earned::{Earned, Otherwise, Reweighing};
use evaluate::{Evaluated, Plan, evaluate, exempt, given};
use exact::Exact;
pub use graded::ExactResult;
use index::Figures;
pub use next_step::NextStep;
use num_rational::BigRational;
pub use rank::{NotARankKey, RankKey};
use rank::{rank, rank_areas};
pub use rounded::Rounded;
pub use status::{Actual, Status};
use time::Date;
use total::{After, Total};

use crate::explanation::Explanation;
use crate::package::{
    Adjustment, Appraisal, Exemption, ExternalResult, Goal, Goals, Package, PackageError, Parsed, RuleSet, Target, Version,
};
use crate::period::Period;
use crate::receipt::{Receipt, UnitResult};

/// Computes the receipt of a package. It trusts the package to be one that was read or checked, and never panics on another.
pub fn assess(package: &Package) -> Receipt {
    Assessor::new(package).receipt(package.sha256())
}

/// Reads a package file and computes its receipt. The figures never become values of their own, so that a whole province takes little
/// more memory than its file.
pub fn assess_bytes(bytes: &[u8]) -> Result<Receipt, Vec<PackageError>> {
    let parsed = Parsed::read(bytes)?;
    let sha256 = parsed.sha256();
    let Parsed { head, names, rows } = parsed;
    // The assessor has no figures to explain anything with, and stays here.
    Ok(Assessor::gathered(&head, |units, months| Figures::of_rows(&head, &names, rows, units, months)).receipt(sha256))
}

/// Explains the result of a target of a unit from the same computation; none where the package has no such unit or target.
pub fn explain(package: &Package, unit: &str, target: &str) -> Option<Explanation> {
    Assessor::new(package).explain(unit, target)
}

/// Rounds an exact number half away from zero, for showing it: explanations keep their numbers exact.
pub fn rounded(value: &BigRational, decimals: u8) -> Rounded {
    Exact::big(value.numer().clone(), value.denom().clone()).unwrap_or_else(Exact::zero).rounded(decimals.min(4))
}

/// A package with its figures gathered, ready to be assessed and explained unit by unit.
pub struct Assessor<'p> {
    package: &'p Package,
    units: HashMap<&'p str, usize>,
    figures: Figures<'p>,
    plans: Vec<Plan<'p>>,
    /// The targets by rules from before a change, each with the day from which these no longer were in force; earliest first.
    former: Vec<(Date, Vec<Plan<'p>>)>,
    areas: Vec<&'p str>,
    exemptions: HashMap<(&'p str, &'p str), &'p Exemption>,
    goals: Goals<'p>,
    appraisals: HashMap<(&'p str, &'p str), &'p Appraisal>,
    adjustments: HashMap<&'p str, Vec<&'p Adjustment>>,
    external: HashMap<&'p str, &'p ExternalResult>,
    /// The places of the figures of each unit and variable, which explanations alone need.
    reported: OnceCell<HashMap<(&'p str, &'p str), Vec<usize>>>,
}

impl<'p> Assessor<'p> {
    /// Gathers the figures of a package.
    pub fn new(package: &'p Package) -> Self {
        Self::gathered(package, |units, months| Figures::of_package(package, units, months))
    }

    fn gathered(package: &'p Package, gather: impl FnOnce(&HashMap<&'p str, usize>, &[u8]) -> Figures<'p>) -> Self {
        let units: HashMap<&str, usize> = package.units.iter().enumerate().map(|(at, it)| (it.code.as_str(), at)).collect();
        let goals = Goals::new(package);
        let mut months: Vec<u8> = goals.all_periods(&package.rule_set.targets).into_iter().map(Period::last_month).collect();
        months.sort_unstable();
        months.dedup();
        let figures = gather(&units, &months);
        let areas = package.rule_set.area_codes();
        let area_of = |target: &Target| areas.iter().position(|it| *it == target.area).unwrap_or(usize::MAX);
        let plan = |it: &'p RuleSet| it.targets.iter().map(|it| Plan::new(it, &figures, area_of(it))).collect();
        let plans = plan(&package.rule_set);
        let former = package.former_rule_sets().into_iter().map(|(day, it)| (day, plan(it))).collect();
        let mut adjustments: HashMap<&str, Vec<&Adjustment>> = HashMap::new();
        for it in package.adjustments() {
            adjustments.entry(it.unit.as_str()).or_default().push(it);
        }
        Self {
            package,
            units,
            figures,
            plans,
            former,
            areas,
            exemptions: package.exemptions().iter().map(|it| ((it.unit.as_str(), it.target.as_str()), it)).collect(),
            goals,
            appraisals: package.appraisals().iter().map(|it| ((it.unit.as_str(), it.target.as_str()), it)).collect(),
            adjustments,
            external: package.external_results().iter().map(|it| (it.unit.as_str(), it)).collect(),
            reported: OnceCell::new(),
        }
    }

    /// The receipt, given the digest of the package.
    fn receipt(&self, package_sha256: String) -> Receipt {
        let (mut results, mut keys) = (Vec::with_capacity(self.package.units.len()), Vec::new());
        for (at, unit) in self.package.units.iter().enumerate() {
            let total = self.total(&unit.code, self.evaluated(at, &unit.code));
            let (result, key) = self.unit_result(at, unit, &total);
            results.push(result);
            keys.push(key);
        }
        rank(&mut results, &keys);
        rank_areas(&mut results, self.areas.len());
        Receipt { version: self.package.version, package_sha256, rule_set_sha256: self.package.rule_set.sha256(), results }
    }

    /// The result of a unit but for its places, and by what it is ranked; none where the package has no such unit.
    pub fn unranked(&self, unit: &str) -> Option<(UnitResult, Option<RankKey>)> {
        let at = *self.units.get(unit)?;
        let total = self.total(unit, self.evaluated(at, unit));
        Some(self.unit_result(at, self.package.units.get(at)?, &total))
    }

    /// How the targets of a unit come out, in the rule set's order; nothing where the package has no such unit.
    pub fn statuses(&self, unit: &str) -> Vec<Status> {
        let evaluated = self.units.get(unit).map(|at| self.evaluated(*at, unit));
        evaluated.unwrap_or_default().iter().map(|it| it.status).collect()
    }

    /// The unrounded score of a unit, 0–100; none where it has none.
    pub fn exact_score(&self, unit: &str) -> Option<BigRational> {
        let at = *self.units.get(unit)?;
        self.total(unit, self.evaluated(at, unit)).score().map(|it| it.rational())
    }

    /// What a unit has to reach by its year's target as it is in force on a day; none where the package has no such unit or target.
    pub fn goal_on(&self, unit: &str, target: &str, day: Date) -> Option<Goal<'_>> {
        self.units.get(unit)?;
        Some(self.goals.of_year(unit, self.package.rule_set.target(target)?, day))
    }

    /// What a unit has to reach by the end of a period, where it has an interim goal for it.
    pub fn interim_goal(&self, unit: &str, target: &str, period: Period) -> Option<Goal<'_>> {
        self.units.get(unit)?;
        self.goals.of_period(unit, self.package.rule_set.target(target)?, period)
    }

    fn reported(&self) -> &HashMap<(&'p str, &'p str), Vec<usize>> {
        self.reported.get_or_init(|| {
            let mut reported: HashMap<_, Vec<usize>> = HashMap::new();
            for (at, it) in self.package.figures.iter().enumerate() {
                reported.entry((it.unit.as_str(), it.variable.as_str())).or_default().push(at);
            }
            reported
        })
    }

    fn decimals(&self) -> u8 {
        self.package.rule_set.display_decimals
    }

    fn is_version_two(&self) -> bool {
        self.package.version == Version::Two
    }

    /// The goal of the year in force on the campaign's last day.
    fn goal<'t>(&'t self, unit: &str, target: &'t Target) -> Goal<'t> {
        self.goals.of_year(unit, target, self.package.campaign.ends_on)
    }

    fn exemption(&self, unit: &str, target: &str) -> Option<&'p Exemption> {
        if self.exemptions.is_empty() { None } else { self.exemptions.get(&(unit, target)).copied() }
    }

    fn appraisal(&self, unit: &str, target: &Target) -> Option<&'p Appraisal> {
        if target.is_manual() { self.appraisals.get(&(unit, target.code.as_str())).copied() } else { None }
    }

    /// Steps 1–6 of every target of a unit.
    fn evaluated(&self, at: usize, unit: &str) -> Vec<Evaluated> {
        let reported = self.figures.of_unit(at, None);
        let evaluated = |plan: &Plan<'p>| {
            let target = plan.target;
            if self.exemption(unit, &target.code).is_some() {
                return exempt();
            }
            let goal = self.goal(unit, target);
            if target.is_manual() {
                given(target, self.appraisal(unit, target), &goal, self.decimals())
            } else {
                evaluate(reported, plan, &goal, self.decimals())
            }
        };
        self.plans.iter().map(evaluated).collect()
    }

    /// A target by the rules that were in force on a day.
    fn plan_on<'s>(&'s self, plan: &'s Plan<'p>, day: Date) -> &'s Plan<'p> {
        let former = self.former.iter().find(|it| day < it.0);
        former.and_then(|it| it.1.iter().find(|it| it.target.code == plan.target.code)).unwrap_or(plan)
    }

    /// Step 7, and what counts after it.
    fn total(&self, unit: &str, evaluated: Vec<Evaluated>) -> Total<'p> {
        let entries = self.adjustments.get(unit).map(Vec::as_slice).unwrap_or_default();
        let after = After::new(&self.package.rule_set, entries);
        Total::new(&self.package.rule_set, &self.plans, evaluated, after, self.external.get(unit).copied())
    }

    /// The interim goals of a target with what the unit reached by the end of each; nothing of a target that does not apply to it, but for
    /// the periods that ended before an amendment exempted it.
    fn interim<'s>(&'s self, at: usize, unit: &str, plan: &'s Plan<'p>) -> Vec<(Period, Goal<'s>, Evaluated)> {
        let target = plan.target;
        let exemption = self.exemption(unit, &target.code);
        if target.is_manual() || exemption.is_some_and(|it| it.amendment.is_none()) {
            return Vec::new();
        }
        let exempt_from = exemption.and_then(|it| Some(it.amendment.as_ref()?.effective_on));
        let applied = |it: &Period| exempt_from.is_none_or(|day| it.to() < day);
        let result = |period: Period| {
            let goal = self.goals.of_period(unit, target, period)?;
            let reported = self.figures.of_unit(at, Some(period.last_month()));
            let evaluated = evaluate(reported, self.plan_on(plan, period.to()), &goal, self.decimals());
            Some((period, goal, evaluated))
        };
        self.goals.periods(unit, target).into_iter().filter(applied).filter_map(result).collect()
    }
}
