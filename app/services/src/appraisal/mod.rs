//! Points that people give: a unit's own of a manual target, the appraiser's and the survey's beside them; and points after the total.

mod act;
mod after;
mod view;

pub use act::{Appraise, Enter, appraise, enter, submit};
pub use after::{AdjustmentLine, AdjustmentPage, Decide, Propose, UnitSum, adjustments, decide, propose};
pub use store::appraisal::{Act, Revision};
pub use view::{Line, List, UnitPoints, list, of_unit};

use crate::{Ctx, Error};
use domain::catalogue::TargetLine;
use domain::package::RuleSet;
use domain::{Campaign, CampaignId, Group, Member, Quantity, Stage, TargetId, UnitId};
use store::{Connection, Tx};

/// A unit in its campaign, and its rules.
struct Here {
    campaign: Campaign,
    member: Member,
    group: Group,
    rules: RuleSet,
}

async fn here(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Here, Error> {
    let campaign = store::campaign::get(db, campaign).await?;
    let member = store::campaign::member(db, campaign.id, unit).await?;
    let group = store::campaign::group(db, member.group).await?;
    let rules = crate::package::rules_in_force(db, &group).await?;
    Ok(Here { campaign, member, group, rules })
}

/// Whether something may be written in a stage of a campaign that is held.
async fn open(ctx: &Ctx, tx: &Tx, campaign: &Campaign, stage: Stage) -> Result<(), Error> {
    crate::campaign::in_stage(ctx, tx, campaign, stage).await
}

/// Points as they were typed.
fn points(field: &str, typed: &str) -> Result<Quantity, Error> {
    Quantity::parse(typed).map(|it| it.quantity).map_err(|refusal| Error::field(field, refusal))
}

/// A text that papers can print.
fn printable(field: &str, text: &str, refusal: impl Into<domain::Refusal>) -> Result<(), Error> {
    if documents::unprintable(&domain::fold::nfc(text.trim())).is_some() { Err(Error::field(field, refusal)) } else { Ok(()) }
}

/// The line of a target among those of a rule set.
fn line_of(lines: &[TargetLine], id: TargetId) -> Result<&TargetLine, Error> {
    lines.iter().find(|it| it.id == id).ok_or(Error::NotFound)
}
