//! Identifiers: one newtype per thing, so that a unit's number is never taken for a person's. They are surrogate keys and carry
//! no meaning; official codes are attributes with dates.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A unit of the organisation tree.
    UnitId,
    /// A person.
    PersonId,
    /// A post (chức vụ) of a unit.
    PostId,
    /// A person's account for signing in.
    AccountId,
    /// A version of a rule set (bộ chỉ tiêu).
    RuleSetId,
    /// A target (chỉ tiêu) of a rule set.
    TargetId,
    /// A variable that figures report.
    VariableId,
    /// A yearly campaign (đợt).
    CampaignId,
    /// A peer group inside a campaign, with its rule set.
    GroupId,
    /// A commitment sheet (bản cam kết).
    CommitmentId,
    /// A scan of a commitment sheet that was signed by hand.
    ScanId,
    /// A key task (nhiệm vụ trọng tâm) of a commitment.
    KeyTaskId,
    /// An amendment (bản điều chỉnh) of a sealed goal.
    AmendmentId,
    /// A row of the register of papers (sổ đăng ký văn bản đi).
    EntryId,
    /// A signed original of a paper of the register.
    OriginalId,
    /// A conference at which commitments are signed.
    ConferenceId,
    /// A figure (số liệu).
    FigureId,
    /// A piece of evidence (tài liệu kiểm chứng).
    EvidenceId,
    /// A run of a year's assessment.
    RunId,
    /// A self-criticism case (kiểm điểm).
    CaseId,
    /// A report in a case.
    ReportId,
    /// A target in a report of a case, with its locked facts.
    ReviewItemId,
    /// A guiding question (gợi ý kiểm điểm) of the superior.
    QuestionId,
    /// A review meeting.
    MeetingId,
    /// A remedy (biện pháp khắc phục).
    RemedyId,
    /// A consequence.
    ConsequenceId,
    /// Support given to a unit.
    SupportId,
    /// Text kept from a form that was not accepted.
    DraftId,
    /// A decision (quyết định) on results or grades.
    DecisionId,
    /// Points of a manual target of a unit.
    AppraisalId,
    /// Points after the total.
    AdjustmentId,
    /// An appeal (kiến nghị) of a published result.
    AppealId,
    /// A rule set while somebody writes it.
    RuleDraftId,
    /// What somebody of a unit's staff answers for.
    AssignmentId,
}
