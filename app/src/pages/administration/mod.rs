//! Pages of the log and the technician's pages.

mod account;
mod log;
mod overview;
mod own;

use account::{AccountPage, NewAccountPage};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use log::LogPage;
use overview::OverviewPage;
use own::OwnAccountPage;

/// The routes of these pages.
#[component(transparent)]
pub fn AdministrationRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/nhat-ky") view=LogPage ssr=SsrMode::Async/>
        <Route path=path!("/tai-khoan") view=OwnAccountPage ssr=SsrMode::Async/>
        <Route path=path!("/quan-tri") view=OverviewPage ssr=SsrMode::Async/>
        <Route path=path!("/quan-tri/tai-khoan-moi") view=NewAccountPage ssr=SsrMode::Async/>
        <Route path=path!("/quan-tri/tai-khoan/:account") view=AccountPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
