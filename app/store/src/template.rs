//! The wording of papers: versions by authority and kind, which are added and never change.

use crate::row::{row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::template::{TemplateKind, Wording};
use domain::{PersonId, Timestamp, UnitId};
use sea_orm::FromQueryResult;

/// The most versions that a list gives.
const MOST: i64 = 200;

#[derive(FromQueryResult)]
struct ContentRow {
    content: String,
}

fn known(it: &ContentRow) -> Result<Wording, Error> {
    Wording::of_json(&it.content).ok_or(Error::Corrupt("template_version.content"))
}

/// The wording of a kind of an authority's papers that is in force; none where the program's is.
pub async fn in_force(db: &impl Connection, unit: UnitId, kind: TemplateKind) -> Result<Option<Wording>, Error> {
    let text = "SELECT content FROM template_version WHERE unit_id = $1 AND kind = $2 ORDER BY number DESC LIMIT 1";
    row::<ContentRow>(db, text, [unit.0.into(), kind.code().into()]).await?.as_ref().map(known).transpose()
}

/// One version.
pub async fn get(db: &impl Connection, unit: UnitId, kind: TemplateKind, number: u32) -> Result<Wording, Error> {
    let text = "SELECT content FROM template_version WHERE unit_id = $1 AND kind = $2 AND number = $3";
    let found = row::<ContentRow>(db, text, [unit.0.into(), kind.code().into(), i64::from(number).into()]).await?;
    known(&found.ok_or(Error::NotFound)?)
}

/// A version without its text.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Listed {
    /// The kind of paper, by code.
    pub kind: String,
    /// Its number, from 1.
    pub number: i64,
    /// What was changed and why.
    pub note: String,
    /// Who worded it.
    pub name: String,
    /// When, in milliseconds.
    pub at: i64,
}

impl Listed {
    /// When it was worded.
    pub const fn at(&self) -> Timestamp {
        Timestamp(self.at)
    }
}

const LISTED: &str = "SELECT template_version.kind, template_version.number, template_version.note, person.full_name AS name, \
     template_version.at FROM template_version JOIN person ON person.id = template_version.person_id WHERE template_version.unit_id = $1";

/// The newest version of every kind that an authority has worded.
pub async fn newest(db: &impl Connection, unit: UnitId) -> Result<Vec<Listed>, Error> {
    let text = format!(
        "{LISTED} AND NOT EXISTS (SELECT 1 FROM template_version later WHERE later.unit_id = template_version.unit_id \
         AND later.kind = template_version.kind AND later.number > template_version.number) ORDER BY template_version.kind"
    );
    Ok(rows(db, &text, [unit.0.into()]).await?)
}

/// The versions of a kind, newest first.
pub async fn list(db: &impl Connection, unit: UnitId, kind: TemplateKind) -> Result<Vec<Listed>, Error> {
    let text = format!("{LISTED} AND template_version.kind = $2 ORDER BY template_version.number DESC LIMIT $3");
    Ok(rows(db, &text, [unit.0.into(), kind.code().into(), MOST.into()]).await?)
}

/// A version to add.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// The authority.
    pub unit: UnitId,
    /// The kind of paper.
    pub kind: TemplateKind,
    /// The wording with its number.
    pub wording: &'a Wording,
    /// What was changed and why.
    pub note: &'a str,
    /// Who worded it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Adds a version; a number that somebody else has added meanwhile is `Taken`.
pub async fn insert(db: &impl Connection, it: &NewVersion<'_>) -> Result<(), Error> {
    let text = "INSERT INTO template_version (unit_id, kind, number, content, note, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let number = i64::from(it.wording.version);
    let values = [
        it.unit.0.into(),
        it.kind.code().into(),
        number.into(),
        it.wording.to_json().into(),
        it.note.into(),
        it.person.0.into(),
        it.at.0.into(),
    ];
    run(db, text, values).await?;
    Ok(())
}

/// An authority whose papers may be worded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Authority {
    /// The unit.
    pub id: i64,
    /// Its short name.
    pub name_short: String,
}

/// The authorities of campaigns below some places, the highest first.
pub async fn authorities(db: &impl Connection, scopes: &[Scope]) -> Result<Vec<Authority>, Error> {
    let (within, values) = within(scopes, 1);
    let text = format!(
        "SELECT unit.id, unit.name_short FROM unit WHERE {within} AND EXISTS (SELECT 1 FROM campaign WHERE campaign.authority_unit_id = unit.id) \
         ORDER BY LENGTH(unit.path), unit.id LIMIT 100"
    );
    Ok(rows(db, &text, values).await?)
}
