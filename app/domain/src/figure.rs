//! A figure (số liệu): what a unit declares of one variable in one period, and what verification made of it (`domain.md` 8.2:
//! open → entered → submitted → verified | returned → locked, reopened with a reason). Every change is a revision.

mod reach;
mod tally;

pub use reach::{VerifyDenied, is_bounded, may_verify, may_view, views_every_field};
pub use tally::{PeriodState, Tally};

use crate::ids::{CampaignId, FigureId, PersonId, UnitId, VariableId};
use crate::{FigureValue, Period, Quantity, Timestamp, refusals};
use time::Date;

/// How many characters a note or a reason may have.
pub const LONGEST_NOTE: usize = 2_000;

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Entered by the unit, not yet submitted by its head.
    Entered,
    /// Submitted; waits for verification.
    Submitted,
    /// Accepted as declared.
    Verified {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Accepted with another value than the declared one, for a reason.
    Adjusted {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Sent back to the unit, for a reason.
    Returned {
        /// By whom.
        by: PersonId,
        /// When.
        at: Timestamp,
    },
}

impl Standing {
    /// The names of all standings in the database, in the order of the procedure.
    pub const CODES: [&'static str; 5] = ["entered", "submitted", "verified", "adjusted", "returned"];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Submitted => "submitted",
            Self::Verified { .. } => "verified",
            Self::Adjusted { .. } => "adjusted",
            Self::Returned { .. } => "returned",
        }
    }

    /// The standing of a name, and who decided it when.
    pub fn of(code: &str, decided: Option<(PersonId, Timestamp)>) -> Option<Self> {
        match (code, decided) {
            ("entered", _) => Some(Self::Entered),
            ("submitted", _) => Some(Self::Submitted),
            ("verified", Some((by, at))) => Some(Self::Verified { by, at }),
            ("adjusted", Some((by, at))) => Some(Self::Adjusted { by, at }),
            ("returned", Some((by, at))) => Some(Self::Returned { by, at }),
            _ => None,
        }
    }

    /// Who decided it and when, where somebody did.
    pub const fn decided(self) -> Option<(PersonId, Timestamp)> {
        match self {
            Self::Entered | Self::Submitted => None,
            Self::Verified { by, at } | Self::Adjusted { by, at } | Self::Returned { by, at } => Some((by, at)),
        }
    }

    /// Whether the figure counts: verification accepted it, as declared or adjusted.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Verified { .. } | Self::Adjusted { .. })
    }
}

/// A unit's figure of one variable in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its key; 0 while it is not saved.
    pub id: FigureId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period.
    pub period: Period,
    /// What the unit declares.
    pub value: FigureValue,
    /// What verification accepted; none before.
    pub verified: Option<FigureValue>,
    /// Where it stands.
    pub standing: Standing,
    /// The unit's note.
    pub note: String,
    /// The day for which the value holds.
    pub as_of: Date,
    /// Who entered the declared value.
    pub entered_by: PersonId,
    /// When.
    pub entered_at: Timestamp,
    /// Who submitted it last, and when.
    pub submitted: Option<(PersonId, Timestamp)>,
    /// Why it was adjusted or returned; empty otherwise.
    pub reason: String,
    /// Counts the changes, from 1.
    pub revision: i64,
}

/// Where and of what a figure is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period.
    pub period: Period,
}

/// What somebody declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The value.
    pub value: FigureValue,
    /// The note.
    pub note: String,
    /// The day for which the value holds.
    pub as_of: Date,
}

refusals! {
    /// Why a figure is not taken as it was typed.
    pub enum RecordRefusal {
        /// Nothing that is counted is below zero.
        Negative,
        /// What is counted in whole things has no fraction.
        Fraction,
        /// A part is larger than the whole it belongs to, in the same period (`domain.md` 8.2).
        AboveLimit,
        /// The period has not begun.
        PeriodNotOpen,
        /// The unit does not take part in the campaign, or reports no such figure in this period.
        NotInCampaign,
        /// The figure is verified: only a return by the verifying side opens it again.
        Locked,
        /// The note has too many characters.
        NoteTooLong,
        /// The day for which the figure holds lies in the future or before its period.
        AsOfOutside,
        /// The text can be read in two ways; the person has to confirm what was understood.
        ToConfirm,
    }
}

