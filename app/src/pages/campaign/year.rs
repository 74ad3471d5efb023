//! The year at a glance: each stage with its days, how far it has come and what waits; groups with their rule sets and packages, members
//! with what they lack, exemptions; with one form open.

use super::members::members;
use super::stages::stages;
use super::year_forms::form;
use crate::boxes::{Boxes, refused};
use crate::components::{DefinitionList, Fact, Link, Meaning, PageHead, Table, Tag};
use crate::context::query;
use crate::forms::campaign::{ChangeCampaign, CloseCampaign, ExemptUnit, MoveStage};
use crate::pages::amendment::edition;
use crate::pages::assessment::words;
use crate::pages::error::ErrorPage;
use crate::pages::framed::way_to;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::{ReviewRequiredFor, StageStanding};
use domain::catalogue::TargetLine;
use domain::policy::Action;
use domain::run::RunKind;
use domain::{Quantity, Stage, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::Ctx;
use services::campaign::YearView;
use services::history::Subject;

/// The forms of the page.
#[derive(Clone, Copy)]
pub(super) struct Actions {
    pub(super) change: ServerAction<ChangeCampaign>,
    pub(super) stage: ServerAction<MoveStage>,
    pub(super) exempt: ServerAction<ExemptUnit>,
    pub(super) close: ServerAction<CloseCampaign>,
}

/// The year at a glance.
#[component]
pub fn YearPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("campaign").unwrap_or_default();
    let actions =
        Actions { change: ServerAction::new(), stage: ServerAction::new(), exempt: ServerAction::new(), close: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, actions).await {
                    Ok(loaded) => Either::Left(shown(loaded, actions)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

struct Loaded {
    view: YearView,
    ctx: Ctx,
    boxes: Boxes,
    /// The targets that the form of exemptions offers, with their groups.
    targets: Vec<(String, TargetLine)>,
    may_verify: bool,
}

async fn load(code: &str, actions: Actions) -> Result<Loaded, AppError> {
    let ctx = context().await?;
    let error =
        refused(actions.change).or_else(|| refused(actions.stage)).or_else(|| refused(actions.exempt)).or_else(|| refused(actions.close));
    let view = services::campaign::year(&ctx, code).await?;
    let exempts = !view.may_exempt.is_empty() && query("viec").as_deref() == Some("mien");
    let targets = if exempts { services::campaign::targets(&ctx, &view).await? } else { Vec::new() };
    let may_verify = ctx.actor.may_somewhere(Action::VerifyFigures);
    Ok(Loaded { view, boxes: Boxes::load(error).await?, ctx, targets, may_verify })
}

fn shown(it: Loaded, actions: Actions) -> AnyView {
    let Loaded { view, ctx, boxes, targets, may_verify } = it;
    let today = ctx.today;
    let it = &view.campaign;
    let address = urls::campaign(&it.code);
    let tag = if it.closed {
        view! { <Tag text=t("campaign-closed")/> }
    } else {
        view! { <Tag text=t("campaign-open") meaning=Meaning::Good/> }
    };
    let may_exempt = !view.may_exempt.is_empty();
    let secondary = (view.may_run || may_exempt).then(|| {
        let link =
            |may: bool, name: &str, key: &str| may.then(|| view! { <a class="button" href=urls::at_work(&address, name)>{t(key)}</a> });
        vec![
            link(view.may_run, "giai-doan", "stage-move"),
            view.may_run.then(|| view! { <a class="button" href=urls::readiness(&view.campaign.code, None)>{t("readiness-way")}</a> }),
            view.may_run.then(|| view.groups.first()).flatten().map(
                |it| view! { <a class="button" href=urls::rehearsal(&view.campaign.code, &it.group.peer_group)>{t("rehearsal-way")}</a> },
            ),
            link(may_exempt, "mien", "exempt-unit"),
            link(view.may_run, "sua", "campaign-change"),
            link(view.may_run, "dong", "campaign-close"),
        ]
        .into_any()
    });
    let form = form(&view, actions, &boxes, &targets);
    // While a form is open, its button is the next action.
    let primary = if form.is_some() { None } else { next_action(&view, &ctx, may_verify) };
    let truth = vec![
        tf("campaign-code-line", &[("code", it.code.clone().into())]),
        tf("campaign-days-line", &[("from", show_date(it.starts_on).into()), ("to", show_date(it.ends_on).into())]),
        tf("tree-on", &[("day", show_date(today).into())]),
        tf("campaign-authority-line", &[("unit", view.authority.clone().into())]),
    ];
    view! {
        <PageHead title=it.title.clone() crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("campaigns-title"), urls::CAMPAIGNS)] tag=tag.into_any() primary secondary truth history=way(Subject::Campaign, it.id.0)/>
        {edition::lines(&it.code, &view.editions)}
        {form}
        {stages(&view, &ctx)}
        {groups(&view)}
        {members(&view, &ctx)}
        {exemptions(&view)}
        {facts(&view)}
    }
    .into_any()
}

/// The one thing to do next in the year, as far as this person does it; else the way to the stage that is open.
fn next_action(view: &YearView, ctx: &Ctx, may_verify: bool) -> Option<AnyView> {
    let (code, today) = (&view.campaign.code, ctx.today);
    let open = |stage: Stage| view.stages.iter().any(|it| it.stage == stage && matches!(it.standing(today), StageStanding::Open(_)));
    let progress = &view.progress;
    let lacking = progress.sheets.is_some_and(|it| it.issued < it.units);
    let waiting = progress.figures.map_or(0, |it| it.waiting);
    let unassessed = view.groups.iter().any(|it| it.run.as_ref().is_none_or(|it| it.kind != RunKind::Final));
    let (label, href) = if view.may_run && open(Stage::Commit) && lacking {
        (t("year-go-issue"), urls::commitments(code))
    } else if may_verify && waiting > 0 {
        (tf("year-go-verify", &[("count", waiting.into())]), urls::verification(code))
    } else if view.may_run && open(Stage::Assess) && unassessed {
        (t("year-go-assess"), urls::ranking(code))
    } else {
        let now = view.stages.iter().filter(|it| matches!(it.standing(today), StageStanding::Open(_))).min_by_key(|it| it.closes_on)?;
        (t(go_key(now.stage)), way_to(ctx, code, now.stage)?)
    };
    Some(view! { <a class="button button-primary" href=href>{label}</a> }.into_any())
}

/// The words that lead to a stage's page.
fn go_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Commit => "year-go-commit",
        Stage::Report => "year-go-report",
        Stage::Verify => "year-go-queue",
        Stage::Assess => "year-go-ranking",
        Stage::Review => "year-go-review",
        Stage::FollowUp => "year-go-follow-up",
    }
}

