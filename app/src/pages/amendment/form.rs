//! Putting an amendment forward: which goal, from what to what, from when on, why.

use super::part;
use crate::boxes::{Boxes, refused};
use crate::components::{Checkbox, Choice, Empty, Field, FieldKind, FieldWidth, Link, PageHead, Select, TextArea};
use crate::context::query;
use crate::forms::amendment::ProposeAmendment;
use crate::pages::assessment::words;
use crate::pages::error::ErrorPage;
use crate::pages::listing::group_choice;
use crate::text::{t, tf};
use crate::urls;
use domain::amendment::Changed;
use domain::period::Span;
use domain::{Period, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::amendment::{AmendmentForm, amendment_form};

/// The page.
#[component]
pub fn NewAmendmentPage() -> impl IntoView {
    let code = part("campaign");
    let group = query("nhom");
    let action = ServerAction::<ProposeAmendment>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let form = amendment_form(&ctx, &code, group.as_deref()).await?;
                    Ok::<_, AppError>((form, Boxes::load(refused(action)).await?))
                };
                match loaded.await {
                    Ok((form, boxes)) => show(&form, &boxes, action),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &AmendmentForm, boxes: &Boxes, action: ServerAction<ProposeAmendment>) -> AnyView {
    let code = &it.campaign.code;
    let groups = group_choice(&it.groups, it.group.id, |group| urls::new_amendment(code, Some(group)));
    let body = if it.sealed {
        boxes_of(it, boxes, action)
    } else {
        let sheets = urls::commitments(code);
        view! {
            <Empty title=t("amendment-nothing-sealed") text=t("amendment-nothing-sealed-hint")>
                <a class="button" href=sheets>{t("sheets-title")}</a>
            </Empty>
        }
        .into_any()
    };
    view! {
        <PageHead title=t("amendment-new") crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("amendments-title"), urls::amendments(code))]
            truth=vec![it.campaign.title.clone(), it.group.title.clone()]/>
        <p>{t("amendment-new-lead")}</p>
        {groups}
        {body}
    }
    .into_any()
}

/// The parts of the year that may have goals of their own.
fn periods(year: i32) -> Vec<Choice> {
    let spans = (1..=4).map(Span::Quarter).chain([Span::Half(1), Span::NineMonths]).chain((1..=12).map(Span::Month));
    spans.filter_map(|it| Period::new(year, it)).map(|it| Choice::new(it.to_string(), words::period(it))).collect()
}

fn boxes_of(it: &AmendmentForm, boxes: &Boxes, action: ServerAction<ProposeAmendment>) -> AnyView {
    let code = it.campaign.code.clone();
    let targets = it.targets.iter().map(|target| {
        let goal = words::goal_of(&target.direction, target.value, &target.unit_of_measure);
        Choice::new(target.id.to_string(), format!("{}. {} ({goal})", target.code, target.title))
    });
    let targets: Vec<Choice> = targets.collect();
    let units: Vec<Choice> = it.members.iter().map(|it| Choice::new(it.unit.to_string(), it.name.clone())).collect();
    let replaced: Vec<Choice> = it
        .in_force
        .iter()
        .map(|it| {
            let target = match &it.change {
                Changed::Target(it) => it.target.clone(),
                Changed::Rules(_) => t("amendment-rules"),
            };
            let words = tf(
                "amendment-choice",
                &[
                    ("number", it.amendment.number.clone().into()),
                    ("target", target.into()),
                    ("day", show_date(it.amendment.effective_on).into()),
                ],
            );
            Choice::new(it.amendment.id.to_string(), words)
        })
        .collect();
    let optional = || Some(t("assessment-optional"));
    let was = |name: &str| boxes.value(name, "");
    let wrong = |name: &str| boxes.wrong(name);
    let kinds = vec![Choice::new("goal", t("amendment-kind-goal")), Choice::new("exempt", t("amendment-kind-exempt"))];
    let kind = boxes.value("kind", "goal");
    let replaces = (!replaced.is_empty()).then(|| {
        view! {
            <Select name="replaces" label=t("amendment-replaces") hint=t("amendment-replaces-hint") choices=replaced none=Some(t("amendment-replaces-none"))
                value=was("replaces") error=wrong("replaces") optional=optional() width=FieldWidth::Medium/>
        }
        .into_any()
    });
    let fields = vec![
        view! { <Field name="number" label=t("amendment-number") hint=t("amendment-number-hint") value=was("number") error=wrong("number") width=FieldWidth::Narrow required=true/> }
            .into_any(),
        view! { <Select name="target" label=t("amendment-target") choices=targets none=Some(t("amendment-target-none")) value=was("target") error=wrong("target") required=true/> }
            .into_any(),
        view! {
            <Select name="unit" label=t("amendment-unit") hint=t("amendment-unit-hint") choices=units none=Some(t("amendment-unit-all"))
                value=was("unit") error=wrong("unit") width=FieldWidth::Medium/>
        }
        .into_any(),
        view! {
            <Select name="kind" label=t("amendment-kind") hint=t("amendment-kind-hint") choices=kinds value=kind error=wrong("kind") width=FieldWidth::Medium/>
        }
        .into_any(),
        view! {
            <Select name="period" label=t("amendment-period") hint=t("amendment-period-hint") choices=periods(it.campaign.year) none=Some(t("amendment-period-year"))
                value=was("period") error=wrong("period") width=FieldWidth::Medium/>
        }
        .into_any(),
        view! { <Field name="value" label=t("amendment-value") hint=t("amendment-value-hint") value=was("value") error=wrong("value") width=FieldWidth::Narrow/> }
            .into_any(),
        view! {
            <Field name="value_to" label=t("amendment-value-to") hint=t("amendment-value-to-hint") value=was("value_to") error=wrong("value_to") kind=FieldKind::Number
                width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any(),
        view! { <Checkbox name="confirmed" label=t("amendment-confirmed") checked=boxes.ticked("confirmed")/> }.into_any(),
        view! {
            <Field name="effective_on" label=t("amendment-effective") hint=t("amendment-effective-hint") value=was("effective_on") error=wrong("effective_on")
                kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        }
        .into_any(),
        view! { <TextArea name="reason" label=t("form-reason") hint=t("amendment-reason-hint") value=was("reason") error=wrong("reason") rows=3 required=true/> }.into_any(),
        replaces.into_any(),
    ];
    let (notice, peer_group, back) = (boxes.notice(), it.group.peer_group.clone(), urls::amendments(&code));
    view! {
        {notice}
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="campaign" value=code/>
            <input type="hidden" name="peer_group" value=peer_group/>
            {fields}
            <div class="actions">
                <button class="button button-primary" type="submit">{t("amendment-propose")}</button>
                <a class="button" href=back>{t("form-cancel")}</a>
            </div>
        </ActionForm>
    }
    .into_any()
}
