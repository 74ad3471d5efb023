//! The way back: the least amount of a variable, over the periods that are left, that meets a target. The evaluator itself is asked
//! again and again, so the answer is exactly what an assessment would say.

use super::Calculator;
use crate::assessment::{Actual, Assessor, Status};
use crate::package::{Direction, Figure, Measure, Package, Value};
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

/// Questions whose answer turns once while an amount grows. What has to lie in a range has two: is it high enough, is it low enough.
struct Trial<'l> {
    sides: Vec<Side<'l>>,
    spread: Spread,
    /// Whole things are counted, or the finest amount that a figure can hold.
    step: i64,
}

/// A package of one unit and one target, with figures of the periods that are left.
struct Side<'l> {
    part: Package,
    unit: String,
    variable: &'l str,
    left: &'l [String],
    spread: Spread,
    step: i64,
}

impl Calculator {
    /// What `variable` can do for a target in the periods that are `left`, all other figures staying as they are. A variable whose
    /// figures are whole so far is counted in whole things. None where there is no such target, no amount, no period left, or one that
    /// cannot be reported beside what is.
    pub fn reach(&self, target: &str, variable: &str, left: &[String]) -> Option<Reach> {
        let mut trial = Trial::of(&self.part, target, variable, left)?;
        if trial.meets(0) {
            let mut broken: Option<i64> = None;
            for side in &mut trial.sides {
                let at = side.first(|it| !it)?;
                broken = [broken, at].into_iter().flatten().min();
            }
            return Some(Reach::Met { room: broken.map(|it| Quantity((it - 1) * trial.step)) });
        }
        let mut steps = 0;
        for side in &mut trial.sides {
            if !side.meets(0) {
                let Some(needed) = side.first(|it| it)? else { return Some(Reach::OutOfReach) };
                steps = needed.max(steps);
            }
        }
        // What is just enough for one bound may be too much for the other; more of it is still worse.
        if !trial.meets(steps) {
            return Some(Reach::OutOfReach);
        }
        let amount = Quantity(steps * trial.step);
        let periods = i64::try_from(left.len()).ok()?;
        let each = match trial.spread {
            Spread::Total => Quantity(steps.checked_add(periods - 1)?.div_euclid(periods) * trial.step),
            Spread::Each => amount,
        };
        Some(Reach::Needs(Needed { amount, each, periods: left.len(), actual: trial.sides.first()?.actual() }))
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
        let own = || figures.iter().filter(|it| it.variable == variable);
        let stands = |label: &String| {
            let beside = own().map(|it| &it.period).chain(left).all(|it| !part::overlap(part.version, it, label));
            beside && part::takes_period(part, label)
        };
        if !left.iter().all(stands) {
            return None;
        }
        let whole = own().all(|it| it.value.figure_value().amount().is_some_and(Quantity::is_whole));
        let step = if whole { SCALE } else { 1 };
        let unit = part.units.first()?.code.clone();
        let parts = sides(part::of_target(part, &target.code, figures)?, &unit)?;
        let side = |part| Side { part, unit: unit.clone(), variable, left, spread, step };
        Some(Self { sides: parts.into_iter().map(side).collect(), spread, step })
    }

    /// Whether so many steps meet the target.
    fn meets(&mut self, steps: i64) -> bool {
        self.sides.iter_mut().all(|it| it.meets(steps))
    }
}

/// The package itself, or one for each bound of a range.
fn sides(part: Package, unit: &str) -> Option<Vec<Package>> {
    let target = part.rule_set.targets.first()?;
    if target.direction != Direction::Range {
        return Some(vec![part]);
    }
    let (low, high) = {
        let assessor = Assessor::new(&part);
        let goal = assessor.goal_on(unit, &target.code, part.campaign.ends_on)?;
        (goal.value.clone(), goal.value_to.cloned()?)
    };
    let side = |direction: Direction, goal: Value| {
        let mut side = Package { unit_targets: None, amendments: None, ..part.clone() };
        if let Some(target) = side.rule_set.targets.first_mut() {
            (target.direction, target.target, target.target_to) = (direction, goal, None);
        }
        side
    };
    Some(vec![side(Direction::Higher, low), side(Direction::Lower, Value::Amount(high))])
}

impl Side<'_> {
    /// Whether so many steps meet the target.
    fn meets(&mut self, steps: i64) -> bool {
        self.put(steps);
        Assessor::new(&self.part).statuses(&self.unit).first() == Some(&Status::Met)
    }

    /// The value with the steps that were asked about last.
    fn actual(&self) -> Option<Actual> {
        let (result, _) = Assessor::new(&self.part).unranked(&self.unit)?;
        result.targets.into_iter().next()?.actual
    }

    fn put(&mut self, steps: i64) {
        let all = Quantity(steps.saturating_mul(self.step));
        for (at, period) in self.left.iter().enumerate() {
            let amount = if self.spread == Spread::Each || at == 0 { all } else { Quantity::ZERO };
            let value = Value::Amount(amount.into());
            let (unit, variable) = (self.unit.clone(), self.variable.to_owned());
            part::put(&mut self.part, Figure { unit, variable, period: period.clone(), value });
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
