//! Who has not opened, not signed: one list of a campaign's sheets with filters in the address.

use super::parts::{place, tag};
use crate::components::{Empty, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::context::query;
use crate::forms::commitment::IssueSheets;
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::StageStanding;
use domain::fold::sort_key;
use domain::show_date;
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, Filter, LineSheet, SheetLine, SheetList};

/// The sheets of a campaign.
#[component]
pub fn SheetsPage() -> impl IntoView {
    let action = ServerAction::<IssueSheets>::new();
    let code = place::<String>("campaign");
    let filter = Filter::of(&query("loc").unwrap_or_default());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok(commitment::sheets(&ctx, &code?, filter).await?)
                };
                match loaded.await {
                    Ok(list) => Either::Left(shown(list, filter, action)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(list: SheetList, filter: Filter, action: ServerAction<IssueSheets>) -> AnyView {
    let error = action.value().get_untracked().and_then(Result::err);
    let code = list.campaign.code.clone();
    let issue = list.may_issue.then(|| {
        let (id, code) = (list.campaign.id.to_string(), code.clone());
        view! {
            <ActionForm action=action>
                <input type="hidden" name="campaign" value=id/>
                <input type="hidden" name="code" value=code/>
                <button class="button button-primary" type="submit">{t("sheets-issue-all")}</button>
            </ActionForm>
        }
        .into_any()
    });
    let conferences = list.may_see_conferences.then(|| {
        view! {
            <a class="button" href=urls::conferences(&code)>{t("conferences-title")}</a> " "
            <a class="button" href=urls::amendments(&code)>{t("amendments-title")}</a>
        }
        .into_any()
    });
    let stage = match list.stage {
        StageStanding::Locked(day) => tf("frame-stage-locked", &[("day", show_date(day).into())]),
        StageStanding::Open(day) => tf("frame-stage-open", &[("day", show_date(day).into())]),
        StageStanding::Over(day) => tf("frame-stage-over", &[("day", show_date(day).into())]),
    };
    let asked = Listing::of_address(&["loc"]);
    let filters = list
        .counts
        .iter()
        .map(|(it, count)| {
            let current = (*it == filter).then_some("page");
            view! { <li><a href=urls::commitments_of(&code, it.code()) aria-current=current>{t(filter_key(*it))} " (" {*count} ")"</a></li> }
        })
        .collect_view();
    let content = if list.lines.is_empty() {
        view! { <Empty title=t("sheets-none") text=t("sheets-none-hint")/> }.into_any()
    } else {
        table(&list.lines, &asked)
    };
    view! {
        <PageHead
            title=t("sheets-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(list.campaign.title.clone(), urls::campaign(&code))]
            primary=issue
            secondary=conferences
            truth=vec![list.campaign.title.clone(), stage]
        />
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        <nav aria-label=t("sheets-filters")><ul class="filters">{filters}</ul></nav>
        {content}
    }
    .into_any()
}

fn table(lines: &[SheetLine], asked: &Listing) -> AnyView {
    let mut found: Vec<&SheetLine> = lines.iter().filter(|it| asked.takes(&format!("{} {}", it.name, it.code))).collect();
    let state = |it: &SheetLine| it.sheet.as_ref().map(|it| it.state);
    let at = |it: &SheetLine, of: fn(&LineSheet) -> Option<domain::Timestamp>| it.sheet.as_ref().and_then(of);
    asked.sort(&mut found, |column, one, other| match column {
        "nhom" => one.group.cmp(&other.group),
        "trang-thai" => state(one).cmp(&state(other)),
        "mo" => at(one, |it| it.opened_at).cmp(&at(other, |it| it.opened_at)),
        "ky" => at(one, |it| it.head_at).cmp(&at(other, |it| it.head_at)),
        "xac-nhan" => at(one, |it| it.authority_at).cmp(&at(other, |it| it.authority_at)),
        _ => sort_key(&one.name).cmp(&sort_key(&other.name)),
    });
    let rows = asked.part(&found).iter().map(|it| row(it)).collect_view();
    let heads = (
        asked.head("sheets-unit", "ten"),
        asked.head("sheets-group", "nhom"),
        asked.head("sheets-state", "trang-thai"),
        asked.head("sheets-opened", "mo"),
        asked.head("sheets-head-signed", "ky"),
        asked.head("sheets-authority-signed", "xac-nhan"),
    );
    view! {
        <Table title=t("sheets-table") count=tf("sheets-count", &[("count", found.len().into())]) tools=asked.form("list-search-unit")>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {asked.pager(found.len())}
    }
    .into_any()
}

fn filter_key(it: Filter) -> &'static str {
    match it {
        Filter::All => "sheets-filter-all",
        Filter::NotIssued => "sheets-filter-not-issued",
        Filter::NotOpened => "sheets-filter-not-opened",
        Filter::Talking => "sheets-filter-talking",
        Filter::NotSigned => "sheets-filter-not-signed",
        Filter::NotCountersigned => "sheets-filter-not-countersigned",
        Filter::InForce => "sheets-filter-in-force",
    }
}

fn row(line: &SheetLine) -> AnyView {
    let when = |it: Option<domain::Timestamp>, key: &str| it.map_or_else(|| t(key), |it| it.to_string());
    let (name, state, opened, head, authority) = match &line.sheet {
        None => (
            line.name.clone().into_any(),
            view! { <Tag text=t("sheets-not-issued")/> }.into_any(),
            String::new(),
            String::new(),
            String::new(),
        ),
        Some(it) => {
            let link = view! { <a href=urls::commitment(it.id)>{line.name.clone()}</a> }.into_any();
            let by = it.head.as_ref().map(|name| format!("{name}, ")).unwrap_or_default();
            let head = it.head_at.map_or_else(|| t("sheets-not-yet"), |at| format!("{by}{at}"));
            (link, tag(it.state), when(it.opened_at, "sheets-not-opened"), head, when(it.authority_at, "sheets-not-yet"))
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=t("sheets-group")>{line.group.clone()}</td>
            <td data-label=t("sheets-state")>{state}</td>
            <td data-label=t("sheets-opened")>{opened}</td>
            <td data-label=t("sheets-head-signed")>{head}</td>
            <td data-label=t("sheets-authority-signed")>{authority}</td>
        </tr>
    }
    .into_any()
}
