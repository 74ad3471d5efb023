//! What a form would give is shown while one types: the page itself is asked anew with what is typed, as its own button would ask, and the
//! part of it that answers is put in the place of the one on the screen, what it says beside a box beside that box. The rules stay where they are; without scripts the button does it.

use leptos::prelude::*;

/// Watches a form and keeps the element `live` of the page up to date with it.
#[island]
pub fn Live(
    /// The form's id.
    form: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::watch(form);
    #[cfg(not(feature = "hydrate"))]
    let _ = form;
    view! { <span class="unseen"></span> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::ev::{change, input};
    use leptos::leptos_dom::helpers::TimeoutHandle;
    use leptos::prelude::*;
    use std::time::Duration;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{Document, DomParser, Element, FormData, HtmlFormElement, Node, Response, SupportedType, UrlSearchParams};

    /// For how long nobody may have typed before the page is asked.
    const PAUSE: Duration = Duration::from_millis(120);

    /// The id of the part that answers.
    const PLACE: &str = "live";

    pub fn watch(form: String) {
        let form = StoredValue::new(form);
        let pause = StoredValue::new(None::<TimeoutHandle>);
        let asked = StoredValue::new(0_u32);
        let ask = move || {
            let number = asked.get_value() + 1;
            asked.set_value(number);
            leptos::task::spawn_local(async move {
                let Some(page) = answer(&form.get_value()).await else { return };
                // What was asked since has a newer answer.
                if asked.get_value() == number {
                    show(&page, &form.get_value());
                }
            });
        };
        let typed = move |event: web_sys::Event| {
            let inside = event
                .target()
                .and_then(|it| it.dyn_into::<Node>().ok())
                .is_some_and(|it| document().get_element_by_id(&form.get_value()).is_some_and(|form| form.contains(Some(&it))));
            if !inside {
                return;
            }
            if let Some(before) = pause.get_value() {
                before.clear();
            }
            pause.set_value(set_timeout_with_handle(ask, PAUSE).ok());
        };
        window_event_listener(input, move |event| typed(event));
        window_event_listener(change, typed);
        // On a slow line somebody types before this watches.
        if form.with_value(|form| touched(form)) == Some(true) {
            ask();
        }
    }

    /// The form with what is typed into it.
    fn find(form: &str) -> Option<HtmlFormElement> {
        document().get_element_by_id(form)?.dyn_into().ok()
    }

    /// What a form would send.
    fn sent(form: &HtmlFormElement) -> Option<String> {
        let typed: JsValue = FormData::new_with_form(form).ok()?.into();
        Some(UrlSearchParams::new_with_str_sequence_sequence(&typed).ok()?.to_string().into())
    }

    /// Whether the form holds something else than what the page came with.
    fn touched(form: &str) -> Option<bool> {
        let form = find(form)?;
        let fresh: HtmlFormElement = form.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        fresh.reset();
        Some(sent(&form)? != sent(&fresh)?)
    }

    /// Puts the part that answers in the place of the one on the screen, and says beside each box what is wrong with it.
    fn show(page: &Document, form: &str) -> Option<()> {
        document().get_element_by_id(PLACE)?.set_inner_html(&page.get_element_by_id(PLACE)?.inner_html());
        let boxes = document().get_element_by_id(form)?.query_selector_all("[id][name]").ok()?;
        for at in 0..boxes.length() {
            let typed = boxes.item(at).and_then(|it| it.dyn_into::<Element>().ok());
            let told = typed.as_ref().and_then(|it| page.get_element_by_id(&it.id()));
            if let Some((typed, told)) = typed.zip(told) {
                tell(&typed, &told);
            }
        }
        Some(())
    }

    /// Says beside a box what the page says beside it; what is typed in it stays.
    fn tell(typed: &Element, told: &Element) -> Option<()> {
        let row = |it: &Element| it.closest(".field-row").ok().flatten();
        let (here, there) = (row(typed)?, row(told)?);
        let error = |row: &Element| row.query_selector(".field-error").ok().flatten();
        let words = |it: &Option<Element>| it.as_ref().map(Element::outer_html);
        let (now, then) = (error(&here), error(&there));
        if words(&now) == words(&then) {
            return None;
        }
        if let Some(now) = now {
            now.remove();
        }
        if let Some(then) = words(&then) {
            here.insert_adjacent_html("beforeend", &then).ok()?;
        }
        for name in ["aria-invalid", "aria-describedby"] {
            match told.get_attribute(name) {
                Some(value) => typed.set_attribute(name, &value).ok()?,
                None => typed.remove_attribute(name).ok()?,
            }
        }
        typed.parent_element()?.set_class_name(&told.parent_element()?.class_name());
        Some(())
    }

    /// The page as it is with what is typed now.
    async fn answer(form: &str) -> Option<Document> {
        let query = sent(&find(form)?)?;
        let path = window().location().pathname().ok()?;
        let address = format!("{path}?{query}");
        let response: Response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?.dyn_into().ok()?;
        if !response.ok() {
            return None;
        }
        let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()
    }
}
