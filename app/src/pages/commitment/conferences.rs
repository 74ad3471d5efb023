//! The conferences of a campaign, and a form for another.

use super::parts::place;
use crate::components::{Empty, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Table, TextArea};
use crate::context::Typed;
use crate::forms::conference::ArrangeConference;
use crate::pages::error::ErrorPage;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::conference::{Conference, show_time};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::conference::{self, ConferenceList};

/// The conferences of a campaign.
#[component]
pub fn ConferencesPage() -> impl IntoView {
    let action = ServerAction::<ArrangeConference>::new();
    let code = place::<String>("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok((conference::list(&ctx, &code?).await?, Typed::load().await?))
                };
                match loaded.await {
                    Ok((list, typed)) => Either::Left(shown(&list, &typed, action)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

/// The boxes of a conference, with what was typed or what it is.
pub fn boxes(now: Option<&Conference>, typed: &Typed, error: Option<&AppError>) -> AnyView {
    let value = |name: &str, now: Option<String>| typed.or(name, now.unwrap_or_default());
    let wrong = |name: &str| say::field(error, name);
    view! {
        <Field name="title" label=t("conference-name") value=value("title", now.map(|it| it.title.clone())) error=wrong("title") required=true/>
        <Field name="held_on" label=t("conference-day") hint=t("offer-task-due-hint") kind=FieldKind::Date width=FieldWidth::Narrow
            value=value("held_on", now.map(|it| show_date(it.held_on))) error=wrong("held_on") required=true/>
        <Field name="starts_at" label=t("conference-time") hint=t("conference-time-hint") width=FieldWidth::Narrow
            value=value("starts_at", now.map(|it| show_time(it.starts_at))) error=wrong("starts_at") required=true/>
        <Field name="place" label=t("conference-place") value=value("place", now.map(|it| it.place.clone())) error=wrong("place") required=true/>
        <TextArea name="agenda" label=t("conference-agenda") hint=t("conference-agenda-hint") rows=8
            value=value("agenda", now.map(|it| it.agenda.clone())) error=wrong("agenda") required=true/>
    }
    .into_any()
}

fn shown(list: &ConferenceList, typed: &Typed, action: ServerAction<ArrangeConference>) -> AnyView {
    let error = action.value().get_untracked().and_then(Result::err);
    let code = list.campaign.code.clone();
    let rows = list.conferences.iter().map(|it| {
        view! {
            <tr>
                <th scope="row"><a href=urls::conference(it.id)>{it.title.clone()}</a></th>
                <td data-label=t("conference-day")>{show_date(it.held_on)}</td>
                <td data-label=t("conference-time")>{show_time(it.starts_at)}</td>
                <td data-label=t("conference-place")>{it.place.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let count = rows.len();
    let table = if rows.is_empty() {
        view! { <Empty title=t("conferences-none") text=t("conferences-none-hint")/> }.into_any()
    } else {
        view! {
            <Table title=t("conferences-title") count=tf("conferences-count", &[("count", count.into())])>
                <thead>
                    <tr>
                        <th scope="col">{t("conference-name")}</th>
                        <th scope="col">{t("conference-day")}</th>
                        <th scope="col">{t("conference-time")}</th>
                        <th scope="col">{t("conference-place")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    let form = list.may_arrange.then(|| {
        let (boxes, code) = (boxes(None, typed, error.as_ref()), code.clone());
        view! {
            <section id="lap-hoi-nghi">
                <h2>{t("conference-new")}</h2>
                <ActionForm action=action attr:class="form">
                    <input type="hidden" name="campaign" value=code/>
                    {boxes}
                    <div class="actions"><button class="button button-primary" type="submit">{t("conference-arrange")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any()
    });
    view! {
        <PageHead
            title=t("conferences-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(list.campaign.title.clone(), urls::campaign(&code)), Link::new(t("sheets-title"), urls::commitments(&code))]
            truth=vec![list.campaign.title.clone()]
        />
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {table}
        {form}
    }
    .into_any()
}
