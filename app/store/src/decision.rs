//! Decisions and their lines. A decision is added once; only how far it is changes, and only while it is prepared. Lines are kept for ever.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::appeal::AppealTerms;
use domain::decision::{Decided, DecidedLine, Decision, DecisionKind, DecisionLine, DecisionState, Key, LineSubject, LineValue};
use domain::register::number_shown;
use domain::{CampaignId, DecisionId, GroupId, PersonId, RunId, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

#[derive(FromQueryResult)]
struct DecisionRow {
    id: i64,
    campaign_id: i64,
    authority_unit_id: i64,
    authority_path: String,
    kind: String,
    group_id: i64,
    run_id: Option<i64>,
    number: i64,
    symbol: String,
    decided_on: Date,
    state: String,
    content: String,
    content_sha256: String,
    prepared_by: i64,
    prepared_at: i64,
    ended_by: Option<i64>,
    ended_at: Option<i64>,
    reason: String,
    replaces_id: Option<i64>,
    file_within: Option<i64>,
    answer_within: Option<i64>,
    appeals_until: Option<Date>,
    prepared_name: String,
    ended_name: Option<String>,
}

/// A decision with the names of who prepared and who ended it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The decision.
    pub decision: Decision,
    /// Who prepared it.
    pub prepared_by: String,
    /// Who approved, declined or withdrew it.
    pub ended_by: Option<String>,
}

const DECISION: &str = "SELECT decision.*, unit.path AS authority_path, preparer.full_name AS prepared_name, ender.full_name AS ended_name \
     FROM decision JOIN unit ON unit.id = decision.authority_unit_id JOIN person AS preparer ON preparer.id = decision.prepared_by \
     LEFT JOIN person AS ender ON ender.id = decision.ended_by";

/// The number of a row: 0 is none yet.
fn number_of(it: i64) -> Result<Option<u32>, Error> {
    let number = u32::try_from(it).map_err(|_| Error::Corrupt("decision.number"))?;
    Ok(Some(number).filter(|it| *it > 0))
}

fn known(it: DecisionRow) -> Result<Read, Error> {
    let decision = Decision {
        id: DecisionId(it.id),
        campaign: CampaignId(it.campaign_id),
        authority: UnitId(it.authority_unit_id),
        authority_path: it.authority_path,
        kind: DecisionKind::of(&it.kind).ok_or(Error::Corrupt("decision.kind"))?,
        group: GroupId(it.group_id),
        run: it.run_id.map(RunId),
        number: number_of(it.number)?,
        symbol: it.symbol,
        decided_on: it.decided_on,
        state: DecisionState::of(&it.state).ok_or(Error::Corrupt("decision.state"))?,
        content: it.content,
        digest: it.content_sha256,
        prepared: (PersonId(it.prepared_by), Timestamp(it.prepared_at)),
        ended: it.ended_by.zip(it.ended_at).map(|(by, at)| (PersonId(by), Timestamp(at))),
        reason: it.reason,
        replaces: it.replaces_id.map(DecisionId),
        appeals_until: it.appeals_until,
        terms: match it.file_within.zip(it.answer_within) {
            None => None,
            Some((file, answer)) => {
                let days = |it: i64| u8::try_from(it).map_err(|_| Error::Corrupt("decision.file_within"));
                Some(AppealTerms { file_within: days(file)?, answer_within: days(answer)? })
            }
        },
    };
    Ok(Read { decision, prepared_by: it.prepared_name, ended_by: it.ended_name })
}

