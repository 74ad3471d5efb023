//! The ambition check at signing (FEATURES D2): a proposed target value beside last year's result, the peers' median and the law's
//! minimum. It flags what is soft or hardly possible and says why, with the numbers; people decide. Margins and minimum are data.

use crate::package::{Direction, Value};
use crate::quantity::{Quantity, SCALE};
use crate::refusals;

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
        /// Better than last year, and as good as the upper peers or better.
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

/// The numbers, in the target's own unit; of days the number of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers {
    /// The proposed value.
    pub proposed: Quantity,
    /// The unit's own result last year.
    pub last: Option<Quantity>,
    /// Half of the peers reached this; of an even number the middle of two, rounded half away from zero to four decimals.
    pub median: Option<Quantity>,
    /// The result with which one is among the upper peers.
    pub upper: Option<Quantity>,
    /// The best of all results, the own one among them.
    pub best: Option<Quantity>,
    /// The least that is asked for.
    pub minimum: Option<Quantity>,
}

/// Judges a proposed value; none where it is yes or no, where it bounds a range (neither way is then better), or where there is nothing
/// to hold it against.
pub fn judge(direction: Direction, proposed: &Value, beside: &Beside<'_>, margins: &Margins) -> Option<Judgement> {
    // Everything as "more is better".
    let sign = match direction {
        Direction::Lower | Direction::Earlier => -1,
        Direction::Higher => 1,
        Direction::Yes | Direction::Range => return None,
    };
    let read = |it: &Value| number(it).map(|it| i128::from(it.0) * sign);
    let proposed = read(proposed)?;
    let (last, minimum) = (beside.last.and_then(read), beside.minimum.and_then(read));
    let mut peers: Vec<i128> = beside.peers.iter().filter_map(read).collect();
    peers.sort_unstable();
    if last.is_none() && minimum.is_none() && peers.is_empty() {
        return None;
    }
    let doubled_median = doubled_median(&peers);
    let upper = nearest_rank(&peers, margins.upper);
    let best = peers.last().copied().max(last);
    let (ambition, reason) = verdict(proposed, (last, minimum, best), (doubled_median, upper), margins);
    let back = |it: i128| i64::try_from(it * sign).ok().map(Quantity);
    // Half away from zero: the sum of two ten-thousandths is odd or even.
    let half = |it: i128| if it < 0 { (it - 1) / 2 } else { (it + 1) / 2 };
    let numbers = Numbers {
        proposed: back(proposed)?,
        last: last.and_then(back),
        median: doubled_median.map(half).and_then(back),
        upper: upper.and_then(back),
        best: best.and_then(back),
        minimum: minimum.and_then(back),
    };
    Some(Judgement { ambition, reason, numbers })
}

type Known = Option<i128>;

fn verdict(
    proposed: i128,
    (last, minimum, best): (Known, Known, Known),
    (doubled_median, upper): (Known, Known),
    margins: &Margins,
) -> (Ambition, AmbitionReason) {
    use AmbitionReason as Why;
    let own = last.map(|it| it * 2).or(doubled_median);
    // proposed − own ≥ margin × |own|, in doubled ten-thousandths.
    let farther = |margin: Quantity, own: i128| (proposed * 2 - own) * i128::from(SCALE) - i128::from(margin.0) * own.abs();
    let below_median = doubled_median.is_some_and(|it| proposed * 2 < it);
    if minimum.is_some_and(|it| proposed < it) {
        (Ambition::Soft, Why::BelowMinimum)
    } else if last.is_some_and(|it| proposed < it) {
        (Ambition::Soft, Why::BelowLastYear)
    } else if below_median && last.is_none_or(|it| proposed == it) {
        (Ambition::Soft, Why::BelowMedian)
    } else if best.is_some_and(|it| proposed > it) && own.is_some_and(|it| farther(margins.leap, it) > 0) {
        (Ambition::HardlyPossible, Why::LeapBeyondBest)
    } else if upper.is_some_and(|it| proposed >= it) && last.is_none_or(|it| proposed > it) {
        (Ambition::Ambitious, Why::AmongUpperPeers)
    } else if upper.is_none() && last.is_some_and(|it| proposed > it && farther(margins.stretch, it * 2) >= 0) {
        (Ambition::Ambitious, Why::StretchOfOwn)
    } else {
        (Ambition::Fine, Why::InBetween)
    }
}

/// An amount, or a day as its number; none of yes and no.
fn number(value: &Value) -> Option<Quantity> {
    match value {
        Value::Amount(decimal) => Some(decimal.quantity()),
        Value::Date(day) => Quantity::whole(day.to_julian_day().into()),
        Value::YesNo(_) => None,
    }
}

/// Twice the median, which is whole.
fn doubled_median(sorted: &[i128]) -> Option<i128> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 { Some(upper * 2) } else { Some(upper + sorted.get(middle.checked_sub(1)?)?) }
}

/// The result that a share of all does not exceed: the nearest rank, counted from the worst.
fn nearest_rank(sorted: &[i128], share: Quantity) -> Option<i128> {
    let count = i64::try_from(sorted.len()).ok()?;
    let scaled = count.checked_mul(share.0.clamp(0, SCALE))?;
    let rank = (scaled + SCALE - 1) / SCALE;
    sorted.get(usize::try_from(rank.max(1) - 1).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        let whole = |it: i64| Quantity::whole(it);
        let expected = Numbers {
            proposed: Quantity(30_000),
            last: whole(11),
            median: Some(Quantity(55_000)),
            upper: whole(4),
            best: whole(0),
            minimum: whole(5),
        };
        assert_eq!(numbers, Some(expected));
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
