//! The organisation tree on a day, and the search in it.

use crate::components::{Empty, Field, FieldKind, FieldWidth, PageHead, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::text::{t, tf};
use crate::urls;
use domain::organisation::UnitType;
use domain::{FigureValue, PersonId, UnitId, ValueKind, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::organisation::{Branch, Tree};
use time::Date;

/// The day that the address asks for, or today.
pub fn day_asked(today: Date) -> Date {
    let asked = query("ngay").and_then(|it| FigureValue::parse_as(ValueKind::Date, &it).ok());
    match asked.map(|it| it.value) {
        Some(FigureValue::Date(day)) => day,
        _ => today,
    }
}

/// What a unit is, in words; its code where it is of another list.
pub fn unit_type(code: &str) -> String {
    UnitType::of(code).map_or_else(|| code.to_owned(), |it| t(it.key()))
}

async fn load() -> Result<(Tree, Date, String), AppError> {
    let ctx = context().await?;
    let day = day_asked(ctx.today);
    let search = query("tim").unwrap_or_default();
    Ok((services::organisation::tree(&ctx, day, &search).await?, day, search))
}

/// The organisation tree.
#[component]
pub fn TreePage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load().await {
                    Ok((tree, day, search)) => Either::Left(shown(tree, day, search)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(tree: Tree, day: Date, search: String) -> AnyView {
    let count = tf("tree-count", &[("count", tree.branches.len().into())]);
    let asked = Listing::of_address(&["ngay"]);
    let rows = asked.part(&tree.branches).iter().cloned().map(row).collect_view();
    let pages = asked.pager(tree.branches.len());
    let people = people(&tree);
    let units = if tree.branches.is_empty() {
        view! { <Empty title=t("tree-none") text=t("tree-none-text")/> }.into_any()
    } else {
        view! {
            <Table title=t("tree-units") count=count>
                <thead><tr>
                    <th scope="col">{t("unit-name")}</th><th scope="col">{t("unit-code")}</th><th scope="col">{t("unit-type")}</th>
                    <th scope="col" class="number">{t("tree-posts")}</th><th scope="col" class="number">{t("tree-empty-posts")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {pages}
        }
        .into_any()
    };
    view! {
        <PageHead title=t("frame-organisation") crumbs_label=t("frame-crumbs") truth=vec![tf("tree-on", &[("day", show_date(day).into())])]/>
        <form class="filter-form" method="get" action=urls::ORGANISATION>
            <Field name="tim" label=t("tree-search") value=search width=FieldWidth::Medium/>
            <Field name="ngay" label=t("tree-day") value=show_date(day) kind=FieldKind::Date width=FieldWidth::Narrow/>
            <button class="button" type="submit">{t("tree-show")}</button>
        </form>
        {people}
        {units}
    }
    .into_any()
}

fn row(it: Branch) -> impl IntoView {
    let line = it.line;
    let indent = "\u{2003}".repeat(it.depth);
    view! {
        <tr>
            <th scope="row">{indent}<a href=urls::unit(UnitId(line.id))>{line.name_full}</a></th>
            <td data-label=t("unit-code")>{line.code.unwrap_or_default()}</td>
            <td data-label=t("unit-type")>{unit_type(&line.unit_type)}</td>
            <td class="number" data-label=t("tree-posts")>{line.posts}</td>
            <td class="number" data-label=t("tree-empty-posts")>{line.posts - line.held}</td>
        </tr>
    }
}

fn people(tree: &Tree) -> AnyView {
    if tree.people.is_empty() {
        return ().into_any();
    }
    let rows = tree
        .people
        .iter()
        .cloned()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row"><a href=urls::person(PersonId(it.person_id))>{it.person}</a></th>
                    <td data-label=t("post-title")>{it.title}</td>
                    <td data-label=t("unit-name")><a href=urls::unit(UnitId(it.unit_id))>{it.unit}</a></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("tree-people")>
            <thead><tr><th scope="col">{t("person-name")}</th><th scope="col">{t("post-title")}</th><th scope="col">{t("unit-name")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
