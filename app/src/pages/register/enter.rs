//! Giving a paper its number: one that waits for it here, or one that is kept elsewhere.

use super::list::crumb;
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Meaning, Notice, PageHead, Select, TextArea};
use crate::context::query;
use crate::forms::register::EnterPaper;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::register::{DocumentKind, Paper};
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::register::{EnterForm, EnterWish, enter_form};

/// The page.
#[component]
pub fn EnterPage() -> impl IntoView {
    let action = ServerAction::<EnterPaper>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(action).await {
                    Ok((it, boxes, today)) => show(&it, action, &boxes, &today),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(action: ServerAction<EnterPaper>) -> Result<(EnterForm, Boxes, String), AppError> {
    let ctx = context().await?;
    let boxes = Boxes::load(refused(action)).await?;
    let paper = query("van-ban").and_then(|it| Paper::of(&it)).zip(query("ma").and_then(|it| it.parse().ok()));
    let kind = boxes.value("kind", query("loai").unwrap_or_default());
    let wish = EnterWish { unit: query("don-vi").and_then(|it| it.parse().ok()), kind: DocumentKind::of(&kind), paper };
    Ok((enter_form(&ctx, &wish).await?, boxes, show_date(ctx.today)))
}

/// What the number box says: the number that comes next, or why none does.
fn next(it: &EnterForm) -> String {
    match (&it.next, it.waiting.is_some()) {
        (Ok(next), true) => tf("register-number-hint", &[("next", next.clone().into())]),
        (Ok(next), false) => tf("register-number-hint-of", &[("next", next.clone().into()), ("kind", t(&it.kind.key()).into())]),
        (Err(refusal), _) => t(refusal.key()),
    }
}

fn show(it: &EnterForm, action: ServerAction<EnterPaper>, boxes: &Boxes, today: &str) -> AnyView {
    let blocked = it.next.is_err().then(|| {
        let href = urls::unit(it.unit.id);
        view! { <Notice meaning=Meaning::Attention title=next(it)><p><a href=href>{t("register-open-unit")}</a></p></Notice> }
    });
    view! {
        <PageHead title=t(if it.waiting.is_some() { "register-give-title" } else { "register-enter" }) crumbs_label=t("frame-crumbs")
            crumbs=vec![crumb(it.unit.id)] truth=vec![it.unit.name_short.clone(), t("register-enter-truth")]/>
        {boxes.notice()}
        {blocked}
        {form(it, action, boxes, today)}
    }
    .into_any()
}

fn form(it: &EnterForm, action: ServerAction<EnterPaper>, boxes: &Boxes, today: &str) -> AnyView {
    let wrong = |name: &str| boxes.wrong(name);
    let matter = match &it.waiting {
        Some(waiting) => {
            let facts = vec![
                Fact::text(t("register-kind"), t(&it.kind.key())),
                Fact::text(t("register-about"), it.about.clone()),
                Fact::text(t("register-signer"), waiting.signer.clone()).more(waiting.at.to_string()),
            ];
            view! {
                <input type="hidden" name="paper" value=waiting.paper.code()/>
                <input type="hidden" name="paper_id" value=waiting.id.to_string()/>
                <DefinitionList facts/>
            }
            .into_any()
        }
        None => by_hand(it, boxes),
    };
    let boxes = view! {
            <Field name="issued_on" label=t("register-day-label") value=boxes.value("issued_on", today) error=wrong("issued_on") kind=FieldKind::Date
                width=FieldWidth::Narrow required=true/>
            <Field name="number" label=t("register-number-label") optional=t("register-optional") hint=next(it) value=boxes.value("number", "")
                error=wrong("number") kind=FieldKind::Number width=FieldWidth::Narrow/>
            <TextArea name="recipients" label=t("register-recipients") hint=t("register-recipients-hint") value=boxes.value("recipients", "")
                error=wrong("recipients") rows=3/>
    }
    .into_any();
    view! {
        <ActionForm action=action attr:class="form">
            {matter}
            {boxes}
            <p>{t("register-enter-lasting")}</p>
            <div class="actions"><button class="button button-primary" type="submit">{t("register-enter-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// What is to be said of a paper that is kept elsewhere.
fn by_hand(it: &EnterForm, boxes: &Boxes) -> AnyView {
    let wrong = |name: &str| boxes.wrong(name);
    let kinds = DocumentKind::ALL.iter().map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    let unit = if it.keeps.len() > 1 {
        let units = it.keeps.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
        view! { <Select name="unit" label=t("register-unit") choices=units value=boxes.value("unit", it.unit.id.to_string())/> }.into_any()
    } else {
        view! { <input type="hidden" name="unit" value=it.unit.id.to_string()/> }.into_any()
    };
    view! {
        {unit}
        <Select name="kind" label=t("register-kind") choices=kinds value=boxes.value("kind", it.kind.code()) error=wrong("kind") width=FieldWidth::Medium/>
        <TextArea name="about" label=t("register-about") hint=t("register-about-hint") value=boxes.value("about", "") error=wrong("about") required=true rows=2/>
        <Field name="signer" label=t("register-signer") value=boxes.value("signer", "") error=wrong("signer") width=FieldWidth::Medium required=true/>
        <Field name="replaces" label=t("register-replaces-box") optional=t("register-optional") hint=t("register-replaces-hint")
            value=boxes.value("replaces", "") error=wrong("replaces") width=FieldWidth::Narrow/>
    }
    .into_any()
}
