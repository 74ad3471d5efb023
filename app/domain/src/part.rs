//! Parts of a package: the same package with fewer figures, one unit, one target. Every field is named here, so that a part never
//! forgets what the format holds: whoever adds one has to say here to which parts it belongs.

use crate::package::{Amendment, Figure, Package, RuleAmendment, RuleSet, Version};
use crate::period::Period;

/// The package with some of its figures.
pub(crate) fn with_figures(package: &Package, figures: Vec<Figure>) -> Package {
    let Package {
        version,
        campaign,
        units,
        rule_set,
        exemptions,
        unit_targets,
        amendments,
        appraisals,
        adjustments,
        external_results,
        grade_rules,
        rule_amendments,
        figures: _,
    } = package;
    Package {
        version: *version,
        campaign: campaign.clone(),
        units: units.clone(),
        rule_set: rule_set.clone(),
        exemptions: exemptions.clone(),
        unit_targets: unit_targets.clone(),
        amendments: amendments.clone(),
        appraisals: appraisals.clone(),
        adjustments: adjustments.clone(),
        external_results: external_results.clone(),
        grade_rules: grade_rules.clone(),
        rule_amendments: rule_amendments.clone(),
        figures,
    }
}

/// The package with one of its units alone, with all that decides its result but for its rank; none where it has no such unit.
pub(crate) fn of_unit(package: &Package, unit: &str) -> Option<Package> {
    let Package {
        version,
        campaign,
        units,
        rule_set,
        exemptions,
        unit_targets,
        amendments,
        appraisals,
        adjustments,
        external_results,
        grade_rules,
        rule_amendments,
        figures,
    } = package;
    let concerns = |it: &Amendment| it.unit.as_ref().is_none_or(|it| it == unit);
    Some(Package {
        version: *version,
        campaign: campaign.clone(),
        units: vec![units.iter().find(|it| it.code == unit)?.clone()],
        rule_set: rule_set.clone(),
        exemptions: kept(exemptions.as_deref(), |it| it.unit == unit),
        unit_targets: kept(unit_targets.as_deref(), |it| it.unit == unit),
        amendments: kept(amendments.as_deref(), concerns),
        appraisals: kept(appraisals.as_deref(), |it| it.unit == unit),
        adjustments: kept(adjustments.as_deref(), |it| it.unit == unit),
        external_results: kept(external_results.as_deref(), |it| it.unit == unit),
        grade_rules: grade_rules.clone(),
        rule_amendments: rule_amendments.clone(),
        figures: figures.iter().filter(|it| it.unit == unit).cloned().collect(),
    })
}

/// The package with one of its targets alone and some of its figures; none where it has no such target. Its weights no longer total 100,
/// and what counts after the total, across targets or without them is left out: it is good for what the target itself comes to.
pub(crate) fn of_target(package: &Package, target: &str, figures: Vec<Figure>) -> Option<Package> {
    let Package {
        version,
        campaign,
        units,
        rule_set,
        exemptions,
        unit_targets,
        amendments,
        appraisals,
        adjustments: _,
        external_results: _,
        grade_rules: _,
        rule_amendments,
        figures: _,
    } = package;
    let former = |it: &RuleAmendment| {
        let former_rule_set = Some(only(it.former_rule_set.as_ref()?, target)?);
        Some(RuleAmendment { former_rule_set, former_grade_rules: None, ..it.clone() })
    };
    let rule_amendments: Vec<RuleAmendment> = rule_amendments.iter().flatten().filter_map(former).collect();
    Some(Package {
        version: *version,
        campaign: campaign.clone(),
        units: units.clone(),
        rule_set: only(rule_set, target)?,
        exemptions: kept(exemptions.as_deref(), |it| it.target == target),
        unit_targets: kept(unit_targets.as_deref(), |it| it.target == target),
        amendments: kept(amendments.as_deref(), |it| it.target == target),
        appraisals: kept(appraisals.as_deref(), |it| it.target == target),
        adjustments: None,
        external_results: None,
        grade_rules: None,
        rule_amendments: (!rule_amendments.is_empty()).then_some(rule_amendments),
        figures,
    })
}

