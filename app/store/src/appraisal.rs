//! Points of manual targets: the unit's own, the appraiser's and the survey's side by side; every revision of them is kept. And why a
//! final run goes without some.

use crate::row::{AT_ONCE, places, rows, run};
use crate::{Connection, Error};
use domain::appraisal::{Appraisal, Given, SelfPoints};
use domain::{AppraisalId, CampaignId, GroupId, PersonId, Quantity, TargetId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    target_id: i64,
    self_e4: Option<i64>,
    self_note: String,
    self_by: Option<i64>,
    submitted_at: Option<i64>,
    appraised_e4: Option<i64>,
    survey_e4: Option<i64>,
    reason: String,
    appraiser: Option<String>,
    appraised_by: Option<i64>,
    appraised_at: Option<i64>,
    revision: i64,
}

impl From<Row> for Appraisal {
    fn from(it: Row) -> Self {
        let own = it.self_e4.zip(it.self_by).map(|(points, by)| SelfPoints {
            points: Quantity(points),
            note: it.self_note,
            by: PersonId(by),
            submitted_at: it.submitted_at.map(Timestamp),
        });
        let given = it.appraised_e4.zip(it.appraised_by.zip(it.appraised_at)).map(|(points, (by, at))| Given {
            appraised: Quantity(points),
            survey: it.survey_e4.map(Quantity),
            reason: it.reason,
            appraiser: it.appraiser,
            by: PersonId(by),
            at: Timestamp(at),
        });
        Self {
            id: AppraisalId(it.id),
            campaign: CampaignId(it.campaign_id),
            unit: UnitId(it.unit_id),
            target: TargetId(it.target_id),
            own,
            given,
            revision: it.revision,
        }
    }
}

/// The points of a group's units, in the order in which they came.
pub async fn of_group(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<Appraisal>, Error> {
    let text =
        "SELECT * FROM appraisal WHERE campaign_id = $1 AND unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) ORDER BY id";
    let found: Vec<Row> = rows(db, text, [campaign.0.into(), group.0.into()]).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// The points of a unit, in the order in which they came.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<Appraisal>, Error> {
    let text = "SELECT * FROM appraisal WHERE campaign_id = $1 AND unit_id = $2 ORDER BY id";
    let found: Vec<Row> = rows(db, text, [campaign.0.into(), unit.0.into()]).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

const COLUMNS: &str = "campaign_id, unit_id, target_id, self_e4, self_note, self_by, submitted_at, appraised_e4, survey_e4, reason, appraiser, \
     appraised_by, appraised_at, revision";

const UPDATED: &str = "self_e4 = excluded.self_e4, self_note = excluded.self_note, self_by = excluded.self_by, submitted_at = excluded.submitted_at, \
     appraised_e4 = excluded.appraised_e4, survey_e4 = excluded.survey_e4, reason = excluded.reason, appraiser = excluded.appraiser, \
     appraised_by = excluded.appraised_by, appraised_at = excluded.appraised_at, revision = excluded.revision";

fn bound(it: &Appraisal) -> [Value; 14] {
    let (own, given) = (it.own.as_ref(), it.given.as_ref());
    [
        it.campaign.0.into(),
        it.unit.0.into(),
        it.target.0.into(),
        own.map(|it| it.points.0).into(),
        own.map(|it| it.note.clone()).unwrap_or_default().into(),
        own.map(|it| it.by.0).into(),
        own.and_then(|it| it.submitted_at).map(|it| it.0).into(),
        given.map(|it| it.appraised.0).into(),
        given.and_then(|it| it.survey).map(|it| it.0).into(),
        given.map(|it| it.reason.clone()).unwrap_or_default().into(),
        given.and_then(|it| it.appraiser.clone()).into(),
        given.map(|it| it.by.0).into(),
        given.map(|it| it.at.0).into(),
        it.revision.into(),
    ]
}

#[derive(FromQueryResult)]
struct Saved {
    id: i64,
    unit_id: i64,
    target_id: i64,
}

/// What was done to points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The unit entered its own.
    Entered,
    /// Its head submitted them.
    Submitted,
    /// They were appraised.
    Appraised,
    /// They came with a package.
    Imported,
}

impl Act {
    const ALL: [Self; 4] = [Self::Entered, Self::Submitted, Self::Appraised, Self::Imported];

    /// Its name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Submitted => "submitted",
            Self::Appraised => "appraised",
            Self::Imported => "imported",
        }
    }
}

