//! How firm the places of a run are: between which places each unit lies, which weight or disputed figure swaps whom, who is too close to
//! be told apart.

use super::{part, run_wish, words};
use crate::components::{Choice, Density, Empty, Field, FieldKind, FieldWidth, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::Quantity;
use domain::assessment::{Rounded, rounded};
use domain::ranking::{BOTTOM, Fall, FallsTo, NEAR, NearTie, Turn};
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{Firm, Firmness, FirmnessWish, Shift};

/// The page.
#[component]
pub fn FirmnessPage() -> impl IntoView {
    let code = part("campaign");
    let distance = query("cach").and_then(|it| Quantity::parse(&it).ok()).map(|it| it.quantity).filter(|it| !it.is_negative());
    let wish = FirmnessWish {
        peer_group: query("nhom").filter(|it| !it.is_empty()),
        run: run_wish(),
        distance: distance.unwrap_or(NEAR),
        target: query("chi-tieu").filter(|it| !it.is_empty()),
        bottom: query("cuoi").and_then(|it| it.parse().ok()).filter(|it| (1..=50).contains(it)).unwrap_or(BOTTOM),
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &wish).await {
                    Ok(it) => show(&it, &wish),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, wish: &FirmnessWish) -> Result<Firmness, AppError> {
    Ok(services::assessment::firmness(&context().await?, code, wish).await?)
}

fn show(it: &Firmness, wish: &FirmnessWish) -> AnyView {
    let truth = it.firm.as_ref().map(|firm| {
        vec![words::kind(firm.run.kind).0, tf("assessment-as-of", &[("at", firm.run.at.to_string().into())]), t("firmness-no-result")]
    });
    let body = match &it.firm {
        None => view! { <Empty title=t("assessment-none-title") text=t("assessment-none-text")/> }.into_any(),
        Some(firm) => view! { {choice(it, firm, wish)} {bounds(it, firm)} {near(firm)} {shifts(it, firm, wish)} {falls(firm)} }.into_any(),
    };
    view! {
        <PageHead title=tf("firmness-title", &[("group", it.group.title.as_str().into()), ("year", it.campaign.year.to_string().into())])
            crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&it.campaign) truth=truth.unwrap_or_default()/>
        {body}
    }
    .into_any()
}

fn choice(it: &Firmness, firm: &Firm, wish: &FirmnessWish) -> AnyView {
    let runs: Vec<Choice> = it.runs.iter().map(|it| Choice::new(it.id.to_string(), words::run_line(it))).collect();
    view! {
        <form class="filter-form" method="get" action=format!("{}/do-chac", urls::ranking(&it.campaign.code))>
            <input type="hidden" name="nhom" value=it.group.peer_group.clone()/>
            <Select name="lan" label=t("assessment-run") choices=runs value=firm.run.id.to_string()/>
            <Field name="cach" label=t("firmness-distance") value=wish.distance.to_string() kind=FieldKind::Number width=FieldWidth::Narrow/>
            <Field name="cuoi" label=t("firmness-bottom-size") value=wish.bottom.to_string() kind=FieldKind::Number width=FieldWidth::Narrow/>
            <button class="button" type="submit">{t("firmness-show")}</button>
        </form>
    }
    .into_any()
}

fn name(firm: &Firm, code: &str) -> String {
    firm.units.get(code).map_or_else(|| code.to_owned(), |it| it.1.clone())
}

fn target(firm: &Firm, code: &str) -> String {
    format!("{code}. {}", firm.targets.get(code).cloned().unwrap_or_default())
}

/// Between which places each unit lies.
fn bounds(it: &Firmness, firm: &Firm) -> AnyView {
    let firmly = firm.bounds.iter().filter(|it| it.best == it.worst).count();
    let rows = firm
        .bounds
        .iter()
        .map(|bound| {
            let name = name(firm, &bound.unit);
            let name = match firm.units.get(&bound.unit) {
                Some((id, _)) => view! { <a href=urls::result(&it.campaign.code, *id, Some(firm.run.id))>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            let (text, meaning) =
                if bound.best == bound.worst { (t("firmness-firm"), Meaning::Good) } else { (t("firmness-moves"), Meaning::Attention) };
            let bottom = firm.bottom.contains(&bound.unit).then(|| view! { " " <Tag text=t("firmness-bottom") meaning=Meaning::Failing/> });
            view! {
                <tr>
                    <th scope="row">{name} {bottom}</th>
                    <td class="number" data-label=t("assessment-head-rank")>{bound.rank}</td>
                    <td class="number" data-label=t("firmness-best")>{bound.best}</td>
                    <td class="number" data-label=t("firmness-worst")>{bound.worst}</td>
                    <td data-label=t("firmness-how")><Tag text meaning/></td>
                </tr>
            }
        })
        .collect_view();
    let count = tf("firmness-count", &[("firm", firmly.into()), ("count", firm.bounds.len().into()), ("tried", firm.tried.into())]);
    view! {
        <Table title=t("firmness-bounds") count=count density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col" class="number">{t("assessment-head-rank")}</th>
                    <th scope="col" class="number">{t("firmness-best")}</th>
                    <th scope="col" class="number">{t("firmness-worst")}</th>
                    <th scope="col">{t("firmness-how")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// Units too close to be told apart.
fn near(firm: &Firm) -> AnyView {
    if firm.near.is_empty() {
        return view! { <section class="panel"><h2>{t("firmness-near")}</h2><p>{t("firmness-near-none")}</p></section> }.into_any();
    }
    let line = |it: &NearTie| {
        let units: Vec<String> = it.units.iter().map(|code| name(firm, code)).collect();
        let args = [
            ("first", it.first_rank.into()),
            ("last", it.last_rank.into()),
            ("spread", it.spread.fixed(2).into()),
            ("units", units.join(", ").into()),
        ];
        view! { <li>{tf("firmness-near-line", &args)}</li> }
    };
    let lines = firm.near.iter().map(line).collect_view();
    view! { <section class="panel"><h2>{t("firmness-near")}</h2><ul>{lines}</ul></section> }.into_any()
}

/// The weights that change a place.
fn shifts(it: &Firmness, firm: &Firm, wish: &FirmnessWish) -> AnyView {
    let (code, peer_group) = (&it.campaign.code, &it.group.peer_group);
    if firm.shifts.is_empty() {
        return view! { <Notice meaning=Meaning::Good title=t("firmness-weights-none")/> }.into_any();
    }
    let row = |it: &Shift| {
        let turn = match it.turn {
            Turn::Up => t("firmness-up"),
            Turn::Down => t("firmness-down"),
        };
        let moved: Vec<String> = it.moved.iter().map(|it| format!("{} {} → {}", name(firm, &it.unit), it.from, it.to)).collect();
        let more = (it.moved_count > it.moved.len()).then(|| {
            let words = tf("firmness-moved-all", &[("count", it.moved_count.into())]);
            let href = urls::firmness_of(code, peer_group, firm.run.id, &it.target);
            view! { " … " <a href=href>{words}</a> }
        });
        view! {
            <tr>
                <th scope="row">{target(firm, &it.target)}</th>
                <td data-label=t("firmness-turn")>{turn}</td>
                <td class="number" data-label=t("firmness-weight")>{rounded(&it.weight, 2).vietnamese()}</td>
                <td class="number" data-label=t("firmness-swaps")>{it.swaps}</td>
                <td data-label=t("firmness-moved")>{moved.join("; ")}{more}</td>
            </tr>
        }
    };
    let rows = firm.shifts.iter().map(row).collect_view();
    let whole = wish
        .target
        .is_some()
        .then(|| view! { <p id="trong-so"><a href=urls::firmness(code, peer_group)>{t("firmness-all-weights")}</a></p> });
    view! {
        {whole}
        <Table title=t("firmness-weights") count=tf("firmness-weights-count", &[("count", firm.shifts.len().into()), ("tried", firm.tried.into())]) density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-target")}</th>
                    <th scope="col">{t("firmness-turn")}</th>
                    <th scope="col" class="number">{t("firmness-weight")}</th>
                    <th scope="col" class="number">{t("firmness-swaps")}</th>
                    <th scope="col" class="column-wide">{t("firmness-moved")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// What a disputed figure would change.
fn falls(firm: &Firm) -> AnyView {
    if firm.falls.is_empty() {
        let text = tf("firmness-falls-none", &[("count", firm.disputed.len().into())]);
        return view! { <Notice meaning=Meaning::Good title=text/> }.into_any();
    }
    let row = |it: &Fall| {
        let figure = firm.disputed.get(it.figure)?;
        let variable = firm.variables.get(&figure.variable).cloned().unwrap_or_else(|| figure.variable.clone());
        let period = figure.period.parse().map_or_else(|_| figure.period.clone(), words::period);
        let to = match it.to {
            FallsTo::Nothing => t("firmness-falls-nothing"),
            FallsTo::Declared => t("firmness-falls-declared"),
        };
        let rank = |it: &domain::receipt::UnitResult| it.rank.map_or_else(|| "–".to_owned(), |it| it.to_string());
        let score = |it: &domain::receipt::UnitResult| it.score.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
        let outcome = |it: &domain::receipt::UnitResult| words::outcome(it.outcome).0;
        Some(view! {
            <tr>
                <th scope="row">{name(firm, &figure.unit)}</th>
                <td data-label=t("assessment-head-variable")>{variable} ", " {period}</td>
                <td data-label=t("firmness-falls-to")>{to}</td>
                <td class="number" data-label=t("assessment-head-score")>{format!("{} → {}", score(&it.before), score(&it.after))}</td>
                <td class="number" data-label=t("assessment-head-rank")>{format!("{} → {}", rank(&it.before), rank(&it.after))}</td>
                <td data-label=t("assessment-head-outcome")>{format!("{} → {}", outcome(&it.before), outcome(&it.after))}</td>
            </tr>
        })
    };
    let rows = firm.falls.iter().filter_map(row).collect_view();
    view! {
        <Table title=t("firmness-falls") count=t("firmness-falls-hint") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col">{t("assessment-head-variable")}</th>
                    <th scope="col">{t("firmness-falls-to")}</th>
                    <th scope="col" class="number">{t("assessment-head-score")}</th>
                    <th scope="col" class="number">{t("assessment-head-rank")}</th>
                    <th scope="col">{t("assessment-head-outcome")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
