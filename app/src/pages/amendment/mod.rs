//! Pages of seals and of amendments, and the line that says which version of its rules a page shows.

pub mod edition;
mod form;
mod list;
mod rules;
mod seals;
mod view;

use crate::components::{Meaning, Tag};
use crate::text::{t, tf};
use domain::Period;
use domain::amendment::{AmendmentContent, AmendmentState, GoalPart, Moved, Towards};
use form::NewAmendmentPage;
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{MatchNestedRoutes, SsrMode, path};
use list::AmendmentsPage;
use rules::NewRulesPage;
use seals::SealsPage;
use view::AmendmentPage;

/// The routes of these pages.
#[component(transparent)]
pub fn AmendmentRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/dot/:campaign/niem-phong") view=SealsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/dieu-chinh") view=AmendmentsPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/dieu-chinh/moi") view=NewAmendmentPage ssr=SsrMode::Async/>
        <Route path=path!("/dot/:campaign/dieu-chinh/quy-tac") view=NewRulesPage ssr=SsrMode::Async/>
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
    goal(content, content.old.as_ref()).unwrap_or_else(|| t("amendment-no-goal"))
}

/// What comes after, in words.
fn new(content: &AmendmentContent) -> String {
    goal(content, content.new.as_ref()).unwrap_or_else(|| t("amendment-exempts"))
}

/// A goal with its direction and unit of measure, as the paper says it, in the language of the page.
fn goal(content: &AmendmentContent, goal: Option<&GoalPart>) -> Option<String> {
    let said = goal?.said(content.target.as_ref()?);
    let key = match said.towards {
        Towards::Range => "amendment-goal-range",
        Towards::Higher => "amendment-goal-higher",
        Towards::Lower => "amendment-goal-lower",
        Towards::Earlier => "amendment-goal-earlier",
        Towards::Plain => "amendment-goal-plain",
    };
    Some(tf(key, &[("value", said.value.into()), ("to", said.to.into()), ("measure", said.measure.into())]))
}

/// For whom it changes: a unit, or all units of the group that it moves.
fn whom(content: &AmendmentContent) -> String {
    let key = match content.moved() {
        Moved::Unit(name) => return name.to_owned(),
        Moved::Everybody => "amendment-whom-rules",
        Moved::WithoutOwnGoal => "amendment-whom-common",
        Moved::NotExempt => "amendment-whom-exempt",
    };
    tf(key, &[("group", content.peer_group.title.clone().into())])
}

/// The goal that changes: of the year, or of a period of it.
fn span(content: &AmendmentContent) -> String {
    let period = content.period.as_deref().and_then(|it| it.parse::<Period>().ok());
    period.map_or_else(
        || tf("amendment-span-year", &[("year", content.campaign.year.to_string().into())]),
        |it| super::figure::words::period_name(it).to_lowercase(),
    )
}

/// What it changes: code and title of the target, or the rules.
fn subject(content: &AmendmentContent) -> String {
    content.target.as_ref().map_or_else(|| t("amendment-rules"), |it| format!("{}. {}", it.code, it.title))
}

/// A part of the page's address.
fn part(name: &str) -> String {
    leptos_router::hooks::use_params_map().get_untracked().get(name).unwrap_or_default()
}
