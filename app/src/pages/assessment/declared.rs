//! What units declared beside what was verified, by unit and year, and an alert where nearly all got one grade.

use super::{part, words};
use crate::components::{Density, Empty, Meaning, Notice, PageHead, ShareBar, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::group_choice;
use crate::text::{t, tf};
use crate::urls;
use domain::Quantity;
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{DeclaredLine, DeclaredPage as Page};

/// The page.
#[component]
pub fn DeclaredPage() -> impl IntoView {
    let code = part("campaign");
    let group = query("nhom").filter(|it| !it.is_empty());
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, group.as_deref()).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, group: Option<&str>) -> Result<Page, AppError> {
    Ok(services::assessment::declared(&context().await?, code, group).await?)
}

fn show(it: &Page) -> AnyView {
    let truth = it.run.as_ref().map(|run| vec![words::kind(run.kind).0, tf("assessment-as-of", &[("at", run.at.to_string().into())])]);
    let body = if it.run.is_none() {
        view! { <Empty title=t("assessment-none-title") text=t("assessment-none-text")/> }.into_any()
    } else {
        view! { {alert(it)} {table(it)} }.into_any()
    };
    view! {
        <PageHead title=tf("declared-title", &[("group", it.group.title.as_str().into()), ("year", it.campaign.year.to_string().into())])
            crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&it.campaign) truth=truth.unwrap_or_default()/>
        <p>{t("declared-lead")}</p>
        {group_choice(&it.groups, it.group.id, |group| urls::declared(&it.campaign.code, group))}
        {body}
    }
    .into_any()
}

/// Whether nearly all got one grade.
fn alert(it: &Page) -> AnyView {
    match &it.same {
        Some(same) => {
            let args =
                [("count", same.units.into()), ("of", same.of.into()), ("grade", words::grade(Some(&same.grade)).into())];
            view! { <Notice meaning=Meaning::Attention title=tf("declared-same-grade", &args)>{t("declared-same-grade-more")}</Notice> }.into_any()
        }
        None => view! { <Notice meaning=Meaning::Neutral title=tf("declared-no-alert", &[("share", Quantity(services::assessment::NEARLY_ALL.0 * 100).to_string().into())])/> }.into_any(),
    }
}

/// A gap with its sign.
fn signed(gap: Quantity) -> String {
    if gap > Quantity::ZERO { format!("+{}", gap.fixed(2)) } else { gap.fixed(2) }
}

fn table(it: &Page) -> AnyView {
    let now = i64::from(it.campaign.year);
    let before: Vec<i64> = it.years.iter().copied().filter(|year| *year != now).collect();
    let most = it.lines.iter().filter_map(|line| gap(line, now)).map(|it| it.0.abs()).max().unwrap_or_default().max(1);
    let rows = it.lines.iter().map(|line| row(it, line, now, &before, most)).collect_view();
    let heads = before
        .iter()
        .map(|year| view! { <th scope="col" class="number">{tf("declared-gap-of", &[("year", year.to_string().into())])}</th> })
        .collect_view();
    view! {
        <Table title=t("declared-table") count=tf("declared-adjusted", &[("count", it.adjusted.into())]) density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col" class="number">{t("declared-declared")}</th>
                    <th scope="col" class="number">{t("declared-verified")}</th>
                    <th scope="col" class="column-wide">{tf("declared-gap-of", &[("year", now.to_string().into())])}</th>
                    {heads}
                    <th scope="col" class="number">{t("declared-years-above")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn gap(line: &DeclaredLine, year: i64) -> Option<Quantity> {
    line.gaps.iter().find(|it| it.0 == year).map(|it| it.1)
}

fn row(it: &Page, line: &DeclaredLine, now: i64, before: &[i64], most: i64) -> AnyView {
    let name = match line.unit {
        Some(unit) => view! { <a href=urls::result(&it.campaign.code, unit, None)>{line.name.clone()}</a> }.into_any(),
        None => line.name.clone().into_any(),
    };
    let bar = gap(line, now).map(|gap| {
        let meaning = if gap > Quantity::ZERO { Meaning::Attention } else { Meaning::Neutral };
        // The longest gap fills the bar.
        let share = i64::try_from(i128::from(gap.0.abs()) * 10_000 / i128::from(most)).unwrap_or_default();
        view! { <ShareBar share_e4=share meaning text=signed(gap)/> }
    });
    let earlier = before
        .iter()
        .map(|year| {
            let label = tf("declared-gap-of", &[("year", year.to_string().into())]);
            view! { <td class="number" data-label=label>{gap(line, *year).map_or_else(|| "–".to_owned(), signed)}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number" data-label=t("declared-declared")>{words::score(line.declared)}</td>
            <td class="number" data-label=t("declared-verified")>{words::score(line.verified)}</td>
            <td data-label=tf("declared-gap-of", &[("year", now.to_string().into())])>{bar}</td>
            {earlier}
            <td class="number" data-label=t("declared-years-above")>{format!("{} / {}", line.years_above, line.gaps.len())}</td>
        </tr>
    }
    .into_any()
}
