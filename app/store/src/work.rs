//! What waits for somebody: one statement a noun, whatever the number of rows.

use crate::commitment::DECLINED;
use crate::figure::{Reach, waits_for};
use crate::row::rows;
use crate::scan::WAITS;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{AccountId, CampaignId, Event, PersonId, Stage, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A thing that may wait: its unit, its state and what it is known by.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Waiting {
    /// What it is: `sheet`, `scan`, `declined`, `task`, `case`, `minutes`, `remedy`.
    pub noun: String,
    /// The campaign.
    pub campaign_id: i64,
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The thing: a sheet, a key task, a case, a remedy.
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

/// The campaigns that still ask for a stage's work on the day `$1`: while they run, and after their last day as long as the stage is open.
fn asking(noun: &str, stage: Stage) -> String {
    format!(
        "JOIN campaign ON campaign.id = {noun}.campaign_id AND campaign.state <> 'closed' AND campaign.starts_on <= $1 \
         JOIN campaign_stage ON campaign_stage.campaign_id = campaign.id AND campaign_stage.stage = '{}' \
         AND (campaign.ends_on >= $1 OR campaign_stage.closes_on >= $1)",
        stage.code()
    )
}

/// Where each noun waits for the person.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Sheets; due when their stage closes. Nobody is asked to sign one whose signed paper waits for an answer.
    pub sheets: Places<'a>,
    /// Scans of sheets that were signed by hand and wait for an answer.
    pub scans: &'a [Scope],
    /// Sheets that somebody declined to sign.
    pub declined: &'a [Scope],
    /// Key tasks of sheets in force.
    pub tasks: Places<'a>,
    /// Cases of campaigns that are not closed.
    pub cases: Places<'a>,
    /// Whoever is named by a meeting: its secretary writes the minutes and signs them first, then its chair signs.
    pub named: PersonId,
    /// Remedies of all campaigns.
    pub remedies: Places<'a>,
}

/// All that waits on a day, in one statement.
pub async fn waiting(db: &impl Connection, day: Date, wanted: Wanted<'_>) -> Result<Vec<Waiting>, Error> {
    let mut values: Vec<Value> = vec![day.into()];
    let mut where_ = |column: &str, places: Places<'_>| condition(column, places, &mut values);
    let sheets = where_("commitment.state", wanted.sheets);
    let scans = where_("commitment.state", &[(&["approved", "head_signed"], wanted.scans.to_vec())]);
    let declined = where_("commitment.state", &[(&["approved", "head_signed"], wanted.declined.to_vec())]);
    let tasks = where_("key_task.standing", wanted.tasks);
    let cases = where_("review_case.state", wanted.cases);
    let remedies = where_("remedy.standing", wanted.remedies);
    values.push(wanted.named.0.into());
    let named = values.len();
    let signed = "EXISTS (SELECT 1 FROM signature WHERE signature.subject = 'minutes' AND signature.subject_id = review_meeting.id)";
    let (commit, report) = (asking("commitment", Stage::Commit), asking("commitment", Stage::Report));
    let text = format!(
        "SELECT 'sheet' AS noun, commitment.campaign_id AS campaign_id, unit.id AS unit_id, unit.name_full AS unit_name, \
         commitment.id AS subject_id, commitment.state AS state, campaign_stage.closes_on AS due_on \
         FROM commitment JOIN unit ON unit.id = commitment.unit_id {commit} WHERE ({sheets}) \
         AND NOT EXISTS (SELECT 1 FROM sheet_scan WHERE {WAITS}) \
         UNION ALL SELECT 'scan', commitment.campaign_id, unit.id, unit.name_full, sheet_scan.id, commitment.state, campaign_stage.closes_on \
         FROM sheet_scan JOIN commitment ON {WAITS} JOIN unit ON unit.id = commitment.unit_id {commit} WHERE ({scans}) \
         UNION ALL SELECT 'declined', commitment.campaign_id, unit.id, unit.name_full, commitment.id, commitment.state, campaign_stage.closes_on \
         FROM commitment JOIN unit ON unit.id = commitment.unit_id {commit} JOIN signing_decline declined ON {DECLINED} WHERE ({declined}) \
         UNION ALL SELECT 'task', commitment.campaign_id, unit.id, unit.name_full, key_task.id, key_task.standing, key_task.due_on \
         FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id JOIN unit ON unit.id = commitment.unit_id {report} \
         WHERE commitment.state = 'in_force' AND ({tasks}) \
         UNION ALL SELECT 'case', review_case.campaign_id, unit.id, unit.name_full, review_case.id, review_case.state, review_case.due_on \
         FROM review_case JOIN unit ON unit.id = review_case.unit_id JOIN campaign ON campaign.id = review_case.campaign_id \
         LEFT JOIN review_meeting ON review_meeting.case_id = review_case.id WHERE campaign.state <> 'closed' AND ({cases} \
         OR (review_case.state IN ('meeting_called', 'meeting_held') AND review_meeting.secretary_id = ${named})) \
         UNION ALL SELECT 'minutes', review_case.campaign_id, unit.id, unit.name_full, review_case.id, review_case.state, review_case.due_on \
         FROM review_case JOIN unit ON unit.id = review_case.unit_id JOIN campaign ON campaign.id = review_case.campaign_id \
         JOIN review_meeting ON review_meeting.case_id = review_case.id WHERE campaign.state <> 'closed' AND review_case.state = 'minutes_adopted' \
         AND ((review_meeting.secretary_id = ${named} AND NOT {signed}) OR (review_meeting.chair_id = ${named} AND {signed})) \
         UNION ALL SELECT 'remedy', review_case.campaign_id, unit.id, unit.name_full, remedy.id, remedy.standing, remedy.due_on \
         FROM remedy JOIN review_case ON review_case.id = remedy.case_id JOIN unit ON unit.id = review_case.unit_id WHERE {remedies} \
         ORDER BY 7, 4"
    );
    Ok(rows(db, &text, values).await?)
}

/// How many figures a unit reports in each period of a frequency.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Expected {
    /// The campaign.
    pub campaign_id: i64,
    /// The campaign's year.
    pub year: i64,
    /// Working days after a period's end in which its figures are due.
    pub submit_within_working_days: i64,
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The frequency, by name.
    pub frequency: String,
    /// How many variables.
    pub number: i64,
}

