//! What was typed into a form that was not accepted is kept and given back: to the same account only, for a day; after a session's
//! end for thirty minutes.

use crate::{Ctx, Error, Site};
use domain::{AccountId, DraftId};

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

/// Gives back what was typed, or none when it is somebody else's or too old.
pub async fn get(ctx: &Ctx, id: DraftId) -> Result<Option<String>, Error> {
    Ok(store::draft::get(ctx.db(), id, ctx.actor.account, ctx.now).await?)
}

/// Forgets what expired; the server calls it now and then.
pub async fn forget_expired(site: &Site) -> Result<(), Error> {
    let now = site.now();
    store::draft::forget(&site.db, now).await?;
    store::session::forget_form_tokens(&site.db, now).await?;
    store::sign_in::forget(&site.db, now, now.plus_minutes(-60 * 24)).await?;
    Ok(store::session::forget(&site.db, now.plus_minutes(-60 * 24 * 30)).await?)
}
