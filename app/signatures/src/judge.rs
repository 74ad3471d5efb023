//! Judging a signed file: what each signature covers, whether it holds, whom it is of, when it was made, and what came after it.

mod certificate;
mod changes;
mod cms;
mod crypto;
mod effort;
mod fields;
mod finding;
mod pdf;
mod pss;
mod revocation;
mod trust;

pub use finding::{Covers, Finding, Judgement, SignatureFinding, SignedAt, Signer, TimeProof, Verdict, Weight};
pub use trust::{NothingInIt, Revocation, Trust, revocation_list};

use crate::tlv;
use certificate::{Certificate, Use, pdf_text};
use cms::{DATA, Profile, Signed, Stamp, TIMESTAMP_INFO};
use fields::Signature;
use pdf::{Document, Object, Unreadable, View};
use revocation::{Answer, List};
use std::collections::BTreeSet;
use time::OffsetDateTime;
use trust::{Known, Moment};

const POOL: usize = 256;

/// How to judge.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The time that certificates are judged at where a signature says none.
    pub now: OffsetDateTime,
    /// What missing revocation data means.
    pub revocation: Revocation,
}

/// Judges a file. Any bytes may be given.
pub fn judge(bytes: &[u8], trust: &Trust, options: Options) -> Judgement {
    effort::begin();
    match read(bytes, trust, options) {
        Ok(_) if effort::exhausted() => unreadable(Unreadable::TooMuchWork),
        Ok(judgement) => judgement,
        Err(why) => unreadable(why),
    }
}

/// What was added to a file that once ended at `end`, by the rules for what may follow a signature: a finding that weighs [`Weight::Altered`] is
/// anything but signing, filling in and what helps to verify.
pub fn added(bytes: &[u8], end: usize) -> Vec<Finding> {
    effort::begin();
    let compare = || {
        let document = Document::open(bytes)?;
        let then = document.at(end).ok_or(Unreadable::WrongTable)?;
        let nobody = Signature { field: String::new(), number: None, dict: pdf::Dict::new() };
        changes::since(&document, &then, &document.newest(), &nobody, end)
    };
    compare().unwrap_or_else(|why| vec![Finding::altered(why.key())])
}

fn unreadable(why: Unreadable) -> Judgement {
    Judgement { verdict: Verdict::Unreadable, signatures: Vec::new(), findings: vec![Finding::note(why.key())] }
}

fn read(bytes: &[u8], trust: &Trust, options: Options) -> Result<Judgement, Unreadable> {
    let document = Document::open(bytes)?;
    let newest = document.newest();
    if fields::root(&newest).is_none_or(|it| newest.value(&it, "Pages").dict().is_none()) {
        return Err(Unreadable::BrokenObject);
    }
    let mut signatures = fields::signatures(&newest);
    let mut findings = notes(&document, &signatures)?;
    signatures.sort_by_key(|it| it.range(bytes.len()).map_or(usize::MAX, |it| it[3]));
    let archive = Archive::read(&newest);
    let containers: Vec<_> = signatures.iter().map(|it| contents(it).unwrap_or_default()).collect();
    let signed: Vec<_> = containers.iter().map(|it| Signed::read(it)).collect();
    let mut known = archive.known(trust);
    for it in signed.iter().flatten() {
        learn(&mut known, it);
        if let Some(token) = it.timestamp().and_then(Signed::read) {
            learn(&mut known, &token);
        }
    }
    let case = Case { document: &document, newest: &newest, known, options };
    let mut judged = Vec::new();
    for (signature, signed) in signatures.iter().zip(&signed) {
        judged.push(case.judge(signature, signed.as_ref())?);
    }
    if judged.is_empty() && findings.iter().all(|it| it.weight == Weight::Note) {
        return Ok(Judgement { verdict: Verdict::Unsigned, signatures: judged, findings });
    }
    findings.dedup();
    let verdict = finding::verdict(findings.iter().chain(judged.iter().flat_map(|it| &it.findings)));
    Ok(Judgement { verdict, signatures: judged, findings })
}

/// What is to be said of the file itself: programs in it, and signatures that no field shows any more.
fn notes(document: &Document<'_>, signatures: &[Signature]) -> Result<Vec<Finding>, Unreadable> {
    let shown: BTreeSet<_> = signatures.iter().filter_map(|it| it.number).collect();
    let mut findings = Vec::new();
    document.each_written(&mut |number, object| {
        let Some(dict) = object.dict() else { return };
        let has = |key: &[u8]| dict.contains_key(key);
        if has(b"ByteRange") && has(b"Contents") && !shown.contains(&number) {
            findings.push(Finding::altered("signature-removed").with("object", number));
        }
        let action = dict.get(b"S".as_slice()).and_then(Object::name);
        if (has(b"JS") || matches!(action, Some(b"JavaScript" | b"Launch"))) && findings.iter().all(|it| it.key != "active-content") {
            findings.push(Finding::note("active-content").with("object", number));
        }
    })?;
    findings.truncate(16);
    Ok(findings)
}

fn contents(signature: &Signature) -> Option<&[u8]> {
    signature.dict.get(b"Contents".as_slice()).and_then(Object::text).map(|it| it.bytes.as_slice())
}

