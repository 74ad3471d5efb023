//! One target of one unit: value, status, share and points, by steps 1–6 of the format. Results and explanations both come from here.

use num_bigint::BigInt;
use time::Date;

use super::exact::Exact;
use super::index::{Figures, Reported};
use super::status::{Actual, Status};
use crate::package::{Appraisal, Decimal, Direction, Goal, Measure, Points, Target, Term, Value, WithoutSurvey, ZeroDenominator};
use crate::quantity::{Quantity, SCALE};
use crate::value::FigureValue;

/// A target with the places of the variables that it reads.
pub(super) struct Plan<'p> {
    pub(super) target: &'p Target,
    /// The terms of a numerator or a sum, or the one variable of another measure: places and factors.
    above: Vec<(usize, i64)>,
    /// The terms of a denominator.
    below: Vec<(usize, i64)>,
    /// The place of its area among those of the rule set.
    pub(super) area: usize,
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
    /// What it weighs for the unit; none where it leaves the scale.
    pub(super) weight: Option<Quantity>,
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

/// Between what an amount has to lie: the target, and the upper bound of a range.
pub(super) type Bounds = (Quantity, Option<Quantity>);

impl<'p> Plan<'p> {
    pub(super) fn new(target: &'p Target, figures: &Figures<'_>, area: usize) -> Self {
        let terms = |terms: &[Term]| terms.iter().filter_map(|it| Some((figures.variable(&it.variable)?, it.times().0))).collect();
        let (above, below) = match &target.measure {
            Measure::Ratio { numerator, denominator, .. } => (terms(numerator), terms(denominator)),
            Measure::Sum { of } => (terms(of), Vec::new()),
            Measure::Latest { of } | Measure::Mean { of } | Measure::Date { of } | Measure::YesNo { of } => {
                (figures.variable(of).map(|it| (it, SCALE)).into_iter().collect(), Vec::new())
            }
            Measure::Manual => (Vec::new(), Vec::new()),
        };
        Self { target, above, below, area }
    }
}

impl Evaluated {
    fn bare(status: Status) -> Self {
        Self {
            status,
            numerator: None,
            denominator: None,
            value: None,
            actual: None,
            exceeded: false,
            weight: None,
            share: None,
            points: None,
        }
    }

    fn worth(self, target: &Target, share: Exact) -> Self {
        let weight = target.weight.quantity();
        let points = Exact::of(weight).times(&share);
        Self { weight: Some(weight), share: Some(share), points: Some(points), ..self }
    }
}

/// An exempt target, whatever was reported.
pub(super) fn exempt() -> Evaluated {
    Evaluated::bare(Status::Exempt)
}

/// A target that applies and is measured, held against `goal`.
pub(super) fn evaluate(reported: Reported<'_, '_>, plan: &Plan<'_>, goal: &Goal<'_>, decimals: u8) -> Evaluated {
    let target = plan.target;
    match measured(reported, plan) {
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
            let bounds = goal.bounds().unwrap_or((Quantity::ZERO, None));
            Evaluated { numerator, denominator, ..at_value(target, value, bounds, decimals) }
        }
        Measured::Date(day) => {
            let (met, exceeded) = match goal.value {
                Value::Date(goal) => (day <= *goal, day < *goal),
                Value::Amount(_) | Value::YesNo(_) => (false, false),
            };
            let stretched = match &target.stretch {
                Some(Value::Date(stretch)) => day <= *stretch,
                _ => true,
            };
            let exceeded = target.can_exceed() && exceeded && stretched;
            all_or_nothing(target, met, Evaluated { actual: Some(Actual::Date(day)), exceeded, ..Evaluated::bare(Status::NotMet) })
        }
        Measured::YesNo(yes) => {
            all_or_nothing(target, yes, Evaluated { actual: Some(Actual::YesNo(yes)), ..Evaluated::bare(Status::NotMet) })
        }
    }
}

