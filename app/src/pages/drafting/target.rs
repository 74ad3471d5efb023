//! One target of a draft: its boxes, its formula as a sentence, and a worked example by the evaluator itself, while one types.

use super::sentence::Said;
use super::target_form::form;
use super::typed::Typed;
use super::{part, words};
use crate::boxes::{Boxes, refused};
use crate::components::{DefinitionList, Fact, Link, Meaning, Notice, PageHead, Table};
use crate::forms::rule_draft::{RemoveDraftTarget, SaveDraftTarget};
use crate::pages::assessment;
use crate::pages::catalogue::words as rules;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::RuleDraftId;
use domain::drafting::clauses;
use domain::explanation::Explanation;
use islands::{AppError, context};
use leptos::prelude::*;
use services::rule_draft::{DraftTargetView, target};

/// The page.
#[component]
pub fn DraftTargetPage() -> impl IntoView {
    let (id, place) = (part("draft").parse::<RuleDraftId>(), part("place"));
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
                    let typed = Typed::load().await?;
                    Ok::<_, AppError>((target(&ctx, id, at, typed.target()).await?, typed, boxes))
                };
                match loaded.await {
                    Ok((it, typed, boxes)) => show(&it, &typed, save, remove, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(
    it: &DraftTargetView,
    typed: &Typed,
    save: ServerAction<SaveDraftTarget>,
    remove: ServerAction<RemoveDraftTarget>,
    boxes: &Boxes,
) -> AnyView {
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
            {form(it, typed, save)}
            <div id="live" aria-live="polite" class="beside-answer">{tried(it)}</div>
        </div>
        {variables(it)}
        {removal(it, remove)}
    }
    .into_any()
}

/// The formula as a sentence, the example, and what the weights come to.
fn tried(it: &DraftTargetView) -> AnyView {
    let wrong: Vec<String> = it.problems.iter().filter(|it| !it.is_of_total()).map(words::in_list).collect();
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
            {words::total(&it.total)}
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
    let said = Said { target, variables: &it.variables };
    let sentences = clauses(target, &it.kept.draft.family).into_iter().map(|it| view! { <p>{said.sentence(&it)}</p> }).collect_view();
    let mut facts = vec![Fact::text(t("target-formula"), rules::formula(&target.measure, &it.variables))];
    if !shown.is_empty() {
        facts.push(Fact::text(t("draft-example-figures"), shown.join("; ")));
    }
    let label = if it.weighs { "draft-example" } else { "draft-example-of-hundred" };
    facts.push(Fact::text(t(label), assessment::sentence(example)));
    view! { <div class="sentences">{sentences}</div> <DefinitionList facts/> }.into_any()
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
