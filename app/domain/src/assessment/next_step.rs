//! What one more step would bring a unit: the next value that earns more, how far the figures are from it, and what it is worth.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

use super::evaluate::{Bounds, Evaluated, at_points, at_value, is_met, share_of};
use super::exact::Exact;
use super::rounded::Rounded;
use super::status::{Actual, Status};
use crate::package::{Direction, Goal, Measure, Points, Target, Value};
use crate::quantity::{Quantity, SCALE};

/// The next value at which a target is met, earns more or is exceeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The shown value that it comes to: with whole things that of the least whole number of them that is enough.
    pub actual: Rounded,
    /// A change of the numerator of a ratio, of the points that are given, or of the value of another measure, that is enough; exact.
    pub change: BigRational,
    /// The same as the least whole number that is enough, where a ratio or sum counts whole things.
    pub whole_change: Option<BigInt>,
    /// Whether the target is then met.
    pub met: bool,
    /// Whether it is then exceeded.
    pub exceeded: bool,
    /// The points it then earns, rounded.
    pub points: Rounded,
    /// How many points more than now, rounded.
    pub gain: Rounded,
    /// How much higher the unit's score then is, rounded, with all that counts after the total; none where it has no score.
    pub score_gain: Option<Rounded>,
}

/// The next step of an amount that does not have all it can have, and the target as it then is; none for days, yes/no, and values that
/// depend on nothing.
pub(super) fn next_step(target: &Target, goal: &Goal<'_>, now: &Evaluated, decimals: u8) -> Option<(NextStep, Evaluated)> {
    let (Some(Actual::Amount(actual)), Some(value), Some(points)) = (&now.actual, &now.value, &now.points) else { return None };
    if target.is_manual() {
        return next_points(target, goal, now, points, decimals);
    }
    let bounds = goal.bounds()?;
    let way = way(target.direction, actual, bounds);
    let units = next_units(target, bounds, way, now, actual, decimals)?;
    let next = Rounded::from_units(units, decimals);
    let then = at_value(target, next.exact(), bounds, decimals);
    // A range between two shown values holds none of them.
    if then.status != Status::Met && now.status != Status::Met {
        return None;
    }
    let (bound, reached) = nearest_value(way, &next);
    let change_to = |needed: &Exact| match (&target.measure, &now.denominator) {
        (Measure::Ratio { times, .. }, Some(denominator)) => {
            let times = times.as_ref().map_or(Quantity(100 * SCALE), |it| it.quantity());
            needed.subtract(value).times(denominator).over(&Exact::of(times))
        }
        _ => Some(needed.subtract(value)),
    };
    let to_bound = change_to(&bound)?;
    let change = if reached { to_bound.clone() } else { change_to(&next.exact())? };
    let counts_whole = match (&now.numerator, &target.measure) {
        (Some(numerator), Measure::Ratio { .. } | Measure::Sum { .. }) => numerator.rational().is_integer(),
        _ => false,
    };
    let whole_change = counts_whole.then(|| whole_away(&to_bound, reached, change.is_positive()));
    // Whole things come to a value of their own, at the threshold or beyond it.
    let (next, then) = match &whole_change {
        None => (next, then),
        Some(whole) => {
            let whole = Exact::from_integer(whole.clone());
            let moved = match (&target.measure, &now.denominator) {
                (Measure::Ratio { times, .. }, Some(denominator)) => {
                    let times = times.as_ref().map_or(Quantity(100 * SCALE), |it| it.quantity());
                    whole.times(&Exact::of(times)).over(denominator)?
                }
                _ => whole,
            };
            let after = value.add(&moved).rounded(decimals);
            let then = at_value(target, after.exact(), bounds, decimals);
            // A range may lie between two whole things.
            if then.status != Status::Met && now.status != Status::Met {
                return None;
            }
            (after, then)
        }
    };
    let step = step(next, change.rational(), whole_change, &then, points, decimals)?;
    Some((step, then))
}

/// The next step of points that are given: to the points from which the target is met, then to all of them.
fn next_points(target: &Target, goal: &Goal<'_>, now: &Evaluated, points: &Exact, decimals: u8) -> Option<(NextStep, Evaluated)> {
    let (weight, full) = (now.weight?, target.weight.quantity());
    // What is held against the goal is rounded: the goal itself may be shown as less than it is.
    let needed = match now.status {
        Status::Met => Exact::of(full),
        _ => {
            let goal = goal.bounds()?.0;
            let shown = Rounded::from_units(first_unit(Direction::Higher, goal, decimals), decimals);
            nearest_value(Direction::Higher, &shown).0.most(Exact::of(goal))
        }
    };
    let needed = needed.times(&Exact::of(weight)).over(&Exact::of(full))?;
    let change = needed.subtract(points);
    if !change.is_positive() || !Exact::of(weight).at_least(&needed) {
        return None;
    }
    let then = at_points(target, needed, weight, goal, decimals);
    let Some(Actual::Amount(actual)) = then.actual.clone() else { return None };
    let step = step(actual, change.rational(), None, &then, points, decimals)?;
    Some((step, then))
}

