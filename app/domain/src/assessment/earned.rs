//! What each target of a unit earned, kept exact, so that a question about the same results (one area alone, one weight moved, one
//! target otherwise) is answered from the points and evaluates nothing a second time.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::evaluate::{Evaluated, Plan};
use super::exact::{Exact, round};
use super::outcome::{grade_of, outcome_of};
use super::score::Score;
use super::{Assessor, RankKey, Rounded, Status};
use crate::package::{Pass, RuleSet, TieBreaker};
use crate::quantity::{Quantity, SCALE};
use crate::receipt::Outcome;

/// How many parts of one point the fast path counts; what it cannot settle is computed exactly.
const PARTS: i64 = 1_000_000_000_000;

/// The greatest score.
const MOST: Quantity = Quantity(100 * SCALE);

/// What the targets of a unit earned, and what counts after them.
#[derive(Debug, Clone)]
pub struct Earned {
    targets: Vec<Part>,
    /// What all applicable targets weigh for the unit, in ten-thousandths.
    weight: i128,
    /// Bonuses less maluses.
    after: Quantity,
    source: Source,
    ties: Vec<Tie>,
    decimals: u8,
}

/// Where the score comes from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// From the targets.
    Targets,
    /// Others published it, or have not yet; it stays as it is however the targets come out.
    Published(Option<Quantity>),
}

/// What a tie breaker compares.
#[derive(Debug, Clone)]
enum Tie {
    /// Something that no weight moves.
    Fixed(Option<Exact>),
    /// The score of the area at a place.
    Area(usize),
}

/// One target.
#[derive(Debug, Clone)]
struct Part {
    status: Status,
    /// Nothing where the target does not apply.
    points: Exact,
    /// What it weighs for the unit, in ten-thousandths; 0 where the target does not apply.
    weight: i128,
    /// The whole parts of the points, cut.
    floor: i128,
    /// The greatest score that is left while the target is not met.
    cap: Option<Quantity>,
    /// The place of its area.
    area: usize,
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
        let total = self.total(unit, self.evaluated(*self.units.get(unit)?, unit));
        let rule_set = &self.package.rule_set;
        let areas = &self.areas;
        let tie = |(by, key): (&TieBreaker, Option<Exact>)| match by {
            TieBreaker::Area(code) => areas.iter().position(|it| it == code).map_or(Tie::Fixed(None), Tie::Area),
            _ => Tie::Fixed(key),
        };
        let keys = self.keys(unit, &total, |_| None);
        let by_index = matches!(rule_set.pass, Pass::IndexBased { .. });
        Some(Earned {
            targets: self.plans.iter().zip(&total.targets).map(|(plan, it)| Part::of(plan, it)).collect(),
            weight: total.scale,
            after: Quantity(total.after.bonus.0.saturating_sub(total.after.malus.0)),
            source: if by_index { Source::Published(total.external.map(|it| it.score.quantity())) } else { Source::Targets },
            ties: rule_set.tie_breakers().iter().zip(keys).map(tie).collect(),
            decimals: rule_set.display_decimals,
        })
    }

    /// What the targets of every unit earned, in the package's order.
    pub fn earned_by_all(&self) -> Vec<Earned> {
        self.package.units.iter().filter_map(|it| self.earned(&it.code)).collect()
    }
}

impl Part {
    fn of(plan: &Plan<'_>, it: &Evaluated) -> Self {
        let applies = it.points.as_ref().zip(it.weight).filter(|_| it.status.is_applicable());
        let (points, weight) = applies.map_or_else(|| (Exact::zero(), 0), |(points, weight)| (points.clone(), weight.0.into()));
        let floor =
            match points.small().and_then(|(numerator, denominator)| Some(numerator.checked_mul(PARTS.into())?.div_euclid(denominator))) {
                Some(floor) => floor,
                None => points.times(&Exact::from_integer(PARTS.into())).floor().to_i128().unwrap_or_default(),
            };
        let cap = plan.target.gate.as_ref().map(|it| it.cap.quantity());
        Self { status: it.status, points, weight, floor, cap, area: plan.area }
    }

    fn is_met(&self) -> bool {
        self.status == Status::Met
    }
}

impl Reweighing {
    /// Every weight as it is.
    pub const fn unmoved() -> Self {
        Self { target: 0, moved: 1, others: 1 }
    }

