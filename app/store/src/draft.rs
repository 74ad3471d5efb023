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

#[derive(FromQueryResult)]
struct Row {
    body: String,
}

/// The body of a draft of this account that has not expired.
pub async fn get(db: &impl Connection, id: DraftId, account: AccountId, now: Timestamp) -> Result<Option<String>, Error> {
    let found = row::<Row>(
        db,
        "SELECT body FROM draft WHERE id = $1 AND account_id = $2 AND expires_at > $3",
        [id.0.into(), account.0.into(), now.0.into()],
    )
    .await?;
    Ok(found.map(|it| it.body))
}

/// Forgets drafts that expired before a moment.
pub async fn forget(db: &impl Connection, before: Timestamp) -> Result<(), Error> {
    run(db, "DELETE FROM draft WHERE expires_at < $1", [before.0.into()]).await?;
    Ok(())
}

/// Gives the body of a draft of this account once, and forgets it.
pub async fn take(db: &impl Connection, id: DraftId, account: AccountId, now: Timestamp) -> Result<Option<String>, Error> {
    let found = get(db, id, account, now).await?;
    run(db, "DELETE FROM draft WHERE id = $1 AND account_id = $2", [id.0.into(), account.0.into()]).await?;
    Ok(found)
}
