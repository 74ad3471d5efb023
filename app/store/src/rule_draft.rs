//! Drafts of rule sets. Nothing goes by them; they are changed and dropped freely.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::drafting::RuleDraft;
use domain::{PersonId, RuleDraftId, Timestamp};
use sea_orm::FromQueryResult;

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub id: RuleDraftId,
    /// What it says.
    pub draft: RuleDraft,
    /// Who changed it last.
    pub person_name: String,
    /// When.
    pub updated_at: Timestamp,
    /// Counts its changes, from 1.
    pub revision: i64,
}

#[derive(FromQueryResult)]
struct DraftRow {
    id: i64,
    content: String,
    person_name: String,
    updated_at: i64,
    revision: i64,
}

const DRAFT: &str = "SELECT rule_draft.id, rule_draft.content, person.full_name AS person_name, rule_draft.updated_at, rule_draft.revision \
     FROM rule_draft JOIN person ON person.id = rule_draft.person_id";

fn known(it: DraftRow) -> Result<Kept, Error> {
    Ok(Kept {
        id: RuleDraftId(it.id),
        draft: serde_json::from_str::<RuleDraft>(&it.content).map_err(|_| Error::Corrupt("rule_draft.content"))?.unfolded(),
        person_name: it.person_name,
        updated_at: Timestamp(it.updated_at),
        revision: it.revision,
    })
}

/// A draft.
pub async fn get(db: &impl Connection, id: RuleDraftId) -> Result<Kept, Error> {
    row::<DraftRow>(db, &format!("{DRAFT} WHERE rule_draft.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// Every draft, the last changed one first, at most 100.
pub async fn list(db: &impl Connection) -> Result<Vec<Kept>, Error> {
    let found: Vec<DraftRow> = rows(db, &format!("{DRAFT} ORDER BY rule_draft.updated_at DESC, rule_draft.id DESC LIMIT 100"), []).await?;
    found.into_iter().map(known).collect()
}

/// Adds a draft.
pub async fn insert(db: &impl Connection, it: &RuleDraft, person: PersonId, at: Timestamp) -> Result<RuleDraftId, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let text = "INSERT INTO rule_draft (content, person_id, created_at, updated_at, revision) VALUES ($1, $2, $3, $3, 1) RETURNING id";
    let values = [it.to_json().into(), person.0.into(), at.0.into()];
    row::<Id>(db, text, values).await?.map(|it| RuleDraftId(it.id)).ok_or(Error::NotFound)
}

/// Saves a draft; `Busy` where somebody else was first.
pub async fn update(
    db: &impl Connection,
    (id, revision): (RuleDraftId, i64),
    it: &RuleDraft,
    person: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    let text =
        "UPDATE rule_draft SET content = $3, person_id = $4, updated_at = $5, revision = revision + 1 WHERE id = $1 AND revision = $2";
    let values = [id.0.into(), revision.into(), it.to_json().into(), person.0.into(), at.0.into()];
    if run(db, text, values).await? == 1 { Ok(()) } else { Err(Error::Busy) }
}

/// Drops a draft; `Busy` where it was changed since.
pub async fn delete(db: &impl Connection, (id, revision): (RuleDraftId, i64)) -> Result<(), Error> {
    let text = "DELETE FROM rule_draft WHERE id = $1 AND revision = $2";
    if run(db, text, [id.0.into(), revision.into()]).await? == 1 { Ok(()) } else { Err(Error::Busy) }
}
