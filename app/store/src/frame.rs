//! Counts for the frame of every page: one statement, whatever the number of rows.

use crate::figure::{Reach, waits_for};
use crate::row::{row, rows};
use crate::scan::WAITS;
use crate::unit::within;
use crate::{Connection, Error};
use domain::campaign::StageWindow;
use domain::policy::Scope;
use domain::{CampaignId, Stage, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

#[derive(FromQueryResult)]
struct Name {
    name_full: String,
}

/// The organisation at work here: the authority of the newest campaign, or else the topmost unit.
pub async fn organisation(db: &impl Connection) -> Result<Option<String>, Error> {
    let found = row::<Name>(
        db,
        "SELECT unit.name_full FROM unit LEFT JOIN campaign ON campaign.authority_unit_id = unit.id \
         ORDER BY CASE WHEN campaign.id IS NULL THEN 1 ELSE 0 END, campaign.year DESC, unit.id LIMIT 1",
        [],
    )
    .await?;
    Ok(found.map(|it| it.name_full))
}

#[derive(FromQueryResult)]
struct Row {
    organisation: String,
    stage: String,
    opens_on: Date,
    closes_on: Date,
    to_sign: i64,
    to_countersign: i64,
    to_verify: i64,
}

/// Where a campaign stands for somebody.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The authority's name; none for a campaign without stages.
    pub organisation: Option<String>,
    /// The stages, in order.
    pub stages: Vec<StageWindow>,
    /// How many things wait for the person in a stage.
    pub waiting: Vec<(Stage, i64)>,
}

/// Where somebody signs for a unit, countersigns and verifies, and the units that are their own.
#[derive(Debug, Clone)]
pub struct Places {
    /// Where they sign as the head.
    pub head: Vec<Scope>,
    /// Where they countersign.
    pub authority: Vec<Scope>,
    /// Where they verify.
    pub verify: Vec<Reach>,
    /// Their own units, for which they neither countersign nor verify.
    pub home: Vec<UnitId>,
}

/// The stages, and what waits: sheets to sign or countersign, scans of signed ones to confirm, figures to verify, below the places where the person
/// may. A sheet whose scan waits for an answer waits for the authority alone.
pub async fn standing(db: &impl Connection, campaign: CampaignId, places: &Places) -> Result<Standing, Error> {
    let mut values: Vec<Value> = vec![campaign.0.into()];
    let Places { head, authority, verify, home } = places;
    let mut condition = |scopes: &[Scope]| {
        let (text, more) = within(scopes, values.len() + 1);
        values.extend(more);
        text
    };
    let (head, mut authority) = (condition(head), condition(authority));
    for it in home {
        values.push(it.0.into());
        authority.push_str(&format!(" AND unit.id <> ${}", values.len()));
    }
    let verify = waits_for(verify, home, &mut values);
    let sheets = "SELECT count(*) FROM commitment JOIN unit ON unit.id = commitment.unit_id WHERE commitment.campaign_id = $1 AND";
    let scanned = format!("EXISTS (SELECT 1 FROM sheet_scan WHERE {WAITS})");
    let text = format!(
        "SELECT (SELECT unit.name_full FROM campaign JOIN unit ON unit.id = campaign.authority_unit_id WHERE campaign.id = $1) AS organisation, \
         campaign_stage.stage, campaign_stage.opens_on, campaign_stage.closes_on, \
         ({sheets} commitment.state = 'approved' AND NOT {scanned} AND {head}) AS to_sign, \
         ({sheets} (commitment.state = 'head_signed' OR {scanned}) AND {authority}) AS to_countersign, \
         (SELECT count(*) FROM figure JOIN unit ON unit.id = figure.unit_id JOIN variable ON variable.id = figure.variable_id \
         WHERE figure.campaign_id = $1 AND {verify}) AS to_verify FROM campaign_stage WHERE campaign_stage.campaign_id = $1"
    );
    let found: Vec<Row> = rows(db, &text, values).await?;
    let mut it = Standing::default();
    if let Some(first) = found.first() {
        it.organisation = Some(first.organisation.clone());
        let counts = [(Stage::Commit, first.to_sign + first.to_countersign), (Stage::Verify, first.to_verify)];
        it.waiting = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    }
    for row in found {
        let stage = Stage::of(&row.stage).ok_or(Error::Corrupt("campaign_stage.stage"))?;
        it.stages.push(StageWindow { stage, opens_on: row.opens_on, closes_on: row.closes_on });
    }
    it.stages.sort_by_key(|it| it.stage);
    Ok(it)
}
