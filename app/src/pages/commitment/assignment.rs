//! Who of a unit's staff answers for what of its commitment.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Density, Empty, Field, FieldWidth, Link, Meaning, PageHead, Select, Table, Tag};
use crate::forms::commitment::{AssignTarget, UnassignTarget};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::commitment::shown;
use domain::handing_down::HandingDown;
use domain::{CommitmentId, FigureValue, Quantity};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::commitment::{Handed, HandingDownPage as Loaded, handing_down};

/// The page.
#[component]
pub fn HandingDownPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("sheet").and_then(|it| it.parse::<CommitmentId>().ok());
    let (assign, unassign) = (ServerAction::<AssignTarget>::new(), ServerAction::<UnassignTarget>::new());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.ok_or(AppError::NotFound)?;
                    let boxes = Boxes::load(refused(assign).or_else(|| refused(unassign))).await?;
                    Ok::<_, AppError>((handing_down(&ctx, id).await?, boxes))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, assign, unassign, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &Loaded, assign: ServerAction<AssignTarget>, unassign: ServerAction<UnassignTarget>, boxes: &Boxes) -> AnyView {
    let id = it.sheet.id;
    let rows = it.targets.iter().map(|handed| row(it, handed, unassign)).collect_view();
    let done = it.targets.iter().filter(|it| it.sum.standing == HandingDown::Reconciled).count();
    let count = tf("handing-down-count", &[("done", done.into()), ("all", it.targets.len().into())]);
    view! {
        <PageHead title=tf("handing-down-title", &[("unit", it.facts.unit_name.clone().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("sheets-title"), urls::commitments(&it.facts.campaign_code)), Link::new(it.facts.unit_name.clone(), urls::commitment(id))]
            truth=vec![t("handing-down-truth")]/>
        {boxes.notice()}
        <Table title=t("handing-down-table") count density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("sheet-target")}</th>
                    <th scope="col" class="number">{t("sheet-promise")}</th>
                    <th scope="col">{t("handing-down-who")}</th>
                    <th scope="col" class="number">{t("handing-down-total")}</th>
                    <th scope="col">{t("handing-down-state")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <p class="small soft">{t("handing-down-hint")}</p>
        {form(it, assign, boxes)}
    }
    .into_any()
}

fn ranged(value: FigureValue, to: Option<Quantity>) -> String {
    to.map_or_else(|| shown(&value.plain()), |to| format!("{}–{}", shown(&value.plain()), shown(&to.plain())))
}

fn row(it: &Loaded, handed: &Handed, unassign: ServerAction<UnassignTarget>) -> AnyView {
    let line = &handed.target.line;
    let parts = handed.parts.iter().map(|part| {
        let text = format!("{}: {} {}", part.person_name, shown(&part.value.plain()), line.unit_of_measure);
        let note = (!part.note.is_empty()).then(|| view! { <span class="table-more">{part.note.clone()}</span> });
        let (id, assignment) = (it.sheet.id.to_string(), part.id.to_string());
        let label = tf("handing-down-remove", &[("name", part.person_name.clone().into())]);
        let remove = it.may_edit.then(|| {
            view! {
                <ActionForm action=unassign>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="assignment" value=assignment/>
                    <button class="button button-plain" type="submit" aria-label=label.clone()>{t("handing-down-remove-short")}</button>
                </ActionForm>
            }
        });
        view! { <li>{text} {note} {remove}</li> }
    });
    let parts = if handed.parts.is_empty() { "–".to_owned().into_any() } else { view! { <ul>{parts.collect_view()}</ul> }.into_any() };
    let meaning = match handed.sum.standing {
        HandingDown::Nobody => Meaning::Neutral,
        HandingDown::Reconciled => Meaning::Good,
        HandingDown::Short => Meaning::Attention,
    };
    let total = handed.sum.total.map_or_else(|| "–".to_owned(), |it| it.to_string());
    view! {
        <tr>
            <th scope="row">{format!("{}. {}", line.code, line.title)}</th>
            <td class="number" data-label=t("sheet-promise")>{ranged(handed.goal, handed.goal_to)} " " {line.unit_of_measure.clone()}</td>
            <td data-label=t("handing-down-who")>{parts}</td>
            <td class="number" data-label=t("handing-down-total")>{total}</td>
            <td data-label=t("handing-down-state")><Tag text=t(handed.sum.standing.key()) meaning=meaning/></td>
        </tr>
    }
    .into_any()
}

fn form(it: &Loaded, assign: ServerAction<AssignTarget>, boxes: &Boxes) -> Option<AnyView> {
    if !it.may_edit {
        return None;
    }
    if it.people.is_empty() {
        return Some(view! { <Empty title=t("handing-down-nobody-title") text=t("handing-down-nobody-text")/> }.into_any());
    }
    let targets = it
        .targets
        .iter()
        .map(|it| Choice::new(it.target.line.id.to_string(), format!("{}. {}", it.target.line.code, it.target.line.title)))
        .collect();
    let people = it.people.iter().map(|it| Choice::new(it.person_id.to_string(), format!("{} – {}", it.full_name, it.title))).collect();
    let fields = vec![
        view! { <Select name="target" label=t("sheet-target") choices=targets none=Some(t("handing-down-choose-target")) value=boxes.value("target", "") error=boxes.wrong("target")/> }
            .into_any(),
        view! { <Select name="person" label=t("handing-down-person") choices=people none=Some(t("handing-down-choose-person")) value=boxes.value("person", "") error=boxes.wrong("person")/> }
            .into_any(),
        view! {
            <Field name="value" label=t("handing-down-value") hint=t("handing-down-value-hint") value=boxes.value("value", "") error=boxes.wrong("value")
                width=FieldWidth::Narrow required=true/>
        }
        .into_any(),
        view! { <Field name="note" label=t("handing-down-note") value=boxes.value("note", "") error=boxes.wrong("note") optional=t("form-optional")/> }.into_any(),
    ];
    let id = it.sheet.id.to_string();
    Some(
        view! {
            <section class="panel">
                <h2>{t("handing-down-assign")}</h2>
                <ActionForm action=assign attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    {fields}
                    <div class="actions"><button class="button button-primary" type="submit">{t("handing-down-assign")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}
