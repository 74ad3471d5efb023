//! Writing and submitting the reports of a case. Drafts live on the server alone; every reading of a personal review is remembered.

use super::boxes::Boxes;
use super::{loaded, open_stage};
use crate::error::FieldRefusal;
use crate::{Ctx, Error, Remember, account};
use domain::policy::{Action, Forbidden};
use domain::review::{
    Answer, CaseState, CauseKind, Item, Level, ProposedGrade, ReportKind, Section, SubmitReportRefusal, Whole, WriteReportRefusal,
    incomplete,
};
use domain::{Campaign, CaseId, Event, QuestionId, ReviewItemId, Timestamp, Unit};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use store::Tx;
use store::review::case::Case;
use store::review::follow_up::Listed;
use store::review::report::Report;

/// A report with everything in it.
#[derive(Debug, Clone)]
pub struct ReportView {
    /// The case.
    pub case: Case,
    /// Its campaign.
    pub campaign: Campaign,
    /// The unit.
    pub unit: Unit,
    /// The report.
    pub report: Report,
    /// Its targets with locked facts and answers.
    pub items: Vec<Item>,
    /// Its sections, text and level.
    pub sections: Vec<(Section, String, Option<Level>)>,
    /// The guiding questions with answers.
    pub answers: Vec<(QuestionId, String, String)>,
    /// The remedies of earlier years that were open when this year began: as they are, or as they were when the report was submitted.
    pub carried_over: Vec<Listed>,
    /// Whether the person may write it now.
    pub may_write: bool,
    /// Whether the person may submit it now.
    pub may_submit: bool,
}

impl ReportView {
    /// The text of a section.
    pub fn section(&self, section: Section) -> &str {
        self.sections.iter().find(|it| it.0 == section).map_or("", |it| it.1.as_str())
    }

    /// The level given to a section.
    pub fn level(&self, section: Section) -> Option<Level> {
        self.sections.iter().find(|it| it.0 == section).and_then(|it| it.2)
    }
}

/// The beginning of the campaign as a moment: remedies closed after it belong to this year's section III.
fn beginning(campaign: &Campaign) -> Timestamp {
    Timestamp::of(campaign.starts_on.midnight().assume_utc())
}

/// Everything of a report, whoever asks.
pub(super) async fn load(db: &impl store::Connection, id: CaseId, kind: ReportKind) -> Result<ReportView, Error> {
    let (case, campaign, unit) = store::review::around::get(db, id).await?;
    let report = store::review::report::list(db, case.id).await?.into_iter().find(|it| it.kind == kind).ok_or(Error::NotFound)?;
    let carried_over = match report.submitted {
        Some(_) => store::review::follow_up::told(db, report.id).await?,
        None => store::review::follow_up::carried_over(db, unit.id, campaign.year, beginning(&campaign)).await?,
    };
    Ok(ReportView {
        items: store::review::report::items(db, report.id).await?,
        sections: store::review::report::sections(db, report.id).await?,
        answers: store::review::report::answers(db, report.id).await?,
        carried_over,
        may_write: false,
        may_submit: false,
        case,
        campaign,
        unit,
        report,
    })
}

/// A report for reading or writing. A personal review shows itself to the reviewed person, and after it is submitted to who may read
/// it; each reading leaves a line in the log. Seven statements.
pub async fn report(ctx: &Ctx, id: CaseId, kind: ReportKind) -> Result<ReportView, Error> {
    let mut view = load(ctx.db(), id, kind).await?;
    let place = view.unit.place();
    let reviewed = view.report.person == Some(ctx.actor.person);
    match kind {
        ReportKind::Collective => ctx.actor.allow_case(Action::ViewReview, &view.case.at(place.clone()))?,
        ReportKind::Personal => {
            // One's own by person, whatever roles one holds now.
            if !reviewed {
                ctx.actor.allow_case(Action::ViewPersonalReview, &view.case.at(place.clone()))?;
                if view.report.submitted.is_none() {
                    return Err(Forbidden::NoRole.into());
                }
            }
            let tx = ctx.begin().await?;
            let what = Remember { unit: Some(view.unit.id), ..Remember::default() };
            ctx.remember(&tx, Event::PersonalReviewRead, "review_report", view.report.id.0, what).await?;
            tx.commit().await.map_err(Error::internal)?;
        }
    }
    let open = view.report.submitted.is_none() && !view.campaign.closed;
    view.may_write = open && writes(ctx, Action::WriteReview, &view);
    view.may_submit = open && writes(ctx, Action::SubmitReview, &view);
    Ok(view)
}

