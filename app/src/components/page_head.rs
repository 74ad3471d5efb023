//! The head of a page.

use leptos::prelude::*;
use leptos_meta::Title;

use super::Link;

/// Where I am, title, state, the one next action; under it one line of truth.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: String,
    /// The name of the way here, read aloud ("Vị trí").
    #[prop(into)]
    crumbs_label: String,
    /// The way here, without the page itself.
    #[prop(optional)]
    crumbs: Vec<Link>,
    /// The state, usually a `Tag`.
    #[prop(default = None, into)]
    tag: Option<AnyView>,
    /// The one next action: the only filled button of the page (`class="button button-primary"`).
    #[prop(default = None, into)]
    primary: Option<AnyView>,
    /// Everything else one may do here (`class="button"`).
    #[prop(default = None, into)]
    secondary: Option<AnyView>,
    /// The line of truth: version, as-of date, provisional or final, who is responsible.
    #[prop(optional)]
    truth: Vec<String>,
    /// The way to the thing's history.
    #[prop(default = None, into)]
    history: Option<Link>,
) -> impl IntoView {
    let actions = primary.is_some() || secondary.is_some();
    let way = (!crumbs.is_empty()).then(|| {
        view! {
            <nav aria-label=crumbs_label>
                <ol class="crumbs">
                    {crumbs
                        .into_iter()
                        .map(|link| view! { <li><a href=link.href>{link.label}</a></li> })
                        .collect_view()}
                    <li><span aria-current="page">{title.clone()}</span></li>
                </ol>
            </nav>
        }
    });
    view! {
        <Title text=title.clone()/>
        <div class="page-head">
            {way}
            <div class="page-head-row">
                <div class="page-head-title">
                    <h1>{title}</h1>
                    {tag}
                </div>
                {actions.then(|| view! { <div class="actions">{primary} {secondary}</div> })}
            </div>
            {(!truth.is_empty() || history.is_some())
                .then(|| {
                    view! {
                        <ul class="page-head-truth">
                            {truth.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}
                            {history.map(|link| view! { <li><a href=link.href>{link.label}</a></li> })}
                        </ul>
                    }
                })}
        </div>
    }
    .into_any()
}
