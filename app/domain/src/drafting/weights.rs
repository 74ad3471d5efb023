//! What weights come to. A weight that is not clear is no part of it: it is named instead.

use super::lists::List;
use super::{RuleDraft, TargetDraft};
use crate::quantity::{Quantity, Reading};

/// What the weights of a list come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WeightTotal {
    /// The sum of those that are clear.
    pub sum: Quantity,
    /// How many are blank.
    pub blank: usize,
    /// Those that are typed and not counted.
    pub uncounted: Vec<Uncounted>,
}

/// A weight that was typed and is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncounted {
    /// Its place in the list, from 0.
    pub at: usize,
    /// The code that it belongs to; blank where there is none yet.
    pub code: String,
    /// What was typed.
    pub typed: String,
    /// Both readings of a number that has two, with a comma and with dots: `10,5550` and `10.555`. None where it is no number.
    pub readings: Option<(String, String)>,
}

/// Both readings of a number whose comma may part thousands; none where there is one reading.
pub fn two_readings(text: &str) -> Option<(String, String)> {
    let Reading { quantity, confirm } = Quantity::parse(text).ok()?;
    if !confirm {
        return None;
    }
    let thousands = Quantity::parse(&text.trim().replace(',', "")).ok()?;
    Some((quantity.fixed(4), thousands.quantity.to_string()))
}

fn total<'t>(weights: impl Iterator<Item = (&'t str, &'t str)>) -> WeightTotal {
    let mut all = WeightTotal::default();
    let mut clear = Vec::new();
    for (at, (code, typed)) in weights.enumerate() {
        match Quantity::parse(typed) {
            _ if typed.trim().is_empty() => all.blank += 1,
            Ok(Reading { quantity, confirm: false }) => clear.push(quantity),
            _ => all.uncounted.push(Uncounted {
                at,
                code: code.trim().to_owned(),
                typed: typed.trim().to_owned(),
                readings: two_readings(typed),
            }),
        }
    }
    all.sum = Quantity::checked_sum(clear).unwrap_or_default();
    all
}

/// An area with what it weighs, and with what its targets weigh together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTotal {
    /// Its title.
    pub title: String,
    /// What it weighs; none where that is blank or not clear.
    pub wanted: Option<Quantity>,
    /// What its targets weigh.
    pub there: WeightTotal,
}

/// What the weights of the targets come to.
pub fn total_weight(it: &RuleDraft) -> WeightTotal {
    total(it.targets.iter().map(|it| (it.code.as_str(), it.weight.as_str())))
}

impl RuleDraft {
    /// What the weights of the areas come to; none where the draft names none.
    pub fn total_of_areas(&self) -> Option<WeightTotal> {
        let rows = List::Areas.rows(&self.areas);
        let weight = |row: &'_ Vec<String>| (row.first().cloned().unwrap_or_default(), row.get(1).cloned().unwrap_or_default());
        let weights: Vec<(String, String)> = rows.iter().map(weight).collect();
        (!weights.is_empty()).then(|| total(weights.iter().map(|it| (it.0.as_str(), it.1.as_str()))))
    }

    /// What each area weighs, and what its targets weigh together.
    pub fn area_totals(&self) -> Vec<AreaTotal> {
        let of = |row: Vec<String>| {
            let [code, weight, title] = <[String; 3]>::try_from(row).ok()?;
            let own = |it: &&TargetDraft| it.area.trim() == code;
            let there = total(self.targets.iter().filter(own).map(|it| (it.code.as_str(), it.weight.as_str())));
            let wanted = Quantity::parse(&weight).ok().filter(|it| !it.confirm).map(|it| it.quantity);
            Some(AreaTotal { title, wanted, there })
        };
        List::Areas.rows(&self.areas).into_iter().filter_map(of).collect()
    }
}
