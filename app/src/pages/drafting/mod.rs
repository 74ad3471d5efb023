//! Pages of rule sets while somebody writes them.

mod draft;
mod list;
mod rows;
pub mod sentence;
mod target;
mod target_form;
mod typed;
pub mod words;

use draft::RuleDraftPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::RuleDraftsPage;
use target::DraftTargetPage;

/// The routes of these pages.
#[component(transparent)]
pub fn DraftingRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/bo-chi-tieu/soan") view=RuleDraftsPage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/soan/:draft") view=RuleDraftPage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/soan/:draft/:place") view=DraftTargetPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}
