//! How ambitious a value is, in words, with the numbers: one sentence a finding.

use crate::components::{Meaning, Notice, Tag};
use crate::text::{code_key, t, tf};
use domain::FigureValue;
use domain::ambition::{Ambition, AmbitionReason};
use leptos::prelude::*;
use services::commitment::Judged;

/// A value in its unit of measure: `98,5%`, `12 hồ sơ`, a day.
fn shown(it: FigureValue, unit: &str) -> String {
    match (it, unit) {
        (FigureValue::Amount(it), "%") => format!("{it}%"),
        (FigureValue::Amount(it), unit) => format!("{it} {unit}"),
        (other, _) => other.to_string(),
    }
}

/// What the value is held against, which is what the reason speaks of.
fn against(judged: &Judged) -> Option<FigureValue> {
    let numbers = &judged.judgement.numbers;
    match judged.judgement.reason {
        AmbitionReason::BelowMinimum => numbers.minimum,
        AmbitionReason::BelowLastYear | AmbitionReason::StretchOfOwn => numbers.last,
        AmbitionReason::BelowMedian => numbers.median,
        AmbitionReason::LeapBeyondBest => numbers.best,
        AmbitionReason::AmongUpperPeers => numbers.upper,
        AmbitionReason::InBetween => None,
    }
}

/// The reasons that a day can have: it is earlier or later, never too far.
const OF_DAYS: [(AmbitionReason, &str); 4] = [
    (AmbitionReason::BelowMinimum, "ambition-day-below-minimum"),
    (AmbitionReason::BelowLastYear, "ambition-day-below-last-year"),
    (AmbitionReason::BelowMedian, "ambition-day-below-median"),
    (AmbitionReason::AmongUpperPeers, "ambition-day-among-upper-peers"),
];

/// Why a value is judged as it is, with the numbers.
pub fn reason(judged: &Judged) -> String {
    let (why, unit) = (judged.judgement.reason, judged.unit.as_str());
    let of_days = OF_DAYS.iter().find(|it| judged.judgement.is_of_days() && it.0 == why);
    let key = of_days.map_or(why.key(), |it| it.1);
    let beside = against(judged).map_or_else(String::new, |it| shown(it, unit));
    tf(key, &[("proposed", shown(judged.judgement.numbers.proposed, unit).into()), ("beside", beside.into())])
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

/// One value among those that are flagged for one reason.
fn item(it: &Judged) -> String {
    // The least that is asked for is of this year; what was reached is of the year before.
    let another_year = it.judgement.is_of_days() && it.judgement.reason != AmbitionReason::BelowMinimum;
    let key = if another_year { "ambition-item-day" } else { "ambition-item" };
    let beside = against(it).map_or_else(String::new, |value| shown(value, &it.unit));
    let proposed = shown(it.judgement.numbers.proposed, &it.unit);
    tf(key, &[("title", it.title.as_str().into()), ("proposed", proposed.into()), ("beside", beside.into())])
}

/// Every reason for which values are flagged, each as one sentence with all the values it holds for.
pub fn findings(judged: &[Judged]) -> Vec<String> {
    let flagged: Vec<_> = judged.iter().filter(|it| it.is_flagged()).collect();
    let of = |(code, why): &(&str, AmbitionReason)| {
        let items: Vec<String> = flagged.iter().filter(|it| it.judgement.reason == *why).map(|it| item(it)).collect();
        (!items.is_empty()).then(|| tf(&code_key("ambition-all", code), &[("list", items.join("; ").into())]))
    };
    FLAGGED.iter().filter_map(of).collect()
}

/// The reasons for which a value is flagged, as the locales name them, the gravest first.
const FLAGGED: [(&str, AmbitionReason); 4] = [
    ("below_minimum", AmbitionReason::BelowMinimum),
    ("below_last_year", AmbitionReason::BelowLastYear),
    ("below_median", AmbitionReason::BelowMedian),
    ("leap_beyond_best", AmbitionReason::LeapBeyondBest),
];

/// The values to look at twice before signing; nothing where there are none.
pub fn flagged(judged: &[Judged]) -> Option<AnyView> {
    let count = judged.iter().filter(|it| it.is_flagged()).count();
    if count == 0 {
        return None;
    }
    let lines = findings(judged).into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
    let title = tf("ambition-flagged", &[("count", count.into())]);
    Some(view! { <Notice meaning=Meaning::Attention title><ul>{lines}</ul></Notice> }.into_any())
}
