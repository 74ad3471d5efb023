//! Accounts, the roles they hold and the posts of their people.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::policy::{Actor, Grant, Place, Role};
use domain::{AccountId, PersonId, Timestamp, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};
use time::Date;

entity!(account, "account", {
    person_id: i64,
    login: String,
    password_hash: String,
    failed_count: i64,
    locked_until_at: Option<i64>,
    active: bool,
    created_at: i64,
    password_lent: bool,
});

entity!(role_grant, "role_grant", {
    account_id: i64,
    role: String,
    unit_id: i64,
    area: Option<String>,
    valid_from: Date,
    valid_to: Option<Date>,
});

/// What signing in needs to know of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// Its person.
    pub person: PersonId,
    /// Its login name.
    pub login: String,
    /// The Argon2id hash, in PHC form.
    pub password_hash: String,
    /// Wrong passwords in a row.
    pub failed_count: i64,
    /// Until when it waits.
    pub locked_until: Option<Timestamp>,
    /// Whether it may be used.
    pub active: bool,
    /// Whether somebody else made the password and knows it.
    pub lent: bool,
}

fn known(it: account::Model) -> Account {
    Account {
        id: AccountId(it.id),
        person: PersonId(it.person_id),
        login: it.login,
        password_hash: it.password_hash,
        failed_count: it.failed_count,
        locked_until: it.locked_until_at.map(Timestamp),
        active: it.active,
        lent: it.password_lent,
    }
}

/// The account of a login name.
pub async fn of_login(db: &impl Connection, login: &str) -> Result<Option<Account>, Error> {
    Ok(row::<account::Model>(db, "SELECT * FROM account WHERE login = $1", [login.into()]).await?.map(known))
}

/// An account.
pub async fn get(db: &impl Connection, id: AccountId) -> Result<Account, Error> {
    row::<account::Model>(db, "SELECT * FROM account WHERE id = $1", [id.0.into()]).await?.map(known).ok_or(Error::NotFound)
}

