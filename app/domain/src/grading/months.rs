//! The mean of a person's months (`domain.md` 7.2): exact, of scores as they were recorded; months of entitled leave are left out.

use num_rational::BigRational;
use num_traits::Zero;

use crate::{Quantity, refusals};

/// What is recorded of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Month {
    /// Its score.
    Scored(Quantity),
    /// Entitled leave: the month is left out.
    OnLeave,
}

/// The twelve months of a year; none where nothing is recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct YearScores(pub [Option<Month>; 12]);

refusals! {
    /// Why there is no mean.
    pub enum MeanRefusal {
        /// A month has neither a score nor leave.
        MonthMissing,
        /// Every month was leave.
        NothingScored,
        /// The year does not have such a quarter or half.
        NoSuchSpan,
    }
}

impl YearScores {
    /// The unrounded mean of a quarter, 1–4.
    pub fn quarter(&self, quarter: u8) -> Result<BigRational, MeanRefusal> {
        self.span(usize::from(quarter), 3)
    }

    /// The unrounded mean of a half-year, 1 or 2.
    pub fn half(&self, half: u8) -> Result<BigRational, MeanRefusal> {
        self.span(usize::from(half), 6)
    }

    /// The unrounded mean of the year.
    pub fn year(&self) -> Result<BigRational, MeanRefusal> {
        mean(&self.0)
    }

    fn span(&self, number: usize, months: usize) -> Result<BigRational, MeanRefusal> {
        let at = number.checked_sub(1).ok_or(MeanRefusal::NoSuchSpan)?;
        mean(self.0.chunks(months).nth(at).ok_or(MeanRefusal::NoSuchSpan)?)
    }
}

fn mean(months: &[Option<Month>]) -> Result<BigRational, MeanRefusal> {
    let (mut total, mut count) = (BigRational::zero(), 0_u32);
    for month in months {
        match month {
            None => return Err(MeanRefusal::MonthMissing),
            Some(Month::OnLeave) => {}
            Some(Month::Scored(score)) => {
                total += score.rational();
                count += 1;
            }
        }
    }
    if count == 0 { Err(MeanRefusal::NothingScored) } else { Ok(total / BigRational::from_integer(count.into())) }
}
