//! Reports of key tasks.

use crate::urls;
use domain::KeyTaskId;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;

fn number(text: &str) -> Result<i64, AppError> {
    text.trim().parse().map_err(|_| AppError::Malformed)
}

/// Says that a task is done.
#[server(endpoint = "task/report")]
pub async fn report_task(task: KeyTaskId, revision: String, done_on: String, report: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::key_task::report(&ctx, task, number(&revision)?, &done_on, &report).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-task-reported"));
    Ok(())
}

/// Submits a task's report.
#[server(endpoint = "task/submit")]
pub async fn submit_task(task: KeyTaskId, revision: String, token: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::key_task::submit(&ctx, task, number(&revision)?, &token).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-task-submitted"));
    Ok(())
}

/// Accepts a task's report.
#[server(endpoint = "task/verify")]
pub async fn verify_task(task: KeyTaskId, revision: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::key_task::verify(&ctx, task, number(&revision)?).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-task-verified"));
    Ok(())
}

/// Sends a task's report back.
#[server(endpoint = "task/return")]
pub async fn return_task(task: KeyTaskId, revision: String, reason: String, next: String) -> Result<(), AppError> {
    let ctx = context().await?;
    services::key_task::send_back(&ctx, task, number(&revision)?, &reason).await?;
    redirect(&urls::done(urls::local_or_home(&next), "done-task-returned"));
    Ok(())
}
