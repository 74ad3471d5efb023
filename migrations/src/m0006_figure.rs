//! Figures with every revision, evidence, external results, and why a figure counts as missing.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("figure")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("variable_id", "variable")
            .text("period")
            .value("value")
            .value_or_null("verified")
            .text("standing")
            .text("note")
            .date("as_of_on")
            .key("entered_by", "person")
            .number("entered_at")
            .key_or_null("submitted_by", "person")
            .number_or_null("submitted_at")
            .key_or_null("verified_by", "person")
            .number_or_null("verified_at")
            .text("verify_reason")
            .number("revision")
            .unique(&["campaign_id", "unit_id", "variable_id", "period"])
            .index(&["campaign_id", "standing", "period"])
            .index(&["campaign_id", "unit_id", "period", "standing", "submitted_at"])
            .create(manager)
            .await?;
        table("figure_revision")
            .key("figure_id", "figure")
            .number("revision")
            .value("value")
            .value_or_null("verified")
            .text("standing")
            .text("note")
            .date("as_of_on")
            .key("person_id", "person")
            .number("at")
            .text("reason")
            .unique(&["figure_id", "revision"])
            .create(manager)
            .await?;
        table("evidence_content").text("sha256").bytes("content").unique(&["sha256"]).create(manager).await?;
        table("evidence")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key_or_null("figure_id", "figure")
            .key_or_null("key_task_id", "key_task")
            .text("file_name")
            .text("media_type")
            .number("size")
            .text("sha256")
            .text("doc_number")
            .date_or_null("doc_on")
            .text("issuer")
            .key("uploaded_by", "person")
            .number("uploaded_at")
            .text("withdrawn_reason")
            .index(&["figure_id"])
            .index(&["key_task_id"])
            .index(&["sha256"])
            .create(manager)
            .await?;
        table("missing_reason")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("variable_id", "variable")
            .text("period")
            .text("reason")
            .key("person_id", "person")
            .number("at")
            .unique(&["campaign_id", "unit_id", "variable_id", "period"])
            .create(manager)
            .await?;
        table("external_result")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .text("title")
            .number_or_null("points_e4")
            .number_or_null("rank")
            .number_or_null("out_of")
            .text("note")
            .text("source")
            .date_or_null("published_on")
            .key_or_null("person_id", "person")
            .number("at")
            .index(&["campaign_id", "unit_id"])
            .create(manager)
            .await?;
        Ok(())
    }
}
