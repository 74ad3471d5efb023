//! The stages of a year: days, how far each has come, what waits.

use crate::components::{Meaning, ShareBar, Table, Tag};
use crate::pages::framed::way_to;
use crate::text::{grouped, t, tf};
use crate::urls;
use domain::campaign::StageStanding;
use domain::run::RunKind;
use domain::{Stage, show_date};
use leptos::prelude::*;
use services::Ctx;
use services::campaign::YearView;

/// Each stage with its days, how far it has come, and the way there: the whole year on one screen.
pub(super) fn stages(view: &YearView, ctx: &Ctx) -> AnyView {
    let (code, today) = (&view.campaign.code, ctx.today);
    let rows = view
        .stages
        .iter()
        .map(|it| {
            let (text, meaning, left) = match it.standing(today) {
                StageStanding::Locked(day) => {
                    (t("stage-locked"), Meaning::Neutral, tf("stage-days-until", &[("days", (day - today).whole_days().into())]))
                }
                StageStanding::Open(day) => {
                    (t("stage-now"), Meaning::Good, tf("stage-days-left", &[("days", (day - today).whole_days().into())]))
                }
                StageStanding::Over(_) => (t("stage-over"), Meaning::Neutral, String::new()),
            };
            let name = t(it.stage.key());
            let name = match way_to(ctx, code, it.stage) {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=t("stage-days")>{format!("{} – {}", show_date(it.opens_on), show_date(it.closes_on))}</td>
                    <td data-label=t("campaign-state")><Tag text meaning/> <span class="table-more">{left}</span></td>
                    <td data-label=t("stage-progress")>{progress(view, it.stage)}</td>
                    <td data-label=t("stage-waiting")>{waiting(view, ctx, it.stage)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("campaign-stages")>
            <thead><tr>
                <th scope="col">{t("stage-name")}</th><th scope="col">{t("stage-days")}</th><th scope="col">{t("campaign-state")}</th>
                <th scope="col" class="column-wide">{t("stage-progress")}</th><th scope="col">{t("stage-waiting")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// How far a stage has come: a part of a whole, in words and as a bar.
fn progress(view: &YearView, stage: Stage) -> AnyView {
    let it = &view.progress;
    let bar = |key: &str, done: i64, all: i64| {
        if all == 0 {
            return "–".into_any();
        }
        let share_e4 = done.saturating_mul(10_000) / all;
        let text = tf(key, &[("done", grouped(done).into()), ("all", grouped(all).into())]);
        let meaning = if done >= all { Meaning::Good } else { Meaning::Neutral };
        view! { <ShareBar share_e4 meaning text/> }.into_any()
    };
    let found = match stage {
        Stage::Commit => it.sheets.map(|it| bar("stage-progress-commit", it.in_force, it.units)),
        // Figures of other periods than the expected ones may have come with an import.
        Stage::Report => it.figures.map(|it| bar("stage-progress-report", it.submitted.min(it.expected), it.expected)),
        Stage::Verify => it.figures.map(|it| bar("stage-progress-verify", it.verified.min(it.expected), it.submitted.min(it.expected))),
        Stage::Assess => {
            let final_runs = view.groups.iter().filter(|it| it.run.as_ref().is_some_and(|it| it.kind == RunKind::Final)).count();
            let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
            Some(bar("stage-progress-assess", number(final_runs), number(view.groups.len())))
        }
        Stage::Review => it.cases.map(|it| bar("stage-progress-review", it.signed, it.opened)),
        Stage::FollowUp => it.remedies.map(|it| bar("stage-progress-follow-up", it.done, it.all)),
    };
    found.unwrap_or_else(|| "–".into_any())
}

/// What waits in a stage, with the way to exactly that.
fn waiting(view: &YearView, ctx: &Ctx, stage: Stage) -> AnyView {
    let code = &view.campaign.code;
    // Whoever does not verify sees with which units figures wait.
    let verify = way_to(ctx, code, Stage::Verify).unwrap_or_else(|| urls::figures_overview(code));
    let it = &view.progress;
    let line = |key: &str, count: i64, href: String| {
        (count > 0).then(|| view! { <li><a href=href>{tf(key, &[("count", count.into())])}</a></li> }.into_any())
    };
    let lines: Vec<AnyView> = match stage {
        Stage::Commit => it
            .sheets
            .map(|it| {
                [
                    line("stage-waiting-issue", it.units - it.issued, urls::commitments_of(code, "chua-giao")),
                    line("stage-waiting-sign", it.unsigned, urls::commitments_of(code, "chua-ky")),
                ]
            })
            .into_iter()
            .flatten()
            .flatten()
            .collect(),
        Stage::Report => {
            it.figures.and_then(|it| line("stage-waiting-returned", it.returned, urls::figures_overview(code))).into_iter().collect()
        }
        Stage::Verify => it.figures.and_then(|it| line("stage-waiting-verify", it.waiting, verify)).into_iter().collect(),
        Stage::Assess => Vec::new(),
        Stage::Review => {
            it.cases.and_then(|it| line("stage-waiting-review", it.opened - it.signed, urls::reviews(code))).into_iter().collect()
        }
        Stage::FollowUp => it.remedies.and_then(|it| line("stage-waiting-late", it.late, urls::follow_up(code))).into_iter().collect(),
    };
    if lines.is_empty() { "–".into_any() } else { view! { <ul class="plain-list">{lines}</ul> }.into_any() }
}
