//! The search in the head: units, people and targets whose names hold the words, marks or not.

use crate::components::{Empty, PageHead, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::organisation::unit_type;
use crate::text::{t, tf};
use crate::urls;
use domain::{PersonId, RuleSetId, UnitId};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::search::{Found, List, Results, SHOWN, TargetFound};

/// What was found.
#[component]
pub fn SearchPage() -> impl IntoView {
    let text = query("q").unwrap_or_default().trim().chars().take(100).collect::<String>();
    view! {
        <Suspense>
            {
                let text = text.clone();
                Suspend::new(async move {
                    match load(&text).await {
                        Ok(it) => Either::Left(shown(&it, &text)),
                        Err(error) => Either::Right(view! { <ErrorPage error/> }),
                    }
                })
            }
        </Suspense>
    }
}

async fn load(text: &str) -> Result<Results, AppError> {
    Ok(services::search::find(&context().await?, text).await?)
}

fn shown(it: &Results, text: &str) -> AnyView {
    let none = it.units.lines.is_empty() && it.people.lines.is_empty() && it.targets.lines.is_empty();
    let title = if text.is_empty() { t("search-title") } else { tf("search-title-of", &[("text", text.into())]) };
    let body = match (text.is_empty(), none) {
        (true, _) => view! { <Empty title=t("search-nothing-asked") text=t("search-hint")/> }.into_any(),
        (false, true) => view! { <Empty title=t("search-none") text=t("search-none-hint")/> }.into_any(),
        (false, false) => view! { {units(&it.units)} {people(&it.people)} {targets(&it.targets)} }.into_any(),
    };
    view! {
        <PageHead title crumbs_label=t("frame-crumbs")/>
        <form class="filter-form" action=urls::SEARCH method="get">
            <div class="field">
                <label class="field-label" for="search-text">{t("search-label")}</label>
                <div class="field-row"><div class="field-box"><input id="search-text" type="search" name="q" value=text.to_owned() autocomplete="off"/></div></div>
            </div>
            <button class="button" type="submit">{t("frame-search-submit")}</button>
        </form>
        {body}
    }
    .into_any()
}

/// How many were found; where there are more, what to do.
fn count<T>(it: &List<T>) -> String {
    if it.more { tf("search-more", &[("count", SHOWN.into())]) } else { tf("search-count", &[("count", it.lines.len().into())]) }
}

fn units(list: &List<Found>) -> Option<AnyView> {
    let row = |it: &Found| {
        let above = it.unit.clone().unwrap_or_default();
        view! {
            <tr>
                <th scope="row"><a href=urls::unit(UnitId(it.id))>{it.name.clone()}</a></th>
                <td data-label=t("unit-type")>{unit_type(&it.detail)}</td>
                <td data-label=t("search-above")>{above}</td>
            </tr>
        }
    };
    (!list.lines.is_empty()).then(|| {
        let rows = list.lines.iter().map(row).collect_view();
        view! {
            <Table title=t("search-units") count=count(list)>
                <thead><tr><th scope="col">{t("unit-name")}</th><th scope="col">{t("unit-type")}</th><th scope="col">{t("search-above")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}

fn people(list: &List<Found>) -> Option<AnyView> {
    let row = |it: &Found| {
        let unit = it.unit_id.zip(it.unit.clone()).map(|(id, name)| view! { <a href=urls::unit(UnitId(id))>{name}</a> });
        view! {
            <tr>
                <th scope="row"><a href=urls::person(PersonId(it.id))>{it.name.clone()}</a></th>
                <td data-label=t("post-title")>{it.detail.clone()}</td>
                <td data-label=t("unit-name")>{unit}</td>
            </tr>
        }
    };
    (!list.lines.is_empty()).then(|| {
        let rows = list.lines.iter().map(row).collect_view();
        view! {
            <Table title=t("search-people") count=count(list)>
                <thead><tr><th scope="col">{t("person-name")}</th><th scope="col">{t("post-title")}</th><th scope="col">{t("unit-name")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}

fn targets(list: &List<TargetFound>) -> Option<AnyView> {
    let row = |it: &TargetFound| {
        let set = RuleSetId(it.rule_set_id);
        let version = tf("rule-set-version-line", &[("code", it.rule_set.clone().into()), ("version", it.version.into())]);
        view! {
            <tr>
                <th scope="row"><a href=urls::target(set, &it.code)>{it.code.clone()} ". " {it.title.clone()}</a></th>
                <td data-label=t("campaign-group-rules")>{version}</td>
            </tr>
        }
    };
    (!list.lines.is_empty()).then(|| {
        let rows = list.lines.iter().map(row).collect_view();
        view! {
            <Table title=t("search-targets") count=count(list)>
                <thead><tr><th scope="col">{t("exempt-target")}</th><th scope="col">{t("campaign-group-rules")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}
