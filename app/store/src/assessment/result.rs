//! The results of a run: of each unit, and of each target of a unit.

use crate::row::{insert_many, row, rows};
use crate::{Connection, Error};
use domain::assessment::Status;
use domain::receipt::Outcome;
use domain::{CampaignId, GroupId, Quantity, RunId, TargetId, UnitId};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use std::collections::HashMap;

/// A unit's result in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The unit.
    pub unit: UnitId,
    /// Targets met.
    pub met: i64,
    /// Targets that apply.
    pub applicable: i64,
    /// Targets exceeded.
    pub exceeded: i64,
    /// The rounded score, 0–100; none where no target applies.
    pub score: Option<Quantity>,
    /// The outcome.
    pub outcome: Outcome,
    /// The grade's code.
    pub grade: Option<String>,
    /// Whether rounding would change the grade or the outcome.
    pub rounding_conflict: bool,
    /// The place in the peer group.
    pub rank: Option<i64>,
    /// How many expected figures were missing or unverified.
    pub missing_count: i64,
}

/// Adds the results of a run's units, each with the part of the package that decided it.
pub async fn insert_results(db: &impl Connection, id: RunId, results: &[(UnitRow, String)]) -> Result<(), Error> {
    let head = "INSERT INTO assessment_result (run_id, unit_id, met, applicable, exceeded, score_e4, outcome, grade, rounding_conflict, rank, \
                missing_count, package) VALUES";
    let row = |(it, package): &(UnitRow, String)| {
        vec![
            id.0.into(),
            it.unit.0.into(),
            it.met.into(),
            it.applicable.into(),
            it.exceeded.into(),
            it.score.map(|it| it.0).into(),
            it.outcome.code().into(),
            it.grade.clone().into(),
            it.rounding_conflict.into(),
            it.rank.into(),
            it.missing_count.into(),
            package.as_str().into(),
        ]
    };
    Ok(insert_many(db, head, 12, results.iter().map(row).collect(), "").await?)
}

/// The result of a target of a unit in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRow {
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// How it came out.
    pub status: Status,
    /// The value held against the target, as the receipt spells it.
    pub actual: Option<String>,
    /// The rounded points; none where the target leaves the scale.
    pub points: Option<Quantity>,
    /// Whether the value is strictly better than the target, where that counts.
    pub exceeded: bool,
}

/// Adds the results of a run's targets.
pub async fn insert_targets(db: &impl Connection, id: RunId, results: &[TargetRow]) -> Result<(), Error> {
    let head = "INSERT INTO assessment_target (run_id, unit_id, target_id, status, actual, points_e4, exceeded) VALUES";
    let row = |it: &TargetRow| {
        vec![
            id.0.into(),
            it.unit.0.into(),
            it.target.0.into(),
            it.status.code().into(),
            it.actual.clone().into(),
            it.points.map(|it| it.0).into(),
            it.exceeded.into(),
        ]
    };
    Ok(insert_many(db, head, 7, results.iter().map(row).collect(), "").await?)
}

/// A unit's result with the unit as a member of the campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The unit's official code.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Its path in the tree.
    pub path: String,
    /// Its result.
    pub result: UnitRow,
}

#[derive(FromQueryResult)]
struct ResultRow {
    run_id: i64,
    unit_id: i64,
    code: String,
    name: String,
    path: String,
    met: i64,
    applicable: i64,
    exceeded: i64,
    score_e4: Option<i64>,
    outcome: String,
    grade: Option<String>,
    rounding_conflict: bool,
    rank: Option<i64>,
    missing_count: i64,
}

const RESULT: &str = "SELECT assessment_result.run_id, assessment_result.unit_id, campaign_unit.code, campaign_unit.name, unit.path, \
     assessment_result.met, assessment_result.applicable, assessment_result.exceeded, assessment_result.score_e4, assessment_result.outcome, \
     assessment_result.grade, assessment_result.rounding_conflict, assessment_result.rank, assessment_result.missing_count FROM assessment_result \
     JOIN assessment_run ON assessment_run.id = assessment_result.run_id JOIN unit ON unit.id = assessment_result.unit_id \
     JOIN campaign_unit ON campaign_unit.campaign_id = assessment_run.campaign_id AND campaign_unit.unit_id = assessment_result.unit_id";

