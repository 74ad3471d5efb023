//! Warns before a page is left while a form on it holds text that was not sent.

use leptos::prelude::*;

/// Watches the form it stands in: while something was typed and not sent, leaving the page asks first.
#[island]
pub fn ConfirmLeave(
    /// What assistive technology reads while unsent text is there.
    unsent: String,
) -> impl IntoView {
    let (dirty, set_dirty) = signal(false);
    #[cfg(feature = "hydrate")]
    {
        window_event_listener(leptos::ev::input, move |_| set_dirty.set(true));
        window_event_listener(leptos::ev::submit, move |_| set_dirty.set(false));
        window_event_listener(leptos::ev::beforeunload, move |event| {
            if dirty.get_untracked() {
                event.prevent_default();
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = set_dirty;
    view! { <span class="unsent" role="status">{move || dirty.get().then(|| unsent.clone())}</span> }
}
