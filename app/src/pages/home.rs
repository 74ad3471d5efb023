//! My work: what I owe by deadline, what waits for me.

use crate::components::{Empty, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{Lang, lang, t, tf};
use crate::urls;
use domain::show_date;
use domain::work::{WorkItem, WorkKind};
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::work::{self, Work};
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
    let count = it.items.len();
    let code = it.campaign.as_ref().map(|it| it.code.clone()).unwrap_or_default();
    let truth = it.campaign.iter().map(|it| it.title.clone()).chain([tf("home-today", &[("day", show_date(today).into())])]).collect();
    let list = if it.items.is_empty() {
        view! { <Empty title=t("home-nothing") text=t("home-nothing-hint")/> }.into_any()
    } else {
        let rows = it.items.iter().map(|it| row(it, &code, today)).collect_view();
        view! {
            <Table title=t("home-table") count=tf("home-count", &[("count", count.into())])>
                <thead><tr><th scope="col">{t("home-work")}</th><th scope="col">{t("home-unit")}</th><th scope="col">{t("home-due")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! { <PageHead title=t("home-title") crumbs_label=t("frame-crumbs") truth/> {list} }.into_any()
}

fn row(it: &WorkItem, code: &str, today: Date) -> AnyView {
    let due = it.due.map(|day| {
        let (meaning, word) = if day < today {
            (Meaning::Failing, tf("home-late", &[("days", (today - day).whole_days().into())]))
        } else if (day - today).whole_days() <= 7 {
            (Meaning::Attention, tf("home-soon", &[("days", (day - today).whole_days().into())]))
        } else {
            (Meaning::Neutral, t("home-later"))
        };
        view! { {show_date(day)} " " <Tag text=word meaning/> }
    });
    let period = it.period.map(|period| match lang() {
        Lang::Vi => period.name_vi(),
        Lang::En => period.name_en(),
    });
    let words = tf(it.kind.key(), &[("count", it.count.into())]);
    let words = period.map_or(words.clone(), |period| format!("{words} – {period}"));
    view! {
        <tr>
            <td data-label=t("home-work")><a href=address(it, code)>{words}</a></td>
            <td data-label=t("home-unit")>{it.unit.as_ref().map(|(_, name)| name.clone())}</td>
            <td data-label=t("home-due")>{due}</td>
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
