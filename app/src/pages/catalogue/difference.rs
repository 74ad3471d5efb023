//! Two versions of rules side by side: what each says of the whole and of every target, what differs marked.

use super::list::in_force;
use super::words;
use crate::components::{Choice, Density, Empty, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::RuleSetId;
use domain::catalogue::{RuleSetVersion, TargetPair, side_by_side};
use domain::package::{RuleSet, Target};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::catalogue::{VersionDifference, difference};

/// The page.
#[component]
pub fn RuleSetDifferencePage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("rule_set").and_then(|it| it.parse::<RuleSetId>().ok());
    let with = query("voi").and_then(|it| it.parse::<RuleSetId>().ok());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.ok_or(AppError::NotFound)?;
                    Ok::<_, AppError>((difference(&ctx, id, with).await?, id))
                };
                match loaded.await {
                    Ok((Some(it), id)) => show(&it, id),
                    Ok((None, id)) => alone(id),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// There is no other version to compare with.
fn alone(id: RuleSetId) -> AnyView {
    view! {
        <PageHead title=t("rules-difference-title") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-catalogue"), urls::CATALOGUE)]/>
        <Empty title=t("rules-difference-alone-title") text=t("rules-difference-alone-text")>
            <a class="button" href=urls::rule_set(id)>{t("rules-difference-back")}</a>
        </Empty>
    }
    .into_any()
}

fn name(it: &RuleSetVersion) -> String {
    format!("{} ({})", it.title, tf("rule-set-version-line", &[("code", it.code.clone().into()), ("version", it.version.into())]))
}

fn show(it: &VersionDifference, id: RuleSetId) -> AnyView {
    let chosen = if it.old.0.id == id { it.new.0.id } else { it.old.0.id };
    let choices = it.others.iter().map(|it| Choice::new(it.id.to_string(), name(it))).collect();
    let pairs = side_by_side(&it.old.1, &it.new.1);
    let differing = pairs.iter().filter(|it| !it.is_same()).count();
    let whole = whole(it);
    let said = if differing == 0 && whole.iter().all(|it| it.1 == it.2) {
        view! { <Notice meaning=Meaning::Good title=t("rules-difference-none")/> }.into_any()
    } else {
        let title = tf("rules-difference-count", &[("count", differing.into()), ("all", pairs.len().into())]);
        view! { <Notice meaning=Meaning::Neutral title/> }.into_any()
    };
    let of_whole =
        whole.into_iter().filter(|it| it.1 != it.2).map(|(label, old, new)| row(label, vec![(String::new(), old, new)])).collect_view();
    let rows = pairs.iter().filter(|it| !it.is_same()).map(|pair| of_target(it, pair)).collect_view();
    let same = pairs.iter().filter(|it| it.is_same()).filter_map(|it| it.new).map(|it| it.code.clone()).collect::<Vec<_>>().join(", ");
    let same = (!same.is_empty()).then(|| view! { <p class="small soft">{tf("rules-difference-same", &[("codes", same.into())])}</p> });
    let here = if it.old.0.id == id { &it.old.0 } else { &it.new.0 };
    let head = |it: &RuleSetVersion| view! { <a href=urls::rule_set(it.id)>{name(it)}</a> <span class="table-more">{in_force(it)}</span> };
    let (old, new) = (head(&it.old.0), head(&it.new.0));
    view! {
        <PageHead title=t("rules-difference-title") crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("frame-catalogue"), urls::CATALOGUE), Link::new(here.title.clone(), urls::rule_set(id))]/>
        <form class="filter-form" method="get" action=urls::rule_set_difference(id)>
            <Select name="voi" label=t("rules-difference-with") choices value=chosen.to_string() width=FieldWidth::Medium/>
            <button class="button" type="submit">{t("rules-difference-show")}</button>
        </form>
        {said}
        <Table title=t("rules-difference-table") density=Density::Dense>
            <thead><tr><th scope="col">{t("target-title")}</th><th scope="col">{old}</th><th scope="col">{new}</th></tr></thead>
            <tbody>{of_whole} {rows}</tbody>
        </Table>
        {same}
    }
    .into_any()
}

