//! Pages of the register of papers: the list, one row, giving a number, how an organisation counts.

mod enter;
mod entry;
mod list;
mod original;
mod settings;

use crate::text::{t, tf};
use domain::register::{Entry, Origin, Paper, number_shown};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use services::register::Listed;

pub use list::wish;
pub use original::OriginalsAnswer;

/// The routes of these pages.
#[component(transparent)]
pub fn RegisterRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/van-ban") view=list::RegisterPage ssr=SsrMode::Async/>
        <Route path=path!("/van-ban/moi") view=enter::EnterPage ssr=SsrMode::Async/>
        <Route path=path!("/van-ban/thiet-lap") view=settings::RegisterSettingsPage ssr=SsrMode::Async/>
        <Route path=path!("/van-ban/ban-goc") view=original::OriginalsPage ssr=SsrMode::Async/>
        <Route path=path!("/van-ban/:entry") view=entry::EntryPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Where a paper of the register is shown.
fn home(it: &Entry) -> Option<String> {
    let (paper, id) = it.paper?;
    Some(match paper {
        Paper::Decision => crate::urls::decision(domain::DecisionId(id)),
        Paper::Minutes => crate::urls::review_minutes(domain::CaseId(id)),
        Paper::Report => crate::urls::review_report(domain::CaseId(id), domain::review::ReportKind::Collective),
    })
}

/// Whether the numbers before a row were passed over, in words; a number that was typed by mistake and cancelled passes over none.
fn gap(it: &Listed) -> Option<String> {
    let mistaken = it.entry.origin == Origin::Outside && it.entry.cancelled.is_some();
    let passed = domain::register::passed_over(it.before, it.entry.number).filter(|_| !mistaken)?;
    Some(tf("register-passed-over", &[("numbers", domain::register::passed_shown(passed).into())]))
}

/// What is to be said of a row besides, each as a sentence.
pub fn remarks(it: &Listed) -> Vec<String> {
    let number = |number: u32, symbol: &str| number_shown(Some(number), symbol);
    let mut parts = Vec::new();
    if it.entry.cancelled.is_some() {
        parts.push(tf("register-cancelled-because", &[("reason", it.entry.reason.clone().into())]));
    }
    if let Some((_, replaced, symbol)) = &it.replaces {
        parts.push(tf("register-replaces", &[("number", number(*replaced, symbol).into())]));
    }
    if let Some((_, later, symbol)) = &it.replaced_by {
        parts.push(tf("register-replaced-by", &[("number", number(*later, symbol).into())]));
    }
    if it.entry.origin == Origin::Outside {
        parts.push(t("register-outside"));
    }
    parts.extend(gap(it));
    parts
}

/// How far a row is, in a word.
pub fn state(it: &Listed) -> String {
    t(if it.entry.cancelled.is_some() {
        "register-state-cancelled"
    } else if it.replaced_by.is_some() {
        "register-state-replaced"
    } else {
        "register-state-issued"
    })
}
