//! Forms of a review: cases, reports, the meeting, the minutes, what follows.

use crate::urls;
use domain::review::ReportKind;
use domain::{CaseId, RemedyId};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_axum::redirect;
use serde::{Deserialize, Serialize};
use services::review::{
    self, AnswerRow, AttendeeRow, CallForm, ConsequenceForm, InvitedRow, MinutesForm, OpinionRow, ReplyRow, ReportForm, SupportForm,
    Verdict, VoteRow,
};
use std::collections::HashMap;

/// A missed target as the form sends it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerBoxes {
    id: String,
    cause_kind: String,
    cause: String,
    responsible: String,
    remedy: String,
    due_on: String,
}

/// An answer to a guiding question as the form sends it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplyBoxes {
    id: String,
    answer: String,
}

/// Somebody called to a meeting as the form sends it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonBoxes {
    name: String,
    post: String,
    present: String,
    absent_reason: String,
}

/// Something said as the form sends it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OpinionBoxes {
    kind: String,
    speaker: String,
    content: String,
}

/// A vote as the form sends it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VoteBoxes {
    subject: String,
    manner: String,
    in_favour: String,
    against: String,
    abstained: String,
}

/// Opens the cases of a campaign.
#[server(endpoint = "review/open")]
pub async fn open_cases(campaign: String, due_on: String) -> Result<(), AppError> {
    let ctx = context().await?;
    review::open(&ctx, &campaign, &due_on).await?;
    redirect(&format!("{}?done=review-open", urls::reviews(&campaign)));
    Ok(())
}

/// Puts a guiding question.
#[server(endpoint = "review/ask")]
pub async fn ask_question(case: CaseId, question: String) -> Result<(), AppError> {
    let ctx = context().await?;
    review::ask(&ctx, case, &question).await?;
    redirect(&format!("{}?done=review-ask", urls::review(case)));
    Ok(())
}

/// Closes a case.
#[server(endpoint = "review/close")]
pub async fn close_case(case: CaseId) -> Result<(), AppError> {
    let ctx = context().await?;
    review::close(&ctx, case).await?;
    redirect(&format!("{}?done=review-close", urls::review(case)));
    Ok(())
}

/// Saves a report as a draft, or saves and submits it: `act` is the button that was pressed.
#[server(endpoint = "review/report")]
pub async fn write_report(
    case: CaseId,
    personal: bool,
    revision: i64,
    act: String,
    #[server(default)] items: Vec<AnswerBoxes>,
    #[server(default)] sections: HashMap<String, String>,
    #[server(default)] levels: HashMap<String, String>,
    #[server(default)] answers: Vec<ReplyBoxes>,
    #[server(default)] grade: String,
    #[server(default)] password: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let kind = if personal { ReportKind::Personal } else { ReportKind::Collective };
    let item = |it: AnswerBoxes| AnswerRow {
        id: it.id,
        cause_kind: it.cause_kind,
        cause: it.cause,
        responsible: it.responsible,
        remedy: it.remedy,
        due_on: it.due_on,
    };
    let answers = answers.into_iter().map(|it| ReplyRow { id: it.id, answer: it.answer }).collect();
    let form = ReportForm { case, kind, revision, items: items.into_iter().map(item).collect(), sections, levels, answers, grade };
    if act == "submit" {
        review::submit(&ctx, &form, &password, &token).await?;
        redirect(&format!("{}?done=review-submit", urls::review(case)));
    } else {
        review::save(&ctx, &form).await?;
        redirect(&format!("{}?done=review-save", urls::review_report(case, kind)));
    }
    Ok(())
}

/// Calls the meeting of a case.
#[server(endpoint = "review/call")]
pub async fn call_meeting(
    case: CaseId,
    revision: i64,
    held_on: String,
    begins: String,
    place: String,
    #[server(default)] chair: String,
    #[server(default)] secretary: String,
    #[server(default)] purpose: String,
    #[server(default)] invited: Vec<PersonBoxes>,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let invited = invited.into_iter().map(|it| InvitedRow { name: it.name, post: it.post }).collect();
    review::call(&ctx, &CallForm { case, revision, held_on, begins, place, chair, secretary, purpose, invited }).await?;
    redirect(&format!("{}?done=review-call", urls::review_meeting(case)));
    Ok(())
}

