//! The catalogue of what figures report: each variable with where it comes from and who verifies it.

use super::words;
use crate::components::{Empty, Link, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::text::{t, tf};
use crate::urls;
use domain::catalogue::Variable;
use domain::fold::sort_key;
use islands::{AppError, context};
use leptos::prelude::*;

/// The list of variables.
#[component]
pub fn VariablesPage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load().await {
                    Ok(list) => shown(&list),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load() -> Result<Vec<Variable>, AppError> {
    Ok(services::catalogue::variables(&context().await?).await?)
}

/// A text, or that nobody said it.
fn said(text: &str) -> AnyView {
    if text.is_empty() {
        view! { <Tag text=t("variable-unsaid") meaning=Meaning::Attention/> }.into_any()
    } else {
        text.to_owned().into_any()
    }
}

fn shown(list: &[Variable]) -> AnyView {
    let asked = Listing::of_address(&[]);
    let text = |it: &Variable| format!("{} {} {} {} {}", it.code, it.title, it.source, it.definition, words::area(&it.owner_area));
    let mut found: Vec<&Variable> = list.iter().filter(|it| asked.takes(&text(it))).collect();
    asked.sort(&mut found, |column, one, other| match column {
        "ma" => one.code.cmp(&other.code),
        "nguon" => sort_key(&one.source).cmp(&sort_key(&other.source)),
        "linh-vuc" => one.owner_area.cmp(&other.owner_area),
        _ => sort_key(&one.title).cmp(&sort_key(&other.title)),
    });
    let rows = asked
        .part(&found)
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row"><a href=urls::variable(it.id)>{it.title.clone()}</a></th>
                    <td data-label=t("variable-code")>{it.code.clone()}</td>
                    <td data-label=t("variable-unit")>{it.unit_of_measure.clone()}</td>
                    <td data-label=t("variable-source")>{said(&it.source)}</td>
                    <td data-label=t("variable-owner")>{said(&words::area(&it.owner_area))}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = (
        asked.head("variable-title", "ten"),
        asked.head("variable-code", "ma"),
        view! { <th scope="col">{t("variable-unit")}</th> },
        asked.head("variable-source", "nguon"),
        asked.head("variable-owner", "linh-vuc"),
    );
    let body = if list.is_empty() {
        view! { <Empty title=t("variables-none") text=t("variables-none-text")/> }.into_any()
    } else {
        view! {
            <Table title=t("variables-title") count=tf("variables-count", &[("count", found.len().into())]) tools=asked.form("variables-search")>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {asked.pager(found.len())}
        }
        .into_any()
    };
    let crumbs = vec![Link::new(t("frame-catalogue"), urls::CATALOGUE)];
    view! { <PageHead title=t("variables-title") crumbs_label=t("frame-crumbs") crumbs/> <p>{t("variables-lead")}</p> {body} }.into_any()
}
