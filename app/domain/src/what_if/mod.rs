//! "What must I reach by December?" (FEATURES C11): a unit's part of a package and the scores of its peers; figures are moved, and the
//! same evaluator says what comes out. Small enough to answer in the browser while a person types; nothing here is kept.

mod reach;

pub use reach::{Needed, Reach};

use crate::assessment::{Status, assess};
use crate::package::{Figure, Package, Value};
use crate::part;
use crate::quantity::Quantity;
use crate::receipt::{Receipt, UnitResult};
use crate::refusals;
use crate::value::{FigureValue, ValueKind};

/// What an answer starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculator {
    /// A package with this one unit.
    part: Package,
    /// The scores of the other units of its peer group, as they are shown.
    peers: Vec<Quantity>,
}

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
        /// The total is less than what is reported already.
        BelowReported,
        /// The amount is larger than a figure can be.
        TooLarge,
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
        let own = package.units.iter().find(|it| it.code == unit)?;
        let others = receipt.results.iter().filter(|it| it.peer_group == own.peer_group && it.unit != unit);
        let peers = others.filter_map(|it| it.score.as_ref().and_then(|it| it.quantity())).collect();
        Some(Self { part: part::of_unit(package, unit)?, peers })
    }

    /// A calculator of a package with one unit, as it crossed the wire; none where it has another number of units.
    pub fn new(part: Package, peers: Vec<Quantity>) -> Option<Self> {
        (part.units.len() == 1).then_some(Self { part, peers })
    }

    /// The package with this one unit.
    pub fn part(&self) -> &Package {
        &self.part
    }

    /// The scores of the peers.
    pub fn peers(&self) -> &[Quantity] {
        &self.peers
    }

    /// The result as it is; none where the package has no unit.
    pub fn now(&self) -> Option<UnitResult> {
        self.result(&self.part)
    }

    /// The result with figures moved, one after the other.
    pub fn answer(&self, moves: &[Move]) -> Result<Option<Answer>, MoveRefusal> {
        let mut part = self.part.clone();
        for it in moves {
            apply(&mut part, it)?;
        }
        Ok(self.now().zip(self.result(&part)).map(|(before, after)| Answer { before, after }))
    }

    /// The kind of value that a variable holds; none where no target uses it.
    pub fn kind_of(&self, variable: &str) -> Option<ValueKind> {
        kind_of(&self.part, variable)
    }

    /// What is reported of a variable so far, added up; none where it is no amount, or too large.
    pub fn reported(&self, variable: &str) -> Option<Quantity> {
        reported(&self.part, variable, None)
    }

    fn result(&self, part: &Package) -> Option<UnitResult> {
        let mut result = assess(part).results.pop()?;
        result.rank = result.score.as_ref().and_then(|it| it.quantity()).and_then(|score| {
            let higher = self.peers.iter().filter(|it| **it > score).count();
            u32::try_from(higher + 1).ok()
        });
        Some(result)
    }
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
