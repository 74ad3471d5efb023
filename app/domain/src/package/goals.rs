//! What a unit has to reach, and since when: common targets, own ones, interim goals, and the amendments of each.

use std::collections::HashMap;

use time::Date;

use super::{Amendment, Decimal, Package, Target, UnitTarget, Value};
use crate::period::Period;
use crate::quantity::Quantity;

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal<'p> {
    /// The value; the lower bound of a range.
    pub value: &'p Value,
    /// The upper bound of a range.
    pub value_to: Option<&'p Decimal>,
    /// Whether it is the unit's own.
    pub own: bool,
    /// The amendment that set it, where one did.
    pub amendment: Option<&'p Amendment>,
}

/// The goals of a package, ready to be looked up.
pub(crate) struct Goals<'p> {
    /// By unit and target.
    own: HashMap<&'p str, HashMap<&'p str, Vec<&'p UnitTarget>>>,
    /// By target, in the order in which they take effect.
    amendments: HashMap<&'p str, Vec<&'p Amendment>>,
}

impl Goal<'_> {
    /// The bounds of an amount; the upper one of a range alone.
    pub(crate) fn bounds(&self) -> Option<(Quantity, Option<Quantity>)> {
        match self.value {
            Value::Amount(decimal) => Some((decimal.quantity(), self.value_to.map(Decimal::quantity))),
            Value::Date(_) | Value::YesNo(_) => None,
        }
    }
}

impl<'p> Goals<'p> {
    pub(crate) fn new(package: &'p Package) -> Self {
        let mut own: HashMap<&str, HashMap<&str, Vec<&UnitTarget>>> = HashMap::new();
        for it in package.unit_targets() {
            own.entry(it.unit.as_str()).or_default().entry(it.target.as_str()).or_default().push(it);
        }
        let mut amendments: HashMap<&str, Vec<&Amendment>> = HashMap::new();
        for it in package.amendments() {
            amendments.entry(it.target.as_str()).or_default().push(it);
        }
        amendments.values_mut().for_each(|it| it.sort_by_key(|it| it.effective_on));
        Self { own, amendments }
    }

    /// The goal of the year that is in force on a day. What is agreed for the unit alone goes before what is common to all.
    pub(crate) fn of_year<'g>(&self, unit: &str, target: &'g Target, day: Date) -> Goal<'g>
    where
        'p: 'g,
    {
        let common = Goal { value: &target.target, value_to: target.target_to.as_ref(), own: false, amendment: None };
        self.in_force(unit, target, None, day).unwrap_or(common)
    }

    /// The goal of a period that is in force on its last day. Where the unit's year then has a goal of its own, the common ones of
    /// periods are not on its way and do not count.
    pub(crate) fn of_period<'g>(&self, unit: &str, target: &'g Target, period: Period) -> Option<Goal<'g>>
    where
        'p: 'g,
    {
        let common = || {
            let it = target.interim().iter().find(|it| it.period == period)?;
            Some(Goal { value: &it.value, value_to: it.value_to.as_ref(), own: false, amendment: None })
        };
        if self.own.is_empty() && self.amendments.is_empty() {
            return common();
        }
        let goal = self.in_force(unit, target, Some(period), period.to()).or_else(common)?;
        let own_year = || self.in_force(unit, target, None, period.to()).is_some_and(|it| it.own);
        (goal.own || !own_year()).then_some(goal)
    }

    /// The goal of the year or of a period that is in force on a day, for a unit or, where the code is no unit's, in common.
    pub(crate) fn standing<'g>(&self, unit: &str, target: &'g Target, period: Option<Period>, day: Date) -> Option<Goal<'g>>
    where
        'p: 'g,
    {
        let Some(period) = period else { return Some(self.of_year(unit, target, day)) };
        let common = || {
            let it = target.interim().iter().find(|it| it.period == period)?;
            Some(Goal { value: &it.value, value_to: it.value_to.as_ref(), own: false, amendment: None })
        };
        self.in_force(unit, target, Some(period), day).or_else(common)
    }

    /// The periods that may have a goal, in the order in which they end.
    pub(crate) fn periods(&self, unit: &str, target: &Target) -> Vec<Period> {
        let mut periods: Vec<Period> = target.interim().iter().map(|it| it.period).collect();
        if let Some(own) = self.own_of(unit, &target.code) {
            periods.extend(own.iter().filter_map(|it| it.period));
        }
        if let Some(amendments) = self.amendments_of(&target.code) {
            let concerning = amendments.iter().filter(|it| it.unit.as_deref().is_none_or(|it| it == unit));
            periods.extend(concerning.filter_map(|it| it.period.filter(|period| it.effective_on <= period.to())));
        }
        periods.sort_unstable_by_key(|it| (it.year(), it.last_month(), it.month_bits().trailing_zeros(), *it));
        periods.dedup();
        periods
    }

    /// Every period that has a goal somewhere.
    pub(crate) fn all_periods(&self, targets: &[Target]) -> Vec<Period> {
        let mut periods: Vec<Period> = targets.iter().flat_map(|it| it.interim()).map(|it| it.period).collect();
        periods.extend(self.own.values().flat_map(HashMap::values).flatten().filter_map(|it| it.period));
        periods.extend(self.amendments.values().flatten().filter_map(|it| it.period));
        periods.sort_unstable();
        periods.dedup();
        periods
    }

    fn own_of(&self, unit: &str, target: &str) -> Option<&Vec<&'p UnitTarget>> {
        if self.own.is_empty() { None } else { self.own.get(unit)?.get(target) }
    }

    fn amendments_of(&self, target: &str) -> Option<&Vec<&'p Amendment>> {
        if self.amendments.is_empty() { None } else { self.amendments.get(target) }
    }

    /// What stands in place of the common goal of the year or of a period.
    fn in_force(&self, unit: &str, target: &Target, period: Option<Period>, day: Date) -> Option<Goal<'p>> {
        let amendment = |of: Option<&str>| {
            let all = self.amendments_of(&target.code)?.iter().rev().copied();
            let it = all.filter(|it| it.period == period && it.effective_on <= day).find(|it| it.unit.as_deref() == of)?;
            Some(Goal { value: &it.value, value_to: it.value_to.as_ref(), own: of.is_some(), amendment: Some(it) })
        };
        let own = || {
            let it = self.own_of(unit, &target.code)?.iter().find(|it| it.period == period)?;
            Some(Goal { value: &it.value, value_to: it.value_to.as_ref(), own: true, amendment: None })
        };
        amendment(Some(unit)).or_else(own).or_else(|| amendment(None))
    }
}
