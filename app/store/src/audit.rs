//! The log: lines are appended inside the transaction of what they record, and never changed.

use crate::row::{insert_many, row, rows};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
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
    origin: String,
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
    /// From where: the machine's address; empty for the machine of the installation itself.
    pub origin: String,
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
        origin: Set(it.origin.clone()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Appends many lines at once.
pub async fn insert_all(db: &impl Connection, lines: &[Line]) -> Result<(), Error> {
    let values = |it: &Line| {
        vec![
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
            it.origin.as_str().into(),
        ]
    };
    let head = "INSERT INTO audit (at, account_id, person_id, event, subject, subject_id, unit_id, before, after, reason, origin) VALUES";
    Ok(insert_many(db, head, 11, lines.iter().map(values).collect(), "").await?)
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
    /// From where.
    pub origin: String,
}

const TOLD: &str = "SELECT audit.at, person.full_name AS person, audit.event, audit.subject, audit.subject_id, unit.name_full AS unit, \
     audit.before, audit.after, audit.reason, audit.origin FROM audit \
     LEFT JOIN person ON person.id = audit.person_id LEFT JOIN unit ON unit.id = audit.unit_id";

/// Lines that belong to the history of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Those of one thing: its table and its key.
    Of(&'static str, i64),
    /// Those of everything in a table that belongs to a case or a unit: the table, the column of its owner, the owner's key.
    Below(&'static str, &'static str, i64),
    /// Those of a unit about some tables.
    OfUnit(UnitId, Vec<&'static str>),
}

/// The history of a thing: its parts, without some events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// What belongs to it.
    pub parts: Vec<Part>,
    /// What is left out.
    pub without: Vec<Event>,
}

impl Selection {
    fn condition(&self) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = Vec::new();
        let mut parts = vec!["1 = 0".to_owned()];
        for it in &self.parts {
            match it {
                Part::Of(table, id) => {
                    values.push((*id).into());
                    parts.push(format!("(audit.subject = '{table}' AND audit.subject_id = ${})", values.len()));
                }
                Part::Below(table, owner, id) => {
                    values.push((*id).into());
                    let place = values.len();
                    parts.push(format!(
                        "(audit.subject = '{table}' AND audit.subject_id IN (SELECT id FROM {table} WHERE {owner} = ${place}))"
                    ));
                }
                Part::OfUnit(unit, tables) => {
                    values.push(unit.0.into());
                    let names: Vec<_> = tables.iter().map(|it| format!("'{it}'")).collect();
                    parts.push(format!("(audit.unit_id = ${} AND audit.subject IN ({}))", values.len(), names.join(", ")));
                }
            }
        }
        let mut text = format!("WHERE ({})", parts.join(" OR "));
        if !self.without.is_empty() {
            let names: Vec<_> = self.without.iter().map(|it| format!("'{}'", it.key())).collect();
            text.push_str(&format!(" AND audit.event NOT IN ({})", names.join(", ")));
        }
        (text, values)
    }
}

/// A page of the history of a thing, newest first.
pub async fn history(db: &impl Connection, of: &Selection, limit: i64, offset: i64) -> Result<Vec<Told>, Error> {
    let (condition, mut values) = of.condition();
    let first = values.len() + 1;
    values.extend([limit.into(), offset.into()]);
    let text = format!("{TOLD} {condition} ORDER BY audit.at DESC, audit.id DESC LIMIT ${first} OFFSET ${}", first + 1);
    Ok(rows(db, &text, values).await?)
}

/// How many lines the history of a thing has.
pub async fn history_count(db: &impl Connection, of: &Selection) -> Result<i64, Error> {
    let (condition, values) = of.condition();
    Ok(row::<Count>(db, &format!("SELECT count(*) AS number FROM audit {condition}"), values).await?.map_or(0, |it| it.number))
}

/// The history of one thing, newest first, at most 200 lines.
pub async fn of_subject(db: &impl Connection, subject: &'static str, id: i64) -> Result<Vec<Told>, Error> {
    history(db, &Selection { parts: vec![Part::Of(subject, id)], without: Vec::new() }, 200, 0).await
}

/// What the log is asked for; empty texts ask for everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Letters of a person's name, folded.
    pub person: String,
    /// The event's key.
    pub event: String,
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

/// What stands in the condition, and its values. Who reads below every place reads lines without a unit too.
fn condition(scopes: &[Scope], it: &Filter) -> (String, Vec<Value>) {
    let mut text =
        "WHERE ($1 = '' OR person.search_key LIKE $2) AND ($3 = '' OR audit.event = $3) AND ($4 = '' OR unit.search_key LIKE $5) \
        AND audit.at >= $6 AND audit.at < $7"
            .to_owned();
    let mut values: Vec<Value> = vec![
        it.person.as_str().into(),
        format!("%{}%", it.person).into(),
        it.event.as_str().into(),
        it.unit.as_str().into(),
        format!("%{}%", it.unit).into(),
        it.from.map_or(i64::MIN, |it| it.0).into(),
        it.before.map_or(i64::MAX, |it| it.0).into(),
    ];
    if !scopes.contains(&Scope::Below("/".to_owned())) {
        let (place, more) = within(scopes, values.len() + 1);
        values.extend(more);
        text.push_str(&format!(" AND {place}"));
    }
    (text, values)
}

/// A page of the log of some places, newest first.
pub async fn list(db: &impl Connection, scopes: &[Scope], filter: &Filter, limit: i64, offset: i64) -> Result<Vec<Told>, Error> {
    let (condition, mut values) = condition(scopes, filter);
    let first = values.len() + 1;
    values.extend([limit.into(), offset.into()]);
    let text = format!("{TOLD} {condition} ORDER BY audit.at DESC, audit.id DESC LIMIT ${first} OFFSET ${}", first + 1);
    Ok(rows(db, &text, values).await?)
}

/// How many lines of the log match.
pub async fn count(db: &impl Connection, scopes: &[Scope], filter: &Filter) -> Result<i64, Error> {
    let (condition, values) = condition(scopes, filter);
    let text = format!(
        "SELECT count(*) AS number FROM audit LEFT JOIN person ON person.id = audit.person_id LEFT JOIN unit ON unit.id = audit.unit_id {condition}"
    );
    Ok(row::<Count>(db, &text, values).await?.map_or(0, |it| it.number))
}
