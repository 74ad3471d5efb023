//! One case: its steps, the locked facts, the ways to reports, meeting and minutes, what happened.

use super::parts::{case_of_address, code_key, failure, next, state_key, state_tag, way};
use crate::components::{ForWord, Meaning, PageHead, Step, StepStanding, Stepper, Table, Tag, TextArea, Timeline};
use crate::context::Typed;
use crate::forms::review::{AskQuestion, CloseCase};
use crate::pages::error::ErrorPage;
use crate::pages::history::way as way_to_history;
use crate::text::{t, tf};
use crate::{say, told, urls};
use domain::review::{CaseState, ReportKind};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::history::Subject;
use services::review::{self, CaseView};

/// A case.
#[component]
pub fn CasePage() -> impl IntoView {
    let id = case_of_address();
    let ask = ServerAction::<AskQuestion>::new();
    let close = ServerAction::<CloseCase>::new();
    let error = ask.value().get_untracked().and_then(Result::err).or_else(|| close.value().get_untracked().and_then(Result::err));
    let load = async move {
        let ctx = context().await?;
        Ok::<_, AppError>((review::view(&ctx, id.ok_or(AppError::NotFound)?).await?, Typed::load().await?))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, typed)) => Either::Left(shown(it, &typed, ask, close, error.as_ref())),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(it: CaseView, typed: &Typed, ask: ServerAction<AskQuestion>, close: ServerAction<CloseCase>, error: Option<&AppError>) -> AnyView {
    let id = it.case.id;
    let truth = vec![next(it.case.state), tf("review-due", &[("day", show_date(it.case.due_on).into())])];
    // The head writes two reports; who has submitted the first goes on to the second.
    let collective_in = it.reports.iter().any(|it| it.kind == ReportKind::Collective && it.submitted.is_some());
    let personal_next = it.case.state == CaseState::Opened && collective_in && it.may_read_personal;
    let href = match it.case.state {
        CaseState::Opened if personal_next => urls::review_report(id, ReportKind::Personal),
        CaseState::Opened => urls::review_report(id, ReportKind::Collective),
        CaseState::Reported | CaseState::MeetingCalled => urls::review_meeting(id),
        CaseState::MeetingHeld | CaseState::MinutesAdopted => urls::review_minutes(id),
        CaseState::Signed | CaseState::Closed => urls::follow_up(&it.campaign.code),
    };
    let go = if personal_next { t("review-go-personal") } else { t(&code_key("review-go", it.case.state.code())) };
    let primary = view! { <a class="button button-primary" href=href>{go}</a> }.into_any();
    let secondary = links(&it);
    view! {
        <PageHead title=it.unit.name_full.clone() crumbs_label=t("frame-crumbs") crumbs=way(&it.campaign, None) tag=state_tag(it.case.state)
            primary=primary secondary=secondary truth history=way_to_history(Subject::Case, id.0)/>
        {failure(error)}
        {steps(&it)}
        {facts(&it)}
        {papers(&it)}
        {questions(&it, typed, ask, error)}
        {closing(&it, close)}
        {history(&it)}
    }
    .into_any()
}

fn links(it: &CaseView) -> AnyView {
    let id = it.case.id;
    let personal = it.may_read_personal.then(|| {
        view! { <a class="button" href=urls::review_report(id, ReportKind::Personal)>{t("review-report-personal")}</a> }
    });
    let meeting =
        (it.case.state >= CaseState::Reported).then(|| view! { <a class="button" href=urls::review_meeting(id)>{t("review-meeting")}</a> });
    let minutes = it.meeting.is_some().then(|| view! { <a class="button" href=urls::review_minutes(id)>{t("review-minutes")}</a> });
    view! {
        <a class="button" href=urls::review_report(id, ReportKind::Collective)>{t("review-report-collective")}</a>
        {personal} {meeting} {minutes}
    }
    .into_any()
}

fn steps(it: &CaseView) -> AnyView {
    let details = |state: CaseState| match state {
        CaseState::Opened => it.case.opened_at.to_string(),
        CaseState::Reported => {
            tf("review-step-reports", &[("count", it.reports.iter().filter(|it| it.submitted.is_some()).count().into())])
        }
        CaseState::MeetingCalled | CaseState::MeetingHeld => it.meeting.as_ref().map(|it| show_date(it.held_on)).unwrap_or_default(),
        CaseState::MinutesAdopted => it.meeting.as_ref().and_then(|it| it.adopted.as_ref()).map(|it| it.2.to_string()).unwrap_or_default(),
        CaseState::Signed => tf("review-step-signatures", &[("count", it.signatures.len().into())]),
        CaseState::Closed => it.case.closed_at.map(|it| it.to_string()).unwrap_or_default(),
    };
    // A state says what was done last, so the step after it is the one whose turn it is.
    let last = it.case.state;
    let mut now_given = false;
    let steps = CaseState::ALL
        .iter()
        .map(|state| {
            let (standing, key) = if *state <= last {
                (StepStanding::Done, "step-done")
            } else if now_given {
                (StepStanding::Next, "step-next")
            } else {
                now_given = true;
                (StepStanding::Now, "step-now")
            };
            Step { name: t(&state_key(*state)), detail: details(*state), standing, standing_text: t(&format!("review-{key}")) }
        })
        .collect::<Vec<_>>();
    view! { <Stepper steps/> }.into_any()
}

