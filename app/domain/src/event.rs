//! What the log can say happened. Each has its sentence in the locales under `event-…`.

use crate::refusals;

refusals! {
    /// Something that was done and is remembered for ever.
    pub enum Event {
        /// Somebody signed in.
        SignedIn,
        /// Somebody signed out.
        SignedOut,
        /// A wrong password was given.
        SignInFailed,
        /// Somebody chose another password for their own account.
        PasswordChanged,
        /// Somebody ended other sessions of their own account.
        SessionsEnded,
        /// A unit entered a figure.
        FigureEntered,
        /// A unit changed a figure.
        FigureRevised,
        /// A unit's head submitted a figure.
        FigureSubmitted,
        /// A figure was accepted as declared.
        FigureVerified,
        /// A figure was accepted with another value.
        FigureAdjusted,
        /// A figure was sent back.
        FigureReturned,
        /// A verified figure came with an import.
        FigureImported,
        /// A file was added as evidence.
        EvidenceAdded,
        /// A piece of evidence was withdrawn.
        EvidenceWithdrawn,
        /// A unit reported a key task.
        TaskReported,
        /// A unit's head submitted a key task's report.
        TaskSubmitted,
        /// A key task's report was accepted.
        TaskVerified,
        /// A key task's report was sent back.
        TaskReturned,
        /// A commitment sheet was issued to a unit.
        SheetIssued,
        /// The unit opened its sheet for the first time.
        SheetOpened,
        /// The unit proposed values and key tasks.
        SheetProposed,
        /// The superior countered.
        SheetCountered,
        /// The proposal was agreed to, and the content frozen.
        SheetApproved,
        /// Somebody opened the frozen content to sign it, for the first time.
        SheetOpenedToSign,
        /// Somebody declined to sign, with a reason.
        SheetDeclined,
        /// A declined sheet was taken back to be negotiated.
        SheetReopened,
        /// The head of the unit signed.
        SheetSigned,
        /// The authority countersigned; the sheet is in force.
        SheetCountersigned,
        /// A timestamp was put into the file of a sheet in force.
        SheetStamped,
        /// Somebody signed the sheet outside with a certificate of their own and sent it.
        SheetSignedOutside,
        /// A scan of the sheet, signed by hand, was put in.
        SheetScanned,
        /// The authority confirmed that the scan is of the paper that was signed.
        SheetScanConfirmed,
        /// The authority refused a scan, with a reason.
        SheetScanRefused,
        /// The sheet was withdrawn.
        SheetWithdrawn,
        /// A conference was arranged.
        ConferenceArranged,
        /// A conference's day, place or agenda was changed.
        ConferenceChanged,
        /// Who attended a conference was recorded.
        AttendanceRecorded,
        /// The sheets signed at a conference were chosen.
        SigningsGrouped,
        /// A campaign was made.
        CampaignMade,
        /// A package was taken in.
        PackageImported,
        /// A stage got other dates.
        StageMoved,
        /// Somebody acted first in a stage, and nothing stood against it.
        StageOpened,
        /// A campaign got other settings.
        CampaignChanged,
        /// A campaign was closed.
        CampaignClosed,
        /// A unit was exempted from a target.
        ExemptionGiven,
        /// A rule set was taken into the catalogue.
        RuleSetAdded,
        /// A rule set got other dates in force.
        RuleSetDated,
        /// What the catalogue says of a variable was changed.
        VariableChanged,
        /// A unit was added.
        UnitAdded,
        /// A unit got another name or other header lines.
        UnitChanged,
        /// A unit ended.
        UnitEnded,
        /// It was recorded what became of a unit.
        SuccessionRecorded,
        /// A person was added.
        PersonAdded,
        /// Somebody read another person's page.
        PersonRead,
        /// A post was added.
        PostAdded,
        /// Somebody began to hold a post.
        PostTaken,
        /// Somebody ceased to hold a post.
        PostLeft,
        /// An account was made.
        AccountMade,
        /// An account got another password.
        PasswordReset,
        /// An account was closed.
        AccountLocked,
        /// An account was opened again.
        AccountUnlocked,
        /// An account got a role.
        RoleGranted,
        /// An account lost a role.
        RoleRevoked,
        /// A day was entered among the days off.
        HolidayAdded,
        /// A day was taken from the days off.
        HolidayRemoved,
        /// A year was assessed with what was verified so far.
        AssessedProvisionally,
        /// A year was assessed for good.
        AssessedFinally,
        /// Somebody said why a figure counts as missing.
        FigureExcused,
        /// A result that others published was recorded.
        ExternalResultRecorded,
        /// A review case was opened for a unit.
        ReviewCaseOpened,
        /// The superior put a guiding question.
        ReviewQuestionAsked,
        /// The draft of a report was saved.
        ReviewReportSaved,
        /// A report was submitted by its head.
        ReviewReportSubmitted,
        /// Somebody read a personal self-review.
        PersonalReviewRead,
        /// A review meeting was called, or its call changed.
        ReviewMeetingCalled,
        /// The draft of the minutes was saved.
        MinutesSaved,
        /// The minutes were adopted, which freezes them.
        MinutesAdopted,
        /// The minutes were signed by the secretary or the chair.
        MinutesSigned,
        /// A review case was closed.
        ReviewCaseClosed,
        /// The unit reported on a remedy.
        RemedyReported,
        /// A remedy was sent back as not done.
        RemedyReturned,
        /// A remedy was confirmed as done.
        RemedyClosed,
        /// A consequence was recorded.
        ConsequenceRecorded,
        /// Somebody read the consequences of cases.
        ConsequencesRead,
        /// Support given to a unit was recorded.
        SupportRecorded,
        /// A rule was chosen by which a group's units or heads are graded.
        GradeRuleChosen,
        /// Somebody said what a fact is on which a grade depends.
        GradeFactStated,
        /// A decision was prepared.
        DecisionPrepared,
        /// A decision was approved; it decides from now on.
        DecisionApproved,
        /// A prepared decision was declined.
        DecisionDeclined,
        /// A prepared decision was withdrawn.
        DecisionWithdrawn,
        /// A unit's rules were sealed, as its head signed.
        RulesSealed,
        /// The seal of a sheet that never came into force was lifted.
        SealLifted,
        /// A change of a sealed goal was put forward.
        AmendmentProposed,
        /// A change of a sealed goal was approved.
        AmendmentApproved,
        /// A change of a sealed goal was declined.
        AmendmentDeclined,
        /// A change of a sealed goal was replaced by another one.
        AmendmentReplaced,
        /// A unit signed a change of what it had signed.
        AmendmentAcknowledged,
        /// A unit gave itself points of a manual target.
        SelfPointsEntered,
        /// A unit's head submitted the points that the unit gave itself.
        SelfPointsSubmitted,
        /// Points of a manual target were appraised.
        PointsAppraised,
        /// Points after the total were proposed.
        AdjustmentProposed,
        /// Points after the total were confirmed.
        AdjustmentConfirmed,
        /// Points after the total were refused.
        AdjustmentRefused,
        /// Somebody said why an appraisal is missing.
        AppraisalExcused,
        /// A unit appealed its result.
        AppealFiled,
        /// An appeal was given to a reviewer.
        AppealAssigned,
        /// An appeal was answered.
        AppealAnswered,
        /// An appeal was taken back.
        AppealWithdrawn,
        /// A target was handed down to somebody.
        TargetAssigned,
        /// What somebody answered for was taken away.
        AssignmentRemoved,
        /// A draft of a rule set was begun.
        RuleDraftBegun,
        /// A draft of a rule set was changed.
        RuleDraftChanged,
        /// A draft of a rule set was dropped.
        RuleDraftDiscarded,
        /// A draft became a version of a rule set.
        RuleSetIssued,
        /// A paper got its number from the register.
        NumberGiven,
        /// A number that another system gave was entered in the register.
        OutsideNumberEntered,
        /// A number was cancelled.
        NumberCancelled,
        /// A timestamp was put into the file of a paper with a number.
        PaperStamped,
        /// A signed original of a paper was kept.
        OriginalKept,
        /// A signed original of a paper was taken out.
        OriginalVoided,
        /// An organisation counts its papers otherwise.
        RegisterMannerSet,
        /// An organisation chose a symbol for a kind of papers.
        DocumentSymbolSet,
        /// An authority worded a kind of its papers anew.
        PapersWorded,
        /// An office's own key took the place of the key that confirms papers.
        SealKeyReplaced,
    }
}

impl Event {
    /// The event of a key, such as the log stores it.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.key() == key)
    }
}
