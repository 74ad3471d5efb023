//! Reports of key tasks: by the unit, submitted by its head, verified like figures.

use crate::account::use_form_token;
use crate::campaign::stage_is_open;
use crate::{Ctx, Error, Remember};
use domain::campaign::Member;
use domain::figure::{is_bounded, may_verify, views_every_field};
use domain::key_task::{TaskReport, TaskReportRefusal, TaskStanding};
use domain::policy::{Action, Forbidden, Place};
use domain::{Campaign, Event, FigureValue, KeyTaskId, Stage, UnitId, ValueKind};
use store::Tx;
use store::evidence::Listed as Piece;
pub use store::key_task::Listed;
use store::key_task::{Asked, Counts};

/// How many tasks a page shows.
pub const PAGE: i64 = 50;

/// Which tasks are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskFilter {
    /// One unit alone.
    pub unit: Option<UnitId>,
    /// One standing alone.
    pub standing: Option<TaskStanding>,
    /// The page, from 1.
    pub page: i64,
}

/// What the person may do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rights {
    /// Report it.
    pub report: bool,
    /// Submit the report.
    pub submit: bool,
    /// Accept or send back the report.
    pub verify: bool,
}

/// A page of key tasks.
#[derive(Debug, Clone)]
pub struct TaskPage {
    /// The campaign.
    pub campaign: Campaign,
    /// The tasks and what the person may do with each.
    pub tasks: Vec<(Listed, Rights)>,
    /// Their evidence.
    pub evidence: Vec<Piece>,
    /// Counts under the filter.
    pub counts: Counts,
    /// The page, from 1.
    pub page: i64,
    /// The units that can be chosen.
    pub units: Vec<Member>,
    /// A one-time token for submitting, where something waits for it.
    pub token: Option<String>,
}

/// A page of a campaign's key tasks that the person may read. Five statements, six where something may be submitted.
pub async fn list(ctx: &Ctx, code: &str, filter: TaskFilter) -> Result<TaskPage, Error> {
    // Key tasks belong to no field: the owner of a field's indicators does not read them.
    let scopes = ctx.actor.scopes_of(Action::ViewFigures, |it| !is_bounded(it));
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let db = ctx.db();
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let asked = Asked { campaign: campaign.id, scopes, unit: filter.unit, standing: filter.standing };
    let counts = store::key_task::counts(db, &asked, ctx.today).await?;
    let page = filter.page.clamp(1, ((counts.all + PAGE - 1) / PAGE).max(1));
    let found = store::key_task::list(db, &asked, PAGE, (page - 1) * PAGE).await?;
    let ids: Vec<KeyTaskId> = found.iter().map(|it| it.task.id).collect();
    let evidence = store::evidence::of_key_tasks(db, &ids).await?;
    let members = store::campaign::members(db, campaign.id).await?;
    let place = |it: &Member| Place { unit: it.unit, path: it.path.clone() };
    let tasks: Vec<(Listed, Rights)> = found
        .into_iter()
        .map(|it| {
            let place = members.iter().find(|member| member.unit == it.task.unit).map(place);
            let rights = place.map(|place| rights(ctx, &it.task, &place)).unwrap_or_default();
            (it, rights)
        })
        .collect();
    let token = if tasks.iter().any(|(_, it)| it.submit) { Some(crate::account::form_token(ctx).await?) } else { None };
    let units = members.iter().filter(|it| views_every_field(&ctx.actor, &place(it))).cloned().collect();
    Ok(TaskPage { campaign, tasks, evidence, counts, page, units, token })
}

fn rights(ctx: &Ctx, task: &TaskReport, place: &Place) -> Rights {
    Rights {
        report: task.standing != TaskStanding::Verified && ctx.actor.allow(Action::EnterFigures, place).is_ok(),
        submit: task.standing == TaskStanding::Entered && ctx.actor.allow(Action::SubmitFigures, place).is_ok(),
        verify: task.standing == TaskStanding::Submitted && may_verify(&ctx.actor, place, "").is_ok(),
    }
}

