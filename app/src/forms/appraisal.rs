//! Points of manual targets, points after the total, and why an appraisal is missing.

use crate::urls;
use domain::appraisal::Decision;
use domain::{AdjustmentId, CampaignId, TargetId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::appraisal::{Appraise, Decide, Enter, Propose};

/// Keeps what a unit gives itself.
#[server(endpoint = "appraisal/enter")]
pub async fn enter_self_points(
    campaign: CampaignId,
    unit: UnitId,
    target: TargetId,
    revision: i64,
    points: String,
    note: String,
    next: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appraisal::enter(&ctx, &Enter { campaign, unit, target, revision, points, note }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-self-points-entered"));
    Ok(())
}

/// Submits what a unit gave itself.
#[server(endpoint = "appraisal/submit")]
pub async fn submit_self_points(campaign: CampaignId, unit: UnitId, token: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appraisal::submit(&ctx, campaign, unit, &token).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-self-points-submitted"));
    Ok(())
}

/// Records what the appraiser and the survey give.
#[server(endpoint = "appraisal/give")]
pub async fn appraise_points(
    campaign: CampaignId,
    unit: UnitId,
    target: TargetId,
    revision: i64,
    appraised: String,
    #[server(default)] survey: String,
    reason: String,
    next: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appraisal::appraise(&ctx, &Appraise { campaign, unit, target, revision, appraised, survey, reason }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-points-appraised"));
    Ok(())
}

/// Records why a final run goes without an appraisal.
#[server(endpoint = "appraisal/excuse")]
pub async fn excuse_appraisal(campaign: CampaignId, unit: UnitId, target: TargetId, excuse: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let it = services::assessment::ExcuseAppraisal { campaign, unit, target, reason: excuse };
    services::assessment::excuse_appraisal(&ctx, &it).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-appraisal-excused"));
    Ok(())
}

/// Proposes points after the total.
#[server(endpoint = "adjustment/propose")]
pub async fn propose_adjustment(
    campaign: CampaignId,
    unit: UnitId,
    code: String,
    points: String,
    reason: String,
    next: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::appraisal::propose(&ctx, &Propose { campaign, unit, code, points, reason }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-adjustment-proposed"));
    Ok(())
}

/// Confirms or refuses proposed points.
#[server(endpoint = "adjustment/decide")]
pub async fn decide_adjustment(id: AdjustmentId, decision: String, note: String, token: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let decision = Decision::of(&decision).ok_or(AppError::Malformed)?;
    services::appraisal::decide(&ctx, &Decide { id, decision, note, token }).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-adjustment-decided"));
    Ok(())
}
