//! Pages of sheets, signing, conferences, the public page of a sheet.

pub mod ambition;
mod assignment;
mod certificate;
mod conference;
mod conferences;
pub(crate) mod list;
mod look_up;
mod offer;
mod outside;
mod parts;
mod scan;
mod scans;
mod sheet;
mod sign;

pub use certificate::stamp;
pub use look_up::{LookUpEntryPage, LookUpPage, standing};
pub use outside::OutsideAnswer;
pub use scans::PileAnswer;

use conference::ConferencePage;
use conferences::ConferencesPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::SheetsPage;
use sheet::SheetPage;
use sign::SignSheetPage;

/// The routes of these pages.
#[component(transparent)]
pub fn CommitmentRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/cam-ket") view=SheetsPage ssr=SsrMode::Async/>
        <Route path=path!("/cam-ket/:sheet") view=SheetPage ssr=SsrMode::Async/>
        <Route path=path!("/cam-ket/:sheet/phan-cong") view=assignment::HandingDownPage ssr=SsrMode::Async/>
        <Route path=path!("/cam-ket/:sheet/ky") view=SignSheetPage ssr=SsrMode::Async/>
        <Route path=path!("/cam-ket/:sheet/ky-so") view=outside::SignOutsidePage ssr=SsrMode::Async/>
        <Route path=path!("/cam-ket/:sheet/chung-nhan") view=certificate::CertificatePage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/ban-giay") view=scans::ScansPage ssr=SsrMode::Async/>
        <Route path=path!("/ban-giay/:scan") view=scan::ScanPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/hoi-nghi") view=ConferencesPage ssr=SsrMode::Async/>
        <Route path=path!("/hoi-nghi/:conference") view=ConferencePage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
