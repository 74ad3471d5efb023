//! Pages of points that people give: what waits for an appraisal, one unit's points, points after the total.

mod adjustments;
mod list;
mod unit;

pub use adjustments::signed;

use crate::components::{Choice, FieldWidth, Select};
use crate::text::t;
use domain::Group;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The routes of these pages.
#[component(transparent)]
pub fn AppraisalRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/tham-dinh") view=list::AppraisalListPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/tham-dinh/:unit") view=unit::UnitPointsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/diem-cong-tru") view=adjustments::AdjustmentsPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The choice of a peer group; nothing where there is one alone.
fn group_choice(address: String, groups: &[Group], group: &Group) -> Option<AnyView> {
    if groups.len() < 2 {
        return None;
    }
    let choices = groups.iter().map(|it| Choice::new(it.peer_group.clone(), it.title.clone())).collect();
    let value = group.peer_group.clone();
    Some(
        view! {
            <form class="filter-form" method="get" action=address>
                <Select name="nhom" label=t("assessment-groups") choices value width=FieldWidth::Medium/>
                <button class="button" type="submit">{t("list-filter")}</button>
            </form>
        }
        .into_any(),
    )
}
