//! Everything that the finished papers of a campaign's reviews are printed from, for the bound file of its year: one statement each, whatever the
//! number of cases. Finished are submitted collective reports and adopted minutes.

use super::case::{Case, known as case_of};
use super::follow_up::{Listed, Told, told_text};
use super::meeting::{Meeting, Signed};
use super::report::Report;
use super::{case, meeting, report};
use crate::row::rows;
use crate::{Connection, Error};
use domain::review::{Item, Level, Section};
use domain::{CampaignId, CaseId, MeetingId, QuestionId, ReportId};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// The submitted collective reports of a campaign.
const REPORTS: &str = "SELECT review_report.id FROM review_report JOIN review_case ON review_case.id = review_report.case_id \
     WHERE review_case.campaign_id = $1 AND review_report.kind = 'collective' AND review_report.standing = 'submitted'";

/// The cases of a campaign.
pub async fn cases(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Case>, Error> {
    let text = format!("{} WHERE review_case.campaign_id = $1 ORDER BY review_case.id", case::CASE);
    rows::<case::Row>(db, &text, [campaign.0.into()]).await?.into_iter().map(case_of).collect()
}

/// The submitted collective reports of a campaign, without their texts.
pub async fn reports(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Report>, Error> {
    let text = format!("{} WHERE review_report.id IN ({REPORTS}) ORDER BY review_report.id", report::REPORT);
    rows::<report::Row>(db, &text, [campaign.0.into()]).await?.into_iter().map(report::known).collect()
}

struct OfReport<T> {
    report: i64,
    it: T,
}

impl<T: FromQueryResult> FromQueryResult for OfReport<T> {
    fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        Ok(Self { report: found.try_get(prefix, "report_id")?, it: T::from_query_result(found, prefix)? })
    }
}

fn by_report<R, T>(found: Vec<OfReport<R>>, known: impl Fn(R) -> Result<T, Error>) -> Result<HashMap<ReportId, Vec<T>>, Error> {
    let mut all: HashMap<ReportId, Vec<T>> = HashMap::new();
    for it in found {
        all.entry(ReportId(it.report)).or_default().push(known(it.it)?);
    }
    Ok(all)
}

/// The targets of those reports, each in the rule set's order.
pub async fn items(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<ReportId, Vec<Item>>, Error> {
    let text = format!("SELECT * FROM review_item WHERE report_id IN ({REPORTS}) ORDER BY report_id, position");
    by_report(rows(db, &text, [campaign.0.into()]).await?, |it| Ok(report::item_of(it)))
}

/// The sections of those reports.
pub async fn sections(
    db: &impl Connection,
    campaign: CampaignId,
) -> Result<HashMap<ReportId, Vec<(Section, String, Option<Level>)>>, Error> {
    let text =
        format!("SELECT report_id, section, content, level FROM review_section WHERE report_id IN ({REPORTS}) ORDER BY report_id, id");
    by_report(rows(db, &text, [campaign.0.into()]).await?, report::section_of)
}

/// The guiding questions of those reports with their answers.
pub async fn answers(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<ReportId, Vec<(QuestionId, String, String)>>, Error> {
    let text = format!(
        "SELECT review_report.id AS report_id, review_question.id, review_question.question, review_answer.answer FROM review_report \
         JOIN review_question ON review_question.case_id = review_report.case_id \
         LEFT JOIN review_answer ON review_answer.question_id = review_question.id AND review_answer.report_id = review_report.id \
         WHERE review_report.id IN ({REPORTS}) ORDER BY review_report.id, review_question.id"
    );
    by_report(rows(db, &text, [campaign.0.into()]).await?, |it| Ok(report::answer_of(it)))
}

/// The remedies of earlier years of which those reports speak.
pub async fn told(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<ReportId, Vec<Listed>>, Error> {
    let mut all: HashMap<ReportId, Vec<Listed>> = HashMap::new();
    for it in rows::<Told>(db, &told_text(&format!("IN ({REPORTS})")), [campaign.0.into()]).await? {
        all.entry(it.report).or_default().push(it.known()?);
    }
    Ok(all)
}

/// The adopted minutes of a campaign, each with its case.
pub async fn meetings(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<CaseId, Meeting>, Error> {
    struct OfCase(i64, meeting::Row);
    impl FromQueryResult for OfCase {
        fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
            Ok(Self(found.try_get(prefix, "case_id")?, meeting::Row::from_query_result(found, prefix)?))
        }
    }
    let text = format!(
        "{} JOIN review_case ON review_case.id = review_meeting.case_id WHERE review_case.campaign_id = $1 AND review_meeting.adopted_at IS NOT NULL",
        meeting::MEETING
    );
    let found: Vec<OfCase> = rows(db, &text, [campaign.0.into()]).await?;
    Ok(found.into_iter().map(|OfCase(case, it)| (CaseId(case), meeting::known(it))).collect())
}

/// The signatures on those minutes, oldest first.
pub async fn signatures(db: &impl Connection, campaign: CampaignId) -> Result<HashMap<MeetingId, Vec<Signed>>, Error> {
    struct OfMeeting(i64, meeting::SignedRow);
    impl FromQueryResult for OfMeeting {
        fn from_query_result(found: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
            Ok(Self(found.try_get(prefix, "subject_id")?, meeting::SignedRow::from_query_result(found, prefix)?))
        }
    }
    let text = "SELECT subject_id, signed_as, name, post, signed_at, content_sha256 FROM signature WHERE subject = 'minutes' \
         AND subject_id IN (SELECT review_meeting.id FROM review_meeting JOIN review_case ON review_case.id = review_meeting.case_id \
         WHERE review_case.campaign_id = $1) ORDER BY id";
    let mut all: HashMap<MeetingId, Vec<Signed>> = HashMap::new();
    for OfMeeting(meeting, it) in rows::<OfMeeting>(db, text, [campaign.0.into()]).await? {
        all.entry(MeetingId(meeting)).or_default().push(meeting::signed_of(it)?);
    }
    Ok(all)
}
