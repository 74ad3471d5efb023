//! The year at a glance: stages, groups with rule sets and weights, members with what they lack, exemptions; with one form open.

use super::make::settings;
use crate::boxes::{Boxes, refused};
use crate::components::{
    Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, Meaning, PageHead, Select, Table, Tag, TextArea,
};
use crate::context::query;
use crate::forms::campaign::{ChangeCampaign, CloseCampaign, ExemptUnit, MoveStage};
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::{ReviewRequiredFor, StageStanding};
use domain::{Quantity, Stage, UnitId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::campaign::{GroupView, MemberLine, YearView};
use services::history::Subject;
use time::Date;

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
                    Ok((view, today, boxes)) => Either::Left(shown(view, today, actions, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, actions: Actions) -> Result<(YearView, Date, Boxes), AppError> {
    let ctx = context().await?;
    let error =
        refused(actions.change).or_else(|| refused(actions.stage)).or_else(|| refused(actions.exempt)).or_else(|| refused(actions.close));
    Ok((services::campaign::year(&ctx, code).await?, ctx.today, Boxes::load(error).await?))
}

fn shown(view: YearView, today: Date, actions: Actions, boxes: &Boxes) -> AnyView {
    let it = &view.campaign;
    let address = urls::campaign(&it.code);
    let tag = if it.closed {
        view! { <Tag text=t("campaign-closed")/> }
    } else {
        view! { <Tag text=t("campaign-open") meaning=Meaning::Good/> }
    };
    let may_exempt = !view.may_exempt.is_empty();
    let secondary = (view.may_run || may_exempt).then(|| {
        let link = |may: bool, name: &str, key: &str| {
            may.then(|| view! { <a class="button" href=urls::at_work(&address, name)>{t(key)}</a> })
        };
        vec![
            link(view.may_run, "giai-doan", "stage-move"),
            link(may_exempt, "mien", "exempt-unit"),
            link(view.may_run, "sua", "campaign-change"),
            link(view.may_run, "dong", "campaign-close"),
        ]
        .into_any()
    });
    let form = form(&view, actions, boxes);
    let truth = vec![
        tf("campaign-code-line", &[("code", it.code.clone().into())]),
        tf("tree-on", &[("day", show_date(today).into())]),
        tf("campaign-authority-line", &[("unit", view.authority.clone().into())]),
    ];
    view! {
        <PageHead title=it.title.clone() crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("campaigns-title"), urls::CAMPAIGNS)] tag=tag.into_any() secondary truth history=way(Subject::Campaign, it.id.0)/>
        {form}
        {facts(&view)}
        {stages(&view, today)}
        {view.groups.iter().map(group).collect_view()}
        {exemptions(&view)}
    }
    .into_any()
}

fn facts(view: &YearView) -> AnyView {
    let it = &view.campaign;
    let review = match it.review_required_for {
        ReviewRequiredFor::All => t("campaign-review-all"),
        ReviewRequiredFor::FailingOnly => t("campaign-review-failing"),
    };
    let members: usize = view.groups.iter().map(|it| it.members.len()).sum();
    let facts = vec![
        Fact::text(t("campaign-days"), format!("{} – {}", show_date(it.starts_on), show_date(it.ends_on))),
        Fact::text(t("campaign-members"), members.to_string()),
        Fact::text(t("import-figures"), view.figures.to_string()),
        Fact::text(t("campaign-review"), review),
        Fact::text(t("campaign-days-to-submit"), it.submit_within_working_days.to_string()),
    ];
    view! { <DefinitionList facts/> }.into_any()
}

fn stage_address(code: &str, stage: Stage) -> String {
    let name = match stage {
        Stage::Commit => "cam-ket",
        Stage::Report => "so-lieu",
        Stage::Verify => "xac-minh",
        Stage::Assess => "danh-gia",
        Stage::Review => "kiem-diem",
        Stage::FollowUp => "theo-doi",
    };
    format!("{}/{name}", urls::campaign(code))
}