    /// The weight of the target at `target` times `factor` (a numerator and a denominator), the others rescaled to the same total; none
    /// where that would leave the others nothing or less. What of a manual target's weight is for the survey moves with it.
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
        Exact::big(moved * total, whole * SCALE).map(|it| it.rational())
    }

    fn factor(&self, target: usize) -> i128 {
        if target == self.target { self.moved } else { self.others }
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
        self.applicable(target).map(|it| it.points.rational())
    }

    /// The exact share of what a target weighs for the unit that it earned; none where it does not apply.
    pub fn share(&self, target: usize) -> Option<BigRational> {
        let it = self.applicable(target)?;
        it.points.over(&Exact::new(it.weight, SCALE.into())?).map(|it| it.rational())
    }

    /// What a target weighs for the unit; none where it does not apply.
    pub fn weight(&self, target: usize) -> Option<Quantity> {
        self.applicable(target).and_then(|it| i64::try_from(it.weight).ok()).map(Quantity)
    }

    fn applicable(&self, target: usize) -> Option<&Part> {
        self.targets.get(target).filter(|it| it.status.is_applicable())
    }

    /// The score of the targets of the area at a place, as the receipt has it; none where none of them applies.
    pub fn area_score(&self, area: usize) -> Option<Rounded> {
        self.percent(&Reweighing::unmoved(), |it| it.area == area, (Quantity::ZERO, MOST))
    }

    /// By what the unit would be ranked under other weights; none without a score.
    pub fn rank_key(&self, by: &Reweighing) -> Option<RankKey> {
        let score = match self.source {
            Source::Published(score) => Score::given(score?).rounded(self.decimals),
            Source::Targets => self.percent(by, |_| true, (self.after, self.most(|it| it.is_met())))?,
        };
        let tie = |it: &Tie| match it {
            Tie::Fixed(key) => key.clone(),
            Tie::Area(area) => self.percent(by, |it| it.area == *area, (Quantity::ZERO, MOST)).map(|it| it.exact()),
        };
        Some(RankKey::new(score, self.ties.iter().map(tie).collect()))
    }

    /// The greatest score that the gates leave.
    fn most(&self, is_met: impl Fn(&Part) -> bool) -> Quantity {
        let failing = self.targets.iter().filter(|it| it.status.is_applicable() && !is_met(it));
        failing.filter_map(|it| it.cap).min().unwrap_or(MOST)
    }

    /// The points of some targets in percent of what these weigh, under other weights, with points after that and cut to a greatest.
    fn percent(&self, by: &Reweighing, takes: impl Fn(&Part) -> bool, after: (Quantity, Quantity)) -> Option<Rounded> {
        let taken: Vec<(i128, &Part)> =
            self.targets.iter().enumerate().filter(|it| takes(it.1)).map(|(at, it)| (by.factor(at), it)).collect();
        match by_parts(&taken, after, self.decimals) {
            Some(units) => Some(Rounded::of_small(units, self.decimals)),
            None => exactly(&taken, after).map(|it| it.rounded(self.decimals)),
        }
    }

    /// What the unit would have if one target were met with all its points, or missed with none; none where the target does not apply.
    pub fn if_target(&self, rule_set: &RuleSet, target: usize, met: bool) -> Option<Otherwise> {
        let own = self.applicable(target)?;
        let full = Exact::new(own.weight, SCALE.into())?;
        let is_own = |it: &Part| std::ptr::eq(it, own);
        let is_met = |it: &Part| if is_own(it) { met } else { it.is_met() };
        let applicable: Vec<&Part> = self.targets.iter().filter(|it| it.status.is_applicable()).collect();
        let score = match self.source {
            Source::Published(score) => score.map(Score::given),
            Source::Targets => {
                let points = applicable.iter().map(|it| match (is_own(it), met) {
                    (true, true) => full.clone(),
                    (true, false) => Exact::zero(),
                    (false, _) => it.points.clone(),
                });
                Score::new(points.collect(), self.weight).map(|it| it.adjusted(self.after, self.most(is_met)))
            }
        };
        let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let counted = (count(applicable.iter().filter(|it| is_met(it)).count()), count(applicable.len()));
        let holds = |(it, target): (&Part, &crate::package::Target)| !it.status.is_applicable() || is_met(it) || !target.mandatory();
        let gates_hold = self.targets.iter().zip(&rule_set.targets).all(holds);
        Some(Otherwise {
            outcome: outcome_of(&rule_set.pass, score.as_ref(), counted, gates_hold),
            grade: score.as_ref().and_then(|score| grade_of(rule_set.grades(), |it| score.at_least(it))).map(|it| it.grade.clone()),
            score: score.map(|it| it.rounded(self.decimals)),
        })
    }
}

/// What targets with their factors come to, in units of the last decimal. Each cut part is short by less than one; where the least and
/// the most that the sum can be show the same, that is what is shown. None where they do not, or a number is too large.
fn by_parts(taken: &[(i128, &Part)], (after, most): (Quantity, Quantity), decimals: u8) -> Option<i128> {
    let (mut weight, mut low, mut high) = (0_i128, 0_i128, 0_i128);
    for (factor, it) in taken {
        weight = weight.checked_add(factor.checked_mul(it.weight)?)?;
        low = low.checked_add(factor.checked_mul(it.floor)?)?;
        high = high.checked_add(factor.checked_mul(it.floor + 1)?)?;
    }
    if weight <= 0 {
        return None;
    }
    let scale = i128::from(SCALE);
    // Points ÷ weights × 100 + what comes after, over one denominator. Rounding keeps an order, so what is cut may be cut afterwards.
    let whole = weight.checked_mul(PARTS.into())?;
    let added = whole.checked_mul(after.0.into())?;
    let most = round(most.0.max(0).into(), scale, decimals)?;
    let shown = |points: i128| {
        let sum = points.checked_mul(100 * scale * scale)?.checked_add(added)?;
        Some(round(sum.max(0), whole.checked_mul(scale)?, decimals)?.min(most))
    };
    let (low, high) = (shown(low)?, shown(high)?);
    (low == high).then_some(low)
}

/// The same, exactly.
fn exactly(taken: &[(i128, &Part)], (after, most): (Quantity, Quantity)) -> Option<Exact> {
    let factor = |it: i128| Exact::from_integer(it.into());
    let points = Exact::sum(taken.iter().map(|(by, it)| it.points.times(&factor(*by))));
    let weight: BigInt = taken.iter().map(|(by, it)| BigInt::from(*by) * it.weight).sum();
    let percent = points.over(&Exact::big(weight, (100 * SCALE).into())?)?;
    Some(percent.add(&Exact::of(after)).most(Exact::zero()).least(Exact::of(Quantity(most.0.max(0)))))
}
