//! Pages of a long list.

use leptos::prelude::*;

use super::Link;

/// One place in the row of page numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagerItem {
    /// Another page.
    Page(Link),
    /// The page shown.
    Current(String),
    /// Pages left out.
    Gap,
}

/// Which part of the list is shown, and the way to the others.
#[component]
pub fn Pager(
    /// The name of the navigation, read aloud ("Các trang của danh sách").
    #[prop(into)]
    label: String,
    /// What is shown ("Dòng 51–100 trong 412").
    #[prop(into)]
    shown: String,
    /// The page before.
    #[prop(default = None, into)]
    previous: Option<Link>,
    /// The page after.
    #[prop(default = None, into)]
    next: Option<Link>,
    /// The numbers.
    items: Vec<PagerItem>,
) -> impl IntoView {
    let step = |link: Link, rel: &'static str| view! { <li><a href=link.href rel=rel>{link.label}</a></li> };
    view! {
        <nav class="pager" aria-label=label>
            <p>{shown}</p>
            <ol>
                {previous.map(|link| step(link, "prev"))}
                {items
                    .into_iter()
                    .map(|item| match item {
                        PagerItem::Page(link) => view! { <li><a href=link.href>{link.label}</a></li> }.into_any(),
                        PagerItem::Current(label) => view! { <li><span aria-current="page">{label}</span></li> }.into_any(),
                        PagerItem::Gap => view! { <li><span>"…"</span></li> }.into_any(),
                    })
                    .collect_view()}
                {next.map(|link| step(link, "next"))}
            </ol>
        </nav>
    }
    .into_any()
}
