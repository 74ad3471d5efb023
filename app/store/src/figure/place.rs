//! Where figures are entered and decided: the unit in its campaign, what it owes, the limits between variables.

use super::{FigureRow, known};
use crate::row::{row, rows};
use crate::{Connection, Error};
use domain::campaign::StageWindow;
use domain::policy::Place;
use domain::{CampaignId, Figure, FigureId, Frequency, GroupId, Period, RuleSetId, Stage, UnitId};
use sea_orm::{FromQueryResult, QueryResult, Value};
use time::Date;

/// A unit as it takes part in a campaign, and what its figures go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    /// The campaign.
    pub campaign: CampaignId,
    /// The campaign's code.
    pub code: String,
    /// The campaign's title.
    pub title: String,
    /// The reporting year.
    pub year: i32,
    /// Whether the campaign is closed.
    pub closed: bool,
    /// Working days after a period's end in which its figures are due.
    pub submit_within_working_days: u8,
    /// The unit's place in the tree.
    pub place: Place,
    /// The place of the campaign: of the authority that holds it.
    pub authority: Place,
    /// The unit's name.
    pub unit: String,
    /// The rule set of the unit's group.
    pub rule_set: RuleSetId,
    /// That rule set in the package format.
    pub rules: String,
    /// When figures are reported.
    pub report: Option<StageWindow>,
}

#[derive(FromQueryResult)]
struct HereRow {
    id: i64,
    code: String,
    title: String,
    year: i64,
    state: String,
    submit_within_working_days: i64,
    unit_id: i64,
    path: String,
    authority_unit_id: i64,
    authority_path: String,
    name_full: String,
    rule_set_id: i64,
    content: String,
    opens_on: Option<Date>,
    closes_on: Option<Date>,
}

/// A unit in the campaign of a code, or else in the newest one of a year in which it takes part.
pub async fn here(db: &impl Connection, unit: UnitId, year: i32, code: Option<&str>) -> Result<Here, Error> {
    let found: Option<HereRow> = row(
        db,
        "SELECT campaign.id, campaign.code, campaign.title, campaign.year, campaign.state, campaign.submit_within_working_days, unit.id AS unit_id, \
         unit.path, campaign.authority_unit_id, authority.path AS authority_path, unit.name_full, campaign_group.rule_set_id, \
         COALESCE((SELECT later.content FROM amendment JOIN rule_set AS later ON later.id = amendment.rule_set_id \
         WHERE amendment.group_id = campaign_group.id AND amendment.state = 'approved' ORDER BY amendment.effective_on DESC LIMIT 1), \
         rule_set.content) AS content, campaign_stage.opens_on, campaign_stage.closes_on \
         FROM campaign_unit JOIN campaign ON campaign.id = campaign_unit.campaign_id JOIN unit ON unit.id = campaign_unit.unit_id \
         JOIN unit AS authority ON authority.id = campaign.authority_unit_id \
         JOIN campaign_group ON campaign_group.id = campaign_unit.group_id JOIN rule_set ON rule_set.id = campaign_group.rule_set_id \
         LEFT JOIN campaign_stage ON campaign_stage.campaign_id = campaign.id AND campaign_stage.stage = 'report' \
         WHERE campaign_unit.unit_id = $1 AND campaign.year = $2 AND ($3 = '' OR campaign.code = $3) ORDER BY campaign.id DESC LIMIT 1",
        [unit.0.into(), i64::from(year).into(), code.unwrap_or_default().into()],
    )
    .await?;
    let it = found.ok_or(Error::NotFound)?;
    Ok(Here {
        campaign: CampaignId(it.id),
        code: it.code,
        title: it.title,
        year: i32::try_from(it.year).map_err(|_| Error::Corrupt("campaign.year"))?,
        closed: it.state == "closed",
        submit_within_working_days: u8::try_from(it.submit_within_working_days).map_err(|_| Error::Corrupt("campaign.submit_within"))?,
        place: Place { unit: UnitId(it.unit_id), path: it.path },
        authority: Place { unit: UnitId(it.authority_unit_id), path: it.authority_path },
        unit: it.name_full,
        rule_set: RuleSetId(it.rule_set_id),
        rules: it.content,
        report: it.opens_on.zip(it.closes_on).map(|(opens_on, closes_on)| StageWindow { stage: Stage::Report, opens_on, closes_on }),
    })
}

