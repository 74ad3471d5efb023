//! Remedies, consequences and support.

use crate::review::case::seen;
use crate::row::{insert_many, row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::{CaseScopes, Scope};
use domain::review::{Consequence, ConsequenceKind, Remedy, RemedyStanding, Support, SupportKind};
use domain::{CampaignId, CaseId, ConsequenceId, PersonId, RemedyId, ReportId, SupportId, TargetId, Timestamp, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A remedy with what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The remedy.
    pub remedy: Remedy,
    /// Its case.
    pub case: CaseId,
    /// The unit.
    pub unit: UnitId,
    /// The unit's name.
    pub unit_name: String,
    /// The target's title; empty where it has none.
    pub target_title: String,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: i64,
    case_id: i64,
    target_id: Option<i64>,
    title: String,
    owner: String,
    due_on: Date,
    standing: String,
    progress: String,
    reported_by: Option<i64>,
    done_on: Option<Date>,
    closing_note: String,
    revision: i64,
    unit_id: i64,
    name_full: String,
    target_title: Option<String>,
}

pub(super) const REMEDY: &str = "SELECT remedy.*, review_case.unit_id, unit.name_full, target.title AS target_title FROM remedy \
     JOIN review_case ON review_case.id = remedy.case_id JOIN unit ON unit.id = review_case.unit_id \
     JOIN campaign ON campaign.id = review_case.campaign_id LEFT JOIN target ON target.id = remedy.target_id";

pub(super) fn known(it: Row) -> Result<Listed, Error> {
    Ok(Listed {
        remedy: Remedy {
            id: RemedyId(it.id),
            target: it.target_id.map(TargetId),
            title: it.title,
            owner: it.owner,
            due_on: it.due_on,
            standing: RemedyStanding::of(&it.standing).ok_or(Error::Corrupt("remedy.standing"))?,
            progress: it.progress,
            reported_by: it.reported_by.map(PersonId),
            done_on: it.done_on,
            closing_note: it.closing_note,
            revision: it.revision,
        },
        case: CaseId(it.case_id),
        unit: UnitId(it.unit_id),
        unit_name: it.name_full,
        target_title: it.target_title.unwrap_or_default(),
    })
}

/// A remedy.
pub async fn remedy(db: &impl Connection, id: RemedyId) -> Result<Listed, Error> {
    row::<Row>(db, &format!("{REMEDY} WHERE remedy.id = $1"), [id.0.into()]).await?.map(known).ok_or(Error::NotFound)?
}

/// The remedies of a campaign that somebody may see, by unit and deadline.
pub async fn remedies(db: &impl Connection, campaign: CampaignId, scopes: &CaseScopes) -> Result<Vec<Listed>, Error> {
    let (condition, more) = seen(scopes, 2);
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let text =
        format!("{REMEDY} WHERE review_case.campaign_id = $1 AND {condition} ORDER BY unit.sort_key, remedy.due_on, remedy.id LIMIT 2000");
    let found: Vec<Row> = rows(db, &text, values).await?;
    found.into_iter().map(known).collect()
}

/// The remedies of a case, by deadline.
pub async fn of_case(db: &impl Connection, case: CaseId) -> Result<Vec<Listed>, Error> {
    let found: Vec<Row> =
        rows(db, &format!("{REMEDY} WHERE remedy.case_id = $1 ORDER BY remedy.due_on, remedy.id"), [case.0.into()]).await?;
    found.into_iter().map(known).collect()
}

/// The remedies of a unit's earlier years that were still open on a day: what section III of a report has to speak of.
pub async fn carried_over(db: &impl Connection, unit: UnitId, before_year: i32, open_on: Timestamp) -> Result<Vec<Listed>, Error> {
    let text = format!(
        "{REMEDY} WHERE review_case.unit_id = $1 AND campaign.year < $2 AND (remedy.closed_at IS NULL OR remedy.closed_at >= $3) \
         ORDER BY remedy.due_on, remedy.id LIMIT 200"
    );
    let found: Vec<Row> = rows(db, &text, [unit.0.into(), i64::from(before_year).into(), open_on.0.into()]).await?;
    found.into_iter().map(known).collect()
}

/// Remembers how far the remedies were of which a report speaks, as it is submitted.
pub async fn insert_told(db: &impl Connection, report: ReportId, remedies: &[Listed]) -> Result<(), Error> {
    let values = |it: &Listed| vec![report.0.into(), it.remedy.id.0.into(), it.remedy.standing.code().into()];
    let head = "INSERT INTO review_remedy (report_id, remedy_id, standing) VALUES";
    Ok(insert_many(db, head, 3, remedies.iter().map(values).collect(), "").await?)
}

/// A remedy as a submitted report speaks of it.
pub(super) struct Told {
    pub report: ReportId,
    remedy: Row,
    standing: String,
}

impl FromQueryResult for Told {
    fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        let (report, standing) = (found.try_get(prefix, "report_id")?, found.try_get(prefix, "told_standing")?);
        Ok(Self { report: ReportId(report), remedy: Row::from_query_result(found, prefix)?, standing })
    }
}

