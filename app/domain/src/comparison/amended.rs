//! What a goal was before an amendment, and from when on the other one is in force: read from the packages that are compared.

use time::Date;

use super::cause::Cause;
use super::kind::CauseKind;
use crate::assessment::Assessor;
use crate::package::{Amendment, Decimal, Exemption, Package, Value};

/// Says of every amendment that comes or goes what was owed without it, and of every one since when it is in force.
pub(super) fn tell(causes: &mut [Cause], old: &Package, new: &Package) {
    for it in causes {
        let Some(number) = it.code.clone() else { continue };
        match it.kind {
            CauseKind::AmendmentMade => {
                it.amended_on = in_force(new, &number);
                it.old = owed(old, new, &number);
            }
            CauseKind::AmendmentWithdrawn => {
                it.amended_on = in_force(old, &number);
                it.new = owed(new, old, &number);
            }
            CauseKind::AmendmentChanged => it.amended_on = in_force(new, &number),
            CauseKind::Exempted => it.amended_on = by_exemption(new, it),
            _ => {}
        }
    }
}

fn in_force(package: &Package, number: &str) -> Option<Date> {
    package.amendments().iter().find(|it| it.number == number).map(|it| it.effective_on)
}

fn by_exemption(package: &Package, it: &Cause) -> Option<Date> {
    let of = |there: &&Exemption| Some(&there.unit) == it.unit.as_ref() && Some(&there.target) == it.target.as_ref();
    package.exemptions.iter().flatten().find(of)?.amendment.as_ref().map(|it| it.effective_on)
}

/// What is owed in a package that lacks an amendment of the other one, at the place where that amendment says something else.
fn owed(without: &Package, with: &Package, number: &str) -> Option<String> {
    let amendment = with.amendments().iter().find(|it| it.number == number)?;
    let target = without.rule_set.target(&amendment.target)?;
    if let Some(unit) = &amendment.unit {
        let assessor = Assessor::new(without);
        let goal = match amendment.period {
            Some(period) => assessor.interim_goal(unit, &target.code, period),
            None => assessor.goal_on(unit, &target.code, without.campaign.ends_on),
        }?;
        return Some(shown(goal.value, goal.value_to));
    }
    let common = |it: &&Amendment| it.unit.is_none() && it.target == target.code && it.period == amendment.period;
    if let Some(it) = without.amendments().iter().filter(common).max_by_key(|it| it.effective_on) {
        return Some(shown(&it.value, it.value_to.as_ref()));
    }
    match amendment.period {
        Some(period) => target.interim().iter().find(|it| it.period == period).map(|it| shown(&it.value, it.value_to.as_ref())),
        None => Some(shown(&target.target, target.target_to.as_ref())),
    }
}

fn shown(value: &Value, to: Option<&Decimal>) -> String {
    let from = value.text();
    to.map_or_else(|| from.clone(), |to| format!("{from} – {}", Value::Amount(to.clone()).text()))
}
