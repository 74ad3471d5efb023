//! Variables that count whole things (files, persons, papers): their figures have no fraction.

use sea_orm_migration::prelude::*;

/// The variables of the catalogue at this step that count whole things.
const COUNTED: [&str; 18] = [
    "received",
    "late",
    "online",
    "digitised",
    "with_fee",
    "paid_online",
    "postal",
    "surveyed",
    "satisfied",
    "reports_on_time",
    "initiatives",
    "docs_issued",
    "docs_signed",
    "tasks_planned",
    "tasks_on_time",
    "internal_checks",
    "petitions_received",
    "petitions_on_time",
];

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("ALTER TABLE variable ADD COLUMN counted BOOLEAN NOT NULL DEFAULT FALSE").await?;
        db.execute_unprepared(&format!("UPDATE variable SET counted = TRUE WHERE code IN ('{}')", COUNTED.join("', '"))).await?;
        Ok(())
    }
}
