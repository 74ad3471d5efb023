//! What is sealed in a campaign: the rules of each group, the seal of each unit with who set it and when, and how it is recomputed.

use super::edition;
use super::part;
use crate::components::{Density, Empty, Link, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::{CommitmentId, Timestamp};
use islands::{AppError, context};
use leptos::prelude::*;
use services::seal::{Edition, SealPage, Sealed};

/// The page.
#[component]
pub fn SealsPage() -> impl IntoView {
    let code = part("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok::<_, AppError>(services::seal::page(&context().await?, &code).await?) };
                match loaded.await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &SealPage) -> AnyView {
    let code = &it.campaign.code;
    let groups = it.editions.iter().map(|edition| group(it, edition)).collect_view();
    view! {
        <PageHead title=t("seals-title") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))]
            secondary=view! { <a class="button" href=urls::amendments(code)>{t("amendments-title")}</a> }.into_any()
            truth=vec![it.campaign.title.clone()]/>
        <div class="prose">
            <p>{t("seals-lead")}</p>
            <p>{t("seals-recompute")}</p>
        </div>
        {groups}
    }
    .into_any()
}

fn group(page: &SealPage, edition: &Edition) -> AnyView {
    let seals: Vec<&Sealed> = page.seals.iter().filter(|it| it.group_id == edition.group_id).collect();
    let rows = seals.iter().map(|it| row(it)).collect_view();
    let table = if seals.is_empty() {
        view! { <Empty title=t("seals-none") text=t("seals-none-hint")/> }.into_any()
    } else {
        view! {
            <Table title=t("seals-table") count=tf("seals-count", &[("count", seals.len().into())]) density=Density::Dense>
                <thead>
                    <tr>
                        <th scope="col">{t("sheets-unit")}</th>
                        <th scope="col">{t("seals-by")}</th>
                        <th scope="col">{t("seals-at")}</th>
                        <th scope="col">{t("seals-digest")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <h2>{edition.group_title.clone()}</h2>
            {edition::line(&page.campaign.code, Some(edition))}
            <p class="small">{t("assessment-digest-rules")} ": " <code class="digest">{edition.sha256.clone()}</code></p>
            {table}
        </section>
    }
    .into_any()
}

fn row(it: &Sealed) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row"><a href=urls::commitment(CommitmentId(it.commitment_id))>{it.unit_name.clone()}</a></th>
            <td data-label=t("seals-by")>{it.person_name.clone()}</td>
            <td data-label=t("seals-at")>{Timestamp(it.sealed_at).to_string()}</td>
            <td data-label=t("seals-digest")><code class="digest">{it.sha256.clone()}</code></td>
        </tr>
    }
}
