//! What nobody writes over: runs with their results, and points after the total once somebody decided on them. And when each stage was opened:
//! by whoever acted first in it, when nothing stood against it.

use crate::guard::kept;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("ALTER TABLE campaign_stage ADD COLUMN opened_at BIGINT").await?;
        // Stages that were open before this step was there have been worked in.
        db.execute_unprepared("UPDATE campaign_stage SET opened_at = 0 WHERE opens_on <= CURRENT_DATE").await?;
        let decided = "OLD.decided_at IS NOT NULL";
        for (table, act, when) in [
            ("assessment_run", "UPDATE", ""),
            ("assessment_run", "DELETE", ""),
            ("assessment_result", "UPDATE", ""),
            ("assessment_result", "DELETE", ""),
            ("assessment_target", "UPDATE", ""),
            ("assessment_target", "DELETE", ""),
            ("adjustment", "UPDATE", decided),
            ("adjustment", "DELETE", ""),
        ] {
            db.execute_unprepared(&kept(manager.get_database_backend(), table, act, when)).await?;
        }
        Ok(())
    }
}
