//! The reports of a case: drafts with revisions, targets with locked facts, sections, answers to guiding questions.

use crate::row::{insert_many, insert_returning, rows, run};
use crate::{Connection, Error};
use domain::review::{Answer, CauseKind, Facts, Item, Level, ProposedGrade, ReportKind, Section};
use domain::{CaseId, PersonId, QuestionId, ReportId, ReviewItemId, TargetId, Timestamp};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;
use time::Date;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its key.
    pub id: ReportId,
    /// The case.
    pub case: CaseId,
    /// Whose it is.
    pub kind: ReportKind,
    /// The person reviewed, for a personal review.
    pub person: Option<PersonId>,
    /// That person's form of address and name; empty for the collective report.
    pub person_name: String,
    /// The grade proposed.
    pub grade: Option<ProposedGrade>,
    /// When it was submitted, and by whom.
    pub submitted: Option<(Timestamp, String)>,
    /// Who that was.
    pub submitted_by: Option<PersonId>,
    /// The digest of what was submitted.
    pub sha256: Option<String>,
    /// Its revision.
    pub revision: i64,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    case_id: i64,
    kind: String,
    person_id: Option<i64>,
    honorific: Option<String>,
    full_name: Option<String>,
    proposed_grade: String,
    submitter: Option<String>,
    submitted_by: Option<i64>,
    submitted_at: Option<i64>,
    content_sha256: Option<String>,
    revision: i64,
}

pub(super) fn known(it: Row) -> Result<Report, Error> {
    Ok(Report {
        id: ReportId(it.id),
        case: CaseId(it.case_id),
        kind: ReportKind::of(&it.kind).ok_or(Error::Corrupt("review_report.kind"))?,
        person: it.person_id.map(PersonId),
        person_name: match (it.honorific, it.full_name) {
            (Some(honorific), Some(name)) => format!("{honorific} {name}"),
            _ => String::new(),
        },
        grade: ProposedGrade::of(&it.proposed_grade),
        submitted: it.submitted_at.map(|at| (Timestamp(at), it.submitter.unwrap_or_default())),
        submitted_by: it.submitted_by.map(PersonId),
        sha256: it.content_sha256,
        revision: it.revision,
    })
}

pub(super) const REPORT: &str = "SELECT review_report.*, person.honorific, person.full_name, submitter.full_name AS submitter FROM review_report \
     LEFT JOIN person ON person.id = review_report.person_id LEFT JOIN person submitter ON submitter.id = review_report.submitted_by";

/// The reports of a case: the collective one, then the personal one.
pub async fn list(db: &impl Connection, case: CaseId) -> Result<Vec<Report>, Error> {
    let text = format!("{REPORT} WHERE review_report.case_id = $1 ORDER BY review_report.id");
    rows::<Row>(db, &text, [case.0.into()]).await?.into_iter().map(known).collect()
}

/// A report that begins, with the targets that it has to speak of.
#[derive(Debug, Clone)]
pub struct Begun<'f> {
    /// The case.
    pub case: CaseId,
    /// Whose it is.
    pub kind: ReportKind,
    /// The person reviewed, for a personal review.
    pub person: Option<PersonId>,
    /// The targets with their locked facts, in the rule set's order.
    pub facts: &'f [(TargetId, Facts)],
}

#[derive(FromQueryResult)]
struct Made {
    id: i64,
    case_id: i64,
    kind: String,
}

/// Adds empty reports, one of a kind to a case, each with its targets, locked facts and empty answers.
pub async fn insert_all(db: &impl Connection, reports: &[Begun<'_>]) -> Result<(), Error> {
    let head = "INSERT INTO review_report (case_id, kind, person_id, standing, proposed_grade, revision) VALUES";
    let values = |it: &Begun<'_>| {
        vec![it.case.0.into(), it.kind.code().into(), it.person.map(|it| it.0).into(), "draft".into(), "".into(), 1_i64.into()]
    };
    let made: Vec<Made> = insert_returning(db, head, 6, reports.iter().map(values).collect(), "RETURNING id, case_id, kind").await?;
    let ids: HashMap<(i64, String), i64> = made.into_iter().map(|it| ((it.case_id, it.kind), it.id)).collect();
    let mut items = Vec::new();
    for it in reports {
        let report = ids.get(&(it.case.0, it.kind.code().to_owned())).ok_or(Error::NotFound)?;
        items.extend(
            (0..).zip(it.facts).map(|(position, (target, facts))| item_values(*report, *target, position, facts, &Answer::default())),
        );
    }
    Ok(insert_many(db, ITEM, 13, items, "").await?)
}

const ITEM: &str = "INSERT INTO review_item (report_id, target_id, position, title, committed, achieved, gap, met, cause_kind, cause, responsible, remedy, \
     due_on) VALUES";

fn item_values(report: i64, target: TargetId, position: i64, facts: &Facts, answer: &Answer) -> Vec<Value> {
    vec![
        report.into(),
        target.0.into(),
        position.into(),
        facts.title.as_str().into(),
        facts.committed.as_str().into(),
        facts.achieved.as_str().into(),
        facts.gap.as_str().into(),
        facts.met.into(),
        answer.cause_kind.map_or("", CauseKind::code).into(),
        answer.cause.as_str().into(),
        answer.responsible.as_str().into(),
        answer.remedy.as_str().into(),
        answer.due_on.into(),
    ]
}

#[derive(FromQueryResult)]
pub(super) struct ItemRow {
    id: i64,
    target_id: i64,
    title: String,
    committed: String,
    achieved: String,
    gap: String,
    met: bool,
    cause_kind: String,
    cause: String,
    responsible: String,
    remedy: String,
    due_on: Option<Date>,
}

