//! A second reading of the format: every step as it stands, in slow rationals, looking figures up anew each time.

use domain::package::{Decimal, Direction, Measure, Package, Pass, Points, Target, Term, Value, ZeroDenominator};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

fn rational(decimal: &Decimal) -> BigRational {
    BigRational::new(decimal.quantity().0.into(), 10_000.into())
}

fn round(it: &BigRational, decimals: u8) -> BigRational {
    let scale = BigRational::from_integer(BigInt::from(10).pow(decimals.into()));
    let half = BigRational::new(1.into(), 2.into());
    let size = ((it.abs() * &scale) + half).floor() / scale;
    if it.is_negative() { -size } else { size }
}

fn show(it: &BigRational, decimals: u8) -> String {
    let scaled = (round(it, decimals) * BigRational::from_integer(BigInt::from(10).pow(decimals.into()))).to_integer();
    let digits = format!("{:0>1$}", scaled.abs().to_string(), usize::from(decimals) + 1);
    let (whole, behind) = digits.split_at(digits.len() - usize::from(decimals));
    format!("{}{whole}{}{behind}", if scaled.is_negative() { "-" } else { "" }, if decimals > 0 { "." } else { "" })
}

fn figures<'p>(package: &'p Package, unit: &str, variable: &str) -> Vec<(&'p str, &'p Value)> {
    let mut found: Vec<_> =
        package.figures.iter().filter(|it| it.unit == unit && it.variable == variable).map(|it| (it.period.as_str(), &it.value)).collect();
    found.sort_by(|one, other| one.0.chars().cmp(other.0.chars()));
    found
}

fn amounts(package: &Package, unit: &str, variable: &str) -> Vec<BigRational> {
    figures(package, unit, variable)
        .into_iter()
        .map(|it| match it.1 {
            Value::Amount(it) => rational(it),
            _ => panic!("an amount"),
        })
        .collect()
}

fn combine(package: &Package, unit: &str, terms: &[Term]) -> BigRational {
    terms
        .iter()
        .map(|it| {
            amounts(package, unit, &it.variable).into_iter().sum::<BigRational>()
                * it.times.as_ref().map_or_else(BigRational::one, rational)
        })
        .sum()
}

