//! Rows that a transaction holds while it decides: on PostgreSQL whoever would change them waits for its end, and reads afterwards what it
//! left. SQLite lets one transaction write at a time, so nothing is to be held there.

use crate::row::run;
use crate::{Connection, Error};
use domain::{CampaignId, GroupId, PostId, UnitId};
use sea_orm::{DbBackend, Value};

async fn held(db: &impl Connection, text: &str, values: impl IntoIterator<Item = Value>) -> Result<(), Error> {
    if db.get_database_backend() == DbBackend::Postgres {
        run(db, text, values).await?;
    }
    Ok(())
}

/// Holds a campaign open or closed as it is; many may hold it so at once.
pub async fn campaign(db: &impl Connection, id: CampaignId) -> Result<(), Error> {
    held(db, "SELECT id FROM campaign WHERE id = $1 FOR SHARE", [id.0.into()]).await
}

/// The same by the campaign's code.
pub async fn campaign_of_code(db: &impl Connection, code: &str) -> Result<(), Error> {
    held(db, "SELECT id FROM campaign WHERE code = $1 FOR SHARE", [code.into()]).await
}

/// Holds a campaign alone, to change it: waits for all who work in it.
pub async fn campaign_alone(db: &impl Connection, code: &str) -> Result<(), Error> {
    held(db, "SELECT id FROM campaign WHERE code = $1 FOR NO KEY UPDATE", [code.into()]).await
}

/// Holds the figures of a unit in the campaigns of a year, or in the one of a code: parts and wholes are compared as they will stand
/// together, whoever else writes them.
pub async fn figures(db: &impl Connection, unit: UnitId, year: i32, code: Option<&str>) -> Result<(), Error> {
    let text = "SELECT campaign_unit.id FROM campaign_unit JOIN campaign ON campaign.id = campaign_unit.campaign_id \
         WHERE campaign_unit.unit_id = $1 AND campaign.year = $2 AND ($3 = '' OR campaign.code = $3) ORDER BY campaign_unit.id \
         FOR NO KEY UPDATE OF campaign_unit FOR SHARE OF campaign";
    held(db, text, [unit.0.into(), i64::from(year).into(), code.unwrap_or_default().into()]).await
}

/// Holds a member of a campaign: what is agreed for it and its seal are decided one after the other.
pub async fn member(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<(), Error> {
    let text = "SELECT id FROM campaign_unit WHERE campaign_id = $1 AND unit_id = $2 FOR NO KEY UPDATE";
    held(db, text, [campaign.0.into(), unit.0.into()]).await
}

/// Holds the amendments of a group: of two that are decided on at once, the second one sees the first.
pub async fn amendments(db: &impl Connection, group: GroupId) -> Result<(), Error> {
    held(db, "SELECT id FROM campaign_group WHERE id = $1 FOR NO KEY UPDATE", [group.0.into()]).await
}

/// Holds an organisation's register: of two papers that are issued at once, the second one sees the number of the first.
pub async fn register(db: &impl Connection, unit: UnitId) -> Result<(), Error> {
    held(db, "SELECT id FROM unit WHERE id = $1 FOR NO KEY UPDATE", [unit.0.into()]).await
}

/// Holds a post, to hand it over.
pub async fn post(db: &impl Connection, id: PostId) -> Result<(), Error> {
    held(db, "SELECT id FROM post WHERE id = $1 FOR NO KEY UPDATE", [id.0.into()]).await
}
