//! What follows a review: remedies that somebody else closes, consequences after the minutes are signed (`domain.md` 8.6), support.

use super::{CaseState, codes};
use crate::ids::{ConsequenceId, PersonId, RemedyId, TargetId};
use crate::refusals;
use time::Date;

codes! {
    /// How far a remedy is (`domain.md` 9.3, III).
    pub enum RemedyStanding {
        /// Chưa khắc phục: nothing reported yet.
        NotDone = "not_done",
        /// Đang khắc phục.
        Ongoing = "ongoing",
        /// The unit reports it as done; somebody else has to confirm.
        Reported = "reported",
        /// Đã khắc phục: confirmed by somebody else.
        Closed = "closed",
    }
}

refusals! {
    /// Why a remedy's progress cannot be recorded or confirmed.
    pub enum FollowRemedyRefusal {
        /// It is closed already.
        AlreadyClosed,
        /// The progress is missing.
        ProgressMissing,
        /// The unit has not reported it as done.
        NotReported,
        /// Who reported it does not confirm it.
        OwnReport,
        /// It is not said what was checked, or why it goes back.
        NoteMissing,
    }
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Its key.
    pub id: RemedyId,
    /// The target that it should lift.
    pub target: Option<TargetId>,
    /// What will be done.
    pub title: String,
    /// Who sees to it, as written in the report.
    pub owner: String,
    /// Until when.
    pub due_on: Date,
    /// How far it is.
    pub standing: RemedyStanding,
    /// The last report of the unit.
    pub progress: String,
    /// Who reported last.
    pub reported_by: Option<PersonId>,
    /// The day on which the unit says it was done.
    pub done_on: Option<Date>,
    /// What was checked when it was closed, or why it went back.
    pub closing_note: String,
    /// Its revision.
    pub revision: i64,
}

impl Remedy {
    /// Whether it is late on a day.
    pub fn is_late(&self, today: Date) -> bool {
        self.standing != RemedyStanding::Closed && self.due_on < today
    }

    /// The unit reports progress; `done_on` where it says that the remedy is done.
    pub fn report(self, by: PersonId, progress: String, done_on: Option<Date>) -> Result<Self, FollowRemedyRefusal> {
        if self.standing == RemedyStanding::Closed {
            return Err(FollowRemedyRefusal::AlreadyClosed);
        }
        if progress.trim().is_empty() {
            return Err(FollowRemedyRefusal::ProgressMissing);
        }
        let standing = if done_on.is_some() { RemedyStanding::Reported } else { RemedyStanding::Ongoing };
        Ok(Self { standing, progress, reported_by: Some(by), done_on, ..self })
    }

    /// Somebody else confirms that it is done.
    pub fn close(self, by: PersonId, note: String) -> Result<Self, FollowRemedyRefusal> {
        self.judge(by, &note)?;
        Ok(Self { standing: RemedyStanding::Closed, closing_note: note, ..self })
    }

    /// Somebody else finds that it is not done.
    pub fn send_back(self, by: PersonId, note: String) -> Result<Self, FollowRemedyRefusal> {
        self.judge(by, &note)?;
        Ok(Self { standing: RemedyStanding::Ongoing, done_on: None, closing_note: note, ..self })
    }

    fn judge(&self, by: PersonId, note: &str) -> Result<(), FollowRemedyRefusal> {
        match self.standing {
            RemedyStanding::Closed => return Err(FollowRemedyRefusal::AlreadyClosed),
            RemedyStanding::Reported => {}
            RemedyStanding::NotDone | RemedyStanding::Ongoing => return Err(FollowRemedyRefusal::NotReported),
        }
        if self.reported_by == Some(by) {
            return Err(FollowRemedyRefusal::OwnReport);
        }
        if note.trim().is_empty() {
            return Err(FollowRemedyRefusal::NoteMissing);
        }
        Ok(())
    }
}

codes! {
    /// A kind of consequence (`domain.md` 8.6). Support is recorded on its own.
    pub enum ConsequenceKind {
        /// Nhắc nhở, rút kinh nghiệm: recorded in the minutes.
        LessonLearned = "lesson_learned",
        /// Phê bình bằng văn bản.
        Reprimand = "reprimand",
        /// Hạ mức xếp loại.
        GradeLowered = "grade_lowered",
        /// Không xét thi đua, khen thưởng.
        NoAward = "no_award",
        /// Thay thế, điều chuyển.
        PersonnelMove = "personnel_move",
        /// Khiển trách; discipline is a separate procedure, only linked here.
        DisciplineCensure = "discipline_censure",
        /// Cảnh cáo.
        DisciplineWarning = "discipline_warning",
        /// Hạ bậc lương.
        DisciplinePayCut = "discipline_pay_cut",
        /// Giáng chức.
        DisciplineDemotion = "discipline_demotion",
        /// Cách chức.
        DisciplineRemoval = "discipline_removal",
        /// Buộc thôi việc.
        DisciplineDismissal = "discipline_dismissal",
    }
}

