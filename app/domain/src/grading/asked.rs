//! Which facts a rule asks of somebody: what whoever gathers facts has to know or to say that it is unknown.

use super::condition::Condition;
use super::fact::{Fact, Graded};
use super::level::Limit;
use super::rule::GradeRule;
use super::who::Who;

impl GradeRule {
    /// The facts that the rule asks of somebody, each once, in the order in which it asks them. What is asked of others is left out.
    pub fn asks(&self, who: &Who) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.scale.iter().map(|it| Fact::Measured(it.fact)).collect();
        let fails = self.fails.iter().flat_map(|it| &it.any_of);
        let before = self.not_rated.iter().flat_map(|it| &it.when).chain(fails).chain(self.gaps.iter().flat_map(|it| &it.when));
        let levels = self.levels.iter().flat_map(|it| &it.all_of).chain(self.holds.iter().flat_map(|it| &it.when));
        for it in before.chain(levels) {
            add(&mut facts, it, who);
        }
        for cap in self.caps.iter().filter(|it| who.is_among(&it.only)) {
            cap.when.iter().for_each(|it| add(&mut facts, it, who));
            if cap.not_above == Limit::UnitGrade {
                once(&mut facts, Fact::Graded(Graded::UnitGrade));
            }
        }
        facts
    }
}

fn add(facts: &mut Vec<Fact>, it: &Condition, who: &Who) {
    if who.is_among(&it.only) {
        once(facts, it.ask.fact());
        it.unless.into_iter().for_each(|it| once(facts, Fact::Stated(it)));
    }
}

fn once(facts: &mut Vec<Fact>, fact: Fact) {
    if !facts.contains(&fact) {
        facts.push(fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Stated;
    use crate::organisation::{PersonCategory, PostKind};

    #[test]
    fn only_what_counts_for_somebody_is_asked_and_each_fact_once() {
        let rule = GradeRule::shipped("nd335_person").unwrap();
        let who = |post| Who::person(Some(PersonCategory::CivilServant), post);
        let (head, officer) = (rule.asks(&who(PostKind::UnitHead)), rule.asks(&who(PostKind::Officer)));
        assert!(head.contains(&Fact::Graded(Graded::UnitGrade)) && !officer.contains(&Fact::Graded(Graded::UnitGrade)));
        assert!(head.contains(&Fact::Stated(Stated::UnitCorruption)) && !officer.contains(&Fact::Stated(Stated::UnitCorruption)));
        let organisation = GradeRule::shipped("nd335_org").unwrap().asks(&Who::organisation());
        assert!(organisation.contains(&Fact::Stated(Stated::ForceMajeure)), "what excuses is asked too");
        assert_eq!(organisation.iter().filter(|it| it.code() == "tasks_done").count(), 1);
    }
}
