//! Nothing to show, and what to do about it.

use leptos::prelude::*;

/// Stands where a table or list would be: what would be here, and what to do. Put links and buttons in `children`.
#[component]
pub fn Empty(
    /// What would be here, in a few words.
    #[prop(into)]
    title: String,
    /// Why it is not, and what to do.
    #[prop(into)]
    text: String,
    /// The way on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
