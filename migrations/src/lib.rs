//! The database's schema, one file per step. A step that was released is never edited: a later one changes what it made.

mod table;

mod m0001_organisation;
mod m0002_account;
mod m0003_catalogue;
mod m0004_campaign;
mod m0005_commitment;
mod m0006_figure;
mod m0007_assessment;
mod m0008_review;
mod m0010_guards;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

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
            Box::new(m0010_guards::Migration),
        ]
    }
}

/// Brings a database's schema up to date.
pub async fn up(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// How many steps a database is behind. Changes nothing but, in a new database, the list of steps.
pub async fn pending(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations(db).await?.len())
}
