//! How a grade that stands differs from what the rule proposes beside it. Both may be right: the rule proposes, a competent person decides,
//! and what was published rests on the score alone. Whoever reads both has to be told.

use std::cmp::Ordering;

use super::{Grade, LevelName, Standing};
use crate::decision::LineValue;
use crate::receipt::Outcome;
use crate::refusals;

refusals! {
    /// How a grade that stands differs from the proposed one.
    pub enum GradeDiffers {
        /// It is the worse one.
        Worse,
        /// It is the better one.
        Better,
        /// It is another one that does not compare.
        Otherwise,
    }
}

/// How what is decided differs from what is proposed; none where it is the same, or where the rule leaves it to a person.
pub fn differs(proposed: &Standing, decided: &LineValue) -> Option<GradeDiffers> {
    match (proposed, decided) {
        (Standing::Pending(_), _) | (_, LineValue::Result(_)) | (Standing::NotRated, LineValue::NotRated) => None,
        (Standing::Proposed(proposed) | Standing::Candidate(proposed), LineValue::Level(decided)) => beside(proposed, decided),
        (Standing::NotRated, LineValue::Level(_)) | (_, LineValue::NotRated) => Some(GradeDiffers::Otherwise),
    }
}

/// How what was published of a result differs from what is proposed; none where they do not differ or do not compare. Who fails stands below
/// every grade but that of failing, whatever the grade by the score is.
pub fn published_differs(proposed: &Standing, outcome: Outcome, by_score: Option<Grade>) -> Option<GradeDiffers> {
    let published = if outcome == Outcome::Fail { Grade::NotCompleted } else { by_score? };
    match proposed {
        Standing::Proposed(LevelName::Grade(proposed)) | Standing::Candidate(LevelName::Grade(proposed)) => of_grades(*proposed, published),
        Standing::Proposed(_) | Standing::Candidate(_) | Standing::NotRated | Standing::Pending(_) => None,
    }
}

fn beside(proposed: &LevelName, stands: &LevelName) -> Option<GradeDiffers> {
    match (proposed.grade(), stands.grade()) {
        (Some(proposed), Some(stands)) => of_grades(proposed, stands),
        _ => (proposed != stands).then_some(GradeDiffers::Otherwise),
    }
}

fn of_grades(proposed: Grade, stands: Grade) -> Option<GradeDiffers> {
    match stands.cmp(&proposed) {
        Ordering::Equal => None,
        Ordering::Less => Some(GradeDiffers::Worse),
        Ordering::Greater => Some(GradeDiffers::Better),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::{Pending, PendingReason};

    fn level(grade: Grade) -> LevelName {
        LevelName::Grade(grade)
    }

    #[test]
    fn a_decided_grade_is_held_beside_the_proposed_one() {
        let good = Standing::Proposed(level(Grade::Good));
        let decided = |it: Grade| differs(&good, &LineValue::Level(level(it)));
        assert_eq!(decided(Grade::Good), None);
        assert_eq!(decided(Grade::NotCompleted), Some(GradeDiffers::Worse));
        assert_eq!(decided(Grade::Excellent), Some(GradeDiffers::Better));
        assert_eq!(differs(&good, &LineValue::NotRated), Some(GradeDiffers::Otherwise));
        assert_eq!(differs(&Standing::NotRated, &LineValue::NotRated), None);
        assert_eq!(differs(&Standing::NotRated, &LineValue::Level(level(Grade::Good))), Some(GradeDiffers::Otherwise));
        let band = |it: &str| LevelName::Band(it.to_owned());
        assert_eq!(differs(&Standing::Candidate(band("Nhóm A")), &LineValue::Level(band("Nhóm A"))), None);
        assert_eq!(differs(&Standing::Candidate(band("Nhóm A")), &LineValue::Level(band("Nhóm B"))), Some(GradeDiffers::Otherwise));
    }

    #[test]
    fn nothing_is_held_beside_what_the_rule_leaves_to_a_person() {
        let suggestion = Some(level(Grade::Completed));
        let pending = Standing::Pending(Pending { reasons: vec![PendingReason::FactUnknown], missing: Vec::new(), suggestion });
        assert_eq!(differs(&pending, &LineValue::Level(level(Grade::Good))), None);
        assert_eq!(published_differs(&pending, Outcome::Fail, Some(Grade::Good)), None);
    }

    #[test]
    fn a_published_grade_is_held_beside_the_proposed_one() {
        let candidate = Standing::Candidate(level(Grade::Excellent));
        let differs = |outcome, grade| published_differs(&candidate, outcome, grade);
        assert_eq!(differs(Outcome::Pass, Some(Grade::NotCompleted)), Some(GradeDiffers::Worse));
        assert_eq!(differs(Outcome::Pass, Some(Grade::Excellent)), None);
        assert_eq!(differs(Outcome::Fail, Some(Grade::Excellent)), Some(GradeDiffers::Worse), "the score alone does not pass");
        assert_eq!(differs(Outcome::Pass, None), None);
        assert_eq!(published_differs(&Standing::NotRated, Outcome::Fail, None), None);
    }
}
