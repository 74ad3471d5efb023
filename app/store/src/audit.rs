//! The log: lines are appended inside the transaction of what they record, and never changed.

use crate::row::{places, row, rows, run};
use crate::{Connection, Error};
use domain::{AccountId, Event, PersonId, Timestamp, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set, Value};

entity!(line, "audit", {
    at: i64,
    account_id: Option<i64>,
    person_id: Option<i64>,
    event: String,
    subject: String,
    subject_id: i64,
    unit_id: Option<i64>,
    before: String,
    after: String,
    reason: String,
});

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When, UTC.
    pub at: Timestamp,
    /// Whose account.
    pub account: Option<AccountId>,
    /// Who.
    pub person: Option<PersonId>,
    /// What happened.
    pub event: Event,
    /// The kind of thing it happened to, by its table.
    pub subject: &'static str,
    /// Which one.
    pub subject_id: i64,
    /// The unit concerned.
    pub unit: Option<UnitId>,
    /// The old value, in words or JSON; empty where there is none.
    pub before: String,
    /// The new value.
    pub after: String,
    /// The reason given.
    pub reason: String,
}

/// Appends a line.
pub async fn insert(db: &impl Connection, it: &Line) -> Result<(), Error> {
    line::ActiveModel {
        at: Set(it.at.0),
        account_id: Set(it.account.map(|it| it.0)),
        person_id: Set(it.person.map(|it| it.0)),
        event: Set(it.event.key().to_owned()),
        subject: Set(it.subject.to_owned()),
        subject_id: Set(it.subject_id),
        unit_id: Set(it.unit.map(|it| it.0)),
        before: Set(it.before.clone()),
        after: Set(it.after.clone()),
        reason: Set(it.reason.clone()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Appends many lines at once.
pub async fn insert_all(db: &impl Connection, lines: &[Line]) -> Result<(), Error> {
    for some in lines.chunks(500) {
        let values = some.iter().flat_map(|it| {
            let values: [Value; 10] = [
                it.at.0.into(),
                it.account.map(|it| it.0).into(),
                it.person.map(|it| it.0).into(),
                it.event.key().into(),
                it.subject.into(),
                it.subject_id.into(),
                it.unit.map(|it| it.0).into(),
                it.before.as_str().into(),
                it.after.as_str().into(),
                it.reason.as_str().into(),
            ];
            values
        });
        let text = format!(
            "INSERT INTO audit (at, account_id, person_id, event, subject, subject_id, unit_id, before, after, reason) VALUES {}",
            places(some.len(), 10)
        );
        run(db, &text, values).await?;
    }
    Ok(())
}

/// A line as it is read: with names.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Told {
    /// When, milliseconds UTC.
    pub at: i64,
    /// The name of who did it; empty for the program itself.
    pub person: Option<String>,
    /// The event's key.
    pub event: String,
    /// The kind of thing.
    pub subject: String,
    /// Which one.
    pub subject_id: i64,
    /// The unit's name.
    pub unit: Option<String>,
    /// The old value.
    pub before: String,
    /// The new value.
    pub after: String,
    /// The reason.
    pub reason: String,
}

const TOLD: &str = "SELECT audit.at, person.full_name AS person, audit.event, audit.subject, audit.subject_id, unit.name_full AS unit, \
     audit.before, audit.after, audit.reason FROM audit \
     LEFT JOIN person ON person.id = audit.person_id LEFT JOIN unit ON unit.id = audit.unit_id";

/// The history of one thing, newest first.
pub async fn of_subject(db: &impl Connection, subject: &str, id: i64) -> Result<Vec<Told>, Error> {
    let text = format!("{TOLD} WHERE audit.subject = $1 AND audit.subject_id = $2 ORDER BY audit.at DESC, audit.id DESC LIMIT 200");
    Ok(rows(db, &text, [subject.into(), id.into()]).await?)
}

/// What the log is asked for; empty texts ask for everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Letters of a person's name, folded.
    pub person: String,
    /// The event's key.
    pub event: String,
    /// The kind of thing, by its table.
    pub subject: String,
    /// Which one; none asks for all.
    pub subject_id: Option<i64>,
    /// Letters of a unit's name, folded.
    pub unit: String,
    /// From this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

fn condition(path_prefix: &str, it: &Filter) -> (&'static str, [Value; 11]) {
    let text = "WHERE ($1 = '/' OR unit.path LIKE $2) AND ($3 = '' OR person.search_key LIKE $4) AND ($5 = '' OR audit.event = $5) \
        AND ($6 = '' OR audit.subject = $6) AND ($7 = '' OR unit.search_key LIKE $8) AND audit.at >= $9 AND audit.at < $10 AND ($11 = 0 OR audit.subject_id = $11)";
    let values = [
        path_prefix.into(),
        format!("{path_prefix}%").into(),
        it.person.as_str().into(),
        format!("%{}%", it.person).into(),
        it.event.as_str().into(),
        it.subject.as_str().into(),
        it.unit.as_str().into(),
        format!("%{}%", it.unit).into(),
        it.from.map_or(i64::MIN, |it| it.0).into(),
        it.before.map_or(i64::MAX, |it| it.0).into(),
        it.subject_id.unwrap_or(0).into(),
    ];
    (text, values)
}

/// A page of the log below a place (`/` for everything), newest first.
pub async fn list(db: &impl Connection, path_prefix: &str, filter: &Filter, limit: u64, offset: u64) -> Result<Vec<Told>, Error> {
    let (condition, values) = condition(path_prefix, filter);
    let text = format!("{TOLD} {condition} ORDER BY audit.at DESC, audit.id DESC LIMIT $12 OFFSET $13");
    let paging: [Value; 2] = [(limit as i64).into(), (offset as i64).into()];
    Ok(rows(db, &text, values.into_iter().chain(paging)).await?)
}

/// How many lines of the log match.
pub async fn count(db: &impl Connection, path_prefix: &str, filter: &Filter) -> Result<i64, Error> {
    let (condition, values) = condition(path_prefix, filter);
    let text = format!(
        "SELECT count(*) AS number FROM audit LEFT JOIN person ON person.id = audit.person_id LEFT JOIN unit ON unit.id = audit.unit_id {condition}"
    );
    Ok(row::<Count>(db, &text, values).await?.map_or(0, |it| it.number))
}
