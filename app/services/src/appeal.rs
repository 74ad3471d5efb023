//! Appeals (kiến nghị) of results that were made known: filed by the head in time, given to somebody who had no part in the result,
//! answered in writing. Nothing here changes a result: a correction names the decision that does (`domain::appeal`).

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::appeal::{
    AnswerAppealRefusal, Appeal, AppealOutcome, AppealState, AppealTerms, AssignReviewerRefusal, FileAppealRefusal, Known, Provisional,
    WorkDays,
};
use domain::campaign::StageRefusal;
use domain::catalogue::TargetLine;
use domain::decision::{Decision, Key, LineSubject};
use domain::policy::{Action, Place};
use domain::work::{WorkItem, WorkKind};
use domain::{AppealId, Campaign, CampaignId, DecisionId, Event, Member, PersonId, TargetId, UnitId, show_date};
use store::Connection;
pub use store::appeal::{Candidate, Kept};
use time::Date;

/// The days off and the days worked in their place.
async fn days(db: &impl Connection) -> Result<(Vec<Date>, Vec<Date>), Error> {
    Ok(store::campaign::holidays(db).await?)
}

/// Why the places of a run may still change; none where it is not published, nothing is open and nothing more can come.
pub(crate) fn provisional(ctx: &Ctx, run: &store::assessment::Run) -> Option<Provisional> {
    let it = run.published.as_ref()?;
    domain::appeal::provisional(it.appeals_until, usize::try_from(it.open_appeals).unwrap_or_default(), ctx.today)
}

/// The form for an appeal.
#[derive(Debug, Clone)]
pub struct AppealForm {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit.
    pub member: Member,
    /// The decision that made its result known.
    pub decision: Decision,
    /// The last day.
    pub last_day: Date,
    /// Until when it is answered, were it filed today, in working days.
    pub answer_within: u8,
    /// The targets that it may be about.
    pub targets: Vec<TargetLine>,
}

/// What the decision on a unit's results says of appeals.
async fn publication_of(db: &impl Connection, member: &Member) -> Result<(Decision, AppealTerms, Known), Error> {
    let runs = store::assessment::list(db, member.group).await?;
    let published = runs.into_iter().find_map(|it| it.published).ok_or(FileAppealRefusal::NotPublished)?;
    let decision = store::decision::get(db, published.decision).await?.decision;
    let (terms, known) = decision.appealable().ok_or(FileAppealRefusal::NotPublished)?;
    Ok((decision, terms, known))
}

/// The form for an appeal of a unit's result, for its head; refused where there is nothing to appeal any more. Seven statements.
pub async fn form(ctx: &Ctx, code: &str, unit: UnitId) -> Result<AppealForm, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let member = store::campaign::member(ctx.db(), campaign.id, unit).await?;
    ctx.actor.allow(Action::FileAppeal, &member.place())?;
    let (decision, terms, known) = publication_of(ctx.db(), &member).await?;
    let last_day = known.until;
    if ctx.today > last_day {
        return Err(FileAppealRefusal::TooLate.into());
    }
    let group = store::campaign::group(ctx.db(), member.group).await?;
    let targets = store::rule_set::targets(ctx.db(), group.rule_set).await?;
    Ok(AppealForm { campaign, member, decision, last_day, answer_within: terms.answer_within, targets })
}

/// What is typed into the form.
#[derive(Debug, Clone, Default)]
pub struct NewAppeal {
    /// The target that it is about; none where it is the whole result.
    pub target: Option<TargetId>,
    /// What is wrong, and why.
    pub reason: String,
    /// What proves it.
    pub evidence: String,
}

