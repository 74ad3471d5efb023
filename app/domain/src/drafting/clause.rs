//! What a target's rules say, one clause a sentence, from the rules themselves: when it is met, what it is worth, what hangs on it. The
//! sentences are `clause-…` in the locales; the numbers of a clause are points of the unit's score, not shares.

use crate::package::{Direction, Interim, Measure, Points, Target, WithoutSurvey, ZeroDenominator};
use crate::quantity::{Quantity, SCALE, rounded_division};
use crate::value::FigureValue;

/// One thing that a target's rules say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// It is met at this value or better.
    Met {
        /// Which side is good.
        direction: Direction,
        /// The value; the lower bound of a range.
        value: FigureValue,
        /// The upper bound of a range.
        to: Option<Quantity>,
    },
    /// It is met from so many points on.
    MetFromPoints(Quantity),
    /// All points where it is met, none otherwise.
    AllOrNothing(Quantity),
    /// All points where it is met, otherwise in proportion to what has to be reached.
    InProportion {
        /// All points.
        all: Quantity,
        /// Which side is good.
        direction: Direction,
        /// What the proportion is to; the lower bound of a range.
        goal: Quantity,
        /// A value and the points it gives, where one can be named exactly.
        example: Option<(Quantity, Quantity)>,
    },
    /// All points from this value on, in proportion below it, whether the target is met or not.
    FullFrom {
        /// All points.
        all: Quantity,
        /// The value.
        full_at: Quantity,
        /// A value and the points it gives.
        example: Option<(Quantity, Quantity)>,
    },
    /// Nothing below a value, in proportion from there on.
    NothingBelow {
        /// All points.
        all: Quantity,
        /// The value.
        floor: Quantity,
        /// What the proportion is to.
        goal: Quantity,
    },
    /// The points of each band, the highest first.
    Bands {
        /// All points.
        all: Quantity,
        /// The bands.
        bands: Vec<Band>,
    },
    /// All points less so many for each one, down to none.
    LessForEach {
        /// All points.
        all: Quantity,
        /// What each one costs.
        each: Quantity,
        /// From how many on nothing is left, where that is a number that can be written.
        none_from: Option<Quantity>,
        /// The variable whose single figures are counted; none where more than one is.
        of: Option<String>,
    },
    /// Points given by hand.
    Given {
        /// The most that the appraiser gives.
        appraised: Quantity,
        /// The most that the survey gives.
        survey: Quantity,
    },
    /// What a missing survey means; the points that are then all.
    WithoutSurvey(WithoutSurvey, Quantity),
    /// From where on it is exceeded; none where anything better than the target does it.
    Exceeded(Direction, Option<FigureValue>),
    /// What the score of the unit comes to at most while it is not met.
    Gate(Quantity),
    /// A unit that misses it fails: every target has to be met.
    AllTargets,
    /// A unit that misses it fails, whatever its score is.
    Mandatory,
    /// It is marked as mandatory, which only a grade rule asks for.
    MandatoryForGrades,
    /// It counts among the targets of which a share has to be met.
    CountsForShare,
    /// What a denominator of 0 means.
    ZeroDenominator(ZeroDenominator),
    /// The goals of periods.
    Interim(Vec<Interim>),
}

/// The points from one value on and below another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// From here on; none of the lowest.
    pub from: Option<Quantity>,
    /// Below this; none of the highest.
    pub below: Option<Quantity>,
    /// So many points.
    pub points: Quantity,
}

/// A share of the points, rounded half away from zero to four decimals.
fn points(all: Quantity, share: Quantity) -> Quantity {
    let rounded = rounded_division(i128::from(all.0) * i128::from(share.0), SCALE.into());
    Quantity(rounded.and_then(|it| i64::try_from(it).ok()).unwrap_or_default())
}

/// Half of an amount, where four decimals hold it.
fn half(it: Quantity) -> Option<Quantity> {
    (it.0 % 2 == 0).then_some(Quantity(it.0 / 2))
}

