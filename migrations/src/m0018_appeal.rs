//! Appeals of results that were made known. What was filed and what was answered is kept for ever.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;

/// What an appeal says: only how far it is may change, and never after its end.
const FROZEN: &str = "OLD.reason <> NEW.reason OR OLD.evidence <> NEW.evidence OR OLD.filed_by <> NEW.filed_by OR OLD.filed_at <> NEW.filed_at \
     OR OLD.due_on <> NEW.due_on OR OLD.decision_id <> NEW.decision_id OR OLD.unit_id <> NEW.unit_id OR OLD.state IN ('answered', 'withdrawn')";

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("appeal")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key("decision_id", "decision")
            .key_or_null("target_id", "target")
            .text("reason")
            .text("evidence")
            .key("filed_by", "person")
            .number("filed_at")
            .date("due_on")
            .text("state")
            .key_or_null("reviewer_id", "person")
            .key_or_null("answered_by", "person")
            .number_or_null("answered_at")
            .text_or_null("outcome")
            .text("answer")
            .text("correction")
            .key_or_null("correction_id", "decision")
            .number_or_null("withdrawn_at")
            .number("revision")
            .index(&["campaign_id", "state"])
            .index(&["decision_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        // A unit has one open appeal of a result at a time.
        db.execute_unprepared(
            "CREATE UNIQUE INDEX appeal_open_unique ON appeal (decision_id, unit_id) WHERE state IN ('filed', 'in_review')",
        )
        .await?;
        for (act, when) in [("DELETE", ""), ("UPDATE", FROZEN)] {
            db.execute_unprepared(&kept(manager.get_database_backend(), "appeal", act, when)).await?;
        }
        Ok(())
    }
}
