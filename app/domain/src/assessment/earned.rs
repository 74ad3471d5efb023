//! What each target of a unit earned, kept exact, so that a question about the same results (one area alone, one weight moved, one
//! target otherwise) is answered from the points and evaluates nothing a second time.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::evaluate::Status;
use super::exact::{Exact, Rounded};
use super::outcome::{grade_of, outcome_of};
use super::{Assessor, Evaluated};
use crate::package::RuleSet;
use crate::quantity::SCALE;
use crate::receipt::Outcome;

/// How many parts of one point the fast path counts; what it cannot settle is computed exactly.
const PARTS: i64 = 1_000_000_000_000;

/// What the targets of a unit earned.
#[derive(Debug, Clone)]
pub struct Earned {
    targets: Vec<Part>,
    /// The points of all applicable targets.
    points: Exact,
    /// The weights of all applicable targets, in ten-thousandths.
    weight: i128,
    decimals: u8,
}

/// One target.
#[derive(Debug, Clone)]
struct Part {
    status: Status,
    /// Nothing where the target does not apply.
    points: Exact,
    /// In ten-thousandths; 0 where the target does not apply.
    weight: i128,
    /// The whole parts of the points, cut.
    floor: i128,
}

/// One weight moved while every other is rescaled so that their total stays. Only the proportion of the two factors matters to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reweighing {
    target: usize,
    moved: i128,
    others: i128,
}

/// What a unit would have if something had come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// The score, rounded; none where no target applies.
    pub score: Option<Rounded>,
    /// Whether it would pass.
    pub outcome: Outcome,
    /// The grade's code.
    pub grade: Option<String>,
}

impl Assessor<'_> {
    /// What the targets of a unit earned; none where the package has no such unit.
    pub fn earned(&self, unit: &str) -> Option<Earned> {
        let at = *self.units.get(unit)?;
        let rule_set = &self.package.rule_set;
        let targets: Vec<Part> = rule_set.targets.iter().map(|it| Part::of(self.evaluate(at, unit, it), it.weight.quantity().0)).collect();
        Some(Earned {
            points: Exact::sum(targets.iter().map(|it| it.points.clone())),
            weight: targets.iter().map(|it| it.weight).sum(),
            targets,
            decimals: rule_set.display_decimals,
        })
    }

    /// What the targets of every unit earned, in the package's order.
    pub fn earned_by_all(&self) -> Vec<Earned> {
        self.package.units.iter().filter_map(|it| self.earned(&it.code)).collect()
    }
}

impl Part {
    fn of(evaluated: Evaluated, weight: i64) -> Self {
        let applies = evaluated.status.is_applicable();
        let points = evaluated.points.filter(|_| applies).unwrap_or_else(Exact::zero);
        let floor = points.times(&Exact::from_integer(PARTS.into())).floor().to_i128().unwrap_or_default();
        Self { status: evaluated.status, points, weight: if applies { weight.into() } else { 0 }, floor }
    }
}

impl Reweighing {
    /// Every weight as it is.
    pub const fn unmoved() -> Self {
        Self { target: 0, moved: 1, others: 1 }
    }

    /// The weight of the target at `target` times `factor` (a numerator and a denominator), the others rescaled to the same total; none
    /// where that would leave the others nothing or less.
    pub fn of(rule_set: &RuleSet, target: usize, factor: (i64, i64)) -> Option<Self> {
        let (weight, total) = weights(rule_set, target)?;
        let (times, over) = (i128::from(factor.0), i128::from(factor.1));
        // weight × times ÷ over stands against (total − weight × times ÷ over) ÷ (total − weight) of each other one; both are taken
        // over × (total − weight) times, which a score does not see.
        let others = total.checked_mul(over)?.checked_sub(weight.checked_mul(times)?)?;
        let moved = times.checked_mul(total - weight)?;
        (others > 0 && moved > 0).then_some(Self { target, moved, others })
    }

    /// The weight that the target then has; the total is that of the rule set.
    pub fn weight(&self, rule_set: &RuleSet) -> Option<BigRational> {
        let (weight, total) = weights(rule_set, self.target)?;
        let moved = BigInt::from(self.moved) * weight;
        let whole = &moved + BigInt::from(self.others) * (total - weight);
        Exact::new(moved * total, whole * SCALE).map(|it| it.rational())
    }
}

/// The weight of a target and the total of all, in ten-thousandths.
fn weights(rule_set: &RuleSet, target: usize) -> Option<(i128, i128)> {
    let weight = rule_set.targets.get(target)?.weight.quantity().0.into();
    Some((weight, rule_set.targets.iter().map(|it| i128::from(it.weight.quantity().0)).sum()))
}

