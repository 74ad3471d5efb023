//! The four meanings a colour may have, and the drawing that carries each of them for those who do not see colours.

use leptos::prelude::*;

/// What a state means to the reader; never shown by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Meaning {
    /// As it should be: reached, verified, signed.
    Good,
    /// Needs somebody's care soon.
    Attention,
    /// Not reached, refused, too late.
    Failing,
    /// Nothing to judge: not reported, not applicable, exempt.
    #[default]
    Neutral,
}

impl Meaning {
    /// Names the meaning as the end of a class name: `good`, `attention`, `failing`, `neutral`.
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Attention => "attention",
            Self::Failing => "failing",
            Self::Neutral => "neutral",
        }
    }
}

/// A drawing as tall as a letter: circle with a tick, triangle, square with a cross, circle with a dash. Always beside a word.
#[component]
pub fn Mark(
    /// Which of the four.
    meaning: Meaning,
) -> impl IntoView {
    let (outer, inner) = match meaning {
        Meaning::Good => ("M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0z", "M4.5 8.5 7 11l4.5-5.5"),
        Meaning::Attention => ("M8 .5 16 15H0z", "M8 6v3.5M8 12v.5"),
        Meaning::Failing => ("M1 0h14l1 1v14l-1 1H1l-1-1V1z", "M5 5l6 6M11 5l-6 6"),
        Meaning::Neutral => ("M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0z", "M4.5 8h7"),
    };
    view! {
        <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
            <path d=outer></path>
            <path class="mark-inner" d=inner></path>
        </svg>
    }
    .into_any()
}
