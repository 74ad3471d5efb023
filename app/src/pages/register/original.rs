//! Signed originals of papers with a number: how to, the box to send what came back, and everything that was found of it; and the originals of one
//! paper, at its row.

use crate::boxes::Boxes;
use crate::components::{Choice, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, TextArea};
use crate::forms::register::VoidOriginal;
use crate::pages::error::ErrorPage;
use crate::pages::pile;
use crate::pages::signature::{findings, moment, name, signature};
use crate::text::{t, tf};
use crate::urls;
use domain::register::OriginalRefusal;
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::register::{EntryView, FoundOriginal, Original, OriginalsSent, originals_page};
use std::sync::Arc;

/// What the post of a file came to, put into the page's context by whoever took it.
#[derive(Clone)]
pub struct OriginalsAnswer(pub Arc<OriginalsSent>);

/// The page on which originals are sent.
#[component]
pub fn OriginalsPage() -> impl IntoView {
    let answer = use_context::<OriginalsAnswer>();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok(originals_page(&context().await?)?) };
                match loaded.await {
                    Ok(has_roots) => Either::Left(page(has_roots, answer.as_ref().map(|it| &*it.0))),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(has_roots: bool, answer: Option<&OriginalsSent>) -> AnyView {
    let wrong = match answer {
        Some(OriginalsSent::Refused(refusal)) => Some(t(refusal.key())),
        Some(OriginalsSent::NotKept { refusal, .. }) => Some(t(outside_key(refusal.key()))),
        _ => None,
    };
    view! {
        <PageHead
            title=t("originals-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("register-title"), urls::REGISTER)]
            truth=vec![t("originals-truth")]
        />
        {answer.map(shown)}
        <section class="stack">
            <h2>{t("originals-how")}</h2>
            <ul>
                <li>{t("originals-outside")}</li>
                <li>{t("originals-by-hand")}</li>
                <li>{t("originals-sorted")}</li>
            </ul>
            {(!has_roots).then(|| view! { <Notice meaning=Meaning::Attention title=t("outside-no-roots")/> })}
            <form class="form" method="post" action=urls::ORIGINALS enctype="multipart/form-data">
                <Field name="file" label=t("originals-file") hint=t("originals-hint") kind=FieldKind::File accept=".pdf,application/pdf".to_owned()
                    error=wrong required=true/>
                <div class="actions"><button class="button button-primary" type="submit">{t("originals-submit")}</button></div>
            </form>
        </section>
    }
    .into_any()
}

/// Where a sentence about a file that was signed outside speaks of sheets, the one that speaks of papers with a number.
fn outside_key(key: &'static str) -> &'static str {
    if key == "outside-refusal-not-in-force" { "original-refusal-cancelled" } else { key }
}

fn shown(answer: &OriginalsSent) -> AnyView {
    match answer {
        OriginalsSent::Kept(id, number) => {
            let link = view! { <a href=urls::entry(*id)>{number.clone()}</a> };
            view! { <Notice meaning=Meaning::Good title=t("originals-kept")><p>{link}</p></Notice> }.into_any()
        }
        OriginalsSent::NotKept { number, refusal, signatures, findings: found } => {
            let any = !signatures.is_empty();
            let all = signatures.iter().map(signature).collect_view();
            let found = findings(found);
            let about = tf("originals-not-kept", &[("number", number.clone().into())]);
            view! {
                <Notice meaning=Meaning::Failing title=t(outside_key(refusal.key()))><p>{about}</p>{found}</Notice>
                {any.then(|| view! { <section class="stack"><h2>{t("outside-found")}</h2>{all}</section> })}
            }
            .into_any()
        }
        OriginalsSent::Refused(refusal) => {
            view! { <Notice meaning=Meaning::Failing title=t(refusal.key())><p>{t("scans-nothing-kept")}</p></Notice> }.into_any()
        }
        OriginalsSent::Sorted { papers, unread } => sorted(papers, unread),
    }
}

/// What was found in a pile.
fn sorted(papers: &[FoundOriginal], unread: &[usize]) -> AnyView {
    let words = pile::Words {
        found: "originals-found",
        nothing: "originals-found-nothing",
        unread: "originals-unread",
        paper: "register-number",
        taken: "originals-taken",
    };
    pile::sorted(&words, papers.iter().map(found_paper).collect(), unread)
}

fn found_paper(it: &FoundOriginal) -> pile::Found<'_> {
    let name = match &it.entry {
        Some((id, number)) => view! { <a href=urls::entry(*id)>{number.clone()}</a> }.into_any(),
        None => t("originals-nobody").into_any(),
    };
    pile::Found { name, places: &it.places, pages: it.pages, missing: &it.missing, refusal: it.refusal.map(OriginalRefusal::key) }
}

/// The originals of a paper at its row, the newest first; the file for whoever reads the paper.
pub(super) fn of_entry(it: &EntryView, action: ServerAction<VoidOriginal>, boxes: &Boxes) -> Option<AnyView> {
    it.row.entry.public_code.as_ref()?;
    let line = |original: &Original| {
        let args = [
            ("kind", t(original.kind.key()).into()),
            ("name", original.by.0.clone().into()),
            ("post", original.by.1.clone().into()),
            ("at", original.at.to_string().into()),
        ];
        let signatures =
            original.signatures.iter().map(|it| view! { <li><strong>{name(it)}</strong> ": " {moment(it)}</li> }).collect_view();
        let signatures = (!original.signatures.is_empty()).then(|| view! { <ul>{signatures}</ul> });
        let file = original.may_open.then(|| view! { " " <a href=urls::original_pdf(original.id)>{t("originals-open")}</a> });
        view! {
            <li>
                {original.number} ". " {tf("originals-kept-by", &args)} {file}
                <span class="table-more">{tf("outside-digest", &[("digest", original.sha256.clone().into())])}</span>
                {signatures}
            </li>
        }
    };
    let lines = it.originals.iter().map(line).collect_view();
    let list = if it.originals.is_empty() {
        view! { <p>{t("originals-none")}</p> }.into_any()
    } else {
        view! { <p>{t("originals-weaker")}</p> <ul>{lines}</ul> }.into_any()
    };
    let send = it.may_send.then(|| view! { <p class="no-print"><a class="button" href=urls::ORIGINALS>{t("originals-send")}</a></p> });
    let void = (it.may_void && !it.originals.is_empty()).then(|| void(&it.originals, action, boxes));
    Some(view! { <section class="stack" id="ban-goc"><h2>{t("originals-title")}</h2>{list}{send}{void}</section> }.into_any())
}

/// Taking an original out that was sent by mistake: it is shown no more, and the log says why.
fn void(originals: &[Original], action: ServerAction<VoidOriginal>, boxes: &Boxes) -> AnyView {
    let choice = |it: &Original| Choice::new(it.id.to_string(), format!("{}. {}, {}", it.number, t(it.kind.key()), it.at));
    let choices = originals.iter().map(choice).collect();
    let open = boxes.wrong("void_reason").is_some();
    let (chosen, reason, wrong) = (boxes.value("original", ""), boxes.value("void_reason", ""), boxes.wrong("void_reason"));
    view! {
        <details class="no-print" open=open>
            <summary>{t("originals-void")}</summary>
            <ActionForm action=action attr:class="form">
                <Select name="original" label=t("originals-void-which") choices value=chosen width=FieldWidth::Medium/>
                <TextArea name="void_reason" label=t("originals-void-reason") hint=t("originals-void-hint") value=reason error=wrong required=true rows=3/>
                <div class="actions"><button class="button button-danger" type="submit">{t("originals-void")}</button></div>
            </ActionForm>
        </details>
    }
    .into_any()
}
