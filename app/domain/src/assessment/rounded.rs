//! Numbers as results show them: rounded to the decimals of a rule set.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::Signed;

use super::exact::Exact;
use crate::quantity::{Quantity, grouped};

/// A number rounded half away from zero to the decimals a rule set shows; printed plain and padded to them, as `-0.50`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rounded {
    /// The number in units of the last decimal.
    units: Units,
    /// How many decimals, 0–4.
    decimals: u8,
}

/// A whole number; a big integer only where a machine word does not hold it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Units {
    Small(i64),
    Big(Box<BigInt>),
}

impl Ord for Units {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(one), Self::Small(other)) => one.cmp(other),
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Units {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Units {
    fn of(number: BigInt) -> Self {
        i64::try_from(&number).map_or_else(|_| Self::Big(Box::new(number)), Self::Small)
    }

    fn big(&self) -> BigInt {
        match self {
            Self::Small(it) => (*it).into(),
            Self::Big(it) => (**it).clone(),
        }
    }
}

impl Rounded {
    pub(super) fn exact(&self) -> Exact {
        let one = 10_i128.pow(self.decimals.min(4).into());
        let held = match &self.units {
            Units::Small(it) => Exact::new((*it).into(), one),
            Units::Big(it) => Exact::big((**it).clone(), one.into()),
        };
        held.unwrap_or_else(Exact::zero)
    }

    pub(super) fn from_units(units: BigInt, decimals: u8) -> Self {
        Self { units: Units::of(units), decimals }
    }

    pub(super) fn of_small(units: i128, decimals: u8) -> Self {
        Self { units: i64::try_from(units).map_or_else(|_| Units::of(units.into()), Units::Small), decimals }
    }

    pub(super) fn units(&self) -> BigInt {
        self.units.big()
    }

    /// Reads a number as it is printed; its decimals are those it is padded to.
    pub fn read(text: &str) -> Option<Self> {
        let decimals = text.split_once('.').map_or(0, |it| it.1.len());
        let digits = text.replacen('.', "", 1);
        let plain = digits.strip_prefix('-').unwrap_or(&digits).bytes().all(|it| it.is_ascii_digit());
        let units: BigInt = digits.parse().ok().filter(|_| plain)?;
        u8::try_from(decimals).ok().filter(|it| *it <= 4).map(|decimals| Self::from_units(units, decimals))
    }

    /// How many decimals it has, 0–4.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The number as an amount in ten-thousandths, unless it is too large to hold.
    pub fn quantity(&self) -> Option<Quantity> {
        let missing = 4_u32.checked_sub(self.decimals.into())?;
        i64::try_from(self.units.big() * BigInt::from(10).pow(missing)).ok().map(Quantity)
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
        if f.width().is_none() && f.precision().is_none() {
            return self.write(f);
        }
        let mut text = String::new();
        self.write(&mut text)?;
        f.pad(&text)
    }
}

impl Rounded {
    fn write(&self, out: &mut impl std::fmt::Write) -> std::fmt::Result {
        let decimals = usize::from(self.decimals);
        if let (Units::Small(units), 1..=4) = (&self.units, decimals) {
            let (sign, size) = (if *units < 0 { "-" } else { "" }, units.unsigned_abs());
            let one = 10_u64.pow(self.decimals.into());
            return write!(out, "{sign}{}.{:0decimals$}", size / one, size % one);
        }
        let units = self.units.big();
        let digits = format!("{:0>width$}", units.magnitude().to_string(), width = decimals + 1);
        let sign = if units.is_negative() { "-" } else { "" };
        match digits.split_at_checked(digits.len().saturating_sub(decimals)) {
            Some((whole, behind)) if !behind.is_empty() => write!(out, "{sign}{whole}.{behind}"),
            _ => write!(out, "{sign}{digits}"),
        }
    }
}
