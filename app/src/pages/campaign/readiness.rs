//! The list before a stage opens: what is ready, what is not, and the way to where it is mended.

use crate::components::{Choice, KeyFigure, KeyFigures, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::campaign::StageStanding;
use domain::readiness::{Item, Light, Readiness};
use domain::{Stage, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::Ctx;
use services::campaign::ReadinessPage as Loaded;

/// How many names a line shows.
const NAMED: usize = 12;

/// The page.
#[component]
pub fn ReadinessPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("campaign").unwrap_or_default();
    let stage = query("giai-doan").and_then(|it| Stage::of(&it));
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, stage).await {
                    Ok((ctx, it)) => show(&ctx, &it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, stage: Option<Stage>) -> Result<(Ctx, Loaded), AppError> {
    let ctx = context().await?;
    let page = services::campaign::readiness(&ctx, code, stage).await?;
    Ok((ctx, page))
}

fn show(ctx: &Ctx, it: &Loaded) -> AnyView {
    let code = &it.campaign.code;
    let standing = it.stages.iter().find(|there| there.stage == it.stage).map(|it| match it.standing(ctx.today) {
        StageStanding::Locked(day) => tf("readiness-opens", &[("day", show_date(day).into())]),
        StageStanding::Open(_) => t("readiness-is-open"),
        StageStanding::Over(_) => t("readiness-is-over"),
    });
    let truth: Vec<String> = standing.into_iter().collect();
    let red = it.count(Light::Red);
    let verdict = if red > 0 {
        view! { <Notice meaning=Meaning::Failing title=tf("readiness-not-ready", &[("count", red.into())])/> }.into_any()
    } else {
        view! { <Notice meaning=Meaning::Good title=t("readiness-ready")/> }.into_any()
    };
    let figures = vec![
        KeyFigure::new(t("readiness-red"), red.to_string()).means(if red > 0 { Meaning::Failing } else { Meaning::Neutral }),
        KeyFigure::new(t("readiness-amber"), it.count(Light::Amber).to_string()),
        KeyFigure::new(t("readiness-green"), it.count(Light::Green).to_string()),
    ];
    let stages: Vec<Choice> = it.stages.iter().map(|it| Choice::new(it.stage.code(), t(it.stage.key()))).collect();
    let rows = it.items.iter().map(|item| row(code, item)).collect_view();
    view! {
        <PageHead title=tf("readiness-title", &[("stage", t(it.stage.key()).into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] truth/>
        <p>{t("readiness-lead")}</p>
        <form class="filter-form" method="get" action=urls::readiness(code, None)>
            <Select name="giai-doan" label=t("stage-name") choices=stages value=it.stage.code()/>
            <button class="button" type="submit">{t("readiness-show")}</button>
        </form>
        {verdict}
        <KeyFigures figures/>
        <Table title=t("readiness-items")>
            <thead><tr>
                <th scope="col">{t("readiness-item")}</th><th scope="col">{t("readiness-light")}</th>
                <th scope="col" class="number">{t("readiness-lacking")}</th><th scope="col" class="column-wide">{t("readiness-names")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(code: &str, it: &Item) -> AnyView {
    let (text, meaning) = match it.light {
        Light::Red => (t("readiness-light-red"), Meaning::Failing),
        Light::Amber => (t("readiness-light-amber"), Meaning::Attention),
        Light::Green => (t("readiness-light-green"), Meaning::Good),
    };
    let lacking = it.of.map_or_else(|| "–".to_owned(), |of| format!("{} / {of}", it.lacking.len()));
    let named = it.lacking.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = it.lacking.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!(" {}", tf("readiness-more", &[("count", more.into())])));
    let name = t(it.about.key());
    let name = match (it.light, mended_at(code, it.about)) {
        (Light::Green, _) | (_, None) => name.into_any(),
        (_, Some(href)) => view! { <a href=href>{name}</a> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=t("readiness-light")><Tag text meaning/></td>
            <td class="number" data-label=t("readiness-lacking")>{lacking}</td>
            <td data-label=t("readiness-names")>{named} {more}</td>
        </tr>
    }
    .into_any()
}

/// Where a thing is put in order.
fn mended_at(code: &str, about: Readiness) -> Option<String> {
    match about {
        Readiness::Heads => Some(urls::ORGANISATION.to_owned()),
        // Accounts are the technician's.
        Readiness::Accounts => None,
        Readiness::Sources | Readiness::Owners => Some(urls::VARIABLES.to_owned()),
        Readiness::Weights | Readiness::RuleSets => Some(urls::CATALOGUE.to_owned()),
        Readiness::Sheets => Some(urls::commitments(code)),
        Readiness::Figures | Readiness::Verifications => Some(urls::figures_overview(code)),
        Readiness::FinalRuns | Readiness::Appeals => Some(urls::ranking(code)),
        Readiness::Reports | Readiness::Minutes => Some(urls::reviews(code)),
    }
}
