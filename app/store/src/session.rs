//! Sessions and one-time tokens of forms. Only digests of tokens are kept.

use crate::row::{row, run};
use crate::{Connection, Error};
use domain::{AccountId, Timestamp};
use sea_orm::FromQueryResult;

/// Begins a session.
pub async fn insert(db: &impl Connection, token_sha256: &str, account: AccountId, now: Timestamp, until: Timestamp) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO session (token_sha256, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        [token_sha256.into(), account.0.into(), now.0.into(), until.0.into()],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    account_id: i64,
}

/// Whose session a token was, also after it has ended: a post that came too late belongs to that account.
pub async fn account_even_if_ended(db: &impl Connection, token_sha256: &str) -> Result<Option<AccountId>, Error> {
    let found = row::<Row>(db, "SELECT account_id FROM session WHERE token_sha256 = $1", [token_sha256.into()]).await?;
    Ok(found.map(|it| AccountId(it.account_id)))
}

/// Ends a session.
pub async fn end(db: &impl Connection, token_sha256: &str, now: Timestamp) -> Result<(), Error> {
    run(db, "UPDATE session SET expires_at = $2 WHERE token_sha256 = $1 AND expires_at > $2", [token_sha256.into(), now.0.into()]).await?;
    Ok(())
}

/// Ends all sessions of an account.
pub async fn end_all(db: &impl Connection, account: AccountId, now: Timestamp) -> Result<(), Error> {
    run(db, "UPDATE session SET expires_at = $2 WHERE account_id = $1 AND expires_at > $2", [account.0.into(), now.0.into()]).await?;
    Ok(())
}

/// Forgets sessions and tokens that ended before a moment.
pub async fn forget(db: &impl Connection, before: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM session WHERE expires_at < $1", [before.0.into()]).await?;
    run(db, "DELETE FROM form_token WHERE expires_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Keeps the token of a form that signs, submits or publishes.
pub async fn insert_form_token(db: &impl Connection, token_sha256: &str, account: AccountId, until: Timestamp) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO form_token (token_sha256, account_id, expires_at) VALUES ($1, $2, $3)",
        [token_sha256.into(), account.0.into(), until.0.into()],
    )
    .await?;
    Ok(())
}

/// Uses a form's token up; `NotFound` when it was used, is too old or belongs to someone else.
pub async fn use_form_token(db: &impl Connection, token_sha256: &str, account: AccountId, now: Timestamp) -> Result<(), Error> {
    let used = run(
        db,
        "DELETE FROM form_token WHERE token_sha256 = $1 AND account_id = $2 AND expires_at > $3",
        [token_sha256.into(), account.0.into(), now.0.into()],
    )
    .await?;
    if used == 0 { Err(Error::NotFound) } else { Ok(()) }
}
