//! The register of papers: giving numbers, cancelling them, how an organisation counts.

use crate::urls;
use domain::register::DocumentKind;
use domain::{EntryId, OriginalId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::register::NewEntry;

/// Gives a paper its number.
#[server(endpoint = "register/enter")]
pub async fn enter_paper(
    #[server(default)] unit: String,
    #[server(default)] paper: String,
    #[server(default)] paper_id: String,
    #[server(default)] kind: String,
    #[server(default)] number: String,
    issued_on: String,
    #[server(default)] about: String,
    #[server(default)] signer: String,
    #[server(default)] recipients: String,
    #[server(default)] replaces: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = NewEntry { unit, paper, paper_id, kind, number, issued_on, about, signer, recipients, replaces };
    let id = services::register::enter(&ctx, &typed).await?;
    redirect(&urls::done(&urls::entry(id), "done-number-given"));
    Ok(())
}

/// Cancels a number, with a reason.
#[server(endpoint = "register/cancel")]
pub async fn cancel_number(id: EntryId, reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::register::cancel(&ctx, id, &reason).await?;
    redirect(&urls::done(&urls::entry(id), "done-number-cancelled"));
    Ok(())
}

/// Takes a signed original out, with a reason.
#[server(endpoint = "register/void-original")]
pub async fn void_original(original: OriginalId, #[server(default)] void_reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let entry = services::register::void_original(&ctx, original, &void_reason).await?;
    redirect(&urls::done(&urls::entry(entry), "done-original-voided"));
    Ok(())
}

/// Chooses how an organisation counts from a year on.
#[server(endpoint = "register/manner")]
pub async fn set_manner(unit: UnitId, year: String, manner: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::register::set_manner(&ctx, unit, &year, &manner).await?;
    redirect(&urls::done(&urls::register_settings(unit), "done-manner-set"));
    Ok(())
}

/// Chooses the symbols of kinds that have no code.
#[server(endpoint = "register/symbols")]
pub async fn set_symbols(
    unit: UnitId,
    #[server(default)] symbol_letter: String,
    #[server(default)] symbol_commitment: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = [(DocumentKind::Letter.code(), symbol_letter.as_str()), (DocumentKind::Commitment.code(), symbol_commitment.as_str())];
    let changed = services::register::set_symbols(&ctx, unit, &typed).await?;
    let done = if changed == 0 { "done-symbols-unchanged" } else { "done-symbols-set" };
    redirect(&urls::done(&urls::register_settings(unit), done));
    Ok(())
}
