//! What stands beside a sheet: campaign, unit, authority and their heads; the targets with the unit's own values,
//! exemptions and the results of the year before.

use super::{SHEET_COLUMNS, SheetRow, known};
use crate::campaign::own_targets_of;
use crate::row::{rows, sql};
use crate::value::{optional, value};
use crate::{Connection, Error};
use domain::catalogue::TargetLine;
use domain::commitment::{Commitment, PeriodGoal};
use domain::package::RuleSet;
use domain::policy::Place;
use domain::template::Wording;
use domain::{CommitmentId, FigureValue, Frequency, Quantity, RuleSetId, TargetId, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// What is known around a sheet.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Facts {
    /// The campaign's code.
    pub campaign_code: String,
    /// Its title.
    pub campaign_title: String,
    /// Its year.
    pub campaign_year: i64,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Date,
    /// `open` or `closed`.
    pub campaign_state: String,
    /// Working days after a period's end in which its figures are due.
    pub submit_within_working_days: i64,
    /// The authority.
    pub authority_unit_id: i64,
    /// Its path.
    pub authority_path: String,
    /// Its name as papers print it, with `UBND`.
    pub authority_name: String,
    /// The name of its head.
    pub authority_head: Option<String>,
    /// The post of its head.
    pub authority_post: Option<String>,
    /// Whether its head is an acting one.
    pub authority_acting: Option<bool>,
    /// The unit's code in the campaign.
    pub unit_code: String,
    /// Its name in the campaign.
    pub unit_name: String,
    /// Its name as papers print it, with `UBND`.
    pub printed_name: String,
    /// Line 1 of a paper's head.
    pub header_parent: String,
    /// The bold lines of a paper's head.
    pub header_lines: String,
    /// The place name beside a paper's date.
    pub place_name: String,
    /// The name of its head.
    pub head_name: Option<String>,
    /// The post of its head.
    pub head_post: Option<String>,
    /// Whether its head is an acting one.
    pub head_acting: Option<bool>,
    /// The rule set.
    pub rule_set_id: i64,
    /// Its code.
    pub rule_set_code: String,
    /// Its title.
    pub rule_set_title: String,
    /// Its digest.
    pub rule_set_sha256: String,
    /// Its text in the package format.
    pub rule_set_content: String,
    /// What it rests on.
    pub legal_basis: String,
    /// How many variables are reported monthly.
    pub monthly: i64,
    /// How many quarterly.
    pub quarterly: i64,
    /// How many every half-year.
    pub half_yearly: i64,
    /// How the authority words its sheets now, as it is kept.
    pub wording: Option<String>,
}

impl Facts {
    /// The rule set.
    pub fn rule_set(&self) -> RuleSetId {
        RuleSetId(self.rule_set_id)
    }

    /// The authority's place in the tree.
    pub fn authority(&self) -> Place {
        Place { unit: UnitId(self.authority_unit_id), path: self.authority_path.clone() }
    }

    /// How the authority words its sheets now; none where it says what the program says.
    pub fn wording(&self) -> Result<Option<Wording>, Error> {
        let read = |it: &String| Wording::of_json(it).ok_or(Error::Corrupt("template_version.content"));
        self.wording.as_ref().map(read).transpose()
    }

    /// The first and the last day of the campaign.
    pub fn window(&self) -> (Date, Date) {
        (self.starts_on, self.ends_on)
    }

    /// How often figures are reported, besides yearly.
    pub fn frequencies(&self) -> Vec<Frequency> {
        let used = [(self.monthly, Frequency::Month), (self.quarterly, Frequency::Quarter), (self.half_yearly, Frequency::HalfYear)];
        used.into_iter().filter(|(count, _)| *count > 0).map(|(_, it)| it).collect()
    }
}

