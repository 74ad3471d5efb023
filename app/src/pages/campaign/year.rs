//! The year at a glance: each stage with its days, how far it has come and what waits; groups with their rule sets and packages, members
//! with what they lack, exemptions; with one form open.

use super::make::settings;
use crate::boxes::{Boxes, refused};
use crate::components::{
    Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, Meaning, PageHead, Select, ShareBar, Table, Tag, TextArea,
};
use crate::context::query;
use crate::forms::campaign::{ChangeCampaign, CloseCampaign, ExemptUnit, MoveStage};
use crate::pages::assessment::words;
use crate::pages::error::ErrorPage;
use crate::pages::framed::way_to;
use crate::pages::history::way;
use crate::pages::listing::Listing;
use crate::pages::organisation::unit_link;
use crate::text::{grouped, t, tf};
use crate::urls;
use domain::campaign::{ReviewRequiredFor, StageStanding};
use domain::catalogue::TargetLine;
use domain::fold::sort_key;
use domain::policy::Action;
use domain::run::RunKind;
use domain::{Quantity, Stage, UnitId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::Ctx;
use services::campaign::{MemberLine, YearView};
use services::history::Subject;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Actions {
    change: ServerAction<ChangeCampaign>,
    stage: ServerAction<MoveStage>,
    exempt: ServerAction<ExemptUnit>,
    close: ServerAction<CloseCampaign>,
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

/// Each stage with its days, how far it has come, and the way there: the whole year on one screen.
fn stages(view: &YearView, ctx: &Ctx) -> AnyView {
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
        Stage::Verify => it.figures.map(|it| bar("stage-progress-verify", it.verified, it.submitted)),
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
                    let href = urls::ranking_of(code, &it.group.peer_group, None, false, 1);
                    view! { <a href=href>{run.at.to_string()}</a> " " <Tag text meaning/> }.into_any()
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

/// The units of all groups, searched, ordered and paged by the address.
fn members(view: &YearView, ctx: &Ctx) -> AnyView {
    let list = Listing::of_address(&["nhom"]);
    let asked = query("nhom").unwrap_or_default();
    let all: Vec<(&MemberLine, &str)> = view
        .groups
        .iter()
        .filter(|it| asked.is_empty() || it.group.peer_group == asked)
        .flat_map(|it| it.members.iter().map(|member| (member, it.group.title.as_str())))
        .collect();
    let ready = all.iter().filter(|it| lacks(it.0).is_empty()).count();
    let mut found: Vec<_> = all.into_iter().filter(|it| list.takes(&format!("{} {}", it.0.name, it.0.code))).collect();
    list.sort(&mut found, |column, one, other| match column {
        "ma" => one.0.code.cmp(&other.0.code),
        "nhom" => one.1.cmp(other.1),
        "thieu" => lacks(one.0).len().cmp(&lacks(other.0).len()),
        _ => sort_key(&one.0.name).cmp(&sort_key(&other.0.name)),
    });
    let count = if view.sees_heads {
        tf("member-count", &[("count", found.len().into()), ("ready", ready.into())])
    } else {
        tf("assessment-count", &[("count", found.len().into())])
    };
    let rows = list.part(&found).iter().map(|(it, group)| member(ctx, it, group, view.sees_heads)).collect_view();
    let groups: Vec<Choice> = view.groups.iter().map(|it| Choice::new(it.group.peer_group.clone(), it.group.title.clone())).collect();
    let choice = (groups.len() > 1).then(|| view! { <Select name="nhom" label=t("campaign-group") choices=groups value=asked none=t("queue-all") width=FieldWidth::Medium/> });
    let heads = view.sees_heads.then(|| view! { <th scope="col">{t("member-head")}</th> {list.head("member-readiness", "thieu")} });
    let columns = (list.head("unit-name", "ten"), list.head("unit-code", "ma"), list.head("campaign-group", "nhom"));
    view! {
        <Table title=t("campaign-members") count=count tools=list.form_with("list-search-unit", &["nhom"], choice)>
            <thead><tr>{columns} {heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {list.pager(found.len())}
    }
    .into_any()
}

fn member(ctx: &Ctx, it: &MemberLine, group: &str, sees_heads: bool) -> AnyView {
    let heads = sees_heads.then(|| {
        let lacking = lacks(it);
        let (text, meaning) =
            if lacking.is_empty() { (t("member-ready"), Meaning::Good) } else { (lacking.join("; "), Meaning::Attention) };
        view! {
            <td data-label=t("member-head")>{it.head.clone().unwrap_or_default()}</td>
            <td data-label=t("member-readiness")><Tag text meaning/></td>
        }
    });
    view! {
        <tr>
            <th scope="row">{unit_link(ctx, UnitId(it.unit_id), &it.path, &it.name)}</th>
            <td data-label=t("unit-code")>{it.code.clone()}</td>
            <td data-label=t("campaign-group")>{group.to_owned()}</td>
            {heads}
        </tr>
    }
    .into_any()
}

/// What a member lacks to begin.
fn lacks(it: &MemberLine) -> Vec<String> {
    [
        (it.head.is_none(), "member-no-head"),
        (it.head_accounts == 0, "member-no-head-account"),
        (it.focal_accounts == 0, "member-no-focal-account"),
    ]
    .into_iter()
    .filter(|(lacking, _)| *lacking)
    .map(|(_, key)| t(key))
    .collect()
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
                    <td data-label=t("exempt-basis")>{it.basis}</td>
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

fn form(view: &YearView, actions: Actions, boxes: &Boxes, targets: &[(String, TargetLine)]) -> Option<AnyView> {
    match query("viec").unwrap_or_default().as_str() {
        "giai-doan" if view.may_run => Some(stage_form(view, actions, boxes)),
        "mien" if !view.may_exempt.is_empty() => Some(exempt_form(view, actions, boxes, targets)),
        "sua" if view.may_run => Some(change_form(view, actions, boxes)),
        "dong" if view.may_run => Some(close_form(view, actions, boxes)),
        _ => None,
    }
}

fn buttons(key: &str, code: &str) -> AnyView {
    view! {
        <div class="actions">
            <button class="button button-primary" type="submit">{t(key)}</button>
            <a class="button" href=urls::campaign(code)>{t("form-cancel")}</a>
        </div>
    }
    .into_any()
}

fn reason_box(boxes: &Boxes) -> AnyView {
    view! { <TextArea name="reason" label=t("form-reason") hint=t("form-reason-hint") value=boxes.value("reason", "") error=boxes.wrong("reason") rows=2 required=true/> }.into_any()
}

fn stage_form(view: &YearView, actions: Actions, boxes: &Boxes) -> AnyView {
    let code = view.campaign.code.clone();
    let stages: Vec<Choice> = view
        .stages
        .iter()
        .map(|it| Choice::new(it.stage.code(), format!("{}: {} – {}", t(it.stage.key()), show_date(it.opens_on), show_date(it.closes_on))))
        .collect();
    let boxed = view! {
        <input type="hidden" name="campaign" value=code.clone()/>
        <Select name="stage" label=t("stage-name") choices=stages value=boxes.value("stage", "") error=boxes.wrong("stage") width=FieldWidth::Medium/>
        <Field name="opens_on" label=t("stage-opens") value=boxes.value("opens_on", "") error=boxes.wrong("opens_on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        <Field name="closes_on" label=t("stage-closes") value=boxes.value("closes_on", "") error=boxes.wrong("closes_on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        {reason_box(boxes)}
        {buttons("stage-move-submit", &code)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("stage-move")}</h2>
            {boxes.notice()}
            <ActionForm action=actions.stage attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn exempt_form(view: &YearView, actions: Actions, boxes: &Boxes, targets: &[(String, TargetLine)]) -> AnyView {
    let code = view.campaign.code.clone();
    let units: Vec<Choice> = view
        .groups
        .iter()
        .flat_map(|it| &it.members)
        .filter(|it| view.may_exempt.contains(&UnitId(it.unit_id)))
        .map(|it| Choice::new(it.unit_id.to_string(), it.name.clone()))
        .collect();
    let targets: Vec<Choice> = targets
        .iter()
        .map(|(group, target)| Choice::new(target.id.to_string(), format!("{group}: {}. {}", target.code, target.title)))
        .collect();
    let boxed = view! {
        <input type="hidden" name="campaign" value=code.clone()/>
        <Select name="unit" label=t("unit-name") choices=units value=boxes.value("unit", "") error=boxes.wrong("unit") width=FieldWidth::Medium/>
        <Select name="target" label=t("exempt-target") choices=targets value=boxes.value("target", "") error=boxes.wrong("target")/>
        <Field name="basis" label=t("exempt-basis") hint=t("form-reason-hint") value=boxes.value("basis", "") error=boxes.wrong("basis") required=true/>
        {buttons("exempt-submit", &code)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("exempt-unit")}</h2>
            <p>{t("exempt-text")}</p>
            {boxes.notice()}
            <ActionForm action=actions.exempt attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn change_form(view: &YearView, actions: Actions, boxes: &Boxes) -> AnyView {
    let it = &view.campaign;
    let boxed = view! {
        <input type="hidden" name="campaign" value=it.code.clone()/>
        <Field name="title" label=t("campaign-title") value=boxes.value("title", it.title.clone()) error=boxes.wrong("title") required=true/>
        {settings(boxes, it.review_required_for.code(), &it.submit_within_working_days.to_string())}
        {reason_box(boxes)}
        {buttons("campaign-change-submit", &it.code)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("campaign-change")}</h2>
            {boxes.notice()}
            <ActionForm action=actions.change attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn close_form(view: &YearView, actions: Actions, boxes: &Boxes) -> AnyView {
    let code = view.campaign.code.clone();
    let boxed = view! {
        <input type="hidden" name="campaign" value=code.clone()/>
        {reason_box(boxes)}
        {buttons("campaign-close-submit", &code)}
    }
    .into_any();
    view! {
        <section>
            <h2>{t("campaign-close")}</h2>
            <p>{t("campaign-close-text")}</p>
            {boxes.notice()}
            <ActionForm action=actions.close attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}
