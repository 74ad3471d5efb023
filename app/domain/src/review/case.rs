//! A case: for which units it is opened and the order of its steps.

use super::codes;
use crate::campaign::ReviewRequiredFor;
use crate::receipt::Outcome;
use crate::refusals;

codes! {
    /// Where a case stands (`domain.md` 8.5, in the part that a failing unit's review over its commitment needs).
    pub enum CaseState {
        /// It was opened; the reports are being written.
        Opened = "opened",
        /// The collective and the personal report are submitted.
        Reported = "reported",
        /// The meeting is called.
        MeetingCalled = "meeting_called",
        /// The meeting was held; the minutes are being written.
        MeetingHeld = "meeting_held",
        /// The minutes were read and adopted: frozen, with a digest.
        MinutesAdopted = "minutes_adopted",
        /// Secretary and chair have signed; remedies run.
        Signed = "signed",
        /// The authority's side has closed it; open remedies go on to next year.
        Closed = "closed",
    }
}

impl CaseState {
    /// Whether the case is before the Party committee: its written opinion follows the meeting, on adopted minutes (`domain.md` 8.5).
    pub fn is_before_party(self) -> bool {
        self >= Self::MinutesAdopted
    }
}

refusals! {
    /// Why cases cannot be opened.
    pub enum OpenCaseRefusal {
        /// No final run of the campaign is stored: facts are locked from a final run alone.
        NoFinalRun,
        /// Every unit that has to answer has its case already, or has no head in office.
        NothingToOpen,
        /// The day by which reports are due has passed.
        DueInPast,
    }
}

refusals! {
    /// Why a guiding question cannot be put.
    pub enum AskQuestionRefusal {
        /// It is asked by the superior, never by the unit itself.
        OwnUnit,
        /// A report was submitted already.
        TooLate,
    }
}

refusals! {
    /// Why a case cannot be closed.
    pub enum CloseCaseRefusal {
        /// The minutes are not signed by both yet.
        NotSigned,
        /// It is closed already.
        AlreadyClosed,
    }
}

impl CaseState {
    /// Closes the case: after the minutes are signed, once.
    pub fn close(self) -> Result<Self, CloseCaseRefusal> {
        match self {
            Self::Signed => Ok(Self::Closed),
            Self::Closed => Err(CloseCaseRefusal::AlreadyClosed),
            _ => Err(CloseCaseRefusal::NotSigned),
        }
    }

    /// Whether secretary and chair have signed the minutes.
    pub fn is_signed(self) -> bool {
        self >= Self::Signed
    }
}

/// Whether a unit has to answer. The source leaves open whether all units do or the failing ones alone (`domain.md` 8.5), so the
/// campaign says it; an outcome that a person has yet to decide is no fail.
pub fn required(setting: ReviewRequiredFor, outcome: Outcome) -> bool {
    match setting {
        ReviewRequiredFor::All => true,
        ReviewRequiredFor::FailingOnly => outcome == Outcome::Fail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_closes_once_and_after_the_signatures() {
        for state in CaseState::ALL {
            let expected = match state {
                CaseState::Signed => Ok(CaseState::Closed),
                CaseState::Closed => Err(CloseCaseRefusal::AlreadyClosed),
                _ => Err(CloseCaseRefusal::NotSigned),
            };
            assert_eq!(state.close(), expected, "{state:?}");
            assert_eq!(CaseState::of(state.code()), Some(*state));
        }
    }

    #[test]
    fn failing_units_answer_or_all_do_by_the_campaigns_setting() {
        for outcome in Outcome::ALL {
            assert!(required(ReviewRequiredFor::All, outcome));
            assert_eq!(required(ReviewRequiredFor::FailingOnly, outcome), outcome == Outcome::Fail);
        }
    }
}
