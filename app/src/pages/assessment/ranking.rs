//! The ranking of a peer group, as a list or as a heat map.

use super::{part, run_wish, words};
use crate::components::{
    Choice, Density, Empty, ForWord, HeatCell, HeatColumn, HeatMap, HeatRow, Link, Meaning, Notice, PageHead, Select, Table, Tag,
};
use crate::context::query;
use crate::exports::ranking_order;
use crate::pages::amendment::edition;
use crate::pages::error::ErrorPage;
use crate::pages::grading::words as grading;
use crate::pages::history::way;
use crate::pages::listing::{Listing, pager};
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::Status;
use domain::ranking::{NEAR, NearTie};
use domain::run::RunKind;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{GridCell, RankingPage as Loaded, RankingRow, RankingWish, View};
use services::history::Subject;

/// The ranking.
#[component]
pub fn RankingPage() -> impl IntoView {
    let code = part("campaign");
    let view = if query("xem").as_deref() == Some("luoi") { View::Grid } else { View::Ranking };
    let asked = Listing::of_address(&["nhom", "lan", "xem"]);
    let (order, reversed) = ranking_order(&asked.order());
    let wish =
        RankingWish { peer_group: query("nhom"), run: run_wish(), page: asked.page, view, words: asked.words.clone(), order, reversed };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &wish).await {
                    Ok(page) => show(&page, &wish, &asked),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, wish: &RankingWish) -> Result<Loaded, AppError> {
    let ctx = context().await?;
    Ok(services::assessment::ranking(&ctx, code, wish).await?)
}

