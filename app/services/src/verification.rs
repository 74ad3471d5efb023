//! Whether a file that somebody has is a paper of this installation, unchanged and in force. For anybody; nothing of it is kept.

use crate::commitment::{PublicState, typed_code};
use crate::public_paper::{PublicPaper, look_up};
use crate::{Error, Site};
use domain::Timestamp;
use domain::canonical::sha256;
use serde::{Deserialize, Serialize};
use signatures::judge::{self, Covers, Finding, Judgement, Options, Revocation, SignatureFinding, TimeProof, Trust, Verdict, Weight};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::given_out::GivenOut;
use tokio::sync::Semaphore;

/// The largest file that is looked at, in bytes: 32 MB, as much as a judgement reads.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// One file is judged at a time, whoever sent it: a judgement takes up to a second and 64 MB.
static ONE: Semaphore = Semaphore::const_new(1);

/// Something found of a file or a signature: the name of its sentence, how much it weighs and what the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The name of the sentence.
    pub key: String,
    /// Whether it is against the file; otherwise it is only worth saying.
    pub against: bool,
    /// What the sentence needs.
    pub args: BTreeMap<String, String>,
}

/// What stands behind the time of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A timestamp whose chain reaches an installed root.
    Timestamp,
    /// What the signer's computer said.
    Claimed,
    /// Nothing.
    None,
}

/// How much of the file a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// All of it.
    Whole,
    /// The file as it was at a revision, of so many.
    Revision(usize, usize),
    /// No revision of it.
    Nothing,
}

/// A signature in a file, as it can be kept and told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureTold {
    /// The name of its field.
    pub field: String,
    /// Whether nothing is against it.
    pub holds: bool,
    /// Who signed; empty where the certificate cannot be read.
    pub name: String,
    /// The whole subject of the certificate.
    pub subject: String,
    /// Who issued the certificate.
    pub issuer: String,
    /// The certificate's serial number, hexadecimal.
    pub serial: String,
    /// When, milliseconds UTC.
    pub at: Option<i64>,
    /// What stands behind that.
    pub proof: Proof,
    /// How much it covers.
    pub reach: Reach,
    /// As `ETSI.CAdES.detached`.
    pub sub_filter: String,
    /// As `ECDSA P-256 SHA-256`.
    pub algorithm: String,
    /// What was found of it.
    pub findings: Vec<Noted>,
}

impl SignatureTold {
    /// When.
    pub fn at(&self) -> Option<Timestamp> {
        self.at.map(Timestamp)
    }
}

impl From<&Finding> for Noted {
    fn from(it: &Finding) -> Self {
        let args = it.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Self { key: it.key.to_owned(), against: it.weight != Weight::Note, args }
    }
}

impl From<&SignatureFinding> for SignatureTold {
    fn from(it: &SignatureFinding) -> Self {
        let signer = |part: fn(&judge::Signer) -> &String| it.signer.as_ref().map(|it| part(it).clone()).unwrap_or_default();
        Self {
            field: it.field.clone(),
            holds: it.verdict == Verdict::Valid,
            name: signer(|it| &it.name),
            subject: signer(|it| &it.subject),
            issuer: signer(|it| &it.issuer),
            serial: signer(|it| &it.serial),
            at: it.signed_at.time.map(|it| Timestamp::of(it).0),
            proof: match it.signed_at.proof {
                TimeProof::Timestamp => Proof::Timestamp,
                TimeProof::Claimed => Proof::Claimed,
                TimeProof::None => Proof::None,
            },
            reach: match it.covers {
                Covers::WholeFile => Reach::Whole,
                Covers::Revision { number, of } => Reach::Revision(number, of),
                Covers::Nothing => Reach::Nothing,
            },
            sub_filter: it.sub_filter.clone(),
            algorithm: it.algorithm.clone(),
            findings: it.findings.iter().map(Noted::from).collect(),
        }
    }
}

