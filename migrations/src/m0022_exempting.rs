//! Amendments that exempt: a target that no longer applies to a unit, or to all of a group, from a day on. And what packages are made of is
//! kept by the database too: an amendment's goal, its target, whom it is for and why.

use crate::guard::kept;
use crate::m0016_amendment::AMENDMENT_FROZEN;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// What an amendment says besides its frozen text, in the columns from which packages are made.
const SAID: [&str; 12] = [
    "campaign_id",
    "group_id",
    "target_id",
    "unit_id",
    "period",
    "value_e4",
    "value_on",
    "value_yes",
    "value_to_e4",
    "exempts",
    "reason",
    "replaces_id",
];

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        let of = if backend == DatabaseBackend::Postgres { " ON amendment" } else { "" };
        let moved = SAID.map(|it| format!("OLD.{it} IS DISTINCT FROM NEW.{it}")).join(" OR ");
        for statement in [
            "ALTER TABLE amendment ADD COLUMN exempts BOOLEAN NOT NULL DEFAULT FALSE".to_owned(),
            format!("DROP TRIGGER amendment_kept_update{of}"),
            kept(backend, "amendment", "UPDATE", &format!("{AMENDMENT_FROZEN} OR {moved}")),
        ] {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
