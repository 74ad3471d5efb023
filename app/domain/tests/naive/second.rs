//! What version 2 adds, read a second time.

use std::cmp::Ordering;

use domain::package::{AdjustmentKind, Amendment, Decimal, Direction, Package, Pass, Target, TieBreaker, Value, WithoutSurvey};
use domain::{Period, Quantity};
use num_rational::BigRational;
use num_traits::Zero;
use serde_json::{Value as Json, json};
use time::Date;

use super::{Told, decide, measure, rational, round, show};

/// Value, upper bound, own, number of the amendment.
type Applied<'p> = (&'p Value, Option<&'p Decimal>, bool, Option<&'p str>);

fn hundred() -> BigRational {
    BigRational::from_integer(100.into())
}

fn applied<'p>(package: &'p Package, unit: &str, target: &'p Target, period: Option<Period>) -> Option<Applied<'p>> {
    applied_on(package, unit, target, period, period.map_or(package.campaign.ends_on, Period::to))
}

fn applied_on<'p>(package: &'p Package, unit: &str, target: &'p Target, period: Option<Period>, day: Date) -> Option<Applied<'p>> {
    let last = |of: Option<&str>| {
        let mut all: Vec<&Amendment> = package
            .amendments()
            .iter()
            .filter(|it| it.target == target.code && it.period == period && it.unit.as_deref() == of && it.effective_on <= day)
            .collect();
        all.sort_by_key(|it| it.effective_on);
        all.pop()
    };
    if let Some(it) = last(Some(unit)) {
        return Some((&it.value, it.value_to.as_ref(), true, Some(&it.number)));
    }
    let own = package.unit_targets().iter().find(|it| it.unit == unit && it.target == target.code && it.period == period);
    if let Some(it) = own {
        return Some((&it.value, it.value_to.as_ref(), true, None));
    }
    // Whoever goes another way through the year passes other marks.
    if period.is_some() && applied_on(package, unit, target, None, day).is_some_and(|it| it.2) {
        return None;
    }
    if let Some(it) = last(None) {
        return Some((&it.value, it.value_to.as_ref(), false, Some(&it.number)));
    }
    match period {
        None => Some((&target.target, target.target_to.as_ref(), false, None)),
        Some(period) => target.interim().iter().find(|it| it.period == period).map(|it| (&it.value, it.value_to.as_ref(), false, None)),
    }
}

fn shortest(it: &Value) -> String {
    it.figure_value().plain()
}

fn plain(it: &BigRational) -> String {
    let ten_thousand = BigRational::from_integer(10_000.into());
    Quantity(i64::try_from((it * ten_thousand).to_integer()).unwrap()).plain()
}

fn goal_json(mut json: Json, (value, to, own, number): &Applied<'_>) -> Json {
    json["target"] = json!(shortest(value));
    json["target_to"] = json!(to.map(|it| it.quantity().plain()));
    json["own_target"] = json!(own);
    json["amendment"] = json!(number);
    json
}

/// A target with what it weighs for the unit.
fn tell(package: &Package, unit: &str, target: &Target) -> (Told, Option<BigRational>) {
    let weight = rational(&target.weight);
    if package.exemptions().iter().any(|it| it.unit == unit && it.target == target.code) {
        return (("exempt", None, None, false), None);
    }
    let (value, to, ..) = applied(package, unit, target, None).unwrap();
    if !target.is_manual() {
        let told = measure(package, unit, target, (value, to), None);
        let weight = told.2.is_some().then_some(weight);
        return (told, weight);
    }
    let Some(appraisal) = package.appraisals().iter().find(|it| it.unit == unit && it.target == target.code) else {
        return (("not_reported", None, Some(BigRational::zero()), false), Some(weight));
    };
    let points = rational(&appraisal.appraised) + appraisal.survey.as_ref().map_or_else(BigRational::zero, rational);
    let most = target.max_survey.as_ref().map(rational);
    let (left, held) = match (&appraisal.survey, target.without_survey, most) {
        (None, Some(WithoutSurvey::Rescale), Some(most)) => {
            let left = &weight - most;
            if left.is_zero() {
                return (("not_applicable", None, None, false), None);
            }
            (left.clone(), &points * weight / left)
        }
        _ => (weight, points.clone()),
    };
    let decimals = package.rule_set.display_decimals;
    let Value::Amount(goal) = value else { panic!("an amount") };
    let (actual, goal) = (round(&held, decimals), rational(goal));
    let stretched = match &target.stretch {
        Some(Value::Amount(stretch)) => actual >= rational(stretch),
        _ => true,
    };
    let status = if actual >= goal { "met" } else { "not_met" };
    ((status, Some(show(&held, decimals)), Some(points), target.can_exceed() && actual > goal && stretched), Some(left))
}

