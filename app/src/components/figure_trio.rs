//! One figure as it was declared, verified and made official.

use leptos::prelude::*;

use super::{Mark, Meaning};

/// One of the three standings of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrioStanding {
    /// The standing ("Khai báo", "Đã xác minh", "Chính thức").
    pub label: String,
    /// The value with its unit, or what stands there while there is none ("chưa có").
    pub value: String,
    /// Whether there is a value at all.
    pub known: bool,
    /// By whom, when, how old.
    pub more: Option<String>,
}

/// How far the first two lie apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrioGap {
    /// The words ("Chênh lệch").
    pub label: String,
    /// The difference with its sign and unit.
    pub value: String,
    /// What it means.
    pub meaning: Meaning,
}

/// Declared → verified → official, and the gap.
#[component]
pub fn FigureTrio(
    /// The standings in order.
    standings: Vec<TrioStanding>,
    /// The gap, once there are two values.
    #[prop(default = None, into)]
    gap: Option<TrioGap>,
) -> impl IntoView {
    view! {
        <dl class="trio">
            {standings
                .into_iter()
                .map(|standing| {
                    let class = if standing.known { "trio-value" } else { "trio-value trio-none" };
                    view! {
                        <div class="trio-standing">
                            <dt>{standing.label}</dt>
                            <dd class=class>{standing.value}</dd>
                            {standing.more.map(|more| view! { <dd class="trio-more">{more}</dd> })}
                        </div>
                    }
                })
                .collect_view()}
            {gap
                .map(|gap| {
                    view! {
                        <div class="trio-gap">
                            <dt>{gap.label}</dt>
                            <dd class=format!("trio-value {}", gap.meaning.class())>
                                <Mark meaning=gap.meaning/>
                                {gap.value}
                            </dd>
                        </div>
                    }
                })}
        </dl>
    }
    .into_any()
}
