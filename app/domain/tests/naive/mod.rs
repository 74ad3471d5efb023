//! A second reading of the formats: every step as it stands, in slow rationals, looking figures up anew each time.

mod second;

use domain::Period;
use domain::package::{Decimal, Direction, Measure, Package, Pass, Points, Target, Term, Value, Version, ZeroDenominator};
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

/// The figures of a unit and variable in order; of those periods alone that end by the last day of `until`, where there is one.
fn figures<'p>(package: &'p Package, unit: &str, variable: &str, until: Option<Period>) -> Vec<(&'p str, &'p Value)> {
    let period = |it: &str| it.parse::<Period>().unwrap();
    let mut found: Vec<_> = package
        .figures
        .iter()
        .filter(|it| it.unit == unit && it.variable == variable)
        .filter(|it| until.is_none_or(|until| period(&it.period).to() <= until.to()))
        .map(|it| (it.period.as_str(), &it.value))
        .collect();
    match package.version {
        Version::One => found.sort_by(|one, other| one.0.chars().cmp(other.0.chars())),
        Version::Two => found.sort_by_key(|it| period(it.0).to()),
    }
    found
}

fn amounts(package: &Package, unit: &str, variable: &str, until: Option<Period>) -> Vec<BigRational> {
    figures(package, unit, variable, until)
        .into_iter()
        .map(|it| match it.1 {
            Value::Amount(it) => rational(it),
            _ => panic!("an amount"),
        })
        .collect()
}

fn combine(package: &Package, unit: &str, terms: &[Term], until: Option<Period>) -> BigRational {
    terms
        .iter()
        .map(|it| {
            amounts(package, unit, &it.variable, until).into_iter().sum::<BigRational>()
                * it.times.as_ref().map_or_else(BigRational::one, rational)
        })
        .sum()
}

