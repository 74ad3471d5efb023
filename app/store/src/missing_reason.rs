//! Why figures count as missing in a final run, each said by a named person.

use crate::row::{insert_many, rows};
use crate::{Connection, Error};
use domain::{CampaignId, PersonId, Timestamp, UnitId, VariableId};
use sea_orm::FromQueryResult;

/// A person's reason why a figure counts as missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingReason {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period's label.
    pub period: String,
    /// The reason.
    pub reason: String,
    /// Who said so.
    pub person: PersonId,
    /// That person's name.
    pub person_name: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    unit_id: i64,
    variable_id: i64,
    period: String,
    reason: String,
    person_id: i64,
    person_name: String,
    at: i64,
}

const REASON: &str = "SELECT missing_reason.unit_id, missing_reason.variable_id, missing_reason.period, missing_reason.reason, \
     missing_reason.person_id, person.full_name AS person_name, missing_reason.at FROM missing_reason \
     JOIN person ON person.id = missing_reason.person_id";

/// The reasons of a campaign, in the order in which they were given.
pub async fn list(db: &impl Connection, campaign: CampaignId) -> Result<Vec<MissingReason>, Error> {
    let text = format!("{REASON} WHERE missing_reason.campaign_id = $1 ORDER BY missing_reason.id");
    Ok(known(rows(db, &text, [campaign.0.into()]).await?))
}

/// The reasons of one unit in a campaign, in the order in which they were given.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<MissingReason>, Error> {
    let text = format!("{REASON} WHERE missing_reason.campaign_id = $1 AND missing_reason.unit_id = $2 ORDER BY missing_reason.id");
    Ok(known(rows(db, &text, [campaign.0.into(), unit.0.into()]).await?))
}

fn known(found: Vec<Row>) -> Vec<MissingReason> {
    found
        .into_iter()
        .map(|it| MissingReason {
            unit: UnitId(it.unit_id),
            variable: VariableId(it.variable_id),
            period: it.period,
            reason: it.reason,
            person: PersonId(it.person_id),
            person_name: it.person_name,
            at: Timestamp(it.at),
        })
        .collect()
}

/// Records reasons, in place of earlier ones of the same figures, each figure once. `person_name` is not read.
pub async fn update_all(db: &impl Connection, campaign: CampaignId, reasons: &[MissingReason]) -> Result<(), Error> {
    let head = "INSERT INTO missing_reason (campaign_id, unit_id, variable_id, period, reason, person_id, at) VALUES";
    let tail = "ON CONFLICT (campaign_id, unit_id, variable_id, period) DO UPDATE SET reason = excluded.reason, person_id = excluded.person_id, at = excluded.at";
    let values = |it: &MissingReason| {
        vec![
            campaign.0.into(),
            it.unit.0.into(),
            it.variable.0.into(),
            it.period.as_str().into(),
            it.reason.as_str().into(),
            it.person.0.into(),
            it.at.0.into(),
        ]
    };
    Ok(insert_many(db, head, 7, reasons.iter().map(values).collect(), tail).await?)
}
