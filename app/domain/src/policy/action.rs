//! What somebody may want to do.

use serde::{Deserialize, Serialize};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read units, posts and people.
    ViewOrganisation,
    /// Change units, posts and people.
    EditOrganisation,
    /// Create and lock accounts, give roles.
    ManageAccounts,
    /// Read rule sets.
    ViewCatalogue,
    /// Make and change rule sets.
    EditCatalogue,
    /// Read a campaign.
    ViewCampaign,
    /// Make a campaign, import a package, assign targets, issue sheets, move stages.
    RunCampaign,
    /// Exempt a unit from a target, on a legal basis.
    ExemptUnit,
    /// Read a commitment sheet.
    ViewCommitment,
    /// Propose a unit's own values and its key tasks.
    ProposeCommitment,
    /// Counter a unit's proposal.
    CounterCommitment,
    /// Agree to a unit's proposal, which freezes the content.
    ApproveCommitment,
    /// Sign as the head of the unit.
    SignCommitment,
    /// Countersign as the authority.
    CountersignCommitment,
    /// Arrange a conference and record who attended.
    RecordConference,
    /// Read figures and evidence.
    ViewFigures,
    /// Enter figures and evidence.
    EnterFigures,
    /// Submit a period's figures.
    SubmitFigures,
    /// Accept, adjust or return a figure.
    VerifyFigures,
    /// Read results.
    ViewResults,
    /// Run an assessment, record external results.
    RunAssessment,
    /// Say why a figure counts as missing.
    ExcuseFigures,
    /// Read a case, its collective report and its minutes.
    ViewReview,
    /// Write the reports of a case.
    WriteReview,
    /// Submit the reports of a case.
    SubmitReview,
    /// Read a personal self-review.
    ViewPersonalReview,
    /// Open cases, call the meeting of one.
    ArrangeReview,
    /// Write the minutes: the secretary whom the meeting names.
    WriteMinutes,
    /// Have the minutes adopted and sign them: the secretary and the chair whom the meeting names.
    SignMinutes,
    /// Record remedies and their progress.
    RecordRemedy,
    /// Confirm that a remedy is done.
    CloseRemedy,
    /// Read the consequences of a case.
    ViewConsequences,
    /// Record consequences.
    RecordConsequence,
    /// Record support given to a unit.
    RecordSupport,
    /// Read the log.
    ViewLog,
    /// See the settings and the state of the installation.
    Administer,
    /// Read what is proposed for grades, with the facts.
    ViewGrading,
    /// Say what a fact is on which a grade depends.
    StateGradeFacts,
    /// Prepare a decision on results or grades.
    PrepareDecision,
    /// Approve a decision or decline it.
    ApproveDecision,
    /// Put a change of a sealed goal forward.
    ProposeAmendment,
    /// Approve a change of a sealed goal, or decline it.
    ApproveAmendment,
    /// Give points of a manual target, as an appraiser or from a survey.
    AppraisePoints,
    /// Record the score that others published and that is the unit's score here.
    RecordScore,
    /// Propose points after the total.
    ProposeAdjustment,
    /// Confirm or refuse points after the total that somebody else proposed.
    ConfirmAdjustment,
    /// Appeal a result that was made known.
    FileAppeal,
    /// Give an appeal to somebody who had no part in the result.
    AssignAppeal,
    /// Review an appeal and answer it.
    AnswerAppeal,
    /// Read the register of papers; papers that are kept here are listed to who may read them.
    ViewRegister,
    /// Keep the register of papers: give numbers, cancel them, choose how they are counted.
    KeepRegister,
    /// Word the papers of an authority.
    WordPapers,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 52] = [
        Self::ViewOrganisation,
        Self::EditOrganisation,
        Self::ManageAccounts,
        Self::ViewCatalogue,
        Self::EditCatalogue,
        Self::ViewCampaign,
        Self::RunCampaign,
        Self::ExemptUnit,
        Self::ViewCommitment,
        Self::ProposeCommitment,
        Self::CounterCommitment,
        Self::ApproveCommitment,
        Self::SignCommitment,
        Self::CountersignCommitment,
        Self::RecordConference,
        Self::ViewFigures,
        Self::EnterFigures,
        Self::SubmitFigures,
        Self::VerifyFigures,
        Self::ViewResults,
        Self::RunAssessment,
        Self::ExcuseFigures,
        Self::ViewReview,
        Self::WriteReview,
        Self::SubmitReview,
        Self::ViewPersonalReview,
        Self::ArrangeReview,
        Self::WriteMinutes,
        Self::SignMinutes,
        Self::RecordRemedy,
        Self::CloseRemedy,
        Self::ViewConsequences,
        Self::RecordConsequence,
        Self::RecordSupport,
        Self::ViewLog,
        Self::Administer,
        Self::ViewGrading,
        Self::StateGradeFacts,
        Self::PrepareDecision,
        Self::ApproveDecision,
        Self::ProposeAmendment,
        Self::ApproveAmendment,
        Self::AppraisePoints,
        Self::RecordScore,
        Self::ProposeAdjustment,
        Self::ConfirmAdjustment,
        Self::FileAppeal,
        Self::AssignAppeal,
        Self::AnswerAppeal,
        Self::ViewRegister,
        Self::KeepRegister,
        Self::WordPapers,
    ];

    /// Whether nobody may do this for a unit that is their own (`domain.md` 2, separation of duties).
    pub const fn barred_at_home(self) -> bool {
        matches!(
            self,
            Self::ExemptUnit
                | Self::CounterCommitment
                | Self::ApproveCommitment
                | Self::CountersignCommitment
                | Self::VerifyFigures
                | Self::ExcuseFigures
                | Self::CloseRemedy
                | Self::RecordConsequence
                | Self::StateGradeFacts
                | Self::ApproveAmendment
                | Self::AppraisePoints
                | Self::RecordScore
                | Self::ProposeAdjustment
                | Self::ConfirmAdjustment
                | Self::AssignAppeal
                | Self::AnswerAppeal
        )
    }
}
