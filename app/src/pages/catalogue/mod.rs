//! Pages of rule sets and targets, and of the variables that figures report.

mod difference;
mod list;
mod rule_set;
mod target;
mod variable;
mod variables;
pub mod words;

use difference::RuleSetDifferencePage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::CataloguePage;
pub use list::in_force;
use rule_set::RuleSetPage;
use target::TargetPage;
use variable::VariablePage;
use variables::VariablesPage;

/// The routes of these pages.
#[component(transparent)]
pub fn CatalogueRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/bo-chi-tieu") view=CataloguePage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/so-lieu") view=VariablesPage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/so-lieu/:variable") view=VariablePage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/:rule_set/so-sanh") view=RuleSetDifferencePage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/:rule_set/chi-tieu/:target") view=TargetPage ssr=SsrMode::Async/>
        <Route path=path!("/bo-chi-tieu/:rule_set") view=RuleSetPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