/// A rule set with one of its targets.
fn only(rule_set: &RuleSet, target: &str) -> Option<RuleSet> {
    let RuleSet {
        code,
        title,
        display_decimals,
        areas: _,
        targets: _,
        pass,
        grades,
        adjustments: _,
        bonus_cap: _,
        malus_cap: _,
        rank: _,
        grade_rule: _,
    } = rule_set;
    Some(RuleSet {
        code: code.clone(),
        title: title.clone(),
        display_decimals: *display_decimals,
        areas: None,
        targets: vec![rule_set.target(target)?.clone()],
        pass: pass.clone(),
        grades: grades.clone(),
        adjustments: None,
        bonus_cap: None,
        malus_cap: None,
        rank: None,
        grade_rule: None,
    })
}

/// Puts a figure in the place of the one of its unit, variable and period, or behind all others.
pub(crate) fn put(package: &mut Package, figure: Figure) {
    let same = |it: &&mut Figure| it.unit == figure.unit && it.variable == figure.variable && it.period == figure.period;
    match package.figures.iter_mut().find(same) {
        Some(it) => *it = figure,
        None => package.figures.push(figure),
    }
}

/// Whether a label is a period by which a package can hold a figure: in version 1 any, in version 2 a reporting period of its year.
pub(crate) fn takes_period(package: &Package, label: &str) -> bool {
    match package.version {
        Version::One => !label.is_empty(),
        Version::Two => label.parse::<Period>().is_ok_and(|it| i64::from(it.year()) == package.campaign.year),
    }
}

/// Whether two labels speak of some of the same days and are not the same; never in version 1, where they are only labels.
pub(crate) fn overlap(version: Version, one: &str, other: &str) -> bool {
    let months = |it: &str| it.parse::<Period>().map_or(0, Period::month_bits);
    version == Version::Two && one != other && months(one) & months(other) != 0
}

/// What is kept of a list; one that the file leaves out stays out.
fn kept<T: Clone>(list: Option<&[T]>, keep: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    list.map(|it| it.iter().filter(|it| keep(it)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess;

    const WORKED: &str = include_str!("../../testing/data/vi-du-2.package.json");

    fn worked() -> Package {
        Package::read(WORKED).unwrap()
    }

    #[test]
    fn the_part_of_a_unit_is_sound_and_gives_the_units_result() {
        let package = worked();
        let whole = assess(&package);
        for (unit, by_unit) in package.units.iter().zip(package.by_unit()) {
            let part = of_unit(&package, &unit.code).unwrap();
            assert_eq!(part.check(), Ok(()));
            assert_eq!(assess(&part).results, assess(&by_unit).results);
            assert_eq!(assess(&part).results[0].targets, whole.unit(&unit.code).unwrap().targets);
        }
        assert_eq!(of_unit(&package, "none"), None);
    }

    #[test]
    fn the_part_of_a_target_gives_what_the_target_comes_to() {
        let package = worked();
        let whole = assess(&package);
        for (at, target) in package.rule_set.targets.iter().enumerate() {
            let part = of_target(&package, &target.code, package.figures.clone()).unwrap();
            for (one, all) in assess(&part).results.iter().zip(&whole.results) {
                assert_eq!(one.targets[0], all.targets[at]);
            }
        }
        assert_eq!(of_target(&package, "none", Vec::new()), None);
    }

    #[test]
    fn periods_are_those_of_the_year_in_version_2_and_any_label_in_version_1() {
        let mut package = worked();
        let takes = |package: &Package| ["2022-M03", "2022-Q1", "2022", "2023-M01", "x"].map(|it| takes_period(package, it));
        assert_eq!(takes(&package), [true, true, true, false, false]);
        package.version = Version::One;
        assert_eq!(takes(&package), [true; 5]);
        assert!(overlap(Version::Two, "2022-M03", "2022-Q1") && !overlap(Version::One, "2022-M03", "2022-Q1"));
        assert!(!overlap(Version::Two, "2022-M04", "2022-Q1") && !overlap(Version::Two, "2022-M04", "2022-M04"));
    }
}
