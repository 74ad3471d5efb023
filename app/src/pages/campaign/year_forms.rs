//! The forms of a year at a glance, of which one is open at a time: stage, exemption, settings, closing.

use super::make::settings;
use super::year::Actions;
use crate::boxes::Boxes;
use crate::components::{Choice, Field, FieldKind, FieldWidth, Select, TextArea};
use crate::context::query;
use crate::text::t;
use crate::urls;
use domain::catalogue::TargetLine;
use domain::{UnitId, show_date};
use leptos::prelude::*;
use services::campaign::YearView;

pub(super) fn form(view: &YearView, actions: Actions, boxes: &Boxes, targets: &[(String, TargetLine)]) -> Option<AnyView> {
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
            <p>{t("readiness-before")} " " <a href=urls::readiness(&code, None)>{t("readiness-way")}</a></p>
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
    let code = view.campaign.code.clone();
    view! {
        <section>
            <h2>{t("exempt-unit")}</h2>
            <p>{t("exempt-text")}</p>
            <p class="small">{t("exempt-sealed-text")} " " <a href=urls::amendments(&code)>{t("exempt-sealed-way")}</a></p>
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