/// A measured target at an exact value.
pub(super) fn at_value(target: &Target, value: Exact, bounds: Bounds, decimals: u8) -> Evaluated {
    let rounded = value.rounded(decimals);
    let actual = rounded.exact();
    let met = is_met(target.direction, &actual, bounds);
    let exceeded = is_exceeded(target, &actual, bounds.0);
    let share = share_of(target, &actual, bounds);
    let bare = Evaluated::bare(if met { Status::Met } else { Status::NotMet });
    Evaluated { value: Some(value), actual: Some(Actual::Amount(rounded)), exceeded, ..bare }.worth(target, share)
}

/// A manual target: the appraiser's points and the survey's, never the unit's own.
pub(super) fn given(target: &Target, appraisal: Option<&Appraisal>, goal: &Goal<'_>, decimals: u8) -> Evaluated {
    let Some(appraisal) = appraisal else { return Evaluated::bare(Status::NotReported).worth(target, Exact::zero()) };
    let survey = appraisal.survey.as_ref().map(Decimal::quantity);
    let points = Exact::of(appraisal.appraised.quantity()).add(&Exact::of(survey.unwrap_or(Quantity::ZERO)));
    let rescaled = survey.is_none() && target.max_survey().0 > 0 && target.without_survey() == WithoutSurvey::Rescale;
    at_points(target, points, if rescaled { target.max_appraised() } else { target.weight.quantity() }, goal, decimals)
}

/// A manual target at points out of what it weighs for the unit; what is held against the target is in proportion to the full weight.
pub(super) fn at_points(target: &Target, points: Exact, weight: Quantity, goal: &Goal<'_>, decimals: u8) -> Evaluated {
    let out_of = Exact::of(weight);
    let Some(share) = points.over(&out_of).map(Exact::cut) else { return Evaluated::bare(Status::NotApplicable) };
    let full = target.weight.quantity();
    let value = if weight == full { points.clone() } else { share.times(&Exact::of(full)) };
    let actual = value.rounded(decimals);
    let bounds = goal.bounds().unwrap_or((Quantity::ZERO, None));
    let met = is_met(Direction::Higher, &actual.exact(), bounds);
    Evaluated {
        exceeded: is_exceeded(target, &actual.exact(), bounds.0),
        value: Some(value),
        actual: Some(Actual::Amount(actual)),
        weight: Some(weight),
        points: Some(points.most(Exact::zero()).least(out_of)),
        share: Some(share),
        ..Evaluated::bare(if met { Status::Met } else { Status::NotMet })
    }
}

fn all_or_nothing(target: &Target, met: bool, bare: Evaluated) -> Evaluated {
    let (status, share) = if met { (Status::Met, Exact::one()) } else { (Status::NotMet, Exact::zero()) };
    Evaluated { status, ..bare }.worth(target, share)
}

/// Step 5 for amounts: on the good side of the target, or between its bounds.
pub(super) fn is_met(direction: Direction, actual: &Exact, (goal, to): Bounds) -> bool {
    match direction {
        Direction::Higher => actual.at_least(&Exact::of(goal)),
        Direction::Lower => Exact::of(goal).at_least(actual),
        Direction::Range => actual.at_least(&Exact::of(goal)) && to.is_some_and(|to| Exact::of(to).at_least(actual)),
        Direction::Earlier | Direction::Yes => false,
    }
}

/// Strictly better than the target, and as good as the stretch value where there is one.
fn is_exceeded(target: &Target, actual: &Exact, goal: Quantity) -> bool {
    let reaches = |it: Quantity| is_met(target.direction, actual, (it, None));
    let stretched = match &target.stretch {
        Some(Value::Amount(stretch)) => reaches(stretch.quantity()),
        _ => true,
    };
    target.can_exceed() && reaches(goal) && actual.compare(&Exact::of(goal)).is_ne() && stretched
}