/// Saves points and keeps each as a revision: new ones (revision 1) are inserted, others replace the revision before theirs. `Busy` when
/// somebody else was first with one of them; then nothing of it may be committed. The keys come in the given order.
pub async fn update(db: &impl Connection, all: &[Appraisal], act: Act, by: PersonId, at: Timestamp) -> Result<Vec<AppraisalId>, Error> {
    let mut ids = Vec::with_capacity(all.len());
    for some in all.chunks(AT_ONCE) {
        let text = format!(
            "INSERT INTO appraisal ({COLUMNS}) VALUES {} ON CONFLICT (campaign_id, unit_id, target_id) DO UPDATE SET {UPDATED} \
             WHERE appraisal.revision = excluded.revision - 1 RETURNING id, unit_id, target_id",
            places(db, some.len(), 14)
        );
        let saved: Vec<Saved> = rows(db, &text, some.iter().flat_map(bound)).await?;
        if saved.len() != some.len() {
            return Err(Error::Busy);
        }
        let saved: std::collections::HashMap<_, _> = saved.into_iter().map(|it| ((it.unit_id, it.target_id), it.id)).collect();
        let mut values: Vec<Value> = Vec::with_capacity(some.len() * 9);
        for it in some {
            let id = *saved.get(&(it.unit.0, it.target.0)).ok_or(Error::Busy)?;
            ids.push(AppraisalId(id));
            let (own, given) = (it.own.as_ref(), it.given.as_ref());
            let reason = given.map(|it| it.reason.clone()).or_else(|| own.map(|it| it.note.clone())).unwrap_or_default();
            values.extend([
                id.into(),
                it.revision.into(),
                act.code().into(),
                own.map(|it| it.points.0).into(),
                given.map(|it| it.appraised.0).into(),
                given.and_then(|it| it.survey).map(|it| it.0).into(),
                reason.into(),
                by.0.into(),
                at.0.into(),
            ]);
        }
        let text = format!(
            "INSERT INTO appraisal_revision (appraisal_id, revision, act, self_e4, appraised_e4, survey_e4, reason, person_id, at) VALUES {}",
            places(db, some.len(), 9)
        );
        run(db, &text, values).await?;
    }
    Ok(ids)
}

/// One change of points, as it is kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What was done.
    pub act: Act,
    /// The unit's own points then.
    pub own: Option<Quantity>,
    /// The appraised ones then.
    pub appraised: Option<Quantity>,
    /// Those of the survey then.
    pub survey: Option<Quantity>,
    /// The reason.
    pub reason: String,
    /// Who did it.
    pub person_name: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct RevisionRow {
    target_id: i64,
    act: String,
    self_e4: Option<i64>,
    appraised_e4: Option<i64>,
    survey_e4: Option<i64>,
    reason: String,
    person_name: String,
    at: i64,
}

/// The changes of a unit's points with their targets, newest first, at most 500.
pub async fn revisions_of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<(TargetId, Revision)>, Error> {
    let text = "SELECT appraisal.target_id, appraisal_revision.act, appraisal_revision.self_e4, appraisal_revision.appraised_e4, \
         appraisal_revision.survey_e4, appraisal_revision.reason, person.full_name AS person_name, appraisal_revision.at \
         FROM appraisal_revision JOIN appraisal ON appraisal.id = appraisal_revision.appraisal_id \
         JOIN person ON person.id = appraisal_revision.person_id WHERE appraisal.campaign_id = $1 AND appraisal.unit_id = $2 \
         ORDER BY appraisal_revision.appraisal_id, appraisal_revision.revision DESC LIMIT 500";
    let found: Vec<RevisionRow> = rows(db, text, [campaign.0.into(), unit.0.into()]).await?;
    found
        .into_iter()
        .map(|it| {
            let revision = Revision {
                act: Act::ALL.into_iter().find(|act| act.code() == it.act).ok_or(Error::Corrupt("appraisal_revision.act"))?,
                own: it.self_e4.map(Quantity),
                appraised: it.appraised_e4.map(Quantity),
                survey: it.survey_e4.map(Quantity),
                reason: it.reason,
                person_name: it.person_name,
                at: Timestamp(it.at),
            };
            Ok((TargetId(it.target_id), revision))
        })
        .collect()
}

/// Why a final run goes without an appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unappraised {
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The reason.
    pub reason: String,
    /// Who said so.
    pub person: PersonId,
    /// That person's name.
    pub person_name: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct UnappraisedRow {
    unit_id: i64,
    target_id: i64,
    reason: String,
    person_id: i64,
    person_name: String,
    at: i64,
}

/// The reasons of a campaign, in the order in which they were given.
pub async fn reasons(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Unappraised>, Error> {
    let text = "SELECT missing_appraisal_reason.unit_id, missing_appraisal_reason.target_id, missing_appraisal_reason.reason, \
         missing_appraisal_reason.person_id, person.full_name AS person_name, missing_appraisal_reason.at FROM missing_appraisal_reason \
         JOIN person ON person.id = missing_appraisal_reason.person_id WHERE missing_appraisal_reason.campaign_id = $1 \
         ORDER BY missing_appraisal_reason.id";
    let found: Vec<UnappraisedRow> = rows(db, text, [campaign.0.into()]).await?;
    let reason = |it: UnappraisedRow| Unappraised {
        unit: UnitId(it.unit_id),
        target: TargetId(it.target_id),
        reason: it.reason,
        person: PersonId(it.person_id),
        person_name: it.person_name,
        at: Timestamp(it.at),
    };
    Ok(found.into_iter().map(reason).collect())
}

/// Records a reason, in place of an earlier one of the same. `person_name` is not read.
pub async fn update_reason(db: &impl Connection, campaign: CampaignId, it: &Unappraised) -> Result<(), Error> {
    let text = "INSERT INTO missing_appraisal_reason (campaign_id, unit_id, target_id, reason, person_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (campaign_id, unit_id, target_id) DO UPDATE SET reason = excluded.reason, person_id = excluded.person_id, at = excluded.at";
    run(db, text, [campaign.0.into(), it.unit.0.into(), it.target.0.into(), it.reason.as_str().into(), it.person.0.into(), it.at.0.into()])
        .await?;
    Ok(())
}
