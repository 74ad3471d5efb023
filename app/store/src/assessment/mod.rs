//! Runs of a year's assessment with their package and receipt; their results and the figures they read are in the modules below.

mod figure;
mod missed;
mod result;

pub use figure::{GroupFigure, Source, figures_of_group, sources};
pub use missed::{Missed, missed_by_failing};
pub use result::{
    Named, TargetRow, UnitRow, YearBefore, insert_results, insert_targets, newest_results, result, results, results_of_cases, run_before,
    targets, year_before,
};

use crate::row::{row, rows};
use crate::{Connection, Error};
use domain::register::number_shown;
use domain::run::RunKind;
use domain::{CampaignId, DecisionId, GroupId, PersonId, RunId, Timestamp};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A run with everything but its package and its results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its key.
    pub id: RunId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The group assessed.
    pub group: GroupId,
    /// Provisional or final.
    pub kind: RunKind,
    /// The package's digest.
    pub package_sha256: String,
    /// The rule set's digest.
    pub rule_set_sha256: String,
    /// The receipt's digest: of its text as it is stored.
    pub receipt_sha256: String,
    /// How many expected figures were missing or unverified.
    pub missing_count: i64,
    /// Why figures count as missing, as JSON.
    pub missing: String,
    /// Who ran it.
    pub person: PersonId,
    /// That person's name.
    pub person_name: String,
    /// When.
    pub at: Timestamp,
    /// The decision by which its results are published; none while they are not.
    pub published: Option<Published>,
}

/// What publishes the results of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The decision.
    pub decision: DecisionId,
    /// Its number as printed.
    pub shown: String,
    /// Its day.
    pub decided_on: Date,
    /// The last day on which its results may be appealed; none where it says nothing of appeals.
    pub appeals_until: Option<Date>,
    /// How many appeals of the group's published results wait for an answer: those of a publication that was replaced do as well.
    pub open_appeals: i64,
}

#[derive(FromQueryResult)]
struct RunRow {
    id: i64,
    campaign_id: i64,
    group_id: i64,
    kind: String,
    package_sha256: String,
    rule_set_sha256: String,
    receipt_sha256: String,
    missing_count: i64,
    missing: String,
    person_id: i64,
    person_name: String,
    at: i64,
    published_id: Option<i64>,
    published_number: Option<i64>,
    published_symbol: Option<String>,
    published_on: Option<Date>,
    appeals_until: Option<Date>,
    open_appeals: i64,
}

const RUN: &str = "SELECT assessment_run.id, assessment_run.campaign_id, assessment_run.group_id, assessment_run.kind, assessment_run.package_sha256, \
     assessment_run.rule_set_sha256, assessment_run.receipt_sha256, assessment_run.missing_count, assessment_run.missing, \
     assessment_run.person_id, person.full_name AS person_name, assessment_run.at, publication.id AS published_id, \
     publication.number AS published_number, publication.symbol AS published_symbol, publication.decided_on AS published_on, \
     publication.appeals_until, (SELECT count(*) FROM appeal JOIN decision AS appealed ON appealed.id = appeal.decision_id \
     WHERE appealed.group_id = publication.group_id AND appeal.state IN ('filed', 'in_review')) AS open_appeals \
     FROM assessment_run JOIN person ON person.id = assessment_run.person_id LEFT JOIN decision AS publication \
     ON publication.run_id = assessment_run.id AND publication.kind = 'publication' AND publication.state = 'approved' \
     AND NOT EXISTS (SELECT 1 FROM decision AS over_it WHERE over_it.replaces_id = publication.id AND over_it.kind = 'publication' \
     AND over_it.state = 'approved')";

fn known(it: RunRow) -> Result<Run, Error> {
    Ok(Run {
        id: RunId(it.id),
        campaign: CampaignId(it.campaign_id),
        group: GroupId(it.group_id),
        kind: RunKind::of(&it.kind).ok_or(Error::Corrupt("assessment_run.kind"))?,
        package_sha256: it.package_sha256,
        rule_set_sha256: it.rule_set_sha256,
        receipt_sha256: it.receipt_sha256,
        missing_count: it.missing_count,
        missing: it.missing,
        person: PersonId(it.person_id),
        person_name: it.person_name,
        at: Timestamp(it.at),
        published: published(it.published_id, it.published_number, it.published_symbol, it.published_on).map(|there| Published {
            appeals_until: it.appeals_until,
            open_appeals: it.open_appeals,
            ..there
        }),
    })
}

fn published(id: Option<i64>, number: Option<i64>, symbol: Option<String>, on: Option<Date>) -> Option<Published> {
    let (((id, number), symbol), decided_on) = id.zip(number).zip(symbol).zip(on)?;
    let shown = number_shown(u32::try_from(number).ok(), &symbol);
    Some(Published { decision: DecisionId(id), shown, decided_on, appeals_until: None, open_appeals: 0 })
}

