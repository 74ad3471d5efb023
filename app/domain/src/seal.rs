//! The seal of a unit's rules (app/docs/formats/seal.md): the digest over everything that decides how the unit is assessed and may no longer
//! be edited once its head has signed. Whoever has a package recomputes it from there; nothing of it is asked of a database.

use crate::canonical::{canonical_form, sha256};
use crate::package::{ChosenRule, Exemption, Package, UnitTarget};
use crate::refusals;
use crate::value::show_plain_day;
use serde::Serialize;
use time::Date;

/// The name of the format, kept in the sealed text itself.
pub const FORMAT: &str = "camket-seal/1";

refusals! {
    /// Why something is not changed any more: it is sealed. The way is an amendment.
    pub enum SealRefusal {
        /// The unit has signed without this exemption.
        Exemption,
        /// The unit has signed another value.
        UnitTarget,
        /// Somebody of the group has signed by another grade rule.
        GradeRule,
    }
}

/// What a unit's seal covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The campaign's code.
    pub campaign: String,
    /// The reporting year.
    pub year: i64,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// The group in which the unit is ranked.
    pub peer_group: String,
    /// The unit's code.
    pub unit: String,
    /// The SHA-256 of the rule set: targets, weights, formulas, points, pass family, grades.
    pub rule_set_sha256: String,
    /// The targets that do not apply to the unit; of other units nothing is read.
    pub exemptions: Vec<Exemption>,
    /// The unit's own targets; of other units nothing is read.
    pub unit_targets: Vec<UnitTarget>,
    /// By which rules units and heads are graded, where they were chosen before anybody of the group signed.
    pub grade_rules: Vec<ChosenRule>,
}

#[derive(Serialize)]
struct Text<'s> {
    campaign: CampaignText<'s>,
    exemptions: Vec<ExemptionText<'s>>,
    format: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grade_rules: Vec<GradeRuleText>,
    peer_group: &'s str,
    rule_set_sha256: &'s str,
    unit: &'s str,
    unit_targets: Vec<OwnText<'s>>,
}

#[derive(Serialize)]
struct CampaignText<'s> {
    code: &'s str,
    ends_on: String,
    starts_on: String,
    year: i64,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct ExemptionText<'s> {
    target: &'s str,
    basis: &'s str,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct OwnText<'s> {
    target: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value_to: Option<String>,
}

#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct GradeRuleText {
    whom: &'static str,
    tasks_from: &'static str,
    rule_sha256: String,
}

/// What a digest that somebody holds in hand proves of a package beside its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It is that of the rule set as it is now.
    RuleSet,
    /// It is that of the rule set as it was sealed: numbered amendments have changed it since, by these numbers in the order of their days.
    SealedRuleSet(Vec<String>),
    /// It is the seal of a unit of that code: rule set, exemptions, own targets and grade rules are those that were sealed.
    Unit(String),
}

impl Proof {
    /// What a digest, lower-case hexadecimal, proves of a package's rules; none where it is of nothing here. It says nothing of figures.
    pub fn of(package: &Package, digest: &str) -> Option<Self> {
        if digest == package.rule_set.sha256() {
            return Some(Self::RuleSet);
        }
        if digest == package.sealed_rule_set().sha256() {
            let mut amended: Vec<_> = package.rule_amendments().iter().map(|it| (it.effective_on, it.number.clone())).collect();
            amended.sort();
            return Some(Self::SealedRuleSet(amended.into_iter().map(|it| it.1).collect()));
        }
        let unit = package.units.iter().find(|it| Seal::of(package, &it.code).is_some_and(|seal| seal.sha256() == digest))?;
        Some(Self::Unit(unit.code.clone()))
    }
}

