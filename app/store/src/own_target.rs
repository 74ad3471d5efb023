//! The units' own goals in place of the common ones, for the year and for periods of it.

use crate::row::{insert_many, rows, run};
use crate::value::{columns, value};
use crate::{Connection, Error};
use domain::{CampaignId, FigureValue, Period, Quantity, TargetId, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// A unit's own value of a target, agreed in its commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnTarget {
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The value in place of the common one; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub value_to: Option<Quantity>,
    /// The period whose interim goal it is; none for the year.
    pub period: Option<Period>,
}

#[derive(FromQueryResult)]
struct OwnRow {
    unit_id: i64,
    target_id: i64,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
    period: String,
}

fn own(it: OwnRow) -> Result<OwnTarget, Error> {
    let period = match it.period.as_str() {
        "" => None,
        label => Some(label.parse().map_err(|_| Error::Corrupt("unit_target.period"))?),
    };
    Ok(OwnTarget {
        unit: UnitId(it.unit_id),
        target: TargetId(it.target_id),
        value: value((it.value_e4, it.value_on, it.value_yes), "unit_target.value")?,
        value_to: it.value_to_e4.map(Quantity),
        period,
    })
}

const OWN: &str = "SELECT unit_id, target_id, value_e4, value_on, value_yes, value_to_e4, period FROM unit_target WHERE campaign_id = $1";

/// The units' own values of a campaign, in the order in which they came.
pub async fn own_targets(db: &impl Connection, id: CampaignId) -> Result<Vec<OwnTarget>, Error> {
    let found: Vec<OwnRow> = rows(db, &format!("{OWN} ORDER BY id"), [id.0.into()]).await?;
    found.into_iter().map(own).collect()
}

/// The own values of one unit.
pub async fn own_targets_of(db: &impl Connection, id: CampaignId, unit: UnitId) -> Result<Vec<OwnTarget>, Error> {
    let found: Vec<OwnRow> = rows(db, &format!("{OWN} AND unit_id = $2 ORDER BY id"), [id.0.into(), unit.0.into()]).await?;
    found.into_iter().map(own).collect()
}

/// Sets units' own values of targets, each of them once.
pub async fn update_own_targets(db: &impl Connection, campaign: CampaignId, own: &[OwnTarget]) -> Result<(), Error> {
    let head = "INSERT INTO unit_target (campaign_id, unit_id, target_id, period, value_e4, value_on, value_yes, value_to_e4) VALUES";
    let tail = "ON CONFLICT (campaign_id, unit_id, target_id, period) DO UPDATE SET value_e4 = excluded.value_e4, \
                value_on = excluded.value_on, value_yes = excluded.value_yes, value_to_e4 = excluded.value_to_e4";
    let values = |it: &OwnTarget| {
        let (e4, on, yes) = columns(it.value);
        vec![
            campaign.0.into(),
            it.unit.0.into(),
            it.target.0.into(),
            it.period.map(|it| it.to_string()).unwrap_or_default().into(),
            e4.into(),
            on.into(),
            yes.into(),
            it.value_to.map(|it| it.0).into(),
        ]
    };
    Ok(insert_many(db, head, 8, own.iter().map(values).collect(), tail).await?)
}

/// Takes a unit's own goal of a period out, before others are set: what the unit agreed to anew holds in their place.
pub async fn delete_own_period(
    db: &impl Connection,
    campaign: CampaignId,
    unit: UnitId,
    target: TargetId,
    period: Period,
) -> Result<(), Error> {
    let text = "DELETE FROM unit_target WHERE campaign_id = $1 AND unit_id = $2 AND target_id = $3 AND period = $4";
    run(db, text, [campaign.0.into(), unit.0.into(), target.0.into(), period.to_string().into()]).await?;
    Ok(())
}
