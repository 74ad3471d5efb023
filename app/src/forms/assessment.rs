//! Running an assessment, reasons for missing figures, results that others published.

use crate::urls;
use domain::run::RunKind;
use domain::{CampaignId, GroupId, UnitId, VariableId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::assessment::{Excuse, NewExternal};

/// Runs the assessment of a group, provisionally or for good.
#[server(endpoint = "assessment/run")]
pub async fn run_assessment(
    campaign: CampaignId,
    group: GroupId,
    code: String,
    peer_group: String,
    kind: String,
    token: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let kind = RunKind::of(&kind).ok_or(AppError::Malformed)?;
    let run = services::assessment::run(&ctx, campaign, group, kind, &token).await?;
    let address = urls::ranking_of(&code, &peer_group, Some(run), false, 1);
    redirect(&match kind {
        RunKind::Provisional => format!("{address}&done=assessed-provisionally"),
        RunKind::Final => format!("{address}&done=assessed-finally"),
    });
    Ok(())
}

/// A row of the list of missing figures.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ReasonRow {
    /// The unit's key.
    #[serde(default)]
    pub unit: String,
    /// The variable's key.
    #[serde(default)]
    pub variable: String,
    /// The period's label.
    #[serde(default)]
    pub period: String,
    /// The reason as typed; blank rows are left alone.
    #[serde(default)]
    pub reason: String,
}

/// Records why figures count as missing.
#[server(endpoint = "missing-reason/record")]
pub async fn excuse_figures(
    campaign: CampaignId,
    group: GroupId,
    back: String,
    #[server(default)] rows: Vec<ReasonRow>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let mut excuses = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if row.reason.trim().is_empty() {
            continue;
        }
        let (Ok(unit), Ok(variable), Ok(period)) = (row.unit.parse::<UnitId>(), row.variable.parse::<VariableId>(), row.period.parse())
        else {
            return Err(AppError::Malformed);
        };
        excuses.push((format!("rows[{at}][reason]"), Excuse { unit, variable, period, reason: row.reason }));
    }
    services::assessment::excuse(&ctx, campaign, group, &excuses).await?;
    let back = urls::local_or_home(&back);
    let mark = if back.contains('?') { '&' } else { '?' };
    redirect(&format!("{back}{mark}done=reasons-saved"));
    Ok(())
}

/// Records a result that others published.
#[server(endpoint = "external-result/record")]
pub async fn record_external_result(
    campaign: CampaignId,
    unit: UnitId,
    back: String,
    title: String,
    points: String,
    rank: String,
    out_of: String,
    source: String,
    published_on: String,
    note: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let typed = NewExternal { title, points, rank, out_of, note, source, published_on };
    services::assessment::record_external(&ctx, campaign, unit, &typed).await?;
    let back = urls::local_or_home(&back);
    let mark = if back.contains('?') { '&' } else { '?' };
    redirect(&format!("{back}{mark}done=external-result-saved"));
    Ok(())
}
