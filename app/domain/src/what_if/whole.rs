//! What moved figures may not come to: a part is never larger than its whole, a share of a hundred never larger than a hundred. The rule is
//! that of figures (`figure::within_limit`), for a year that is not over: what a total lacks may fall into every period without a figure.

use super::{Calculator, Move, MoveRefusal, reported};
use crate::assessment::Assessor;
use crate::figure::within_limit;
use crate::package::{Direction, Measure, Package, Target};
use crate::quantity::{Quantity, SCALE};
use crate::value::FigureValue;

/// A hundred of a hundred.
pub(super) const HUNDRED: Quantity = Quantity(100 * SCALE);

/// A variable whose figures are parts of those of another one, period by period (`Variable::limit_code`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The part.
    pub part: String,
    /// The whole.
    pub whole: String,
}

impl Move {
    /// The variable that is moved.
    pub fn variable(&self) -> &str {
        match self {
            Self::Figure { variable, .. } | Self::Total { variable, .. } => variable,
        }
    }

    /// The period that takes it.
    pub fn period(&self) -> &str {
        match self {
            Self::Figure { period, .. } | Self::Total { period, .. } => period,
        }
    }
}

impl Calculator {
    /// Which moves a part with all of them does not bear.
    pub(super) fn misfits(&self, moved: &Package, moves: &[Move]) -> Vec<(usize, MoveRefusal)> {
        let refusal = |it: &Move| {
            if self.is_above_hundred(it) {
                return Some(MoveRefusal::AboveHundred);
            }
            let mut wholes = self.limits.iter().filter(|limit| limit.part == it.variable());
            if wholes.any(|limit| !part_fits(moved, it, &limit.whole)) {
                return Some(MoveRefusal::AboveWhole);
            }
            // Of a part that is moved too it was asked already.
            let is_moved = |part: &str| moves.iter().any(|it| it.variable() == part);
            let mut parts = self.limits.iter().filter(|limit| limit.whole == it.variable() && !is_moved(&limit.part));
            let holds = |part: &str| match (figure(moved, part, it.period()), figure(moved, it.variable(), it.period())) {
                (Some(part), whole) => within_limit(part, whole).is_ok(),
                (None, _) => true,
            };
            parts.any(|limit| !holds(&limit.part)).then_some(MoveRefusal::BelowPart)
        };
        moves.iter().enumerate().filter_map(|(at, it)| Some((at, refusal(it)?))).collect()
    }

    /// The greatest total that a variable can come to beside what is, and the whole that says so; none where nothing holds it.
    pub fn most(&self, variable: &str, period: &str) -> Option<(&str, Quantity)> {
        let wholes = self.limits.iter().filter(|it| it.part == variable).map(|it| it.whole.as_str());
        wholes.filter_map(|whole| Some((whole, most(&self.part, variable, period, whole)?))).min_by_key(|it| it.1)
    }

    /// The wholes of a variable, their wholes, and so on; each once.
    pub(super) fn wholes_of<'c>(&'c self, variable: &'c str) -> Vec<&'c str> {
        let mut wholes: Vec<&str> = Vec::new();
        let mut last = vec![variable];
        while let Some(part) = last.pop() {
            for limit in self.limits.iter().filter(|it| it.part == part) {
                if limit.whole != variable && !wholes.contains(&limit.whole.as_str()) {
                    wholes.push(&limit.whole);
                    last.push(&limit.whole);
                }
            }
        }
        wholes
    }

    /// Whether a value of a variable that is a share of a hundred is more than that.
    fn is_above_hundred(&self, it: &Move) -> bool {
        match it {
            Move::Figure { variable, value: FigureValue::Amount(value), .. } => *value > HUNDRED && self.is_share(variable),
            Move::Figure { .. } | Move::Total { .. } => false,
        }
    }

    /// Whether the figures of a variable are shares of a hundred themselves: every target that uses it takes its value as it is, in per
    /// cent, asks for less than a hundred (or for just that, of what cannot be exceeded), and nothing that is reported is more.
    pub(super) fn is_share(&self, variable: &str) -> bool {
        let mut uses = self.part.rule_set.targets.iter().filter(|it| it.measure.variables().contains(&variable)).peekable();
        let figures = self.part.figures.iter().filter(|it| it.variable == variable);
        let all_below = figures.filter_map(|it| it.value.figure_value().amount()).all(|it| it <= HUNDRED);
        uses.peek().is_some() && all_below && uses.all(|it| self.asks_for_a_share(it))
    }

    fn asks_for_a_share(&self, target: &Target) -> bool {
        let taken_as_it_is = matches!(target.measure, Measure::Latest { .. } | Measure::Mean { .. });
        if !taken_as_it_is || target.unit != "%" || !matches!(target.direction, Direction::Higher | Direction::Range) {
            return false;
        }
        let Some(unit) = self.part.units.first() else { return false };
        let assessor = Assessor::new(&self.part);
        let Some(goal) = assessor.goal_on(&unit.code, &target.code, self.part.campaign.ends_on) else { return false };
        let bound = goal.value_to.map_or_else(|| goal.value.figure_value().amount(), |it| Some(it.quantity()));
        bound.is_some_and(|it| it < HUNDRED || it == HUNDRED && !target.can_exceed())
    }
}

/// Whether a moved part still lies within a whole.
fn part_fits(moved: &Package, it: &Move, whole: &str) -> bool {
    match it {
        Move::Figure { value, period, .. } => within_limit(*value, figure(moved, whole, period)).is_ok(),
        Move::Total { total, variable, period } => most(moved, variable, period, whole).is_none_or(|most| *total <= most),
    }
}

/// The greatest total of a part whose `period` gives way: the periods that have a figure of it keep theirs, the others can take what the
/// whole has in them. None where nothing is reported of the whole.
fn most(package: &Package, part: &str, period: &str, whole: &str) -> Option<Quantity> {
    let stays = |label: &str| label != period && package.figures.iter().any(|it| it.variable == part && it.period == label);
    let wholes = || package.figures.iter().filter(|it| it.variable == whole);
    wholes().next()?;
    let free = wholes().filter(|it| !stays(&it.period)).map(|it| it.value.figure_value().amount());
    let free = Quantity::checked_sum(free.collect::<Option<Vec<_>>>()?)?;
    let kept = reported(package, part, Some(&period.to_owned()))?;
    let room = kept.checked_add(free)?;
    // Where the whole is reported by other periods than the part, the sums of the year are what can be compared.
    Some(room.min(reported(package, whole, None)?))
}

fn figure(package: &Package, variable: &str, period: &str) -> Option<FigureValue> {
    package.figures.iter().find(|it| it.variable == variable && it.period == period).map(|it| it.value.figure_value())
}
