//! What can go wrong between us and the database.

use sea_orm::{DbErr, SqlErr};
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
        if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) {
            return Self::Taken;
        }
        match error {
            DbErr::RecordNotFound(_) => Self::NotFound,
            DbErr::RecordNotUpdated => Self::Busy,
            other => Self::Database(other),
        }
    }
}
