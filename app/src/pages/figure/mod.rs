//! Pages of figures, evidence, verification, key tasks.

mod entry;
mod evidence;
mod history;
mod overview;
mod queue;
mod tasks;
pub mod words;

use entry::FigureEntryPage;
use history::FigureHistoryPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use overview::FigureOverviewPage;
use queue::VerificationQueuePage;
use tasks::KeyTasksPage;

/// The routes of these pages.
#[component(transparent)]
pub fn FigureRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/so-lieu") view=FigureOverviewPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/xac-minh") view=VerificationQueuePage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/nhiem-vu") view=KeyTasksPage ssr=SsrMode::Async/>
        <Route path=path!("/so-lieu/:unit/:period") view=FigureEntryPage ssr=SsrMode::Async/>
        <Route path=path!("/so-lieu/:unit/:period/:variable") view=FigureHistoryPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
