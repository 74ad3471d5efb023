//! How ambitious a value is, in words, with the numbers.

use crate::components::{Meaning, Notice, Tag};
use crate::text::{t, tf};
use domain::Quantity;
use domain::ambition::Ambition;
use leptos::prelude::*;
use services::commitment::Judged;

/// A day of its number.
fn day(it: Quantity) -> Option<String> {
    let number = i32::try_from(it.0 / domain::quantity::SCALE).ok()?;
    time::Date::from_julian_day(number).ok().map(domain::show_date)
}

fn reason(judged: &Judged) -> String {
    let numbers = &judged.judgement.numbers;
    let shown = |it: Option<Quantity>| match it {
        None => "–".to_owned(),
        Some(it) if judged.of_days => day(it).unwrap_or_default(),
        Some(it) => it.to_string(),
    };
    tf(
        judged.judgement.reason.key(),
        &[
            ("proposed", shown(Some(numbers.proposed)).into()),
            ("last", shown(numbers.last).into()),
            ("median", shown(numbers.median).into()),
            ("upper", shown(numbers.upper).into()),
            ("best", shown(numbers.best).into()),
            ("minimum", shown(numbers.minimum).into()),
        ],
    )
}

fn meaning(it: Ambition) -> Meaning {
    match it {
        Ambition::Soft | Ambition::HardlyPossible => Meaning::Attention,
        Ambition::Ambitious => Meaning::Good,
        Ambition::Fine => Meaning::Neutral,
    }
}

/// What is said of a target's value, under it; nothing where it is fine.
pub fn under(judged: &[Judged], code: &str) -> Option<AnyView> {
    let it = judged.iter().find(|it| it.code == code && it.judgement.ambition != Ambition::Fine)?;
    let (text, meaning) = (t(it.judgement.ambition.key()), meaning(it.judgement.ambition));
    Some(view! { <span class="table-more"><Tag text meaning/> " " {reason(it)}</span> }.into_any())
}

/// The values to look at twice before signing; nothing where there are none.
pub fn flagged(judged: &[Judged]) -> Option<AnyView> {
    let flagged: Vec<_> = judged.iter().filter(|it| it.is_flagged()).collect();
    if flagged.is_empty() {
        return None;
    }
    let line = |it: &&Judged| view! { <li>{format!("{}: {}. {}", it.title, t(it.judgement.ambition.key()), reason(it))}</li> };
    let lines = flagged.iter().map(line).collect_view();
    let title = tf("ambition-flagged", &[("count", flagged.len().into())]);
    Some(view! { <Notice meaning=Meaning::Attention title><ul>{lines}</ul></Notice> }.into_any())
}
