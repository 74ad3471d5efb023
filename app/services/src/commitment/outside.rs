//! A sheet signed outside, in the signer's own software with a certificate of their own: the file comes back, is proven to be the one that was given
//! out with nothing but signatures added, and is kept. It is the stronger form beside the electronic confirmations.

use super::sign::capacity;
use crate::signed_outside::look;
use crate::signing::Signed;
use crate::timestamping::Stamp;
use crate::verification::{Noted, SignatureTold};
use crate::{Ctx, Error, Remember};
use domain::canonical::sha256;
use domain::commitment::{Commitment, LARGEST_OUTSIDE, OutsideRefusal, SheetContent, SheetState, SignedAs};
use domain::evidence::plain_file_name;
use domain::policy::Action;
use domain::{CommitmentId, Event, Timestamp};
use std::sync::Arc;
use store::outside::{OutsideSigning, Read};

/// A file that was signed outside and kept.
#[derive(Debug, Clone)]
pub struct Outside {
    /// Which file of the sheet it is, from 1.
    pub number: i64,
    /// As what the person who sent it signs.
    pub signed_as: SignedAs,
    /// Who sent it.
    pub name: String,
    /// Their post then.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The signatures that it added, as they were judged then.
    pub signatures: Vec<SignatureTold>,
}

fn told(it: Read) -> Result<Outside, Error> {
    Ok(Outside {
        number: it.number,
        signed_as: SignedAs::of(&it.signed_as).ok_or_else(|| Error::internal("unknown capacity of an outside signature"))?,
        at: it.at(),
        signatures: serde_json::from_str(&it.signatures).map_err(Error::internal)?,
        name: it.name,
        post: it.post,
        sha256: it.sha256,
    })
}

/// The files of a sheet that were signed outside, in their order.
pub(super) async fn all(db: &store::Database, public_code: &str) -> Result<Vec<Outside>, Error> {
    store::outside::list(db, public_code).await?.into_iter().map(told).collect()
}

/// Whether a sheet was agreed to be made on paper: it is signed by hand alone.
pub(super) fn on_paper(sheet: &Commitment) -> bool {
    sheet.content.as_deref().and_then(SheetContent::read).is_some_and(|it| it.copies.is_some())
}

/// Whether somebody may send a sheet that they signed outside.
pub(super) fn may_send(ctx: &Ctx, sheet: &Commitment) -> bool {
    sheet.state == SheetState::InForce && capacity(ctx, sheet).is_ok()
}

/// The page of signing outside.
#[derive(Debug, Clone)]
pub struct OutsidePage {
    /// The sheet.
    pub sheet: Commitment,
    /// The unit's name.
    pub unit: String,
    /// What was sent so far.
    pub sent: Vec<Outside>,
    /// As what the person signs.
    pub signed_as: SignedAs,
    /// Whether a root is installed by which others than this instance can be trusted.
    pub has_roots: bool,
}

/// Loads the page of signing outside; forbidden where the person signs for neither side.
pub async fn outside_page(ctx: &Ctx, id: CommitmentId) -> Result<OutsidePage, Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    let signed_as = capacity(ctx, &sheet)?;
    let sent = all(ctx.db(), &sheet.public_code).await?;
    let has_roots = ctx.site.trusted.files.iter().any(|it| !it.roots.is_empty());
    Ok(OutsidePage { sheet, unit: facts.unit_name, sent, signed_as, has_roots })
}

/// What came of a file that was sent.
#[derive(Debug, Clone)]
pub enum Sent {
    /// It was kept.
    Kept,
    /// It was not, and what was found of it.
    Refused {
        /// Why.
        refusal: OutsideRefusal,
        /// Each signature of the file.
        signatures: Vec<SignatureTold>,
        /// What was found of the file itself.
        findings: Vec<Noted>,
    },
}

