//! Pages of cases, reports, meetings, minutes, follow-up.

use leptos::prelude::*;
use leptos_router::MatchNestedRoutes;
use leptos_router::any_nested_route::IntoAnyNestedRoute;

/// The routes of these pages.
#[component(transparent)]
pub fn ReviewRoutes() -> impl MatchNestedRoutes + Clone {
    // With a route: `view! { <Route path=path!("/…") view=…Page ssr=SsrMode::Async/> }.into_inner().into_any_nested_route()`;
    // with several they stand side by side in the one `view!`.
    ().into_any_nested_route()
}
