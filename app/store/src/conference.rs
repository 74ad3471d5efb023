//! Conferences and who attended.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::conference::{Conference, show_time, typed_time};
use domain::{CampaignId, ConferenceId, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

#[derive(FromQueryResult)]
struct ConferenceRow {
    id: i64,
    campaign_id: i64,
    title: String,
    held_on: Date,
    starts_at_time: String,
    place: String,
    agenda: String,
}

fn known(it: ConferenceRow) -> Result<Conference, Error> {
    Ok(Conference {
        id: ConferenceId(it.id),
        campaign: CampaignId(it.campaign_id),
        title: it.title,
        held_on: it.held_on,
        starts_at: typed_time(&it.starts_at_time).map_err(|_| Error::Corrupt("conference.starts_at_time"))?,
        place: it.place,
        agenda: it.agenda,
    })
}

/// A conference.
pub async fn get(db: &impl Connection, id: ConferenceId) -> Result<Conference, Error> {
    row::<ConferenceRow>(db, "SELECT * FROM conference WHERE id = $1", [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The conferences of a campaign, newest first.
pub async fn list(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Conference>, Error> {
    let found: Vec<ConferenceRow> =
        rows(db, "SELECT * FROM conference WHERE campaign_id = $1 ORDER BY held_on DESC, id DESC LIMIT 100", [campaign.0.into()]).await?;
    found.into_iter().map(known).collect()
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds a conference; its `id` is not read.
pub async fn insert(db: &impl Connection, it: &Conference, at: Timestamp) -> Result<ConferenceId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO conference (campaign_id, title, held_on, starts_at_time, place, agenda, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        [it.campaign.0.into(), it.title.as_str().into(), it.held_on.into(), show_time(it.starts_at).into(), it.place.as_str().into(), it.agenda.as_str().into(), at.0.into()],
    )
    .await?;
    made.map(|it| ConferenceId(it.id)).ok_or(Error::NotFound)
}

/// Saves a conference.
pub async fn update(db: &impl Connection, it: &Conference) -> Result<(), Error> {
    run(
        db,
        "UPDATE conference SET title = $2, held_on = $3, starts_at_time = $4, place = $5, agenda = $6 WHERE id = $1",
        [
            it.id.0.into(),
            it.title.as_str().into(),
            it.held_on.into(),
            show_time(it.starts_at).into(),
            it.place.as_str().into(),
            it.agenda.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Whether a unit attended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The unit.
    pub unit: UnitId,
    /// Whether it was there.
    pub present: bool,
    /// Who came for it, or why nobody did.
    pub note: String,
}

#[derive(FromQueryResult)]
struct AttendanceRow {
    unit_id: i64,
    present: bool,
    note: String,
}

/// Who attended.
pub async fn attendance(db: &impl Connection, id: ConferenceId) -> Result<Vec<Attendance>, Error> {
    let found: Vec<AttendanceRow> =
        rows(db, "SELECT unit_id, present, note FROM conference_attendee WHERE conference_id = $1 ORDER BY id", [id.0.into()]).await?;
    Ok(found.into_iter().map(|it| Attendance { unit: UnitId(it.unit_id), present: it.present, note: it.note }).collect())
}

/// Records which units attended, each unit once.
pub async fn update_attendance(db: &impl Connection, id: ConferenceId, list: &[Attendance]) -> Result<(), Error> {
    let head = "INSERT INTO conference_attendee (conference_id, unit_id, present, note) VALUES";
    let tail = "ON CONFLICT (conference_id, unit_id) DO UPDATE SET present = excluded.present, note = excluded.note";
    let values = |it: &Attendance| vec![id.0.into(), it.unit.0.into(), it.present.into(), it.note.as_str().into()];
    Ok(insert_many(db, head, 4, list.iter().map(values).collect(), tail).await?)
}