impl Told {
    pub(super) fn known(self) -> Result<Listed, Error> {
        known(Row { standing: self.standing, ..self.remedy })
    }
}

/// The remedies of submitted reports, by a condition on `review_remedy.report_id`.
pub(super) fn told_text(condition: &str) -> String {
    let text = REMEDY.replacen(" FROM remedy", ", review_remedy.report_id, review_remedy.standing AS told_standing FROM remedy", 1);
    format!(
        "{text} JOIN review_remedy ON review_remedy.remedy_id = remedy.id WHERE review_remedy.report_id {condition} \
         ORDER BY remedy.due_on, remedy.id LIMIT 20000"
    )
}

/// The remedies of earlier years as a submitted report speaks of them.
pub async fn told(db: &impl Connection, report: ReportId) -> Result<Vec<Listed>, Error> {
    rows::<Told>(db, &told_text("= $1"), [report.0.into()]).await?.into_iter().map(Told::known).collect()
}

/// A remedy that begins to run.
#[derive(Debug, Clone)]
pub struct Promised<'p> {
    /// The target that it should lift.
    pub target: TargetId,
    /// What will be done.
    pub title: &'p str,
    /// Who sees to it.
    pub owner: &'p str,
    /// Until when.
    pub due_on: Date,
}

/// Adds remedies to a case.
pub async fn insert_remedies(db: &impl Connection, case: CaseId, remedies: &[Promised<'_>]) -> Result<(), Error> {
    let head = "INSERT INTO remedy (case_id, target_id, title, owner, due_on, standing, progress, closing_note, revision) VALUES";
    let values = |it: &Promised<'_>| {
        let begun = [RemedyStanding::NotDone.code().into(), "".into(), "".into(), 1_i64.into()];
        let said = [case.0.into(), it.target.0.into(), it.title.into(), it.owner.into(), it.due_on.into()];
        said.into_iter().chain(begun).collect()
    };
    Ok(insert_many(db, head, 9, remedies.iter().map(values).collect(), "").await?)
}

/// Saves how far a remedy is; `closed` is who closed it and when. `Busy` when somebody else saved it first.
pub async fn update_remedy(db: &impl Connection, it: &Remedy, closed: Option<(PersonId, Timestamp)>) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE remedy SET standing = $1, progress = $2, reported_by = $3, done_on = $4, closing_note = $5, closed_by = $6, closed_at = $7, \
         revision = revision + 1 WHERE id = $8 AND revision = $9",
        [
            it.standing.code().into(),
            it.progress.as_str().into(),
            it.reported_by.map(|it| it.0).into(),
            it.done_on.into(),
            it.closing_note.as_str().into(),
            closed.map(|it| it.0.0).into(),
            closed.map(|it| it.1.0).into(),
            it.id.0.into(),
            it.revision.into(),
        ],
    )
    .await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// A consequence with what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedConsequence {
    /// The consequence.
    pub consequence: Consequence,
    /// Its case.
    pub case: CaseId,
    /// The unit's name.
    pub unit_name: String,
    /// The person's name, where one is recorded.
    pub person_name: String,
}

#[derive(FromQueryResult)]
struct ConsequenceRow {
    id: i64,
    case_id: i64,
    kind: String,
    subject_post: String,
    person_id: Option<i64>,
    full_name: Option<String>,
    legal_basis: String,
    description: String,
    decision_number: String,
    decided_on: Option<Date>,
    name_full: String,
}

