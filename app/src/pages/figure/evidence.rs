//! The evidence of a period's figures: what is there, adding a file, withdrawing one.

use super::words::{hidden, line_box};
use crate::components::{Choice, FieldWidth, Meaning, Notice, Select, Table, Tag};
use crate::context::{Typed, queries};
use crate::forms::figure::WithdrawEvidence;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::campaign::StageRefusal;
use domain::evidence::EvidenceRefusal;
use domain::{EvidenceId, show_date};
use islands::AppError;
use leptos::prelude::*;
use services::figure::EntryPage;
use services::figure::evidence::Listed;

/// What an upload was refused for, from the closed lists in the address: the box, if it is about one, and the sentence.
#[derive(Debug, Clone, Default)]
pub struct UploadErrors(Vec<(Option<&'static str>, String)>);

impl UploadErrors {
    /// The refusals of the page's address.
    pub fn of_address() -> Self {
        let mut found = Vec::new();
        for name in queries("loi") {
            let evidence = EvidenceRefusal::ALL.iter().find(|it| it.key() == name).map(|it| (it.box_name(), t(it.key())));
            let stage = || StageRefusal::ALL.iter().find(|it| it.key() == name).map(|it| (None, t(it.key())));
            let other =
                || ["error-forbidden-no-role", "error-not-found", "error-busy", "error-malformed"].into_iter().find(|it| *it == name);
            found.extend(evidence.or_else(stage).or_else(|| other().map(|it| (None, t(it)))));
        }
        Self(found)
    }

    /// What is wrong with a box.
    pub fn wrong(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(it, _)| *it == Some(name)).map(|(_, sentence)| sentence.clone())
    }

    /// The sentences above the form.
    pub fn notice(&self) -> AnyView {
        self.0.iter().map(|(_, sentence)| view! { <Notice meaning=Meaning::Failing title=sentence.clone()/> }).collect_view().into_any()
    }
}

/// The boxes of a form with a file. `id` tells several such forms of a page apart; `mine` says that what was typed before belongs here.
pub fn file_boxes(typed: &Typed, errors: &UploadErrors, id: &str, mine: bool) -> AnyView {
    let before = |name: &str| if mine { typed.or(name, "") } else { String::new() };
    let wrong = |name: &str| if mine { errors.wrong(name) } else { None };
    let line = |name: &'static str, label: &str, mode: &'static str| {
        let label = format!("{} ({})", t(label), t("figure-optional"));
        line_box(format!("{name}{id}"), name, label, before(name), wrong(name), mode)
    };
    let kept = typed.file().filter(|_| mine);
    let kept_note =
        kept.map(|(_, name)| view! { <p class="field-hint strong">{tf("evidence-file-kept", &[("file", name.to_owned().into())])}</p> });
    let kept_id = kept.map(|(id, _)| view! { <input type="hidden" name="kept_file" value=id.to_string()/> });
    let error = wrong("file");
    let (box_id, hint_id, error_id) = (format!("file{id}"), format!("file{id}-hint"), format!("file{id}-error"));
    let described = if error.is_some() { format!("{hint_id} {error_id}") } else { hint_id.clone() };
    view! {
        <div class="field">
            <label class="field-label" for=box_id.clone()>{t("evidence-file")}</label>
            <p class="field-hint" id=hint_id>{t("evidence-file-hint")}</p>
            {kept_note}
            {kept_id}
            <div class="field-row">
                <div class=if error.is_some() { "field-box field-invalid" } else { "field-box" }>
                    <input type="file" id=box_id name="file" accept=".pdf,.png,.jpg,.jpeg,.xlsx,.docx"
                        aria-invalid=error.is_some().then_some("true") aria-describedby=described/>
                </div>
                {error.map(|it| view! { <p class="field-error" id=error_id>{it}</p> })}
            </div>
        </div>
        {line("doc_number", "evidence-doc-number", "text")}
        {line("doc_on", "evidence-doc-on", "numeric")}
        {line("issuer", "evidence-issuer", "text")}
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

/// Withdrawing pieces: the action, what was typed and what went wrong.
#[derive(Clone)]
pub struct Withdrawing {
    action: ServerAction<WithdrawEvidence>,
    typed: Typed,
    /// What went wrong.
    pub error: Option<AppError>,
}

impl Withdrawing {
    /// The action of a page.
    pub fn new(typed: Typed) -> Self {
        let action = ServerAction::<WithdrawEvidence>::new();
        Self { error: action.value().get_untracked().and_then(Result::err), action, typed }
    }

    /// The form that withdraws a piece.
    pub fn form(&self, id: EvidenceId, next: &str) -> AnyView {
        let mine = self.typed.or("evidence", "") == id.to_string();
        let reason = if mine { self.typed.or("reason", "") } else { String::new() };
        let wrong = if mine { say::field(self.error.as_ref(), "reason") } else { None };
        let about = [("evidence", id.to_string()), ("next", next.to_owned())];
        view! {
            <details open=mine>
                <summary>{t("evidence-withdraw-open")}</summary>
                <ActionForm action=self.action>
                    {hidden(about)}
                    {line_box(format!("withdraw-{id}"), "reason", t("figure-reason-label"), reason, wrong, "text")}
                    <button class="button button-danger" type="submit">{t("evidence-withdraw")}</button>
                </ActionForm>
            </details>
        }
        .into_any()
    }
}

/// The evidence of the period.
#[component]
pub fn EvidenceSection(page: EntryPage, typed: Typed, may_add: bool, next: String) -> impl IntoView {
    let withdrawing = Withdrawing::new(typed.clone());
    let error = withdrawing.error.clone();
    let errors = UploadErrors::of_address();
    let rows: Vec<AnyView> = page
        .rows
        .iter()
        .flat_map(|row| {
            let open = may_add && row.open();
            let title = row.used.variable.title.clone();
            let (next, withdrawing) = (next.clone(), withdrawing.clone());
            row.evidence.iter().map(move |it| {
                let may = open && it.evidence.withdrawn_reason.is_empty();
                let form = may.then(|| withdrawing.form(it.evidence.id, &next));
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
                <Select name="variable" label=t("evidence-of") choices value=typed.or("variable", "") error=errors.wrong("variable") width=FieldWidth::Medium/>
                {file_boxes(&typed, &errors, "", true)}
                <div class="actions"><button class="button" type="submit">{t("evidence-add")}</button></div>
            </form>
        }
    });
    view! {
        <section id="tai-lieu">
            <h2>{t("evidence-title")}</h2>
            {errors.notice()}
            {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
            {none}
            {table}
            {form}
        </section>
    }
    .into_any()
}
