//! The appeals of a campaign.

use super::{part, state};
use crate::components::{Empty, Link, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{code_key, t, tf};
use crate::urls;
use domain::appeal::AppealState;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::appeal::{AppealList, Kept, list};
use time::Date;

/// The page.
#[component]
pub fn AppealsPage() -> impl IntoView {
    let code = part("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok::<_, AppError>((list(&ctx, &code).await?, ctx.today))
                };
                match loaded.await {
                    Ok((it, today)) => show(&it, today),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &AppealList, today: Date) -> AnyView {
    let code = &it.campaign.code;
    let open = it.appeals.iter().filter(|it| it.appeal.is_open()).count();
    let body = if it.appeals.is_empty() {
        let decisions = urls::decisions(code);
        view! {
            <Empty title=t("appeals-none-title") text=t("appeals-none-text")>
                <a class="button" href=decisions>{t("decisions-title")}</a>
            </Empty>
        }
        .into_any()
    } else {
        let rows = it.appeals.iter().map(|it| row(it, today)).collect_view();
        view! {
            <Table title=t("appeals-title") count=tf("appeals-count", &[("count", it.appeals.len().into()), ("open", open.into())])>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-unit")}</th>
                        <th scope="col">{t("appeal-about")}</th>
                        <th scope="col" class="column-date">{t("appeal-filed")}</th>
                        <th scope="col" class="column-date">{t("appeal-due")}</th>
                        <th scope="col">{t("appeal-reviewer")}</th>
                        <th scope="col" class="column-state">{t("appeal-state")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <PageHead title=tf("appeals-of", &[("year", it.campaign.year.to_string().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))]
            truth=vec![t("appeals-truth")]/>
        {body}
    }
    .into_any()
}

fn row(it: &Kept, today: Date) -> impl IntoView + use<> {
    let (text, meaning) = state(&it.appeal.state);
    let late = it.appeal.is_overdue(today).then(|| view! { " " <Tag text=t("appeal-late") meaning=Meaning::Failing/> });
    let outcome = match &it.appeal.state {
        AppealState::Answered { outcome, .. } => {
            Some(view! { <span class="table-more">{t(&code_key("appeal-outcome", outcome.code()))}</span> })
        }
        AppealState::Filed | AppealState::InReview { .. } | AppealState::Withdrawn { .. } => None,
    };
    let about = if it.target.is_some() { it.target_title.clone() } else { t("appeal-whole") };
    view! {
        <tr>
            <th scope="row"><a href=urls::appeal(it.id)>{it.unit_name.clone()}</a></th>
            <td data-label=t("appeal-about")>{about}</td>
            <td data-label=t("appeal-filed")>{show_date(it.appeal.filed.1.date())}</td>
            <td data-label=t("appeal-due")>{show_date(it.appeal.due_on)}</td>
            <td data-label=t("appeal-reviewer")>{it.reviewer.clone().unwrap_or_else(|| "–".to_owned())}</td>
            <td data-label=t("appeal-state")><Tag text meaning/> {late} {outcome}</td>
        </tr>
    }
}
