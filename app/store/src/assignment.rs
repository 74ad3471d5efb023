//! Targets of a unit handed down to named staff.

use crate::row::{row, rows, run};
use crate::value::{columns, value};
use crate::{Connection, Error};
use domain::{AssignmentId, CommitmentId, FigureValue, PersonId, TargetId, Timestamp};
use sea_orm::FromQueryResult;
use time::Date;

/// What somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its key.
    pub id: AssignmentId,
    /// The target.
    pub target: TargetId,
    /// The person.
    pub person: PersonId,
    /// The person's name.
    pub person_name: String,
    /// The part.
    pub value: FigureValue,
    /// What is said of it.
    pub note: String,
}

#[derive(FromQueryResult)]
struct AssignmentRow {
    id: i64,
    target_id: i64,
    person_id: i64,
    person_name: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    note: String,
}

/// What the staff of a unit answer for under a sheet, in the order in which it was handed down.
pub async fn of_sheet(db: &impl Connection, sheet: CommitmentId) -> Result<Vec<Assignment>, Error> {
    let text = "SELECT assignment.id, assignment.target_id, assignment.person_id, person.full_name AS person_name, assignment.value_e4, \
         assignment.value_on, assignment.value_yes, assignment.note FROM assignment JOIN person ON person.id = assignment.person_id \
         WHERE assignment.commitment_id = $1 ORDER BY assignment.id LIMIT 2000";
    let found: Vec<AssignmentRow> = rows(db, text, [sheet.0.into()]).await?;
    let known = |it: AssignmentRow| {
        Ok(Assignment {
            id: AssignmentId(it.id),
            target: TargetId(it.target_id),
            person: PersonId(it.person_id),
            person_name: it.person_name,
            value: value((it.value_e4, it.value_on, it.value_yes), "assignment.value")?,
            note: it.note,
        })
    };
    found.into_iter().map(known).collect()
}

/// Hands a target down to somebody; somebody who has it already is `Taken`. Key and name of the given one are not read.
pub async fn insert(
    db: &impl Connection,
    sheet: CommitmentId,
    it: &Assignment,
    by: PersonId,
    at: Timestamp,
) -> Result<AssignmentId, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let (value_e4, value_on, value_yes) = columns(it.value);
    let text = "INSERT INTO assignment (commitment_id, target_id, person_id, value_e4, value_on, value_yes, note, assigned_by, assigned_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
    let values = [
        sheet.0.into(),
        it.target.0.into(),
        it.person.0.into(),
        value_e4.into(),
        value_on.into(),
        value_yes.into(),
        it.note.as_str().into(),
        by.0.into(),
        at.0.into(),
    ];
    row::<Id>(db, text, values).await?.map(|it| AssignmentId(it.id)).ok_or(Error::NotFound)
}

/// Takes a part away from somebody.
pub async fn delete(db: &impl Connection, sheet: CommitmentId, id: AssignmentId) -> Result<(), Error> {
    let text = "DELETE FROM assignment WHERE id = $1 AND commitment_id = $2";
    if run(db, text, [id.0.into(), sheet.0.into()]).await? == 1 { Ok(()) } else { Err(Error::NotFound) }
}
