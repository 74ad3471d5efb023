//! Filing, giving to a reviewer, answering and taking back appeals.

use crate::urls;
use domain::{AppealId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::appeal::{Answer, NewAppeal};

/// Files an appeal of a unit's result.
#[server(endpoint = "appeal/file")]
pub async fn file_appeal(
    campaign: String,
    unit: UnitId,
    #[server(default)] target: String,
    reason: String,
    evidence: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = NewAppeal { target: target.parse().ok(), reason, evidence };
    let id = services::appeal::file(&ctx, &campaign, unit, &form).await?;
    redirect(&urls::done(&urls::appeal(id), "done-appeal-filed"));
    Ok(())
}

/// Gives an appeal to a reviewer.
#[server(endpoint = "appeal/assign")]
pub async fn assign_appeal(id: AppealId, #[server(default)] reviewer: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appeal::assign(&ctx, id, reviewer.parse().ok()).await?;
    redirect(&urls::done(&urls::appeal(id), "done-appeal-assigned"));
    Ok(())
}

/// Answers an appeal.
#[server(endpoint = "appeal/answer")]
pub async fn answer_appeal(
    id: AppealId,
    #[server(default)] outcome: String,
    #[server(default)] decision: String,
    answer: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appeal::answer(&ctx, id, &Answer { outcome, decision: decision.parse().ok(), answer }).await?;
    redirect(&urls::done(&urls::appeal(id), "done-appeal-answered"));
    Ok(())
}

/// Takes an appeal back.
#[server(endpoint = "appeal/withdraw")]
pub async fn withdraw_appeal(id: AppealId) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appeal::withdraw(&ctx, id).await?;
    redirect(&urls::done(&urls::appeal(id), "done-appeal-withdrawn"));
    Ok(())
}
