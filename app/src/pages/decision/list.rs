//! The decisions of a campaign.

use super::{meaning, part};
use crate::components::{Empty, Link, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::decision::DecisionKind;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::decision::{DecisionList, ListedDecision, list};

/// The page.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let code = part("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str) -> Result<DecisionList, AppError> {
    let ctx = context().await?;
    Ok(list(&ctx, code).await?)
}

fn show(it: &DecisionList) -> AnyView {
    let code = &it.campaign.code;
    let publish = it.may_prepare.then(|| {
        let link = |group: &domain::Group| {
            let href = urls::prepare_decision(code, &group.peer_group, DecisionKind::Publication);
            view! { <a class="button" href=href>{tf("decision-prepare-publication", &[("group", group.title.clone().into())])}</a> " " }
        };
        it.groups.iter().map(link).collect_view()
    });
    let grading = it
        .may_grade
        .then(|| it.groups.first())
        .flatten()
        .map(|group| view! { <a class="button" href=urls::grading(code, &group.peer_group)>{t("grading-title")}</a> });
    let secondary = view! { {publish} {grading} }.into_any();
    let body = if it.decisions.is_empty() {
        view! { <Empty title=t("decisions-none-title") text=t("decisions-none-text")/> }.into_any()
    } else {
        let rows = it.decisions.iter().map(row).collect_view();
        view! {
            <Table title=t("decisions-title") count=tf("decisions-count", &[("count", it.decisions.len().into())])>
                <thead>
                    <tr>
                        <th scope="col">{t("decision-number")}</th>
                        <th scope="col">{t("decision-day")}</th>
                        <th scope="col">{t("decision-kind")}</th>
                        <th scope="col">{t("decision-about")}</th>
                        <th scope="col">{t("decision-state")}</th>
                        <th scope="col">{t("decision-who")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <PageHead title=tf("decisions-of", &[("year", it.campaign.year.to_string().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] secondary=Some(secondary) truth=vec![t("decisions-truth")]/>
        {body}
    }
    .into_any()
}

fn row(it: &ListedDecision) -> impl IntoView + use<> {
    let decision = &it.read.decision;
    let replaces = it
        .replaces
        .as_ref()
        .map(|it| view! { <span class="table-more">{tf("decision-replaces", &[("number", it.clone().into())])}</span> });
    let ended = it
        .read
        .ended_by
        .as_ref()
        .map(|name| view! { <span class="table-more">{tf("decision-ended-by", &[("name", name.clone().into())])}</span> });
    view! {
        <tr>
            <th scope="row"><a href=urls::decision(decision.id)>{decision.shown()}</a></th>
            <td data-label=t("decision-day")>{show_date(decision.decided_on)}</td>
            <td data-label=t("decision-kind")>{t(&decision.kind.key())} {replaces}</td>
            <td data-label=t("decision-about")>{it.about.clone()}</td>
            <td data-label=t("decision-state")><Tag text=t(&decision.state.key()) meaning=meaning(decision.state)/></td>
            <td data-label=t("decision-who")>{tf("decision-prepared-by", &[("name", it.read.prepared_by.clone().into())])} {ended}</td>
        </tr>
    }
}