impl Seal {
    /// What the seal of a unit covers, read from a package; none where the package does not have the unit. The package of the unit alone
    /// gives the same, and so does one with figures or amendments.
    pub fn of(package: &Package, unit: &str) -> Option<Self> {
        let found = package.units.iter().find(|it| it.code == unit)?;
        Some(Self {
            campaign: package.campaign.code.clone(),
            year: package.campaign.year,
            starts_on: package.campaign.starts_on,
            ends_on: package.campaign.ends_on,
            peer_group: found.peer_group.clone(),
            unit: found.code.clone(),
            // What changed the rules came after the seal as well.
            rule_set_sha256: package.sealed_rule_set().sha256(),
            // What came by an amendment came after the seal.
            exemptions: package.exemptions().iter().filter(|it| it.unit == unit && it.amendment.is_none()).cloned().collect(),
            unit_targets: package.unit_targets().iter().filter(|it| it.unit == unit).cloned().collect(),
            grade_rules: package.sealed_grade_rules().to_vec(),
        })
    }

    /// The sealed text: canonical JSON (RFC 8785). The order in which a package lists exemptions and own targets does not matter, nor how it
    /// spells a number.
    pub fn canonical(&self) -> String {
        let own = |it: &&UnitTarget| it.unit == self.unit;
        let mut exemptions: Vec<_> = self
            .exemptions
            .iter()
            .filter(|it| it.unit == self.unit)
            .map(|it| ExemptionText { target: &it.target, basis: &it.basis })
            .collect();
        exemptions.sort();
        let mut unit_targets: Vec<_> = self
            .unit_targets
            .iter()
            .filter(own)
            .map(|it| OwnText {
                target: &it.target,
                period: it.period.map(|it| it.to_string()),
                value: it.value.figure_value().plain(),
                value_to: it.value_to.as_ref().map(|it| it.quantity().plain()),
            })
            .collect();
        unit_targets.sort();
        let chosen = |it: &ChosenRule| GradeRuleText {
            whom: it.whom.code(),
            tasks_from: it.tasks_from.code(),
            rule_sha256: sha256(it.rule.json().as_bytes()),
        };
        let mut grade_rules: Vec<_> = self.grade_rules.iter().map(chosen).collect();
        grade_rules.sort();
        let text = Text {
            campaign: CampaignText {
                code: &self.campaign,
                ends_on: show_plain_day(self.ends_on),
                starts_on: show_plain_day(self.starts_on),
                year: self.year,
            },
            exemptions,
            format: FORMAT,
            grade_rules,
            peer_group: &self.peer_group,
            rule_set_sha256: &self.rule_set_sha256,
            unit: &self.unit,
            unit_targets,
        };
        // Texts and one small integer always have a canonical form.
        canonical_form(&serde_json::to_string(&text).unwrap_or_default()).unwrap_or_default()
    }

    /// The seal: the SHA-256 of the sealed text, lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(self.canonical().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::{TasksFrom, Whom};
    use crate::package::GradeRule;

    const PACKAGE: &str = include_str!("../../testing/data/vi-du-2.package.json");

    fn package() -> Package {
        Package::read(PACKAGE).unwrap()
    }

    fn somebody(package: &Package) -> String {
        package.unit_targets().first().map(|it| it.unit.clone()).unwrap()
    }

    #[test]
    fn the_package_of_a_unit_alone_gives_its_seal() {
        let package = package();
        for (unit, part) in package.units.iter().zip(package.by_unit()) {
            assert_eq!(Seal::of(&package, &unit.code), Seal::of(&part, &unit.code));
        }
        assert_eq!(Seal::of(&package, "nobody"), None);
    }

    #[test]
    fn figures_amendments_order_and_other_units_move_no_seal() {
        let package = package();
        let unit = somebody(&package);
        let seal = Seal::of(&package, &unit).unwrap().sha256();
        let mut other = package.clone();
        other.figures.clear();
        other.amendments = None;
        other.appraisals = None;
        if let Some(it) = &mut other.exemptions {
            it.reverse();
        }
        if let Some(it) = &mut other.unit_targets {
            it.reverse();
        }
        assert_eq!(Seal::of(&other, &unit).unwrap().sha256(), seal);
        other.exemptions.get_or_insert_default().push(Exemption {
            unit: "other".into(),
            target: "T01".into(),
            basis: "x".into(),
            amendment: None,
        });
        assert_eq!(Seal::of(&other, &unit).unwrap().sha256(), seal);
    }

