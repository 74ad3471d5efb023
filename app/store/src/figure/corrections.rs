//! What verification changed in a unit's figures: every adjustment and every return, from the revisions, which are kept for ever.

use super::period_of;
use crate::row::rows;
use crate::value::{optional, value};
use crate::{Connection, Error};
use domain::{CampaignId, FigureId, FigureValue, Period, Timestamp, UnitId, VariableId};
use sea_orm::FromQueryResult;

/// A figure that somebody adjusted or returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The figure.
    pub figure: FigureId,
    /// Its variable.
    pub variable: VariableId,
    /// Its period.
    pub period: Period,
    /// What the unit had declared.
    pub declared: FigureValue,
    /// What was accepted in its place; none where it was returned.
    pub accepted: Option<FigureValue>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The name of the figure's standing now.
    pub now: String,
    /// The unit's note beside the figure now.
    pub note: String,
    /// Whether nothing happened to the figure since.
    pub last: bool,
}

#[derive(FromQueryResult)]
struct Row {
    figure_id: i64,
    variable_id: i64,
    period: String,
    value_e4: Option<i64>,
    value_on: Option<time::Date>,
    value_yes: Option<bool>,
    verified_e4: Option<i64>,
    verified_on: Option<time::Date>,
    verified_yes: Option<bool>,
    reason: String,
    full_name: String,
    at: i64,
    now_standing: String,
    now_note: String,
    revision: i64,
    now_revision: i64,
}

/// The adjustments and returns of a unit's figures in a campaign, of one period where one is given: the newest of them, at most `limit`,
/// in the order in which they were made.
pub async fn corrections(
    db: &impl Connection,
    campaign: CampaignId,
    unit: UnitId,
    period: Option<Period>,
    limit: i64,
) -> Result<Vec<Correction>, Error> {
    let period = period.map(|it| it.to_string()).unwrap_or_default();
    let mut found: Vec<Row> = rows(
        db,
        "SELECT figure_revision.figure_id, figure.variable_id, figure.period, figure_revision.value_e4, figure_revision.value_on, \
         figure_revision.value_yes, figure_revision.verified_e4, figure_revision.verified_on, figure_revision.verified_yes, \
         figure_revision.reason, person.full_name, figure_revision.at, figure.standing AS now_standing, figure.note AS now_note, \
         figure_revision.revision, figure.revision AS now_revision FROM figure \
         JOIN figure_revision ON figure_revision.figure_id = figure.id AND figure_revision.standing IN ('adjusted', 'returned') \
         JOIN person ON person.id = figure_revision.person_id \
         WHERE figure.campaign_id = $1 AND figure.unit_id = $2 AND ($3 = '' OR figure.period = $3) \
         ORDER BY figure_revision.at DESC, figure_revision.figure_id DESC, figure_revision.revision DESC LIMIT $4",
        [campaign.0.into(), unit.0.into(), period.into(), limit.into()],
    )
    .await?;
    found.reverse();
    found
        .into_iter()
        .map(|it| {
            Ok(Correction {
                figure: FigureId(it.figure_id),
                variable: VariableId(it.variable_id),
                period: period_of(&it.period, "figure.period")?,
                declared: value((it.value_e4, it.value_on, it.value_yes), "figure_revision.value")?,
                accepted: optional((it.verified_e4, it.verified_on, it.verified_yes)),
                reason: it.reason,
                by: it.full_name,
                at: Timestamp(it.at),
                now: it.now_standing,
                note: it.now_note,
                last: it.revision == it.now_revision,
            })
        })
        .collect()
}
