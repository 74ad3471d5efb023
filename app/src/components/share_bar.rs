//! A share of the target as a thin bar.

use leptos::prelude::*;

use super::Meaning;

/// A thin bar with the target as a tick; the value stands beside it as text, so the drawing is not read aloud.
#[component]
pub fn ShareBar(
    /// The value in ten-thousandths of the whole (`9_850` is 98,50 %).
    share_e4: i64,
    /// The target in ten-thousandths of the whole; no tick without one.
    #[prop(default = None, into)]
    target_e4: Option<i64>,
    /// What the value means against the target.
    #[prop(optional)]
    meaning: Meaning,
    /// The value and the target in words ("98,50% – chỉ tiêu 95%").
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let whole = share_e4.max(target_e4.unwrap_or_default()).max(10_000);
    let tick = target_e4.map(|it| percent(it, whole));
    view! {
        <div class=format!("share share-{}", meaning.class())>
            <span class="share-text">{text}</span>
            <svg class="share-bar" width="100%" height="12" aria-hidden="true">
                <rect class="share-track" x="0" y="3" width="100%" height="6"></rect>
                <rect class="share-fill" x="0" y="3" width=percent(share_e4, whole) height="6"></rect>
                {tick.map(|x| view! { <line class="share-tick" x1=x.clone() x2=x y1="0" y2="12"></line> })}
            </svg>
        </div>
    }
    .into_any()
}

/// Writes `part` of `whole` as an SVG length in percent with two decimals, held between 0 % and 100 %.
pub fn percent(part: i64, whole: i64) -> String {
    let hundredths = i128::from(part.max(0)) * 10_000 / i128::from(whole.max(1));
    let hundredths = hundredths.min(10_000);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
