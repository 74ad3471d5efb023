//! Cases, the final runs that they are opened from, and the officers who may hold a part in them.

use crate::row::{insert_returning, row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::{CasePlace, CaseScopes, Place};
use domain::receipt::Outcome;
use domain::review::CaseState;
use domain::{CampaignId, CaseId, GroupId, PersonId, QuestionId, RuleSetId, RunId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its key.
    pub id: CaseId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit that answers.
    pub unit: UnitId,
    /// The final run whose facts it holds.
    pub run: RunId,
    /// Where it stands.
    pub state: CaseState,
    /// Until when the reports are due.
    pub due_on: Date,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The chair whom its meeting names.
    pub chair: Option<PersonId>,
    /// The secretary whom its meeting names.
    pub secretary: Option<PersonId>,
}

impl Case {
    /// The case as rights see it, at its unit's place.
    pub fn at(&self, place: Place) -> CasePlace {
        CasePlace { place, chair: self.chair, secretary: self.secretary, before_party: self.state.is_before_party() }
    }
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    campaign_id: i64,
    unit_id: i64,
    run_id: i64,
    state: String,
    due_on: Date,
    opened_at: i64,
    closed_at: Option<i64>,
    chair_id: Option<i64>,
    secretary_id: Option<i64>,
}

fn state_of(code: &str) -> Result<CaseState, Error> {
    CaseState::of(code).ok_or(Error::Corrupt("review_case.state"))
}

pub(super) fn known(it: Row) -> Result<Case, Error> {
    Ok(Case {
        id: CaseId(it.id),
        campaign: CampaignId(it.campaign_id),
        unit: UnitId(it.unit_id),
        run: RunId(it.run_id),
        state: state_of(&it.state)?,
        due_on: it.due_on,
        opened_at: Timestamp(it.opened_at),
        closed_at: it.closed_at.map(Timestamp),
        chair: it.chair_id.map(PersonId),
        secretary: it.secretary_id.map(PersonId),
    })
}

pub(super) const CASE: &str = "SELECT review_case.*, review_meeting.chair_id, review_meeting.secretary_id FROM review_case \
     LEFT JOIN review_meeting ON review_meeting.case_id = review_case.id";

/// A condition on `review_case` and its `unit` for the cases that somebody may see, and its values, numbered from `first`.
pub(crate) fn seen(scopes: &CaseScopes, first: usize) -> (String, Vec<Value>) {
    let (all, mut values) = within(&scopes.all, first);
    let (before, more) = within(&scopes.before_party, first + values.len());
    values.extend(more);
    values.push(scopes.named.0.into());
    let person = first + values.len() - 1;
    let states: Vec<_> = CaseState::ALL.iter().filter(|it| it.is_before_party()).map(|it| format!("'{}'", it.code())).collect();
    let text = format!(
        "({all} OR ({before} AND review_case.state IN ({})) OR EXISTS (SELECT 1 FROM review_meeting named WHERE named.case_id = review_case.id \
         AND (named.chair_id = ${person} OR named.secretary_id = ${person})))",
        states.join(", ")
    );
    (text, values)
}

/// A case.
pub async fn get(db: &impl Connection, id: CaseId) -> Result<Case, Error> {
    row::<Row>(db, &format!("{CASE} WHERE review_case.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The case of a unit in a campaign.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Case, Error> {
    let text = format!("{CASE} WHERE review_case.campaign_id = $1 AND review_case.unit_id = $2");
    row::<Row>(db, &text, [campaign.0.into(), unit.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// A unit's case of some year that is not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// The year reviewed.
    pub year: i64,
    /// Where it stands.
    pub state: CaseState,
    /// Until when the reports are due.
    pub due_on: Date,
}

/// The cases of a unit that are not closed, of every year, oldest first.
pub async fn open_of_unit(db: &impl Connection, unit: UnitId) -> Result<Vec<OpenCase>, Error> {
    #[derive(FromQueryResult)]
    struct Open {
        year: i64,
        state: String,
        due_on: Date,
    }
    let text = "SELECT campaign.year, review_case.state, review_case.due_on FROM review_case JOIN campaign ON campaign.id = review_case.campaign_id \
         WHERE review_case.unit_id = $1 AND review_case.closed_at IS NULL ORDER BY campaign.year, review_case.id LIMIT 50";
    let found: Vec<Open> = rows(db, text, [unit.0.into()]).await?;
    found.into_iter().map(|it| Ok(OpenCase { year: it.year, state: state_of(&it.state)?, due_on: it.due_on })).collect()
}

#[derive(FromQueryResult)]
struct Made {
    id: i64,
    unit_id: i64,
}

/// Opens cases of units, each facing its run; a unit that has one in the campaign is `Taken`. They come in no particular order.
pub async fn insert_all(
    db: &impl Connection,
    campaign: CampaignId,
    units: &[(UnitId, RunId)],
    due_on: Date,
    by: PersonId,
    at: Timestamp,
) -> Result<Vec<(UnitId, CaseId)>, Error> {
    let head = "INSERT INTO review_case (campaign_id, unit_id, run_id, state, due_on, opened_at, opened_by) VALUES";
    let values = |(unit, run): &(UnitId, RunId)| {
        let state = CaseState::Opened.code();
        vec![campaign.0.into(), unit.0.into(), run.0.into(), state.into(), due_on.into(), at.0.into(), by.0.into()]
    };
    let made: Vec<Made> = insert_returning(db, head, 7, units.iter().map(values).collect(), "RETURNING id, unit_id").await?;
    Ok(made.into_iter().map(|it| (UnitId(it.unit_id), CaseId(it.id))).collect())
}

/// Moves a case from one state to the next; `Busy` when somebody else has moved it.
pub async fn update_state(db: &impl Connection, id: CaseId, from: CaseState, to: CaseState) -> Result<(), Error> {
    let values: [Value; 3] = [to.code().into(), id.0.into(), from.code().into()];
    match run(db, "UPDATE review_case SET state = $1 WHERE id = $2 AND state = $3", values).await? {
        0 => Err(Error::Busy),
        _ => Ok(()),
    }
}

/// Closes a signed case.
pub async fn update_closed(db: &impl Connection, id: CaseId, by: PersonId, at: Timestamp) -> Result<(), Error> {
    update_state(db, id, CaseState::Signed, CaseState::Closed).await?;
    run(db, "UPDATE review_case SET closed_by = $1, closed_at = $2 WHERE id = $3", [by.0.into(), at.0.into(), id.0.into()]).await?;
    Ok(())
}

/// A case in the list of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub id: CaseId,
    /// The unit's name.
    pub unit: String,
    /// Where it stands.
    pub state: CaseState,
    /// Until when the reports are due.
    pub due_on: Date,
    /// The outcome of the final run; none where the run has no line for the unit.
    pub outcome: Option<Outcome>,
    /// Targets met.
    pub met: i64,
    /// Targets that apply.
    pub applicable: i64,
    /// Reports submitted, of two.
    pub submitted: i64,
    /// Day of the meeting.
    pub held_on: Option<Date>,
    /// Remedies that are not closed.
    pub open_remedies: i64,
}

#[derive(FromQueryResult)]
struct ListedRow {
    id: i64,
    name_full: String,
    state: String,
    due_on: Date,
    outcome: Option<String>,
    met: Option<i64>,
    applicable: Option<i64>,
    submitted: i64,
    held_on: Option<Date>,
    open_remedies: i64,
}

/// The cases of a campaign that somebody may see, in Vietnamese order of the units.
pub async fn list(db: &impl Connection, campaign: CampaignId, scopes: &CaseScopes) -> Result<Vec<Listed>, Error> {
    let (condition, more) = seen(scopes, 2);
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let found: Vec<ListedRow> = rows(
        db,
        &format!(
            "SELECT review_case.id, unit.name_full, review_case.state, review_case.due_on, assessment_result.outcome, assessment_result.met, \
             assessment_result.applicable, review_meeting.held_on, \
             (SELECT count(*) FROM review_report WHERE review_report.case_id = review_case.id AND review_report.standing = 'submitted') AS submitted, \
             (SELECT count(*) FROM remedy WHERE remedy.case_id = review_case.id AND remedy.standing <> 'closed') AS open_remedies \
             FROM review_case JOIN unit ON unit.id = review_case.unit_id \
             LEFT JOIN assessment_result ON assessment_result.run_id = review_case.run_id AND assessment_result.unit_id = review_case.unit_id \
             LEFT JOIN review_meeting ON review_meeting.case_id = review_case.id \
             WHERE review_case.campaign_id = $1 AND {condition} ORDER BY unit.sort_key LIMIT 1000"
        ),
        values,
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(Listed {
                id: CaseId(it.id),
                unit: it.name_full,
                state: state_of(&it.state)?,
                due_on: it.due_on,
                outcome: it.outcome.as_deref().and_then(Outcome::of),
                met: it.met.unwrap_or(0),
                applicable: it.applicable.unwrap_or(0),
                submitted: it.submitted,
                held_on: it.held_on,
                open_remedies: it.open_remedies,
            })
        })
        .collect()
}

/// The last final run of a peer group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalRun {
    /// The run.
    pub id: RunId,
    /// The group.
    pub group: GroupId,
    /// Its rule set.
    pub rule_set: RuleSetId,
    /// The package that was assessed.
    pub package: String,
}

#[derive(FromQueryResult)]
struct RunRow {
    id: i64,
    group_id: i64,
    rule_set_id: i64,
    package: String,
}

/// The run that counts of each peer group: the published one, or else the last final one.
pub async fn final_runs(db: &impl Connection, campaign: CampaignId) -> Result<Vec<FinalRun>, Error> {
    let text = format!(
        "SELECT assessment_run.id, assessment_run.group_id, campaign_group.rule_set_id, assessment_run.package FROM assessment_run \
         JOIN campaign_group ON campaign_group.id = assessment_run.group_id WHERE assessment_run.campaign_id = $1 AND {}",
        crate::decision::counts("assessment_run")
    );
    let found: Vec<RunRow> = rows(db, &text, [campaign.0.into()]).await?;
    let known =
        |it: RunRow| FinalRun { id: RunId(it.id), group: GroupId(it.group_id), rule_set: RuleSetId(it.rule_set_id), package: it.package };
    Ok(found.into_iter().map(known).collect())
}

/// A unit of the last final run that has no case yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutCase {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its code in the run's package.
    pub code: String,
    /// The run.
    pub run: RunId,
    /// Its outcome.
    pub outcome: Outcome,
    /// Who is its head on the day asked for; none where nobody is.
    pub head: Option<PersonId>,
}

#[derive(FromQueryResult)]
struct WithoutRow {
    unit_id: i64,
    name_full: String,
    code: String,
    run_id: i64,
    outcome: String,
    head: Option<i64>,
}

/// The units of the runs that count that have no case yet, with their heads on a day; the caller asks who has to answer.
pub async fn without_case(db: &impl Connection, campaign: CampaignId, day: Date) -> Result<Vec<WithoutCase>, Error> {
    let text = format!(
        "SELECT assessment_result.unit_id, unit.name_full, campaign_unit.code, assessment_result.run_id, assessment_result.outcome, \
         (SELECT min(post_holding.person_id) FROM post_holding JOIN post ON post.id = post_holding.post_id \
          WHERE post.unit_id = unit.id AND post.kind = 'unit_head' AND post_holding.from_on <= $2 \
          AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2)) AS head \
         FROM assessment_result JOIN assessment_run ON assessment_run.id = assessment_result.run_id \
         JOIN unit ON unit.id = assessment_result.unit_id \
         JOIN campaign_unit ON campaign_unit.campaign_id = assessment_run.campaign_id AND campaign_unit.unit_id = unit.id \
         WHERE assessment_run.campaign_id = $1 AND {} \
         AND NOT EXISTS (SELECT 1 FROM review_case WHERE review_case.campaign_id = $1 AND review_case.unit_id = unit.id) \
         ORDER BY unit.sort_key",
        crate::decision::counts("assessment_run")
    );
    let found: Vec<WithoutRow> = rows(db, &text, [campaign.0.into(), day.into()]).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(WithoutCase {
                unit: UnitId(it.unit_id),
                name: it.name_full,
                code: it.code,
                run: RunId(it.run_id),
                outcome: Outcome::of(&it.outcome).ok_or(Error::Corrupt("assessment_result.outcome"))?,
                head: it.head.map(PersonId),
            })
        })
        .collect()
}

