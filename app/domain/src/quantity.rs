//! Amounts as integers: ten-thousandths in code, in both databases and in packages. No floating point anywhere.

use std::fmt;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use crate::refusals;

/// How many ten-thousandths make one.
pub const SCALE: i64 = 10_000;

/// The greatest amount a package can write: fourteen digits before the point, four behind it.
const GREATEST: u64 = 999_999_999_999_999_999;

/// An amount in ten-thousandths of its unit of measure (%, dossiers, points …): `Quantity(12_505_000)` is 1.250,5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

/// What was understood of a typed amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The amount, in ten-thousandths.
    pub quantity: Quantity,
    /// Whether the person must confirm it: `1,250` is 1,25 here and 1250 elsewhere.
    pub confirm: bool,
}

refusals! {
    /// Why typed text is not taken as a value. What the person reads is `read-refusal-…` in the locales.
    pub enum ReadRefusal {
        /// Nothing was typed.
        Blank,
        /// The text is not a number.
        NotANumber,
        /// A comma is the decimal mark, so there is one at most.
        SeveralCommas,
        /// Dots stand neither between groups of three digits nor as one decimal mark.
        MisplacedDots,
        /// An amount holds four decimals at most.
        TooManyDecimals,
        /// An amount holds fourteen digits before the decimal mark at most.
        TooLarge,
        /// The text is not a day, `dd/mm/yyyy`.
        NotADate,
        /// The text is neither yes nor no.
        NotYesOrNo,
    }
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The greatest amount a package can write.
    pub const GREATEST: Self = Self(GREATEST as i64);

    /// Gives a whole number as an amount, unless it is too large to hold.
    pub const fn whole(number: i64) -> Option<Self> {
        match number.checked_mul(SCALE) {
            Some(it) => Some(Self(it)),
            None => None,
        }
    }

    /// Reads typed text (STYLE.md 4): a comma is the decimal mark, dots in groups of three are thousands, any other single dot is
    /// decimal. A negative amount is read; whether it is allowed is for the caller to say.
    pub fn parse(text: &str) -> Result<Reading, ReadRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ReadRefusal::Blank);
        }
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit() || it == b',' || it == b'.') {
            return Err(ReadRefusal::NotANumber);
        }
        let (whole, decimals, confirm) = match digits.split_once(',') {
            Some((_, after)) if after.contains(',') => return Err(ReadRefusal::SeveralCommas),
            Some((before, after)) if after.is_empty() || before.is_empty() => return Err(ReadRefusal::NotANumber),
            Some((_, after)) if after.contains('.') => return Err(ReadRefusal::MisplacedDots),
            Some((before, after)) if before.contains('.') => (thousands(before).ok_or(ReadRefusal::MisplacedDots)?, after, false),
            Some((before, after)) => (before.to_owned(), after, after.len() == 3 && opens_thousands(before)),
            None => without_comma(digits)?,
        };
        if decimals.len() > 4 {
            return Err(ReadRefusal::TooManyDecimals);
        }
        let size = size_of_digits(&whole, decimals).filter(|it| *it <= GREATEST).ok_or(ReadRefusal::TooLarge)?;
        let size = i64::try_from(size).map_err(|_| ReadRefusal::TooLarge)?;
        Ok(Reading { quantity: Self(if negative { -size } else { size }), confirm })
    }

    /// Reads a plain decimal of a package: an optional `-`, 1–14 digits, optionally `.` and 1–4 digits; nothing else.
    pub fn from_plain(text: &str) -> Option<Self> {
        // Most amounts of a package are short whole numbers.
        if let (1..=14, true) = (text.len(), text.bytes().all(|it| it.is_ascii_digit())) {
            return Some(Self(text.bytes().fold(0, |size, digit| size * 10 + i64::from(digit - b'0')) * SCALE));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (digits, ""),
        };
        let plain = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
        if whole.is_empty() || whole.len() > 14 || decimals.len() > 4 || !plain(whole) || !plain(decimals) {
            return None;
        }
        let size = i64::try_from(size_of_digits(whole, decimals)?).ok()?;
        Some(Self(if digits.len() < text.len() { -size } else { size }))
    }

    /// Writes the amount as a package does: `1250.5`.
    pub fn plain(self) -> String {
        let mut text = String::new();
        // A `String` takes everything; writing to it has no way to fail.
        let _ = self.write_plain(&mut text);
        text
    }

    /// Writes the amount as a package does.
    pub(crate) fn write_plain(self, out: &mut impl fmt::Write) -> fmt::Result {
        if self.is_whole() {
            return write!(out, "{}", self.0 / SCALE);
        }
        let (whole, decimals) = self.parts();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(out, "{sign}{whole}.{decimals}")
    }

    /// Writes the amount in Vietnamese with exactly `decimals` decimals (at most four), rounded half away from zero: `98,50`.
    pub fn fixed(self, decimals: u8) -> String {
        let decimals = usize::from(decimals.min(4));
        let step = 10_i128.pow(4 - decimals as u32);
        let rounded = rounded_division(i128::from(self.0), step).unwrap_or_default();
        let one = 10_u128.pow(decimals as u32);
        let sign = if rounded < 0 { "-" } else { "" };
        let whole = grouped(rounded.unsigned_abs() / one);
        match decimals {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole},{:0decimals$}", rounded.unsigned_abs() % one),
        }
    }

    /// Adds, unless the sum is too large to hold.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Subtracts, unless the difference is too large to hold.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Turns the sign, unless the amount is the one that has no counterpart.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// Adds up amounts, unless the sum is too large to hold.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Gives this amount as a percentage of `whole`, rounded half away from zero to two decimals for display; none of nothing.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let hundredths = rounded_division(i128::from(self.0).checked_mul(10_000)?, i128::from(whole.0))?;
        i64::try_from(hundredths.checked_mul(100)?).ok().map(Self)
    }

    /// Gives the amount as an exact fraction.
    pub fn rational(self) -> BigRational {
        BigRational::new(self.0.into(), SCALE.into())
    }

    /// Says whether the amount is a whole number.
    pub fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }

    /// Says whether the amount is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Says whether the amount is small enough for a package (fourteen digits before the point).
    pub fn fits_package(self) -> bool {
        self.0.unsigned_abs() <= GREATEST
    }

    /// The whole part and the decimals without trailing zeros, both without a sign.
    fn parts(self) -> (u64, String) {
        let scale = SCALE.unsigned_abs();
        let size = self.0.unsigned_abs();
        let decimals = format!("{:04}", size % scale);
        (size / scale, decimals.trim_end_matches('0').to_owned())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, decimals) = self.parts();
        let sign = if self.0 < 0 { "-" } else { "" };
        let comma = if decimals.is_empty() { "" } else { "," };
        f.pad(&format!("{sign}{}{comma}{decimals}", grouped(u128::from(whole))))
    }
}

