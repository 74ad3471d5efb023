//! Appeals of results that were made known.

use crate::row::{row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::appeal::{Appeal, AppealOutcome, AppealState, Barred};
use domain::policy::Scope;
use domain::{AppealId, CampaignId, DecisionId, PersonId, RunId, TargetId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// An appeal as it is kept, with what it is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its key.
    pub id: AppealId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The decision that made the result known.
    pub decision: DecisionId,
    /// The run.
    pub run: RunId,
    /// The unit's name then.
    pub unit_name: String,
    /// The unit's place in the tree.
    pub unit_path: String,
    /// The target it is about; none where it is the whole result.
    pub target: Option<TargetId>,
    /// The target's code and title; empty without one.
    pub target_title: String,
    /// What proves it: a paper by number and day, a page of the program.
    pub evidence: String,
    /// The appeal.
    pub appeal: Appeal,
    /// Who filed it.
    pub filed_by: String,
    /// Who reviews or answered it.
    pub reviewer: Option<String>,
    /// The decision that corrected the result.
    pub correction: Option<DecisionId>,
    /// Counts its changes, from 1.
    pub revision: i64,
}

#[derive(FromQueryResult)]
struct AppealRow {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    decision_id: i64,
    target_id: Option<i64>,
    reason: String,
    evidence: String,
    filed_by: i64,
    filed_at: i64,
    due_on: Date,
    state: String,
    reviewer_id: Option<i64>,
    answered_by: Option<i64>,
    answered_at: Option<i64>,
    outcome: Option<String>,
    answer: String,
    correction: String,
    correction_id: Option<i64>,
    withdrawn_at: Option<i64>,
    revision: i64,
    run_id: Option<i64>,
    unit_name: String,
    unit_path: String,
    target_title: Option<String>,
    filed_name: String,
    reviewer_name: Option<String>,
}

const SELECT: &str = "SELECT appeal.*, decision.run_id, campaign_unit.name AS unit_name, unit.path AS unit_path, \
     target.code || '. ' || target.title AS target_title, filer.full_name AS filed_name, reviewer.full_name AS reviewer_name FROM appeal \
     JOIN decision ON decision.id = appeal.decision_id JOIN unit ON unit.id = appeal.unit_id \
     JOIN campaign_unit ON campaign_unit.campaign_id = appeal.campaign_id AND campaign_unit.unit_id = appeal.unit_id \
     LEFT JOIN target ON target.id = appeal.target_id JOIN person AS filer ON filer.id = appeal.filed_by \
     LEFT JOIN person AS reviewer ON reviewer.id = appeal.reviewer_id";

fn known(it: AppealRow) -> Result<Kept, Error> {
    let wrong = Error::Corrupt("appeal.state");
    let state = match it.state.as_str() {
        "filed" => AppealState::Filed,
        "in_review" => AppealState::InReview { reviewer: PersonId(it.reviewer_id.ok_or(wrong)?) },
        "answered" => {
            let (by, at) = it.answered_by.zip(it.answered_at).ok_or(wrong)?;
            let outcome = match it.outcome.as_deref() {
                Some("upheld") => AppealOutcome::Upheld,
                Some("corrected") => AppealOutcome::Corrected { decision: it.correction },
                _ => return Err(Error::Corrupt("appeal.outcome")),
            };
            AppealState::Answered { by: (PersonId(by), Timestamp(at)), outcome, answer: it.answer }
        }
        "withdrawn" => AppealState::Withdrawn { at: Timestamp(it.withdrawn_at.ok_or(wrong)?) },
        _ => return Err(wrong),
    };
    Ok(Kept {
        id: AppealId(it.id),
        campaign: CampaignId(it.campaign_id),
        decision: DecisionId(it.decision_id),
        run: RunId(it.run_id.ok_or(Error::Corrupt("decision.run_id"))?),
        unit_name: it.unit_name,
        unit_path: it.unit_path,
        target: it.target_id.map(TargetId),
        target_title: it.target_title.unwrap_or_default(),
        evidence: it.evidence,
        appeal: Appeal {
            unit: UnitId(it.unit_id),
            reason: it.reason,
            filed: (PersonId(it.filed_by), Timestamp(it.filed_at)),
            due_on: it.due_on,
            state,
        },
        filed_by: it.filed_name,
        reviewer: it.reviewer_name,
        correction: it.correction_id.map(DecisionId),
        revision: it.revision,
    })
}

/// An appeal.
pub async fn get(db: &impl Connection, id: AppealId) -> Result<Kept, Error> {
    row::<AppealRow>(db, &format!("{SELECT} WHERE appeal.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The appeals of a campaign at some places, those that wait longest first, then the newest.
pub async fn list(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<Kept>, Error> {
    let (place, more) = within(scopes, 2);
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let text = format!(
        "{SELECT} WHERE appeal.campaign_id = $1 AND {place} \
         ORDER BY CASE WHEN appeal.state IN ('filed', 'in_review') THEN 0 ELSE 1 END, appeal.due_on, appeal.id"
    );
    rows::<AppealRow>(db, &text, values).await?.into_iter().map(known).collect()
}

/// A unit's appeals in a campaign, oldest first: those of results whose publication was replaced since are among them.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<Kept>, Error> {
    let text = format!("{SELECT} WHERE appeal.campaign_id = $1 AND appeal.unit_id = $2 ORDER BY appeal.id");
    rows::<AppealRow>(db, &text, [campaign.0.into(), unit.0.into()]).await?.into_iter().map(known).collect()
}

/// An open appeal, for the list of somebody's work.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Open {
    /// Its key.
    pub id: i64,
    /// The campaign.
    pub campaign_id: i64,
    /// The unit.
    pub unit_id: i64,
    /// The unit's name.
    pub unit_name: String,
    /// The last day to answer it.
    pub due_on: Date,
    /// Who reviews it.
    pub reviewer_id: Option<i64>,
}

/// The open appeals that wait to be given to a reviewer at some places, or for an answer of a person; at most 200.
pub async fn open(db: &impl Connection, scopes: &[Scope], reviewer: PersonId) -> Result<Vec<Open>, Error> {
    let (place, more) = within(scopes, 2);
    let mut values: Vec<Value> = vec![reviewer.0.into()];
    values.extend(more);
    let text = format!(
        "SELECT appeal.id, appeal.campaign_id, appeal.unit_id, campaign_unit.name AS unit_name, appeal.due_on, appeal.reviewer_id FROM appeal \
         JOIN unit ON unit.id = appeal.unit_id JOIN campaign ON campaign.id = appeal.campaign_id \
         JOIN campaign_unit ON campaign_unit.campaign_id = appeal.campaign_id AND campaign_unit.unit_id = appeal.unit_id \
         WHERE campaign.state <> 'closed' AND ((appeal.state = 'in_review' AND appeal.reviewer_id = $1) OR (appeal.state = 'filed' AND {place})) \
         ORDER BY appeal.due_on, appeal.id LIMIT 200"
    );
    Ok(rows(db, &text, values).await?)
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds an appeal.
pub async fn insert(
    db: &impl Connection,
    campaign: CampaignId,
    decision: DecisionId,
    (target, evidence): (Option<TargetId>, &str),
    it: &Appeal,
) -> Result<AppealId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO appeal (campaign_id, unit_id, decision_id, target_id, reason, evidence, filed_by, filed_at, due_on, state, answer, correction, \
         revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', 1) RETURNING id",
        [
            campaign.0.into(),
            it.unit.0.into(),
            decision.0.into(),
            target.map(|it| it.0).into(),
            it.reason.as_str().into(),
            evidence.into(),
            it.filed.0.0.into(),
            it.filed.1.0.into(),
            it.due_on.into(),
            it.state.code().into(),
        ],
    )
    .await?;
    made.map(|it| AppealId(it.id)).ok_or(Error::NotFound)
}

/// Saves how far an appeal is; busy where somebody else was first.
pub async fn update(db: &impl Connection, id: AppealId, revision: i64, it: &Appeal, corrected_by: Option<DecisionId>) -> Result<(), Error> {
    let mut values: Vec<Value> = vec![it.state.code().into()];
    let text = match &it.state {
        AppealState::Filed => "state = $1",
        AppealState::InReview { reviewer } => {
            values.push(reviewer.0.into());
            "state = $1, reviewer_id = $2"
        }
        AppealState::Answered { by, outcome, answer } => {
            let correction = match outcome {
                AppealOutcome::Upheld => "",
                AppealOutcome::Corrected { decision } => decision.as_str(),
            };
            values.extend([by.0.0.into(), by.1.0.into(), outcome.code().into(), answer.as_str().into(), Value::from(correction)]);
            values.push(corrected_by.map(|it| it.0).into());
            "state = $1, answered_by = $2, answered_at = $3, outcome = $4, answer = $5, correction = $6, correction_id = $7"
        }
        AppealState::Withdrawn { at } => {
            values.push(at.0.into());
            "state = $1, withdrawn_at = $2"
        }
    };
    let (first, second) = (values.len() + 1, values.len() + 2);
    values.extend([id.0.into(), revision.into()]);
    let statement = format!("UPDATE appeal SET {text}, revision = revision + 1 WHERE id = ${first} AND revision = ${second}");
    if run(db, &statement, values).await? == 1 { Ok(()) } else { Err(Error::Busy) }
}

#[derive(FromQueryResult)]
struct Person {
    id: i64,
}

/// Who does not review an appeal on a day: whoever verified, appraised or excused something of the unit in the campaign, proposed or confirmed points
/// after its total, recorded its published result, ran its assessment, or prepared or made a decision on its result; and whoever belongs to the unit.
/// Two statements.
pub async fn barred(db: &impl Connection, it: &Kept, day: Date) -> Result<Barred, Error> {
    let unit_rows = [
        ("figure", "verified_by"),
        ("missing_reason", "person_id"),
        ("missing_appraisal_reason", "person_id"),
        ("appraisal", "appraised_by"),
        ("adjustment", "proposed_by"),
        ("adjustment", "decided_by"),
        ("external_result", "person_id"),
    ];
    let mut parts: Vec<String> = unit_rows
        .map(|(table, column)| {
            format!("SELECT {column} AS id FROM {table} WHERE campaign_id = $1 AND unit_id = $2 AND {column} IS NOT NULL")
        })
        .to_vec();
    for (table, revision) in [("figure", "figure_revision"), ("appraisal", "appraisal_revision")] {
        parts.push(format!(
            "SELECT {revision}.person_id FROM {revision} JOIN {table} ON {table}.id = {revision}.{table}_id WHERE {table}.campaign_id = $1 AND {table}.unit_id = $2"
        ));
    }
    parts.push(
        "SELECT key_task.verified_by FROM key_task JOIN commitment ON commitment.id = key_task.commitment_id \
         WHERE commitment.campaign_id = $1 AND commitment.unit_id = $2 AND key_task.verified_by IS NOT NULL"
            .to_owned(),
    );
    parts.push("SELECT person_id FROM assessment_run WHERE id = $3".to_owned());
    for column in ["prepared_by", "ended_by"] {
        parts.push(format!(
            "SELECT {column} FROM decision WHERE campaign_id = $1 AND {column} IS NOT NULL AND (id = $4 OR EXISTS (SELECT 1 FROM decision_line \
             WHERE decision_line.decision_id = decision.id AND decision_line.about = 'result' AND decision_line.unit_id = $2))"
        ));
    }
    let values = [it.campaign.0.into(), it.appeal.unit.0.into(), it.run.0.into(), it.decision.0.into()];
    let took_part: Vec<Person> = rows(db, &parts.join(" UNION "), values).await?;
    Ok(Barred {
        took_part: took_part.into_iter().map(|it| PersonId(it.id)).collect(),
        at_home: crate::account::at_home(db, &it.unit_path, day).await?,
    })
}

/// Somebody who may review appeals.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Candidate {
    /// The person's key.
    pub person_id: i64,
    /// The person's name.
    pub name: String,
    /// The unit of the role.
    pub unit_id: i64,
    /// That unit's path in the tree.
    pub unit_path: String,
}

/// Who holds a role of a reviewer with an open account on a day.
pub async fn candidates(db: &impl Connection, day: Date) -> Result<Vec<Candidate>, Error> {
    let text = "SELECT DISTINCT person.id AS person_id, person.full_name AS name, unit.id AS unit_id, unit.path AS unit_path, person.sort_key \
        FROM role_grant JOIN account ON account.id = role_grant.account_id JOIN person ON person.id = account.person_id \
        JOIN unit ON unit.id = role_grant.unit_id WHERE role_grant.role IN ('inspector', 'appraiser') AND account.active \
        AND role_grant.valid_from <= $1 AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $1) ORDER BY person.sort_key";
    Ok(rows(db, text, [day.into()]).await?)
}
