//! The public pages: where a code is typed, and whether a sheet is valid. For everybody, without signing in.

use super::certificate::stamp;
use super::parts::{method, place, signed_at, statements};
use crate::components::{DefinitionList, Fact, Field, FieldWidth, Meaning, Notice, PageHead, Table};
use crate::context::query;
use crate::pages::amendment::edition;
use crate::pages::framed::VisitorFrame;
use crate::pages::signature::{moment, name};
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use axum::http::StatusCode;
use domain::register::PaperStanding;
use domain::show_date;
use islands::{AppError, visitor};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use services::commitment::{self, PublicSheet, PublicState};
use services::public_paper::{PublicNumbered, PublicPaper, look_up};
use services::signing::SigningMethod;
use services::timestamping::Stamp;

/// The frame of a page for strangers.
#[component]
fn Public(children: Children) -> impl IntoView {
    view! {
        <VisitorFrame>
            <PageHead title=t("look-up-title") crumbs_label=t("frame-crumbs")/>
            {children()}
        </VisitorFrame>
    }
}

/// Where a code is typed. What was typed goes on to the page of that code, so this page repeats nothing that a link could make it say.
#[component]
pub fn LookUpEntryPage() -> impl IntoView {
    let typed = query("ma");
    let code = typed.as_deref().and_then(commitment::typed_code);
    if let Some(code) = &code {
        leptos_axum::redirect(&urls::look_up(code));
    }
    let failed = (typed.is_some() && code.is_none()).then(|| unknown(&AppError::NotFound));
    view! { <Public><p>{t("look-up-text")}</p>{failed}{entry()}</Public> }
}

/// Whether a sheet is valid.
#[component]
pub fn LookUpPage() -> impl IntoView {
    let (code, printed) = (place::<String>("code"), query("ban"));
    view! {
        <Public>
            <Suspense>
                {Suspend::new(async move {
                    let loaded = async { Ok(look_up(&visitor()?.site, &code?).await?) };
                    match loaded.await {
                        Ok(PublicPaper::Sheet(it)) => Either::Left(shown(&it, printed.as_deref())),
                        Ok(PublicPaper::Numbered(it)) => Either::Left(numbered(&it, printed.as_deref())),
                        Err(error) => Either::Right(view! { {unknown(&error)}{entry()} }),
                    }
                })}
            </Suspense>
        </Public>
    }
}

