//! Exact numbers: fractions that are never reduced and never rounded but where the format says so. They are held in machine words for
//! as long as those hold them, else as big integers.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use super::rounded::Rounded;
use crate::quantity::{Quantity, SCALE};

/// A fraction whose denominator is above 0. Adding sixty unlike fractions without reducing them is exact and much faster.
#[derive(Debug, Clone)]
pub(super) enum Exact {
    /// Numerator and denominator.
    Small(i128, i128),
    /// The same, where either does not fit a machine word.
    Big(Box<(BigInt, BigInt)>),
}

use Exact::{Big, Small};

impl Exact {
    /// A fraction; none over 0.
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => None,
            1.. => Some(Small(numerator, denominator)),
            _ => match numerator.checked_neg().zip(denominator.checked_neg()) {
                Some((numerator, denominator)) => Some(Small(numerator, denominator)),
                None => Self::big(numerator.into(), denominator.into()),
            },
        }
    }

    /// A fraction of big integers; none over 0.
    pub(super) fn big(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        if denominator.is_zero() {
            return None;
        }
        let (numerator, denominator) = if denominator.is_negative() { (-numerator, -denominator) } else { (numerator, denominator) };
        Some(match (i128::try_from(&numerator), i128::try_from(&denominator)) {
            (Ok(numerator), Ok(denominator)) => Small(numerator, denominator),
            _ => Big(Box::new((numerator, denominator))),
        })
    }

    pub(super) fn zero() -> Self {
        Small(0, 1)
    }

    pub(super) fn one() -> Self {
        Small(1, 1)
    }

    pub(super) fn of(quantity: Quantity) -> Self {
        Small(quantity.0.into(), SCALE.into())
    }

    pub(super) fn from_integer(number: BigInt) -> Self {
        Self::big(number, 1.into()).unwrap_or_else(Self::zero)
    }

    /// Numerator and denominator as big integers.
    fn parts(&self) -> (BigInt, BigInt) {
        match self {
            Small(numerator, denominator) => ((*numerator).into(), (*denominator).into()),
            Big(parts) => (**parts).clone(),
        }
    }

    /// Numerator and denominator, where machine words hold them.
    pub(super) fn small(&self) -> Option<(i128, i128)> {
        match self {
            Small(numerator, denominator) => Some((*numerator, *denominator)),
            Big(_) => None,
        }
    }

    /// What `small` makes of both where machine words hold it, else what `big` makes of them.
    fn with<T>(
        &self,
        other: &Self,
        small: impl FnOnce((i128, i128), (i128, i128)) -> Option<T>,
        big: impl FnOnce((BigInt, BigInt), (BigInt, BigInt)) -> T,
    ) -> T {
        let held = self.small().zip(other.small()).and_then(|(one, other)| small(one, other));
        held.unwrap_or_else(|| big(self.parts(), other.parts()))
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        self.with(
            other,
            |(a, b), (c, d)| {
                if b == d {
                    return Some(Small(a.checked_add(c)?, b));
                }
                Some(Small(a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?))
            },
            |(a, b), (c, d)| {
                let (numerator, denominator) = if b == d { (a + c, b) } else { (a * &d + c * &b, b * d) };
                Self::big(numerator, denominator).unwrap_or_else(Self::zero)
            },
        )
    }

    pub(super) fn negated(&self) -> Self {
        match self {
            Small(numerator, denominator) if *numerator != i128::MIN => Small(-numerator, *denominator),
            _ => {
                let (numerator, denominator) = self.parts();
                Self::big(-numerator, denominator).unwrap_or_else(Self::zero)
            }
        }
    }

    pub(super) fn subtract(&self, other: &Self) -> Self {
        self.add(&other.negated())
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        self.with(
            other,
            |(a, b), (c, d)| Some(Small(a.checked_mul(c)?, b.checked_mul(d)?)),
            |(a, b), (c, d)| Self::big(a * c, b * d).unwrap_or_else(Self::zero),
        )
    }

    /// A quotient; none over 0.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        self.with(
            other,
            |(a, b), (c, d)| Some(if b == d { Self::new(a, c) } else { Self::new(a.checked_mul(d)?, b.checked_mul(c)?) }),
            |(a, b), (c, d)| Self::big(a * d, b * c),
        )
    }

    /// This number cut to 0–1.
    pub(super) fn cut(self) -> Self {
        if self.is_negative() {
            Self::zero()
        } else if self.at_least(&Self::one()) {
            Self::one()
        } else {
            self
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        match self {
            Small(numerator, _) => *numerator == 0,
            Big(parts) => parts.0.is_zero(),
        }
    }

    pub(super) fn is_positive(&self) -> bool {
        match self {
            Small(numerator, _) => *numerator > 0,
            Big(parts) => parts.0.is_positive(),
        }
    }

    pub(super) fn is_negative(&self) -> bool {
        match self {
            Small(numerator, _) => *numerator < 0,
            Big(parts) => parts.0.is_negative(),
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.with(
            other,
            |(a, b), (c, d)| Some(if b == d { a.cmp(&c) } else { a.checked_mul(d)?.cmp(&c.checked_mul(b)?) }),
            |(a, b), (c, d)| (a * d).cmp(&(c * b)),
        )
    }

    pub(super) fn at_least(&self, other: &Self) -> bool {
        self.compare(other) != Ordering::Less
    }

    /// The greater of two.
    pub(super) fn most(self, other: Self) -> Self {
        if self.at_least(&other) { self } else { other }
    }

    /// The smaller of two.
    pub(super) fn least(self, other: Self) -> Self {
        if self.at_least(&other) { other } else { self }
    }

    /// The sum: like fractions first, then pairs, so that the numbers stay as short as they can.
    pub(super) fn sum(fractions: impl IntoIterator<Item = Self>) -> Self {
        let mut like: Vec<Self> = Vec::new();
        for fraction in fractions.into_iter().filter(|it| !it.is_zero()) {
            match like.iter_mut().find(|it| it.is_like(&fraction)) {
                Some(it) => *it = it.add(&fraction),
                None => like.push(fraction),
            }
        }
        let mut parts: Vec<(BigInt, BigInt)> = like.iter().map(Self::parts).collect();
        while parts.len() > 1 {
            parts = parts
                .chunks(2)
                .filter_map(|it| match it {
                    [(a, b), (c, d)] => Some((a * d + c * b, b * d)),
                    [one, ..] => Some(one.clone()),
                    [] => None,
                })
                .collect();
        }
        parts.pop().and_then(|(numerator, denominator)| Self::big(numerator, denominator)).unwrap_or_else(Self::zero)
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Small(_, one), Small(_, other)) => one == other,
            (Big(one), Big(other)) => one.1 == other.1,
            _ => false,
        }
    }

    /// Rounds half away from zero.
    pub(super) fn rounded(&self, decimals: u8) -> Rounded {
        let held = self.small().and_then(|(numerator, denominator)| round(numerator, denominator, decimals));
        if let Some(units) = held {
            return Rounded::of_small(units, decimals);
        }
        let (numerator, denominator) = self.parts();
        let scaled = numerator * BigInt::from(10).pow(decimals.into());
        // Half of the denominator added on the far side of zero, then cut: twice everything keeps halves whole.
        let doubled: BigInt = scaled.abs() * 2 + &denominator;
        let size: BigInt = doubled / (denominator * 2);
        Rounded::from_units(if scaled.is_negative() { -size } else { size }, decimals)
    }

    /// The least whole number that is not below this one.
    pub(super) fn ceiling(&self) -> BigInt {
        self.unreduced().ceil().to_integer()
    }

    /// The greatest whole number that is not above this one.
    pub(super) fn floor(&self) -> BigInt {
        self.unreduced().floor().to_integer()
    }

    fn unreduced(&self) -> BigRational {
        let (numerator, denominator) = self.parts();
        BigRational::new_raw(numerator, denominator)
    }

    /// The number in lowest terms.
    pub(super) fn rational(&self) -> BigRational {
        let (numerator, denominator) = self.parts();
        BigRational::new(numerator, denominator)
    }
}

