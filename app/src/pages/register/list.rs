//! The register as a list: by organisation, kind and year, searched without marks, in pages, as a paper and as a table file.

use super::{remarks, state};
use crate::components::{Choice, Empty, ForWord, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::{Listing, pager};
use crate::text::{t, tf};
use crate::urls;
use domain::policy::Action;
use domain::register::DocumentKind;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::register::{Listed, Order, PAGE, RegisterPage as Page, RegisterWish, Waiting};

/// What of the address belongs to the list.
const KEPT: [&str; 3] = ["don-vi", "loai", "nam"];

/// The list.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let list = Listing::of_address(&KEPT);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&list).await {
                    Ok((wish, page, keeper)) => show(&list, &wish, &page, keeper),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The wish of an address from its parts.
pub fn wish(unit: Option<&str>, kind: Option<&str>, year: Option<&str>, words: &str, order: &str) -> RegisterWish {
    let column = match order.trim_start_matches('-') {
        "ngay" => Order::Day,
        "loai" => Order::Kind,
        _ => Order::Number,
    };
    RegisterWish {
        unit: unit.and_then(|it| it.parse().ok()),
        kind: kind.and_then(DocumentKind::of),
        year: year.and_then(|it| it.parse().ok()),
        words: words.chars().take(100).collect(),
        order: column,
        // The newest number first, where nothing else is asked for.
        reversed: order.is_empty() || order.starts_with('-'),
        page: 1,
    }
}

async fn load(list: &Listing) -> Result<(RegisterWish, Page, bool), AppError> {
    let ctx = context().await?;
    let (unit, kind, year) = (query("don-vi"), query("loai"), query("nam"));
    let wish = wish(unit.as_deref(), kind.as_deref(), year.as_deref(), &list.words, &list.order());
    let wish = RegisterWish { page: i64::try_from(list.page).unwrap_or(1), ..wish };
    let page = services::register::page(&ctx, &wish).await?;
    Ok((wish, page, ctx.actor.may_somewhere(Action::KeepRegister)))
}

fn show(list: &Listing, wish: &RegisterWish, page: &Page, keeper: bool) -> AnyView {
    let units = page.units.iter().map(|it| Choice::new(it.id.to_string(), it.name.clone())).collect::<Vec<_>>();
    let kinds = DocumentKind::ALL.iter().map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    let years = page.years.iter().map(|it| Choice::new(it.to_string(), it.to_string())).collect();
    // What is chosen stands in the box, also where no row of it is left.
    let chosen = |it: Option<String>| it.unwrap_or_default();
    let boxes = view! {
        <Select name="don-vi" label=t("register-unit") choices=units value=chosen(wish.unit.map(|it| it.to_string())) none=t("register-every-unit")/>
        <Select name="loai" label=t("register-kind") choices=kinds value=chosen(wish.kind.map(|it| it.code().to_owned())) none=t("register-every-kind")/>
        <Select name="nam" label=t("register-year") choices=years value=chosen(wish.year.map(|it| it.to_string())) none=t("register-every-year")/>
    };
    let filter = list.form_with("register-find", &KEPT, boxes);
    let primary = keeper.then(|| view! { <a class="button button-primary" href=urls::enter_paper(wish.unit.filter(|it| page.keeps.contains(it)), wish.kind)>{t("register-enter")}</a> }.into_any());
    let table = if page.rows.is_empty() {
        let text = if page.total == 0 && list.words.is_empty() && wish.kind.is_none() && wish.year.is_none() {
            "register-none-text"
        } else {
            "register-none-found"
        };
        view! { <Empty title=t("register-none") text=t(text)/> }.into_any()
    } else {
        rows(list, page)
    };
    let (total, number) = (usize::try_from(page.total).unwrap_or(0), usize::try_from(page.page).unwrap_or(1));
    let order = list.order();
    view! {
        <PageHead title=t("register-title") crumbs_label=t("frame-crumbs") primary secondary=files(list, wish, page) truth=vec![t("register-truth")]/>
        {waiting(&page.waiting)}
        {filter}
        {table}
        {pager(total, number, PAGE as usize, |page| list.address(&order, page))}
    }
    .into_any()
}

/// The same rows as a paper and as a table file, and how the organisation counts.
fn files(list: &Listing, wish: &RegisterWish, page: &Page) -> Option<AnyView> {
    let address = list.address(&list.order(), 1);
    let (_, query) = address.split_once('?').unwrap_or((&address, ""));
    let file = |ending: &str| format!("{}.{ending}?{query}", urls::REGISTER);
    // A register is the one of an organisation: without one there is nothing to print.
    let only = page.units.first().filter(|_| page.units.len() == 1 && wish.unit.is_none());
    let whose = only.map(|it| format!("&don-vi={}", it.id)).unwrap_or_default();
    let prints = wish.unit.is_some() || only.is_some();
    let printed = format!("{}{whose}", file("pdf"));
    let pdf =
        prints.then(|| view! { <a class="button" href=printed.clone()>{t("register-print")}</a> <ForWord pdf=printed class="button"/> });
    let csv = (!page.rows.is_empty()).then(|| view! { <a class="button" href=file("csv")>{t("register-csv")}</a> " " });
    let originals = (!page.keeps.is_empty()).then(|| view! { <a class="button" href=urls::ORIGINALS>{t("originals-send")}</a> " " });
    let settings = page.keeps.first().copied().map(|first| {
        let unit = wish.unit.filter(|it| page.keeps.contains(it)).unwrap_or(first);
        view! { <a class="button" href=urls::register_settings(unit)>{t("register-settings")}</a> }
    });
    let any = pdf.is_some() || csv.is_some() || settings.is_some();
    any.then(|| view! { {pdf} {csv} {originals} {settings} }.into_any())
}

/// The papers that wait for a number.
fn waiting(all: &[Waiting]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let line = |it: &Waiting| {
        let kind = t(&it.paper.kind().key());
        let text = tf(
            "register-waiting-line",
            &[
                ("kind", kind.into()),
                ("unit", it.unit_name.clone().into()),
                ("year", it.year.to_string().into()),
                ("signer", it.signer.clone().into()),
                ("day", show_date(it.at.date()).into()),
            ],
        );
        view! { <li>{text} " " <a href=urls::number_paper(it.paper, it.id)>{t("register-give")}</a></li> }
    };
    let lines = all.iter().map(line).collect_view();
    let title = tf("register-waiting", &[("count", all.len().into())]);
    Some(view! { <Notice meaning=Meaning::Attention title><ul class="plain-list">{lines}</ul></Notice> }.into_any())
}

fn rows(list: &Listing, page: &Page) -> AnyView {
    let several = page.units.len() > 1;
    let unit = several.then(|| view! { <th scope="col">{t("register-unit")}</th> });
    let rows = page.rows.iter().map(|it| row(it, several)).collect_view();
    let heads =
        [("register-number", "so"), ("register-day", "ngay"), ("register-kind", "loai")].map(|(label, column)| list.head(label, column));
    view! {
        <Table title=t("register-title") count=tf("register-count", &[("count", page.total.into())])>
            <thead>
                <tr>
                    {heads}
                    <th scope="col" class="column-wide">{t("register-about")}</th>
                    {unit}
                    <th scope="col">{t("register-signer")}</th>
                    <th scope="col">{t("register-state")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// A state as a colour beside its word.
pub(super) fn tag(it: &Listed) -> AnyView {
    let meaning = if it.entry.cancelled.is_some() {
        Meaning::Failing
    } else if it.replaced_by.is_some() {
        Meaning::Attention
    } else {
        Meaning::Good
    };
    view! { <Tag text=state(it) meaning/> }.into_any()
}

fn row(it: &Listed, several: bool) -> impl IntoView + use<> {
    let more = remarks(it).into_iter().map(|it| view! { <span class="table-more">{it}</span> }).collect_view();
    let unit = several.then(|| view! { <td data-label=t("register-unit")>{it.unit_name.clone()}</td> });
    let recipients = it.entry.recipients.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
    let recipients = (!recipients.is_empty())
        .then(|| view! { <span class="table-more">{tf("register-recipients-of", &[("recipients", recipients.into())])}</span> });
    view! {
        <tr>
            <th scope="row" class="paper-number"><a href=urls::entry(it.entry.id)>{it.entry.shown()}</a></th>
            <td data-label=t("register-day")>{show_date(it.entry.issued_on)}</td>
            <td data-label=t("register-kind")>{t(&it.entry.kind.key())}</td>
            <td data-label=t("register-about")><span lang="vi">{it.entry.about.clone()}</span> {recipients}</td>
            {unit}
            <td data-label=t("register-signer")>{it.entry.signer.clone()}</td>
            <td data-label=t("register-state")>{tag(it)} {more}</td>
        </tr>
    }
}

/// The way back to the register of an organisation.
pub(super) fn crumb(unit: domain::UnitId) -> Link {
    Link::new(t("register-title"), urls::register_of(unit))
}
