//! Facts that come from counting: tasks of a year, and the grades of subordinate units.

use num_rational::BigRational;
use num_traits::One;

use super::fact::Measured;
use super::facts::{FactRefusal, GradeFacts};
use super::grade::Grade;
use crate::assessment::ExactResult;
use crate::key_task::{TaskReport, TaskStanding};
use time::Date;

/// How many tasks there are and how they went. Counts that nobody keeps stay unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tasks {
    /// How many there are.
    pub total: u32,
    /// How many are done.
    pub done: u32,
    /// How many are done on time and with quality.
    pub on_time: u32,
    /// How many are late, whether done or not.
    pub late: u32,
    /// How many are exceeded, where that is recorded.
    pub exceeded: Option<u32>,
}

impl Tasks {
    /// Counts the key tasks of a sheet on a day. A task counts as done, with quality, once its report is verified;
    /// what was exceeded is not recorded there and has to be stated.
    pub fn of_key_tasks(tasks: &[TaskReport], today: Date) -> Self {
        let count = |holds: &dyn Fn(&TaskReport) -> bool| tasks.iter().filter(|it| holds(it)).fold(0, |sum: u32, _| sum.saturating_add(1));
        let done = |it: &TaskReport| it.standing == TaskStanding::Verified;
        let late = |it: &TaskReport| it.days_late(today) > 0;
        Self {
            total: count(&|_| true),
            done: count(&done),
            on_time: count(&|it| done(it) && !late(it)),
            late: count(&late),
            exceeded: None,
        }
    }

    /// Takes the targets of a unit for its tasks, where a campaign says so: a target that is met is done on time.
    pub fn of_result(result: &ExactResult) -> Self {
        Self { total: result.applicable, done: result.met, on_time: result.met, late: 0, exceeded: Some(result.exceeded) }
    }
}

impl GradeFacts {
    /// Adds the shares of tasks; refuses counts that cannot be, and no tasks at all.
    pub fn with_tasks(self, tasks: &Tasks) -> Result<Self, FactRefusal> {
        let poor = tasks.done.checked_sub(tasks.on_time).ok_or(FactRefusal::MoreThanTasks)?;
        let facts = self
            .with(Measured::TasksDone, share(tasks.done, tasks.total)?)?
            .with(Measured::TasksOnTime, share(tasks.on_time, tasks.total)?)?
            .with(Measured::TasksLate, share(tasks.late, tasks.total)?)?
            .with(Measured::TasksLateOrPoor, share(poor, tasks.total)?)?;
        match tasks.exceeded {
            Some(exceeded) => facts.with(Measured::TasksExceeded, share(exceeded, tasks.total)?),
            None => Ok(facts),
        }
    }

    /// Adds what the grades of the direct subordinate units say. Lower units are graded first: one that is not graded leaves the
    /// shares unknown. Where there are none, no condition on them can fail.
    pub fn with_subordinates(self, grades: &[Option<Grade>]) -> Self {
        let Some(grades) = grades.iter().copied().collect::<Option<Vec<Grade>>>() else { return self };
        let share_from = |least: Grade| {
            let reached = grades.iter().filter(|it| **it >= least).count();
            if grades.is_empty() { BigRational::one() } else { BigRational::new(reached.into(), grades.len().into()) }
        };
        let (completed, good) = (share_from(Grade::Completed), share_from(Grade::Good));
        let mut facts = self;
        facts.insert(Measured::SubordinatesCompleted, completed);
        facts.insert(Measured::SubordinatesGood, good);
        facts
    }
}

fn share(part: u32, whole: u32) -> Result<BigRational, FactRefusal> {
    match whole {
        0 => Err(FactRefusal::NoTasks),
        _ if part > whole => Err(FactRefusal::MoreThanTasks),
        _ => Ok(BigRational::new(part.into(), whole.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CampaignId, CommitmentId, KeyTaskId, UnitId};
    use time::macros::date;

    fn fraction(numerator: i64, denominator: i64) -> BigRational {
        BigRational::new(numerator.into(), denominator.into())
    }

    #[test]
    fn shares_of_tasks_are_exact_and_impossible_counts_are_refused() {
        let tasks = Tasks { total: 3, done: 3, on_time: 2, late: 1, exceeded: Some(1) };
        let facts = GradeFacts::new().with_tasks(&tasks).unwrap();
        assert_eq!(facts.number(Measured::TasksDone), Some(&fraction(1, 1)));
        assert_eq!(facts.number(Measured::TasksLateOrPoor), Some(&fraction(1, 3)));
        assert_eq!(facts.number(Measured::TasksExceeded), Some(&fraction(1, 3)));
        let refused = |tasks| GradeFacts::new().with_tasks(&tasks).err();
        assert_eq!(refused(Tasks { total: 0, done: 0, on_time: 0, late: 0, exceeded: None }), Some(FactRefusal::NoTasks));
        assert_eq!(refused(Tasks { done: 4, ..tasks }), Some(FactRefusal::MoreThanTasks));
        assert_eq!(refused(Tasks { on_time: 3, done: 2, ..tasks }), Some(FactRefusal::MoreThanTasks));
        assert_eq!(refused(Tasks { exceeded: Some(4), ..tasks }), Some(FactRefusal::MoreThanTasks));
    }

    #[test]
    fn subordinates_count_once_all_of_them_are_graded() {
        let facts = |grades: &[Option<Grade>]| GradeFacts::new().with_subordinates(grades);
        let grades = [Some(Grade::Good), Some(Grade::Completed), Some(Grade::NotCompleted)];
        assert_eq!(facts(&grades).number(Measured::SubordinatesCompleted), Some(&fraction(2, 3)));
        assert_eq!(facts(&grades).number(Measured::SubordinatesGood), Some(&fraction(1, 3)));
        assert_eq!(facts(&[Some(Grade::Good), None]).number(Measured::SubordinatesCompleted), None);
        assert_eq!(facts(&[]).number(Measured::SubordinatesGood), Some(&fraction(1, 1)));
    }

    #[test]
    fn key_tasks_count_as_done_once_verified() {
        let task = |standing, done_on| TaskReport {
            id: KeyTaskId(1),
            commitment: CommitmentId(1),
            campaign: CampaignId(1),
            unit: UnitId(1),
            title: String::new(),
            expected_result: String::new(),
            responsible: String::new(),
            due_on: date!(2026 - 06 - 30),
            standing,
            report: String::new(),
            done_on,
            entered: None,
            submitted: None,
            decided: None,
            reason: String::new(),
            revision: 1,
        };
        let tasks = [
            task(TaskStanding::Verified, Some(date!(2026 - 06 - 30))),
            task(TaskStanding::Verified, Some(date!(2026 - 07 - 01))),
            task(TaskStanding::Submitted, Some(date!(2026 - 06 - 01))),
            task(TaskStanding::Open, None),
        ];
        let counted = Tasks::of_key_tasks(&tasks, date!(2026 - 12 - 10));
        assert_eq!(counted, Tasks { total: 4, done: 2, on_time: 1, late: 2, exceeded: None });
    }
}
