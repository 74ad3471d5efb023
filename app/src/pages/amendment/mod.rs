//! Pages of seals and of amendments, and the line that says which version of its rules a page shows.

pub mod edition;
mod form;
mod list;
mod seals;
mod view;

use crate::components::{Meaning, Tag};
use crate::text::t;
use domain::amendment::{AmendmentContent, AmendmentState};
use form::NewAmendmentPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::AmendmentsPage;
use seals::SealsPage;
use view::AmendmentPage;

/// The routes of these pages.
#[component(transparent)]
pub fn AmendmentRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/niem-phong") view=SealsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/dieu-chinh") view=AmendmentsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/dieu-chinh/moi") view=NewAmendmentPage ssr=SsrMode::Async/>
        <Route path=path!("/dieu-chinh/:amendment") view=AmendmentPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The tag of a state.
fn tag(state: AmendmentState) -> AnyView {
    let meaning = match state {
        AmendmentState::Proposed => Meaning::Attention,
        AmendmentState::Approved => Meaning::Good,
        AmendmentState::Declined | AmendmentState::Replaced => Meaning::Neutral,
    };
    view! { <Tag text=t(state.key()) meaning=meaning/> }.into_any()
}

/// The goal before, in words.
fn old(content: &AmendmentContent) -> String {
    content.old.as_ref().map_or_else(|| t("amendment-no-goal"), |it| it.in_words(&content.target))
}

/// What comes after, in words.
fn new(content: &AmendmentContent) -> String {
    content.new.as_ref().map_or_else(|| t("amendment-exempts"), |it| it.in_words(&content.target))
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}
