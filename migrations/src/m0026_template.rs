//! The wording of papers: versions by authority and kind of paper. A version is added and kept as it is for ever.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("template_version")
            .key("unit_id", "unit")
            .text("kind")
            .number("number")
            .text("content")
            .text("note")
            .key("person_id", "person")
            .number("at")
            .unique(&["unit_id", "kind", "number"])
            .create(manager)
            .await?;
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        for act in ["UPDATE", "DELETE"] {
            db.execute_unprepared(&kept(backend, "template_version", act, "")).await?;
        }
        Ok(())
    }
}