/// What a file is to this installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A paper of ours, unchanged and in force.
    Valid,
    /// A paper of ours, unchanged; what it is a paper of is not in force yet.
    NotInForce,
    /// A paper of ours, unchanged; another took its place.
    Replaced,
    /// A paper of ours, unchanged; it was withdrawn.
    Withdrawn,
    /// A paper of ours, unchanged; what is kept here is not what was signed.
    Broken,
    /// Confirmed by us and unchanged, but the file does not say which paper it is.
    Nameless,
    /// It says that it is a paper of ours; no signature is in it, and it is not the file that was given out.
    Unproven,
    /// It bears our signature or says that it is a paper of ours, and is not what was given out.
    Altered,
    /// Nothing in it is ours.
    NotOurs,
    /// No PDF that can be read.
    Unreadable,
}

impl Fate {
    /// Every fate.
    pub const ALL: [Self; 10] = [
        Self::Valid,
        Self::NotInForce,
        Self::Replaced,
        Self::Withdrawn,
        Self::Broken,
        Self::Nameless,
        Self::Unproven,
        Self::Altered,
        Self::NotOurs,
        Self::Unreadable,
    ];

    /// The key of the sentence that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Valid => "checked-valid",
            Self::NotInForce => "checked-not-in-force",
            Self::Replaced => "checked-replaced",
            Self::Withdrawn => "checked-withdrawn",
            Self::Broken => "checked-broken",
            Self::Nameless => "checked-nameless",
            Self::Unproven => "checked-unproven",
            Self::Altered => "checked-altered",
            Self::NotOurs => "checked-not-ours",
            Self::Unreadable => "checked-unreadable",
        }
    }
}

/// What looking at a file came to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What it is to us.
    pub fate: Fate,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The document that it is, or says to be: its public code and what strangers may know of it.
    pub document: Option<(String, PublicPaper)>,
    /// Whether the document is only what the file says of itself.
    pub only_says_so: bool,
    /// When the file, or what it begins with, was given out first.
    pub given_at: Option<Timestamp>,
    /// Each signature, the oldest first.
    pub signatures: Vec<SignatureTold>,
    /// What was found of the file itself.
    pub findings: Vec<Noted>,
    /// Whether everything here is made up.
    pub demo: bool,
}

/// What is found in a file without a database.
pub(crate) struct Found {
    pub whole: Judgement,
    /// Whether a signature of this instance in it holds, by its root alone.
    ours_holds: bool,
    /// Whether a signature in it is of this instance, whether it holds or not.
    ours_there: bool,
}