impl ConsequenceKind {
    /// Whether it rests on a decision with number and date; a lesson learned stands in the minutes themselves.
    pub const fn needs_decision(self) -> bool {
        !matches!(self, Self::LessonLearned)
    }
}

refusals! {
    /// Why a consequence cannot be recorded.
    pub enum RecordConsequenceRefusal {
        /// The minutes are not signed by both.
        MinutesNotSigned,
        /// No case is chosen.
        CaseMissing,
        /// No kind is chosen.
        KindMissing,
        /// The post concerned is missing.
        PostMissing,
        /// The legal basis is missing.
        BasisMissing,
        /// This kind needs the decision's number and date.
        DecisionMissing,
        /// The decision's date lies in the future.
        DecisionInFuture,
    }
}

/// A consequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// Its key; not read when it is recorded.
    pub id: ConsequenceId,
    /// Its kind.
    pub kind: ConsequenceKind,
    /// The post concerned.
    pub subject_post: String,
    /// The person, where one is recorded.
    pub person: Option<PersonId>,
    /// The legal basis.
    pub legal_basis: String,
    /// What it consists of.
    pub description: String,
    /// The decision's number; may be empty for a lesson learned.
    pub decision_number: String,
    /// The decision's date.
    pub decided_on: Option<Date>,
}

impl Consequence {
    /// The boxes that stand against recording it in a case of that state; `MinutesNotSigned` has no box.
    pub fn check(&self, state: CaseState, today: Date) -> Result<(), Vec<(&'static str, RecordConsequenceRefusal)>> {
        if !state.is_signed() {
            return Err(vec![("", RecordConsequenceRefusal::MinutesNotSigned)]);
        }
        let wrong = self.wrong(today);
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    /// The boxes that stand against recording it, whatever the case.
    pub fn wrong(&self, today: Date) -> Vec<(&'static str, RecordConsequenceRefusal)> {
        use RecordConsequenceRefusal as No;
        let mut wrong = Vec::new();
        if self.subject_post.trim().is_empty() {
            wrong.push(("subject_post", No::PostMissing));
        }
        if self.legal_basis.trim().is_empty() {
            wrong.push(("legal_basis", No::BasisMissing));
        }
        if self.kind.needs_decision() && self.decision_number.trim().is_empty() {
            wrong.push(("decision_number", No::DecisionMissing));
        }
        match self.decided_on {
            None if self.kind.needs_decision() => wrong.push(("decided_on", No::DecisionMissing)),
            Some(day) if day > today => wrong.push(("decided_on", No::DecisionInFuture)),
            _ => {}
        }
        wrong
    }
}

codes! {
    /// A kind of support (`domain.md` 8.6, 13.1).
    pub enum SupportKind {
        /// Money, subsidies.
        Money = "money",
        /// Machines and equipment.
        Equipment = "equipment",
        /// Staff.
        Staff = "staff",
        /// Training.
        Training = "training",
        /// Anything else.
        Other = "other",
    }
}

refusals! {
    /// Why support cannot be recorded.
    pub enum RecordSupportRefusal {
        /// No kind is chosen.
        KindMissing,
        /// No unit of the campaign is chosen.
        UnitMissing,
        /// It is not said what was given.
        DescriptionMissing,
        /// It is not said who gave it, or where it is written.
        SourceMissing,
        /// The date lies in the future.
        InFuture,
        /// The target is not one of the unit's targets.
        UnknownTarget,
    }
}

/// Support given to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// Its kind.
    pub kind: SupportKind,
    /// What was given.
    pub description: String,
    /// How much, in words: `07 máy tính`, `15.000 đồng mỗi hồ sơ`.
    pub amount: String,
    /// When.
    pub given_on: Option<Date>,
    /// Who gave it, or where it is written.
    pub source: String,
    /// The target that it should lift.
    pub target: Option<TargetId>,
}

