//! Reading a ranking fairly: places and what parts ties, the bottom group, near-ties, movement since last year, places by area,
//! and what the order hangs on (FEATURES G3, G7; `domain.md` 3.1, 6.3). The scores and ranks themselves come from the receipt; nothing
//! here computes a result, and every size, distance and rule is data.

mod area;
mod disputed;
mod honest;
mod movement;

pub use area::{AreaChange, AreaPlace, AreaRanking, area_changes, by_area};
pub use disputed::{Disputed, Fall, FallsTo, disputed};
pub use honest::{Bound, Honest, Moved, Scenario, Swap, Turn};
pub use movement::{GroupYear, Movement, NotComparable};

use crate::assessment::{Assessor, RankKey, Reweighing};
use crate::package::Package;
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};

/// Units whose shown scores lie so close that their order says little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearTie {
    /// The codes of the units, best first.
    pub units: Vec<String>,
    /// The place of the first.
    pub first_rank: u32,
    /// The place of the last.
    pub last_rank: u32,
    /// From the first score to the last.
    pub spread: Quantity,
}

/// By what each unit of a package is ranked, in its order; none of those without a score. The receipt is that of the package: where
/// nothing but the score ranks, nothing is evaluated again.
pub fn rank_keys(package: &Package, receipt: &Receipt) -> Vec<Option<RankKey>> {
    if package.rule_set.tie_breakers().is_empty() {
        return receipt.results.iter().map(|it| it.score.clone().map(RankKey::of_score)).collect();
    }
    Assessor::new(package).earned_by_all().iter().map(|it| it.rank_key(&Reweighing::unmoved())).collect()
}

/// The results of a peer group, best first; those of one place stand in the receipt's order, units without a score last.
pub fn standings<'r>(receipt: &'r Receipt, peer_group: &str) -> Vec<&'r UnitResult> {
    let mut results: Vec<&UnitResult> = receipt.results.iter().filter(|it| it.peer_group == peer_group).collect();
    results.sort_by_key(|it| (it.rank.is_none(), it.rank));
    results
}

/// The places of scores or rank keys by standard competition (1, 1, 3), as step 10 of the format ranks: overall, by area, or any other
/// list. More is better.
pub fn ranks<K: Ord>(keys: &[Option<K>]) -> Vec<Option<u32>> {
    let mut sorted: Vec<&K> = keys.iter().flatten().collect();
    sorted.sort_unstable();
    let rank = |key: &K| u32::try_from(sorted.len() - sorted.partition_point(|it| *it <= key) + 1).ok();
    keys.iter().map(|it| it.as_ref().and_then(rank)).collect()
}

/// A unit's place in a ranking, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The unit's code.
    pub unit: String,
    /// The place; none without a score.
    pub rank: Option<u32>,
    /// The score in the decimals shown.
    pub score: Option<Quantity>,
}

impl Standing {
    fn of(it: &UnitResult) -> Self {
        Self { unit: it.unit.clone(), rank: it.rank, score: it.score.as_ref().and_then(|it| it.quantity()) }
    }
}

/// How close two scores are whose order says little, unless somebody asks for another distance: half a point.
pub const NEAR: Quantity = Quantity(5_000);

/// How many units a bottom group has, unless somebody asks for another size.
pub const BOTTOM: u32 = 3;

/// What a ranking says of places that its numbers alone do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cautions {
    /// Units too close to be told apart.
    pub near: Vec<NearTie>,
    /// The codes of the units at the bottom.
    pub bottom: Vec<String>,
}

impl Cautions {
    /// Of the whole of a ranking in any order, by the usual distance and size.
    pub fn of(mut all: Vec<Standing>) -> Self {
        all.sort_by_key(|it| (it.rank.is_none(), it.rank));
        Self { near: near(&all, NEAR), bottom: bottom(&all, BOTTOM).map(|it| it.unit.clone()).collect() }
    }

    /// The near tie in which a unit stands.
    pub fn near_tie(&self, unit: &str) -> Option<&NearTie> {
        self.near.iter().find(|it| it.units.iter().any(|it| it == unit))
    }
}

/// The units of a bottom group of `size`: those that fewer than so many ranked units of the group lie below. Units of one place are
/// never parted, so ties can make it larger.
pub fn bottom_group<'r>(standings: &[&'r UnitResult], size: u32) -> Vec<&'r str> {
    let places: Vec<Standing> = standings.iter().map(|it| Standing::of(it)).collect();
    let bottom: Vec<&Standing> = bottom(&places, size).collect();
    let inside = |it: &&&UnitResult| bottom.iter().any(|there| there.unit == it.unit);
    standings.iter().filter(inside).map(|it| it.unit.as_str()).collect()
}

fn bottom(standings: &[Standing], size: u32) -> impl Iterator<Item = &Standing> {
    let below = move |rank: u32| standings.iter().filter(|it| it.rank.is_some_and(|it| it > rank)).count();
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    standings.iter().filter(move |it| it.rank.is_some_and(|it| below(it) < size))
}

/// Units in a row of which each lies within `distance` of the next, in the decimals shown; so no two that close are ever parted.
pub fn near_ties(standings: &[&UnitResult], distance: Quantity) -> Vec<NearTie> {
    near(&standings.iter().map(|it| Standing::of(it)).collect::<Vec<_>>(), distance)
}

fn near(standings: &[Standing], distance: Quantity) -> Vec<NearTie> {
    let ranked: Vec<(&Standing, Quantity, u32)> = standings.iter().filter_map(|it| Some((it, it.score?, it.rank?))).collect();
    let close =
        |one: &(&Standing, Quantity, u32), other: &(&Standing, Quantity, u32)| one.1.checked_sub(other.1).is_some_and(|it| it <= distance);
    let groups = ranked.chunk_by(close).filter(|it| it.len() > 1);
    let near_tie = |group: &[(&Standing, Quantity, u32)]| {
        let (first, last) = (group.first()?, group.last()?);
        Some(NearTie {
            units: group.iter().map(|it| it.0.unit.clone()).collect(),
            first_rank: first.2,
            last_rank: last.2,
            spread: first.1.checked_sub(last.1)?,
        })
    };
    groups.filter_map(near_tie).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cautions_of_a_ranking_are_the_same_in_any_order() {
        let place =
            |unit: &str, rank: Option<u32>, score: Option<i64>| Standing { unit: unit.to_owned(), rank, score: score.map(Quantity) };
        let all = vec![
            place("d", Some(4), Some(700_000)),
            place("a", Some(1), Some(950_000)),
            place("none", None, None),
            place("c", Some(3), Some(941_000)),
            place("e", Some(5), Some(600_000)),
            place("b", Some(2), Some(946_000)),
        ];
        let it = Cautions::of(all.clone());
        assert_eq!(it.bottom, ["c", "d", "e"]);
        let tie = it.near_tie("b").unwrap();
        assert_eq!((tie.units.join(""), tie.first_rank, tie.last_rank, tie.spread), ("abc".to_owned(), 1, 3, Quantity(9_000)));
        assert_eq!((it.near_tie("d"), it.near_tie("none")), (None, None));
        assert_eq!(Cautions::of(all.into_iter().rev().collect()), it);
    }
}