fn statement() -> String {
    let head = |unit: &str, what: &str| {
        format!(
            "(SELECT {what} FROM post_holding JOIN post ON post.id = post_holding.post_id JOIN person ON person.id = post_holding.person_id \
             WHERE post.unit_id = {unit} AND post.kind = 'unit_head' AND post_holding.from_on <= $2 \
             AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) ORDER BY post_holding.id DESC LIMIT 1)"
        )
    };
    let printed = |unit: &str| {
        format!("CASE WHEN {unit}.level IN ('province', 'district', 'commune') THEN {unit}.name_short ELSE {unit}.name_full END")
    };
    let often = |what: &str| {
        format!(
            "(SELECT count(*) FROM rule_set_variable WHERE rule_set_variable.rule_set_id = rule_set.id AND rule_set_variable.frequency = '{what}')"
        )
    };
    format!(
        "SELECT {SHEET_COLUMNS}, campaign.code AS campaign_code, campaign.title AS campaign_title, campaign.year AS campaign_year, \
         campaign.starts_on, campaign.ends_on, campaign.state AS campaign_state, campaign.submit_within_working_days, \
         campaign.authority_unit_id, authority.path AS authority_path, {} AS authority_name, {} AS authority_head, {} AS authority_post, {} AS authority_acting, \
         campaign_unit.code AS unit_code, campaign_unit.name AS unit_name, {} AS printed_name, unit.header_parent, unit.header_lines, \
         unit.place_name, {} AS head_name, {} AS head_post, {} AS head_acting, rule_set.id AS rule_set_id, rule_set.code AS rule_set_code, \
         rule_set.title AS rule_set_title, rule_set.sha256 AS rule_set_sha256, rule_set.content AS rule_set_content, rule_set.legal_basis, {} AS monthly, {} AS quarterly, {} AS half_yearly, \
         (SELECT template_version.content FROM template_version WHERE template_version.unit_id = campaign.authority_unit_id \
         AND template_version.kind = 'commitment' ORDER BY template_version.number DESC LIMIT 1) AS wording \
         FROM commitment JOIN unit ON unit.id = commitment.unit_id JOIN campaign ON campaign.id = commitment.campaign_id \
         JOIN unit authority ON authority.id = campaign.authority_unit_id \
         JOIN campaign_unit ON campaign_unit.campaign_id = commitment.campaign_id AND campaign_unit.unit_id = commitment.unit_id \
         JOIN campaign_group ON campaign_group.id = campaign_unit.group_id JOIN rule_set ON rule_set.id = campaign_group.rule_set_id \
         WHERE commitment.id = $1",
        printed("authority"),
        head("campaign.authority_unit_id", "person.full_name"),
        head("campaign.authority_unit_id", "post.title"),
        head("campaign.authority_unit_id", "post_holding.acting"),
        printed("unit"),
        head("commitment.unit_id", "person.full_name"),
        head("commitment.unit_id", "post.title"),
        head("commitment.unit_id", "post_holding.acting"),
        often(Frequency::Month.code()),
        often(Frequency::Quarter.code()),
        often(Frequency::HalfYear.code()),
    )
}

/// A sheet with what is known around it; the heads are those of a day.
pub async fn with_facts(db: &impl Connection, id: CommitmentId, day: Date) -> Result<(Commitment, Facts), Error> {
    let statement = sql(db, &statement(), [id.0.into(), day.into()]);
    let found = db.query_one_raw(statement).await?.ok_or(Error::NotFound)?;
    let facts = Facts::from_query_result(&found, "")?;
    Ok((known(SheetRow::from_query_result(&found, "")?)?, facts))
}

/// Who heads a unit on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The unit.
    pub unit_id: i64,
    /// The name.
    pub full_name: String,
    /// The post.
    pub title: String,
    /// As acting holder.
    pub acting: bool,
}

/// The heads of all units on a day, the last appointed last.
pub async fn heads(db: &impl Connection, day: Date) -> Result<Vec<Head>, Error> {
    let text = "SELECT post.unit_id, person.full_name, post.title, post_holding.acting FROM post_holding JOIN post ON post.id = post_holding.post_id \
         JOIN person ON person.id = post_holding.person_id WHERE post.kind = 'unit_head' AND post_holding.from_on <= $1 \
         AND (post_holding.to_on IS NULL OR post_holding.to_on >= $1) ORDER BY post_holding.id";
    Ok(rows(db, text, [day.into()]).await?)
}

/// A target as a sheet asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedTarget {
    /// The target with the common value.
    pub line: TargetLine,
    /// The unit's own value, where one was agreed or imported.
    pub own: Option<FigureValue>,
    /// The upper bound of the unit's own range.
    pub own_to: Option<Quantity>,
    /// Whether its points are given by hand: it has no goals of periods.
    pub manual: bool,
    /// Whether the rules know goals of periods (version 2).
    pub by_period: bool,
    /// The common goals of periods.
    pub common_periods: Vec<PeriodGoal>,
    /// The unit's own goals of periods.
    pub own_periods: Vec<PeriodGoal>,
    /// The legal note of an exemption.
    pub exempt: Option<String>,
    /// Last year's result, as the receipt wrote it.
    pub last_year: Option<String>,
    /// Last year's results of the other units of the group, as the receipt wrote them.
    pub peers: Vec<String>,
}

impl AskedTarget {
    /// The value that holds before the unit proposes its own.
    pub fn asked(&self) -> FigureValue {
        self.own.unwrap_or(self.line.value)
    }

    /// The goals of periods that hold before the unit proposes its own: where its year is its own, only its own ones count.
    pub fn asked_periods(&self) -> Vec<PeriodGoal> {
        let mut goals = self.own_periods.clone();
        if self.own.is_none() {
            let own = |it: &&PeriodGoal| !self.own_periods.iter().any(|own| own.period == it.period);
            goals.extend(self.common_periods.iter().filter(own));
        }
        goals.sort_by_key(|it| (it.period.last_month(), it.period));
        goals
    }

