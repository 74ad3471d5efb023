//! A unit's targets handed down to named staff (FEATURES D11), and whether what they answer for comes to what the unit committed to.
//! Counts are added up; of shares, days and yes or no each person answers for the whole, so that the unit reaches its goal if everybody
//! does: a share of all is never worse than the worst share of its parts.

use crate::package::{Direction, MeasureKind};
use crate::quantity::Quantity;
use crate::refusals;
use crate::value::FigureValue;

refusals! {
    /// How what staff answer for stands to the unit's goal; its name is `handing-down-…` in the locales.
    pub enum HandingDown {
        /// Nobody answers for the target.
        Nobody,
        /// The parts come to the goal, or better.
        Reconciled,
        /// The parts come to less than the goal.
        Short,
    }
}

refusals! {
    /// Why a part is not taken.
    pub enum AssignRefusal {
        /// Only what is agreed is handed down.
        NotAgreed,
        /// The person holds no post in the unit.
        NotOfUnit,
        /// The target does not apply to the unit.
        Exempt,
        /// The person answers for this target already; take that away first.
        AssignedAlready,
        /// A number that is not clear: `1,250` and `1.250` are read in two ways.
        Unclear,
    }
}

/// What the parts of a target come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The sum of counts; none where nothing is added up.
    pub total: Option<Quantity>,
    /// How it stands to the goal.
    pub standing: HandingDown,
}

/// Holds the parts of a target against the unit's goal. Of a range, whose parts cannot be told apart, every part has to lie inside.
pub fn reconcile(kind: MeasureKind, direction: Direction, goal: FigureValue, goal_to: Option<Quantity>, parts: &[FigureValue]) -> Sum {
    if parts.is_empty() {
        return Sum { total: None, standing: HandingDown::Nobody };
    }
    let total = match (kind, direction) {
        (MeasureKind::Sum, Direction::Higher | Direction::Lower) => Quantity::checked_sum(parts.iter().filter_map(|it| match it {
            FigureValue::Amount(it) => Some(*it),
            FigureValue::Date(_) | FigureValue::YesNo(_) => None,
        })),
        _ => None,
    };
    let reaches = |it: FigureValue| match (direction, it, goal) {
        (Direction::Higher, FigureValue::Amount(it), FigureValue::Amount(goal)) => it >= goal,
        (Direction::Lower, FigureValue::Amount(it), FigureValue::Amount(goal)) => it <= goal,
        (Direction::Range, FigureValue::Amount(it), FigureValue::Amount(goal)) => it >= goal && goal_to.is_none_or(|to| it <= to),
        (Direction::Earlier, FigureValue::Date(it), FigureValue::Date(goal)) => it <= goal,
        (Direction::Yes, FigureValue::YesNo(it), FigureValue::YesNo(_)) => it,
        _ => false,
    };
    let reached = match total {
        Some(total) => reaches(FigureValue::Amount(total)),
        None => parts.iter().all(|it| reaches(*it)),
    };
    Sum { total, standing: if reached { HandingDown::Reconciled } else { HandingDown::Short } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    fn amounts(all: &[i64]) -> Vec<FigureValue> {
        all.iter().map(|it| FigureValue::Amount(Quantity(it * 10_000))).collect()
    }

    fn standing(kind: MeasureKind, direction: Direction, goal: i64, parts: &[i64]) -> HandingDown {
        reconcile(kind, direction, FigureValue::Amount(Quantity(goal * 10_000)), None, &amounts(parts)).standing
    }

    #[test]
    fn counts_are_added_up_and_shares_are_not() {
        use HandingDown::{Nobody, Reconciled, Short};
        assert_eq!(standing(MeasureKind::Sum, Direction::Higher, 12, &[]), Nobody);
        assert_eq!(standing(MeasureKind::Sum, Direction::Higher, 12, &[6, 6]), Reconciled);
        assert_eq!(standing(MeasureKind::Sum, Direction::Higher, 12, &[6, 5]), Short);
        assert_eq!(standing(MeasureKind::Sum, Direction::Lower, 0, &[0, 0]), Reconciled);
        assert_eq!(standing(MeasureKind::Sum, Direction::Lower, 3, &[2, 2]), Short);
        assert_eq!(standing(MeasureKind::Ratio, Direction::Higher, 60, &[60, 75]), Reconciled);
        assert_eq!(standing(MeasureKind::Ratio, Direction::Higher, 60, &[59, 75]), Short);
        assert_eq!(standing(MeasureKind::Ratio, Direction::Lower, 5, &[5, 4]), Reconciled);
    }

    #[test]
    fn days_yes_and_ranges_bind_everybody() {
        let (goal, late) = (FigureValue::Date(date!(2023 - 01 - 31)), FigureValue::Date(date!(2023 - 02 - 01)));
        let of = |parts: &[FigureValue]| reconcile(MeasureKind::Date, Direction::Earlier, goal, None, parts).standing;
        assert_eq!((of(&[goal]), of(&[goal, late])), (HandingDown::Reconciled, HandingDown::Short));
        let yes = |it| reconcile(MeasureKind::YesNo, Direction::Yes, FigureValue::YesNo(true), None, &[FigureValue::YesNo(it)]).standing;
        assert_eq!((yes(true), yes(false)), (HandingDown::Reconciled, HandingDown::Short));
        let range = |it: i64| {
            let parts = amounts(&[it]);
            reconcile(MeasureKind::Ratio, Direction::Range, FigureValue::Amount(Quantity(80_000)), Some(Quantity(120_000)), &parts).standing
        };
        assert_eq!(
            (range(8), range(12), range(13), range(7)),
            (HandingDown::Reconciled, HandingDown::Reconciled, HandingDown::Short, HandingDown::Short)
        );
    }

    proptest! {
        /// If the parts of a share are reconciled and everybody reaches theirs, the unit reaches its goal, whoever does how much.
        #[test]
        fn a_unit_reaches_its_share_if_everybody_reaches_theirs(goal in 0_i64..=100, work in prop::collection::vec((1_i64..500, 0_i64..=100), 1..6)) {
            let parts = amounts(&work.iter().map(|(_, share)| (*share).max(goal)).collect::<Vec<_>>());
            let sum = reconcile(MeasureKind::Ratio, Direction::Higher, FigureValue::Amount(Quantity(goal * 10_000)), None, &parts);
            prop_assert_eq!(sum.standing, HandingDown::Reconciled);
            let done: i64 = work.iter().map(|(size, share)| size * (*share).max(goal)).sum();
            let all: i64 = work.iter().map(|it| it.0).sum();
            prop_assert!(done >= goal * all);
        }

        /// The order in which parts are listed changes nothing.
        #[test]
        fn order_changes_nothing(goal in 0_i64..50, mut parts in prop::collection::vec(0_i64..40, 0..6)) {
            let before = standing(MeasureKind::Sum, Direction::Higher, goal, &parts);
            parts.reverse();
            prop_assert_eq!(before, standing(MeasureKind::Sum, Direction::Higher, goal, &parts));
        }
    }
}
