//! Pages of appeals: the list of a campaign, filing one, one appeal with what its reviewer answers.

mod form;
mod list;
mod view;

use crate::components::Meaning;
use crate::text::{code_key, t};
use domain::appeal::AppealState;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The routes of these pages.
#[component(transparent)]
pub fn AppealRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/kien-nghi") view=list::AppealsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/kien-nghi/:unit") view=form::NewAppealPage ssr=SsrMode::Async/>
        <Route path=path!("/kien-nghi/:appeal") view=view::AppealPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// How far an appeal is, in words and as a colour.
pub fn state(it: &AppealState) -> (String, Meaning) {
    let meaning = match it {
        AppealState::Filed => Meaning::Attention,
        AppealState::InReview { .. } => Meaning::Neutral,
        AppealState::Answered { .. } => Meaning::Good,
        AppealState::Withdrawn { .. } => Meaning::Neutral,
    };
    (t(&code_key("appeal-state", it.code())), meaning)
}
