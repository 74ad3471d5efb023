//! Which rule grades a group's units, and which their heads, with the choices that the documents leave to the office. A rule is chosen
//! for the day of grading; here that is the last day of the campaign (`[INV]`: the decrees grade a year before it is over).

use time::Date;

use super::level::Limit;
use super::quota::QuotaBase;
use super::rule::{GradeRule, Register};
use super::who::{GradeRuleRefusal, Only, Subject};
use super::word::words;
use crate::refusals;

words! {
    /// From what the shares of tasks are taken (issue 3: from key tasks, or from targets where a campaign says so).
    pub enum TasksFrom of "grade-tasks-from" {
        /// From the key tasks of the commitment.
        KeyTasks = "key_tasks",
        /// From the commitment's targets.
        Targets = "targets",
    }
}

words! {
    /// Whom a group's rule grades.
    pub enum Whom of "grade-whom" {
        /// The units.
        Units = "units",
        /// Their heads.
        Heads = "heads",
    }
}

refusals! {
    /// Why a rule cannot be chosen for a group.
    pub enum ChooseRuleRefusal {
        /// There is no such rule.
        Unknown,
        /// The rule grades others: people where units are to be graded, or the other way round.
        ForOthers,
        /// It belongs to the Party's papers, which never mix with the State's.
        OfTheParty,
        /// It knows no greater share for outstanding cases.
        NoOutstandingShare,
        /// Grades are decided by the rule chosen before.
        GradesDecided,
        /// A share of tasks is to be taken from one of the two.
        TasksFromMissing,
        /// The base of the quota is none of those offered.
        UnknownBase,
    }
}

/// A rule with the settings that an office chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChoice {
    /// The rule, with the base of its quota as chosen.
    pub rule: GradeRule,
    /// From what shares of tasks are taken.
    pub tasks_from: TasksFrom,
    /// Why the greater share of the quota is taken; empty for the ordinary one.
    pub outstanding: String,
}

impl Whom {
    /// Whether a rule grades these.
    pub fn by(self, rule: &GradeRule) -> bool {
        rule.subjects.iter().any(|it| (self == Self::Units) == (*it == Subject::Organisation))
    }
}

impl GradeRule {
    /// Whether the rule is in force on a day, whoever is graded.
    pub fn in_force(&self, day: Date) -> Result<(), GradeRuleRefusal> {
        if self.valid_from.is_some_and(|first| day < first) {
            return Err(GradeRuleRefusal::NotInForceYet);
        }
        if self.valid_to.is_some_and(|last| day > last) {
            return Err(GradeRuleRefusal::NoLongerInForce);
        }
        Ok(())
    }

    /// Whether the rule may be chosen for a group at all: it grades those, and is the State's.
    pub fn allow_choice(&self, whom: Whom) -> Result<(), ChooseRuleRefusal> {
        if self.register != Register::State {
            return Err(ChooseRuleRefusal::OfTheParty);
        }
        if whom.by(self) { Ok(()) } else { Err(ChooseRuleRefusal::ForOthers) }
    }

    /// Whether a head is graded no higher than the unit (NĐ 335/2025 khoản 6 Điều 20).
    pub fn caps_heads_by_unit(&self) -> bool {
        let head = |it: &Only| matches!(it, Only::Head | Only::Leader);
        self.caps.iter().any(|it| it.not_above == Limit::UnitGrade && (it.only.is_empty() || it.only.iter().any(head)))
    }

    /// The rule with another base of its quota; one without a quota stays as it is. What is uncertain about it stays said.
    pub fn with_quota_base(mut self, base: QuotaBase) -> Self {
        if let Some(quota) = &mut self.quota {
            quota.base.value = base;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_rule_is_chosen_for_those_it_grades_and_in_its_days() {
        let rule = |id| GradeRule::shipped(id).unwrap();
        assert_eq!(rule("nd335_org").allow_choice(Whom::Units), Ok(()));
        assert_eq!(rule("nd335_org").allow_choice(Whom::Heads), Err(ChooseRuleRefusal::ForOthers));
        assert_eq!(rule("nd90_leader").allow_choice(Whom::Heads), Ok(()));
        assert_eq!(rule("nd90_leader").allow_choice(Whom::Units), Err(ChooseRuleRefusal::ForOthers));
        assert_eq!(rule("qd366_party").allow_choice(Whom::Units), Err(ChooseRuleRefusal::OfTheParty));
        // 2022 and 2023 go by Decree 90; Decree 335 begins in 2026.
        assert_eq!(rule("nd335_org").in_force(date!(2023 - 12 - 14)), Err(GradeRuleRefusal::NotInForceYet));
        assert_eq!(rule("nd90_leader").in_force(date!(2023 - 12 - 14)), Ok(()));
        assert_eq!(rule("nd335_org").in_force(date!(2026 - 12 - 14)), Ok(()));
        assert_eq!(rule("commitment_score_and_gates").in_force(date!(2022 - 12 - 14)), Ok(()));
    }

    #[test]
    fn the_base_of_a_quota_is_a_choice_whose_doubt_stays_said() {
        let rule = GradeRule::shipped("nd335_org").unwrap().with_quota_base(QuotaBase::GoodOnly);
        let base = &rule.quota.as_ref().unwrap().base;
        assert!(base.value == QuotaBase::GoodOnly && base.doubt.is_some());
        assert_eq!(GradeRule::read(rule.to_json()).unwrap(), rule);
        let without = GradeRule::shipped("commitment_all_targets").unwrap();
        assert_eq!(without.clone().with_quota_base(QuotaBase::GoodOnly), without);
    }
}
