//! Figures: one per campaign, unit, variable and period, which the unique index guarantees; every revision of them is kept.

mod corrections;
mod group;
mod lists;
mod place;
mod tally;

pub use corrections::{Correction, corrections};
pub use group::{Adjusted, adjusted_of_group, verified_of_group};
pub(crate) use lists::waits_for;
pub use lists::{
    NamedFigure, Reach, Revision, Waiting, WaitingFigure, earlier, of_unit_period, owners, revisions, submitted, waiting, waiting_count,
};
pub use place::{Expected, Here, ToDecide, expected, here, to_decide, with_limits};
pub use tally::{Count, counts, counts_of_all};

use crate::row::{AT_ONCE, places, row, rows, run};
use crate::value::{columns, optional, value};
use crate::{Connection, Error};
use domain::figure::Standing;
use domain::{CampaignId, Figure, FigureId, Period, PersonId, Timestamp, UnitId, VariableId};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;
use time::Date;

#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct FigureRow {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    variable_id: i64,
    period: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    verified_e4: Option<i64>,
    verified_on: Option<Date>,
    verified_yes: Option<bool>,
    standing: String,
    note: String,
    as_of_on: Date,
    entered_by: i64,
    entered_at: i64,
    submitted_by: Option<i64>,
    submitted_at: Option<i64>,
    verified_by: Option<i64>,
    verified_at: Option<i64>,
    verify_reason: String,
    revision: i64,
}

fn pair(by: Option<i64>, at: Option<i64>) -> Option<(PersonId, Timestamp)> {
    by.zip(at).map(|(by, at)| (PersonId(by), Timestamp(at)))
}

pub(crate) fn period_of(text: &str, place: &'static str) -> Result<Period, Error> {
    text.parse().map_err(|_| Error::Corrupt(place))
}

