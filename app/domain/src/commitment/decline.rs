//! Declining to sign, with a written reason. Nothing is undone by it: whoever declined may sign after all, and the superior may take the sheet back
//! to be negotiated. What was declined stays in the sheet's history.

use super::{Commitment, DeclineRefusal, IssueRefusal, LONGEST_NOTE, ReopenRefusal, SheetState, SignedAs};
use crate::time_of::Timestamp;

/// A refusal to sign, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// As what the person was to sign.
    pub signed_as: SignedAs,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

impl Commitment {
    /// Whether a refusal of this sheet's frozen content still stands: its side has not signed after all.
    pub fn is_declined(&self, by: SignedAs) -> bool {
        self.state.waits_for() == Some(by.side())
    }

    /// Whether somebody may decline to sign what was on their screen; `already` says that their side has. The reason comes back as it is kept.
    pub fn decline(&self, signed_as: SignedAs, digest: &str, already: bool, reason: &str) -> Result<String, DeclineRefusal> {
        match (self.state, signed_as) {
            (SheetState::Approved, SignedAs::Head | SignedAs::DeputyHead) | (SheetState::HeadSigned, SignedAs::Authority) => {}
            (SheetState::HeadSigned, SignedAs::Head | SignedAs::DeputyHead) | (SheetState::InForce, _) => {
                return Err(DeclineRefusal::AlreadySigned);
            }
            (SheetState::Approved, SignedAs::Authority) | (SheetState::Issued | SheetState::Proposed | SheetState::Countered, _) => {
                return Err(DeclineRefusal::NothingToSign);
            }
            (SheetState::Withdrawn, _) => return Err(DeclineRefusal::Withdrawn),
        }
        if already {
            return Err(DeclineRefusal::Already);
        }
        if self.digest.as_deref() != Some(digest) {
            return Err(DeclineRefusal::OtherContent);
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DeclineRefusal::NoReason);
        }
        if reason.chars().count() > LONGEST_NOTE {
            return Err(DeclineRefusal::TooLong);
        }
        Ok(reason.to_owned())
    }

    /// Takes a declined sheet back to be negotiated: withdrawn for the reason that was given, then issued anew. Both come back.
    pub fn reopen(self, declined: Option<&Declined>, public_code: String, at: Timestamp) -> Result<(Self, Self), ReopenRefusal> {
        let because = declined.filter(|it| self.is_declined(it.signed_as)).ok_or(ReopenRefusal::NotDeclined)?;
        let former = Self { state: SheetState::Withdrawn, withdrawn_reason: because.reason.clone(), ..self };
        let anew = former.clone().reissue(public_code, at).map_err(|_: IssueRefusal| ReopenRefusal::NotDeclined)?;
        Ok((former, anew))
    }
}
