//! A commitment sheet (bản cam kết): issued → proposed ⇄ countered → approved (content frozen and hashed) → signed by the head →
//! signed by the authority, and in force; withdrawn with a reason on the way (`domain.md` 8.1). Every version is kept. Whoever is to sign may
//! decline with a reason: the sheet is then signed after all, or negotiated again.
//! A rule here never asks who holds which role; that is the policy's.

mod content;
mod decline;
mod offer;
mod outside;
mod refusal;
mod scan;
mod task;

pub use content::{
    AuthorityPart, CampaignPart, Copies, FORMAT, HeadPart, PeriodPart, RuleSetPart, SheetContent, TargetPart, TaskPart, UnitPart,
    office_in_words, reporting_regime, shown,
};
pub use decline::Declined;
pub use offer::{Asked, MOST_TASKS, Offer, OfferRefusal, PeriodGoal, Promise, Version};
pub use outside::{Begins, LARGEST_OUTSIDE, OutsideFile, OutsideRefusal};
pub use refusal::{
    ApproveRefusal, CounterRefusal, DeclineRefusal, IssueRefusal, ProposeRefusal, ReopenRefusal, SignRefusal, WithdrawRefusal,
};
pub use scan::{FoundPage, LARGEST_PILE, Pile, PileRefusal, ScanDecisionRefusal, ScanRefusal, ScannedPaper};
pub use task::{KeyTask, LONGEST_NOTE, LONGEST_TEXT, PlanTaskRefusal};

use crate::ids::{CampaignId, CommitmentId, ConferenceId, PersonId, UnitId};
use crate::policy::Place;
use crate::refusals;
use crate::time_of::Timestamp;
use time::Date;

refusals! {
    /// Where a sheet stands.
    pub enum SheetState {
        /// The unit has the sheet and has proposed nothing yet.
        Issued,
        /// The unit has proposed; the superior's turn.
        Proposed,
        /// The superior has countered; the unit's turn.
        Countered,
        /// Both agree: the content is frozen and waits for the head.
        Approved,
        /// The head has signed; the authority's turn.
        HeadSigned,
        /// Both have signed.
        InForce,
        /// Withdrawn, with a reason.
        Withdrawn,
    }
}

impl SheetState {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Proposed => "proposed",
            Self::Countered => "countered",
            Self::Approved => "approved",
            Self::HeadSigned => "head_signed",
            Self::InForce => "in_force",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }

    /// Whose signature the content waits for; none where it waits for none.
    pub const fn waits_for(self) -> Option<SheetSide> {
        match self {
            Self::Approved => Some(SheetSide::Unit),
            Self::HeadSigned => Some(SheetSide::Superior),
            Self::Issued | Self::Proposed | Self::Countered | Self::InForce | Self::Withdrawn => None,
        }
    }

    /// Whether the last day of signing is over and not everybody has signed.
    pub fn overdue(self, last: Date, today: Date) -> bool {
        today > last && !matches!(self, Self::InForce | Self::Withdrawn)
    }

    /// Whether the content is frozen.
    pub const fn frozen(self) -> bool {
        matches!(self, Self::Approved | Self::HeadSigned | Self::InForce)
    }
}

refusals! {
    /// Who made a version of a sheet.
    pub enum SheetSide {
        /// The unit that commits.
        Unit,
        /// The level above.
        Superior,
    }
}

impl SheetSide {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("sheet-side-")
    }

    /// The side of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

refusals! {
    /// As what somebody signs.
    pub enum SignedAs {
        /// The head of the unit.
        Head,
        /// A deputy for the head (`KT.`).
        DeputyHead,
        /// The authority one level up.
        Authority,
    }
}

