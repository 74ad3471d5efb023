//! Pages of results, ranking, explanations.

mod areas;
mod declared;
mod difference;
mod external;
mod firmness;
mod missing;
mod overview;
mod point;
mod ranking;
mod run;
mod second;
mod unappraised;
mod unit;
mod what_if;
pub mod words;
pub use point::sentence;

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The routes of these pages.
#[component(transparent)]
pub fn AssessmentRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/danh-gia/linh-vuc") view=areas::AreasPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/tong-quan") view=overview::OverviewPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia") view=ranking::RankingPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/chay") view=run::RunPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/thieu") view=missing::MissingPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/ket-qua-ngoai") view=external::ExternalPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/tu-khai") view=declared::DeclaredPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/so-sanh") view=difference::DifferencePage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/do-chac") view=firmness::FirmnessPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/:unit/tinh-thu") view=what_if::WhatIfPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/:unit") view=unit::UnitResultPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/danh-gia/:unit/:target") view=point::PointPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// The run that the address names.
fn run_wish() -> Option<domain::RunId> {
    crate::context::query("lan").and_then(|it| it.parse().ok())
}
