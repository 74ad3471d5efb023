//! The cases of a campaign: who answers, where it stands, what is next.

use super::parts::{failure, next, parameter, state_tag};
use crate::components::{Empty, Field, FieldKind, FieldWidth, ForWord, Link, Meaning, Notice, PageHead, Table};
use crate::context::Typed;
use crate::forms::review::OpenCases;
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::campaign::ReviewRequiredFor;
use domain::fold::sort_key;
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::review::{self, CasesView};

/// The list of cases.
#[component]
pub fn CasesPage() -> impl IntoView {
    let code = parameter("campaign");
    let open = ServerAction::<OpenCases>::new();
    let error = open.value().get_untracked().and_then(Result::err);
    let load = async move {
        let ctx = context().await?;
        Ok::<_, AppError>((review::list(&ctx, &code).await?, Typed::load().await?))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, typed)) => Either::Left(shown(it, &typed, open, error.as_ref())),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(it: CasesView, typed: &Typed, open: ServerAction<OpenCases>, error: Option<&AppError>) -> AnyView {
    let campaign = &it.campaign;
    let setting = match campaign.review_required_for {
        ReviewRequiredFor::All => t("review-required-all"),
        ReviewRequiredFor::FailingOnly => t("review-required-failing-only"),
    };
    let truth =
        vec![setting, tf("review-stage", &[("from", show_date(it.stage.opens_on).into()), ("to", show_date(it.stage.closes_on).into())])];
    let crumbs = vec![Link::new(campaign.title.clone(), urls::campaign(&campaign.code))];
    let count = it.cases.len();
    let asked = Listing::of_address(&[]);
    let mut found: Vec<_> = it.cases.iter().filter(|it| asked.takes(&it.unit)).collect();
    asked.sort(&mut found, |column, one, other| match column {
        "ket-qua" => one.met.cmp(&other.met),
        "trang-thai" => one.state.cmp(&other.state),
        "han" => one.due_on.cmp(&other.due_on),
        "bien-phap" => one.open_remedies.cmp(&other.open_remedies),
        _ => sort_key(&one.unit).cmp(&sort_key(&other.unit)),
    });
    let rows = asked
        .part(&found)
        .iter()
        .map(|case| {
            let outcome = case.outcome.map(|it| t(&super::parts::code_key("review-outcome", it.code()))).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row"><a href=urls::review(case.id)>{case.unit.clone()}</a></th>
                    <td data-label=t("review-head-result")>{outcome} " " {tf("review-met", &[("met", case.met.into()), ("all", case.applicable.into())])}</td>
                    <td data-label=t("review-head-state")>{state_tag(case.state)}</td>
                    <td data-label=t("review-head-due")>{show_date(case.due_on)}</td>
                    <td data-label=t("review-head-next")>{next(case.state)}</td>
                    <td class="number" data-label=t("review-head-open-remedies")>{case.open_remedies}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = (
        asked.head("review-head-unit", "ten"),
        asked.head("review-head-result", "ket-qua"),
        asked.head("review-head-state", "trang-thai"),
        asked.head("review-head-due", "han"),
    );
    let remedies = asked.number_head("review-head-open-remedies", "bien-phap");
    let list = if count == 0 {
        view! { <Empty title=t("review-none") text=t("review-none-hint")/> }.into_any()
    } else {
        view! {
            <Table title=t("review-cases") count=tf("review-count", &[("count", found.len().into())]) tools=asked.form("list-search-unit")>
                <thead><tr>
                    {heads} <th scope="col">{t("review-head-next")}</th> {remedies}
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {asked.pager(found.len())}
        }
        .into_any()
    };
    let year_file = urls::year_file_pdf(&campaign.code);
    let opening = (it.may_open && !it.waiting.is_empty()).then(|| opening(&it, typed, open, error));
    view! {
        <PageHead title=t("review-title") crumbs_label=t("frame-crumbs") crumbs truth/>
        {failure(error)}
        {list}
        <p class="small"><a href=year_file.clone()>{t("year-file-pdf")}</a> " · " <ForWord pdf=year_file/> " – " {t("year-file-text")}</p>
        {opening}
    }
    .into_any()
}

fn opening(it: &CasesView, typed: &Typed, open: ServerAction<OpenCases>, error: Option<&AppError>) -> AnyView {
    let names = |headless: bool| {
        let names: Vec<String> = it.waiting.iter().filter(|it| it.head.is_none() == headless).map(|it| it.name.clone()).collect();
        names.join(", ")
    };
    let (ready, headless) = (names(false), names(true));
    let code = it.campaign.code.clone();
    view! {
        <section class="stack">
            <h2>{t("review-open-title")}</h2>
            {(!ready.is_empty()).then(|| view! { <p>{tf("review-open-units", &[("units", ready.into())])}</p> })}
            {(!headless.is_empty()).then(|| view! { <Notice meaning=Meaning::Attention title=tf("review-open-headless", &[("units", headless.into())])/> })}
            {
                let boxes_view = view! {
                <input type="hidden" name="campaign" value=code/>
                <Field name="due_on" label=t("review-open-due") value=typed.or("due_on", "") kind=FieldKind::Date width=FieldWidth::Narrow
                    hint=t("review-date-hint") error=say::field(error, "due_on") required=true/>
                <div class="actions"><button class="button button-primary" type="submit">{t("review-open-submit")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=open attr:class="form">{boxes_view}</ActionForm> }
            }
        </section>
    }
    .into_any()
}
