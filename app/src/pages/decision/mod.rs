//! Pages of decisions: the list of a campaign, preparing one, one decision with what the authority does with it.

mod list;
mod prepare;
mod view;

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

use crate::components::Meaning;
use domain::decision::DecisionState;

/// The routes of these pages.
#[component(transparent)]
pub fn DecisionRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/quyet-dinh") view=list::DecisionsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/quyet-dinh/moi") view=prepare::PrepareDecisionPage ssr=SsrMode::Async/>
        <Route path=path!("/quyet-dinh/:decision") view=view::DecisionPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// How far a decision is, as a colour beside its word.
fn meaning(it: DecisionState) -> Meaning {
    match it {
        DecisionState::Prepared => Meaning::Attention,
        DecisionState::Approved => Meaning::Good,
        DecisionState::Declined => Meaning::Failing,
        DecisionState::Withdrawn => Meaning::Neutral,
    }
}
