//! The leader's one screen: who is behind, by how much, why, days left, what waits for a decision.

use super::{part, words};
use crate::components::{Density, Empty, KeyFigure, KeyFigures, Link, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{grouped, t, tf};
use crate::urls;
use domain::campaign::StageStanding;
use domain::policy::Action;
use domain::{FigureValue, Quantity, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::Ctx;
use services::assessment::{Behind, Overview};
use time::Date;

/// The screen.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let code = part("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok((it, ctx)) => show(&it, ctx.today, ctx.actor.may_somewhere(Action::VerifyFigures)),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str) -> Result<(Overview, Ctx), AppError> {
    let ctx = context().await?;
    Ok((services::assessment::overview(&ctx, code).await?, ctx))
}

fn show(it: &Overview, today: Date, verifies: bool) -> AnyView {
    let code = &it.campaign.code;
    let newest = it.groups.iter().filter_map(|it| it.1.as_ref()).max_by_key(|it| it.at);
    let truth: Vec<String> = [
        Some(tf("overview-today", &[("day", show_date(today).into())])),
        newest.map(|run| format!("{}, {}", words::kind(run.kind).0, tf("assessment-as-of", &[("at", run.at.to_string().into())]))),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <PageHead title=tf("overview-title", &[("year", it.campaign.year.to_string().into())]) crumbs_label=t("assessment-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] truth/>
        <KeyFigures figures=keys(it, today, verifies)/>
        <div class="one-sheet">
            {decisions(it, verifies)}
            <div class="one-sheet-wide">{behind(it)}</div>
            <div class="one-sheet-wide">{groups(it)}</div>
            {days(it, today)}
        </div>
    }
    .into_any()
}

/// What a leader asks first: how many are behind, what is missing, what waits for a decision, how long there is.
fn keys(it: &Overview, today: Date, verifies: bool) -> Vec<KeyFigure> {
    let code = &it.campaign.code;
    let all: usize = it.groups.iter().map(|(_, _, counts)| counts.pass + counts.fail + counts.pending).sum();
    let behind: usize = it.groups.iter().map(|(_, _, counts)| counts.fail + counts.pending).sum();
    let missing: i64 = it.groups.iter().filter_map(|it| it.1.as_ref()).map(|it| it.missing_count).sum();
    let waiting: i64 = decision_lines(it, verifies).iter().map(|it| it.1).sum();
    let left = (it.campaign.ends_on - today).whole_days();
    let meaning = |bad: bool, meaning: Meaning| if bad { meaning } else { Meaning::Good };
    let units = if all == 0 {
        KeyFigure::new(t("overview-behind"), "–").more(t("overview-not-assessed"))
    } else {
        KeyFigure::new(t("overview-behind"), format!("{} / {}", grouped(behind), grouped(all))).means(meaning(behind > 0, Meaning::Failing))
    };
    let end = if left >= 0 {
        KeyFigure::new(t("overview-year-end"), tf("overview-days-left", &[("days", left.into())])).more(show_date(it.campaign.ends_on))
    } else {
        KeyFigure::new(t("overview-year-end"), t("overview-year-over")).more(show_date(it.campaign.ends_on))
    };
    vec![
        units.href(urls::ranking(code)),
        KeyFigure::new(t("overview-missing-figures"), grouped(missing))
            .means(meaning(missing > 0, Meaning::Attention))
            .href(urls::figures_overview(code)),
        KeyFigure::new(t("overview-decisions"), grouped(waiting)).means(meaning(waiting > 0, Meaning::Attention)).href("#cho-quyet-dinh"),
        end,
    ]
}

/// What waits for a decision: words, how many, where.
fn decision_lines(it: &Overview, verifies: bool) -> Vec<(&'static str, i64, String)> {
    let code = &it.campaign.code;
    let open: i64 = it.cases.iter().filter(|it| it.0 != "closed").map(|it| it.1).sum();
    vec![
        ("overview-proposed", it.commitments_proposed, urls::commitments_of(code, "dang-thong-nhat")),
        ("overview-unsigned", it.commitments_unsigned, urls::commitments_of(code, "chua-ky")),
        ("overview-countersign", it.commitments_to_countersign, urls::commitments_of(code, "chua-xac-nhan")),
        // Whoever does not verify sees with which units figures wait.
        ("overview-figures", it.figures_waiting, if verifies { urls::verification(code) } else { urls::figures_overview(code) }),
        ("overview-undecided", i64::try_from(it.undecided).unwrap_or_default(), urls::ranking(code)),
        ("overview-cases", open, urls::reviews(code)),
    ]
}

fn decisions(it: &Overview, verifies: bool) -> AnyView {
    let lines: Vec<_> = decision_lines(it, verifies).into_iter().filter(|it| it.1 > 0).collect();
    if lines.is_empty() {
        return view! { <section id="cho-quyet-dinh"><Empty title=t("overview-no-decisions") text=t("overview-no-decisions-text")/></section> }.into_any();
    }
    let rows = lines
        .into_iter()
        .map(|(key, count, href)| view! { <tr><th scope="row"><a href=href>{t(key)}</a></th><td class="number" data-label=t("overview-count")>{grouped(count)}</td></tr> })
        .collect_view();
    view! {
        <section id="cho-quyet-dinh">
            <Table title=t("overview-decisions") density=Density::Dense>
                <thead><tr><th scope="col">{t("overview-what")}</th><th scope="col" class="number">{t("overview-count")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
    .into_any()
}

fn behind(it: &Overview) -> AnyView {
    if it.behind.is_empty() {
        return view! { <Empty title=t("overview-nobody-title") text=t("overview-nobody-text")/> }.into_any();
    }
    let rows = it.behind.iter().map(|unit| behind_row(&it.campaign.code, unit)).collect_view();
    let count = (it.more > 0).then(|| tf("overview-more", &[("count", it.more.into())]));
    view! {
        <Table title=t("overview-behind") count>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col" class="number">{t("overview-targets-missed")}</th>
                    <th scope="col" class="number">{t("assessment-head-score")}</th>
                    <th scope="col" class="number">{t("overview-points-lost")}</th>
                    <th scope="col" class="number">{t("assessment-head-rank")}</th>
                    <th scope="col" class="column-half">{t("overview-why")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn groups(it: &Overview) -> AnyView {
    let code = &it.campaign.code;
    let rows = it
        .groups
        .iter()
        .map(|(group, run, counts)| {
            let (text, meaning) = match run {
                Some(run) => words::kind(run.kind),
                None => (t("overview-not-assessed"), Meaning::Neutral),
            };
            let at = run.as_ref().map(|it| it.at.to_string()).unwrap_or_default();
            let missing = run.as_ref().map(|it| it.missing_count.to_string()).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row"><a href=urls::ranking_of(code, &group.peer_group, None, false, 1)>{group.title.clone()}</a></th>
                    <td data-label=t("overview-state")><Tag text meaning/> " " {at}</td>
                    <td class="number" data-label=t("assessment-outcome-pass")>{counts.pass}</td>
                    <td class="number" data-label=t("assessment-outcome-fail")>{counts.fail}</td>
                    <td class="number" data-label=t("assessment-outcome-pending")>{counts.pending}</td>
                    <td class="number" data-label=t("assessment-head-missing")>{missing}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("overview-groups") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("overview-group")}</th>
                    <th scope="col">{t("overview-state")}</th>
                    <th scope="col" class="number">{t("assessment-outcome-pass")}</th>
                    <th scope="col" class="number">{t("assessment-outcome-fail")}</th>
                    <th scope="col" class="number">{t("assessment-outcome-pending")}</th>
                    <th scope="col" class="number">{t("assessment-head-missing")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn behind_row(code: &str, it: &Behind) -> impl IntoView + use<> {
    let result = &it.unit.result;
    let (text, meaning) = words::outcome(result.outcome);
    let lines = it
        .missed
        .iter()
        .map(|missed| {
            let unit = if missed.unit_of_measure == "%" { "%".to_owned() } else { format!(" {}", missed.unit_of_measure) };
            let value = match (&missed.actual, missed.committed) {
                (None, _) => t("assessment-status-not-reported"),
                (Some(actual), FigureValue::Amount(_)) => format!("{}{unit}", words::spelled(actual, &missed.unit_of_measure)),
                (Some(actual), _) => words::spelled(actual, &missed.unit_of_measure),
            };
            let goal = words::goal_of(&missed.direction, missed.committed, &missed.unit_of_measure);
            let line = tf("overview-missed", &[("value", value.into()), ("goal", goal.into()), ("lost", missed.lost.fixed(2).into())]);
            view! { <li><a href=urls::point(code, result.unit, &missed.code, None)>{missed.title.clone()}</a> ": " {line}</li> }
        })
        .collect_view();
    let more = (it.more > 0).then(|| tf("overview-missed-more", &[("count", it.more.into())]));
    let missing = (result.missing_count > 0).then(|| tf("overview-missing", &[("count", result.missing_count.into())]));
    let rest = more.into_iter().chain(missing).collect::<Vec<_>>().join("; ");
    let rest = (!rest.is_empty()).then(|| view! { <li>{rest}</li> });
    let lost = result.score.and_then(|score| Quantity(1_000_000).checked_sub(score));
    view! {
        <tr>
            <th scope="row">
                <a href=urls::result(code, result.unit, None)>{it.unit.name.clone()}</a>
                <span class="table-more">{it.group.title.clone()}</span>
                <Tag text meaning/>
            </th>
            <td class="number" data-label=t("overview-targets-missed")>{format!("{} / {}", result.applicable - result.met, result.applicable)}</td>
            <td class="number" data-label=t("assessment-head-score")>{words::score(result.score)}</td>
            <td class="number" data-label=t("overview-points-lost")>{words::score(lost)}</td>
            <td class="number" data-label=t("assessment-head-rank")>{result.rank.map_or_else(|| "–".to_owned(), |it| it.to_string())}</td>
            <td class="stacked" data-label=t("overview-why")><ul class="reasons">{lines} {rest}</ul></td>
        </tr>
    }
}

/// The stages that are open or still to come, with the days there are.
fn days(it: &Overview, today: Date) -> Option<AnyView> {
    let rows: Vec<_> = it
        .stages
        .iter()
        .filter_map(|window| {
            let (words, day) = match window.standing(today) {
                StageStanding::Open(until) => (tf("overview-days-left", &[("days", (until - today).whole_days().into())]), until),
                StageStanding::Locked(from) => (tf("overview-days-until", &[("days", (from - today).whole_days().into())]), from),
                StageStanding::Over(_) => return None,
            };
            Some(view! {
                <tr>
                    <th scope="row">{t(window.stage.key())}</th>
                    <td data-label=t("overview-left")>{words}</td>
                    <td data-label=t("overview-day")>{show_date(day)}</td>
                </tr>
            })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Table title=t("overview-days") density=Density::Dense>
                <thead><tr><th scope="col">{t("stage-name")}</th><th scope="col">{t("overview-left")}</th><th scope="col">{t("overview-day")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    })
}
