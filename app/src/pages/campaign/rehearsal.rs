//! A group's rules on the figures of the year before: who would pass, and what each target does.

use crate::components::{Density, Empty, KeyFigure, KeyFigures, Link, Meaning, Notice, PageHead, ShareBar, Table, Tag};
use crate::context::query;
use crate::pages::assessment::words;
use crate::pages::error::ErrorPage;
use crate::pages::listing::group_choice;
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::Rounded;
use domain::package::PackageError;
use domain::receipt::Outcome;
use domain::rehearsal::{Discernment, Rehearsal, TargetFinding};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::campaign::{RehearsalPage as Loaded, Rehearsed};
use std::collections::HashMap;

/// The page.
#[component]
pub fn RehearsalPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("campaign").unwrap_or_default();
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

async fn load(code: &str, group: Option<&str>) -> Result<Loaded, AppError> {
    Ok(services::campaign::rehearsal(&context().await?, code, group).await?)
}

fn show(it: &Loaded) -> AnyView {
    let code = &it.campaign.code;
    let mut truth = vec![it.rule_set.title.clone()];
    if let Rehearsed::Done { year, run_at, .. } = &it.rehearsed {
        truth.push(tf("rehearsal-figures-of", &[("year", year.to_string().into()), ("at", run_at.to_string().into())]));
    }
    truth.push(t("rehearsal-no-result"));
    let groups = group_choice(&it.groups, it.group.id, |group| urls::rehearsal(code, group));
    let body = match &it.rehearsed {
        Rehearsed::NoYearBefore => view! { <Empty title=t("rehearsal-none-title") text=t("rehearsal-none-text")/> }.into_any(),
        Rehearsed::DoesNotFit(errors) => misfits(errors),
        Rehearsed::Done { rehearsal, units, .. } => {
            view! { {keys(rehearsal)} {targets(it, rehearsal, units)} {results(rehearsal, units)} }.into_any()
        }
    };
    view! {
        <PageHead title=tf("rehearsal-title", &[("group", it.group.title.as_str().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] truth/>
        <p>{t("rehearsal-lead")}</p>
        {groups}
        {body}
    }
    .into_any()
}

fn misfits(errors: &[PackageError]) -> AnyView {
    let lines = errors
        .iter()
        .map(|it| view! { <li><code>{it.path.clone()}</code> ": " {tf(it.reason.key(), &[("detail", it.detail.clone().into())])}</li> })
        .collect_view();
    view! { <Notice meaning=Meaning::Failing title=t("rehearsal-misfit")><ul>{lines}</ul></Notice> }.into_any()
}

fn keys(it: &Rehearsal) -> AnyView {
    let count = |outcome: Outcome| it.receipt.results.iter().filter(|it| it.outcome == outcome).count();
    let (pass, all) = (count(Outcome::Pass), it.receipt.results.len());
    let silent = it.targets.iter().filter(|it| it.discernment != Discernment::TellsApart).count();
    let deciding = it.targets.iter().filter(|it| it.decides_outcome || !it.decides_order.is_empty()).count();
    let figures = vec![
        KeyFigure::new(t("rehearsal-pass"), format!("{pass} / {all}")),
        KeyFigure::new(t("rehearsal-silent"), format!("{silent} / {}", it.targets.len())),
        KeyFigure::new(t("rehearsal-deciding"), deciding.to_string()),
    ];
    view! { <KeyFigures figures/> }.into_any()
}

fn named(units: &HashMap<String, String>, codes: &[String]) -> String {
    codes.iter().map(|code| units.get(code).cloned().unwrap_or_else(|| code.clone())).collect::<Vec<_>>().join(", ")
}

/// A part of a whole in ten-thousandths.
fn share(part: usize, whole: usize) -> i64 {
    i64::try_from(part * 10_000 / whole.max(1)).unwrap_or_default()
}

fn targets(page: &Loaded, it: &Rehearsal, units: &HashMap<String, String>) -> AnyView {
    let row = |it: &TargetFinding| {
        let target = page.rule_set.target(&it.code);
        let meaning = match it.discernment {
            Discernment::TellsApart => Meaning::Good,
            Discernment::AllMeet | Discernment::NoneMeets => Meaning::Attention,
            Discernment::NoFigures | Discernment::AppliesToNone => Meaning::Failing,
        };
        let mut remarks = Vec::new();
        if it.decides_outcome {
            remarks.push(t("rehearsal-decides-outcome"));
        }
        if !it.decides_order.is_empty() {
            remarks.push(t("rehearsal-decides-order"));
        }
        if it.same_points && it.applicable > 1 {
            remarks.push(t("rehearsal-same-points"));
        }
        if !it.keeps_from_passing.is_empty() {
            remarks.push(tf("rehearsal-keeps", &[("units", named(units, &it.keeps_from_passing).into())]));
        }
        if !it.carries.is_empty() {
            remarks.push(tf("rehearsal-carries", &[("units", named(units, &it.carries).into())]));
        }
        let weight = target.map_or_else(String::new, |it| it.weight.quantity().fixed(2));
        let title = target.map_or_else(String::new, |it| it.title.clone());
        view! {
            <tr>
                <th scope="row">{format!("{}. {title}", it.code)}</th>
                <td class="number" data-label=t("target-weight")>{weight}</td>
                <td data-label=t("rehearsal-met")><ShareBar share_e4=share(it.met, it.applicable) meaning text=format!("{} / {}", it.met, it.applicable)/></td>
                <td class="number" data-label=t("rehearsal-not-reported")>{it.not_reported}</td>
                <td data-label=t("rehearsal-discernment")><Tag text=t(it.discernment.key()) meaning/></td>
                <td data-label=t("rehearsal-remarks")>{remarks.join(" ")}</td>
            </tr>
        }
    };
    let rows = it.targets.iter().map(row).collect_view();
    view! {
        <Table title=t("rehearsal-targets") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col" class="column-title">{t("target-title")}</th>
                    <th scope="col" class="number">{t("target-weight")}</th>
                    <th scope="col" class="column-date">{t("rehearsal-met")}</th>
                    <th scope="col" class="number">{t("rehearsal-not-reported")}</th>
                    <th scope="col">{t("rehearsal-discernment")}</th>
                    <th scope="col" class="column-title">{t("rehearsal-remarks")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn results(it: &Rehearsal, units: &HashMap<String, String>) -> AnyView {
    let mut results: Vec<_> = it.receipt.results.iter().collect();
    results.sort_by_key(|it| (it.rank.is_none(), it.rank));
    let rows = results
        .into_iter()
        .map(|it| {
            let (text, meaning) = words::outcome(it.outcome);
            view! {
                <tr>
                    <th scope="row">{units.get(&it.unit).cloned().unwrap_or_else(|| it.unit.clone())}</th>
                    <td class="number" data-label=t("assessment-head-rank")>{it.rank.map_or_else(|| "–".to_owned(), |it| it.to_string())}</td>
                    <td class="number" data-label=t("assessment-head-score")>{it.score.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese)}</td>
                    <td class="number" data-label=t("assessment-head-met")>{format!("{} / {}", it.met, it.applicable)}</td>
                    <td data-label=t("assessment-head-outcome")><Tag text meaning/></td>
                    <td data-label=t("assessment-head-grade")>{words::grade(it.grade.as_deref())}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("rehearsal-results") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col" class="number">{t("assessment-head-rank")}</th>
                    <th scope="col" class="number">{t("assessment-head-score")}</th>
                    <th scope="col" class="number">{t("assessment-head-met")}</th>
                    <th scope="col">{t("assessment-head-outcome")}</th>
                    <th scope="col">{t("assessment-head-grade")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
