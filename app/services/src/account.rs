//! Signing in and out, one's own account, confirming by password, one-time tokens of forms.

use crate::fields::Fields;
use crate::password::{self, digest, random_text};
use crate::{Ctx, Error, Remember, Site};
use domain::account::{
    ADDRESS_MINUTES, ADDRESS_TRIES, BROWSER_DAYS, ChoosePasswordRefusal, ConfirmRefusal, SESSION_HOURS, SignInRefusal, locked_until,
    may_choose,
};
use domain::policy::Actor;
use domain::{AccountId, Event, Timestamp};
use std::net::IpAddr;
use store::Tx;
use store::account::Account;
use store::audit::Line;
pub use store::session::Open;

/// Hours for which wrong passwords are remembered that no account counts.
const OTHER_HOURS: i64 = 24;

fn line(at: Timestamp, account: &Account, event: Event, origin: &str) -> Line {
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
        origin: origin.to_owned(),
    }
}

/// Somebody who tries to sign in.
#[derive(Debug, Clone, Default)]
pub struct Attempt<'a> {
    /// The login name as typed.
    pub login: &'a str,
    /// The password as typed.
    pub password: &'a str,
    /// The token of the browser, where somebody signed in there before.
    pub browser: Option<&'a str>,
    /// The session that the browser holds already; it ends.
    pub session: Option<&'a str>,
    /// The machine's address.
    pub address: Option<IpAddr>,
}

/// What the browser keeps after signing in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's token.
    pub session: String,
    /// The token by which the browser is known from now on.
    pub browser: String,
}

/// Whose wrong passwords are counted. A browser that is known counts for itself: nobody keeps a person out by typing wrong passwords
/// elsewhere, and an office behind one address is not kept out by one of its machines.
enum Counter {
    Browser(String),
    Account(AccountId),
    /// Something that is no account: a login name that nobody has, which waits as others do, so that the answer does not tell; the
    /// password that somebody who is signed in confirms by.
    Other(String),
}

/// Counts a wrong password, and lets its counter wait where there were too many.
async fn count(tx: &Tx, counter: &Counter, now: Timestamp) -> Result<(), Error> {
    match counter {
        Counter::Browser(token) => {
            let failed = store::sign_in::count_of_browser(tx, token).await?;
            store::sign_in::update_browser_wait(tx, token, locked_until(failed, now)).await?;
        }
        Counter::Account(id) => {
            let failed = store::sign_in::count_of_account(tx, *id).await?;
            store::account::update_tries(tx, *id, failed, locked_until(failed, now)).await?;
        }
        Counter::Other(name) => {
            let failed = store::sign_in::count_try(tx, name, now, now.plus_minutes(-60 * OTHER_HOURS)).await?;
            store::sign_in::update_wait(tx, name, locked_until(failed, now)).await?;
        }
    }
    Ok(())
}

async fn count_address(tx: &Tx, address: &str, now: Timestamp) -> Result<(), Error> {
    let failed = store::sign_in::count_try(tx, address, now, now.plus_minutes(-ADDRESS_MINUTES)).await?;
    let until = (failed >= ADDRESS_TRIES).then(|| now.plus_minutes(ADDRESS_MINUTES));
    Ok(store::sign_in::update_wait(tx, address, until).await?)
}

/// An IPv6 network is one machine: whoever holds it has all of its addresses.
fn machine(address: IpAddr) -> String {
    match address {
        IpAddr::V4(it) => it.to_string(),
        IpAddr::V6(it) => match it.to_ipv4_mapped() {
            Some(it) => it.to_string(),
            None => it.segments().into_iter().take(4).map(|it| format!("{it:x}:")).collect(),
        },
    }
}

/// Signs somebody in from nowhere in particular: for measuring and for tests.
pub async fn sign_in(site: &Site, login: &str, password: &str) -> Result<String, Error> {
    Ok(sign_in_from(site, &Attempt { login, password, ..Attempt::default() }).await?.session)
}