impl Earned {
    /// How a target came out.
    pub fn status(&self, target: usize) -> Option<Status> {
        self.targets.get(target).map(|it| it.status)
    }

    /// The exact points of a target; none where it does not apply.
    pub fn points(&self, target: usize) -> Option<BigRational> {
        self.targets.get(target).filter(|it| it.status.is_applicable()).map(|it| it.points.rational())
    }

    /// The score of some targets alone, as step 7 of the format has it of all; none where none of them applies.
    pub fn score_of(&self, takes: impl Fn(usize) -> bool) -> Option<Rounded> {
        let taken = || self.targets.iter().enumerate().filter(|it| takes(it.0)).map(|it| it.1);
        let weight = taken().map(|it| it.weight).sum();
        score(&Exact::sum(taken().map(|it| it.points.clone())), weight).map(|it| it.rounded(self.decimals))
    }

    /// The score under other weights, in units of the last decimal shown; none where no target applies.
    pub fn reweighed(&self, by: &Reweighing) -> Option<i64> {
        let own = self.targets.get(by.target)?;
        match self.reweighed_by_parts(by, own) {
            Some(units) => Some(units),
            None => self.reweighed_exactly(by, own),
        }
    }

    /// Each cut part is short by less than one; where the least and the most that the sum can be show the same score, that is the score.
    fn reweighed_by_parts(&self, by: &Reweighing, own: &Part) -> Option<i64> {
        let weight = by.others.checked_mul(self.weight - own.weight)?.checked_add(by.moved.checked_mul(own.weight)?)?;
        let others = self.targets.iter().map(|it| it.floor).sum::<i128>() - own.floor;
        let slack = i128::try_from(self.targets.len()).ok()?;
        let sum = |others: i128, own: i128| by.others.checked_mul(others)?.checked_add(by.moved.checked_mul(own)?);
        let least = units_of(sum(others, own.floor)?, weight, self.decimals)?;
        let most = units_of(sum(others + slack, own.floor + 1)?, weight, self.decimals)?;
        (least == most).then(|| i64::try_from(least).ok()).flatten()
    }

    fn reweighed_exactly(&self, by: &Reweighing, own: &Part) -> Option<i64> {
        let factor = |it: i128| Exact::from_integer(it.into());
        let points = self.points.subtract(&own.points).times(&factor(by.others)).add(&own.points.times(&factor(by.moved)));
        let weight = BigInt::from(by.others) * (self.weight - own.weight) + BigInt::from(by.moved) * own.weight;
        points.over(&Exact::new(weight, scale())?)?.rounded(self.decimals).units().to_i64()
    }

    /// What the unit would have if one target were met with all its points, or missed with none; none where the target does not apply.
    pub fn if_target(&self, rule_set: &RuleSet, target: usize, met: bool) -> Option<Otherwise> {
        let own = self.targets.get(target).filter(|it| it.status.is_applicable())?;
        let full = Exact::new(own.weight.into(), SCALE.into())?;
        let points = self.points.subtract(&own.points);
        let points = if met { points.add(&full) } else { points };
        let is_met = |at: usize, it: &Part| if at == target { met } else { it.status == Status::Met };
        let applicable = || self.targets.iter().enumerate().filter(|it| it.1.status.is_applicable());
        let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let counted = (count(applicable().filter(|it| is_met(it.0, it.1)).count()), count(applicable().count()));
        let gates_hold = applicable().all(|it| is_met(it.0, it.1) || !rule_set.targets.get(it.0).is_some_and(|it| it.mandatory()));
        let score = score(&points, self.weight);
        Some(Otherwise {
            outcome: outcome_of(&rule_set.pass, score.as_ref(), counted, gates_hold),
            grade: score.as_ref().and_then(|it| grade_of(rule_set.grades(), it)).map(|it| it.grade.clone()),
            score: score.map(|it| it.rounded(self.decimals)),
        })
    }
}

/// Step 7: points ÷ weights (in ten-thousandths) × 100.
fn score(points: &Exact, weight: i128) -> Option<Exact> {
    points.over(&Exact::new(weight.into(), scale())?)
}

/// What weights in ten-thousandths are divided by so that a score comes out of 100.
fn scale() -> BigInt {
    (100 * SCALE).into()
}

/// A score of so many parts of points, in units of the last decimal, rounded half away from zero; none where a number is too large.
fn units_of(points: i128, weight: i128, decimals: u8) -> Option<i128> {
    let doubled = points.checked_mul(2 * 100 * i128::from(SCALE) * 10_i128.pow(decimals.into()))?;
    let whole = weight.checked_mul(PARTS.into())?;
    doubled.checked_add(whole)?.checked_div_euclid(whole.checked_mul(2)?)
}