/// The box for a code: a plain form that opens the page of the code.
fn entry() -> AnyView {
    view! {
        <form method="get" action=urls::LOOK_UP class="form">
            <Field name="ma" label=t("look-up-code") hint=t("look-up-code-hint") width=FieldWidth::Medium autocomplete="off".to_owned() required=true/>
            <div class="actions"><button class="button button-primary" type="submit">{t("look-up-submit")}</button>
                <a class="button" href=urls::CHECK>{t("look-up-check")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn unknown(error: &AppError) -> AnyView {
    let (status, sentence) = match error {
        AppError::NotFound => (StatusCode::NOT_FOUND, t("look-up-unknown")),
        other => (StatusCode::INTERNAL_SERVER_ERROR, say::error(other)),
    };
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status);
    }
    view! { <Notice meaning=Meaning::Failing title=sentence><p>{t("look-up-unknown-hint")}</p></Notice> }.into_any()
}

/// That the page in hand was printed from another content than the one that stands.
fn other_content(digest: Option<&str>, printed: Option<&str>) -> Option<AnyView> {
    let other = printed.is_some_and(|printed| digest.is_some_and(|it| !it.starts_with(printed)));
    other.then(|| view! { <Notice meaning=Meaning::Failing title=t("look-up-other-content")/> }.into_any())
}

/// How a paper with a number stands, as a sentence.
pub fn standing(it: &PaperStanding) -> String {
    match it.later() {
        Some(number) => tf(it.key(), &[("number", number.to_owned().into())]),
        None => t(it.key()),
    }
}

/// A paper with a number: what stands at its head, and how its originals were signed.
fn numbered(it: &PublicNumbered, printed: Option<&str>) -> AnyView {
    let meaning = match it.standing {
        PaperStanding::InForce => Meaning::Good,
        PaperStanding::InForceInPart(_) => Meaning::Attention,
        PaperStanding::Replaced(_) | PaperStanding::Cancelled => Meaning::Failing,
    };
    let title = standing(&it.standing);
    let mut facts = vec![
        Fact::text(t("register-kind"), t(&it.kind.key())),
        Fact::text(t("register-number"), it.number.clone()),
        Fact::text(t("register-day"), show_date(it.issued_on)),
        Fact::text(t("register-unit"), it.organisation.clone()),
    ];
    facts.extend(it.digest.iter().map(|digest| Fact::text(t("sign-digest"), digest.clone())));
    let stamped = Some(&it.stamp).filter(|it| !matches!(it, Stamp::NotAsked));
    facts.extend(stamped.map(|it| Fact::text(t("certificate-timestamp"), stamp(it))));
    let originals = it.originals.iter().map(|(kind, at, signatures)| {
        let signed = signatures.iter().map(|it| view! { <li><strong>{name(it)}</strong> ": " {moment(it)}</li> }).collect_view();
        view! { <li>{tf("look-up-original", &[("kind", t(kind.key()).into()), ("at", at.to_string().into())])}<ul>{signed}</ul></li> }
    });
    let originals = originals.collect::<Vec<_>>();
    let originals = (!originals.is_empty()).then(
        || view! { <section class="stack"><h2>{t("originals-title")}</h2><p>{t("originals-weaker")}</p><ul>{originals}</ul></section> },
    );
    view! {
        {it.demo.then(|| view! { <Notice meaning=Meaning::Attention title=t("look-up-illustrative")/> })}
        <Notice meaning=meaning title/>
        {other_content(it.digest.as_deref(), printed)}
        <DefinitionList facts=facts/>
        {originals}
        {statements([SigningMethod::ElectronicConfirmation].into_iter())}
        <p><a href=urls::CHECK>{t("look-up-check")}</a></p>
        <p><a href=urls::LOOK_UP>{t("look-up-another")}</a></p>
    }
    .into_any()
}

/// `printed` is the content that the code on a page says it was printed from.
fn shown(it: &PublicSheet, printed: Option<&str>) -> AnyView {
    let other = other_content(it.digest.as_deref(), printed);
    let meaning = match it.state {
        PublicState::Valid => Meaning::Good,
        PublicState::NotSigned => Meaning::Attention,
        PublicState::Withdrawn | PublicState::Replaced | PublicState::Broken => Meaning::Failing,
    };
    let mut facts = Vec::new();
    for (key, value) in [("look-up-unit", &it.unit), ("look-up-campaign", &it.campaign)] {
        if !value.is_empty() {
            facts.push(Fact::text(t(key), value.clone()));
        }
    }
    if let Some(digest) = &it.digest {
        facts.push(Fact::text(t("sign-digest"), digest.clone()));
    }
    facts.extend(it.seal.iter().map(|seal| Fact::text(t("look-up-seal"), seal.clone())));
    facts.extend(it.rule_set_sha256.iter().map(|digest| Fact::text(t("assessment-digest-rules"), digest.clone())));
    facts.extend(it.stamp.iter().filter(|it| !matches!(it, Stamp::NotAsked)).map(|it| Fact::text(t("certificate-timestamp"), stamp(it))));
    let amended = it.amended.iter().filter(|it| !it.2).map(|(number, day, _)| {
        let words = tf("look-up-amended", &[("number", number.clone().into()), ("day", show_date(*day).into())]);
        view! { <Notice meaning=Meaning::Attention title=t("sheet-no-longer-matches")><p>{words}</p></Notice> }
    });
    let amended = amended.collect_view();
    let signed_again = it.amended.iter().filter(|it| it.2).map(|(number, day, _)| {
        view! { <p>{tf("look-up-amended-signed", &[("number", number.clone().into()), ("day", show_date(*day).into())])}</p> }
    });
    let signed_again = signed_again.collect_view();
    let proof = it.rule_set_sha256.as_deref().filter(|_| it.state == PublicState::Valid).map(|digest| {
        view! { <section class="stack"><h2>{t("verify-title")}</h2>{edition::verify(None, digest)}</section> }
    });
    let rows = it.signatures.iter().map(|signature| {
        view! {
            <tr>
                <th scope="row">{t(signature.signed_as.key())}</th>
                <td data-label=t("signature-who")>{signature.name.clone()} <span class="table-more">{signature.post.clone()}</span></td>
                <td data-label=t("signature-when")>{signed_at(Some(signature.method), signature.at)}</td>
                <td data-label=t("signature-how")>{method(signature.method)}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let signed = (!rows.is_empty()).then(|| {
        view! {
            <Table title=t("signature-title")>
                <thead>
                    <tr>
                        <th scope="col">{t("signature-as")}</th>
                        <th scope="col">{t("signature-who")}</th>
                        <th scope="col">{t("signature-when")}</th>
                        <th scope="col">{t("signature-how")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    });
    // What the usual form is and is not stands there before anybody has signed as well.
    let said = it.signatures.iter().map(|it| it.method).chain(it.signatures.is_empty().then_some(SigningMethod::ElectronicConfirmation));
    let outside = it.outside.iter().map(|(at, it)| {
        let args = [("at", at.to_string().into())];
        view! { <li><strong>{name(it)}</strong> ": " {moment(it)} " " {tf("look-up-outside-judged", &args)}</li> }
    });
    let outside = outside.collect::<Vec<_>>();
    let outside = (!outside.is_empty())
        .then(|| view! { <section class="stack"><h2>{t("outside-sent")}</h2><p>{t("outside-meaning")}</p><ul>{outside}</ul></section> });
    view! {
        {it.demo.then(|| view! { <Notice meaning=Meaning::Attention title=t("look-up-illustrative")/> })}
        <Notice meaning=meaning title=t(it.state.key())/>
        {other}
        {amended}
        {signed_again}
        <DefinitionList facts=facts/>
        {signed}
        {outside}
        {proof}
        {statements(said)}
        <p><a href=urls::CHECK>{t("look-up-check")}</a></p>
        <p>{t("look-up-file")} " " <a href=urls::ROOT_CERTIFICATE>{t("look-up-root")}</a></p>
        <p><a href=urls::LOOK_UP>{t("look-up-another")}</a></p>
    }
    .into_any()
}
