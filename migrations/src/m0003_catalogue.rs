//! Rule sets by version, their targets, and the variables that figures report.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("variable")
            .text("code")
            .text("title")
            .text("unit_of_measure")
            .text("kind")
            .text("limit_code")
            .text("owner_area")
            .flag("cumulative")
            .unique(&["code"])
            .create(manager)
            .await?;
        table("rule_set")
            .text("code")
            .number("version")
            .text("title")
            .text("content")
            .text("sha256")
            .text("legal_basis")
            .date("valid_from")
            .date_or_null("valid_to")
            .number("created_at")
            .unique(&["code", "version"])
            .create(manager)
            .await?;
        table("target")
            .key("rule_set_id", "rule_set")
            .number("position")
            .text("code")
            .text("title")
            .text("unit_of_measure")
            .text("area")
            .number("weight_e4")
            .text("direction")
            .value("value")
            .unique(&["rule_set_id", "code"])
            .create(manager)
            .await?;
        table("rule_set_variable")
            .key("rule_set_id", "rule_set")
            .key("variable_id", "variable")
            .number("position")
            .text("frequency")
            .flag("evidence_required")
            .unique(&["rule_set_id", "variable_id"])
            .create(manager)
            .await?;
        Ok(())
    }
}
