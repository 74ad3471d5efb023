//! A box for long text, and the only `<textarea>` of the program.
//!
//! Leptos 0.8 writes the text of a `<textarea>` as it is, so that `</textarea><script>` would run. Here it is escaped by hand.

use leptos::prelude::*;

use super::field::{FieldWidth, Words};

/// A box of several lines that grows with its text.
#[component]
pub fn TextArea(
    /// The name the form sends.
    #[prop(into)]
    name: String,
    /// The label.
    #[prop(into)]
    label: String,
    /// What is in the box.
    #[prop(optional, into)]
    value: String,
    /// The hint.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong and what to do.
    #[prop(default = None, into)]
    error: Option<String>,
    /// That it may stay empty, in words ("không bắt buộc").
    #[prop(default = None, into)]
    optional: Option<String>,
    /// It has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It may be read and sent, not changed.
    #[prop(optional)]
    readonly: bool,
    /// How many lines it shows when empty.
    #[prop(default = 5)]
    rows: u16,
    /// How many characters it takes.
    #[prop(default = None, into)]
    maxlength: Option<u32>,
) -> impl IntoView {
    let words = Words { name, label, optional, hint, error };
    let control = view! {
        <textarea
            id=words.name.clone()
            name=words.name.clone()
            rows=rows.to_string()
            maxlength=maxlength.map(|it| it.to_string())
            readonly=readonly
            aria-required=required.then_some("true")
            aria-invalid=words.error.is_some().then_some("true")
            aria-describedby=words.described_by(false)
            inner_html=text_content(&value)
        ></textarea>
    };
    words.around(FieldWidth::Full, None, control.into_any())
}

/// Writes a text as the content of a `<textarea>`: nothing in it can end the element, and a first empty line survives
/// (a reader of HTML drops one line break right after the tag, so one is put before the text).
fn text_content(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 1);
    html.push('\n');
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(letter),
        }
    }
    html
}