/// Step 6: the share of the weight, 0–1, that a rounded amount earns.
pub(super) fn share_of(target: &Target, actual: &Exact, bounds: Bounds) -> Exact {
    let met = is_met(target.direction, actual, bounds);
    match &target.points {
        Points::Binary => {
            if met {
                Exact::one()
            } else {
                Exact::zero()
            }
        }
        Points::Proportional => proportional(target.direction, met, actual, bounds),
        Points::ThresholdProportional { full_at } => quotient(actual, &Exact::of(full_at.quantity())),
        Points::FloorThenProportional { floor } => {
            if actual.at_least(&Exact::of(floor.quantity())) {
                proportional(target.direction, met, actual, bounds)
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
        Points::Manual => quotient(actual, &Exact::of(target.weight.quantity())),
    }
}

fn proportional(direction: Direction, met: bool, actual: &Exact, (goal, to): Bounds) -> Exact {
    if met {
        return Exact::one();
    }
    let below = !actual.at_least(&Exact::of(goal));
    match (direction, to) {
        (Direction::Higher, _) | (Direction::Range, None) if goal.0 > 0 => quotient(actual, &Exact::of(goal)),
        (Direction::Range, Some(_)) if below && goal.0 > 0 => quotient(actual, &Exact::of(goal)),
        (Direction::Range, Some(to)) if !below && to.0 > 0 => quotient(&Exact::of(to), actual),
        (Direction::Lower, _) if goal.0 > 0 => quotient(&Exact::of(goal), actual),
        _ => Exact::zero(),
    }
}

/// A quotient cut to 0–1; over 0 it is nothing.
fn quotient(part: &Exact, whole: &Exact) -> Exact {
    part.over(whole).map_or_else(Exact::zero, Exact::cut)
}

/// Steps 2 and 3: what the unit's figures give, exactly.
fn measured(reported: Reported<'_, '_>, plan: &Plan<'_>) -> Measured {
    let amount = |value: Exact| Measured::Amount { value, numerator: None, denominator: None };
    let only = || reported.cell(plan.above.first()?.0);
    let measured = match &plan.target.measure {
        Measure::Ratio { times, .. } => {
            combined(reported, &plan.above).zip(combined(reported, &plan.below)).map(|(numerator, denominator)| {
                let times = times.as_ref().map_or(Quantity(100 * SCALE), |it| it.quantity());
                match numerator.over(&denominator).map(|it| it.times(&Exact::of(times))) {
                    Some(value) => Measured::Amount { value, numerator: Some(numerator), denominator: Some(denominator) },
                    None => Measured::ZeroDenominator { numerator, denominator },
                }
            })
        }
        Measure::Sum { .. } => combined(reported, &plan.above).map(|value| Measured::Amount {
            value: value.clone(),
            numerator: Some(value),
            denominator: None,
        }),
        Measure::Latest { .. } => only().and_then(|it| it.last()?.amount()).map(|it| amount(Exact::of(it))),
        Measure::Mean { .. } => only().and_then(|it| Exact::new(it.sum, i128::from(SCALE) * i128::from(it.count))).map(amount),
        Measure::Date { .. } => only().and_then(|it| match it.last()? {
            FigureValue::Date(day) => Some(Measured::Date(day)),
            FigureValue::Amount(_) | FigureValue::YesNo(_) => None,
        }),
        Measure::YesNo { .. } => only().and_then(|it| match it.last()? {
            FigureValue::YesNo(yes) => Some(Measured::YesNo(yes)),
            FigureValue::Amount(_) | FigureValue::Date(_) => None,
        }),
        Measure::Manual => None,
    };
    measured.unwrap_or(Measured::NotReported)
}

/// The total of each variable times its factor, added up; none where a variable has no figure.
fn combined(reported: Reported<'_, '_>, terms: &[(usize, i64)]) -> Option<Exact> {
    let mut small = Some(0_i128);
    for (variable, times) in terms {
        let sum = reported.cell(*variable)?.sum;
        small = small.and_then(|it| it.checked_add(sum.checked_mul((*times).into())?));
    }
    let one = i128::from(SCALE) * i128::from(SCALE);
    match small {
        Some(total) => Exact::new(total, one),
        None => {
            let parts = terms.iter().filter_map(|(variable, times)| Some(BigInt::from(reported.cell(*variable)?.sum) * *times));
            Exact::big(parts.sum(), one.into())
        }
    }
}
