//! Units in a tree with dates, their codes and succession; people, posts and who held them.

use crate::table::table;
use sea_orm_migration::prelude::*;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("unit")
            .key_or_null("parent_id", "unit")
            .text("path")
            .text("unit_type")
            .text("level")
            .text("name_full")
            .text("name_short")
            .text("header_parent")
            .text("header_lines")
            .text("doc_abbrev")
            .text("place_name")
            .text_or_null("tax_code")
            .date("valid_from")
            .date_or_null("valid_to")
            .text("search_key")
            .text("sort_key")
            .index(&["path"])
            .index(&["parent_id"])
            .create(manager)
            .await?;
        table("unit_code")
            .key("unit_id", "unit")
            .text("scheme")
            .text("code")
            .date("valid_from")
            .date_or_null("valid_to")
            .unique(&["scheme", "code", "valid_from"])
            .index(&["unit_id"])
            .create(manager)
            .await?;
        table("unit_succession")
            .key("from_unit_id", "unit")
            .key("to_unit_id", "unit")
            .text("kind")
            .number_or_null("share_e4")
            .date("effective_on")
            .text("note")
            .unique(&["from_unit_id", "to_unit_id", "effective_on"])
            .create(manager)
            .await?;
        table("person").text("full_name").text("honorific").text("category").text("search_key").text("sort_key").create(manager).await?;
        table("post")
            .key("unit_id", "unit")
            .text("kind")
            .text("title")
            .date("valid_from")
            .date_or_null("valid_to")
            .index(&["unit_id"])
            .create(manager)
            .await?;
        table("post_holding")
            .key("post_id", "post")
            .key("person_id", "person")
            .date("from_on")
            .date_or_null("to_on")
            .flag("acting")
            .flag("concurrent")
            .index(&["post_id", "from_on"])
            .index(&["person_id"])
            .create(manager)
            .await?;
        table("holiday").date("on_date").text("kind").text("name").unique(&["on_date"]).create(manager).await?;
        Ok(())
    }
}
