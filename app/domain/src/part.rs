//! Parts of a package: the same package with fewer figures, one unit, one target. Every field is named here and nowhere else, so that a
//! part never forgets what the format holds.

use crate::package::{Exemption, Figure, Package, RuleSet, UnitTarget};

/// The package with some of its figures.
pub(crate) fn with_figures(package: &Package, figures: Vec<Figure>) -> Package {
    let Package { campaign, units, rule_set, exemptions, unit_targets, figures: _ } = package;
    Package {
        campaign: campaign.clone(),
        units: units.clone(),
        rule_set: rule_set.clone(),
        exemptions: exemptions.clone(),
        unit_targets: unit_targets.clone(),
        figures,
    }
}

/// The package with one of its units alone; none where it has no such unit.
pub(crate) fn of_unit(package: &Package, unit: &str) -> Option<Package> {
    let Package { campaign, units, rule_set, exemptions, unit_targets, figures } = package;
    Some(Package {
        campaign: campaign.clone(),
        units: vec![units.iter().find(|it| it.code == unit)?.clone()],
        rule_set: rule_set.clone(),
        exemptions: kept(exemptions.as_deref(), |it: &Exemption| it.unit == unit),
        unit_targets: kept(unit_targets.as_deref(), |it: &UnitTarget| it.unit == unit),
        figures: figures.iter().filter(|it| it.unit == unit).cloned().collect(),
    })
}

/// The package with one of its targets alone and some of its figures; none where it has no such target. Its weights no longer total 100.
pub(crate) fn of_target(package: &Package, target: &str, figures: Vec<Figure>) -> Option<Package> {
    let Package { campaign, units, rule_set, exemptions, unit_targets, figures: _ } = package;
    let RuleSet { code, title, display_decimals, targets: _, pass, grades } = rule_set;
    Some(Package {
        campaign: campaign.clone(),
        units: units.clone(),
        rule_set: RuleSet {
            code: code.clone(),
            title: title.clone(),
            display_decimals: *display_decimals,
            targets: vec![rule_set.target(target)?.clone()],
            pass: pass.clone(),
            grades: grades.clone(),
        },
        exemptions: kept(exemptions.as_deref(), |it: &Exemption| it.target == target),
        unit_targets: kept(unit_targets.as_deref(), |it: &UnitTarget| it.target == target),
        figures,
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

/// What is kept of a list; one that the file leaves out stays out.
fn kept<T: Clone>(list: Option<&[T]>, keep: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    list.map(|it| it.iter().filter(|it| keep(it)).cloned().collect())
}
