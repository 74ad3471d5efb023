//! The way back: the least amount of a variable, over the periods that are left, that meets a target. The evaluator itself is asked
//! again and again, so the answer is exactly what an assessment would say.

use super::Calculator;
use super::whole::HUNDRED;
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
    /// No amount that this variable can still have meets the target, all others staying as they are.
    OutOfReach,
}

/// The least amount that is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Over all periods that are left; of a mean or a last value, in each of them.
    pub amount: Quantity,
    /// In each period that is left, rounded up to the step; none where not every period can hold so much.
    pub each: Option<Quantity>,
    /// How many periods are left.
    pub periods: usize,
    /// The wholes that grow with it: what is added to a part is added to them too.
    pub wholes: Vec<String>,
    /// The most that a period had so far, where each period needs more than that.
    pub beyond: Option<Quantity>,
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
    slots: Vec<Slot<'l>>,
    /// The most that a period had so far.
    best: Option<Quantity>,
}

/// A period that is left, and what it can hold of the variable.
#[derive(Debug, Clone)]
struct Slot<'l> {
    period: &'l str,
    /// The most steps; none where nothing that is known holds it.
    room: Option<i64>,
    /// The wholes without a figure in it: they are no less than what is put there.
    wholes: Vec<&'l str>,
}

/// A package of one unit and one target, with figures of the periods that are left.
struct Side<'l> {
    part: Package,
    unit: String,
    variable: &'l str,
    slots: Vec<Slot<'l>>,
    spread: Spread,
    step: i64,
}

impl Calculator {
    /// What `variable` can do for a target in the periods that are `left`, all other figures staying as they are. A variable whose
    /// figures are whole so far is counted in whole things; a part holds no more than its whole in a period, and takes the whole with it where
    /// nothing is reported of that yet. None where there is no such target, no amount, no period left, or one that cannot be reported
    /// beside what is.
    pub fn reach<'l>(&'l self, target: &str, variable: &'l str, left: &'l [String]) -> Option<Reach> {
        let mut trial = Trial::of(self, target, variable, left)?;
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
        let steps_each = match trial.spread {
            Spread::Total => steps.checked_add(periods - 1)?.div_euclid(periods),
            Spread::Each => steps,
        };
        let each = Quantity(steps_each * trial.step);
        let fits = trial.slots.iter().all(|it| it.room.is_none_or(|room| steps_each <= room));
        let (grown, actual) = trial.sides.first_mut().map(|it| (it.put(steps), it.actual()))?;
        Some(Reach::Needs(Needed {
            amount,
            each: fits.then_some(each),
            periods: left.len(),
            wholes: grown.into_iter().map(str::to_owned).collect(),
            beyond: trial.best.filter(|best| each > *best),
            actual,
        }))
    }
}

impl<'l> Trial<'l> {
    fn of(calculator: &'l Calculator, target: &str, variable: &'l str, left: &'l [String]) -> Option<Self> {
        let part = &calculator.part;
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
        let most = calculator.is_share(variable).then_some(HUNDRED);
        let wholes = calculator.wholes_of(variable);
        let slot = |period: &'l String| {
            let amount =
                |whole: &&str| part.figures.iter().find(|it| it.variable == **whole && it.period == *period)?.value.figure_value().amount();
            let room = wholes.iter().filter_map(amount).chain(most).min().map(|it| it.0.max(0) / step);
            let taken =
                |whole: &&str| part.figures.iter().any(|it| it.variable == **whole && part::overlap(part.version, &it.period, period));
            let grow = wholes.iter().copied().filter(|it| amount(it).is_none() && !taken(it) && variables.contains(it));
            Slot { period, room, wholes: grow.collect() }
        };
        let mut slots: Vec<Slot<'l>> = left.iter().map(slot).collect();
        // What a whole already holds costs nothing more; the rest falls where it makes the whole grow.
        slots.sort_by_key(|it| (!it.wholes.is_empty(), it.room.is_none()));
        let best = own().filter_map(|it| it.value.figure_value().amount()).max();
        let unit = part.units.first()?.code.clone();
        let parts = sides(part::of_target(part, &target.code, figures)?, &unit)?;
        let side = |part| Side { part, unit: unit.clone(), variable, slots: slots.clone(), spread, step };
        Some(Self { sides: parts.into_iter().map(side).collect(), spread, step, best, slots })
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

impl<'l> Side<'l> {
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

    /// Puts so many steps into the periods that are left, and names the wholes that grow with them.
    fn put(&mut self, steps: i64) -> Vec<&'l str> {
        let (mut rest, mut grown) = (steps, Vec::new());
        for slot in self.slots.clone() {
            let held = match self.spread {
                Spread::Each => steps,
                Spread::Total => slot.room.map_or(rest, |it| it.min(rest)),
            };
            rest -= held;
            let amount = Quantity(held.saturating_mul(self.step));
            self.put_figure(self.variable, slot.period, amount);
            for whole in slot.wholes {
                self.put_figure(whole, slot.period, amount);
                if held > 0 && !grown.contains(&whole) {
                    grown.push(whole);
                }
            }
        }
        grown
    }

    fn put_figure(&mut self, variable: &str, period: &str, amount: Quantity) {
        let value = Value::Amount(amount.into());
        let (unit, variable) = (self.unit.clone(), variable.to_owned());
        part::put(&mut self.part, Figure { unit, variable, period: period.to_owned(), value });
    }

    /// The most steps that the periods can hold, and that a figure can.
    fn most(&self) -> i64 {
        let greatest = 999_999_999_999_999_999 / self.step;
        let rooms = self.slots.iter().map(|it| it.room.unwrap_or(greatest));
        match self.spread {
            Spread::Each => rooms.min().unwrap_or(0),
            Spread::Total => rooms.fold(0, |sum: i64, room| sum.saturating_add(room).min(greatest)),
        }
    }

    /// The least number of steps above 0 whose answer is as `wanted`, where the answer turns once; `Some(None)` where none is.
    fn first(&mut self, wanted: impl Fn(bool) -> bool) -> Option<Option<i64>> {
        let most = self.most();
        if most == 0 {
            return Some(None);
        }
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
