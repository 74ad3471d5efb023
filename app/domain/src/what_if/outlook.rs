//! What can still be done in a year for a target that is not met: how much of which variable, or why nothing that can still be reported
//! meets it. A goal is called closed only where that is certain.

use super::{Calculator, Needed, Reach};
use crate::assessment::Status;
use crate::package::{Measure, Target};
use crate::receipt::TargetResult;
use crate::refusals;
use crate::value::ValueKind;

/// The periods of a variable that have no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The variable.
    pub variable: String,
    /// Those that are not over: what is done in them still counts.
    pub open: Vec<String>,
    /// Those that are over: their figures may still come in.
    pub late: Vec<String>,
}

/// What can still be done for a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// So much of one variable is enough, for each that can.
    Open(Vec<Way>),
    /// No variable alone is enough; whether several together are is not said.
    NotAlone,
    /// Nothing that can still be reported meets it.
    Closed(GoalClosed),
}

/// How much of a variable is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The variable.
    pub variable: String,
    /// How much of it, all other figures staying as they are.
    pub needed: Needed,
}

refusals! {
    /// Why a goal cannot be reached any more in a year.
    pub enum GoalClosed {
        /// Every period has its figures.
        NoPeriodLeft,
        /// What is reported cannot be made up for by what the periods that are left can hold.
        CannotBeMadeUp,
    }
}

impl Calculator {
    /// What can still be done for a target whose result is this one; none where it is met, counts for nothing or takes points by hand, and
    /// where a day or a yes can still be reported.
    pub fn outlook(&self, result: &TargetResult, left: &[Left]) -> Option<Outlook> {
        let target = self.part.rule_set.target(&result.code)?;
        if !matches!(result.status, Status::NotMet | Status::NotReported) || target.is_manual() {
            return None;
        }
        let variables = target.measure.variables();
        let of = |code: &str| left.iter().find(|it| it.variable == code);
        let way = |code: &&str| match self.reach(&target.code, code, &of(code)?.open)? {
            Reach::Needs(needed) => Some(Way { variable: (*code).to_owned(), needed }),
            Reach::Met { .. } | Reach::OutOfReach => None,
        };
        let mut ways: Vec<Way> = Vec::new();
        for code in &variables {
            if ways.iter().all(|it| it.variable != **code) {
                ways.extend(way(code));
            }
        }
        if !ways.is_empty() {
            return Some(Outlook::Open(ways));
        }
        match self.closed(target, left) {
            Some(why) => Some(Outlook::Closed(why)),
            None => (target.measure.kind().value_kind() == ValueKind::Amount).then_some(Outlook::NotAlone),
        }
    }

    /// Why nothing that can still be reported meets a target, where that is certain.
    fn closed(&self, target: &Target, left: &[Left]) -> Option<GoalClosed> {
        let variables = target.measure.variables();
        let unreported = |code: &str| -> Vec<String> {
            let found = left.iter().find(|it| it.variable == code);
            found.into_iter().flat_map(|it| it.late.iter().chain(&it.open)).cloned().collect()
        };
        if variables.iter().all(|it| unreported(it).is_empty()) {
            return Some(GoalClosed::NoPeriodLeft);
        }
        let out = |code: &&str| {
            let periods = unreported(code);
            periods.is_empty() || matches!(self.reach(&target.code, code, &periods), Some(Reach::OutOfReach))
        };
        (self.stands_alone(target) && variables.iter().all(out)).then_some(GoalClosed::CannotBeMadeUp)
    }

    /// Whether no two variables of a measure can do together what neither does alone: there is one, or a part beside its whole, which
    /// it takes along.
    fn stands_alone(&self, target: &Target) -> bool {
        let mut variables = target.measure.variables();
        variables.sort_unstable();
        variables.dedup();
        match variables.as_slice() {
            [_] => true,
            [one, two] => {
                let is_part = |part: &str, whole: &str| self.wholes_of(part).contains(&whole);
                matches!(target.measure, Measure::Ratio { .. }) && (is_part(one, two) || is_part(two, one))
            }
            _ => false,
        }
    }
}
