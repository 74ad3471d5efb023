//! Rule sets while somebody writes them.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("rule_draft")
            .text("content")
            .key("person_id", "person")
            .number("created_at")
            .number("updated_at")
            .number("revision")
            .create(manager)
            .await
    }
}
