//! What a rule proposes and why: every part of the rule with its conditions, its articles and whether they held. Values only; the
//! program proposes and a competent person decides.

use super::check::{Check, Held};
use super::condition::Doubt;
use super::fact::Fact;
use super::grade::LevelName;
use super::level::Limit;
use super::pending::PendingReason;

/// A proposal with everything that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What is proposed.
    pub standing: Standing,
    /// Every part of the rule that was looked at, in the order in which it decides.
    pub parts: Vec<Part>,
    /// What whoever decides has to know of how it came about.
    pub notes: Vec<Note>,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A level.
    Proposed(LevelName),
    /// A candidate for the level whose number is limited; it stands only after the quota step.
    Candidate(LevelName),
    /// Not graded this year.
    NotRated,
    /// A competent person must decide.
    Pending(Pending),
}

/// Why a person must decide, and what the program can say all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The reasons, never none, each once.
    pub reasons: Vec<PendingReason>,
    /// The facts that are missing, where that is a reason.
    pub missing: Vec<Fact>,
    /// A flagged suggestion, never applied by itself; none where the rule gives no ground for one.
    pub suggestion: Option<LevelName>,
}

/// A part of a rule, as the facts answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part.
    pub kind: PartKind,
    /// Its article.
    pub article: String,
    /// Whether it holds as a whole.
    pub held: Held,
    /// Its conditions, a band first.
    pub checks: Vec<Check>,
    /// What is uncertain about it.
    pub doubt: Option<Doubt>,
}

/// Which part of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// When somebody is not graded.
    NotRated,
    /// When somebody fails: one condition is enough.
    Fails(LevelName),
    /// Facts for which the document names no level.
    Gap(PendingReason),
    /// A level: all conditions are needed.
    Level(LevelName),
    /// What has to be settled first.
    Hold(PendingReason),
    /// Above what somebody cannot be graded.
    Cap(Limit),
}

/// Something to know of how a proposal came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The quota decides who of the candidates keeps the grade.
    QuotaFollows {
        /// The article of the quota.
        article: String,
    },
    /// A cap lowered the level.
    Capped {
        /// The level without it.
        from: LevelName,
        /// The article of the cap.
        article: String,
    },
    /// The suggestion is the lower of the level by points and the highest whose other conditions hold.
    LowerOfTwo,
    /// The sources are not certain about the rule, in the words of its file.
    Unverified(String),
}

impl Note {
    /// The keys of all notes: what the locales have to say.
    pub const KEYS: &'static [&'static str] =
        &["grade-note-quota-follows", "grade-note-capped", "grade-note-lower-of-two", "grade-note-unverified"];

    /// Names its sentence in the locales; it may speak of `article`, `from` and `note`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::QuotaFollows { .. } => "grade-note-quota-follows",
            Self::Capped { .. } => "grade-note-capped",
            Self::LowerOfTwo => "grade-note-lower-of-two",
            Self::Unverified(_) => "grade-note-unverified",
        }
    }
}

impl PartKind {
    /// The keys of all kinds: what the locales have to say.
    pub const KEYS: &'static [&'static str] =
        &["grade-part-not-rated", "grade-part-fails", "grade-part-gap", "grade-part-level", "grade-part-hold", "grade-part-cap"];

    /// Names its sentence in the locales.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotRated => "grade-part-not-rated",
            Self::Fails(_) => "grade-part-fails",
            Self::Gap(_) => "grade-part-gap",
            Self::Level(_) => "grade-part-level",
            Self::Hold(_) => "grade-part-hold",
            Self::Cap(_) => "grade-part-cap",
        }
    }
}

impl Standing {
    /// The keys of all standings: what the locales have to say.
    pub const KEYS: &'static [&'static str] =
        &["grade-standing-proposed", "grade-standing-candidate", "grade-standing-not-rated", "grade-standing-pending"];

    /// Names its sentence in the locales.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Proposed(_) => "grade-standing-proposed",
            Self::Candidate(_) => "grade-standing-candidate",
            Self::NotRated => "grade-standing-not-rated",
            Self::Pending(_) => "grade-standing-pending",
        }
    }

    /// The level proposed or, flagged, suggested; none where there is none.
    pub fn level(&self) -> Option<&LevelName> {
        match self {
            Self::Proposed(level) | Self::Candidate(level) => Some(level),
            Self::NotRated => None,
            Self::Pending(pending) => pending.suggestion.as_ref(),
        }
    }

    /// Why a person must decide; empty where no person has to.
    pub fn reasons(&self) -> &[PendingReason] {
        match self {
            Self::Pending(pending) => &pending.reasons,
            Self::Proposed(_) | Self::Candidate(_) | Self::NotRated => &[],
        }
    }
}