fn interim(package: &Package, unit: &str, target: &Target) -> Vec<Json> {
    let exempt = package.exemptions().iter().find(|it| it.unit == unit && it.target == target.code);
    if target.is_manual() || exempt.is_some_and(|it| it.amendment.is_none()) {
        return Vec::new();
    }
    let labels =
        ["M01", "M02", "Q1", "M03", "M04", "M05", "H1", "Q2", "M06", "M07", "M08", "9M", "Q3", "M09", "M10", "M11", "H2", "Q4", "M12"];
    let periods = labels.map(|it| format!("{}-{it}", package.campaign.year).parse::<Period>().unwrap());
    let mut list = Vec::new();
    for period in periods {
        // Who was let off later was not let off then.
        if exempt.and_then(|it| it.amendment.as_ref()).is_some_and(|it| it.effective_on <= period.to()) {
            continue;
        }
        if let Some(goal) = applied(package, unit, target, Some(period)) {
            let told = measure(package, unit, target, (goal.0, goal.1), Some(period));
            list.push(goal_json(json!({"period": period.to_string(), "actual": told.1, "status": told.0}), &goal));
        }
    }
    list
}

/// One unit as it is compared with others.
struct Compared {
    group: String,
    score: Option<BigRational>,
    keys: Vec<Option<BigRational>>,
    areas: Vec<Option<BigRational>>,
}