/// Saves the draft of the minutes.
#[server(endpoint = "review/minutes")]
pub async fn write_minutes(
    case: CaseId,
    revision: i64,
    begins: String,
    ends: String,
    place: String,
    #[server(default)] attendees: Vec<PersonBoxes>,
    #[server(default)] purpose: String,
    #[server(default)] presented: String,
    #[server(default)] opinions: Vec<OpinionBoxes>,
    #[server(default)] votes: Vec<VoteBoxes>,
    #[server(default)] conclusion: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let attendee =
        |it: PersonBoxes| AttendeeRow { name: it.name, post: it.post, present: !it.present.is_empty(), absent_reason: it.absent_reason };
    let vote = |it: VoteBoxes| VoteRow {
        subject: it.subject,
        manner: it.manner,
        in_favour: it.in_favour,
        against: it.against,
        abstained: it.abstained,
    };
    let form = MinutesForm {
        case,
        revision,
        begins,
        ends,
        place,
        attendees: attendees.into_iter().map(attendee).collect(),
        purpose,
        presented,
        opinions: opinions.into_iter().map(|it| OpinionRow { kind: it.kind, speaker: it.speaker, content: it.content }).collect(),
        votes: votes.into_iter().map(vote).collect(),
        conclusion,
    };
    review::write(&ctx, &form).await?;
    redirect(&format!("{}?done=minutes-save", urls::review_meeting(case)));
    Ok(())
}

/// Records that the minutes were adopted.
#[server(endpoint = "review/adopt")]
pub async fn adopt_minutes(case: CaseId, revision: i64, #[server(default)] token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    review::adopt(&ctx, case, revision, &token).await?;
    redirect(&format!("{}?done=minutes-adopt", urls::review_minutes(case)));
    Ok(())
}

/// Signs the minutes.
#[server(endpoint = "review/sign")]
pub async fn sign_minutes(case: CaseId, sha256: String, password: String, #[server(default)] token: String) -> Result<(), AppError> {
    let ctx = context().await?;
    review::sign(&ctx, case, &sha256, &password, &token).await?;
    redirect(&format!("{}?done=minutes-sign", urls::review_minutes(case)));
    Ok(())
}

/// Reports on a remedy.
#[server(endpoint = "remedy/report")]
pub async fn report_remedy(
    campaign: String,
    id: RemedyId,
    revision: i64,
    progress: String,
    #[server(default)] done_on: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    review::report_remedy(&ctx, id, revision, &progress, &done_on).await?;
    redirect(&format!("{}?done=remedy-report", urls::follow_up(&campaign)));
    Ok(())
}

/// Confirms a remedy or sends it back: `act` is the button that was pressed.
#[server(endpoint = "remedy/judge")]
pub async fn judge_remedy(
    campaign: String,
    id: RemedyId,
    revision: i64,
    act: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let verdict = if act == "done" { Verdict::Done } else { Verdict::NotDone };
    review::judge_remedy(&ctx, id, revision, verdict, &note).await?;
    redirect(&format!("{}?done=remedy-judge", urls::follow_up(&campaign)));
    Ok(())
}

/// Records a consequence.
#[server(endpoint = "consequence/record")]
pub async fn record_consequence(
    campaign: String,
    #[server(default)] case: String,
    #[server(default)] kind: String,
    subject_post: String,
    legal_basis: String,
    description: String,
    decision_number: String,
    decided_on: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = ConsequenceForm { case, kind, subject_post, legal_basis, description, decision_number, decided_on };
    review::record_consequence(&ctx, &form).await?;
    redirect(&format!("{}?xem=xu-ly&done=consequence-record", urls::follow_up(&campaign)));
    Ok(())
}

/// Records support.
#[server(endpoint = "support/record")]
pub async fn record_support(
    campaign: String,
    #[server(default)] unit: String,
    #[server(default)] target: String,
    #[server(default)] kind: String,
    description: String,
    amount: String,
    given_on: String,
    source: String,
) -> Result<(), AppError> {
    let ctx = context().await?;
    let form = SupportForm { campaign: campaign.clone(), unit, target, kind, description, amount, given_on, source };
    review::record_support(&ctx, &form).await?;
    redirect(&format!("{}?done=support-record", urls::follow_up(&campaign)));
    Ok(())
}
