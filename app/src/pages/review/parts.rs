//! What the pages of a review share: the way here, states as words, what went wrong.

use crate::components::{ErrorSummary, Link, Meaning, Notice, Tag};
pub(super) use crate::text::code_key;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::review::{CaseState, RemedyStanding};
use domain::{Campaign, CaseId};
use islands::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A name of the address, such as `campaign`.
pub(super) fn parameter(name: &str) -> String {
    use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// The case of the address.
pub(super) fn case_of_address() -> Option<CaseId> {
    parameter("case").parse().ok()
}

/// The way to a page below a case.
pub(super) fn way(campaign: &Campaign, case: Option<(CaseId, &str)>) -> Vec<Link> {
    let mut way = vec![
        Link::new(campaign.title.clone(), urls::campaign(&campaign.code)),
        Link::new(t("stage-review"), urls::reviews(&campaign.code)),
    ];
    if let Some((id, unit)) = case {
        way.push(Link::new(unit, urls::review(id)));
    }
    way
}

/// What went wrong with a form: every box with its sentence, or the one sentence.
pub(super) fn failure(error: Option<&AppError>) -> Option<AnyView> {
    let error = error?;
    Some(match error {
        AppError::Invalid(fields) => {
            let errors: Vec<Link> = fields.iter().map(|it| Link::new(t(it.refusal.key()), format!("#{}", it.field.as_str()))).collect();
            view! { <ErrorSummary title=tf("review-errors", &[("count", errors.len().into())]) errors/> }.into_any()
        }
        other => view! { <Notice meaning=Meaning::Failing title=say::error(other)/> }.into_any(),
    })
}

/// The key of a state's name.
pub(super) fn state_key(state: CaseState) -> String {
    code_key("review-state", state.code())
}

/// A case's state as a tag.
pub(super) fn state_tag(state: CaseState) -> AnyView {
    let meaning = match state {
        CaseState::Signed | CaseState::Closed => Meaning::Good,
        _ => Meaning::Attention,
    };
    view! { <Tag text=t(&state_key(state)) meaning/> }.into_any()
}

/// What is to be done next in a case.
pub(super) fn next(state: CaseState) -> String {
    t(&code_key("review-next", state.code()))
}

/// How far a remedy is, as a tag; late ones say so.
pub(super) fn remedy_tag(standing: RemedyStanding, late: bool) -> AnyView {
    let meaning = match standing {
        RemedyStanding::Closed => Meaning::Good,
        _ if late => Meaning::Failing,
        RemedyStanding::Reported => Meaning::Attention,
        RemedyStanding::NotDone | RemedyStanding::Ongoing => Meaning::Neutral,
    };
    let word = t(&code_key("remedy-standing", standing.code()));
    let text = if late { tf("remedy-late", &[("standing", word.into())]) } else { word };
    view! { <Tag text meaning/> }.into_any()
}
