//! My work: what I owe by deadline, what waits for my decision, what changed since I was here.

use crate::components::{Empty, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::pages::figure::words::period_name;
use crate::text::{t, tf};
use crate::urls;
use domain::work::{WorkItem, WorkKind};
use domain::{CaseId, CommitmentId, Event, Period, Timestamp, UnitId, show_date};
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::work::{self, Change, Work};
use time::Date;

/// The first page after signing in.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = match context().await {
                    Ok(ctx) => work::list(&ctx).await.map(|it| (ctx, it)).map_err(Into::into),
                    Err(error) => Err(error),
                };
                match loaded {
                    Ok((ctx, it)) => Either::Left(shown(it, ctx.today)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(it: Work, today: Date) -> AnyView {
    let code = it.campaign.as_ref().map(|it| it.code.clone()).unwrap_or_default();
    let truth = it.campaign.iter().map(|it| it.title.clone()).chain([tf("home-today", &[("day", show_date(today).into())])]).collect();
    // The next action is the first line of all.
    let primary = it.items.first().map(|it| view! { <a class="button button-primary" href=address(it, &code)>{words(it)}</a> }.into_any());
    let (decisions, owed): (Vec<_>, Vec<_>) = it.items.iter().partition(|it| it.kind.is_decision());
    let lists = if it.items.is_empty() {
        view! { <Empty title=t("home-nothing") text=t("home-nothing-hint")/> }.into_any()
    } else {
        view! { {list("home-owed", &owed, &code, today)} {list("home-decisions", &decisions, &code, today)} }.into_any()
    };
    view! { <PageHead title=t("home-title") crumbs_label=t("frame-crumbs") primary truth/> {lists} {changes(&it, &code)} }.into_any()
}

fn list(title: &str, items: &[&WorkItem], code: &str, today: Date) -> Option<AnyView> {
    (!items.is_empty()).then(|| {
        let rows = items.iter().map(|it| row(it, code, today)).collect_view();
        view! {
            <Table title=t(title) count=tf("home-count", &[("count", items.len().into())])>
                <thead><tr>
                    <th scope="col" class="column-wide">{t("home-work")}</th><th scope="col">{t("home-unit")}</th>
                    <th scope="col" class="column-date">{t("home-due")}</th><th scope="col" class="column-state">{t("home-state")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}

/// What others did since the person was here.
fn changes(it: &Work, code: &str) -> AnyView {
    let title = it.since.map_or_else(|| t("home-changes-lately"), |at| tf("home-changes-since", &[("at", at.to_string().into())]));
    if it.changes.is_empty() {
        return view! { <section><h2 class="table-title">{t("home-changes")}</h2><p class="soft">{t("home-changes-none")}</p></section> }
            .into_any();
    }
    let rows = it
        .changes
        .iter()
        .map(|it| {
            let event = Event::of(&it.event).map_or_else(|| it.event.clone(), |it| t(it.key()));
            let event = if it.number > 1 { tf("home-change-many", &[("event", event.into()), ("count", it.number.into())]) } else { event };
            let period = it.period.as_deref().and_then(|it| it.parse::<Period>().ok());
            let event = period.map_or(event.clone(), |period| format!("{event} – {}", period_name(period)));
            let event = match changed(it, period, code) {
                Some(href) => view! { <a href=href>{event}</a> }.into_any(),
                None => event.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{event}</th>
                    <td data-label=t("home-unit")>{it.unit.clone()}</td>
                    <td data-label=t("home-change-by")>{it.person.clone()}</td>
                    <td data-label=t("home-change-at")>{Timestamp(it.latest).to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title count=tf("home-count", &[("count", it.changes.len().into())])>
            <thead><tr>
                <th scope="col" class="column-wide">{t("home-change")}</th><th scope="col">{t("home-unit")}</th>
                <th scope="col" class="column-date">{t("home-change-by")}</th><th scope="col" class="column-state">{t("home-change-at")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// Where a change can be read.
fn changed(it: &Change, period: Option<Period>, code: &str) -> Option<String> {
    match it.subject.as_str() {
        "commitment" => Some(urls::commitment(CommitmentId(it.subject_id))),
        "review_case" => Some(urls::review(CaseId(it.subject_id))),
        "figure" => Some(urls::figures(UnitId(it.unit_id?), period?, None)),
        "key_task" => Some(urls::key_tasks(code)),
        "remedy" => Some(urls::follow_up(code)),
        "assessment_run" => Some(urls::ranking(code)),
        "campaign" => Some(urls::campaign(code)),
        _ => None,
    }
}

/// What is to be done, with its period.
fn words(it: &WorkItem) -> String {
    let words = tf(it.kind.key(), &[("count", it.count.into())]);
    it.period.map_or(words.clone(), |period| format!("{words} – {}", period_name(period)))
}

fn row(it: &WorkItem, code: &str, today: Date) -> AnyView {
    let state = it.due.map(|day| {
        let left = (day - today).whole_days();
        let (meaning, word) = match left {
            ..0 => (Meaning::Failing, tf("home-late", &[("days", (-left).into())])),
            0 => (Meaning::Attention, t("home-due-today")),
            1..=7 => (Meaning::Attention, tf("home-soon", &[("days", left.into())])),
            _ => (Meaning::Neutral, tf("home-soon", &[("days", left.into())])),
        };
        view! { <Tag text=word meaning/> }
    });
    view! {
        <tr>
            <th scope="row"><a href=address(it, code)>{words(it)}</a></th>
            <td data-label=t("home-unit")>{it.unit.as_ref().map(|(_, name)| name.clone())}</td>
            <td data-label=t("home-due")>{it.due.map_or_else(|| t("home-no-due"), show_date)}</td>
            <td data-label=t("home-state")>{state}</td>
        </tr>
    }
    .into_any()
}

fn address(it: &WorkItem, code: &str) -> String {
    let unit = it.unit.as_ref().map(|(id, _)| id.0);
    match (it.kind, it.subject, unit, it.period) {
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal | WorkKind::CountersignSheet, Some(id), ..) => format!("/cam-ket/{id}"),
        (WorkKind::SignSheet, Some(id), ..) => format!("/cam-ket/{id}/ky"),
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal | WorkKind::SignSheet | WorkKind::CountersignSheet, ..) => {
            format!("{}/cam-ket", urls::campaign(code))
        }
        (WorkKind::EnterFigures | WorkKind::CorrectFigures | WorkKind::SubmitFigures, _, Some(unit), Some(period)) => {
            format!("/so-lieu/{unit}/{period}")
        }
        (WorkKind::EnterFigures | WorkKind::CorrectFigures | WorkKind::SubmitFigures, ..) => format!("{}/so-lieu", urls::campaign(code)),
        (WorkKind::VerifyFigures, ..) => format!("{}/xac-minh", urls::campaign(code)),
        (WorkKind::ReportTask, ..) => format!("{}/nhiem-vu", urls::campaign(code)),
        (WorkKind::WriteReports, Some(id), ..) => format!("/kiem-diem/{id}/bao-cao"),
        (WorkKind::HoldMeeting, Some(id), ..) => format!("/kiem-diem/{id}/hoi-nghi"),
        (WorkKind::SignMinutes, Some(id), ..) => format!("/kiem-diem/{id}/bien-ban"),
        (WorkKind::FinishRemedy | WorkKind::ConfirmRemedy, Some(id), ..) => format!("/kiem-diem/{id}"),
        (WorkKind::WriteReports | WorkKind::HoldMeeting | WorkKind::SignMinutes, ..) => format!("{}/kiem-diem", urls::campaign(code)),
        (WorkKind::FinishRemedy | WorkKind::ConfirmRemedy, ..) => format!("{}/theo-doi", urls::campaign(code)),
    }
}
