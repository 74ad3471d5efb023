//! What is wrong with a draft, and what its weights come to, in words.

use crate::components::{Meaning, Notice};
use crate::text::{code_key, t, tf};
use domain::Quantity;
use domain::drafting::{DraftProblem, List, Mistake, Uncounted, WeightTotal};
use domain::package::{PackageError, Reason};
use leptos::prelude::*;

/// One mistake as a sentence.
pub fn mistake(it: &DraftProblem) -> String {
    match &it.mistake {
        Mistake::Draft(refusal) => t(refusal.key()),
        Mistake::UnknownVariable(name) => tf("draft-unknown-variable", &[("name", name.as_str().into())]),
        Mistake::Rules(error) => match typed(it, error) {
            Some(key) => t(key),
            None => {
                let [(name, detail)] = error.args();
                tf(error.key(), &[(name, detail.to_owned().into())])
            }
        },
    }
}

/// What is said otherwise to somebody who typed into a box than to somebody who wrote a file.
fn typed(it: &DraftProblem, error: &PackageError) -> Option<&'static str> {
    Some(match (error.reason, it.field) {
        (Reason::EmptyList, "steps" | "grades" | "targets") => "draft-typed-no-row",
        (Reason::MissingKey | Reason::EmptyText | Reason::EmptyList, _) => "draft-typed-missing",
        (Reason::NotOneOf, _) => "draft-typed-choose",
        (Reason::TargetDoesNotFit | Reason::GoalDoesNotFit, _) if error.detail == "day" => "draft-typed-day",
        (Reason::NotADecimal | Reason::TargetDoesNotFit | Reason::GoalDoesNotFit, _) => "draft-typed-number",
        (Reason::NotADay, _) => "draft-typed-day",
        (Reason::BoundsReversed, _) => "draft-typed-bounds",
        (Reason::StretchNotBetter, _) => "draft-typed-stretch",
        (Reason::KeyDoesNotFit, "stretch") => "draft-typed-stretch-alone",
        (Reason::KeyDoesNotFit, "without_survey") => "draft-typed-survey-alone",
        (Reason::KeyDoesNotFit, "tie_breakers") => "draft-typed-tie-of-range",
        (Reason::NotAPeriod, _) => "draft-typed-period",
        (Reason::FullAtNotPositive, _) => "draft-typed-positive",
        (Reason::PenaltyNegative, _) => "draft-typed-not-negative",
        (Reason::ShareOutOfRange, _) => "draft-typed-percent",
        (Reason::FailAbovePass, _) => "draft-typed-fail-above-pass",
        (Reason::DirectionDoesNotFit | Reason::RuleDoesNotFit, _) => "draft-typed-does-not-fit",
        _ => return None,
    })
}

/// What is wrong beside a box.
pub fn beside(problems: &[DraftProblem], field: &str) -> Option<String> {
    let all: Vec<String> = problems.iter().filter(|it| it.field == field).map(mistake).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// What is wrong in a list: the row and the box in it, then the sentence.
pub fn beside_row(it: &DraftProblem) -> String {
    let Some(line) = it.line else { return mistake(it) };
    let part = line.part.and_then(|at| line.list.parts().get(at)).map(|part| part_name(line.list, part));
    let args = [("row", (line.row + 1).into()), ("box", part.clone().unwrap_or_default().into()), ("said", mistake(it).into())];
    tf(if part.is_some() { "draft-row-box-said" } else { "draft-row-said" }, &args)
}

/// What is wrong among others: the box, then the sentence.
pub fn in_list(it: &DraftProblem) -> String {
    format!("{}: {}", box_name(it.field), beside_row(it))
}

/// A box of the rows of a list, as people call it.
pub fn part_name(list: List, part: &str) -> String {
    t(&code_key(&code_key("draft-part", list.name()), part))
}

/// The box of a name, as people call it.
pub fn box_name(field: &str) -> String {
    t(&code_key("draft-box", field))
}

/// What the weights come to, what is lacking to 100, and what is not counted and why.
pub fn total(it: &WeightTotal) -> AnyView {
    let (title, meaning) = of_hundred(it);
    let lines = uncounted(it).into_iter().map(|it| view! { <p>{it}</p> }).collect::<Vec<_>>();
    if lines.is_empty() {
        return view! { <Notice meaning title/> }.into_any();
    }
    view! { <Notice meaning title>{lines}</Notice> }.into_any()
}

/// The sum beside 100.
pub fn of_hundred(it: &WeightTotal) -> (String, Meaning) {
    let total = it.sum;
    let whole = Quantity(100 * domain::quantity::SCALE);
    let rest = Quantity(whole.0 - total.0);
    let text = match rest.0 {
        0 => tf("draft-total-whole", &[("total", total.fixed(2).into())]),
        it if it > 0 => tf("draft-total-lacking", &[("total", total.fixed(2).into()), ("rest", rest.fixed(2).into())]),
        _ => tf("draft-total-over", &[("total", total.fixed(2).into()), ("rest", Quantity(-rest.0).fixed(2).into())]),
    };
    let text = if it.blank > 0 { format!("{text} {}", tf("draft-total-unread", &[("count", it.blank.into())])) } else { text };
    let whole = rest.0 == 0 && it.blank == 0 && it.uncounted.is_empty();
    (text, if whole { Meaning::Good } else { Meaning::Attention })
}

/// A sentence for each weight that is typed and not counted.
pub fn uncounted(it: &WeightTotal) -> Vec<String> {
    let of = |it: &Uncounted| {
        let whose = if it.code.is_empty() { (it.at + 1).to_string() } else { it.code.clone() };
        let args = |readings: &(String, String)| {
            let [one, two] = [readings.0.clone(), readings.1.clone()];
            tf(
                "draft-weight-unclear",
                &[("code", whose.clone().into()), ("typed", it.typed.clone().into()), ("one", one.into()), ("two", two.into())],
            )
        };
        let not_a_number = || tf("draft-weight-no-number", &[("code", whose.clone().into()), ("typed", it.typed.clone().into())]);
        it.readings.as_ref().map_or_else(not_a_number, args)
    };
    it.uncounted.iter().map(of).collect()
}