/// Signs somebody in.
pub async fn sign_in_from(site: &Site, it: &Attempt<'_>) -> Result<SignedIn, Error> {
    let now = site.now();
    let login = it.login.trim();
    let found = store::account::of_login(&site.db, login).await?;
    let browser = match (it.browser, &found) {
        (Some(token), Some(account)) => store::sign_in::browser(&site.db, &digest(token), account.id, now).await?.map(|it| (token, it)),
        _ => None,
    };
    let address = it.address.filter(|_| browser.is_none()).map(|it| digest(&format!("address {}", machine(it))));
    let (counter, until) = match (&browser, &found) {
        (Some((token, tries)), _) => (Counter::Browser(digest(token)), tries.locked_until),
        (None, Some(account)) => (Counter::Account(account.id), account.locked_until),
        (None, None) => {
            let name = digest(&format!("login {login}"));
            let tries = store::sign_in::tries(&site.db, &name).await?;
            (Counter::Other(name), tries.locked_until)
        }
    };
    if until.is_some_and(|until| until > now) {
        return Err(SignInRefusal::Waiting.into());
    }
    if let Some(address) = &address
        && store::sign_in::tries(&site.db, address).await?.locked_until.is_some_and(|until| until > now)
    {
        return Err(SignInRefusal::AddressWaiting.into());
    }
    let matches = password::matches(site.password_cost, it.password, found.as_ref().map(|it| it.password_hash.clone())).await?;
    let origin = it.address.map(|it| it.to_string()).unwrap_or_default();
    let tx = store::begin(&site.db).await?;
    let Some(account) = found.clone().filter(|_| matches) else {
        count(&tx, &counter, now).await?;
        if let Some(address) = &address {
            count_address(&tx, address, now).await?;
        }
        if let Some(account) = &found {
            store::audit::insert(&tx, &line(now, account, Event::SignInFailed, &origin)).await?;
        }
        tx.commit().await.map_err(Error::internal)?;
        return Err(SignInRefusal::Mismatch.into());
    };
    // Only who knows the password hears that the account is closed.
    if !account.active {
        return Err(SignInRefusal::Closed.into());
    }
    if let Some(token) = it.session {
        store::session::end(&tx, &digest(token), now).await?;
    }
    if let Some(token) = it.browser {
        store::sign_in::forget_browser(&tx, &digest(token)).await?;
    }
    let signed_in = SignedIn { session: random_text(40)?, browser: random_text(40)? };
    store::session::insert(&tx, &digest(&signed_in.session), account.id, now, now.plus_minutes(SESSION_HOURS * 60)).await?;
    store::sign_in::insert_browser(&tx, &digest(&signed_in.browser), account.id, now, now.plus_minutes(BROWSER_DAYS * 24 * 60)).await?;
    if account.failed_count > 0 && matches!(counter, Counter::Account(_)) {
        store::account::update_tries(&tx, account.id, 0, None).await?;
    }
    store::audit::insert(&tx, &line(now, &account, Event::SignedIn, &origin)).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(signed_in)
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

/// One's own account.
#[derive(Debug, Clone)]
pub struct Own {
    /// The login name.
    pub login: String,
    /// Whether the technician knows the password.
    pub lent: bool,
    /// The sessions that are open, newest first.
    pub sessions: Vec<Open>,
    /// The session of this browser, among them.
    pub here: Option<i64>,
}

/// One's own account with its open sessions. Two statements.
pub async fn own(ctx: &Ctx, token: &str) -> Result<Own, Error> {
    let account = store::account::get(ctx.db(), ctx.actor.account).await?;
    let sessions = store::session::open(ctx.db(), ctx.actor.account, ctx.now).await?;
    let token = digest(token);
    let here = sessions.iter().find(|it| it.token_sha256 == token).map(|it| it.id);
    Ok(Own { login: account.login, lent: account.lent, sessions, here })
}

/// Chooses another password for one's own account. Every session of the account ends; the one of this browser goes on under a new token.
pub async fn change_password(ctx: &Ctx, current: &str, chosen: &str, again: &str) -> Result<SignedIn, Error> {
    let account = store::account::get(ctx.db(), ctx.actor.account).await?;
    let mut fields = Fields::default();
    if let Err(refusal) = may_choose(&account.login, current, chosen) {
        fields.refuse("chosen_password", refusal);
    } else if chosen != again {
        fields.refuse("again_password", ChoosePasswordRefusal::NotTheSame);
    }
    fields.finish()?;
    known(ctx, &account, current, "current_password").await?;
    let hash = password::hash(ctx.site.password_cost, chosen).await?;
    let signed_in = SignedIn { session: random_text(40)?, browser: random_text(40)? };
    let tx = ctx.begin().await?;
    store::account::update_password(&tx, account.id, &hash).await?;
    store::session::end_all(&tx, account.id, ctx.now).await?;
    store::sign_in::forget_browsers(&tx, account.id).await?;
    store::session::insert(&tx, &digest(&signed_in.session), account.id, ctx.now, ctx.now.plus_minutes(SESSION_HOURS * 60)).await?;
    let until = ctx.now.plus_minutes(BROWSER_DAYS * 24 * 60);
    store::sign_in::insert_browser(&tx, &digest(&signed_in.browser), account.id, ctx.now, until).await?;
    ctx.remember(&tx, Event::PasswordChanged, "account", account.id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(signed_in)
}

/// Ends every other session of one's own account, and forgets the browsers in which one signed in before.
pub async fn end_others(ctx: &Ctx, token: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let ended = store::session::end_others(&tx, ctx.actor.account, &digest(token), ctx.now).await?;
    store::sign_in::forget_browsers(&tx, ctx.actor.account).await?;
    let what = Remember { after: ended.to_string(), ..Remember::default() };
    ctx.remember(&tx, Event::SessionsEnded, "account", ctx.actor.account.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Gives a token for a form that signs, submits or publishes; it is good for one post within an hour.
pub async fn form_token(ctx: &Ctx) -> Result<String, Error> {
    let token = random_text(32)?;
    store::session::insert_form_token(ctx.db(), &digest(&token), ctx.actor.account, ctx.now.plus_minutes(60)).await?;
    Ok(token)
}

/// Uses a form's token up, inside the transaction of the act.
pub async fn use_form_token(ctx: &Ctx, tx: &Tx, token: &str) -> Result<(), Error> {
    match store::session::use_form_token(tx, &digest(token), ctx.actor.account, ctx.now).await {
        Err(store::Error::NotFound) => Err(ConfirmRefusal::UsedToken.into()),
        other => Ok(other?),
    }
}

/// Confirms by password that the person at the screen is the account's. To be called before the transaction of the act. A password that the
/// technician knows confirms nothing.
pub async fn confirm(ctx: &Ctx, password: &str) -> Result<(), Error> {
    let account = store::account::get(ctx.db(), ctx.actor.account).await?;
    known(ctx, &account, password, "password").await?;
    if account.lent {
        return Err(Error::field("password", ConfirmRefusal::LentPassword));
    }
    Ok(())
}

/// Whether somebody who is signed in knows the password. What is typed at the sign-in page elsewhere does not keep them from confirming.
async fn known(ctx: &Ctx, account: &Account, password: &str, field: &str) -> Result<(), Error> {
    let counter = digest(&format!("confirm {}", account.id));
    if store::sign_in::tries(ctx.db(), &counter).await?.locked_until.is_some_and(|until| until > ctx.now) {
        return Err(SignInRefusal::Waiting.into());
    }
    if password::matches(ctx.site.password_cost, password, Some(account.password_hash.clone())).await? {
        return Ok(());
    }
    let tx = ctx.begin().await?;
    count(&tx, &Counter::Other(counter), ctx.now).await?;
    ctx.remember(&tx, Event::SignInFailed, "account", account.id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Err(Error::field(field, ConfirmRefusal::WrongPassword))
}
