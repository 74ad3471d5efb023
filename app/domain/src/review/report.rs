//! A report of a case: its sections, the answer that every missed target asks for, and when it may be submitted (`domain.md` 9.3, 9.4).

use super::codes;
use crate::ids::{QuestionId, ReviewItemId, TargetId};
use crate::{Refusal, refusals};
use time::Date;

codes! {
    /// Whose report it is.
    pub enum ReportKind {
        /// Báo cáo kiểm điểm tập thể.
        Collective = "collective",
        /// Bản kiểm điểm cá nhân of the head.
        Personal = "personal",
    }
}

codes! {
    /// What a cause is, seen from the unit.
    pub enum CauseKind {
        /// Khách quan: outside the unit.
        Objective = "objective",
        /// Chủ quan: the unit's own.
        Subjective = "subjective",
    }
}

codes! {
    /// The grade that a report proposes (`domain.md` 1, order of grades).
    pub enum ProposedGrade {
        /// Không hoàn thành nhiệm vụ.
        NotCompleted = "not_completed",
        /// Hoàn thành nhiệm vụ.
        Completed = "completed",
        /// Hoàn thành tốt nhiệm vụ.
        Good = "good",
        /// Hoàn thành xuất sắc nhiệm vụ.
        Excellent = "excellent",
    }
}

impl ProposedGrade {
    /// The words printed on papers.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::NotCompleted => "Không hoàn thành nhiệm vụ",
            Self::Completed => "Hoàn thành nhiệm vụ",
            Self::Good => "Hoàn thành tốt nhiệm vụ",
            Self::Excellent => "Hoàn thành xuất sắc nhiệm vụ",
        }
    }
}

codes! {
    /// The level that a person gives to one merit (`domain.md` 9.4, part I).
    pub enum Level {
        /// Xuất sắc.
        Excellent = "excellent",
        /// Tốt.
        Good = "good",
        /// Trung bình.
        Average = "average",
        /// Kém.
        Poor = "poor",
    }
}

impl Level {
    /// The words printed on papers.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Excellent => "Xuất sắc",
            Self::Good => "Tốt",
            Self::Average => "Trung bình",
            Self::Poor => "Kém",
        }
    }
}

codes! {
    /// A section of a report that a person writes.
    pub enum Section {
        /// Collective I.1: principles and working rules.
        WorkingRules = "working_rules",
        /// Collective I.2: how the tasks were made concrete and organised.
        Organisation = "organisation",
        /// Collective I.4: grading of subordinate units.
        Subordinates = "subordinates",
        /// Personal I.1: character, ethics, discipline.
        Character = "character",
        /// Personal I.2: own duties.
        Duties = "duties",
        /// Personal I.3: leadership, the unit in charge.
        Leadership = "leadership",
        /// Personal I.4: sense of responsibility, new ideas.
        Initiative = "initiative",
        /// Personal I.5: setting an example; against corruption and waste.
        Example = "example",
        /// Personal I.6: the yearly pledge of self-improvement.
        Pledge = "pledge",
        /// II: shortcomings besides the missed targets.
        Shortcomings = "shortcomings",
        /// III: what was fixed of the year before, besides the remedies listed.
        PreviousFixed = "previous_fixed",
        /// V: responsibility of the collective.
        CollectiveResponsibility = "collective_responsibility",
        /// V: responsibility of persons; in a personal review, the person's own.
        PersonalResponsibility = "personal_responsibility",
        /// VI: direction of the work.
        Direction = "direction",
    }
}

