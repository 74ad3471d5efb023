//! The technician's page: accounts, days off, what the database holds.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, Meaning, PageHead, Radios, Table, Tag};
use crate::context::query;
use crate::forms::technician::{AddHoliday, RemoveHoliday};
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::text::{t, tf};
use crate::urls;
use domain::{AccountId, PersonId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::technician::{AccountLine, Holiday, Overview, PAGE};
use services::trusted::Root;

/// The technician's page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let add = ServerAction::<AddHoliday>::new();
    let remove = ServerAction::<RemoveHoliday>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(refused(add).or_else(|| refused(remove))).await {
                    Ok((view, search, boxes)) => Either::Left(shown(view, search, add, remove, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(error: Option<AppError>) -> Result<(Overview, String, Boxes), AppError> {
    let search = query("tim").unwrap_or_default();
    let page = query("trang").and_then(|it| it.parse().ok()).unwrap_or(1);
    let view = services::technician::overview(&context().await?, &search, page).await?;
    Ok((view, search, Boxes::load(error).await?))
}

fn shown(view: Overview, search: String, add: ServerAction<AddHoliday>, remove: ServerAction<RemoveHoliday>, boxes: &Boxes) -> AnyView {
    let primary = view! { <a class="button button-primary" href=urls::NEW_ACCOUNT>{t("account-add")}</a> }.into_any();
    let address = |number: usize| {
        let mut to = form_urlencoded::Serializer::for_suffix(format!("{}?", urls::ADMINISTRATION), urls::ADMINISTRATION.len() + 1);
        to.append_pair("tim", &search).append_pair("trang", &number.to_string());
        to.finish()
    };
    let pages = pager(
        usize::try_from(view.total).unwrap_or(0),
        usize::try_from(view.page).unwrap_or(1),
        usize::try_from(PAGE).unwrap_or(50),
        address,
    );
    view! {
        <PageHead title=t("frame-administration") crumbs_label=t("frame-crumbs") primary/>
        {boxes.notice()}
        <form class="filter-form" method="get" action=urls::ADMINISTRATION>
            <Field name="tim" label=t("account-search") value=search width=FieldWidth::Medium/>
            <button class="button" type="submit">{t("account-show")}</button>
        </form>
        {accounts(&view.accounts, view.total)}
        {pages}
        {holidays(&view.holidays, remove)}
        {holiday_form(add, boxes)}
        {trusted(&view)}
        {state(&view)}
    }
    .into_any()
}

fn accounts(lines: &[AccountLine], total: i64) -> AnyView {
    let rows = lines
        .iter()
        .cloned()
        .map(|it| {
            let (text, meaning) = if it.active { (t("account-open"), Meaning::Good) } else { (t("account-locked"), Meaning::Neutral) };
            view! {
                <tr>
                    <th scope="row"><a href=urls::account(AccountId(it.id))>{it.login}</a></th>
                    <td data-label=t("person-name")><a href=urls::person(PersonId(it.person_id))>{it.person}</a></td>
                    <td data-label=t("account-state")><Tag text meaning/></td>
                    <td class="number" data-label=t("account-roles")>{it.roles}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("account-list") count=tf("account-count", &[("count", total.into())])>
            <thead><tr><th scope="col">{t("account-login")}</th><th scope="col">{t("person-name")}</th><th scope="col">{t("account-state")}</th><th scope="col" class="number">{t("account-roles")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn holidays(days: &[Holiday], remove: ServerAction<RemoveHoliday>) -> AnyView {
    if days.is_empty() {
        return view! { <h2>{t("holiday-list")}</h2> <p>{t("holiday-none")}</p> }.into_any();
    }
    let rows = days
        .iter()
        .cloned()
        .map(|it| {
            let kind = if it.kind == "worked" { t("holiday-worked") } else { t("holiday-off") };
            let label = tf("holiday-remove-label", &[("day", show_date(it.on_date).into())]);
            view! {
                <tr>
                    <th scope="row">{show_date(it.on_date)}</th>
                    <td data-label=t("holiday-kind")>{kind}</td>
                    <td data-label=t("holiday-name")>{it.name}</td>
                    <td data-label=t("post-work")>
                        <ActionForm action=remove>
                            <input type="hidden" name="holiday" value=it.id.to_string()/>
                            <button class="button button-plain" type="submit" aria-label=label>{t("holiday-remove")}</button>
                        </ActionForm>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("holiday-list")>
            <thead><tr><th scope="col">{t("holiday-day")}</th><th scope="col">{t("holiday-kind")}</th><th scope="col">{t("holiday-name")}</th><th scope="col">{t("post-work")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn holiday_form(add: ServerAction<AddHoliday>, boxes: &Boxes) -> AnyView {
    let kinds = vec![Choice::new("off", t("holiday-off")), Choice::new("worked", t("holiday-worked"))];
    let boxed = view! {
        <Field name="on" label=t("holiday-day") value=boxes.value("on", "") error=boxes.wrong("on") kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
        <Radios name="kind" label=t("holiday-kind") choices=kinds value=boxes.value("kind", "off") error=boxes.wrong("kind")/>
        <Field name="name" label=t("holiday-name") value=boxes.value("name", "") error=boxes.wrong("name") width=FieldWidth::Medium required=true/>
        <div class="actions"><button class="button" type="submit">{t("holiday-add")}</button></div>
    }
    .into_any();
    view! { <section><h2>{t("holiday-add")}</h2><ActionForm action=add attr:class="form">{boxed}</ActionForm></section> }.into_any()
}

/// Whom the installation trusts beside itself: the files of the technician's folder.
fn trusted(view: &Overview) -> AnyView {
    let rows = view.trusted.files.iter().map(|it| {
        let root = |root: &Root| {
            let until = root.until.map(|it| tf("trusted-until", &[("day", show_date(it.date()).into())]));
            view! { <div>{root.name.clone()} <span class="table-more">{until}</span></div> }
        };
        let roots = it.roots.iter().map(root).collect_view();
        let useless = it.is_useless().then(|| view! { <Tag text=t("trusted-useless") meaning=Meaning::Failing/> });
        view! {
            <tr>
                <th scope="row">{it.name.clone()}</th>
                <td data-label=t("trusted-roots")>{roots}{useless}</td>
                <td class="number" data-label=t("trusted-lists")>{it.lists}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    let hint = view! { <p class="field-hint">{t("trusted-hint")}</p> };
    if rows.is_empty() {
        return view! { <h2>{t("trusted-title")}</h2> <p>{t("trusted-none")}</p> {hint} }.into_any();
    }
    view! {
        <Table title=t("trusted-title")>
            <thead><tr><th scope="col">{t("trusted-file")}</th><th scope="col">{t("trusted-roots")}</th><th scope="col" class="number">{t("trusted-lists")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {hint}
    }
    .into_any()
}

fn state(view: &Overview) -> AnyView {
    let it = &view.holdings;
    let facts = [
        ("state-units", it.units),
        ("state-people", it.people),
        ("state-accounts", it.accounts),
        ("state-campaigns", it.campaigns),
        ("state-figures", it.figures),
        ("state-log-lines", it.log_lines),
        ("state-sessions", it.sessions),
    ];
    let mut facts: Vec<Fact> = facts.into_iter().map(|(key, number)| Fact::text(t(key), number.to_string())).collect();
    facts.push(Fact::text(t("state-version"), env!("CARGO_PKG_VERSION")));
    view! { <h2>{t("state-title")}</h2> <DefinitionList facts/> }.into_any()
}