fn named(it: ResultRow) -> Result<(RunId, Named), Error> {
    let result = UnitRow {
        unit: UnitId(it.unit_id),
        met: it.met,
        applicable: it.applicable,
        exceeded: it.exceeded,
        score: it.score_e4.map(Quantity),
        outcome: Outcome::of(&it.outcome).ok_or(Error::Corrupt("assessment_result.outcome"))?,
        grade: it.grade,
        rounding_conflict: it.rounding_conflict,
        rank: it.rank,
        missing_count: it.missing_count,
    };
    Ok((RunId(it.run_id), Named { code: it.code, name: it.name, path: it.path, result }))
}

/// The results of a run's units, best rank first; units without a rank last.
pub async fn results(db: &impl Connection, id: RunId) -> Result<Vec<Named>, Error> {
    let text = format!(
        "{RESULT} WHERE assessment_result.run_id = $1 \
         ORDER BY CASE WHEN assessment_result.rank IS NULL THEN 1 ELSE 0 END, assessment_result.rank, assessment_result.id"
    );
    rows::<ResultRow>(db, &text, [id.0.into()]).await?.into_iter().map(|it| Ok(named(it)?.1)).collect()
}

/// The results of the newest runs of a campaign's groups, by run, worst rank first.
pub async fn newest_results(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(RunId, Named)>, Error> {
    let text = format!(
        "{RESULT} WHERE assessment_result.run_id IN (SELECT max(newest.id) FROM assessment_run AS newest WHERE newest.campaign_id = $1 GROUP BY newest.group_id) \
         ORDER BY assessment_result.run_id, CASE WHEN assessment_result.rank IS NULL THEN 0 ELSE 1 END, assessment_result.rank DESC, assessment_result.id"
    );
    rows::<ResultRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(named).collect()
}

struct Ranked {
    result: ResultRow,
    ranked: i64,
    package: String,
}

impl FromQueryResult for Ranked {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self {
            result: ResultRow::from_query_result(found, prefix)?,
            ranked: found.try_get(prefix, "ranked")?,
            package: found.try_get(prefix, "package")?,
        })
    }
}

