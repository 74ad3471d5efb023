//! What happened to a thing.

use leptos::prelude::*;

use super::Link;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEvent {
    /// When, for machines: `2022-01-05T08:30:00+07:00` or a date.
    pub at: String,
    /// When, as people read it: `05/01/2022, 08:30`.
    pub when: String,
    /// Who did what, a plain sentence.
    pub sentence: String,
    /// The version then.
    pub link: Option<Link>,
}

/// Events of one thing. The caller gives them newest first.
#[component]
pub fn Timeline(
    /// The events, newest first.
    events: Vec<TimelineEvent>,
) -> impl IntoView {
    view! {
        <ol class="timeline">
            {events
                .into_iter()
                .map(|event| {
                    view! {
                        <li>
                            <time datetime=event.at>{event.when}</time>
                            <p>{event.sentence}</p>
                            {event.link.map(|link| view! { <a href=link.href>{link.label}</a> })}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
