//! The technician's work: accounts, passwords, roles, days off, the state of the installation. No right over figures or scores.

use crate::fields::Fields;
use crate::organisation::PersonForm;
use crate::password::{self, random_text};
use crate::trusted::Trusted;
use crate::{Ctx, Error, Remember};
use domain::account::{HolidayRefusal, ManageAccountRefusal, SHORTEST_PASSWORD, is_plain_login};
use domain::policy::{Action, Forbidden, Role};
use domain::{AccountId, Event, PersonId, Unit, UnitId, show_date};
use std::sync::Arc;
use store::organisation::Person;
pub use store::technician::{AccountLine, GrantLine, Holdings, Holiday};
use time::Duration;

/// How many accounts a page of the list shows.
pub const PAGE: i64 = 50;

/// How many characters a password has that the program makes.
const MADE_PASSWORD: usize = 16;

fn may(ctx: &Ctx, action: Action) -> Result<(), Error> {
    if ctx.actor.may_somewhere(action) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// The technician's page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The accounts of this page.
    pub accounts: Vec<AccountLine>,
    /// How many match.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
    /// The days off.
    pub holidays: Vec<Holiday>,
    /// What the database holds.
    pub holdings: Holdings,
    /// Whom the installation trusts beside itself.
    pub trusted: Arc<Trusted>,
}

/// Accounts whose login name or person's name holds a text, days off, the state of the installation.
pub async fn overview(ctx: &Ctx, search: &str, page: i64) -> Result<Overview, Error> {
    may(ctx, Action::ManageAccounts)?;
    let search = domain::fold::fold(search.trim());
    let page = page.clamp(1, 100_000);
    Ok(Overview {
        accounts: store::technician::accounts(ctx.db(), &search, ctx.today, PAGE, (page - 1) * PAGE).await?,
        total: store::technician::count_accounts(ctx.db(), &search).await?,
        page,
        holidays: store::technician::holidays(ctx.db()).await?,
        holdings: store::technician::counts(ctx.db(), ctx.now).await?,
        trusted: ctx.site.trusted.clone(),
    })
}

/// An account's page.
#[derive(Debug, Clone)]
pub struct AccountView {
    /// The account.
    pub account: AccountLine,
    /// Its roles, ended ones too.
    pub grants: Vec<GrantLine>,
    /// The units at which a role can be given.
    pub units: Vec<Unit>,
}

/// An account with its roles.
pub async fn account(ctx: &Ctx, id: AccountId) -> Result<AccountView, Error> {
    may(ctx, Action::ManageAccounts)?;
    Ok(AccountView {
        account: store::technician::account(ctx.db(), id, ctx.today).await?,
        grants: store::technician::grants(ctx.db(), id).await?,
        units: store::unit::list(ctx.db(), ctx.today).await?,
    })
}

/// The people for whom an account can be made.
pub async fn people(ctx: &Ctx) -> Result<Vec<Person>, Error> {
    may(ctx, Action::ManageAccounts)?;
    Ok(store::organisation::people(ctx.db(), "", 2000).await?)
}

/// The account of a login name, for the command line.
pub async fn of_login(ctx: &Ctx, login: &str) -> Result<AccountId, Error> {
    may(ctx, Action::ManageAccounts)?;
    store::account::of_login(ctx.db(), login).await?.map(|it| it.id).ok_or(Error::NotFound)
}

/// For whom an account is made.
enum Whose<'a> {
    Known(PersonId),
    New(&'a PersonForm),
}

/// Makes an account for a person, with a password that is given, or made and shown once.
pub async fn add_account(ctx: &Ctx, person: PersonId, login: &str, password: Option<&str>) -> Result<(AccountId, String), Error> {
    add(ctx, Whose::Known(person), login, password, None).await
}

/// Adds a person and an account for them, with a password that is given, or made and shown once.
pub async fn add_person_with_account(
    ctx: &Ctx,
    person: &PersonForm,
    login: &str,
    password: Option<&str>,
) -> Result<(AccountId, String), Error> {
    add(ctx, Whose::New(person), login, password, None).await
}

/// A role that an account has from the start, at a unit of a code or full name; in a database without units it is added under this name.
#[derive(Debug, Clone, Copy)]
pub struct FirstRole<'t> {
    /// The role's name.
    pub role: &'t str,
    /// The unit's code or full name.
    pub unit: &'t str,
}

