//! Versions of a sheet: who put which values and key tasks, when. Rows are added and never changed.

use crate::row::{insert_many, row, rows, run};
use crate::value::{columns, value};
use crate::{Connection, Error};
use domain::commitment::{KeyTask, PeriodGoal, Promise, SheetSide, Version};
use domain::{CommitmentId, PersonId, Quantity, TargetId, Timestamp};
use sea_orm::{FromQueryResult, Value};
use time::Date;

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

#[derive(FromQueryResult)]
struct PromiseRow {
    version_id: i64,
    number: i64,
    side: String,
    person_id: i64,
    full_name: String,
    at: i64,
    said: String,
    target_id: i64,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
    note: String,
}

#[derive(FromQueryResult)]
struct GoalRow {
    version_id: i64,
    target_id: i64,
    period: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
}

#[derive(FromQueryResult)]
struct TaskRow {
    version_id: i64,
    title: String,
    expected_result: String,
    person_text: String,
    due_on: Date,
}

/// Keeps a version of a sheet. A number that is there already is `Taken`.
pub async fn insert_version(db: &impl Connection, sheet: CommitmentId, it: &Version) -> Result<(), Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO commitment_version (commitment_id, number, side, person_id, at, note) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        [sheet.0.into(), it.number.into(), it.side.code().into(), it.person.0.into(), it.at.0.into(), it.note.as_str().into()],
    )
    .await?;
    let version = made.ok_or(Error::NotFound)?.id;
    let head = "INSERT INTO commitment_value (version_id, target_id, value_e4, value_on, value_yes, value_to_e4, note) VALUES";
    let promise = |it: &Promise| {
        let (e4, on, yes) = columns(it.value);
        vec![
            version.into(),
            it.target.0.into(),
            e4.into(),
            on.into(),
            yes.into(),
            it.value_to.map(|it| it.0).into(),
            it.note.as_str().into(),
        ]
    };
    insert_many(db, head, 7, it.promises.iter().map(promise).collect(), "").await?;
    let head = "INSERT INTO commitment_goal (version_id, target_id, period, value_e4, value_on, value_yes, value_to_e4) VALUES";
    let goal = |(target, it): (TargetId, &PeriodGoal)| {
        let (e4, on, yes) = columns(it.value);
        let to = it.value_to.map(|it| it.0);
        vec![version.into(), target.0.into(), it.period.to_string().into(), e4.into(), on.into(), yes.into(), to.into()]
    };
    let goals = it.promises.iter().flat_map(|it| it.periods.iter().map(|goal| (it.target, goal)));
    insert_many(db, head, 7, goals.map(goal).collect(), "").await?;
    let head = "INSERT INTO commitment_task (version_id, position, title, expected_result, person_text, due_on) VALUES";
    Ok(insert_many(db, head, 6, (0..).zip(&it.tasks).map(|it| task_values(version, it)).collect(), "").await?)
}

fn task_values(of: i64, (position, it): (i64, &KeyTask)) -> Vec<Value> {
    let (title, result, person) = (it.title.as_str(), it.expected_result.as_str(), it.person.as_str());
    vec![of.into(), position.into(), title.into(), result.into(), person.into(), it.due_on.into()]
}

/// All versions of a sheet, oldest first, each with the name of who made it. Three statements: a version has a value at least.
pub async fn versions(db: &impl Connection, sheet: CommitmentId) -> Result<Vec<(Version, String)>, Error> {
    let found: Vec<PromiseRow> = rows(
        db,
        "SELECT commitment_version.id AS version_id, commitment_version.number, commitment_version.side, commitment_version.person_id, \
         person.full_name, commitment_version.at, commitment_version.note AS said, commitment_value.target_id, commitment_value.value_e4, \
         commitment_value.value_on, commitment_value.value_yes, commitment_value.value_to_e4, commitment_value.note FROM commitment_version \
         JOIN person ON person.id = commitment_version.person_id JOIN commitment_value ON commitment_value.version_id = commitment_version.id \
         WHERE commitment_version.commitment_id = $1 ORDER BY commitment_version.number, commitment_value.id",
        [sheet.0.into()],
    )
    .await?;
    let tasks: Vec<TaskRow> = rows(
        db,
        "SELECT commitment_task.version_id, commitment_task.title, commitment_task.expected_result, commitment_task.person_text, \
         commitment_task.due_on FROM commitment_task JOIN commitment_version ON commitment_version.id = commitment_task.version_id \
         WHERE commitment_version.commitment_id = $1 ORDER BY commitment_task.position",
        [sheet.0.into()],
    )
    .await?;
    let goals: Vec<GoalRow> = rows(
        db,
        "SELECT commitment_goal.version_id, commitment_goal.target_id, commitment_goal.period, commitment_goal.value_e4, commitment_goal.value_on, \
         commitment_goal.value_yes, commitment_goal.value_to_e4 FROM commitment_goal JOIN commitment_version \
         ON commitment_version.id = commitment_goal.version_id WHERE commitment_version.commitment_id = $1 ORDER BY commitment_goal.id",
        [sheet.0.into()],
    )
    .await?;
    let mut versions: Vec<(Version, String)> = Vec::new();
    for it in found {
        if versions.last().is_none_or(|(last, _)| last.number != it.number) {
            let version = Version {
                number: it.number,
                side: SheetSide::of(&it.side).ok_or(Error::Corrupt("commitment_version.side"))?,
                person: PersonId(it.person_id),
                at: Timestamp(it.at),
                note: it.said,
                promises: Vec::new(),
                tasks: tasks.iter().filter(|task| task.version_id == it.version_id).map(task).collect(),
            };
            versions.push((version, it.full_name));
        }
        let value = value((it.value_e4, it.value_on, it.value_yes), "commitment_value.value")?;
        if let Some((last, _)) = versions.last_mut() {
            let here = goals.iter().filter(|goal| goal.version_id == it.version_id && goal.target_id == it.target_id);
            let periods = here.map(goal).collect::<Result<_, Error>>()?;
            let value_to = it.value_to_e4.map(Quantity);
            last.promises.push(Promise { target: TargetId(it.target_id), value, value_to, periods, note: it.note });
        }
    }
    Ok(versions)
}

fn goal(it: &GoalRow) -> Result<PeriodGoal, Error> {
    Ok(PeriodGoal {
        period: it.period.parse().map_err(|_| Error::Corrupt("commitment_goal.period"))?,
        value: value((it.value_e4, it.value_on, it.value_yes), "commitment_goal.value")?,
        value_to: it.value_to_e4.map(Quantity),
    })
}

fn task(it: &TaskRow) -> KeyTask {
    KeyTask { title: it.title.clone(), expected_result: it.expected_result.clone(), person: it.person_text.clone(), due_on: it.due_on }
}

/// Makes the agreed key tasks of a sheet those that are reported on; planned ones that were never reported on go.
pub async fn insert_key_tasks(db: &impl Connection, sheet: CommitmentId, tasks: &[KeyTask]) -> Result<(), Error> {
    let unreported = "DELETE FROM key_task WHERE commitment_id = $1 AND standing = 'open' \
         AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.key_task_id = key_task.id)";
    run(db, unreported, [sheet.0.into()]).await?;
    let head = "INSERT INTO key_task (commitment_id, position, title, expected_result, person_text, due_on, standing, report, verify_reason, revision) VALUES";
    let values = |it: (i64, &KeyTask)| {
        let mut values = task_values(sheet.0, it);
        values.extend(["open".into(), "".into(), "".into(), 0_i64.into()]);
        values
    };
    Ok(insert_many(db, head, 10, (0..).zip(tasks).map(values).collect(), "").await?)
}
