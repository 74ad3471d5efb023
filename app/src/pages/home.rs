//! My work: what I owe by deadline, what waits for my decision, what changed since I was here.

use crate::components::{Empty, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::pages::figure::words::period_name;
use crate::text::{t, tf};
use crate::urls;
use domain::work::{WorkItem, WorkKind};
use domain::{AmendmentId, AppealId, CaseId, CommitmentId, DecisionId, Event, Period, RemedyId, ScanId, Timestamp, UnitId, show_date};
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
    let code = it.campaigns.first().map(|it| it.code.clone()).unwrap_or_default();
    let truth = it.campaigns.iter().map(|it| it.title.clone()).chain([tf("home-today", &[("day", show_date(today).into())])]).collect();
    // The next action is the first line of all.
    let primary = it
        .items
        .first()
        .map(|item| view! { <a class="button button-primary" href=address(item, code_of(&it, item))>{words(item)}</a> }.into_any());
    let (decisions, owed): (Vec<_>, Vec<_>) = it.items.iter().partition(|it| it.kind.is_decision());
    let lists = if it.items.is_empty() {
        view! { <Empty title=t("home-nothing") text=t("home-nothing-hint")/> }.into_any()
    } else {
        view! { {list("home-owed", &it, &owed, today)} {list("home-decisions", &it, &decisions, today)} }.into_any()
    };
    view! { <PageHead title=t("home-title") crumbs_label=t("frame-crumbs") primary truth/> {lists} {changes(&it, &code)} }.into_any()
}

/// The code of a line's campaign.
fn code_of<'w>(it: &'w Work, item: &WorkItem) -> &'w str {
    it.campaign(item).map_or("", |it| it.code.as_str())
}

fn list(title: &str, it: &Work, items: &[&WorkItem], today: Date) -> Option<AnyView> {
    (!items.is_empty()).then(|| {
        let rows = items.iter().map(|item| row(it, item, today)).collect_view();
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
        "amendment" => Some(urls::amendment(AmendmentId(it.subject_id))),
        "appeal" => Some(urls::appeal(AppealId(it.subject_id))),
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

/// A line; its campaign is named where there are lines of several.
fn row(work: &Work, it: &WorkItem, today: Date) -> AnyView {
    let campaign = work.campaign(it).filter(|_| work.campaigns.len() > 1);
    let state = it.due.map(|day| {
        let left = (day - today).whole_days();
        let (meaning, word) = match left {
            ..0 => (Meaning::Failing, tf("home-late", &[("days", (-left).into())])),
            0 => (Meaning::Attention, t("home-due-today")),
            1..=7 => (Meaning::Attention, tf("home-soon", &[("days", left.into())])),
            _ => (Meaning::Neutral, tf("home-soon", &[("days", left.into())])),
        };
        view! { <Tag text=word meaning/> }.into_any()
    });
    let state = state.unwrap_or_else(|| "–".into_any());
    view! {
        <tr>
            <th scope="row">
                <a href=address(it, code_of(work, it))>{words(it)}</a>
                {campaign.map(|it| view! { <span class="table-more">{it.title.clone()}</span> })}
            </th>
            <td data-label=t("home-unit")>{it.unit.as_ref().map_or_else(|| "–".to_owned(), |(_, name)| name.clone())}</td>
            <td data-label=t("home-due")>{it.due.map_or_else(|| t("home-no-due"), show_date)}</td>
            <td data-label=t("home-state")>{state}</td>
        </tr>
    }
    .into_any()
}

fn address(it: &WorkItem, code: &str) -> String {
    let unit = it.unit.as_ref().map(|(id, _)| *id);
    match (it.kind, it.subject, unit, it.period) {
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal | WorkKind::AnswerDeclined, Some(id), ..) => urls::commitment(CommitmentId(id)),
        (WorkKind::SignSheet | WorkKind::CountersignSheet, Some(id), ..) => urls::commitment_sign(CommitmentId(id)),
        (WorkKind::ConfirmScan, Some(id), ..) => urls::scan(ScanId(id)),
        (WorkKind::ConfirmScan, ..) => urls::scans(code),
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal, ..) => urls::commitments_of(code, "dang-thong-nhat"),
        (WorkKind::AnswerDeclined, ..) => urls::commitments_of(code, "tu-choi"),
        (WorkKind::SignSheet, ..) => urls::commitments_of(code, "chua-ky"),
        (WorkKind::CountersignSheet, ..) => urls::commitments_of(code, "chua-xac-nhan"),
        (WorkKind::EnterFigures | WorkKind::CorrectFigures | WorkKind::SubmitFigures, _, Some(unit), Some(period)) => {
            urls::figures(unit, period, Some(code))
        }
        (WorkKind::EnterFigures | WorkKind::CorrectFigures | WorkKind::SubmitFigures, ..) => urls::figures_overview(code),
        (WorkKind::VerifyFigures, ..) => urls::verification(code),
        (WorkKind::ReportTask | WorkKind::SubmitTask | WorkKind::VerifyTask, ..) => urls::key_tasks(code),
        (WorkKind::WriteReports, Some(id), ..) => urls::review(CaseId(id)),
        (WorkKind::CallMeeting | WorkKind::HoldMeeting, Some(id), ..) => urls::review_meeting(CaseId(id)),
        (WorkKind::SignMinutes, Some(id), ..) => urls::review_minutes(CaseId(id)),
        (WorkKind::WriteReports | WorkKind::CallMeeting | WorkKind::HoldMeeting | WorkKind::SignMinutes, ..) => urls::reviews(code),
        (WorkKind::FinishRemedy | WorkKind::ConfirmRemedy, Some(id), ..) => urls::remedy(code, RemedyId(id)),
        (WorkKind::FinishRemedy | WorkKind::ConfirmRemedy, ..) => urls::follow_up(code),
        (WorkKind::DecideAmendment | WorkKind::SignAmendment, Some(id), ..) => urls::amendment(AmendmentId(id)),
        (WorkKind::DecideAmendment | WorkKind::SignAmendment, ..) => urls::amendments(code),
        (WorkKind::ApproveDecision, Some(id), ..) => urls::decision(DecisionId(id)),
        (WorkKind::ApproveDecision, ..) => urls::decisions(code),
        (WorkKind::AssignAppeal | WorkKind::AnswerAppeal, Some(id), ..) => urls::appeal(AppealId(id)),
        (WorkKind::AssignAppeal | WorkKind::AnswerAppeal, ..) => urls::appeals(code),
    }
}
