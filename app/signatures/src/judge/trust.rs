//! Whom to trust: the roots that the technician installs, and the chains that reach them.

use super::certificate::{Certificate, Use};
use super::crypto::Check;
use super::finding::{Finding, Signer};
use super::revocation::{Answer, List, Standing, standing};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const LONGEST: usize = 8;
const TRIES: usize = 64;

/// The roots and revocation lists that are installed.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    roots: Vec<Vec<u8>>,
    lists: Vec<Vec<u8>>,
}

/// A file that holds no certificate, or no revocation list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingInIt;

impl Trust {
    /// Adds every certificate of a file, PEM or DER.
    pub fn add_roots(&mut self, file: &[u8]) -> Result<usize, NothingInIt> {
        let found: Vec<_> = pieces(file, "CERTIFICATE").into_iter().filter(|it| Certificate::read(it).is_some()).collect();
        let count = found.len();
        self.roots.extend(found);
        if count == 0 { Err(NothingInIt) } else { Ok(count) }
    }

    /// Adds every revocation list of a file, PEM or DER.
    pub fn add_lists(&mut self, file: &[u8]) -> Result<usize, NothingInIt> {
        let found: Vec<_> = pieces(file, "X509 CRL").into_iter().filter(|it| List::read(it).is_some()).collect();
        let count = found.len();
        self.lists.extend(found);
        if count == 0 { Err(NothingInIt) } else { Ok(count) }
    }

    /// Whose certificates the roots are, and until when each is valid.
    pub fn described(&self) -> Vec<(Signer, Option<OffsetDateTime>)> {
        self.roots().iter().map(|it| (it.signer(), OffsetDateTime::from_unix_timestamp(it.until).ok())).collect()
    }

    /// How many revocation lists there are.
    pub fn list_count(&self) -> usize {
        self.lists.len()
    }

    /// Adds everything of another.
    pub fn extend(&mut self, other: &Self) {
        self.roots.extend(other.roots.iter().cloned());
        self.lists.extend(other.lists.iter().cloned());
    }

    pub(super) fn roots(&self) -> Vec<Certificate<'_>> {
        self.roots.iter().filter_map(|it| Certificate::read(it)).collect()
    }

    pub(super) fn lists(&self) -> impl Iterator<Item = &[u8]> {
        self.lists.iter().map(Vec::as_slice)
    }
}

/// The DER pieces of a PEM file with this label; the file itself where it is no PEM.
/// The first revocation list of a file, PEM or DER, as DER.
pub fn revocation_list(file: &[u8]) -> Option<Vec<u8>> {
    pieces(file, "X509 CRL").into_iter().find(|it| List::read(it).is_some())
}

fn pieces(file: &[u8], label: &str) -> Vec<Vec<u8>> {
    let Some(text) = std::str::from_utf8(file).ok().filter(|it| it.contains("-----BEGIN ")) else { return vec![file.to_vec()] };
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let blocks = text.split(begin.as_str()).skip(1).filter_map(|it| it.split_once(end.as_str()));
    blocks.filter_map(|it| base64(it.0)).collect()
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0u32, 0u32);
    for it in text.bytes().filter(|it| !it.is_ascii_whitespace() && *it != b'=') {
        let digit = match it {
            b'A'..=b'Z' => it - b'A',
            b'a'..=b'z' => it - b'a' + 26,
            b'0'..=b'9' => it - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(digit);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

/// Everything that is known while one file is judged.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    pub roots: Vec<Certificate<'a>>,
    pub pool: Vec<Certificate<'a>>,
    pub lists: Vec<List<'a>>,
    pub answers: Vec<Answer<'a>>,
}

/// Whether missing revocation data takes trust away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revocation {
    /// It is only said.
    WhereKnown,
    /// It does.
    Required,
}

/// The time that certificates are judged at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub at: i64,
    /// Whether a timestamp proves it.
    pub proven: bool,
}

pub(super) fn day(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|it| it.format(&Rfc3339).ok()).unwrap_or_default()
}