refusals! {
    /// Why a period's figures cannot be submitted.
    pub enum SubmitRefusal {
        /// There is no figure that waits for being submitted.
        NothingEntered,
        /// A figure that needs evidence has none.
        MissingEvidence,
    }
}

refusals! {
    /// Why a figure cannot be accepted, adjusted or returned.
    pub enum VerifyRefusal {
        /// Whoever entered or submitted a figure may not verify it.
        OwnFigure,
        /// The figure is not submitted, or was decided already.
        NotWaiting,
        /// Adjusting and returning need a reason.
        ReasonNeeded,
        /// The figure belongs to a field that another owner verifies.
        NotYourArea,
        /// An adjusted value equals the declared one: that is accepting.
        SameValue,
        /// The value is of another kind than the variable's.
        OtherKind,
    }
}

refusals! {
    /// What looks unusual about a typed figure; it warns and does not block (`domain.md` 8.2).
    pub enum FigureWarning {
        /// The value lies outside ±50 % of the mean of the unit's earlier periods.
        FarFromMean,
        /// A running total is below that of an earlier period.
        Fell,
    }
}

impl Figure {
    /// Enters a figure that was not there. Its variable must be expected from the unit in the period: the caller looks that up.
    pub fn record(slot: Slot, it: Declared, by: PersonId, at: Timestamp) -> Result<Self, RecordRefusal> {
        check(&it, slot.period, at.date())?;
        Ok(Self {
            id: FigureId(0),
            campaign: slot.campaign,
            unit: slot.unit,
            variable: slot.variable,
            period: slot.period,
            value: it.value,
            verified: None,
            standing: Standing::Entered,
            note: it.note,
            as_of: it.as_of,
            entered_by: by,
            entered_at: at,
            submitted: None,
            reason: String::new(),
            revision: 1,
        })
    }

    /// Whether the unit may change it.
    pub fn open_to_unit(&self) -> bool {
        !self.standing.counts()
    }

    /// Whether a declaration would change anything: the same value, note and day again are no revision.
    pub fn differs(&self, it: &Declared) -> bool {
        self.value != it.value || self.note != it.note || self.as_of != it.as_of
    }

    /// Changes what the unit declares. What was submitted has to be submitted again: the head answers for the value.
    pub fn revise(self, it: Declared, by: PersonId, at: Timestamp) -> Result<Self, RecordRefusal> {
        if !self.open_to_unit() {
            return Err(RecordRefusal::Locked);
        }
        check(&it, self.period, at.date())?;
        Ok(Self {
            value: it.value,
            note: it.note,
            as_of: it.as_of,
            verified: None,
            standing: Standing::Entered,
            entered_by: by,
            entered_at: at,
            submitted: None,
            reason: String::new(),
            revision: self.revision + 1,
            ..self
        })
    }

    /// Submits it for verification. A returned figure is first revised: value or note says what changed.
    pub fn submit(self, by: PersonId, at: Timestamp, evidence: Evidenced) -> Result<Self, SubmitRefusal> {
        if self.standing != Standing::Entered {
            return Err(SubmitRefusal::NothingEntered);
        }
        if evidence == Evidenced::Lacking {
            return Err(SubmitRefusal::MissingEvidence);
        }
        Ok(Self { standing: Standing::Submitted, submitted: Some((by, at)), revision: self.revision + 1, ..self })
    }

    /// Accepts it as declared.
    pub fn verify(self, by: PersonId, at: Timestamp) -> Result<Self, VerifyRefusal> {
        self.not_own(by)?;
        if self.standing != Standing::Submitted {
            return Err(VerifyRefusal::NotWaiting);
        }
        Ok(Self {
            verified: Some(self.value),
            standing: Standing::Verified { by, at },
            reason: String::new(),
            revision: self.revision + 1,
            ..self
        })
    }

    /// Accepts it with another value, for a reason.
    pub fn adjust(self, value: FigureValue, reason: &str, by: PersonId, at: Timestamp) -> Result<Self, VerifyRefusal> {
        self.not_own(by)?;
        if self.standing != Standing::Submitted {
            return Err(VerifyRefusal::NotWaiting);
        }
        if value.kind() != self.value.kind() {
            return Err(VerifyRefusal::OtherKind);
        }
        if value == self.value {
            return Err(VerifyRefusal::SameValue);
        }
        let reason = given(reason)?;
        Ok(Self { verified: Some(value), standing: Standing::Adjusted { by, at }, reason, revision: self.revision + 1, ..self })
    }

