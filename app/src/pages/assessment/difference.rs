//! The difference between two runs: every unit whose result changed, and why.

use super::{part, words};
use crate::components::{Choice, Empty, FieldWidth, Meaning, Notice, PageHead, Select, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::Rounded;
use domain::comparison::{Cause, CauseKind, NOTHING, Standing, TargetChange, UnitChange};
use domain::run::RunKind;
use domain::{RunId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::{Compared, DifferenceWish, RunDifference};

/// The page.
#[component]
pub fn DifferencePage() -> impl IntoView {
    let code = part("campaign");
    let run = |name: &str| query(name).and_then(|it| it.parse::<RunId>().ok());
    let wish = DifferenceWish { peer_group: query("nhom").filter(|it| !it.is_empty()), before: run("truoc"), after: run("sau") };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &wish).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, wish: &DifferenceWish) -> Result<RunDifference, AppError> {
    Ok(services::assessment::difference(&context().await?, code, wish).await?)
}

fn show(it: &RunDifference) -> AnyView {
    let truth = it.compared.as_ref().map(|it| {
        let run = |kind: RunKind, at: domain::Timestamp| format!("{} {at}", words::kind(kind).0);
        let (before, after) = (run(it.before.kind, it.before.at), run(it.after.kind, it.after.at));
        vec![tf("difference-from-to", &[("before", before.into()), ("after", after.into())])]
    });
    let body = match &it.compared {
        None => view! { <Empty title=t("difference-one-run-title") text=t("difference-one-run-text")/> }.into_any(),
        Some(compared) => view! { {choice(it, compared)} {general(compared)} {units(it, compared)} }.into_any(),
    };
    view! {
        <PageHead title=tf("difference-title", &[("group", it.group.title.as_str().into()), ("year", it.campaign.year.to_string().into())])
            crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&it.campaign) truth=truth.unwrap_or_default()/>
        {body}
    }
    .into_any()
}

/// Which two runs are compared.
fn choice(it: &RunDifference, compared: &Compared) -> AnyView {
    let runs: Vec<Choice> = it.runs.iter().map(|it| Choice::new(it.id.to_string(), words::run_line(it))).collect();
    let last_year =
        it.last_year.iter().map(|it| Choice::new(it.id.to_string(), tf("difference-last-year", &[("run", words::run_line(it).into())])));
    let before: Vec<Choice> = runs.iter().cloned().chain(last_year).collect();
    view! {
        <form class="filter-form" method="get" action=format!("{}/so-sanh", urls::ranking(&it.campaign.code))>
            <input type="hidden" name="nhom" value=it.group.peer_group.clone()/>
            <Select name="truoc" label=t("difference-before") choices=before value=compared.before.id.to_string() width=FieldWidth::Medium/>
            <Select name="sau" label=t("difference-after") choices=runs value=compared.after.id.to_string() width=FieldWidth::Medium/>
            <button class="button" type="submit">{t("difference-show")}</button>
        </form>
    }
    .into_any()
}

/// What was changed for all of them.
fn general(it: &Compared) -> Option<AnyView> {
    let all: Vec<&Cause> = it.comparison.causes.iter().filter(|cause| cause.unit.is_none() && tells(it, cause)).collect();
    if all.is_empty() && of_one_year(it) {
        return None;
    }
    let years = (!of_one_year(it)).then(|| view! { <li>{t("difference-other-year")}</li> });
    let lines = all.into_iter().map(|cause| view! { <li>{sentence(it, cause)}</li> }).collect_view();
    Some(view! { <section class="panel"><h2>{t("difference-general")}</h2><ul>{years}{lines}</ul></section> }.into_any())
}

/// Whether the two runs are of one year.
fn of_one_year(it: &Compared) -> bool {
    it.before.campaign == it.after.campaign
}

/// Whether a cause tells anything: not where only the way of writing changed, which moves nothing and is nobody's act. Another year is another
/// campaign with other figures; that is said once.
fn tells(it: &Compared, cause: &Cause) -> bool {
    match cause.kind {
        CauseKind::VersionChanged | CauseKind::Reordered | CauseKind::Rewritten => false,
        CauseKind::CampaignChanged
        | CauseKind::LastDayChanged
        | CauseKind::FigureAdded
        | CauseKind::FigureRemoved
        | CauseKind::FigureCorrected => of_one_year(it),
        _ => true,
    }
}