impl<'a> Known<'a> {
    /// The certificates from `leaf` to a root.
    fn chain(&self, leaf: Certificate<'a>) -> Option<Vec<Certificate<'a>>> {
        let mut tries = TRIES;
        let mut chain = vec![leaf];
        self.climb(&mut chain, &mut tries).then_some(chain)
    }

    fn climb(&self, chain: &mut Vec<Certificate<'a>>, tries: &mut usize) -> bool {
        let Some(last) = chain.last().copied() else { return false };
        if self.roots.iter().any(|it| it.whole == last.whole) {
            return true;
        }
        if chain.len() >= LONGEST {
            return false;
        }
        for issuer in self.roots.iter().chain(&self.pool).filter(|it| it.subject == last.issuer) {
            let rooted = self.roots.iter().any(|it| it.whole == issuer.whole);
            let may = issuer.authority.is_some() && issuer.allows(Use::Issue);
            if !may || chain.iter().any(|it| it.whole == issuer.whole) {
                continue;
            }
            *tries = tries.saturating_sub(1);
            if *tries == 0 {
                return false;
            }
            if last.issued_by(issuer) == Check::Holds {
                chain.push(*issuer);
                if rooted || self.climb(chain, tries) {
                    return true;
                }
                chain.pop();
            }
        }
        false
    }

    /// What takes trust away from a signer at a moment.
    pub fn doubts(&self, leaf: Certificate<'a>, moment: Moment, revocation: Revocation) -> Vec<Finding> {
        let who = |it: &Certificate<'_>| it.signer().name;
        let mut findings = Vec::new();
        let chain = self.chain(leaf).unwrap_or_else(|| {
            findings.push(Finding::untrusted("no-root").with("issuer", leaf.signer().issuer));
            vec![leaf]
        });
        for (depth, it) in chain.iter().enumerate() {
            if moment.at < it.since {
                findings.push(Finding::untrusted("not-yet-valid").with("name", who(it)).with("since", day(it.since)));
            }
            if moment.at > it.until {
                findings.push(Finding::untrusted("expired").with("name", who(it)).with("until", day(it.until)));
            }
            let crowded = it.authority.flatten().is_some_and(|most| depth > most as usize + 1);
            if it.demanding || crowded {
                findings.push(Finding::untrusted("certificate-limited").with("name", who(it)));
            }
        }
        for pair in chain.windows(2) {
            let [certificate, issuer] = pair else { continue };
            let name = who(certificate);
            findings.extend(match standing(&self.lists, &self.answers, certificate, issuer, moment.at) {
                Standing::Good => None,
                Standing::Revoked(at) if at <= moment.at => Some(Finding::untrusted("revoked").with("name", name).with("at", day(at))),
                Standing::Revoked(at) if moment.proven => Some(Finding::note("revoked-later").with("name", name).with("at", day(at))),
                // Whoever stole a key can claim any time: only a timestamp shows that the signature is older.
                Standing::Revoked(at) => Some(Finding::untrusted("revoked-unproven").with("name", name).with("at", day(at))),
                Standing::Unknown if revocation == Revocation::Required => {
                    Some(Finding::untrusted("revocation-unknown").with("name", name))
                }
                Standing::Unknown => Some(Finding::note("revocation-unknown").with("name", name)),
            });
        }
        findings
    }

    /// Certificates and lists among `found` that somebody changed, or that hang on nothing.
    pub fn broken(&self, certificates: &[Certificate<'a>], lists: &[&'a [u8]]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let installed = |it: &&Certificate<'_>| self.roots.iter().any(|root| root.whole == it.whole);
        for it in certificates.iter().take(32).filter(|it| !installed(it)) {
            let issuers = self.roots.iter().chain(&self.pool).filter(|issuer| issuer.subject == it.issuer).take(8);
            let checks: Vec<_> = issuers.map(|issuer| it.issued_by(issuer)).collect();
            if checks.contains(&Check::Holds) {
                continue;
            }
            let broken = !checks.is_empty() && checks.iter().all(|it| *it == Check::Broken);
            let finding = if broken { Finding::altered("certificate-broken") } else { Finding::untrusted("certificate-stray") };
            findings.push(finding.with("name", it.signer().name));
        }
        for it in lists {
            let read = List::read(it);
            let issued = |list: &List<'_>| self.roots.iter().chain(&self.pool).any(|issuer| list.issued_by(issuer) == Check::Holds);
            if !read.as_ref().is_some_and(issued) {
                findings.push(Finding::untrusted("list-broken"));
            }
        }
        findings
    }
}
