//! How places moved since the year before, and why two years are not to be compared directly (`domain.md` 3.1, 6.3): other rules, or other units in
//! the group.

use std::collections::HashSet;
use std::hash::Hash;

use crate::refusals;

refusals! {
    /// Why a movement is "không so sánh trực tiếp"; what people read is `not-comparable-…` in the locales.
    pub enum NotComparable {
        /// Another rule set applied: the digests differ.
        RulesChanged,
        /// Other units are ranked in the group than the year before.
        UnitsChanged,
    }
}

/// How a unit's place moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// So many places better.
    Up(i64),
    /// So many places worse.
    Down(i64),
    /// The same place.
    Same,
    /// One of the years has no place for the unit; nobody is guessed.
    Unknown,
    /// The two years are not to be compared directly, so no number of places is said.
    NotComparable,
}

impl Movement {
    /// From the place then to the place now.
    pub fn of(now: Option<i64>, before: Option<i64>) -> Self {
        match (now, before) {
            (Some(now), Some(before)) if now < before => Self::Up(before - now),
            (Some(now), Some(before)) if now > before => Self::Down(now - before),
            (Some(_), Some(_)) => Self::Same,
            _ => Self::Unknown,
        }
    }

    /// What of it may be said beside these reasons against comparing the years.
    pub fn beside(self, against: &[NotComparable]) -> Self {
        if against.is_empty() { self } else { Self::NotComparable }
    }
}

/// A group in a year, as far as it decides whether places can be compared.
#[derive(Debug, Clone)]
pub struct GroupYear<'y, U> {
    /// The digest of the rule set.
    pub rule_set_sha256: &'y str,
    /// The units that have a place.
    pub ranked: HashSet<U>,
}

impl<U: Eq + Hash> GroupYear<'_, U> {
    /// Why the places of this year are not to be compared directly with those of another one; nothing where they are.
    pub fn not_comparable_with(&self, before: &Self) -> Vec<NotComparable> {
        let rules = (self.rule_set_sha256 != before.rule_set_sha256).then_some(NotComparable::RulesChanged);
        let units = (self.ranked != before.ranked).then_some(NotComparable::UnitsChanged);
        rules.into_iter().chain(units).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_moves_up_where_its_number_falls() {
        let of = |now, before| Movement::of(now, before);
        assert_eq!(of(Some(2), Some(5)), Movement::Up(3));
        assert_eq!(of(Some(5), Some(2)), Movement::Down(3));
        assert_eq!(of(Some(2), Some(2)), Movement::Same);
        assert_eq!(of(Some(2), Some(5)).beside(&[]), Movement::Up(3));
        assert_eq!(of(Some(2), Some(5)).beside(&[NotComparable::RulesChanged]), Movement::NotComparable);
        assert_eq!([of(None, Some(2)), of(Some(2), None), of(None, None)], [Movement::Unknown; 3]);
    }

    #[test]
    fn years_of_other_rules_or_other_units_are_not_to_be_compared() {
        let year = |rules: &'static str, units: &[u8]| GroupYear { rule_set_sha256: rules, ranked: units.iter().copied().collect() };
        let now = year("a", &[1, 2, 3]);
        assert_eq!(now.not_comparable_with(&year("a", &[3, 2, 1])), []);
        assert_eq!(now.not_comparable_with(&year("b", &[1, 2, 3])), [NotComparable::RulesChanged]);
        assert_eq!(now.not_comparable_with(&year("a", &[1, 2])), [NotComparable::UnitsChanged], "a unit is new");
        assert_eq!(now.not_comparable_with(&year("b", &[1, 2, 3, 4])), [NotComparable::RulesChanged, NotComparable::UnitsChanged]);
    }
}
