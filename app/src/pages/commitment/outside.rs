//! Signing a sheet outside: how to, the file to sign, the box to send it back, and everything that was found of a file that was not taken.

use super::parts::{place, tag};
use crate::components::{Field, FieldKind, Link, Meaning, Notice, PageHead};
use crate::pages::error::ErrorPage;
use crate::pages::signature::{findings, moment, name, signature};
use crate::text::{t, tf};
use crate::urls;
use domain::CommitmentId;
use domain::commitment::SheetState;
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, Outside, OutsidePage, Sent};
use std::sync::Arc;

/// What the post of a file came to, put into the page's context by whoever took it.
#[derive(Clone)]
pub struct OutsideAnswer(pub Arc<Sent>);

/// The page of signing outside.
#[component]
pub fn SignOutsidePage() -> impl IntoView {
    let id = place::<CommitmentId>("sheet");
    let answer = use_context::<OutsideAnswer>();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok(commitment::outside_page(&context().await?, id?).await?) };
                match loaded.await {
                    Ok(it) => Either::Left(page(&it, answer.as_ref().map(|it| &*it.0))),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(it: &OutsidePage, answer: Option<&Sent>) -> AnyView {
    let id = it.sheet.id;
    let (wrong, refused) = match answer {
        Some(Sent::Refused { refusal, signatures, findings: found }) => {
            let any = !signatures.is_empty();
            let all = signatures.iter().map(signature).collect_view();
            let found = findings(found);
            let sentence = t(refusal.key());
            let notice = view! {
                <Notice meaning=Meaning::Failing title=sentence.clone()>
                    <p>{t("outside-nothing-lost")}</p>
                    {found}
                </Notice>
                {any.then(|| view! { <section class="stack"><h2>{t("outside-found")}</h2>{all}</section> })}
            };
            (Some(sentence), Some(notice.into_any()))
        }
        Some(Sent::Kept) | None => (None, None),
    };
    let open = it.sheet.state == SheetState::InForce;
    let form = open.then(|| {
        view! {
            <section class="stack">
                <h2>{t("outside-how")}</h2>
                <ol>
                    <li><a href=urls::commitment_pdf(id)>{t("outside-download")}</a></li>
                    <li>{t("outside-sign")}</li>
                    <li>{t("outside-send")}</li>
                </ol>
                {(!it.has_roots).then(|| view! { <Notice meaning=Meaning::Attention title=t("outside-no-roots")/> })}
                <form class="form" method="post" action=urls::commitment_outside(id) enctype="multipart/form-data">
                    <Field name="file" label=t("outside-file") hint=t("outside-hint") kind=FieldKind::File accept=".pdf,application/pdf".to_owned() error=wrong required=true/>
                    <div class="actions"><button class="button button-primary" type="submit">{t("outside-submit")}</button></div>
                </form>
            </section>
        }
    });
    let closed = (!open).then(|| view! { <Notice meaning=Meaning::Attention title=t("outside-refusal-not-in-force")/> });
    view! {
        <PageHead
            title=t("outside-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(tf("sheet-title", &[("unit", it.unit.clone().into())]), urls::commitment(id))]
            tag=tag(it.sheet.state)
            truth=vec![t(it.signed_as.key())]
        />
        {refused}
        {closed}
        {form}
        {sent(&it.sent)}
    }
    .into_any()
}

/// The files that were taken, with the signatures that each added.
pub fn sent(all: &[Outside]) -> Option<AnyView> {
    let file = |it: &Outside| {
        let args = [("name", it.name.clone().into()), ("post", it.post.clone().into()), ("at", it.at.to_string().into())];
        let lines = it.signatures.iter().map(|it| view! { <li><strong>{name(it)}</strong> ": " {moment(it)}</li> }).collect_view();
        view! {
            <li>
                {tf("outside-sent-by", &args)}
                <span class="table-more">{tf("outside-digest", &[("digest", it.sha256.clone().into())])}</span>
                <ul>{lines}</ul>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        let files = all.iter().map(file).collect_view();
        view! { <section class="stack" id="ky-so"><h2>{t("outside-sent")}</h2><p>{t("outside-meaning")}</p><ol>{files}</ol></section> }
            .into_any()
    })
}
