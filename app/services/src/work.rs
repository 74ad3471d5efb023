//! My work: what the person owes and what waits for their decision, across the year.

use crate::{Ctx, Error};
use domain::policy::{Action, Scope};
use domain::work::{WorkItem, WorkKind, ordered};
use domain::{Campaign, Frequency, Period, Stage};
use store::work::{Figures, Waiting};

/// Somebody's work in the campaign that runs today, and what waits from earlier ones.
#[derive(Debug, Clone)]
pub struct Work {
    /// The running campaign.
    pub campaign: Option<Campaign>,
    /// The lines, in order.
    pub items: Vec<WorkItem>,
}

/// What waits for the person. At most ten statements.
pub async fn list(ctx: &Ctx) -> Result<Work, Error> {
    let campaigns = store::campaign::list(ctx.db()).await?;
    let campaign = campaigns.iter().find(|it| it.starts_on <= ctx.today && !it.closed).or(campaigns.first()).cloned();
    let mut items = reviews(ctx).await?;
    if let Some(it) = &campaign {
        items.extend(sheets(ctx, it).await?);
        items.extend(figures(ctx, it).await?);
        items.extend(tasks(ctx, it).await?);
    }
    Ok(Work { campaign, items: ordered(items) })
}

/// The places for an action, without the person's own units where nobody acts for their own.
fn places(ctx: &Ctx, action: Action) -> Vec<Scope> {
    ctx.actor.scopes(action)
}

fn foreign(ctx: &Ctx, it: &Waiting) -> bool {
    !ctx.actor.home.iter().any(|home| home.0 == it.unit_id)
}

fn line(kind: WorkKind, it: &Waiting) -> WorkItem {
    WorkItem { kind, unit: Some(it.unit()), period: None, subject: Some(it.subject_id), count: 1, due: it.due_on }
}

async fn sheets(ctx: &Ctx, campaign: &Campaign) -> Result<Vec<WorkItem>, Error> {
    let due = store::campaign::stages(ctx.db(), campaign.id).await?.into_iter().find(|it| it.stage == Stage::Commit).map(|it| it.closes_on);
    let found = store::work::sheets(
        ctx.db(),
        campaign.id,
        &[
            (&["issued", "countered"], places(ctx, Action::ProposeCommitment)),
            (&["proposed"], places(ctx, Action::ApproveCommitment)),
            (&["approved"], places(ctx, Action::SignCommitment)),
            (&["head-signed"], places(ctx, Action::CountersignCommitment)),
        ],
    )
    .await?;
    Ok(found
        .iter()
        .filter_map(|it| {
            let kind = match it.state.as_str() {
                "issued" | "countered" => WorkKind::ProposeSheet,
                "proposed" if foreign(ctx, it) => WorkKind::AnswerProposal,
                "approved" => WorkKind::SignSheet,
                "head-signed" if foreign(ctx, it) => WorkKind::CountersignSheet,
                _ => return None,
            };
            Some(WorkItem { due, ..line(kind, it) })
        })
        .collect())
}

async fn tasks(ctx: &Ctx, campaign: &Campaign) -> Result<Vec<WorkItem>, Error> {
    let own = places(ctx, Action::EnterFigures);
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let found = store::work::tasks(ctx.db(), campaign.id, &[(&["open", "returned"], own)]).await?;
    Ok(found.iter().map(|it| line(WorkKind::ReportTask, it)).collect())
}

async fn reviews(ctx: &Ctx) -> Result<Vec<WorkItem>, Error> {
    let cases = store::work::cases(
        ctx.db(),
        &[
            (&["opened"], places(ctx, Action::WriteReview)),
            (&["reported", "meeting_called", "meeting_held"], places(ctx, Action::WriteMinutes)),
            (&["minutes_adopted"], places(ctx, Action::SignMinutes)),
        ],
    )
    .await?;
    let mut items: Vec<WorkItem> = cases
        .iter()
        .filter_map(|it| {
            let kind = match it.state.as_str() {
                "opened" => WorkKind::WriteReports,
                "reported" | "meeting_called" | "meeting_held" => WorkKind::HoldMeeting,
                "minutes_adopted" => WorkKind::SignMinutes,
                _ => return None,
            };
            Some(line(kind, it))
        })
        .collect();
    let remedies = store::work::remedies(
        ctx.db(),
        &[(&["not_done", "ongoing"], own_only(places(ctx, Action::RecordRemedy))), (&["reported"], places(ctx, Action::CloseRemedy))],
    )
    .await?;
    items.extend(remedies.iter().filter_map(|it| match it.state.as_str() {
        "reported" if foreign(ctx, it) => Some(line(WorkKind::ConfirmRemedy, it)),
        "not_done" | "ongoing" => Some(line(WorkKind::FinishRemedy, it)),
        _ => None,
    }));
    Ok(items)
}

/// A remedy is finished by the unit that owes it, not by those above.
fn own_only(scopes: Vec<Scope>) -> Vec<Scope> {
    scopes.into_iter().filter(|it| matches!(it, Scope::Unit(_))).collect()
}

async fn figures(ctx: &Ctx, campaign: &Campaign) -> Result<Vec<WorkItem>, Error> {
    let mut items = Vec::new();
    let verify = places(ctx, Action::VerifyFigures);
    if !verify.is_empty() {
        let count = store::work::to_verify(ctx.db(), campaign.id, &verify, &ctx.actor.home).await?;
        if count > 0 {
            items.push(WorkItem { kind: WorkKind::VerifyFigures, unit: None, period: None, subject: None, count, due: None });
        }
    }
    let own = places(ctx, Action::EnterFigures);
    if own.is_empty() {
        return Ok(items);
    }
    let (off, worked) = store::campaign::holidays(ctx.db()).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let groups = store::campaign::groups(ctx.db(), campaign.id).await?;
    let standing = store::work::figures(ctx.db(), campaign.id, &own).await?;
    let mine = members.iter().filter(|member| own.iter().any(|it| matches!(it, Scope::Unit(unit) if *unit == member.unit)));
    for member in mine {
        let Some(group) = groups.iter().find(|it| it.id == member.group) else { continue };
        let used = store::rule_set::variables(ctx.db(), group.rule_set).await?;
        for frequency in Frequency::ALL {
            let expected = i64::try_from(used.iter().filter(|it| it.frequency == frequency).count()).unwrap_or(0);
            let periods = Period::of_frequency(frequency, campaign.year).into_iter().filter(|it| it.from() <= ctx.today && expected > 0);
            for period in periods {
                let due = period.deadline(campaign.submit_within_working_days, &off, &worked);
                let label = period.to_string();
                let here: Vec<&Figures> = standing.iter().filter(|it| it.unit_id == member.unit.0 && it.period == label).collect();
                let count = |name: &str| here.iter().filter(|it| it.standing == name).map(|it| it.number).sum::<i64>();
                let there: i64 = here.iter().map(|it| it.number).sum();
                let submits = ctx.actor.scopes(Action::SubmitFigures).contains(&Scope::Unit(member.unit));
                for (kind, count) in [
                    (WorkKind::EnterFigures, expected - there),
                    (WorkKind::CorrectFigures, count("returned")),
                    (WorkKind::SubmitFigures, if submits { count("entered") } else { 0 }),
                ] {
                    if count > 0 {
                        items.push(WorkItem { kind, unit: Some((member.unit, member.name.clone())), period: Some(period), subject: None, count, due: Some(due) });
                    }
                }
            }
        }
    }
    Ok(items)
}
