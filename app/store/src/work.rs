//! What waits for somebody: one statement a noun, whatever the number of rows.

use crate::row::rows;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{CampaignId, PersonId, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A thing that may wait: its unit, its state and what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Waiting {
    /// What it is: `sheet`, `task`, `case`, `remedy`.
    pub noun: String,
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

/// Cases that wait for the person whom their meeting names.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The person.
    pub person: PersonId,
    /// The states in which a case waits for its secretary.
    pub secretary: &'static [&'static str],
    /// The states in which it waits for its chair.
    pub chair: &'static [&'static str],
}

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

/// Where each noun waits for the person.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Sheets of the campaign; due when their stage closes.
    pub sheets: Places<'a>,
    /// Key tasks of the campaign's sheets in force.
    pub tasks: Places<'a>,
    /// Cases of all campaigns.
    pub cases: Places<'a>,
    /// Cases of all campaigns that wait for the person by name.
    pub named: Named,
    /// Remedies of all campaigns; the thing is the case.
    pub remedies: Places<'a>,
}

/// All that waits, in one statement.
pub async fn waiting(db: &impl Connection, campaign: CampaignId, wanted: Wanted<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values = vec![campaign.0.into()];
    let mut where_ = |column: &str, places: Places<'_>| condition(column, places, &mut values);
    let sheets = where_("commitment.state", wanted.sheets);
    let tasks = where_("key_task.standing", wanted.tasks);
    let cases = where_("review_case.state", wanted.cases);
    let remedies = where_("remedy.standing", wanted.remedies);
    values.push(wanted.named.person.0.into());
    let named = |column: &str, states: &[&str]| {
        let names: Vec<_> = states.iter().map(|it| format!("'{it}'")).collect();
        format!("(review_meeting.{column} = ${} AND review_case.state IN ({}))", values.len(), names.join(", "))
    };
    // Who has signed has nothing left to do, although the other has.
    let named = format!(
        "(({} OR {}) AND NOT EXISTS (SELECT 1 FROM signature WHERE signature.subject = 'minutes' AND signature.subject_id = review_meeting.id \
         AND signature.person_id = ${}))",
        named("secretary_id", wanted.named.secretary),
        named("chair_id", wanted.named.chair),
        values.len()
    );
    let text = format!(
        "SELECT 'sheet' AS noun, unit.id AS unit_id, unit.name_full AS unit_name, commitment.id AS subject_id, commitment.state AS state, \
         campaign_stage.closes_on AS due_on FROM commitment JOIN unit ON unit.id = commitment.unit_id \
         LEFT JOIN campaign_stage ON campaign_stage.campaign_id = commitment.campaign_id AND campaign_stage.stage = 'commit' \
         WHERE commitment.campaign_id = $1 AND ({sheets}) \
         UNION ALL SELECT 'task', unit.id, unit.name_full, key_task.id, key_task.standing, key_task.due_on \
         FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id JOIN unit ON unit.id = commitment.unit_id \
         WHERE commitment.campaign_id = $1 AND commitment.state = 'in_force' AND ({tasks}) \
         UNION ALL SELECT 'case', unit.id, unit.name_full, review_case.id, review_case.state, review_case.due_on \
         FROM review_case JOIN unit ON unit.id = review_case.unit_id LEFT JOIN review_meeting ON review_meeting.case_id = review_case.id \
         WHERE {cases} OR {named} \
         UNION ALL SELECT 'remedy', unit.id, unit.name_full, review_case.id, remedy.standing, remedy.due_on \
         FROM remedy JOIN review_case ON review_case.id = remedy.case_id JOIN unit ON unit.id = review_case.unit_id WHERE {remedies} \
         ORDER BY 6, 3"
    );
    Ok(rows(db, &text, values).await?)
}

/// How many figures a unit reports in each period of a frequency.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Expected {
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The frequency, by name.
    pub frequency: String,
    /// How many variables.
    pub number: i64,
}

/// What the units at some places report in a campaign.
pub async fn expected(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<Expected>, Error> {
    let mut values = vec![campaign.0.into()];
    let (condition, more) = within(scopes, 2);
    values.extend(more);
    let text = format!(
        "SELECT unit.id AS unit_id, campaign_unit.name AS unit_name, rule_set_variable.frequency, count(*) AS number \
         FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id JOIN campaign_group ON campaign_group.id = campaign_unit.group_id \
         JOIN rule_set_variable ON rule_set_variable.rule_set_id = campaign_group.rule_set_id \
         WHERE campaign_unit.campaign_id = $1 AND {condition} GROUP BY unit.id, campaign_unit.name, rule_set_variable.frequency ORDER BY unit.id"
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
