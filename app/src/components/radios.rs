//! One of a few, all to be seen.

use leptos::prelude::*;

use super::Choice;
use super::field::error_line;

/// One of a few choices, one under another.
#[component]
pub fn Radios(
    /// The name the form sends; the first choice has it as its id.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen now; nothing is chosen when it is none of the choices.
    #[prop(optional, into)]
    value: String,
    /// The hint.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong and what to do.
    #[prop(default = None, into)]
    error: Option<String>,
) -> impl IntoView {
    let ids = [(hint.is_some(), "hint"), (error.is_some(), "error")];
    let ids: Vec<_> = ids.iter().filter(|(there, _)| *there).map(|(_, it)| format!("{name}-{it}")).collect();
    let described_by = (!ids.is_empty()).then(|| ids.join(" "));
    view! {
        <fieldset class="field" aria-describedby=described_by>
            <legend class="group-legend">{label}</legend>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {error_line(&name, error)}
            <div class="choices">
                {choices
                    .into_iter()
                    .enumerate()
                    .map(|(place, choice)| {
                        let id = if place == 0 { name.clone() } else { format!("{name}-{place}") };
                        let checked = choice.value == value;
                        view! {
                            <div class="choice">
                                <input type="radio" id=id.clone() name=name.clone() value=choice.value checked=checked/>
                                <label for=id>{choice.label}</label>
                                {choice.hint.map(|hint| view! { <p class="field-hint">{hint}</p> })}
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}
