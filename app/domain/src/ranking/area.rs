//! Places by area (lĩnh vực; FEATURES G3 "per component"): the score of an area's targets alone, by step 7 of the format, ranked inside
//! the peer group by step 10; and how both changed since the year before (`domain.md` 6.3).

use super::ranks;
use crate::assessment::{Assessor, Rounded};
use crate::package::{Package, Version};
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};

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

/// The places of a peer group in every area, in the order of the rule set. The receipt is that of the package; one of version 1 says
/// nothing of areas, so the points are then taken from the package.
pub fn by_area(package: &Package, receipt: &Receipt, peer_group: &str) -> Vec<AreaRanking> {
    let members: Vec<(usize, &UnitResult)> = receipt.results.iter().enumerate().filter(|it| it.1.peer_group == peer_group).collect();
    let earned = if receipt.version == Version::One { Assessor::new(package).earned_by_all() } else { Vec::new() };
    let ranking = |(area, code): (usize, &str)| {
        let score = |(at, it): &(usize, &UnitResult)| match &it.details {
            Some(details) => details.area_results.get(area)?.score.clone(),
            None => earned.get(*at)?.area_score(area),
        };
        let scores: Vec<Option<Rounded>> = members.iter().map(score).collect();
        let places = members.iter().zip(ranks(&scores)).zip(scores);
        AreaRanking {
            area: code.to_owned(),
            places: places.map(|((it, rank), score)| AreaPlace { unit: it.1.unit.clone(), score, rank }).collect(),
        }
    };
    package.rule_set.area_codes().into_iter().enumerate().map(ranking).collect()
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
