//! What waits for somebody: one statement a noun, whatever the number of rows.

use crate::row::rows;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{CampaignId, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A thing that may wait: its unit, its state and what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Waiting {
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The thing: a sheet, a case, a key task.
    pub subject_id: i64,
    /// Its state, by name.
    pub state: String,
    /// Until when.
    pub due_on: Option<Date>,
}

impl Waiting {
    /// The unit with its name.
    pub fn unit(&self) -> (UnitId, String) {
        (UnitId(self.unit_id), self.unit_name.clone())
    }
}

/// States and the places where they wait for the person.
pub type Places<'a> = &'a [(&'static [&'static str], Vec<Scope>)];

fn condition(column: &str, places: Places<'_>, values: &mut Vec<Value>) -> String {
    let mut parts = vec!["1 = 0".to_owned()];
    for (states, scopes) in places {
        let (text, more) = within(scopes, values.len() + 1);
        values.extend(more);
        let names: Vec<_> = states.iter().map(|it| format!("'{it}'")).collect();
        parts.push(format!("({column} IN ({}) AND {text})", names.join(", ")));
    }
    parts.join(" OR ")
}

/// Sheets of a campaign that wait.
pub async fn sheets(db: &impl Connection, campaign: CampaignId, places: Places<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values = vec![campaign.0.into()];
    let condition = condition("commitment.state", places, &mut values);
    let text = format!(
        "SELECT unit.id AS unit_id, unit.name_full AS unit_name, commitment.id AS subject_id, commitment.state, CAST(NULL AS DATE) AS due_on \
         FROM commitment JOIN unit ON unit.id = commitment.unit_id WHERE commitment.campaign_id = $1 AND ({condition}) ORDER BY unit.sort_key"
    );
    Ok(rows(db, &text, values).await?)
}

/// Cases that wait, of all campaigns.
pub async fn cases(db: &impl Connection, places: Places<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values = Vec::new();
    let condition = condition("review_case.state", places, &mut values);
    let text = format!(
        "SELECT unit.id AS unit_id, unit.name_full AS unit_name, review_case.id AS subject_id, review_case.state, review_case.due_on \
         FROM review_case JOIN unit ON unit.id = review_case.unit_id WHERE {condition} ORDER BY review_case.due_on, unit.sort_key"
    );
    Ok(rows(db, &text, values).await?)
}

/// Remedies that wait, of all campaigns; the thing is the case.
pub async fn remedies(db: &impl Connection, places: Places<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values = Vec::new();
    let condition = condition("remedy.standing", places, &mut values);
    let text = format!(
        "SELECT unit.id AS unit_id, unit.name_full AS unit_name, review_case.id AS subject_id, remedy.standing AS state, remedy.due_on \
         FROM remedy JOIN review_case ON review_case.id = remedy.case_id JOIN unit ON unit.id = review_case.unit_id WHERE {condition} \
         ORDER BY remedy.due_on, unit.sort_key"
    );
    Ok(rows(db, &text, values).await?)
}

/// Key tasks of sheets in force that wait.
pub async fn tasks(db: &impl Connection, campaign: CampaignId, places: Places<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values = vec![campaign.0.into()];
    let condition = condition("key_task.standing", places, &mut values);
    let text = format!(
        "SELECT unit.id AS unit_id, unit.name_full AS unit_name, key_task.id AS subject_id, key_task.standing AS state, key_task.due_on \
         FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id JOIN unit ON unit.id = commitment.unit_id \
         WHERE commitment.campaign_id = $1 AND commitment.state = 'in-force' AND ({condition}) ORDER BY key_task.due_on, unit.sort_key"
    );
    Ok(rows(db, &text, values).await?)
}

/// How many figures of a unit and period stand in one way.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Figures {
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The period.
    pub period: String,
    /// How they stand, by name.
    pub standing: String,
    /// How many.
    pub number: i64,
}

/// How the figures of a campaign stand at the places of the person, by unit, period and standing.
pub async fn figures(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<Figures>, Error> {
    let mut values = vec![campaign.0.into()];
    let (condition, more) = within(scopes, 2);
    values.extend(more);
    let text = format!(
        "SELECT unit.id AS unit_id, unit.name_full AS unit_name, figure.period, figure.standing, count(*) AS number \
         FROM figure JOIN unit ON unit.id = figure.unit_id WHERE figure.campaign_id = $1 AND {condition} \
         GROUP BY unit.id, unit.name_full, figure.period, figure.standing"
    );
    Ok(rows(db, &text, values).await?)
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// How many submitted figures wait for the person's verification.
pub async fn to_verify(db: &impl Connection, campaign: CampaignId, scopes: &[Scope], home: &[UnitId]) -> Result<i64, Error> {
    let mut values: Vec<Value> = vec![campaign.0.into()];
    let (condition, more) = within(scopes, 2);
    values.extend(more);
    let own: Vec<_> = home.iter().map(|it| it.0.to_string()).chain(["0".to_owned()]).collect();
    let text = format!(
        "SELECT count(*) AS number FROM figure JOIN unit ON unit.id = figure.unit_id WHERE figure.campaign_id = $1 \
         AND figure.standing = 'submitted' AND unit.id NOT IN ({}) AND {condition}",
        own.join(", ")
    );
    Ok(rows::<Number>(db, &text, values).await?.first().map_or(0, |it| it.number))
}
