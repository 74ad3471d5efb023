//! Whether a goal may be changed so, and whom a change concerns: both are asked of the group's package, whose rules are the judge.

use super::{GoalValue, ProposeAmendmentRefusal};
use crate::package::{Amendment, Direction, Goals, Package};
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
    /// The goal after.
    pub new: GoalValue,
    /// From when on.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
}

impl Change {
    /// As packages hold it.
    pub fn as_in_package(&self) -> Amendment {
        let (value, value_to) = self.new.as_in_package();
        Amendment {
            number: self.number.clone(),
            target: self.target.clone(),
            unit: self.unit.clone(),
            period: self.period,
            value,
            value_to,
            effective_on: self.effective_on,
            reason: self.reason.clone(),
        }
    }

    /// Whether the goal may be changed so: the package is that of the group, with the amendments in force and without the one that is to be
    /// replaced. `sealed_on` is the day of the first seal among those concerned, `today` that of the act. Gives the goal before.
    pub fn check(&self, package: &Package, sealed_on: Option<Date>, today: Date) -> Result<Option<GoalValue>, ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        let target = package.rule_set.target(&self.target).ok_or(Why::UnknownTarget)?;
        if let Some(unit) = &self.unit {
            if !package.units.iter().any(|it| it.code == *unit) {
                return Err(Why::UnknownUnit);
            }
            if package.exemptions().iter().any(|it| it.unit == *unit && it.target == self.target) {
                return Err(Why::Exempt);
            }
        }
        let sealed_on = sealed_on.ok_or(Why::NotSealed)?;
        if self.effective_on < package.campaign.starts_on || self.effective_on > package.campaign.ends_on {
            return Err(Why::OutsideCampaign);
        }
        if self.effective_on < sealed_on {
            return Err(Why::BeforeSeal);
        }
        if let Some(period) = self.period {
            if i64::from(period.year()) != package.campaign.year {
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
        }
        self.fits(target.target.kind(), target.direction)?;
        let same_goal = |it: &&Amendment| it.target == self.target && it.unit == self.unit && it.period == self.period;
        if package.amendments().iter().filter(same_goal).any(|it| it.effective_on == self.effective_on) {
            return Err(Why::SameDay);
        }
        let goals = Goals::new(package);
        let old = goals.standing(self.unit.as_deref().unwrap_or_default(), target, self.period, self.effective_on).map(GoalValue::from);
        if old == Some(self.new) {
            return Err(Why::SameValue);
        }
        // Whatever else the format asks of a package is asked here.
        let mut amendments = package.amendments().to_vec();
        amendments.push(self.as_in_package());
        let with = package.clone().with(amendments, Vec::new(), Vec::new(), Vec::new());
        with.check().map_err(|_| Why::AgainstTheFormat)?;
        Ok(old)
    }

    /// Whether the value is of the target's kind, and a range where that is one.
    fn fits(&self, kind: ValueKind, direction: Direction) -> Result<(), ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        if self.new.value.kind() != kind {
            return Err(Why::OtherKind);
        }
        match (direction, self.new.to, self.new.value.amount()) {
            (Direction::Range, None, _) => Err(Why::BoundMissing),
            (Direction::Range, Some(to), Some(from)) if to < from => Err(Why::BoundsReversed),
            (Direction::Range, Some(_), _) | (_, None, _) => Ok(()),
            (_, Some(_), _) => Err(Why::BoundDoesNotFit),
        }
    }
}

/// Whether an amendment of a group's package changes what a unit has to reach. A common one does not move a unit that is exempt or has a goal
/// of its own: agreed before, or by an amendment of its own that was in force by then (formats/package-2.md, "The goal").
pub fn concerns(amendment: &Amendment, package: &Package, unit: &str) -> bool {
    if package.exemptions().iter().any(|it| it.unit == unit && it.target == amendment.target) {
        return false;
    }
    if let Some(own) = &amendment.unit {
        return own == unit;
    }
    // Whoever has an own goal for the year has own interim goals or none.
    let goal = |period: Option<Period>| period == amendment.period || period.is_none();
    let agreed = package.unit_targets().iter().any(|it| it.unit == unit && it.target == amendment.target && goal(it.period));
    let amended = package.amendments().iter().any(|it| {
        it.unit.as_deref() == Some(unit) && it.target == amendment.target && goal(it.period) && it.effective_on <= amendment.effective_on
    });
    !agreed && !amended
}
