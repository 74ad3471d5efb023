//! Evidence: rows with what people say of a file, and each file's content once.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::evidence::{MediaType, Subject};
use domain::{CampaignId, Evidence, EvidenceId, FigureId, KeyTaskId, Period, PersonId, Timestamp, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, QueryResult, Set, Value};

entity!(evidence, "evidence", {
    campaign_id: i64,
    unit_id: i64,
    figure_id: Option<i64>,
    key_task_id: Option<i64>,
    file_name: String,
    media_type: String,
    size: i64,
    sha256: String,
    doc_number: String,
    doc_on: Option<Date>,
    issuer: String,
    uploaded_by: i64,
    uploaded_at: i64,
    withdrawn_reason: String,
});

fn known(it: evidence::Model) -> Result<Evidence, Error> {
    let subject = match (it.figure_id, it.key_task_id) {
        (Some(id), _) => Subject::Figure(FigureId(id)),
        (None, Some(id)) => Subject::KeyTask(KeyTaskId(id)),
        (None, None) => return Err(Error::Corrupt("evidence.figure_id")),
    };
    Ok(Evidence {
        id: EvidenceId(it.id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        subject,
        file_name: it.file_name,
        media_type: MediaType::of(&it.media_type).ok_or(Error::Corrupt("evidence.media_type"))?,
        size: it.size,
        sha256: it.sha256,
        doc_number: it.doc_number,
        doc_on: it.doc_on,
        issuer: it.issuer,
        uploaded_by: PersonId(it.uploaded_by),
        uploaded_at: Timestamp(it.uploaded_at),
        withdrawn_reason: it.withdrawn_reason,
    })
}

/// A piece of evidence.
pub async fn get(db: &impl Connection, id: EvidenceId) -> Result<Evidence, Error> {
    row::<evidence::Model>(db, "SELECT * FROM evidence WHERE id = $1", [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

#[derive(FromQueryResult)]
struct Content {
    content: Vec<u8>,
}

/// The content of a digest.
pub async fn content(db: &impl Connection, sha256: &str) -> Result<Vec<u8>, Error> {
    let found = row::<Content>(db, "SELECT content FROM evidence_content WHERE sha256 = $1", [sha256.into()]).await?;
    found.map(|it| it.content).ok_or(Error::NotFound)
}

/// Adds a piece of evidence; its content is kept once for each digest. `id` of the given one is not read.
pub async fn insert(db: &impl Connection, it: &Evidence, content: Vec<u8>) -> Result<EvidenceId, Error> {
    run(
        db,
        "INSERT INTO evidence_content (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        [it.sha256.as_str().into(), content.into()],
    )
    .await?;
    let (figure_id, key_task_id) = match it.subject {
        Subject::Figure(id) => (Some(id.0), None),
        Subject::KeyTask(id) => (None, Some(id.0)),
    };
    let made = evidence::ActiveModel {
        campaign_id: Set(it.campaign.0),
        unit_id: Set(it.unit.0),
        figure_id: Set(figure_id),
        key_task_id: Set(key_task_id),
        file_name: Set(it.file_name.clone()),
        media_type: Set(it.media_type.name().to_owned()),
        size: Set(it.size),
        sha256: Set(it.sha256.clone()),
        doc_number: Set(it.doc_number.clone()),
        doc_on: Set(it.doc_on),
        issuer: Set(it.issuer.clone()),
        uploaded_by: Set(it.uploaded_by.0),
        uploaded_at: Set(it.uploaded_at.0),
        withdrawn_reason: Set(it.withdrawn_reason.clone()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(EvidenceId(made.id))
}

/// Saves that a piece was withdrawn; `Busy` when it was before.
pub async fn update_withdrawn(db: &impl Connection, it: &Evidence) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE evidence SET withdrawn_reason = $1 WHERE id = $2 AND withdrawn_reason = ''",
        [it.withdrawn_reason.as_str().into(), it.id.0.into()],
    )
    .await?;
    if changed == 1 { Ok(()) } else { Err(Error::Busy) }
}

/// A piece of evidence in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The piece.
    pub evidence: Evidence,
    /// Who uploaded it.
    pub uploaded_by: String,
    /// How many other pieces that stand hold the same file.
    pub same: i64,
}

struct ListedRow {
    evidence: evidence::Model,
    full_name: String,
    same: i64,
}

impl FromQueryResult for ListedRow {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            evidence: evidence::Model::from_query_result(found, prefix)?,
            full_name: found.try_get(prefix, "full_name")?,
            same: found.try_get(prefix, "same")?,
        })
    }
}

const LISTED: &str = "SELECT evidence.*, person.full_name, (SELECT count(*) FROM evidence other WHERE other.sha256 = evidence.sha256 \
     AND other.id <> evidence.id AND other.withdrawn_reason = '') AS same FROM evidence JOIN person ON person.id = evidence.uploaded_by";

async fn listed(db: &impl Connection, rest: &str, values: Vec<Value>) -> Result<Vec<Listed>, Error> {
    let found: Vec<ListedRow> = rows(db, &format!("{LISTED} {rest}"), values).await?;
    found.into_iter().map(|it| Ok(Listed { evidence: known(it.evidence)?, uploaded_by: it.full_name, same: it.same })).collect()
}

/// The evidence of a unit's figures of a period.
pub async fn of_unit_period(db: &impl Connection, campaign: CampaignId, unit: UnitId, period: Period) -> Result<Vec<Listed>, Error> {
    let rest = "JOIN figure ON figure.id = evidence.figure_id WHERE figure.campaign_id = $1 AND figure.unit_id = $2 AND figure.period = $3 ORDER BY evidence.id LIMIT 500";
    listed(db, rest, vec![campaign.0.into(), unit.0.into(), period.to_string().into()]).await
}

/// The evidence of a figure.
pub async fn of_figure(db: &impl Connection, id: FigureId) -> Result<Vec<Listed>, Error> {
    listed(db, "WHERE evidence.figure_id = $1 ORDER BY evidence.id LIMIT 200", vec![id.0.into()]).await
}

/// The evidence of a page of figures.
pub async fn of_figures(db: &impl Connection, ids: &[FigureId]) -> Result<Vec<Listed>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|it| format!("${it}")).collect();
    let rest = format!("WHERE evidence.figure_id IN ({}) ORDER BY evidence.id LIMIT 500", places.join(", "));
    listed(db, &rest, ids.iter().map(|it| Value::from(it.0)).collect()).await
}

#[derive(FromQueryResult)]
struct Copies {
    number: i64,
}

/// How many pieces that stand hold the file of a digest.
pub async fn standing_copies(db: &impl Connection, sha256: &str) -> Result<i64, Error> {
    let text = "SELECT count(*) AS number FROM evidence WHERE sha256 = $1 AND withdrawn_reason = ''";
    Ok(row::<Copies>(db, text, [sha256.into()]).await?.map_or(0, |it| it.number))
}

/// The evidence of a page of key tasks.
pub async fn of_key_tasks(db: &impl Connection, ids: &[KeyTaskId]) -> Result<Vec<Listed>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|it| format!("${it}")).collect();
    let rest = format!("WHERE evidence.key_task_id IN ({}) ORDER BY evidence.id LIMIT 500", places.join(", "));
    listed(db, &rest, ids.iter().map(|it| Value::from(it.0)).collect()).await
}