/// What the units at some places report in the campaigns that ask for figures on a day.
pub async fn expected(db: &impl Connection, day: Date, scopes: &[Scope]) -> Result<Vec<Expected>, Error> {
    let mut values: Vec<Value> = vec![day.into()];
    let (condition, more) = within(scopes, 2);
    values.extend(more);
    let text = format!(
        "SELECT campaign.id AS campaign_id, campaign.year AS year, campaign.submit_within_working_days AS submit_within_working_days, \
         unit.id AS unit_id, campaign_unit.name AS unit_name, rule_set_variable.frequency, count(*) AS number \
         FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id JOIN campaign_group ON campaign_group.id = campaign_unit.group_id \
         JOIN rule_set_variable ON rule_set_variable.rule_set_id = campaign_group.rule_set_id {} WHERE {condition} \
         GROUP BY campaign.id, campaign.year, campaign.submit_within_working_days, unit.id, campaign_unit.name, rule_set_variable.frequency \
         ORDER BY campaign.id, unit.id",
        asking("campaign_unit", Stage::Report)
    );
    Ok(rows(db, &text, values).await?)
}

/// How many figures of a unit and period stand in one way.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Figures {
    /// The campaign.
    pub campaign_id: i64,
    /// The unit.
    pub unit_id: i64,
    /// The period.
    pub period: String,
    /// How they stand, by name.
    pub standing: String,
    /// How many.
    pub number: i64,
}