/// Looks at a file that anybody may send.
pub async fn check(site: &Site, bytes: Vec<u8>) -> Result<Checked, Error> {
    let bytes: Arc<[u8]> = bytes.into();
    let found = judged(site, bytes.clone()).await?;
    // A large file takes a while to be read through.
    let sent = bytes.clone();
    let (code, digest) = alone(move || (claimed_code(&sent), sha256(&sent))).await?;
    let document = match &code {
        Some(code) => match look_up(site, code).await {
            Ok(it) => Some((code.clone(), it)),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let known = match &document {
        Some((code, _)) => given_out(&site.db, code, &bytes).await?,
        None => None,
    };
    let mut findings: Vec<Noted> = found.whole.findings.iter().map(Noted::from).collect();
    let mut changed = found.whole.verdict == Verdict::Altered;
    if let Some(it) = known.as_ref().filter(|it| it.size as usize != bytes.len()) {
        let (bytes, size) = (bytes.clone(), it.size as usize);
        let added = alone(move || judge::added(&bytes, size)).await?;
        if added.iter().any(|it| it.weight == Weight::Altered) && !changed {
            changed = true;
            findings.extend(added.iter().map(Noted::from));
        }
    }
    let ours = known.is_some() || found.ours_holds;
    let fate = if found.whole.verdict == Verdict::Unreadable {
        Fate::Unreadable
    } else if ours && !changed {
        document.as_ref().map_or(Fate::Nameless, |it| of_state(it.1.state()))
    } else if !ours && document.is_some() && found.whole.signatures.is_empty() {
        Fate::Unproven
    } else if ours || found.ours_there || document.is_some() {
        Fate::Altered
    } else {
        Fate::NotOurs
    };
    Ok(Checked {
        fate,
        sha256: digest,
        only_says_so: !ours || changed,
        document,
        given_at: known.map(|it| Timestamp(it.given_at)),
        signatures: found.whole.signatures.iter().map(SignatureTold::from).collect(),
        findings,
        demo: site.demo,
    })
}

const fn of_state(state: PublicState) -> Fate {
    match state {
        PublicState::Valid => Fate::Valid,
        PublicState::NotSigned => Fate::NotInForce,
        PublicState::Withdrawn => Fate::Withdrawn,
        PublicState::Replaced => Fate::Replaced,
        PublicState::Broken => Fate::Broken,
    }
}

/// Runs a judgement beside the request loop, one at a time.
pub(crate) async fn alone<T: Send + 'static>(judge: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _one = ONE.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(judge).await.map_err(Error::internal)
}

/// How certificates are judged here.
pub(crate) fn options(site: &Site) -> Options {
    Options { now: site.now().in_hanoi(), revocation: Revocation::WhereKnown }
}

/// Judges a file by the installation's own root and all that are installed.
pub(crate) async fn judged(site: &Site, bytes: Arc<[u8]>) -> Result<Found, Error> {
    let own = site.seal.as_ref().map(|it| it.trust()).unwrap_or_default();
    let mut all: Trust = site.trusted.trust.clone();
    all.extend(&own);
    let options = options(site);
    alone(move || {
        let whole = judge::judge(&bytes, &all, options);
        if whole.signatures.is_empty() {
            return Found { whole, ours_holds: false, ours_there: false };
        }
        let by_own = judge::judge(&bytes, &own, options);
        let of_us = |it: &&SignatureFinding| it.signer.is_some() && it.findings.iter().all(|it| it.key != "no-root");
        let ours_holds = by_own.signatures.iter().any(|it| it.verdict == Verdict::Valid);
        Found { whole, ours_holds, ours_there: by_own.signatures.iter().any(|it| of_us(&it)) }
    })
    .await
}

/// Where a paper says which address checks it: at the first such place.
const IDENTIFIER: &[u8] = b"<dc:identifier>";

/// How what a signature covers begins to be said. A paper says its address before its first one: what stands behind it may have been added.
const COVERED: &[u8] = b"/ByteRange";

/// The public code that a file says it has.
pub fn claimed_code(bytes: &[u8]) -> Option<String> {
    let signed = bytes.windows(COVERED.len()).position(|it| it == COVERED).unwrap_or(bytes.len());
    let bytes = bytes.get(..signed)?;
    let at = bytes.windows(IDENTIFIER.len()).position(|it| it == IDENTIFIER)?;
    let rest = bytes.get(at + IDENTIFIER.len()..)?;
    let address = rest.split(|it| *it == b'<').next().filter(|it| it.len() <= 300)?;
    typed_code(std::str::from_utf8(address).ok()?)
}

/// The longest paper of a public code that was given out and with which these bytes begin.
pub(crate) async fn given_out(db: &store::Database, code: &str, bytes: &[u8]) -> Result<Option<GivenOut>, Error> {
    let mut all = store::given_out::list(db, code).await?;
    all.sort_by_key(|it| std::cmp::Reverse(it.size));
    let begins = |it: &GivenOut| {
        let begin = usize::try_from(it.size).ok().and_then(|it| bytes.get(..it));
        begin.is_some_and(|begin| sha256(begin) == it.sha256)
    };
    Ok(all.into_iter().find(begins))
}
