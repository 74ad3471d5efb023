//! Wrong passwords: counted for an account, for a login name that nobody has, for a machine's address, and for a browser that is known.
//! Every count goes up in one statement, so that tries at the same moment are all counted.

use crate::row::{row, run};
use crate::{Connection, Error};
use domain::{AccountId, Timestamp};
use sea_orm::{FromQueryResult, Value};

/// Tries so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// Wrong passwords in a row.
    pub failed_count: i64,
    /// Until when it waits.
    pub locked_until: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct TriesRow {
    failed_count: i64,
    locked_until_at: Option<i64>,
}

fn known(it: TriesRow) -> Tries {
    Tries { failed_count: it.failed_count, locked_until: it.locked_until_at.map(Timestamp) }
}

async fn counted(db: &impl Connection, text: &str, values: Vec<Value>) -> Result<i64, Error> {
    row::<TriesRow>(db, text, values).await?.map(|it| it.failed_count).ok_or(Error::NotFound)
}

/// The tries of something that is no account, by its digest.
pub async fn tries(db: &impl Connection, subject_sha256: &str) -> Result<Tries, Error> {
    let text = "SELECT failed_count, locked_until_at FROM sign_in_try WHERE subject_sha256 = $1";
    Ok(row::<TriesRow>(db, text, [subject_sha256.into()]).await?.map(known).unwrap_or_default())
}

/// Counts one more try of something that is no account, and says how many there are now; a count that began before a moment begins anew.
pub async fn count_try(db: &impl Connection, subject_sha256: &str, now: Timestamp, began_after: Timestamp) -> Result<i64, Error> {
    let text = "INSERT INTO sign_in_try (subject_sha256, failed_count, since_at) VALUES ($1, 1, $2) ON CONFLICT (subject_sha256) DO UPDATE SET \
         failed_count = CASE WHEN sign_in_try.since_at < $3 THEN 1 ELSE sign_in_try.failed_count + 1 END, \
         since_at = CASE WHEN sign_in_try.since_at < $3 THEN excluded.since_at ELSE sign_in_try.since_at END \
         RETURNING failed_count, locked_until_at";
    counted(db, text, vec![subject_sha256.into(), now.0.into(), began_after.0.into()]).await
}

/// Lets something that is no account wait.
pub async fn update_wait(db: &impl Connection, subject_sha256: &str, until: Option<Timestamp>) -> Result<(), Error> {
    let text = "UPDATE sign_in_try SET locked_until_at = $1 WHERE subject_sha256 = $2";
    run(db, text, [until.map(|it| it.0).into(), subject_sha256.into()]).await?;
    Ok(())
}

/// Counts one more wrong password of an account, and says how many there are now.
pub async fn count_of_account(db: &impl Connection, account: AccountId) -> Result<i64, Error> {
    let text = "UPDATE account SET failed_count = failed_count + 1 WHERE id = $1 RETURNING failed_count, locked_until_at";
    counted(db, text, vec![account.0.into()]).await
}

/// The tries of a browser in which an account signed in before; none where it is unknown or too old.
pub async fn browser(db: &impl Connection, token_sha256: &str, account: AccountId, now: Timestamp) -> Result<Option<Tries>, Error> {
    let text = "SELECT failed_count, locked_until_at FROM known_browser WHERE token_sha256 = $1 AND account_id = $2 AND expires_at > $3";
    Ok(row::<TriesRow>(db, text, [token_sha256.into(), account.0.into(), now.0.into()]).await?.map(known))
}

/// Counts one more wrong password in a known browser, and says how many there are now.
pub async fn count_of_browser(db: &impl Connection, token_sha256: &str) -> Result<i64, Error> {
    let text = "UPDATE known_browser SET failed_count = failed_count + 1 WHERE token_sha256 = $1 RETURNING failed_count, locked_until_at";
    counted(db, text, vec![token_sha256.into()]).await
}

/// Lets a known browser wait.
pub async fn update_browser_wait(db: &impl Connection, token_sha256: &str, until: Option<Timestamp>) -> Result<(), Error> {
    run(db, "UPDATE known_browser SET locked_until_at = $1 WHERE token_sha256 = $2", [until.map(|it| it.0).into(), token_sha256.into()])
        .await?;
    Ok(())
}

/// Remembers a browser in which an account signed in.
pub async fn insert_browser(
    db: &impl Connection,
    token_sha256: &str,
    account: AccountId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO known_browser (token_sha256, account_id, created_at, expires_at, failed_count) VALUES ($1, $2, $3, $4, 0)",
        [token_sha256.into(), account.0.into(), now.0.into(), until.0.into()],
    )
    .await?;
    Ok(())
}

/// Forgets a known browser.
pub async fn forget_browser(db: &impl Connection, token_sha256: &str) -> Result<(), Error> {
    run(db, "DELETE FROM known_browser WHERE token_sha256 = $1", [token_sha256.into()]).await?;
    Ok(())
}

/// Forgets every browser of an account: what knew the old password is known no more.
pub async fn forget_browsers(db: &impl Connection, account: AccountId) -> Result<(), Error> {
    run(db, "DELETE FROM known_browser WHERE account_id = $1", [account.0.into()]).await?;
    Ok(())
}

/// Forgets browsers that expired before a moment, and tries that began before another.
pub async fn forget(db: &impl Connection, expired: Timestamp, began: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM known_browser WHERE expires_at < $1", [expired.0.into()]).await?;
    run(
        db,
        "DELETE FROM sign_in_try WHERE since_at < $1 AND (locked_until_at IS NULL OR locked_until_at < $2)",
        [began.0.into(), expired.0.into()],
    )
    .await?;
    Ok(())
}
