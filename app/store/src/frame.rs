//! Counts for the frame of every page: one statement, whatever the number of rows.

use crate::row::row;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{CampaignId, Stage};
use sea_orm::{FromQueryResult, Value};

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
struct Counts {
    to_sign: i64,
    to_countersign: i64,
    to_verify: i64,
}

/// What waits: sheets to sign or countersign, figures to verify, below the places where the person may.
pub async fn waiting(
    db: &impl Connection,
    campaign: CampaignId,
    sign: &[Vec<Scope>; 2],
    verify: &[Scope],
) -> Result<Vec<(Stage, i64)>, Error> {
    let mut values: Vec<Value> = vec![campaign.0.into()];
    let [head, authority] = sign;
    let mut condition = |scopes: &[Scope]| {
        let (text, more) = within(scopes, values.len() + 1);
        values.extend(more);
        text
    };
    let (head, authority, verify) = (condition(head), condition(authority), condition(verify));
    let sheets =
        "SELECT count(*) FROM commitment JOIN unit ON unit.id = commitment.unit_id WHERE commitment.campaign_id = $1 AND commitment.state";
    let text = format!(
        "SELECT ({sheets} = 'approved' AND {head}) AS to_sign, ({sheets} = 'head_signed' AND {authority}) AS to_countersign, \
         (SELECT count(*) FROM figure JOIN unit ON unit.id = figure.unit_id WHERE figure.campaign_id = $1 AND figure.standing = 'submitted' AND {verify}) AS to_verify"
    );
    let found = row::<Counts>(db, &text, values).await?;
    let found = found.ok_or(Error::NotFound)?;
    Ok([(Stage::Commit, found.to_sign + found.to_countersign), (Stage::Verify, found.to_verify)]
        .into_iter()
        .filter(|(_, it)| *it > 0)
        .collect())
}
