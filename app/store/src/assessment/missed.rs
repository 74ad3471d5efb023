//! The targets that failing units missed.

use crate::row::rows;
use crate::value::{optional, value};
use crate::{Connection, Error};
use domain::assessment::Status;
use domain::{CampaignId, FigureValue, Quantity, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// A target that a unit missed, with what it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The unit.
    pub unit: UnitId,
    /// The target's title.
    pub title: String,
    /// Whether it was missed or never reported.
    pub status: Status,
    /// The value, as the receipt spells it.
    pub actual: Option<String>,
    /// The points lost, of 100.
    pub lost: Quantity,
    /// The target's code.
    pub code: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// `higher`, `lower`, `earlier` or `yes`.
    pub direction: String,
    /// What was committed to: the unit's own value, or the common one.
    pub committed: FigureValue,
}

#[derive(FromQueryResult)]
struct MissedRow {
    unit_id: i64,
    title: String,
    status: String,
    actual: Option<String>,
    lost_e4: i64,
    code: String,
    unit_of_measure: String,
    direction: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    own_e4: Option<i64>,
    own_on: Option<Date>,
    own_yes: Option<bool>,
}

/// The targets that the failing units of a campaign's newest runs missed, most points lost first, at most 2.000.
pub async fn missed_by_failing(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Missed>, Error> {
    let found: Vec<MissedRow> = rows(
        db,
        "SELECT assessment_target.unit_id, target.title, assessment_target.status, assessment_target.actual, \
         target.weight_e4 - COALESCE(assessment_target.points_e4, 0) AS lost_e4, target.code, target.unit_of_measure, \
         target.direction, target.value_e4, target.value_on, target.value_yes, unit_target.value_e4 AS own_e4, unit_target.value_on AS own_on, \
         unit_target.value_yes AS own_yes FROM assessment_target JOIN target ON target.id = assessment_target.target_id \
         LEFT JOIN unit_target ON unit_target.campaign_id = $1 AND unit_target.unit_id = assessment_target.unit_id \
         AND unit_target.target_id = assessment_target.target_id AND unit_target.period = '' \
         JOIN assessment_result ON assessment_result.run_id = assessment_target.run_id AND assessment_result.unit_id = assessment_target.unit_id \
         WHERE assessment_target.run_id IN (SELECT max(newest.id) FROM assessment_run AS newest WHERE newest.campaign_id = $1 GROUP BY newest.group_id) \
         AND assessment_target.status IN ('not_met', 'not_reported') AND assessment_result.outcome <> 'pass' \
         ORDER BY lost_e4 DESC, assessment_target.id LIMIT 2000",
        [campaign.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(Missed {
                unit: UnitId(it.unit_id),
                title: it.title,
                status: Status::of(&it.status).ok_or(Error::Corrupt("assessment_target.status"))?,
                actual: it.actual,
                lost: Quantity(it.lost_e4),
                committed: match optional((it.own_e4, it.own_on, it.own_yes)) {
                    Some(own) => own,
                    None => value((it.value_e4, it.value_on, it.value_yes), "target.value")?,
                },
                code: it.code,
                unit_of_measure: it.unit_of_measure,
                direction: it.direction,
            })
        })
        .collect()
}
