//! Pages of rule sets and targets.

mod list;
mod rule_set;
pub mod words;

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::CataloguePage;
use rule_set::RuleSetPage;

/// The routes of these pages.
#[component(transparent)]
pub fn CatalogueRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/bo-chi-tieu") view=CataloguePage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/:rule_set") view=RuleSetPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