/// Files an appeal for a unit.
pub async fn file(ctx: &Ctx, code: &str, unit: UnitId, it: &NewAppeal) -> Result<AppealId, Error> {
    let mut fields = Fields::default();
    let evidence = fields.optional_line("evidence", &it.evidence);
    fields.finish()?;
    let tx = ctx.begin().await?;
    store::hold::campaign_alone(&tx, code).await?;
    let campaign = store::campaign::of_code(&tx, code).await?;
    let member = store::campaign::member(&tx, campaign.id, unit).await?;
    ctx.actor.allow(Action::FileAppeal, &member.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let (decision, terms, known) = publication_of(&tx, &member).await?;
    if let Some(target) = it.target {
        let group = store::campaign::group(&tx, member.group).await?;
        let targets = store::rule_set::targets(&tx, group.rule_set).await?;
        targets.iter().find(|it| it.id == target).ok_or(Error::NotFound)?;
    }
    let earlier: Vec<Appeal> = store::appeal::of_unit(&tx, campaign.id, unit).await?.into_iter().map(|it| it.appeal).collect();
    let (off, worked) = days(&tx).await?;
    let work_days = WorkDays { holidays: &off, make_up: &worked };
    let filed = terms.file(unit, &it.reason, (ctx.actor.person, ctx.now), Some(known), &earlier, work_days).map_err(|it| match it {
        FileAppealRefusal::Blank | FileAppealRefusal::TooLong | FileAppealRefusal::Unprintable => Error::field("reason", it),
        other => other.into(),
    })?;
    let id = store::appeal::insert(&tx, campaign.id, decision.id, (it.target, &evidence), &filed).await?;
    let what = Remember { unit: Some(unit), after: show_date(filed.due_on), reason: filed.reason, ..Remember::default() };
    ctx.remember(&tx, Event::AppealFiled, "appeal", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// The appeals of a campaign that a person sees.
#[derive(Debug, Clone)]
pub struct AppealList {
    /// The campaign.
    pub campaign: Campaign,
    /// The appeals, those that wait longest first.
    pub appeals: Vec<Kept>,
}

/// The appeals of a campaign, as far as the person sees results. Two statements.
pub async fn list(ctx: &Ctx, code: &str) -> Result<AppealList, Error> {
    let scopes = ctx.actor.scopes(Action::ViewResults);
    if scopes.is_empty() {
        return Err(domain::policy::Forbidden::NoRole.into());
    }
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let appeals = store::appeal::list(ctx.db(), campaign.id, &scopes).await?;
    Ok(AppealList { campaign, appeals })
}

/// An appeal, whole.
#[derive(Debug, Clone)]
pub struct AppealView {
    /// The campaign.
    pub campaign: Campaign,
    /// The appeal.
    pub kept: Kept,
    /// Whether this person gives it to a reviewer.
    pub may_assign: bool,
    /// Who may review it; empty where this person gives it to nobody.
    pub candidates: Vec<Candidate>,
    /// Whether this person may answer it.
    pub may_answer: bool,
    /// Whether this person may take it back.
    pub may_withdraw: bool,
    /// The decisions by which a correction may be named: approved since the appeal was filed.
    pub corrections: Vec<Decision>,
    /// Where this person prepares the decision that corrects the result.
    pub prepare: Option<Key>,
}

fn place(it: &Kept) -> Place {
    Place { unit: it.appeal.unit, path: it.unit_path.clone() }
}

/// An appeal, for those who see the unit's results. Seven statements.
pub async fn get(ctx: &Ctx, id: AppealId) -> Result<AppealView, Error> {
    let kept = store::appeal::get(ctx.db(), id).await?;
    let place = place(&kept);
    ctx.actor.allow(Action::ViewResults, &place)?;
    let campaign = store::campaign::get(ctx.db(), kept.campaign).await?;
    let open = kept.appeal.is_open() && !campaign.closed;
    let may_assign = open && ctx.actor.allow(Action::AssignAppeal, &place).is_ok();
    let candidates = if may_assign {
        let barred = store::appeal::barred(ctx.db(), &kept, ctx.today).await?;
        let mut all = store::appeal::candidates(ctx.db(), ctx.today).await?;
        all.retain(|it| reaches(&kept, it) && kept.appeal.clone().assign(PersonId(it.person_id), &barred).is_ok());
        all.dedup_by_key(|it| it.person_id);
        all
    } else {
        Vec::new()
    };
    let mine = matches!(kept.appeal.state, AppealState::InReview { reviewer } if reviewer == ctx.actor.person);
    let answers = open && mine && ctx.actor.allow(Action::AnswerAppeal, &place).is_ok();
    Ok(AppealView {
        may_answer: answers && !store::appeal::barred(ctx.db(), &kept, ctx.today).await?.took_part.contains(&ctx.actor.person),
        may_withdraw: open && kept.appeal.filed.0 == ctx.actor.person,
        corrections: if open { corrections(ctx.db(), &kept).await? } else { Vec::new() },
        prepare: (kept.appeal.is_open() && ctx.actor.allow(Action::PrepareDecision, &campaign.place()).is_ok()).then_some(Key {
            subject: LineSubject::Result,
            unit: kept.appeal.unit,
            person: None,
        }),
        may_assign,
        candidates,
        campaign,
        kept,
    })
}

async fn corrections(db: &impl Connection, kept: &Kept) -> Result<Vec<Decision>, Error> {
    let found = store::decision::corrections(db, kept).await?;
    Ok(found.into_iter().map(|it| it.decision).collect())
}

/// Whoever reviews an appeal reaches the unit by their role.
fn reaches(kept: &Kept, it: &Candidate) -> bool {
    kept.unit_path.starts_with(&it.unit_path)
}

async fn open(ctx: &Ctx, tx: &store::Tx, id: AppealId, action: Action) -> Result<Kept, Error> {
    let kept = store::appeal::get(tx, id).await?;
    ctx.actor.allow(action, &place(&kept))?;
    crate::campaign::not_closed(tx, kept.campaign).await?;
    Ok(kept)
}

/// Gives an appeal to a reviewer, or to another one.
pub async fn assign(ctx: &Ctx, id: AppealId, person: Option<PersonId>) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = open(ctx, &tx, id, Action::AssignAppeal).await?;
    let Some(person) = person else { return Err(Error::field("reviewer", domain::text::TextRefusal::Missing)) };
    let candidates = store::appeal::candidates(&tx, ctx.today).await?;
    let barred = store::appeal::barred(&tx, &kept, ctx.today).await?;
    let unit = kept.appeal.unit;
    let chosen = candidates.into_iter().find(|it| it.person_id == person.0 && reaches(&kept, it));
    let assigned = kept.appeal.assign(person, &barred).map_err(|it| Error::field("reviewer", it))?;
    let name = chosen.ok_or_else(|| Error::field("reviewer", AssignReviewerRefusal::NoReviewer))?.name;
    store::appeal::update(&tx, id, kept.revision, &assigned, None).await?;
    let what = Remember { unit: Some(unit), after: name, ..Remember::default() };
    ctx.remember(&tx, Event::AppealAssigned, "appeal", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// What is typed to answer an appeal.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// `upheld` or `corrected`.
    pub outcome: String,
    /// The decision that corrected the result, by key.
    pub decision: Option<DecisionId>,
    /// The answer.
    pub answer: String,
}

/// Answers an appeal in writing.
pub async fn answer(ctx: &Ctx, id: AppealId, it: &Answer) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = open(ctx, &tx, id, Action::AnswerAppeal).await?;
    let named = match it.decision {
        Some(id) => corrections(&tx, &kept).await?.into_iter().find(|it| it.id == id),
        None => None,
    };
    let outcome = match it.outcome.as_str() {
        "upheld" => AppealOutcome::Upheld,
        "corrected" => AppealOutcome::Corrected {
            decision: named.as_ref().map(|it| format!("{} ngày {}", it.shown(), show_date(it.decided_on))).unwrap_or_default(),
        },
        _ => return Err(Error::field("outcome", domain::text::TextRefusal::Missing)),
    };
    let corrected_by = named.filter(|_| outcome != AppealOutcome::Upheld).map(|it| it.id);
    let unit = kept.appeal.unit;
    let code = outcome.code();
    let barred = store::appeal::barred(&tx, &kept, ctx.today).await?;
    let answered = kept.appeal.answer(outcome, &it.answer, (ctx.actor.person, ctx.now), &barred).map_err(|it| match it {
        AnswerAppealRefusal::Blank | AnswerAppealRefusal::TooLong | AnswerAppealRefusal::Unprintable => Error::field("answer", it),
        AnswerAppealRefusal::DecisionMissing => Error::field("decision", it),
        other => other.into(),
    })?;
    store::appeal::update(&tx, id, kept.revision, &answered, corrected_by).await?;
    let reason = match &answered.state {
        AppealState::Answered { answer, .. } => answer.clone(),
        _ => String::new(),
    };
    let what = Remember { unit: Some(unit), after: code.to_owned(), reason, ..Remember::default() };
    ctx.remember(&tx, Event::AppealAnswered, "appeal", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Takes an appeal back.
pub async fn withdraw(ctx: &Ctx, id: AppealId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = open(ctx, &tx, id, Action::FileAppeal).await?;
    let unit = kept.appeal.unit;
    let withdrawn = kept.appeal.withdraw((ctx.actor.person, ctx.now))?;
    store::appeal::update(&tx, id, kept.revision, &withdrawn, None).await?;
    ctx.remember(&tx, Event::AppealWithdrawn, "appeal", id.0, Remember { unit: Some(unit), ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The name of an appeal, for who reads it.
pub(crate) async fn readable(ctx: &Ctx, id: AppealId) -> Result<String, Error> {
    let kept = store::appeal::get(ctx.db(), id).await?;
    ctx.actor.allow(Action::ViewResults, &place(&kept))?;
    Ok(kept.unit_name)
}

/// The appeals that wait for the person: to be given to a reviewer, or for their answer. One statement, for who does either.
pub(crate) async fn waiting(ctx: &Ctx) -> Result<Vec<WorkItem>, Error> {
    if !ctx.actor.may_somewhere(Action::AssignAppeal) && !ctx.actor.may_somewhere(Action::AnswerAppeal) {
        return Ok(Vec::new());
    }
    let found = store::appeal::open(ctx.db(), &ctx.actor.scopes(Action::AssignAppeal), ctx.actor.person).await?;
    // Nobody gives an appeal of their own unit to a reviewer.
    let mine = found.into_iter().filter(|it| it.reviewer_id.is_some() || !ctx.actor.home.iter().any(|home| home.0 == it.unit_id));
    let item = |it: store::appeal::Open| WorkItem {
        kind: if it.reviewer_id.is_some() { WorkKind::AnswerAppeal } else { WorkKind::AssignAppeal },
        campaign: CampaignId(it.campaign_id),
        unit: Some((UnitId(it.unit_id), it.unit_name)),
        period: None,
        subject: Some(it.id),
        count: 1,
        due: Some(it.due_on),
    };
    Ok(mine.map(item).collect())
}

/// What a unit's head is told below the result: until when it may be appealed, and the appeals that there are. Three statements at most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Until when the head may appeal; none where that is over or not theirs.
    pub until: Option<Date>,
    /// The unit's appeals of its published results, oldest first.
    pub appeals: Vec<Kept>,
}

/// How appeals of a unit's published result stand. One statement.
pub(crate) async fn standing(
    ctx: &Ctx,
    member: &Member,
    it: &store::assessment::Published,
    campaign: &Campaign,
) -> Result<Standing, Error> {
    let appeals = store::appeal::of_unit(ctx.db(), campaign.id, member.unit).await?;
    let may =
        !campaign.closed && ctx.actor.allow(Action::FileAppeal, &member.place()).is_ok() && !appeals.iter().any(|it| it.appeal.is_open());
    Ok(Standing { until: it.appeals_until.filter(|last| may && ctx.today <= *last), appeals })
}