/// A fraction in units of the last decimal, rounded half away from zero; none where machine words do not hold it on the way.
pub(super) fn round(numerator: i128, denominator: i128, decimals: u8) -> Option<i128> {
    let scaled = numerator.checked_mul(10_i128.checked_pow(decimals.into())?)?;
    let doubled = scaled.checked_abs()?.checked_mul(2)?.checked_add(denominator)?;
    let size = doubled.checked_div(denominator.checked_mul(2)?)?;
    Some(if scaled < 0 { -size } else { size })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fraction(numerator: i128, denominator: i128) -> Exact {
        Exact::new(numerator, denominator).unwrap()
    }

    #[test]
    fn rounding_is_half_away_from_zero_and_zero_has_no_sign() {
        for (numerator, denominator, decimals, shown) in [
            (1, 2, 0, "1"),
            (-1, 2, 0, "-1"),
            (1, 8, 2, "0.13"),
            (-1, 8, 2, "-0.13"),
            (-1, 1000, 2, "0.00"),
            (89_995, 1000, 2, "90.00"),
            (2, 3, 4, "0.6667"),
            (1, -3, 1, "-0.3"),
            (5, 1, 2, "5.00"),
            (5, 1000, 2, "0.01"),
            (4_999, 1_000_000, 2, "0.00"),
            (-7, 100, 1, "-0.1"),
        ] {
            assert_eq!(fraction(numerator, denominator).rounded(decimals).to_string(), shown, "{numerator}/{denominator}");
        }
        assert_eq!(fraction(12_505, 10).rounded(2).vietnamese(), "1.250,50");
        assert_eq!(fraction(-1_250_000, 1).rounded(0).vietnamese(), "-1.250.000");
        assert_eq!(fraction(2_501, 2).rounded(2).quantity(), Some(Quantity(12_505_000)));
    }

    #[test]
    fn sums_of_unlike_fractions_are_exact() {
        let sum = Exact::sum((1..=60).map(|it| fraction(1, it * (it + 1))));
        assert_eq!(sum.compare(&fraction(60, 61)), Ordering::Equal);
        assert_eq!(Exact::sum([]).compare(&Exact::zero()), Ordering::Equal);
        assert!(Exact::new(1, 0).is_none());
    }

    fn any_number() -> impl Strategy<Value = i128> {
        prop_oneof![-1000_i128..1000, any::<i64>().prop_map(i128::from), any::<i128>(), Just(i128::MIN), Just(i128::MAX)]
    }

    proptest! {
        #[test]
        fn machine_words_and_big_integers_say_the_same(a in any_number(), b in any_number(), c in any_number(), d in any_number(), decimals in 0_u8..=4) {
            let of = |numerator: i128, denominator: i128| Exact::new(numerator, denominator);
            let big = |numerator: i128, denominator: i128| BigRational::new(numerator.into(), denominator.into());
            prop_assume!(b != 0 && d != 0);
            let (one, other) = (of(a, b).unwrap(), of(c, d).unwrap());
            let (big_one, big_other) = (big(a, b), big(c, d));
            prop_assert_eq!(one.rational(), big_one.clone());
            prop_assert_eq!(one.add(&other).rational(), &big_one + &big_other);
            prop_assert_eq!(one.subtract(&other).rational(), &big_one - &big_other);
            prop_assert_eq!(one.times(&other).rational(), &big_one * &big_other);
            prop_assert_eq!(one.over(&other).map(|it| it.rational()), (c != 0).then(|| &big_one / &big_other));
            prop_assert_eq!(one.compare(&other), big_one.cmp(&big_other));
            prop_assert_eq!((one.is_zero(), one.is_positive(), one.is_negative()), (a == 0, big_one.is_positive(), big_one.is_negative()));
            prop_assert_eq!(one.ceiling(), big_one.ceil().to_integer());
            prop_assert_eq!(one.floor(), big_one.floor().to_integer());
            prop_assert_eq!(Exact::sum([one.clone(), other.clone(), one.clone()]).rational(), &big_one + &big_other + &big_one);
            let scaled = &big_one * BigRational::from_integer(BigInt::from(10).pow(decimals.into()));
            let half = BigRational::new(1.into(), 2.into());
            let size = (scaled.abs() + half).floor().to_integer();
            let units = if scaled.is_negative() { -size } else { size };
            prop_assert_eq!(one.rounded(decimals), Rounded::from_units(units, decimals));
        }
    }
}