impl Section {
    /// The sections of a kind of report, in the order of its form.
    pub const fn of_kind(kind: ReportKind) -> &'static [Self] {
        match kind {
            ReportKind::Collective => &[
                Self::WorkingRules,
                Self::Organisation,
                Self::Subordinates,
                Self::Shortcomings,
                Self::PreviousFixed,
                Self::CollectiveResponsibility,
                Self::PersonalResponsibility,
                Self::Direction,
            ],
            ReportKind::Personal => &[
                Self::Character,
                Self::Duties,
                Self::Leadership,
                Self::Initiative,
                Self::Example,
                Self::Pledge,
                Self::Shortcomings,
                Self::PreviousFixed,
                Self::PersonalResponsibility,
                Self::Direction,
            ],
        }
    }

    /// Whether the section has to be written before the report is submitted.
    pub const fn required(self) -> bool {
        !matches!(self, Self::Subordinates | Self::Shortcomings | Self::PreviousFixed)
    }

    /// Whether the person gives a level to it (part I of a personal review).
    pub const fn has_level(self) -> bool {
        matches!(self, Self::Character | Self::Duties | Self::Leadership | Self::Initiative | Self::Example | Self::Pledge)
    }
}

/// What a missed target asks for; every part may be empty in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Outside the unit, or its own.
    pub cause_kind: Option<CauseKind>,
    /// The cause.
    pub cause: String,
    /// Who is responsible.
    pub responsible: String,
    /// The remedy.
    pub remedy: String,
    /// Until when.
    pub due_on: Option<Date>,
}

/// A target in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its key.
    pub id: ReviewItemId,
    /// The target.
    pub target: TargetId,
    /// The locked facts.
    pub facts: super::Facts,
    /// The answer.
    pub answer: Answer,
}

refusals! {
    /// Why a report cannot be written.
    pub enum WriteReportRefusal {
        /// It is submitted already.
        AlreadySubmitted,
        /// A personal review is written by the reviewed person alone.
        NotReviewed,
    }
}

refusals! {
    /// Why a report cannot be submitted.
    pub enum SubmitReportRefusal {
        /// The unit's head submits it; a personal review the person reviewed.
        NotHead,
        /// It is not said whether the cause is outside the unit.
        CauseKindMissing,
        /// A missed target has no cause.
        CauseMissing,
        /// Nobody is responsible for a missed target.
        ResponsibleMissing,
        /// A missed target has no remedy.
        RemedyMissing,
        /// A remedy has no deadline.
        DeadlineMissing,
        /// The deadline of a remedy has passed.
        DeadlinePassed,
        /// A section is empty.
        SectionMissing,
        /// A merit has no level.
        LevelMissing,
        /// No grade is proposed.
        GradeMissing,
        /// A guiding question has no answer.
        AnswerMissing,
    }
}

/// What is to be checked before a report is submitted.
pub struct Whole<'a> {
    /// Whose report it is.
    pub kind: ReportKind,
    /// Its targets.
    pub items: &'a [Item],
    /// Its sections: text and level.
    pub sections: &'a [(Section, String, Option<Level>)],
    /// The grade proposed.
    pub grade: Option<ProposedGrade>,
    /// The guiding questions with their answers.
    pub answers: &'a [(QuestionId, String)],
}

