//! "What must I reach by December?" (FEATURES C11): a unit's part of a package and the scores of its peers; figures are moved, and the
//! same evaluator says what comes out, in either version of the format. Small enough to answer in the browser while a person types;
//! nothing here is kept.

mod outlook;
mod reach;
mod whole;

pub use outlook::{GoalClosed, Left, Outlook, Way};
pub use reach::{Needed, Reach};
pub use whole::Limit;

use serde::{Deserialize, Serialize};

use crate::assessment::{Assessor, RankKey, Rounded, Status};
use crate::package::{Figure, Package, Value};
use crate::part;
use crate::quantity::Quantity;
use crate::ranking::rank_keys;
use crate::receipt::{Receipt, UnitResult};
use crate::refusals;
use crate::value::{FigureValue, ValueKind};

/// What an answer starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculator {
    /// A package with this one unit.
    part: Package,
    /// The other units of its peer group.
    peers: Vec<Peer>,
    /// What is a part of what.
    limits: Vec<Limit>,
}

/// What another unit of the peer group is ranked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Overall; none without a score.
    pub key: Option<RankKey>,
    /// The score in each area, in the order of the rule set; nothing where the receipt says none.
    pub areas: Vec<Option<Quantity>>,
}

/// A result, and by what it is ranked.
pub(crate) type Ranked = (UnitResult, Option<RankKey>);

/// A figure that is moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// The figure of a period is this one.
    Figure {
        /// The variable's name.
        variable: String,
        /// The period's label.
        period: String,
        /// The value.
        value: FigureValue,
    },
    /// The amounts of all periods total so much: what is missing to it falls into one period.
    Total {
        /// The variable's name.
        variable: String,
        /// The label of the period that takes what is missing; a figure that it has already gives way.
        period: String,
        /// The total to reach.
        total: Quantity,
    },
}

refusals! {
    /// Why a figure cannot be moved so.
    pub enum MoveRefusal {
        /// No target uses the variable.
        UnknownVariable,
        /// The variable holds values of another kind.
        OtherKind,
        /// The period is none of the reporting periods of the year.
        NotAPeriod,
        /// A figure of a longer or shorter period speaks of some of the same days.
        Overlapping,
        /// The total is less than what is reported already.
        BelowReported,
        /// The amount is larger than a figure can be.
        TooLarge,
        /// A part is larger than the whole it belongs to can still become.
        AboveWhole,
        /// A whole is less than a part of it.
        BelowPart,
        /// A share of a hundred is larger than a hundred.
        AboveHundred,
    }
}

/// What the moved figures give, beside what is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The result as it is.
    pub before: UnitResult,
    /// The result with the moved figures: actual and points of each target, score, outcome, grade, rank among the peers as they are.
    pub after: UnitResult,
}

impl Calculator {
    /// The part of a unit of a package that was assessed; none where the package has no such unit.
    pub fn of(package: &Package, receipt: &Receipt, unit: &str) -> Option<Self> {
        Self::among(package, receipt, &rank_keys(package, receipt), unit)
    }

    /// The same, where it is known by what the units of the package are ranked.
    pub(crate) fn among(package: &Package, receipt: &Receipt, keys: &[Option<RankKey>], unit: &str) -> Option<Self> {
        let part = part::of_unit(package, unit)?;
        let group = &part.units.first()?.peer_group;
        let others = receipt.results.iter().zip(keys).filter(|it| it.0.peer_group == *group && it.0.unit != unit);
        let peers = others.map(|(it, key)| Peer { key: key.clone(), areas: area_scores(it) }).collect();
        Some(Self { part, peers, limits: Vec::new() })
    }

    /// A calculator of a package with one unit, as it crossed the wire; none where it has another number of units.
    pub fn new(part: Package, peers: Vec<Peer>) -> Option<Self> {
        (part.units.len() == 1).then_some(Self { part, peers, limits: Vec::new() })
    }

    /// The same, where it is known which variables are parts of others; a package does not say it.
    pub fn with_limits(self, limits: Vec<Limit>) -> Self {
        Self { limits, ..self }
    }

    /// The package with this one unit.
    pub fn part(&self) -> &Package {
        &self.part
    }

    /// The peers.
    pub fn peers(&self) -> &[Peer] {
        &self.peers
    }

    /// The result as it is; none where the package has no unit.
    pub fn now(&self) -> Option<UnitResult> {
        self.ranked(&self.part).map(|it| it.0)
    }

    /// The result with figures moved, one after the other.
    pub fn answer(&self, moves: &[Move]) -> Result<Option<Answer>, MoveRefusal> {
        let part = self.moved(moves)?;
        if let Some((_, refusal)) = self.misfits(&part, moves).into_iter().next() {
            return Err(refusal);
        }
        Ok(self.now().zip(self.ranked(&part)).map(|(before, (after, _))| Answer { before, after }))
    }

