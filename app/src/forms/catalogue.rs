//! Changing when a rule set is in force, and what the catalogue says of a variable.

use crate::urls;
use domain::{RuleSetId, VariableId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use services::catalogue::{InForceForm, VariableForm};

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

/// Changes what the catalogue says of a variable.
#[server(endpoint = "variable/change")]
pub async fn change_variable(
    variable: VariableId,
    title: String,
    #[server(default)] definition: String,
    #[server(default)] legal_basis: String,
    source: String,
    #[server(default)] owner_area: String,
    reason: String,
    revision: i64,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = VariableForm { title, definition, legal_basis, source, owner_area, reason, revision };
    services::catalogue::change_variable(&ctx, variable, &form).await?;
    redirect(&urls::done(&urls::variable(variable), "done-variable-changed"));
    Ok(())
}
