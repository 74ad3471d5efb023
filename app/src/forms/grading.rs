//! Choosing grade rules, saying what facts are.

use crate::urls;
use domain::UnitId;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::grading::{AnswerRow, NewChoice, NewStatements};

/// Chooses the rule by which a group's units or heads are graded.
#[server(endpoint = "grade-rule/choose")]
pub async fn choose_grade_rule(
    campaign: String,
    peer_group: String,
    whom: String,
    #[server(default)] rule: String,
    #[server(default)] tasks_from: String,
    #[server(default)] quota_base: String,
    #[server(default)] outstanding: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let address = urls::grading(&campaign, &peer_group);
    services::grading::choose(&ctx, &NewChoice { campaign, peer_group, whom, rule, tasks_from, quota_base, outstanding }).await?;
    redirect(&urls::done(&address, "done-grade-rule-chosen"));
    Ok(())
}

/// A row of the form of facts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FactRow {
    /// The fact's code.
    #[serde(default)]
    pub fact: String,
    /// What was typed or chosen.
    #[serde(default)]
    pub answer: String,
    /// Ticked where it is not known.
    #[serde(default)]
    pub unknown: String,
    /// Where it is known from, or why it is not.
    #[serde(default)]
    pub source: String,
}

/// Keeps what a named person says of facts.
#[server(endpoint = "grade-fact/state")]
pub async fn state_grade_facts(
    campaign: String,
    unit: UnitId,
    #[server(default)] about: String,
    #[server(default)] rows: Vec<FactRow>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let about: Option<i64> = match about.as_str() {
        "" => None,
        it => Some(it.parse().map_err(|_| AppError::Malformed)?),
    };
    let said = |it: FactRow| AnswerRow {
        answer: if it.unknown.is_empty() { it.answer } else { "unknown".to_owned() },
        fact: it.fact,
        source: it.source,
    };
    let address = format!("{}{}", urls::grading_of(&campaign, unit), if about.is_some() { "?ve=nguoi" } else { "" });
    let typed = NewStatements { campaign, unit: unit.0, about, rows: rows.into_iter().map(said).collect() };
    services::grading::state(&ctx, &typed).await?;
    redirect(&urls::done(&address, "done-grade-facts-stated"));
    Ok(())
}
