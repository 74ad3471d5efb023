//! One scan of a sheet that was signed by hand: its pages beside what the authority is asked to confirm.

use super::parts::place;
use super::scans::standing;
use crate::components::{
    Choice, DecisionBox, DecisionPoint, DefinitionList, Fact, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Preview,
    Select, Tag, TextArea,
};
use crate::context::Typed;
use crate::forms::commitment::{ConfirmScan, RefuseScan};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::ScanId;
use domain::commitment::{SheetContent, SheetState, SignedAs};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, ScanPage as Loaded};
use services::signing::SigningMethod;

/// The page of one scan.
#[component]
pub fn ScanPage() -> impl IntoView {
    let (confirm, refuse) = (ServerAction::<ConfirmScan>::new(), ServerAction::<RefuseScan>::new());
    let id = place::<ScanId>("scan");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok::<_, AppError>((commitment::scan_page(&ctx, id?).await?, Typed::load().await?))
                };
                match loaded.await {
                    Ok((it, typed)) => Either::Left(page(&it, &typed, confirm, refuse)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(it: &Loaded, typed: &Typed, confirm: ServerAction<ConfirmScan>, refuse: ServerAction<RefuseScan>) -> AnyView {
    let error = confirm.value().get_untracked().and_then(Result::err);
    let refusal = refuse.value().get_untracked().and_then(Result::err);
    let (text, meaning) = standing(&it.scan);
    let pdf = urls::scan_pdf(it.scan.id());
    let content = if let (true, Some(content)) = (it.may_answer, &it.content) {
        view! {
            {answer(it, content, typed, error.as_ref(), confirm)}
            {refusing(it, typed, refusal.as_ref(), refuse)}
        }
        .into_any()
    } else {
        view! { <div class="with-preview"><div class="stack">{facts(it)}</div><Preview pdf=pdf.clone()/></div> }.into_any()
    };
    let all = it.may_see_all.then(|| Link::new(t("scans-title"), urls::scans(&it.campaign.code)));
    let crumbs = all.into_iter().chain([Link::new(it.scan.unit_name.clone(), urls::commitment(it.sheet.id))]).collect::<Vec<_>>();
    view! {
        <PageHead
            title=tf("scan-title", &[("unit", it.scan.unit_name.clone().into())])
            crumbs_label=t("frame-crumbs")
            crumbs=crumbs
            tag=view! { <Tag text meaning/> }.into_any()
            secondary=view! { <a class="button" href=pdf>{t("scan-file")}</a> }.into_any()
            truth=vec![it.campaign.title.clone(), t("scans-weaker")]
        />
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {refusal.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {content}
    }
    .into_any()
}

fn facts(it: &Loaded) -> AnyView {
    let scan = &it.scan;
    let mut facts = vec![
        Fact::text(t("scans-put-in"), scan.at().to_string()).more(format!("{}, {}", scan.name, scan.post)),
        Fact::text(t("scans-file-name"), scan.file_name.clone()).more(tf("scans-page-count", &[("count", scan.pages.into())])),
        Fact::text(t("checked-digest"), scan.sha256.clone()),
        Fact::text(t("sign-digest"), scan.content_sha256.clone()),
    ];
    if let (Some(by), Some(at)) = (&scan.answered_by, scan.answered_at) {
        facts.push(Fact::text(t("scan-answered"), domain::Timestamp(at).to_string()).more(by.clone()));
    }
    facts.extend(scan.reason.clone().filter(|it| !it.is_empty()).map(|it| Fact::text(t("scan-reason"), it)));
    view! { <DefinitionList facts/> }.into_any()
}

fn answer(it: &Loaded, content: &SheetContent, typed: &Typed, error: Option<&AppError>, action: ServerAction<ConfirmScan>) -> AnyView {
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let points = vec![
        point("decision-what", t("scan-what"), false),
        point("decision-whom", format!("{} – {}", content.unit.name, content.authority.post), false),
        point("scans-put-in", format!("{}, {}", it.scan.name, it.scan.at()), false),
        point("decision-lasting", t("sign-lasting"), true),
        point("sign-form", t(SigningMethod::OnPaper.statement()), false),
        point("sign-digest", it.scan.content_sha256.clone(), false),
    ];
    // The head may have signed in the system before the paper was printed.
    let head = (it.sheet.state == SheetState::Approved).then(|| {
        let choices = it.signers.iter().map(|it| Choice::new(it.person.to_string(), format!("{} – {}", it.name, it.post))).collect();
        let first = it.signers.iter().find(|it| it.signed_as == SignedAs::Head).map(|it| it.person.to_string()).unwrap_or_default();
        view! {
            <Select name="head" label=t("scan-head") hint=t("scan-head-hint") choices value=typed.or("head", &first) width=FieldWidth::Medium
                error=say::field(error, "head")/>
            <Field name="head_on" label=t("scan-head-on") kind=FieldKind::Date width=FieldWidth::Narrow value=typed.or("head_on", "") required=true
                error=say::field(error, "head_on")/>
        }
        .into_any()
    });
    let (id, digest, token) = (it.scan.id.to_string(), it.scan.content_sha256.clone(), it.token.clone());
    let text = content.lines().join("\n");
    let (on, wrong_on, wrong) = (typed.or("authority_on", ""), say::field(error, "authority_on"), say::field(error, "password"));
    view! {
        <DecisionBox title=t("scan-confirm") points=points text_label=t("sign-text") text=text paper=urls::scan_pdf(it.scan.id())>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="digest" value=digest/>
                <input type="hidden" name="token" value=token/>
                {head}
                <Field name="authority_on" label=t("scan-authority-on") kind=FieldKind::Date width=FieldWidth::Narrow
                    value=on required=true error=wrong_on/>
                <Field name="password" label=t("sign-password") hint=t("sign-password-hint") kind=FieldKind::Password width=FieldWidth::Medium
                    required=true autocomplete="current-password".to_owned() error=wrong/>
                <div class="actions"><button class="button button-primary" type="submit">{t("scan-confirm")}</button></div>
            </ActionForm>
        </DecisionBox>
    }
    .into_any()
}

fn refusing(it: &Loaded, typed: &Typed, error: Option<&AppError>, action: ServerAction<RefuseScan>) -> AnyView {
    let (id, token) = (it.scan.id.to_string(), it.token.clone());
    let (reason, wrong) = (typed.or("reason", ""), say::field(error, "reason"));
    view! {
        <section class="stack">
            <h2>{t("scan-refuse")}</h2>
            <p class="measure">{t("scan-refuse-text")}</p>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="token" value=token/>
                <TextArea name="reason" label=t("scan-reason") value=reason error=wrong rows=3/>
                <div class="actions"><button class="button button-danger" type="submit">{t("scan-refuse")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}
