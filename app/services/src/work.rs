//! My work: what the person owes and what waits for their decision, across the year.

use crate::figure::reaches;
use crate::{Ctx, Error};
use domain::policy::{Action, Scope};
use domain::work::{TOLD, WorkItem, WorkKind, ordered};
use domain::{Campaign, CampaignId, Event, Frequency, Period, Timestamp, UnitId};
pub use store::work::Change;
use store::work::{Figures, Waiting, Wanted};

/// How many changes are told.
const CHANGES: i64 = 10;

/// For how many days changes are told to somebody who was never here before.
const DAYS: i64 = 30;

/// Somebody's work in every campaign that asks for something: at the turn of a year two do.
#[derive(Debug, Clone)]
pub struct Work {
    /// The campaigns of the lines, and the one that runs today first.
    pub campaigns: Vec<Campaign>,
    /// The lines, in order.
    pub items: Vec<WorkItem>,
    /// What others changed since the person was here before, newest first.
    pub changes: Vec<Change>,
    /// Since when; none for somebody who was never here before.
    pub since: Option<Timestamp>,
}

impl Work {
    /// The campaign of a line.
    pub fn campaign(&self, item: &WorkItem) -> Option<&Campaign> {
        self.campaigns.iter().find(|it| it.id == item.campaign)
    }
}

/// What waits for the person, and what changed since they were here. Ten statements at most, and some for each campaign with amendments.
pub async fn list(ctx: &Ctx) -> Result<Work, Error> {
    let mut campaigns = store::campaign::list(ctx.db()).await?;
    campaigns.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    let mut items = waiting(ctx).await?;
    items.extend(figures(ctx).await?);
    items.extend(crate::amendment::waiting(ctx, &campaigns).await?);
    items.extend(crate::decision::waiting(ctx).await?);
    items.extend(crate::appeal::waiting(ctx).await?);
    let running = campaigns.iter().find(|it| it.starts_on <= ctx.today && !it.closed).or(campaigns.first()).map(|it| it.id);
    let (mut here, more): (Vec<_>, Vec<_>) = campaigns.into_iter().partition(|it| Some(it.id) == running);
    here.extend(more.into_iter().filter(|it| items.iter().any(|item| item.campaign == it.id)));
    let otherwise = ctx.now.plus_minutes(-DAYS * 24 * 60);
    let told: Vec<(&[Event], _)> = TOLD.iter().map(|(action, events)| (*events, ctx.actor.scopes(*action))).collect();
    let changes = store::work::changes(ctx.db(), ctx.actor.account, ctx.actor.person, otherwise, &told, CHANGES).await?;
    let since = changes.first().map(|it| Timestamp(it.since)).filter(|it| *it != otherwise);
    Ok(Work { campaigns: here, items: ordered(items), changes, since })
}

async fn waiting(ctx: &Ctx) -> Result<Vec<WorkItem>, Error> {
    let places = |action| ctx.actor.scopes(action);
    let wanted = Wanted {
        sheets: &[
            (&["issued", "countered"], places(Action::ProposeCommitment)),
            (&["proposed"], places(Action::CounterCommitment)),
            (&["approved"], places(Action::SignCommitment)),
            (&["head_signed"], places(Action::CountersignCommitment)),
        ],
        scans: &places(Action::CountersignCommitment),
        declined: &places(Action::CounterCommitment),
        tasks: &[
            (&["open", "returned"], places(Action::EnterFigures)),
            (&["entered"], places(Action::SubmitFigures)),
            (&["submitted"], every_field(ctx)),
        ],
        cases: &[(&["opened"], places(Action::WriteReview)), (&["reported"], places(Action::ArrangeReview))],
        named: ctx.actor.person,
        remedies: &[(&["not_done", "ongoing"], own_only(places(Action::RecordRemedy))), (&["reported"], places(Action::CloseRemedy))],
    };
    let found = store::work::waiting(ctx.db(), ctx.today, wanted).await?;
    Ok(found.iter().filter_map(|it| line(ctx, it)).collect())
}

/// Where the person verifies reports of key tasks: whoever verifies one field alone does not.
fn every_field(ctx: &Ctx) -> Vec<Scope> {
    reaches(&ctx.actor).into_iter().filter(|it| it.area.is_none()).map(|it| it.scope).collect()
}

