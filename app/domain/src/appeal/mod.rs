//! An appeal (kiến nghị) of a result (FEATURES G5, `domain.md` 8.5): filed in time, reviewed by somebody who had no part in it, answered
//! in writing; until then the ranking is provisional. How many working days there are is data: NĐ 335/2025 Điều 22 gives 07 to answer.
//! A correction changes nothing here: a published result changes only by a numbered decision, which the answer names.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::ids::{PersonId, UnitId};
use crate::period::after_working_days;
use crate::text::{LONG, TextRefusal, needed_line, needed_text};
use crate::{Timestamp, refusals};

/// The terms of a campaign's appeals, in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealTerms {
    /// After the result was made known, to file one.
    pub file_within: u8,
    /// After it came in, to answer it.
    pub answer_within: u8,
}

/// When a result was made known, and until when it may be appealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The day.
    pub on: Date,
    /// The last day to appeal.
    pub until: Date,
}

/// Which days people work, besides the usual ones: rows of data, edited every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkDays<'d> {
    /// Days off.
    pub holidays: &'d [Date],
    /// Days worked in their place.
    pub make_up: &'d [Date],
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// The unit whose result it is.
    pub unit: UnitId,
    /// What is wrong with the result, and why.
    pub reason: String,
    /// Who filed it, and when.
    pub filed: (PersonId, Timestamp),
    /// The last day to answer it.
    pub due_on: Date,
    /// How far it is.
    pub state: AppealState,
}

/// How far an appeal is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppealState {
    /// It came in; nobody reviews it yet.
    Filed,
    /// Somebody reviews it.
    InReview {
        /// Who.
        reviewer: PersonId,
    },
    /// It is answered.
    Answered {
        /// By whom, and when.
        by: (PersonId, Timestamp),
        /// What came of it.
        outcome: AppealOutcome,
        /// The answer.
        answer: String,
    },
    /// Who filed it took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// What came of an appeal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppealOutcome {
    /// The result stands.
    Upheld,
    /// The result is corrected, by this decision (number and date).
    Corrected {
        /// The decision.
        decision: String,
    },
}

refusals! {
    /// Why an appeal is not taken.
    pub enum FileAppealRefusal {
        /// There is no result yet that was made known.
        NotPublished,
        /// The last day has passed.
        TooLate,
        /// The unit has an appeal that is open.
        OpenAlready,
        /// It does not say what is wrong.
        Blank,
        /// It is too long.
        TooLong,
        /// It holds characters that papers cannot print.
        Unprintable,
    }
}

refusals! {
    /// Why somebody cannot review an appeal.
    pub enum AssignReviewerRefusal {
        /// It is answered or withdrawn.
        Closed,
        /// They verified figures of the result, or decided on it.
        TookPart,
        /// They filed it, or belong to the unit.
        OwnUnit,
        /// They hold no role by which they review appeals of this unit.
        NoReviewer,
    }
}

refusals! {
    /// Why an answer is not taken.
    pub enum AnswerAppealRefusal {
        /// It is answered or withdrawn.
        Closed,
        /// Somebody else reviews it, or nobody yet.
        NotReviewer,
        /// Since it was given to them they verified, appraised or decided something of the result, or came to belong to the unit.
        TookPart,
        /// The answer is missing.
        Blank,
        /// The answer is too long.
        TooLong,
        /// The answer holds characters that papers cannot print.
        Unprintable,
        /// A correction names the decision by which the result is corrected.
        DecisionMissing,
    }
}

refusals! {
    /// Why an appeal cannot be taken back.
    pub enum WithdrawAppealRefusal {
        /// It is answered or withdrawn.
        Closed,
        /// Somebody else filed it.
        NotYours,
    }
}

/// Who does not review an appeal: nobody judges their own work, nor that of the unit they belong to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Barred {
    /// Who verified, appraised, excused, ran, prepared or decided something of the unit's result.
    pub took_part: Vec<PersonId>,
    /// Who holds a post in the unit or below it, or acts for it.
    pub at_home: Vec<PersonId>,
}

/// Why a ranking is still provisional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provisional {
    /// Until when appeals can be filed; none where that day has passed.
    pub until: Option<Date>,
    /// How many appeals are open.
    pub open: usize,
}

impl AppealTerms {
    /// The last day to appeal a result that was made known on a day.
    pub fn last_day(self, published_on: Date, days: WorkDays<'_>) -> Date {
        after_working_days(published_on, self.file_within, days.holidays, days.make_up)
    }

