//! One target (phiếu chỉ tiêu): what it is and on what it rests, how it is computed and rewarded, whose figures it counts, and how it stands in every
//! version of its rules.

use super::list::in_force;
use super::words;
use crate::components::{DefinitionList, Density, Empty, Fact, Link, PageHead, Table};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::RuleSetId;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::catalogue::TargetView;

/// The page.
#[component]
pub fn TargetPage() -> impl IntoView {
    let part = |name: &str| use_params_map().get_untracked().get(name);
    let (id, code) = (part("rule_set").and_then(|it| it.parse::<RuleSetId>().ok()), part("target").unwrap_or_default());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let view = services::catalogue::target(&context().await?, id.ok_or(AppError::NotFound)?, &code).await?;
                    Ok::<_, AppError>(view)
                };
                match loaded.await {
                    Ok(view) => shown(&view),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn shown(view: &TargetView) -> AnyView {
    let it = &view.version;
    let crumbs = vec![Link::new(t("frame-catalogue"), urls::CATALOGUE), Link::new(it.title.clone(), urls::rule_set(it.id))];
    let truth = vec![tf("rule-set-version-line", &[("code", it.code.clone().into()), ("version", it.version.into())]), in_force(it)];
    let way = |code: &Option<String>, label: &str| {
        code.as_ref()
            .map(|code| view! { <a class="button" href=urls::target(it.id, code)>{tf(label, &[("code", code.as_str().into())])}</a> " " })
    };
    let secondary = view! { {way(&view.neighbours.0, "target-before")} {way(&view.neighbours.1, "target-after")} }.into_any();
    view! {
        <PageHead title=format!("{}. {}", view.target.code, view.target.title) crumbs_label=t("frame-crumbs") crumbs truth secondary=Some(secondary)/>
        {facts(view)}
        {figures(view)}
        {versions(view)}
    }
    .into_any()
}

fn facts(view: &TargetView) -> AnyView {
    let it = &view.target;
    let basis = match (&it.legal_basis, view.version.legal_basis.as_str()) {
        (Some(own), _) => own.clone(),
        (None, "") => t("variable-unsaid"),
        (None, of_all) => tf("target-basis-of-all", &[("basis", of_all.into())]),
    };
    let remarks = words::remarks(it);
    let mut facts = vec![
        Fact::text(t("draft-box-definition"), it.definition.clone().unwrap_or_else(|| t("variable-unsaid"))),
        Fact::text(t("rule-set-basis"), basis),
        Fact::text(t("draft-box-unit"), it.unit.clone()),
        Fact::text(t("target-area"), words::area_of(&it.area, view.areas.iter())),
        Fact::text(t("target-weight"), it.weight.quantity().fixed(2)),
        Fact::text(t("target-formula"), words::formula(&it.measure, &view.variables)),
        Fact::text(t("target-goal"), words::goal(it)),
        Fact::text(t("target-points"), words::points(&it.points)),
    ];
    facts.extend(words::besides(it).into_iter().map(|(label, text)| Fact::text(label, text)));
    if !remarks.is_empty() {
        facts.push(Fact::text(t("target-remarks"), remarks));
    }
    view! { <DefinitionList facts/> }.into_any()
}

/// The figures that it counts, with their source and who verifies them.
fn figures(view: &TargetView) -> AnyView {
    if view.variables.is_empty() {
        return view! { <h2>{t("rule-set-variables")}</h2> <Empty title=t("target-no-figures") text=t("target-no-figures-text")/> }
            .into_any();
    }
    let rows = view
        .variables
        .iter()
        .map(|used| {
            let it = &used.variable;
            let said = |text: &str| if text.is_empty() { t("variable-unsaid") } else { text.to_owned() };
            let owner = if it.owner_area.is_empty() { t("variable-any-owner") } else { words::area(&it.owner_area) };
            let definition = (!it.definition.is_empty()).then(|| view! { <span class="table-more">{it.definition.clone()}</span> });
            let evidence = t(if used.evidence_required { "catalogue-yes" } else { "catalogue-no" });
            view! {
                <tr>
                    <th scope="row"><a href=urls::variable(it.id)>{it.title.clone()}</a> {definition}</th>
                    <td data-label=t("variable-code")>{it.code.clone()}</td>
                    <td data-label=t("variable-unit")>{it.unit_of_measure.clone()}</td>
                    <td data-label=t("variable-source")>{said(&it.source)}</td>
                    <td data-label=t("variable-owner")>{owner}</td>
                    <td data-label=t("variable-frequency")>{words::frequency(used.frequency)}</td>
                    <td data-label=t("variable-evidence")>{evidence}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("rule-set-variables")>
            <thead><tr>
                <th scope="col">{t("variable-title")}</th><th scope="col">{t("variable-code")}</th><th scope="col">{t("variable-unit")}</th>
                <th scope="col">{t("variable-source")}</th><th scope="col">{t("variable-owner")}</th>
                <th scope="col">{t("variable-frequency")}</th><th scope="col">{t("variable-evidence")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// The target of this code in every version of the rules.
fn versions(view: &TargetView) -> AnyView {
    let row = |(it, target): &(domain::catalogue::RuleSetVersion, Option<domain::package::Target>)| {
        let named = tf("target-version", &[("version", it.version.into())]);
        let here = it.id == view.version.id;
        let name = match (here, target) {
            (true, _) | (_, None) => named.into_any(),
            (false, Some(target)) => view! { <a href=urls::target(it.id, &target.code)>{named}</a> }.into_any(),
        };
        let said = match target {
            Some(target) => view! {
                <td data-label=t("target-goal")>{words::goal(target)}</td>
                <td class="number" data-label=t("target-weight")>{target.weight.quantity().fixed(2)}</td>
            }
            .into_any(),
            None => view! { <td colspan="2" data-label=t("target-goal")>{t("target-not-there")}</td> }.into_any(),
        };
        let differs = match target {
            _ if here => t("target-here"),
            Some(target) if *target == view.target => t("target-same"),
            _ => String::new(),
        };
        let difference = if differs.is_empty() {
            let href = format!("{}?voi={}", urls::rule_set_difference(view.version.id), it.id);
            view! { <a href=href>{t("rules-difference-way")}</a> }.into_any()
        } else {
            differs.into_any()
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=t("rule-set-in-force")>{in_force(it)}</td>
                {said}
                <td data-label=t("target-difference")>{difference}</td>
            </tr>
        }
    };
    let rows = view.versions.iter().map(row).collect_view();
    view! {
        <Table title=t("target-versions") density=Density::Dense>
            <thead><tr>
                <th scope="col">{t("rule-set-version")}</th><th scope="col">{t("rule-set-in-force")}</th><th scope="col">{t("target-goal")}</th>
                <th scope="col" class="number">{t("target-weight")}</th><th scope="col">{t("target-difference")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
