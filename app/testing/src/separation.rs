//! What nobody may have done for a unit that is their own, read from the rows and not from the rules: for tests of many acts.

use domain::Event;
use sea_orm::{ConnectionTrait, Statement};
use store::Database;

/// Events that decide for or against a unit.
const DECIDING: [Event; 21] = [
    Event::FigureVerified,
    Event::FigureAdjusted,
    Event::FigureReturned,
    Event::FigureExcused,
    Event::TaskVerified,
    Event::TaskReturned,
    Event::SheetCountered,
    Event::SheetApproved,
    Event::SheetCountersigned,
    Event::ExemptionGiven,
    Event::ReviewQuestionAsked,
    Event::RemedyClosed,
    Event::RemedyReturned,
    Event::ConsequenceRecorded,
    Event::ReviewCaseClosed,
    Event::GradeFactStated,
    Event::PointsAppraised,
    Event::AdjustmentProposed,
    Event::AdjustmentConfirmed,
    Event::AdjustmentRefused,
    Event::AppraisalExcused,
];

/// Whether a person belongs to a unit: by a post that they hold, or by a role of that unit of any account of theirs.
fn belongs(person: &str, unit: &str) -> String {
    format!(
        "(EXISTS (SELECT 1 FROM post_holding JOIN post ON post.id = post_holding.post_id WHERE post_holding.person_id = {person} \
         AND post.unit_id = {unit} AND post_holding.to_on IS NULL) OR EXISTS (SELECT 1 FROM role_grant JOIN account ON account.id = role_grant.account_id \
         WHERE account.person_id = {person} AND role_grant.unit_id = {unit} AND role_grant.valid_to IS NULL AND role_grant.role IN ('unit_head', \
         'deputy_head', 'focal_officer', 'meeting_secretary', 'records_clerk', 'party_committee')))"
    )
}

/// Everything in a database that somebody did for themselves; empty where all is well.
///
/// # Panics
/// Panics where the database does not answer: the test has then failed.
pub async fn done_for_oneself(db: &Database) -> Vec<String> {
    let events: Vec<String> = DECIDING.iter().map(|it| format!("'{}'", it.key())).collect();
    let at_home = format!(
        "SELECT event AS what, id FROM audit WHERE event IN ({}) AND {}",
        events.join(", "),
        belongs("audit.person_id", "audit.unit_id")
    );
    let own = [
        ("a figure", "SELECT id FROM figure WHERE verified_by = entered_by OR verified_by = submitted_by"),
        ("a key task", "SELECT id FROM key_task WHERE verified_by = entered_by"),
        (
            "both sides of a sheet",
            "SELECT one.subject_id AS id FROM signature AS one JOIN signature AS other ON other.subject = one.subject \
             AND other.subject_id = one.subject_id AND other.content_sha256 = one.content_sha256 AND other.person_id = one.person_id AND other.id > one.id",
        ),
        (
            "the own review",
            "SELECT review_meeting.id FROM review_meeting JOIN review_report ON review_report.case_id = review_meeting.case_id \
             WHERE review_meeting.chair_id = review_report.person_id OR review_meeting.chair_id = review_meeting.secretary_id",
        ),
        ("both sides of a decision", "SELECT id FROM decision WHERE state = 'approved' AND prepared_by = ended_by"),
        (
            "a decision about the own grade",
            "SELECT decision.id FROM decision JOIN decision_line ON decision_line.decision_id = decision.id \
             WHERE decision_line.person_id = decision.prepared_by OR decision_line.person_id = decision.ended_by",
        ),
        ("the own remedy", "SELECT id FROM remedy WHERE closed_by = reported_by"),
        ("points after the total", "SELECT id FROM adjustment WHERE decided_by = proposed_by"),
        (
            "the own points",
            "SELECT id FROM appraisal WHERE appraised_by = self_by AND EXISTS (SELECT 1 FROM appraisal_revision \
             WHERE appraisal_revision.appraisal_id = appraisal.id AND appraisal_revision.act = 'appraised')",
        ),
    ];
    let mut found = Vec::new();
    for it in rows(db, &at_home).await {
        let (what, id): (String, i64) = (it.try_get("", "what").unwrap(), it.try_get("", "id").unwrap());
        found.push(format!("{what}, line {id} of the log, by somebody of the unit"));
    }
    for (what, text) in own {
        for it in rows(db, text).await {
            let id: i64 = it.try_get("", "id").unwrap();
            found.push(format!("{what} {id} by the same person"));
        }
    }
    found
}

async fn rows(db: &Database, text: &str) -> Vec<sea_orm::QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap()
}
