//! What the technician sees: accounts with their roles, page by page; days off; what the database holds.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::AccountId;
use sea_orm::FromQueryResult;
use time::Date;

/// An account in the technician's list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AccountLine {
    /// The account.
    pub id: i64,
    /// Its login name.
    pub login: String,
    /// The person.
    pub person_id: i64,
    /// Their name.
    pub person: String,
    /// Whether it may be used.
    pub active: bool,
    /// Until when it waits after wrong passwords, milliseconds UTC.
    pub locked_until_at: Option<i64>,
    /// How many roles it holds.
    pub roles: i64,
}

const LINE: &str = "SELECT account.id, account.login, person.id AS person_id, person.full_name AS person, account.active, \
    account.locked_until_at, (SELECT count(*) FROM role_grant WHERE role_grant.account_id = account.id \
    AND role_grant.valid_from <= $1 AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $1)) AS roles \
    FROM account JOIN person ON person.id = account.person_id";

/// A page of the accounts whose login name or folded person's name holds a text, by login name.
pub async fn accounts(db: &impl Connection, search: &str, day: Date, limit: i64, offset: i64) -> Result<Vec<AccountLine>, Error> {
    let text =
        format!("{LINE} WHERE $2 = '' OR account.login LIKE $3 OR person.search_key LIKE $3 ORDER BY account.login LIMIT $4 OFFSET $5");
    Ok(rows(db, &text, [day.into(), search.into(), format!("%{search}%").into(), limit.into(), offset.into()]).await?)
}

/// An account's line.
pub async fn account(db: &impl Connection, id: AccountId, day: Date) -> Result<AccountLine, Error> {
    row::<AccountLine>(db, &format!("{LINE} WHERE account.id = $2"), [day.into(), id.0.into()]).await?.ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// How many accounts match.
pub async fn count_accounts(db: &impl Connection, search: &str) -> Result<i64, Error> {
    let text = "SELECT count(*) AS number FROM account JOIN person ON person.id = account.person_id \
        WHERE $1 = '' OR account.login LIKE $2 OR person.search_key LIKE $2";
    Ok(row::<Count>(db, text, [search.into(), format!("%{search}%").into()]).await?.map_or(0, |it| it.number))
}

/// A role of an account.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GrantLine {
    /// The grant.
    pub id: i64,
    /// The account.
    pub account_id: i64,
    /// The role's code.
    pub role: String,
    /// The unit.
    pub unit_id: i64,
    /// Its name.
    pub unit: String,
    /// For an indicator owner: its area.
    pub area: Option<String>,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Option<Date>,
}

/// The roles of an account, newest first, ended ones too.
pub async fn grants(db: &impl Connection, account: AccountId) -> Result<Vec<GrantLine>, Error> {
    Ok(rows(
        db,
        "SELECT role_grant.id, role_grant.account_id, role_grant.role, unit.id AS unit_id, unit.name_full AS unit, role_grant.area, \
         role_grant.valid_from, role_grant.valid_to FROM role_grant JOIN unit ON unit.id = role_grant.unit_id \
         WHERE role_grant.account_id = $1 ORDER BY role_grant.id DESC LIMIT 200",
        [account.0.into()],
    )
    .await?)
}

/// Ends a role after a day; one that ended is `Busy`.
pub async fn end_grant(db: &impl Connection, grant: i64, last: Date) -> Result<(), Error> {
    let changed = run(db, "UPDATE role_grant SET valid_to = $1 WHERE id = $2 AND valid_to IS NULL", [last.into(), grant.into()]).await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// A day off, or a Saturday worked in exchange.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Holiday {
    /// The row.
    pub id: i64,
    /// The day.
    pub on_date: Date,
    /// `off` or `worked`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// The days off, newest first.
pub async fn holidays(db: &impl Connection) -> Result<Vec<Holiday>, Error> {
    Ok(rows(db, "SELECT id, on_date, kind, name FROM holiday ORDER BY on_date DESC LIMIT 500", []).await?)
}

/// Takes a day from the table; one that is gone is `NotFound`.
pub async fn remove_holiday(db: &impl Connection, id: i64) -> Result<Holiday, Error> {
    let found =
        row::<Holiday>(db, "SELECT id, on_date, kind, name FROM holiday WHERE id = $1", [id.into()]).await?.ok_or(Error::NotFound)?;
    run(db, "DELETE FROM holiday WHERE id = $1", [id.into()]).await?;
    Ok(found)
}

/// What the database holds, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Holdings {
    /// Units.
    pub units: i64,
    /// People.
    pub people: i64,
    /// Accounts that may be used.
    pub accounts: i64,
    /// Campaigns.
    pub campaigns: i64,
    /// Figures.
    pub figures: i64,
    /// Lines of the log.
    pub log_lines: i64,
    /// Sessions that are open.
    pub sessions: i64,
}

/// Counts what the database holds.
pub async fn counts(db: &impl Connection, now: domain::Timestamp) -> Result<Holdings, Error> {
    let text = "SELECT (SELECT count(*) FROM unit) AS units, (SELECT count(*) FROM person) AS people, \
        (SELECT count(*) FROM account WHERE active) AS accounts, (SELECT count(*) FROM campaign) AS campaigns, \
        (SELECT count(*) FROM figure) AS figures, (SELECT count(*) FROM audit) AS log_lines, \
        (SELECT count(*) FROM session WHERE expires_at > $1) AS sessions";
    row::<Holdings>(db, text, [now.0.into()]).await?.ok_or(Error::NotFound)
}
