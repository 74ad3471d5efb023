//! Points after the total: proposed by one person, decided by another.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::appraisal::{Adjustment, AdjustmentStanding};
use domain::{AdjustmentId, CampaignId, GroupId, PersonId, Quantity, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    code: String,
    points_e4: i64,
    reason: String,
    standing: String,
    proposed_by: i64,
    proposed_at: i64,
    decided_by: Option<i64>,
    decided_at: Option<i64>,
    decided_note: String,
}

fn known(it: Row) -> Result<Adjustment, Error> {
    Ok(Adjustment {
        id: AdjustmentId(it.id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        code: it.code,
        points: Quantity(it.points_e4),
        reason: it.reason,
        standing: AdjustmentStanding::of(&it.standing).ok_or(Error::Corrupt("adjustment.standing"))?,
        proposed_by: PersonId(it.proposed_by),
        proposed_at: Timestamp(it.proposed_at),
        decided: it.decided_by.zip(it.decided_at).map(|(by, at)| (PersonId(by), Timestamp(at))),
        note: it.decided_note,
    })
}

/// Points by their key.
pub async fn get(db: &impl Connection, id: AdjustmentId) -> Result<Adjustment, Error> {
    let found: Option<Row> = row(db, "SELECT * FROM adjustment WHERE id = $1", [id.0.into()]).await?;
    found.map(known).ok_or(Error::NotFound)?
}

/// The points of a group's units that count, in the order in which they came.
pub async fn confirmed(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<Adjustment>, Error> {
    let text = "SELECT * FROM adjustment WHERE campaign_id = $1 AND standing = 'confirmed' \
         AND unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) ORDER BY id";
    let found: Vec<Row> = rows(db, text, [campaign.0.into(), group.0.into()]).await?;
    found.into_iter().map(known).collect()
}

/// Points with the names of those who proposed and decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The points.
    pub adjustment: Adjustment,
    /// Who proposed them.
    pub proposed_by: String,
    /// Who decided.
    pub decided_by: Option<String>,
}

struct NamedRow {
    row: Row,
    proposed_name: String,
    decided_name: Option<String>,
}

impl FromQueryResult for NamedRow {
    fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            row: Row::from_query_result(found, prefix)?,
            proposed_name: found.try_get(prefix, "proposed_name")?,
            decided_name: found.try_get(prefix, "decided_name")?,
        })
    }
}

/// The points of a group's units, however they stand, the newest first, at most `limit`.
pub async fn of_group(db: &impl Connection, campaign: CampaignId, group: GroupId, limit: i64) -> Result<Vec<Named>, Error> {
    let text = "SELECT adjustment.*, proposer.full_name AS proposed_name, decider.full_name AS decided_name FROM adjustment \
         JOIN person AS proposer ON proposer.id = adjustment.proposed_by LEFT JOIN person AS decider ON decider.id = adjustment.decided_by \
         WHERE adjustment.campaign_id = $1 AND adjustment.unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) \
         ORDER BY adjustment.id DESC LIMIT $3";
    let found: Vec<NamedRow> = rows(db, text, [campaign.0.into(), group.0.into(), limit.into()]).await?;
    found
        .into_iter()
        .map(|it| Ok(Named { adjustment: known(it.row)?, proposed_by: it.proposed_name, decided_by: it.decided_name }))
        .collect()
}

fn bound(it: &Adjustment) -> Vec<Value> {
    vec![
        it.campaign.0.into(),
        it.unit.0.into(),
        it.code.as_str().into(),
        it.points.0.into(),
        it.reason.as_str().into(),
        it.standing.code().into(),
        it.proposed_by.0.into(),
        it.proposed_at.0.into(),
        it.decided.map(|(by, _)| by.0).into(),
        it.decided.map(|(_, at)| at.0).into(),
        it.note.as_str().into(),
    ]
}

const HEAD: &str = "INSERT INTO adjustment (campaign_id, unit_id, code, points_e4, reason, standing, proposed_by, proposed_at, decided_by, decided_at, \
     decided_note) VALUES";

/// Adds many, in their order.
pub async fn insert_all(db: &impl Connection, all: &[Adjustment]) -> Result<(), Error> {
    Ok(insert_many(db, HEAD, 11, all.iter().map(bound).collect(), "").await?)
}

#[derive(FromQueryResult)]
struct Made {
    id: i64,
}

/// Adds one and gives its key.
pub async fn insert(db: &impl Connection, it: &Adjustment) -> Result<AdjustmentId, Error> {
    let text = format!("{HEAD} ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id");
    row::<Made>(db, &text, bound(it)).await?.map(|it| AdjustmentId(it.id)).ok_or(Error::NotFound)
}

/// Saves a decision; `Busy` where somebody else decided first.
pub async fn update(db: &impl Connection, it: &Adjustment) -> Result<(), Error> {
    let text =
        "UPDATE adjustment SET standing = $2, decided_by = $3, decided_at = $4, decided_note = $5 WHERE id = $1 AND standing = 'proposed'";
    let (by, at) = (it.decided.map(|(by, _)| by.0), it.decided.map(|(_, at)| at.0));
    match run(db, text, [it.id.0.into(), it.standing.code().into(), by.into(), at.into(), it.note.as_str().into()]).await? {
        1 => Ok(()),
        _ => Err(Error::Busy),
    }
}