fn line(ctx: &Ctx, it: &Waiting) -> Option<WorkItem> {
    // Nobody answers or confirms for their own unit.
    let foreign = !ctx.actor.home.iter().any(|home| home.0 == it.unit_id);
    let kind = match (it.noun.as_str(), it.state.as_str()) {
        ("sheet", "issued" | "countered") => WorkKind::ProposeSheet,
        ("sheet", "proposed") if foreign => WorkKind::AnswerProposal,
        ("sheet", "approved") => WorkKind::SignSheet,
        ("sheet", "head_signed") if foreign => WorkKind::CountersignSheet,
        ("scan", _) if foreign => WorkKind::ConfirmScan,
        ("declined", _) if foreign => WorkKind::AnswerDeclined,
        ("task", "open" | "returned") => WorkKind::ReportTask,
        ("task", "entered") => WorkKind::SubmitTask,
        ("task", "submitted") if foreign => WorkKind::VerifyTask,
        ("case", "opened") => WorkKind::WriteReports,
        ("case", "reported") => WorkKind::CallMeeting,
        ("case", "meeting_called" | "meeting_held") => WorkKind::HoldMeeting,
        ("minutes", _) => WorkKind::SignMinutes,
        ("remedy", "not_done" | "ongoing") => WorkKind::FinishRemedy,
        ("remedy", "reported") if foreign => WorkKind::ConfirmRemedy,
        _ => return None,
    };
    let campaign = CampaignId(it.campaign_id);
    Some(WorkItem { kind, campaign, unit: Some(it.unit()), period: None, subject: Some(it.subject_id), count: 1, due: it.due_on })
}

/// A remedy is finished by the unit that owes it, not by those above.
fn own_only(scopes: Vec<Scope>) -> Vec<Scope> {
    scopes.into_iter().filter(|it| matches!(it, Scope::Unit(_))).collect()
}

async fn figures(ctx: &Ctx) -> Result<Vec<WorkItem>, Error> {
    let mut items = Vec::new();
    let verify = reaches(&ctx.actor);
    if !verify.is_empty() {
        for (campaign, count) in store::work::to_verify(ctx.db(), ctx.today, &verify, &ctx.actor.home).await? {
            items.push(WorkItem { kind: WorkKind::VerifyFigures, campaign, unit: None, period: None, subject: None, count, due: None });
        }
    }
    // Who enters and who submits are two people (`domain.md` 2): each owes their own part of a period.
    let (enters, submits) = (ctx.actor.scopes(Action::EnterFigures), ctx.actor.scopes(Action::SubmitFigures));
    let own: Vec<Scope> = enters.iter().chain(submits.iter().filter(|it| !enters.contains(it))).cloned().collect();
    if own.is_empty() {
        return Ok(items);
    }
    let (off, worked) = store::campaign::holidays(ctx.db()).await?;
    let standing = store::work::figures(ctx.db(), ctx.today, &own).await?;
    for expected in store::work::expected(ctx.db(), ctx.today, &own).await? {
        let Some(frequency) = Frequency::of(&expected.frequency) else { continue };
        let (unit, campaign) = (UnitId(expected.unit_id), CampaignId(expected.campaign_id));
        let year = i32::try_from(expected.year).map_err(Error::internal)?;
        let days = u8::try_from(expected.submit_within_working_days).map_err(Error::internal)?;
        let begun = Period::of_frequency(frequency, year).into_iter().filter(|it| it.from() <= ctx.today);
        for period in begun {
            let label = period.to_string();
            let same = |it: &&Figures| it.campaign_id == campaign.0 && it.unit_id == unit.0 && it.period == label;
            let here: Vec<&Figures> = standing.iter().filter(same).collect();
            let count = |name: &str| here.iter().filter(|it| it.standing == name).map(|it| it.number).sum::<i64>();
            let there: i64 = here.iter().map(|it| it.number).sum();
            let due = period.deadline(days, &off, &worked);
            let of = |scopes: &[Scope], count: i64| if scopes.contains(&Scope::Unit(unit)) { count } else { 0 };
            for (kind, count) in [
                (WorkKind::EnterFigures, of(&enters, expected.number - there)),
                (WorkKind::CorrectFigures, count("returned")),
                (WorkKind::SubmitFigures, of(&submits, count("entered"))),
            ] {
                if count > 0 {
                    items.push(WorkItem {
                        kind,
                        campaign,
                        unit: Some((unit, expected.unit_name.clone())),
                        period: Some(period),
                        subject: None,
                        count,
                        due: Some(due),
                    });
                }
            }
        }
    }
    Ok(items)
}
