//! One target of a draft: its boxes, its formula as a sentence, and a worked example by the evaluator itself, while one types.

use super::{part, typed, words};
use crate::boxes::{Boxes, refused};
use crate::components::{
    Checkbox, Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, TextArea,
};
use crate::forms::rule_draft::{RemoveDraftTarget, SaveDraftTarget};
use crate::pages::assessment;
use crate::pages::catalogue::words as rules;
use crate::pages::error::ErrorPage;
use crate::text::{code_key, t, tf};
use crate::urls;
use domain::RuleDraftId;
use domain::catalogue::{AREAS, SERVICE_GROUPS};
use domain::drafting::TargetDraft;
use domain::explanation::Explanation;
use domain::package::{Direction, MeasureKind, Points, ZeroDenominator};
use islands::{AppError, Live, context};
use leptos::prelude::*;
use services::rule_draft::{DraftTargetView, target};

/// The page.
#[component]
pub fn DraftTargetPage() -> impl IntoView {
    let (id, place) = (part("draft").parse::<RuleDraftId>(), part("place"));
    let typed = from_address();
    let (save, remove) = (ServerAction::<SaveDraftTarget>::new(), ServerAction::<RemoveDraftTarget>::new());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.map_err(|_| AppError::NotFound)?;
                    // Places are told from 1.
                    let at = match place.as_str() {
                        "moi" => None,
                        text => Some(text.parse::<usize>().ok().and_then(|it| it.checked_sub(1)).ok_or(AppError::NotFound)?),
                    };
                    let boxes = Boxes::load(refused(save).or_else(|| refused(remove))).await?;
                    Ok::<_, AppError>((target(&ctx, id, at, typed).await?, boxes))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, save, remove, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The target as the address says it, where it does: for trying, without keeping anything.
fn from_address() -> Option<TargetDraft> {
    let typed = typed();
    typed.iter().any(|it| it.0 == "kind").then(|| {
        let text = |name: &str| typed.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_default();
        let ticked = |name: &str| !text(name).is_empty();
        TargetDraft {
            code: text("code"),
            title: text("title"),
            definition: text("definition"),
            legal_basis: text("legal_basis"),
            unit: text("unit"),
            area: text("area"),
            weight: text("weight"),
            kind: text("kind"),
            terms: text("terms"),
            base: text("base"),
            times: text("times"),
            direction: text("direction"),
            target: text("target"),
            target_to: text("target_to"),
            stretch: text("stretch"),
            rule: text("rule"),
            amount: text("amount"),
            steps: text("steps"),
            can_exceed: ticked("can_exceed"),
            mandatory: ticked("mandatory"),
            zero_denominator: text("zero_denominator"),
            gate: text("gate"),
            max_survey: text("max_survey"),
            interim: text("interim"),
            without_survey: text("without_survey"),
            note: text("note"),
            omitted: Vec::new(),
            kept: Default::default(),
        }
    })
}

fn show(it: &DraftTargetView, save: ServerAction<SaveDraftTarget>, remove: ServerAction<RemoveDraftTarget>, boxes: &Boxes) -> AnyView {
    let id = it.kept.id;
    let title = match (it.at, it.target.title.as_str()) {
        (None, "") => t("draft-new-target"),
        (Some(at), "") => tf("draft-target-number", &[("number", (at + 1).into())]),
        (_, title) => title.to_owned(),
    };
    let draft = if it.kept.draft.title.is_empty() { t("draft-untitled") } else { it.kept.draft.title.clone() };
    let note = (!it.target.note.is_empty()).then(|| view! { <Notice meaning=Meaning::Attention title=it.target.note.clone()/> });
    view! {
        <PageHead title crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("drafts-title"), urls::RULE_DRAFTS), Link::new(draft, urls::rule_draft(id))] truth=vec![t("draft-nothing-goes-by-it")]/>
        {boxes.notice()}
        {note}
        <div class="beside">
            {form(it, save)}
            <div id="live" aria-live="polite" class="beside-answer">{tried(it)}</div>
        </div>
        {variables(it)}
        {removal(it, remove)}
    }
    .into_any()
}