fn units(it: &RunDifference, compared: &Compared) -> AnyView {
    let changed = compared.comparison.units.len();
    if changed == 0 {
        return view! { <Notice meaning=Meaning::Good title=tf("difference-none", &[("count", compared.seen.into())])/> }.into_any();
    }
    let rows = compared.comparison.units.iter().map(|unit| row(it, compared, unit)).collect_view();
    let count = tf("difference-count", &[("changed", changed.into()), ("count", compared.seen.into())]);
    view! {
        <Table title=t("difference-units") count=count>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col" class="number">{t("assessment-head-rank")}</th>
                    <th scope="col" class="number">{t("assessment-head-score")}</th>
                    <th scope="col">{t("assessment-head-outcome")}</th>
                    <th scope="col" class="column-wide">{t("difference-why")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(it: &RunDifference, compared: &Compared, unit: &UnitChange) -> AnyView {
    let (id, name) = match compared.units.get(&unit.unit) {
        Some((id, name)) => (Some(*id), name.clone()),
        None => (None, unit.unit.clone()),
    };
    let name = match id {
        Some(id) => view! { <a href=urls::result(&it.campaign.code, id, Some(compared.after.id))>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let (before, after) = (unit.before.as_ref(), unit.after.as_ref());
    let rank = |it: &Standing| it.rank.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let score = |it: &Standing| it.score.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
    let outcome = |it: &Standing| format!("{}, {}", words::outcome(it.outcome).0, words::grade(it.grade.as_deref()));
    let why = if unit.only_its_place_moved() {
        t("difference-only-place").into_any()
    } else {
        let targets = unit.targets.iter().map(|it| view! { <li>{target(compared, it)}</li> }).collect_view();
        // What belongs to no target that changed stands by itself.
        let told: Vec<usize> = unit.targets.iter().flat_map(|it| it.causes.iter().copied()).collect();
        let others = unit.causes.iter().filter(|at| !told.contains(at)).filter_map(|at| compared.comparison.causes.get(*at));
        let others = others
            .filter(|it| it.unit.is_some() && tells(compared, it))
            .map(|it| view! { <li>{sentence(compared, it)}</li> })
            .collect_view();
        view! { <ul class="plain-list">{targets}{others}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number" data-label=t("assessment-head-rank")>{pair(before.map(rank), after.map(rank))}</td>
            <td class="number" data-label=t("assessment-head-score")>{pair(before.map(score), after.map(score))}</td>
            <td data-label=t("assessment-head-outcome")>{pair(before.map(outcome), after.map(outcome))}</td>
            <td data-label=t("difference-why")>{why}</td>
        </tr>
    }
    .into_any()
}

/// Both values where they differ, else the one.
fn pair(before: Option<String>, after: Option<String>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before == after => after,
        (before, after) => {
            let or = |it: Option<String>| it.unwrap_or_else(|| t(NOTHING));
            format!("{} → {}", or(before), or(after))
        }
    }
}

/// A target whose result changed: from what to what, and why.
fn target(it: &Compared, change: &TargetChange) -> AnyView {
    let (title, unit) = it.targets.get(&change.code).cloned().unwrap_or_default();
    let shown = |result: &domain::receipt::TargetResult, run: RunKind| {
        let actual = result.actual.as_ref().map_or_else(|| "–".to_owned(), |it| words::actual(it, &unit));
        let points = result.points.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
        (words::status(result.status, run).0, actual, points)
    };
    let (before, after) =
        (change.before.as_ref().map(|of| shown(of, it.before.kind)), change.after.as_ref().map(|of| shown(of, it.after.kind)));
    let part = |at: fn(&(String, String, String)) -> &String| pair(before.as_ref().map(at).cloned(), after.as_ref().map(at).cloned());
    let line = tf(
        "difference-target",
        &[
            ("target", format!("{}. {title}", change.code).into()),
            ("actual", part(|it| &it.1).into()),
            ("points", part(|it| &it.2).into()),
            ("status", part(|it| &it.0).into()),
        ],
    );
    let causes = change.causes.iter().filter_map(|at| it.comparison.causes.get(*at)).filter(|cause| tells(it, cause));
    let causes = causes.map(|cause| view! { <li>{sentence(it, cause)}</li> }).collect_view();
    view! { {line} <ul>{causes}</ul> }.into_any()
}

/// The sentence of a cause.
fn sentence(it: &Compared, cause: &Cause) -> String {
    let named = |code: &Option<String>, title: Option<&String>| {
        code.as_ref().map_or_else(String::new, |code| title.map_or_else(|| code.clone(), |title| format!("{code} ({title})")))
    };
    let target = cause.target.as_ref().and_then(|code| it.targets.get(code));
    let unit = target.map_or("", |it| it.1.as_str());
    let value = |text: &Option<String>| text.as_ref().map_or_else(|| t(NOTHING), |it| words::spelled(it, unit));
    let period = cause.period.as_ref().map_or_else(String::new, |it| it.parse().map_or_else(|_| it.clone(), words::period));
    let day = cause.amended_on.map(show_date).unwrap_or_default();
    // What an exemption rests on, with the amendment by which it came.
    let new = match (&cause.new, &cause.code, cause.amended_on) {
        (Some(basis), Some(number), Some(on)) if cause.kind == CauseKind::Exempted => words::by_amendment(basis, Some((number, on))),
        (new, ..) => value(new),
    };
    let goal = match cause.kind {
        CauseKind::AmendmentMade | CauseKind::AmendmentWithdrawn if !period.is_empty() => {
            tf("cause-goal-of-period", &[("period", period.clone().into())])
        }
        _ => t("cause-goal-of-year"),
    };
    tf(
        cause.kind.key(),
        &[
            ("day", day.into()),
            ("goal", goal.into()),
            ("unit", cause.unit.clone().unwrap_or_default().into()),
            ("target", named(&cause.target, target.map(|it| &it.0)).into()),
            ("variable", named(&cause.variable, cause.variable.as_ref().and_then(|code| it.variables.get(code))).into()),
            ("period", period.into()),
            ("code", cause.code.clone().unwrap_or_default().into()),
            ("part", t(cause.part().key()).into()),
            ("path", cause.path.clone().into()),
            ("old", value(&cause.old).into()),
            ("new", new.into()),
        ],
    )
}

/// The way to the difference, where a group has more than one run.
pub fn way(code: &str, peer_group: &str, runs: usize) -> Option<AnyView> {
    (runs > 1).then(|| view! { <a class="button" href=urls::run_difference(code, peer_group, None)>{t("difference-way")}</a> }.into_any())
}
