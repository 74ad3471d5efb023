//! The ambition check at signing (FEATURES D2): a proposed target value beside last year's result, the peers' median and the law's
//! minimum. It flags what is soft or hardly possible and says why, with the numbers; people decide. Margins and minimum are data.

use crate::package::{Direction, Value};
use crate::quantity::{Quantity, SCALE};
use crate::refusals;
use crate::value::FigureValue;
use time::Date;

refusals! {
    /// How ambitious a proposed value is; its name is `ambition-…` in the locales.
    pub enum Ambition {
        /// It asks for too little.
        Soft,
        /// It asks for something.
        Fine,
        /// It asks for a lot.
        Ambitious,
        /// It asks for what hardly anybody reaches.
        HardlyPossible,
    }
}

refusals! {
    /// Why; its sentence is `ambition-reason-…` in the locales and may speak of proposed, minimum, last, median, upper, best.
    pub enum AmbitionReason {
        /// Less than the law's minimum.
        BelowMinimum,
        /// Less than the unit reached last year.
        BelowLastYear,
        /// No more than last year, and less than half of the peers reached.
        BelowMedian,
        /// Better than anybody reached last year, and farther from the unit's own result than the margin of a leap.
        LeapBeyondBest,
        /// Better than last year and than half of the peers, and as good as the upper ones or better.
        AmongUpperPeers,
        /// Better than last year by the margin of a stretch; there are no peers to compare with.
        StretchOfOwn,
        /// Nothing of this.
        InBetween,
    }
}

/// What counts as much, as data of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margins {
    /// How far from the own result, as a share of it, a value beyond the best peer is hardly possible: `0,3` is a third more.
    pub leap: Quantity,
    /// From which share of the peers on (counted from the worst) one is among the upper ones: `0,75`.
    pub upper: Quantity,
    /// How far from the own result, as a share of it, a value is ambitious where there are no peers.
    pub stretch: Quantity,
}

/// What a proposed value stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside<'p> {
    /// The unit's own result last year.
    pub last: Option<&'p Value>,
    /// The peers' results last year.
    pub peers: &'p [Value],
    /// The least that the law or the superior's plan asks for.
    pub minimum: Option<&'p Value>,
}

/// What is said of a proposed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// How ambitious it is.
    pub ambition: Ambition,
    /// Why.
    pub reason: AmbitionReason,
    /// The numbers behind it.
    pub numbers: Numbers,
}

/// The numbers, as they were proposed, reached and asked for; days stay in their own year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// The proposed value.
    pub proposed: FigureValue,
    /// The unit's own result last year.
    pub last: Option<FigureValue>,
    /// Half of the peers reached this; of an even number the middle of two, rounded half away from zero to four decimals or a whole day.
    pub median: Option<FigureValue>,
    /// The result with which one is among the upper peers.
    pub upper: Option<FigureValue>,
    /// The best of all results, the own one among them.
    pub best: Option<FigureValue>,
    /// The least that is asked for.
    pub minimum: Option<FigureValue>,
}

impl Judgement {
    /// Whether days were compared: those of last year by day and month, as if they were of this year.
    pub const fn is_of_days(&self) -> bool {
        matches!(self.numbers.proposed, FigureValue::Date(_))
    }
}

/// A value with the number by which it is compared: more is better.
type Placed = (i128, FigureValue);

