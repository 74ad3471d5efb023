//! One rule set: its targets by area with weights, formulas and points in words; when a unit passes; which campaigns go by it.

use super::list::in_force;
use super::words;
use crate::boxes::{Boxes, refused};
use crate::components::{DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, PageHead, Table, TextArea};
use crate::context::query;
use crate::forms::catalogue::DateRuleSet;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::{Quantity, RuleSetId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::catalogue::RuleSetView;
use services::history::Subject;

/// A rule set's page.
#[component]
pub fn RuleSetPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("rule_set").and_then(|it| it.parse::<RuleSetId>().ok());
    let action = ServerAction::<DateRuleSet>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(id, refused(action)).await {
                    Ok((view, boxes)) => Either::Left(shown(view, action, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(id: Option<RuleSetId>, error: Option<AppError>) -> Result<(RuleSetView, Boxes), AppError> {
    let view = services::catalogue::get(&context().await?, id.ok_or(AppError::NotFound)?).await?;
    Ok((view, Boxes::load(error).await?))
}

fn shown(view: RuleSetView, action: ServerAction<DateRuleSet>, boxes: &Boxes) -> AnyView {
    let address = urls::rule_set(view.version.id);
    let dates = view.may_edit.then(|| view! { <a class="button" href=urls::at_work(&address, "hieu-luc")>{t("rule-set-date")}</a> " " });
    let edit = view! {
        {dates}
        <a class="button" href=urls::rule_set_difference(view.version.id)>{t("rules-difference-way")}</a>
        <a class="button" href=urls::rule_set_file(view.version.id)>{t("rule-set-download")}</a>
    }
    .into_any();
    let form = (view.may_edit && query("viec").as_deref() == Some("hieu-luc")).then(|| dates_form(&view, action, boxes)).into_any();
    let truth = vec![
        tf("rule-set-version-line", &[("code", view.version.code.clone().into()), ("version", view.version.version.into())]),
        in_force(&view.version),
    ];
    view! {
        <PageHead title=view.version.title.clone() crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-catalogue"), urls::CATALOGUE)] truth secondary=Some(edit) history=way(Subject::RuleSet, view.version.id.0)/>
        {form}
        {facts(&view)}
        {targets(&view)}
        {weights(&view)}
        {variables(&view)}
        {uses(&view)}
    }
    .into_any()
}

fn dates_form(view: &RuleSetView, action: ServerAction<DateRuleSet>, boxes: &Boxes) -> AnyView {
    let it = &view.version;
    let to = it.valid_to.map(show_date).unwrap_or_default();
    let boxed = view! {
        <input type="hidden" name="rule_set" value=it.id.to_string()/>
        <Field name="valid_from" label=t("rule-set-from") value=boxes.value("valid_from", show_date(it.valid_from)) error=boxes.wrong("valid_from") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        <Field name="valid_to" label=t("rule-set-to") value=boxes.value("valid_to", to) error=boxes.wrong("valid_to") kind=FieldKind::Date width=FieldWidth::Narrow optional=t("form-optional")/>
        <Field name="legal_basis" label=t("rule-set-basis") value=boxes.value("legal_basis", it.legal_basis.clone()) error=boxes.wrong("legal_basis") optional=t("form-optional")/>
        <TextArea name="reason" label=t("form-reason") hint=t("form-reason-hint") value=boxes.value("reason", "") error=boxes.wrong("reason") rows=2 required=true/>
        <div class="actions">
            <button class="button button-primary" type="submit">{t("rule-set-date-submit")}</button>
            <a class="button" href=urls::rule_set(it.id)>{t("form-cancel")}</a>
        </div>
    }
    .into_any();
    view! {
        <section>
            <h2>{t("rule-set-date")}</h2>
            {boxes.notice()}
            <ActionForm action=action attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn facts(view: &RuleSetView) -> AnyView {
    let mut grades: Vec<_> = view.rule_set.grades().iter().collect();
    grades.sort_by_key(|it| std::cmp::Reverse(it.from.quantity()));
    let grades: Vec<String> =
        grades.iter().map(|it| format!("{}: ≥ {}", words::grade(&it.grade), words::amount(it.from.quantity()))).collect();
    let mut facts = vec![
        Fact::text(t("rule-set-basis"), view.version.legal_basis.clone()),
        Fact::text(t("rule-set-pass"), words::pass(&view.rule_set.pass)),
        Fact::text(t("rule-set-grades"), if grades.is_empty() { t("rule-set-no-grades") } else { grades.join("; ") }),
        Fact::text(t("rule-set-tie-breakers"), words::tie_breakers(&view.rule_set)),
        Fact::text(t("rule-set-decimals"), view.rule_set.display_decimals.to_string()),
    ];
    let adjustments = words::adjustments(&view.rule_set);
    if !adjustments.is_empty() {
        facts.push(Fact::text(t("rule-set-adjustments"), adjustments));
    }
    facts.push(Fact::text("SHA-256", view.version.sha256.clone()));
    view! { <DefinitionList facts/> }.into_any()
}

fn targets(view: &RuleSetView) -> AnyView {
    let rows = view
        .rule_set
        .targets
        .iter()
        .map(|it| {
            let href = urls::target(view.version.id, &it.code);
            view! {
                <tr id=it.code.clone()>
                    <th scope="row"><a href=href>{it.code.clone()} ". " {it.title.clone()}</a></th>
                    <td data-label=t("target-area")>{words::area_of(&it.area, view.rule_set.areas.iter().flatten())}</td>
                    <td class="number" data-label=t("target-weight")>{it.weight.quantity().fixed(2)}</td>
                    <td data-label=t("target-goal")>{words::goal(it)}</td>
                    <td data-label=t("target-formula")>{words::formula(&it.measure, &view.variables)}</td>
                    <td data-label=t("target-points")>{words::points(&it.points)}</td>
                    <td data-label=t("target-remarks")>{words::remarks(it)}</td>
                </tr>
            }
        })
        .collect_view();
    let total = Quantity::checked_sum(view.rule_set.targets.iter().map(|it| it.weight.quantity())).unwrap_or(Quantity(0)).fixed(2);
    view! {
        <Table title=t("rule-set-targets") count=tf("rule-set-targets-count", &[("count", view.rule_set.targets.len().into())])>
            <thead><tr>
                <th scope="col">{t("target-title")}</th><th scope="col">{t("target-area")}</th><th scope="col" class="number">{t("target-weight")}</th>
                <th scope="col">{t("target-goal")}</th><th scope="col">{t("target-formula")}</th><th scope="col">{t("target-points")}</th><th scope="col">{t("target-remarks")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">{t("target-total")}</th><td></td><td class="number" data-label=t("target-weight")>{total}</td><td></td><td></td><td></td><td></td></tr></tfoot>
        </Table>
    }
    .into_any()
}

fn weights(view: &RuleSetView) -> AnyView {
    let mut areas: Vec<(String, Vec<Quantity>)> = Vec::new();
    for it in &view.rule_set.targets {
        match areas.iter_mut().find(|(area, _)| *area == it.area) {
            Some((_, weights)) => weights.push(it.weight.quantity()),
            None => areas.push((it.area.clone(), vec![it.weight.quantity()])),
        }
    }
    let titled = |code: &str| words::area_of(code, view.rule_set.areas.iter().flatten());
    let rows = areas
        .into_iter()
        .map(|(area, weights)| {
            let count = weights.len();
            let sum = Quantity::checked_sum(weights).unwrap_or(Quantity(0)).fixed(2);
            view! {
                <tr>
                    <th scope="row">{titled(&area)}</th>
                    <td class="number" data-label=t("target-count")>{count}</td>
                    <td class="number" data-label=t("target-weight")>{sum}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("rule-set-weights")>
            <thead><tr><th scope="col">{t("target-area")}</th><th scope="col" class="number">{t("target-count")}</th><th scope="col" class="number">{t("target-weight")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn variables(view: &RuleSetView) -> AnyView {
    let rows = view
        .variables
        .iter()
        .cloned()
        .map(|it| {
            let evidence = if it.evidence_required { t("catalogue-yes") } else { t("catalogue-no") };
            view! {
                <tr>
                    <th scope="row"><a href=urls::variable(it.variable.id)>{it.variable.title}</a></th>
                    <td data-label=t("variable-code")>{it.variable.code}</td>
                    <td data-label=t("variable-unit")>{it.variable.unit_of_measure}</td>
                    <td data-label=t("variable-frequency")>{words::frequency(it.frequency)}</td>
                    <td data-label=t("variable-evidence")>{evidence}</td>
                    <td data-label=t("variable-source")>{it.variable.source}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("rule-set-variables")>
            <thead><tr>
                <th scope="col">{t("variable-title")}</th><th scope="col">{t("variable-code")}</th><th scope="col">{t("variable-unit")}</th>
                <th scope="col">{t("variable-frequency")}</th><th scope="col">{t("variable-evidence")}</th><th scope="col">{t("variable-source")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn uses(view: &RuleSetView) -> AnyView {
    if view.uses.is_empty() {
        return view! { <p>{t("rule-set-unused")}</p> }.into_any();
    }
    let items = view
        .uses
        .iter()
        .cloned()
        .map(|it| view! { <li><a href=urls::campaign(&it.code)>{it.title}</a> " – " {it.group_title}</li> })
        .collect_view();
    view! { <h2>{t("rule-set-uses")}</h2> <ul>{items}</ul> }.into_any()
}
