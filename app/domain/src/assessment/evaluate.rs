//! One target of one unit: value, status, share and points, by steps 1–6 of the format. Results and explanations both come from here.

use num_bigint::BigInt;
use time::Date;

use super::exact::{Exact, Rounded};
use super::index::Figures;
use crate::package::{Direction, Measure, Points, Target, Term, Value, ZeroDenominator};
use crate::quantity::{Quantity, SCALE};
use crate::value::show_plain_day;

/// How a target of a unit came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// A figure that the measure needs was never reported: not met, no points.
    NotReported,
    /// The denominator is 0: leaves the count and the scale.
    NotApplicable,
    /// Exempt: leaves the count and the scale.
    Exempt,
}

/// The value that is held against the target: rounded to the decimals shown, days and yes/no as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actual {
    /// A rounded amount.
    Amount(Rounded),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
}

/// What came out, unrounded where it is unrounded.
#[derive(Debug, Clone)]
pub(super) struct Evaluated {
    pub(super) status: Status,
    /// Of a ratio or sum: the combination of the terms.
    pub(super) numerator: Option<Exact>,
    /// Of a ratio.
    pub(super) denominator: Option<Exact>,
    /// The exact value of an amount.
    pub(super) value: Option<Exact>,
    pub(super) actual: Option<Actual>,
    pub(super) exceeded: bool,
    /// 0–1.
    pub(super) share: Option<Exact>,
    /// Weight times share.
    pub(super) points: Option<Exact>,
}

/// What the figures of a unit give for a measure.
enum Measured {
    NotReported,
    ZeroDenominator { numerator: Exact, denominator: Exact },
    Amount { value: Exact, numerator: Option<Exact>, denominator: Option<Exact> },
    Date(Date),
    YesNo(bool),
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Met, Self::NotMet, Self::NotReported, Self::NotApplicable, Self::Exempt];

    /// Its name in the receipt.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Exempt => "exempt",
        }
    }

    /// The status of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether the target counts and weighs.
    pub const fn is_applicable(self) -> bool {
        matches!(self, Self::Met | Self::NotMet | Self::NotReported)
    }
}

impl std::fmt::Display for Actual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Date(day) => f.pad(&show_plain_day(*day)),
            Self::YesNo(it) => f.pad(if *it { "yes" } else { "no" }),
        }
    }
}

impl Evaluated {
    fn bare(status: Status) -> Self {
        Self { status, numerator: None, denominator: None, value: None, actual: None, exceeded: false, share: None, points: None }
    }

    fn worth(self, target: &Target, share: Exact) -> Self {
        let points = Exact::of(target.weight.quantity()).times(&share);
        Self { share: Some(share), points: Some(points), ..self }
    }
}

/// An exempt target, whatever was reported.
pub(super) fn exempt() -> Evaluated {
    Evaluated::bare(Status::Exempt)
}

/// A target that applies, held against `goal` (the common target or the unit's own).
pub(super) fn evaluate(figures: &Figures<'_>, unit: usize, target: &Target, goal: &Value, decimals: u8) -> Evaluated {
    match measured(figures, unit, &target.measure) {
        Measured::NotReported => Evaluated::bare(Status::NotReported).worth(target, Exact::zero()),
        Measured::ZeroDenominator { numerator, denominator } => {
            let (status, share) = match target.zero_denominator() {
                ZeroDenominator::NotApplicable => (Status::NotApplicable, None),
                ZeroDenominator::Zero => (Status::NotMet, Some(Exact::zero())),
                ZeroDenominator::Full => (Status::Met, Some(Exact::one())),
            };
            let bare = Evaluated { numerator: Some(numerator), denominator: Some(denominator), ..Evaluated::bare(status) };
            match share {
                Some(share) => bare.worth(target, share),
                None => bare,
            }
        }
        Measured::Amount { value, numerator, denominator } => {
            let rounded = value.rounded(decimals);
            let actual = rounded.exact();
            let goal = match goal {
                Value::Amount(decimal) => decimal.quantity(),
                Value::Date(_) | Value::YesNo(_) => Quantity::ZERO,
            };
            let met = is_met(target.direction, &actual, goal);
            let exceeded = target.can_exceed() && is_exceeded(target.direction, &actual, goal);
            let share = share_of(target, &actual, goal);
            let bare = Evaluated::bare(if met { Status::Met } else { Status::NotMet });
            Evaluated { numerator, denominator, value: Some(value), actual: Some(Actual::Amount(rounded)), exceeded, ..bare }
                .worth(target, share)
        }
        Measured::Date(day) => {
            let (met, exceeded) = match goal {
                Value::Date(goal) => (day <= *goal, target.can_exceed() && day < *goal),
                Value::Amount(_) | Value::YesNo(_) => (false, false),
            };
            all_or_nothing(target, met, Evaluated { actual: Some(Actual::Date(day)), exceeded, ..Evaluated::bare(Status::NotMet) })
        }
        Measured::YesNo(yes) => {
            all_or_nothing(target, yes, Evaluated { actual: Some(Actual::YesNo(yes)), ..Evaluated::bare(Status::NotMet) })
        }
    }
}

fn all_or_nothing(target: &Target, met: bool, bare: Evaluated) -> Evaluated {
    let (status, share) = if met { (Status::Met, Exact::one()) } else { (Status::NotMet, Exact::zero()) };
    Evaluated { status, ..bare }.worth(target, share)
}

