//! The register of outgoing papers: numbers by organisation, series and year, each once; how an organisation counts and which symbols it
//! chose. A number is never changed or removed: only that it was cancelled may be added. Decisions get their number as they are approved.

use crate::guard::kept;
use crate::table::table;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// What a row of the register says: only its cancelling may be added, once.
const ENTRY_FROZEN: &str = "OLD.cancelled_at IS NOT NULL OR NEW.cancelled_at IS NULL OR OLD.unit_id <> NEW.unit_id OR OLD.year <> NEW.year \
     OR OLD.series <> NEW.series OR OLD.number <> NEW.number OR OLD.kind <> NEW.kind OR OLD.symbol <> NEW.symbol OR OLD.origin <> NEW.origin \
     OR OLD.issued_on <> NEW.issued_on OR OLD.about <> NEW.about OR OLD.signer <> NEW.signer OR OLD.recipients <> NEW.recipients \
     OR OLD.paper <> NEW.paper OR COALESCE(OLD.paper_id, 0) <> COALESCE(NEW.paper_id, 0) \
     OR COALESCE(OLD.replaces_id, 0) <> COALESCE(NEW.replaces_id, 0) OR OLD.given_by <> NEW.given_by OR OLD.given_at <> NEW.given_at";

/// What a decision says, as step 17 keeps it, but that its number comes into it as it is approved. Number 0 is none yet.
const DECISION_FROZEN: &str = "OLD.decided_on <> NEW.decided_on OR OLD.kind <> NEW.kind OR OLD.prepared_by <> NEW.prepared_by \
     OR OLD.symbol <> NEW.symbol OR COALESCE(OLD.file_within, 0) <> COALESCE(NEW.file_within, 0) \
     OR COALESCE(OLD.answer_within, 0) <> COALESCE(NEW.answer_within, 0) OR OLD.state <> 'prepared' \
     OR ((OLD.content <> NEW.content OR OLD.number <> NEW.number OR OLD.content_sha256 <> NEW.content_sha256) \
     AND NOT (OLD.number = 0 AND NEW.number > 0 AND NEW.state = 'approved'))";

/// The decisions that have numbers already: somebody typed them. The words to find them by are those that the program would fold.
const FILL: &str = "INSERT INTO register_entry (unit_id, year, series, number, kind, symbol, origin, issued_on, about, signer, recipients, \
     paper, paper_id, given_by, given_at, search_key) \
     SELECT decision.authority_unit_id, decision.year, 'decision', decision.number, 'decision', decision.symbol, 'outside', decision.decided_on, \
     CASE decision.kind WHEN 'publication' THEN 'Về việc công bố kết quả thực hiện cam kết' \
     WHEN 'unit_grades' THEN 'Về việc xếp loại mức độ hoàn thành nhiệm vụ của đơn vị' \
     WHEN 'head_grades' THEN 'Về việc xếp loại chất lượng người đứng đầu đơn vị' \
     ELSE 'Về việc thay thế kết quả, mức xếp loại đã quyết định' END || ' cải cách hành chính năm ' || CAST(campaign.year AS TEXT), \
     person.full_name, 'Như Điều 3', 'decision', decision.id, decision.ended_by, decision.ended_at, \
     CASE WHEN decision.number < 10 THEN '0' ELSE '' END || CAST(decision.number AS TEXT) || '/' \
     || LOWER(REPLACE(REPLACE(decision.symbol, 'Đ', 'D'), 'đ', 'd')) || ' quyet dinh ' || \
     CASE decision.kind WHEN 'publication' THEN 've viec cong bo ket qua thuc hien cam ket' \
     WHEN 'unit_grades' THEN 've viec xep loai muc do hoan thanh nhiem vu cua don vi' \
     WHEN 'head_grades' THEN 've viec xep loai chat luong nguoi dung dau don vi' \
     ELSE 've viec thay the ket qua, muc xep loai da quyet dinh' END || ' cai cach hanh chinh nam ' || CAST(campaign.year AS TEXT) \
     || ' ' || person.search_key || ' nhu dieu 3' \
     FROM decision JOIN campaign ON campaign.id = decision.campaign_id JOIN person ON person.id = decision.ended_by \
     WHERE decision.state = 'approved' ORDER BY decision.year, decision.number";

/// Which of them replace which, before their rows are kept as they are.
const POINT: &str = "UPDATE register_entry SET replaces_id = (SELECT earlier.id FROM decision JOIN register_entry AS earlier \
     ON earlier.paper = 'decision' AND earlier.paper_id = decision.replaces_id WHERE decision.id = register_entry.paper_id)";

fn guards(backend: DatabaseBackend) -> Vec<String> {
    let drop = match backend {
        DatabaseBackend::Postgres => "DROP TRIGGER decision_kept_update ON decision",
        _ => "DROP TRIGGER decision_kept_update",
    };
    vec![
        drop.to_owned(),
        kept(backend, "decision", "UPDATE", DECISION_FROZEN),
        kept(backend, "register_entry", "UPDATE", ENTRY_FROZEN),
        kept(backend, "register_entry", "DELETE", ""),
    ]
}

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("register_entry")
            .key("unit_id", "unit")
            .number("year")
            .text("series")
            .number("number")
            .text("kind")
            .text("symbol")
            .text("origin")
            .date("issued_on")
            .text("about")
            .text("signer")
            .text("recipients")
            .text("paper")
            .number_or_null("paper_id")
            .key_or_null("replaces_id", "register_entry")
            .key("given_by", "person")
            .number("given_at")
            .key_or_null("cancelled_by", "person")
            .number_or_null("cancelled_at")
            .text_or_null("reason")
            .text("search_key")
            .unique(&["unit_id", "year", "series", "number"])
            // Whichever series it is of, no two papers of a year bear one number and kind.
            .unique(&["unit_id", "year", "kind", "number"])
            .index(&["unit_id", "issued_on"])
            .index(&["replaces_id"])
            .create(manager)
            .await?;
        table("register_manner")
            .key("unit_id", "unit")
            .number("from_year")
            .text("manner")
            .key("person_id", "person")
            .number("at")
            .unique(&["unit_id", "from_year"])
            .create(manager)
            .await?;
        table("document_symbol")
            .key("unit_id", "unit")
            .text("kind")
            .text("symbol")
            .key("person_id", "person")
            .number("at")
            .unique(&["unit_id", "kind"])
            .create(manager)
            .await?;
        let db = manager.get_connection();
        for statement in [
            FILL,
            POINT,
            // A paper has one number in force; one that is cancelled leaves room for another.
            "CREATE UNIQUE INDEX register_entry_paper_unique ON register_entry (paper, paper_id) WHERE paper <> '' AND cancelled_at IS NULL",
            // A decision without a number takes none away.
            "DROP INDEX decision_number_unique",
            "CREATE UNIQUE INDEX decision_number_unique ON decision (authority_unit_id, year, number) \
             WHERE state IN ('prepared', 'approved') AND number > 0",
        ] {
            db.execute_unprepared(statement).await?;
        }
        for statement in guards(manager.get_database_backend()) {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
