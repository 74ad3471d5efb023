//! Key tasks (nhiệm vụ trọng tâm) of a commitment: reported by the unit, submitted by its head, verified like figures.

use crate::figure::LONGEST_NOTE;
use crate::ids::{CampaignId, CommitmentId, KeyTaskId, PersonId, UnitId};
use crate::{Timestamp, refusals};
use time::Date;

/// Where a key task's report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskStanding {
    /// Nothing is reported.
    Open,
    /// The unit reported it done; its head has not submitted the report.
    Entered,
    /// The report waits for verification.
    Submitted,
    /// Verification accepted the report.
    Verified,
    /// Verification sent the report back.
    Returned,
}

impl TaskStanding {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Open, Self::Entered, Self::Submitted, Self::Verified, Self::Returned];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Entered => "entered",
            Self::Submitted => "submitted",
            Self::Verified => "verified",
            Self::Returned => "returned",
        }
    }

    /// The standing of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A key task and its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskReport {
    /// The task.
    pub id: KeyTaskId,
    /// The commitment it stands in.
    pub commitment: CommitmentId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// What is to be done.
    pub title: String,
    /// The result expected.
    pub expected_result: String,
    /// Who is responsible, as the sheet says.
    pub responsible: String,
    /// When it is due.
    pub due_on: Date,
    /// Where the report stands.
    pub standing: TaskStanding,
    /// What was done.
    pub report: String,
    /// The day it was done.
    pub done_on: Option<Date>,
    /// Who reported it, and when.
    pub entered: Option<(PersonId, Timestamp)>,
    /// Who submitted the report for the unit, and when.
    pub submitted: Option<(PersonId, Timestamp)>,
    /// Who decided on the report, and when.
    pub decided: Option<(PersonId, Timestamp)>,
    /// Why it was sent back; empty otherwise.
    pub reason: String,
    /// Counts the changes.
    pub revision: i64,
}

refusals! {
    /// Why a key task's report is not taken or decided.
    pub enum TaskReportRefusal {
        /// The report is verified.
        Locked,
        /// The report says nothing.
        Blank,
        /// The report has too many characters.
        TooLong,
        /// The day of completion lies in the future.
        NotDoneYet,
        /// There is no report that waits for being submitted.
        NothingEntered,
        /// The report does not wait for verification.
        NotWaiting,
        /// Whoever reported a task, or submitted its report, may not verify it.
        OwnReport,
        /// Sending back needs a reason.
        ReasonNeeded,
    }
}

impl TaskReport {
    /// Says that the task is done. What was submitted has to be submitted again.
    pub fn report(self, report: &str, done_on: Date, by: PersonId, at: Timestamp) -> Result<Self, TaskReportRefusal> {
        if self.standing == TaskStanding::Verified {
            return Err(TaskReportRefusal::Locked);
        }
        let report = crate::fold::nfc(report.trim());
        if report.is_empty() {
            return Err(TaskReportRefusal::Blank);
        }
        if report.chars().count() > LONGEST_NOTE {
            return Err(TaskReportRefusal::TooLong);
        }
        if done_on > at.date() {
            return Err(TaskReportRefusal::NotDoneYet);
        }
        Ok(Self {
            report,
            done_on: Some(done_on),
            standing: TaskStanding::Entered,
            entered: Some((by, at)),
            submitted: None,
            decided: None,
            reason: String::new(),
            revision: self.revision + 1,
            ..self
        })
    }

    /// Submits the report for verification.
    pub fn submit(self, by: PersonId, at: Timestamp) -> Result<Self, TaskReportRefusal> {
        if self.standing != TaskStanding::Entered {
            return Err(TaskReportRefusal::NothingEntered);
        }
        Ok(Self { standing: TaskStanding::Submitted, submitted: Some((by, at)), revision: self.revision + 1, ..self })
    }

    /// Accepts the report.
    pub fn verify(self, by: PersonId, at: Timestamp) -> Result<Self, TaskReportRefusal> {
        self.waiting_for(by)?;
        Ok(Self { standing: TaskStanding::Verified, decided: Some((by, at)), revision: self.revision + 1, ..self })
    }