fn step(
    actual: Rounded,
    change: BigRational,
    whole_change: Option<BigInt>,
    then: &Evaluated,
    points: &Exact,
    decimals: u8,
) -> Option<NextStep> {
    let worth = then.points.as_ref()?;
    Some(NextStep {
        actual,
        change,
        whole_change,
        met: then.status == Status::Met,
        exceeded: then.exceeded,
        points: worth.rounded(decimals),
        gain: worth.subtract(points).rounded(decimals),
        score_gain: None,
    })
}

/// Whether the value has to grow or to fall: `Higher` or `Lower`.
fn way(direction: Direction, actual: &Rounded, (goal, _): Bounds) -> Direction {
    match direction {
        Direction::Range if is_met(Direction::Higher, &actual.exact(), (goal, None)) => Direction::Lower,
        Direction::Range => Direction::Higher,
        other => other,
    }
}

/// The shown value, in units of its last decimal, at which the target is met or, where it is, at which the share grows, or at which it is
/// exceeded where it has a stretch value.
fn next_units(target: &Target, bounds: Bounds, way: Direction, now: &Evaluated, actual: &Rounded, decimals: u8) -> Option<BigInt> {
    if now.status == Status::NotMet {
        let bound = match (target.direction, way) {
            (Direction::Range, Direction::Lower) => bounds.1?,
            _ => bounds.0,
        };
        return Some(first_unit(way, bound, decimals));
    }
    let share_now = share_of(target, &actual.exact(), bounds);
    if share_now.at_least(&Exact::one()) {
        return stretch_units(target, bounds, now, decimals);
    }
    let better = |from: Quantity| {
        let units = first_unit(target.direction, from, decimals);
        let share = share_of(target, &Rounded::from_units(units.clone(), decimals).exact(), bounds);
        share.subtract(&share_now).is_positive().then_some(units)
    };
    match &target.points {
        Points::ThresholdProportional { full_at } => better(full_at.quantity()),
        Points::FloorThenProportional { floor } => better(floor.quantity()),
        Points::Steps { steps } => steps.iter().filter_map(|it| better(it.from.quantity())).min(),
        Points::Deduct { .. } => better(Quantity::ZERO),
        Points::Binary | Points::Proportional | Points::Manual => None,
    }
}

/// The first shown value at which a target that has all its points is exceeded.
fn stretch_units(target: &Target, bounds: Bounds, now: &Evaluated, decimals: u8) -> Option<BigInt> {
    let Some(Value::Amount(stretch)) = &target.stretch else { return None };
    let units = first_unit(target.direction, stretch.quantity(), decimals);
    let then = at_value(target, Rounded::from_units(units.clone(), decimals).exact(), bounds, decimals);
    (!now.exceeded && then.exceeded).then_some(units)
}

/// The first shown value on the good side of a threshold, in units of its last decimal.
fn first_unit(direction: Direction, threshold: Quantity, decimals: u8) -> BigInt {
    let scaled = Exact::of(threshold).times(&Exact::from_integer(BigInt::from(10).pow(decimals.into())));
    match direction {
        Direction::Lower => scaled.floor(),
        Direction::Higher | Direction::Range | Direction::Earlier | Direction::Yes => scaled.ceiling(),
    }
}

/// The exact value nearest to the bad side that is still shown as `shown` or just is not any more, and whether it is.
fn nearest_value(way: Direction, shown: &Rounded) -> (Exact, bool) {
    let units = shown.units();
    let (half, reached) = match way {
        // Halves go away from zero: coming from below, a positive value is reached at the half, any other only beyond it.
        Direction::Higher | Direction::Range | Direction::Earlier | Direction::Yes => (-1, units.is_positive()),
        Direction::Lower => (1, units.is_negative()),
    };
    let doubled: BigInt = units * 2 + half;
    let denominator = BigInt::from(10).pow(shown.decimals().into()) * 2;
    (Exact::big(doubled, denominator).unwrap_or_else(|| shown.exact()), reached)
}

/// The least whole number on the way `up` or down that comes to `bound`, or beyond it where coming to it is not enough.
fn whole_away(bound: &Exact, reached: bool, up: bool) -> BigInt {
    let size = if up { bound.clone() } else { bound.negated() };
    let size = if reached { size.ceiling() } else { size.floor() + 1 };
    if up { size } else { -size }
}
