//! What a named person says of a fact that the program cannot know: a value, or that it is unknown. Unknown is an answer too; it leaves
//! the grade to a person where the grade depends on it.

use num_rational::BigRational;

use super::fact::Fact;
use super::facts::{Found, GradeFacts};
use super::grade::Grade;
use crate::{Quantity, Refusal, refusals};

/// What somebody says of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// That it is not known.
    Unknown,
    /// What it is.
    Known(Found),
}

refusals! {
    /// Why a statement of facts is not taken.
    pub enum StateFactRefusal {
        /// Where a fact is known from, or why it is not, is missing.
        SourceMissing,
        /// The answer is none of those offered.
        NotAnAnswer,
        /// The rule does not ask for it, or the program knows it by itself.
        NotAsked,
        /// Nobody states facts on which their own grade depends.
        OwnGrade,
        /// The group has no rule for this yet.
        NoRule,
        /// The grade is decided already.
        Decided,
        /// Nothing was said.
        NothingSaid,
    }
}

/// The word for an unknown fact, in forms and in the database.
const UNKNOWN: &str = "unknown";

impl Answer {
    /// Reads what was typed or chosen; shares are typed as percentages.
    pub fn parse(fact: Fact, typed: &str) -> Result<Self, Refusal> {
        let typed = typed.trim();
        if typed == UNKNOWN {
            return Ok(Self::Unknown);
        }
        let found = match fact {
            Fact::Measured(it) => {
                let amount = Quantity::parse(typed).map_err(Refusal::from)?.quantity.rational();
                let value = if it.is_share() { amount / BigRational::from_integer(100.into()) } else { amount };
                GradeFacts::new().with(it, value.clone()).map_err(Refusal::from)?;
                Found::Number(value)
            }
            Fact::Stated(_) => Found::Says(match typed {
                "yes" => true,
                "no" => false,
                _ => return Err(StateFactRefusal::NotAnAnswer.into()),
            }),
            Fact::Graded(_) => Found::Grade(Grade::of(typed).ok_or(StateFactRefusal::NotAnAnswer)?),
        };
        Ok(Self::Known(found))
    }

    /// The text in the database: numbers as exact fractions.
    pub fn code(&self) -> String {
        match self {
            Self::Unknown => UNKNOWN.to_owned(),
            Self::Known(Found::Number(it)) => it.to_string(),
            Self::Known(Found::Says(it)) => if *it { "yes" } else { "no" }.to_owned(),
            Self::Known(Found::Grade(it)) => it.code().to_owned(),
        }
    }

    /// The answer of a text in the database; none for any other text.
    pub fn of(fact: Fact, code: &str) -> Option<Self> {
        match fact {
            _ if code == UNKNOWN => Some(Self::Unknown),
            Fact::Measured(it) => {
                let value: BigRational = code.parse().ok()?;
                GradeFacts::new().with(it, value.clone()).ok()?;
                Some(Self::Known(Found::Number(value)))
            }
            Fact::Stated(_) | Fact::Graded(_) => Self::parse(fact, code).ok(),
        }
    }

    /// What was said, where something is known.
    pub fn known(&self) -> Option<&Found> {
        match self {
            Self::Unknown => None,
            Self::Known(found) => Some(found),
        }
    }
}

impl GradeFacts {
    /// Adds what was found of a fact; a value of another kind, or one that cannot be, adds nothing.
    pub fn found(self, fact: Fact, found: &Found) -> Self {
        match (fact, found) {
            (Fact::Measured(it), Found::Number(value)) => self.clone().with(it, value.clone()).unwrap_or(self),
            (Fact::Stated(it), Found::Says(holds)) => self.says(it, *holds),
            (Fact::Graded(it), Found::Grade(grade)) => self.graded(it, *grade),
            _ => self,
        }
    }

    /// What is known of a fact.
    pub fn of_fact(&self, fact: Fact) -> Option<Found> {
        match fact {
            Fact::Measured(it) => self.number(it).cloned().map(Found::Number),
            Fact::Stated(it) => self.said(it).map(Found::Says),
            Fact::Graded(it) => self.grade(it).map(Found::Grade),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::{FactRefusal, Graded, Measured, Stated};

    #[test]
    fn answers_are_read_kept_and_read_again() {
        for (fact, typed, code) in [
            (Fact::Measured(Measured::Points), "89,5", "179/2"),
            (Fact::Measured(Measured::TasksExceeded), "30", "3/10"),
            (Fact::Stated(Stated::Disciplined), "no", "no"),
            (Fact::Graded(Graded::IndexGrade), "good", "good"),
            (Fact::Stated(Stated::Disciplined), "unknown", "unknown"),
        ] {
            let answer = Answer::parse(fact, typed).unwrap();
            assert_eq!(answer.code(), code);
            assert_eq!(Answer::of(fact, code), Some(answer));
        }
        assert_eq!(Answer::parse(Fact::Measured(Measured::TasksDone), "101"), Err(FactRefusal::AboveWhole.into()));
        assert_eq!(Answer::parse(Fact::Stated(Stated::Disciplined), "maybe"), Err(StateFactRefusal::NotAnAnswer.into()));
        assert_eq!(Answer::of(Fact::Measured(Measured::TasksDone), "3/2"), None);
    }

    #[test]
    fn an_unknown_fact_stays_unknown() {
        let fact = Fact::Stated(Stated::Disciplined);
        assert_eq!(GradeFacts::new().of_fact(fact), None);
        assert_eq!(GradeFacts::new().found(fact, &Found::Says(true)).of_fact(fact), Some(Found::Says(true)));
        assert_eq!(GradeFacts::new().found(fact, &Found::Grade(Grade::Good)), GradeFacts::new());
    }
}
