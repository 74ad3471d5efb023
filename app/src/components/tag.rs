//! The state of a thing in one or two words.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// A state: the word first, the colour second ("Đạt", "Chưa báo cáo", "Chờ quyết định").
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: String,
    /// What it means to the reader.
    #[prop(optional)]
    meaning: Meaning,
    /// Fills the tag with the red of the state: only for what cannot wait.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    let class = format!("tag tag-{}", if urgent { "urgent" } else { meaning.class() });
    view! {
        <span class=class>
            <Mark meaning/>
            {text}
        </span>
    }
    .into_any()
}