/// How the figures stand at the places of the person in the campaigns that ask for figures on a day, by unit, period and standing.
pub async fn figures(db: &impl Connection, day: Date, scopes: &[Scope]) -> Result<Vec<Figures>, Error> {
    let mut values: Vec<Value> = vec![day.into()];
    let (condition, more) = within(scopes, 2);
    values.extend(more);
    let text = format!(
        "SELECT campaign.id AS campaign_id, unit.id AS unit_id, figure_tally.period, figure_tally.standing, figure_tally.number \
         FROM figure_tally JOIN unit ON unit.id = figure_tally.unit_id {} WHERE {condition}",
        asking("figure_tally", Stage::Report)
    );
    Ok(rows(db, &text, values).await?)
}

#[derive(FromQueryResult)]
struct ToVerify {
    campaign_id: i64,
    number: i64,
}

/// How many submitted figures wait for the person's verification on a day, by campaign.
pub async fn to_verify(db: &impl Connection, day: Date, reaches: &[Reach], home: &[UnitId]) -> Result<Vec<(CampaignId, i64)>, Error> {
    let mut values: Vec<Value> = vec![day.into()];
    let waits = waits_for(reaches, home, &mut values);
    let text = format!(
        "SELECT campaign.id AS campaign_id, count(*) AS number FROM figure JOIN unit ON unit.id = figure.unit_id \
         JOIN variable ON variable.id = figure.variable_id {} WHERE {waits} \
         GROUP BY campaign.id ORDER BY campaign.id",
        asking("figure", Stage::Verify)
    );
    let found: Vec<ToVerify> = rows(db, &text, values).await?;
    Ok(found.into_iter().map(|it| (CampaignId(it.campaign_id), it.number)).collect())
}

/// The same thing that happened, once or several times, as one line.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Change {
    /// The event's key.
    pub event: String,
    /// The kind of thing.
    pub subject: String,
    /// The last of the things.
    pub subject_id: i64,
    /// The unit.
    pub unit_id: Option<i64>,
    /// Its name.
    pub unit: Option<String>,
    /// The period of figures.
    pub period: Option<String>,
    /// Who did it; none for the program itself.
    pub person: Option<String>,
    /// How many times.
    pub number: i64,
    /// When last, milliseconds UTC.
    pub latest: i64,
    /// Since when changes are told, milliseconds UTC.
    pub since: i64,
}

/// What others changed at the places of the person since they signed in the time before, or else since a moment; newest first.
pub async fn changes(
    db: &impl Connection,
    account: AccountId,
    person: PersonId,
    otherwise: Timestamp,
    told: &[(&[Event], Vec<Scope>)],
    limit: i64,
) -> Result<Vec<Change>, Error> {
    let mut values: Vec<Value> = vec![account.0.into(), person.0.into(), otherwise.0.into(), limit.into()];
    let mut parts = vec!["1 = 0".to_owned()];
    for (events, scopes) in told {
        let (place, more) = within(scopes, values.len() + 1);
        values.extend(more);
        let names: Vec<String> = events.iter().map(|it| format!("'{}'", it.key())).collect();
        parts.push(format!("(audit.event IN ({}) AND {place})", names.join(", ")));
    }
    let since = format!(
        "COALESCE((SELECT seen.at FROM audit AS seen WHERE seen.subject = 'account' AND seen.subject_id = $1 AND seen.event = '{}' \
         ORDER BY seen.at DESC, seen.id DESC LIMIT 1 OFFSET 1), $3)",
        Event::SignedIn.key()
    );
    let text = format!(
        "SELECT audit.event, audit.subject, max(audit.subject_id) AS subject_id, unit.id AS unit_id, unit.name_full AS unit, figure.period, \
         person.full_name AS person, count(*) AS number, max(audit.at) AS latest, {since} AS since FROM audit \
         JOIN unit ON unit.id = audit.unit_id LEFT JOIN person ON person.id = audit.person_id \
         LEFT JOIN figure ON audit.subject = 'figure' AND figure.id = audit.subject_id \
         WHERE audit.at > {since} AND (audit.person_id IS NULL OR audit.person_id <> $2) AND ({}) \
         GROUP BY audit.event, audit.subject, unit.id, unit.name_full, figure.period, person.full_name \
         ORDER BY latest DESC, audit.event LIMIT $4",
        parts.join(" OR ")
    );
    Ok(rows(db, &text, values).await?)
}