async fn loaded(tx: &Tx, id: KeyTaskId) -> Result<(TaskReport, Place), Error> {
    let task = store::key_task::get(tx, id).await?;
    let place = store::unit::place(tx, task.unit).await?;
    Ok((task, place))
}

/// Whether a task is in the revision that the page showed: asked of those who may act on it.
fn fresh(task: &TaskReport, revision: i64) -> Result<(), Error> {
    if task.revision == revision { Ok(()) } else { Err(Error::Busy) }
}

async fn save(ctx: &Ctx, tx: Tx, event: Event, it: &TaskReport, before: TaskStanding) -> Result<(), Error> {
    store::key_task::update(&tx, it).await?;
    let what = Remember {
        unit: Some(it.unit),
        before: before.code().to_owned(),
        after: if event == Event::TaskReported { it.report.clone() } else { it.standing.code().to_owned() },
        reason: it.reason.clone(),
    };
    ctx.remember(&tx, event, "key_task", it.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Says that a task is done, on which day, with which result.
pub async fn report(ctx: &Ctx, id: KeyTaskId, revision: i64, done_on: &str, text: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (task, place) = loaded(&tx, id).await?;
    ctx.actor.allow(Action::EnterFigures, &place)?;
    fresh(&task, revision)?;
    stage_is_open(ctx, &tx, task.campaign, Stage::Report).await?;
    let day = match FigureValue::parse_as(ValueKind::Date, done_on).map(|it| it.value) {
        Ok(FigureValue::Date(day)) => day,
        Ok(_) => return Err(Error::field("done_on", domain::ReadRefusal::NotADate)),
        Err(refusal) => return Err(Error::field("done_on", refusal)),
    };
    let before = task.standing;
    let reported = task.report(text, day, ctx.actor.person, ctx.now).map_err(beside_its_box)?;
    save(ctx, tx, Event::TaskReported, &reported, before).await
}

/// Submits a task's report.
pub async fn submit(ctx: &Ctx, id: KeyTaskId, revision: i64, token: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (task, place) = loaded(&tx, id).await?;
    ctx.actor.allow(Action::SubmitFigures, &place)?;
    fresh(&task, revision)?;
    stage_is_open(ctx, &tx, task.campaign, Stage::Report).await?;
    use_form_token(ctx, &tx, token).await?;
    let before = task.standing;
    let submitted = task.submit(ctx.actor.person, ctx.now)?;
    save(ctx, tx, Event::TaskSubmitted, &submitted, before).await
}

/// Accepts a task's report.
pub async fn verify(ctx: &Ctx, id: KeyTaskId, revision: i64) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (task, place) = loaded(&tx, id).await?;
    may_verify(&ctx.actor, &place, "")?;
    fresh(&task, revision)?;
    stage_is_open(ctx, &tx, task.campaign, Stage::Verify).await?;
    let before = task.standing;
    let verified = task.verify(ctx.actor.person, ctx.now)?;
    save(ctx, tx, Event::TaskVerified, &verified, before).await
}

/// Sends a task's report back, for a reason.
pub async fn send_back(ctx: &Ctx, id: KeyTaskId, revision: i64, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (task, place) = loaded(&tx, id).await?;
    may_verify(&ctx.actor, &place, "")?;
    fresh(&task, revision)?;
    stage_is_open(ctx, &tx, task.campaign, Stage::Verify).await?;
    let before = task.standing;
    let returned = task.send_back(reason, ctx.actor.person, ctx.now).map_err(beside_its_box)?;
    save(ctx, tx, Event::TaskReturned, &returned, before).await
}

fn beside_its_box(refusal: TaskReportRefusal) -> Error {
    match refusal {
        TaskReportRefusal::Blank | TaskReportRefusal::TooLong => Error::field("report", refusal),
        TaskReportRefusal::NotDoneYet => Error::field("done_on", refusal),
        TaskReportRefusal::ReasonNeeded => Error::field("reason", refusal),
        TaskReportRefusal::Locked | TaskReportRefusal::NothingEntered | TaskReportRefusal::NotWaiting | TaskReportRefusal::OwnReport => {
            refusal.into()
        }
    }
}
