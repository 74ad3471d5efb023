//! Writing rule sets: beginning a draft, saving its parts, making it a version, dropping it.

use crate::urls;
use domain::RuleDraftId;
use domain::drafting::{List, TargetDraft, bound_of_box, share_of_percent};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::rule_draft::{Head, IssueForm, Start};

/// Begins a draft.
#[server(endpoint = "rule-draft/begin")]
pub async fn begin_rule_draft(from: String, #[server(default)] file: String) -> Result<(), AppError> {
    let ctx = context().await?;
    let id = services::rule_draft::begin(&ctx, &Start { from, file }).await?;
    redirect(&urls::done(&urls::rule_draft(id), "done-rule-draft-begun"));
    Ok(())
}

/// Saves what a draft says of all targets.
#[server(endpoint = "rule-draft/head")]
pub async fn save_draft_head(
    id: RuleDraftId,
    revision: i64,
    code: String,
    title: String,
    #[server(default)] legal_basis: String,
    #[server(default)] display_decimals: String,
    #[server(default)] family: String,
    #[server(default)] fail_below: String,
    #[server(default)] pass_from: String,
    #[server(default)] grades: Vec<String>,
    #[server(default)] adjustments: Vec<String>,
    #[server(default)] bonus_cap: String,
    #[server(default)] malus_cap: String,
    #[server(default)] tie_breakers: Vec<String>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let head = Head {
        code,
        title,
        legal_basis,
        display_decimals,
        fail_below: bound_of_box(&family, &fail_below),
        pass_from: bound_of_box(&family, &pass_from),
        grades: List::Grades.of_boxes(&grades),
        adjustments: List::Adjustments.of_boxes(&adjustments),
        bonus_cap,
        malus_cap,
        tie_breakers: List::TieBreakers.of_boxes(&tie_breakers),
        family,
    };
    services::rule_draft::save_head(&ctx, id, revision, &head).await?;
    redirect(&urls::done(&urls::rule_draft(id), "done-rule-draft-saved"));
    Ok(())
}

/// Saves a target, or adds one.
#[server(endpoint = "rule-draft/target")]
pub async fn save_draft_target(
    id: RuleDraftId,
    revision: i64,
    #[server(default)] at: String,
    #[server(default)] code: String,
    #[server(default)] title: String,
    #[server(default)] definition: String,
    #[server(default)] legal_basis: String,
    #[server(default)] unit: String,
    #[server(default)] area: String,
    #[server(default)] weight: String,
    #[server(default)] kind: String,
    #[server(default)] terms: String,
    #[server(default)] base: String,
    #[server(default)] times: String,
    #[server(default)] direction: String,
    #[server(default)] target: String,
    #[server(default)] target_to: String,
    #[server(default)] stretch: String,
    #[server(default)] rule: String,
    #[server(default)] full_at: String,
    #[server(default)] floor: String,
    #[server(default)] penalty: String,
    #[server(default)] steps: Vec<String>,
    #[server(default)] can_exceed: bool,
    #[server(default)] mandatory: bool,
    #[server(default)] zero_denominator: String,
    #[server(default)] gate: String,
    #[server(default)] max_survey: String,
    #[server(default)] interim: Vec<String>,
    #[server(default)] without_survey: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let draft = TargetDraft {
        code,
        title,
        definition,
        legal_basis,
        unit,
        area,
        weight,
        kind,
        terms,
        base,
        times,
        direction,
        target,
        target_to,
        stretch,
        rule,
        full_at,
        floor,
        penalty: share_of_percent(&penalty),
        steps: List::Steps.of_boxes(&steps),
        can_exceed,
        mandatory,
        zero_denominator,
        gate,
        max_survey,
        interim: List::Interim.of_boxes(&interim),
        without_survey,
        note,
        ..TargetDraft::default()
    };
    let place = services::rule_draft::save_target(&ctx, id, revision, at.parse().ok(), &draft).await?;
    redirect(&urls::done(&urls::draft_target(id, place), "done-rule-draft-saved"));
    Ok(())
}

/// Takes a target out.
#[server(endpoint = "rule-draft/remove")]
pub async fn remove_draft_target(id: RuleDraftId, revision: i64, at: usize) -> Result<(), AppError> {
    let ctx = context().await?;
    services::rule_draft::remove_target(&ctx, id, revision, at).await?;
    redirect(&urls::done(&urls::rule_draft(id), "done-rule-draft-saved"));
    Ok(())
}

/// Saves the weights of all targets.
#[server(endpoint = "rule-draft/weights")]
pub async fn save_draft_weights(
    id: RuleDraftId,
    revision: i64,
    #[server(default)] weights: Vec<String>,
    #[server(default)] areas: Vec<String>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::rule_draft::save_weights(&ctx, id, revision, &weights, &List::Areas.of_boxes(&areas)).await?;
    redirect(&urls::done(&urls::rule_draft(id), "done-rule-draft-saved"));
    Ok(())
}

/// Makes a version of a draft.
#[server(endpoint = "rule-draft/issue")]
pub async fn issue_rule_draft(
    id: RuleDraftId,
    revision: i64,
    #[server(default)] valid_from: String,
    #[server(default)] valid_to: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let version = services::rule_draft::issue(&ctx, id, revision, &IssueForm { valid_from, valid_to }).await?;
    redirect(&urls::done(&urls::rule_set(version), "done-rule-draft-issued"));
    Ok(())
}

/// Drops a draft.
#[server(endpoint = "rule-draft/discard")]
pub async fn discard_rule_draft(id: RuleDraftId, revision: i64) -> Result<(), AppError> {
    let ctx = context().await?;
    services::rule_draft::discard(&ctx, id, revision).await?;
    redirect(&urls::done(urls::RULE_DRAFTS, "done-rule-draft-discarded"));
    Ok(())
}
