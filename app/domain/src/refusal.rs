//! The closed list of every refusal, so that one can cross the wire, stand in an address, and be said in every language.

use serde::{Deserialize, Serialize};

/// Hands the list of all refusals to another macro, as `Name: path`, so that the list stands here alone.
#[doc(hidden)]
#[macro_export]
macro_rules! with_refusals {
    ($then:ident) => {
        $then! {
            SignInRefusal: $crate::account::SignInRefusal,
            ConfirmRefusal: $crate::account::ConfirmRefusal,
            ChoosePasswordRefusal: $crate::account::ChoosePasswordRefusal,
            StageRefusal: $crate::campaign::StageRefusal,
            DemoRefusal: $crate::demo::DemoRefusal,
            ReadRefusal: $crate::ReadRefusal,
            RecordRefusal: $crate::figure::RecordRefusal,
            SubmitRefusal: $crate::figure::SubmitRefusal,
            VerifyRefusal: $crate::figure::VerifyRefusal,
            EvidenceRefusal: $crate::evidence::EvidenceRefusal,
            TaskReportRefusal: $crate::key_task::TaskReportRefusal,
            ProposeRefusal: $crate::commitment::ProposeRefusal,
            CounterRefusal: $crate::commitment::CounterRefusal,
            ApproveRefusal: $crate::commitment::ApproveRefusal,
            SignRefusal: $crate::commitment::SignRefusal,
            DeclineRefusal: $crate::commitment::DeclineRefusal,
            ReopenRefusal: $crate::commitment::ReopenRefusal,
            OutsideRefusal: $crate::commitment::OutsideRefusal,
            PileRefusal: $crate::commitment::PileRefusal,
            ScanRefusal: $crate::commitment::ScanRefusal,
            ScanDecisionRefusal: $crate::commitment::ScanDecisionRefusal,
            OriginalRefusal: $crate::register::OriginalRefusal,
            WithdrawRefusal: $crate::commitment::WithdrawRefusal,
            IssueRefusal: $crate::commitment::IssueRefusal,
            PlanTaskRefusal: $crate::commitment::PlanTaskRefusal,
            ConferenceRefusal: $crate::conference::ConferenceRefusal,
            TextRefusal: $crate::text::TextRefusal,
            PlanRefusal: $crate::plan::PlanRefusal,
            ImportRefusal: $crate::plan::ImportRefusal,
            OrganiseRefusal: $crate::organisation::OrganiseRefusal,
            ManageAccountRefusal: $crate::account::ManageAccountRefusal,
            HolidayRefusal: $crate::account::HolidayRefusal,
            CatalogueRefusal: $crate::catalogue::CatalogueRefusal,
            AssessRefusal: $crate::run::AssessRefusal,
            ExcuseRefusal: $crate::run::ExcuseRefusal,
            PublishRefusal: $crate::run::PublishRefusal,
            OpenCaseRefusal: $crate::review::OpenCaseRefusal,
            AskQuestionRefusal: $crate::review::AskQuestionRefusal,
            WriteReportRefusal: $crate::review::WriteReportRefusal,
            SubmitReportRefusal: $crate::review::SubmitReportRefusal,
            CallMeetingRefusal: $crate::review::CallMeetingRefusal,
            WriteMinutesRefusal: $crate::review::WriteMinutesRefusal,
            AdoptMinutesRefusal: $crate::review::AdoptMinutesRefusal,
            SignMinutesRefusal: $crate::review::SignMinutesRefusal,
            CloseCampaignRefusal: $crate::campaign::CloseCampaignRefusal,
            CloseCaseRefusal: $crate::review::CloseCaseRefusal,
            FollowRemedyRefusal: $crate::review::FollowRemedyRefusal,
            RecordConsequenceRefusal: $crate::review::RecordConsequenceRefusal,
            RecordSupportRefusal: $crate::review::RecordSupportRefusal,
            ReviewTextRefusal: $crate::review::ReviewTextRefusal,
            GradeRuleRefusal: $crate::grading::GradeRuleRefusal,
            FactRefusal: $crate::grading::FactRefusal,
            ScoreRefusal: $crate::grading::ScoreRefusal,
            MeanRefusal: $crate::grading::MeanRefusal,
            QuotaRefusal: $crate::grading::QuotaRefusal,
            IndexRefusal: $crate::grading::IndexRefusal,
            MoveRefusal: $crate::what_if::MoveRefusal,
            OpenStageRefusal: $crate::readiness::OpenStageRefusal,
            FileAppealRefusal: $crate::appeal::FileAppealRefusal,
            AssignReviewerRefusal: $crate::appeal::AssignReviewerRefusal,
            AnswerAppealRefusal: $crate::appeal::AnswerAppealRefusal,
            WithdrawAppealRefusal: $crate::appeal::WithdrawAppealRefusal,
            StateFactRefusal: $crate::grading::StateFactRefusal,
            ChooseRuleRefusal: $crate::grading::ChooseRuleRefusal,
            PrepareDecisionRefusal: $crate::decision::PrepareDecisionRefusal,
            ApproveDecisionRefusal: $crate::decision::ApproveDecisionRefusal,
            DeclineDecisionRefusal: $crate::decision::DeclineDecisionRefusal,
            WithdrawDecisionRefusal: $crate::decision::WithdrawDecisionRefusal,
            NumberRefusal: $crate::register::NumberRefusal,
            CancelNumberRefusal: $crate::register::CancelNumberRefusal,
            SetRegisterRefusal: $crate::register::SetRegisterRefusal,
            SealRefusal: $crate::seal::SealRefusal,
            ProposeAmendmentRefusal: $crate::amendment::ProposeAmendmentRefusal,
            DecideAmendmentRefusal: $crate::amendment::DecideAmendmentRefusal,
            AcknowledgeAmendmentRefusal: $crate::amendment::AcknowledgeAmendmentRefusal,
            AssignRefusal: $crate::handing_down::AssignRefusal,
            DraftRefusal: $crate::drafting::DraftRefusal,
            AppraiseRefusal: $crate::appraisal::AppraiseRefusal,
            AdjustRefusal: $crate::appraisal::AdjustRefusal,
            TemplateRefusal: $crate::template::TemplateRefusal,
        }
    };
}

macro_rules! all_refusals {
    ($($name:ident: $path:path),+ $(,)?) => {
        /// A rule that said no.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Refusal {
            $(#[doc = concat!("From `", stringify!($name), "`.")] $name($path)),+
        }

        impl Refusal {
            /// The name under which the locales say it.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name(it) => it.key()),+ }
            }

            /// The keys of all refusals: what the locales have to say.
            pub fn keys() -> Vec<&'static str> {
                let mut keys = Vec::new();
                $(keys.extend(<$path>::ALL.iter().map(|it| it.key()));)+
                keys
            }
        }

        $(impl From<$path> for Refusal {
            fn from(it: $path) -> Self {
                Self::$name(it)
            }
        })+
    };
}

with_refusals!(all_refusals);
