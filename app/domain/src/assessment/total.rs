//! What the targets of a unit come to: the score, what is added and taken away after the total, the gates, the areas.

use super::evaluate::{Evaluated, Plan};
use super::exact::Exact;
use super::score::Score;
use super::status::Status;
use crate::package::{Adjustment, AdjustmentKind, AdjustmentRule, Decimal, ExternalResult, Pass, RuleSet};
use crate::quantity::{Quantity, SCALE};

/// The result of a unit, unrounded.
pub(super) struct Total<'p> {
    /// Of each target, in the rule set's order.
    pub(super) targets: Vec<Evaluated>,
    /// What the applicable targets weigh, in ten-thousandths.
    pub(super) scale: i128,
    /// Step 7: points in percent of the scale.
    pub(super) base: Option<Score>,
    /// What counts after the total.
    pub(super) after: After<'p>,
    /// The applicable targets with a gate that are not met, by their places, with their caps.
    pub(super) gates: Vec<(usize, Quantity)>,
    /// The base with all that; none where it is the base itself.
    computed: Option<Score>,
    /// What others published.
    pub(super) external: Option<&'p ExternalResult>,
    /// The published score; none where the pass rule does not go by it.
    published: Option<Score>,
    goes_by_index: bool,
}

/// Points after the total.
#[derive(Default)]
pub(super) struct After<'p> {
    /// Each rule for which the unit has points.
    pub(super) rules: Vec<Counted<'p>>,
    /// What all bonuses come to.
    pub(super) bonus: Quantity,
    /// What all maluses come to.
    pub(super) malus: Quantity,
}

/// A rule for points after the total and what the unit has of it.
pub(super) struct Counted<'p> {
    pub(super) rule: &'p AdjustmentRule,
    pub(super) entries: Vec<&'p Adjustment>,
    /// What the entries add up to.
    pub(super) given: i128,
    /// The same, cut to the rule's cap.
    pub(super) counted: Quantity,
}

impl<'p> After<'p> {
    pub(super) fn new(rule_set: &'p RuleSet, entries: &[&'p Adjustment]) -> Self {
        let mut after = Self::default();
        let (mut bonus, mut malus) = (0_i128, 0_i128);
        for rule in rule_set.adjustments() {
            let entries: Vec<&Adjustment> = entries.iter().filter(|it| it.code == rule.code).copied().collect();
            if entries.is_empty() {
                continue;
            }
            let given: i128 = entries.iter().map(|it| i128::from(it.points.quantity().0)).sum();
            let counted = cut(given, Some(&rule.cap));
            match rule.kind {
                AdjustmentKind::Bonus => bonus += i128::from(counted.0),
                AdjustmentKind::Malus => malus += i128::from(counted.0),
            }
            after.rules.push(Counted { rule, entries, given, counted });
        }
        after.bonus = cut(bonus, rule_set.bonus_cap.as_ref());
        after.malus = cut(malus, rule_set.malus_cap.as_ref());
        after
    }
}

/// A sum of points, cut to a cap. A hundred points move any score from one end to the other; more need not be held.
fn cut(points: i128, cap: Option<&Decimal>) -> Quantity {
    let cap = cap.map_or(i64::MAX, |it| it.quantity().0);
    Quantity(i64::try_from(points).unwrap_or(i64::MAX).min(cap))
}

impl<'p> Total<'p> {
    pub(super) fn new(
        rule_set: &RuleSet,
        plans: &[Plan<'_>],
        targets: Vec<Evaluated>,
        after: After<'p>,
        external: Option<&'p ExternalResult>,
    ) -> Self {
        let (points, scale) = points_of(targets.iter());
        let base = Score::new(points, scale);
        let failing = plans.iter().zip(&targets).enumerate().filter(|(_, (_, it))| it.status.is_applicable() && it.status != Status::Met);
        let gates: Vec<(usize, Quantity)> =
            failing.filter_map(|(at, (plan, _))| Some((at, plan.target.gate.as_ref()?.cap.quantity()))).collect();
        let most = gates.iter().map(|it| it.1).min().unwrap_or(Quantity(100 * SCALE));
        let moved = !after.rules.is_empty() || !gates.is_empty();
        let points = Quantity(after.bonus.0.saturating_sub(after.malus.0));
        let computed = base.as_ref().filter(|_| moved).map(|it| it.adjusted(points, most));
        let goes_by_index = matches!(rule_set.pass, Pass::IndexBased { .. });
        let published = external.filter(|_| goes_by_index).map(|it| Score::given(it.score.quantity()));
        Self { targets, scale, base, after, gates, computed, external, published, goes_by_index }
    }

    /// What the targets come to with all that counts after the total.
    pub(super) fn computed(&self) -> Option<&Score> {
        self.computed.as_ref().or(self.base.as_ref())
    }

    /// What the targets would come to if every gate held; none where every gate holds.
    pub(super) fn without_gates(&self) -> Option<Score> {
        let points = Quantity(self.after.bonus.0.saturating_sub(self.after.malus.0));
        self.base.as_ref().filter(|_| !self.gates.is_empty()).map(|it| it.adjusted(points, Quantity(100 * SCALE)))
    }

    /// The score by which the unit passes, is graded and is ranked.
    pub(super) fn score(&self) -> Option<&Score> {
        if self.goes_by_index { self.published.as_ref() } else { self.computed() }
    }

    /// What the targets of each area come to.
    pub(super) fn areas(&self, plans: &[Plan<'_>], count: usize) -> Vec<(Vec<Exact>, i128)> {
        (0..count).map(|area| points_of(plans.iter().zip(&self.targets).filter(|it| it.0.area == area).map(|it| it.1))).collect()
    }

    pub(super) fn count(&self, counts: impl Fn(&Evaluated) -> bool) -> u32 {
        u32::try_from(self.targets.iter().filter(|it| counts(it)).count()).unwrap_or(u32::MAX)
    }
}

/// The points of the applicable targets, and what these weigh.
fn points_of<'e>(targets: impl Iterator<Item = &'e Evaluated>) -> (Vec<Exact>, i128) {
    let mut points = Vec::new();
    let mut scale = 0_i128;
    for (of, weight) in targets.filter(|it| it.status.is_applicable()).filter_map(|it| it.points.as_ref().zip(it.weight)) {
        points.push(of.clone());
        scale += i128::from(weight.0);
    }
    (points, scale)
}
