//! Entering, submitting and deciding figures; withdrawing evidence.

use crate::urls;
use domain::{EvidenceId, FigureId, Period, UnitId, VariableId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::figure::{Adjust, Record, RecordRow, SendBack, Submit};

/// A row of the entry grid; every box comes as text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TypedRow {
    /// The variable.
    pub variable: String,
    /// The value.
    #[serde(default)]
    pub value: String,
    /// The value that the box held.
    #[serde(default)]
    pub value_was: String,
    /// The note.
    #[serde(default)]
    pub note: String,
    /// The note that stood there.
    #[serde(default)]
    pub note_was: String,
    /// The revision that the page showed.
    #[serde(default)]
    pub revision: String,
    /// The text whose reading was confirmed.
    #[serde(default)]
    pub confirmed: String,
}

/// A figure of a list, in the revision that the page showed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ChosenRow {
    /// The figure.
    pub figure: String,
    /// The revision.
    pub revision: String,
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.trim().parse().map_err(|_| AppError::Malformed)
}

fn some(dot: String) -> Option<String> {
    Some(dot).filter(|it| !it.is_empty())
}

/// Saves the entry grid.
#[server(endpoint = "figure/record")]
pub async fn record_figures(
    unit: UnitId,
    period: String,
    #[server(default)] dot: String,
    #[server(default)] as_of: String,
    #[server(default)] rows: Vec<TypedRow>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let period: Period = number(&period)?;
    let mut read = Vec::with_capacity(rows.len());
    for it in rows {
        let variable = VariableId(number(&it.variable)?);
        if read.iter().any(|other: &RecordRow| other.variable == variable) {
            return Err(AppError::Malformed);
        }
        let revision = number(&it.revision)?;
        read.push(RecordRow {
            variable,
            value: it.value,
            note: it.note,
            value_was: it.value_was,
            note_was: it.note_was,
            revision,
            confirmed: it.confirmed,
        });
    }
    let campaign = some(dot);
    let to = urls::figures(unit, period, campaign.as_deref());
    let changed = services::figure::record(&ctx, &Record { unit, period, campaign, as_of, rows: read }).await?;
    redirect(&urls::done(&to, if changed == 0 { "done-figures-unchanged" } else { "done-figures-saved" }));
    Ok(())
}

/// Submits a period's figures.
#[server(endpoint = "figure/submit")]
pub async fn submit_figures(unit: UnitId, period: String, #[server(default)] dot: String, token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let period: Period = number(&period)?;
    let campaign = some(dot);
    let to = urls::figures(unit, period, campaign.as_deref());
    services::figure::submit(&ctx, &Submit { unit, period, campaign, token }).await?;
    redirect(&urls::done(&to, "done-figures-submitted"));
    Ok(())
}

/// Accepts figures as declared.
#[server(endpoint = "figure/accept")]
pub async fn accept_figures(#[server(default)] rows: Vec<ChosenRow>, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let mut chosen = Vec::with_capacity(rows.len());
    for it in rows {
        let figure = FigureId(number(&it.figure)?);
        if chosen.iter().any(|(other, _)| *other == figure) {
            return Err(AppError::Malformed);
        }
        chosen.push((figure, number(&it.revision)?));
    }
    services::figure::accept(&ctx, &chosen).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-figures-accepted"));
    Ok(())
}

/// Accepts a figure with another value.
#[server(endpoint = "figure/adjust")]
pub async fn adjust_figure(
    figure: FigureId,
    revision: String,
    value: String,
    #[server(default)] confirmed: String,
    reason: String,
    next: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::figure::adjust(&ctx, &Adjust { figure, revision: number(&revision)?, value, confirmed, reason }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-figure-adjusted"));
    Ok(())
}

/// Sends a figure back to its unit.
#[server(endpoint = "figure/return")]
pub async fn return_figure(figure: FigureId, revision: String, reason: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::figure::send_back(&ctx, &SendBack { figure, revision: number(&revision)?, reason }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-figure-returned"));
    Ok(())
}

/// Takes a piece of evidence back.
#[server(endpoint = "evidence/withdraw")]
pub async fn withdraw_evidence(evidence: EvidenceId, reason: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::figure::evidence::withdraw(&ctx, evidence, &reason).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-evidence-withdrawn"));
    Ok(())
}
