//! A unit signs an amendment of what it has signed: by its head or a deputy, with the password, on the amendment's digest.

use super::open_campaign;
use super::unit::has_signed;
use crate::signing::{Signing, SigningMethod, sign};
use crate::{Ctx, Error, Remember, account};
use domain::amendment::AcknowledgeAmendmentRefusal;
use domain::commitment::SignedAs;
use domain::policy::{Action, Role};
use domain::{AmendmentId, Event, UnitId};

/// Signs an amendment for a unit, on the digest that was on the screen.
pub async fn acknowledge(ctx: &Ctx, id: AmendmentId, unit: UnitId, digest: &str, password: &str, token: &str) -> Result<(), Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    let found = store::amendment::get(&tx, id).await?;
    let (campaign, group) = open_campaign(&tx, &found).await?;
    let member = store::campaign::member(&tx, campaign.id, unit).await?;
    ctx.actor.allow(Action::SignCommitment, &member.place())?;
    let package = crate::package::goals_of_group(&tx, &campaign, &group).await?;
    let concerned = member.group == group.id && has_signed(&tx, campaign.id, unit).await? && found.change.concerns(&package, &member.code);
    let signed = store::amendment::acknowledged(&tx, group.id, Some(unit)).await?.iter().any(|it| it.amendment_id == id.0);
    found.amendment.may_acknowledge(digest, concerned, signed)?;
    let key = store::amendment::insert_acknowledged(&tx, id, unit, ctx.actor.person, ctx.now).await.map_err(|error| match error {
        store::Error::Taken => AcknowledgeAmendmentRefusal::Already.into(),
        other => Error::from(other),
    })?;
    let head = ctx.actor.grants.iter().any(|it| it.role == Role::UnitHead && it.place.unit == unit);
    let signed_as = if head { SignedAs::Head } else { SignedAs::DeputyHead };
    let signing = Signing { subject: "amendment_unit", subject_id: key, signed_as: signed_as.code(), digest, token };
    sign(ctx, &tx, SigningMethod::ElectronicConfirmation, signing).await?;
    let what = Remember { unit: Some(unit), after: found.amendment.number, ..Remember::default() };
    ctx.remember(&tx, Event::AmendmentAcknowledged, "amendment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}
