//! How places and points moved since the year before, and why two years are not to be compared directly (`domain.md` 3.1, 6.3): other
//! rules, other units in the group, a unit that is new or follows another one.

use std::collections::{BTreeSet, HashMap};

use super::shown;
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};
use crate::refusals;

refusals! {
    /// Why a movement is "không so sánh trực tiếp"; what people read is `not-comparable-…` in the locales.
    pub enum NotComparable {
        /// Another rule set applied: the digests differ.
        RulesChanged,
        /// Other units are ranked in the group than the year before.
        UnitsChanged,
        /// The unit was ranked in another group.
        OtherGroup,
        /// The unit follows another one that somebody named as its year before.
        FollowsAnother,
        /// The unit has no year before; nobody is guessed.
        NoYearBefore,
    }
}

/// How a unit moved since the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The unit's code.
    pub unit: String,
    /// The place now.
    pub rank: Option<u32>,
    /// The place then.
    pub rank_before: Option<u32>,
    /// Places better, below 0 worse; none where one of the years has no place.
    pub places: Option<i64>,
    /// Points more, below 0 fewer; none where one of the years has no score.
    pub score: Option<Quantity>,
    /// Why the years are not to be compared directly; empty where they are.
    pub not_directly_comparable: Vec<NotComparable>,
}

/// The movement of every unit of a peer group. `follows` names units that somebody mapped: the unit's code now, and its code then; a unit
/// that is not named has its own code then, or no year before.
pub fn movements(now: &Receipt, before: &Receipt, peer_group: &str, follows: &[(String, String)]) -> Vec<Movement> {
    let follows: HashMap<&str, &str> = follows.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let units = |receipt: &Receipt| -> BTreeSet<String> {
        let ranked = receipt.results.iter().filter(|it| it.peer_group == peer_group && it.rank.is_some());
        ranked.map(|it| it.unit.clone()).collect()
    };
    let mut of_group = Vec::new();
    if now.rule_set_sha256 != before.rule_set_sha256 {
        of_group.push(NotComparable::RulesChanged);
    }
    if units(now) != units(before) {
        of_group.push(NotComparable::UnitsChanged);
    }
    let old: HashMap<&str, &UnitResult> = before.results.iter().map(|it| (it.unit.as_str(), it)).collect();
    let movement = |it: &UnitResult| {
        let followed = follows.get(it.unit.as_str());
        let was = old.get(followed.copied().unwrap_or(it.unit.as_str())).copied();
        let mut why = of_group.clone();
        match was {
            None => why.push(NotComparable::NoYearBefore),
            Some(was) => {
                why.extend((was.peer_group != it.peer_group).then_some(NotComparable::OtherGroup));
                why.extend(followed.is_some().then_some(NotComparable::FollowsAnother));
            }
        }
        let rank_before = was.and_then(|it| it.rank);
        Movement {
            unit: it.unit.clone(),
            rank: it.rank,
            rank_before,
            places: it.rank.zip(rank_before).map(|(now, was)| i64::from(was) - i64::from(now)),
            score: shown(it).zip(was.and_then(shown)).and_then(|(now, was)| now.checked_sub(was)),
            not_directly_comparable: why,
        }
    };
    now.results.iter().filter(|it| it.peer_group == peer_group).map(movement).collect()
}
