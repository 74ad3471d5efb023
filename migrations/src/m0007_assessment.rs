//! Runs of a year: package, receipt and digests as they were, and the results for lists. A result keeps the part of the package that
//! decided it, so that one unit is explained without reading all of them.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("assessment_run")
            .key("campaign_id", "campaign")
            .key("group_id", "campaign_group")
            .text("kind")
            .text("package")
            .text("receipt")
            .text("package_sha256")
            .text("rule_set_sha256")
            .text("receipt_sha256")
            .number("missing_count")
            .text("missing")
            .key("person_id", "person")
            .number("at")
            .index(&["group_id", "at"])
            .create(manager)
            .await?;
        table("assessment_result")
            .key("run_id", "assessment_run")
            .key("unit_id", "unit")
            .number("met")
            .number("applicable")
            .number("exceeded")
            .number_or_null("score_e4")
            .text("outcome")
            .text_or_null("grade")
            .flag("rounding_conflict")
            .number_or_null("rank")
            .number("missing_count")
            .text("package")
            .unique(&["run_id", "unit_id"])
            .create(manager)
            .await?;
        table("assessment_target")
            .key("run_id", "assessment_run")
            .key("unit_id", "unit")
            .key("target_id", "target")
            .text("status")
            .text_or_null("actual")
            .number_or_null("points_e4")
            .flag("exceeded")
            .unique(&["run_id", "unit_id", "target_id"])
            .create(manager)
            .await?;
        Ok(())
    }
}