/// Divides and rounds half away from zero; nothing can be divided by zero.
pub(crate) fn rounded_division(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator == 0 {
        return None;
    }
    let (quotient, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    let half_or_more = rest.unsigned_abs() >= denominator.unsigned_abs() - rest.unsigned_abs();
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    Some(if rest != 0 && half_or_more { quotient + away } else { quotient })
}

/// Puts a dot between groups of three digits: `1.250`.
pub fn grouped(number: impl fmt::Display) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Digits with dots and no comma: thousands, or one decimal dot.
fn without_comma(digits: &str) -> Result<(String, &str, bool), ReadRefusal> {
    let Some((before, after)) = digits.split_once('.') else {
        return Ok((digits.to_owned(), "", false));
    };
    if let Some(whole) = thousands(digits) {
        return Ok((whole, "", false));
    }
    match (before.is_empty() || after.is_empty(), after.contains('.')) {
        (_, true) => Err(ReadRefusal::MisplacedDots),
        (true, false) => Err(ReadRefusal::NotANumber),
        (false, false) => Ok((before.to_owned(), after, false)),
    }
}

/// Takes the dots out of `1.250.000`; none where they do not stand between groups of exactly three.
fn thousands(text: &str) -> Option<String> {
    let mut groups = text.split('.');
    let first = groups.next().filter(|it| opens_thousands(it))?;
    let mut whole = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        whole.push_str(group);
    }
    Some(whole)
}

