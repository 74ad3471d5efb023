//! Issuing sheets: to every unit of a campaign at once, and anew after a withdrawal.

use super::stage_open;
use crate::paper::new_code;
use crate::{Ctx, Error, Remember};
use domain::commitment::IssueRefusal;
use domain::policy::Action;
use domain::{CampaignId, CommitmentId, Event, UnitId};
use std::collections::HashSet;

/// Issues a sheet to every member of a campaign that has none, in one transaction; says how many.
pub async fn issue_all(ctx: &Ctx, id: CampaignId) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    let campaign = store::campaign::get(&tx, id).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    stage_open(ctx, &tx, id).await?;
    let members = store::campaign::members(&tx, id).await?;
    if members.is_empty() {
        return Err(IssueRefusal::NoMembers.into());
    }
    let there: HashSet<_> = store::commitment::issued_units(&tx, id).await?.into_iter().collect();
    let lacking = members.iter().filter(|it| !there.contains(&it.unit));
    let codes = lacking.map(|it| Ok((it.unit, new_code()?))).collect::<Result<Vec<_>, Error>>()?;
    if codes.is_empty() {
        return Err(IssueRefusal::NothingToIssue.into());
    }
    let issued = store::commitment::insert_all(&tx, id, &codes, ctx.now).await?;
    let line = |(unit, sheet): &(UnitId, CommitmentId)| {
        ctx.line(Event::SheetIssued, "commitment", sheet.0, Remember { unit: Some(*unit), ..Remember::default() })
    };
    store::audit::insert_all(&tx, &issued.iter().map(line).collect::<Vec<_>>()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(issued.len())
}

/// Issues a withdrawn sheet anew; the public page of the old one then says that another took its place.
pub async fn reissue(ctx: &Ctx, id: CommitmentId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    ctx.actor.allow(Action::RunCampaign, &sheet.place())?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    let (unit, former) = (sheet.unit, sheet.clone());
    let anew = sheet.reissue(new_code()?, ctx.now)?;
    store::commitment::update_reissued(&tx, &anew).await?;
    store::commitment::insert_former(&tx, &former, ctx.now).await?;
    let what =
        Remember { unit: Some(unit), before: former.digest.unwrap_or_default(), reason: former.withdrawn_reason, ..Remember::default() };
    ctx.remember(&tx, Event::SheetIssued, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}
