//! Runs of a year's assessment with their package, receipt and results; and the figures that a run reads.

use crate::row::{insert_many, row, rows, sql};
use crate::value::{optional, value};
use crate::{Connection, Error};
use domain::assessment::Status;
use domain::receipt::Outcome;
use domain::run::RunKind;
use domain::{CampaignId, FigureId, FigureValue, GroupId, PersonId, Quantity, RunId, TargetId, Timestamp, UnitId, VariableId};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use time::Date;

/// Whether a figure of this standing counts: verification accepted it, as declared or adjusted.
fn counts(standing: &str) -> bool {
    matches!(standing, "verified" | "adjusted")
}

/// A figure as a run reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFigure {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period's label.
    pub period: String,
    /// The verified value; none while the figure is not verified.
    pub verified: Option<FigureValue>,
}

/// The figures of a group's units in the order in which they came, verified or not.
pub async fn figures_of_group(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<GroupFigure>, Error> {
    let statement = sql(
        db,
        "SELECT unit_id, variable_id, period, standing, verified_e4, verified_on, verified_yes FROM figure \
         WHERE campaign_id = $1 AND unit_id IN (SELECT unit_id FROM campaign_unit WHERE group_id = $2) ORDER BY id",
        [campaign.0.into(), group.0.into()],
    );
    let found = db.query_all_raw(statement).await?;
    let mut figures = Vec::with_capacity(found.len());
    // By place and not by name: a year of 300 units is two hundred thousand rows.
    for it in &found {
        let standing: String = it.try_get_by_index(3)?;
        let columns: (Option<i64>, Option<Date>, Option<bool>) =
            (it.try_get_by_index(4)?, it.try_get_by_index(5)?, it.try_get_by_index(6)?);
        figures.push(GroupFigure {
            unit: UnitId(it.try_get_by_index(0)?),
            variable: VariableId(it.try_get_by_index(1)?),
            period: it.try_get_by_index(2)?,
            verified: if counts(&standing) { optional(columns) } else { None },
        });
    }
    Ok(figures)
}

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
}

const RUN: &str = "SELECT assessment_run.id, assessment_run.campaign_id, assessment_run.group_id, assessment_run.kind, assessment_run.package_sha256, \
     assessment_run.rule_set_sha256, assessment_run.receipt_sha256, assessment_run.missing_count, assessment_run.missing, \
     assessment_run.person_id, person.full_name AS person_name, assessment_run.at \
     FROM assessment_run JOIN person ON person.id = assessment_run.person_id";

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
    })
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

/// The part of a run's package that decided one unit's result: a package of that unit alone.
pub async fn package_of_unit(db: &impl Connection, id: RunId, unit: UnitId) -> Result<String, Error> {
    text(db, "SELECT package AS content FROM assessment_result WHERE run_id = $1 AND unit_id = $2", vec![id.0.into(), unit.0.into()]).await
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds a run; `id` and `person_name` of the given one are not read.
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
}

impl FromQueryResult for Ranked {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { result: ResultRow::from_query_result(found, prefix)?, ranked: found.try_get(prefix, "ranked")? })
    }
}