fn stages(view: &YearView, today: Date) -> AnyView {
    let code = &view.campaign.code;
    let rows = view
        .stages
        .iter()
        .map(|it| {
            let (text, meaning) = match it.standing(today) {
                StageStanding::Locked(_) => (t("stage-locked"), Meaning::Neutral),
                StageStanding::Open(_) => (t("stage-now"), Meaning::Good),
                StageStanding::Over(_) => (t("stage-over"), Meaning::Neutral),
            };
            view! {
                <tr>
                    <th scope="row"><a href=stage_address(code, it.stage)>{t(it.stage.key())}</a></th>
                    <td data-label=t("stage-opens")>{show_date(it.opens_on)}</td>
                    <td data-label=t("stage-closes")>{show_date(it.closes_on)}</td>
                    <td data-label=t("campaign-state")><Tag text meaning/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("campaign-stages")>
            <thead><tr><th scope="col">{t("stage-name")}</th><th scope="col">{t("stage-opens")}</th><th scope="col">{t("stage-closes")}</th><th scope="col">{t("campaign-state")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
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

fn group(it: &GroupView) -> AnyView {
    let ready = it.members.iter().filter(|it| lacks(it).is_empty()).count();
    let weights = it.weights_total.fixed(2);
    let sound = it.weights_total == Quantity(1_000_000);
    let rows = it
        .members
        .iter()
        .map(|it| {
            let lacking = lacks(it);
            let (text, meaning) =
                if lacking.is_empty() { (t("member-ready"), Meaning::Good) } else { (lacking.join("; "), Meaning::Attention) };
            view! {
                <tr>
                    <th scope="row"><a href=urls::unit(UnitId(it.unit_id))>{it.name.clone()}</a></th>
                    <td data-label=t("unit-code")>{it.code.clone()}</td>
                    <td data-label=t("member-head")>{it.head.clone().unwrap_or_default()}</td>
                    <td data-label=t("member-readiness")><Tag text meaning/></td>
                </tr>
            }
        })
        .collect_view();
    let count = tf("member-count", &[("count", it.members.len().into()), ("ready", ready.into())]);
    view! {
        <h2>{it.group.title.clone()}</h2>
        <p>
            {t("campaign-group-rules")} ": " <a href=urls::rule_set(it.group.rule_set)>{it.rule_set_title.clone()}</a>
            " – " {tf("group-weights", &[("count", it.targets.len().into()), ("total", weights.into())])}
            {(!sound).then(|| view! { " " <Tag text=t("group-weights-wrong") meaning=Meaning::Failing/> })}
        </p>
        <Table title=tf("group-members", &[("group", it.group.title.clone().into())]) count=count>
            <thead><tr><th scope="col">{t("unit-name")}</th><th scope="col">{t("unit-code")}</th><th scope="col">{t("member-head")}</th><th scope="col">{t("member-readiness")}</th></tr></thead>
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

fn form(view: &YearView, actions: Actions, boxes: &Boxes) -> AnyView {
    match query("viec").unwrap_or_default().as_str() {
        "giai-doan" if view.may_run => stage_form(view, actions, boxes),
        "mien" if !view.may_exempt.is_empty() => exempt_form(view, actions, boxes),
        "sua" if view.may_run => change_form(view, actions, boxes),
        "dong" if view.may_run => close_form(view, actions, boxes),
        _ => ().into_any(),
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

fn exempt_form(view: &YearView, actions: Actions, boxes: &Boxes) -> AnyView {
    let code = view.campaign.code.clone();
    let units: Vec<Choice> = view
        .groups
        .iter()
        .flat_map(|it| &it.members)
        .filter(|it| view.may_exempt.contains(&UnitId(it.unit_id)))
        .map(|it| Choice::new(it.unit_id.to_string(), it.name.clone()))
        .collect();
    let targets: Vec<Choice> = view
        .groups
        .iter()
        .flat_map(|it| {
            it.targets
                .iter()
                .map(|target| Choice::new(target.id.to_string(), format!("{}: {} – {}", it.group.title, target.code, target.title)))
        })
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