/// Certificates and revocation data of the file's own store (DSS), unpacked.
struct Archive {
    certificates: Vec<Vec<u8>>,
    lists: Vec<Vec<u8>>,
    answers: Vec<Vec<u8>>,
}

impl Archive {
    fn read(view: &View<'_, '_>) -> Self {
        let store = fields::root(view).map(|it| view.value(&it, "DSS"));
        let piece = |key: &str| -> Vec<Vec<u8>> {
            let list = store.as_ref().and_then(Object::dict).map_or(Object::Null, |it| view.value(it, key));
            let streams = list.array().unwrap_or_default().iter().take(64).filter_map(|it| view.resolve(it).ok());
            let mut left = 4usize << 20;
            let mut found = Vec::new();
            for it in streams {
                let Some(bytes) = view.unpacked(&it, left) else {
                    left /= 2;
                    continue;
                };
                left -= bytes.len();
                found.push(bytes);
            }
            found
        };
        Self { certificates: piece("Certs"), lists: piece("CRLs"), answers: piece("OCSPs") }
    }

    fn known<'a>(&'a self, trust: &'a Trust) -> Known<'a> {
        Known {
            roots: trust.roots(),
            pool: self.certificates.iter().filter_map(|it| Certificate::read(it)).collect(),
            lists: trust.lists().chain(self.lists.iter().map(Vec::as_slice)).filter_map(List::read).collect(),
            answers: self.answers.iter().filter_map(|it| Answer::read(it)).collect(),
        }
    }
}

/// Adds what a container brings along.
fn learn<'a>(known: &mut Known<'a>, signed: &Signed<'a>) {
    let (lists, answers) = signed.archived();
    for it in &signed.certificates {
        if known.pool.len() < POOL && known.pool.iter().all(|other| other.whole != it.whole) {
            known.pool.push(*it);
        }
    }
    known.lists.extend(signed.crls.iter().chain(&lists).filter_map(|it| List::read(it)).take(POOL.saturating_sub(known.lists.len())));
    known.answers.extend(answers.iter().filter_map(|it| Answer::read(it)).take(POOL.saturating_sub(known.answers.len())));
}

/// Everything that one signature is judged with.
struct Case<'c, 'a> {
    document: &'c Document<'a>,
    newest: &'c View<'c, 'a>,
    known: Known<'c>,
    options: Options,
}

