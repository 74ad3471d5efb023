//! Deciding on an amendment: the authority signs it with the password, or declines it with a reason; never who put it forward.

use super::propose::told;
use super::rules::titles;
use super::{may_decide, open_campaign, package_for};
use crate::signing::{Signing, SigningMethod, sign};
use crate::{Ctx, Error, Remember, account};
use domain::amendment::{AmendmentContent, Changed, DecideAmendmentRefusal, GoalPart, ProposeAmendmentRefusal};
use domain::fold::nfc;
use domain::{AmendmentId, Event, Member, UnitId};
use store::amendment::Read;

async fn read(tx: &store::Tx, id: AmendmentId) -> Result<(Read, AmendmentContent), Error> {
    let found = store::amendment::get(tx, id).await?;
    let content = AmendmentContent::read(&found.amendment.content).ok_or_else(|| Error::internal("unreadable content of an amendment"))?;
    Ok((found, content))
}

/// Approves an amendment on the digest that was on the screen, after the password was entered again.
pub async fn approve(ctx: &Ctx, id: AmendmentId, digest: &str, password: &str, token: &str) -> Result<(), Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    let (found, content) = read(&tx, id).await?;
    let (campaign, group) = open_campaign(&tx, &found).await?;
    let members: Vec<Member> = store::campaign::members(&tx, campaign.id).await?;
    may_decide(ctx, &found, &campaign, &members)?;
    let change = found.change;
    let amendment = found.amendment.approve(digest, ctx.actor.person, ctx.now)?;
    // What was in order when it was put forward may not be any more.
    let package = package_for(&tx, &campaign, &group, &change, content.replaces.as_deref()).await?;
    let own = amendment.subject.unit();
    let sealed_on = store::seal::first(&tx, group.id, own).await?.map(|it| it.date());
    let as_written = match &change {
        Changed::Target(change) => change.check(&package, sealed_on, ctx.today)?.map(GoalPart::from) == content.old,
        Changed::Rules(change) => {
            let lines = change.check(&package, sealed_on, &titles(&tx).await?)?;
            content.rules.as_ref().is_some_and(|it| it.lines == lines)
        }
    };
    if !as_written {
        return Err(DecideAmendmentRefusal::OldValueMoved.into());
    }
    if let Some(former) = amendment.replaces {
        store::amendment::update_replaced(&tx, former).await.map_err(|error| match error {
            store::Error::Busy => ProposeAmendmentRefusal::NothingToReplace.into(),
            other => Error::from(other),
        })?;
        let what =
            Remember { unit: unit(amendment.subject.unit(), campaign.authority), after: amendment.number.clone(), ..Remember::default() };
        ctx.remember(&tx, Event::AmendmentReplaced, "amendment", former.0, what).await?;
    }
    store::amendment::update(&tx, &amendment).await.map_err(|error| match error {
        store::Error::Taken => ProposeAmendmentRefusal::SameDay.into(),
        other => Error::from(other),
    })?;
    let signing = Signing { subject: "amendment", subject_id: id.0, signed_as: "authority", digest, token };
    sign(ctx, &tx, SigningMethod::ElectronicConfirmation, signing).await?;
    let what = Remember {
        unit: unit(amendment.subject.unit(), campaign.authority),
        before: content.old_in_words(),
        after: told(&content),
        reason: content.reason.clone(),
    };
    ctx.remember(&tx, Event::AmendmentApproved, "amendment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Declines an amendment, with a reason.
pub async fn decline(ctx: &Ctx, id: AmendmentId, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (found, content) = read(&tx, id).await?;
    let (campaign, _) = open_campaign(&tx, &found).await?;
    let members: Vec<Member> = store::campaign::members(&tx, campaign.id).await?;
    may_decide(ctx, &found, &campaign, &members)?;
    let reason = nfc(reason);
    let amendment = match found.amendment.decline(&reason, ctx.actor.person, ctx.now) {
        Err(why @ (DecideAmendmentRefusal::NoReason | DecideAmendmentRefusal::TooLong)) => return Err(Error::field("reason", why)),
        other => other?,
    };
    store::amendment::update(&tx, &amendment).await?;
    let what = Remember {
        unit: unit(amendment.subject.unit(), campaign.authority),
        before: told(&content),
        reason: amendment.decision_reason,
        ..Remember::default()
    };
    ctx.remember(&tx, Event::AmendmentDeclined, "amendment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

fn unit(own: Option<UnitId>, authority: UnitId) -> Option<UnitId> {
    Some(own.unwrap_or(authority))
}
