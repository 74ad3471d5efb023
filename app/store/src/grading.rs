//! Which rules grade a campaign's groups, and what named persons said of facts; statements are only ever added.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::grading::{Answer, Fact, GradeRule, RuleChoice, TasksFrom, Whom};
use domain::{CampaignId, GroupId, PersonId, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// A rule as it was chosen for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The group.
    pub group: GroupId,
    /// Whom it grades.
    pub whom: Whom,
    /// The rule with its settings.
    pub choice: RuleChoice,
    /// Who chose it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct ChoiceRow {
    group_id: i64,
    whom: String,
    rule: String,
    tasks_from: String,
    outstanding: String,
    by_name: String,
    at: i64,
}

/// The rules chosen for a campaign's groups.
pub async fn choices(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Chosen>, Error> {
    let text = "SELECT grade_choice.group_id, grade_choice.whom, grade_choice.rule, grade_choice.tasks_from, grade_choice.outstanding, \
         person.full_name AS by_name, grade_choice.at FROM grade_choice JOIN person ON person.id = grade_choice.person_id \
         WHERE grade_choice.campaign_id = $1 ORDER BY grade_choice.id LIMIT 200";
    let found: Vec<ChoiceRow> = rows(db, text, [campaign.0.into()]).await?;
    let known = |it: ChoiceRow| {
        Ok(Chosen {
            group: GroupId(it.group_id),
            whom: Whom::of(&it.whom).ok_or(Error::Corrupt("grade_choice.whom"))?,
            choice: RuleChoice {
                rule: GradeRule::read(it.rule).map_err(|_| Error::Corrupt("grade_choice.rule"))?,
                tasks_from: TasksFrom::of(&it.tasks_from).ok_or(Error::Corrupt("grade_choice.tasks_from"))?,
                outstanding: it.outstanding,
            },
            by: it.by_name,
            at: Timestamp(it.at),
        })
    };
    found.into_iter().map(known).collect()
}

/// Keeps the rule chosen for a group, in place of the one before.
pub async fn update_choice(
    db: &impl Connection,
    campaign: CampaignId,
    group: GroupId,
    whom: Whom,
    it: &RuleChoice,
    by: PersonId,
    at: Timestamp,
) -> Result<(), Error> {
    let text = "INSERT INTO grade_choice (campaign_id, group_id, whom, rule_id, rule, rule_sha256, tasks_from, outstanding, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (group_id, whom) DO UPDATE SET rule_id = excluded.rule_id, \
         rule = excluded.rule, rule_sha256 = excluded.rule_sha256, tasks_from = excluded.tasks_from, outstanding = excluded.outstanding, \
         person_id = excluded.person_id, at = excluded.at";
    let values = [
        campaign.0.into(),
        group.0.into(),
        whom.code().into(),
        it.rule.id.as_str().into(),
        it.rule.to_json().into(),
        it.rule.sha256().into(),
        it.tasks_from.code().into(),
        it.outstanding.as_str().into(),
        by.0.into(),
        at.0.into(),
    ];
    run(db, text, values).await?;
    Ok(())
}

/// What somebody said of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The unit.
    pub unit: UnitId,
    /// The head it is about; none for the unit itself.
    pub about: Option<PersonId>,
    /// The fact.
    pub fact: Fact,
    /// What was said.
    pub answer: Answer,
    /// Where it is known from, or why it is not.
    pub source: String,
    /// Counts what was said of the fact, from 1.
    pub revision: i64,
    /// Who said it.
    pub person: PersonId,
    /// That person's name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromQueryResult)]
struct FactRow {
    unit_id: i64,
    about_person_id: Option<i64>,
    fact: String,
    answer: String,
    source: String,
    revision: i64,
    person_id: i64,
    by_name: String,
    at: i64,
}

const FACT: &str = "SELECT grade_fact.unit_id, grade_fact.about_person_id, grade_fact.fact, grade_fact.answer, grade_fact.source, \
     grade_fact.revision, grade_fact.person_id, person.full_name AS by_name, grade_fact.at FROM grade_fact \
     JOIN person ON person.id = grade_fact.person_id";

fn stated(it: FactRow) -> Result<Statement, Error> {
    let fact = Fact::all().into_iter().find(|fact| fact.code() == it.fact).ok_or(Error::Corrupt("grade_fact.fact"))?;
    Ok(Statement {
        unit: UnitId(it.unit_id),
        about: it.about_person_id.map(PersonId),
        fact,
        answer: Answer::of(fact, &it.answer).ok_or(Error::Corrupt("grade_fact.answer"))?,
        source: it.source,
        revision: it.revision,
        person: PersonId(it.person_id),
        by: it.by_name,
        at: Timestamp(it.at),
    })
}

/// What was said last of each fact of a campaign's units and heads.
pub async fn statements(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Statement>, Error> {
    let text = format!(
        "{FACT} WHERE grade_fact.campaign_id = $1 AND NOT EXISTS (SELECT 1 FROM grade_fact AS later WHERE later.campaign_id = grade_fact.campaign_id \
         AND later.unit_id = grade_fact.unit_id AND COALESCE(later.about_person_id, 0) = COALESCE(grade_fact.about_person_id, 0) \
         AND later.fact = grade_fact.fact AND later.revision > grade_fact.revision) ORDER BY grade_fact.id LIMIT 50000"
    );
    rows::<FactRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(stated).collect()
}

/// Everything that was said of a unit and its heads, newest first.
pub async fn statements_of(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Vec<Statement>, Error> {
    let text = format!("{FACT} WHERE grade_fact.campaign_id = $1 AND grade_fact.unit_id = $2 ORDER BY grade_fact.id DESC LIMIT 500");
    rows::<FactRow>(db, &text, [campaign.0.into(), unit.0.into()]).await?.into_iter().map(stated).collect()
}

/// Adds statements; one whose revision somebody else has added meanwhile is `Taken`. `by` is not read.
pub async fn insert_statements(db: &impl Connection, campaign: CampaignId, statements: &[Statement]) -> Result<(), Error> {
    let head = "INSERT INTO grade_fact (campaign_id, unit_id, about_person_id, fact, revision, answer, source, person_id, at) VALUES";
    let values = |it: &Statement| {
        vec![
            campaign.0.into(),
            it.unit.0.into(),
            it.about.map(|it| it.0).into(),
            it.fact.code().into(),
            it.revision.into(),
            it.answer.code().into(),
            it.source.as_str().into(),
            it.person.0.into(),
            it.at.0.into(),
        ]
    };
    Ok(insert_many(db, head, 9, statements.iter().map(values).collect(), "").await?)
}

/// The head of a member of a campaign on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The unit.
    pub unit_id: i64,
    /// The person.
    pub person_id: i64,
    /// `ông` or `bà`.
    pub honorific: String,
    /// The name.
    pub full_name: String,
    /// Cán bộ, công chức or viên chức, by code.
    pub category: String,
    /// The post's title.
    pub title: String,
    /// As acting holder.
    pub acting: bool,
}

/// The heads of a group's units on a day: the last appointed of each unit.
pub async fn heads(db: &impl Connection, group: GroupId, day: Date) -> Result<Vec<Head>, Error> {
    let text = "SELECT post.unit_id, person.id AS person_id, person.honorific, person.full_name, person.category, post.title, post_holding.acting \
         FROM campaign_unit JOIN post ON post.unit_id = campaign_unit.unit_id AND post.kind = 'unit_head' \
         JOIN post_holding ON post_holding.post_id = post.id JOIN person ON person.id = post_holding.person_id \
         WHERE campaign_unit.group_id = $1 AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) \
         ORDER BY post_holding.id DESC LIMIT 5000";
    let found: Vec<Head> = rows(db, text, [group.0.into(), day.into()]).await?;
    let mut heads: Vec<Head> = Vec::with_capacity(found.len());
    for it in found {
        if !heads.iter().any(|there| there.unit_id == it.unit_id) {
            heads.push(it);
        }
    }
    Ok(heads)
}

/// A span of days in which somebody held a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Span {
    /// The person.
    pub person_id: i64,
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub to_on: Option<Date>,
}

/// The posts that the present heads of a group's units held anywhere in a span of days.
pub async fn spans(db: &impl Connection, group: GroupId, day: Date, from: Date, to: Date) -> Result<Vec<Span>, Error> {
    let text = "SELECT held.person_id, held.from_on, held.to_on FROM post_holding AS held WHERE held.from_on <= $4 \
         AND (held.to_on IS NULL OR held.to_on >= $3) AND held.person_id IN (SELECT post_holding.person_id FROM campaign_unit \
         JOIN post ON post.unit_id = campaign_unit.unit_id AND post.kind = 'unit_head' JOIN post_holding ON post_holding.post_id = post.id \
         WHERE campaign_unit.group_id = $1 AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2)) \
         ORDER BY held.id LIMIT 20000";
    Ok(rows(db, text, [group.0.into(), day.into(), from.into(), to.into()]).await?)
}

/// An organisation directly below a member of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Below {
    /// The member.
    pub unit_id: i64,
    /// The organisation below it.
    pub below_id: i64,
}

