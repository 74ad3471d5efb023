//! Papers with a number can be looked up by anybody, by a code of their own; and their originals, signed outside or by hand, are kept.

use crate::guard::kept;
use crate::table::{keyless, table};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keyless("register_code")
            .key("entry_id", "register_entry")
            .text("public_code")
            .unique(&["entry_id"])
            .unique(&["public_code"])
            .create(manager)
            .await?;
        // The file stands with the evidence. `kind` says how it was signed: `outside` or `on_paper`.
        table("paper_original")
            .key("entry_id", "register_entry")
            .number("number")
            .text("kind")
            .text("content_sha256")
            .text("file_name")
            .number("pages")
            .number("size")
            .text("sha256")
            .text("signatures")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .number("kept_at")
            .unique(&["entry_id", "number"])
            .create(manager)
            .await?;
        table("original_void")
            .key("original_id", "paper_original")
            .text("reason")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .number("voided_at")
            .unique(&["original_id"])
            .create(manager)
            .await?;
        // The files of papers with a number, as those of sheets stand in `confirmed_paper`.
        table("numbered_file")
            .key("entry_id", "register_entry")
            .text("public_code")
            .text("basis")
            .number("number")
            .text("sha256")
            .number("size")
            .number("kept_at")
            .number_or_null("stamped_at")
            .unique(&["public_code", "basis", "number"])
            .index(&["entry_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        // Papers that have their number already get a code that nobody can guess as well.
        let code = match backend {
            DatabaseBackend::Postgres => "substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)",
            _ => "lower(hex(randomblob(8)))",
        };
        db.execute_unprepared(&format!(
            "INSERT INTO register_code (entry_id, public_code) SELECT id, {code} FROM register_entry WHERE paper <> ''"
        ))
        .await?;
        for table in ["register_code", "paper_original", "original_void", "numbered_file"] {
            for act in ["UPDATE", "DELETE"] {
                db.execute_unprepared(&kept(backend, table, act, "")).await?;
            }
        }
        Ok(())
    }
}