/// How many figures of a frequency each unit of a group owes in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The group.
    pub group: GroupId,
    /// The frequency.
    pub frequency: Frequency,
    /// How many variables.
    pub number: i64,
}

#[derive(FromQueryResult)]
struct ExpectedRow {
    group_id: i64,
    frequency: String,
    number: i64,
}

/// What the units of a campaign owe, by group and frequency.
pub async fn expected(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Expected>, Error> {
    let found: Vec<ExpectedRow> = rows(
        db,
        "SELECT campaign_group.id AS group_id, rule_set_variable.frequency, count(*) AS number FROM campaign_group \
         JOIN rule_set_variable ON rule_set_variable.rule_set_id = campaign_group.rule_set_id WHERE campaign_group.campaign_id = $1 \
         GROUP BY campaign_group.id, rule_set_variable.frequency",
        [campaign.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            let frequency = Frequency::of(&it.frequency).ok_or(Error::Corrupt("rule_set_variable.frequency"))?;
            Ok(Expected { group: GroupId(it.group_id), frequency, number: it.number })
        })
        .collect()
}

/// A figure and what deciding on it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDecide {
    /// The figure.
    pub figure: Figure,
    /// Its unit's place.
    pub place: Place,
    /// The variable's code.
    pub variable: String,
    /// The variable's title.
    pub title: String,
    /// The variable that it may not exceed; empty for none.
    pub limit_code: String,
    /// Whether its variable counts whole things.
    pub counted: bool,
    /// The field whose owner verifies it.
    pub owner_area: String,
}

struct ToDecideRow {
    figure: FigureRow,
    path: String,
    code: String,
    title: String,
    limit_code: String,
    counted: bool,
    owner_area: String,
}

impl FromQueryResult for ToDecideRow {
    fn from_query_result(found: &QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self {
            figure: FigureRow::from_query_result(found, prefix)?,
            path: found.try_get(prefix, "path")?,
            code: found.try_get(prefix, "code")?,
            title: found.try_get(prefix, "title")?,
            limit_code: found.try_get(prefix, "limit_code")?,
            counted: found.try_get(prefix, "counted")?,
            owner_area: found.try_get(prefix, "owner_area")?,
        })
    }
}

async fn with_places(db: &impl Connection, condition: &str, values: Vec<Value>) -> Result<Vec<ToDecide>, Error> {
    let text = format!(
        "SELECT figure.*, unit.path, variable.code, variable.title, variable.limit_code, variable.counted, variable.owner_area FROM figure JOIN unit ON unit.id = figure.unit_id \
         JOIN variable ON variable.id = figure.variable_id WHERE {condition} ORDER BY figure.id"
    );
    let found: Vec<ToDecideRow> = rows(db, &text, values).await?;
    found
        .into_iter()
        .map(|it| {
            let figure = known(it.figure)?;
            let place = Place { unit: figure.unit, path: it.path };
            Ok(ToDecide {
                figure,
                place,
                variable: it.code,
                title: it.title,
                limit_code: it.limit_code,
                counted: it.counted,
                owner_area: it.owner_area,
            })
        })
        .collect()
}

/// Some figures by their keys, with their places: a page of a list.
pub async fn to_decide(db: &impl Connection, ids: &[FigureId]) -> Result<Vec<ToDecide>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|it| format!("${it}")).collect();
    with_places(db, &format!("figure.id IN ({})", places.join(", ")), ids.iter().map(|it| Value::from(it.0)).collect()).await
}

/// A unit's figures of a period, with their variables' limits.
pub async fn with_limits(db: &impl Connection, campaign: CampaignId, unit: UnitId, period: Period) -> Result<Vec<ToDecide>, Error> {
    let values = vec![campaign.0.into(), unit.0.into(), period.to_string().into()];
    with_places(db, "figure.campaign_id = $1 AND figure.unit_id = $2 AND figure.period = $3", values).await
}
