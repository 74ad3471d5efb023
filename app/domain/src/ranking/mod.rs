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

/// The units of a bottom group of `size`: those that fewer than so many ranked units of the group lie below. Units of one place are
/// never parted, so ties can make it larger.
pub fn bottom_group<'r>(standings: &[&'r UnitResult], size: u32) -> Vec<&'r str> {
    let below = |rank: u32| standings.iter().filter(|it| it.rank.is_some_and(|it| it > rank)).count();
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    standings.iter().filter(|it| it.rank.is_some_and(|it| below(it) < size)).map(|it| it.unit.as_str()).collect()
}

/// Units in a row of which each lies within `distance` of the next, in the decimals shown; so no two that close are ever parted.
pub fn near_ties(standings: &[&UnitResult], distance: Quantity) -> Vec<NearTie> {
    let ranked: Vec<(&UnitResult, Quantity, u32)> = standings.iter().filter_map(|it| Some((*it, shown(it)?, it.rank?))).collect();
    let close = |one: &(&UnitResult, Quantity, u32), other: &(&UnitResult, Quantity, u32)| {
        one.1.checked_sub(other.1).is_some_and(|it| it <= distance)
    };
    let groups = ranked.chunk_by(close).filter(|it| it.len() > 1);
    let near_tie = |group: &[(&UnitResult, Quantity, u32)]| {
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

/// The score as it is shown.
fn shown(result: &UnitResult) -> Option<Quantity> {
    result.score.as_ref().and_then(|it| it.quantity())
}
