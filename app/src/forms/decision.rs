//! Decisions: preparing one, approving, declining, taking back.

use crate::urls;
use domain::DecisionId;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::decision::{LineRow, NewDecision};

/// What is chosen for one unit or head.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct GradeRow {
    /// The unit, or the unit and its head.
    #[serde(default)]
    pub code: String,
    /// What is decided.
    #[serde(default)]
    pub value: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Prepares a decision.
#[server(endpoint = "decision/prepare")]
pub async fn prepare_decision(
    campaign: String,
    peer_group: String,
    kind: String,
    number: String,
    decided_on: String,
    basis: String,
    #[server(default)] reason: String,
    #[server(default)] run: String,
    #[server(default)] file_within: String,
    #[server(default)] answer_within: String,
    #[server(default)] lines: Vec<GradeRow>,
    #[server(default)] about: String,
    #[server(default)] unit: String,
    #[server(default)] person: String,
    #[server(default)] value: String,
    #[server(default)] outcome: String,
    #[server(default)] score: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let lines = lines.into_iter().map(|it| LineRow { code: it.code, value: it.value, reason: it.reason }).collect();
    let typed = NewDecision {
        campaign,
        peer_group,
        kind,
        number,
        decided_on,
        basis,
        reason,
        run,
        file_within,
        answer_within,
        lines,
        about,
        unit,
        person,
        value,
        outcome,
        score,
    };
    let id = services::decision::prepare(&ctx, &typed).await?;
    redirect(&urls::done(&urls::decision(id), "done-decision-prepared"));
    Ok(())
}

/// Approves a decision with the password.
#[server(endpoint = "decision/approve")]
pub async fn approve_decision(id: DecisionId, digest: String, password: String, token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::decision::approve(&ctx, id, &digest, &password, &token).await?;
    redirect(&urls::done(&urls::decision(id), "done-decision-approved"));
    Ok(())
}

/// Declines a decision, with a reason.
#[server(endpoint = "decision/decline")]
pub async fn decline_decision(id: DecisionId, reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::decision::decline(&ctx, id, &reason).await?;
    redirect(&urls::done(&urls::decision(id), "done-decision-declined"));
    Ok(())
}

/// Takes a prepared decision back.
#[server(endpoint = "decision/withdraw")]
pub async fn withdraw_decision(id: DecisionId) -> Result<(), AppError> {
    let ctx = context().await?;
    services::decision::withdraw(&ctx, id).await?;
    redirect(&urls::done(&urls::decision(id), "done-decision-withdrawn"));
    Ok(())
}