    /// Which moves do not stand beside the others, as places in the list. Each is one that stands as long as only its own value is looked at.
    pub fn unfit(&self, moves: &[Move]) -> Result<Vec<(usize, MoveRefusal)>, MoveRefusal> {
        Ok(self.misfits(&self.moved(moves)?, moves))
    }

    /// The part with figures moved.
    fn moved(&self, moves: &[Move]) -> Result<Package, MoveRefusal> {
        let mut part = self.part.clone();
        for it in moves {
            apply(&mut part, it)?;
        }
        Ok(part)
    }

    /// The kind of value that a variable holds; none where no target uses it.
    pub fn kind_of(&self, variable: &str) -> Option<ValueKind> {
        kind_of(&self.part, variable)
    }

    /// What is reported of a variable so far, added up; none where it is no amount, or too large.
    pub fn reported(&self, variable: &str) -> Option<Quantity> {
        reported(&self.part, variable, None)
    }

    /// The result of a part that stands in the place of the own one, with its places among the peers.
    pub(crate) fn ranked(&self, part: &Package) -> Option<Ranked> {
        let (mut result, key) = Assessor::new(part).unranked(&part.units.first()?.code)?;
        let above = |key: &RankKey| self.peers.iter().filter(|it| it.key.as_ref() > Some(key)).count();
        result.rank = key.as_ref().and_then(|key| place(above(key)));
        let scores = area_scores(&result);
        let of_areas = result.details.iter_mut().flat_map(|it| &mut it.area_results);
        for (at, (area, score)) in of_areas.zip(scores).enumerate() {
            let higher = |it: &&Peer| it.areas.get(at).copied().flatten() > score;
            area.rank = score.and_then(|_| place(self.peers.iter().filter(higher).count()));
        }
        Some((result, key))
    }
}

/// The place below so many.
fn place(above: usize) -> Option<u32> {
    u32::try_from(above).ok()?.checked_add(1)
}

/// The scores of a unit in the areas; nothing where the receipt says none.
fn area_scores(result: &UnitResult) -> Vec<Option<Quantity>> {
    let areas = result.details.iter().flat_map(|it| &it.area_results);
    areas.map(|it| it.score.as_ref().and_then(Rounded::quantity)).collect()
}

impl Answer {
    /// The codes of the targets that the moved figures bring to be met.
    pub fn newly_met(&self) -> Vec<&str> {
        let was_met = |code: &str| self.before.target(code).is_some_and(|it| it.status == Status::Met);
        let met = self.after.targets.iter().filter(|it| it.status == Status::Met);
        met.filter(|it| !was_met(&it.code)).map(|it| it.code.as_str()).collect()
    }
}

fn apply(package: &mut Package, it: &Move) -> Result<(), MoveRefusal> {
    let Some(unit) = package.units.first().map(|it| it.code.clone()) else { return Ok(()) };
    let (variable, period) = match it {
        Move::Figure { variable, period, .. } | Move::Total { variable, period, .. } => (variable, period),
    };
    let kind = kind_of(package, variable).ok_or(MoveRefusal::UnknownVariable)?;
    if !part::takes_period(package, period) {
        return Err(MoveRefusal::NotAPeriod);
    }
    if package.figures.iter().any(|it| it.variable == *variable && part::overlap(package.version, &it.period, period)) {
        return Err(MoveRefusal::Overlapping);
    }
    let value = match it {
        Move::Figure { value, .. } => *value,
        Move::Total { .. } if kind != ValueKind::Amount => return Err(MoveRefusal::OtherKind),
        Move::Total { total, .. } => {
            let others = reported(package, variable, Some(period)).ok_or(MoveRefusal::TooLarge)?;
            let rest = total.checked_sub(others).ok_or(MoveRefusal::TooLarge)?;
            if rest.is_negative() {
                return Err(MoveRefusal::BelowReported);
            }
            FigureValue::Amount(rest)
        }
    };
    if kind != value.kind() {
        return Err(MoveRefusal::OtherKind);
    }
    if value.amount().is_some_and(|it| !it.fits_package()) {
        return Err(MoveRefusal::TooLarge);
    }
    part::put(package, Figure { unit, variable: variable.clone(), period: period.clone(), value: Value::from(value) });
    Ok(())
}

fn kind_of(part: &Package, variable: &str) -> Option<ValueKind> {
    let uses = |it: &&crate::package::Target| it.measure.variables().contains(&variable);
    part.rule_set.targets.iter().find(uses).map(|it| it.measure.kind().value_kind())
}

/// The amounts of a variable added up, without those of one period.
fn reported(part: &Package, variable: &str, without: Option<&String>) -> Option<Quantity> {
    let figures = part.figures.iter().filter(|it| it.variable == variable && Some(&it.period) != without);
    let amounts: Option<Vec<Quantity>> = figures.map(|it| it.value.figure_value().amount()).collect();
    Quantity::checked_sum(amounts?)
}