/// The formula as a sentence, the example, and what the weights come to.
fn tried(it: &DraftTargetView) -> AnyView {
    let (text, meaning) = words::total(it.total);
    let wrong =
        it.problems.iter().filter(|it| !it.is_of_total()).map(|it| format!("{}: {}", words::box_name(it.field), words::mistake(it)));
    let wrong: Vec<String> = wrong.collect();
    let body = match &it.example {
        Some(example) => {
            let lines = wrong.into_iter().map(|it| view! { <p>{it}</p> }).collect_view();
            view! { {lines} {worked(it, example)} }.into_any()
        }
        None if wrong.is_empty() => ().into_any(),
        None => {
            let lines = wrong.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
            view! { <Notice meaning=Meaning::Failing title=t("draft-target-wrong")><ul>{lines}</ul></Notice> }.into_any()
        }
    };
    view! {
        <section class="panel">
            <h2>{t("draft-tried")}</h2>
            {body}
            <Notice meaning title=text/>
        </section>
    }
    .into_any()
}

fn worked(it: &DraftTargetView, example: &Explanation) -> AnyView {
    let figures = example.inputs.iter().flat_map(|input| {
        input.figures.iter().map(|(_, value)| {
            let title = it.variables.iter().find(|there| there.variable.code == input.variable);
            let title = title.map_or_else(|| input.variable.clone(), |it| it.variable.title.clone());
            (title, assessment::words::value(*value))
        })
    });
    let mut shown: Vec<String> = Vec::new();
    for (title, value) in figures {
        let text = format!("{title}: {value}");
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    let target = &example.target;
    let mut facts = vec![
        Fact::text(t("target-formula"), rules::formula(&target.measure, &it.variables)),
        Fact::text(t("target-goal"), rules::goal(target)),
        Fact::text(t("target-points"), rules::points(&target.points)),
    ];
    if !shown.is_empty() {
        facts.push(Fact::text(t("draft-example-figures"), shown.join("; ")));
    }
    let label = if it.weighs { "draft-example" } else { "draft-example-of-hundred" };
    facts.push(Fact::text(t(label), assessment::sentence(example)));
    view! { <DefinitionList facts/> }.into_any()
}

fn form(it: &DraftTargetView, save: ServerAction<SaveDraftTarget>) -> AnyView {
    let target = &it.target;
    let wrong = |field: &str| words::beside(&it.problems, field);
    let optional = || t("form-optional");
    let kinds = MeasureKind::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("draft-kind", it.code())))).collect();
    let directions = Direction::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("draft-direction", it.code())))).collect();
    let points = Points::RULES.iter().map(|it| Choice::new(*it, t(&code_key("draft-rule", it)))).collect();
    let zeros = ZeroDenominator::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("draft-zero", it.code())))).collect();
    let surveys = vec![Choice::new("zero", t("without-survey-zero")), Choice::new("rescale", t("without-survey-rescale"))];
    let own = it.kept.draft.own_areas();
    let known = AREAS.iter().chain(&SERVICE_GROUPS).map(|it| Choice::new(*it, rules::area(it)));
    let mut areas: Vec<Choice> = if own.is_empty() { known.collect() } else { own.into_iter().map(|it| Choice::new(it.0, it.1)).collect() };
    if !target.area.is_empty() && !areas.iter().any(|it| it.value == target.area) {
        areas.push(Choice::new(target.area.clone(), target.area.clone()));
    }
    let number = |name: &'static str, label: &str, hint: &str, value: &str| {
        view! {
            <Field name=name label=t(label) hint=t(hint) value=value.to_owned() error=wrong(name) kind=FieldKind::Number width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any()
    };
    let fields = vec![
        view! { <Field name="code" label=t("draft-box-code") value=target.code.clone() error=wrong("code") width=FieldWidth::Narrow required=true/> }.into_any(),
        view! { <Field name="title" label=t("draft-box-title") value=target.title.clone() error=wrong("title") required=true/> }.into_any(),
        view! { <TextArea name="definition" label=t("draft-box-definition") hint=t("draft-definition-hint") value=target.definition.clone() error=wrong("definition") rows=2 optional=optional()/> }
            .into_any(),
        view! { <Field name="legal_basis" label=t("draft-box-legal-basis") hint=t("draft-legal-basis-hint") value=target.legal_basis.clone() error=wrong("legal_basis") optional=optional()/> }
            .into_any(),
        view! { <Select name="area" label=t("target-area") choices=areas value=target.area.clone() none=Some(t("draft-area-none")) error=wrong("area")/> }.into_any(),
        view! { <Field name="unit" label=t("draft-box-unit") value=target.unit.clone() error=wrong("unit") width=FieldWidth::Narrow required=true/> }.into_any(),
        view! { <Field name="weight" label=t("target-weight") hint=t("draft-weight-hint") value=target.weight.clone() error=wrong("weight") kind=FieldKind::Number width=FieldWidth::Narrow required=true/> }
            .into_any(),
        view! { <Select name="kind" label=t("draft-box-kind") choices=kinds value=target.kind.clone() error=wrong("kind")/> }.into_any(),
        view! { <Field name="terms" label=t("draft-box-terms") hint=t("draft-terms-hint") value=target.terms.clone() error=wrong("terms")/> }.into_any(),
        view! { <Field name="base" label=t("draft-box-base") hint=t("draft-base-hint") value=target.base.clone() error=wrong("base") optional=optional()/> }.into_any(),
        number("times", "draft-box-times", "draft-times-hint", &target.times),
        view! { <Select name="zero_denominator" label=t("draft-box-zero-denominator") choices=zeros value=target.zero_denominator.clone() error=wrong("zero_denominator")/> }
            .into_any(),
        view! { <Select name="direction" label=t("draft-box-direction") choices=directions value=target.direction.clone() error=wrong("direction")/> }.into_any(),
        view! { <Field name="target" label=t("draft-box-target") hint=t("draft-target-hint") value=target.target.clone() error=wrong("target") width=FieldWidth::Narrow/> }
            .into_any(),
        number("target_to", "draft-box-target-to", "draft-target-to-hint", &target.target_to),
        view! { <Select name="rule" label=t("draft-box-rule") choices=points value=target.rule.clone() error=wrong("rule")/> }.into_any(),
        number("amount", "draft-box-amount", "draft-amount-hint", &target.amount),
        view! { <Field name="steps" label=t("draft-box-steps") hint=t("draft-steps-hint") value=target.steps.clone() error=wrong("steps") optional=optional()/> }.into_any(),
        view! { <Checkbox name="can_exceed" label=t("draft-box-can-exceed") checked=target.can_exceed/> }.into_any(),
        number("stretch", "draft-box-stretch", "draft-stretch-hint", &target.stretch),
        view! { <Checkbox name="mandatory" label=t("draft-box-mandatory") checked=target.mandatory/> }.into_any(),
        number("gate", "draft-box-gate", "draft-gate-hint", &target.gate),
        number("max_survey", "draft-box-max-survey", "draft-max-survey-hint", &target.max_survey),
        view! { <Select name="without_survey" label=t("draft-box-without-survey") choices=surveys value=target.without_survey.clone() none=Some(t("draft-without-survey-none")) error=wrong("without_survey")/> }
            .into_any(),
        view! { <TextArea name="interim" label=t("draft-box-interim") hint=t("draft-interim-hint") value=target.interim.clone() error=wrong("interim") rows=3 optional=optional()/> }
            .into_any(),
        view! { <TextArea name="note" label=t("draft-box-note") hint=t("draft-note-hint") value=target.note.clone() rows=2 optional=optional()/> }.into_any(),
    ];
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    let place = it.at.map(|it| it.to_string()).unwrap_or_default();
    let here = it.at.map_or_else(|| urls::new_draft_target(it.kept.id), |at| urls::draft_target(it.kept.id, at));
    let back = urls::rule_draft(it.kept.id);
    view! {
        <ActionForm action=save attr:class="form" attr:id="target-form">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="revision" value=revision/>
            <input type="hidden" name="at" value=place/>
            {fields}
            <Live form="target-form".to_owned()/>
            <div class="actions">
                <button class="button button-primary" type="submit">{t("draft-save-target")}</button>
                <button class="button" type="submit" formmethod="get" formaction=here>{t("draft-try")}</button>
                <a class="button" href=back>{t("form-cancel")}</a>
            </div>
        </ActionForm>
    }
    .into_any()
}

/// The variables that a formula may name.
fn variables(it: &DraftTargetView) -> AnyView {
    let rows = it
        .variables
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row"><code>{it.variable.code.clone()}</code></th>
                    <td data-label=t("variable-title")>{it.variable.title.clone()}</td>
                    <td data-label=t("variable-unit")>{it.variable.unit_of_measure.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="panel">
            <summary>{t("draft-variables")}</summary>
            <Table title=t("rule-set-variables")>
                <thead><tr><th scope="col">{t("variable-code")}</th><th scope="col">{t("variable-title")}</th><th scope="col">{t("variable-unit")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </details>
    }
    .into_any()
}

fn removal(it: &DraftTargetView, remove: ServerAction<RemoveDraftTarget>) -> Option<AnyView> {
    let place = it.at?.to_string();
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    Some(
        view! {
            <section class="panel">
                <h2>{t("draft-remove-target")}</h2>
                <p>{t("draft-remove-text")}</p>
                <ActionForm action=remove>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="revision" value=revision/>
                    <input type="hidden" name="at" value=place/>
                    <div class="actions"><button class="button button-danger" type="submit">{t("draft-remove-target")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}