    #[test]
    fn a_weight_an_exemption_an_own_target_a_grade_rule_and_a_day_each_move_the_seal() {
        let package = package();
        let unit = somebody(&package);
        let seal = |it: &Package| Seal::of(it, &unit).unwrap().sha256();
        let mut changed: Vec<Package> = Vec::new();
        let mut it = package.clone();
        it.rule_set.targets.first_mut().unwrap().title.push('x');
        changed.push(it);
        let mut it = package.clone();
        it.exemptions.get_or_insert_default().push(Exemption {
            unit: unit.clone(),
            target: "T09".into(),
            basis: "x".into(),
            amendment: None,
        });
        changed.push(it);
        let mut it = package.clone();
        it.unit_targets.as_mut().unwrap().retain(|own| own.unit != unit);
        changed.push(it);
        let mut it = package.clone();
        it.campaign.ends_on = it.campaign.starts_on;
        changed.push(it);
        for rules in [
            Vec::new(),
            package.grade_rules().iter().cloned().map(|it| ChosenRule { tasks_from: TasksFrom::KeyTasks, ..it }).collect(),
            package.grade_rules().iter().map(|it| ChosenRule { rule: GradeRule::read(r#"{"id":"x"}"#).unwrap(), ..*it }).collect(),
        ] {
            changed.push(Package { grade_rules: Some(rules), ..package.clone() });
        }
        for it in changed {
            assert_ne!(seal(&it), seal(&package));
        }
    }

    #[test]
    fn the_sealed_text_is_what_the_format_page_says() {
        let seal = Seal {
            campaign: "cchc-2023".into(),
            year: 2023,
            starts_on: time::macros::date!(2022 - 12 - 15),
            ends_on: time::macros::date!(2023 - 12 - 14),
            peer_group: "commune".into(),
            unit: "10900".into(),
            rule_set_sha256: "ab".into(),
            exemptions: vec![Exemption { unit: "10900".into(), target: "T09".into(), basis: "Không phát sinh".into(), amendment: None }],
            unit_targets: vec![UnitTarget::new("10900".into(), "T01".into(), crate::package::Value::read("99.50").unwrap())],
            grade_rules: Vec::new(),
        };
        assert_eq!(
            seal.canonical(),
            r#"{"campaign":{"code":"cchc-2023","ends_on":"2023-12-14","starts_on":"2022-12-15","year":2023},"exemptions":[{"basis":"Không phát sinh","target":"T09"}],"format":"camket-seal/1","peer_group":"commune","rule_set_sha256":"ab","unit":"10900","unit_targets":[{"target":"T01","value":"99.5"}]}"#
        );
        let rule = GradeRule::read(r#"{"id": "x"}"#).unwrap();
        let chosen = ChosenRule { whom: Whom::Units, tasks_from: TasksFrom::KeyTasks, rule };
        let with = Seal { grade_rules: vec![chosen], exemptions: Vec::new(), unit_targets: Vec::new(), ..seal };
        assert_eq!(
            with.canonical(),
            format!(
                r#"{{"campaign":{{"code":"cchc-2023","ends_on":"2023-12-14","starts_on":"2022-12-15","year":2023}},"exemptions":[],"format":"camket-seal/1","grade_rules":[{{"rule_sha256":"{}","tasks_from":"key_tasks","whom":"units"}}],"peer_group":"commune","rule_set_sha256":"ab","unit":"10900","unit_targets":[]}}"#,
                sha256(br#"{"id":"x"}"#)
            )
        );
    }
}
