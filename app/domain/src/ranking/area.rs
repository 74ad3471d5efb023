//! Places by area (lĩnh vực; FEATURES G3 "per component"): the score of an area's targets alone, by step 7 of the format, ranked inside
//! the peer group by step 10; and how both changed since the year before (`domain.md` 6.3).

use super::ranks;
use crate::assessment::{Earned, Rounded};
use crate::package::Package;
use crate::quantity::Quantity;

/// The units of a peer group in one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRanking {
    /// The area's code.
    pub area: String,
    /// The units, in the package's order.
    pub places: Vec<AreaPlace>,
}

/// A unit in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaPlace {
    /// The unit's code.
    pub unit: String,
    /// The score of the area's targets, 0–100, rounded as all scores are; none where none of them applies.
    pub score: Option<Rounded>,
    /// The place in the peer group; none without a score.
    pub rank: Option<u32>,
}

/// How a unit's standing in an area changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChange {
    /// The area's code.
    pub area: String,
    /// The unit's code.
    pub unit: String,
    /// Points more (or fewer) than the year before; none where one of the years has no score.
    pub score: Option<Quantity>,
    /// Places better, below 0 worse; none where one of the years has no place.
    pub places: Option<i64>,
}

/// Ranks a peer group in every area, in the order in which the areas first come in the rule set. `earned` is that of the package.
pub fn by_area(package: &Package, earned: &[Earned], peer_group: &str) -> Vec<AreaRanking> {
    let targets = &package.rule_set.targets;
    let mut areas: Vec<&str> = Vec::new();
    for target in targets {
        if !areas.contains(&target.area.as_str()) {
            areas.push(&target.area);
        }
    }
    let members: Vec<_> = package.units.iter().zip(earned).filter(|it| it.0.peer_group == peer_group).collect();
    let ranking = |area: &str| {
        let takes = |at: usize| targets.get(at).is_some_and(|it| it.area == area);
        let scores: Vec<Option<Rounded>> = members.iter().map(|it| it.1.score_of(takes)).collect();
        let ranks = ranks(&scores.iter().map(|it| it.as_ref().and_then(Rounded::quantity)).collect::<Vec<_>>());
        let places = members.iter().zip(scores).zip(ranks);
        AreaRanking {
            area: area.to_owned(),
            places: places.map(|((unit, score), rank)| AreaPlace { unit: unit.0.code.clone(), score, rank }).collect(),
        }
    };
    areas.into_iter().map(ranking).collect()
}

/// How each unit's standing changed in the areas that both years have.
pub fn area_changes(now: &[AreaRanking], before: &[AreaRanking]) -> Vec<AreaChange> {
    let mut changes = Vec::new();
    for ranking in now {
        let Some(old) = before.iter().find(|it| it.area == ranking.area) else { continue };
        for place in &ranking.places {
            let Some(was) = old.places.iter().find(|it| it.unit == place.unit) else { continue };
            let score = |it: &AreaPlace| it.score.as_ref().and_then(Rounded::quantity);
            changes.push(AreaChange {
                area: ranking.area.clone(),
                unit: place.unit.clone(),
                score: score(place).zip(score(was)).and_then(|(now, was)| now.checked_sub(was)),
                places: place.rank.zip(was.rank).map(|(now, was)| i64::from(was) - i64::from(now)),
            });
        }
    }
    changes
}
