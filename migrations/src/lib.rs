//! The database's schema, one file per step. A step that was released is never edited: a later one changes what it made.

mod guard;
mod table;

mod m0001_organisation;
mod m0002_account;
mod m0003_catalogue;
mod m0004_campaign;
mod m0005_commitment;
mod m0006_figure;
mod m0007_assessment;
mod m0008_review;
mod m0009_draft_file;
mod m0010_guards;
mod m0011_counted;
mod m0012_figure_tally;
mod m0013_variable_entry;
mod m0015_appraisal;
mod m0016_amendment;
mod m0017_decision;
mod m0018_appeal;
mod m0019_rule_draft;
mod m0020_assignment;
mod m0021_kept;
mod m0022_exempting;
mod m0023_rules_amended;
mod m0024_outside;
mod m0025_register;
mod m0026_template;
mod m0027_ceremony;
mod m0028_scan;
mod m0029_original;
mod m0030_review_remedy;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

/// Runs the steps in order; the server does so at its start.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_organisation::Migration),
            Box::new(m0002_account::Migration),
            Box::new(m0003_catalogue::Migration),
            Box::new(m0004_campaign::Migration),
            Box::new(m0005_commitment::Migration),
            Box::new(m0006_figure::Migration),
            Box::new(m0007_assessment::Migration),
            Box::new(m0008_review::Migration),
            Box::new(m0009_draft_file::Migration),
            Box::new(m0010_guards::Migration),
            Box::new(m0011_counted::Migration),
            Box::new(m0012_figure_tally::Migration),
            Box::new(m0013_variable_entry::Migration),
            Box::new(m0015_appraisal::Migration),
            Box::new(m0016_amendment::Migration),
            Box::new(m0017_decision::Migration),
            Box::new(m0018_appeal::Migration),
            Box::new(m0019_rule_draft::Migration),
            Box::new(m0020_assignment::Migration),
            Box::new(m0021_kept::Migration),
            Box::new(m0022_exempting::Migration),
            Box::new(m0023_rules_amended::Migration),
            Box::new(m0024_outside::Migration),
            Box::new(m0025_register::Migration),
            Box::new(m0026_template::Migration),
            Box::new(m0027_ceremony::Migration),
            Box::new(m0028_scan::Migration),
            Box::new(m0029_original::Migration),
            Box::new(m0030_review_remedy::Migration),
        ]
    }
}

/// The key of the lock under which PostgreSQL lets one program at a time change the schema; any number that nobody else uses.
const LOCK: i64 = 0x6361_6d6b_6574;

/// Brings a database's schema up to date: all steps that are missing, or none of them. SQLite, too, is asked for one transaction, so that
/// a start that is killed leaves no table behind that the next one would stumble over; of two starts at once, the second one waits.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    if pending(db).await? == 0 {
        return Ok(());
    }
    let tx = begin(db).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Migrator::up(&tx, None).await?;
    tx.commit().await
}

/// How many steps a database is behind. Changes nothing.
pub async fn pending(db: &DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
}

/// Removes every row of every table that the steps made, in one transaction; the schema stays, and so does whatever else a database holds.
pub async fn empty(db: &DatabaseConnection) -> Result<(), DbErr> {
    let names: Vec<String> = tables().await?.into_iter().map(|it| format!("\"{it}\"")).collect();
    let tx = begin(db).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("TRUNCATE {} RESTART IDENTITY", names.join(", "))).await?;
    } else {
        // Keys of other tables are looked at when all rows are gone.
        tx.execute_unprepared("PRAGMA defer_foreign_keys = ON").await?;
        for it in names {
            tx.execute_unprepared(&format!("DELETE FROM {it}")).await?;
        }
        tx.execute_unprepared("DELETE FROM sqlite_sequence").await?;
    }
    tx.commit().await
}

/// The names of the tables that the steps make, asked of a database that they alone made.
async fn tables() -> Result<Vec<String>, DbErr> {
    let db = Database::connect(ConnectOptions::new("sqlite::memory:").max_connections(1).sqlx_logging(false).to_owned()).await?;
    up(&db).await?;
    let listed = db
        .query_all_raw(Statement::from_string(
            DbBackend::Sqlite,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'seaql_migrations'",
        ))
        .await?;
    db.close().await?;
    listed.iter().map(|it| it.try_get("", "name")).collect()
}

/// A transaction that may write from its first statement on.
async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    db.begin_with_options(options).await
}
