//! What somebody typed into a form that was not accepted: kept on the server, given back to the same account only.

use crate::row::{row, run};
use crate::{Connection, Error};
use domain::{AccountId, DraftId, Timestamp};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(draft, "draft", {
    account_id: i64,
    form: String,
    body: String,
    created_at: i64,
    expires_at: i64,
});

/// Keeps the body of a form (URL-encoded pairs, passwords left out).
pub async fn insert(
    db: &impl Connection,
    account: AccountId,
    form: &str,
    body: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<DraftId, Error> {
    let made = draft::ActiveModel {
        account_id: Set(account.0),
        form: Set(form.to_owned()),
        body: Set(body.to_owned()),
        created_at: Set(now.0),
        expires_at: Set(until.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(DraftId(made.id))
}

/// Keeps a file under a draft; an earlier one of the account is forgotten, so that nobody fills the database with files that were refused.
pub async fn insert_file(db: &impl Connection, id: DraftId, account: AccountId, name: &str, content: Vec<u8>) -> Result<(), Error> {
    forget_files(db, account).await?;
    run(db, "INSERT INTO draft_file (draft_id, file_name, content) VALUES ($1, $2, $3)", [id.0.into(), name.into(), content.into()])
        .await?;
    Ok(())
}

/// Forgets the files of an account.
pub async fn forget_files(db: &impl Connection, account: AccountId) -> Result<(), Error> {
    run(db, "DELETE FROM draft_file WHERE draft_id IN (SELECT id FROM draft WHERE account_id = $1)", [account.0.into()]).await?;
    Ok(())
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Kept {
    /// The body of the form.
    pub body: String,
    /// The name of the file that stands under it.
    pub file_name: Option<String>,
}

/// A draft of this account that has not expired.
pub async fn get(db: &impl Connection, id: DraftId, account: AccountId, now: Timestamp) -> Result<Option<Kept>, Error> {
    Ok(row(
        db,
        "SELECT draft.body, draft_file.file_name FROM draft LEFT JOIN draft_file ON draft_file.draft_id = draft.id \
         WHERE draft.id = $1 AND draft.account_id = $2 AND draft.expires_at > $3",
        [id.0.into(), account.0.into(), now.0.into()],
    )
    .await?)
}

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KeptFile {
    /// Its name.
    pub file_name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// The file under a draft of this account that has not expired.
pub async fn file(db: &impl Connection, id: DraftId, account: AccountId, now: Timestamp) -> Result<Option<KeptFile>, Error> {
    Ok(row(
        db,
        "SELECT draft_file.file_name, draft_file.content FROM draft JOIN draft_file ON draft_file.draft_id = draft.id \
         WHERE draft.id = $1 AND draft.account_id = $2 AND draft.expires_at > $3",
        [id.0.into(), account.0.into(), now.0.into()],
    )
    .await?)
}

/// Forgets drafts that expired before a moment.
pub async fn forget(db: &impl Connection, before: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM draft_file WHERE draft_id IN (SELECT id FROM draft WHERE expires_at < $1)", [before.0.into()]).await?;
    run(db, "DELETE FROM draft WHERE expires_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Gives the body of a draft of this account once, and forgets it.
pub async fn take(db: &impl Connection, id: DraftId, account: AccountId, now: Timestamp) -> Result<Option<String>, Error> {
    let found = get(db, id, account, now).await?;
    run(db, "DELETE FROM draft WHERE id = $1 AND account_id = $2", [id.0.into(), account.0.into()]).await?;
    Ok(found.map(|it| it.body))
}
