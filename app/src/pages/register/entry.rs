//! One row of the register: what the paper is, who gave its number, what replaces it; the clerk cancels the number here.

use super::list::{crumb, tag};
use super::{gap, home};
use crate::boxes::{Boxes, refused};
use crate::components::{DecisionBox, DecisionPoint, DefinitionList, Fact, Meaning, Notice, PageHead, TextArea};
use crate::forms::register::{CancelNumber, VoidOriginal};
use crate::pages::commitment::stamp;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::register::{Origin, number_shown};
use domain::{EntryId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::history::Subject;
use services::register::EntryView;
use services::timestamping::Stamp;

/// The page.
#[component]
pub fn EntryPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("entry").and_then(|it| it.parse::<EntryId>().ok());
    let (action, voiding) = (ServerAction::<CancelNumber>::new(), ServerAction::<VoidOriginal>::new());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let view = services::register::entry(&ctx, id.ok_or(AppError::NotFound)?).await?;
                    Ok::<_, AppError>((view, Boxes::load(refused(action).or_else(|| refused(voiding))).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, (action, voiding), &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &EntryView, (action, voiding): (ServerAction<CancelNumber>, ServerAction<VoidOriginal>), boxes: &Boxes) -> AnyView {
    let row = &it.row;
    let open =
        home(&row.entry).filter(|_| it.may_open).map(|href| view! { <a class="button" href=href>{t("register-open")}</a> }.into_any());
    let cancelled = row.entry.cancelled.map(|(_, at)| {
        let by = row.cancelled_name.clone().unwrap_or_default();
        let title = tf("register-cancelled-by", &[("name", by.into()), ("at", at.to_string().into())]);
        let reason = row.entry.reason.clone();
        view! { <Notice meaning=Meaning::Failing title><p>{reason}</p></Notice> }
    });
    view! {
        <PageHead title=tf("register-entry-title", &[("number", row.entry.shown().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![crumb(row.entry.unit)] tag=Some(tag(row)) secondary=open
            truth=vec![t(&row.entry.kind.key()), row.unit_name.clone(), show_date(row.entry.issued_on)]
            history=way(Subject::Entry, row.entry.id.0)/>
        {boxes.notice()}
        {cancelled}
        {facts(it)}
        {super::original::of_entry(it, voiding, boxes)}
        {cancel(it, action, boxes)}
    }
    .into_any()
}

fn facts(it: &EntryView) -> AnyView {
    let (row, entry) = (&it.row, &it.row.entry);
    let link = |(id, number, symbol): &(EntryId, u32, String)| {
        let shown = number_shown(Some(*number), symbol);
        view! { <a href=urls::entry(*id)>{shown}</a> }
    };
    let origin = match entry.origin {
        Origin::Register => "register-from-register",
        Origin::Outside => "register-outside",
    };
    let given = tf("register-given-by", &[("name", row.given_name.clone().into()), ("at", entry.given.1.to_string().into())]);
    let recipients = entry.recipients.lines().map(|it| view! { <p>{it.to_owned()}</p> }).collect_view();
    let mut facts = vec![
        Fact::text(t("register-about"), entry.about.clone()),
        Fact::text(t("register-signer"), entry.signer.clone()),
        Fact::view(t("register-recipients"), recipients),
        Fact::text(t("register-origin"), t(origin)).more(given),
    ];
    facts.extend(gap(row).map(|it| Fact::text(t("register-gap"), it)));
    facts.extend(row.replaces.as_ref().map(|it| Fact::view(t("register-replaces-label"), link(it))));
    facts.extend(row.replaced_by.as_ref().map(|it| Fact::view(t("register-replaced-label"), link(it))));
    let stamped = it.stamp.iter().filter(|it| !matches!(it, Stamp::NotAsked));
    facts.extend(stamped.map(|it| Fact::text(t("certificate-timestamp"), stamp(it))));
    facts.extend(entry.public_code.as_ref().map(|code| {
        let link = view! { <a href=urls::look_up(code)>{code.clone()}</a> };
        Fact::view(t("look-up-code"), link).more(t("originals-code"))
    }));
    view! { <DefinitionList facts/> }.into_any()
}

fn cancel(it: &EntryView, action: ServerAction<CancelNumber>, boxes: &Boxes) -> Option<AnyView> {
    let id = it.may_cancel.then(|| it.row.entry.id.to_string())?;
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let points = vec![
        point("register-number", it.row.entry.shown(), false),
        point("register-about", it.row.entry.about.clone(), false),
        point("decision-lasting", t("register-cancel-lasting"), true),
    ];
    let reason = view! {
        <TextArea name="reason" label=t("register-cancel-reason") hint=t("register-cancel-hint") value=boxes.value("reason", "") error=boxes.wrong("reason")
            required=true rows=3/>
    }
    .into_any();
    Some(
        view! {
            <DecisionBox title=t("register-cancel") points=points>
                <ActionForm action=action attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    {reason}
                    <div class="actions"><button class="button button-danger" type="submit">{t("register-cancel")}</button></div>
                </ActionForm>
            </DecisionBox>
        }
        .into_any(),
    )
}
