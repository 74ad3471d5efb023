//! Issuing sheets, proposing, countering, agreeing, signing or declining to, withdrawing.

use crate::urls;
use domain::{CampaignId, CommitmentId, ScanId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::commitment::{self, Draft, TypedAnswer, TypedGoal, TypedTask, TypedValue};

/// A target's row of a proposal; every box comes as text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ValueRow {
    /// The target.
    pub target: i64,
    /// The value.
    #[serde(default)]
    pub value: String,
    /// The note.
    #[serde(default)]
    pub note: String,
}

/// A target's upper bound and its goals by quarter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct GoalRow {
    /// The target.
    pub target: i64,
    /// The upper bound of a range.
    #[serde(default)]
    pub to: String,
    /// The goal of the first quarter.
    #[serde(default)]
    pub q1: String,
    /// Its upper bound.
    #[serde(default)]
    pub q1_to: String,
    /// The goal of the second quarter.
    #[serde(default)]
    pub q2: String,
    /// Its upper bound.
    #[serde(default)]
    pub q2_to: String,
    /// The goal of the third quarter.
    #[serde(default)]
    pub q3: String,
    /// Its upper bound.
    #[serde(default)]
    pub q3_to: String,
}

/// A key task's row of a proposal.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TaskRow {
    /// What is to be done.
    #[serde(default)]
    pub title: String,
    /// The result expected.
    #[serde(default)]
    pub result: String,
    /// Who answers for it.
    #[serde(default)]
    pub person: String,
    /// Until when.
    #[serde(default)]
    pub due: String,
}

fn draft(revision: i64, note: String, confirmed: bool, values: Vec<ValueRow>, goals: Vec<GoalRow>, tasks: Vec<TaskRow>) -> Draft {
    let goal =
        |it: GoalRow| TypedGoal { target: it.target, to: it.to, quarters: [(it.q1, it.q1_to), (it.q2, it.q2_to), (it.q3, it.q3_to)] };
    Draft {
        goals: goals.into_iter().map(goal).collect(),
        revision,
        note,
        confirmed,
        values: values.into_iter().map(|it| TypedValue { target: it.target, value: it.value, note: it.note }).collect(),
        tasks: tasks.into_iter().map(|it| TypedTask { title: it.title, result: it.result, person: it.person, due: it.due }).collect(),
    }
}

fn back(id: CommitmentId, done: &str) {
    redirect(&format!("{}?{done}", urls::commitment(id)));
}

/// Issues a sheet to every member of a campaign that has none.
#[server(endpoint = "commitment/issue-all")]
pub async fn issue_sheets(campaign: CampaignId, code: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::issue_all(&ctx, campaign).await?;
    let list = urls::commitments(&code);
    redirect(&format!("{}?done=sheets-issued", urls::local_or_home(&list)));
    Ok(())
}

/// Puts the unit's values and key tasks before the superior.
#[server(endpoint = "commitment/propose")]
pub async fn propose_sheet(
    id: CommitmentId,
    revision: i64,
    #[server(default)] note: String,
    #[server(default)] confirmed: bool,
    #[server(default)] values: Vec<ValueRow>,
    #[server(default)] goals: Vec<GoalRow>,
    #[server(default)] tasks: Vec<TaskRow>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::propose(&ctx, id, &draft(revision, note, confirmed, values, goals, tasks)).await?;
    back(id, "done=sheet-proposed");
    Ok(())
}

/// Answers the unit's proposal with other values and a reason.
#[server(endpoint = "commitment/counter")]
pub async fn counter_sheet(
    id: CommitmentId,
    revision: i64,
    #[server(default)] note: String,
    #[server(default)] confirmed: bool,
    #[server(default)] values: Vec<ValueRow>,
    #[server(default)] goals: Vec<GoalRow>,
    #[server(default)] tasks: Vec<TaskRow>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::counter(&ctx, id, &draft(revision, note, confirmed, values, goals, tasks)).await?;
    back(id, "done=sheet-countered");
    Ok(())
}

/// Agrees to the unit's proposal, which freezes the content.
#[server(endpoint = "commitment/approve")]
pub async fn approve_sheet(id: CommitmentId, revision: i64, #[server(default)] copies: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::approve_copies(&ctx, id, revision, &copies).await?;
    back(id, "done=sheet-approved");
    Ok(())
}

/// Signs on the digest that was on the screen.
#[server(endpoint = "commitment/sign")]
pub async fn sign_sheet(id: CommitmentId, digest: String, password: String, token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::sign(&ctx, id, &digest, &password, &token).await?;
    back(id, "done=sheet-signed");
    Ok(())
}

/// Declines to sign, with a reason.
#[server(endpoint = "commitment/decline")]
pub async fn decline_sheet(id: CommitmentId, digest: String, token: String, #[server(default)] reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::decline(&ctx, id, &digest, &reason, &token).await?;
    back(id, "done=sheet-declined");
    Ok(())
}

/// Confirms that a scan is of the paper that the authority signed by hand.
#[server(endpoint = "commitment/confirm-scan")]
pub async fn confirm_scan(
    id: ScanId,
    digest: String,
    #[server(default)] head: String,
    #[server(default)] head_on: String,
    #[server(default)] authority_on: String,
    password: String,
    token: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = TypedAnswer { digest, head, head_on, authority_on, password, token };
    let sheet = commitment::confirm_scan(&ctx, id, &typed).await?;
    back(sheet, "done=scan-confirmed");
    Ok(())
}

/// Refuses a scan, with a reason.
#[server(endpoint = "commitment/refuse-scan")]
pub async fn refuse_scan(id: ScanId, token: String, #[server(default)] reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::refuse_scan(&ctx, id, &reason, &token).await?;
    redirect(&urls::done(&urls::scan(id), "done-scan-refused"));
    Ok(())
}

/// Takes a declined sheet back to be negotiated.
#[server(endpoint = "commitment/reopen")]
pub async fn reopen_sheet(id: CommitmentId, revision: i64) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::reopen(&ctx, id, revision).await?;
    back(id, "done=sheet-reopened");
    Ok(())
}

/// Takes a sheet out of use, with a reason.
#[server(endpoint = "commitment/withdraw")]
pub async fn withdraw_sheet(id: CommitmentId, revision: i64, #[server(default)] reason: String) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::withdraw(&ctx, id, revision, &reason).await?;
    back(id, "done=sheet-withdrawn");
    Ok(())
}

/// Issues a withdrawn sheet anew.
#[server(endpoint = "commitment/reissue")]
pub async fn reissue_sheet(id: CommitmentId) -> Result<(), AppError> {
    let ctx = context().await?;
    commitment::reissue(&ctx, id).await?;
    back(id, "done=sheet-reissued");
    Ok(())
}

/// Hands a target down to somebody of the unit.
#[server(endpoint = "assignment/add")]
pub async fn assign_target(
    id: CommitmentId,
    #[server(default)] target: String,
    #[server(default)] person: String,
    #[server(default)] value: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let new = services::commitment::NewAssignment { target, person, value, note };
    services::commitment::assign(&ctx, id, &new).await?;
    redirect(&urls::done(&urls::handing_down(id), "done-target-assigned"));
    Ok(())
}

/// Takes a part away from somebody.
#[server(endpoint = "assignment/remove")]
pub async fn unassign_target(id: CommitmentId, assignment: domain::AssignmentId) -> Result<(), AppError> {
    let ctx = context().await?;
    services::commitment::unassign(&ctx, id, assignment).await?;
    redirect(&urls::done(&urls::handing_down(id), "done-assignment-removed"));
    Ok(())
}
