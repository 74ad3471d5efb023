//! Declining to sign with a reason, and taking a declined sheet back to be negotiated.

use super::sign::capacity;
use super::stage_open;
use crate::paper::new_code;
use crate::{Ctx, Error, Remember, account};
use domain::commitment::{DeclineRefusal, SheetState, SignedAs};
use domain::fold::nfc;
use domain::policy::Action;
use domain::{CommitmentId, Event};
use store::ceremony::Signatory;

/// The person at the signing of a sheet.
pub(super) fn signatory(ctx: &Ctx, signed_as: SignedAs) -> Signatory {
    let actor = &ctx.actor;
    Signatory { signed_as, person: actor.person, account: actor.account, name: actor.name.clone(), post: actor.post.clone() }
}

/// Declines to sign what was on the screen, with a reason that everybody who reads the sheet sees.
pub async fn decline(ctx: &Ctx, id: CommitmentId, digest: &str, reason: &str, token: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    let signed_as = capacity(ctx, &sheet)?;
    let already = store::ceremony::of_public_code(&tx, &sheet.public_code).await?.has_declined(signed_as.side());
    let reason = sheet.decline(signed_as, digest, already, &nfc(reason)).map_err(|why| match why {
        DeclineRefusal::NoReason | DeclineRefusal::TooLong => Error::field("reason", why),
        other => other.into(),
    })?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    account::use_form_token(ctx, &tx, token).await?;
    // Who signs or withdraws at the same moment is told that somebody was first.
    store::commitment::update(&tx, &sheet).await?;
    store::ceremony::insert_decline(&tx, &sheet, &signatory(ctx, signed_as), &reason, ctx.now).await?;
    let what = Remember { unit: Some(sheet.unit), after: signed_as.code().to_owned(), reason, ..Remember::default() };
    ctx.remember(&tx, Event::SheetDeclined, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Takes a declined sheet back to be negotiated: its frozen content is kept with its signatures, and the unit proposes anew.
pub async fn reopen(ctx: &Ctx, id: CommitmentId, revision: i64) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    ctx.actor.allow(Action::CounterCommitment, &sheet.place())?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    let ceremony = store::ceremony::of_public_code(&tx, &sheet.public_code).await?;
    let (state, seen) = (sheet.state, sheet.revision);
    let declined = ceremony.standing(&sheet).cloned();
    let (former, anew) = sheet.reopen(declined.as_ref(), new_code()?, ctx.now)?;
    if seen != revision {
        return Err(Error::Busy);
    }
    store::commitment::update_reissued(&tx, &anew).await?;
    store::commitment::insert_former(&tx, &former, ctx.now).await?;
    if state == SheetState::HeadSigned {
        crate::seal::lift(ctx, &tx, &former).await?;
    }
    let what = Remember { unit: Some(anew.unit), before: former.digest.unwrap_or_default(), ..Remember::default() };
    ctx.remember(&tx, Event::SheetReopened, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}
