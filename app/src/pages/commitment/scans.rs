//! Sheets that were signed by hand: how to, the box to put the scanned pile in, what was found in it, and every scan with its answer.

use super::parts::place;
use crate::components::{Empty, Field, FieldKind, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::pages::pile;
use crate::text::{t, tf};
use crate::urls;
use domain::commitment::ScanRefusal;
use domain::fold::sort_key;
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;
use services::commitment::{self, FoundPaper, PutIn, Scan, ScansPage as Loaded};
use std::sync::Arc;

/// What the post of a pile came to, put into the page's context by whoever took it.
#[derive(Clone)]
pub struct PileAnswer(pub Arc<PutIn>);

/// The page of sheets that were signed by hand.
#[component]
pub fn ScansPage() -> impl IntoView {
    let code = place::<String>("campaign");
    let answer = use_context::<PileAnswer>();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async { Ok(commitment::scans(&context().await?, &code?).await?) };
                match loaded.await {
                    Ok(it) => Either::Left(page(&it, answer.as_ref().map(|it| &*it.0))),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(it: &Loaded, answer: Option<&PutIn>) -> AnyView {
    let code = &it.campaign.code;
    let refused = match answer {
        Some(PutIn::Refused(refusal)) => Some(t(refusal.key())),
        _ => None,
    };
    let form = it.may_put_in.then(|| {
        view! {
            <section class="stack">
                <h2>{t("scans-how")}</h2>
                <ol>
                    <li>{t("scans-print")}</li>
                    <li>{t("scans-sign")}</li>
                    <li>{t("scans-scan")}</li>
                    <li>{t("scans-answer")}</li>
                </ol>
                <form class="form" method="post" action=urls::scans(code) enctype="multipart/form-data">
                    <Field name="file" label=t("scans-file") hint=t("scans-hint") kind=FieldKind::File accept=".pdf,application/pdf".to_owned()
                        error=refused.clone() required=true/>
                    <div class="actions"><button class="button button-primary" type="submit">{t("scans-submit")}</button></div>
                </form>
            </section>
        }
    });
    view! {
        <PageHead
            title=t("scans-title")
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("sheets-title"), urls::commitments(code))]
            truth=vec![t("scans-weaker")]
        />
        {refused.map(|title| view! { <Notice meaning=Meaning::Failing title><p>{t("scans-nothing-kept")}</p></Notice> })}
        {answer.and_then(found)}
        {form}
        {list(&it.scans)}
    }
    .into_any()
}

/// What was found in a pile.
fn found(answer: &PutIn) -> Option<AnyView> {
    let PutIn::Sorted { papers, unread } = answer else { return None };
    let words = pile::Words {
        found: "scans-found",
        nothing: "scans-found-nothing",
        unread: "scans-unread",
        paper: "sheets-unit",
        taken: "scans-taken",
    };
    Some(pile::sorted(&words, papers.iter().map(found_paper).collect(), unread))
}

fn found_paper(it: &FoundPaper) -> pile::Found<'_> {
    let name = it.unit.clone().unwrap_or_else(|| t("scans-nobody"));
    let name = match it.sheet {
        Some(id) => view! { <a href=urls::commitment(id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    pile::Found { name, places: &it.places, pages: it.pages, missing: &it.missing, refusal: it.refusal.map(ScanRefusal::key) }
}

/// Where a scan stands.
pub(super) fn standing(it: &Scan) -> (String, Meaning) {
    match it.confirmed {
        None if it.waits() => (t("scan-waits"), Meaning::Attention),
        None => (t("scan-stale"), Meaning::Neutral),
        Some(true) => (t("scan-confirmed"), Meaning::Good),
        Some(false) => (t("scan-refused"), Meaning::Failing),
    }
}

fn list(scans: &[Scan]) -> AnyView {
    if scans.is_empty() {
        return view! { <Empty title=t("scans-none") text=t("scans-none-hint")/> }.into_any();
    }
    let asked = Listing::of_address(&[]);
    let mut all: Vec<&Scan> = scans.iter().filter(|it| asked.takes(&it.unit_name)).collect();
    asked.sort(&mut all, |column, one, other| match column {
        "ten" => sort_key(&one.unit_name).cmp(&sort_key(&other.unit_name)),
        "ngay" => other.scanned_at.cmp(&one.scanned_at),
        _ => other.waits().cmp(&one.waits()).then(other.id.cmp(&one.id)),
    });
    let rows = asked.part(&all).iter().map(|it| row(it)).collect_view();
    let heads = (
        asked.head("sheets-unit", "ten"),
        view! { <th scope="col">{t("scans-file-name")}</th> },
        asked.head("scans-put-in", "ngay"),
        asked.head("sheets-state", "trang-thai"),
    );
    view! {
        <Table title=t("scans-table") count=tf("scans-count", &[("count", all.len().into())]) tools=asked.form("list-search-unit")>
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {asked.pager(all.len())}
    }
    .into_any()
}

fn row(it: &Scan) -> impl IntoView + use<> {
    let (text, meaning) = standing(it);
    let reason = it.reason.clone().filter(|it| !it.is_empty()).map(|it| view! { <span class="table-more">{it}</span> });
    view! {
        <tr>
            <th scope="row"><a href=urls::scan(it.id())>{it.unit_name.clone()}</a></th>
            <td data-label=t("scans-file-name")>{it.file_name.clone()} <span class="table-more">{tf("scans-page-count", &[("count", it.pages.into())])}</span></td>
            <td data-label=t("scans-put-in")>{it.at().to_string()} <span class="table-more">{it.name.clone()}</span></td>
            <td data-label=t("sheets-state")><Tag text meaning/> {reason}</td>
        </tr>
    }
}
