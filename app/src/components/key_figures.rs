//! The few numbers that a page is about, each large enough to be read from the back of a room.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// One number with its name.
pub struct KeyFigure {
    /// The name.
    pub label: String,
    /// The number in words: `6 / 22`.
    pub value: String,
    /// A small line under it.
    pub more: Option<String>,
    /// What it means to the reader.
    pub meaning: Meaning,
    /// Where it comes from.
    pub href: Option<String>,
}

impl KeyFigure {
    /// Makes a number that means nothing by itself.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), more: None, meaning: Meaning::Neutral, href: None }
    }

    /// Says what it means.
    pub fn means(self, meaning: Meaning) -> Self {
        Self { meaning, ..self }
    }

    /// Adds the small line.
    pub fn more(self, more: impl Into<String>) -> Self {
        Self { more: Some(more.into()), ..self }
    }

    /// Adds the way to where it comes from.
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }
}

/// The numbers side by side; under each other on a phone.
#[component]
pub fn KeyFigures(
    /// The numbers, the most important one first.
    figures: Vec<KeyFigure>,
) -> impl IntoView {
    view! {
        <dl class="keys">
            {figures
                .into_iter()
                .map(|it| {
                    let mark = (it.meaning != Meaning::Neutral).then(|| view! { <Mark meaning=it.meaning/> });
                    let value = match it.href {
                        Some(href) => view! { <a href=href>{it.value}</a> }.into_any(),
                        None => it.value.into_any(),
                    };
                    view! {
                        <div class=format!("key {}", it.meaning.class())>
                            <dt>{it.label}</dt>
                            <dd class="key-value">{mark} {value}</dd>
                            {it.more.map(|more| view! { <dd class="key-more">{more}</dd> })}
                        </div>
                    }
                })
                .collect_view()}
        </dl>
    }
    .into_any()
}
