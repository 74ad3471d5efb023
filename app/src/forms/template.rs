//! The wording of papers.

use crate::urls;
use domain::UnitId;
use domain::template::TemplateKind;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::template::TypedWording;
use std::collections::HashMap;

/// Saves a wording as the next version.
#[server(endpoint = "template/save")]
pub async fn save_wording(
    unit: UnitId,
    kind: String,
    version: u32,
    #[server(default)] passages: HashMap<String, String>,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let kind = TemplateKind::of(&kind).ok_or(AppError::NotFound)?;
    let typed = TypedWording { version, passages: passages.into_iter().collect(), note };
    services::template::save(&ctx, unit, kind, &typed).await?;
    redirect(&urls::done(&urls::template(unit, kind), "done-wording-saved"));
    Ok(())
}
