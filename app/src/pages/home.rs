//! My work: what I owe by deadline, what waits for me.

use crate::components::{Empty, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{Lang, lang, t, tf};
use crate::urls;
use domain::{Campaign, CaseId, CommitmentId, RemedyId, show_date};
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
    let truth = it.campaigns.iter().map(|it| it.title.clone()).chain([tf("home-today", &[("day", show_date(today).into())])]).collect();
    let list = if it.items.is_empty() {
        view! { <Empty title=t("home-nothing") text=t("home-nothing-hint")/> }.into_any()
    } else {
        let several = it.campaigns.len() > 1;
        let line = |item: &WorkItem| {
            let campaign = it.campaign(item);
            row(item, campaign.map_or("", |it| it.code.as_str()), campaign.filter(|_| several), today)
        };
        let rows = it.items.iter().map(line).collect_view();
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

/// A line; its campaign is named where there are lines of several.
fn row(it: &WorkItem, code: &str, campaign: Option<&Campaign>, today: Date) -> AnyView {
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
            <td data-label=t("home-work")>
                <a href=address(it, code)>{words}</a>
                {campaign.map(|it| view! { <span class="table-more">{it.title.clone()}</span> })}
            </td>
            <td data-label=t("home-unit")>{it.unit.as_ref().map(|(_, name)| name.clone())}</td>
            <td data-label=t("home-due")>{due}</td>
        </tr>
    }
    .into_any()
}

fn address(it: &WorkItem, code: &str) -> String {
    let unit = it.unit.as_ref().map(|(id, _)| *id);
    match (it.kind, it.subject, unit, it.period) {
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal, Some(id), ..) => urls::commitment(CommitmentId(id)),
        (WorkKind::SignSheet | WorkKind::CountersignSheet, Some(id), ..) => urls::commitment_sign(CommitmentId(id)),
        (WorkKind::ProposeSheet | WorkKind::AnswerProposal, ..) => urls::commitments_of(code, "dang-thong-nhat"),
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
    }
}
