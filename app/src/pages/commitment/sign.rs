//! Signing: the text that will be signed, what it means, the password once more.

use super::parts::{place, tag};
use crate::components::{DecisionBox, DecisionPoint, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, TextArea};
use crate::context::Typed;
use crate::forms::commitment::{DeclineSheet, SignSheet};
use crate::pages::error::ErrorPage;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::commitment::SignedAs;
use domain::{CommitmentId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, SignPage};

/// The page of signing a sheet.
#[component]
pub fn SignSheetPage() -> impl IntoView {
    let (action, decline) = (ServerAction::<SignSheet>::new(), ServerAction::<DeclineSheet>::new());
    let id = place::<CommitmentId>("sheet");
    let link = id.clone().ok();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok((commitment::sign_page(&ctx, id?).await?, Typed::load().await?))
                };
                match loaded.await {
                    Ok((it, typed)) => Either::Left(page(it, &typed, action, decline)),
                    Err(error) => Either::Right(nothing(error, link)),
                }
            })}
        </Suspense>
    }
}

/// Nothing to sign, and why: also what the Back button shows after signing.
fn nothing(error: AppError, id: Option<CommitmentId>) -> AnyView {
    match (&error, id) {
        (AppError::Refused(_), Some(id)) => view! {
            <PageHead title=t("sign-nothing") crumbs_label=t("frame-crumbs")/>
            <Notice meaning=Meaning::Attention title=say::error(&error)>
                <p><a href=urls::commitment(id)>{t("sign-back")}</a></p>
            </Notice>
        }
        .into_any(),
        _ => view! { <ErrorPage error/> }.into_any(),
    }
}

fn page(it: SignPage, typed: &Typed, action: ServerAction<SignSheet>, decline: ServerAction<DeclineSheet>) -> AnyView {
    let error = action.value().get_untracked().and_then(Result::err);
    let refusal = decline.value().get_untracked().and_then(Result::err);
    let id = it.sheet.id;
    let title = match it.signed_as {
        SignedAs::Authority => t("sheet-countersign"),
        SignedAs::Head | SignedAs::DeputyHead => t("sheet-sign"),
    };
    let what = match it.signed_as {
        SignedAs::Head => t("sign-what-head"),
        SignedAs::DeputyHead => t("sign-what-deputy"),
        SignedAs::Authority => t("sign-what-authority"),
    };
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let points = vec![
        point("decision-what", what, false),
        point("decision-whom", format!("{} – {}", it.content.unit.name, it.content.authority.post), false),
        point("sign-until", show_date(it.until), false),
        point("decision-lasting", t("sign-lasting"), true),
        point("sign-form", t(it.method.statement()), false),
        point("sign-digest", it.digest.clone(), false),
    ];
    let declined = it.declined.as_ref().map(|no| {
        let args = [("name", no.name.clone().into()), ("at", no.at.to_string().into()), ("reason", no.reason.clone().into())];
        view! { <Notice meaning=Meaning::Attention title=tf("sign-declined", &args)><p>{t("sign-after-all")}</p></Notice> }
    });
    let refuse = it.declined.is_none().then(|| decline_form(&it, typed, refusal.as_ref(), decline));
    // What was agreed to be made on paper is read and declined here, and signed there.
    if it.content.copies.is_some() {
        return view! {
            <PageHead
                title=title
                crumbs_label=t("frame-crumbs")
                crumbs=crumbs(&it)
                tag=tag(it.sheet.state)
                secondary=view! { <a class="button" href=urls::commitment_pdf(id)>{t("sheet-pdf")}</a> }.into_any()
                truth=vec![it.content.campaign.title.clone(), tf("sheet-version", &[("number", it.sheet.version.into())])]
            />
            {refusal.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
            {declined}
            <Notice meaning=Meaning::Attention title=t("sign-refusal-on-paper")/>
            {super::ambition::flagged(&it.judged)}
            {refuse}
        }
        .into_any();
    }
    let (digest, token, wrong, button) = (it.digest.clone(), it.token.clone(), say::field(error.as_ref(), "password"), title.clone());
    view! {
        <PageHead
            title=title.clone()
            crumbs_label=t("frame-crumbs")
            crumbs=crumbs(&it)
            tag=tag(it.sheet.state)
            secondary=view! { <a class="button" href=urls::commitment_pdf(id)>{t("sheet-pdf")}</a> }.into_any()
            truth=vec![it.content.campaign.title.clone(), tf("sheet-version", &[("number", it.sheet.version.into())])]
        />
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {refusal.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {declined}
        {super::ambition::flagged(&it.judged)}
        <DecisionBox title=title.clone() points=points text_label=t("sign-text") text=it.content.lines().join("\n") paper=urls::commitment_pdf(id)>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id.to_string()/>
                <input type="hidden" name="digest" value=digest/>
                <input type="hidden" name="token" value=token/>
                <Field name="password" label=t("sign-password") hint=t("sign-password-hint") kind=FieldKind::Password width=FieldWidth::Medium
                    required=true autocomplete="current-password".to_owned() error=wrong/>
                <div class="actions">
                    <button class="button button-primary" type="submit">{button}</button>
                    <a class="button" href=urls::commitment(id)>{t("sign-back")}</a>
                </div>
            </ActionForm>
        </DecisionBox>
        {refuse}
    }
    .into_any()
}

fn crumbs(it: &SignPage) -> Vec<Link> {
    vec![
        Link::new(t("sheets-title"), urls::commitments(&it.content.campaign.code)),
        Link::new(it.content.unit.name.clone(), urls::commitment(it.sheet.id)),
    ]
}

/// The form of whoever will not sign: the reason is read by both sides.
fn decline_form(it: &SignPage, typed: &Typed, error: Option<&AppError>, action: ServerAction<DeclineSheet>) -> AnyView {
    let (id, digest, token) = (it.sheet.id.to_string(), it.digest.clone(), it.token.clone());
    let (reason, wrong) = (typed.or("reason", ""), say::field(error, "reason"));
    view! {
        <section class="stack">
            <h2>{t("decline-title")}</h2>
            <p class="measure">{t("decline-text")}</p>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="digest" value=digest/>
                <input type="hidden" name="token" value=token/>
                <TextArea name="reason" label=t("decline-reason") hint=t("decline-hint") value=reason error=wrong rows=3/>
                <div class="actions"><button class="button button-danger" type="submit">{t("decline-do")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}