/// Judges a proposed value; none where it is yes or no, where it bounds a range (neither way is then better), or where there is nothing
/// to hold it against. What is of last year stands a year before what is proposed: its days are held against this year's by day and month.
pub fn judge(direction: Direction, proposed: &Value, beside: &Beside<'_>, margins: &Margins) -> Option<Judgement> {
    // Everything as "more is better".
    let sign = match direction {
        Direction::Lower | Direction::Earlier => -1,
        Direction::Higher => 1,
        Direction::Yes | Direction::Range => return None,
    };
    let now = |it: &Value| Some((number(it.figure_value())? * sign, it.figure_value()));
    let before = |it: &Value| Some((number(a_year_later(it.figure_value()))? * sign, it.figure_value()));
    let proposed: Placed = now(proposed)?;
    let (last, minimum) = (beside.last.and_then(before), beside.minimum.and_then(now));
    let mut peers: Vec<Placed> = beside.peers.iter().filter_map(before).collect();
    peers.sort_unstable_by_key(|it| it.0);
    if last.is_none() && minimum.is_none() && peers.is_empty() {
        return None;
    }
    let middle = middle(&peers);
    let upper = nearest_rank(&peers, margins.upper);
    let best = peers.last().copied().into_iter().chain(last).max_by_key(|it| it.0);
    // A share of a day means nothing: days are earlier or later, not farther.
    let margins = (!matches!(proposed.1, FigureValue::Date(_))).then_some(margins);
    let key = |it: Option<Placed>| it.map(|it| it.0);
    let doubled_median = middle.map(|(one, two)| one.0 + two.0);
    let (ambition, reason) = verdict(proposed.0, (key(last), key(minimum), key(best)), (doubled_median, key(upper)), margins);
    let value = |it: Option<Placed>| it.map(|it| it.1);
    let numbers = Numbers {
        proposed: proposed.1,
        last: value(last),
        median: middle.and_then(|(one, two)| between(one.1, two.1)),
        upper: value(upper),
        best: value(best),
        minimum: value(minimum),
    };
    Some(Judgement { ambition, reason, numbers })
}

type Known = Option<i128>;

fn verdict(
    proposed: i128,
    (last, minimum, best): (Known, Known, Known),
    (doubled_median, upper): (Known, Known),
    margins: Option<&Margins>,
) -> (Ambition, AmbitionReason) {
    use AmbitionReason as Why;
    let own = last.map(|it| it * 2).or(doubled_median);
    // proposed − own − margin × |own|, in doubled ten-thousandths.
    let farther = |margin: Quantity, own: i128| (proposed * 2 - own) * i128::from(SCALE) - i128::from(margin.0) * own.abs();
    let leaps = |own: i128| margins.is_some_and(|it| farther(it.leap, own) > 0);
    let stretches = |own: i128| margins.is_some_and(|it| farther(it.stretch, own) >= 0);
    let below_median = doubled_median.is_some_and(|it| proposed * 2 < it);
    // Where half of the peers are among the upper ones, being there says nothing.
    let above_median = doubled_median.is_some_and(|it| proposed * 2 > it);
    if minimum.is_some_and(|it| proposed < it) {
        (Ambition::Soft, Why::BelowMinimum)
    } else if last.is_some_and(|it| proposed < it) {
        (Ambition::Soft, Why::BelowLastYear)
    } else if below_median && last.is_none_or(|it| proposed == it) {
        (Ambition::Soft, Why::BelowMedian)
    } else if best.is_some_and(|it| proposed > it) && own.is_some_and(leaps) {
        (Ambition::HardlyPossible, Why::LeapBeyondBest)
    } else if above_median && upper.is_some_and(|it| proposed >= it) && last.is_none_or(|it| proposed > it) {
        (Ambition::Ambitious, Why::AmongUpperPeers)
    } else if upper.is_none() && last.is_some_and(|it| proposed > it && stretches(it * 2)) {
        (Ambition::Ambitious, Why::StretchOfOwn)
    } else {
        (Ambition::Fine, Why::InBetween)
    }
}

/// An amount in ten-thousandths, or the number of a day; none of yes and no.
fn number(value: FigureValue) -> Option<i128> {
    match value {
        FigureValue::Amount(it) => Some(it.0.into()),
        FigureValue::Date(day) => Some(day.to_julian_day().into()),
        FigureValue::YesNo(_) => None,
    }
}

/// A day a year later, 29 February on the 28th; an amount as it is. A day of December before its campaign's year stays before it.
fn a_year_later(value: FigureValue) -> FigureValue {
    match value {
        FigureValue::Date(day) => {
            let next = day.year() + 1;
            let later = day.replace_year(next).or_else(|_| day.replace_day(28).and_then(|it| it.replace_year(next)));
            FigureValue::Date(later.unwrap_or(day))
        }
        other => other,
    }
}