/// Status, actual, points and exceeded of a target; points unrounded.
type Told = (&'static str, Option<String>, Option<BigRational>, bool);

fn tell(package: &Package, unit: &str, target: &Target) -> Told {
    let decimals = package.rule_set.display_decimals;
    if package.exemptions().iter().any(|it| it.unit == unit && it.target == target.code) {
        return ("exempt", None, None, false);
    }
    let weight = rational(&target.weight);
    if target.measure.variables().into_iter().any(|it| figures(package, unit, it).is_empty()) {
        return ("not_reported", None, Some(BigRational::zero()), false);
    }
    let goal = package.unit_targets().iter().find(|it| it.unit == unit && it.target == target.code).map_or(&target.target, |it| &it.value);
    let exact = match &target.measure {
        Measure::Ratio { numerator, denominator, times } => {
            let denominator = combine(package, unit, denominator);
            if denominator.is_zero() {
                return match target.zero_denominator {
                    None | Some(ZeroDenominator::NotApplicable) => ("not_applicable", None, None, false),
                    Some(ZeroDenominator::Zero) => ("not_met", None, Some(BigRational::zero()), false),
                    Some(ZeroDenominator::Full) => ("met", None, Some(weight), false),
                };
            }
            combine(package, unit, numerator) / denominator * times.as_ref().map_or_else(|| BigRational::from_integer(100.into()), rational)
        }
        Measure::Sum { of } => combine(package, unit, of),
        Measure::Latest { of } => amounts(package, unit, of).pop().unwrap(),
        Measure::Mean { of } => {
            let all = amounts(package, unit, of);
            let count = BigRational::from_integer(all.len().into());
            all.into_iter().sum::<BigRational>() / count
        }
        Measure::Manual => panic!("measured"),
        Measure::Date { of } | Measure::YesNo { of } => {
            let last = figures(package, unit, of).pop().unwrap().1;
            let (met, exceeded) = match (last, goal) {
                (Value::Date(day), Value::Date(goal)) => (day <= goal, target.can_exceed() && day < goal),
                (it, _) => (*it == Value::YesNo(true), false),
            };
            return (
                if met { "met" } else { "not_met" },
                Some(last.text()),
                Some(if met { weight } else { BigRational::zero() }),
                exceeded,
            );
        }
    };
    let Value::Amount(goal) = goal else { panic!("an amount") };
    let (actual, goal) = (round(&exact, decimals), rational(goal));
    let met = if target.direction == Direction::Higher { actual >= goal } else { actual <= goal };
    let (none, all) = (BigRational::zero(), BigRational::one());
    let proportional = |met: bool| match target.direction {
        _ if met => all.clone(),
        _ if goal <= none => none.clone(),
        Direction::Higher => &actual / &goal,
        _ => &goal / &actual,
    };
    let share = match &target.points {
        Points::Binary => {
            if met {
                all.clone()
            } else {
                none.clone()
            }
        }
        Points::Proportional => proportional(met),
        Points::ThresholdProportional { full_at } => &actual / rational(full_at),
        Points::FloorThenProportional { floor } => {
            if actual < rational(floor) {
                none.clone()
            } else {
                proportional(met)
            }
        }
        Points::Steps { steps } => {
            let mut sorted: Vec<_> = steps.iter().map(|it| (rational(&it.from), rational(&it.share))).collect();
            sorted.sort();
            sorted.into_iter().rfind(|it| it.0 <= actual).map_or_else(|| none.clone(), |it| it.1)
        }
        Points::Deduct { penalty } => &all - rational(penalty) * &actual,
        Points::Manual => panic!("measured"),
    };
    let share = share.clamp(none, all);
    let status = if met { "met" } else { "not_met" };
    (status, Some(show(&exact, decimals)), Some(weight * share), target.can_exceed() && met && actual != goal)
}

pub fn assess(package: &Package) -> serde_json::Value {
    let rules = &package.rule_set;
    let mut scores = Vec::new();
    let mut results = Vec::new();
    for unit in &package.units {
        let told: Vec<Told> = rules.targets.iter().map(|it| tell(package, &unit.code, it)).collect();
        let applicable: Vec<usize> = (0..told.len()).filter(|it| told[*it].2.is_some()).collect();
        let met = applicable.iter().filter(|it| told[**it].0 == "met").count();
        let weights: BigRational = applicable.iter().map(|it| rational(&rules.targets[*it].weight)).sum();
        let points: BigRational = applicable.iter().map(|it| told[*it].2.clone().unwrap()).sum();
        let score = (!applicable.is_empty()).then(|| points / weights * BigRational::from_integer(100.into()));
        let rounded = score.as_ref().map(|it| round(it, rules.display_decimals));
        let from = |it: &Decimal, score: &BigRational| *score >= rational(it);
        let outcome = score.as_ref().map_or("pending_decision", |score| match &rules.pass {
            Pass::AllTargets => {
                if met == applicable.len() {
                    "pass"
                } else {
                    "fail"
                }
            }
            Pass::ShareOfTargets { fail_below, pass_from } => {
                let share = BigRational::new(met.into(), applicable.len().into());
                if share < rational(fail_below) {
                    "fail"
                } else if share >= rational(pass_from) {
                    "pass"
                } else {
                    "pending_decision"
                }
            }
            Pass::WeightedScore { pass_from } | Pass::IndexBased { pass_from } => {
                if from(pass_from, score) {
                    "pass"
                } else {
                    "fail"
                }
            }
            Pass::ScoreAndGates { pass_from } => {
                let gates = applicable.iter().all(|it| !rules.targets[*it].mandatory() || told[*it].0 == "met");
                if gates && from(pass_from, score) { "pass" } else { "fail" }
            }
        });
        let grade = |score: &BigRational| {
            let mut grades: Vec<_> = rules.grades().iter().map(|it| (rational(&it.from), it.grade.clone())).collect();
            grades.sort();
            grades.into_iter().rfind(|it| it.0 <= *score).map(|it| it.1)
        };
        let conflict = score.as_ref().zip(rounded.as_ref()).is_some_and(|(score, rounded)| {
            let side = match &rules.pass {
                Pass::WeightedScore { pass_from } | Pass::ScoreAndGates { pass_from } => from(pass_from, score) != from(pass_from, rounded),
                _ => false,
            };
            side || grade(score) != grade(rounded)
        });
        results.push(serde_json::json!({
            "unit": unit.code, "peer_group": unit.peer_group,
            "targets": rules.targets.iter().zip(&told).map(|(target, it)| serde_json::json!({
                "code": target.code, "status": it.0, "actual": it.1, "points": it.2.as_ref().map(|it| show(it, rules.display_decimals)), "exceeded": it.3
            })).collect::<Vec<_>>(),
            "met": met, "applicable": applicable.len(), "exceeded": told.iter().filter(|it| it.3).count(),
            "score": score.as_ref().map(|it| show(it, rules.display_decimals)), "outcome": outcome, "grade": score.as_ref().and_then(grade),
            "rounding_conflict": conflict
        }));
        scores.push((unit.peer_group.clone(), rounded));
    }
    for (at, result) in results.iter_mut().enumerate() {
        let (group, score) = &scores[at];
        let rank =
            score.as_ref().map(|score| 1 + scores.iter().filter(|it| it.0 == *group && it.1.as_ref().is_some_and(|it| it > score)).count());
        result["rank"] = serde_json::json!(rank);
    }
    serde_json::json!(results)
}
