//! One amendment: from what to what, since when, why, who signed it; the authority decides here, and the heads of the units sign here.

use super::{part, tag};
use crate::boxes::{Boxes, refused};
use crate::components::{
    DecisionBox, DecisionPoint, DefinitionList, Fact, Field, FieldKind, FieldWidth, ForWord, Link, Meaning, Notice, PageHead, Table, Tag,
    TextArea, Timeline,
};
use crate::forms::amendment::{AcknowledgeAmendment, ApproveAmendment, DeclineAmendment};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::{told, urls};
use domain::amendment::AmendmentState;
use domain::{AmendmentId, UnitId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::amendment::{AmendmentPage as Loaded, amendment};
use services::signing::SigningMethod;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Actions {
    approve: ServerAction<ApproveAmendment>,
    decline: ServerAction<DeclineAmendment>,
    acknowledge: ServerAction<AcknowledgeAmendment>,
}

/// The page.
#[component]
pub fn AmendmentPage() -> impl IntoView {
    let id = part("amendment").parse::<AmendmentId>();
    let actions = Actions { approve: ServerAction::new(), decline: ServerAction::new(), acknowledge: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.map_err(|_| AppError::NotFound)?;
                    let error = refused(actions.approve).or_else(|| refused(actions.decline)).or_else(|| refused(actions.acknowledge));
                    Ok::<_, AppError>((amendment(&ctx, id).await?, Boxes::load(error).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, actions, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &Loaded, actions: Actions, boxes: &Boxes) -> AnyView {
    let (amendment, code) = (&it.read.amendment, &it.campaign.code);
    let replaced = it.read.replaced_by.map(|id| {
        view! { <Notice meaning=Meaning::Attention title=t("amendment-was-replaced")><p><a href=urls::amendment(id)>{t("amendment-open-replacing")}</a></p></Notice> }
    });
    let declined = (amendment.state == AmendmentState::Declined).then(|| {
        let title = tf(
            "amendment-was-declined",
            &[("name", it.read.decided_by.clone().unwrap_or_default().into()), ("reason", amendment.decision_reason.clone().into())],
        );
        view! { <Notice meaning=Meaning::Neutral title/> }
    });
    let events: Vec<_> = it.history.iter().map(told::event).collect();
    // One that was declined never became a paper.
    let prints = (amendment.state != AmendmentState::Declined).then(|| {
        let pdf = urls::amendment_pdf(amendment.id);
        view! { <a class="button" href=pdf.clone()>{t("amendment-pdf")}</a> <ForWord pdf class="button"/> }.into_any()
    });
    view! {
        <PageHead title=tf("amendment-title", &[("number", amendment.number.clone().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("amendments-title"), urls::amendments(code))]
            tag=tag(amendment.state) secondary=prints
            truth=vec![super::whom(&it.content), tf("amendment-from", &[("day", show_date(amendment.effective_on).into())])]/>
        {boxes.notice()}
        {replaced}
        {declined}
        {facts(it)}
        {decide(it, actions, boxes)}
        {sign(it, actions, boxes)}
        {signatures(it)}
        {units(it)}
        <section class="stack"><h2>{t("sheet-history")}</h2><Timeline events=events/></section>
    }
    .into_any()
}

fn facts(it: &Loaded) -> AnyView {
    let (content, amendment) = (&it.content, &it.read.amendment);
    let mut facts = vec![
        Fact::text(t("amendment-target"), super::subject(content)),
        Fact::text(t("amendment-whom"), super::whom(content)).more(super::span(content)),
    ];
    if content.rules.is_none() {
        facts.push(Fact::text(t("amendment-old"), super::old(content)));
        facts.push(Fact::text(t("amendment-new-value"), super::new(content)));
    }
    let since = match (&content.rules, &content.new) {
        (Some(_), _) => "amend-rules-before-day",
        (None, Some(_)) => "amendment-before-day",
        (None, None) => "amendment-exempts-whole-year",
    };
    facts.extend([
        Fact::text(t("amendment-effective"), show_date(amendment.effective_on)).more(t(since)),
        Fact::text(t("form-reason"), content.reason.clone()),
        Fact::text(t("amendment-proposer"), it.read.proposed_by.clone()).more(amendment.proposed.1.to_string()),
    ]);
    if let (Some(number), Some(id)) = (&content.replaces, amendment.replaces) {
        facts.push(Fact::view(t("amendment-replaces"), view! { <a href=urls::amendment(id)>{number.clone()}</a> }));
    }
    facts.push(Fact::text(t("sign-digest"), amendment.digest.clone()));
    let lines = content.rules.as_ref().map(|it| super::rules::lines(&it.lines));
    view! { <DefinitionList facts/> {lines} }.into_any()
}

fn points(it: &Loaded, what: &str, lasting: &str, whom: String) -> Vec<DecisionPoint> {
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    vec![
        point("decision-what", t(what), false),
        point("decision-whom", whom, false),
        point("decision-lasting", t(lasting), true),
        point("sign-form", t(SigningMethod::ElectronicConfirmation.statement()), false),
        point("sign-digest", it.read.amendment.digest.clone(), false),
    ]
}

fn password(boxes: &Boxes) -> AnyView {
    view! {
        <Field name="password" label=t("sign-password") hint=t("sign-password-hint") kind=FieldKind::Password width=FieldWidth::Medium
            required=true autocomplete="current-password".to_owned() error=boxes.wrong("password")/>
    }
    .into_any()
}

/// What the authority does with it: approves it with the password, or declines it with a reason.
fn decide(it: &Loaded, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    let token = it.token.clone().filter(|_| it.may_decide)?;
    let amendment = &it.read.amendment;
    let (id, again, digest) = (amendment.id.to_string(), amendment.id.to_string(), amendment.digest.clone());
    let points = points(it, "amendment-approve-what", "amendment-approve-lasting", super::whom(&it.content));
    let reason = view! {
        <TextArea name="reason" label=t("amendment-decline-reason") value=boxes.value("reason", "") error=boxes.wrong("reason") required=true rows=3/>
    }
    .into_any();
    let (password, text) = (password(boxes), it.content.lines().join("\n"));
    Some(
        view! {
            <DecisionBox title=t("amendment-approve") points=points text_label=t("sign-text") text=text paper=urls::amendment_pdf(it.read.amendment.id)>
                <ActionForm action=actions.approve attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="digest" value=digest/>
                    <input type="hidden" name="token" value=token/>
                    {password}
                    <div class="actions"><button class="button button-primary" type="submit">{t("amendment-approve")}</button></div>
                </ActionForm>
            </DecisionBox>
            <section class="panel">
                <h2>{t("amendment-decline")}</h2>
                <ActionForm action=actions.decline attr:class="form">
                    <input type="hidden" name="id" value=again/>
                    {reason}
                    <div class="actions"><button class="button button-danger" type="submit">{t("amendment-decline")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

/// The head of a unit signs what was changed of the unit's commitment.
fn sign(it: &Loaded, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    let unit = it.units.iter().find(|it| it.may_sign)?;
    let token = it.token.clone()?;
    let (id, digest, key): (_, _, UnitId) = (it.read.amendment.id.to_string(), it.read.amendment.digest.clone(), unit.unit);
    let points = points(it, "amendment-sign-what", "amendment-sign-lasting", unit.name.clone());
    let (password, text) = (password(boxes), it.content.lines().join("\n"));
    Some(
        view! {
            <DecisionBox title=t("amendment-sign") points=points text_label=t("sign-text") text=text paper=urls::amendment_pdf(it.read.amendment.id) id="ky".to_owned()>
                <ActionForm action=actions.acknowledge attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="unit" value=key.to_string()/>
                    <input type="hidden" name="digest" value=digest/>
                    <input type="hidden" name="token" value=token/>
                    {password}
                    <div class="actions"><button class="button button-primary" type="submit">{t("amendment-sign")}</button></div>
                </ActionForm>
            </DecisionBox>
        }
        .into_any(),
    )
}

fn signatures(it: &Loaded) -> Option<AnyView> {
    let signature = it.signatures.first()?;
    let facts = vec![
        Fact::text(t("amendment-approved-by"), signature.name.clone()).more(signature.post.clone()),
        Fact::text(t("signature-when"), signature.at().to_string()),
    ];
    Some(view! { <section class="stack"><h2>{t("signature-title")}</h2><DefinitionList facts/></section> }.into_any())
}

/// The units whose signed sheets it changes: who has signed the change, and who has not.
fn units(it: &Loaded) -> Option<AnyView> {
    if it.units.is_empty() {
        return None;
    }
    let rows = it.units.iter().map(|unit| {
        let state = match &unit.acknowledged {
            Some((name, at)) => {
                let words = tf("amendment-signed-by", &[("name", name.clone().into()), ("at", at.to_string().into())]);
                view! { <Tag text=t("amendment-unit-signed") meaning=Meaning::Good/> <span class="table-more">{words}</span> }.into_any()
            }
            None => view! { <Tag text=t("amendment-unit-unsigned") meaning=Meaning::Attention/> }.into_any(),
        };
        view! { <tr><th scope="row">{unit.name.clone()}</th><td data-label=t("amendment-state")>{state}</td></tr> }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <Table title=t("amendment-units") count=tf("amendment-units-count", &[("count", it.units.len().into())])>
                <thead><tr><th scope="col">{t("sheets-unit")}</th><th scope="col">{t("amendment-state")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any(),
    )
}
