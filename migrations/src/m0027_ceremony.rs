//! The signing of sheets: who opened the frozen content to sign it, who declined, and the confirmed files with the timestamps that came later.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A public code stands for one frozen content: a sheet that is issued anew gets another.
        table("signing_opening")
            .key("commitment_id", "commitment")
            .text("public_code")
            .text("side")
            .text("signed_as")
            .key("person_id", "person")
            .text("name")
            .text("post")
            .number("opened_at")
            .unique(&["public_code", "person_id"])
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        table("signing_decline")
            .key("commitment_id", "commitment")
            .text("public_code")
            .text("side")
            .text("signed_as")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .text("reason")
            .number("declined_at")
            .unique(&["public_code", "side"])
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        // The file as it was confirmed, then the same with a timestamp beside its last signature. `basis` is what it was printed from.
        table("confirmed_paper")
            .key("commitment_id", "commitment")
            .text("public_code")
            .text("basis")
            .number("number")
            .text("sha256")
            .number("size")
            .number("kept_at")
            .number_or_null("stamped_at")
            .unique(&["public_code", "basis", "number"])
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        table("timestamp_try")
            .text("public_code")
            .text("basis")
            .number("tries")
            .number("last_at")
            .text("failure")
            .unique(&["public_code", "basis"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for table in ["signing_opening", "signing_decline", "confirmed_paper"] {
            for act in ["UPDATE", "DELETE"] {
                db.execute_unprepared(&kept(manager.get_database_backend(), table, act, "")).await?;
            }
        }
        Ok(())
    }
}
