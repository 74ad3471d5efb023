//! Label – value pairs of one thing.

use leptos::prelude::*;

/// One pair.
pub struct Fact {
    /// The label.
    pub term: String,
    /// The value.
    pub value: AnyView,
    /// A small line under the value: since when, from whom.
    pub more: Option<String>,
}

impl Fact {
    /// Makes a pair whose value is plain text.
    pub fn text(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into().into_any(), more: None }
    }

    /// Makes a pair whose value is a view.
    pub fn view(term: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { term: term.into(), value: value.into_any(), more: None }
    }

    /// Adds the small line under the value.
    pub fn more(self, more: impl Into<String>) -> Self {
        Self { more: Some(more.into()), ..self }
    }
}

/// The facts of one thing, one under another.
#[component]
pub fn DefinitionList(
    /// The pairs in order.
    facts: Vec<Fact>,
) -> impl IntoView {
    view! {
        <dl class="facts">
            {facts
                .into_iter()
                .map(|fact| {
                    view! {
                        <div>
                            <dt>{fact.term}</dt>
                            <dd>
                                {fact.value}
                                {fact.more.map(|more| view! { <span class="facts-more">{more}</span> })}
                            </dd>
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}
