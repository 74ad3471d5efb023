//! Settings of the installation that live in the database.

use crate::row::{row, run};
use crate::{Connection, Database, Error, Tx};
use sea_orm::{DbBackend, FromQueryResult};

#[derive(FromQueryResult)]
struct Row {
    content: String,
}

/// The content of a setting, or none.
pub async fn get(db: &impl Connection, name: &str) -> Result<Option<String>, Error> {
    Ok(row::<Row>(db, "SELECT content FROM setting WHERE name = $1", [name.into()]).await?.map(|it| it.content))
}

/// Sets a setting.
pub async fn insert(db: &impl Connection, name: &str, content: &str) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO setting (name, content) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        [name.into(), content.into()],
    )
    .await?;
    Ok(())
}

/// What came of holding a name.
#[derive(Debug)]
pub enum Hold {
    /// It is held until this transaction ends, at the latest with the connection.
    Held(Tx),
    /// Another connection holds it.
    Taken,
    /// SQLite holds no names: who may write is settled by the file.
    NotNeeded,
}

#[derive(FromQueryResult)]
struct Got {
    got: bool,
}

/// Holds a name among all programs that use this database, without waiting and without touching a row.
pub async fn hold(db: &Database, name: &str) -> Result<Hold, Error> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(Hold::NotNeeded);
    }
    let tx = crate::begin(db).await?;
    let got = row::<Got>(&tx, "SELECT pg_try_advisory_xact_lock(hashtext('camket'), hashtext($1)) AS got", [name.into()]).await?;
    Ok(if got.is_some_and(|it| it.got) { Hold::Held(tx) } else { Hold::Taken })
}
