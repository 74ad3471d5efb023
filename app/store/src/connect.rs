//! Opening a database. Every transaction begins here: on SQLite it is immediate, so that a read before a write cannot fail.

use crate::Error;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// An open database with its pool of connections.
pub type Database = DatabaseConnection;

/// A transaction.
pub type Tx = DatabaseTransaction;

/// Statements run on SQLite and on PostgreSQL.
static STATEMENTS: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Opens `sqlite://PATH` (made when it is not there) or `postgres://…`.
pub async fn connect(url: &str) -> Result<Database, Error> {
    let mut options =
        ConnectOptions::new(if url.starts_with("sqlite:") && !url.contains('?') { format!("{url}?mode=rwc") } else { url.to_owned() });
    options
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|it| {
            it.pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("busy_timeout", "5000")
                .pragma("cache_size", "-8000")
        });
    let mut database = sea_orm::Database::connect(options).await?;
    database.set_metric_callback(|it| {
        counter(it.statement.db_backend).fetch_add(1, Ordering::Relaxed);
    });
    Ok(database)
}

fn counter(kind: DbBackend) -> &'static AtomicU64 {
    &STATEMENTS[usize::from(kind == DbBackend::Postgres)]
}

/// How many statements this process has run on databases of this one's kind: the tests of pages assert that their number is bounded.
pub fn statements_run(db: &Database) -> u64 {
    counter(db.get_database_backend()).load(Ordering::Relaxed)
}

/// Begins a transaction that may write.
pub async fn begin(db: &Database) -> Result<Tx, Error> {
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    Ok(db.begin_with_options(options).await?)
}

/// Asks the database for an answer, for `camket check` and the health page.
pub async fn ping(db: &Database) -> Result<(), Error> {
    db.execute_unprepared("SELECT 1").await.map(|_| ()).map_err(|error: DbErr| error.into())
}
