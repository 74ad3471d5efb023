//! What was typed into the entry grid is kept in the browser until it is saved: a lost line or a closed window loses nothing. Only figures
//! are kept so, never texts of reviews or persons. Erased once it is saved, and for everybody at signing out.

use leptos::prelude::*;

/// Keeps the form it stands in, under a key that names account and page, and offers to bring back what was not saved.
#[island]
pub fn DraftKeeper(
    /// The account and the page.
    key: String,
    /// What was typed is saved, or the server gives it back: the browser's copy has done its work.
    settled: bool,
    /// The words of the button that brings text back.
    restore: String,
    /// The words of the button that drops it.
    forget: String,
) -> impl IntoView {
    let (found, set_found) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::watch(key.clone(), settled, set_found);
    #[cfg(not(feature = "hydrate"))]
    let _ = (settled, set_found);
    let key = StoredValue::new(key);
    let bring_back = move |_| {
        key.with_value(|it| act(it, true));
        set_found.set(false);
    };
    let drop_it = move |_| {
        key.with_value(|it| act(it, false));
        set_found.set(false);
    };
    view! {
        <span class="actions" hidden=move || !found.get()>
            <button class="button" type="button" on:click=bring_back>{restore}</button>
            <button class="button button-plain" type="button" on:click=drop_it>{forget}</button>
        </span>
    }
}

/// Erases every kept form when somebody signs out; stands once on every page.
#[island]
pub fn ForgetDrafts() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::forget_at_sign_out();
    view! { <span class="unseen"></span> }
}

/// Brings the kept text back, or drops it.
fn act(key: &str, restore: bool) {
    #[cfg(feature = "hydrate")]
    browser::act(key, restore);
    #[cfg(not(feature = "hydrate"))]
    let _ = (key, restore);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::ev::{input, submit};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Event, EventTarget, HtmlFormElement, HtmlInputElement, Storage, UrlSearchParams};

    const PREFIX: &str = "camket-draft:";

    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    fn cells() -> Vec<HtmlInputElement> {
        let Ok(found) = document().query_selector_all("input[data-cell]") else { return Vec::new() };
        (0..found.length()).filter_map(|it| found.item(it)?.dyn_into().ok()).collect()
    }

    pub fn watch(key: String, settled: bool, found: WriteSignal<bool>) {
        let key = format!("{PREFIX}{key}");
        let Some(storage) = storage() else { return };
        if settled {
            let _ = storage.remove_item(&key);
        }
        // Only after hydration: what differs from the server's page while the page is taken over is not written into it.
        let is_kept = storage.get_item(&key).ok().flatten().is_some();
        Effect::new(move |_| found.set(is_kept));
        window_event_listener(input, move |event| {
            let cell = event.target().and_then(|it: EventTarget| it.dyn_into::<HtmlInputElement>().ok());
            if !cell.is_some_and(|it| it.has_attribute("data-cell")) {
                return;
            }
            let Ok(kept) = UrlSearchParams::new() else { return };
            for cell in cells().iter().filter(|it| it.value() != it.default_value()) {
                kept.append(&cell.name(), &cell.value());
            }
            let text = String::from(kept.to_string());
            let _ = if text.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, &text) };
        });
    }

    pub fn act(key: &str, restore: bool) {
        let key = format!("{PREFIX}{key}");
        let Some(storage) = storage() else { return };
        let text = storage.get_item(&key).ok().flatten().unwrap_or_default();
        let _ = storage.remove_item(&key);
        let Ok(kept) = UrlSearchParams::new_with_str(&text) else { return };
        if !restore {
            return;
        }
        for cell in cells() {
            if let Some(value) = kept.get(&cell.name()) {
                cell.set_value(&value);
                let bubbles = web_sys::EventInit::new();
                bubbles.set_bubbles(true);
                if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
                    let _ = cell.dispatch_event(&event);
                }
            }
        }
    }

    pub fn forget_at_sign_out() {
        window_event_listener(submit, |event| {
            let form = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok());
            if !form.is_some_and(|it| it.action().ends_with("/api/session/end")) {
                return;
            }
            let Some(storage) = storage() else { return };
            let count = storage.length().unwrap_or_default();
            let keys: Vec<String> =
                (0..count).filter_map(|it| storage.key(it).ok().flatten()).filter(|it| it.starts_with(PREFIX)).collect();
            for key in keys {
                let _ = storage.remove_item(&key);
            }
        });
    }
}