/// The consequences of a campaign that somebody may see; the caller remembers the reading.
pub async fn consequences(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<ListedConsequence>, Error> {
    let (condition, more) = within(scopes, 2);
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let text = format!(
        "SELECT consequence.id, consequence.case_id, consequence.kind, consequence.subject_post, consequence.person_id, person.full_name, \
         consequence.legal_basis, consequence.description, consequence.decision_number, consequence.decided_on, unit.name_full \
         FROM consequence JOIN review_case ON review_case.id = consequence.case_id JOIN unit ON unit.id = review_case.unit_id \
         LEFT JOIN person ON person.id = consequence.person_id \
         WHERE review_case.campaign_id = $1 AND {condition} ORDER BY unit.sort_key, consequence.id LIMIT 2000"
    );
    let found: Vec<ConsequenceRow> = rows(db, &text, values).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(ListedConsequence {
                consequence: Consequence {
                    id: ConsequenceId(it.id),
                    kind: ConsequenceKind::of(&it.kind).ok_or(Error::Corrupt("consequence.kind"))?,
                    subject_post: it.subject_post,
                    person: it.person_id.map(PersonId),
                    legal_basis: it.legal_basis,
                    description: it.description,
                    decision_number: it.decision_number,
                    decided_on: it.decided_on,
                },
                case: CaseId(it.case_id),
                unit_name: it.name_full,
                person_name: it.full_name.unwrap_or_default(),
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Adds a consequence to a case.
pub async fn insert_consequence(
    db: &impl Connection,
    case: CaseId,
    it: &Consequence,
    by: PersonId,
    at: Timestamp,
) -> Result<ConsequenceId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO consequence (case_id, kind, subject_post, person_id, legal_basis, description, decision_number, decided_on, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        [
            case.0.into(),
            it.kind.code().into(),
            it.subject_post.as_str().into(),
            it.person.map(|it| it.0).into(),
            it.legal_basis.as_str().into(),
            it.description.as_str().into(),
            it.decision_number.as_str().into(),
            it.decided_on.into(),
            by.0.into(),
            at.0.into(),
        ],
    )
    .await?;
    made.map(|it| ConsequenceId(it.id)).ok_or(Error::NotFound)
}

/// Support with what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSupport {
    /// Its key.
    pub id: SupportId,
    /// The support.
    pub support: Support,
    /// The unit's name.
    pub unit_name: String,
    /// The target's title; empty where it has none.
    pub target_title: String,
}

#[derive(FromQueryResult)]
struct SupportRow {
    id: i64,
    kind: String,
    description: String,
    amount: String,
    given_on: Option<Date>,
    source: String,
    target_id: Option<i64>,
    target_title: Option<String>,
    name_full: String,
}

/// The support of a campaign that somebody may see.
pub async fn supports(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<ListedSupport>, Error> {
    let (condition, more) = within(scopes, 2);
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let text = format!(
        "SELECT support.id, support.kind, support.description, support.amount, support.given_on, support.source, support.target_id, \
         target.title AS target_title, unit.name_full FROM support JOIN unit ON unit.id = support.unit_id \
         LEFT JOIN target ON target.id = support.target_id \
         WHERE support.campaign_id = $1 AND {condition} ORDER BY unit.sort_key, support.id LIMIT 2000"
    );
    let found: Vec<SupportRow> = rows(db, &text, values).await?;
    found
        .into_iter()
        .map(|it| {
            Ok(ListedSupport {
                id: SupportId(it.id),
                support: Support {
                    kind: SupportKind::of(&it.kind).ok_or(Error::Corrupt("support.kind"))?,
                    description: it.description,
                    amount: it.amount,
                    given_on: it.given_on,
                    source: it.source,
                    target: it.target_id.map(TargetId),
                },
                unit_name: it.name_full,
                target_title: it.target_title.unwrap_or_default(),
            })
        })
        .collect()
}

/// Records support given to a unit; `by` is none where it came with imported facts.
pub async fn insert_support(
    db: &impl Connection,
    campaign: CampaignId,
    unit: UnitId,
    it: &Support,
    by: Option<PersonId>,
    at: Timestamp,
) -> Result<SupportId, Error> {
    let made: Option<Id> = row(
        db,
        "INSERT INTO support (campaign_id, unit_id, target_id, kind, description, amount, given_on, source, recorded_by, recorded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        [
            campaign.0.into(),
            unit.0.into(),
            it.target.map(|it| it.0).into(),
            it.kind.code().into(),
            it.description.as_str().into(),
            it.amount.as_str().into(),
            it.given_on.into(),
            it.source.as_str().into(),
            by.map(|it| it.0).into(),
            at.0.into(),
        ],
    )
    .await?;
    made.map(|it| SupportId(it.id)).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct TargetRow {
    id: i64,
    title: String,
    peer_group: String,
}

/// The targets of all rule sets of a campaign, with the peer group that each belongs to.
pub async fn targets(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(TargetId, String)>, Error> {
    let text = "SELECT target.id, target.title, campaign_group.title AS peer_group FROM campaign_group \
         JOIN target ON target.rule_set_id = campaign_group.rule_set_id WHERE campaign_group.campaign_id = $1 ORDER BY campaign_group.id, target.position";
    let found: Vec<TargetRow> = rows(db, text, [campaign.0.into()]).await?;
    Ok(found.into_iter().map(|it| (TargetId(it.id), format!("{} ({})", it.title, it.peer_group))).collect())
}