/// Whether somebody writes or submits a report: the collective one by right, the personal one as the person reviewed and nobody else.
fn writes(ctx: &Ctx, action: Action, view: &ReportView) -> bool {
    match view.report.kind {
        ReportKind::Collective => ctx.actor.allow(action, &view.unit.place()).is_ok(),
        ReportKind::Personal => view.report.person == Some(ctx.actor.person),
    }
}

/// What was typed about a missed target.
#[derive(Debug, Clone, Default)]
pub struct AnswerRow {
    /// The target in the report.
    pub id: String,
    /// `objective`, `subjective` or empty.
    pub cause_kind: String,
    /// The cause.
    pub cause: String,
    /// Who is responsible.
    pub responsible: String,
    /// The remedy.
    pub remedy: String,
    /// The deadline.
    pub due_on: String,
}

/// What was typed in answer to a guiding question.
#[derive(Debug, Clone, Default)]
pub struct ReplyRow {
    /// The question.
    pub id: String,
    /// The answer.
    pub answer: String,
}

/// What was typed into a report.
#[derive(Debug, Clone)]
pub struct ReportForm {
    /// The case.
    pub case: CaseId,
    /// Which report.
    pub kind: ReportKind,
    /// The revision that was on the screen.
    pub revision: i64,
    /// The missed targets.
    pub items: Vec<AnswerRow>,
    /// The sections by code.
    pub sections: HashMap<String, String>,
    /// The levels by section code.
    pub levels: HashMap<String, String>,
    /// The answers to guiding questions.
    pub answers: Vec<ReplyRow>,
    /// The grade proposed; empty for none.
    pub grade: String,
}

/// Saves the draft of a report.
pub async fn save(ctx: &Ctx, form: &ReportForm) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let view = keep(ctx, &tx, form).await?;
    remember(ctx, &tx, &view, Event::ReviewReportSaved, String::new()).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Saves and submits a report: by the head, with the password, when nothing is missing. The second of the two moves the case on.
pub async fn submit(ctx: &Ctx, form: &ReportForm, password: &str, token: &str) -> Result<(), Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    let (case, _, _) = loaded(&tx, form.case).await?;
    store::review::case::lock(&tx, case.id).await?;
    let view = keep(ctx, &tx, form).await?;
    // A deputy submits the collective report for the head; a personal review nobody but the person reviewed.
    if !writes(ctx, Action::SubmitReview, &view) {
        return Err(SubmitReportRefusal::NotHead.into());
    }
    account::use_form_token(ctx, &tx, token).await?;
    let answers: Vec<_> = view.answers.iter().map(|(id, _, answer)| (*id, answer.clone())).collect();
    let whole = Whole { kind: form.kind, items: &view.items, sections: &view.sections, grade: view.report.grade, answers: &answers };
    let wrong = incomplete(&whole, ctx.today);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong.into_iter().map(|(field, refusal)| FieldRefusal { field, refusal }).collect()));
    }
    let sha256 = digest(&view)?;
    store::review::follow_up::insert_told(&tx, view.report.id, &view.carried_over).await?;
    store::review::report::update_submitted(&tx, view.report.id, view.report.revision, ctx.actor.person, ctx.now, &sha256).await?;
    let all = store::review::report::list(&tx, case.id).await?;
    if all.iter().all(|it| it.submitted.is_some()) {
        store::review::case::update_state(&tx, case.id, CaseState::Opened, CaseState::Reported).await?;
    }
    remember(ctx, &tx, &view, Event::ReviewReportSubmitted, sha256).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The log speaks of the collective report in the case's history, of a personal review apart.
async fn remember(ctx: &Ctx, tx: &Tx, view: &ReportView, event: Event, digest: String) -> Result<(), Error> {
    let after = [view.report.kind.code(), &digest].join(" ").trim().to_owned();
    let what = Remember { unit: Some(view.unit.id), after, ..Remember::default() };
    ctx.remember(tx, event, "review_case", view.case.id.0, what).await
}

