//! Whether a goal may be changed so, and whom a change concerns: both are asked of the group's package, whose rules are the judge.

use super::{Amended, GoalValue, ProposeAmendmentRefusal};
use crate::package::{Amendment, ByAmendment, Direction, Exemption, Goals, Package, Target, Version};
use crate::period::Span;
use crate::{Period, ValueKind};
use time::Date;

/// A change of a goal that somebody wants to put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub number: String,
    /// The target's code.
    pub target: String,
    /// The unit's code; all units without a goal of their own where there is none.
    pub unit: Option<String>,
    /// The period whose goal changes; the year's where there is none.
    pub period: Option<Period>,
    /// What comes after it.
    pub new: Amended,
    /// From when on.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
}

impl Change {
    /// The change of a goal, as packages hold it; none of an exemption.
    pub fn as_amendment(&self) -> Option<Amendment> {
        let Amended::Goal(new) = self.new else { return None };
        let (value, value_to) = new.as_in_package();
        Some(Amendment {
            number: self.number.clone(),
            target: self.target.clone(),
            unit: self.unit.clone(),
            period: self.period,
            value,
            value_to,
            effective_on: self.effective_on,
            reason: self.reason.clone(),
        })
    }

    /// A package with the change: another amendment of a goal, or exemptions of those of its units that were not exempt before.
    #[must_use]
    pub fn added_to(&self, mut package: Package) -> Package {
        if let Some(amendment) = self.as_amendment() {
            package.amendments.get_or_insert_default().push(amendment);
        } else {
            let by = ByAmendment { number: self.number.clone(), effective_on: self.effective_on };
            let exempt = |unit: &str| Exemption {
                unit: unit.to_owned(),
                target: self.target.clone(),
                basis: self.reason.clone(),
                amendment: Some(by.clone()),
            };
            let new: Vec<Exemption> = self.names(&package).filter(|it| !is_exempt(&package, it, &self.target)).map(exempt).collect();
            package.exemptions.get_or_insert_default().extend(new);
        }
        Package { version: Version::Two, ..package }
    }

    /// The units that it names, exempt or not.
    fn names<'p>(&self, package: &'p Package) -> impl Iterator<Item = &'p str> {
        package.units.iter().map(|it| it.code.as_str()).filter(|it| self.unit.as_deref().is_none_or(|own| own == *it))
    }

    /// Whether the goal may be changed so: the package is that of the group, with the amendments in force and without the one that is to be
    /// replaced. `sealed_on` is the day of the first seal among those concerned, `today` that of the act. Gives the goal before.
    pub fn check(&self, package: &Package, sealed_on: Option<Date>, today: Date) -> Result<Option<GoalValue>, ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        let target = package.rule_set.target(&self.target).ok_or(Why::UnknownTarget)?;
        if self.names(package).next().is_none() {
            return Err(Why::UnknownUnit);
        }
        if self.names(package).all(|it| is_exempt(package, it, &self.target)) {
            return Err(Why::Exempt);
        }
        let sealed_on = sealed_on.ok_or(Why::NotSealed)?;
        if self.effective_on < package.campaign.starts_on || self.effective_on > package.campaign.ends_on {
            return Err(Why::OutsideCampaign);
        }
        if self.effective_on < sealed_on {
            return Err(Why::BeforeSeal);
        }
        if let Some(period) = self.period {
            self.check_period(period, package.campaign.year, target, today)?;
        }
        if let Amended::Goal(new) = self.new {
            new.fits(target.target.kind(), target.direction)?;
        }
        let same_goal = |it: &&Amendment| it.target == self.target && it.unit == self.unit && it.period == self.period;
        if package.amendments().iter().filter(same_goal).any(|it| it.effective_on == self.effective_on) {
            return Err(Why::SameDay);
        }
        let goals = Goals::new(package);
        let old = goals.standing(self.unit.as_deref().unwrap_or_default(), target, self.period, self.effective_on).map(GoalValue::from);
        if old.map(Amended::Goal) == Some(self.new) {
            return Err(Why::SameValue);
        }
        // Whatever else the format asks of a package is asked here.
        self.added_to(package.clone()).check().map_err(|_| Why::AgainstTheFormat)?;
        Ok(old)
    }

    /// Whether the goal of a period may still be changed.
    fn check_period(&self, period: Period, year: i64, target: &Target, today: Date) -> Result<(), ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        if self.new == Amended::Exempt {
            return Err(Why::ExemptPeriod);
        }
        if i64::from(period.year()) != year {
            return Err(Why::UnknownPeriod);
        }
        if period.span() == Span::Year {
            return Err(Why::PeriodIsTheYear);
        }
        if target.is_manual() {
            return Err(Why::ManualPeriod);
        }
        if self.effective_on > period.to() {
            return Err(Why::AfterThePeriod);
        }
        if today > period.to() {
            return Err(Why::PeriodOver);
        }
        Ok(())
    }
}

impl GoalValue {
    /// Whether the value is of the target's kind, and a range where that is one.
    fn fits(&self, kind: ValueKind, direction: Direction) -> Result<(), ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        if self.value.kind() != kind {
            return Err(Why::OtherKind);
        }
        match (direction, self.to, self.value.amount()) {
            (Direction::Range, None, _) => Err(Why::BoundMissing),
            (Direction::Range, Some(to), Some(from)) if to < from => Err(Why::BoundsReversed),
            (Direction::Range, Some(_), _) | (_, None, _) => Ok(()),
            (_, Some(_), _) => Err(Why::BoundDoesNotFit),
        }
    }
}

fn is_exempt(package: &Package, unit: &str, target: &str) -> bool {
    package.exemptions().iter().any(|it| it.unit == unit && it.target == target)
}

/// Whether a change in force changes what a unit has to reach. A common goal does not move a unit that is exempt or has a goal of its own:
/// agreed before, or by an amendment of its own that was in force by then (formats/package-2.md, "The goal").
pub fn concerns(change: &Change, package: &Package, unit: &str) -> bool {
    if change.unit.as_deref().is_some_and(|own| own != unit) {
        return false;
    }
    let exempt = package.exemptions().iter().find(|it| it.unit == unit && it.target == change.target);
    if change.new == Amended::Exempt {
        return exempt.is_none_or(|it| it.amendment.as_ref().is_some_and(|by| by.number == change.number));
    }
    if exempt.is_some() || change.unit.is_some() {
        return exempt.is_none();
    }
    // Whoever has an own goal for the year has own interim goals or none.
    let goal = |period: Option<Period>| period == change.period || period.is_none();
    let agreed = package.unit_targets().iter().any(|it| it.unit == unit && it.target == change.target && goal(it.period));
    let amended = package.amendments().iter().any(|it| {
        it.unit.as_deref() == Some(unit) && it.target == change.target && goal(it.period) && it.effective_on <= change.effective_on
    });
    !agreed && !amended
}
