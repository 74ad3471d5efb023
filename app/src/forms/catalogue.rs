//! Changing when a rule set is in force.

use crate::urls;
use domain::RuleSetId;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::catalogue::InForceForm;

/// Changes when a rule set is in force.
#[server(endpoint = "rule-set/date")]
pub async fn date_rule_set(
    rule_set: RuleSetId,
    valid_from: String,
    #[server(default)] valid_to: String,
    #[server(default)] legal_basis: String,
    reason: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    services::catalogue::change_dates(&ctx, rule_set, &InForceForm { valid_from, valid_to, legal_basis, reason }).await?;
    redirect(&urls::done(&urls::rule_set(rule_set), "done-rule-set-dated"));
    Ok(())
}