pub(crate) fn known(it: FigureRow) -> Result<Figure, Error> {
    Ok(Figure {
        id: FigureId(it.id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        variable: VariableId(it.variable_id),
        period: period_of(&it.period, "figure.period")?,
        value: value((it.value_e4, it.value_on, it.value_yes), "figure.value")?,
        verified: optional((it.verified_e4, it.verified_on, it.verified_yes)),
        standing: Standing::of(&it.standing, pair(it.verified_by, it.verified_at)).ok_or(Error::Corrupt("figure.standing"))?,
        note: it.note,
        as_of: it.as_of_on,
        entered_by: PersonId(it.entered_by),
        entered_at: Timestamp(it.entered_at),
        submitted: pair(it.submitted_by, it.submitted_at),
        reason: it.verify_reason,
        revision: it.revision,
    })
}

/// A figure.
pub async fn get(db: &impl Connection, id: FigureId) -> Result<Figure, Error> {
    row::<FigureRow>(db, "SELECT * FROM figure WHERE id = $1", [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// A unit's figure of a variable in a period, if there is one.
pub async fn of_slot(db: &impl Connection, slot: domain::figure::Slot) -> Result<Option<Figure>, Error> {
    let found = row::<FigureRow>(
        db,
        "SELECT * FROM figure WHERE campaign_id = $1 AND unit_id = $2 AND variable_id = $3 AND period = $4",
        [slot.campaign.0.into(), slot.unit.0.into(), slot.variable.0.into(), slot.period.to_string().into()],
    )
    .await?;
    found.map(known).transpose()
}

#[derive(FromQueryResult)]
struct Saved {
    id: i64,
    unit_id: i64,
    variable_id: i64,
    period: String,
}

const COLUMNS: &str = "campaign_id, unit_id, variable_id, period, value_e4, value_on, value_yes, verified_e4, verified_on, verified_yes, standing, note, \
     as_of_on, entered_by, entered_at, submitted_by, submitted_at, verified_by, verified_at, verify_reason, revision";

const UPDATED: &str = "value_e4 = excluded.value_e4, value_on = excluded.value_on, value_yes = excluded.value_yes, verified_e4 = excluded.verified_e4, \
     verified_on = excluded.verified_on, verified_yes = excluded.verified_yes, standing = excluded.standing, note = excluded.note, \
     as_of_on = excluded.as_of_on, entered_by = excluded.entered_by, entered_at = excluded.entered_at, submitted_by = excluded.submitted_by, \
     submitted_at = excluded.submitted_at, verified_by = excluded.verified_by, verified_at = excluded.verified_at, \
     verify_reason = excluded.verify_reason, revision = excluded.revision";

fn bound(it: &Figure) -> [Value; 21] {
    let (value_e4, value_on, value_yes) = columns(it.value);
    let (verified_e4, verified_on, verified_yes) = it.verified.map_or((None, None, None), columns);
    let decided = it.standing.decided();
    [
        it.campaign.0.into(),
        it.unit.0.into(),
        it.variable.0.into(),
        it.period.to_string().into(),
        value_e4.into(),
        value_on.into(),
        value_yes.into(),
        verified_e4.into(),
        verified_on.into(),
        verified_yes.into(),
        it.standing.code().into(),
        it.note.as_str().into(),
        it.as_of.into(),
        it.entered_by.0.into(),
        it.entered_at.0.into(),
        it.submitted.map(|(by, _)| by.0).into(),
        it.submitted.map(|(_, at)| at.0).into(),
        decided.map(|(by, _)| by.0).into(),
        decided.map(|(_, at)| at.0).into(),
        it.reason.as_str().into(),
        it.revision.into(),
    ]
}

/// Saves figures and keeps each as a revision of `person` at `at`: new ones (revision 1) are inserted, others replace the revision before
/// theirs. `Busy` when somebody else was first with one of them; then nothing of it may be committed. The keys come in the given order.
pub async fn update(db: &impl Connection, figures: &[Figure], person: PersonId, at: Timestamp) -> Result<Vec<FigureId>, Error> {
    let touched = tally::Touched::of(figures);
    touched.hold(db).await?;
    let mut ids = Vec::with_capacity(figures.len());
    for some in figures.chunks(AT_ONCE) {
        let text = format!(
            "INSERT INTO figure ({COLUMNS}) VALUES {} ON CONFLICT (campaign_id, unit_id, variable_id, period) DO UPDATE SET {UPDATED} \
             WHERE figure.revision = excluded.revision - 1 RETURNING id, unit_id, variable_id, period",
            places(db, some.len(), 21)
        );
        let saved: Vec<Saved> = rows(db, &text, some.iter().flat_map(bound)).await?;
        if saved.len() != some.len() {
            return Err(Error::Busy);
        }
        let saved: HashMap<_, _> = saved.into_iter().map(|it| ((it.unit_id, it.variable_id, it.period), it.id)).collect();
        let mut some_ids = Vec::with_capacity(some.len());
        for it in some {
            let id = saved.get(&(it.unit.0, it.variable.0, it.period.to_string())).ok_or(Error::Busy)?;
            some_ids.push(FigureId(*id));
        }
        insert_revisions(db, some, &some_ids, person, at).await?;
        ids.append(&mut some_ids);
    }
    touched.count(db).await?;
    Ok(ids)
}

async fn insert_revisions(
    db: &impl Connection,
    figures: &[Figure],
    ids: &[FigureId],
    person: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    let values = figures.iter().zip(ids).flat_map(|(it, id)| {
        let (value_e4, value_on, value_yes) = columns(it.value);
        let (verified_e4, verified_on, verified_yes) = it.verified.map_or((None, None, None), columns);
        let values: [Value; 14] = [
            id.0.into(),
            it.revision.into(),
            value_e4.into(),
            value_on.into(),
            value_yes.into(),
            verified_e4.into(),
            verified_on.into(),
            verified_yes.into(),
            it.standing.code().into(),
            it.note.as_str().into(),
            it.as_of.into(),
            person.0.into(),
            at.0.into(),
            it.reason.as_str().into(),
        ];
        values
    });
    let text = format!(
        "INSERT INTO figure_revision (figure_id, revision, value_e4, value_on, value_yes, verified_e4, verified_on, verified_yes, standing, note, \
         as_of_on, person_id, at, reason) VALUES {}",
        places(db, figures.len(), 14)
    );
    run(db, &text, values).await?;
    Ok(())
}
