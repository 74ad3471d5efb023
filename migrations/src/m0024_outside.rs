//! Papers that were given out, by their digests, so that any copy finds its document; and sheets that were signed outside and sent back, kept for ever.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("given_out")
            .text("public_code")
            .text("sha256")
            .number("size")
            .number("given_at")
            .unique(&["public_code", "sha256"])
            .create(manager)
            .await?;
        table("outside_signing")
            .key("commitment_id", "commitment")
            .text("public_code")
            .number("number")
            .text("signed_as")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .text("file_name")
            .number("size")
            .text("sha256")
            .text("signatures")
            .number("sent_at")
            .unique(&["public_code", "number"])
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for table in ["given_out", "outside_signing"] {
            for act in ["UPDATE", "DELETE"] {
                db.execute_unprepared(&kept(manager.get_database_backend(), table, act, "")).await?;
            }
        }
        Ok(())
    }
}