/// The boxes that are not filled in yet, by name, each with what it asks for. Empty when the report may be submitted.
pub fn incomplete(it: &Whole<'_>, today: Date) -> Vec<(String, Refusal)> {
    use SubmitReportRefusal as No;
    let mut wrong: Vec<(String, Refusal)> = Vec::new();
    for (at, item) in it.items.iter().filter(|it| !it.facts.met).enumerate() {
        let answer = &item.answer;
        let mut say = |part: &str, no: SubmitReportRefusal| wrong.push((format!("items[{at}][{part}]"), no.into()));
        if answer.cause_kind.is_none() {
            say("cause_kind", No::CauseKindMissing);
        }
        if answer.cause.trim().is_empty() {
            say("cause", No::CauseMissing);
        }
        if answer.responsible.trim().is_empty() {
            say("responsible", No::ResponsibleMissing);
        }
        if answer.remedy.trim().is_empty() {
            say("remedy", No::RemedyMissing);
        }
        match answer.due_on {
            None => say("due_on", No::DeadlineMissing),
            Some(day) if day < today => say("due_on", No::DeadlinePassed),
            Some(_) => {}
        }
    }
    for section in Section::of_kind(it.kind).iter().filter(|it| it.required()) {
        let there = it.sections.iter().find(|(which, _, _)| which == section);
        if there.is_none_or(|(_, text, _)| text.trim().is_empty()) {
            wrong.push((format!("sections[{}]", section.code()), No::SectionMissing.into()));
        }
        if section.has_level() && there.is_none_or(|(_, _, level)| level.is_none()) {
            wrong.push((format!("levels[{}]", section.code()), No::LevelMissing.into()));
        }
    }
    if it.grade.is_none() {
        wrong.push(("grade".to_owned(), No::GradeMissing.into()));
    }
    for (at, _) in it.answers.iter().enumerate().filter(|(_, (_, answer))| answer.trim().is_empty()) {
        wrong.push((format!("answers[{at}][answer]"), No::AnswerMissing.into()));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Facts;
    use time::macros::date;

    const TODAY: Date = date!(2023 - 01 - 10);

    fn item(answer: Answer, met: bool) -> Item {
        let facts =
            Facts {
                title: "Hồ sơ trực tuyến".into(), committed: "≥ 60,00 %".into(), achieved: "35,40 %".into(), gap: "thiếu".into(), met
            };
        Item { id: ReviewItemId(1), target: TargetId(1), facts, answer }
    }

    fn full() -> Answer {
        Answer {
            cause_kind: Some(CauseKind::Subjective),
            cause: "Chưa phân công".into(),
            responsible: "Ông A".into(),
            remedy: "Phân công".into(),
            due_on: Some(date!(2023 - 06 - 30)),
        }
    }

    fn sections(kind: ReportKind) -> Vec<(Section, String, Option<Level>)> {
        Section::of_kind(kind).iter().filter(|it| it.required()).map(|it| (*it, "Nội dung".to_owned(), Some(Level::Good))).collect()
    }

    fn missing(
        kind: ReportKind,
        items: &[Item],
        sections: &[(Section, String, Option<Level>)],
        answers: &[(QuestionId, String)],
    ) -> Vec<String> {
        let whole = Whole { kind, items, sections, grade: Some(ProposedGrade::Completed), answers };
        incomplete(&whole, TODAY).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_whole_report_may_be_submitted() {
        for kind in ReportKind::ALL {
            assert_eq!(missing(*kind, &[item(full(), false), item(Answer::default(), true)], &sections(*kind), &[]), Vec::<String>::new());
        }
    }

    #[test]
    fn every_part_of_a_missed_targets_answer_is_asked_for() {
        type Change = fn(&mut Answer);
        let cases: [(Change, &str); 6] = [
            (|it| it.cause_kind = None, "items[0][cause_kind]"),
            (|it| it.cause = " ".into(), "items[0][cause]"),
            (|it| it.responsible.clear(), "items[0][responsible]"),
            (|it| it.remedy.clear(), "items[0][remedy]"),
            (|it| it.due_on = None, "items[0][due_on]"),
            (|it| it.due_on = Some(date!(2023 - 01 - 09)), "items[0][due_on]"),
        ];
        for (change, field) in cases {
            let mut answer = full();
            change(&mut answer);
            assert_eq!(missing(ReportKind::Collective, &[item(answer, false)], &sections(ReportKind::Collective), &[]), [field]);
        }
    }

    #[test]
    fn an_empty_section_a_missing_level_and_an_unanswered_question_are_named() {
        let mut given = sections(ReportKind::Personal);
        given[0].1.clear();
        given[1].2 = None;
        let fields = missing(ReportKind::Personal, &[], &given, &[(QuestionId(4), String::new())]);
        assert_eq!(fields, ["sections[character]", "levels[duties]", "answers[0][answer]"]);
    }
}
