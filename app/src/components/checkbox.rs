//! A yes.

use leptos::prelude::*;

use super::field::{Words, error_line};

/// A box to tick. The form sends `value` when it is ticked and nothing otherwise: the server function needs `#[server(default)]`.
#[component]
pub fn Checkbox(
    /// The name the form sends.
    #[prop(into)]
    name: String,
    /// The words behind the box.
    #[prop(into)]
    label: String,
    /// It is ticked.
    #[prop(optional)]
    checked: bool,
    /// What the form sends.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// The hint.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong and what to do.
    #[prop(default = None, into)]
    error: Option<String>,
) -> impl IntoView {
    let words = Words { name, label, optional: None, hint, error };
    let described_by = words.described_by(false);
    let Words { name, label, hint, error, .. } = words;
    view! {
        <div class="field">
            <div class="choice">
                <input
                    type="checkbox"
                    id=name.clone()
                    name=name.clone()
                    value=value
                    checked=checked
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described_by
                />
                <label for=name.clone()>{label}</label>
                {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            </div>
            {error_line(&name, error)}
        </div>
    }
    .into_any()
}