/// The organisations directly below a group's units on a day; teams inside a body are none.
pub async fn below(db: &impl Connection, group: GroupId, day: Date) -> Result<Vec<Below>, Error> {
    let text = "SELECT campaign_unit.unit_id, unit.id AS below_id FROM campaign_unit JOIN unit ON unit.parent_id = campaign_unit.unit_id \
         WHERE campaign_unit.group_id = $1 AND unit.unit_type <> 'team' AND unit.valid_from <= $2 \
         AND (unit.valid_to IS NULL OR unit.valid_to >= $2) ORDER BY unit.id LIMIT 20000";
    Ok(rows(db, text, [group.0.into(), day.into()]).await?)
}

/// The provincial committees among a group's units, which some rules leave out.
pub async fn provinces(db: &impl Connection, group: GroupId) -> Result<Vec<UnitId>, Error> {
    let text = "SELECT campaign_unit.unit_id FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id \
         WHERE campaign_unit.group_id = $1 AND unit.level = 'province'";
    let found: Vec<OpenRow> = rows(db, text, [group.0.into()]).await?;
    Ok(found.into_iter().map(|it| UnitId(it.unit_id)).collect())
}

#[derive(FromQueryResult)]
struct OpenRow {
    unit_id: i64,
}

/// The units of a group with a remedy of an earlier year's review that is not confirmed as done.
pub async fn units_with_open_remedies(db: &impl Connection, campaign: CampaignId, group: GroupId) -> Result<Vec<UnitId>, Error> {
    let text = "SELECT DISTINCT campaign_unit.unit_id FROM campaign_unit JOIN review_case ON review_case.unit_id = campaign_unit.unit_id \
         JOIN remedy ON remedy.case_id = review_case.id JOIN campaign AS earlier ON earlier.id = review_case.campaign_id \
         JOIN campaign ON campaign.id = $1 AND earlier.year < campaign.year WHERE campaign_unit.group_id = $2 AND remedy.standing <> 'closed'";
    let found: Vec<OpenRow> = rows(db, text, [campaign.0.into(), group.0.into()]).await?;
    Ok(found.into_iter().map(|it| UnitId(it.unit_id)).collect())
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// How many approved decisions of grades a group has for units or for heads.
pub async fn decided_count(db: &impl Connection, group: GroupId, kind: &str) -> Result<i64, Error> {
    let text = "SELECT count(*) AS number FROM decision WHERE group_id = $1 AND kind = $2 AND state IN ('prepared', 'approved')";
    Ok(row::<Count>(db, text, [group.0.into(), kind.into()]).await?.map_or(0, |it| it.number))
}
