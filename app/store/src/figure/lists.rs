//! Figures in lists: of a period, of a campaign, waiting for verification, for an assessment; and the revisions of one.

use super::{FigureRow, known, period_of};
use crate::row::rows;
use crate::unit::within;
use crate::value::{optional, value};
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{CampaignId, Figure, FigureId, FigureValue, Period, Timestamp, UnitId, VariableId};
use sea_orm::{FromQueryResult, QueryResult, Value};
use time::Date;

/// A figure and the names of those who handled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFigure {
    /// The figure.
    pub figure: Figure,
    /// Who entered it.
    pub entered_by: String,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// Who accepted, adjusted or returned it.
    pub decided_by: Option<String>,
}

struct NamedRow {
    figure: FigureRow,
    entered_name: String,
    submitted_name: Option<String>,
    decided_name: Option<String>,
}

impl FromQueryResult for NamedRow {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            figure: FigureRow::from_query_result(found, prefix)?,
            entered_name: found.try_get(prefix, "entered_name")?,
            submitted_name: found.try_get(prefix, "submitted_name")?,
            decided_name: found.try_get(prefix, "decided_name")?,
        })
    }
}

const NAMED: &str = "SELECT figure.*, enterer.full_name AS entered_name, submitter.full_name AS submitted_name, decider.full_name AS decided_name \
     FROM figure JOIN person enterer ON enterer.id = figure.entered_by LEFT JOIN person submitter ON submitter.id = figure.submitted_by \
     LEFT JOIN person decider ON decider.id = figure.verified_by";

