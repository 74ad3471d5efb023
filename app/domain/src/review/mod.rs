//! Self-criticism (kiểm điểm) of a unit over its commitment, `domain.md` 8.5 and 8.6: cases, reports with locked facts, the review
//! meeting and its minutes, remedies, consequences and support. The order of steps is the seed's practice:
//! report → meeting of the collective → personal reviews → conclusion → consequences → follow-up.

mod case;
mod facts;
mod follow_up;
mod meeting;
mod report;
mod text;

pub use case::{AskQuestionRefusal, CaseState, CloseCaseRefusal, OpenCaseRefusal, required};
pub use facts::{Facts, facts};
pub use follow_up::{
    Consequence, ConsequenceKind, FollowRemedyRefusal, RecordConsequenceRefusal, RecordSupportRefusal, Remedy, RemedyStanding, Support,
    SupportKind,
};
pub use meeting::{
    AdoptMinutesRefusal, Attendee, Call, CallMeetingRefusal, MinutesContent, Opinion, OpinionKind, Promise, SignMinutesRefusal,
    SignatoryText, SignedAs, Vote, VoteManner, WriteMinutesRefusal, check_minutes, may_be_written, time_of_day,
};
pub use report::{
    Answer, CauseKind, Item, Level, ProposedGrade, ReportKind, Section, SubmitReportRefusal, Whole, WriteReportRefusal, incomplete,
};
pub use text::{LONGEST_TEXT, ReviewTextRefusal};

/// Gives an enum the names its values have in the database, in forms and in the locales (`_` becomes `-` there).
macro_rules! codes {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the database and in forms.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of a name.
            pub fn of(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}
pub(crate) use codes;