/// Somebody in office.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OfficerRow {
    /// The person.
    pub person_id: i64,
    /// `ông` or `bà`.
    pub honorific: String,
    /// Full name.
    pub full_name: String,
    /// The post's title.
    pub title: String,
    /// As acting holder.
    pub acting: bool,
    /// The post's unit.
    pub unit_id: i64,
    /// The post's kind.
    pub kind: String,
}

impl OfficerRow {
    /// The post as the person holds it.
    pub fn post(&self) -> String {
        domain::post::held(&self.title, self.acting)
    }
}

/// Who holds a post on a day at a unit, at the authority or at an office right below the authority.
pub async fn officers(db: &impl Connection, unit: UnitId, authority: UnitId, day: Date) -> Result<Vec<OfficerRow>, Error> {
    Ok(rows(
        db,
        "SELECT person.id AS person_id, person.honorific, person.full_name, post.title, post_holding.acting, post.unit_id, post.kind \
         FROM post_holding \
         JOIN post ON post.id = post_holding.post_id JOIN person ON person.id = post_holding.person_id JOIN unit ON unit.id = post.unit_id \
         WHERE post_holding.from_on <= $3 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $3) \
         AND (unit.id = $1 OR unit.id = $2 OR (unit.parent_id = $2 AND unit.level = 'office') OR unit.parent_id = $1) \
         ORDER BY CASE WHEN unit.id = $1 THEN 0 WHEN unit.id = $2 THEN 1 ELSE 2 END, \
         CASE post.kind WHEN 'unit_head' THEN 0 WHEN 'deputy_head' THEN 1 ELSE 2 END, person.sort_key LIMIT 300",
        [unit.0.into(), authority.0.into(), day.into()],
    )
    .await?)
}

