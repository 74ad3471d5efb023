//! Targets of a unit handed down to named staff.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("assignment")
            .key("commitment_id", "commitment")
            .key("target_id", "target")
            .key("person_id", "person")
            .value("value")
            .text("note")
            .key("assigned_by", "person")
            .number("assigned_at")
            .unique(&["commitment_id", "target_id", "person_id"])
            .create(manager)
            .await
    }
}
