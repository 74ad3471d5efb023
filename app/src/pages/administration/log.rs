//! The log: filters, pages, newest first.

use crate::components::{Choice, Empty, Field, FieldKind, FieldWidth, PageHead, Select, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::text::{t, tf};
use crate::urls;
use domain::{Event, FigureValue, Timestamp, ValueKind, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::log::{Line, Look, PAGE, Page};
use time::Date;

/// The log.
#[component]
pub fn LogPage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load().await {
                    Ok((look, page)) => Either::Left(shown(look, page)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn day(name: &str) -> Option<Date> {
    match FigureValue::parse_as(ValueKind::Date, &query(name)?).ok()?.value {
        FigureValue::Date(day) => Some(day),
        FigureValue::Amount(_) | FigureValue::YesNo(_) => None,
    }
}

async fn load() -> Result<(Look, Page), AppError> {
    let look = Look {
        person: query("nguoi").unwrap_or_default(),
        event: query("viec").unwrap_or_default(),
        unit: query("don-vi").unwrap_or_default(),
        from: day("tu"),
        to: day("den"),
        page: query("trang").and_then(|it| it.parse().ok()).unwrap_or(1),
    };
    let page = services::log::list(&context().await?, &look).await?;
    Ok((look, page))
}

/// The address of another page of the same look.
fn address(look: &Look, page: usize) -> String {
    let mut to = form_urlencoded::Serializer::for_suffix(format!("{}?", urls::LOG), urls::LOG.len() + 1);
    let days = [("tu", look.from), ("den", look.to)].map(|(name, day)| (name, day.map(show_date).unwrap_or_default()));
    let texts = [("nguoi", look.person.clone()), ("viec", look.event.clone()), ("don-vi", look.unit.clone())];
    for (name, value) in texts.into_iter().chain(days).filter(|(_, value)| !value.is_empty()) {
        to.append_pair(name, &value);
    }
    to.append_pair("trang", &page.to_string());
    to.finish()
}

fn shown(look: Look, page: Page) -> AnyView {
    let events: Vec<Choice> = Event::ALL.iter().map(|it| Choice::new(it.key(), t(it.key()))).collect();
    let table =
        if page.lines.is_empty() { view! { <Empty title=t("log-none") text=t("log-none-text")/> }.into_any() } else { lines(&page) };
    view! {
        <PageHead title=t("frame-log") crumbs_label=t("frame-crumbs") truth=vec![t("log-truth")]/>
        <form class="filter-form" method="get" action=urls::LOG>
            <Field name="nguoi" label=t("log-person") value=look.person.clone() width=FieldWidth::Medium/>
            <Field name="don-vi" label=t("log-unit") value=look.unit.clone() width=FieldWidth::Medium/>
            <Select name="viec" label=t("log-event") choices=events value=look.event.clone() none=t("log-every-event") width=FieldWidth::Medium/>
            <Field name="tu" label=t("log-from") value=look.from.map(show_date).unwrap_or_default() kind=FieldKind::Date width=FieldWidth::Narrow/>
            <Field name="den" label=t("log-to") value=look.to.map(show_date).unwrap_or_default() kind=FieldKind::Date width=FieldWidth::Narrow/>
            <button class="button" type="submit">{t("log-show")}</button>
        </form>
        {table}
        {pager(usize::try_from(page.total).unwrap_or(0), usize::try_from(page.page).unwrap_or(1), PAGE as usize, |number| address(&look, number))}
    }
    .into_any()
}

fn lines(page: &Page) -> AnyView {
    let rows = page
        .lines
        .iter()
        .cloned()
        .map(|Line { told: it, withheld }| {
            let event = Event::of(&it.event).map_or_else(|| it.event.clone(), |it| t(it.key()));
            let change = match (it.before.is_empty(), it.after.is_empty()) {
                (false, false) if it.before == it.after => it.after.clone(),
                (false, false) => format!("{} → {}", it.before, it.after),
                _ => format!("{}{}", it.before, it.after),
            };
            view! {
                <tr>
                    <th scope="row">{Timestamp(it.at).to_string()}</th>
                    <td data-label=t("log-person")>{it.person.unwrap_or_default()}</td>
                    <td data-label=t("log-event")>{event}</td>
                    <td data-label=t("log-unit")>{it.unit.unwrap_or_default()}</td>
                    <td data-label=t("log-change")>{if withheld { t("log-withheld") } else { change }}</td>
                    <td data-label=t("form-reason")>{it.reason}</td>
                    <td data-label=t("log-origin")>{it.origin}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("log-lines") count=tf("log-count", &[("count", page.total.into())])>
            <thead><tr>
                <th scope="col">{t("log-at")}</th><th scope="col">{t("log-person")}</th><th scope="col">{t("log-event")}</th>
                <th scope="col">{t("log-unit")}</th><th scope="col">{t("log-change")}</th><th scope="col">{t("form-reason")}</th>
                <th scope="col">{t("log-origin")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