/// Adds a person, an account for them and its first role, all or nothing of it.
pub async fn add_person_with_role(
    ctx: &Ctx,
    person: &PersonForm,
    login: &str,
    password: Option<&str>,
    first: FirstRole<'_>,
) -> Result<(AccountId, String), Error> {
    add(ctx, Whose::New(person), login, password, Some(first)).await
}

async fn add(
    ctx: &Ctx,
    whose: Whose<'_>,
    login: &str,
    password: Option<&str>,
    first: Option<FirstRole<'_>>,
) -> Result<(AccountId, String), Error> {
    may(ctx, Action::ManageAccounts)?;
    let login = login.trim();
    let mut fields = Fields::default();
    if !is_plain_login(login) {
        fields.refuse("login", ManageAccountRefusal::LoginNotPlain);
    }
    if password.is_some_and(|it| it.chars().count() < SHORTEST_PASSWORD) {
        fields.refuse("password", ManageAccountRefusal::PasswordTooShort);
    }
    fields.finish()?;
    let password = password.map_or_else(|| random_text(MADE_PASSWORD), |it| Ok(it.to_owned()))?;
    let hash = password::hash(ctx.site.password_cost, &password).await?;
    let tx = ctx.begin().await?;
    let person = match whose {
        Whose::Known(person) => person,
        Whose::New(form) => crate::organisation::add_person_in(ctx, &tx, form).await?,
    };
    let name = store::organisation::person(&tx, person).await?.full_name;
    let id = store::account::insert(&tx, person, login, &hash, ctx.now).await.map_err(|error| match error {
        store::Error::Taken => Error::field("login", ManageAccountRefusal::LoginTaken),
        other => other.into(),
    })?;
    store::account::update_lent(&tx, id).await?;
    let remember = Remember { after: format!("{login} · {name}"), ..Remember::default() };
    ctx.remember(&tx, Event::AccountMade, "account", id.0, remember).await?;
    if let Some(first) = first {
        let unit = crate::organisation::found_in(ctx, &tx, first.unit).await?;
        grant_in(ctx, &tx, id, first.role, unit, "").await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok((id, password))
}

/// Gives an account another password, given or made; its sessions end.
pub async fn reset_password(ctx: &Ctx, id: AccountId, password: Option<&str>) -> Result<String, Error> {
    may(ctx, Action::ManageAccounts)?;
    if password.is_some_and(|it| it.chars().count() < SHORTEST_PASSWORD) {
        return Err(Error::field("password", ManageAccountRefusal::PasswordTooShort));
    }
    let password = password.map_or_else(|| random_text(MADE_PASSWORD), |it| Ok(it.to_owned()))?;
    let hash = password::hash(ctx.site.password_cost, &password).await?;
    let tx = ctx.begin().await?;
    store::account::get(&tx, id).await?;
    store::account::update_password(&tx, id, &hash).await?;
    store::account::update_lent(&tx, id).await?;
    store::session::end_all(&tx, id, ctx.now).await?;
    store::sign_in::forget_browsers(&tx, id).await?;
    ctx.remember(&tx, Event::PasswordReset, "account", id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(password)
}

/// Closes an account; its sessions end.
pub async fn lock(ctx: &Ctx, id: AccountId) -> Result<(), Error> {
    may(ctx, Action::ManageAccounts)?;
    if id == ctx.actor.account {
        return Err(ManageAccountRefusal::OwnAccount.into());
    }
    let tx = ctx.begin().await?;
    store::account::get(&tx, id).await?;
    store::account::update_active(&tx, id, false).await?;
    store::session::end_all(&tx, id, ctx.now).await?;
    ctx.remember(&tx, Event::AccountLocked, "account", id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Opens an account again and forgets its wrong passwords.
pub async fn unlock(ctx: &Ctx, id: AccountId) -> Result<(), Error> {
    may(ctx, Action::ManageAccounts)?;
    let tx = ctx.begin().await?;
    store::account::get(&tx, id).await?;
    store::account::update_active(&tx, id, true).await?;
    store::account::update_tries(&tx, id, 0, None).await?;
    ctx.remember(&tx, Event::AccountUnlocked, "account", id.0, Remember::default()).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Gives an account a role at a unit from today on; `area` bounds an indicator owner to one area.
pub async fn grant(ctx: &Ctx, id: AccountId, role: &str, unit: UnitId, area: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    grant_in(ctx, &tx, id, role, unit, area).await?;
    tx.commit().await.map_err(Error::internal)
}

async fn grant_in(ctx: &Ctx, tx: &store::Tx, id: AccountId, role: &str, unit: UnitId, area: &str) -> Result<(), Error> {
    may(ctx, Action::ManageAccounts)?;
    let Some(role) = Role::of(role) else { return Err(Error::field("role", ManageAccountRefusal::UnknownRole)) };
    let area = domain::text::line(area, 100).map_err(|refusal| Error::field("area", refusal))?;
    let area = (role == Role::IndicatorOwner && !area.is_empty()).then_some(area);
    store::account::get(tx, id).await?;
    let place = store::unit::get(tx, unit).await?;
    let held = store::technician::grants(tx, id).await?;
    let same = |it: &GrantLine| {
        it.role == role.code() && it.unit_id == unit.0 && it.area == area && it.valid_to.is_none_or(|last| last >= ctx.today)
    };
    if held.iter().any(same) {
        return Err(Error::field("role", ManageAccountRefusal::HeldAlready));
    }
    store::account::insert_grant(tx, id, role, unit, area.as_deref(), ctx.today).await?;
    let after = format!("{} · {}", role.code(), place.name_full);
    ctx.remember(tx, Event::RoleGranted, "account", id.0, Remember { unit: Some(unit), after, ..Remember::default() }).await
}

/// Takes a role away: yesterday was its last day.
pub async fn revoke(ctx: &Ctx, id: AccountId, grant: i64) -> Result<(), Error> {
    may(ctx, Action::ManageAccounts)?;
    let tx = ctx.begin().await?;
    let held = store::technician::grants(&tx, id).await?;
    let Some(it) = held.into_iter().find(|it| it.id == grant) else { return Err(Error::NotFound) };
    if id == ctx.actor.account && it.role == Role::Admin.code() {
        return Err(ManageAccountRefusal::OwnAccount.into());
    }
    store::technician::end_grant(&tx, grant, ctx.today.saturating_sub(Duration::days(1))).await.map_err(|error| match error {
        store::Error::Busy => ManageAccountRefusal::EndedAlready.into(),
        other => Error::from(other),
    })?;
    let before = format!("{} · {}", it.role, it.unit);
    let remember = Remember { unit: Some(UnitId(it.unit_id)), before, ..Remember::default() };
    ctx.remember(&tx, Event::RoleRevoked, "account", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Enters a day off (`off`) or a Saturday worked in exchange (`worked`).
pub async fn add_holiday(ctx: &Ctx, on: &str, kind: &str, name: &str) -> Result<(), Error> {
    may(ctx, Action::Administer)?;
    let mut fields = Fields::default();
    let day = fields.day("on", on);
    let name = fields.line("name", name);
    if !["off", "worked"].contains(&kind) {
        fields.refuse("kind", HolidayRefusal::UnknownKind);
    }
    fields.finish()?;
    let tx = ctx.begin().await?;
    let id = store::campaign::insert_holiday(&tx, day, kind, &name).await.map_err(|error| match error {
        store::Error::Taken => Error::field("on", HolidayRefusal::There),
        other => other.into(),
    })?;
    let after = format!("{} · {kind} · {name}", show_date(day));
    ctx.remember(&tx, Event::HolidayAdded, "holiday", id, Remember { after, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Takes a day from the table of days off.
pub async fn remove_holiday(ctx: &Ctx, id: i64) -> Result<(), Error> {
    may(ctx, Action::Administer)?;
    let tx = ctx.begin().await?;
    let gone = store::technician::remove_holiday(&tx, id).await?;
    let before = format!("{} · {} · {}", show_date(gone.on_date), gone.kind, gone.name);
    ctx.remember(&tx, Event::HolidayRemoved, "holiday", id, Remember { before, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Keeps a made password for five minutes, for the page that shows it once to the technician who made it.
pub async fn keep_shown(ctx: &Ctx, password: &str) -> Result<domain::DraftId, Error> {
    may(ctx, Action::ManageAccounts)?;
    Ok(store::draft::insert(ctx.db(), ctx.actor.account, SHOWN_ONCE, password, ctx.now, ctx.now.plus_minutes(5)).await?)
}

/// Gives a made password once; none when it was shown already.
pub async fn shown_once(ctx: &Ctx, id: domain::DraftId) -> Result<Option<String>, Error> {
    may(ctx, Action::ManageAccounts)?;
    Ok(store::draft::take(ctx.db(), id, ctx.actor.account, ctx.now).await?)
}

/// Under which form's name a made password waits.
const SHOWN_ONCE: &str = "made-password";
