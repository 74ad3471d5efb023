//! What version 2 of the package format adds: ranges and goals of periods, appraisals of manual targets, points after the total,
//! and which published result counts.

use crate::guard::kept;
use crate::table::{keyless, table};
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for statement in [
            // A range has an upper bound; an empty period is the year, which every row so far is of.
            "ALTER TABLE target ADD COLUMN value_to_e4 BIGINT",
            "ALTER TABLE unit_target ADD COLUMN value_to_e4 BIGINT",
            "ALTER TABLE unit_target ADD COLUMN period TEXT NOT NULL DEFAULT ''",
            "DROP INDEX unit_target_campaign_id_unit_id_target_id_unique",
            "CREATE UNIQUE INDEX unit_target_period_unique ON unit_target (campaign_id, unit_id, target_id, period)",
            // A proposal of a sheet may be a range.
            "ALTER TABLE commitment_value ADD COLUMN value_to_e4 BIGINT",
            // The least version of the format in which the group is written: that of the package with which it came.
            "ALTER TABLE campaign_group ADD COLUMN format_version BIGINT NOT NULL DEFAULT 1",
            // Whether a published result stands in the package. Those that are only shown beside do not.
            "ALTER TABLE external_result ADD COLUMN counts BOOLEAN NOT NULL DEFAULT FALSE",
            "CREATE UNIQUE INDEX external_result_counts_unique ON external_result (campaign_id, unit_id) WHERE counts",
        ] {
            db.execute_unprepared(statement).await?;
        }
        table("commitment_goal")
            .key("version_id", "commitment_version")
            .key("target_id", "target")
            .text("period")
            .value("value")
            .number_or_null("value_to_e4")
            .unique(&["version_id", "target_id", "period"])
            .create(manager)
            .await?;
        table("appraisal")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("target_id", "target")
            .number_or_null("self_e4")
            .text("self_note")
            .key_or_null("self_by", "person")
            .number_or_null("submitted_at")
            .number_or_null("appraised_e4")
            .number_or_null("survey_e4")
            .text("reason")
            .text_or_null("appraiser")
            .key_or_null("appraised_by", "person")
            .number_or_null("appraised_at")
            .number("revision")
            .unique(&["campaign_id", "unit_id", "target_id"])
            .create(manager)
            .await?;
        keyless("appraisal_revision")
            .key("appraisal_id", "appraisal")
            .number("revision")
            .text("act")
            .number_or_null("self_e4")
            .number_or_null("appraised_e4")
            .number_or_null("survey_e4")
            .text("reason")
            .key("person_id", "person")
            .number("at")
            .unique(&["appraisal_id", "revision"])
            .create(manager)
            .await?;
        table("adjustment")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .text("code")
            .number("points_e4")
            .text("reason")
            .text("standing")
            .key("proposed_by", "person")
            .number("proposed_at")
            .key_or_null("decided_by", "person")
            .number_or_null("decided_at")
            .text("decided_note")
            .index(&["campaign_id", "unit_id"])
            .create(manager)
            .await?;
        table("missing_appraisal_reason")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("target_id", "target")
            .text("reason")
            .key("person_id", "person")
            .number("at")
            .unique(&["campaign_id", "unit_id", "target_id"])
            .create(manager)
            .await?;
        for act in ["UPDATE", "DELETE"] {
            db.execute_unprepared(&kept(manager.get_database_backend(), "appraisal_revision", act, "")).await?;
        }
        Ok(())
    }
}
