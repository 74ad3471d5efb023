//! Arranging conferences, recording who attended, choosing the signings.

use crate::urls;
use domain::{CommitmentId, ConferenceId, UnitId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::conference::{self, Attended, TypedConference};

/// A unit's row of the attendance.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AttendanceRow {
    /// The unit.
    pub unit: i64,
    /// Whether it was there.
    #[serde(default)]
    pub present: bool,
    /// Who came for it, or why nobody did.
    #[serde(default)]
    pub note: String,
}

/// A sheet's row of the signings.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SigningRow {
    /// The sheet.
    pub sheet: i64,
    /// Whether it is signed there.
    #[serde(default)]
    pub chosen: bool,
}

/// Arranges a conference.
#[server(endpoint = "conference/arrange")]
pub async fn arrange_conference(
    campaign: String,
    #[server(default)] title: String,
    #[server(default)] held_on: String,
    #[server(default)] starts_at: String,
    #[server(default)] place: String,
    #[server(default)] agenda: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let id = conference::arrange(&ctx, &campaign, &TypedConference { title, held_on, starts_at, place, agenda }).await?;
    redirect(&format!("{}?done=conference-arranged", urls::conference(id)));
    Ok(())
}

/// Changes a conference.
#[server(endpoint = "conference/change")]
pub async fn change_conference(
    id: ConferenceId,
    #[server(default)] title: String,
    #[server(default)] held_on: String,
    #[server(default)] starts_at: String,
    #[server(default)] place: String,
    #[server(default)] agenda: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    conference::change(&ctx, id, &TypedConference { title, held_on, starts_at, place, agenda }).await?;
    redirect(&format!("{}?done=conference-changed", urls::conference(id)));
    Ok(())
}

/// Records who attended.
#[server(endpoint = "conference/record-attendance")]
pub async fn record_attendance(id: ConferenceId, #[server(default)] rows: Vec<AttendanceRow>) -> Result<(), AppError> {
    let ctx = context().await?;
    let rows: Vec<_> = rows.into_iter().map(|it| Attended { unit: UnitId(it.unit), present: it.present, note: it.note }).collect();
    conference::record_attendance(&ctx, id, &rows).await?;
    redirect(&format!("{}?done=attendance-recorded", urls::conference(id)));
    Ok(())
}

/// Chooses the sheets that are signed at a conference.
#[server(endpoint = "conference/group-signings")]
pub async fn group_signings(id: ConferenceId, #[server(default)] rows: Vec<SigningRow>) -> Result<(), AppError> {
    let ctx = context().await?;
    let chosen: Vec<_> = rows.into_iter().filter(|it| it.chosen).map(|it| CommitmentId(it.sheet)).collect();
    conference::group(&ctx, id, &chosen).await?;
    redirect(&format!("{}?done=signings-grouped", urls::conference(id)));
    Ok(())
}