impl SignedAs {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::DeputyHead => "deputy_head",
            Self::Authority => "authority",
        }
    }

    /// For which side that is.
    pub const fn side(self) -> SheetSide {
        match self {
            Self::Head | Self::DeputyHead => SheetSide::Unit,
            Self::Authority => SheetSide::Superior,
        }
    }

    /// The capacity of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Its key.
    pub id: CommitmentId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The unit's path in the tree.
    pub path: String,
    /// Where it stands.
    pub state: SheetState,
    /// The number of its last version; 0 before the first.
    pub version: i64,
    /// The conference at which it is signed.
    pub conference: Option<ConferenceId>,
    /// The frozen content as canonical JSON.
    pub content: Option<String>,
    /// The content's SHA-256, lower-case hexadecimal: what signatures bind to.
    pub digest: Option<String>,
    /// The code of the public page.
    pub public_code: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When the unit opened it first.
    pub opened_at: Option<Timestamp>,
    /// When it was agreed.
    pub approved_at: Option<Timestamp>,
    /// Why it was withdrawn; empty unless it was.
    pub withdrawn_reason: String,
    /// How many times it was saved.
    pub revision: i64,
}

impl Commitment {
    /// The unit's place in the tree.
    pub fn place(&self) -> Place {
        Place { unit: self.unit, path: self.path.clone() }
    }

    /// Puts the unit's own values and key tasks before the superior.
    pub fn propose(
        self,
        offer: Offer,
        asked: &[Asked],
        window: (Date, Date),
        by: PersonId,
        at: Timestamp,
    ) -> Result<(Self, Version), OfferRefusal> {
        match self.state {
            SheetState::Issued | SheetState::Countered => {}
            SheetState::Proposed => return Err(ProposeRefusal::WithSuperior.into()),
            SheetState::Approved | SheetState::HeadSigned | SheetState::InForce => return Err(ProposeRefusal::Frozen.into()),
            SheetState::Withdrawn => return Err(ProposeRefusal::Withdrawn.into()),
        }
        offer.check(asked, window)?;
        Ok(self.with_version(SheetSide::Unit, offer, by, at))
    }

    /// Answers the unit's proposal, which `last` is, with other values; a reason belongs to it.
    pub fn counter(
        self,
        offer: Offer,
        last: &Version,
        asked: &[Asked],
        window: (Date, Date),
        by: PersonId,
        at: Timestamp,
    ) -> Result<(Self, Version), OfferRefusal> {
        match self.state {
            SheetState::Proposed => {}
            SheetState::Issued | SheetState::Countered => return Err(CounterRefusal::NotProposed.into()),
            SheetState::Approved | SheetState::HeadSigned | SheetState::InForce => return Err(CounterRefusal::Frozen.into()),
            SheetState::Withdrawn => return Err(CounterRefusal::Withdrawn.into()),
        }
        if last.person == by {
            return Err(CounterRefusal::OwnProposal.into());
        }
        if offer.note.trim().is_empty() {
            return Err(CounterRefusal::NoReason.into());
        }
        offer.check(asked, window)?;
        Ok(self.with_version(SheetSide::Superior, offer, by, at))
    }

    fn with_version(self, side: SheetSide, offer: Offer, person: PersonId, at: Timestamp) -> (Self, Version) {
        let number = self.version + 1;
        let Offer { note, promises, tasks } = offer;
        let state = match side {
            SheetSide::Unit => SheetState::Proposed,
            SheetSide::Superior => SheetState::Countered,
        };
        (Self { state, version: number, ..self }, Version { number, side, person, at, note, promises, tasks })
    }

    /// Whether the unit's proposal, which `last` is, may be agreed to by somebody.
    pub fn may_approve(&self, last: Option<&Version>, by: PersonId) -> Result<(), ApproveRefusal> {
        match self.state {
            SheetState::Proposed => {}
            SheetState::Issued | SheetState::Countered => return Err(ApproveRefusal::NotProposed),
            SheetState::Approved | SheetState::HeadSigned | SheetState::InForce => return Err(ApproveRefusal::Already),
            SheetState::Withdrawn => return Err(ApproveRefusal::Withdrawn),
        }
        match last {
            None => Err(ApproveRefusal::NotProposed),
            Some(it) if it.person == by => Err(ApproveRefusal::OwnProposal),
            Some(_) => Ok(()),
        }
    }