/// A run.
pub async fn get(db: &impl Connection, id: RunId) -> Result<Run, Error> {
    row::<RunRow>(db, &format!("{RUN} WHERE assessment_run.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The runs of a group, newest first, at most 200.
pub async fn list(db: &impl Connection, group: GroupId) -> Result<Vec<Run>, Error> {
    let text = format!("{RUN} WHERE assessment_run.group_id = $1 ORDER BY assessment_run.at DESC, assessment_run.id DESC LIMIT 200");
    rows::<RunRow>(db, &text, [group.0.into()]).await?.into_iter().map(known).collect()
}

/// The newest run of each group of a campaign, of one kind or of any: final ones only where `kind` is given so.
pub async fn newest(db: &impl Connection, campaign: CampaignId, kind: Option<RunKind>) -> Result<Vec<Run>, Error> {
    let text = format!(
        "{RUN} WHERE assessment_run.id IN (SELECT max(newest.id) FROM assessment_run AS newest WHERE newest.campaign_id = $1 \
         AND ($2 = '' OR newest.kind = $2) GROUP BY newest.group_id) ORDER BY assessment_run.group_id"
    );
    rows::<RunRow>(db, &text, [campaign.0.into(), kind.map_or("", RunKind::code).into()]).await?.into_iter().map(known).collect()
}

#[derive(FromQueryResult)]
struct TextRow {
    content: String,
}

async fn text(db: &impl Connection, statement: &str, values: Vec<Value>) -> Result<String, Error> {
    row::<TextRow>(db, statement, values).await?.map(|it| it.content).ok_or(Error::NotFound)
}

/// The package of a run, as it was assessed.
pub async fn package(db: &impl Connection, id: RunId) -> Result<String, Error> {
    text(db, "SELECT package AS content FROM assessment_run WHERE id = $1", vec![id.0.into()]).await
}

/// The receipt of a run.
pub async fn receipt(db: &impl Connection, id: RunId) -> Result<String, Error> {
    text(db, "SELECT receipt AS content FROM assessment_run WHERE id = $1", vec![id.0.into()]).await
}

#[derive(FromQueryResult)]
struct WithPackage {
    package: String,
}

/// The run of a group that counts, with its package: the published one, or else the newest final one.
pub async fn counting(db: &impl Connection, group: GroupId) -> Result<Option<(Run, String)>, Error> {
    let condition = crate::decision::counts("assessment_run");
    let text =
        format!("{} WHERE assessment_run.group_id = $1 AND {condition}", RUN.replacen("SELECT ", "SELECT assessment_run.package, ", 1));
    let Some(found) = db.query_one_raw(crate::row::sql(db, &text, [group.0.into()])).await? else { return Ok(None) };
    let WithPackage { package } = WithPackage::from_query_result(&found, "")?;
    Ok(Some((known(RunRow::from_query_result(&found, "")?)?, package)))
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds a run; `id`, `person_name` and `published` of the given one are not read.
pub async fn insert(db: &impl Connection, it: &Run, package: &str, receipt: &str) -> Result<RunId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO assessment_run (campaign_id, group_id, kind, package, receipt, package_sha256, rule_set_sha256, receipt_sha256, \
         missing_count, missing, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        [
            it.campaign.0.into(),
            it.group.0.into(),
            it.kind.code().into(),
            package.into(),
            receipt.into(),
            it.package_sha256.as_str().into(),
            it.rule_set_sha256.as_str().into(),
            it.receipt_sha256.as_str().into(),
            it.missing_count.into(),
            it.missing.as_str().into(),
            it.person.0.into(),
            it.at.0.into(),
        ],
    )
    .await?;
    made.map(|it| RunId(it.id)).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct WaitingRow {
    kind: String,
    state: String,
    number: i64,
}

/// How many commitments, figures and review cases of a campaign stand where: `(table, state, number)`.
pub async fn standings(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(String, String, i64)>, Error> {
    let found: Vec<WaitingRow> = rows(
        db,
        "SELECT 'commitment' AS kind, state, count(*) AS number FROM commitment WHERE campaign_id = $1 GROUP BY state \
         UNION ALL SELECT 'figure' AS kind, standing AS state, CAST(sum(number) AS BIGINT) AS number FROM figure_tally WHERE campaign_id = $1 GROUP BY standing \
         UNION ALL SELECT 'review_case' AS kind, state, count(*) AS number FROM review_case WHERE campaign_id = $1 GROUP BY state",
        [campaign.0.into()],
    )
    .await?;
    Ok(found.into_iter().map(|it| (it.kind, it.state, it.number)).collect())
}
