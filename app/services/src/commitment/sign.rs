//! Signing a sheet on its digest: by the head, then by the authority.

use super::stage_open;
use crate::signing::{Signing, SigningMethod, sign as record};
use crate::{Ctx, Error, Remember, account};
use domain::campaign::{Stage, StageRefusal};
use domain::commitment::{Commitment, Declined, SheetContent, SheetState, SignRefusal, SignedAs};
use domain::policy::{Action, Role};
use domain::{CommitmentId, Event};
use time::Date;

/// As what the person signs at the unit of a sheet; forbidden where neither the unit nor the authority is theirs to sign for.
pub(super) fn capacity(ctx: &Ctx, sheet: &Commitment) -> Result<SignedAs, Error> {
    let place = sheet.place();
    if ctx.actor.allow(Action::SignCommitment, &place).is_ok() {
        let head = ctx.actor.grants.iter().any(|it| it.role == Role::UnitHead && it.place.unit == sheet.unit);
        return Ok(if head { SignedAs::Head } else { SignedAs::DeputyHead });
    }
    ctx.actor.allow(Action::CountersignCommitment, &place)?;
    Ok(SignedAs::Authority)
}

/// What the page of signing shows.
#[derive(Debug, Clone)]
pub struct SignPage {
    /// The sheet.
    pub sheet: Commitment,
    /// The frozen content.
    pub content: SheetContent,
    /// Its digest, which the form carries.
    pub digest: String,
    /// As what the person signs.
    pub signed_as: SignedAs,
    /// How ambitious its values are.
    pub judged: Vec<super::Judged>,
    /// The last day of signing.
    pub until: Date,
    /// The refusal of the person's side, where it has declined before.
    pub declined: Option<Declined>,
    /// The form's one-time token.
    pub token: String,
    /// How it is signed.
    pub method: SigningMethod,
}

/// Loads the page of signing; refused where there is nothing for the person to sign.
pub async fn sign_page(ctx: &Ctx, id: CommitmentId) -> Result<SignPage, Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    let signed_as = capacity(ctx, &sheet)?;
    let digest = sheet.digest.clone().unwrap_or_default();
    match (signed_as, sheet.state) {
        (SignedAs::Head | SignedAs::DeputyHead, _) => drop(sheet.clone().sign_as_head(&digest)?),
        (SignedAs::Authority, SheetState::HeadSigned) => {}
        (SignedAs::Authority, _) => drop(sheet.clone().sign_as_authority(&digest, None, ctx.actor.person)?),
    }
    let content = sheet.content.as_deref().and_then(SheetContent::read).ok_or(SignRefusal::NotApproved)?;
    let targets = store::commitment::asked_targets(ctx.db(), &sheet, &facts).await?;
    let judged = super::ambition::judged(&content, &targets)?;
    let until = store::campaign::stage(ctx.db(), sheet.campaign, Stage::Commit).await?.closes_on;
    let ceremony = store::ceremony::of_public_code(ctx.db(), &sheet.public_code).await?;
    if !ceremony.opened.iter().any(|(person, _)| *person == ctx.actor.person) {
        remember_opened(ctx, &sheet, signed_as).await?;
    }
    let declined = ceremony.declined.into_iter().find(|it| it.signed_as.side() == signed_as.side());
    let token = account::form_token(ctx).await?;
    Ok(SignPage { sheet, content, digest, signed_as, judged, until, declined, token, method: SigningMethod::ElectronicConfirmation })
}

/// Remembers that the person opened the frozen content to sign it: once, however often they look.
async fn remember_opened(ctx: &Ctx, sheet: &Commitment, signed_as: SignedAs) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    if store::ceremony::insert_opening(&tx, sheet, &super::decline::signatory(ctx, signed_as), ctx.now).await? {
        let what = Remember { unit: Some(sheet.unit), after: signed_as.code().to_owned(), ..Remember::default() };
        ctx.remember(&tx, Event::SheetOpenedToSign, "commitment", sheet.id.0, what).await?;
    }
    tx.commit().await.map_err(Error::internal)
}

/// Signs a sheet on the digest that was on the screen, after the password was entered again.
pub async fn sign(ctx: &Ctx, id: CommitmentId, digest: &str, password: &str, token: &str) -> Result<SignedAs, Error> {
    account::confirm(ctx, password).await?;
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    let signed_as = capacity(ctx, &sheet)?;
    store::hold::campaign(&tx, sheet.campaign).await?;
    if store::campaign::get(&tx, sheet.campaign).await?.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    if super::outside::on_paper(&sheet) {
        return Err(SignRefusal::OnPaper.into());
    }
    let (sheet, event) = match signed_as {
        SignedAs::Head | SignedAs::DeputyHead => (sheet.sign_as_head(digest)?, Event::SheetSigned),
        SignedAs::Authority => {
            let signatures = store::signature::list(&tx, "commitment", id.0).await?;
            let by_head = signatures.iter().find(|it| it.signed_as != SignedAs::Authority.code() && it.content_sha256 == digest);
            (sheet.sign_as_authority(digest, by_head.map(|it| it.person()), ctx.actor.person)?, Event::SheetCountersigned)
        }
    };
    stage_open(ctx, &tx, sheet.campaign).await?;
    crate::seal::seal(ctx, &tx, &sheet).await?;
    store::commitment::update(&tx, &sheet).await?;
    let signing = Signing { subject: "commitment", subject_id: id.0, signed_as: signed_as.code(), digest, token };
    record(ctx, &tx, SigningMethod::ElectronicConfirmation, signing).await?;
    let what = Remember { unit: Some(sheet.unit), after: digest.to_owned(), ..Remember::default() };
    ctx.remember(&tx, event, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(signed_as)
}
