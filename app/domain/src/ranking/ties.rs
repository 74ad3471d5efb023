//! Places as they are written down. Which of two units of one score comes first is a rule of the package (`rank.tie_breakers`, step 10
//! of the format; `domain.md` 6.3: survey score, on-time share, report date); how shared places are counted, and which tie breaker
//! parted two units, is said here.

use serde::{Deserialize, Serialize};

use crate::assessment::RankKey;
use crate::package::{Package, TieBreaker};
use crate::receipt::Receipt;

/// Which place follows a shared one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The next ones stay empty, as in the receipt: 1, 1, 3.
    Gaps,
    /// The next one: 1, 1, 2.
    Dense,
}

/// A unit's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The unit's code.
    pub unit: String,
    /// The place; none without a score.
    pub place: Option<u32>,
    /// What parted it from the one above; none where the score did, or nothing.
    pub parted_by: Option<TieBreaker>,
}

/// The places of a peer group, best first; units of one place stand in the package's order, those without one last. `keys` are those of
/// the package ([`super::rank_keys`]).
pub fn places(package: &Package, receipt: &Receipt, keys: &[Option<RankKey>], peer_group: &str, counting: Counting) -> Vec<Place> {
    let members = receipt.results.iter().zip(keys).filter(|it| it.0.peer_group == peer_group);
    let mut ranked: Vec<_> = members.map(|(it, key)| (it.unit.as_str(), it.rank, key.as_ref())).collect();
    ranked.sort_by_key(|it| (it.1.is_none(), it.1));
    let mut places: Vec<Place> = Vec::with_capacity(ranked.len());
    let (mut rank_above, mut key_above, mut distinct) = (None, None, 0);
    for (unit, rank, key) in ranked {
        if rank != rank_above {
            distinct += 1;
        }
        let parted = key.zip(key_above).and_then(|(key, above): (&RankKey, &RankKey)| key.parted_by(above));
        places.push(Place {
            unit: unit.to_owned(),
            place: rank.map(|it| if counting == Counting::Dense { distinct } else { it }),
            parted_by: parted.and_then(|at| package.rule_set.tie_breakers().get(at)).cloned(),
        });
        (rank_above, key_above) = (rank, key);
    }
    places
}