    /// The upper bound that holds before the unit proposes its own.
    pub fn asked_to(&self) -> Option<Quantity> {
        if self.own.is_some() { self.own_to } else { self.line.value_to }
    }
}

#[derive(FromQueryResult)]
struct AskedRow {
    id: i64,
    code: String,
    title: String,
    unit_of_measure: String,
    area: String,
    weight_e4: i64,
    direction: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    own_e4: Option<i64>,
    own_on: Option<Date>,
    own_yes: Option<bool>,
    value_to_e4: Option<i64>,
    own_to_e4: Option<i64>,
    basis: Option<String>,
    actual: Option<String>,
    peers: Option<String>,
}

/// The targets of a sheet, in the rule set's order. Last year's results are those of the run that counts of the year before under
/// the same authority, found by the targets' codes.
pub async fn asked_targets(db: &impl Connection, sheet: &Commitment, facts: &Facts) -> Result<Vec<AskedTarget>, Error> {
    let text = format!(
        "SELECT target.id, target.code, target.title, target.unit_of_measure, target.area, target.weight_e4, target.direction, \
         target.value_e4, target.value_on, target.value_yes, unit_target.value_e4 AS own_e4, unit_target.value_on AS own_on, \
         unit_target.value_yes AS own_yes, target.value_to_e4, unit_target.value_to_e4 AS own_to_e4, exemption.basis, past.actual, past.peers FROM target \
         LEFT JOIN unit_target ON unit_target.campaign_id = $2 AND unit_target.unit_id = $3 AND unit_target.target_id = target.id AND unit_target.period = '' \
         LEFT JOIN exemption ON exemption.campaign_id = $2 AND exemption.unit_id = $3 AND exemption.target_id = target.id \
         LEFT JOIN (SELECT before.code, max(CASE WHEN assessment_target.unit_id = $3 THEN assessment_target.actual END) AS actual, \
         string_agg(CASE WHEN assessment_target.unit_id <> $3 THEN assessment_target.actual END, ' ') AS peers \
         FROM assessment_target JOIN target before ON before.id = assessment_target.target_id WHERE assessment_target.run_id = (SELECT max(assessment_run.id) FROM assessment_run \
         JOIN campaign ON campaign.id = assessment_run.campaign_id JOIN assessment_result ON assessment_result.run_id = assessment_run.id \
         WHERE campaign.year = $5 AND campaign.authority_unit_id = $4 AND {} AND assessment_result.unit_id = $3) GROUP BY before.code) past \
         ON past.code = target.code WHERE target.rule_set_id = $1 ORDER BY target.position",
        crate::decision::counts("assessment_run")
    );
    let values = [facts.rule_set_id, sheet.campaign.0, sheet.unit.0, facts.authority_unit_id, facts.campaign_year - 1];
    let found: Vec<AskedRow> = rows(db, &text, values.map(Into::into)).await?;
    let rules = RuleSet::read(&facts.rule_set_content).map_err(|_| Error::Corrupt("rule_set.content"))?;
    let by_period = rules.needs_version_two();
    let own = if by_period { own_targets_of(db, sheet.campaign, sheet.unit).await? } else { Vec::new() };
    let own_periods = |target: i64| {
        let here = own.iter().filter(|it| it.target.0 == target);
        here.filter_map(|it| Some(PeriodGoal { period: it.period?, value: it.value, value_to: it.value_to })).collect()
    };
    let common = |code: &str| {
        let interim = rules.target(code).map(domain::package::Target::interim).unwrap_or_default();
        let goal = |it: &domain::package::Interim| PeriodGoal {
            period: it.period,
            value: it.value.figure_value(),
            value_to: it.value_to.as_ref().map(|it| it.quantity()),
        };
        interim.iter().map(goal).collect()
    };
    let asked = |it: AskedRow| {
        Ok(AskedTarget {
            own: optional((it.own_e4, it.own_on, it.own_yes)),
            own_to: it.own_to_e4.map(Quantity),
            manual: rules.target(&it.code).is_some_and(domain::package::Target::is_manual),
            by_period,
            common_periods: common(&it.code),
            own_periods: own_periods(it.id),
            exempt: it.basis,
            last_year: it.actual,
            peers: it.peers.map(|it| it.split(' ').map(str::to_owned).collect()).unwrap_or_default(),
            line: TargetLine {
                id: TargetId(it.id),
                code: it.code,
                title: it.title,
                unit_of_measure: it.unit_of_measure,
                area: it.area,
                weight: Quantity(it.weight_e4),
                direction: it.direction,
                value: value((it.value_e4, it.value_on, it.value_yes), "target.value")?,
                value_to: it.value_to_e4.map(Quantity),
            },
        })
    };
    found.into_iter().map(asked).collect()
}