fn facts(view: &YearView) -> AnyView {
    let it = &view.campaign;
    let review = match it.review_required_for {
        ReviewRequiredFor::All => t("campaign-review-all"),
        ReviewRequiredFor::FailingOnly => t("campaign-review-failing"),
    };
    let facts =
        vec![Fact::text(t("campaign-review"), review), Fact::text(t("campaign-days-to-submit"), it.submit_within_working_days.to_string())];
    view! { <section><h2 class="table-title">{t("campaign-settings")}</h2><DefinitionList facts/></section> }.into_any()
}

/// The peer groups: what they go by, how they were assessed last, and their packages.
fn groups(view: &YearView) -> AnyView {
    let code = &view.campaign.code;
    let rows = view
        .groups
        .iter()
        .map(|it| {
            let sound = it.weights_total == Quantity(1_000_000);
            let wrong = (!sound).then(|| view! { " " <Tag text=t("group-weights-wrong") meaning=Meaning::Failing/> });
            let weights = tf("group-weights", &[("count", it.targets.into()), ("total", it.weights_total.fixed(2).into())]);
            let run = match &it.run {
                Some(run) => {
                    let (text, meaning) = words::kind(run.kind);
                    let (href, at) = (urls::ranking_of(code, &it.group.peer_group, None, false, 1), run.at.to_string());
                    let at = if view.sees_results { view! { <a href=href>{at}</a> }.into_any() } else { at.into_any() };
                    view! { {at} " " <Tag text meaning/> }.into_any()
                }
                None => t("year-not-assessed").into_any(),
            };
            let package = view.may_export.then(|| {
                let href = urls::package(code, &it.group.peer_group);
                view! { <td data-label=t("year-package")><a href=href download="">{t("year-package-download")}<span class="unseen">": " {it.group.title.clone()}</span></a></td> }
            });
            view! {
                <tr>
                    <th scope="row">{it.group.title.clone()}</th>
                    <td class="number" data-label=t("campaign-members")>{it.members.len()}</td>
                    <td data-label=t("campaign-group-rules")><a href=urls::rule_set(it.group.rule_set)>{it.rule_set.clone()}</a> <span class="table-more">{weights} {wrong}</span></td>
                    <td data-label=t("year-last-run")>{run}</td>
                    {package}
                </tr>
            }
        })
        .collect_view();
    let package = view.may_export.then(|| view! { <th scope="col">{t("year-package")}</th> });
    view! {
        <Table title=t("campaign-groups")>
            <thead><tr>
                <th scope="col">{t("campaign-group")}</th><th scope="col" class="number">{t("campaign-members")}</th><th scope="col" class="column-wide">{t("campaign-group-rules")}</th>
                <th scope="col">{t("year-last-run")}</th>{package}
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn exemptions(view: &YearView) -> AnyView {
    if view.exemptions.is_empty() {
        return ().into_any();
    }
    let rows = view
        .exemptions
        .iter()
        .cloned()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.unit}</th>
                    <td data-label=t("exempt-target")>{it.target_code} " – " {it.target}</td>
                    <td data-label=t("exempt-basis")>{words::by_amendment(&it.basis, it.number.as_deref().zip(it.effective_on))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("campaign-exemptions")>
            <thead><tr><th scope="col">{t("unit-name")}</th><th scope="col">{t("exempt-target")}</th><th scope="col">{t("exempt-basis")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
