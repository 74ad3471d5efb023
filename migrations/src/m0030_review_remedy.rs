//! How far the remedies of earlier years were as a report was submitted: what who submitted it stands for does not move afterwards.

use crate::guard::kept;
use crate::table::keyless;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        keyless("review_remedy")
            .key("report_id", "review_report")
            .key("remedy_id", "remedy")
            .text("standing")
            .unique(&["report_id", "remedy_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        let backend = manager.get_database_backend();
        // Reports that were submitted before show what they show now.
        let begins = match backend {
            DatabaseBackend::Postgres => "CAST(EXTRACT(EPOCH FROM campaign.starts_on) AS bigint) * 1000",
            _ => "CAST(strftime('%s', campaign.starts_on) AS integer) * 1000",
        };
        db.execute_unprepared(&format!(
            "INSERT INTO review_remedy (report_id, remedy_id, standing) SELECT review_report.id, remedy.id, remedy.standing FROM review_report \
             JOIN review_case ON review_case.id = review_report.case_id JOIN campaign ON campaign.id = review_case.campaign_id \
             JOIN review_case AS earlier ON earlier.unit_id = review_case.unit_id \
             JOIN campaign AS year ON year.id = earlier.campaign_id AND year.year < campaign.year \
             JOIN remedy ON remedy.case_id = earlier.id AND (remedy.closed_at IS NULL OR remedy.closed_at >= {begins}) \
             WHERE review_report.submitted_at IS NOT NULL"
        ))
        .await?;
        for act in ["UPDATE", "DELETE"] {
            db.execute_unprepared(&kept(backend, "review_remedy", act, "")).await?;
        }
        Ok(())
    }
}
