//! Cases: opening them from the last final run with the facts locked, putting guiding questions, closing.

use super::boxes::Boxes;
use super::{loaded, not_closed, open_stage};
use crate::{Ctx, Error, Remember};
use domain::assessment::Assessor;
use domain::campaign::StageWindow;
use domain::decision::{Decided, LineValue};
use domain::policy::{Action, Forbidden};
use domain::review::{AskQuestionRefusal, CaseState, Facts, Item, OpenCaseRefusal, ReportKind, facts, required};
use domain::{Campaign, CaseId, Event, Package, Stage, TargetId, Unit, UnitId};
use std::collections::HashMap;
use store::audit::Told;
use store::review::case::{Case, FinalRun, Listed, Question, WithoutCase};
use store::review::meeting::{Meeting, Signed};
use store::review::report::{Begun, Report};

/// The cases of a campaign.
#[derive(Debug, Clone)]
pub struct CasesView {
    /// The campaign.
    pub campaign: Campaign,
    /// When its review is open.
    pub stage: StageWindow,
    /// The cases that the person may see.
    pub cases: Vec<Listed>,
    /// The units that have to answer and have no case yet; empty for who may not open cases.
    pub waiting: Vec<WithoutCase>,
    /// Whether the person may open cases.
    pub may_open: bool,
}

/// The cases of a campaign that the person may see. Six statements.
pub async fn list(ctx: &Ctx, code: &str) -> Result<CasesView, Error> {
    if !ctx.actor.may_somewhere(Action::ViewReview) {
        return Err(Forbidden::NoRole.into());
    }
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let stage = store::campaign::stage(ctx.db(), campaign.id, Stage::Review).await?;
    let cases = store::review::case::list(ctx.db(), campaign.id, &ctx.actor.case_scopes(Action::ViewReview)).await?;
    let may_open = !campaign.closed && ctx.actor.allow(Action::ArrangeReview, &campaign.place()).is_ok();
    let mut waiting = Vec::new();
    if may_open {
        waiting = store::review::case::without_case(ctx.db(), campaign.id, ctx.today).await?;
        as_decided(&mut waiting, &store::decision::decided(ctx.db(), campaign.id, None).await?.decided);
        waiting.retain(|it| required(campaign.review_required_for, it.outcome));
    }
    Ok(CasesView { campaign, stage, cases, waiting, may_open })
}

/// Who has to answer goes by the outcome that counts: where a decision replaced a published result, by what it decided.
fn as_decided(waiting: &mut [WithoutCase], decided: &Decided) {
    for it in waiting {
        if let Some(LineValue::Result(value)) = decided.of_result(it.unit, it.run).next_back().map(|it| &it.after) {
            it.outcome = value.outcome;
        }
    }
}

/// The facts of the units of one run, in the order of the units given.
fn facts_of(run: &FinalRun, targets: &[(String, TargetId)], units: &[WithoutCase]) -> Result<Vec<Vec<(TargetId, Facts)>>, Error> {
    let package = Package::read(&run.package).map_err(|_| Error::internal("the stored package of a run cannot be read"))?;
    let assessor = Assessor::new(&package);
    let decimals = package.rule_set.display_decimals;
    let of_unit = |unit: &WithoutCase| {
        let explained = assessor.explain_unit(&unit.code);
        let known = |code: &str| targets.iter().find(|(it, _)| it == code).map(|it| it.1);
        explained.iter().filter_map(|it| Some((known(&it.target.code)?, facts(it, decimals)?))).collect()
    };
    Ok(units.iter().map(of_unit).collect())
}

/// Opens the cases of all units that have to answer and have a head in office; the facts are locked from the last final runs.
/// Gives how many were opened.
pub async fn open(ctx: &Ctx, code: &str, due_on: &str) -> Result<usize, Error> {
    let mut boxes = Boxes::default();
    let due_on = boxes.needed_day("due_on", due_on);
    boxes.done()?;
    let due_on = due_on.ok_or(Error::NotFound)?;
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, code).await?;
    let campaign = store::campaign::of_code(&tx, code).await?;
    ctx.actor.allow(Action::ArrangeReview, &campaign.place())?;
    open_stage(ctx, &tx, &campaign).await?;
    if due_on < ctx.today {
        return Err(Error::field("due_on", OpenCaseRefusal::DueInPast));
    }
    let runs = store::review::case::final_runs(&tx, campaign.id).await?;
    if runs.is_empty() {
        return Err(OpenCaseRefusal::NoFinalRun.into());
    }
    let mut waiting = store::review::case::without_case(&tx, campaign.id, ctx.today).await?;
    as_decided(&mut waiting, &store::decision::decided(&tx, campaign.id, None).await?.decided);
    waiting.retain(|it| it.head.is_some() && required(campaign.review_required_for, it.outcome));
    if waiting.is_empty() {
        return Err(OpenCaseRefusal::NothingToOpen.into());
    }
    let opened = waiting.len();
    for run in &runs {
        let units: Vec<WithoutCase> = waiting.iter().filter(|it| it.run == run.id).cloned().collect();
        if units.is_empty() {
            continue;
        }
        let targets: Vec<_> = store::rule_set::targets(&tx, run.rule_set).await?.into_iter().map(|it| (it.code, it.id)).collect();
        let facts = facts_of(run, &targets, &units)?;
        let answering: Vec<_> = units.iter().map(|it| (it.unit, run.id)).collect();
        let cases: HashMap<UnitId, CaseId> =
            store::review::case::insert_all(&tx, campaign.id, &answering, due_on, ctx.actor.person, ctx.now).await?.into_iter().collect();
        let (mut reports, mut lines) = (Vec::new(), Vec::new());
        for (unit, facts) in units.iter().zip(&facts) {
            let case = *cases.get(&unit.unit).ok_or(Error::NotFound)?;
            reports.push(Begun { case, kind: ReportKind::Collective, person: None, facts });
            reports.push(Begun { case, kind: ReportKind::Personal, person: unit.head, facts });
            let missed = facts.iter().filter(|(_, it)| !it.met).count();
            let what = Remember { unit: Some(unit.unit), after: format!("{missed}/{}", facts.len()), ..Remember::default() };
            lines.push(ctx.line(Event::ReviewCaseOpened, "review_case", case.0, what));
        }
        store::review::report::insert_all(&tx, &reports).await?;
        store::audit::insert_all(&tx, &lines).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(opened)
}