/// Status, actual, points and exceeded of a target; points unrounded.
type Told = (&'static str, Option<String>, Option<BigRational>, bool);

/// What is to be reached: a value, and the upper bound of a range.
type Goal<'p> = (&'p Value, Option<&'p Decimal>);

fn tell(package: &Package, unit: &str, target: &Target) -> Told {
    if package.exemptions().iter().any(|it| it.unit == unit && it.target == target.code) {
        return ("exempt", None, None, false);
    }
    let goal = package.unit_targets().iter().find(|it| it.unit == unit && it.target == target.code).map_or(&target.target, |it| &it.value);
    measure(package, unit, target, (goal, None), None)
}

/// A target that is measured, by the figures of the periods that end by `until`.
fn measure(package: &Package, unit: &str, target: &Target, (goal, goal_to): Goal<'_>, until: Option<Period>) -> Told {
    let decimals = package.rule_set.display_decimals;
    let weight = rational(&target.weight);
    if target.measure.variables().into_iter().any(|it| figures(package, unit, it, until).is_empty()) {
        return ("not_reported", None, Some(BigRational::zero()), false);
    }
    let exact = match &target.measure {
        Measure::Ratio { numerator, denominator, times } => {
            let denominator = combine(package, unit, denominator, until);
            if denominator.is_zero() {
                return match target.zero_denominator {
                    None | Some(ZeroDenominator::NotApplicable) => ("not_applicable", None, None, false),
                    Some(ZeroDenominator::Zero) => ("not_met", None, Some(BigRational::zero()), false),
                    Some(ZeroDenominator::Full) => ("met", None, Some(weight), false),
                };
            }
            let times = times.as_ref().map_or_else(|| BigRational::from_integer(100.into()), rational);
            combine(package, unit, numerator, until) / denominator * times
        }
        Measure::Sum { of } => combine(package, unit, of, until),
        Measure::Latest { of } => amounts(package, unit, of, until).pop().unwrap(),
        Measure::Mean { of } => {
            let all = amounts(package, unit, of, until);
            let count = BigRational::from_integer(all.len().into());
            all.into_iter().sum::<BigRational>() / count
        }
        Measure::Manual => panic!("measured"),
        Measure::Date { of } | Measure::YesNo { of } => {
            let last = figures(package, unit, of, until).pop().unwrap().1;
            let (met, exceeded) = match (last, goal, &target.stretch) {
                (Value::Date(day), Value::Date(goal), Some(Value::Date(stretch))) => (day <= goal, day < goal && day <= stretch),
                (Value::Date(day), Value::Date(goal), _) => (day <= goal, day < goal),
                (it, ..) => (*it == Value::YesNo(true), false),
            };
            return (
                if met { "met" } else { "not_met" },
                Some(last.text()),
                Some(if met { weight } else { BigRational::zero() }),
                exceeded && target.can_exceed(),
            );
        }
    };
    let Value::Amount(goal) = goal else { panic!("an amount") };
    let (actual, goal, to) = (round(&exact, decimals), rational(goal), goal_to.map(rational));
    let met = match target.direction {
        Direction::Higher => actual >= goal,
        Direction::Range => actual >= goal && actual <= *to.as_ref().unwrap(),
        _ => actual <= goal,
    };
    let (none, all) = (BigRational::zero(), BigRational::one());
    let over = |above: &BigRational, below: &BigRational, bound: &BigRational| if *bound <= none { none.clone() } else { above / below };
    let proportional = |met: bool| match (target.direction, &to) {
        _ if met => all.clone(),
        (Direction::Higher, _) => over(&actual, &goal, &goal),
        (Direction::Range, _) if actual < goal => over(&actual, &goal, &goal),
        (Direction::Range, Some(to)) => over(to, &actual, to),
        _ => over(&goal, &actual, &goal),
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
    let stretched = match (&target.stretch, target.direction) {
        (Some(Value::Amount(stretch)), Direction::Higher) => actual >= rational(stretch),
        (Some(Value::Amount(stretch)), _) => actual <= rational(stretch),
        _ => true,
    };
    let exceeded = target.can_exceed() && target.direction != Direction::Range && met && actual != goal && stretched;
    (status, Some(show(&exact, decimals)), Some(weight * share), exceeded)
}

pub fn assess(package: &Package) -> serde_json::Value {
    match package.version {
        Version::One => first(package),
        Version::Two => second::assess(package),
    }
}

fn first(package: &Package) -> serde_json::Value {
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
        let gates = applicable.iter().all(|it| !rules.targets[*it].mandatory() || told[*it].0 == "met");
        let (outcome, grade, conflict) = decide(package, score.as_ref(), (met, applicable.len()), gates);
        results.push(serde_json::json!({
            "unit": unit.code, "peer_group": unit.peer_group,
            "targets": rules.targets.iter().zip(&told).map(|(target, it)| serde_json::json!({
                "code": target.code, "status": it.0, "actual": it.1, "points": it.2.as_ref().map(|it| show(it, rules.display_decimals)), "exceeded": it.3
            })).collect::<Vec<_>>(),
            "met": met, "applicable": applicable.len(), "exceeded": told.iter().filter(|it| it.3).count(),
            "score": score.as_ref().map(|it| show(it, rules.display_decimals)), "outcome": outcome, "grade": grade,
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

/// Outcome, grade, and whether rounding would say otherwise.
fn decide(
    package: &Package,
    score: Option<&BigRational>,
    (met, applicable): (usize, usize),
    gates: bool,
) -> (&'static str, Option<String>, bool) {
    let rules = &package.rule_set;
    let Some(score) = score else { return ("pending_decision", None, false) };
    let from = |it: &Decimal, score: &BigRational| *score >= rational(it);
    let passes = |it: bool| if it { "pass" } else { "fail" };
    let outcome = match &rules.pass {
        Pass::AllTargets => passes(met == applicable),
        Pass::ShareOfTargets { .. } if applicable == 0 => "pending_decision",
        Pass::ShareOfTargets { fail_below, pass_from } => {
            let share = BigRational::new(met.into(), applicable.into());
            if share < rational(fail_below) {
                "fail"
            } else if share >= rational(pass_from) {
                "pass"
            } else {
                "pending_decision"
            }
        }
        Pass::WeightedScore { pass_from } | Pass::IndexBased { pass_from } => passes(from(pass_from, score)),
        Pass::ScoreAndGates { pass_from } => passes(gates && from(pass_from, score)),
    };
    let grade = |score: &BigRational| {
        let mut grades: Vec<_> = rules.grades().iter().map(|it| (rational(&it.from), it.grade.clone())).collect();
        grades.sort();
        grades.into_iter().rfind(|it| it.0 <= *score).map(|it| it.1)
    };
    let rounded = round(score, rules.display_decimals);
    let side = match &rules.pass {
        Pass::WeightedScore { pass_from } | Pass::ScoreAndGates { pass_from } | Pass::IndexBased { pass_from } => {
            from(pass_from, score) != from(pass_from, &rounded)
        }
        _ => false,
    };
    (outcome, grade(score), side || grade(score) != grade(&rounded))
}
