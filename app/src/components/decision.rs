//! The box before a step that counts.

use super::Preview;
use leptos::prelude::*;

/// One thing to know before deciding: what will happen, to whom, what cannot be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPoint {
    /// The question it answers.
    pub term: String,
    /// The answer, a sentence.
    pub text: String,
    /// It cannot be undone, and is set off from the others.
    pub lasting: bool,
}

/// What will happen, to whom, what cannot be undone, the text that will be signed; `children` is the form with the password.
#[component]
pub fn DecisionBox(
    /// The decision as a verb with its object ("Ký bản cam kết").
    #[prop(into)]
    title: String,
    /// What to know, in order.
    points: Vec<DecisionPoint>,
    /// The heading over the text that will be signed.
    #[prop(default = None, into)]
    text_label: Option<String>,
    /// The text that will be signed, word for word; line breaks are kept.
    #[prop(default = None, into)]
    text: Option<String>,
    /// The address of the paper that is signed, as PDF: shown as a picture beside the box.
    #[prop(default = None, into)]
    paper: Option<String>,
    /// The box's name in the page, for links to it.
    #[prop(default = "decision".to_owned(), into)]
    id: String,
    /// The form: password, one button.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    let label = format!("{id}-text");
    let class = paper.is_some().then_some("with-preview");
    view! {
        <div class=class>
        <section class="decision" id=id aria-labelledby=heading>
            <h2 id=heading.clone()>{title}</h2>
            <div class="decision-body">
                <dl class="decision-points">
                    {points
                        .into_iter()
                        .map(|point| {
                            view! {
                                <div class=point.lasting.then_some("decision-final")>
                                    <dt>{point.term}</dt>
                                    <dd>{point.text}</dd>
                                </div>
                            }
                        })
                        .collect_view()}
                </dl>
                {text
                    .map(|text| {
                        let labelled = text_label.is_some().then(|| label.clone());
                        view! {
                            <div>
                                {text_label.map(|title| view! { <p class="decision-text-label" id=label>{title}</p> })}
                                <div class="decision-text" tabindex="0" role="group" aria-labelledby=labelled>
                                    {text}
                                </div>
                            </div>
                        }
                    })}
                {children()}
            </div>
        </section>
        {paper.map(|pdf| view! { <Preview pdf/> })}
        </div>
    }
    .into_any()
}
