//! Pages of grades by rule: what is proposed in a group, one unit or head with every condition, choosing the rule.

mod choose;
mod facts;
mod group;
mod unit;
pub mod words;

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The routes of these pages.
#[component(transparent)]
pub fn GradingRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/xep-loai") view=group::GradingPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/xep-loai/quy-tac") view=choose::ChooseRulePage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/xep-loai/:unit") view=unit::UnitGradingPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}