/// The result of one unit in a run, and how many units of the run have a rank. One statement.
pub async fn result(db: &impl Connection, id: RunId, unit: UnitId) -> Result<(Named, i64), Error> {
    let ranked = "SELECT (SELECT count(there.rank) FROM assessment_result AS there WHERE there.run_id = $1) AS ranked,";
    let text = format!("{} WHERE assessment_result.run_id = $1 AND assessment_result.unit_id = $2", RESULT.replacen("SELECT", ranked, 1));
    let it = row::<Ranked>(db, &text, [id.0.into(), unit.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok((named(it.result)?.1, it.ranked))
}

#[derive(FromQueryResult)]
struct BeforeRow {
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
    /// The units' ranks.
    pub ranks: Vec<(UnitId, Option<i64>)>,
}

/// The ranks in the newest final run of the same peer group in the year before, under the same authority.
pub async fn year_before(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Option<YearBefore>, Error> {
    let found: Vec<BeforeRow> = rows(
        db,
        "SELECT assessment_result.unit_id, assessment_result.rank, assessment_run.rule_set_sha256, campaign.year FROM assessment_result \
         JOIN assessment_run ON assessment_run.id = assessment_result.run_id JOIN campaign ON campaign.id = assessment_run.campaign_id \
         WHERE assessment_result.run_id = (SELECT max(before.id) FROM assessment_run AS before \
         JOIN campaign_group AS group_before ON group_before.id = before.group_id JOIN campaign AS year_before ON year_before.id = before.campaign_id \
         JOIN campaign AS year_now ON year_now.id = $1 AND year_now.year = year_before.year + 1 \
         AND year_now.authority_unit_id = year_before.authority_unit_id \
         JOIN campaign_group AS group_now ON group_now.id = $2 AND group_now.peer_group = group_before.peer_group WHERE before.kind = 'final')",
        [campaign.0.into(), group.0.into()],
    )
    .await?;
    let Some((year, rule_set_sha256)) = found.first().map(|it| (it.year, it.rule_set_sha256.clone())) else { return Ok(None) };
    let ranks = found.into_iter().map(|it| (UnitId(it.unit_id), it.rank)).collect();
    Ok(Some(YearBefore { year, rule_set_sha256, ranks }))
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

/// A target that a unit missed, with what it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// The unit.
    pub unit: UnitId,
    /// The target's title.
    pub title: String,
    /// Whether it was missed or never reported.
    pub status: Status,
    /// The value, as the receipt spells it.
    pub actual: Option<String>,
    /// The points lost, of 100.
    pub lost: Quantity,
    /// The target's code.
    pub code: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// `higher`, `lower`, `earlier` or `yes`.
    pub direction: String,
    /// What was committed to: the unit's own value, or the common one.
    pub committed: FigureValue,
}

#[derive(FromQueryResult)]
struct MissedRow {
    unit_id: i64,
    title: String,
    status: String,
    actual: Option<String>,
    lost_e4: i64,
    code: String,
    unit_of_measure: String,
    direction: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    own_e4: Option<i64>,
    own_on: Option<Date>,
    own_yes: Option<bool>,
}

/// The targets that the failing units of a campaign's newest runs missed, most points lost first, at most 2.000.
pub async fn missed_by_failing(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Missed>, Error> {
    let found: Vec<MissedRow> = rows(
        db,
        "SELECT assessment_target.unit_id, target.title, assessment_target.status, assessment_target.actual, \
         target.weight_e4 - COALESCE(assessment_target.points_e4, 0) AS lost_e4, target.code, target.unit_of_measure, \
         target.direction, target.value_e4, target.value_on, target.value_yes, unit_target.value_e4 AS own_e4, unit_target.value_on AS own_on, \
         unit_target.value_yes AS own_yes FROM assessment_target JOIN target ON target.id = assessment_target.target_id \
         LEFT JOIN unit_target ON unit_target.campaign_id = $1 AND unit_target.unit_id = assessment_target.unit_id \
         AND unit_target.target_id = assessment_target.target_id \
         JOIN assessment_result ON assessment_result.run_id = assessment_target.run_id AND assessment_result.unit_id = assessment_target.unit_id \
         WHERE assessment_target.run_id IN (SELECT max(newest.id) FROM assessment_run AS newest WHERE newest.campaign_id = $1 GROUP BY newest.group_id) \
         AND assessment_target.status IN ('not_met', 'not_reported') AND assessment_result.outcome <> 'pass' \
         ORDER BY lost_e4 DESC, assessment_target.id LIMIT 2000",
        [campaign.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(Missed {
                unit: UnitId(it.unit_id),
                title: it.title,
                status: Status::of(&it.status).ok_or(Error::Corrupt("assessment_target.status"))?,
                actual: it.actual,
                lost: Quantity(it.lost_e4),
                committed: match optional((it.own_e4, it.own_on, it.own_yes)) {
                    Some(own) => own,
                    None => value((it.value_e4, it.value_on, it.value_yes), "target.value")?,
                },
                code: it.code,
                unit_of_measure: it.unit_of_measure,
                direction: it.direction,
            })
        })
        .collect()
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
         UNION ALL SELECT 'figure' AS kind, standing AS state, count(*) AS number FROM figure WHERE campaign_id = $1 GROUP BY standing \
         UNION ALL SELECT 'review_case' AS kind, state, count(*) AS number FROM review_case WHERE campaign_id = $1 GROUP BY state",
        [campaign.0.into()],
    )
    .await?;
    Ok(found.into_iter().map(|it| (it.kind, it.state, it.number)).collect())
}

/// A figure as it stands now, with who entered and verified it: for the explanation of a stored result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The figure.
    pub id: FigureId,
    /// The variable's code.
    pub variable: String,
    /// The period's label.
    pub period: String,
    /// The verified value now; none where it is not verified any more.
    pub verified: Option<FigureValue>,
    /// Who verified it.
    pub verified_by: Option<String>,
    /// When.
    pub verified_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct SourceRow {
    id: i64,
    variable: String,
    period: String,
    standing: String,
    verified_e4: Option<i64>,
    verified_on: Option<Date>,
    verified_yes: Option<bool>,
    verified_by: Option<String>,
    verified_at: Option<i64>,
}

/// The figures of a unit as they stand now.
pub async fn sources(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<Source>, Error> {
    let found: Vec<SourceRow> = rows(
        db,
        "SELECT figure.id, variable.code AS variable, figure.period, figure.standing, figure.verified_e4, figure.verified_on, figure.verified_yes, \
         person.full_name AS verified_by, figure.verified_at FROM figure JOIN variable ON variable.id = figure.variable_id \
         LEFT JOIN person ON person.id = figure.verified_by WHERE figure.campaign_id = $1 AND figure.unit_id = $2 ORDER BY figure.id",
        [campaign.0.into(), unit.0.into()],
    )
    .await?;
    Ok(found
        .into_iter()
        .map(|it| Source {
            id: FigureId(it.id),
            variable: it.variable,
            period: it.period,
            verified: if counts(&it.standing) { optional((it.verified_e4, it.verified_on, it.verified_yes)) } else { None },
            verified_by: it.verified_by,
            verified_at: it.verified_at.map(Timestamp),
        })
        .collect())
}
