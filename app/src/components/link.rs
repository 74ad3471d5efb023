//! A place to go, with its words.

use crate::text::t;
use crate::urls;
use leptos::prelude::*;

/// Beside the link to a paper: the same for Word, to be edited. How it looks is said by `class`: a button or plain.
#[component]
pub fn ForWord(
    /// The address of the PDF.
    #[prop(into)]
    pdf: String,
    /// The class of the link.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! { <a class=(!class.is_empty()).then_some(class) href=urls::for_word(&pdf)>{t("paper-for-word")}</a> }
}

/// An address inside the site and the words people press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address, from `urls`.
    pub href: String,
}

impl Link {
    /// Makes a link from its words and its address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}
