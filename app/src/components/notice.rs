//! One thing the page has to say.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// A sentence above the content: what happened, and what to do. Failing ones are announced at once, the others politely.
#[component]
pub fn Notice(
    /// What it means to the reader.
    meaning: Meaning,
    /// The sentence.
    #[prop(into)]
    title: String,
    /// More to say, links, a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let role = match meaning {
        Meaning::Failing => "alert",
        Meaning::Good | Meaning::Attention | Meaning::Neutral => "status",
    };
    view! {
        <div class=format!("notice notice-{}", meaning.class()) role=role>
            <Mark meaning/>
            <p class="notice-title">{title}</p>
            {children.map(|children| view! { <div class="notice-text">{children()}</div> })}
        </div>
    }
    .into_any()
}
