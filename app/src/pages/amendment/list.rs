//! The amendments of a campaign, which everybody in it sees.

use super::edition;
use super::{part, tag};
use crate::components::{Empty, Link, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::amendment::AmendmentState;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::amendment::{AmendmentLine, AmendmentList, amendments};

/// The page.
#[component]
pub fn AmendmentsPage() -> impl IntoView {
    let code = part("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok::<_, AppError>(amendments(&context().await?, &code).await?) };
                match loaded.await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &AmendmentList) -> AnyView {
    let code = &it.campaign.code;
    let new = it
        .may_propose
        .then(|| view! { <a class="button button-primary" href=urls::new_amendment(code, None)>{t("amendment-new")}</a> }.into_any());
    let rules = it.may_propose_rules.then(|| view! { <a class="button" href=urls::new_rules(code, None)>{t("amend-rules-new")}</a> " " });
    let body = if it.lines.is_empty() {
        view! { <Empty title=t("amendments-none") text=t("amendments-none-hint")/> }.into_any()
    } else {
        table(it)
    };
    view! {
        <PageHead title=t("amendments-title") crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] primary=new
            secondary=view! { {rules} <a class="button" href=urls::seals(code)>{t("seals-title")}</a> }.into_any()
            truth=vec![it.campaign.title.clone()]/>
        {edition::lines(code, &it.editions)}
        <p>{t("amendments-lead")}</p>
        {body}
    }
    .into_any()
}

fn table(it: &AmendmentList) -> AnyView {
    let rows = it.lines.iter().map(row).collect_view();
    view! {
        <Table title=t("amendments-title") count=tf("amendments-count", &[("count", it.lines.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("amendment-number")}</th>
                    <th scope="col">{t("amendment-target")}</th>
                    <th scope="col">{t("amendment-whom")}</th>
                    <th scope="col">{t("amendment-change")}</th>
                    <th scope="col">{t("amendment-effective")}</th>
                    <th scope="col">{t("amendment-state")}</th>
                    <th scope="col" class="number">{t("amendment-signed")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(line: &AmendmentLine) -> AnyView {
    let (it, content) = (&line.read.amendment, &line.content);
    let change = match &content.rules {
        Some(rules) => tf("amend-rules-count", &[("count", rules.lines.len().into())]),
        None => format!("{} → {}", super::old(content), super::new(content)),
    };
    let signed = match it.state {
        AmendmentState::Approved => format!("{}/{}", line.signed.1, line.signed.0),
        AmendmentState::Proposed | AmendmentState::Declined | AmendmentState::Replaced => "–".to_owned(),
    };
    view! {
        <tr>
            <th scope="row"><a href=urls::amendment(it.id)>{it.number.clone()}</a></th>
            <td data-label=t("amendment-target")>{super::subject(content)}</td>
            <td data-label=t("amendment-whom")>{super::whom(content)} <span class="table-more">{super::span(content)}</span></td>
            <td data-label=t("amendment-change")>{change}</td>
            <td data-label=t("amendment-effective")>{show_date(it.effective_on)}</td>
            <td data-label=t("amendment-state")>{tag(it.state)}</td>
            <td class="number" data-label=t("amendment-signed")>{signed}</td>
        </tr>
    }
    .into_any()
}
