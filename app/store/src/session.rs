//! Sessions and one-time tokens of forms. Only digests of tokens are kept.

use crate::row::{row, rows, run};
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

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Open {
    /// The row.
    pub id: i64,
    /// The digest of its token.
    pub token_sha256: String,
    /// When it began, milliseconds UTC.
    pub created_at: i64,
    /// When it ends by itself.
    pub expires_at: i64,
}

/// The open sessions of an account, newest first, at most 50.
pub async fn open(db: &impl Connection, account: AccountId, now: Timestamp) -> Result<Vec<Open>, Error> {
    let text =
        "SELECT id, token_sha256, created_at, expires_at FROM session WHERE account_id = $1 AND expires_at > $2 ORDER BY id DESC LIMIT 50";
    Ok(rows(db, text, [account.0.into(), now.0.into()]).await?)
}

/// Ends all sessions of an account but one, and says how many.
pub async fn end_others(db: &impl Connection, account: AccountId, but_sha256: &str, now: Timestamp) -> Result<u64, Error> {
    let text = "UPDATE session SET expires_at = $2 WHERE account_id = $1 AND expires_at > $2 AND token_sha256 <> $3";
    Ok(run(db, text, [account.0.into(), now.0.into(), but_sha256.into()]).await?)
}

/// Ends all sessions of an account.
pub async fn end_all(db: &impl Connection, account: AccountId, now: Timestamp) -> Result<(), Error> {
    run(db, "UPDATE session SET expires_at = $2 WHERE account_id = $1 AND expires_at > $2", [account.0.into(), now.0.into()]).await?;
    Ok(())
}

/// Forgets sessions that ended before a moment: a post that comes late belongs to its account a while longer.
pub async fn forget(db: &impl Connection, before: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM session WHERE expires_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Forgets the tokens of forms that have expired.
pub async fn forget_form_tokens(db: &impl Connection, now: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM form_token WHERE expires_at < $1", [now.0.into()]).await?;
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
