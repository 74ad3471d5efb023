//! Honest ranking (FEATURES G7): which places would swap if one weight were a tenth more or less, the other weights rescaled so that
//! the total stays; ties are broken as the package says. Everything comes from the exact points of one assessment; nothing is evaluated again.

use std::cmp::Reverse;

use num_rational::BigRational;

use super::ranks;
use crate::assessment::{Earned, RankKey, Reweighing};
use crate::package::Package;

/// Which way a weight moves by a tenth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// A tenth more.
    Up,
    /// A tenth less.
    Down,
}

/// How firm the places of a peer group are.
#[derive(Debug, Clone)]
pub struct Honest {
    /// The codes of the group's units, in the package's order.
    units: Vec<String>,
    /// By what they are ranked as they are.
    keys: Vec<Option<RankKey>>,
    ranks: Vec<Option<u32>>,
    /// Where the units stand, best first.
    order: Vec<usize>,
    scenarios: Vec<Scenario>,
}

/// One weight moved.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The target's code.
    pub target: String,
    /// Which way.
    pub turn: Turn,
    /// The weight that it then has, exact.
    pub weight: BigRational,
    keys: Vec<Option<RankKey>>,
    ranks: Vec<Option<u32>>,
}

/// A unit whose place changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The unit's code.
    pub unit: String,
    /// Its place as it is.
    pub from: u32,
    /// Its place then.
    pub to: u32,
}

impl Moved {
    /// Of units whose places change those that move farthest, at most so many; of two that move as far the one that stands better now first.
    pub fn farthest(mut moved: Vec<Self>, most: usize) -> Vec<Self> {
        moved.sort_by_key(|it| (std::cmp::Reverse(it.from.abs_diff(it.to)), it.from));
        moved.truncate(most);
        moved
    }
}

/// Two units that would swap: the one above now stands below then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// The code and place of the one that is above now.
    pub above: (String, u32),
    /// The code and place of the one that is below now.
    pub below: (String, u32),
}

/// The best and the worst place of a unit over all of the scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The unit's code.
    pub unit: String,
    /// Its place as it is.
    pub rank: u32,
    /// The best one.
    pub best: u32,
    /// The worst one.
    pub worst: u32,
}

impl Turn {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Up, Self::Down];

    /// What the weight is multiplied by.
    const fn factor(self) -> (i64, i64) {
        match self {
            Self::Up => (11, 10),
            Self::Down => (9, 10),
        }
    }
}

impl Honest {
    /// Moves every weight both ways. `earned` is that of the package, for every unit. A weight that would take everything is left out.
    pub fn of(package: &Package, earned: &[Earned], peer_group: &str) -> Self {
        let members: Vec<_> = package.units.iter().zip(earned).filter(|it| it.0.peer_group == peer_group).collect();
        let rule_set = &package.rule_set;
        let keys_of = |by: &Reweighing| members.iter().map(|it| it.1.rank_key(by)).collect::<Vec<_>>();
        let keys = keys_of(&Reweighing::unmoved());
        let mut order: Vec<usize> = (0..keys.len()).filter(|it| keys.get(*it).is_some_and(Option::is_some)).collect();
        order.sort_by_key(|it| Reverse(keys.get(*it)));
        let mut scenarios = Vec::with_capacity(rule_set.targets.len() * 2);
        for (at, target) in rule_set.targets.iter().enumerate() {
            for turn in Turn::ALL {
                let Some(by) = Reweighing::of(rule_set, at, turn.factor()) else { continue };
                let Some(weight) = by.weight(rule_set) else { continue };
                let keys = keys_of(&by);
                scenarios.push(Scenario { target: target.code.clone(), turn, weight, ranks: ranks(&keys), keys });
            }
        }
        Self { units: members.iter().map(|it| it.0.code.clone()).collect(), ranks: ranks(&keys), keys, order, scenarios }
    }

    /// The scenarios: by target in the rule set's order, up then down.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The units whose place changes in a scenario, in the package's order.
    pub fn moved(&self, scenario: &Scenario) -> Vec<Moved> {
        let ranks = self.units.iter().zip(&self.ranks).zip(&scenario.ranks);
        let moved = ranks.filter_map(|((unit, from), to)| Some((unit, (*from)?, (*to)?))).filter(|it| it.1 != it.2);
        moved.map(|(unit, from, to)| Moved { unit: unit.clone(), from, to }).collect()
    }

    /// The pairs of units that swap in a scenario, from the best place down.
    pub fn swaps(&self, scenario: &Scenario) -> Vec<Swap> {
        let now = |at: usize| self.keys.get(at);
        let then = |at: usize| scenario.keys.get(at);
        let named = |at: usize| Some((self.units.get(at)?.clone(), self.ranks.get(at).copied().flatten()?));
        let mut swaps = Vec::new();
        // Insertion into the order that was walks over exactly the pairs that no longer stand so.
        let mut sorted: Vec<usize> = Vec::with_capacity(self.order.len());
        for &unit in &self.order {
            let place = sorted.iter().rposition(|it| then(*it) >= then(unit)).map_or(0, |it| it + 1);
            for &passed in sorted.get(place..).unwrap_or_default() {
                if now(passed) > now(unit) {
                    swaps.push((passed, unit));
                }
            }
            sorted.insert(place, unit);
        }
        let rank = |at: usize| self.ranks.get(at).copied().flatten();
        swaps.sort_by_key(|it| (rank(it.0), rank(it.1), it.0, it.1));
        swaps.into_iter().filter_map(|it| Some(Swap { above: named(it.0)?, below: named(it.1)? })).collect()
    }

    /// Whether any pair swaps in a scenario, or a tie is made or broken.
    pub fn holds(&self, scenario: &Scenario) -> bool {
        self.ranks == scenario.ranks
    }

    /// Between which places each ranked unit lies over all of the scenarios, in the package's order.
    pub fn bounds(&self) -> Vec<Bound> {
        let of_unit = |at: usize| self.scenarios.iter().filter_map(move |it| it.ranks.get(at).copied().flatten());
        let units = self.units.iter().zip(&self.ranks).enumerate().filter_map(|(at, (unit, rank))| Some((at, unit, (*rank)?)));
        units
            .map(|(at, unit, rank)| Bound {
                unit: unit.clone(),
                rank,
                best: of_unit(at).chain([rank]).min().unwrap_or(rank),
                worst: of_unit(at).chain([rank]).max().unwrap_or(rank),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Moved;

    #[test]
    fn the_farthest_come_first_and_the_better_one_of_two_that_move_as_far() {
        let moved = |unit: &str, from, to| Moved { unit: unit.into(), from, to };
        let all = vec![moved("a", 3, 4), moved("b", 9, 5), moved("c", 7, 8), moved("d", 1, 5)];
        let units = |most| Moved::farthest(all.clone(), most).into_iter().map(|it| it.unit).collect::<Vec<_>>();
        assert_eq!(units(9), ["d", "b", "a", "c"]);
        assert_eq!(units(2), ["d", "b"]);
    }
}
