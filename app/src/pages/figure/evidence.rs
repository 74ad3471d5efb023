//! The evidence of a period's figures: what is there, adding a file, withdrawing one.

use crate::components::{Choice, Field, FieldKind, FieldWidth, Meaning, Notice, Select, Table, Tag};
use crate::context::{Typed, query};
use crate::forms::figure::WithdrawEvidence;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::evidence::EvidenceRefusal;
use domain::{EvidenceId, show_date};
use leptos::prelude::*;
use services::figure::EntryPage;
use services::figure::evidence::Listed;

/// What an upload was refused for, from the closed list in the address.
pub fn upload_refusal() -> Option<String> {
    let name = query("loi")?;
    let known = EvidenceRefusal::ALL.iter().map(|it| it.key()).chain(domain::campaign::StageRefusal::ALL.iter().map(|it| it.key()));
    let other = ["error-forbidden-no-role", "error-not-found", "error-busy", "error-malformed"];
    known.chain(other).find(|it| *it == name).map(t)
}

/// The boxes that stand beside a file.
pub fn file_boxes(typed: &Typed, wrong: Option<String>) -> AnyView {
    view! {
        <Field name="file" label=t("evidence-file") kind=FieldKind::File hint=t("evidence-file-hint") accept=".pdf,.png,.jpg,.jpeg,.xlsx,.docx".to_owned() error=wrong/>
        <Field name="doc_number" label=t("evidence-doc-number") value=typed.or("doc_number", "") optional=t("figure-optional") width=FieldWidth::Medium/>
        <Field name="doc_on" label=t("evidence-doc-on") value=typed.or("doc_on", "") kind=FieldKind::Date optional=t("figure-optional") width=FieldWidth::Narrow/>
        <Field name="issuer" label=t("evidence-issuer") value=typed.or("issuer", "") optional=t("figure-optional") width=FieldWidth::Medium/>
    }
    .into_any()
}

/// One piece of evidence in words, with its file.
pub fn piece(it: &Listed) -> AnyView {
    let evidence = &it.evidence;
    let withdrawn = !evidence.withdrawn_reason.is_empty();
    let document: Vec<String> = [
        (!evidence.doc_number.is_empty()).then(|| evidence.doc_number.clone()),
        evidence.doc_on.map(show_date),
        (!evidence.issuer.is_empty()).then(|| evidence.issuer.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <a href=urls::evidence(evidence.id) download rel="external">{evidence.file_name.clone()}</a>
        " "
        {withdrawn.then(|| view! { <Tag text=t("evidence-withdrawn") meaning=Meaning::Neutral/> })}
        {(it.same > 0 && !withdrawn).then(|| view! { <Tag text=tf("evidence-same", &[("count", it.same.into())]) meaning=Meaning::Attention/> })}
        {(!document.is_empty()).then(|| view! { <span class="table-more">{document.join(" · ")}</span> })}
        <span class="table-more">{tf("evidence-by", &[("person", it.uploaded_by.clone().into()), ("at", evidence.uploaded_at.to_string().into())])}</span>
        {withdrawn.then(|| view! { <span class="table-more">{tf("figure-reason", &[("reason", evidence.withdrawn_reason.clone().into())])}</span> })}
    }
    .into_any()
}

/// The form that withdraws a piece.
pub fn withdraw_form(action: ServerAction<WithdrawEvidence>, id: EvidenceId, next: &str) -> AnyView {
    let about = [("evidence", id.to_string()), ("next", next.to_owned())];
    view! {
        <details>
            <summary>{t("evidence-withdraw-open")}</summary>
            <ActionForm action=action>
                {super::words::hidden(about)}
                {super::words::line_box(format!("withdraw-{id}"), "reason", t("figure-reason-label"), String::new(), None, "text")}
                <button class="button button-danger" type="submit">{t("evidence-withdraw")}</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// The evidence of the period.
#[component]
pub fn EvidenceSection(page: EntryPage, typed: Typed, may_add: bool, next: String) -> impl IntoView {
    let withdraw = ServerAction::<WithdrawEvidence>::new();
    let error = withdraw.value().get_untracked().and_then(Result::err);
    let refusal = upload_refusal();
    let rows: Vec<AnyView> = page
        .rows
        .iter()
        .flat_map(|row| {
            let open = may_add && row.open();
            let title = row.used.variable.title.clone();
            let next = next.clone();
            row.evidence.iter().map(move |it| {
                let may = open && it.evidence.withdrawn_reason.is_empty();
                let form = may.then(|| withdraw_form(withdraw, it.evidence.id, &next));
                view! { <tr><th scope="row">{title.clone()}</th><td data-label=t("evidence-file")>{piece(it)} {form}</td></tr> }.into_any()
            })
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="soft">{t("evidence-none")}</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table title=t("evidence-table") count=tf("evidence-count", &[("count", rows.len().into())])>
                <thead><tr><th scope="col">{t("figure-variable")}</th><th scope="col">{t("evidence-file")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let choices: Vec<Choice> = page
        .rows
        .iter()
        .filter(|it| it.figure.is_some() && it.open())
        .map(|it| {
            let title = &it.used.variable.title;
            let label = if it.lacks_evidence() { format!("{title} ({})", t("figure-lacks-evidence")) } else { title.clone() };
            Choice::new(it.used.variable.code.clone(), label)
        })
        .collect();
    let form = (may_add && !choices.is_empty()).then(|| {
        view! {
            <form class="form" method="post" enctype="multipart/form-data" action=urls::figure_evidence(page.here.place.unit, page.period, Some(&page.here.code))>
                <Select name="variable" label=t("evidence-of") choices value=typed.or("variable", "") width=FieldWidth::Medium/>
                {file_boxes(&typed, refusal.clone())}
                <div class="actions"><button class="button" type="submit">{t("evidence-add")}</button></div>
            </form>
        }
    });
    view! {
        <section id="tai-lieu">
            <h2>{t("evidence-title")}</h2>
            {refusal.map(|it| view! { <Notice meaning=Meaning::Failing title=it/> })}
            {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
            {none}
            {table}
            {form}
        </section>
    }
    .into_any()
}
