//! Commitment sheets, every version of them, key tasks, signatures and conferences.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("conference")
            .key("campaign_id", "campaign")
            .text("title")
            .date("held_on")
            .text("starts_at_time")
            .text("place")
            .text("agenda")
            .number("created_at")
            .index(&["campaign_id"])
            .create(manager)
            .await?;
        table("conference_attendee")
            .key("conference_id", "conference")
            .key("unit_id", "unit")
            .key_or_null("person_id", "person")
            .flag("present")
            .text("note")
            .unique(&["conference_id", "unit_id"])
            .create(manager)
            .await?;
        table("commitment")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .text("state")
            .number("version")
            .key_or_null("conference_id", "conference")
            .text_or_null("content")
            .text_or_null("content_sha256")
            .text("public_code")
            .number("issued_at")
            .number_or_null("opened_at")
            .number_or_null("approved_at")
            .text("withdrawn_reason")
            .number("revision")
            .unique(&["campaign_id", "unit_id"])
            .unique(&["public_code"])
            .create(manager)
            .await?;
        table("commitment_version")
            .key("commitment_id", "commitment")
            .number("number")
            .text("side")
            .key("person_id", "person")
            .number("at")
            .text("note")
            .unique(&["commitment_id", "number"])
            .create(manager)
            .await?;
        table("commitment_value")
            .key("version_id", "commitment_version")
            .key("target_id", "target")
            .value("value")
            .text("note")
            .unique(&["version_id", "target_id"])
            .create(manager)
            .await?;
        table("key_task")
            .key("commitment_id", "commitment")
            .number("position")
            .text("title")
            .text("expected_result")
            .key_or_null("person_id", "person")
            .text("person_text")
            .date("due_on")
            .text("standing")
            .text("report")
            .date_or_null("done_on")
            .key_or_null("entered_by", "person")
            .number_or_null("entered_at")
            .number_or_null("submitted_at")
            .key_or_null("verified_by", "person")
            .number_or_null("verified_at")
            .text("verify_reason")
            .number("revision")
            .index(&["commitment_id"])
            .create(manager)
            .await?;
        table("signature")
            .text("subject")
            .number("subject_id")
            .text("signed_as")
            .key("person_id", "person")
            .key("account_id", "account")
            .text("name")
            .text("post")
            .text("method")
            .text("content_sha256")
            .number("signed_at")
            .unique(&["subject", "subject_id", "signed_as"])
            .create(manager)
            .await?;
        Ok(())
    }
}
