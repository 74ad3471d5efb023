//! The public page on which anybody drops a file and learns whether it is a paper of this installation, unchanged and in force. Nothing is kept:
//! the answer to the post is the page itself.

use super::signature::{findings, signature};
use crate::components::{DefinitionList, Fact, Field, FieldKind, Meaning, Notice, PageHead};
use crate::pages::commitment::standing;
use crate::pages::framed::VisitorFrame;
use crate::text::{t, tf};
use crate::urls;
use leptos::prelude::*;
use services::public_paper::PublicPaper;
use services::verification::{Checked, Fate};
use std::sync::Arc;

/// What the post of a file came to, put into the page's context by whoever took it.
#[derive(Clone)]
pub enum CheckAnswer {
    /// No file was chosen, or it holds nothing.
    Missing,
    /// It is larger than is looked at.
    TooLarge,
    /// The program failed; the incident is in the log.
    Failed,
    /// It was looked at: the file's name and what was found.
    Checked(String, Arc<Checked>),
}

/// The page: a box for a file, and what was found of the one that was sent.
#[component]
pub fn VerificationPage() -> impl IntoView {
    let answer = use_context::<CheckAnswer>();
    let wrong = match &answer {
        Some(CheckAnswer::Missing) => Some(t("check-missing")),
        Some(CheckAnswer::TooLarge) => Some(t("check-too-large")),
        Some(CheckAnswer::Failed) => Some(t("check-failed")),
        Some(CheckAnswer::Checked(..)) | None => None,
    };
    let title = if let Some(CheckAnswer::Checked(..)) = answer { t("check-another") } else { t("check-choose") };
    let shown = match &answer {
        Some(CheckAnswer::Checked(name, it)) => Some(checked(name, it)),
        _ => None,
    };
    view! {
        <VisitorFrame>
            <PageHead title=t("check-title") crumbs_label=t("frame-crumbs")/>
            {shown}
            {wrong.clone().map(|it| view! { <Notice meaning=Meaning::Failing title=it/> })}
            <section class="stack no-print">
                <h2>{title}</h2>
                <p>{t("check-text")}</p>
                <form class="form" method="post" action=urls::CHECK enctype="multipart/form-data">
                    <Field name="file" label=t("check-file") hint=t("check-hint") kind=FieldKind::File accept=".pdf,application/pdf".to_owned() error=wrong required=true/>
                    <div class="actions"><button class="button button-primary" type="submit">{t("check-submit")}</button>
                        <a class="button" href=urls::LOOK_UP>{t("check-by-code")}</a>
                    </div>
                </form>
            </section>
        </VisitorFrame>
    }
}

const fn meaning(fate: Fate) -> Meaning {
    match fate {
        Fate::Valid => Meaning::Good,
        Fate::NotInForce | Fate::Nameless | Fate::Unproven | Fate::NotOurs => Meaning::Attention,
        Fate::Replaced | Fate::Withdrawn | Fate::Broken | Fate::Altered | Fate::Unreadable => Meaning::Failing,
    }
}

/// How what a code leads to stands, as a sentence.
fn stands(it: &PublicPaper) -> String {
    match it {
        PublicPaper::Numbered(numbered) => standing(&numbered.standing),
        PublicPaper::Sheet(sheet) => t(sheet.state.key()),
    }
}

fn checked(name: &str, it: &Checked) -> AnyView {
    let mut facts = vec![Fact::text(t("checked-file"), name.to_owned()), Fact::text(t("checked-digest"), it.sha256.clone())];
    if let Some((code, document)) = &it.document {
        let (one, other) = match document {
            PublicPaper::Sheet(it) if it.unit.is_empty() => (t("checked-document"), it.campaign.clone()),
            PublicPaper::Sheet(it) => (it.unit.clone(), it.campaign.clone()),
            PublicPaper::Numbered(it) => (it.number.clone(), it.organisation.clone()),
        };
        let link =
            view! { <a href=urls::look_up(code)>{tf("checked-document-of", &[("unit", one.into()), ("campaign", other.into())])}</a> };
        let term = if it.only_says_so { t("checked-says-so") } else { t("checked-is") };
        facts.push(Fact::view(term, link).more(stands(document)));
    }
    facts.extend(it.given_at.map(|at| Fact::text(t("checked-given-at"), at.to_string())));
    let signatures = it.signatures.iter().map(signature).collect_view();
    let found = findings(&it.findings);
    let none = it.signatures.is_empty().then(|| view! { <p>{t("checked-no-signature")}</p> });
    let electronic = (it.fate == Fate::Valid).then(|| view! { <p class="field-hint">{t("signing-electronic-confirmation")} "."</p> });
    view! {
        {it.demo.then(|| view! { <Notice meaning=Meaning::Attention title=t("look-up-illustrative")/> })}
        <Notice meaning=meaning(it.fate) title=t(it.fate.key())>{found}</Notice>
        <DefinitionList facts/>
        <section class="stack">
            <h2>{t("checked-signatures")}</h2>
            {none}
            {signatures}
        </section>
        {electronic}
    }
    .into_any()
}
