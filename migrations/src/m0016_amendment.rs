//! Seals and amendments: what a unit's signature seals, the numbered changes of a sealed goal, which units signed a change. What is sealed is
//! kept by the database itself: rule sets, days, members, exemptions and own targets of who has signed do not change any more.

use crate::guard::{kept, sealed};
use crate::table::table;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// What a seal says: only that it was lifted may be added.
const SEAL_FROZEN: &str =
    "OLD.content <> NEW.content OR OLD.sha256 <> NEW.sha256 OR OLD.unit_id <> NEW.unit_id OR OLD.lifted_at IS NOT NULL";

/// What an amendment says: only how far it is may change, and never back.
pub(crate) const AMENDMENT_FROZEN: &str = "OLD.content <> NEW.content OR OLD.content_sha256 <> NEW.content_sha256 OR OLD.number <> NEW.number \
     OR OLD.effective_on <> NEW.effective_on OR OLD.proposed_by <> NEW.proposed_by OR OLD.state IN ('declined', 'replaced') \
     OR (OLD.state = 'approved' AND NEW.state <> 'replaced')";

/// Rows under a seal: table, act, and when it is refused.
const SEALED: [(&str, &str, &str); 11] = [
    ("exemption", "INSERT", "NEW_UNIT"),
    ("exemption", "UPDATE", "OLD_UNIT OR NEW_UNIT"),
    ("exemption", "DELETE", "OLD_UNIT"),
    ("unit_target", "INSERT", "NEW_UNIT"),
    ("unit_target", "UPDATE", "OLD_UNIT OR NEW_UNIT"),
    ("unit_target", "DELETE", "OLD_UNIT"),
    ("campaign_unit", "UPDATE", "(OLD.code <> NEW.code OR OLD.group_id <> NEW.group_id OR OLD.unit_id <> NEW.unit_id) AND OLD_UNIT"),
    ("campaign_unit", "DELETE", "OLD_UNIT"),
    ("campaign_group", "UPDATE", "(OLD.rule_set_id <> NEW.rule_set_id OR OLD.peer_group <> NEW.peer_group) AND OF_GROUP"),
    (
        "campaign",
        "UPDATE",
        "(OLD.code <> NEW.code OR OLD.year <> NEW.year OR OLD.starts_on <> NEW.starts_on OR OLD.ends_on <> NEW.ends_on) AND OF_CAMPAIGN",
    ),
    ("rule_set", "UPDATE", "(OLD.content <> NEW.content OR OLD.sha256 <> NEW.sha256) AND OF_RULES"),
];

fn condition(text: &str) -> String {
    let of_unit = |row: &str| {
        format!(
            "EXISTS (SELECT 1 FROM seal WHERE seal.campaign_id = {row}.campaign_id AND seal.unit_id = {row}.unit_id AND seal.lifted_at IS NULL)"
        )
    };
    text.replace("OLD_UNIT", &of_unit("OLD"))
        .replace("NEW_UNIT", &of_unit("NEW"))
        .replace("OF_GROUP", "EXISTS (SELECT 1 FROM seal WHERE seal.group_id = OLD.id AND seal.lifted_at IS NULL)")
        .replace("OF_CAMPAIGN", "EXISTS (SELECT 1 FROM seal WHERE seal.campaign_id = OLD.id AND seal.lifted_at IS NULL)")
        .replace(
            "OF_RULES",
            "EXISTS (SELECT 1 FROM seal JOIN campaign_group ON campaign_group.id = seal.group_id \
             WHERE campaign_group.rule_set_id = OLD.id AND seal.lifted_at IS NULL)",
        )
}

fn sealing(backend: DatabaseBackend) -> Vec<String> {
    SEALED.into_iter().flat_map(|(table, act, text)| sealed(backend, table, act, &condition(text))).collect()
}

fn keeping(backend: DatabaseBackend) -> Vec<String> {
    vec![
        kept(backend, "seal", "UPDATE", SEAL_FROZEN),
        kept(backend, "seal", "DELETE", ""),
        kept(backend, "amendment", "UPDATE", AMENDMENT_FROZEN),
        kept(backend, "amendment", "DELETE", ""),
        kept(backend, "amendment_unit", "UPDATE", ""),
        kept(backend, "amendment_unit", "DELETE", ""),
    ]
}

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("seal")
            .key("campaign_id", "campaign")
            .key("group_id", "campaign_group")
            .key("unit_id", "unit")
            .key("commitment_id", "commitment")
            .text("content")
            .text("sha256")
            .text("rule_set_sha256")
            .key("person_id", "person")
            .number("sealed_at")
            .number_or_null("lifted_at")
            .index(&["campaign_id", "unit_id"])
            .index(&["group_id"])
            .create(manager)
            .await?;
        table("amendment")
            .key("campaign_id", "campaign")
            .key("group_id", "campaign_group")
            .text("number")
            .key("target_id", "target")
            .key_or_null("unit_id", "unit")
            .text("period")
            .value_or_null("old")
            .number_or_null("old_to_e4")
            .value("value")
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
            .index(&["campaign_id", "state"])
            .index(&["group_id", "state"])
            .create(manager)
            .await?;
        table("amendment_unit")
            .key("amendment_id", "amendment")
            .key("unit_id", "unit")
            .key("person_id", "person")
            .number("at")
            .unique(&["amendment_id", "unit_id"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for statement in [
            "CREATE UNIQUE INDEX seal_unit_unique ON seal (campaign_id, unit_id) WHERE lifted_at IS NULL",
            // A number that was declined was never given to a paper; the clerk may use it again.
            "CREATE UNIQUE INDEX amendment_number_unique ON amendment (campaign_id, number) WHERE state <> 'declined'",
            // Two missing values are never equal to an index.
            "CREATE UNIQUE INDEX amendment_day_unique ON amendment (group_id, target_id, COALESCE(unit_id, 0), period, effective_on) \
             WHERE state = 'approved'",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for statement in keeping(manager.get_database_backend()).into_iter().chain(sealing(manager.get_database_backend())) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
