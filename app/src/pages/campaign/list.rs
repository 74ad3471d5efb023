//! The campaigns, newest year first.

use crate::components::{Empty, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::campaign::CampaignLine;

/// The list of campaigns.
#[component]
pub fn CampaignsPage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load().await {
                    Ok((list, may_run)) => Either::Left(shown(list, may_run)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load() -> Result<(Vec<CampaignLine>, bool), AppError> {
    Ok(services::campaign::list(&context().await?).await?)
}

fn shown(list: Vec<CampaignLine>, may_run: bool) -> AnyView {
    let primary = may_run.then(|| view! { <a class="button button-primary" href=urls::IMPORT>{t("campaigns-import")}</a> }.into_any());
    let secondary = may_run.then(|| view! { <a class="button" href=urls::NEW_CAMPAIGN>{t("campaigns-make")}</a> }.into_any());
    let count = tf("campaigns-count", &[("count", list.len().into())]);
    let is_empty = list.is_empty();
    let rows = list
        .into_iter()
        .map(|it| {
            let (state, meaning) =
                if it.state == "closed" { (t("campaign-closed"), Meaning::Neutral) } else { (t("campaign-open"), Meaning::Good) };
            view! {
                <tr>
                    <th scope="row"><a href=urls::campaign(&it.code)>{it.title}</a></th>
                    <td class="number" data-label=t("campaign-year")>{it.year}</td>
                    <td data-label=t("campaign-days")>{show_date(it.starts_on)} " – " {show_date(it.ends_on)}</td>
                    <td data-label=t("campaign-authority")>{it.authority}</td>
                    <td class="number" data-label=t("campaign-groups")>{it.groups}</td>
                    <td class="number" data-label=t("campaign-members")>{it.members}</td>
                    <td data-label=t("campaign-state")><Tag text=state meaning/></td>
                </tr>
            }
        })
        .collect_view();
    let table = if is_empty {
        view! { <Empty title=t("frame-no-campaign") text=t("campaigns-none-text")/> }.into_any()
    } else {
        view! {
            <Table title=t("campaigns-title") count=count>
                <thead><tr>
                    <th scope="col">{t("campaign-title")}</th><th scope="col" class="number">{t("campaign-year")}</th><th scope="col">{t("campaign-days")}</th>
                    <th scope="col">{t("campaign-authority")}</th><th scope="col" class="number">{t("campaign-groups")}</th>
                    <th scope="col" class="number">{t("campaign-members")}</th><th scope="col">{t("campaign-state")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! { <PageHead title=t("campaigns-title") crumbs_label=t("frame-crumbs") primary secondary/> {table} }.into_any()
}
