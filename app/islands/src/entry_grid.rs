//! The entry grid while somebody types: what each box is understood as, what each row computes, arrow keys, a pasted block and its undoing.

use leptos::prelude::*;

/// Watches the form it stands in. Boxes are found by their names, `rows[3][value]`; what rows compute by `data-above` and `data-below`.
#[island]
pub fn EntryGrid() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::watch();
    view! { <span class="unseen" data-grid=""></span> }
}

/// The total of terms such as `3:1 4:-1` (row and factor); none while one of the values cannot be read.
#[cfg(any(feature = "hydrate", test))]
fn total(terms: &str, value: impl Fn(&str) -> Option<domain::Quantity>) -> Option<domain::Quantity> {
    terms.split(' ').try_fold(domain::Quantity::ZERO, |sum, term| {
        let (row, factor) = term.split_once(':')?;
        let part = value(row)?.0.checked_mul(factor.parse().ok()?)?;
        sum.checked_add(domain::Quantity(part))
    })
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::total;
    use domain::Quantity;
    use leptos::ev::{input, keydown, paste};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, EventInit, HtmlInputElement};

    /// A box that a pasted block filled. Browsers undo what was typed, not what a script wrote.
    struct Change {
        cell: HtmlInputElement,
        before: String,
        after: String,
    }

    pub fn watch() {
        let blocks = StoredValue::new_local(Vec::<Vec<Change>>::new());
        window_event_listener(input, |event| {
            if event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).is_some_and(|it| it.has_attribute("data-cell")) {
                refresh();
            }
        });
        window_event_listener(keydown, move |event| {
            let Some(cell) = event.target().and_then(cell_of) else { return };
            let step = match event.key().as_str() {
                "ArrowDown" | "Enter" => 1,
                "ArrowUp" => -1,
                "z" if (event.ctrl_key() || event.meta_key()) && !event.shift_key() => {
                    if blocks.try_update_value(undo).unwrap_or_default() {
                        event.prevent_default();
                        announce(&cell);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            move_by(&cell, step);
        });
        window_event_listener(paste, move |event| {
            let Some(cell) = event.target().and_then(cell_of) else { return };
            let text = event.clipboard_data().and_then(|it| it.get_data("text").ok()).unwrap_or_default();
            if text.trim_end().contains(['\n', '\t']) {
                event.prevent_default();
                let block = fill_down(&cell, text.trim_end_matches(['\r', '\n']));
                blocks.update_value(|it| it.push(block));
                announce(&cell);
            }
        });
        refresh();
    }

    fn cell_of(target: web_sys::EventTarget) -> Option<HtmlInputElement> {
        target.dyn_into::<HtmlInputElement>().ok().filter(|it| it.has_attribute("data-cell"))
    }

    fn all(selector: &str) -> Vec<Element> {
        let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
        (0..found.length()).filter_map(|it| found.item(it)?.dyn_into().ok()).collect()
    }

    /// The boxes of a cell's column, from top to bottom.
    fn column(cell: &HtmlInputElement) -> Vec<HtmlInputElement> {
        let kind = cell.get_attribute("data-cell").unwrap_or_default();
        all("input[data-cell]")
            .into_iter()
            .filter(|it| it.get_attribute("data-cell").as_deref() == Some(&kind))
            .filter_map(|it| it.dyn_into().ok())
            .collect()
    }

    fn place(cells: &[HtmlInputElement], cell: &HtmlInputElement) -> usize {
        cells.iter().position(|it| it.id() == cell.id()).unwrap_or_default()
    }

    fn move_by(cell: &HtmlInputElement, step: isize) {
        let cells = column(cell);
        if let Some(next) = place(&cells, cell).checked_add_signed(step).and_then(|it| cells.get(it)) {
            let _ = next.focus();
            next.select();
        }
    }

    /// The first cell of each pasted line goes into one box after another; the second into the note beside it.
    fn fill_down(cell: &HtmlInputElement, text: &str) -> Vec<Change> {
        let cells = column(cell);
        let from = place(&cells, cell);
        let mut block = Vec::new();
        for (cell, line) in cells.iter().skip(from).zip(text.lines()) {
            let mut parts = line.split('\t');
            block.push(write(cell, parts.next().unwrap_or_default()));
            let beside = cell.id().replace("[value]", "[note]");
            let note = document().get_element_by_id(&beside).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            if let (Some(note), Some(text)) = (note.filter(|it| it.id() != cell.id()), parts.next()) {
                block.push(write(&note, text));
            }
        }
        block
    }

    fn write(cell: &HtmlInputElement, text: &str) -> Change {
        let (before, after) = (cell.value(), text.trim().to_owned());
        cell.set_value(&after);
        Change { cell: cell.clone(), before, after }
    }

    /// Takes the last pasted block back, where its boxes still hold it.
    fn undo(blocks: &mut Vec<Vec<Change>>) -> bool {
        if !blocks.last().is_some_and(|it| it.iter().all(|it| it.cell.value() == it.after)) {
            return false;
        }
        for it in blocks.pop().unwrap_or_default() {
            it.cell.set_value(&it.before);
        }
        true
    }

    /// Lets everything that watches the boxes see what a script wrote.
    fn announce(cell: &HtmlInputElement) {
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = cell.dispatch_event(&event);
        }
    }

    fn typed(row: &str) -> Option<String> {
        let cell = document().get_element_by_id(&format!("rows[{row}][value]"))?;
        Some(cell.dyn_into::<HtmlInputElement>().ok()?.value())
    }

    fn amount(row: &str) -> Option<Quantity> {
        Quantity::parse(&typed(row)?).ok().map(|it| it.quantity)
    }

    /// Writes what is understood and what is computed.
    fn refresh() {
        for output in all("output[data-above]") {
            let terms = |name: &str| output.get_attribute(name).unwrap_or_default();
            let share = total(&terms("data-above"), amount)
                .zip(total(&terms("data-below"), amount))
                .and_then(|(part, whole)| part.percent_of(whole));
            output.set_text_content(Some(&share.map_or_else(|| "–".to_owned(), |it| it.fixed(2))));
        }
        for output in all("output[data-understood]") {
            let cell = output.get_attribute("data-understood").and_then(|it| document().get_element_by_id(&it));
            let text = cell.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()).map(|it| it.value()).unwrap_or_default();
            let shown = match Quantity::parse(&text) {
                Ok(it) if it.confirm => format!("= {} ?", it.quantity),
                Ok(it) if it.quantity.to_string() != text.trim() => format!("= {}", it.quantity),
                _ => String::new(),
            };
            output.set_text_content(Some(&shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Quantity;

    #[test]
    fn terms_add_up_with_their_factors() {
        let value = |row: &str| Quantity::whole(if row == "0" { 100 } else { 3 });
        assert_eq!(total("0:1 1:-1", value), Quantity::whole(97));
        assert_eq!(total("0:1 1:x", value), None);
        assert_eq!(total("0:1", |_| None), None);
    }
}
