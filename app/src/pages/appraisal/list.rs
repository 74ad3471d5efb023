//! What waits for an appraisal in a group, with the three kinds of points side by side.

use super::group_choice;
use crate::components::{Empty, Link, Meaning, PageHead, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::figure::words::param;
use crate::pages::listing::pager;
use crate::text::{t, tf};
use crate::urls;
use domain::Quantity;
use islands::{AppError, context};
use leptos::prelude::*;
use services::appraisal::{Line, List};

/// How many lines a page shows.
const PAGE: usize = 100;

/// The list.
#[component]
pub fn AppraisalListPage() -> impl IntoView {
    let code = param("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok(it) => shown(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str) -> Result<List, AppError> {
    let ctx = context().await?;
    Ok(services::appraisal::list(&ctx, code, query("nhom").as_deref()).await?)
}

/// Points, or a dash.
pub fn amount(it: Option<Quantity>) -> String {
    it.map_or_else(|| "–".to_owned(), |it| it.to_string())
}

/// How a line stands, in words.
pub fn standing(it: &Line) -> (String, Meaning) {
    if it.exempt.is_some() {
        (t("assessment-status-exempt"), Meaning::Neutral)
    } else if it.appraisal.given.is_some() {
        (t("appraisal-standing-given"), Meaning::Good)
    } else if it.appraisal.own.as_ref().is_some_and(|it| it.submitted_at.is_some()) {
        (t("appraisal-standing-submitted"), Meaning::Attention)
    } else {
        (t("appraisal-standing-waiting"), Meaning::Attention)
    }
}

fn shown(it: &List) -> AnyView {
    let code = &it.campaign.code;
    let crumbs = vec![Link::new(it.campaign.title.clone(), urls::campaign(code))];
    let truth = vec![tf("appraisal-waiting-count", &[("count", it.waiting.into())])];
    let only_waiting = query("loc").as_deref() == Some("cho");
    let wanted: Vec<&Line> = it.lines.iter().filter(|it| !only_waiting || it.waits()).collect();
    let page = query("trang").and_then(|it| it.parse::<usize>().ok()).unwrap_or(1).clamp(1, wanted.len().div_ceil(PAGE).max(1));
    let base = urls::appraisals(code, &it.group.peer_group);
    let address = |page: usize| format!("{base}{}&trang={page}", if only_waiting { "&loc=cho" } else { "" });
    let other = if only_waiting {
        view! { <a href=base.clone()>{t("appraisal-show-all")}</a> }
    } else {
        view! { <a href=format!("{base}&loc=cho")>{t("appraisal-show-waiting")}</a> }
    };
    let content = if it.lines.is_empty() {
        view! { <Empty title=t("appraisal-none-title") text=t("appraisal-none-text")/> }.into_any()
    } else {
        let rows = wanted.iter().skip((page - 1) * PAGE).take(PAGE).map(|line| row(code, line)).collect_view();
        let count = tf("assessment-target-count", &[("count", wanted.len().into())]);
        view! {
            <p>{other}</p>
            <Table title=t("appraisal-table") count>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-unit")}</th>
                        <th scope="col">{t("assessment-head-target")}</th>
                        <th scope="col" class="number">{t("appraisal-self")}</th>
                        <th scope="col" class="number">{t("appraisal-appraised")}</th>
                        <th scope="col" class="number">{t("appraisal-survey")}</th>
                        <th scope="col">{t("adjustment-standing")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <PageHead title=tf("appraisal-title", &[("group", it.group.title.as_str().into())]) crumbs_label=t("assessment-crumbs") crumbs truth/>
        <p>{t("appraisal-lead")}</p>
        <p><a href=urls::adjustments(code, &it.group.peer_group)>{t("adjustment-way")}</a></p>
        {group_choice(format!("/dot/{code}/tham-dinh"), &it.groups, &it.group)}
        {content}
        {pager(wanted.len(), page, PAGE, address)}
    }
    .into_any()
}

fn row(code: &str, it: &Line) -> AnyView {
    let (text, meaning) = standing(it);
    let (own, given) = (it.appraisal.own.as_ref(), it.appraisal.given.as_ref());
    let href = format!("{}#{}", urls::unit_points(code, it.unit), it.target.code);
    view! {
        <tr>
            <th scope="row">{it.unit_name.clone()}</th>
            <td data-label=t("assessment-head-target")>
                <a href=href>{format!("{}. {}", it.target.code, it.target.title)}</a>
                <span class="table-more">{super::unit::limits(it)}</span>
            </td>
            <td class="number" data-label=t("appraisal-self")>{amount(own.map(|it| it.points))}</td>
            <td class="number" data-label=t("appraisal-appraised")>{amount(given.map(|it| it.appraised))}</td>
            <td class="number" data-label=t("appraisal-survey")>{amount(given.and_then(|it| it.survey))}</td>
            <td data-label=t("adjustment-standing")><Tag text meaning/></td>
        </tr>
    }
    .into_any()
}
