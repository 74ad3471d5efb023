//! What judging a file comes to, as values. The sentences stand in the locales under the findings' keys.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What a file is worth as a signed paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every signature holds and every chain reaches a root that was given.
    Valid,
    /// Intact, but a chain does not reach the roots, or a certificate was expired or revoked at the time of signing.
    Untrusted,
    /// A signature is broken, or something other than signing and form filling was added after one.
    Altered,
    /// No signature in it.
    Unsigned,
    /// No PDF that can be read within the limits.
    Unreadable,
}

impl Verdict {
    /// The exit code of `camket verify`.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Altered => 1,
            Self::Unreadable => 2,
            Self::Untrusted => 3,
            Self::Unsigned => 4,
        }
    }

    /// The word that `--json` prints.
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Untrusted => "untrusted",
            Self::Altered => "altered",
            Self::Unsigned => "unsigned",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Worth saying; changes no verdict.
    Note,
    /// The file may be intact, but it is not to be trusted.
    Untrusted,
    /// The file is not what was signed.
    Altered,
}

/// One thing found, said by the caller: a stable key and what its sentence needs. Texts out of the file are shown with control and
/// bidirectional characters escaped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name of the sentence.
    pub key: &'static str,
    /// How much it weighs.
    pub weight: Weight,
    /// What the sentence needs.
    pub args: BTreeMap<&'static str, String>,
}

impl Finding {
    /// Something worth saying.
    pub fn note(key: &'static str) -> Self {
        Self { key, weight: Weight::Note, args: BTreeMap::new() }
    }

    /// Something that takes trust away.
    pub fn untrusted(key: &'static str) -> Self {
        Self { weight: Weight::Untrusted, ..Self::note(key) }
    }

    /// Something that was altered.
    pub fn altered(key: &'static str) -> Self {
        Self { weight: Weight::Altered, ..Self::note(key) }
    }

    /// The same with one argument more.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// Who signed, as the certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The common name, or the whole subject where there is none.
    pub name: String,
    /// The whole subject.
    pub subject: String,
    /// Who issued the certificate.
    pub issuer: String,
    /// The serial number, hexadecimal.
    pub serial: String,
}

/// What stands behind the time of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeProof {
    /// A timestamp whose chain reaches the roots.
    Timestamp,
    /// Only what the signer's computer said.
    Claimed,
    /// Nothing: no time is in the file.
    None,
}

/// When a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SignedAt {
    /// The time, where one is known.
    #[serde(serialize_with = "rfc3339")]
    pub time: Option<OffsetDateTime>,
    /// What stands behind it.
    pub proof: TimeProof,
}

fn rfc3339<S: Serializer>(time: &Option<OffsetDateTime>, serializer: S) -> Result<S::Ok, S::Error> {
    time.and_then(|it| it.format(&Rfc3339).ok()).serialize(serializer)
}

/// How much of the file a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// From the first byte to the last.
    WholeFile,
    /// The file as it was at a revision; what came later is compared.
    Revision {
        /// Which, counted from 1.
        number: usize,
        /// How many there are.
        of: usize,
    },
    /// Not a revision of this file.
    Nothing,
}

impl Serialize for Covers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::WholeFile => serializer.serialize_str("whole file"),
            Self::Revision { number, of } => serializer.collect_str(&format_args!("revision {number} of {of}")),
            Self::Nothing => serializer.serialize_str("nothing"),
        }
    }
}

/// One signature and what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureFinding {
    /// The name of its field.
    pub field: String,
    /// What this signature alone comes to.
    pub verdict: Verdict,
    /// Who signed; nothing where the certificate cannot be read.
    pub signer: Option<Signer>,
    /// When.
    pub signed_at: SignedAt,
    /// How much it covers.
    pub covers: Covers,
    /// `adbe.pkcs7.detached`, `ETSI.CAdES.detached` or `ETSI.RFC3161`, or what the file says.
    pub sub_filter: String,
    /// As `ECDSA P-256 SHA-256`.
    pub algorithm: String,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// What a file comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The worst of everything found.
    pub verdict: Verdict,
    /// Each signature, the oldest first.
    pub signatures: Vec<SignatureFinding>,
    /// What was found of the file itself.
    pub findings: Vec<Finding>,
}

/// The verdict of intact bytes by the weight of what was found.
pub(super) fn verdict<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Verdict {
    match findings.into_iter().map(|it| it.weight).max() {
        Some(Weight::Altered) => Verdict::Altered,
        Some(Weight::Untrusted) => Verdict::Untrusted,
        Some(Weight::Note) | None => Verdict::Valid,
    }
}