/// Everything that a target's rules say under a family of passing, in the order in which one reads it.
pub fn clauses(target: &Target, family: &str) -> Vec<Clause> {
    let mut all = vec![met(target), worth(target)];
    if target.is_manual() && target.max_survey().0 > 0 {
        all.push(Clause::WithoutSurvey(target.without_survey(), target.max_appraised()));
    }
    if target.can_exceed() {
        all.push(Clause::Exceeded(target.direction, target.stretch.as_ref().map(crate::package::Value::figure_value)));
    }
    if matches!(target.measure, Measure::Ratio { .. }) {
        all.push(Clause::ZeroDenominator(target.zero_denominator()));
    }
    if !target.interim().is_empty() {
        all.push(Clause::Interim(target.interim().to_vec()));
    }
    all.extend(target.gate.as_ref().map(|it| Clause::Gate(it.cap.quantity())));
    match family {
        "all_targets" => all.push(Clause::AllTargets),
        "share_of_targets" => all.push(Clause::CountsForShare),
        "score_and_gates" if target.mandatory() => all.push(Clause::Mandatory),
        _ => {}
    }
    if target.mandatory() && family != "score_and_gates" {
        all.push(Clause::MandatoryForGrades);
    }
    all
}

fn met(target: &Target) -> Clause {
    match (target.is_manual(), target.target.figure_value()) {
        (true, FigureValue::Amount(it)) => Clause::MetFromPoints(it),
        (_, value) => Clause::Met { direction: target.direction, value, to: target.target_to.as_ref().map(|it| it.quantity()) },
    }
}

fn worth(target: &Target) -> Clause {
    let all = target.weight.quantity();
    let goal = match target.target.figure_value() {
        FigureValue::Amount(it) => it,
        FigureValue::Date(_) | FigureValue::YesNo(_) => Quantity::ZERO,
    };
    match &target.points {
        Points::Binary => Clause::AllOrNothing(all),
        // There is no proportion to nothing.
        Points::Proportional if goal.0 <= 0 && target.direction != Direction::Range => Clause::AllOrNothing(all),
        Points::Proportional => {
            let value = match target.direction {
                Direction::Lower => goal.0.checked_mul(2).map(Quantity),
                _ => half(goal).filter(|it| it.0 > 0),
            };
            Clause::InProportion { all, direction: target.direction, goal, example: value.zip(half(all)) }
        }
        Points::ThresholdProportional { full_at } => {
            let full_at = full_at.quantity();
            Clause::FullFrom { all, full_at, example: half(full_at).zip(half(all)) }
        }
        Points::FloorThenProportional { floor } => Clause::NothingBelow { all, floor: floor.quantity(), goal },
        Points::Steps { steps } => {
            let mut steps: Vec<(Quantity, Quantity)> = steps.iter().map(|it| (it.from.quantity(), it.share.quantity())).collect();
            steps.sort_unstable_by_key(|it| std::cmp::Reverse(it.0));
            let mut below = None;
            let mut bands: Vec<Band> = Vec::with_capacity(steps.len() + 1);
            for (from, share) in steps {
                bands.push(Band { from: Some(from), below, points: points(all, share) });
                below = Some(from);
            }
            // Below 0 there is nothing to say.
            if below.is_some_and(|it| it.0 > 0) {
                bands.push(Band { from: None, below, points: Quantity::ZERO });
            }
            Clause::Bands { all, bands }
        }
        Points::Deduct { penalty } => {
            let penalty = penalty.quantity();
            let whole = SCALE * SCALE;
            let none_from = (penalty.0 > 0 && whole % penalty.0 == 0).then(|| Quantity(whole / penalty.0));
            Clause::LessForEach { all, each: points(all, penalty), none_from, of: counted(&target.measure) }
        }
        Points::Manual => Clause::Given { appraised: target.max_appraised(), survey: target.max_survey() },
    }
}

/// The one variable whose figures a measure counts one by one.
fn counted(measure: &Measure) -> Option<String> {
    match measure {
        Measure::Sum { of } => match of.as_slice() {
            [it] if it.times() == Quantity(SCALE) => Some(it.variable.clone()),
            _ => None,
        },
        Measure::Latest { of } => Some(of.clone()),
        _ => None,
    }
}
