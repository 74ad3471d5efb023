//! Why a result is what it is.

use leptos::prelude::*;

/// A sentence, then the inputs, then the rule with its article, then what one more step would bring.
#[component]
pub fn Explanation(
    /// The whole reason in one sentence.
    #[prop(into)]
    sentence: String,
    /// The inputs, usually a `Table`.
    inputs: AnyView,
    /// The heading over the rule.
    #[prop(into)]
    rule_title: String,
    /// The rule with its article.
    rule: AnyView,
    /// The heading over the next step.
    #[prop(default = None, into)]
    next_title: Option<String>,
    /// What one more step would bring; left out when nothing more can be done.
    #[prop(default = None, into)]
    next: Option<AnyView>,
) -> impl IntoView {
    view! {
        <section class="explanation">
            <p class="lead">{sentence}</p>
            {inputs}
            <div class="explanation-rule">
                <h3>{rule_title}</h3>
                {rule}
            </div>
            {next
                .map(|next| {
                    view! {
                        <div class="explanation-next">
                            {next_title.map(|title| view! { <h3>{title}</h3> })}
                            {next}
                        </div>
                    }
                })}
        </section>
    }
    .into_any()
}
