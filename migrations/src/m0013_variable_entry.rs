//! What the catalogue says of a variable besides its name: what is counted, on which basis, and where the number comes from.

use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for column in ["definition", "legal_basis", "source"] {
            db.execute_unprepared(&format!("ALTER TABLE variable ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")).await?;
        }
        db.execute_unprepared("ALTER TABLE variable ADD COLUMN revision BIGINT NOT NULL DEFAULT 1").await?;
        Ok(())
    }
}
