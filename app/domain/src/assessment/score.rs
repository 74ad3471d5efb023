//! Scores: sums of sixty unlike fractions. Written out, such a sum is some two thousand bits long; but whoever rounds it or holds it
//! against a threshold seldom needs to know it so well. So a score first knows two bounds between which it lies, and is computed in
//! full only where the bounds leave a question open. What it answers is exact either way.

use std::cell::OnceCell;

use num_rational::BigRational;

use super::exact::{Exact, round};
use super::rounded::Rounded;
use crate::quantity::{Quantity, SCALE};

/// What the bounds are counted in: every decimal of a package is a whole number of these.
const GRAIN: i128 = (SCALE as i128) << 50;

/// A score, 0–100.
#[derive(Debug, Clone)]
pub(super) struct Score {
    /// The points that are added up.
    points: Vec<Exact>,
    /// What they are out of, in ten-thousandths.
    scale: i128,
    /// What is added to the percentage, and the greatest that is left of it then; nothing below 0 is left either.
    after: Option<(Quantity, Quantity)>,
    /// Grains below and above, where machine words hold them.
    bounds: Option<(i128, i128)>,
    exact: OnceCell<Exact>,
}

impl Score {
    /// Points in percent of what they are out of; none where that is nothing.
    pub(super) fn new(points: Vec<Exact>, scale: i128) -> Option<Self> {
        if scale == 0 {
            return None;
        }
        let bounds = bounds_of(&points, scale);
        Some(Self { points, scale, after: None, bounds, exact: OnceCell::new() })
    }

    /// A score that is given.
    pub(super) fn given(score: Quantity) -> Self {
        let grains = i128::from(score.0) << 50;
        Self { points: Vec::new(), scale: 1, after: None, bounds: Some((grains, grains)), exact: OnceCell::from(Exact::of(score)) }
    }

    /// This score with points added (or taken away) and cut to 0 and `most`.
    pub(super) fn adjusted(&self, points: Quantity, most: Quantity) -> Self {
        let shift = i128::from(points.0) << 50;
        let most_grains = i128::from(most.0.max(0)) << 50;
        let within = |it: i128| (it + shift).clamp(0, most_grains);
        Self {
            points: self.points.clone(),
            scale: self.scale,
            after: Some((points, most)),
            bounds: self.bounds.map(|(low, high)| (within(low), within(high))),
            exact: OnceCell::new(),
        }
    }

    /// Whether it comes to a threshold.
    pub(super) fn at_least(&self, threshold: Quantity) -> bool {
        let grains = i128::from(threshold.0) << 50;
        match self.bounds {
            Some((low, _)) if low >= grains => true,
            Some((_, high)) if high < grains => false,
            _ => self.exact().at_least(&Exact::of(threshold)),
        }
    }

    /// Rounds half away from zero.
    pub(super) fn rounded(&self, decimals: u8) -> Rounded {
        let settled = self.bounds.and_then(|(low, high)| {
            let (low, high) = (round(low, GRAIN, decimals)?, round(high, GRAIN, decimals)?);
            (low == high).then_some(low)
        });
        settled.map_or_else(|| self.exact().rounded(decimals), |it| Rounded::of_small(it, decimals))
    }

    /// The number itself.
    pub(super) fn exact(&self) -> &Exact {
        self.exact.get_or_init(|| {
            let scale = Exact::new(self.scale, i128::from(100 * SCALE));
            let percent = scale.and_then(|it| Exact::sum(self.points.iter().cloned()).over(&it)).unwrap_or_else(Exact::zero);
            match self.after {
                None => percent,
                Some((points, most)) => percent.add(&Exact::of(points)).most(Exact::zero()).least(Exact::of(Quantity(most.0.max(0)))),
            }
        })
    }

    /// The number in lowest terms.
    pub(super) fn rational(&self) -> BigRational {
        self.exact().rational()
    }
}

/// The grains between which the percentage lies.
fn bounds_of(points: &[Exact], scale: i128) -> Option<(i128, i128)> {
    let (mut low, mut high) = (0_i128, 0_i128);
    for it in points {
        let (numerator, denominator) = it.small()?;
        let scaled = numerator.checked_mul(GRAIN)?;
        let below = scaled.div_euclid(denominator);
        low = low.checked_add(below)?;
        high = high.checked_add(below)?.checked_add(i128::from(scaled.rem_euclid(denominator) != 0))?;
    }
    // Packages that were never checked may weigh nothing or less.
    if scale < 0 {
        return None;
    }
    let percent = |it: i128| it.checked_mul(i128::from(100 * SCALE));
    let (low, above) = (percent(low)?.div_euclid(scale), percent(high)?);
    Some((low, above.div_euclid(scale).checked_add(i128::from(above.rem_euclid(scale) != 0))?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fractions() -> impl Strategy<Value = Vec<(i128, i128)>> {
        let part = prop_oneof![
            (0_i128..200_000, 1_i128..2_000_000),
            (0_i128..1_000_000).prop_map(|it| (it, 10_000)),
            (0_i128..=1_000, Just(1_000)),
        ];
        proptest::collection::vec(part, 0..70)
    }

    proptest! {
        #[test]
        fn the_bounds_never_answer_otherwise_than_the_number(parts in fractions(), scale in 1_i128..2_000_000, shift in -400_000_i64..400_000, most in 0_i64..=1_000_000, near in -2_i64..=2, decimals in 0_u8..=4) {
            let points: Vec<Exact> = parts.iter().map(|it| Exact::new(it.0, it.1).unwrap()).collect();
            let score = Score::new(points, scale).unwrap();
            for score in [score.adjusted(Quantity(shift), Quantity(most)), score] {
                let exact = score.exact().clone();
                prop_assert_eq!(score.rounded(decimals), exact.rounded(decimals));
                let around = exact.rounded(4).quantity().map_or(0, |it| it.0) + near;
                for threshold in [around, 0, 900_000, 1_000_000] {
                    prop_assert_eq!(score.at_least(Quantity(threshold)), exact.at_least(&Exact::of(Quantity(threshold))));
                }
            }
        }
    }

    #[test]
    fn ties_are_answered_exactly() {
        let thirds = || vec![Exact::new(1, 3).unwrap(), Exact::new(1, 3).unwrap(), Exact::new(1, 3).unwrap()];
        let score = Score::new(thirds(), i128::from(SCALE)).unwrap();
        assert!(score.at_least(Quantity(1_000_000)) && !score.at_least(Quantity(1_000_001)));
        // Half of a hundredth in thirds: 0,005 rounds away from zero.
        let half = Score::new(thirds(), i128::from(SCALE) * 20_000).unwrap();
        assert_eq!(half.rounded(2).to_string(), "0.01");
        assert!(Score::new(thirds(), 0).is_none());
        assert_eq!(Score::given(Quantity(834_760)).rounded(2).to_string(), "83.48");
    }
}
