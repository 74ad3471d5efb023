//! Grades by rule and decisions: which rule grades a group's units and heads, what named persons say of facts, numbered decisions and
//! what each of their lines decides. Statements and lines are kept for ever; a number stands once in an authority's year.

use crate::guard::{kept, sealed};
use crate::table::table;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// Tables whose rows are added and then never changed or removed.
const KEPT: [&str; 2] = ["grade_fact", "decision_line"];

/// What a decision says: never changed; only how far it is may change.
const FROZEN: &str = "OLD.content <> NEW.content OR OLD.number <> NEW.number OR OLD.decided_on <> NEW.decided_on OR OLD.kind <> NEW.kind \
     OR OLD.prepared_by <> NEW.prepared_by OR OLD.content_sha256 <> NEW.content_sha256 \
     OR COALESCE(OLD.file_within, 0) <> COALESCE(NEW.file_within, 0) OR COALESCE(OLD.answer_within, 0) <> COALESCE(NEW.answer_within, 0) OR OLD.state <> 'prepared'";

/// A grade rule that somebody of the group has signed by: only the reason for the greater share may come later.
const SEALED: &str = "NOT OLD.late AND EXISTS (SELECT 1 FROM seal WHERE seal.group_id = OLD.group_id AND seal.lifted_at IS NULL)";

/// What of a chosen rule is sealed.
const RULE: &str =
    "(OLD.rule <> NEW.rule OR OLD.tasks_from <> NEW.tasks_from OR OLD.whom <> NEW.whom OR OLD.group_id <> NEW.group_id OR NEW.late)";

fn guards(backend: DatabaseBackend) -> Vec<String> {
    let mut statements = vec![kept(backend, "decision", "DELETE", ""), kept(backend, "decision", "UPDATE", FROZEN)];
    statements.extend(sealed(backend, "grade_choice", "UPDATE", &format!("{RULE} AND {SEALED}")));
    statements.extend(sealed(backend, "grade_choice", "DELETE", SEALED));
    for table in KEPT {
        statements.extend(["UPDATE", "DELETE"].map(|act| kept(backend, table, act, "")));
    }
    statements
}

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("grade_choice")
            .key("campaign_id", "campaign")
            .key("group_id", "campaign_group")
            .text("whom")
            .text("rule_id")
            .text("rule")
            .text("rule_sha256")
            .text("tasks_from")
            .text("outstanding")
            .flag("late")
            .key("person_id", "person")
            .number("at")
            .unique(&["group_id", "whom"])
            .index(&["campaign_id"])
            .create(manager)
            .await?;
        table("grade_fact")
            .key("campaign_id", "campaign")
            .key("unit_id", "unit")
            .key_or_null("about_person_id", "person")
            .text("fact")
            .number("revision")
            .text("answer")
            .text("source")
            .key("person_id", "person")
            .number("at")
            .index(&["campaign_id", "unit_id"])
            .create(manager)
            .await?;
        table("decision")
            .key("campaign_id", "campaign")
            .key("authority_unit_id", "unit")
            .text("kind")
            .key("group_id", "campaign_group")
            .key_or_null("run_id", "assessment_run")
            .number("year")
            .number("number")
            .text("symbol")
            .date("decided_on")
            .text("state")
            .text("content")
            .text("content_sha256")
            .key("prepared_by", "person")
            .number("prepared_at")
            .key_or_null("ended_by", "person")
            .number_or_null("ended_at")
            .text("reason")
            .key_or_null("replaces_id", "decision")
            .number_or_null("file_within")
            .number_or_null("answer_within")
            .date_or_null("appeals_until")
            .index(&["campaign_id", "state"])
            .create(manager)
            .await?;
        table("decision_line")
            .key("decision_id", "decision")
            .text("about")
            .key("unit_id", "unit")
            .key_or_null("person_id", "person")
            .text("before_value")
            .text("after_value")
            .text("proposed")
            .text("facts")
            .text("reason")
            .index(&["decision_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for statement in [
            // A number that was declined or withdrawn was never given to a document; the clerk may use it again.
            "CREATE UNIQUE INDEX decision_number_unique ON decision (authority_unit_id, year, number) WHERE state IN ('prepared', 'approved')",
            // Two missing values are never equal to an index.
            "CREATE UNIQUE INDEX grade_fact_revision_unique ON grade_fact (campaign_id, unit_id, COALESCE(about_person_id, 0), fact, revision)",
            "CREATE UNIQUE INDEX decision_line_unique ON decision_line (decision_id, about, unit_id, COALESCE(person_id, 0))",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for statement in guards(manager.get_database_backend()) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