    /// Sends it back to the unit, for a reason; also when it was verified already (`domain.md` 8.2, reopened).
    pub fn send_back(self, reason: &str, by: PersonId, at: Timestamp) -> Result<Self, VerifyRefusal> {
        self.not_own(by)?;
        if self.standing != Standing::Submitted && !self.standing.counts() {
            return Err(VerifyRefusal::NotWaiting);
        }
        let reason = given(reason)?;
        Ok(Self { verified: None, standing: Standing::Returned { by, at }, reason, revision: self.revision + 1, ..self })
    }

    /// The value that counts so far: the verified one, else the declared one.
    pub fn present(&self) -> FigureValue {
        self.verified.unwrap_or(self.value)
    }

    /// Days between the deadline and the submission, or today while it is not submitted; 0 in time.
    pub fn days_late(&self, deadline: Date, today: Date) -> i64 {
        days_late(self.submitted.map(|(_, at)| at.date()), deadline, today)
    }

    fn not_own(&self, by: PersonId) -> Result<(), VerifyRefusal> {
        let own = self.entered_by == by || self.submitted.is_some_and(|(it, _)| it == by);
        if own { Err(VerifyRefusal::OwnFigure) } else { Ok(()) }
    }
}

/// Whether a figure has the evidence that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidenced {
    /// It has, or needs none.
    Enough,
    /// It needs some and has none.
    Lacking,
}

/// Days between a deadline and the day of doing, or today while it is not done; 0 in time.
pub fn days_late(done: Option<Date>, deadline: Date, today: Date) -> i64 {
    (done.unwrap_or(today) - deadline).whole_days().max(0)
}

fn given(reason: &str) -> Result<String, VerifyRefusal> {
    let reason = crate::fold::nfc(reason.trim());
    let usable = !reason.is_empty() && reason.chars().count() <= LONGEST_NOTE;
    if usable { Ok(reason) } else { Err(VerifyRefusal::ReasonNeeded) }
}

fn check(it: &Declared, period: Period, today: Date) -> Result<(), RecordRefusal> {
    if today < period.from() {
        return Err(RecordRefusal::PeriodNotOpen);
    }
    not_negative(it.value)?;
    if it.note.chars().count() > LONGEST_NOTE {
        return Err(RecordRefusal::NoteTooLong);
    }
    if it.as_of > today || it.as_of < period.from() {
        return Err(RecordRefusal::AsOfOutside);
    }
    Ok(())
}

/// Nothing that is counted is below zero.
pub fn not_negative(value: FigureValue) -> Result<(), RecordRefusal> {
    match value {
        FigureValue::Amount(it) if it.is_negative() => Err(RecordRefusal::Negative),
        _ => Ok(()),
    }
}

/// Whole things are counted in whole numbers (`Variable::counted`).
pub fn whole(value: FigureValue, counted: bool) -> Result<(), RecordRefusal> {
    match value {
        FigureValue::Amount(it) if counted && !it.is_whole() => Err(RecordRefusal::Fraction),
        _ => Ok(()),
    }
}

/// A part may not be larger than the whole it belongs to (`Variable::limit_code`), in the same period.
pub fn within_limit(part: FigureValue, whole: Option<FigureValue>) -> Result<(), RecordRefusal> {
    match (part, whole) {
        (FigureValue::Amount(part), Some(FigureValue::Amount(whole))) if part > whole => Err(RecordRefusal::AboveLimit),
        _ => Ok(()),
    }
}

/// What looks unusual about a value beside those of the unit's earlier periods of the same year.
pub fn warnings(value: FigureValue, earlier: &[FigureValue], cumulative: bool) -> Vec<FigureWarning> {
    let FigureValue::Amount(value) = value else { return Vec::new() };
    let earlier: Vec<Quantity> = earlier.iter().filter_map(|it| it.amount()).collect();
    let mut found = Vec::new();
    if cumulative {
        if earlier.iter().any(|it| *it > value) {
            found.push(FigureWarning::Fell);
        }
        return found;
    }
    let sum: i128 = earlier.iter().map(|it| i128::from(it.0)).sum();
    let twice = i128::from(value.0) * 2 * (earlier.len() as i128);
    if !earlier.is_empty() && (twice < sum || twice > sum * 3) {
        found.push(FigureWarning::FarFromMean);
    }
    found
}

#[cfg(test)]
mod tests;
