//! The rule sets by version, with the dates in force.

use crate::components::{Empty, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::catalogue::RuleSetVersion;
use domain::policy::Action;
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;

/// The list of rule sets.
#[component]
pub fn CataloguePage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load().await {
                    Ok((list, writes)) => Either::Left(shown(list, writes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load() -> Result<(Vec<RuleSetVersion>, bool), AppError> {
    let ctx = context().await?;
    let writes = ctx.actor.may_somewhere(Action::EditCatalogue);
    Ok((services::catalogue::list(&ctx).await?, writes))
}

/// From when to when, in words.
pub fn in_force(it: &RuleSetVersion) -> String {
    match it.valid_to {
        Some(last) => tf("unit-days-ended", &[("from", show_date(it.valid_from).into()), ("to", show_date(last).into())]),
        None => tf("unit-days-open", &[("from", show_date(it.valid_from).into())]),
    }
}

fn shown(list: Vec<RuleSetVersion>, writes: bool) -> AnyView {
    let count = tf("catalogue-count", &[("count", list.len().into())]);
    let is_empty = list.is_empty();
    let rows = list
        .into_iter()
        .map(|it| {
            let days = in_force(&it);
            view! {
                <tr>
                    <th scope="row"><a href=urls::rule_set(it.id)>{it.title}</a></th>
                    <td data-label=t("rule-set-code")>{it.code}</td>
                    <td class="number" data-label=t("rule-set-version")>{it.version}</td>
                    <td data-label=t("rule-set-in-force")>{days}</td>
                    <td data-label=t("rule-set-basis")>{it.legal_basis}</td>
                </tr>
            }
        })
        .collect_view();
    let table = if is_empty {
        view! { <Empty title=t("catalogue-none") text=t("catalogue-none-text")/> }.into_any()
    } else {
        view! {
            <Table title=t("frame-catalogue") count=count>
                <thead><tr>
                    <th scope="col">{t("rule-set-title")}</th><th scope="col">{t("rule-set-code")}</th><th scope="col" class="number">{t("rule-set-version")}</th>
                    <th scope="col">{t("rule-set-in-force")}</th><th scope="col">{t("rule-set-basis")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let write = writes.then(|| view! { <a class="button" href=urls::RULE_DRAFTS>{t("draft-way")}</a> " " });
    let variables = view! { {write} <a class="button" href=urls::VARIABLES>{t("variables-title")}</a> }.into_any();
    view! { <PageHead title=t("frame-catalogue") crumbs_label=t("frame-crumbs") secondary=variables/> {table} }.into_any()
}
