//! Small changes of a package, as a year brings them; what comes out is sound again.

use domain::Quantity;
use domain::package::Exemption;
use domain::package::{
    Adjustment, Amendment, Appraisal, Decimal, ExternalResult, Gate, Package, Pass, Points, Rank, TieBreaker, UnitTarget, Value,
    WithoutSurvey,
};
use proptest::sample::Index;
use time::macros::date;

/// Small changes of a package, as a year brings them.
pub fn amended(package: &Package, picks: &[(u8, Index)]) -> Package {
    let mut new = package.clone();
    for (what, pick) in picks {
        let units = new.units.len();
        match what {
            0 if !new.figures.is_empty() => {
                let at = pick.index(new.figures.len());
                new.figures.remove(at);
            }
            1 if !new.figures.is_empty() => {
                let at = pick.index(new.figures.len());
                if let Value::Amount(it) = &mut new.figures[at].value {
                    *it = Quantity(it.quantity().0 / 2 + 1).into();
                }
            }
            2 => {
                let unit = new.units[pick.index(units)].code.clone();
                let target = new.rule_set.targets[pick.index(new.rule_set.targets.len())].code.clone();
                let exemptions = new.exemptions.get_or_insert_default();
                if !exemptions.iter().any(|it| it.unit == unit && it.target == target) {
                    exemptions.push(Exemption { unit, target, basis: "x".into(), amendment: None });
                }
            }
            3 => new.exemptions = None,
            4 => new.unit_targets = Some(Vec::new()),
            5 => new.rule_set.display_decimals = (new.rule_set.display_decimals + 1) % 5,
            6 => {
                new.rule_set.targets.rotate_left(1);
                new.figures.reverse();
            }
            7 => new.units.rotate_left(pick.index(units)),
            8 => new.rule_set.grades = None,
            9 if units > 1 => {
                let gone = new.units.remove(pick.index(units)).code;
                new.figures.retain(|it| it.unit != gone);
                new.exemptions.iter_mut().for_each(|it| it.retain(|it| it.unit != gone));
                new.unit_targets.iter_mut().for_each(|it| it.retain(|it| it.unit != gone));
                new.amendments.iter_mut().for_each(|it| it.retain(|it| it.unit.as_ref() != Some(&gone)));
                new.appraisals.iter_mut().for_each(|it| it.retain(|it| it.unit != gone));
                new.adjustments.iter_mut().for_each(|it| it.retain(|it| it.unit != gone));
                new.external_results.iter_mut().for_each(|it| it.retain(|it| it.unit != gone));
            }
            _ => new.units[pick.index(units)].peer_group = "other".into(),
        }
    }
    new
}

/// How many kinds of change [`amended_2`] knows.
pub const KINDS: u8 = 24;

/// Small changes of what version 2 adds.
pub fn amended_2(package: &Package, picks: &[(u8, Index, Index)]) -> Package {
    let mut new = package.clone();
    for (what, one, other) in picks {
        change_2(&mut new, *what, one, other);
    }
    new
}

