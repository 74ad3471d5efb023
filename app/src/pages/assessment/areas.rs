//! Places by area: a unit a line, an area a column, with score, place, and the movement since the year before.

use super::{part, run_wish, words};
use crate::components::{Choice, Density, Empty, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, TableFit};
use crate::context::query;
use crate::pages::catalogue::words as rules;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::Rounded;
use domain::ranking::AreaPlace;
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{AreasPage as Loaded, areas};

/// The page.
#[component]
pub fn AreasPage() -> impl IntoView {
    let (code, group, run) = (part("campaign"), query("nhom"), run_wish());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok::<_, AppError>(areas(&context().await?, &code, group.as_deref(), run).await?) };
                match loaded.await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &Loaded) -> AnyView {
    let code = &it.campaign.code;
    let title = tf("areas-title", &[("group", it.group.title.clone().into()), ("year", it.campaign.year.to_string().into())]);
    let crumbs = vec![
        Link::new(it.campaign.title.clone(), urls::campaign(code)),
        Link::new(it.group.title.clone(), urls::ranking_of(code, &it.group.peer_group, None, false, 1)),
    ];
    let truth: Vec<String> =
        it.run.iter().flat_map(|run| [words::kind(run.kind).0, tf("assessment-as-of", &[("at", run.at.to_string().into())])]).collect();
    let body = if it.run.is_none() {
        view! { <Empty title=t("areas-none-title") text=t("areas-none-text")/> }.into_any()
    } else {
        view! { {choice(it)} {beside(it)} {table(it)} <p class="small soft">{t("areas-hint")}</p> }.into_any()
    };
    view! { <PageHead title crumbs_label=t("frame-crumbs") crumbs truth/> {body} }.into_any()
}

/// Which run is shown.
fn choice(it: &Loaded) -> Option<AnyView> {
    if it.runs.len() < 2 {
        return None;
    }
    let choices = it.runs.iter().map(|it| Choice::new(it.id.to_string(), words::run_line(it))).collect();
    let chosen = it.run.as_ref().map(|it| it.id.to_string()).unwrap_or_default();
    let (address, group) = (urls::areas(&it.campaign.code, ""), it.group.peer_group.clone());
    let address = address.split('?').next().unwrap_or_default().to_owned();
    Some(
        view! {
            <form class="filter-form" method="get" action=address>
                <input type="hidden" name="nhom" value=group/>
                <Select name="lan" label=t("assessment-run") choices value=chosen width=FieldWidth::Medium/>
                <button class="button" type="submit">{t("assessment-show-run")}</button>
            </form>
        }
        .into_any(),
    )
}

fn beside(it: &Loaded) -> Option<AnyView> {
    let beside = it.beside.as_ref()?;
    let said = tf("areas-beside", &[("year", beside.year.to_string().into())]);
    let title = format!("{said} {}", words::not_comparable(&beside.not_comparable));
    Some(view! { <Notice meaning=Meaning::Neutral title=title.trim_end().to_owned()/> }.into_any())
}

fn name(it: &Loaded, code: &str) -> String {
    it.titles.get(code).cloned().unwrap_or_else(|| rules::area(code))
}

fn table(it: &Loaded) -> AnyView {
    let heads = it.areas.iter().map(|area| view! { <th scope="col" class="number">{name(it, &area.area)}</th> }).collect_view();
    let mut units: Vec<(&String, &(domain::UnitId, String))> = it.units.iter().collect();
    let first: Vec<&AreaPlace> = it.areas.first().map(|it| it.places.iter().collect()).unwrap_or_default();
    units.sort_by_key(|(code, _)| first.iter().position(|place| place.unit == **code).unwrap_or(usize::MAX));
    let rows = units
        .into_iter()
        .map(|(code, (unit, title))| {
            let href = urls::result(&it.campaign.code, *unit, it.run.as_ref().map(|it| it.id));
            let cells = it.areas.iter().map(|area| cell(it, &area.area, area.places.iter().find(|it| it.unit == *code))).collect_view();
            view! { <tr><th scope="row"><a href=href>{title.clone()}</a></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <Table title=t("areas-table") count=tf("assessment-count", &[("count", it.units.len().into())]) density=Density::Dense fit=TableFit::ScrollOrList>
            <thead><tr><th scope="col">{t("assessment-head-unit")}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn cell(it: &Loaded, area: &str, place: Option<&AreaPlace>) -> AnyView {
    let Some(place) = place else { return view! { <td class="number" data-label=name(it, area)>"–"</td> }.into_any() };
    let score = place.score.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
    let rank = place.rank.map(|rank| view! { <span class="table-more">{tf("areas-rank", &[("rank", rank.to_string().into())])}</span> });
    let change = it.changes.iter().find(|it| it.area == area && it.unit == place.unit);
    let change = change.and_then(|it| it.score).map(|by| {
        let key = match by.0 {
            0 => "areas-same",
            it if it > 0 => "areas-more",
            _ => "areas-less",
        };
        let size = domain::Quantity(by.0.saturating_abs()).fixed(2);
        view! { <span class="table-more">{tf(key, &[("points", size.into())])}</span> }
    });
    view! { <td class="number" data-label=name(it, area)>{score} {rank} {change}</td> }.into_any()
}
