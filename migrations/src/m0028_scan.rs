//! Sheets that were signed by hand: the scans that were put in, and what the authority answered.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The file of one sheet's pages, cut out of its pile, stands with the evidence.
        table("sheet_scan")
            .key("commitment_id", "commitment")
            .text("public_code")
            .text("content_sha256")
            .number("number")
            .text("file_name")
            .number("pages")
            .number("size")
            .text("sha256")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .number("scanned_at")
            .unique(&["public_code", "number"])
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        table("sheet_scan_answer")
            .key("scan_id", "sheet_scan")
            .flag("confirmed")
            .text("reason")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .number("answered_at")
            .unique(&["scan_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for table in ["sheet_scan", "sheet_scan_answer"] {
            for act in ["UPDATE", "DELETE"] {
                db.execute_unprepared(&kept(manager.get_database_backend(), table, act, "")).await?;
            }
        }
        Ok(())
    }
}