impl Support {
    /// The boxes that stand against recording it.
    pub fn check(&self, today: Date) -> Result<(), Vec<(&'static str, RecordSupportRefusal)>> {
        let mut wrong = Vec::new();
        if self.description.trim().is_empty() {
            wrong.push(("description", RecordSupportRefusal::DescriptionMissing));
        }
        if self.source.trim().is_empty() {
            wrong.push(("source", RecordSupportRefusal::SourceMissing));
        }
        if self.given_on.is_some_and(|day| day > today) {
            wrong.push(("given_on", RecordSupportRefusal::InFuture));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const TODAY: Date = date!(2023 - 08 - 08);

    fn remedy() -> Remedy {
        Remedy {
            id: RemedyId(1),
            target: None,
            title: "Tập huấn".into(),
            owner: "Ông A".into(),
            due_on: date!(2023 - 06 - 30),
            standing: RemedyStanding::NotDone,
            progress: String::new(),
            reported_by: None,
            done_on: None,
            closing_note: String::new(),
            revision: 1,
        }
    }

    #[test]
    fn a_remedy_is_reported_by_one_and_closed_by_another() {
        let (unit, office) = (PersonId(1), PersonId(2));
        assert_eq!(remedy().close(office, "đã xem".into()).unwrap_err(), FollowRemedyRefusal::NotReported);
        assert_eq!(remedy().report(unit, " ".into(), None).unwrap_err(), FollowRemedyRefusal::ProgressMissing);
        let ongoing = remedy().report(unit, "một nửa".into(), None).unwrap();
        assert_eq!(ongoing.standing, RemedyStanding::Ongoing);
        let reported = ongoing.report(unit, "xong".into(), Some(TODAY)).unwrap();
        assert_eq!(reported.clone().close(unit, "đã xem".into()).unwrap_err(), FollowRemedyRefusal::OwnReport);
        assert_eq!(reported.clone().close(office, String::new()).unwrap_err(), FollowRemedyRefusal::NoteMissing);
        let back = reported.clone().send_back(office, "chưa đủ".into()).unwrap();
        assert_eq!((back.standing, back.done_on), (RemedyStanding::Ongoing, None));
        let closed = reported.close(office, "đã xem".into()).unwrap();
        assert!(!closed.is_late(TODAY) && back.is_late(TODAY));
        assert_eq!(closed.clone().report(unit, "nữa".into(), None).unwrap_err(), FollowRemedyRefusal::AlreadyClosed);
        assert_eq!(closed.close(office, "nữa".into()).unwrap_err(), FollowRemedyRefusal::AlreadyClosed);
    }

    #[test]
    fn no_consequence_before_the_minutes_are_signed_nor_without_basis_and_decision() {
        use RecordConsequenceRefusal as No;
        let full = Consequence {
            id: ConsequenceId(0),
            kind: ConsequenceKind::Reprimand,
            subject_post: "Chủ tịch UBND xã".into(),
            person: None,
            legal_basis: "Quy chế".into(),
            description: String::new(),
            decision_number: "12/QĐ-UBND".into(),
            decided_on: Some(TODAY),
        };
        for state in CaseState::ALL {
            let expected = if *state >= CaseState::Signed { Ok(()) } else { Err(vec![("", No::MinutesNotSigned)]) };
            assert_eq!(full.check(*state, TODAY), expected, "{state:?}");
        }
        let no_decision = Consequence { decision_number: String::new(), decided_on: None, ..full.clone() };
        assert_eq!(
            no_decision.check(CaseState::Signed, TODAY),
            Err(vec![("decision_number", No::DecisionMissing), ("decided_on", No::DecisionMissing)])
        );
        assert_eq!(Consequence { kind: ConsequenceKind::LessonLearned, ..no_decision }.check(CaseState::Signed, TODAY), Ok(()));
        let bare = Consequence { subject_post: String::new(), legal_basis: " ".into(), decided_on: Some(date!(2023 - 08 - 09)), ..full };
        assert_eq!(
            bare.check(CaseState::Signed, TODAY),
            Err(vec![("subject_post", No::PostMissing), ("legal_basis", No::BasisMissing), ("decided_on", No::DecisionInFuture)])
        );
    }

    #[test]
    fn support_says_what_and_from_whom() {
        let bare = Support {
            kind: SupportKind::Equipment,
            description: String::new(),
            amount: String::new(),
            given_on: Some(date!(2023 - 09 - 01)),
            source: String::new(),
            target: None,
        };
        assert_eq!(bare.check(TODAY).unwrap_err().len(), 3);
        let full = Support { description: "Máy tính".into(), source: "UBND huyện".into(), given_on: None, ..bare };
        assert_eq!(full.check(TODAY), Ok(()));
    }
}
