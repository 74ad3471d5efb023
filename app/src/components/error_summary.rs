//! Everything that is wrong with a form, at its top.

use leptos::prelude::*;

use super::Link;

/// The list of what is wrong, each line a link to its box (`#name`). Nothing is shown when nothing is wrong.
#[component]
pub fn ErrorSummary(
    /// The heading ("Có 2 chỗ cần sửa").
    #[prop(into)]
    title: String,
    /// The sentences with the places of their boxes (`#name`).
    errors: Vec<Link>,
) -> impl IntoView {
    (!errors.is_empty())
        .then(|| {
            view! {
                <div class="error-summary" role="alert" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{title}</h2>
                    <ul class="error-list">
                        {errors
                            .into_iter()
                            .map(|link| view! { <li><a href=link.href>{link.label}</a></li> })
                            .collect_view()}
                    </ul>
                </div>
            }
        })
        .into_any()
}