/// The two results in the middle, which are one where their number is odd.
fn middle(sorted: &[Placed]) -> Option<(Placed, Placed)> {
    let at = sorted.len() / 2;
    let upper = *sorted.get(at)?;
    let lower = if sorted.len() % 2 == 1 { upper } else { *sorted.get(at.checked_sub(1)?)? };
    Some((lower, upper))
}

/// The middle of two values of one kind, rounded half away from zero.
fn between(one: FigureValue, two: FigureValue) -> Option<FigureValue> {
    let half = |sum: i128| if sum < 0 { (sum - 1) / 2 } else { (sum + 1) / 2 };
    let middle = half(number(one)? + number(two)?);
    match one {
        FigureValue::Date(_) => i32::try_from(middle).ok().and_then(|it| Date::from_julian_day(it).ok()).map(FigureValue::Date),
        _ => i64::try_from(middle).ok().map(|it| FigureValue::Amount(Quantity(it))),
    }
}

/// The result that a share of all does not exceed: the nearest rank, counted from the worst.
fn nearest_rank(sorted: &[Placed], share: Quantity) -> Option<Placed> {
    let count = i64::try_from(sorted.len()).ok()?;
    let scaled = count.checked_mul(share.0.clamp(0, SCALE))?;
    let rank = (scaled + SCALE - 1) / SCALE;
    sorted.get(usize::try_from(rank.max(1) - 1).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const MARGINS: Margins = Margins { leap: Quantity(3_000), upper: Quantity(7_500), stretch: Quantity(500) };

    fn values(texts: &[&str]) -> Vec<Value> {
        texts.iter().filter_map(|it| Value::read(it)).collect()
    }

    fn of(direction: Direction, proposed: &str, last: Option<&str>, peers: &[&str], minimum: Option<&str>) -> Option<Judgement> {
        let (last, minimum) = (last.and_then(Value::read), minimum.and_then(Value::read));
        let beside = Beside { last: last.as_ref(), peers: &values(peers), minimum: minimum.as_ref() };
        judge(direction, &Value::read(proposed)?, &beside, &MARGINS)
    }

    #[test]
    fn a_proposal_is_held_against_last_year_the_peers_and_the_minimum() {
        use Ambition::*;
        use AmbitionReason as Why;
        use Direction::{Earlier, Higher, Lower};
        let peers = ["40", "50", "60", "70"];
        for (direction, proposed, last, peers, minimum, expected) in [
            (Higher, "49", Some("45"), &peers[..], Some("50"), (Soft, Why::BelowMinimum)),
            (Higher, "44", Some("45"), &peers, None, (Soft, Why::BelowLastYear)),
            (Higher, "45", Some("45"), &peers, None, (Soft, Why::BelowMedian)),
            (Higher, "45", None, &peers, None, (Soft, Why::BelowMedian)),
            (Higher, "50", Some("45"), &peers, None, (Fine, Why::InBetween)),
            (Higher, "60", Some("45"), &peers, None, (Ambitious, Why::AmongUpperPeers)),
            (Higher, "70", Some("45"), &peers, None, (Ambitious, Why::AmongUpperPeers)),
            (Higher, "71", Some("45"), &peers, None, (HardlyPossible, Why::LeapBeyondBest)),
            (Higher, "71", Some("70"), &peers, None, (Ambitious, Why::AmongUpperPeers)),
            (Higher, "65", Some("65"), &peers, None, (Fine, Why::InBetween)),
            (Higher, "47.25", Some("45"), &[], None, (Ambitious, Why::StretchOfOwn)),
            (Higher, "47.24", Some("45"), &[], None, (Fine, Why::InBetween)),
            (Higher, "60", Some("45"), &[], None, (HardlyPossible, Why::LeapBeyondBest)),
            (Higher, "60", None, &[], Some("50"), (Fine, Why::InBetween)),
            (Lower, "0", Some("11"), &["0", "0", "4", "22"], None, (Ambitious, Why::AmongUpperPeers)),
            (Lower, "12", Some("11"), &["0", "0", "4", "22"], None, (Soft, Why::BelowLastYear)),
            (Lower, "5", Some("11"), &["4", "6", "8", "22"], Some("3"), (Soft, Why::BelowMinimum)),
            (Earlier, "2023-02-10", Some("2022-02-08"), &[], Some("2023-01-31"), (Soft, Why::BelowMinimum)),
            (Earlier, "2023-06-30", Some("2022-06-30"), &[], None, (Fine, Why::InBetween)),
            (Earlier, "2023-06-30", Some("2022-06-29"), &[], None, (Soft, Why::BelowLastYear)),
            (Earlier, "2023-01-31", Some("2021-12-20"), &[], None, (Soft, Why::BelowLastYear)),
            (Earlier, "2024-02-28", Some("2023-02-28"), &[], None, (Fine, Why::InBetween)),
            (Earlier, "2025-02-28", Some("2024-02-29"), &[], None, (Fine, Why::InBetween)),
            (Earlier, "2023-01-01", Some("2022-06-30"), &[], None, (Fine, Why::InBetween)),
            (
                Earlier,
                "2023-06-01",
                Some("2022-06-30"),
                &["2022-06-01", "2022-06-10", "2022-06-20"],
                None,
                (Ambitious, Why::AmongUpperPeers),
            ),
            (Higher, "100", Some("98"), &["100", "100", "100"], None, (Fine, Why::InBetween)),
            (Higher, "100", Some("98"), &["90", "100", "100"], None, (Fine, Why::InBetween)),
        ] {
            let it = of(direction, proposed, last, peers, minimum).map(|it| (it.ambition, it.reason));
            assert_eq!(it, Some(expected), "{direction:?} {proposed} beside {last:?} {peers:?} {minimum:?}");
        }
        assert_eq!(of(Direction::Yes, "yes", None, &[], None), None);
        assert_eq!(of(Direction::Range, "40", Some("45"), &["50"], None), None);
        assert_eq!(of(Higher, "60", None, &[], None), None, "nothing to hold it against");
    }

    #[test]
    fn the_numbers_are_those_of_the_target() {
        let numbers = of(Direction::Lower, "3", Some("11"), &["0", "22", "4", "7"], Some("5")).map(|it| it.numbers);
        let amount = |it: i64| Some(FigureValue::Amount(Quantity(it)));
        let expected = Numbers {
            proposed: FigureValue::Amount(Quantity(30_000)),
            last: amount(110_000),
            median: amount(55_000),
            upper: amount(40_000),
            best: amount(0),
            minimum: amount(50_000),
        };
        assert_eq!(numbers, Some(expected));
    }

    #[test]
    fn days_are_shown_in_the_year_they_were_reached_in() {
        let it = of(Direction::Earlier, "2023-06-30", Some("2022-06-20"), &["2022-06-10", "2022-06-13"], Some("2023-07-15"));
        let it = it.unwrap();
        assert!(it.is_of_days());
        let day = |it: Date| Some(FigureValue::Date(it));
        let numbers = it.numbers;
        assert_eq!(
            (Some(numbers.proposed), numbers.last, numbers.minimum),
            (day(date!(2023 - 06 - 30)), day(date!(2022 - 06 - 20)), day(date!(2023 - 07 - 15)))
        );
        assert_eq!((numbers.best, numbers.median), (day(date!(2022 - 06 - 10)), day(date!(2022 - 06 - 12))));
    }

    proptest! {
        #[test]
        fn asking_for_more_is_never_softer(one in -100_i64..2000, more in 0_i64..2000, last in proptest::option::of(-100_i64..2000), peers in proptest::collection::vec(-100_i64..2000, 0..8), minimum in proptest::option::of(-100_i64..2000), lower: bool) {
            let direction = if lower { Direction::Lower } else { Direction::Higher };
            let value = |it: i64| Value::Amount(Quantity(if lower { -it } else { it }).into());
            let (last, minimum) = (last.map(value), minimum.map(value));
            let peers: Vec<Value> = peers.into_iter().map(value).collect();
            let beside = Beside { last: last.as_ref(), peers: &peers, minimum: minimum.as_ref() };
            let of = |it: i64| judge(direction, &value(it), &beside, &MARGINS).map(|it| it.ambition);
            prop_assert!(of(one) <= of(one + more));
        }
    }
}