/// One case: where it stands and what it holds.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// Its campaign.
    pub campaign: Campaign,
    /// The unit that answers.
    pub unit: Unit,
    /// Its reports, without their texts.
    pub reports: Vec<Report>,
    /// The targets with their locked facts.
    pub items: Vec<Item>,
    /// The guiding questions.
    pub questions: Vec<Question>,
    /// The meeting, once called.
    pub meeting: Option<Meeting>,
    /// The signatures on the minutes.
    pub signatures: Vec<Signed>,
    /// What happened, newest first.
    pub history: Vec<Told>,
    /// Whether the person may open the personal review.
    pub may_read_personal: bool,
    /// Whether the person may put guiding questions now.
    pub may_ask: bool,
    /// Whether the person may close the case now.
    pub may_close: bool,
}

/// A case. Seven statements.
pub async fn view(ctx: &Ctx, id: CaseId) -> Result<CaseView, Error> {
    let db = ctx.db();
    let (case, campaign, unit) = store::review::around::get(db, id).await?;
    let at = case.at(unit.place());
    ctx.actor.allow_case(Action::ViewReview, &at)?;
    let reports = store::review::report::list(db, id).await?;
    let items = match reports.iter().find(|it| it.kind == ReportKind::Collective) {
        Some(report) => store::review::report::items(db, report.id).await?,
        None => Vec::new(),
    };
    let meeting = store::review::meeting::of_case(db, id).await?;
    let signatures = match &meeting {
        Some(it) if it.adopted.is_some() => store::review::meeting::signatures(db, it.id).await?,
        _ => Vec::new(),
    };
    let at_home = ctx.actor.home.contains(&unit.id);
    Ok(CaseView {
        questions: store::review::case::questions(db, id).await?,
        history: store::audit::of_subject(db, "review_case", id.0).await?,
        may_read_personal: reports.iter().filter(|it| it.kind == ReportKind::Personal).any(|it| {
            it.person == Some(ctx.actor.person) || it.submitted.is_some() && ctx.actor.allow_case(Action::ViewPersonalReview, &at).is_ok()
        }),
        may_ask: !campaign.closed
            && case.state == CaseState::Opened
            && reports.iter().all(|it| it.submitted.is_none())
            && !at_home
            && ctx.actor.allow(Action::ArrangeReview, &unit.place()).is_ok(),
        may_close: !campaign.closed && case.state == CaseState::Signed && ctx.actor.allow(Action::CloseRemedy, &unit.place()).is_ok(),
        case,
        campaign,
        unit,
        reports,
        items,
        meeting,
        signatures,
    })
}

/// Puts a guiding question (gợi ý kiểm điểm): by the superior, before any report is submitted; each report then has to answer it.
pub async fn ask(ctx: &Ctx, id: CaseId, question: &str) -> Result<(), Error> {
    let mut boxes = Boxes::default();
    let question = boxes.needed("question", question);
    boxes.done()?;
    let tx = ctx.begin().await?;
    let (case, campaign, unit) = loaded(&tx, id).await?;
    ctx.actor.allow(Action::ArrangeReview, &unit.place())?;
    if ctx.actor.home.contains(&unit.id) {
        return Err(AskQuestionRefusal::OwnUnit.into());
    }
    open_stage(ctx, &tx, &campaign).await?;
    store::review::case::lock(&tx, id).await?;
    let reports = store::review::report::list(&tx, id).await?;
    if case.state != CaseState::Opened || reports.iter().any(|it| it.submitted.is_some()) {
        return Err(AskQuestionRefusal::TooLate.into());
    }
    store::review::case::insert_question(&tx, id, &question, ctx.actor.person, ctx.now).await?;
    let what = Remember { unit: Some(unit.id), after: question, ..Remember::default() };
    ctx.remember(&tx, Event::ReviewQuestionAsked, "review_case", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Closes a case whose minutes are signed: by somebody else than the unit. Remedies that are open go on to next year.
pub async fn close(ctx: &Ctx, id: CaseId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (case, campaign, unit) = loaded(&tx, id).await?;
    ctx.actor.allow(Action::CloseRemedy, &unit.place())?;
    not_closed(&campaign)?;
    case.state.close()?;
    store::review::case::update_closed(&tx, id, ctx.actor.person, ctx.now).await?;
    ctx.remember(&tx, Event::ReviewCaseClosed, "review_case", id.0, Remember { unit: Some(unit.id), ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)
}
