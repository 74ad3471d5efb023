//! One of several, in a box that opens.

use leptos::prelude::*;

use super::field::{FieldWidth, Words};

/// One of several things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// The words.
    pub label: String,
    /// A line under the words; a `Select` does not show it.
    pub hint: Option<String>,
}

impl Choice {
    /// Makes a choice from what is sent and its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }
}

/// A box that opens; for up to five choices `Radios` are better.
#[component]
pub fn Select(
    /// The name the form sends.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen now.
    #[prop(optional, into)]
    value: String,
    /// The words for no choice; without them the first is chosen.
    #[prop(default = None, into)]
    none: Option<String>,
    /// The hint.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong and what to do.
    #[prop(default = None, into)]
    error: Option<String>,
    /// That it may stay empty, in words ("không bắt buộc").
    #[prop(default = None, into)]
    optional: Option<String>,
    /// It has to be chosen.
    #[prop(optional)]
    required: bool,
    /// How wide the box is.
    #[prop(optional)]
    width: FieldWidth,
) -> impl IntoView {
    let words = Words { name, label, optional, hint, error };
    let control = view! {
        <select
            id=words.name.clone()
            name=words.name.clone()
            aria-required=required.then_some("true")
            aria-invalid=words.error.is_some().then_some("true")
            aria-describedby=words.described_by(false)
        >
            {none.map(|none| view! { <option value="">{none}</option> })}
            {choices
                .into_iter()
                .map(|choice| {
                    let selected = choice.value == value;
                    view! { <option value=choice.value selected=selected>{choice.label}</option> }
                })
                .collect_view()}
        </select>
    };
    words.around(width, None, control.into_any())
}
