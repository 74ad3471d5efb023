//! What one more step would bring a unit: the next value that earns more, how far the figures are from it, and what it is worth.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

use super::evaluate::{Actual, Evaluated, Status, is_met, share_of};
use super::exact::{Exact, Rounded};
use crate::package::{Direction, Measure, Points, Target, Value};
use crate::quantity::{Quantity, SCALE};

/// The next value at which a target is met or earns more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The shown value that it takes.
    pub actual: Rounded,
    /// A change of the numerator of a ratio, or of the value of another measure, that is enough; exact.
    pub change: BigRational,
    /// The same as the least whole number that is enough, where a ratio or sum counts whole things.
    pub whole_change: Option<BigInt>,
    /// Whether the target is then met.
    pub met: bool,
    /// The points it then earns, rounded.
    pub points: Rounded,
    /// How many points more than now, rounded.
    pub gain: Rounded,
}

/// The next step of an amount that does not have all it can have; none for days, yes/no, and values that depend on nothing.
pub(super) fn next_step(target: &Target, goal: &Value, now: &Evaluated, decimals: u8) -> Option<NextStep> {
    let (Some(Actual::Amount(actual)), Some(value), Some(points), Value::Amount(goal)) = (&now.actual, &now.value, &now.points, goal)
    else {
        return None;
    };
    let goal = goal.quantity();
    let units = next_units(target, goal, now.status, actual, decimals)?;
    let next = Rounded::from_units(units, decimals);
    let (bound, reached) = nearest_value(target.direction, &next);
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
    let worth = Exact::of(target.weight.quantity()).times(&share_of(target, &next.exact(), goal));
    Some(NextStep {
        change: change.rational(),
        whole_change,
        met: is_met(target.direction, &next.exact(), goal),
        points: worth.rounded(decimals),
        gain: worth.subtract(points).rounded(decimals),
        actual: next,
    })
}

/// The shown value, in units of its last decimal, at which the target is met or, where it is, at which the share grows.
fn next_units(target: &Target, goal: Quantity, status: Status, actual: &Rounded, decimals: u8) -> Option<BigInt> {
    if status == Status::NotMet {
        return Some(first_unit(target.direction, goal, decimals));
    }
    let share_now = share_of(target, &actual.exact(), goal);
    if share_now.at_least(&Exact::one()) {
        return None;
    }
    let better = |from: Quantity| {
        let units = first_unit(target.direction, from, decimals);
        let share = share_of(target, &Rounded::from_units(units.clone(), decimals).exact(), goal);
        share.subtract(&share_now).is_positive().then_some(units)
    };
    match &target.points {
        Points::ThresholdProportional { full_at } => better(full_at.quantity()),
        Points::FloorThenProportional { floor } => better(floor.quantity()),
        Points::Steps { steps } => steps.iter().filter_map(|it| better(it.from.quantity())).min(),
        Points::Deduct { .. } => better(Quantity::ZERO),
        Points::Binary | Points::Proportional => None,
    }
}

/// The first shown value on the good side of a threshold, in units of its last decimal.
fn first_unit(direction: Direction, threshold: Quantity, decimals: u8) -> BigInt {
    let scaled = Exact::of(threshold).times(&Exact::from_integer(BigInt::from(10).pow(decimals.into())));
    match direction {
        Direction::Lower => -scaled.times(&Exact::from_integer((-1).into())).ceiling(),
        Direction::Higher | Direction::Earlier | Direction::Yes => scaled.ceiling(),
    }
}

/// The exact value nearest to the bad side that is still shown as `shown` or just is not any more, and whether it is.
fn nearest_value(direction: Direction, shown: &Rounded) -> (Exact, bool) {
    let (half, reached) = match direction {
        // Halves go away from zero: coming from below, a positive value is reached at the half, any other only beyond it.
        Direction::Higher | Direction::Earlier | Direction::Yes => (-1, shown.units().is_positive()),
        Direction::Lower => (1, shown.units().is_negative()),
    };
    let doubled: BigInt = shown.units() * 2 + half;
    let denominator = BigInt::from(10).pow(shown.decimals().into()) * 2;
    (Exact::new(doubled, denominator).unwrap_or_else(|| shown.exact()), reached)
}

/// The least whole number on the way `up` or down that comes to `bound`, or beyond it where coming to it is not enough.
fn whole_away(bound: &Exact, reached: bool, up: bool) -> BigInt {
    let size = if up { bound.clone() } else { bound.times(&Exact::from_integer((-1).into())) };
    let size = if reached { size.ceiling() } else { size.floor() + 1 };
    if up { size } else { -size }
}
