//! A procedure and where it stands.

use leptos::prelude::*;

/// Whether a step is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStanding {
    /// It is done.
    Done,
    /// It is somebody's turn now.
    Now,
    /// It comes later.
    Next,
}

/// One step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done in it ("Thủ trưởng ký").
    pub name: String,
    /// Done by whom on which day; whose turn until when; what must happen first.
    pub detail: String,
    /// Whether it is over.
    pub standing: StepStanding,
    /// The standing as a word, read aloud with the name ("đã xong", "đang chờ", "chưa đến").
    pub standing_text: String,
}

/// The steps of a procedure in order.
#[component]
pub fn Stepper(
    /// The steps.
    steps: Vec<Step>,
) -> impl IntoView {
    view! {
        <ol class="stepper">
            {steps
                .into_iter()
                .map(|step| {
                    let (class, current) = match step.standing {
                        StepStanding::Done => ("step step-done", None),
                        StepStanding::Now => ("step step-now", Some("step")),
                        StepStanding::Next => ("step step-next", None),
                    };
                    view! {
                        <li class=class aria-current=current>
                            <svg viewBox="0 0 18 18" aria-hidden="true">
                                <circle cx="9" cy="9" r="7"></circle>
                                {(step.standing == StepStanding::Done).then(|| view! { <path d="M5.5 9.5 8 12l4.5-5.5"></path> })}
                                {(step.standing == StepStanding::Now)
                                    .then(|| view! { <circle class="step-dot" cx="9" cy="9" r="3.5"></circle> })}
                            </svg>
                            <p class="step-name">
                                {step.name} <span class="unseen">{format!(" ({})", step.standing_text)}</span>
                            </p>
                            <p class="step-detail">{step.detail}</p>
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
    .into_any()
}
