//! Changes of the rules themselves: another version of the rule set, other grade rules, for a whole group from a day on. What is to be
//! reached stays as it is; that changes by amendments of its own.

use std::collections::{HashMap, HashSet};

use super::{ProposeAmendmentRefusal, RuleLine, rule_lines};
use crate::package::{ChosenRule, Package, RuleSet};
use time::Date;

/// A change of the rules that somebody wants to put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Its number.
    pub number: String,
    /// The rule set from then on; none where it stays.
    pub rule_set: Option<RuleSet>,
    /// By which rules grades are proposed from then on; none where they stay.
    pub grade_rules: Option<Vec<ChosenRule>>,
    /// From when on.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
}

impl RuleChange {
    /// A package with the change.
    #[must_use]
    pub fn added_to(&self, package: Package) -> Package {
        let rule_set = self.rule_set.clone().unwrap_or_else(|| package.rule_set.clone());
        let grade_rules = self.grade_rules.clone().unwrap_or_else(|| package.grade_rules().to_vec());
        package.with_rules(&self.number, self.effective_on, &self.reason, (rule_set, grade_rules))
    }

    /// Whether the rules may be changed so: the package is that of the group, with its figures, the changes in force, and without the one that
    /// is to be replaced. `sealed_on` is the day of the first seal of the group, `titles` those of the variables. Gives what changes, line by
    /// line.
    pub fn check(
        &self,
        package: &Package,
        sealed_on: Option<Date>,
        titles: &HashMap<String, String>,
    ) -> Result<Vec<RuleLine>, ProposeAmendmentRefusal> {
        use ProposeAmendmentRefusal as Why;
        let sealed_on = sealed_on.ok_or(Why::NotSealed)?;
        if self.effective_on < package.campaign.starts_on || self.effective_on > package.campaign.ends_on {
            return Err(Why::OutsideCampaign);
        }
        if self.effective_on < sealed_on {
            return Err(Why::BeforeSeal);
        }
        match package.rule_amendments().iter().map(|it| it.effective_on).max() {
            Some(last) if last == self.effective_on => return Err(Why::SameDay),
            Some(last) if last > self.effective_on => return Err(Why::BeforeLastRules),
            _ => {}
        }
        if let Some(rule_set) = &self.rule_set {
            if !rule_set.asks_the_same(&package.rule_set) {
                return Err(Why::OtherTargets);
            }
            let reported = variables(package.sealed_rule_set());
            if !variables(rule_set).is_subset(&reported) {
                return Err(Why::NewVariable);
            }
        }
        let after = self.added_to(package.clone());
        let lines = rule_lines(package, &after, titles);
        if lines.is_empty() {
            return Err(Why::SameRules);
        }
        // Whatever else the format asks of a package is asked here: of weights, and of points that were given already.
        after.check().map_err(|_| Why::AgainstTheFormat)?;
        Ok(lines)
    }
}

fn variables(rule_set: &RuleSet) -> HashSet<&str> {
    rule_set.targets.iter().flat_map(|it| it.measure.variables()).collect()
}

/// A package as it is before the change of rules of a number, which is the last one, is replaced by another.
#[must_use]
pub fn without_rules(mut package: Package, number: &str) -> Package {
    let Some(at) = package.rule_amendments().iter().position(|it| it.number == number) else { return package };
    if let Some(list) = &mut package.rule_amendments {
        let gone = list.remove(at);
        if let Some(rule_set) = gone.former_rule_set {
            package.rule_set = rule_set;
        }
        if let Some(rules) = gone.former_grade_rules {
            package.grade_rules = (!rules.is_empty()).then_some(rules);
        }
        if list.is_empty() {
            package.rule_amendments = None;
        }
    }
    package
}