fn show(page: &Loaded, wish: &RankingWish, asked: &Listing) -> AnyView {
    let code = &page.campaign.code;
    let grid = wish.view == View::Grid;
    let run = page.run.as_ref();
    let tag = run.map(|it| words::kind(it.kind)).map(|(text, meaning)| view! { <Tag text meaning/> }.into_any());
    let truth = run
        .map(|it| {
            let first = words::publication(it).into_iter();
            let rest = [
                tf("assessment-as-of", &[("at", it.at.to_string().into())]),
                tf("assessment-run-by", &[("name", it.person_name.as_str().into())]),
                tf("assessment-package-digest", &[("digest", short(&it.package_sha256).into())]),
                tf("assessment-receipt-digest", &[("digest", short(&it.receipt_sha256).into())]),
            ];
            first.chain(rest).collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let button = |kind: RunKind, label: String, class: &'static str| view! { <a class=class href=urls::run_assessment(code, &page.group.peer_group, kind)>{label}</a> };
    // Once a final run stands, nothing more is due here.
    let is_final = run.is_some_and(|it| it.kind == RunKind::Final);
    let primary = (page.may_run && !is_final).then(|| match run {
        Some(_) => button(RunKind::Final, t("assessment-run-final"), "button button-primary").into_any(),
        None => button(RunKind::Provisional, t("assessment-run-provisional"), "button button-primary").into_any(),
    });
    let again = (page.may_run && run.is_some()).then(|| {
        view! {
            {button(RunKind::Provisional, t("assessment-run-provisional-again"), "button")}
            {is_final.then(|| view! { " " {button(RunKind::Final, t("assessment-run-final-again"), "button")} })}
        }
    });
    let secondary = view! {
        {run.is_some().then(|| view! { <a class="button" href=download(page, ".pdf")>{t("assessment-print-ranking")}</a> <ForWord pdf=download(page, ".pdf") class="button"/> })}
        {page.sees_all.then(|| view! { <a class="button" href=urls::missing_figures(code, &page.group.peer_group)>{t("assessment-see-missing")}</a> })}
        {run.is_some().then(|| view! { <a class="button" href=urls::areas(code, &page.group.peer_group)>{t("areas-way")}</a> })}
        {super::difference::way(code, &page.group.peer_group, page.runs.len())}
        {(page.sees_all && run.is_some()).then(|| view! { <a class="button" href=urls::firmness(code, &page.group.peer_group)>{t("firmness-way")}</a> })}
        {(page.sees_all && run.is_some()).then(|| view! { <a class="button" href=urls::declared(code, &page.group.peer_group)>{t("declared-way")}</a> })}
        <a class="button" href=urls::decisions(code)>{t("decisions-title")}</a>
        <a class="button" href=urls::appeals(code)>{t("appeals-title")}</a>
        {again}
    }
    .into_any();
    let body = match run {
        None => view! { <Empty title=t("assessment-none-title") text=t("assessment-none-text")/> }.into_any(),
        Some(_) if page.total == 0 && !asked.words.is_empty() => {
            view! { {asked.form("list-search-unit")} <Empty title=t("list-none") text=t("list-none-text")/> }.into_any()
        }
        Some(_) if page.total == 0 => {
            view! { <Empty title=t("assessment-nothing-to-see-title") text=t("assessment-nothing-to-see-text")/> }.into_any()
        }
        Some(_) if grid => view! { {asked.form("list-search-unit")} {heat_map(page)} }.into_any(),
        Some(_) => table(page, asked),
    };
    let provisional = run.filter(|it| it.kind == RunKind::Provisional).map(|it| {
        let title = tf("assessment-provisional-notice", &[("count", it.missing_count.into())]);
        view! { <Notice meaning=Meaning::Attention title>{t("assessment-provisional-text")}</Notice> }
    });
    let appeals = page.provisional.map(|it| {
        let (open, count) = (it.open, it.open.into());
        let title = match it.until {
            Some(day) if open > 0 => tf("appeal-provisional-both", &[("count", count), ("day", show_date(day).into())]),
            Some(day) => tf("appeal-provisional-until", &[("day", show_date(day).into())]),
            None => tf("appeal-provisional-open", &[("count", count)]),
        };
        let href = urls::appeals(code);
        view! { <Notice meaning=Meaning::Attention title><p><a href=href>{t("appeals-title")}</a></p></Notice> }
    });
    let conflict = page
        .rows
        .iter()
        .any(|it| it.rounding_conflict)
        .then(|| view! { <Notice meaning=Meaning::Attention title=t("assessment-conflict-notice")/> });
    let places_stay = (!page.corrections.is_empty()).then(|| {
        let title = tf("ranking-corrected", &[("count", page.corrections.len().into())]);
        view! { <Notice meaning=Meaning::Attention title>{t("ranking-places-stay")}</Notice> }
    });
    let history = page.run.as_ref().filter(|_| page.sees_all).map(|it| way(Subject::Run, it.id.0));
    view! {
        <PageHead title=tf("assessment-ranking-title", &[("group", page.group.title.as_str().into()), ("year", page.campaign.year.to_string().into())])
            crumbs_label=t("assessment-crumbs") crumbs=vec![Link::new(page.campaign.title.clone(), urls::campaign(code))] tag primary secondary=Some(secondary) truth history/>
        {edition::line(code, page.edition.as_ref())}
        {choices(page, grid)}
        {provisional}
        {appeals}
        {places_stay}
        {conflict}
        {beside(page)}
        {body}
        {pages(page, grid, asked)}
        {files(page)}
        {(!grid).then(|| externals(page))}
    }
    .into_any()
}

/// The first letters of a digest, enough to compare by eye.
fn short(digest: &str) -> String {
    digest.chars().take(12).collect()
}

/// The address of a file of what is shown.
fn download(page: &Loaded, ending: &str) -> String {
    let address = urls::ranking_of(&page.campaign.code, &page.group.peer_group, page.run.as_ref().map(|it| it.id), false, 1);
    address.replacen("/danh-gia?", &format!("/danh-gia{ending}?"), 1)
}

fn choices(page: &Loaded, grid: bool) -> AnyView {
    let code = &page.campaign.code;
    let run = page.run.as_ref().map(|it| it.id);
    let groups = (page.groups.len() > 1 && page.sees_all).then(|| {
        let links = page
            .groups
            .iter()
            .map(|it| view! { <a class="button" aria-current=(it.id == page.group.id).then_some("page") href=urls::ranking_of(code, &it.peer_group, None, grid, 1)>{it.title.clone()}</a> })
            .collect_view();
        view! { <nav class="actions" aria-label=t("assessment-groups")>{links}</nav> }
    });
    let views = run.is_some().then(|| {
        let link = |wanted: bool, label: String| {
            view! { <a class="button" aria-current=(wanted == grid).then_some("page") href=urls::ranking_of(code, &page.group.peer_group, run, wanted, 1)>{label}</a> }
        };
        view! { <nav class="actions" aria-label=t("assessment-views")>{link(false, t("assessment-view-list"))} {link(true, t("assessment-view-grid"))}</nav> }
    });
    let history = (page.runs.len() > 1).then(|| {
        let runs = page.runs.iter().map(|it| Choice::new(it.id.to_string(), words::run_line(it))).collect();
        view! {
            <form class="filter-form" method="get" action=urls::ranking(code)>
                <input type="hidden" name="nhom" value=page.group.peer_group.clone()/>
                <Select name="lan" label=t("assessment-run") choices=runs value=run.map(|it| it.to_string()).unwrap_or_default()/>
                <button class="button" type="submit">{t("assessment-show-run")}</button>
            </form>
        }
    });
    view! { {groups} {views} {history} }.into_any()
}

fn beside(page: &Loaded) -> Option<AnyView> {
    let it = page.beside.as_ref().filter(|it| !it.not_comparable.is_empty())?;
    let title = tf("assessment-year-before", &[("year", it.year.to_string().into())]);
    let why = words::not_comparable(&it.not_comparable);
    Some(view! { <Notice meaning=Meaning::Neutral title><p>{why}</p></Notice> }.into_any())
}

fn table(page: &Loaded, asked: &Listing) -> AnyView {
    let code = page.campaign.code.clone();
    let run = page.run.as_ref().map(|it| it.id);
    let compared = page.beside.as_ref().map(|it| tf("assessment-head-movement", &[("year", it.year.to_string().into())]));
    let has_movement = compared.is_some();
    let provisional = page.run.as_ref().is_some_and(|it| it.kind == RunKind::Provisional);
    // Near ties stand together only where the list is in the order of places.
    let by_rank = matches!(asked.order().trim_start_matches('-'), "" | "hang");
    let ties: Vec<Option<&NearTie>> = page.rows.iter().map(|it| page.cautions.near_tie(&it.code)).collect();
    let beside = |at: usize| ties.get(at).copied().flatten();
    let class = |at: usize| {
        let tie = beside(at).filter(|_| by_rank)?;
        let opens = at.checked_sub(1).and_then(beside) != Some(tie);
        let ends = beside(at + 1) != Some(tie);
        Some(match (opens, ends) {
            (true, true) => "near near-first near-last",
            (true, false) => "near near-first",
            (false, true) => "near near-last",
            (false, false) => "near",
        })
    };
    let row = |(at, it): (usize, &RankingRow)| {
        let places = Places { near: beside(at), class: class(at), bottom: page.cautions.bottom.contains(&it.code) };
        row(it, places, &code, run, has_movement, provisional)
    };
    let rows = page.rows.iter().enumerate().map(row).collect_view();
    let cautions = (!page.cautions.near.is_empty() || !page.cautions.bottom.is_empty()).then(|| {
        let words = tf("ranking-cautions", &[("distance", NEAR.to_string().into()), ("count", page.cautions.bottom.len().into())]);
        let way = page.sees_all.then(|| view! { " " <a href=urls::firmness(&code, &page.group.peer_group)>{t("firmness-way")}</a> });
        view! { <p class="small soft">{words}{way}</p> }
    });
    let count = tf("assessment-count", &[("count", page.total.into())]);
    let csv = asked.address(&asked.order(), 1).replacen("/danh-gia", "/danh-gia.csv", 1);
    let tools = view! { {asked.form("list-search-unit")} <a class="button" href=csv>{t("assessment-export-csv")}</a> }.into_any();
    let heads = (
        asked.head("assessment-head-unit", "ten"),
        asked.number_head("assessment-head-rank", "hang"),
        asked.number_head("assessment-head-met", "dat"),
        asked.number_head("assessment-head-exceeded", "vuot"),
    );
    let missing = provisional.then(|| asked.number_head("assessment-head-missing", "thieu"));
    let differ = page
        .rows
        .iter()
        .any(|it| words::outcome_beside_grade(it.outcome, it.grade.as_deref()).is_some())
        .then(|| view! { <p class="small soft">{t("ranking-outcome-and-grade")}</p> });
    view! {
        <Table title=t("assessment-table") count tools=Some(tools) density=Density::Dense>
            <thead>
                <tr>
                    {heads}
                    <th scope="col" class="number">{t("assessment-head-score")}</th>
                    <th scope="col">{t("assessment-head-outcome")}</th>
                    <th scope="col">{t("assessment-head-grade")}</th>
                    {missing}
                    {compared.map(|it| view! { <th scope="col">{it}</th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {cautions}
        {differ}
    }
    .into_any()
}

/// What is to be known of a place besides its number.
struct Places<'p> {
    /// The near tie in which the unit stands.
    near: Option<&'p NearTie>,
    /// How the row is marked as one of its near tie.
    class: Option<&'static str>,
    /// Whether the unit is at the bottom.
    bottom: bool,
}

fn row(
    it: &RankingRow,
    places: Places<'_>,
    code: &str,
    run: Option<domain::RunId>,
    has_movement: bool,
    provisional: bool,
) -> impl IntoView + use<> {
    let bottom = places.bottom.then(|| view! { " " <Tag text=t("firmness-bottom") meaning=Meaning::Attention/> });
    let near = places.near.map(|it| {
        if it.first_rank == it.last_rank {
            return view! { <span class="table-more">{t("ranking-tied")}</span> };
        }
        let words = tf("ranking-near", &[("first", it.first_rank.to_string().into()), ("last", it.last_rank.to_string().into())]);
        view! { <span class="table-more">{words}</span> }
    });
    let name = it.name.clone();
    let name = if it.open { view! { <a href=urls::result(code, it.unit, run)>{name}</a> }.into_any() } else { name.into_any() };
    let (text, meaning) = words::outcome(it.outcome);
    let conflict = it.rounding_conflict.then(|| view! { " " <Tag text=t("assessment-conflict") meaning=Meaning::Attention/> });
    // Peers see that a published result was replaced; the decision itself is read by those concerned.
    let open = it.open;
    let correction = it.correction.as_ref().map(|line| {
        let said = grading::replaced(line);
        let said = if open { view! { <a href=urls::decision(line.decision)>{said}</a> }.into_any() } else { said.into_any() };
        view! { <span class="table-more">{said}</span> }
    });
    view! {
        <tr class=places.class>
            <th scope="row">{name} {bottom}</th>
            <td class="number" data-label=t("assessment-head-rank")>{it.rank.map_or_else(|| "–".to_owned(), |it| it.to_string())} {near}</td>
            <td class="number" data-label=t("assessment-head-met")>{format!("{}/{}", it.met, it.applicable)}</td>
            <td class="number" data-label=t("assessment-head-exceeded")>{it.exceeded}</td>
            <td class="number" data-label=t("assessment-head-score")>{words::score(it.score)}</td>
            <td data-label=t("assessment-head-outcome")><Tag text meaning/> {correction}</td>
            <td data-label=t("assessment-head-grade")>{words::grade(it.grade.as_deref())} {conflict}</td>
            {provisional.then(|| view! { <td class="number" data-label=t("assessment-head-missing")>{it.missing}</td> })}
            {has_movement.then(|| view! { <td data-label=t("assessment-head-movement-short")>{it.movement.map(words::movement)}</td> })}
        </tr>
    }
}

fn heat_map(page: &Loaded) -> AnyView {
    let code = &page.campaign.code;
    let run = page.run.as_ref().map(|it| it.id);
    let kind = page.run.as_ref().map_or(RunKind::Provisional, |it| it.kind);
    let columns = page.targets.iter().map(|it| HeatColumn { short: it.code.clone(), name: it.title.clone() }).collect();
    let rows = page
        .grid
        .iter()
        .map(|unit| HeatRow {
            label: unit.name.clone(),
            more: None,
            href: unit.open.then(|| urls::result(code, unit.unit, run)),
            cells: unit
                .cells
                .iter()
                .zip(&page.targets)
                .map(|(it, target)| cell(it.as_ref(), &target.unit_of_measure, kind, urls::point(code, unit.unit, &target.code, run)))
                .collect(),
        })
        .collect();
    let legend = page
        .targets
        .iter()
        .map(|it| view! { <li><strong>{it.code.clone()}</strong> " " {format!("{} ({})", it.title, it.unit_of_measure)}</li> })
        .collect_view();
    view! {
        <HeatMap title=t("assessment-grid") corner=t("assessment-head-unit") columns rows/>
        <ul class="legend">{legend}</ul>
    }
    .into_any()
}

fn cell(it: Option<&GridCell>, unit: &str, run: RunKind, href: String) -> HeatCell {
    let Some(it) = it else {
        return HeatCell { text: "–".to_owned(), state: String::new(), meaning: Meaning::Neutral, href: None, quiet: false };
    };
    let (state, meaning) = words::status(it.status, run);
    let meaning = match it.status {
        Status::NotMet if it.some_points => Meaning::Attention,
        Status::NotReported => Meaning::Neutral,
        _ => meaning,
    };
    let text = it.actual.as_deref().map_or_else(|| "–".to_owned(), |it| words::spelled(it, unit));
    HeatCell { text, state, meaning, href: Some(href), quiet: false }
}

fn pages(page: &Loaded, grid: bool, asked: &Listing) -> AnyView {
    let size = if grid { services::assessment::GRID_PAGE } else { services::assessment::RANKING_PAGE };
    let order = asked.order();
    pager(page.total, page.first / size + 1, size, |number| asked.address(&order, number))
}

/// The files from which anybody can compute the run again.
fn files(page: &Loaded) -> Option<AnyView> {
    let run = page.run.as_ref().filter(|_| page.sees_all)?;
    let address = |name: &str| format!("{}/{name}.json?lan={}", urls::ranking(&page.campaign.code), run.id);
    let digests = [
        (t("assessment-digest-package"), run.package_sha256.clone()),
        (t("assessment-digest-rules"), run.rule_set_sha256.clone()),
        (t("assessment-digest-receipt"), run.receipt_sha256.clone()),
    ];
    let digests =
        digests.into_iter().map(|(label, digest)| view! { <div><dt>{label}</dt><dd><code>{digest}</code></dd></div> }).collect_view();
    Some(
        view! {
            <section class="panel stack">
                <h2>{t("assessment-files")}</h2>
                <p>{t("assessment-files-text")}</p>
                <p class="actions">
                    <a class="button" href=address("goi")>{t("assessment-download-package")}</a>
                    <a class="button" href=address("bien-nhan")>{t("assessment-download-receipt")}</a>
                </p>
                <dl class="facts">{digests}</dl>
                {edition::verify(page.files.as_ref().map(|it| (it.0.as_str(), it.1.as_str())), &run.package_sha256)}
            </section>
        }
        .into_any(),
    )
}

fn externals(page: &Loaded) -> Option<AnyView> {
    let add = page.may_run.then(|| {
        view! { <p><a class="button" href=urls::external_result(&page.campaign.code, page.campaign.authority)>{t("assessment-external-add")}</a></p> }
    });
    if page.externals.is_empty() && add.is_none() {
        return None;
    }
    let list = super::external::list(&page.externals);
    Some(view! { <section class="panel stack"><h2>{t("assessment-external-authority")}</h2> {list} {add}</section> }.into_any())
}
