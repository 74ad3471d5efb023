//! Guards: what a unique index over a missing value lets through, what is never changed once it is written, tries at signing in, known
//! browsers, passwords that somebody else knows, and from where an act was done.

use crate::table::table;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// Tables whose rows are added and then never changed or removed. A signature goes on to the former sheet when a sheet is issued anew.
const KEPT: [(&str, &[&str]); 4] = [
    ("audit", &["UPDATE", "DELETE"]),
    ("figure_revision", &["UPDATE", "DELETE"]),
    ("commitment_version", &["UPDATE", "DELETE"]),
    ("signature", &["DELETE"]),
];

/// The statements that let the database refuse a change of a kept row.
fn keeping(backend: DatabaseBackend) -> Vec<String> {
    let mut statements = Vec::new();
    if backend == DatabaseBackend::Postgres {
        statements.push(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'rows of % are kept for ever', TG_TABLE_NAME; END $$"
                .to_owned(),
        );
    }
    for (table, acts) in KEPT {
        for act in acts {
            let name = format!("{table}_kept_{}", act.to_lowercase());
            statements.push(match backend {
                DatabaseBackend::Postgres => {
                    format!("CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
                }
                _ => format!(
                    "CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept for ever'); END"
                ),
            });
        }
    }
    statements
}

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for statement in [
            // Two missing values are never equal to an index, so each of these needs one of its own.
            "CREATE UNIQUE INDEX review_report_collective_unique ON review_report (case_id) WHERE person_id IS NULL",
            "CREATE UNIQUE INDEX role_grant_open_unique ON role_grant (account_id, role, unit_id, COALESCE(area, '')) WHERE valid_to IS NULL",
            "CREATE UNIQUE INDEX post_holding_open_unique ON post_holding (post_id, person_id) WHERE to_on IS NULL",
            "ALTER TABLE account ADD COLUMN password_lent BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE audit ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX audit_person_id_index ON audit (person_id)",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for statement in keeping(manager.get_database_backend()) {
            db.execute_unprepared(&statement).await?;
        }
        table("sign_in_try")
            .text("subject_sha256")
            .number("failed_count")
            .number("since_at")
            .number_or_null("locked_until_at")
            .unique(&["subject_sha256"])
            .index(&["since_at"])
            .create(manager)
            .await?;
        table("known_browser")
            .text("token_sha256")
            .key("account_id", "account")
            .number("created_at")
            .number("expires_at")
            .number("failed_count")
            .number_or_null("locked_until_at")
            .unique(&["token_sha256"])
            .index(&["account_id"])
            .index(&["expires_at"])
            .create(manager)
            .await
    }
}
