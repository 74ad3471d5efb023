//! What several pages of sheets share: the tag of a state, a place of the address.

use crate::components::{Meaning, Tag};
use crate::text::t;
use domain::commitment::SheetState;
use domain::{Timestamp, show_date};
use islands::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::signing::SigningMethod;
use std::str::FromStr;

/// What a state means to the reader.
pub fn meaning(state: SheetState) -> Meaning {
    match state {
        SheetState::InForce => Meaning::Good,
        SheetState::Withdrawn => Meaning::Failing,
        SheetState::Issued | SheetState::Proposed | SheetState::Countered | SheetState::Approved | SheetState::HeadSigned => {
            Meaning::Attention
        }
    }
}

/// The tag of a state.
pub fn tag(state: SheetState) -> AnyView {
    view! { <Tag text=t(state.key()) meaning=meaning(state)/> }.into_any()
}

/// The short name of a form of signature, for a column; what it is and is not stands once below the table.
pub fn method(method: SigningMethod) -> String {
    match method {
        SigningMethod::ElectronicConfirmation => t("signing-electronic-confirmation-short"),
        SigningMethod::OnPaper => t("signing-on-paper-short"),
    }
}

/// When somebody signed: paper says a day and no hour.
pub fn signed_at(method: Option<SigningMethod>, at: Timestamp) -> String {
    if method == Some(SigningMethod::OnPaper) { show_date(at.date()) } else { at.to_string() }
}

/// When somebody signed in a form of signature, by its name; says so where nobody has.
pub fn when(method: Option<&str>, at: Option<Timestamp>) -> String {
    at.map_or_else(|| t("sheets-not-yet"), |at| signed_at(method.and_then(SigningMethod::of), at))
}

/// What the forms of signature in a table are and are not, each once.
pub fn statements(methods: impl Iterator<Item = SigningMethod>) -> AnyView {
    let mut all: Vec<SigningMethod> = Vec::new();
    for it in methods {
        if !all.contains(&it) {
            all.push(it);
        }
    }
    all.into_iter().map(|it| view! { <p class="field-hint">{t(it.statement())} "."</p> }).collect_view().into_any()
}

/// A place of the address.
pub fn place<T: FromStr>(name: &str) -> Result<T, AppError> {
    use_params_map().get_untracked().get(name).and_then(|it| it.parse().ok()).ok_or(AppError::NotFound)
}
