//! The reports of key tasks. The tasks themselves belong to commitments.

use crate::row::{row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::key_task::{TaskReport, TaskStanding};
use domain::policy::Scope;
use domain::{CampaignId, CommitmentId, GroupId, KeyTaskId, PersonId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

#[derive(FromQueryResult)]
struct TaskRow {
    id: i64,
    commitment_id: i64,
    campaign_id: i64,
    unit_id: i64,
    unit_name: String,
    title: String,
    expected_result: String,
    responsible: Option<String>,
    person_text: String,
    due_on: Date,
    standing: String,
    report: String,
    done_on: Option<Date>,
    entered_by: Option<i64>,
    entered_at: Option<i64>,
    submitted_by: Option<i64>,
    submitted_at: Option<i64>,
    verified_by: Option<i64>,
    verified_at: Option<i64>,
    verify_reason: String,
    revision: i64,
}

/// A key task in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The task and its report.
    pub task: TaskReport,
    /// The unit's name.
    pub unit: String,
}

fn known(it: TaskRow) -> Result<Listed, Error> {
    let pair = |by: Option<i64>, at: Option<i64>| by.zip(at).map(|(by, at)| (PersonId(by), Timestamp(at)));
    let task = TaskReport {
        id: KeyTaskId(it.id),
        commitment: CommitmentId(it.commitment_id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        title: it.title,
        expected_result: it.expected_result,
        responsible: it.responsible.unwrap_or(it.person_text),
        due_on: it.due_on,
        standing: TaskStanding::of(&it.standing).ok_or(Error::Corrupt("key_task.standing"))?,
        report: it.report,
        done_on: it.done_on,
        entered: pair(it.entered_by, it.entered_at),
        submitted: pair(it.submitted_by, it.submitted_at),
        decided: pair(it.verified_by, it.verified_at),
        reason: it.verify_reason,
        revision: it.revision,
    };
    Ok(Listed { task, unit: it.unit_name })
}

/// Who submitted a report stands in the log, which is kept for ever.
const TASK: &str = "SELECT key_task.*, (SELECT audit.person_id FROM audit WHERE audit.subject = 'key_task' AND audit.subject_id = key_task.id \
     AND audit.event = 'event-task-submitted' ORDER BY audit.id DESC LIMIT 1) AS submitted_by, commitment.campaign_id, commitment.unit_id, unit.name_full AS unit_name, person.full_name AS responsible \
     FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id JOIN unit ON unit.id = commitment.unit_id \
     LEFT JOIN person ON person.id = key_task.person_id";

/// A key task and its report.
pub async fn get(db: &impl Connection, id: KeyTaskId) -> Result<TaskReport, Error> {
    let found = row::<TaskRow>(db, &format!("{TASK} WHERE key_task.id = $1"), [id.0.into()]).await?;
    Ok(known(found.ok_or(Error::NotFound)?)?.task)
}

/// The key tasks of a commitment, in its order.
pub async fn of_commitment(db: &impl Connection, id: CommitmentId) -> Result<Vec<TaskReport>, Error> {
    let found: Vec<TaskRow> =
        rows(db, &format!("{TASK} WHERE key_task.commitment_id = $1 ORDER BY key_task.position, key_task.id"), [id.0.into()]).await?;
    found.into_iter().map(|it| Ok(known(it)?.task)).collect()
}

/// The key tasks of the sheets in force of a group's units.
pub async fn of_group(db: &impl Connection, group: GroupId) -> Result<Vec<TaskReport>, Error> {
    let text = format!(
        "{TASK} JOIN campaign_unit ON campaign_unit.campaign_id = commitment.campaign_id AND campaign_unit.unit_id = commitment.unit_id \
         WHERE campaign_unit.group_id = $1 AND commitment.state = 'in_force' ORDER BY key_task.id LIMIT 20000"
    );
    let found: Vec<TaskRow> = rows(db, &text, [group.0.into()]).await?;
    found.into_iter().map(|it| Ok(known(it)?.task)).collect()
}

/// Which key tasks are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The campaign.
    pub campaign: CampaignId,
    /// Where the person may read.
    pub scopes: Vec<Scope>,
    /// One unit alone.
    pub unit: Option<UnitId>,
    /// One standing alone.
    pub standing: Option<TaskStanding>,
}

impl Asked {
    fn condition(&self) -> (String, Vec<Value>) {
        let (scope, bound) = within(&self.scopes, 2);
        let mut values: Vec<Value> = vec![self.campaign.0.into()];
        values.extend(bound);
        let mut text = format!("commitment.campaign_id = $1 AND {scope}");
        if let Some(it) = self.unit {
            values.push(it.0.into());
            text.push_str(&format!(" AND commitment.unit_id = ${}", values.len()));
        }
        if let Some(it) = self.standing {
            values.push(it.code().into());
            text.push_str(&format!(" AND key_task.standing = ${}", values.len()));
        }
        (text, values)
    }
}

/// A page of the key tasks of a campaign: the earliest due first.
pub async fn list(db: &impl Connection, asked: &Asked, limit: i64, offset: i64) -> Result<Vec<Listed>, Error> {
    let (condition, mut values) = asked.condition();
    let first = values.len() + 1;
    values.push(limit.into());
    values.push(offset.into());
    let text = format!("{TASK} WHERE {condition} ORDER BY key_task.due_on, key_task.id LIMIT ${first} OFFSET ${}", first + 1);
    let found: Vec<TaskRow> = rows(db, &text, values).await?;
    found.into_iter().map(known).collect()
}

#[derive(FromQueryResult)]
struct CountRow {
    number: i64,
    late: i64,
    waiting: i64,
}

/// How many key tasks there are, how many are due before a day and not done, and how many reports wait for verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All of them.
    pub all: i64,
    /// Due and not reported done.
    pub late: i64,
    /// Submitted reports.
    pub waiting: i64,
}

/// The counts of a campaign's key tasks on a day.
pub async fn counts(db: &impl Connection, asked: &Asked, today: Date) -> Result<Counts, Error> {
    let (condition, mut values) = asked.condition();
    values.push(today.into());
    let text = format!(
        "SELECT count(*) AS number, count(CASE WHEN key_task.done_on IS NULL AND key_task.due_on < ${} THEN 1 END) AS late, \
         count(CASE WHEN key_task.standing = 'submitted' THEN 1 END) AS waiting \
         FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id JOIN unit ON unit.id = commitment.unit_id WHERE {condition}",
        values.len()
    );
    let found = row::<CountRow>(db, &text, values).await?;
    Ok(found.map_or_else(Counts::default, |it| Counts { all: it.number, late: it.late, waiting: it.waiting }))
}

/// Saves a task's report; `Busy` when somebody else was first.
pub async fn update(db: &impl Connection, it: &TaskReport) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE key_task SET standing = $1, report = $2, done_on = $3, entered_by = $4, entered_at = $5, submitted_at = $6, verified_by = $7, \
         verified_at = $8, verify_reason = $9, revision = $10 WHERE id = $11 AND revision = $12",
        [
            it.standing.code().into(),
            it.report.as_str().into(),
            it.done_on.into(),
            it.entered.map(|(by, _)| by.0).into(),
            it.entered.map(|(_, at)| at.0).into(),
            it.submitted.map(|(_, at)| at.0).into(),
            it.decided.map(|(by, _)| by.0).into(),
            it.decided.map(|(_, at)| at.0).into(),
            it.reason.as_str().into(),
            it.revision.into(),
            it.id.0.into(),
            (it.revision - 1).into(),
        ],
    )
    .await?;
    if changed == 1 { Ok(()) } else { Err(Error::Busy) }
}