/// The result of one unit in a run, how many units of the run have a rank, and the part of the package that decided it. One statement.
pub async fn result(db: &impl Connection, id: RunId, unit: UnitId) -> Result<(Named, i64, String), Error> {
    let ranked =
        "SELECT assessment_result.package, (SELECT count(there.rank) FROM assessment_result AS there WHERE there.run_id = $1) AS ranked,";
    let text = format!("{} WHERE assessment_result.run_id = $1 AND assessment_result.unit_id = $2", RESULT.replacen("SELECT", ranked, 1));
    let it = row::<Ranked>(db, &text, [id.0.into(), unit.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok((named(it.result)?.1, it.ranked, it.package))
}

/// What the run of each review case of a campaign found of its unit, and how many units of that run have a rank.
pub async fn results_of_cases(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<UnitId, (Named, i64)>, Error> {
    struct Counted(ResultRow, i64);
    impl FromQueryResult for Counted {
        fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
            Ok(Self(ResultRow::from_query_result(found, prefix)?, found.try_get(prefix, "ranked")?))
        }
    }
    let ranked =
        "SELECT (SELECT count(there.rank) FROM assessment_result AS there WHERE there.run_id = assessment_result.run_id) AS ranked,";
    let text = format!(
        "{} JOIN review_case ON review_case.run_id = assessment_result.run_id AND review_case.unit_id = assessment_result.unit_id \
         WHERE review_case.campaign_id = $1",
        RESULT.replacen("SELECT", ranked, 1)
    );
    let found: Vec<Counted> = rows(db, &text, [campaign.0.into()]).await?;
    found.into_iter().map(|Counted(it, ranked)| named(it).map(|it| (it.1.result.unit, (it.1, ranked)))).collect()
}

#[derive(FromQueryResult)]
struct BeforeRow {
    run_id: i64,
    unit_id: i64,
    rank: Option<i64>,
    rule_set_sha256: String,
    year: i64,
}

/// The ranks of the year before, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearBefore {
    /// That year.
    pub year: i64,
    /// The digest of the rule set then.
    pub rule_set_sha256: String,
    /// The units' ranks then.
    pub ranks: Vec<(UnitId, Option<i64>)>,
    /// The units that have a place in the run beside which the year stands.
    pub ranked_now: Vec<UnitId>,
}

/// The run that counts of the same peer group in the year before, under the same authority: `$1` is the campaign, `$2` the group.
fn run_before_sql() -> String {
    format!(
        "SELECT max(before.id) AS id FROM assessment_run AS before \
         JOIN campaign_group AS group_before ON group_before.id = before.group_id JOIN campaign AS year_before ON year_before.id = before.campaign_id \
         JOIN campaign AS year_now ON year_now.id = $1 AND year_now.year = year_before.year + 1 \
         AND year_now.authority_unit_id = year_before.authority_unit_id \
         JOIN campaign_group AS group_now ON group_now.id = $2 AND group_now.peer_group = group_before.peer_group WHERE {}",
        crate::decision::counts("before")
    )
}

#[derive(FromQueryResult)]
struct RunBefore {
    id: Option<i64>,
}

/// The published run of the same peer group in the year before, or else its newest final one, under the same authority.
pub async fn run_before(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Option<RunId>, Error> {
    let found: Option<RunBefore> = row(db, &run_before_sql(), [campaign.0.into(), group.0.into()]).await?;
    Ok(found.and_then(|it| it.id).map(RunId))
}

/// The ranks in the run that counts of the same peer group in the year before, under the same authority.
pub async fn year_before(db: &impl Connection, campaign: CampaignId, group: GroupId, run: RunId) -> Result<Option<YearBefore>, Error> {
    let text = format!(
        "SELECT assessment_result.run_id, assessment_result.unit_id, assessment_result.rank, assessment_run.rule_set_sha256, campaign.year \
         FROM assessment_result JOIN assessment_run ON assessment_run.id = assessment_result.run_id \
         JOIN campaign ON campaign.id = assessment_run.campaign_id WHERE assessment_result.run_id IN ($3, ({}))",
        run_before_sql()
    );
    let found: Vec<BeforeRow> = rows(db, &text, [campaign.0.into(), group.0.into(), run.0.into()]).await?;
    let (now, before): (Vec<BeforeRow>, Vec<BeforeRow>) = found.into_iter().partition(|it| it.run_id == run.0);
    let Some((year, rule_set_sha256)) = before.first().map(|it| (it.year, it.rule_set_sha256.clone())) else { return Ok(None) };
    let ranks = before.into_iter().map(|it| (UnitId(it.unit_id), it.rank)).collect();
    let ranked_now = now.into_iter().filter(|it| it.rank.is_some()).map(|it| UnitId(it.unit_id)).collect();
    Ok(Some(YearBefore { year, rule_set_sha256, ranks, ranked_now }))
}

#[derive(FromQueryResult)]
struct CellRow {
    unit_id: i64,
    target_id: i64,
    status: String,
    actual: Option<String>,
    points_e4: Option<i64>,
    exceeded: bool,
}

/// The results of the targets of some units of a run: a page of the heat map, at most a hundred units.
pub async fn targets(db: &impl Connection, id: RunId, units: &[UnitId]) -> Result<Vec<TargetRow>, Error> {
    let units = units.get(..100).unwrap_or(units);
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..units.len() + 2).map(|it| format!("${it}")).collect();
    let text = format!(
        "SELECT unit_id, target_id, status, actual, points_e4, exceeded FROM assessment_target WHERE run_id = $1 AND unit_id IN ({}) ORDER BY id",
        places.join(", ")
    );
    let values = std::iter::once(Value::from(id.0)).chain(units.iter().map(|it| it.0.into()));
    let found: Vec<CellRow> = rows(db, &text, values).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(TargetRow {
                unit: UnitId(it.unit_id),
                target: TargetId(it.target_id),
                status: Status::of(&it.status).ok_or(Error::Corrupt("assessment_target.status"))?,
                actual: it.actual,
                points: it.points_e4.map(Quantity),
                exceeded: it.exceeded,
            })
        })
        .collect()
}