    /// Sends the report back, for a reason.
    pub fn send_back(self, reason: &str, by: PersonId, at: Timestamp) -> Result<Self, TaskReportRefusal> {
        self.waiting_for(by)?;
        let reason = crate::fold::nfc(reason.trim());
        if reason.is_empty() || reason.chars().count() > LONGEST_NOTE {
            return Err(TaskReportRefusal::ReasonNeeded);
        }
        Ok(Self { standing: TaskStanding::Returned, decided: Some((by, at)), reason, revision: self.revision + 1, ..self })
    }

    /// Days between the due day and completion, or today while it is not done; 0 in time.
    pub fn days_late(&self, today: Date) -> i64 {
        crate::figure::days_late(self.done_on, self.due_on, today)
    }

    fn waiting_for(&self, by: PersonId) -> Result<(), TaskReportRefusal> {
        if [self.entered, self.submitted].into_iter().flatten().any(|(it, _)| it == by) {
            return Err(TaskReportRefusal::OwnReport);
        }
        if self.standing != TaskStanding::Submitted {
            return Err(TaskReportRefusal::NotWaiting);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn now() -> Timestamp {
        Timestamp::of(datetime!(2023-08-08 09:00 +7))
    }

    fn task() -> TaskReport {
        TaskReport {
            id: KeyTaskId(1),
            commitment: CommitmentId(1),
            campaign: CampaignId(1),
            unit: UnitId(1),
            title: "Sửa bộ phận một cửa".to_owned(),
            expected_result: "Đưa vào sử dụng".to_owned(),
            responsible: String::new(),
            due_on: date!(2023 - 06 - 30),
            standing: TaskStanding::Open,
            report: String::new(),
            done_on: None,
            entered: None,
            submitted: None,
            decided: None,
            reason: String::new(),
            revision: 1,
        }
    }

    const DONE: Date = date!(2023 - 07 - 05);

    #[test]
    fn a_task_is_reported_submitted_and_verified() {
        let verified = task()
            .report("Đã xong", DONE, PersonId(1), now())
            .unwrap()
            .submit(PersonId(3), now())
            .unwrap()
            .verify(PersonId(2), now())
            .unwrap();
        assert_eq!((verified.standing, verified.days_late(now().date())), (TaskStanding::Verified, 5));
        assert_eq!(verified.report("khác", DONE, PersonId(1), now()).unwrap_err(), TaskReportRefusal::Locked);
    }

    #[test]
    fn what_is_not_in_order_is_refused() {
        let report = |text: &str, on| task().report(text, on, PersonId(1), now());
        assert_eq!(report(" ", DONE).unwrap_err(), TaskReportRefusal::Blank);
        assert_eq!(report(&"x".repeat(2_001), DONE).unwrap_err(), TaskReportRefusal::TooLong);
        assert_eq!(report("xong", date!(2023 - 08 - 09)).unwrap_err(), TaskReportRefusal::NotDoneYet);
        assert_eq!(task().submit(PersonId(3), now()).unwrap_err(), TaskReportRefusal::NothingEntered);
        let entered = report("xong", DONE).unwrap();
        assert_eq!(entered.clone().verify(PersonId(2), now()).unwrap_err(), TaskReportRefusal::NotWaiting);
        let waiting = entered.submit(PersonId(3), now()).unwrap();
        for own in [PersonId(1), PersonId(3)] {
            assert_eq!(waiting.clone().verify(own, now()).unwrap_err(), TaskReportRefusal::OwnReport);
            assert_eq!(waiting.clone().send_back("Thiếu ảnh", own, now()).unwrap_err(), TaskReportRefusal::OwnReport);
        }
        assert_eq!(waiting.clone().send_back("", PersonId(2), now()).unwrap_err(), TaskReportRefusal::ReasonNeeded);
        let returned = waiting.send_back("Thiếu ảnh", PersonId(2), now()).unwrap();
        assert_eq!(returned.submit(PersonId(3), now()).unwrap_err(), TaskReportRefusal::NothingEntered);
    }

    #[test]
    fn standings_keep_their_names() {
        for it in TaskStanding::ALL {
            assert_eq!(TaskStanding::of(it.code()), Some(it));
        }
    }
}
