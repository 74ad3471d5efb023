//! The leader's one screen: who is behind, by how much, why, days left, what waits for a decision.

use super::{part, words};
use crate::components::{DefinitionList, Empty, Fact, Link, Meaning, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::StageStanding;
use domain::policy::Action;
use domain::show_date;
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
    let groups = it
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
    let behind = if it.behind.is_empty() {
        view! { <Empty title=t("overview-nobody-title") text=t("overview-nobody-text")/> }.into_any()
    } else {
        let rows = it.behind.iter().map(|unit| behind_row(code, unit)).collect_view();
        let count = (it.more > 0).then(|| tf("overview-more", &[("count", it.more.into())]));
        view! {
            <Table title=t("overview-behind") count>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-unit")}</th>
                        <th scope="col" class="number">{t("assessment-head-met")}</th>
                        <th scope="col" class="number">{t("assessment-head-score")}</th>
                        <th scope="col" class="number">{t("assessment-head-rank")}</th>
                        <th scope="col">{t("overview-why")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <PageHead title=tf("overview-title", &[("year", it.campaign.year.to_string().into())]) crumbs_label=t("assessment-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] truth=vec![tf("overview-today", &[("day", show_date(today).into())])]/>
        {behind}
        <div class="columns">
            <section class="panel"><h2>{t("overview-decisions")}</h2> <DefinitionList facts=decisions(it, verifies)/></section>
            <section class="panel"><h2>{t("overview-days")}</h2> <DefinitionList facts=days(it, today)/></section>
        </div>
        <Table title=t("overview-groups")>
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
            <tbody>{groups}</tbody>
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
        .map(|it| {
            let value = it.actual.as_deref().map_or_else(|| t("assessment-status-not-reported"), words::spelled);
            view! { <li>{tf("overview-missed", &[("title", it.title.as_str().into()), ("value", value.into()), ("lost", it.lost.fixed(2).into())])}</li> }
        })
        .collect_view();
    let more = (it.more > 0).then(|| view! { <li>{tf("overview-missed-more", &[("count", it.more.into())])}</li> });
    let missing =
        (result.missing_count > 0).then(|| view! { <li>{tf("overview-missing", &[("count", result.missing_count.into())])}</li> });
    view! {
        <tr>
            <th scope="row">
                <a href=urls::result(code, result.unit, None)>{it.unit.name.clone()}</a> " " <Tag text meaning/>
                <br/>
                <small>{it.group.title.clone()}</small>
            </th>
            <td class="number" data-label=t("assessment-head-met")>{format!("{}/{}", result.met, result.applicable)}</td>
            <td class="number" data-label=t("assessment-head-score")>{words::score(result.score)}</td>
            <td class="number" data-label=t("assessment-head-rank")>{result.rank.map_or_else(|| "–".to_owned(), |it| it.to_string())}</td>
            <td data-label=t("overview-why")><ul>{lines} {more} {missing}</ul></td>
        </tr>
    }
}

fn days(it: &Overview, today: Date) -> Vec<Fact> {
    let mut facts: Vec<Fact> = it
        .stages
        .iter()
        .filter_map(|window| match window.standing(today) {
            StageStanding::Open(until) => {
                let left = (until - today).whole_days();
                Some(Fact::text(t(window.stage.key()), tf("overview-days-left", &[("days", left.into())])).more(show_date(until)))
            }
            StageStanding::Locked(from) => {
                let left = (from - today).whole_days();
                Some(Fact::text(t(window.stage.key()), tf("overview-days-until", &[("days", left.into())])).more(show_date(from)))
            }
            StageStanding::Over(_) => None,
        })
        .collect();
    let end = (it.campaign.ends_on - today).whole_days();
    if end >= 0 {
        facts.push(
            Fact::text(t("overview-year-end"), tf("overview-days-left", &[("days", end.into())])).more(show_date(it.campaign.ends_on)),
        );
    }
    if facts.is_empty() {
        facts.push(Fact::text(t("overview-year-end"), t("overview-year-over")));
    }
    facts
}

fn decisions(it: &Overview, verifies: bool) -> Vec<Fact> {
    let code = &it.campaign.code;
    let line = |key: &str, count: i64, href: String| Fact::view(t(key), view! { <a href=href>{count}</a> });
    let open: i64 = it.cases.iter().filter(|it| it.0 != "closed").map(|it| it.1).sum();
    vec![
        line("overview-proposed", it.commitments_proposed, urls::commitments_of(code, "dang-thong-nhat")),
        line("overview-unsigned", it.commitments_unsigned, urls::commitments_of(code, "chua-ky")),
        // Whoever does not verify sees with which units figures wait.
        line("overview-figures", it.figures_waiting, if verifies { urls::verification(code) } else { urls::figures_overview(code) }),
        line("overview-undecided", i64::try_from(it.undecided).unwrap_or_default(), urls::ranking(code)),
        line("overview-cases", open, urls::reviews(code)),
    ]
}
