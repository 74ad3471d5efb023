//! How far a role reaches for an action: the matrix of `domain.md` 2.

use super::{Action, Role};

/// How far a role reaches for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// The unit of the role itself.
    Own,
    /// The unit of the role and all below it.
    Subtree,
    /// The unit of the role, all below it and all above it: not another district, but the own district's campaign from within a commune.
    Line,
    /// Everywhere.
    Everywhere,
    /// The review cases whose meeting names the person, and no others (`Actor::allow_case`).
    Named,
    /// The review cases below the unit of the role that are before the Party committee (`Actor::allow_case`).
    Before,
}

/// How far a role reaches for an action; the matrix of `domain.md` 2.
pub const fn reach(role: Role, action: Action) -> Reach {
    use Action as A;
    use Reach::{Before, Everywhere, Line, Named, Nowhere, Own, Subtree};
    use Role as R;
    match (role, action) {
        // The meeting names who writes and signs its minutes; a technician stays outside.
        (R::Admin, A::WriteMinutes | A::SignMinutes) => Nowhere,
        (_, A::WriteMinutes | A::SignMinutes) => Named,
        (R::Admin, A::ViewCampaign) => Everywhere,
        (_, A::ViewCampaign) => Line,
        (_, A::ViewCatalogue) => Everywhere,
        (R::Authority, _) => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer => Nowhere,
            A::RunCampaign | A::EditCatalogue | A::RecordConference | A::RunAssessment | A::RecordScore => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::RecordRemedy | A::AppraisePoints | A::ProposeAdjustment => Nowhere,
            A::StateGradeFacts | A::PrepareDecision | A::ProposeAmendment => Nowhere,
            // Who decides on results neither appeals them nor has a hand in reviewing the appeal (`domain.md` 2).
            A::FileAppeal | A::AssignAppeal | A::AnswerAppeal => Nowhere,
            A::KeepRegister | A::WordPapers => Nowhere,
            _ => Subtree,
        },
        (R::UnitHead, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment | A::SignCommitment => Own,
            A::ViewFigures | A::SubmitFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::SubmitReview | A::ViewPersonalReview => Own,
            A::ArrangeReview | A::RecordRemedy | A::ViewConsequences | A::FileAppeal | A::ViewRegister => Own,
            _ => Nowhere,
        },
        // A deputy stands in for the head in the deputy's field, to which the head's own review and what follows from it never belong.
        (R::DeputyHead, _) => match action {
            A::ViewPersonalReview | A::ViewConsequences | A::FileAppeal => Nowhere,
            _ => reach(R::UnitHead, action),
        },
        (R::FocalOfficer, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment => Own,
            A::ViewFigures | A::EnterFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::RecordRemedy | A::ViewRegister => Own,
            _ => Nowhere,
        },
        (R::ParOffice, _) => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer | A::ApproveCommitment | A::CountersignCommitment => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::RecordRemedy | A::RecordConsequence => Nowhere,
            A::ApproveDecision | A::ApproveAmendment | A::ConfirmAdjustment | A::FileAppeal | A::AnswerAppeal => Nowhere,
            A::KeepRegister => Nowhere,
            _ => Subtree,
        },
        (R::IndicatorOwner, _) => match action {
            A::ViewOrganisation | A::ViewCommitment => Own,
            A::ViewFigures | A::VerifyFigures | A::AppraisePoints => Subtree,
            _ => Nowhere,
        },
        (R::Inspector, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::VerifyFigures | A::ViewResults => Subtree,
            A::ViewReview | A::ViewPersonalReview | A::ViewConsequences | A::CloseRemedy | A::ViewLog => Subtree,
            A::ViewGrading | A::StateGradeFacts | A::AnswerAppeal | A::ViewRegister => Subtree,
            _ => Nowhere,
        },
        (R::Appraiser, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults => Subtree,
            A::AppraisePoints | A::ConfirmAdjustment | A::AnswerAppeal => Subtree,
            _ => Nowhere,
        },
        (R::MeetingSecretary, _) => match action {
            A::ViewOrganisation => Own,
            A::ViewReview => Named,
            _ => Nowhere,
        },
        (R::RecordsClerk, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewReview | A::ViewRegister | A::KeepRegister => Own,
            _ => Nowhere,
        },
        (R::PartyCommittee, _) => match action {
            A::ViewOrganisation => Subtree,
            A::ViewReview | A::ViewPersonalReview => Before,
            _ => Nowhere,
        },
        (R::Viewer, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults | A::ViewReview | A::ViewRegister => Subtree,
            _ => Nowhere,
        },
        (R::Admin, _) => match action {
            A::ViewOrganisation | A::EditOrganisation | A::ManageAccounts | A::ViewLog | A::Administer => Everywhere,
            A::ViewCommitment => Everywhere,
            _ => Nowhere,
        },
    }
}
