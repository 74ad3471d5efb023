//! Files that stood beside boxes that were refused: kept under the draft, so that a mistake in another box does not lose them.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("draft_file").key("draft_id", "draft").text("file_name").bytes("content").unique(&["draft_id"]).create(manager).await
    }
}