    /// Agrees to the unit's proposal: `content` becomes what is signed, bound by its SHA-256 (`domain.md` 8.1).
    pub fn approve(self, last: Option<&Version>, content: &SheetContent, by: PersonId, at: Timestamp) -> Result<Self, ApproveRefusal> {
        self.may_approve(last, by)?;
        let content = content.canonical();
        let digest = crate::canonical::sha256(content.as_bytes());
        Ok(Self { state: SheetState::Approved, content: Some(content), digest: Some(digest), approved_at: Some(at), ..self })
    }

    /// Signs for the unit, on the digest that the person saw.
    pub fn sign_as_head(self, digest: &str) -> Result<Self, SignRefusal> {
        match self.state {
            SheetState::Approved => {}
            SheetState::Issued | SheetState::Proposed | SheetState::Countered => return Err(SignRefusal::NotApproved),
            SheetState::HeadSigned | SheetState::InForce => return Err(SignRefusal::AlreadySigned),
            SheetState::Withdrawn => return Err(SignRefusal::Withdrawn),
        }
        self.same_content(digest)?;
        Ok(Self { state: SheetState::HeadSigned, ..self })
    }

    /// Countersigns for the authority, on the digest that the person saw, after the head, who is `signed_by`.
    pub fn sign_as_authority(self, digest: &str, signed_by: Option<PersonId>, by: PersonId) -> Result<Self, SignRefusal> {
        match self.state {
            SheetState::HeadSigned => {}
            SheetState::Approved => return Err(SignRefusal::HeadFirst),
            SheetState::Issued | SheetState::Proposed | SheetState::Countered => return Err(SignRefusal::NotApproved),
            SheetState::InForce => return Err(SignRefusal::AlreadySigned),
            SheetState::Withdrawn => return Err(SignRefusal::Withdrawn),
        }
        match signed_by {
            None => return Err(SignRefusal::HeadFirst),
            Some(it) if it == by => return Err(SignRefusal::SamePerson),
            Some(_) => {}
        }
        self.same_content(digest)?;
        Ok(Self { state: SheetState::InForce, ..self })
    }

    fn same_content(&self, digest: &str) -> Result<(), SignRefusal> {
        let frozen = self.content.as_ref().map(|it| crate::canonical::sha256(it.as_bytes()));
        let same = self.digest.as_deref() == Some(digest) && frozen.as_deref() == Some(digest);
        if same { Ok(()) } else { Err(SignRefusal::OtherContent) }
    }

    /// Starts anew after a withdrawal, under another public code; versions go on counting.
    pub fn reissue(self, public_code: String, at: Timestamp) -> Result<Self, IssueRefusal> {
        if self.state != SheetState::Withdrawn {
            return Err(IssueRefusal::NotWithdrawn);
        }
        Ok(Self {
            state: SheetState::Issued,
            conference: None,
            content: None,
            digest: None,
            public_code,
            issued_at: at,
            opened_at: None,
            approved_at: None,
            withdrawn_reason: String::new(),
            ..self
        })
    }

    /// Takes the sheet out of use; the reason stays with it.
    pub fn withdraw(self, reason: &str) -> Result<Self, WithdrawRefusal> {
        if self.state == SheetState::Withdrawn {
            return Err(WithdrawRefusal::Already);
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(WithdrawRefusal::NoReason);
        }
        if reason.chars().count() > LONGEST_NOTE {
            return Err(WithdrawRefusal::TooLong);
        }
        Ok(Self { state: SheetState::Withdrawn, withdrawn_reason: reason.to_owned(), ..self })
    }
}

#[cfg(test)]
mod tests;
