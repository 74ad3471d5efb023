//! What was typed into a form that was not accepted is kept and given back: to the same account only, for a day; after a session's
//! end for thirty minutes.

use crate::{Ctx, Error, Site};
use domain::{AccountId, DraftId};
pub use store::draft::{Kept, KeptFile};

/// Minutes for which a refused form is kept.
const REFUSED_MINUTES: i64 = 24 * 60;

/// Minutes for which a form is kept whose session had ended.
const ENDED_MINUTES: i64 = 30;

/// Keeps the body of a refused form.
pub async fn keep_refused(site: &Site, account: AccountId, form: &str, body: &str) -> Result<DraftId, Error> {
    let now = site.now();
    Ok(store::draft::insert(&site.db, account, form, body, now, now.plus_minutes(REFUSED_MINUTES)).await?)
}

/// Keeps the body of a form whose session had ended.
pub async fn keep_ended(site: &Site, account: AccountId, form: &str, body: &str) -> Result<DraftId, Error> {
    let now = site.now();
    Ok(store::draft::insert(&site.db, account, form, body, now, now.plus_minutes(ENDED_MINUTES)).await?)
}

/// A file beside the boxes of a form.
pub type File<'a> = (&'a str, Vec<u8>);

/// Keeps the boxes of a refused form and the file that stood beside them.
pub async fn keep_refused_with(site: &Site, account: AccountId, form: &str, body: &str, file: File<'_>) -> Result<DraftId, Error> {
    keep_with(site, account, form, body, file, REFUSED_MINUTES).await
}

/// Keeps the boxes of a form whose session had ended, and the file that stood beside them.
pub async fn keep_ended_with(site: &Site, account: AccountId, form: &str, body: &str, file: File<'_>) -> Result<DraftId, Error> {
    keep_with(site, account, form, body, file, ENDED_MINUTES).await
}

async fn keep_with(site: &Site, account: AccountId, form: &str, body: &str, file: File<'_>, minutes: i64) -> Result<DraftId, Error> {
    let now = site.now();
    let tx = store::begin(&site.db).await?;
    let id = store::draft::insert(&tx, account, form, body, now, now.plus_minutes(minutes)).await?;
    store::draft::insert_file(&tx, id, account, file.0, file.1).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// Gives back what was typed, or none when it is somebody else's or too old.
pub async fn get(ctx: &Ctx, id: DraftId) -> Result<Option<Kept>, Error> {
    Ok(store::draft::get(ctx.db(), id, ctx.actor.account, ctx.now).await?)
}

/// Gives back the file that stood beside what was typed, or none when it is somebody else's or too old.
pub async fn file(ctx: &Ctx, id: DraftId) -> Result<Option<KeptFile>, Error> {
    Ok(store::draft::file(ctx.db(), id, ctx.actor.account, ctx.now).await?)
}

/// Forgets the kept files of the person, once one was taken.
pub async fn forget_files(ctx: &Ctx) -> Result<(), Error> {
    Ok(store::draft::forget_files(ctx.db(), ctx.actor.account).await?)
}

/// Forgets what expired; the server calls it now and then.
pub async fn forget_expired(site: &Site) -> Result<(), Error> {
    let now = site.now();
    store::draft::forget(&site.db, now).await?;
    store::session::forget_form_tokens(&site.db, now).await?;
    store::sign_in::forget(&site.db, now, now.plus_minutes(-60 * 24)).await?;
    Ok(store::session::forget(&site.db, now.plus_minutes(-60 * 24 * 30)).await?)
}
