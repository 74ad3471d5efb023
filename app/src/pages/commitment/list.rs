//! Who has opened, signed, declined, and who is late: one list of a campaign's sheets with filters in the address.

use super::parts::{place, tag, when};
use crate::components::{Empty, ForWord, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::context::query;
use crate::forms::commitment::IssueSheets;
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::Timestamp;
use domain::campaign::StageStanding;
use domain::commitment::{SheetSide, SheetState};
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
    let asked = Listing::of_address(&["loc"]);
    let csv = (!list.lines.is_empty())
        .then(|| view! { <a class="button" href=urls::commitments_csv(&asked.address(&asked.order(), 1))>{t("sheets-csv")}</a> " " });
    let scans = list.may_see_scans.then(|| view! { <a class="button" href=urls::scans(&code)>{t("scans-title")}</a> " " });
    let conferences = list.may_see_conferences.then(|| {
        view! {
            {csv}
            {scans}
            <a class="button" href=urls::conferences(&code)>{t("conferences-title")}</a> " "
            <a class="button" href=urls::amendments(&code)>{t("amendments-title")}</a>
        }
        .into_any()
    });
    let stage = match list.stage {
        StageStanding::Locked(day) => tf("frame-stage-locked", &[("day", show_date(day).into())]),
        StageStanding::Open(day) => tf("sheets-until", &[("day", show_date(day).into())]),
        StageStanding::Over(day) => tf("frame-stage-over", &[("day", show_date(day).into())]),
    };
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
        table(&list, &asked)
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

/// The lines that hold the words of a listing, in its order.
pub fn wanted<'l>(list: &'l SheetList, asked: &Listing) -> Vec<&'l SheetLine> {
    let mut found: Vec<&SheetLine> = list.lines.iter().filter(|it| asked.takes(&format!("{} {}", it.name, it.code))).collect();
    let state = |it: &SheetLine| it.sheet.as_ref().map(|it| it.state);
    let at = |it: &SheetLine, of: fn(&LineSheet) -> Option<Timestamp>| it.sheet.as_ref().and_then(of);
    asked.sort(&mut found, |column, one, other| match column {
        "nhom" => one.group.cmp(&other.group),
        "trang-thai" => state(one).cmp(&state(other)),
        "giao" => at(one, |it| Some(it.issued_at)).cmp(&at(other, |it| Some(it.issued_at))),
        "mo" => at(one, |it| it.opened_at).cmp(&at(other, |it| it.opened_at)),
        "mo-ky" => at(one, |it| it.to_sign_at).cmp(&at(other, |it| it.to_sign_at)),
        "ky" => at(one, |it| it.head_at).cmp(&at(other, |it| it.head_at)),
        "xac-nhan" => at(one, |it| it.authority_at).cmp(&at(other, |it| it.authority_at)),
        _ => sort_key(&one.name).cmp(&sort_key(&other.name)),
    });
    found
}

fn table(list: &SheetList, asked: &Listing) -> AnyView {
    let found = wanted(list, asked);
    let rows = asked.part(&found).iter().map(|it| row(list, it)).collect_view();
    let heads = (
        asked.head("sheets-unit", "ten"),
        asked.head("sheets-group", "nhom"),
        asked.head("sheets-state", "trang-thai"),
        asked.head("sheets-issued", "giao"),
        asked.head("sheets-opened", "mo"),
        asked.head("sheets-opened-to-sign", "mo-ky"),
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
        Filter::Declined => "sheets-filter-declined",
        Filter::Overdue => "sheets-filter-overdue",
        Filter::InForce => "sheets-filter-in-force",
    }
}

/// What a side has done of its signature: signed, by whom and when, or declined, or nothing yet.
pub fn signed(it: &LineSheet, side: SheetSide) -> String {
    let declined = it.declined.as_ref().filter(|it| it.side == side);
    let (name, method, at) = match side {
        SheetSide::Unit => (it.head.as_ref(), it.head_method.as_deref(), it.head_at),
        SheetSide::Superior => (None, it.authority_method.as_deref(), it.authority_at),
    };
    match (declined, at) {
        (Some(no), _) => {
            let args = [("name", no.name.clone().into()), ("at", no.at.to_string().into()), ("reason", no.reason.clone().into())];
            tf("sheets-declined", &args)
        }
        (None, _) => format!("{}{}", name.map(|it| format!("{it}, ")).unwrap_or_default(), when(method, at)),
    }
}

fn row(list: &SheetList, line: &SheetLine) -> AnyView {
    let when = |it: Option<Timestamp>, key: &str| it.map_or_else(|| t(key), |it| it.to_string());
    let late = list.is_late(line).then(|| view! { " " <Tag text=t("sheets-late") meaning=Meaning::Failing/> });
    let Some(it) = &line.sheet else {
        return view! {
            <tr>
                <th scope="row">{line.name.clone()}</th>
                <td data-label=t("sheets-group")>{line.group.clone()}</td>
                <td data-label=t("sheets-state")><Tag text=t("sheets-not-issued")/> {late}</td>
                <td data-label=t("sheets-issued")></td>
                <td data-label=t("sheets-opened")></td>
                <td data-label=t("sheets-opened-to-sign")></td>
                <td data-label=t("sheets-head-signed")></td>
                <td data-label=t("sheets-authority-signed")></td>
            </tr>
        }
        .into_any();
    };
    let declined = it.declined.is_some().then(|| view! { " " <Tag text=t("sheets-declined-tag") meaning=Meaning::Failing/> });
    let scanned = it.scan_waits.then(|| view! { " " <Tag text=t("sheets-scan-waits") meaning=Meaning::Attention/> });
    let remind = (list.may_remind && it.state == SheetState::Approved && !it.scan_waits).then(|| {
        let pdf = urls::signing_reminder_pdf(&list.campaign.code, line.unit);
        view! { <span class="table-more"><a href=pdf.clone()>{t("sheets-remind")}</a> " · " <ForWord pdf/></span> }
    });
    view! {
        <tr>
            <th scope="row"><a href=urls::commitment(it.id)>{line.name.clone()}</a></th>
            <td data-label=t("sheets-group")>{line.group.clone()}</td>
            <td data-label=t("sheets-state")>{tag(it.state)} {scanned} {declined} {late}</td>
            <td data-label=t("sheets-issued")>{it.issued_at.to_string()}</td>
            <td data-label=t("sheets-opened")>{when(it.opened_at, "sheets-not-opened")}</td>
            <td data-label=t("sheets-opened-to-sign")>{when(it.to_sign_at, "sheets-not-opened")}</td>
            <td data-label=t("sheets-head-signed")>{signed(it, SheetSide::Unit)} {remind}</td>
            <td data-label=t("sheets-authority-signed")>{signed(it, SheetSide::Superior)}</td>
        </tr>
    }
    .into_any()
}