/// A decision.
pub async fn get(db: &impl Connection, id: DecisionId) -> Result<Read, Error> {
    row::<DecisionRow>(db, &format!("{DECISION} WHERE decision.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The decisions of a campaign, newest first, at most 300.
pub async fn list(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Read>, Error> {
    let text = format!("{DECISION} WHERE decision.campaign_id = $1 ORDER BY decision.id DESC LIMIT 300");
    rows::<DecisionRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(known).collect()
}

/// The decision of an authority that has a number in a year: prepared or approved.
pub async fn of_number(db: &impl Connection, authority: UnitId, year: i32, number: u32) -> Result<Option<Read>, Error> {
    let text = format!(
        "{DECISION} WHERE decision.authority_unit_id = $1 AND decision.year = $2 AND decision.number = $3 AND decision.state IN ('prepared', 'approved')"
    );
    row::<DecisionRow>(db, &text, [authority.0.into(), i64::from(year).into(), i64::from(number).into()]).await?.map(known).transpose()
}

/// The decisions that replace one, oldest first.
pub async fn replacing(db: &impl Connection, id: DecisionId) -> Result<Vec<Read>, Error> {
    let text = format!("{DECISION} WHERE decision.replaces_id = $1 AND decision.state = 'approved' ORDER BY decision.id LIMIT 100");
    rows::<DecisionRow>(db, &text, [id.0.into()]).await?.into_iter().map(known).collect()
}

/// The approved decisions that corrected the result that an appeal is about since it was filed, newest first: a replacement of the unit's result, or a later
/// publication of its whole group.
pub async fn corrections(db: &impl Connection, appeal: &crate::appeal::Kept) -> Result<Vec<Read>, Error> {
    let text = format!(
        "{DECISION} WHERE decision.campaign_id = $1 AND decision.state = 'approved' AND decision.ended_at >= $3 AND decision.id > $4 AND ((decision.kind = 'replacement' \
         AND EXISTS (SELECT 1 FROM decision_line WHERE decision_line.decision_id = decision.id AND decision_line.about = 'result' \
         AND decision_line.unit_id = $2)) OR (decision.kind = 'publication' AND EXISTS (SELECT 1 FROM campaign_unit \
         WHERE campaign_unit.campaign_id = $1 AND campaign_unit.unit_id = $2 AND campaign_unit.group_id = decision.group_id))) \
         ORDER BY decision.id DESC LIMIT 50"
    );
    rows::<DecisionRow>(
        db,
        &text,
        [appeal.campaign.0.into(), appeal.appeal.unit.0.into(), appeal.appeal.filed.1.0.into(), appeal.decision.0.into()],
    )
    .await?
    .into_iter()
    .map(known)
    .collect()
}

/// The prepared decisions, oldest first, at most 200.
pub async fn waiting(db: &impl Connection) -> Result<Vec<Read>, Error> {
    let text = format!("{DECISION} WHERE decision.state = 'prepared' ORDER BY decision.id LIMIT 200");
    rows::<DecisionRow>(db, &text, []).await?.into_iter().map(known).collect()
}

/// The condition that a run is the one that counts for its group: the published one, or else the newest final one. `run` names the run's table
/// in the statement.
pub(crate) fn counts(run: &str) -> String {
    format!(
        "{run}.id = COALESCE((SELECT max(publication.run_id) FROM decision AS publication WHERE publication.group_id = {run}.group_id \
         AND publication.kind = 'publication' AND publication.state = 'approved' AND NOT EXISTS (SELECT 1 FROM decision AS over_it \
         WHERE over_it.replaces_id = publication.id AND over_it.kind = 'publication' AND over_it.state = 'approved')), \
         (SELECT max(last_final.id) FROM assessment_run AS last_final WHERE last_final.group_id = {run}.group_id AND last_final.kind = 'final'))"
    )
}

/// Adds a prepared decision with its lines; a number that another decision of the authority and year has is `Taken`. The key of the given
/// one is not read.
pub async fn insert(db: &impl Connection, it: &Decision, lines: &[DecisionLine]) -> Result<DecisionId, Error> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let text = "INSERT INTO decision (campaign_id, authority_unit_id, kind, group_id, run_id, year, number, symbol, decided_on, state, content, \
         content_sha256, prepared_by, prepared_at, reason, replaces_id, file_within, answer_within) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, \
         'prepared', $10, $11, $12, $13, '', $14, $15, $16) RETURNING id";
    let values = [
        it.campaign.0.into(),
        it.authority.0.into(),
        it.kind.code().into(),
        it.group.0.into(),
        it.run.map(|it| it.0).into(),
        i64::from(it.decided_on.year()).into(),
        it.number.map_or(0, i64::from).into(),
        it.symbol.as_str().into(),
        it.decided_on.into(),
        it.content.as_str().into(),
        it.digest.as_str().into(),
        it.prepared.0.0.into(),
        it.prepared.1.0.into(),
        it.replaces.map(|it| it.0).into(),
        it.terms.map(|it| i64::from(it.file_within)).into(),
        it.terms.map(|it| i64::from(it.answer_within)).into(),
    ];
    let id = row::<Id>(db, text, values).await?.map(|it| DecisionId(it.id)).ok_or(Error::NotFound)?;
    let head =
        "INSERT INTO decision_line (decision_id, about, unit_id, person_id, before_value, after_value, proposed, facts, reason) VALUES";
    let line = |it: &DecisionLine| {
        vec![
            id.0.into(),
            it.subject.code().into(),
            it.unit.0.into(),
            it.person.map(|it| it.0).into(),
            it.before.as_ref().map(LineValue::code).unwrap_or_default().into(),
            it.after.code().into(),
            it.proposed.as_str().into(),
            it.facts.as_str().into(),
            it.reason.as_str().into(),
        ]
    };
    insert_many(db, head, 9, lines.iter().map(line).collect(), "").await?;
    Ok(id)
}

/// Keeps how far a decision is, and the number that it got; `Busy` where it is no longer prepared.
pub async fn update(db: &impl Connection, it: &Decision) -> Result<(), Error> {
    let (by, at) = (it.ended.map(|it| it.0.0), it.ended.map(|it| it.1.0));
    let text = "UPDATE decision SET state = $2, ended_by = $3, ended_at = $4, reason = $5, appeals_until = $6, number = $7, content = $8, \
         content_sha256 = $9 WHERE id = $1 AND state = 'prepared'";
    let values = [
        it.id.0.into(),
        it.state.code().into(),
        by.into(),
        at.into(),
        it.reason.as_str().into(),
        it.appeals_until.into(),
        it.number.map_or(0, i64::from).into(),
        it.content.as_str().into(),
        it.digest.as_str().into(),
    ];
    if run(db, text, values).await? == 0 { Err(Error::Busy) } else { Ok(()) }
}

#[derive(FromQueryResult)]
struct LineRow {
    about: String,
    unit_id: i64,
    person_id: Option<i64>,
    before_value: String,
    after_value: String,
    proposed: String,
    facts: String,
    reason: String,
}

fn before(text: &str) -> Result<Option<LineValue>, Error> {
    if text.is_empty() { Ok(None) } else { LineValue::of(text).map(Some).ok_or(Error::Corrupt("decision_line.before_value")) }
}

/// The lines of a decision, in its order.
pub async fn lines(db: &impl Connection, id: DecisionId) -> Result<Vec<DecisionLine>, Error> {
    let text = "SELECT about, unit_id, person_id, before_value, after_value, proposed, facts, reason FROM decision_line \
         WHERE decision_id = $1 ORDER BY id LIMIT 5000";
    let found: Vec<LineRow> = rows(db, text, [id.0.into()]).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(DecisionLine {
                subject: LineSubject::of(&it.about).ok_or(Error::Corrupt("decision_line.about"))?,
                unit: UnitId(it.unit_id),
                person: it.person_id.map(PersonId),
                before: before(&it.before_value)?,
                after: LineValue::of(&it.after_value).ok_or(Error::Corrupt("decision_line.after_value"))?,
                proposed: it.proposed,
                facts: it.facts,
                reason: it.reason,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct DecidedRow {
    decision_id: i64,
    campaign_id: i64,
    state: String,
    run_id: Option<i64>,
    number: i64,
    symbol: String,
    decided_on: Date,
    about: String,
    unit_id: i64,
    person_id: Option<i64>,
    before_value: String,
    after_value: String,
    reason: String,
    by: Option<String>,
}

/// What is decided in a campaign, and what waits for the authority.
#[derive(Debug, Clone, Default)]
pub struct DecidedAndWaiting {
    /// What approved decisions say, in the order of approval.
    pub decided: Decided,
    /// What prepared ones would say.
    pub waiting: Decided,
}

/// What an authority decided in a campaign, and in its other ones of the same year.
#[derive(Debug, Clone, Default)]
pub struct DecidedByAuthority {
    /// What is decided in the campaign, and what waits.
    pub here: DecidedAndWaiting,
    /// What approved decisions of the others say.
    pub beside: Decided,
}

fn lines_sql(condition: &str) -> String {
    format!(
        "SELECT decision.id AS decision_id, decision.campaign_id, decision.state, decision.run_id, decision.number, decision.symbol, \
         decision.decided_on, decision_line.about, decision_line.unit_id, decision_line.person_id, decision_line.before_value, \
         decision_line.after_value, decision_line.reason, ender.full_name AS by FROM decision \
         JOIN decision_line ON decision_line.decision_id = decision.id LEFT JOIN person AS ender ON ender.id = decision.ended_by \
         WHERE {condition} AND decision.state IN ('prepared', 'approved') \
         ORDER BY COALESCE(decision.ended_at, decision.prepared_at), decision.id, decision_line.id LIMIT 50000"
    )
}

fn gathered(found: impl IntoIterator<Item = DecidedRow>) -> Result<DecidedAndWaiting, Error> {
    let (mut decided, mut waiting) = (Vec::new(), Vec::new());
    for it in found {
        let approved = it.state == "approved";
        let line = DecidedLine {
            decision: DecisionId(it.decision_id),
            shown: number_shown(number_of(it.number)?, &it.symbol),
            decided_on: it.decided_on,
            run: it.run_id.map(RunId),
            key: Key {
                subject: LineSubject::of(&it.about).ok_or(Error::Corrupt("decision_line.about"))?,
                unit: UnitId(it.unit_id),
                person: it.person_id.map(PersonId),
            },
            before: before(&it.before_value)?,
            after: LineValue::of(&it.after_value).ok_or(Error::Corrupt("decision_line.after_value"))?,
            reason: it.reason,
            by: it.by.unwrap_or_default(),
        };
        if approved { decided.push(line) } else { waiting.push(line) }
    }
    Ok(DecidedAndWaiting { decided: Decided::new(decided), waiting: Decided::new(waiting) })
}

/// What is decided in a campaign, and what waits for the authority; of one unit where one is given. One statement.
pub async fn decided(db: &impl Connection, campaign: CampaignId, unit: Option<UnitId>) -> Result<DecidedAndWaiting, Error> {
    let text = lines_sql("decision.campaign_id = $1 AND ($2 = 0 OR decision_line.unit_id = $2)");
    gathered(rows::<DecidedRow>(db, &text, [campaign.0.into(), unit.map_or(0, |it| it.0).into()]).await?)
}

/// What is decided in a campaign, what waits, and what the same authority decided in other campaigns of the year. One statement.
pub async fn decided_by_authority(db: &impl Connection, campaign: CampaignId) -> Result<DecidedByAuthority, Error> {
    let text = lines_sql(
        "decision.campaign_id IN (SELECT same.id FROM campaign AS same JOIN campaign AS here ON here.id = $1 \
         AND same.authority_unit_id = here.authority_unit_id AND same.year = here.year)",
    );
    let found: Vec<DecidedRow> = rows(db, &text, [campaign.0.into()]).await?;
    let (here, beside): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.campaign_id == campaign.0);
    Ok(DecidedByAuthority { here: gathered(here)?, beside: gathered(beside)?.decided })
}

#[derive(FromQueryResult)]
struct SubjectRow {
    decision_id: i64,
    about: String,
    unit_id: i64,
}

/// What the decisions of a campaign are about: which decision, what, and which unit.
pub async fn subjects(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(DecisionId, LineSubject, UnitId)>, Error> {
    let text = "SELECT decision_line.decision_id, decision_line.about, decision_line.unit_id FROM decision_line \
         JOIN decision ON decision.id = decision_line.decision_id WHERE decision.campaign_id = $1 ORDER BY decision_line.id LIMIT 50000";
    let found: Vec<SubjectRow> = rows(db, text, [campaign.0.into()]).await?;
    let known = |it: SubjectRow| {
        let subject = LineSubject::of(&it.about).ok_or(Error::Corrupt("decision_line.about"))?;
        Ok((DecisionId(it.decision_id), subject, UnitId(it.unit_id)))
    };
    found.into_iter().map(known).collect()
}
