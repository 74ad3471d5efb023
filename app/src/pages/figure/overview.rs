//! A campaign's figures at a glance: units × periods.

use super::words::{param, period_name, period_short, period_state};
use crate::components::{Empty, ForWord, HeatCell, HeatColumn, HeatMap, HeatRow, Link, Meaning, PageHead};
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::text::{t, tf};
use crate::urls;
use domain::figure::PeriodState;
use domain::policy::Action;
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::figure::{Cell, Overview, UnitLine, overview};

/// Who owes what, who is late.
#[component]
pub fn FigureOverviewPage() -> impl IntoView {
    let code = param("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok((it, asked, may_verify)) => Either::Left(shown(it, &asked, may_verify)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str) -> Result<(Overview, Listing, bool), AppError> {
    let ctx = context().await?;
    let asked = Listing::of_address(&[]);
    let may_verify = ctx.actor.may_somewhere(Action::VerifyFigures);
    Ok((overview(&ctx, code, &asked.words, asked.page).await?, asked, may_verify))
}

fn shown(it: Overview, asked: &Listing, may_verify: bool) -> AnyView {
    let code = it.campaign.code.clone();
    let totals = it.totals;
    let truth = vec![
        tf("figures-missing", &[("count", totals.missing.into())]),
        tf("overview-late", &[("count", totals.late.into())]),
        tf("overview-waiting", &[("count", totals.waiting.into())]),
        tf("overview-ownerless", &[("count", totals.ownerless.into())]),
    ];
    let crumbs = vec![Link::new(it.campaign.title.clone(), urls::campaign(&code))];
    let columns = it
        .periods
        .iter()
        .map(|(period, due)| HeatColumn {
            short: period_short(*period),
            name: format!("{}, {}", period_name(*period), tf("figure-due", &[("day", show_date(*due).into())])),
        })
        .collect();
    let rows = it.units.iter().map(|line| row(line, &code)).collect();
    let waiting = may_verify.then(|| view! { <a class="button" href=urls::verification(&code)>{t("queue-title")}</a> });
    let secondary = view! {
        {waiting}
        <a class="button" href=urls::key_tasks(&code)>{t("task-title")}</a>
    }
    .into_any();
    let table = if it.units.is_empty() && !asked.words.is_empty() {
        view! { <Empty title=t("list-none") text=t("list-none-text")/> }.into_any()
    } else if it.units.is_empty() {
        view! { <Empty title=t("overview-empty") text=t("overview-empty-text")/> }.into_any()
    } else {
        view! { <HeatMap title=t("overview-table") corner=t("overview-unit") columns rows/> }.into_any()
    };
    view! {
        <PageHead title=t("figure-overview") crumbs_label=t("frame-crumbs") crumbs secondary truth/>
        {asked.form("list-search-unit")}
        {table}
        <p class="small soft">{t("overview-legend")}</p>
        {asked.pager(it.count)}
        {reminders(&it)}
    }
    .into_any()
}

/// The letters to the units of the page whose figures are late.
fn reminders(it: &Overview) -> AnyView {
    let late: Vec<&UnitLine> = it.units.iter().filter(|line| line.is_late()).collect();
    if late.is_empty() || !it.may_remind {
        return ().into_any();
    }
    let one = |line: &&UnitLine| {
        let pdf = urls::reminder_pdf(&it.campaign.code, line.unit);
        view! { <li><a href=pdf.clone()>{tf("reminder-letter", &[("unit", line.name.as_str().into())])}</a> " · " <ForWord pdf/></li> }
    };
    view! {
        <section class="stack">
            <h2>{t("reminder-letters")}</h2>
            <p class="small soft">{t("reminder-letters-text")}</p>
            <ul>{late.iter().map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn row(line: &UnitLine, code: &str) -> HeatRow {
    let owner = if line.owners.is_empty() { t("overview-no-owner") } else { line.owners.join(", ") };
    HeatRow {
        label: line.name.clone(),
        more: Some(owner),
        href: Some(urls::unit(line.unit)),
        cells: line.cells.iter().map(|it| cell(line, it, code)).collect(),
    }
}

fn cell(line: &UnitLine, it: &Cell, code: &str) -> HeatCell {
    let (words, meaning) = period_state(it.state);
    if it.state == PeriodState::Nothing {
        return HeatCell { text: "–".to_owned(), state: words, meaning: Meaning::Neutral, href: None, quiet: true };
    }
    let done = it.tally.expected - it.tally.missing();
    let state = format!("{words}; {}", tf("overview-cell", &[("done", done.into()), ("expected", it.tally.expected.into())]));
    HeatCell {
        text: format!("{done}/{}", it.tally.expected),
        state,
        meaning,
        href: Some(urls::figures(line.unit, it.period, Some(code))),
        quiet: it.state == PeriodState::NotOpen,
    }
}
