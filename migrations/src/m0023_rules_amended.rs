//! Amendments of the rules themselves: of a whole group, without a target, with the version of the rule set and the grade rules from a day
//! on. The table is made anew on SQLite, where a column that must be there cannot be made one that may be missing.

use crate::guard::kept;
use crate::m0016_amendment::AMENDMENT_FROZEN;
use crate::table::table;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// What an amendment says besides its frozen text, in the columns from which packages are made.
const SAID: [&str; 14] = [
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
    "rule_set_id",
    "grade_rules",
    "reason",
    "replaces_id",
];

/// The columns from before this step.
const BEFORE: &str = "id, campaign_id, group_id, number, target_id, unit_id, period, old_e4, old_on, old_yes, old_to_e4, value_e4, value_on, \
     value_yes, value_to_e4, effective_on, reason, content, content_sha256, state, proposed_by, proposed_at, decided_by, decided_at, \
     decision_reason, replaces_id, exempts";

/// An amendment is either of a target, with a value, or of the rules.
const ONE_OF_TWO: &str = "(target_id IS NOT NULL AND rule_set_id IS NULL AND grade_rules IS NULL \
     AND (value_e4 IS NOT NULL OR value_on IS NOT NULL OR value_yes IS NOT NULL)) \
     OR (target_id IS NULL AND unit_id IS NULL AND (rule_set_id IS NOT NULL OR grade_rules IS NOT NULL))";

/// A version to which an amendment changes the rules stays as it was signed.
const AMENDS: &str = "(OLD.content <> NEW.content OR OLD.sha256 <> NEW.sha256) \
     AND EXISTS (SELECT 1 FROM amendment WHERE amendment.rule_set_id = OLD.id AND amendment.state <> 'declined')";

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

async fn postgres(db: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    for statement in [
        "ALTER TABLE amendment ALTER COLUMN target_id DROP NOT NULL",
        "DO $$ DECLARE found name; BEGIN \
         SELECT conname INTO found FROM pg_constraint WHERE conrelid = 'amendment'::regclass AND contype = 'c' \
         AND pg_get_constraintdef(oid) LIKE '%value_e4%'; \
         EXECUTE format('ALTER TABLE amendment DROP CONSTRAINT %I', found); END $$",
        "ALTER TABLE amendment ADD COLUMN rule_set_id BIGINT REFERENCES rule_set (id)",
        "ALTER TABLE amendment ADD COLUMN grade_rules TEXT",
        "DROP TRIGGER amendment_kept_update ON amendment",
    ] {
        db.execute_unprepared(statement).await?;
    }
    db.execute_unprepared(&format!("ALTER TABLE amendment ADD CONSTRAINT amendment_one_of_two CHECK ({ONE_OF_TWO})")).await?;
    Ok(())
}

async fn sqlite(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for statement in [
        // Rows that point here find theirs again at the end.
        "PRAGMA defer_foreign_keys = ON",
        "CREATE TABLE amendment_before AS SELECT * FROM amendment",
        "DROP TABLE amendment",
    ] {
        db.execute_unprepared(statement).await?;
    }
    table("amendment")
        .key("campaign_id", "campaign")
        .key("group_id", "campaign_group")
        .text("number")
        .key_or_null("target_id", "target")
        .key_or_null("unit_id", "unit")
        .text("period")
        .value_or_null("old")
        .number_or_null("old_to_e4")
        .value_or_null("value")
        .number_or_null("value_to_e4")
        .date("effective_on")
        .text("reason")
        .text("content")
        .text("content_sha256")
        .text("state")
        .key("proposed_by", "person")
        .number("proposed_at")
        .key_or_null("decided_by", "person")
        .number_or_null("decided_at")
        .text("decision_reason")
        .key_or_null("replaces_id", "amendment")
        .flag("exempts")
        .key_or_null("rule_set_id", "rule_set")
        .text_or_null("grade_rules")
        .check(ONE_OF_TWO)
        .index(&["campaign_id", "state"])
        .index(&["group_id", "state"])
        .create(manager)
        .await?;
    for statement in [
        &format!("INSERT INTO amendment ({BEFORE}) SELECT {BEFORE} FROM amendment_before ORDER BY id"),
        "DROP TABLE amendment_before",
        "CREATE UNIQUE INDEX amendment_number_unique ON amendment (campaign_id, number) WHERE state <> 'declined'",
        "CREATE UNIQUE INDEX amendment_day_unique ON amendment (group_id, target_id, COALESCE(unit_id, 0), period, effective_on) \
         WHERE state = 'approved'",
        &kept(DatabaseBackend::Sqlite, "amendment", "DELETE", ""),
    ] {
        db.execute_unprepared(statement).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        match backend {
            DatabaseBackend::Postgres => postgres(db).await?,
            _ => sqlite(manager).await?,
        }
        let moved = SAID.map(|it| format!("OLD.{it} IS DISTINCT FROM NEW.{it}")).join(" OR ");
        for statement in [
            kept(backend, "amendment", "UPDATE", &format!("{AMENDMENT_FROZEN} OR {moved}")),
            "CREATE UNIQUE INDEX amendment_rules_day_unique ON amendment (group_id, effective_on) WHERE state = 'approved' AND target_id IS NULL"
                .to_owned(),
        ]
        .into_iter()
        .chain(crate::guard::looked_up(backend, "rule_set", "amending", "UPDATE", AMENDS))
        {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