/// A guiding question (gợi ý kiểm điểm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its key.
    pub id: QuestionId,
    /// What is asked.
    pub question: String,
    /// Who asked.
    pub by: String,
}

#[derive(FromQueryResult)]
struct QuestionRow {
    id: i64,
    question: String,
    full_name: String,
}

/// The guiding questions of a case, oldest first.
pub async fn questions(db: &impl Connection, case: CaseId) -> Result<Vec<Question>, Error> {
    let found: Vec<QuestionRow> = rows(
        db,
        "SELECT review_question.id, review_question.question, person.full_name FROM review_question \
         JOIN person ON person.id = review_question.asked_by WHERE review_question.case_id = $1 ORDER BY review_question.id",
        [case.0.into()],
    )
    .await?;
    Ok(found.into_iter().map(|it| Question { id: QuestionId(it.id), question: it.question, by: it.full_name }).collect())
}

/// Puts a guiding question.
pub async fn insert_question(db: &impl Connection, case: CaseId, question: &str, by: PersonId, at: Timestamp) -> Result<(), Error> {
    let text = "INSERT INTO review_question (case_id, question, asked_by, asked_at) VALUES ($1, $2, $3, $4)";
    run(db, text, [case.0.into(), question.into(), by.0.into(), at.0.into()]).await?;
    Ok(())
}

/// Lets a transaction hold a case: what decides on its reports or signatures waits for the other one here.
pub async fn lock(db: &impl Connection, id: CaseId) -> Result<(), Error> {
    run(db, "UPDATE review_case SET state = state WHERE id = $1", [id.0.into()]).await?;
    Ok(())
}
