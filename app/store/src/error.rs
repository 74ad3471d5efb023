//! What can go wrong between us and the database.

use sea_orm::{DbErr, RuntimeErr, SqlErr};
use std::fmt;

/// A failure of the database, or an answer that is no row.
#[derive(Debug)]
pub enum Error {
    /// There is no such row.
    NotFound,
    /// Somebody else changed the row first.
    Busy,
    /// A unique index refused the row.
    Taken,
    /// A row holds something that the domain does not know; the text names table and column, never the content.
    Corrupt(&'static str),
    /// The database failed.
    Database(DbErr),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no such row"),
            Self::Busy => f.write_str("the row was changed meanwhile"),
            Self::Taken => f.write_str("a row with these values exists"),
            Self::Corrupt(place) => write!(f, "unexpected content in {place}"),
            Self::Database(_) => f.write_str("the database failed"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => return Self::Taken,
            // The row names a thing that is not there, or not any more.
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Self::NotFound,
            _ if is_lost_race(&error) => return Self::Busy,
            _ => {}
        }
        match error {
            DbErr::RecordNotFound(_) => Self::NotFound,
            DbErr::RecordNotUpdated => Self::Busy,
            other => Self::Database(other),
        }
    }
}

/// Whether the database gave this transaction up for another one: a deadlock or a serialization failure of PostgreSQL, a lock of SQLite
/// that did not come free in time.
fn is_lost_race(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else { return false };
    let code = cause.as_database_error().and_then(|it| it.code()).unwrap_or_default();
    matches!(&*code, "40001" | "40P01" | "5" | "517")
}
