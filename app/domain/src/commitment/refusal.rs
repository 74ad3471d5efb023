//! Why something is not done with a sheet.

use crate::refusals;

refusals! {
    /// Why a unit's proposal is not taken.
    pub enum ProposeRefusal {
        /// The proposal made before waits for the superior's answer.
        WithSuperior,
        /// The content is agreed and frozen.
        Frozen,
        /// The sheet was withdrawn.
        Withdrawn,
        /// A target of the rule set has no value.
        TargetMissing,
        /// A value belongs to no target of this sheet, or to one twice.
        UnknownTarget,
        /// A value is of another kind than its target.
        OtherKind,
        /// An amount is below nothing.
        Negative,
        /// `1,250` may be meant as 1,25 or as 1250 and is not confirmed.
        Unconfirmed,
        /// A note or text is longer than the sheet takes.
        TooLong,
        /// A text holds a character that paper cannot show.
        Unprintable,
        /// There are more key tasks than a sheet takes.
        TooManyTasks,
        /// A range needs an upper bound, and nothing else has one.
        RangeNeedsEnd,
        /// The upper bound of a range is below the lower one.
        RangeUpsideDown,
        /// The target takes no goal for this period, or has two of it.
        UnknownPeriod,
    }
}

refusals! {
    /// Why a superior's counter is not taken.
    pub enum CounterRefusal {
        /// The unit has proposed nothing, or it is the unit's turn.
        NotProposed,
        /// The content is agreed and frozen.
        Frozen,
        /// The sheet was withdrawn.
        Withdrawn,
        /// Whoever made the proposal may not answer it.
        OwnProposal,
        /// A counter needs a reason.
        NoReason,
    }
}

refusals! {
    /// Why a proposal cannot be agreed to.
    pub enum ApproveRefusal {
        /// There is no proposal of the unit that waits for an answer.
        NotProposed,
        /// It is agreed already.
        Already,
        /// The sheet was withdrawn.
        Withdrawn,
        /// Whoever made the proposal may not agree to it.
        OwnProposal,
        /// Nobody is recorded as the head of the unit.
        NoHead,
        /// Nobody is recorded as the head of the authority.
        NoAuthority,
        /// So many copies are not made.
        Copies,
    }
}

refusals! {
    /// Why a sheet cannot be signed.
    pub enum SignRefusal {
        /// The content is not agreed and frozen yet.
        NotApproved,
        /// The person's side has signed already.
        AlreadySigned,
        /// The head of the unit signs first.
        HeadFirst,
        /// What was on the screen is not what is to be signed.
        OtherContent,
        /// Who signed for the unit may not sign for the authority.
        SamePerson,
        /// Exemptions or own targets of the unit are no longer those that were agreed.
        OtherRules,
        /// The sheet was withdrawn.
        Withdrawn,
        /// It was agreed to be made on paper and signed by hand.
        OnPaper,
    }
}

refusals! {
    /// Why somebody's refusal to sign is not taken.
    pub enum DeclineRefusal {
        /// Nothing waits for the signature of the person's side.
        NothingToSign,
        /// The person's side has signed already.
        AlreadySigned,
        /// The person's side has declined already.
        Already,
        /// The sheet was withdrawn.
        Withdrawn,
        /// What was on the screen is not what is to be signed.
        OtherContent,
        /// To decline needs a reason.
        NoReason,
        /// The reason is longer than the sheet takes.
        TooLong,
    }
}

refusals! {
    /// Why a sheet is not negotiated again.
    pub enum ReopenRefusal {
        /// Nobody has declined to sign it, or it was signed after all.
        NotDeclined,
    }
}

refusals! {
    /// Why a sheet cannot be withdrawn.
    pub enum WithdrawRefusal {
        /// It was withdrawn already.
        Already,
        /// A withdrawal needs a reason.
        NoReason,
        /// The reason is longer than the sheet takes.
        TooLong,
    }
}

refusals! {
    /// Why no sheet is issued.
    pub enum IssueRefusal {
        /// Every member has its sheet.
        NothingToIssue,
        /// The campaign has no members.
        NoMembers,
        /// The sheet is in use; only a withdrawn one is issued anew.
        NotWithdrawn,
    }
}