/// Checks, reads and writes what was typed; gives the report as it then is.
async fn keep(ctx: &Ctx, tx: &Tx, form: &ReportForm) -> Result<ReportView, Error> {
    let mut view = load(tx, form.case, form.kind).await?;
    match form.kind {
        ReportKind::Collective => ctx.actor.allow(Action::WriteReview, &view.unit.place())?,
        // Who might write the unit's report hears why; to everybody else there is nothing here.
        ReportKind::Personal if view.report.person != Some(ctx.actor.person) => {
            ctx.actor.allow(Action::WriteReview, &view.unit.place())?;
            return Err(WriteReportRefusal::NotReviewed.into());
        }
        ReportKind::Personal => {}
    }
    open_stage(ctx, tx, &view.campaign).await?;
    if view.report.submitted.is_some() {
        return Err(WriteReportRefusal::AlreadySubmitted.into());
    }
    let mut boxes = Boxes::default();
    let (mut answered, mut replied) = (HashSet::new(), HashSet::new());
    for (at, typed) in form.items.iter().enumerate() {
        let field = |part: &str| format!("items[{at}][{part}]");
        let id = typed.id.parse().map(ReviewItemId).map_err(|_| Error::NotFound)?;
        let answer = Answer {
            cause_kind: CauseKind::of(&typed.cause_kind),
            cause: boxes.text(&field("cause"), &typed.cause),
            responsible: boxes.text(&field("responsible"), &typed.responsible),
            remedy: boxes.text(&field("remedy"), &typed.remedy),
            due_on: boxes.day(&field("due_on"), &typed.due_on),
        };
        let item = view.items.iter_mut().find(|it| it.id == id && !it.facts.met).ok_or(Error::NotFound)?;
        item.answer = answer;
        answered.insert(id);
    }
    view.sections.clear();
    for section in Section::of_kind(form.kind) {
        let typed = form.sections.get(section.code()).map(String::as_str).unwrap_or_default();
        let text = boxes.text(&format!("sections[{}]", section.code()), typed);
        let level = form.levels.get(section.code()).and_then(|it| Level::of(it)).filter(|_| section.has_level());
        view.sections.push((*section, text, level));
    }
    for (at, typed) in form.answers.iter().enumerate() {
        let id = typed.id.parse().map(QuestionId).map_err(|_| Error::NotFound)?;
        let answer = boxes.text(&format!("answers[{at}][answer]"), &typed.answer);
        let known = view.answers.iter_mut().find(|it| it.0 == id).ok_or(Error::NotFound)?;
        known.2 = answer;
        replied.insert(id);
    }
    boxes.done()?;
    let answered: Vec<&Item> = view.items.iter().filter(|it| answered.contains(&it.id)).collect();
    store::review::report::update_answers(tx, view.report.id, &answered).await?;
    store::review::report::update_sections(tx, view.report.id, &view.sections).await?;
    let replied: Vec<_> = view.answers.iter().filter(|it| replied.contains(&it.0)).map(|it| (it.0, it.2.as_str())).collect();
    store::review::report::update_replies(tx, view.report.id, &replied).await?;
    view.report.grade = ProposedGrade::of(&form.grade);
    store::review::report::update_draft(tx, view.report.id, form.revision, view.report.grade).await?;
    view.report.revision = form.revision + 1;
    Ok(view)
}

/// The digest of what is submitted: facts, answers, sections, grade, and the remedies of earlier years as they are.
fn digest(view: &ReportView) -> Result<String, Error> {
    let day = |it: Option<time::Date>| it.map(domain::value::show_plain_day).unwrap_or_default();
    let items: Vec<_> = view
        .items
        .iter()
        .map(|it| {
            json!({
                "title": it.facts.title, "committed": it.facts.committed, "achieved": it.facts.achieved, "gap": it.facts.gap, "met": it.facts.met,
                "cause_kind": it.answer.cause_kind.map_or("", CauseKind::code), "cause": it.answer.cause, "responsible": it.answer.responsible,
                "remedy": it.answer.remedy, "due_on": day(it.answer.due_on),
            })
        })
        .collect();
    let sections: Vec<_> = view
        .sections
        .iter()
        .map(|(section, text, level)| json!({"section": section.code(), "text": text, "level": level.map_or("", Level::code)}))
        .collect();
    let answers: Vec<_> = view.answers.iter().map(|(_, question, answer)| json!({"question": question, "answer": answer})).collect();
    let remedy = |it: &Listed| {
        json!({
            "remedy": it.remedy.id, "target": it.target_title, "title": it.remedy.title, "owner": it.remedy.owner,
            "due_on": day(Some(it.remedy.due_on)), "standing": it.remedy.standing.code(),
        })
    };
    let content = json!({
        "carried_over": view.carried_over.iter().map(remedy).collect::<Vec<_>>(),
        "campaign": view.campaign.code, "unit": view.unit.name_full, "kind": view.report.kind.code(), "person": view.report.person_name,
        "items": items, "sections": sections, "answers": answers, "grade": view.report.grade.map_or("", ProposedGrade::code),
    });
    let canonical = domain::canonical::canonical_form(&content.to_string()).map_err(Error::internal)?;
    Ok(domain::canonical::sha256(canonical.as_bytes()))
}
