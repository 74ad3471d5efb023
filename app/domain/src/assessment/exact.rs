//! Exact numbers: fractions of big integers that are never reduced and never rounded but where the format says so.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::quantity::{Quantity, SCALE, grouped};

/// A fraction whose denominator is above 0. Adding sixty unlike fractions without reducing them is exact and much faster.
#[derive(Debug, Clone)]
pub(super) struct Exact {
    numerator: BigInt,
    denominator: BigInt,
}

/// A number rounded half away from zero to the decimals a rule set shows; printed plain and padded to them, as `-0.50`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rounded {
    /// The number in units of the last decimal.
    units: BigInt,
    /// How many decimals, 0–4.
    decimals: u8,
}

impl Exact {
    /// A fraction; none over 0.
    pub(super) fn new(numerator: BigInt, denominator: BigInt) -> Option<Self> {
        match denominator.sign() {
            Sign::NoSign => None,
            Sign::Plus => Some(Self { numerator, denominator }),
            Sign::Minus => Some(Self { numerator: -numerator, denominator: -denominator }),
        }
    }

    pub(super) fn zero() -> Self {
        Self::whole(0)
    }

    pub(super) fn one() -> Self {
        Self::whole(1)
    }

    fn whole(number: i64) -> Self {
        Self { numerator: number.into(), denominator: 1.into() }
    }

    pub(super) fn of(quantity: Quantity) -> Self {
        Self { numerator: quantity.0.into(), denominator: SCALE.into() }
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        if self.denominator == other.denominator {
            return Self { numerator: &self.numerator + &other.numerator, denominator: self.denominator.clone() };
        }
        Self {
            numerator: &self.numerator * &other.denominator + &other.numerator * &self.denominator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    pub(super) fn subtract(&self, other: &Self) -> Self {
        self.add(&Self { numerator: -&other.numerator, denominator: other.denominator.clone() })
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self { numerator: &self.numerator * &other.numerator, denominator: &self.denominator * &other.denominator }
    }

    /// A quotient; none over 0.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        Self::new(&self.numerator * &other.denominator, &self.denominator * &other.numerator)
    }

    /// This number cut to 0–1.
    pub(super) fn cut(self) -> Self {
        if self.numerator.is_negative() {
            Self::zero()
        } else if self.numerator > self.denominator {
            Self::one()
        } else {
            self
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    pub(super) fn is_positive(&self) -> bool {
        self.numerator.is_positive()
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }

    pub(super) fn at_least(&self, other: &Self) -> bool {
        self.compare(other) != Ordering::Less
    }

    /// The sum: like fractions first, then pairs, so that the numbers stay as short as they can.
    pub(super) fn sum(fractions: impl IntoIterator<Item = Self>) -> Self {
        let mut parts: Vec<Self> = Vec::new();
        for fraction in fractions.into_iter().filter(|it| !it.is_zero()) {
            match parts.iter_mut().find(|it| it.denominator == fraction.denominator) {
                Some(like) => like.numerator += &fraction.numerator,
                None => parts.push(fraction),
            }
        }
        while parts.len() > 1 {
            parts = parts
                .chunks(2)
                .map(|it| match it {
                    [one, other] => one.add(other),
                    [one, ..] => one.clone(),
                    [] => Self::zero(),
                })
                .collect();
        }
        parts.pop().unwrap_or_else(Self::zero)
    }

    /// Rounds half away from zero.
    pub(super) fn rounded(&self, decimals: u8) -> Rounded {
        let scaled = &self.numerator * BigInt::from(10).pow(decimals.into());
        // Half of the denominator added on the far side of zero, then cut: twice everything keeps halves whole.
        let doubled: BigInt = scaled.abs() * 2 + &self.denominator;
        let size: BigInt = doubled / (&self.denominator * 2);
        Rounded { units: if scaled.is_negative() { -size } else { size }, decimals }
    }

    /// The least whole number that is not below this one.
    pub(super) fn ceiling(&self) -> BigInt {
        BigRational::new_raw(self.numerator.clone(), self.denominator.clone()).ceil().to_integer()
    }

    /// The greatest whole number that is not above this one.
    pub(super) fn floor(&self) -> BigInt {
        BigRational::new_raw(self.numerator.clone(), self.denominator.clone()).floor().to_integer()
    }

    pub(super) fn from_integer(number: BigInt) -> Self {
        Self { numerator: number, denominator: 1.into() }
    }

    /// The number in lowest terms.
    pub(super) fn rational(&self) -> BigRational {
        BigRational::new(self.numerator.clone(), self.denominator.clone())
    }
}

impl Rounded {
    pub(super) fn exact(&self) -> Exact {
        Exact { numerator: self.units.clone(), denominator: BigInt::from(10).pow(self.decimals.into()) }
    }

    pub(super) fn from_units(units: BigInt, decimals: u8) -> Self {
        Self { units, decimals }
    }

    pub(super) fn units(&self) -> &BigInt {
        &self.units
    }

    /// Reads a number as it is printed; its decimals are those it is padded to.
    pub fn read(text: &str) -> Option<Self> {
        let decimals = text.split_once('.').map_or(0, |it| it.1.len());
        let digits = text.replacen('.', "", 1);
        let plain = digits.strip_prefix('-').unwrap_or(&digits).bytes().all(|it| it.is_ascii_digit());
        let units = digits.parse().ok().filter(|_| plain)?;
        u8::try_from(decimals).ok().filter(|it| *it <= 4).map(|decimals| Self { units, decimals })
    }

    /// How many decimals it has, 0–4.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The number as an amount in ten-thousandths, unless it is too large to hold.
    pub fn quantity(&self) -> Option<Quantity> {
        let missing = 4_u32.checked_sub(self.decimals.into())?;
        i64::try_from(&self.units * BigInt::from(10).pow(missing)).ok().map(Quantity)
    }

    /// Writes the number in Vietnamese as its unit of measure is read: percentages padded to the decimals, counts as short as they are.
    pub fn in_unit(&self, unit: &str) -> String {
        match self.quantity().filter(|_| unit != "%") {
            Some(it) => it.to_string(),
            None => self.vietnamese(),
        }
    }

    /// Writes the number in Vietnamese, padded to its decimals: `1.250,50`.
    pub fn vietnamese(&self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |it| ("-", it));
        match digits.split_once('.') {
            Some((whole, decimals)) => format!("{sign}{},{decimals}", grouped(whole)),
            None => format!("{sign}{}", grouped(digits)),
        }
    }
}

impl std::fmt::Display for Rounded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.units.magnitude().to_string(), width = decimals + 1);
        let sign = if self.units.is_negative() { "-" } else { "" };
        match digits.split_at_checked(digits.len().saturating_sub(decimals)) {
            Some((whole, behind)) if !behind.is_empty() => f.pad(&format!("{sign}{whole}.{behind}")),
            _ => f.pad(&format!("{sign}{digits}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into()).unwrap()
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
        assert!(Exact::new(1.into(), 0.into()).is_none());
    }
}