/// A unit's figures of a period.
pub async fn of_unit_period(db: &impl Connection, campaign: CampaignId, unit: UnitId, period: Period) -> Result<Vec<NamedFigure>, Error> {
    let found: Vec<NamedRow> = rows(
        db,
        &format!("{NAMED} WHERE figure.campaign_id = $1 AND figure.unit_id = $2 AND figure.period = $3 ORDER BY figure.id"),
        [campaign.0.into(), unit.0.into(), period.to_string().into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(NamedFigure {
                figure: known(it.figure)?,
                entered_by: it.entered_name,
                submitted_by: it.submitted_name,
                decided_by: it.decided_name,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct EarlierRow {
    variable_id: i64,
    period: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
}

/// What counts so far of a unit's figures in a campaign, for comparing: the verified values, else the declared ones.
pub async fn earlier(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<(VariableId, Period, FigureValue)>, Error> {
    let found: Vec<EarlierRow> = rows(
        db,
        "SELECT variable_id, period, COALESCE(verified_e4, value_e4) AS value_e4, COALESCE(verified_on, value_on) AS value_on, \
         COALESCE(verified_yes, value_yes) AS value_yes FROM figure WHERE campaign_id = $1 AND unit_id = $2 ORDER BY period",
        [campaign.0.into(), unit.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            let value = value((it.value_e4, it.value_on, it.value_yes), "figure.value")?;
            Ok((VariableId(it.variable_id), period_of(&it.period, "figure.period")?, value))
        })
        .collect()
}

#[derive(FromQueryResult)]
struct SubmittedRow {
    variable_id: i64,
    period: String,
}

/// The figures of a unit in a campaign that are submitted and wait for who verifies them.
pub async fn submitted(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<(VariableId, Period)>, Error> {
    let found: Vec<SubmittedRow> = rows(
        db,
        "SELECT variable_id, period FROM figure WHERE campaign_id = $1 AND unit_id = $2 AND standing = 'submitted' ORDER BY period, variable_id",
        [campaign.0.into(), unit.0.into()],
    )
    .await?;
    found.into_iter().map(|it| Ok((VariableId(it.variable_id), period_of(&it.period, "figure.period")?))).collect()
}

#[derive(FromQueryResult)]
struct OwnerRow {
    unit_id: i64,
    full_name: String,
}

/// Who enters figures for the units of a campaign on a day: the focal officers with an open account.
pub async fn owners(db: &impl Connection, campaign: CampaignId, day: Date) -> Result<Vec<(UnitId, String)>, Error> {
    let found: Vec<OwnerRow> = rows(
        db,
        "SELECT role_grant.unit_id, person.full_name FROM role_grant JOIN account ON account.id = role_grant.account_id \
         JOIN person ON person.id = account.person_id \
         JOIN campaign_unit ON campaign_unit.unit_id = role_grant.unit_id AND campaign_unit.campaign_id = $1 \
         WHERE role_grant.role = 'focal_officer' AND account.active AND role_grant.valid_from <= $2 \
         AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2) ORDER BY role_grant.id",
        [campaign.0.into(), day.into()],
    )
    .await?;
    Ok(found.into_iter().map(|it| (UnitId(it.unit_id), it.full_name)).collect())
}

/// A part of the tree in which somebody verifies, and the one field of it; none means every field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The part of the tree.
    pub scope: Scope,
    /// The field.
    pub area: Option<String>,
}

/// Which figures that wait are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The campaign.
    pub campaign: CampaignId,
    /// Where the person verifies.
    pub reaches: Vec<Reach>,
    /// The units that are the person's own.
    pub home: Vec<UnitId>,
    /// One unit alone.
    pub unit: Option<UnitId>,
    /// One period alone.
    pub period: Option<Period>,
}

/// A condition on `figure`, its `unit` and its `variable` for what waits for somebody's verification; binds from the next value on.
pub(crate) fn waits_for(reaches: &[Reach], home: &[UnitId], values: &mut Vec<Value>) -> String {
    let mut parts = vec!["1 = 0".to_owned()];
    for it in reaches {
        let (mut part, bound) = within(std::slice::from_ref(&it.scope), values.len() + 1);
        values.extend(bound);
        if let Some(area) = &it.area {
            values.push(area.as_str().into());
            part = format!("({part} AND variable.owner_area = ${})", values.len());
        }
        parts.push(part);
    }
    let mut text = format!("figure.standing = 'submitted' AND ({})", parts.join(" OR "));
    for it in home {
        values.push(it.0.into());
        text.push_str(&format!(" AND figure.unit_id <> ${}", values.len()));
    }
    text
}

impl Waiting {
    fn condition(&self) -> (String, Vec<Value>) {
        let mut values: Vec<Value> = vec![self.campaign.0.into()];
        let mut text = format!("figure.campaign_id = $1 AND {}", waits_for(&self.reaches, &self.home, &mut values));
        if let Some(it) = self.unit {
            values.push(it.0.into());
            text.push_str(&format!(" AND figure.unit_id = ${}", values.len()));
        }
        if let Some(it) = self.period {
            values.push(it.to_string().into());
            text.push_str(&format!(" AND figure.period = ${}", values.len()));
        }
        (text, values)
    }
}

const WAITING_FROM: &str = "FROM figure JOIN unit ON unit.id = figure.unit_id JOIN variable ON variable.id = figure.variable_id";

/// A figure that waits, with what an inspector needs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingFigure {
    /// The figure and who handled it.
    pub named: NamedFigure,
    /// The unit's name.
    pub unit: String,
    /// The variable's title.
    pub variable: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// Pieces of evidence that stand.
    pub evidence: i64,
}

struct WaitingRow {
    named: NamedRow,
    unit_name: String,
    variable_title: String,
    unit_of_measure: String,
    evidence: i64,
}

impl FromQueryResult for WaitingRow {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            named: NamedRow::from_query_result(found, prefix)?,
            unit_name: found.try_get(prefix, "unit_name")?,
            variable_title: found.try_get(prefix, "variable_title")?,
            unit_of_measure: found.try_get(prefix, "unit_of_measure")?,
            evidence: found.try_get(prefix, "evidence")?,
        })
    }
}

/// A page of the figures that wait for verification: oldest period first, unit by unit.
pub async fn waiting(db: &impl Connection, asked: &Waiting, limit: i64, offset: i64) -> Result<Vec<WaitingFigure>, Error> {
    let (condition, mut values) = asked.condition();
    let first = values.len() + 1;
    values.push(limit.into());
    values.push(offset.into());
    let text = format!(
        "SELECT figure.*, enterer.full_name AS entered_name, submitter.full_name AS submitted_name, decider.full_name AS decided_name, \
         unit.name_full AS unit_name, variable.title AS variable_title, variable.unit_of_measure, \
         (SELECT count(*) FROM evidence WHERE evidence.figure_id = figure.id AND evidence.withdrawn_reason = '') AS evidence \
         {WAITING_FROM} JOIN person enterer ON enterer.id = figure.entered_by LEFT JOIN person submitter ON submitter.id = figure.submitted_by \
         LEFT JOIN person decider ON decider.id = figure.verified_by \
         WHERE {condition} ORDER BY figure.period, figure.unit_id, figure.id LIMIT ${first} OFFSET ${}",
        first + 1
    );
    let found: Vec<WaitingRow> = rows(db, &text, values).await?;
    found
        .into_iter()
        .map(|it| {
            let NamedRow { figure, entered_name, submitted_name, decided_name } = it.named;
            let named =
                NamedFigure { figure: known(figure)?, entered_by: entered_name, submitted_by: submitted_name, decided_by: decided_name };
            Ok(WaitingFigure {
                named,
                unit: it.unit_name,
                variable: it.variable_title,
                unit_of_measure: it.unit_of_measure,
                evidence: it.evidence,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// How many figures wait.
pub async fn waiting_count(db: &impl Connection, asked: &Waiting) -> Result<i64, Error> {
    let (condition, values) = asked.condition();
    let found: Vec<Number> = rows(db, &format!("SELECT count(*) AS number {WAITING_FROM} WHERE {condition}"), values).await?;
    Ok(found.first().map_or(0, |it| it.number))
}

/// One revision of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1.
    pub number: i64,
    /// What was declared then.
    pub value: FigureValue,
    /// What was accepted then.
    pub verified: Option<FigureValue>,
    /// The standing's name.
    pub standing: String,
    /// The unit's note then.
    pub note: String,
    /// The day for which the value held.
    pub as_of: Date,
    /// Who made it.
    pub person: String,
    /// When.
    pub at: Timestamp,
    /// Why, where a reason was given.
    pub reason: String,
}

#[derive(FromQueryResult)]
struct RevisionRow {
    revision: i64,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    verified_e4: Option<i64>,
    verified_on: Option<Date>,
    verified_yes: Option<bool>,
    standing: String,
    note: String,
    as_of_on: Date,
    full_name: String,
    at: i64,
    reason: String,
}

/// The revisions of a figure, newest first, at most 200.
pub async fn revisions(db: &impl Connection, id: FigureId) -> Result<Vec<Revision>, Error> {
    let found: Vec<RevisionRow> = rows(
        db,
        "SELECT figure_revision.*, person.full_name FROM figure_revision JOIN person ON person.id = figure_revision.person_id \
         WHERE figure_revision.figure_id = $1 ORDER BY figure_revision.revision DESC LIMIT 200",
        [id.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(Revision {
                number: it.revision,
                value: value((it.value_e4, it.value_on, it.value_yes), "figure_revision.value")?,
                verified: optional((it.verified_e4, it.verified_on, it.verified_yes)),
                standing: it.standing,
                note: it.note,
                as_of: it.as_of_on,
                person: it.full_name,
                at: Timestamp(it.at),
                reason: it.reason,
            })
        })
        .collect()
}