/// Takes a file that was signed outside, or says everything that is wrong with it; what is kept already stays as it is.
pub async fn send_outside(ctx: &Ctx, id: CommitmentId, file_name: &str, bytes: Vec<u8>) -> Result<Sent, Error> {
    let sheet = store::commitment::get(ctx.db(), id).await?;
    let signed_as = capacity(ctx, &sheet)?;
    let none = |refusal| Ok(Sent::Refused { refusal, signatures: Vec::new(), findings: Vec::new() });
    if sheet.state != SheetState::InForce || on_paper(&sheet) {
        return none(OutsideRefusal::NotInForce);
    }
    if bytes.is_empty() {
        return none(OutsideRefusal::Empty);
    }
    if bytes.len() > LARGEST_OUTSIDE {
        return none(OutsideRefusal::TooLarge);
    }
    let bytes: Arc<[u8]> = bytes.into();
    let before = store::outside::list(ctx.db(), &sheet.public_code).await?;
    let newest = before.last().map(|it| it.sha256.as_str());
    let looked = look(&ctx.site, &sheet.public_code, newest, &bytes).await?;
    if let Err(refusal) = looked.file.take() {
        return Ok(Sent::Refused { refusal, signatures: looked.signatures, findings: looked.findings });
    }
    let digest = sha256(&bytes);
    let size = i64::try_from(bytes.len()).map_err(Error::internal)?;
    let tx = ctx.begin().await?;
    // The sheet may have been withdrawn meanwhile, and the campaign's holder is asked in the same transaction.
    let sheet = store::commitment::get(&tx, id).await?;
    if sheet.state != SheetState::InForce {
        return none(OutsideRefusal::NotInForce);
    }
    let kept = OutsideSigning {
        commitment: id,
        public_code: sheet.public_code.clone(),
        number: before.last().map_or(1, |it| it.number + 1),
        signed_as: signed_as.code().to_owned(),
        person: ctx.actor.person,
        account: ctx.actor.account,
        name: ctx.actor.name.clone(),
        post: ctx.actor.post.clone(),
        file_name: plain_file_name(file_name),
        size,
        sha256: digest.clone(),
        signatures: serde_json::to_string(&looked.added).map_err(Error::internal)?,
        at: ctx.now,
    };
    store::outside::insert(&tx, &kept, bytes.to_vec()).await?;
    // Whoever gets this file can have it looked up as well.
    store::given_out::insert(&tx, &sheet.public_code, &digest, size, ctx.now).await?;
    let who = looked.added.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let what = Remember { unit: Some(sheet.unit), after: format!("{who} · SHA-256 {digest}"), ..Remember::default() };
    ctx.remember(&tx, Event::SheetSignedOutside, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Sent::Kept)
}

/// The page that certifies who signed a sheet, when and how.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The sheet.
    pub sheet: Commitment,
    /// The unit's name.
    pub unit: String,
    /// What was signed.
    pub content: SheetContent,
    /// The signatures, in the order of signing.
    pub signatures: Vec<Signed>,
    /// The files that were signed outside, in their order.
    pub outside: Vec<Outside>,
    /// The files that it was given out as: digest, size, and when first.
    pub given_out: Vec<(String, i64, Timestamp)>,
    /// What is known of the timestamp of the file that is given out.
    pub stamp: Stamp,
    /// Under which address the installation is reached.
    pub public_url: Arc<str>,
    /// Who asked for the page, and when.
    pub asked: (String, Timestamp),
    /// Whether everything here is made up.
    pub demo: bool,
}

/// Loads the page that certifies the signatures of a sheet; there is none where nobody has signed.
pub async fn certificate(ctx: &Ctx, id: CommitmentId) -> Result<Certificate, Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    ctx.actor.allow(Action::ViewCommitment, &sheet.place())?;
    let signatures = store::signature::list(ctx.db(), "commitment", id.0).await?;
    let content = sheet.content.as_deref().filter(|_| !signatures.is_empty()).ok_or(Error::NotFound)?;
    let content = SheetContent::read(content).ok_or_else(|| Error::internal("unreadable content of a commitment"))?;
    let outside = all(ctx.db(), &sheet.public_code).await?;
    let given = store::given_out::list(ctx.db(), &sheet.public_code).await?;
    let given_out = given.into_iter().map(|it| (it.sha256, it.size, Timestamp(it.given_at))).collect();
    let stamp = crate::timestamping::stamp(&store::confirmed_paper::list(ctx.db(), &sheet.public_code).await?);
    let asked = (ctx.actor.name.clone(), ctx.now);
    let (unit, public_url) = (facts.unit_name, ctx.site.public_url.clone());
    Ok(Certificate { sheet, unit, content, signatures, outside, given_out, stamp, public_url, asked, demo: ctx.site.demo })
}
