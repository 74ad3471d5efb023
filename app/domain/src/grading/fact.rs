//! The facts that a grade rule may ask for. Each may be unknown; what is unknown is never assumed.
//! No threshold stands here, only what a fact is and between which values it can lie.

use num_rational::BigRational;
use num_traits::One;

use super::word::words;
use crate::assessment::rounded;

words! {
    /// A fact that is a number.
    pub enum Measured of "grade-fact" {
        /// The points of the scale, unrounded.
        Points = "points",
        /// The index percentage (`domain.md` 6.1), 0–100.
        IndexPercent = "index_percent",
        /// The score of the unit's commitment, 0–100.
        CommitmentScore = "commitment_score",
        /// The share of the commitment's targets that are met.
        TargetsMet = "targets_met",
        /// The share of tasks done.
        TasksDone = "tasks_done",
        /// The share of tasks done on time and with quality.
        TasksOnTime = "tasks_on_time",
        /// The share of tasks exceeded.
        TasksExceeded = "tasks_exceeded",
        /// The share of tasks that are late.
        TasksLate = "tasks_late",
        /// The share of tasks done late or below quality.
        TasksLateOrPoor = "tasks_late_or_poor",
        /// The share of criteria not met on time or quality.
        CriteriaNotMet = "criteria_not_met",
        /// The share of direct subordinate units graded completed or above.
        SubordinatesCompleted = "subordinates_completed",
        /// The share of direct subordinate units graded good or above.
        SubordinatesGood = "subordinates_good",
        /// The share of its targets that the person's unit has reached.
        UnitTargetsMet = "unit_targets_met",
        /// Months worked in the year.
        MonthsWorked = "months_worked",
        /// Months absent in the year.
        MonthsAbsent = "months_absent",
    }
}

words! {
    /// A fact that holds or does not.
    pub enum Stated of "grade-fact" {
        /// A shortcoming named in the last review or by an inspection is not fixed.
        ShortcomingOpen = "shortcoming_open",
        /// Wrongdoing in personnel work, disunity, factionalism or buying posts is confirmed.
        PersonnelWrongdoing = "personnel_wrongdoing",
        /// Political or moral degradation is concluded.
        Degradation = "degradation",
        /// The person was disciplined in the year.
        Disciplined = "disciplined",
        /// The person was disciplined (khiển trách or worse) for a violation of duty in the year.
        DisciplinedForDuty = "disciplined_for_duty",
        /// A unit under the person was involved in corruption or waste that was dealt with by law.
        UnitCorruption = "unit_corruption",
        /// There is a complaint or a sign of disunity that is not verified.
        ComplaintOpen = "complaint_open",
        /// Force majeure kept the tasks from being done.
        ForceMajeure = "force_majeure",
        /// The absence was sick or maternity leave, which is graded on the time actually worked.
        SickOrMaternityLeave = "sick_or_maternity_leave",
        /// A subordinate organisation or member was disciplined.
        SubordinateDisciplined = "subordinate_disciplined",
        /// Every mandatory target of the commitment is met.
        GatesMet = "gates_met",
    }
}

words! {
    /// A fact that is a grade.
    pub enum Graded of "grade-fact" {
        /// The decided grade of the organisation that the person heads.
        UnitGrade = "unit_grade",
        /// The grade that the index gives the unit.
        IndexGrade = "index_grade",
    }
}

/// Any fact, to be named where it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A number.
    Measured(Measured),
    /// A yes or no.
    Stated(Stated),
    /// A grade.
    Graded(Graded),
}

impl Measured {
    /// The greatest value that the fact can have; none for points, which may go above their scale, and for months.
    pub fn greatest(self) -> Option<BigRational> {
        match self {
            Self::Points | Self::MonthsWorked | Self::MonthsAbsent => None,
            Self::IndexPercent | Self::CommitmentScore => Some(BigRational::from_integer(100.into())),
            _ => Some(BigRational::one()),
        }
    }

    /// Whether it is a share of 1, which people read as a percentage.
    pub fn is_share(self) -> bool {
        self.greatest().is_some_and(|it| it.is_one())
    }

    /// Writes a value of the fact in Vietnamese: `95,00 %`, `89,995`, `4`; with two decimals, or up to four where they tell more.
    pub fn show(self, value: &BigRational) -> String {
        self.show_with(value, self.digits(value))
    }

    /// The decimals that a value needs: none of whole months, else two; four where two would show a whole number that it is not, so that
    /// nothing seems to lie on the other side of a bound.
    pub fn digits(self, value: &BigRational) -> u8 {
        if matches!(self, Self::MonthsWorked | Self::MonthsAbsent) && value.is_integer() {
            return 0;
        }
        let shown = self.scaled(value);
        let near = rounded(&shown, 2).quantity();
        if near.is_some_and(|it| it.is_whole() && it.rational() != shown) { 4 } else { 2 }
    }

    /// Writes a value with so many decimals: those of its column, where it stands in one.
    pub fn show_with(self, value: &BigRational, digits: u8) -> String {
        format!("{}{}", rounded(&self.scaled(value), digits).vietnamese(), if self.is_share() { "%" } else { "" })
    }

    fn scaled(self, value: &BigRational) -> BigRational {
        if self.is_share() { value * BigRational::from_integer(100.into()) } else { value.clone() }
    }
}

impl Fact {
    /// Every fact.
    pub fn all() -> Vec<Self> {
        let measured = Measured::ALL.iter().copied().map(Self::Measured);
        measured.chain(Stated::ALL.iter().copied().map(Self::Stated)).chain(Graded::ALL.iter().copied().map(Self::Graded)).collect()
    }

    /// The word in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Measured(it) => it.code(),
            Self::Stated(it) => it.code(),
            Self::Graded(it) => it.code(),
        }
    }

    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        match self {
            Self::Measured(it) => it.key(),
            Self::Stated(it) => it.key(),
            Self::Graded(it) => it.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i64, denominator: i64) -> BigRational {
        BigRational::new(numerator.into(), denominator.into())
    }

    #[test]
    fn values_are_shown_as_people_here_read_them() {
        assert_eq!(Measured::TasksDone.show(&fraction(19, 20)), "95,00%");
        assert_eq!(Measured::TasksDone.show(&fraction(2, 3)), "66,67%");
        assert_eq!(Measured::TasksDone.show(&fraction(89_999, 100_000)), "89,9990%", "two decimals would show 90");
        assert_eq!(Measured::TasksDone.show_with(&fraction(19, 20), 4), "95,0000%", "beside the other one in a column");
        assert_eq!(Measured::Points.show(&fraction(89_995, 1000)), "89,9950");
        assert_eq!(Measured::MonthsWorked.show(&fraction(4, 1)), "4");
        assert_eq!(Measured::MonthsWorked.show(&fraction(11, 2)), "5,50");
    }
}
