//! The expected figures that are missing, and the form for a named person's reasons.

use super::{part, words};
use crate::components::{Choice, Empty, Field, FieldWidth, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::{Typed, query};
use crate::forms::appraisal::ExcuseAppraisal;
use crate::forms::assessment::ExcuseFigures;
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::UnitId;
use domain::run::{RunKind, WhyMissing};
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::MissingList;

/// The list.
#[component]
pub fn MissingPage() -> impl IntoView {
    let code = part("campaign");
    let unit: Option<UnitId> = query("don-vi").and_then(|it| it.parse().ok());
    let page = query("trang").and_then(|it| it.parse().ok()).unwrap_or(1);
    let group = query("nhom");
    let action = ServerAction::<ExcuseFigures>::new();
    let excuse = ServerAction::<ExcuseAppraisal>::new();
    let error = action.value().get_untracked().and_then(Result::err).or_else(|| excuse.value().get_untracked().and_then(Result::err));
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, group.as_deref(), unit, page).await {
                    Ok((list, typed)) => show(&list, unit, page, &typed, (action, excuse), error.as_ref()),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, group: Option<&str>, unit: Option<UnitId>, page: usize) -> Result<(MissingList, Typed), AppError> {
    let ctx = context().await?;
    let list = services::assessment::missing_figures(&ctx, code, group, unit, page).await?;
    Ok((list, Typed::load().await?))
}

fn show(
    list: &MissingList,
    unit: Option<UnitId>,
    page: usize,
    typed: &Typed,
    (action, excuse): (ServerAction<ExcuseFigures>, ServerAction<ExcuseAppraisal>),
    error: Option<&AppError>,
) -> AnyView {
    let code = &list.campaign.code;
    let base = urls::missing_figures(code, &list.group.peer_group);
    let here = format!("{base}{}&trang={page}", unit.map(|it| format!("&don-vi={it}")).unwrap_or_default());
    let units: Vec<Choice> =
        list.by_unit.iter().map(|(id, name, count)| Choice::new(id.to_string(), format!("{name} ({count})"))).collect();
    let address = |number: usize| format!("{base}{}&trang={number}", unit.map(|it| format!("&don-vi={it}")).unwrap_or_default());
    let truth = vec![
        tf("assessment-missing-count", &[("count", list.in_group.into())]),
        tf("assessment-missing-explained", &[("count", list.explained.into())]),
    ];
    let ready = list.in_group == list.explained && list.appraisals.iter().all(|it| !it.reason.is_empty());
    let primary = (list.may_run && ready).then(|| {
        view! { <a class="button button-primary" href=urls::run_assessment(code, &list.group.peer_group, RunKind::Final)>{t("assessment-run-final")}</a> }.into_any()
    });
    let body = if list.total == 0 && !list.appraisals.is_empty() {
        ().into_any()
    } else if list.total == 0 {
        view! { <Empty title=t("assessment-missing-none-title") text=t("assessment-missing-none-text")/> }.into_any()
    } else {
        form(list, &here, typed, action, error)
    };
    let pages = pager(list.total, page, services::assessment::MISSING_PAGE, address);
    let filter = (!list.by_unit.is_empty()).then(|| {
        view! {
            <form class="filter-form" method="get" action=format!("{}/thieu", urls::ranking(code))>
                <input type="hidden" name="nhom" value=list.group.peer_group.clone()/>
                <Select name="don-vi" label=t("assessment-missing-by-unit") choices=units value=unit.map(|it| it.to_string()).unwrap_or_default() none=t("assessment-missing-all-units") width=FieldWidth::Medium/>
                <button class="button" type="submit">{t("list-filter")}</button>
            </form>
        }
    });
    view! {
        <PageHead title=tf("assessment-missing-title", &[("group", list.group.title.as_str().into())]) crumbs_label=t("assessment-crumbs")
            crumbs=words::crumbs(&list.campaign) primary truth/>
        <p>{t("assessment-missing-lead")}</p>
        {error.map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {filter}
        {body}
        {pages}
        {super::unappraised::list(list, &here, typed, excuse, error)}
    }
    .into_any()
}

fn form(list: &MissingList, here: &str, typed: &Typed, action: ServerAction<ExcuseFigures>, error: Option<&AppError>) -> AnyView {
    let rows = list
        .figures
        .iter()
        .enumerate()
        .map(|(at, it)| {
            let (why, meaning) = match it.why {
                WhyMissing::Absent => (t("assessment-why-absent"), Meaning::Failing),
                WhyMissing::Unverified => (t("assessment-why-unverified"), Meaning::Attention),
            };
            let name = format!("rows[{at}][reason]");
            let hidden = |key: &str, value: String| view! { <input type="hidden" name=format!("rows[{at}][{key}]") value=value/> };
            let reason = if list.may_excuse {
                let by = (!it.by.is_empty()).then(|| tf("assessment-reason-by", &[("name", it.by.as_str().into())]));
                view! {
                    {hidden("unit", it.unit.to_string())}
                    {hidden("variable", it.variable.to_string())}
                    {hidden("period", it.period.to_string())}
                    {if it.may_excuse {
                        view! { <Field name=name.clone() label=t("assessment-reason") value=typed.or(&name, it.reason.clone()) hint=by error=say::field(error, &name)/> }
                            .into_any()
                    } else {
                        // Sent blank, which leaves it alone, so that every box keeps its number.
                        view! { {hidden("reason", String::new())} {it.reason.clone()} }.into_any()
                    }}
                }
                .into_any()
            } else {
                it.reason.clone().into_any()
            };
            let figure = format!("/so-lieu/{}/{}?dot={}", it.unit, it.period, list.campaign.code);
            view! {
                <tr>
                    <th scope="row">{it.unit_name.clone()}</th>
                    <td data-label=t("assessment-head-variable")>{it.variable_title.clone()}</td>
                    <td data-label=t("assessment-head-period")><a href=figure>{words::period(it.period)}</a></td>
                    <td data-label=t("assessment-head-why")><Tag text=why meaning/></td>
                    <td data-label=t("assessment-head-reason")>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    let count = tf("assessment-missing-count", &[("count", list.total.into())]);
    let table = view! {
        <Table title=t("assessment-missing-table") count>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col">{t("assessment-head-variable")}</th>
                    <th scope="col">{t("assessment-head-period")}</th>
                    <th scope="col">{t("assessment-head-why")}</th>
                    <th scope="col">{t("assessment-head-reason")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any();
    if !list.may_excuse {
        return table;
    }
    let (campaign, group, here) = (list.campaign.id.to_string(), list.group.id.to_string(), here.to_owned());
    view! {
        <ActionForm action=action>
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="group" value=group/>
            <input type="hidden" name="back" value=here/>
            {table}
            <div class="actions"><button class="button" type="submit">{t("assessment-save-reasons")}</button></div>
        </ActionForm>
    }
    .into_any()
}
