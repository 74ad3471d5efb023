//! Explanations: the same evaluation as that of the results, with everything that led to it kept.

use num_rational::BigRational;

use super::evaluate::{Evaluated, Plan};
use super::exact::Exact;
use super::rank::RankKey;
use super::result::{applied, held};
use super::total::Total;
use super::{Assessor, next_step};
use crate::explanation::{AdjustmentExplanation, Explanation, Input, InterimExplanation, Role, ScoreExplanation};
use crate::package::{Decimal, Measure, Target, Version};
use crate::period::Period;
use crate::quantity::{Quantity, SCALE};
use crate::receipt::InterimResult;

impl<'p> Assessor<'p> {
    /// Explains the result of a target of a unit; none where the package has no such unit or target.
    pub fn explain(&self, unit: &str, target: &str) -> Option<Explanation> {
        let at = *self.units.get(unit)?;
        let place = self.plans.iter().position(|it| it.target.code == target)?;
        let total = self.total(unit, self.evaluated(at, unit));
        self.explain_place(at, unit, place, &total)
    }

    /// Explains every target of a unit, in the rule set's order; nothing where the package has no such unit.
    pub fn explain_unit(&self, unit: &str) -> Vec<Explanation> {
        let Some(at) = self.units.get(unit).copied() else { return Vec::new() };
        let total = self.total(unit, self.evaluated(at, unit));
        (0..self.plans.len()).filter_map(|place| self.explain_place(at, unit, place, &total)).collect()
    }

