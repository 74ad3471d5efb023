//! What the catalogue says of one variable, which campaigns report it, and the form that changes the entry.

use super::words;
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldWidth, Link, PageHead, Select, TextArea};
use crate::context::query;
use crate::forms::catalogue::ChangeVariable;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::VariableId;
use domain::catalogue::AREAS;
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::catalogue::VariableView;
use services::history::Subject;

/// A variable's page.
#[component]
pub fn VariablePage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("variable").and_then(|it| it.parse::<VariableId>().ok());
    let action = ServerAction::<ChangeVariable>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(id, refused(action)).await {
                    Ok((view, boxes)) => shown(&view, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(id: Option<VariableId>, error: Option<AppError>) -> Result<(VariableView, Boxes), AppError> {
    let view = services::catalogue::variable(&context().await?, id.ok_or(AppError::NotFound)?).await?;
    Ok((view, Boxes::load(error).await?))
}

fn shown(view: &VariableView, action: ServerAction<ChangeVariable>, boxes: &Boxes) -> AnyView {
    let it = &view.variable;
    let address = urls::variable(it.id);
    let open = view.may_edit && query("viec").as_deref() == Some("sua");
    let edit = (view.may_edit && !open)
        .then(|| view! { <a class="button" href=urls::at_work(&address, "sua")>{t("variable-change")}</a> }.into_any());
    let crumbs = vec![Link::new(t("frame-catalogue"), urls::CATALOGUE), Link::new(t("variables-title"), urls::VARIABLES)];
    let truth = vec![tf("variable-code-line", &[("code", it.code.clone().into())])];
    view! {
        <PageHead title=it.title.clone() crumbs_label=t("frame-crumbs") crumbs truth secondary=edit history=way(Subject::Variable, it.id.0)/>
        {open.then(|| form(view, action, boxes))}
        {facts(view)}
        {uses(view)}
    }
    .into_any()
}

fn facts(view: &VariableView) -> AnyView {
    let it = &view.variable;
    let said = |text: &str| if text.is_empty() { t("variable-unsaid") } else { text.to_owned() };
    let limit = if it.limit_code.is_empty() { t("variable-no-limit") } else { it.limit_code.clone() };
    let facts = vec![
        Fact::text(t("variable-definition"), said(&it.definition)),
        Fact::text(t("variable-unit"), said(&it.unit_of_measure)),
        Fact::text(t("variable-source"), said(&it.source)),
        Fact::text(t("variable-owner"), said(&words::area(&it.owner_area))),
        Fact::text(t("rule-set-basis"), said(&it.legal_basis)),
        Fact::text(t("variable-limit"), limit),
        Fact::text(t("variable-counted"), t(if it.counted { "catalogue-yes" } else { "catalogue-no" })),
    ];
    view! { <DefinitionList facts/> }.into_any()
}

fn form(view: &VariableView, action: ServerAction<ChangeVariable>, boxes: &Boxes) -> AnyView {
    let it = &view.variable;
    let areas: Vec<Choice> = AREAS.iter().map(|area| Choice::new(*area, words::area(area))).collect();
    let boxed = view! {
        <input type="hidden" name="variable" value=it.id.to_string()/>
        <input type="hidden" name="revision" value=it.revision.to_string()/>
        <Field name="title" label=t("variable-title") value=boxes.value("title", it.title.clone()) error=boxes.wrong("title") required=true/>
        <TextArea name="definition" label=t("variable-definition") hint=t("variable-definition-hint") value=boxes.value("definition", it.definition.clone()) error=boxes.wrong("definition") optional=t("form-optional") rows=3/>
        <Field name="source" label=t("variable-source") hint=t("variable-source-hint") value=boxes.value("source", it.source.clone()) error=boxes.wrong("source") required=true/>
        <Select name="owner_area" label=t("variable-owner") hint=t("variable-owner-hint") choices=areas value=boxes.value("owner_area", it.owner_area.clone()) none=t("variable-any-owner") error=boxes.wrong("owner_area") width=FieldWidth::Medium/>
        <Field name="legal_basis" label=t("rule-set-basis") value=boxes.value("legal_basis", it.legal_basis.clone()) error=boxes.wrong("legal_basis") optional=t("form-optional")/>
        <TextArea name="reason" label=t("form-reason") hint=t("form-reason-hint") value=boxes.value("reason", "") error=boxes.wrong("reason") rows=2 required=true/>
        <div class="actions">
            <button class="button button-primary" type="submit">{t("variable-save")}</button>
            <a class="button" href=urls::variable(it.id)>{t("form-cancel")}</a>
        </div>
    }
    .into_any();
    view! {
        <section>
            <h2>{t("variable-change")}</h2>
            {boxes.notice()}
            <ActionForm action=action attr:class="form">{boxed}</ActionForm>
        </section>
    }
    .into_any()
}

fn uses(view: &VariableView) -> AnyView {
    if view.uses.is_empty() {
        return view! { <p>{t("variable-unused")}</p> }.into_any();
    }
    let items = view
        .uses
        .iter()
        .map(|it| view! { <li><a href=urls::campaign(&it.code)>{it.title.clone()}</a> " – " {it.group_title.clone()}</li> })
        .collect_view();
    view! { <h2>{t("variable-uses")}</h2> <ul>{items}</ul> }.into_any()
}
