//! Pages of a year at a glance, made by hand or from a package.

mod import;
mod list;
mod make;
mod members;
mod readiness;
mod rehearsal;
mod stages;
mod year;
mod year_forms;

use import::ImportPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::CampaignsPage;
use make::NewCampaignPage;
use readiness::ReadinessPage;
use rehearsal::RehearsalPage;
use year::YearPage;

/// The routes of these pages.
#[component(transparent)]
pub fn CampaignRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot") view=CampaignsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/moi") view=NewCampaignPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/nhap") view=ImportPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/san-sang") view=ReadinessPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/chay-thu") view=RehearsalPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign") view=YearPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