    /// Files an appeal. `known` is when the result was made known; `earlier` are the unit's appeals in the campaign.
    pub fn file(
        self,
        unit: UnitId,
        reason: &str,
        by: (PersonId, Timestamp),
        known: Option<Known>,
        earlier: &[Appeal],
        days: WorkDays<'_>,
    ) -> Result<Appeal, FileAppealRefusal> {
        let known = known.ok_or(FileAppealRefusal::NotPublished)?;
        let today = by.1.date();
        if today < known.on {
            return Err(FileAppealRefusal::NotPublished);
        }
        if today > known.until {
            return Err(FileAppealRefusal::TooLate);
        }
        if earlier.iter().any(|it| it.unit == unit && it.is_open()) {
            return Err(FileAppealRefusal::OpenAlready);
        }
        let reason = needed_text(reason, LONG).map_err(|it| match it {
            TextRefusal::Missing => FileAppealRefusal::Blank,
            TextRefusal::TooLong => FileAppealRefusal::TooLong,
            TextRefusal::NotPlain => FileAppealRefusal::Unprintable,
        })?;
        let due_on = after_working_days(today, self.answer_within, days.holidays, days.make_up);
        Ok(Appeal { unit, reason, filed: by, due_on, state: AppealState::Filed })
    }
}

/// Whether a ranking is still provisional on a day, and why: appeals are open, or can be filed until a last day.
pub fn provisional(last: Option<Date>, open: usize, today: Date) -> Option<Provisional> {
    let until = last.filter(|last| today <= *last);
    (until.is_some() || open > 0).then_some(Provisional { until, open })
}

impl Appeal {
    /// Whether it waits for a reviewer or an answer.
    pub fn is_open(&self) -> bool {
        matches!(self.state, AppealState::Filed | AppealState::InReview { .. })
    }

    /// Whether its answer is late on a day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && today > self.due_on
    }

    /// Gives it to a reviewer, or to another one.
    pub fn assign(self, reviewer: PersonId, barred: &Barred) -> Result<Self, AssignReviewerRefusal> {
        if !self.is_open() {
            return Err(AssignReviewerRefusal::Closed);
        }
        if barred.at_home.contains(&reviewer) || reviewer == self.filed.0 {
            return Err(AssignReviewerRefusal::OwnUnit);
        }
        if barred.took_part.contains(&reviewer) {
            return Err(AssignReviewerRefusal::TookPart);
        }
        Ok(Self { state: AppealState::InReview { reviewer }, ..self })
    }

    /// Answers it in writing. Who came to have a part in the result since it was given to them does not answer either.
    pub fn answer(
        self,
        outcome: AppealOutcome,
        answer: &str,
        by: (PersonId, Timestamp),
        barred: &Barred,
    ) -> Result<Self, AnswerAppealRefusal> {
        match self.state {
            AppealState::InReview { reviewer } if reviewer == by.0 => {}
            AppealState::InReview { .. } | AppealState::Filed => return Err(AnswerAppealRefusal::NotReviewer),
            AppealState::Answered { .. } | AppealState::Withdrawn { .. } => return Err(AnswerAppealRefusal::Closed),
        }
        if barred.at_home.contains(&by.0) || barred.took_part.contains(&by.0) {
            return Err(AnswerAppealRefusal::TookPart);
        }
        let answer = needed_text(answer, LONG).map_err(|it| match it {
            TextRefusal::Missing => AnswerAppealRefusal::Blank,
            TextRefusal::TooLong => AnswerAppealRefusal::TooLong,
            TextRefusal::NotPlain => AnswerAppealRefusal::Unprintable,
        })?;
        let outcome = match outcome {
            AppealOutcome::Upheld => AppealOutcome::Upheld,
            AppealOutcome::Corrected { decision } => AppealOutcome::Corrected {
                decision: needed_line(&decision, crate::text::LINE).map_err(|_| AnswerAppealRefusal::DecisionMissing)?,
            },
        };
        Ok(Self { state: AppealState::Answered { by, outcome, answer }, ..self })
    }

    /// Takes it back.
    pub fn withdraw(self, by: (PersonId, Timestamp)) -> Result<Self, WithdrawAppealRefusal> {
        if !self.is_open() {
            return Err(WithdrawAppealRefusal::Closed);
        }
        if by.0 != self.filed.0 {
            return Err(WithdrawAppealRefusal::NotYours);
        }
        Ok(Self { state: AppealState::Withdrawn { at: by.1 }, ..self })
    }
}

impl AppealState {
    /// Every name.
    pub const CODES: [&'static str; 4] = ["filed", "in_review", "answered", "withdrawn"];

    /// The name in the database, and behind `appeal-state-` in the locales.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::InReview { .. } => "in_review",
            Self::Answered { .. } => "answered",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl AppealOutcome {
    /// Every name.
    pub const CODES: [&'static str; 2] = ["upheld", "corrected"];

    /// The name in the database, and behind `appeal-outcome-` in the locales.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Corrected { .. } => "corrected",
        }
    }
}

#[cfg(test)]
mod tests;
