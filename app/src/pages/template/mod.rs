//! Pages of the wording of papers: the kinds, one kind with its passages, one version beside the one before.

mod edit;
mod list;
mod version;

use crate::components::Link;
use crate::text::t;
use crate::urls;
use domain::UnitId;
use domain::template::TemplateKind;
use islands::AppError;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::hooks::use_params_map;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The routes of these pages.
#[component(transparent)]
pub fn TemplateRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/mau-van-ban") view=list::TemplatesPage ssr=SsrMode::Async/>
        <Route path=path!("/mau-van-ban/:kind") view=edit::TemplatePage ssr=SsrMode::Async/>
        <Route path=path!("/mau-van-ban/:kind/:version") view=version::TemplateVersionPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Whose papers the address is about.
fn unit() -> Option<UnitId> {
    crate::context::query("don-vi").and_then(|it| it.parse().ok())
}

/// The kind of the address.
fn kind() -> Result<TemplateKind, AppError> {
    use_params_map().get_untracked().get("kind").and_then(|it| TemplateKind::of_slug(&it)).ok_or(AppError::NotFound)
}

/// The way back to the kinds.
fn to_list(unit: UnitId) -> Link {
    Link::new(t("templates-title"), urls::templates_of(unit))
}

/// The name of a field as it is typed.
fn braced(name: &str) -> String {
    format!("{{{{{name}}}}}")
}