pub fn assess(package: &Package) -> Json {
    let rules = &package.rule_set;
    let decimals = rules.display_decimals;
    let shown = |it: &Option<BigRational>| it.as_ref().map(|it| show(it, decimals));
    let mut areas: Vec<String> = rules.areas.iter().flatten().map(|it| it.code.clone()).collect();
    for target in &rules.targets {
        if rules.areas.is_none() && !areas.contains(&target.area) {
            areas.push(target.area.clone());
        }
    }
    let mut results = Vec::new();
    let mut compared = Vec::new();
    for unit in &package.units {
        let told: Vec<(Told, Option<BigRational>)> = rules.targets.iter().map(|it| tell(package, &unit.code, it)).collect();
        let applicable: Vec<usize> = (0..told.len()).filter(|it| told[*it].1.is_some()).collect();
        let met = applicable.iter().filter(|it| told[**it].0.0 == "met").count();
        let exceeded = told.iter().filter(|it| it.0.3).count();
        let sums = |of: &dyn Fn(&Target) -> bool| {
            let places = applicable.iter().filter(|it| of(&rules.targets[**it]));
            let points: BigRational = places.clone().map(|it| told[*it].0.2.clone().unwrap()).sum();
            let scale: BigRational = places.map(|it| told[*it].1.clone().unwrap()).sum();
            let percent = (!scale.is_zero()).then(|| &points / &scale * hundred());
            (points, scale, percent)
        };
        let (points, scale, base) = sums(&|_| true);

        let mut adjustments = Vec::new();
        let (mut bonus, mut malus) = (BigRational::zero(), BigRational::zero());
        for rule in rules.adjustments.iter().flatten() {
            let entries: Vec<_> = package.adjustments().iter().filter(|it| it.unit == unit.code && it.code == rule.code).collect();
            if entries.is_empty() {
                continue;
            }
            let given: BigRational = entries.iter().map(|it| rational(&it.points)).sum();
            let counted = given.clone().min(rational(&rule.cap));
            adjustments.push(json!({"code": rule.code, "given": plain(&given), "counted": plain(&counted)}));
            match rule.kind {
                AdjustmentKind::Bonus => bonus += counted,
                AdjustmentKind::Malus => malus += counted,
            }
        }
        let cap = |sum: BigRational, cap: &Option<Decimal>| cap.as_ref().map_or(sum.clone(), |it| sum.min(rational(it)));
        let (bonus, malus) = (cap(bonus, &rules.bonus_cap), cap(malus, &rules.malus_cap));
        let failing: Vec<&Target> = applicable
            .iter()
            .map(|it| (&rules.targets[*it], told[*it].0.0))
            .filter(|it| it.0.gate.is_some() && it.1 != "met")
            .map(|it| it.0)
            .collect();
        let gate_cap = failing.iter().map(|it| rational(&it.gate.as_ref().unwrap().cap)).min();
        let computed = base.clone().map(|base| {
            let it = (base + &bonus - &malus).clamp(BigRational::zero(), hundred());
            gate_cap.clone().map_or(it.clone(), |cap| it.min(cap))
        });
        let external = package.external_results().iter().find(|it| it.unit == unit.code);
        let score = match rules.pass {
            Pass::IndexBased { .. } => external.map(|it| rational(&it.score)),
            _ => computed.clone(),
        };
        let gates = applicable.iter().all(|it| !rules.targets[*it].mandatory() || told[*it].0.0 == "met");
        let (outcome, grade, conflict) = decide(package, score.as_ref(), (met, applicable.len()), gates);

        let target_json = |(target, (told, weight)): (&Target, &(Told, Option<BigRational>))| {
            let appraisal = package.appraisals().iter().find(|it| it.unit == unit.code && it.target == target.code);
            let amount = |it: &Option<Decimal>| it.as_ref().map(|it| it.quantity().plain());
            let json = json!({
                "code": target.code, "status": told.0, "actual": told.1, "points": shown(&told.2), "exceeded": told.3,
                "weight": weight.as_ref().map(plain), "interim": interim(package, &unit.code, target),
                "appraisal": appraisal.map(|it| json!({"self": amount(&it.self_points), "appraised": it.appraised.quantity().plain(), "survey": amount(&it.survey)}))
            });
            goal_json(json, &applied(package, &unit.code, target, None).unwrap())
        };
        let targets: Vec<Json> = rules.targets.iter().zip(&told).map(target_json).collect();
        let area_sums: Vec<_> = areas.iter().map(|area| sums(&|it| it.area == *area)).collect();
        let rounded = |it: &Option<BigRational>| it.as_ref().map(|it| round(it, decimals));
        let area_scores: Vec<Option<BigRational>> = area_sums.iter().map(|it| rounded(&it.2)).collect();

        let place = |code: &str| rules.targets.iter().position(|it| it.code == code).unwrap();
        let share = |count: usize| (!applicable.is_empty()).then(|| BigRational::new(count.into(), applicable.len().into()));
        let key = |it: &TieBreaker| match it {
            TieBreaker::Target(code) => {
                let (told, weight) = &told[place(code)];
                weight.as_ref().map(|weight| round(&(told.2.clone().unwrap() / weight * hundred()), decimals))
            }
            TieBreaker::Actual(code) => {
                let target = &rules.targets[place(code)];
                told[place(code)].0.1.as_ref().map(|actual| match Value::read(actual) {
                    Some(Value::Date(day)) => BigRational::from_integer((-day.to_julian_day()).into()),
                    Some(Value::YesNo(yes)) => BigRational::from_integer(i32::from(yes).into()),
                    _ => {
                        let plain: BigRational = decimal_of(actual);
                        if target.direction == Direction::Lower { -plain } else { plain }
                    }
                })
            }
            TieBreaker::Area(code) => area_scores[areas.iter().position(|it| it == code).unwrap()].clone(),
            TieBreaker::Survey => {
                let surveyed: Vec<_> = applicable
                    .iter()
                    .map(|it| &rules.targets[*it])
                    .filter_map(|target| {
                        let appraisal = package.appraisals().iter().find(|it| it.unit == unit.code && it.target == target.code)?;
                        Some((rational(appraisal.survey.as_ref()?), rational(target.max_survey.as_ref()?)))
                    })
                    .collect();
                let most: BigRational = surveyed.iter().map(|it| it.1.clone()).sum();
                (!surveyed.is_empty()).then(|| surveyed.into_iter().map(|it| it.0).sum::<BigRational>() / most)
            }
            TieBreaker::Met => share(met),
            TieBreaker::Exceeded => share(exceeded),
        };
        let keys = rules.rank.iter().flat_map(|it| &it.tie_breakers).map(key).collect();
        results.push(json!({
            "unit": unit.code, "peer_group": unit.peer_group, "targets": targets, "met": met, "applicable": applicable.len(),
            "exceeded": exceeded, "score": shown(&score), "outcome": outcome, "grade": grade, "rounding_conflict": conflict,
            "points": show(&points, decimals), "scale": plain(&scale), "base_score": shown(&base), "adjustments": adjustments,
            "bonus": plain(&bonus), "malus": plain(&malus), "gates": failing.iter().map(|it| it.code.clone()).collect::<Vec<_>>(),
            "gate_cap": gate_cap.as_ref().map(plain), "computed_score": shown(&computed),
            "external": external.map(|it| json!({"title": it.title, "score": it.score.quantity().plain(), "rank": it.rank, "out_of": it.out_of})),
            "area_results": areas.iter().zip(&area_sums).map(|(area, (points, scale, score))| json!({
                "area": area, "points": show(points, decimals), "scale": plain(scale), "score": shown(score)
            })).collect::<Vec<_>>()
        }));
        compared.push(Compared { group: unit.peer_group.clone(), score: rounded(&score), keys, areas: area_scores });
    }
    for at in 0..results.len() {
        let it = &compared[at];
        let better = |other: &&Compared| other.group == it.group && other.score.is_some() && is_better(other, it);
        results[at]["rank"] = json!(it.score.as_ref().map(|_| 1 + compared.iter().filter(better).count()));
        for (area, own) in it.areas.iter().enumerate() {
            let better = |other: &&Compared| other.group == it.group && other.areas[area] > *own;
            results[at]["area_results"][area]["rank"] = json!(own.as_ref().map(|_| 1 + compared.iter().filter(better).count()));
        }
    }
    json!(results)
}

/// By the score, then by each key; nothing is less than anything.
fn is_better(one: &Compared, other: &Compared) -> bool {
    match one.score.cmp(&other.score) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => one.keys.cmp(&other.keys).is_gt(),
    }
}

/// A shown number of any length.
fn decimal_of(text: &str) -> BigRational {
    let decimals = text.split_once('.').map_or(0, |it| it.1.len());
    let units: num_bigint::BigInt = text.replacen('.', "", 1).parse().unwrap();
    BigRational::new(units, num_bigint::BigInt::from(10).pow(u32::try_from(decimals).unwrap()))
}