/// The targets of a report, in the rule set's order.
pub async fn items(db: &impl Connection, report: ReportId) -> Result<Vec<Item>, Error> {
    let found: Vec<ItemRow> = rows(db, "SELECT * FROM review_item WHERE report_id = $1 ORDER BY position", [report.0.into()]).await?;
    Ok(found.into_iter().map(item_of).collect())
}

pub(super) fn item_of(it: ItemRow) -> Item {
    Item {
        id: ReviewItemId(it.id),
        target: TargetId(it.target_id),
        facts: Facts { title: it.title, committed: it.committed, achieved: it.achieved, gap: it.gap, met: it.met },
        answer: Answer {
            cause_kind: CauseKind::of(&it.cause_kind),
            cause: it.cause,
            responsible: it.responsible,
            remedy: it.remedy,
            due_on: it.due_on,
        },
    }
}

/// Saves the answers of targets; their facts are never written again.
pub async fn update_answers(db: &impl Connection, report: ReportId, items: &[&Item]) -> Result<(), Error> {
    let tail = "ON CONFLICT (report_id, target_id) DO UPDATE SET cause_kind = excluded.cause_kind, cause = excluded.cause, \
                responsible = excluded.responsible, remedy = excluded.remedy, due_on = excluded.due_on";
    let values = |it: &&Item| item_values(report.0, it.target, 0, &it.facts, &it.answer);
    Ok(insert_many(db, ITEM, 13, items.iter().map(values).collect(), tail).await?)
}

#[derive(FromQueryResult)]
pub(super) struct SectionRow {
    section: String,
    content: String,
    level: String,
}

/// The sections written so far, with the level given to each.
pub async fn sections(db: &impl Connection, report: ReportId) -> Result<Vec<(Section, String, Option<Level>)>, Error> {
    let found: Vec<SectionRow> =
        rows(db, "SELECT section, content, level FROM review_section WHERE report_id = $1 ORDER BY id", [report.0.into()]).await?;
    found.into_iter().map(section_of).collect()
}

pub(super) fn section_of(it: SectionRow) -> Result<(Section, String, Option<Level>), Error> {
    Ok((Section::of(&it.section).ok_or(Error::Corrupt("review_section.section"))?, it.content, Level::of(&it.level)))
}

/// Saves sections, each once.
pub async fn update_sections(db: &impl Connection, report: ReportId, sections: &[(Section, String, Option<Level>)]) -> Result<(), Error> {
    let head = "INSERT INTO review_section (report_id, section, content, level) VALUES";
    let tail = "ON CONFLICT (report_id, section) DO UPDATE SET content = excluded.content, level = excluded.level";
    let values = |(section, content, level): &(Section, String, Option<Level>)| {
        vec![report.0.into(), section.code().into(), content.as_str().into(), level.map_or("", Level::code).into()]
    };
    Ok(insert_many(db, head, 4, sections.iter().map(values).collect(), tail).await?)
}

#[derive(FromQueryResult)]
pub(super) struct AnswerRow {
    id: i64,
    question: String,
    answer: Option<String>,
}

/// The guiding questions of a report's case with its answers: key, question, answer.
pub async fn answers(db: &impl Connection, report: ReportId) -> Result<Vec<(QuestionId, String, String)>, Error> {
    let found: Vec<AnswerRow> = rows(
        db,
        "SELECT review_question.id, review_question.question, review_answer.answer FROM review_report \
         JOIN review_question ON review_question.case_id = review_report.case_id \
         LEFT JOIN review_answer ON review_answer.question_id = review_question.id AND review_answer.report_id = review_report.id \
         WHERE review_report.id = $1 ORDER BY review_question.id",
        [report.0.into()],
    )
    .await?;
    Ok(found.into_iter().map(answer_of).collect())
}

pub(super) fn answer_of(it: AnswerRow) -> (QuestionId, String, String) {
    (QuestionId(it.id), it.question, it.answer.unwrap_or_default())
}

/// Saves the answers to guiding questions, each once.
pub async fn update_replies(db: &impl Connection, report: ReportId, replies: &[(QuestionId, &str)]) -> Result<(), Error> {
    let head = "INSERT INTO review_answer (report_id, question_id, answer) VALUES";
    let tail = "ON CONFLICT (report_id, question_id) DO UPDATE SET answer = excluded.answer";
    let values = |(question, answer): &(QuestionId, &str)| vec![report.0.into(), question.0.into(), (*answer).into()];
    Ok(insert_many(db, head, 3, replies.iter().map(values).collect(), tail).await?)
}

/// Saves a draft's grade and counts its revision up; `Busy` when somebody else saved or submitted it first.
pub async fn update_draft(db: &impl Connection, report: ReportId, revision: i64, grade: Option<ProposedGrade>) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE review_report SET proposed_grade = $1, revision = revision + 1 WHERE id = $2 AND revision = $3 AND standing = 'draft'",
        [grade.map_or("", ProposedGrade::code).into(), report.0.into(), revision.into()],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// Submits a draft with the digest of its content; `Busy` when somebody else was first.
pub async fn update_submitted(
    db: &impl Connection,
    report: ReportId,
    revision: i64,
    by: PersonId,
    at: Timestamp,
    sha256: &str,
) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE review_report SET standing = 'submitted', submitted_by = $1, submitted_at = $2, content_sha256 = $3, revision = revision + 1 \
         WHERE id = $4 AND revision = $5 AND standing = 'draft'",
        [by.0.into(), at.0.into(), sha256.into(), report.0.into(), revision.into()],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}