/// Step 5 for amounts: on the good side of the target.
pub(super) fn is_met(direction: Direction, actual: &Exact, goal: Quantity) -> bool {
    match direction {
        Direction::Higher => actual.at_least(&Exact::of(goal)),
        Direction::Lower => Exact::of(goal).at_least(actual),
        Direction::Earlier | Direction::Yes => false,
    }
}

fn is_exceeded(direction: Direction, actual: &Exact, goal: Quantity) -> bool {
    is_met(direction, actual, goal) && actual.compare(&Exact::of(goal)).is_ne()
}

/// Step 6: the share of the weight, 0–1, that a rounded amount earns.
pub(super) fn share_of(target: &Target, actual: &Exact, goal: Quantity) -> Exact {
    let met = is_met(target.direction, actual, goal);
    match &target.points {
        Points::Binary => {
            if met {
                Exact::one()
            } else {
                Exact::zero()
            }
        }
        Points::Proportional => proportional(target.direction, met, actual, goal),
        Points::ThresholdProportional { full_at } => quotient(actual, &Exact::of(full_at.quantity())),
        Points::FloorThenProportional { floor } => {
            if actual.at_least(&Exact::of(floor.quantity())) {
                proportional(target.direction, met, actual, goal)
            } else {
                Exact::zero()
            }
        }
        Points::Steps { steps } => {
            let reached = steps.iter().filter(|it| actual.at_least(&Exact::of(it.from.quantity())));
            let highest = reached.max_by_key(|it| it.from.quantity());
            highest.map_or_else(Exact::zero, |it| Exact::of(it.share.quantity()).cut())
        }
        Points::Deduct { penalty } => Exact::one().subtract(&Exact::of(penalty.quantity()).times(actual)).cut(),
    }
}

fn proportional(direction: Direction, met: bool, actual: &Exact, goal: Quantity) -> Exact {
    match (met, goal.0 > 0, direction) {
        (true, ..) => Exact::one(),
        (false, true, Direction::Higher) => quotient(actual, &Exact::of(goal)),
        (false, true, Direction::Lower) => quotient(&Exact::of(goal), actual),
        (false, ..) => Exact::zero(),
    }
}

/// A quotient cut to 0–1; over 0 it is nothing.
fn quotient(part: &Exact, whole: &Exact) -> Exact {
    part.over(whole).map_or_else(Exact::zero, Exact::cut)
}

/// Steps 2 and 3: what the unit's figures give, exactly.
fn measured(figures: &Figures<'_>, unit: usize, measure: &Measure) -> Measured {
    let measured = match measure {
        Measure::Ratio { numerator, denominator, times } => {
            combined(figures, unit, numerator).zip(combined(figures, unit, denominator)).map(|(numerator, denominator)| {
                let times = times.as_ref().map_or(Quantity(100 * SCALE), |it| it.quantity());
                match numerator.times(&Exact::of(times)).over(&denominator) {
                    Some(value) => Measured::Amount { value, numerator: Some(numerator), denominator: Some(denominator) },
                    None => Measured::ZeroDenominator { numerator, denominator },
                }
            })
        }
        Measure::Sum { of } => {
            combined(figures, unit, of).map(|value| Measured::Amount { value: value.clone(), numerator: Some(value), denominator: None })
        }
        Measure::Latest { of } => last(figures, unit, of).and_then(|it| match it {
            Value::Amount(decimal) => Some(Measured::Amount { value: Exact::of(decimal.quantity()), numerator: None, denominator: None }),
            Value::Date(_) | Value::YesNo(_) => None,
        }),
        Measure::Mean { of } => figures.cell(unit, of).and_then(|it| {
            let value = Exact::new(it.sum.into(), BigInt::from(SCALE) * it.count)?;
            Some(Measured::Amount { value, numerator: None, denominator: None })
        }),
        Measure::Date { of } => last(figures, unit, of).and_then(|it| match it {
            Value::Date(day) => Some(Measured::Date(*day)),
            Value::Amount(_) | Value::YesNo(_) => None,
        }),
        Measure::YesNo { of } => last(figures, unit, of).and_then(|it| match it {
            Value::YesNo(yes) => Some(Measured::YesNo(*yes)),
            Value::Amount(_) | Value::Date(_) => None,
        }),
    };
    measured.unwrap_or(Measured::NotReported)
}

/// The value of the last period.
fn last<'p>(figures: &Figures<'p>, unit: usize, variable: &str) -> Option<&'p Value> {
    figures.cell(unit, variable).and_then(|it| it.last).map(|it| it.1)
}

/// The total of each variable times its factor, added up; none where a variable has no figure.
fn combined(figures: &Figures<'_>, unit: usize, terms: &[Term]) -> Option<Exact> {
    let mut cells = Vec::with_capacity(terms.len());
    for term in terms {
        cells.push((figures.cell(unit, &term.variable)?.sum, i128::from(term.times().0)));
    }
    let small = cells.iter().try_fold(0_i128, |total, (sum, times)| total.checked_add(sum.checked_mul(*times)?));
    let total = small.map_or_else(|| cells.iter().map(|(sum, times)| BigInt::from(*sum) * times).sum(), BigInt::from);
    Exact::new(total, BigInt::from(SCALE) * SCALE)
}
