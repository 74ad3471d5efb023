//! Campaigns, their stages, peer groups with rule sets, participating units, exemptions.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("campaign")
            .text("code")
            .text("title")
            .number("year")
            .date("starts_on")
            .date("ends_on")
            .key("authority_unit_id", "unit")
            .text("state")
            .text("review_required_for")
            .number("submit_within_working_days")
            .number("created_at")
            .unique(&["code"])
            .create(manager)
            .await?;
        table("campaign_stage")
            .key("campaign_id", "campaign")
            .text("stage")
            .date("opens_on")
            .date("closes_on")
            .unique(&["campaign_id", "stage"])
            .create(manager)
            .await?;
        table("campaign_group")
            .key("campaign_id", "campaign")
            .text("peer_group")
            .text("title")
            .key("rule_set_id", "rule_set")
            .unique(&["campaign_id", "peer_group"])
            .create(manager)
            .await?;
        table("campaign_unit")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("group_id", "campaign_group")
            .text("code")
            .text("name")
            .number("position")
            .unique(&["campaign_id", "unit_id"])
            .unique(&["campaign_id", "code"])
            .index(&["group_id"])
            .create(manager)
            .await?;
        table("exemption")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("target_id", "target")
            .text("basis")
            .unique(&["campaign_id", "unit_id", "target_id"])
            .create(manager)
            .await?;
        table("unit_target")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("target_id", "target")
            .value("value")
            .unique(&["campaign_id", "unit_id", "target_id"])
            .create(manager)
            .await?;
        Ok(())
    }
}
