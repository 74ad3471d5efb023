//! The figures that a run reads, and the figures of a stored run as they stand now.

use crate::row::{rows, sql};
use crate::value::optional;
use crate::{Connection, Error};
use domain::{CampaignId, FigureId, FigureValue, GroupId, Timestamp, UnitId, VariableId};
use sea_orm::FromQueryResult;
use time::Date;

/// Whether a figure of this standing counts: verification accepted it, as declared or adjusted.
fn counts(standing: &str) -> bool {
    matches!(standing, "verified" | "adjusted")
}

/// A figure as a run reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFigure {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period's label.
    pub period: String,
    /// The verified value; none while the figure is not verified.
    pub verified: Option<FigureValue>,
}

/// The figures of a group's units in the order in which they came, verified or not.
pub async fn figures_of_group(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<GroupFigure>, Error> {
    let statement = sql(
        db,
        "SELECT unit_id, variable_id, period, standing, verified_e4, verified_on, verified_yes FROM figure \
         WHERE campaign_id = $1 AND unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) ORDER BY id",
        [campaign.0.into(), group.0.into()],
    );
    let found = db.query_all_raw(statement).await?;
    let mut figures = Vec::with_capacity(found.len());
    // By place and not by name: a year of 300 units is two hundred thousand rows.
    for it in &found {
        let standing: String = it.try_get_by_index(3)?;
        let columns: (Option<i64>, Option<Date>, Option<bool>) =
            (it.try_get_by_index(4)?, it.try_get_by_index(5)?, it.try_get_by_index(6)?);
        figures.push(GroupFigure {
            unit: UnitId(it.try_get_by_index(0)?),
            variable: VariableId(it.try_get_by_index(1)?),
            period: it.try_get_by_index(2)?,
            verified: if counts(&standing) { optional(columns) } else { None },
        });
    }
    Ok(figures)
}

/// A figure as it stands now, with who entered and verified it: for the explanation of a stored result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The figure.
    pub id: FigureId,
    /// The variable's code.
    pub variable: String,
    /// The period's label.
    pub period: String,
    /// The verified value now; none where it is not verified any more.
    pub verified: Option<FigureValue>,
    /// Who verified it.
    pub verified_by: Option<String>,
    /// When.
    pub verified_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct SourceRow {
    id: i64,
    variable: String,
    period: String,
    standing: String,
    verified_e4: Option<i64>,
    verified_on: Option<Date>,
    verified_yes: Option<bool>,
    verified_by: Option<String>,
    verified_at: Option<i64>,
}

/// The figures of a unit as they stand now.
pub async fn sources(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<Source>, Error> {
    let found: Vec<SourceRow> = rows(
        db,
        "SELECT figure.id, variable.code AS variable, figure.period, figure.standing, figure.verified_e4, figure.verified_on, figure.verified_yes, \
         person.full_name AS verified_by, figure.verified_at FROM figure JOIN variable ON variable.id = figure.variable_id \
         LEFT JOIN person ON person.id = figure.verified_by WHERE figure.campaign_id = $1 AND figure.unit_id = $2 ORDER BY figure.id",
        [campaign.0.into(), unit.0.into()],
    )
    .await?;
    Ok(found
        .into_iter()
        .map(|it| Source {
            id: FigureId(it.id),
            variable: it.variable,
            period: it.period,
            verified: if counts(&it.standing) { optional((it.verified_e4, it.verified_on, it.verified_yes)) } else { None },
            verified_by: it.verified_by,
            verified_at: it.verified_at.map(Timestamp),
        })
        .collect())
}
