//! Accounts, roles, sessions, kept drafts, one-time tokens, the log and settings.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("account")
            .key("person_id", "person")
            .text("login")
            .text("password_hash")
            .number("failed_count")
            .number_or_null("locked_until_at")
            .flag("active")
            .number("created_at")
            .unique(&["login"])
            .create(manager)
            .await?;
        table("role_grant")
            .key("account_id", "account")
            .text("role")
            .key("unit_id", "unit")
            .text_or_null("area")
            .date("valid_from")
            .date_or_null("valid_to")
            .index(&["account_id"])
            .create(manager)
            .await?;
        table("session")
            .text("token_sha256")
            .key("account_id", "account")
            .number("created_at")
            .number("expires_at")
            .unique(&["token_sha256"])
            .index(&["account_id"])
            .create(manager)
            .await?;
        table("draft")
            .key("account_id", "account")
            .text("form")
            .text("body")
            .number("created_at")
            .number("expires_at")
            .index(&["account_id"])
            .index(&["expires_at"])
            .create(manager)
            .await?;
        table("form_token")
            .text("token_sha256")
            .key("account_id", "account")
            .number("expires_at")
            .unique(&["token_sha256"])
            .index(&["expires_at"])
            .create(manager)
            .await?;
        table("audit")
            .number("at")
            .key_or_null("account_id", "account")
            .key_or_null("person_id", "person")
            .text("event")
            .text("subject")
            .number("subject_id")
            .key_or_null("unit_id", "unit")
            .text("before")
            .text("after")
            .text("reason")
            .index(&["subject", "subject_id"])
            .index(&["at"])
            .index(&["unit_id", "at"])
            .create(manager)
            .await?;
        table("setting").text("name").text("content").unique(&["name"]).create(manager).await?;
        Ok(())
    }
}
