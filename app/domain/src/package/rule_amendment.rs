//! Changes of the rules themselves after they were sealed: weights, formulas, points, gates, grades, grade rules (formats/package-2.md,
//! "Amended rules"). The package states the rules as they are after all of them; each one keeps what it took the place of.

use std::collections::HashSet;

use time::Date;

use super::read::Places;
use super::read_rules::Known;
use super::reader::{Path, Reader};
use super::{ChosenRule, Package, Reason, RuleSet, Target};
use crate::canonical::Node;

/// A change of the rules from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleAmendment {
    /// Its number, unique among all amendments of the package.
    pub number: String,
    /// The first day on which it is in force.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
    /// The rule set before it; none where it did not change it.
    pub former_rule_set: Option<RuleSet>,
    /// The grade rules before it; none where it did not change them.
    pub former_grade_rules: Option<Vec<ChosenRule>>,
}

impl Package {
    /// The changes of rules; an absent key means none.
    pub fn rule_amendments(&self) -> &[RuleAmendment] {
        self.rule_amendments.as_deref().unwrap_or_default()
    }

    /// The rule set as it was sealed: before all changes.
    pub fn sealed_rule_set(&self) -> &RuleSet {
        self.former_rule_sets().first().map_or(&self.rule_set, |it| it.1)
    }

    /// The grade rules as they were sealed: before all changes.
    pub fn sealed_grade_rules(&self) -> &[ChosenRule] {
        let mut former: Vec<(Date, &[ChosenRule])> =
            self.rule_amendments().iter().filter_map(|it| Some((it.effective_on, it.former_grade_rules.as_deref()?))).collect();
        former.sort_by_key(|it| it.0);
        former.first().map_or(self.grade_rules(), |it| it.1)
    }

    /// The rule sets that were in force before changes, each with the day from which it no longer was, earliest first.
    pub(crate) fn former_rule_sets(&self) -> Vec<(Date, &RuleSet)> {
        let mut former: Vec<(Date, &RuleSet)> =
            self.rule_amendments().iter().filter_map(|it| Some((it.effective_on, it.former_rule_set.as_ref()?))).collect();
        former.sort_by_key(|it| it.0);
        former
    }

    /// The same package with another rule set and other grade rules in the place of those it has, by a numbered change: `new` are the rules
    /// after it; what is as it was is not kept twice.
    #[must_use]
    pub fn with_rules(mut self, number: &str, effective_on: Date, reason: &str, new: (RuleSet, Vec<ChosenRule>)) -> Self {
        let (rule_set, grade_rules) = new;
        let change = RuleAmendment {
            number: number.to_owned(),
            effective_on,
            reason: reason.to_owned(),
            former_rule_set: (rule_set != self.rule_set).then(|| self.rule_set.clone()),
            former_grade_rules: (grade_rules != self.grade_rules()).then(|| self.grade_rules().to_vec()),
        };
        self.rule_amendments.get_or_insert_default().push(change);
        Self { version: super::Version::Two, rule_set, grade_rules: super::listed(grade_rules), ..self }
    }
}

impl RuleSet {
    /// Whether another rule set asks for the same: the same targets in the same order, called the same, with the same goals of the year and
    /// of periods. A change of rules leaves those alone; goals change by amendments of their own.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let pairs = || self.targets.iter().zip(&other.targets);
        self.code == other.code && self.targets.len() == other.targets.len() && pairs().all(|(one, two)| one.asks_the_same(two))
    }
}

impl Target {
    fn asks_the_same(&self, other: &Self) -> bool {
        let goal = |it: &Self| (it.target.figure_value(), it.target_to.as_ref().map(|it| it.quantity()));
        let interim = |it: &Self| -> Vec<_> {
            it.interim().iter().map(|it| (it.period, it.value.figure_value(), it.value_to.as_ref().map(|it| it.quantity()))).collect()
        };
        (&self.code, &self.title, &self.unit, self.direction) == (&other.code, &other.title, &other.unit, other.direction)
            && self.is_manual() == other.is_manual()
            && goal(self) == goal(other)
            && interim(self) == interim(other)
    }
}

impl Reader {
    /// Changes of rules; none has the number of another amendment. `rule_set` are the rules after all of them.
    pub(super) fn rule_amendments(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        places: &Places<'_>,
        taken: HashSet<String>,
        rule_set: Option<&RuleSet>,
    ) -> Option<Vec<RuleAmendment>> {
        let nodes = self.list(node, path)?;
        let keys = ["number", "effective_on", "reason", "former_rule_set", "former_grade_rules"];
        let (mut numbers, mut days) = (taken, HashSet::new());
        let mut amendments = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            let path = Path::Entry(path, at);
            let Some(fields) = self.object(node, &path, &keys) else { continue };
            let number = self.text(&fields, &path, "number");
            if let Some(number) = number.filter(|it| !numbers.insert(it.text.to_owned())) {
                self.error(number.at, &Path::Key(&path, "number"), Reason::NumberTwice, number.text);
            }
            let day = self.day(&fields, &path, "effective_on");
            if let Some((at, day)) = day {
                let key = Path::Key(&path, "effective_on");
                if places.is_outside(day) {
                    self.error(at, &key, Reason::OutsideCampaign, "");
                } else if !days.insert(day) {
                    self.error(at, &key, Reason::RuleAmendmentTwice, "");
                }
            }
            let reason = self.text(&fields, &path, "reason");
            let former_rule_set = fields.get("former_rule_set").map(|node| {
                let path = Path::Key(&path, "former_rule_set");
                let former = self.rule_set(node, &path, &mut Known::of_year(places.known.year));
                if former.as_ref().zip(rule_set).is_some_and(|(former, now)| !former.asks_the_same(now)) {
                    self.error(node.at, &path, Reason::OtherTargets, "");
                }
                former
            });
            let former_grade_rules =
                fields.get("former_grade_rules").map(|it| self.chosen_rules(it, &Path::Key(&path, "former_grade_rules")));
            if former_rule_set.is_none() && former_grade_rules.is_none() {
                self.error(node.at, &path, Reason::NothingAmended, "");
            }
            if let (Some(number), Some((_, effective_on)), Some(reason)) = (number, day, reason) {
                amendments.push(RuleAmendment {
                    number: number.text.to_owned(),
                    effective_on,
                    reason: reason.text.to_owned(),
                    former_rule_set: former_rule_set.flatten(),
                    former_grade_rules: former_grade_rules.flatten(),
                });
            }
        }
        Some(amendments)
    }
}
