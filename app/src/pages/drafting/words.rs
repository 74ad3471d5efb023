//! What is wrong with a draft, and what its weights come to, in words.

use crate::components::Meaning;
use crate::text::{code_key, t, tf};
use domain::Quantity;
use domain::drafting::{DraftProblem, Mistake};
use domain::package::Reason;

/// One mistake as a sentence.
pub fn mistake(it: &DraftProblem) -> String {
    match &it.mistake {
        Mistake::Draft(refusal) => t(refusal.key()),
        Mistake::Rules(error) => match typed(error.reason) {
            Some(key) => t(key),
            None => {
                let [(name, detail)] = error.args();
                tf(error.key(), &[(name, detail.to_owned().into())])
            }
        },
    }
}

/// What is said otherwise to somebody who typed into a box than to somebody who wrote a file.
fn typed(reason: Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::MissingKey | Reason::EmptyText => "draft-typed-missing",
        Reason::NotADecimal => "draft-typed-number",
        Reason::NotADay => "draft-typed-day",
        Reason::BoundsReversed => "draft-typed-bounds",
        Reason::StretchNotBetter => "draft-typed-stretch",
        _ => return None,
    })
}

/// What is wrong beside a box.
pub fn beside(problems: &[DraftProblem], field: &str) -> Option<String> {
    let all: Vec<String> = problems.iter().filter(|it| it.field == field).map(mistake).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// The box of a name, as people call it.
pub fn box_name(field: &str) -> String {
    t(&code_key("draft-box", field))
}

/// What the weights come to, and what is lacking to 100.
pub fn total((total, unread): (Quantity, usize)) -> (String, Meaning) {
    let whole = Quantity(100 * domain::quantity::SCALE);
    let rest = Quantity(whole.0 - total.0);
    let text = match rest.0 {
        0 => tf("draft-total-whole", &[("total", total.fixed(2).into())]),
        it if it > 0 => tf("draft-total-lacking", &[("total", total.fixed(2).into()), ("rest", rest.fixed(2).into())]),
        _ => tf("draft-total-over", &[("total", total.fixed(2).into()), ("rest", Quantity(-rest.0).fixed(2).into())]),
    };
    let text = if unread > 0 { format!("{text} {}", tf("draft-total-unread", &[("count", unread.into())])) } else { text };
    (text, if rest.0 == 0 && unread == 0 { Meaning::Good } else { Meaning::Attention })
}
