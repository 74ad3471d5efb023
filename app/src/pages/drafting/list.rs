//! The drafts of rule sets, and beginning another one.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Empty, Link, PageHead, Select, Table, TextArea};
use crate::forms::rule_draft::BeginRuleDraft;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::drafting::READY;
use islands::{AppError, context};
use leptos::prelude::*;
use services::rule_draft::{DraftList, Kept, list};

/// The page.
#[component]
pub fn RuleDraftsPage() -> impl IntoView {
    let action = ServerAction::<BeginRuleDraft>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok::<_, AppError>((list(&ctx).await?, Boxes::load(refused(action)).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &DraftList, action: ServerAction<BeginRuleDraft>, boxes: &Boxes) -> AnyView {
    let table = if it.drafts.is_empty() {
        view! { <Empty title=t("drafts-none-title") text=t("drafts-none-text")/> }.into_any()
    } else {
        let rows = it.drafts.iter().map(row).collect_view();
        view! {
            <Table title=t("drafts-title") count=tf("drafts-count", &[("count", it.drafts.len().into())])>
                <thead>
                    <tr>
                        <th scope="col">{t("rule-set-title")}</th>
                        <th scope="col">{t("rule-set-code")}</th>
                        <th scope="col" class="number">{t("target-count")}</th>
                        <th scope="col">{t("drafts-changed")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let mut choices = vec![Choice::new("blank", t("draft-from-blank"))];
    choices.extend(READY.iter().map(|it| Choice::new(format!("ready:{}", it.code), t(&format!("ready-set-{}", it.code)))));
    choices.extend(it.versions.iter().map(|it| {
        let words = tf("draft-from-version", &[("title", it.title.clone().into()), ("version", it.version.into())]);
        Choice::new(format!("version:{}", it.id), words)
    }));
    choices.push(Choice::new("file", t("draft-from-file")));
    let fields = vec![
        view! { <Select name="from" label=t("draft-from") choices value=boxes.value("from", "blank") error=boxes.wrong("from")/> }.into_any(),
        view! {
            <TextArea name="file" label=t("draft-file") hint=t("draft-file-hint") value=boxes.value("file", "") error=boxes.wrong("file") rows=4
                optional=t("form-optional")/>
        }
        .into_any(),
    ];
    view! {
        <PageHead title=t("drafts-title") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-catalogue"), urls::CATALOGUE)]
            truth=vec![t("drafts-truth")]/>
        {table}
        <section class="panel">
            <h2>{t("draft-begin")}</h2>
            {boxes.notice()}
            <ActionForm action=action attr:class="form">
                {fields}
                <div class="actions"><button class="button button-primary" type="submit">{t("draft-begin")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn row(it: &Kept) -> impl IntoView + use<> {
    let title = if it.draft.title.is_empty() { t("draft-untitled") } else { it.draft.title.clone() };
    let changed = tf("draft-changed-by", &[("name", it.person_name.clone().into()), ("at", it.updated_at.to_string().into())]);
    view! {
        <tr>
            <th scope="row"><a href=urls::rule_draft(it.id)>{title}</a></th>
            <td data-label=t("rule-set-code")>{it.draft.code.clone()}</td>
            <td class="number" data-label=t("target-count")>{it.draft.targets.len()}</td>
            <td data-label=t("drafts-changed")>{changed}</td>
        </tr>
    }
}