fn facts(it: &CaseView) -> AnyView {
    let rows = it
        .items
        .iter()
        .map(|item| {
            let facts = item.facts.clone();
            let (word, meaning) =
                if facts.met { (t("review-target-met"), Meaning::Good) } else { (t("review-target-missed"), Meaning::Failing) };
            view! {
                <tr>
                    <th scope="row">{facts.title}</th>
                    <td data-label=t("review-head-committed")>{facts.committed}</td>
                    <td data-label=t("review-head-achieved")>{facts.achieved}</td>
                    <td data-label=t("review-head-gap")>{facts.gap}</td>
                    <td data-label=t("review-head-result")><Tag text=word meaning/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("review-facts") count=t("review-facts-locked")>
            <thead><tr>
                <th scope="col">{t("review-head-target")}</th><th scope="col">{t("review-head-committed")}</th><th scope="col">{t("review-head-achieved")}</th>
                <th scope="col">{t("review-head-gap")}</th><th scope="col">{t("review-head-result")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn paper(pdf: String, label: String) -> impl IntoView {
    view! { <li><a href=pdf.clone()>{label}</a> " · " <ForWord pdf/></li> }
}

/// The papers of the case as files.
fn papers(it: &CaseView) -> AnyView {
    let id = it.case.id;
    // Before it is submitted only its writer reads it, on its own page.
    let submitted = it.reports.iter().any(|it| it.kind == ReportKind::Personal && it.submitted.is_some());
    let personal =
        (it.may_read_personal && submitted).then(|| paper(urls::review_report_pdf(id, ReportKind::Personal), t("review-papers-personal")));
    let minutes = it.meeting.is_some().then(|| paper(urls::review_minutes_pdf(id), t("review-papers-minutes")));
    view! {
        <section class="stack">
            <h2>{t("review-papers")}</h2>
            <ul>
                {paper(urls::review_report_pdf(id, ReportKind::Collective), t("review-papers-collective"))}
                {personal}
                {minutes}
                {paper(urls::review_bundle_pdf(id), t("review-papers-bundle"))}
            </ul>
        </section>
    }
    .into_any()
}

fn questions(it: &CaseView, typed: &Typed, ask: ServerAction<AskQuestion>, error: Option<&AppError>) -> Option<AnyView> {
    if it.questions.is_empty() && !it.may_ask {
        return None;
    }
    let list = it
        .questions
        .iter()
        .map(|it| view! { <li>{it.question.clone()} " – " <span class="soft">{it.by.clone()}</span></li> })
        .collect_view();
    let form = it.may_ask.then(|| {
        view! {
            {
                let boxes_view = view! {
                <input type="hidden" name="case" value=it.case.id.to_string()/>
                <TextArea name="question" label=t("review-question") value=typed.or("question", "") hint=t("review-question-hint") rows=3
                    error=say::field(error, "question") required=true/>
                <div class="actions"><button class="button" type="submit">{t("review-question-submit")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=ask attr:class="form">{boxes_view}</ActionForm> }
            }
        }
    });
    Some(view! { <section class="stack"><h2>{t("review-questions")}</h2><ol>{list}</ol>{form}</section> }.into_any())
}

fn closing(it: &CaseView, close: ServerAction<CloseCase>) -> Option<AnyView> {
    it.may_close.then(|| {
        view! {
            <section class="stack">
                <h2>{t("review-close-title")}</h2>
                <p>{t("review-close-text")}</p>
                {
                    let boxes_view = view! {
                    <input type="hidden" name="case" value=it.case.id.to_string()/>
                    <div class="actions"><button class="button" type="submit">{t("review-close-submit")}</button></div>
                    }
                    .into_any();
                    view! { <ActionForm action=close attr:class="form">{boxes_view}</ActionForm> }
                }
            </section>
        }
        .into_any()
    })
}

fn history(it: &CaseView) -> AnyView {
    let events = it.history.iter().map(told::event).collect::<Vec<_>>();
    view! { <section class="stack"><h2>{t("review-history")}</h2><Timeline events/></section> }.into_any()
}