fn change_2(new: &mut Package, what: u8, one: &Index, other: &Index) {
    let unit = new.units[one.index(new.units.len())].code.clone();
    let place = other.index(new.rule_set.targets.len());
    let target = new.rule_set.targets[place].clone();
    let some = Quantity(i64::try_from(one.index(400_000)).unwrap() + 1);
    match what {
        0 => drop(picked(&mut new.amendments, one)),
        1 if matches!(target.target, Value::Amount(_)) => {
            let list = new.amendments.get_or_insert_default();
            let number = format!("new {}", list.len());
            let unit = (other.index(2) == 0).then_some(unit);
            let day = date!(2022 - 07 - 01);
            let same = |it: &Amendment| {
                it.number == number || it.target == target.code && it.unit == unit && it.period.is_none() && it.effective_on == day
            };
            if !list.iter().any(same) {
                let value_to = target.target_to.as_ref().map(|_| Decimal::from(Quantity(some.0 * 2)));
                list.push(Amendment {
                    number,
                    target: target.code,
                    unit,
                    period: None,
                    value: Value::Amount(some.into()),
                    value_to,
                    effective_on: day,
                    reason: "r".into(),
                });
            }
        }
        2 => drop(picked(&mut new.appraisals, one)),
        3 if target.is_manual() => {
            let list = new.appraisals.get_or_insert_default();
            list.retain(|it| it.unit != unit || it.target != target.code);
            let appraised = Quantity(target.max_appraised().0 / 2).into();
            let survey = target.max_survey.clone().filter(|_| other.index(2) == 0);
            list.push(Appraisal { unit, target: target.code, self_points: None, appraised, survey, reason: "r".into(), appraiser: None });
        }
        4 => {
            if let Some(it) = new.appraisals.iter_mut().flatten().next() {
                (it.self_points, it.reason) = (Some(Quantity(1).into()), "another".into());
            }
        }
        5 => drop(picked(&mut new.adjustments, one)),
        6 => {
            if let Some(rule) = new.rule_set.adjustments.iter().flatten().next() {
                new.adjustments.get_or_insert_default().push(Adjustment {
                    unit,
                    code: rule.code.clone(),
                    points: some.into(),
                    reason: "r".into(),
                });
            }
        }
        7 => {
            if let Some(it) = new.adjustments.iter_mut().flatten().last() {
                (it.points, it.reason) = (some.into(), "another".into());
            }
        }
        8 => {
            if let Some(rule) = new.rule_set.adjustments.iter_mut().flatten().next() {
                (rule.cap, rule.title) = (some.into(), "another".into());
            }
        }
        9 => (new.rule_set.bonus_cap, new.rule_set.malus_cap) = (new.rule_set.malus_cap.take(), Some(some.into())),
        10 => drop(picked(&mut new.external_results, one)),
        11 => {
            let list = new.external_results.get_or_insert_default();
            list.retain(|it| it.unit != unit);
            list.push(ExternalResult {
                unit,
                title: "t".into(),
                score: some.into(),
                rank: Some(2),
                out_of: Some(3),
                source: "s".into(),
                published_on: None,
            });
        }
        12 => {
            if let Some(it) = new.external_results.iter_mut().flatten().next() {
                (it.source, it.published_on) = ("another".into(), Some(date!(2023 - 02 - 01)));
            }
        }
        13 => {
            let gate = &mut new.rule_set.targets[place].gate;
            *gate = if gate.is_some() { None } else { Some(Gate { cap: some.into() }) };
        }
        14 => new.rule_set.rank = None,
        15 => {
            let by = match one.index(6) {
                0 => TieBreaker::Met,
                1 => TieBreaker::Exceeded,
                2 => TieBreaker::Survey,
                3 => TieBreaker::Area(target.area),
                _ => TieBreaker::Target(target.code),
            };
            new.rule_set.rank = Some(Rank { tie_breakers: vec![by] });
        }
        16 => {
            new.rule_set.areas = None;
            let named: Vec<_> = new.rule_set.tie_breakers().iter().filter(|it| !matches!(it, TieBreaker::Area(_))).cloned().collect();
            new.rule_set.rank = (!named.is_empty()).then_some(Rank { tie_breakers: named });
            new.rule_set.targets[place].area = "moved".into();
        }
        17 => new.rule_set.targets[place].interim = None,
        18 => new.rule_set.targets[place].stretch = None,
        19 => {
            if let Some(without) = &mut new.rule_set.targets[place].without_survey {
                *without = if *without == WithoutSurvey::Zero { WithoutSurvey::Rescale } else { WithoutSurvey::Zero };
            }
        }
        20 => new.rule_set.grade_rule = None,
        21 => {
            let own = new.unit_targets.get_or_insert_default();
            if matches!(target.target, Value::Amount(_))
                && !own.iter().any(|it| it.unit == unit && it.target == target.code && it.period.is_none())
            {
                let value_to = target.target_to.as_ref().map(|_| Decimal::from(Quantity(some.0 * 2)));
                own.push(UnitTarget { value_to, ..UnitTarget::new(unit, target.code, Value::Amount(some.into())) });
            }
        }
        22 => new.rule_set.pass = Pass::IndexBased { pass_from: Quantity(some.0).into() },
        _ => {
            if matches!(target.points, Points::Proportional) {
                new.rule_set.targets[place].points = Points::Binary;
            }
            new.adjustments.iter_mut().for_each(|it| it.reverse());
            new.amendments.iter_mut().for_each(|it| it.reverse());
        }
    }
}

/// An entry of a list, taken out of it.
fn picked<T>(list: &mut Option<Vec<T>>, pick: &Index) -> Option<T> {
    let list = list.as_mut().filter(|it| !it.is_empty())?;
    Some(list.remove(pick.index(list.len())))
}
