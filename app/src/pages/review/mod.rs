//! Pages of cases, reports, meetings, minutes, follow-up.

mod case;
mod cases;
mod follow_up;
mod meeting;
mod minutes;
mod parts;
mod report;

use case::CasePage;
use cases::CasesPage;
use follow_up::FollowUpPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use meeting::MeetingPage;
use minutes::MinutesPage;
use report::{CollectiveReportPage, PersonalReviewPage};

/// The routes of these pages.
#[component(transparent)]
pub fn ReviewRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/kiem-diem") view=CasesPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/theo-doi") view=FollowUpPage ssr=SsrMode::Async/>
        <Route path=path!("/kiem-diem/:case") view=CasePage ssr=SsrMode::Async/>
        <Route path=path!("/kiem-diem/:case/bao-cao") view=CollectiveReportPage ssr=SsrMode::Async/>
        <Route path=path!("/kiem-diem/:case/ban-kiem-diem") view=PersonalReviewPage ssr=SsrMode::Async/>
        <Route path=path!("/kiem-diem/:case/hoi-nghi") view=MeetingPage ssr=SsrMode::Async/>
        <Route path=path!("/kiem-diem/:case/bien-ban") view=MinutesPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