    /// Explains the score of a unit; none where the package has no such unit.
    pub fn explain_score(&self, unit: &str) -> Option<ScoreExplanation> {
        let at = *self.units.get(unit)?;
        let total = self.total(unit, self.evaluated(at, unit));
        let rule_set = &self.package.rule_set;
        let (result, key) = self.unit_result(at, self.package.units.get(at)?, &total);
        let score = total.score();
        let missing = score.zip(rule_set.pass.score_from()).map(|(score, from)| Exact::of(from).subtract(score.exact()));
        let points = total.targets.iter().filter(|it| it.status.is_applicable()).filter_map(|it| it.points.clone());
        let adjustment = |it: &super::total::Counted<'_>| AdjustmentExplanation {
            rule: it.rule.clone(),
            entries: it.entries.iter().map(|it| (*it).clone()).collect(),
            given: held(it.given),
            counted: it.counted,
        };
        Some(ScoreExplanation {
            unit: unit.to_owned(),
            points: Exact::sum(points).rational(),
            scale: held(total.scale),
            base: total.base.as_ref().map(|it| it.rational()),
            adjustments: total.after.rules.iter().map(adjustment).collect(),
            bonus: total.after.bonus,
            malus: total.after.malus,
            gates: total.gates.iter().filter_map(|(at, cap)| Some((self.plans.get(*at)?.target.code.clone(), *cap))).collect(),
            computed: total.computed().map(|it| it.rational()),
            without_gates: total.without_gates().map(|it| it.rounded(self.decimals())),
            external: total.external.cloned(),
            exact: score.map(|it| it.rational()),
            missing_to_pass: missing.filter(Exact::is_positive).map(|it| it.rational()),
            tie_breakers: rule_set.tie_breakers().iter().cloned().zip(key.iter().flat_map(RankKey::ties)).collect(),
            result,
        })
    }

    fn explain_place(&self, at: usize, unit: &str, place: usize, total: &Total<'_>) -> Option<Explanation> {
        let (plan, evaluated) = (self.plans.get(place)?, total.targets.get(place)?);
        let target = plan.target;
        let decimals = self.decimals();
        let goal = self.goal(unit, target);
        let inputs = self.inputs(unit, target);
        let next = next_step::next_step(target, &goal, evaluated, decimals).map(|(next, then)| {
            let mut targets = total.targets.clone();
            if let Some(it) = targets.get_mut(place) {
                *it = then;
            }
            let then = self.total(unit, targets);
            let gain = total.score().zip(then.score()).map(|(now, then)| then.exact().subtract(now.exact()));
            super::NextStep { score_gain: gain.map(|it| it.rounded(decimals)), ..next }
        });
        Some(Explanation {
            unit: unit.to_owned(),
            target: target.clone(),
            goal: goal.value.figure_value(),
            goal_to: goal.value_to.map(Decimal::quantity),
            own_target: goal.own,
            amendment: goal.amendment.cloned(),
            exemption: self.exemption(unit, &target.code).cloned(),
            missing: inputs.iter().filter(|it| it.figures.is_empty()).map(|it| it.variable.clone()).collect(),
            inputs,
            numerator: rational(evaluated.numerator.as_ref()),
            denominator: rational(evaluated.denominator.as_ref()),
            value: rational(evaluated.value.as_ref()),
            appraisal: self.appraisal(unit, target).cloned(),
            weight: evaluated.weight,
            share: rational(evaluated.share.as_ref()),
            exact_points: rational(evaluated.points.as_ref()),
            gate_cap: total.gates.iter().find(|it| it.0 == place).map(|it| it.1),
            interim: self.explain_interim(at, unit, plan),
            result: self.target_result(at, unit, plan, evaluated),
            next,
        })
    }

    fn explain_interim(&self, at: usize, unit: &str, plan: &Plan<'p>) -> Vec<InterimExplanation> {
        let explained = |(period, goal, it): (Period, crate::package::Goal<'_>, Evaluated)| InterimExplanation {
            amendment: goal.amendment.cloned(),
            numerator: rational(it.numerator.as_ref()),
            denominator: rational(it.denominator.as_ref()),
            value: rational(it.value.as_ref()),
            result: InterimResult { period, goal: applied(&goal), actual: it.actual, status: it.status },
        };
        self.interim(at, unit, plan).into_iter().map(explained).collect()
    }

    /// Every term of the measure with the figures it takes, in the order of their periods.
    fn inputs(&self, unit: &str, target: &Target) -> Vec<Input> {
        let terms: Vec<(Role, &str, Quantity)> = match &target.measure {
            Measure::Ratio { numerator, denominator, .. } => {
                let numerator = numerator.iter().map(|it| (Role::Numerator, it.variable.as_str(), it.times()));
                numerator.chain(denominator.iter().map(|it| (Role::Denominator, it.variable.as_str(), it.times()))).collect()
            }
            Measure::Sum { of } => of.iter().map(|it| (Role::Numerator, it.variable.as_str(), it.times())).collect(),
            Measure::Latest { of } | Measure::Mean { of } | Measure::Date { of } | Measure::YesNo { of } => {
                vec![(Role::Numerator, of.as_str(), Quantity(SCALE))]
            }
            Measure::Manual => Vec::new(),
        };
        let mut inputs = Vec::with_capacity(terms.len());
        for (role, variable, times) in terms {
            let places = self.reported().get(&(unit, variable)).map(Vec::as_slice).unwrap_or_default();
            let figures = places.iter().filter_map(|at| self.package.figures.get(*at));
            let mut figures: Vec<_> = figures.map(|it| (it.period.clone(), it.value.figure_value())).collect();
            figures.sort_by(|one, other| self.order(&one.0).cmp(&self.order(&other.0)));
            let amounts: Option<Vec<Quantity>> = figures.iter().map(|it| it.1.amount()).collect();
            let total = amounts.filter(|it| !it.is_empty()).and_then(Quantity::checked_sum);
            inputs.push(Input { role, variable: variable.to_owned(), times, figures, total });
        }
        inputs
    }

    /// Where a period stands among the others: by its end in version 2, by its label in version 1.
    fn order<'l>(&self, label: &'l str) -> (u8, &'l str) {
        match self.package.version {
            Version::One => (0, label),
            Version::Two => (label.parse().map_or(0, Period::last_month), label),
        }
    }
}

fn rational(number: Option<&Exact>) -> Option<BigRational> {
    number.map(Exact::rational)
}
