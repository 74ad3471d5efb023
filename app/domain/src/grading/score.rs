//! Points from a scoring (`domain.md` 7.2): the general part by items, the results part by ratios. Exact; only a month's score is
//! rounded, to the decimals that the rule names.

use std::collections::BTreeMap;

use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::scoring::{Count, Item, Ratio, Scoring};
use super::who::Who;
use crate::assessment::rounded;
use crate::{Quantity, refusals};

refusals! {
    /// Why points cannot be computed.
    pub enum ScoreRefusal {
        /// The rule does not say how its points come about, or leaves the maxima to the province.
        NotByThisRule,
        /// An item or ratio has no points yet.
        Missing,
        /// An item or ratio that the rule does not have.
        UnknownItem,
        /// Points below 0 or above the greatest.
        OutOfRange,
        /// Nothing was assigned, so there is nothing to take a share of.
        NothingAssigned,
        /// More faults are excused than there are.
        MoreExcused,
    }
}

impl Count {
    /// Brings a ratio into its bounds, or refuses one that cannot be.
    fn bounded(&self, value: &BigRational) -> Result<BigRational, ScoreRefusal> {
        let one = Quantity(crate::quantity::SCALE).rational();
        match self {
            _ if value.is_negative() => Err(ScoreRefusal::OutOfRange),
            Self::Quantity { cap: Some(cap) } => Ok(value.clone().min(cap.value.quantity().rational())),
            Self::Quantity { cap: None } => Ok(value.clone()),
            Self::Deducted { .. } if *value > one => Err(ScoreRefusal::OutOfRange),
            Self::OneOf { values } if values.iter().all(|it| it.quantity().rational() != *value) => Err(ScoreRefusal::OutOfRange),
            Self::Deducted { .. } | Self::OneOf { .. } => Ok(value.clone()),
        }
    }
}

impl Scoring {
    /// Adds up the general part: points for every item, by its code.
    pub fn general_points(&self, given: &BTreeMap<String, Quantity>) -> Result<Quantity, ScoreRefusal> {
        let items: Vec<&Item> = self.general.groups.iter().flat_map(|it| &it.items).collect();
        if items.is_empty() {
            return Err(ScoreRefusal::NotByThisRule);
        }
        if given.keys().any(|code| items.iter().all(|it| it.code != *code)) {
            return Err(ScoreRefusal::UnknownItem);
        }
        let mut total = Quantity::ZERO;
        for item in items {
            let points = *given.get(&item.code).ok_or(ScoreRefusal::Missing)?;
            let max = item.max.as_ref().ok_or(ScoreRefusal::NotByThisRule)?.quantity();
            if points.is_negative() || points > max {
                return Err(ScoreRefusal::OutOfRange);
            }
            total = total.checked_add(points).ok_or(ScoreRefusal::OutOfRange)?;
        }
        Ok(total)
    }

    /// The ratios that count for somebody, in the order of the decree.
    pub fn ratios_of(&self, who: &Who) -> impl Iterator<Item = &Ratio> {
        self.results.ratios.iter().filter(|it| who.is_among(&it.only))
    }

    /// The points, exact: the general points, and the mean of the ratios times the greatest points for results.
    pub fn points(&self, who: &Who, general: Quantity, given: &BTreeMap<String, BigRational>) -> Result<BigRational, ScoreRefusal> {
        if general.is_negative() || general > self.general.max.quantity() {
            return Err(ScoreRefusal::OutOfRange);
        }
        let ratios: Vec<&Ratio> = self.ratios_of(who).collect();
        if ratios.is_empty() {
            return Err(ScoreRefusal::NotByThisRule);
        }
        if given.keys().any(|code| ratios.iter().all(|it| it.code != *code)) {
            return Err(ScoreRefusal::UnknownItem);
        }
        let mut total = BigRational::zero();
        for ratio in &ratios {
            total += ratio.count.bounded(given.get(&ratio.code).ok_or(ScoreRefusal::Missing)?)?;
        }
        let mean = total / BigRational::from_integer(ratios.len().into());
        Ok(general.rational() + mean * self.results.max.quantity().rational())
    }

    /// A month's score: the points, rounded half away from zero to the decimals of the form.
    pub fn month(&self, who: &Who, general: Quantity, given: &BTreeMap<String, BigRational>) -> Result<Quantity, ScoreRefusal> {
        let decimals = self.month_decimals.as_ref().ok_or(ScoreRefusal::NotByThisRule)?.value;
        let points = self.points(who, general, given)?;
        rounded(&points, decimals).quantity().ok_or(ScoreRefusal::OutOfRange)
    }
}