/// What both say of the whole: label, old, new.
fn whole(it: &VersionDifference) -> Vec<(String, String, String)> {
    let grades = |it: &RuleSet| {
        let mut grades: Vec<_> = it.grades().iter().collect();
        grades.sort_by_key(|it| std::cmp::Reverse(it.from.quantity()));
        let list: Vec<String> =
            grades.iter().map(|it| format!("{}: ≥ {}", words::grade(&it.grade), words::amount(it.from.quantity()))).collect();
        if list.is_empty() { t("rule-set-no-grades") } else { list.join("; ") }
    };
    let areas = |it: &RuleSet| {
        let list = it.areas.iter().flatten().map(|it| format!("{} {}", it.title, words::amount(it.weight.quantity())));
        list.collect::<Vec<_>>().join("; ")
    };
    let (old, new) = (&it.old.1, &it.new.1);
    vec![
        (t("rule-set-basis"), it.old.0.legal_basis.clone(), it.new.0.legal_basis.clone()),
        (t("rule-set-pass"), words::pass(&old.pass), words::pass(&new.pass)),
        (t("rule-set-grades"), grades(old), grades(new)),
        (t("rule-set-tie-breakers"), words::tie_breakers(old), words::tie_breakers(new)),
        (t("rule-set-adjustments"), words::adjustments(old), words::adjustments(new)),
        (t("rule-set-weights"), areas(old), areas(new)),
        (t("rule-set-decimals"), old.display_decimals.to_string(), new.display_decimals.to_string()),
    ]
}

fn of_target(it: &VersionDifference, pair: &TargetPair<'_>) -> AnyView {
    let Some(any) = pair.new.or(pair.old) else { return ().into_any() };
    let label = format!("{}. {}", any.code, any.title);
    let parts = |target: &Target| -> Vec<(&'static str, String)> {
        let besides = words::besides(target).into_iter().map(|(label, text)| format!("{label}: {text}"));
        vec![
            ("draft-box-title", target.title.clone()),
            ("draft-box-definition", target.definition.clone().unwrap_or_default()),
            ("draft-box-legal-basis", target.legal_basis.clone().unwrap_or_default()),
            ("draft-box-unit", target.unit.clone()),
            ("target-area", words::area(&target.area)),
            ("target-weight", target.weight.quantity().fixed(2)),
            ("target-goal", words::goal(target)),
            ("target-formula", words::formula(&target.measure, &it.variables)),
            ("target-points", words::points(&target.points)),
            ("target-remarks", words::remarks(target)),
            ("rules-difference-rest", besides.collect::<Vec<_>>().join("; ")),
        ]
    };
    match (pair.old, pair.new) {
        (Some(old), Some(new)) => {
            let both = parts(old).into_iter().zip(parts(new)).filter(|(old, new)| old.1 != new.1);
            row(label, both.map(|(old, new)| (t(old.0), old.1, new.1)).collect())
        }
        (old, new) => {
            let text =
                |it: Option<&Target>| it.map_or_else(String::new, |it| format!("{}; {}", words::goal(it), it.weight.quantity().fixed(2)));
            row(label, vec![(t(if old.is_none() { "rules-difference-added" } else { "rules-difference-gone" }), text(old), text(new))])
        }
    }
}

fn row(label: String, parts: Vec<(String, String, String)>) -> AnyView {
    let span = parts.len().max(1).to_string();
    let lines = parts.into_iter().enumerate().map(|(at, (name, old, new))| {
        let first = (at == 0).then(|| view! { <th scope="rowgroup" rowspan=span.clone()>{label.clone()}</th> });
        let cell = |text: String| {
            let name = (!name.is_empty()).then(|| view! { <span class="small soft">{name.clone()} ": "</span> });
            let text = if text.is_empty() {
                view! { <Tag text=t("rules-difference-nothing") meaning=Meaning::Neutral/> }.into_any()
            } else {
                text.into_any()
            };
            view! { {name} {text} }
        };
        let (old, new) = (cell(old), cell(new));
        view! { <tr>{first} <td>{old}</td> <td>{new}</td></tr> }
    });
    lines.collect_view().into_any()
}
