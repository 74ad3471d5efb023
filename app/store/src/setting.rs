//! Settings of the installation that live in the database.

use crate::row::{row, run};
use crate::{Connection, Error};
use sea_orm::FromQueryResult;

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
