//! Results that others published (index points, ranks): shown beside, never computed.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::{CampaignId, GroupId, PersonId, Quantity, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
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
    /// Whether it stands in the unit's package (version 2): at most one of a unit does. The others are only shown beside.
    pub counts: bool,
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
    counts: bool,
}

impl From<Row> for ExternalResult {
    fn from(it: Row) -> Self {
        Self {
            unit: UnitId(it.unit_id),
            title: it.title,
            points: it.points_e4.map(Quantity),
            rank: it.rank,
            out_of: it.out_of,
            note: it.note,
            source: it.source,
            published_on: it.published_on,
            counts: it.counts,
        }
    }
}

const COLUMNS: &str = "unit_id, title, points_e4, rank, out_of, note, source, published_on, counts";

/// The external results of a campaign's unit, in the order in which they were recorded, at most 200.
pub async fn list(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<ExternalResult>, Error> {
    let text = format!("SELECT {COLUMNS} FROM external_result WHERE campaign_id = $1 AND unit_id = $2 ORDER BY id LIMIT 200");
    let found: Vec<Row> = rows(db, &text, [campaign.0.into(), unit.0.into()]).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// The results that stand in a group's package, in the order in which they came.
pub async fn counting(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<ExternalResult>, Error> {
    let text = format!(
        "SELECT {COLUMNS} FROM external_result WHERE campaign_id = $1 AND counts \
         AND unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) ORDER BY id"
    );
    let found: Vec<Row> = rows(db, &text, [campaign.0.into(), group.0.into()]).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Lets no result of a unit stand in the package any more: a newer one comes in its place.
pub async fn none_counts(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<(), Error> {
    let text = "UPDATE external_result SET counts = FALSE WHERE campaign_id = $1 AND unit_id = $2 AND counts";
    run(db, text, [campaign.0.into(), unit.0.into()]).await?;
    Ok(())
}

/// Records many results, in their order.
pub async fn insert_all(
    db: &impl Connection,
    campaign: CampaignId,
    all: &[ExternalResult],
    by: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    let head = "INSERT INTO external_result (campaign_id, unit_id, title, points_e4, rank, out_of, note, source, published_on, person_id, at, counts) VALUES";
    let values = |it: &ExternalResult| bound(campaign, it, Some(by), at);
    Ok(insert_many(db, head, 12, all.iter().map(values).collect(), "").await?)
}

fn bound(campaign: CampaignId, it: &ExternalResult, by: Option<PersonId>, at: Timestamp) -> Vec<Value> {
    vec![
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
        it.counts.into(),
    ]
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
        "INSERT INTO external_result (campaign_id, unit_id, title, points_e4, rank, out_of, note, source, published_on, person_id, at, counts) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        bound(campaign, it, by, at),
    )
    .await?;
    made.map(|it| it.id).ok_or(Error::NotFound)
}
