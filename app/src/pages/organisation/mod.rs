//! Pages of units, posts and people.

mod person;
mod tree;
mod unit;
mod unit_forms;

use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use person::PersonPage;
use tree::TreePage;
use unit::UnitPage;

pub use tree::unit_type;
pub use unit::unit_link;
pub use unit_forms::new_person;

/// The routes of these pages.
#[component(transparent)]
pub fn OrganisationRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/to-chuc") view=TreePage ssr=SsrMode::Async/>
        <Route path=path!("/don-vi/:unit") view=UnitPage ssr=SsrMode::Async/>
        <Route path=path!("/nguoi/:person") view=PersonPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
