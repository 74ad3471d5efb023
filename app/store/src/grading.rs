//! Which rules grade a campaign's groups, and what named persons said of facts; statements are only ever added.

use crate::row::{insert_many, row, rows, run};
use crate::{Connection, Error};
use domain::grading::{Answer, Fact, GradeRule, RuleChoice, TasksFrom, Whom};
use domain::package::{ChosenRule, GradeRule as Opaque};
use domain::{CampaignId, GroupId, Member, PersonId, Timestamp, UnitId};
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
    /// Whether somebody of the group had signed already: no seal covers it then.
    pub late: bool,
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
    late: bool,
    amended: Option<String>,
    by_name: String,
    at: i64,
}

/// The rules chosen for a campaign's groups; where an amendment in force changed them, those that it brought.
pub async fn choices(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Chosen>, Error> {
    let text = "SELECT grade_choice.group_id, grade_choice.whom, grade_choice.rule, grade_choice.tasks_from, grade_choice.outstanding, grade_choice.late, \
         (SELECT amendment.grade_rules FROM amendment WHERE amendment.group_id = grade_choice.group_id AND amendment.state = 'approved' \
         AND amendment.grade_rules IS NOT NULL ORDER BY amendment.effective_on DESC LIMIT 1) AS amended, \
         person.full_name AS by_name, grade_choice.at FROM grade_choice JOIN person ON person.id = grade_choice.person_id \
         WHERE grade_choice.campaign_id = $1 ORDER BY grade_choice.id LIMIT 200";
    let found: Vec<ChoiceRow> = rows(db, text, [campaign.0.into()]).await?;
    let known = |it: ChoiceRow| {
        let whom = Whom::of(&it.whom).ok_or(Error::Corrupt("grade_choice.whom"))?;
        let amended = it.amended.as_deref().and_then(domain::package::read_grade_rules).into_iter().flatten().find(|it| it.whom == whom);
        let (rule, tasks_from) = match amended {
            Some(it) => (it.rule.json().to_owned(), Some(it.tasks_from)),
            None => (it.rule, TasksFrom::of(&it.tasks_from)),
        };
        Ok(Chosen {
            group: GroupId(it.group_id),
            whom,
            choice: RuleChoice {
                rule: GradeRule::read(rule).map_err(|_| Error::Corrupt("grade_choice.rule"))?,
                tasks_from: tasks_from.ok_or(Error::Corrupt("grade_choice.tasks_from"))?,
                outstanding: it.outstanding,
            },
            late: it.late,
            by: it.by_name,
            at: Timestamp(it.at),
        })
    };
    found.into_iter().map(known).collect()
}

/// The rules chosen for a group before anybody of it signed: what its seals cover, in the order in which they were chosen first.
pub async fn sealed_choices(db: &impl Connection, group: GroupId) -> Result<Vec<ChosenRule>, Error> {
    #[derive(FromQueryResult)]
    struct Found {
        whom: String,
        rule: String,
        tasks_from: String,
    }
    let text = "SELECT whom, rule, tasks_from FROM grade_choice WHERE group_id = $1 AND late = $2 ORDER BY id";
    let found: Vec<Found> = rows(db, text, [group.0.into(), false.into()]).await?;
    let known = |it: Found| {
        Ok(ChosenRule {
            whom: Whom::of(&it.whom).ok_or(Error::Corrupt("grade_choice.whom"))?,
            tasks_from: TasksFrom::of(&it.tasks_from).ok_or(Error::Corrupt("grade_choice.tasks_from"))?,
            rule: Opaque::read(&it.rule).ok_or(Error::Corrupt("grade_choice.rule"))?,
        })
    };
    found.into_iter().map(known).collect()
}

/// A rule as it is chosen for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChosen<'c> {
    /// The campaign.
    pub campaign: CampaignId,
    /// The group.
    pub group: GroupId,
    /// Whom it grades.
    pub whom: Whom,
    /// The rule with its settings.
    pub choice: &'c RuleChoice,
    /// Whether somebody of the group has signed already.
    pub late: bool,
    /// Who chose it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Keeps the rule chosen for a group, in place of the one before.
pub async fn update_choice(db: &impl Connection, it: &NewChosen<'_>) -> Result<(), Error> {
    let text = "INSERT INTO grade_choice (campaign_id, group_id, whom, rule_id, rule, rule_sha256, tasks_from, outstanding, late, person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (group_id, whom) DO UPDATE SET rule_id = excluded.rule_id, \
         rule = excluded.rule, rule_sha256 = excluded.rule_sha256, tasks_from = excluded.tasks_from, outstanding = excluded.outstanding, \
         late = excluded.late, person_id = excluded.person_id, at = excluded.at";
    let values = [
        it.campaign.0.into(),
        it.group.0.into(),
        it.whom.code().into(),
        it.choice.rule.id.as_str().into(),
        it.choice.rule.to_json().into(),
        it.choice.rule.sha256().into(),
        it.choice.tasks_from.code().into(),
        it.choice.outstanding.as_str().into(),
        it.late.into(),
        it.by.0.into(),
        it.at.0.into(),
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

/// Everything that was said of facts of a campaign's units and heads, in the order in which it was said.
pub async fn statements(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Statement>, Error> {
    let text = format!("{FACT} WHERE grade_fact.campaign_id = $1 ORDER BY grade_fact.id LIMIT 100000");
    rows::<FactRow>(db, &text, [campaign.0.into()]).await?.into_iter().map(stated).collect()
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub full_name: String,
    /// Cán bộ, công chức or viên chức, by code.
    pub category: String,
    /// The post as the person holds it.
    pub post: String,
}

/// A unit of a group as it is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradedUnit {
    /// The unit as a member.
    pub member: Member,
    /// Who heads it on the day; the last appointed of several.
    pub head: Option<Head>,
    /// Whether it is a provincial committee, which some rules leave out.
    pub province: bool,
    /// Whether a remedy of an earlier year's review is not confirmed as done.
    pub open_remedy: bool,
}

#[derive(FromQueryResult)]
struct UnitRow {
    unit_id: i64,
    path: String,
    group_id: i64,
    code: String,
    name: String,
    position: i64,
    level: String,
    open_remedies: i64,
    person_id: Option<i64>,
    full_name: Option<String>,
    category: Option<String>,
    title: Option<String>,
    acting: Option<bool>,
}

/// The units of a group in its order, with their heads on a day. One statement.
pub async fn units(db: &impl Connection, group: GroupId, day: Date) -> Result<Vec<GradedUnit>, Error> {
    let text = "SELECT campaign_unit.unit_id, unit.path, campaign_unit.group_id, campaign_unit.code, campaign_unit.name, campaign_unit.position, \
         unit.level, (SELECT count(*) FROM review_case JOIN remedy ON remedy.case_id = review_case.id AND remedy.standing <> 'closed' \
         JOIN campaign AS earlier ON earlier.id = review_case.campaign_id JOIN campaign AS now ON now.id = campaign_unit.campaign_id \
         WHERE review_case.unit_id = campaign_unit.unit_id AND earlier.year < now.year) AS open_remedies, \
         head.person_id, person.full_name, person.category, head.title, head.acting FROM campaign_unit \
         JOIN unit ON unit.id = campaign_unit.unit_id LEFT JOIN (SELECT post.unit_id, post.title, post_holding.id, post_holding.person_id, \
         post_holding.acting FROM post JOIN post_holding ON post_holding.post_id = post.id WHERE post.kind = 'unit_head' \
         AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2)) AS head ON head.unit_id = unit.id \
         LEFT JOIN person ON person.id = head.person_id WHERE campaign_unit.group_id = $1 \
         ORDER BY campaign_unit.position, campaign_unit.id, head.id DESC LIMIT 10000";
    let found: Vec<UnitRow> = rows(db, text, [group.0.into(), day.into()]).await?;
    let mut units: Vec<GradedUnit> = Vec::with_capacity(found.len());
    for it in found {
        if units.last().is_some_and(|there| there.member.unit.0 == it.unit_id) {
            continue;
        }
        let head = it.person_id.zip(it.full_name).zip(it.category).zip(it.title).map(|(((person, full_name), category), title)| Head {
            person: PersonId(person),
            full_name,
            category,
            post: domain::post::held(&title, it.acting == Some(true)),
        });
        units.push(GradedUnit {
            member: Member {
                unit: UnitId(it.unit_id),
                path: it.path,
                group: GroupId(it.group_id),
                code: it.code,
                name: it.name,
                position: it.position,
            },
            head,
            province: it.level == "province",
            open_remedy: it.open_remedies > 0,
        });
    }
    Ok(units)
}

/// What lies around a group's units: organisations below them, posts that their heads held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Units of the group and organisations directly below them on the day; teams inside a body are none.
    pub below: Vec<(UnitId, UnitId)>,
    /// The people who head the group's units on the day, and the spans in which they held any post at all.
    pub spans: Vec<(PersonId, Date, Option<Date>)>,
}

#[derive(FromQueryResult)]
struct AroundRow {
    kind: String,
    subject_id: i64,
    other_id: i64,
    from_on: Date,
    to_on: Option<Date>,
}

/// What lies around a group's units on a day. One statement.
pub async fn around(db: &impl Connection, group: GroupId, day: Date) -> Result<Around, Error> {
    let text = "SELECT 'below' AS kind, campaign_unit.unit_id AS subject_id, unit.id AS other_id, unit.valid_from AS from_on, unit.valid_to AS to_on \
         FROM campaign_unit JOIN unit ON unit.parent_id = campaign_unit.unit_id WHERE campaign_unit.group_id = $1 AND unit.unit_type <> 'team' \
         AND unit.valid_from <= $2 AND (unit.valid_to IS NULL OR unit.valid_to >= $2) UNION ALL \
         SELECT 'span' AS kind, held.person_id AS subject_id, held.id AS other_id, held.from_on, held.to_on FROM post_holding AS held \
         WHERE held.person_id IN (SELECT post_holding.person_id FROM campaign_unit \
         JOIN post ON post.unit_id = campaign_unit.unit_id AND post.kind = 'unit_head' JOIN post_holding ON post_holding.post_id = post.id \
         WHERE campaign_unit.group_id = $1 AND post_holding.from_on <= $2 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2))";
    let found: Vec<AroundRow> = rows(db, text, [group.0.into(), day.into()]).await?;
    let mut around = Around::default();
    for it in found {
        match it.kind.as_str() {
            "below" => around.below.push((UnitId(it.subject_id), UnitId(it.other_id))),
            _ => around.spans.push((PersonId(it.subject_id), it.from_on, it.to_on)),
        }
    }
    Ok(around)
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
