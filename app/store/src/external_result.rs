//! Results that others published (index points, ranks): shown beside, never computed.

use crate::row::{row, rows};
use crate::{Connection, Error};
use domain::{CampaignId, PersonId, Quantity, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// A result that others published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalResult {
    /// The unit.
    pub unit: UnitId,
    /// What was measured.
    pub title: String,
    /// Points; none where only a rank was published.
    pub points: Option<Quantity>,
    /// The place.
    pub rank: Option<i64>,
    /// Out of how many.
    pub out_of: Option<i64>,
    /// What else to know.
    pub note: String,
    /// Where it was published.
    pub source: String,
    /// When it was published.
    pub published_on: Option<Date>,
}

#[derive(FromQueryResult)]
struct Row {
    unit_id: i64,
    title: String,
    points_e4: Option<i64>,
    rank: Option<i64>,
    out_of: Option<i64>,
    note: String,
    source: String,
    published_on: Option<Date>,
}

/// The external results of a campaign's unit, in the order in which they were recorded, at most 200.
pub async fn list(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<ExternalResult>, Error> {
    let found: Vec<Row> = rows(
        db,
        "SELECT unit_id, title, points_e4, rank, out_of, note, source, published_on FROM external_result \
         WHERE campaign_id = $1 AND unit_id = $2 ORDER BY id LIMIT 200",
        [campaign.0.into(), unit.0.into()],
    )
    .await?;
    Ok(found
        .into_iter()
        .map(|it| ExternalResult {
            unit: UnitId(it.unit_id),
            title: it.title,
            points: it.points_e4.map(Quantity),
            rank: it.rank,
            out_of: it.out_of,
            note: it.note,
            source: it.source,
            published_on: it.published_on,
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Records an external result; nobody is named for one that the program itself brought along.
pub async fn insert(
    db: &impl Connection,
    campaign: CampaignId,
    it: &ExternalResult,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<i64, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO external_result (campaign_id, unit_id, title, points_e4, rank, out_of, note, source, published_on, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
        [
            campaign.0.into(),
            it.unit.0.into(),
            it.title.as_str().into(),
            it.points.map(|it| it.0).into(),
            it.rank.into(),
            it.out_of.into(),
            it.note.as_str().into(),
            it.source.as_str().into(),
            it.published_on.into(),
            by.map(|it| it.0).into(),
            at.0.into(),
        ],
    )
    .await?;
    made.map(|it| it.id).ok_or(Error::NotFound)
}
