//! The way back: the least amount of a variable, over the periods that are left, that meets a target. The evaluator itself is asked
//! again and again, so the answer is exactly what an assessment would say.

use super::Calculator;
use crate::assessment::{Actual, Assessor, Status, assess};
use crate::package::{Figure, Measure, Package, Value};
use crate::part;
use crate::quantity::{Quantity, SCALE};
use crate::value::ValueKind;

/// What a variable can still do for a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// The target is met with nothing more; `room` is how much more it bears, none where more never hurts.
    Met {
        /// The greatest amount with which it is still met.
        room: Option<Quantity>,
    },
    /// So much is needed.
    Needs(Needed),
    /// No amount of this variable alone meets the target.
    OutOfReach,
}

/// The least amount that is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Over all periods that are left; of a mean or a last value, in each of them.
    pub amount: Quantity,
    /// In each period that is left, rounded up to the step.
    pub each: Quantity,
    /// How many periods are left.
    pub periods: usize,
    /// The value that is then shown.
    pub actual: Option<Actual>,
}

/// How a trial amount falls into the periods that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// Totals are added: it is all the same in which period.
    Total,
    /// Each period has it.
    Each,
}

/// A package of one unit and one target, with figures of the periods that are left.
struct Trial<'l> {
    part: Package,
    variable: &'l str,
    left: &'l [String],
    spread: Spread,
    /// Whole things are counted, or the finest amount that a figure can hold.
    step: i64,
}

impl Calculator {
    /// What `variable` can do for a target in the periods that are `left`, all other figures staying as they are. A variable whose
    /// figures are whole so far is counted in whole things. None where there is no such target, no period left, or no amount.
    pub fn reach(&self, target: &str, variable: &str, left: &[String]) -> Option<Reach> {
        let mut trial = Trial::of(&self.part, target, variable, left)?;
        if trial.meets(0) {
            let broken = trial.first(|it| !it)?;
            return Some(Reach::Met { room: broken.map(|it| Quantity((it - 1) * trial.step)) });
        }
        let Some(steps) = trial.first(|it| it)? else { return Some(Reach::OutOfReach) };
        let amount = Quantity(steps * trial.step);
        trial.put(steps);
        let actual = assess(&trial.part).results.pop().and_then(|it| it.targets.into_iter().next()).and_then(|it| it.actual);
        let periods = i64::try_from(left.len()).ok()?;
        let each = match trial.spread {
            Spread::Total => Quantity(steps.checked_add(periods - 1)?.div_euclid(periods) * trial.step),
            Spread::Each => amount,
        };
        Some(Reach::Needs(Needed { amount, each, periods: left.len(), actual }))
    }
}

impl<'l> Trial<'l> {
    fn of(part: &Package, target: &str, variable: &'l str, left: &'l [String]) -> Option<Self> {
        let target = part.rule_set.target(target)?;
        let variables = target.measure.variables();
        if left.is_empty() || !variables.contains(&variable) || target.measure.kind().value_kind() != ValueKind::Amount {
            return None;
        }
        let spread = match &target.measure {
            Measure::Latest { .. } | Measure::Mean { .. } => Spread::Each,
            _ => Spread::Total,
        };
        let taken = |it: &&Figure| variables.contains(&it.variable.as_str()) && !(it.variable == variable && left.contains(&it.period));
        let figures: Vec<Figure> = part.figures.iter().filter(taken).cloned().collect();
        let whole =
            figures.iter().filter(|it| it.variable == variable).all(|it| it.value.figure_value().amount().is_some_and(Quantity::is_whole));
        let part = part::of_target(part, &target.code, figures)?;
        Some(Self { part, variable, left, spread, step: if whole { SCALE } else { 1 } })
    }

    /// Whether so many steps meet the target.
    fn meets(&mut self, steps: i64) -> bool {
        self.put(steps);
        let Some(unit) = self.part.units.first() else { return false };
        Assessor::new(&self.part).earned(&unit.code).and_then(|it| it.status(0)) == Some(Status::Met)
    }

    fn put(&mut self, steps: i64) {
        let Some(unit) = self.part.units.first().map(|it| it.code.clone()) else { return };
        let all = Quantity(steps.saturating_mul(self.step));
        for (at, period) in self.left.iter().enumerate() {
            let amount = if self.spread == Spread::Each || at == 0 { all } else { Quantity::ZERO };
            let value = Value::Amount(amount.into());
            part::put(&mut self.part, Figure { unit: unit.clone(), variable: self.variable.to_owned(), period: period.clone(), value });
        }
    }

    /// The least number of steps above 0 whose answer is as `wanted`, where the answer turns once; `Some(None)` where none is.
    fn first(&mut self, wanted: impl Fn(bool) -> bool) -> Option<Option<i64>> {
        let most = 999_999_999_999_999_999 / self.step;
        let (mut below, mut above) = (0, 1);
        while !wanted(self.meets(above)) {
            if above == most {
                return Some(None);
            }
            (below, above) = (above, above.checked_mul(2)?.min(most));
        }
        while above - below > 1 {
            let middle = below + (above - below) / 2;
            if wanted(self.meets(middle)) { above = middle } else { below = middle }
        }
        Some(Some(above))
    }
}
