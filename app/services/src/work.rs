//! My work: what the person owes and what waits for their decision, across the year.

use crate::figure::reaches;
use crate::{Ctx, Error};
use domain::policy::{Action, Scope};
use domain::work::{WorkItem, WorkKind, ordered};
use domain::{Campaign, Frequency, Period, UnitId};
use store::work::{Figures, Named, Waiting, Wanted};

/// Somebody's work in the campaign that runs today, and what waits from earlier ones.
#[derive(Debug, Clone)]
pub struct Work {
    /// The running campaign.
    pub campaign: Option<Campaign>,
    /// The lines, in order.
    pub items: Vec<WorkItem>,
}

/// What waits for the person. Six statements at most.
pub async fn list(ctx: &Ctx) -> Result<Work, Error> {
    let mut campaigns = store::campaign::list(ctx.db()).await?;
    campaigns.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    let campaign = campaigns.iter().find(|it| it.starts_on <= ctx.today && !it.closed).or(campaigns.first()).cloned();
    let Some(running) = &campaign else { return Ok(Work { campaign, items: Vec::new() }) };
    let mut items = waiting(ctx, running).await?;
    items.extend(figures(ctx, running).await?);
    Ok(Work { campaign, items: ordered(items) })
}

async fn waiting(ctx: &Ctx, campaign: &Campaign) -> Result<Vec<WorkItem>, Error> {
    let places = |action| ctx.actor.scopes(action);
    let wanted = Wanted {
        sheets: &[
            (&["issued", "countered"], places(Action::ProposeCommitment)),
            (&["proposed"], places(Action::ApproveCommitment)),
            (&["approved"], places(Action::SignCommitment)),
            (&["head_signed"], places(Action::CountersignCommitment)),
        ],
        tasks: &[(&["open", "returned"], places(Action::EnterFigures))],
        cases: &[
            (&["opened"], places(Action::WriteReview)),
            (&["reported"], places(Action::ArrangeReview)),
        ],
        named: Named {
            person: ctx.actor.person,
            secretary: &["meeting_called", "meeting_held", "minutes_adopted"],
            chair: &["minutes_adopted"],
        },
        remedies: &[(&["not_done", "ongoing"], own_only(places(Action::RecordRemedy))), (&["reported"], places(Action::CloseRemedy))],
    };
    let found = store::work::waiting(ctx.db(), campaign.id, wanted).await?;
    Ok(found.iter().filter_map(|it| line(ctx, it)).collect())
}

fn line(ctx: &Ctx, it: &Waiting) -> Option<WorkItem> {
    // Nobody answers or confirms for their own unit.
    let foreign = !ctx.actor.home.iter().any(|home| home.0 == it.unit_id);
    let kind = match (it.noun.as_str(), it.state.as_str()) {
        ("sheet", "issued" | "countered") => WorkKind::ProposeSheet,
        ("sheet", "proposed") if foreign => WorkKind::AnswerProposal,
        ("sheet", "approved") => WorkKind::SignSheet,
        ("sheet", "head_signed") if foreign => WorkKind::CountersignSheet,
        ("task", _) => WorkKind::ReportTask,
        ("case", "opened") => WorkKind::WriteReports,
        ("case", "reported" | "meeting_called" | "meeting_held") => WorkKind::HoldMeeting,
        ("case", "minutes_adopted") => WorkKind::SignMinutes,
        ("remedy", "not_done" | "ongoing") => WorkKind::FinishRemedy,
        ("remedy", "reported") if foreign => WorkKind::ConfirmRemedy,
        _ => return None,
    };
    Some(WorkItem { kind, unit: Some(it.unit()), period: None, subject: Some(it.subject_id), count: 1, due: it.due_on })
}

/// A remedy is finished by the unit that owes it, not by those above.
fn own_only(scopes: Vec<Scope>) -> Vec<Scope> {
    scopes.into_iter().filter(|it| matches!(it, Scope::Unit(_))).collect()
}

async fn figures(ctx: &Ctx, campaign: &Campaign) -> Result<Vec<WorkItem>, Error> {
    let mut items = Vec::new();
    let reaches = reaches(&ctx.actor);
    if !reaches.is_empty() {
        let asked = store::figure::Waiting { campaign: campaign.id, reaches, home: ctx.actor.home.clone(), unit: None, period: None };
        let count = store::figure::waiting_count(ctx.db(), &asked).await?;
        if count > 0 {
            items.push(WorkItem { kind: WorkKind::VerifyFigures, unit: None, period: None, subject: None, count, due: None });
        }
    }
    let own = ctx.actor.scopes(Action::EnterFigures);
    if own.is_empty() {
        return Ok(items);
    }
    let (off, worked) = store::campaign::holidays(ctx.db()).await?;
    let standing = store::work::figures(ctx.db(), campaign.id, &own).await?;
    let submits = ctx.actor.scopes(Action::SubmitFigures);
    for expected in store::work::expected(ctx.db(), campaign.id, &own).await? {
        let Some(frequency) = Frequency::of(&expected.frequency) else { continue };
        let unit = UnitId(expected.unit_id);
        let begun = Period::of_frequency(frequency, campaign.year).into_iter().filter(|it| it.from() <= ctx.today);
        for period in begun {
            let label = period.to_string();
            let here: Vec<&Figures> = standing.iter().filter(|it| it.unit_id == unit.0 && it.period == label).collect();
            let count = |name: &str| here.iter().filter(|it| it.standing == name).map(|it| it.number).sum::<i64>();
            let there: i64 = here.iter().map(|it| it.number).sum();
            let due = period.deadline(campaign.submit_within_working_days, &off, &worked);
            for (kind, count) in [
                (WorkKind::EnterFigures, expected.number - there),
                (WorkKind::CorrectFigures, count("returned")),
                (WorkKind::SubmitFigures, if submits.contains(&Scope::Unit(unit)) { count("entered") } else { 0 }),
            ] {
                if count > 0 {
                    items.push(WorkItem {
                        kind,
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
