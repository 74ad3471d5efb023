//! Changing units, posts and who holds them.

use crate::urls;
use domain::{PostId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::organisation::{EndForm, HandOverForm, PersonForm, UnitForm};

/// Adds a unit below another one.
#[server(endpoint = "unit/add")]
pub async fn add_unit(
    parent: UnitId,
    unit_type: String,
    name_full: String,
    name_short: String,
    #[server(default)] header_parent: String,
    header_lines: String,
    #[server(default)] doc_abbrev: String,
    place_name: String,
    #[server(default)] code: String,
    on: String,
    reason: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = UnitForm { unit_type, name_full, name_short, header_parent, header_lines, doc_abbrev, place_name, code, on, reason };
    let id = services::organisation::add_unit(&ctx, parent, &form).await?;
    redirect(&urls::done(&urls::unit(id), "done-unit-added"));
    Ok(())
}

/// Gives a unit other names or header lines.
#[server(endpoint = "unit/change")]
pub async fn change_unit(
    unit: UnitId,
    name_full: String,
    name_short: String,
    #[server(default)] header_parent: String,
    header_lines: String,
    #[server(default)] doc_abbrev: String,
    place_name: String,
    on: String,
    reason: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = UnitForm { name_full, name_short, header_parent, header_lines, doc_abbrev, place_name, on, reason, ..UnitForm::default() };
    services::organisation::change_unit(&ctx, unit, &form).await?;
    redirect(&urls::done(&urls::unit(unit), "done-unit-changed"));
    Ok(())
}

/// Ends a unit.
#[server(endpoint = "unit/end")]
pub async fn end_unit(
    unit: UnitId,
    on: String,
    reason: String,
    #[server(default)] successor: String,
    #[server(default)] kind: String,
    #[server(default)] share: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::organisation::end_unit(&ctx, unit, &EndForm { on, reason, successor: successor.parse().ok(), kind, share }).await?;
    redirect(&urls::done(&urls::unit(unit), "done-unit-ended"));
    Ok(())
}

/// Says what became of a unit.
#[server(endpoint = "unit/succeed")]
pub async fn record_succession(
    unit: UnitId,
    on: String,
    reason: String,
    #[server(default)] successor: String,
    #[server(default)] kind: String,
    #[server(default)] share: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::organisation::record_succession(&ctx, unit, &EndForm { on, reason, successor: successor.parse().ok(), kind, share }).await?;
    redirect(&urls::done(&urls::unit(unit), "done-succession-recorded"));
    Ok(())
}

/// Adds a post of a unit.
#[server(endpoint = "post/add")]
pub async fn add_post(unit: UnitId, kind: String, title: String, on: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::organisation::add_post(&ctx, unit, &kind, &title, &on).await?;
    redirect(&urls::done(&urls::unit(unit), "done-post-added"));
    Ok(())
}

/// Hands a post over.
#[server(endpoint = "post/hand-over")]
pub async fn hand_over_post(
    unit: UnitId,
    post: PostId,
    #[server(default)] person: String,
    #[server(default)] full_name: String,
    #[server(default)] honorific: String,
    #[server(default)] category: String,
    on: String,
    #[server(default)] acting: bool,
    #[server(default)] concurrent: bool,
    reason: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = HandOverForm {
        person: person.parse().ok(),
        new_person: PersonForm { full_name, honorific, category },
        on,
        acting,
        concurrent,
        reason,
    };
    services::organisation::hand_over(&ctx, post, &form).await?;
    redirect(&urls::done(&urls::unit(unit), "done-post-handed-over"));
    Ok(())
}
