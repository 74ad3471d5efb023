//! How many figures of a unit and a period stand the same: pages that show a whole year read these few rows and not every figure.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("figure_tally")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .text("period")
            .text("standing")
            .number("number")
            .number_or_null("last_submitted_at")
            .unique(&["campaign_id", "unit_id", "period", "standing"])
            .create(manager)
            .await?;
        let fill = "INSERT INTO figure_tally (campaign_id, unit_id, period, standing, number, last_submitted_at) \
             SELECT campaign_id, unit_id, period, standing, count(*), max(submitted_at) FROM figure GROUP BY campaign_id, unit_id, period, standing";
        manager.get_connection().execute_unprepared(fill).await?;
        Ok(())
    }
}
