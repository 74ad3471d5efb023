//! Sealing: as the head of a unit signs, everything that decides how the unit is assessed is sealed (app/docs/formats/seal.md). Afterwards
//! only an amendment changes it.

use crate::{Ctx, Error, Remember};
use domain::commitment::{Commitment, SheetContent, SignRefusal};
use domain::policy::{Action, Place};
use domain::seal::Seal;
use domain::{Campaign, CampaignId, Event, GroupId, Timestamp, UnitId};
use store::Tx;
use store::commitment::Facts;
pub use store::seal::{Edition, Sealed};

/// What the seal of a sheet's unit covers as its rows stand now, and the group it is in. Four statements.
pub(crate) async fn of_sheet(db: &impl store::Connection, sheet: &Commitment, facts: &Facts) -> Result<(GroupId, Seal), Error> {
    let (group, peer_group) = store::seal::group_of(db, sheet.campaign, sheet.unit).await?;
    let (exemptions, unit_targets) = store::seal::agreed(db, sheet.campaign, sheet.unit, &facts.unit_code).await?;
    let seal = Seal {
        campaign: facts.campaign_code.clone(),
        year: facts.campaign_year,
        starts_on: facts.starts_on,
        ends_on: facts.ends_on,
        peer_group,
        unit: facts.unit_code.clone(),
        rule_set_sha256: facts.rule_set_sha256.clone(),
        exemptions,
        unit_targets,
        grade_rules: store::grading::sealed_choices(db, group).await?,
    };
    Ok((group, seal))
}

/// Seals the rules of a sheet's unit, inside the transaction of the signature; what is sealed already stays so. Refused where exemptions or
/// own targets are no longer those that the content was agreed on.
pub(crate) async fn seal(ctx: &Ctx, tx: &Tx, sheet: &Commitment) -> Result<(), Error> {
    store::hold::member(tx, sheet.campaign, sheet.unit).await?;
    let (_, facts) = store::commitment::with_facts(tx, sheet.id, ctx.today).await?;
    let (group, seal) = of_sheet(tx, sheet, &facts).await?;
    let sha256 = seal.sha256();
    let agreed = sheet.content.as_deref().and_then(SheetContent::read).and_then(|it| it.seal);
    if agreed.is_some_and(|it| it != sha256) {
        return Err(SignRefusal::OtherRules.into());
    }
    if store::seal::of_unit(tx, sheet.campaign, sheet.unit).await?.is_some() {
        return Ok(());
    }
    let new = store::seal::NewSeal {
        campaign: sheet.campaign,
        group,
        unit: sheet.unit,
        commitment: sheet.id,
        content: seal.canonical(),
        sha256: sha256.clone(),
        rule_set_sha256: seal.rule_set_sha256,
        person: ctx.actor.person,
        at: ctx.now,
    };
    store::seal::insert(tx, &new).await?;
    let what = Remember { unit: Some(sheet.unit), after: sha256, ..Remember::default() };
    ctx.remember(tx, Event::RulesSealed, "commitment", sheet.id.0, what).await
}

/// Lifts the seal of a sheet that is withdrawn before it came into force; a seal from before the sheet was issued stays.
pub(crate) async fn lift(ctx: &Ctx, tx: &Tx, sheet: &Commitment) -> Result<(), Error> {
    let Some(found) = store::seal::of_unit(tx, sheet.campaign, sheet.unit).await? else { return Ok(()) };
    if found.sealed_at < sheet.issued_at.0 {
        return Ok(());
    }
    store::seal::update_lifted(tx, sheet.campaign, sheet.unit, ctx.now).await?;
    let what = Remember { unit: Some(sheet.unit), before: found.sha256, reason: sheet.withdrawn_reason.clone(), ..Remember::default() };
    ctx.remember(tx, Event::SealLifted, "commitment", sheet.id.0, what).await
}

/// Which version of a group's rules a page shows, as it stood at a moment. One statement.
pub(crate) async fn edition(
    db: &impl store::Connection,
    campaign: CampaignId,
    group: GroupId,
    at: Timestamp,
) -> Result<Option<Edition>, Error> {
    Ok(store::seal::editions(db, campaign, None, at).await?.into_iter().find(|it| it.group_id == group.0))
}

/// Which version of its rules a unit's page shows, with the unit's seal, as it stood at a moment. One statement.
pub(crate) async fn edition_of(
    db: &impl store::Connection,
    campaign: CampaignId,
    unit: UnitId,
    at: Timestamp,
) -> Result<Option<Edition>, Error> {
    Ok(store::seal::editions(db, campaign, Some(unit), at).await?.into_iter().find(|it| it.here > 0))
}

/// The seals of a campaign.
#[derive(Debug, Clone)]
pub struct SealPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups with the rules they go by.
    pub editions: Vec<Edition>,
    /// The seals of the units whose sheets the person may read.
    pub seals: Vec<Sealed>,
    /// Whether the person may take the packages from which seals are recomputed.
    pub may_export: bool,
}

/// The seals of a campaign. Five statements.
pub async fn page(ctx: &Ctx, code: &str) -> Result<SealPage, Error> {
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let editions = store::seal::editions(ctx.db(), campaign.id, None, ctx.now).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let seen = |unit: i64| {
        let member = members.iter().find(|it| it.unit.0 == unit);
        member.is_some_and(|it| {
            let place = Place { unit: it.unit, path: it.path.clone() };
            ctx.actor.allow(Action::ViewCommitment, &place).is_ok()
        })
    };
    let mut seals = store::seal::list(ctx.db(), campaign.id).await?;
    seals.retain(|it| seen(it.unit_id));
    Ok(SealPage { may_export: ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok(), campaign, editions, seals })
}
