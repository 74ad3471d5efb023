//! The figures of a peer group as a whole.

use super::period_of;
use crate::row::rows;
use crate::value::value;
use crate::{Connection, Error};
use domain::{CampaignId, FigureValue, GroupId, Period};
use sea_orm::FromQueryResult;
use time::Date;

#[derive(FromQueryResult)]
struct VerifiedRow {
    unit_code: String,
    variable_code: String,
    period: String,
    verified_e4: Option<i64>,
    verified_on: Option<Date>,
    verified_yes: Option<bool>,
}

/// The verified figures of a peer group, `(unit code, variable code, period, value)`, in the order in which they came.
pub async fn verified_of_group(
    db: &impl Connection,
    campaign: CampaignId,
    group: GroupId,
) -> Result<Vec<(String, String, Period, FigureValue)>, Error> {
    let found: Vec<VerifiedRow> = rows(
        db,
        "SELECT campaign_unit.code AS unit_code, variable.code AS variable_code, figure.period, figure.verified_e4, figure.verified_on, \
         figure.verified_yes FROM figure JOIN campaign_unit ON campaign_unit.campaign_id = figure.campaign_id \
         AND campaign_unit.unit_id = figure.unit_id AND campaign_unit.group_id = $2 JOIN variable ON variable.id = figure.variable_id \
         WHERE figure.campaign_id = $1 AND figure.standing IN ('verified', 'adjusted') ORDER BY figure.id",
        [campaign.0.into(), group.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            let value = value((it.verified_e4, it.verified_on, it.verified_yes), "figure.verified")?;
            Ok((it.unit_code, it.variable_code, period_of(&it.period, "figure.period")?, value))
        })
        .collect()
}

/// A figure that verification adjusted, with the value that the unit declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// The unit's code.
    pub unit: String,
    /// The variable's code.
    pub variable: String,
    /// The period's label.
    pub period: String,
    /// What the unit declared.
    pub declared: FigureValue,
}

#[derive(FromQueryResult)]
struct AdjustedRow {
    unit_code: String,
    variable_code: String,
    period: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
}

/// The adjusted figures of a peer group in the order in which they came, at most `limit`.
pub async fn adjusted_of_group(db: &impl Connection, campaign: CampaignId, group: GroupId, limit: i64) -> Result<Vec<Adjusted>, Error> {
    let found: Vec<AdjustedRow> = rows(
        db,
        "SELECT campaign_unit.code AS unit_code, variable.code AS variable_code, figure.period, figure.value_e4, figure.value_on, figure.value_yes \
         FROM figure JOIN campaign_unit ON campaign_unit.campaign_id = figure.campaign_id AND campaign_unit.unit_id = figure.unit_id \
         AND campaign_unit.group_id = $2 JOIN variable ON variable.id = figure.variable_id \
         WHERE figure.campaign_id = $1 AND figure.standing = 'adjusted' ORDER BY figure.id LIMIT $3",
        [campaign.0.into(), group.0.into(), limit.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            let declared = value((it.value_e4, it.value_on, it.value_yes), "figure.value")?;
            Ok(Adjusted { unit: it.unit_code, variable: it.variable_code, period: it.period, declared })
        })
        .collect()
}