/// Makes an account; a login name that exists is `Taken`.
pub async fn insert(db: &impl Connection, person: PersonId, login: &str, password_hash: &str, at: Timestamp) -> Result<AccountId, Error> {
    let made = account::ActiveModel {
        person_id: Set(person.0),
        login: Set(login.to_owned()),
        password_hash: Set(password_hash.to_owned()),
        failed_count: Set(0),
        locked_until_at: Set(None),
        active: Set(true),
        created_at: Set(at.0),
        password_lent: Set(false),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(AccountId(made.id))
}

/// Saves the count of wrong passwords and until when the account waits.
pub async fn update_tries(db: &impl Connection, id: AccountId, failed_count: i64, locked_until: Option<Timestamp>) -> Result<(), Error> {
    run(
        db,
        "UPDATE account SET failed_count = $1, locked_until_at = $2 WHERE id = $3",
        [failed_count.into(), locked_until.map(|it| it.0).into(), id.0.into()],
    )
    .await?;
    Ok(())
}

/// Says that somebody else made an account's password and knows it, until its person chooses another.
pub async fn update_lent(db: &impl Connection, id: AccountId) -> Result<(), Error> {
    run(db, "UPDATE account SET password_lent = TRUE WHERE id = $1", [id.0.into()]).await?;
    Ok(())
}

/// Saves a new password hash, of the person's own, and forgets wrong tries.
pub async fn update_password(db: &impl Connection, id: AccountId, password_hash: &str) -> Result<(), Error> {
    run(
        db,
        "UPDATE account SET password_hash = $1, failed_count = 0, locked_until_at = NULL, password_lent = FALSE WHERE id = $2",
        [password_hash.into(), id.0.into()],
    )
    .await?;
    Ok(())
}

/// Opens or closes an account.
pub async fn update_active(db: &impl Connection, id: AccountId, active: bool) -> Result<(), Error> {
    run(db, "UPDATE account SET active = $1 WHERE id = $2", [active.into(), id.0.into()]).await?;
    Ok(())
}

/// Gives an account a role at a unit from a day on.
pub async fn insert_grant(
    db: &impl Connection,
    account: AccountId,
    role: Role,
    unit: UnitId,
    area: Option<&str>,
    from: Date,
) -> Result<(), Error> {
    role_grant::ActiveModel {
        account_id: Set(account.0),
        role: Set(role.code().to_owned()),
        unit_id: Set(unit.0),
        area: Set(area.map(str::to_owned)),
        valid_from: Set(from),
        valid_to: Set(None),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// An account in the technician's list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Listed {
    /// The account.
    pub id: i64,
    /// Its login name.
    pub login: String,
    /// The person's name.
    pub person: String,
    /// Whether it may be used.
    pub active: bool,
    /// Its roles, by code, with a comma between; empty for none.
    pub roles: Option<String>,
}

/// All accounts, by login name.
pub async fn list(db: &impl Connection) -> Result<Vec<Listed>, Error> {
    Ok(rows(
        db,
        "SELECT account.id, account.login, person.full_name AS person, account.active, \
         (SELECT string_agg(role_grant.role, ',') FROM role_grant WHERE role_grant.account_id = account.id) AS roles \
         FROM account JOIN person ON person.id = account.person_id ORDER BY account.login",
        [],
    )
    .await?)
}

#[derive(FromQueryResult)]
struct WhoRow {
    account_id: i64,
    person_id: i64,
    full_name: String,
    role: Option<String>,
    area: Option<String>,
    unit_id: Option<i64>,
    path: Option<String>,
}

#[derive(FromQueryResult)]
struct PostRow {
    title: Option<String>,
    acting: bool,
    path: String,
}

/// The roles of a unit's own people: who holds one belongs to the unit, with or without a post there.
const OF_THE_UNIT: [Role; 3] = [Role::UnitHead, Role::DeputyHead, Role::FocalOfficer];

/// The units on a path such as `/1/5/23/`: the unit itself and those above it.
fn on_path(path: &str) -> impl Iterator<Item = UnitId> {
    path.split('/').filter_map(|it| it.parse().ok()).map(UnitId)
}

/// Who belongs to the unit at a path or to one below it on a day: by a post there, or by a role that acts for it.
pub(crate) async fn at_home(db: &impl Connection, path: &str, day: Date) -> Result<Vec<PersonId>, Error> {
    #[derive(FromQueryResult)]
    struct Person {
        id: i64,
    }
    let theirs = OF_THE_UNIT.map(|it| format!("'{}'", it.code())).join(", ");
    let text = format!(
        "SELECT post_holding.person_id AS id FROM post_holding JOIN post ON post.id = post_holding.post_id JOIN unit ON unit.id = post.unit_id \
         WHERE unit.path LIKE $1 || '%' AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) \
         UNION SELECT account.person_id FROM role_grant JOIN account ON account.id = role_grant.account_id JOIN unit ON unit.id = role_grant.unit_id \
         WHERE unit.path LIKE $1 || '%' AND role_grant.role IN ({theirs}) AND role_grant.valid_from <= $2 \
         AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2)"
    );
    let found: Vec<Person> = rows(db, &text, [path.into(), day.into()]).await?;
    Ok(found.into_iter().map(|it| PersonId(it.id)).collect())
}

/// Who holds the session of a token, with the roles and posts of a day; none when it ended. Two statements.
pub async fn actor(db: &impl Connection, token_sha256: &str, now: Timestamp, today: Date) -> Result<Option<Actor>, Error> {
    let found: Vec<WhoRow> = rows(
        db,
        "SELECT account.id AS account_id, person.id AS person_id, person.full_name, role_grant.role, role_grant.area, \
         role_grant.unit_id, unit.path \
         FROM session JOIN account ON account.id = session.account_id JOIN person ON person.id = account.person_id \
         LEFT JOIN role_grant ON role_grant.account_id = account.id AND role_grant.valid_from <= $3 \
         AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $3) \
         LEFT JOIN unit ON unit.id = role_grant.unit_id \
         WHERE session.token_sha256 = $1 AND session.expires_at > $2 AND account.active \
         ORDER BY role_grant.id",
        [token_sha256.into(), now.0.into(), today.into()],
    )
    .await?;
    assemble(db, found, today).await
}

/// The same for an account, without a session: for the command line and for tests.
pub async fn actor_of_account(db: &impl Connection, account: AccountId, today: Date) -> Result<Option<Actor>, Error> {
    let found: Vec<WhoRow> = rows(
        db,
        "SELECT account.id AS account_id, person.id AS person_id, person.full_name, role_grant.role, role_grant.area, \
         role_grant.unit_id, unit.path \
         FROM account JOIN person ON person.id = account.person_id \
         LEFT JOIN role_grant ON role_grant.account_id = account.id AND role_grant.valid_from <= $2 \
         AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2) \
         LEFT JOIN unit ON unit.id = role_grant.unit_id \
         WHERE account.id = $1 ORDER BY role_grant.id",
        [account.0.into(), today.into()],
    )
    .await?;
    assemble(db, found, today).await
}

async fn assemble(db: &impl Connection, found: Vec<WhoRow>, today: Date) -> Result<Option<Actor>, Error> {
    let Some(first) = found.first() else { return Ok(None) };
    let theirs = OF_THE_UNIT.map(|it| format!("'{}'", it.code())).join(", ");
    // By person and not by account: a second account makes nobody a stranger to their own unit.
    let text = format!(
        "SELECT post.title AS title, post_holding.acting AS acting, unit.path AS path, CASE WHEN post_holding.concurrent THEN 1 ELSE 0 END AS place, post_holding.id AS number \
         FROM post_holding JOIN post ON post.id = post_holding.post_id JOIN unit ON unit.id = post.unit_id \
         WHERE post_holding.person_id = $1 AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) \
         UNION ALL SELECT NULL, FALSE, unit.path, 2, role_grant.id FROM role_grant JOIN account ON account.id = role_grant.account_id \
         JOIN unit ON unit.id = role_grant.unit_id WHERE account.person_id = $1 AND role_grant.role IN ({theirs}) \
         AND role_grant.valid_from <= $2 AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2) ORDER BY 4, 5"
    );
    let posts: Vec<PostRow> = rows(db, &text, [first.person_id.into(), today.into()]).await?;
    let mut home: Vec<UnitId> = posts.iter().flat_map(|it| on_path(&it.path)).collect();
    home.sort_unstable();
    home.dedup();
    let mut grants = Vec::new();
    for it in &found {
        let (Some(role), Some(unit), Some(path)) = (&it.role, it.unit_id, &it.path) else { continue };
        let role = Role::of(role).ok_or(Error::Corrupt("role_grant.role"))?;
        grants.push(Grant { role, place: Place { unit: UnitId(unit), path: path.clone() }, area: it.area.clone() });
    }
    Ok(Some(Actor {
        account: AccountId(first.account_id),
        person: PersonId(first.person_id),
        name: first.full_name.clone(),
        post: posts.iter().find_map(|it| it.title.as_ref().map(|title| domain::post::held(title, it.acting))).unwrap_or_default(),
        home,
        grants,
    }))
}
