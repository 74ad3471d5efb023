//! The index percentage (`domain.md` 6.1): appraised and survey points over their maxima. Exempted criteria leave both sides.

use num_rational::BigRational;
use num_traits::Zero;

use crate::{Quantity, refusals};

/// A criterion of an index with its three scores, which are kept apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its code.
    pub code: String,
    /// What the unit gave itself; it never counts.
    pub self_score: Option<Quantity>,
    /// The greatest points by appraisal, and what was given; none where it is not appraised yet.
    pub appraised: Scored,
    /// The same by survey; a maximum of 0 where there is no survey.
    pub surveyed: Scored,
    /// Why it does not apply to the unit; none where it does.
    pub exempt: Option<String>,
}

/// Points out of a maximum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scored {
    /// The greatest points.
    pub max: Quantity,
    /// What was given; not needed where the maximum is 0.
    pub given: Option<Quantity>,
}

refusals! {
    /// Why there is no index percentage.
    pub enum IndexRefusal {
        /// A criterion is not appraised or surveyed yet.
        NotScored,
        /// Points below 0 or above the criterion's maximum.
        OutOfRange,
        /// No criterion applies.
        NothingApplies,
    }
}

/// The percentage, exact; refused with the code of the criterion that keeps it from being computed, where it is one.
pub fn index_percent(criteria: &[Criterion]) -> Result<BigRational, (IndexRefusal, Option<&str>)> {
    let (mut given, mut max) = (BigRational::zero(), BigRational::zero());
    for criterion in criteria.iter().filter(|it| it.exempt.is_none()) {
        for part in [criterion.appraised, criterion.surveyed] {
            given += part.points().map_err(|refusal| (refusal, Some(criterion.code.as_str())))?.rational();
            max += part.max.rational();
        }
    }
    if max.is_zero() {
        return Err((IndexRefusal::NothingApplies, None));
    }
    Ok(given / max * BigRational::from_integer(100.into()))
}

impl Scored {
    fn points(self) -> Result<Quantity, IndexRefusal> {
        match self.given {
            None if self.max == Quantity::ZERO => Ok(Quantity::ZERO),
            None => Err(IndexRefusal::NotScored),
            Some(given) if given.is_negative() || given > self.max => Err(IndexRefusal::OutOfRange),
            Some(given) => Ok(given),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion(code: &str, appraised: (&str, Option<&str>), surveyed: (&str, Option<&str>)) -> Criterion {
        let scored = |(max, given): (&str, Option<&str>)| Scored {
            max: Quantity::from_plain(max).unwrap(),
            given: given.map(|it| Quantity::from_plain(it).unwrap()),
        };
        Criterion { code: code.into(), self_score: None, appraised: scored(appraised), surveyed: scored(surveyed), exempt: None }
    }

    fn shown(criteria: &[Criterion]) -> String {
        crate::assessment::rounded(&index_percent(criteria).unwrap(), 2).vietnamese()
    }

    #[test]
    fn domain_6_1_the_published_percentages_of_nam_dinh_come_out() {
        let of_70 = |given| [criterion("all", ("70", Some(given)), ("0", None))];
        assert_eq!(shown(&of_70("61.46")), "87,80");
        // Published as 89,45: the mean that was published beside it is itself rounded.
        let second = index_percent(&of_70("62.62")).unwrap();
        assert_eq!(second, BigRational::new(6262.into(), 70.into()));
    }

    #[test]
    fn domain_6_1_survey_points_count_and_exempted_criteria_leave_both_sides() {
        let mut criteria = [criterion("1", ("40", Some("30")), ("0", None)), criterion("2", ("30", None), ("30", Some("24")))];
        assert_eq!(index_percent(&criteria), Err((IndexRefusal::NotScored, Some("2"))));
        criteria[1].appraised.given = Some(Quantity(210_000));
        assert_eq!(shown(&criteria), "75,00");
        criteria[1].exempt = Some("Đơn vị không có thủ tục hành chính".into());
        assert_eq!(shown(&criteria), "75,00");
        criteria[0].appraised.given = Some(Quantity(400_000));
        assert_eq!(shown(&criteria), "100,00");
        criteria[0].exempt = Some("Không áp dụng".into());
        assert_eq!(index_percent(&criteria), Err((IndexRefusal::NothingApplies, None)));
        let above = [criterion("1", ("10", Some("10.5")), ("0", None))];
        assert_eq!(index_percent(&above), Err((IndexRefusal::OutOfRange, Some("1"))));
    }
}
