//! Signing in and out, confirming by password, one-time tokens of forms.

use crate::password::{self, digest, random_text};
use crate::{Ctx, Error, Remember, Site};
use domain::account::{ConfirmRefusal, SESSION_HOURS, SignInRefusal, locked_until};
use domain::policy::Actor;
use domain::{AccountId, Event, Timestamp};
use store::audit::Line;

fn line(at: Timestamp, account: &store::account::Account, event: Event) -> Line {
    Line {
        at,
        account: Some(account.id),
        person: Some(account.person),
        event,
        subject: "account",
        subject_id: account.id.0,
        unit: None,
        before: String::new(),
        after: String::new(),
        reason: String::new(),
    }
}

/// Signs somebody in and gives the session's token, which is for the cookie alone.
pub async fn sign_in(site: &Site, login: &str, password: &str) -> Result<String, Error> {
    let now = site.now();
    let found = store::account::of_login(&site.db, login.trim()).await?;
    if let Some(it) = &found {
        if !it.active {
            return Err(SignInRefusal::Closed.into());
        }
        if it.locked_until.is_some_and(|until| until > now) {
            return Err(SignInRefusal::Waiting.into());
        }
    }
    let matches = password::matches(site.password_cost, password, found.as_ref().map(|it| it.password_hash.clone())).await?;
    let Some(account) = found else { return Err(SignInRefusal::Mismatch.into()) };
    let tx = store::begin(&site.db).await?;
    if !matches {
        let failed = account.failed_count + 1;
        store::account::update_tries(&tx, account.id, failed, locked_until(failed, now)).await?;
        store::audit::insert(&tx, &line(now, &account, Event::SignInFailed)).await?;
        tx.commit().await.map_err(Error::internal)?;
        return Err(SignInRefusal::Mismatch.into());
    }
    let token = random_text(40)?;
    store::session::insert(&tx, &digest(&token), account.id, now, now.plus_minutes(SESSION_HOURS * 60)).await?;
    if account.failed_count > 0 {
        store::account::update_tries(&tx, account.id, 0, None).await?;
    }
    store::audit::insert(&tx, &line(now, &account, Event::SignedIn)).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(token)
}

/// Who holds a session, or none when it has ended.
pub async fn actor(site: &Site, token: &str) -> Result<Option<Actor>, Error> {
    let now = site.now();
    Ok(store::account::actor(&site.db, &digest(token), now, now.date()).await?)
}

/// Whose session a token was, also after its end.
pub async fn account_even_if_ended(site: &Site, token: &str) -> Result<Option<AccountId>, Error> {
    Ok(store::session::account_even_if_ended(&site.db, &digest(token)).await?)
}

/// Ends a session.
pub async fn sign_out(ctx: &Ctx, token: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::session::end(&tx, &digest(token), ctx.now).await?;
    ctx.remember(&tx, Event::SignedOut, "account", ctx.actor.account.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Gives a token for a form that signs, submits or publishes; it is good for one post within an hour.
pub async fn form_token(ctx: &Ctx) -> Result<String, Error> {
    let token = random_text(32)?;
    store::session::insert_form_token(ctx.db(), &digest(&token), ctx.actor.account, ctx.now.plus_minutes(60)).await?;
    Ok(token)
}

/// Uses a form's token up, inside the transaction of the act.
pub async fn use_form_token(ctx: &Ctx, tx: &store::Tx, token: &str) -> Result<(), Error> {
    match store::session::use_form_token(tx, &digest(token), ctx.actor.account, ctx.now).await {
        Err(store::Error::NotFound) => Err(ConfirmRefusal::UsedToken.into()),
        other => Ok(other?),
    }
}

/// Confirms by password that the person at the screen is the account's. To be called before the transaction of the act.
pub async fn confirm(ctx: &Ctx, password: &str) -> Result<(), Error> {
    let account = store::account::get(ctx.db(), ctx.actor.account).await?;
    if account.locked_until.is_some_and(|until| until > ctx.now) {
        return Err(SignInRefusal::Waiting.into());
    }
    if password::matches(ctx.site.password_cost, password, Some(account.password_hash)).await? {
        return Ok(());
    }
    let tx = ctx.begin().await?;
    let failed = account.failed_count + 1;
    store::account::update_tries(&tx, account.id, failed, locked_until(failed, ctx.now)).await?;
    ctx.remember(&tx, Event::SignInFailed, "account", account.id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Err(Error::field("password", ConfirmRefusal::WrongPassword))
}