/// Says whether a mark behind these digits could stand for thousands: one to three digits, the first not 0.
fn opens_thousands(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

/// The amount, in ten-thousandths, of digits before and behind the mark.
fn size_of_digits(whole: &str, decimals: &str) -> Option<u64> {
    let mut size: u64 = 0;
    for digit in whole.bytes().chain(decimals.bytes()).chain(std::iter::repeat_n(b'0', 4_usize.saturating_sub(decimals.len()))) {
        size = size.checked_mul(10)?.checked_add(u64::from(digit.checked_sub(b'0')?))?;
    }
    Some(size)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<(i64, bool), ReadRefusal> {
        Quantity::parse(text).map(|it| (it.quantity.0, it.confirm))
    }

    #[test]
    fn typed_amounts_are_read_as_people_here_mean_them() {
        for (text, ten_thousandths, confirm) in [
            ("0", 0, false),
            ("12", 120_000, false),
            (" 12 ", 120_000, false),
            ("007", 70_000, false),
            ("1.250", 12_500_000, false),
            ("1.250.000", 12_500_000_000, false),
            ("999.999", 9_999_990_000, false),
            ("1.250,5", 12_505_000, false),
            ("1.250,500", 12_505_000, false),
            ("1250.5", 12_505_000, false),
            ("0.500", 5_000, false),
            ("012.500", 125_000, false),
            ("1234.567", 12_345_670, false),
            ("12.50", 125_000, false),
            ("1,250", 12_500, true),
            ("125,125", 1_251_250, true),
            ("0,125", 1_250, false),
            ("1250,125", 12_501_250, false),
            ("1,25", 12_500, false),
            ("98,5", 985_000, false),
            ("98,5678", 985_678, false),
            ("1.2345", 12_345, false),
            ("-3", -30_000, false),
            ("\u{2212}3,5", -35_000, false),
            ("-1.250", -12_500_000, false),
            ("-0", 0, false),
            ("99999999999999,9999", 999_999_999_999_999_999, false),
        ] {
            assert_eq!(read(text), Ok((ten_thousandths, confirm)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_an_amount_is_refused_with_the_reason() {
        use ReadRefusal::*;
        for (text, refusal) in [
            ("", Blank),
            ("  ", Blank),
            ("abc", NotANumber),
            ("+3", NotANumber),
            ("1e3", NotANumber),
            ("1 250", NotANumber),
            ("--1", NotANumber),
            ("1,", NotANumber),
            (",5", NotANumber),
            (".5", NotANumber),
            ("5.", NotANumber),
            ("-", NotANumber),
            ("١", NotANumber),
            ("1,250,000", SeveralCommas),
            ("1,2,3", SeveralCommas),
            ("1,250.5", MisplacedDots),
            ("1.25,5", MisplacedDots),
            ("1.250.00", MisplacedDots),
            ("0.123.456", MisplacedDots),
            ("1..2", MisplacedDots),
            ("1234.567,5", MisplacedDots),
            ("1,00000", TooManyDecimals),
            ("0.12345", TooManyDecimals),
            ("100000000000000", TooLarge),
            ("99999999999999999999999", TooLarge),
        ] {
            assert_eq!(read(text), Err(refusal), "{text}");
        }
    }

    #[test]
    fn amounts_print_with_dots_for_thousands_and_a_comma() {
        for (quantity, shown, plain) in [
            (0, "0", "0"),
            (12_505_000, "1.250,5", "1250.5"),
            (-12_505_000, "-1.250,5", "-1250.5"),
            (1, "0,0001", "0.0001"),
            (10_000_000_000, "1.000.000", "1000000"),
            (i64::MIN, "-922.337.203.685.477,5808", "-922337203685477.5808"),
        ] {
            assert_eq!((Quantity(quantity).to_string().as_str(), Quantity(quantity).plain().as_str()), (shown, plain));
        }
        assert_eq!(Quantity(985_000).fixed(2), "98,50");
        assert_eq!(Quantity(899_950).fixed(2), "90,00");
        assert_eq!(Quantity(-50).fixed(2), "-0,01");
        assert_eq!(Quantity(-49).fixed(2), "0,00");
        assert_eq!(Quantity(12_505_000).fixed(0), "1.251");
    }

    #[test]
    fn a_share_is_rounded_half_away_from_zero() {
        let whole = |it| Quantity::whole(it).unwrap();
        assert_eq!(whole(1839).percent_of(whole(2389)), Some(Quantity(769_800)));
        assert_eq!(whole(1).percent_of(whole(800)), Some(Quantity(1_300)));
        assert_eq!(whole(-1).percent_of(whole(800)), Some(Quantity(-1_300)));
        assert_eq!(whole(1).percent_of(Quantity::ZERO), None);
    }

    #[test]
    fn plain_decimals_are_read_to_the_letter() {
        for (text, expected) in [("98", 980_000), ("0.5", 5_000), ("-1", -10_000), ("-0", 0), ("00000000000098.5000", 985_000)] {
            assert_eq!(Quantity::from_plain(text), Some(Quantity(expected)), "{text}");
        }
        for text in ["", "-", "+1", "1.", ".5", "1,5", "1e3", " 1", "1 ", "1.23456", "123456789012345", "--1", "1.2.3", "٣"] {
            assert_eq!(Quantity::from_plain(text), None, "{text}");
        }
    }

    #[test]
    fn a_refusal_names_its_sentence() {
        assert_eq!(ReadRefusal::TooManyDecimals.key(), "read-refusal-too-many-decimals");
        assert_eq!(ReadRefusal::NotANumber.key(), "read-refusal-not-a-number");
        assert_eq!(ReadRefusal::ALL.len(), 8);
    }

    proptest! {
        #[test]
        fn reading_what_is_printed_gives_the_same(size in -999_999_999_999_999_999_i64..=999_999_999_999_999_999) {
            let quantity = Quantity(size);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()).map(|it| it.quantity), Ok(quantity));
            prop_assert_eq!(Quantity::from_plain(&quantity.plain()), Some(quantity));
            prop_assert_eq!(Quantity::parse(&quantity.fixed(4)).map(|it| it.quantity), Ok(quantity));
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,24}") {
            let _ = Quantity::parse(&text);
            let _ = Quantity::from_plain(&text);
        }

        #[test]
        fn nothing_like_a_number_panics(text in "[-0-9.,]{0,24}") {
            let _ = Quantity::parse(&text);
        }
    }
}
