//! Papers that were given out: their digests by the public code that they bear. A row is added once and never changed.

use crate::row::{rows, run};
use crate::{Connection, Error};
use domain::Timestamp;
use sea_orm::FromQueryResult;

/// The most versions of one paper that are looked at.
const MOST: i64 = 200;

/// A paper as it was given out.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GivenOut {
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
    /// When it was given out first, milliseconds UTC.
    pub given_at: i64,
}

/// Remembers that a paper was given out; the first time counts.
pub async fn insert(db: &impl Connection, public_code: &str, sha256: &str, size: i64, at: Timestamp) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO given_out (public_code, sha256, size, given_at) VALUES ($1, $2, $3, $4) ON CONFLICT (public_code, sha256) DO NOTHING",
        [public_code.into(), sha256.into(), size.into(), at.0.into()],
    )
    .await?;
    Ok(())
}

/// The papers of a public code, the newest first.
pub async fn list(db: &impl Connection, public_code: &str) -> Result<Vec<GivenOut>, Error> {
    let text = format!("SELECT sha256, size, given_at FROM given_out WHERE public_code = $1 ORDER BY id DESC LIMIT {MOST}");
    Ok(rows(db, &text, [public_code.into()]).await?)
}