impl<'c> Case<'c, '_> {
    fn judge(&self, signature: &Signature, signed: Option<&Signed<'c>>) -> Result<SignatureFinding, Unreadable> {
        let bytes = self.document.bytes;
        let sub_filter = self.newest.value(&signature.dict, "SubFilter").name().map(pdf_text).unwrap_or_default();
        let mut findings = Vec::new();
        let range = signature.range(bytes.len());
        let mut covers = Covers::Nothing;
        match range.and_then(|it| Some((it, self.document.at(it[3])?))) {
            Some((range, then)) => {
                let (number, of) = (then.revision(), self.newest.revision());
                covers = if range[3] == bytes.len() { Covers::WholeFile } else { Covers::Revision { number, of } };
                if range[3] < bytes.len() {
                    findings.extend(changes::since(self.document, &then, self.newest, signature, range[3])?);
                }
            }
            None => findings.push(Finding::altered("range-wrong")),
        }
        let mut signed_at = SignedAt { time: self.claimed(signature, signed), proof: TimeProof::Claimed };
        let mut signer = None;
        match (signed, range) {
            (Some(signed), Some([_, first, second, end])) => {
                findings.extend(hole(bytes.get(first..second).unwrap_or_default()));
                let pieces = [bytes.get(..first).unwrap_or_default(), bytes.get(second..end).unwrap_or_default()];
                signer = signed.signer();
                findings.extend(self.container(signed, &pieces, &sub_filter, &mut signed_at));
            }
            (Some(_), None) => {}
            (None, _) => findings.push(Finding::altered("container-broken")),
        }
        if signed_at.time.is_none() {
            signed_at.proof = TimeProof::None;
            findings.push(Finding::note("time-unknown"));
        }
        Ok(SignatureFinding {
            field: signature.field.clone(),
            verdict: finding::verdict(&findings),
            signer: signer.map(|it| it.signer()),
            signed_at,
            covers,
            sub_filter,
            algorithm: signed.map(Signed::describe).unwrap_or_default(),
            findings,
        })
    }

    /// The time that the signer's computer says.
    fn claimed(&self, signature: &Signature, signed: Option<&Signed<'_>>) -> Option<OffsetDateTime> {
        let written = self.newest.value(&signature.dict, "M").text().and_then(|it| pdf_time(&it.bytes));
        written.or_else(|| OffsetDateTime::from_unix_timestamp(signed?.signing_time()?).ok())
    }

    /// Checks one container over these pieces of the file, and its timestamp.
    fn container(&self, signed: &Signed<'c>, pieces: &[&[u8]], sub_filter: &str, signed_at: &mut SignedAt) -> Vec<Finding> {
        let mut findings = Vec::new();
        match sub_filter {
            "ETSI.RFC3161" => {
                let (stamped, stamp) = self.token(signed, pieces);
                findings.extend(stamped);
                if let Some(at) = stamp {
                    *signed_at = SignedAt { time: OffsetDateTime::from_unix_timestamp(at).ok(), proof: TimeProof::Timestamp };
                }
                return findings;
            }
            "ETSI.CAdES.detached" => findings.extend(signed.check(pieces, DATA, Profile::Cades)),
            "adbe.pkcs7.detached" => findings.extend(signed.check(pieces, DATA, Profile::Plain)),
            other => {
                findings.push(Finding::untrusted("sub-filter-unknown").with("name", other));
                findings.extend(signed.check(pieces, DATA, Profile::Plain));
            }
        }
        if signed.content.is_some() {
            findings.push(Finding::altered("content-inside"));
        }
        match signed.timestamp().map(|it| Signed::read(it).map(|it| self.token(&it, &[signed.signature]))) {
            Some(Some((stamped, stamp))) => {
                findings.extend(stamped);
                if let Some(at) = stamp {
                    *signed_at = SignedAt { time: OffsetDateTime::from_unix_timestamp(at).ok(), proof: TimeProof::Timestamp };
                }
            }
            Some(None) => findings.push(Finding::altered("timestamp-broken")),
            None => findings.push(Finding::note("no-timestamp")),
        }
        findings.extend(self.known.broken(&signed.certificates, &signed.crls));
        if let Some(signer) = signed.signer() {
            let at = signed_at.time.unwrap_or(self.options.now).unix_timestamp();
            let moment = Moment { at, proven: signed_at.proof == TimeProof::Timestamp };
            if !signer.allows(Use::Sign) {
                findings.push(Finding::untrusted("not-for-signing").with("name", signer.signer().name));
            }
            findings.extend(self.known.doubts(signer, moment, self.options.revocation));
        }
        findings
    }

    /// Checks a timestamp token; its time where it holds and its chain reaches the roots.
    fn token(&self, token: &Signed<'c>, stamped: &[&[u8]]) -> (Vec<Finding>, Option<i64>) {
        let content = token.content.unwrap_or_default();
        let mut findings = token.check(&[content], TIMESTAMP_INFO, Profile::Cades);
        let stamp = Stamp::read(content);
        if !stamp.as_ref().is_some_and(|it| it.stamps(stamped)) {
            findings.push(Finding::altered("imprint-differs"));
        }
        for it in &mut findings {
            it.args.insert("of", "timestamp".to_owned());
        }
        let (Some(stamp), Some(authority)) = (stamp, token.signer()) else { return (findings, None) };
        findings.extend(self.known.broken(&token.certificates, &token.crls));
        let mut doubts = self.known.doubts(authority, Moment { at: stamp.at, proven: true }, self.options.revocation);
        if !authority.stamps() {
            doubts.push(Finding::untrusted("not-for-stamping").with("name", authority.signer().name));
        }
        for it in &mut doubts {
            it.args.insert("of", "timestamp".to_owned());
        }
        findings.extend(doubts);
        let proven = findings.iter().all(|it| it.weight == Weight::Note);
        (findings, proven.then_some(stamp.at))
    }
}

/// The string in the hole: hexadecimal digits in one case and nothing else, so that no byte of it can be changed unseen.
fn hole(string: &[u8]) -> Option<Finding> {
    let digits = string.strip_prefix(b"<").and_then(|it| it.strip_suffix(b">"));
    let even = digits.filter(|it| {
        let (lower, upper) = (it.iter().any(u8::is_ascii_lowercase), it.iter().any(u8::is_ascii_uppercase));
        it.len() % 2 == 0 && it.iter().all(u8::is_ascii_hexdigit) && !(lower && upper)
    });
    even.is_none().then(|| Finding::altered("hole-irregular"))
}

/// Reads `D:20260102030405+07'00'`.
fn pdf_time(text: &[u8]) -> Option<OffsetDateTime> {
    let text = std::str::from_utf8(text).ok()?.strip_prefix("D:")?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count().min(14);
    let part = |at: usize, usual: u8| if at + 2 <= digits { text.get(at..at + 2)?.parse::<u8>().ok() } else { Some(usual) };
    let month = time::Month::try_from(part(4, 1)?).ok()?;
    let date = time::Date::from_calendar_date(text.get(..4)?.parse().ok()?, month, part(6, 1)?).ok()?;
    let moment = date.with_hms(part(8, 0)?, part(10, 0)?, part(12, 0)?.min(59)).ok()?;
    let zone = text.get(digits..)?;
    let mut numbers = zone.get(1..).unwrap_or_default().split('\'').filter_map(|it| it.parse::<i8>().ok());
    let (hours, minutes) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let offset = match zone.bytes().next() {
        Some(b'+') => time::UtcOffset::from_hms(hours, minutes, 0).ok()?,
        Some(b'-') => time::UtcOffset::from_hms(hours.checked_neg()?, minutes.checked_neg()?, 0).ok()?,
        _ => time::UtcOffset::UTC,
    };
    Some(moment.assume_offset(offset))
}
