//! Issuing sheets: to every unit of a campaign at once, and anew after a withdrawal.

use super::stage_open;
use crate::password::random_text;
use crate::{Ctx, Error, Remember};
use domain::commitment::IssueRefusal;
use domain::policy::{Action, Place};
use domain::{CampaignId, CommitmentId, Event};
use std::collections::HashSet;

/// The length of a public code: 31 letters a place, so 79 bits.
const CODE: usize = 16;

/// Issues a sheet to every member of a campaign that has none, in one transaction; says how many.
pub async fn issue_all(ctx: &Ctx, id: CampaignId) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    let campaign = store::campaign::get(&tx, id).await?;
    let place = Place { unit: campaign.authority, path: campaign.authority_path };
    ctx.actor.allow(Action::RunCampaign, &place)?;
    stage_open(ctx, &tx, id, campaign.closed).await?;
    let members = store::campaign::members(&tx, id).await?;
    if members.is_empty() {
        return Err(IssueRefusal::NoMembers.into());
    }
    let there: HashSet<_> = store::commitment::issued_units(&tx, id).await?.into_iter().collect();
    let mut issued = 0;
    for member in members.iter().filter(|it| !there.contains(&it.unit)) {
        let sheet = store::commitment::insert(&tx, id, member.unit, &random_text(CODE)?, ctx.now).await?;
        let what = Remember { unit: Some(member.unit), ..Remember::default() };
        ctx.remember(&tx, Event::SheetIssued, "commitment", sheet.0, what).await?;
        issued += 1;
    }
    if issued == 0 {
        return Err(IssueRefusal::NothingToIssue.into());
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(issued)
}

/// Issues a withdrawn sheet anew; the public page of the old one then says that another took its place.
pub async fn reissue(ctx: &Ctx, id: CommitmentId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    ctx.actor.allow(Action::RunCampaign, &sheet.place())?;
    let campaign = store::campaign::get(&tx, sheet.campaign).await?;
    stage_open(ctx, &tx, sheet.campaign, campaign.closed).await?;
    let (unit, former) = (sheet.unit, sheet.clone());
    let anew = sheet.reissue(random_text(CODE)?, ctx.now)?;
    store::commitment::update(&tx, &anew).await?;
    store::commitment::insert_former(&tx, &former, ctx.now).await?;
    let what =
        Remember { unit: Some(unit), before: former.digest.unwrap_or_default(), reason: former.withdrawn_reason, ..Remember::default() };
    ctx.remember(&tx, Event::SheetIssued, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}
