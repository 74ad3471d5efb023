//! What a line of a decision says: a grade, that somebody is not graded, or a result.

use crate::grading::{Grade, LevelName, Standing};
use crate::quantity::Quantity;
use crate::receipt::Outcome;

/// A result as it is decided for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedResult {
    /// Whether the unit passes.
    pub outcome: Outcome,
    /// The score, 0–100; none without one.
    pub score: Option<Quantity>,
    /// The grade's code; none without one.
    pub grade: Option<String>,
}

/// What a line of a decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineValue {
    /// A level of the rule.
    Level(LevelName),
    /// Not graded this year.
    NotRated,
    /// A result.
    Result(DecidedResult),
}

impl LineValue {
    /// The text in the database and in forms.
    pub fn code(&self) -> String {
        match self {
            Self::Level(LevelName::Grade(it)) => it.code().to_owned(),
            Self::Level(LevelName::Band(it)) => format!("band:{it}"),
            Self::NotRated => "not_rated".to_owned(),
            Self::Result(it) => {
                let score = it.score.map(|it| it.0.to_string()).unwrap_or_default();
                format!("result:{}:{score}:{}", it.outcome.code(), it.grade.as_deref().unwrap_or_default())
            }
        }
    }

    /// The value of a text; none where it is no value.
    pub fn of(code: &str) -> Option<Self> {
        if let Some(name) = code.strip_prefix("band:") {
            return (!name.is_empty()).then(|| Self::Level(LevelName::Band(name.to_owned())));
        }
        if let Some(rest) = code.strip_prefix("result:") {
            let mut parts = rest.splitn(3, ':');
            let (outcome, score, grade) = (parts.next()?, parts.next()?, parts.next()?);
            let score = if score.is_empty() { None } else { Some(Quantity(score.parse().ok()?)) };
            let grade = Some(grade.to_owned()).filter(|it| !it.is_empty());
            return Some(Self::Result(DecidedResult { outcome: Outcome::of(outcome)?, score, grade }));
        }
        match code {
            "not_rated" => Some(Self::NotRated),
            _ => Grade::of(code).map(|it| Self::Level(LevelName::Grade(it))),
        }
    }

    /// What a proposal said, in the words that are kept beside a decision.
    pub fn told(proposed: Option<&Standing>) -> String {
        match proposed {
            None => "not_graded_by_rule".to_owned(),
            Some(Standing::Proposed(it)) => format!("proposed {}", it.code()),
            Some(Standing::Candidate(it)) => format!("candidate {}", it.code()),
            Some(Standing::NotRated) => "not_rated".to_owned(),
            Some(Standing::Pending(it)) => {
                let reasons: Vec<&str> = it.reasons.iter().map(|it| it.code()).collect();
                format!("pending {}", reasons.join(" "))
            }
        }
    }

    /// The grade of the law, where it is one.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Self::Level(name) => name.grade(),
            Self::NotRated | Self::Result(_) => None,
        }
    }

    /// How it counts in the quota: what is decided stands like what is proposed.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Level(name) => Standing::Proposed(name.clone()),
            Self::NotRated | Self::Result(_) => Standing::NotRated,
        }
    }

    /// Whether it is what a proposal says without leaving anything to a person.
    pub fn follows(&self, proposed: &Standing) -> bool {
        match (self, proposed) {
            (Self::Level(one), Standing::Proposed(other) | Standing::Candidate(other)) => one == other,
            (Self::NotRated, Standing::NotRated) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_kept_come_back() {
        for it in [
            LineValue::Level(LevelName::Grade(Grade::Good)),
            LineValue::Level(LevelName::Band("Nhóm A".to_owned())),
            LineValue::NotRated,
            LineValue::Result(DecidedResult { outcome: Outcome::Pass, score: Some(Quantity(979_700)), grade: Some("a:b".to_owned()) }),
            LineValue::Result(DecidedResult { outcome: Outcome::PendingDecision, score: None, grade: None }),
        ] {
            assert_eq!(LineValue::of(&it.code()), Some(it));
        }
        for bad in ["", "best", "band:", "result:pass", "result:x::", "result:pass:y:"] {
            assert_eq!(LineValue::of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_pending_proposal_is_followed_by_nothing() {
        let good = LineValue::Level(LevelName::Grade(Grade::Good));
        assert!(good.follows(&Standing::Proposed(LevelName::Grade(Grade::Good))));
        assert!(!good.follows(&Standing::Proposed(LevelName::Grade(Grade::Completed))));
        assert!(LineValue::NotRated.follows(&Standing::NotRated));
        assert!(!LineValue::NotRated.follows(&Standing::Proposed(LevelName::Grade(Grade::Good))));
    }
}
