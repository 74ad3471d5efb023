//! What is known of revoked certificates: lists and answers, from the file or installed. Nothing is ever fetched.

use super::certificate::{Certificate, Use};
use super::crypto::{self, Check, Hash, Key};
use super::effort;
use super::tlv::{self, Reader, Tlv};

/// What is known of one certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not revoked, by data that reach the time asked for.
    Good,
    /// Revoked at this time, seconds since 1970.
    Revoked(i64),
    /// Nothing usable is known.
    Unknown,
}

/// A revocation list.
#[derive(Debug)]
pub struct List<'a> {
    tbs: &'a [u8],
    algorithm: Tlv<'a>,
    signature: &'a [u8],
    issuer: &'a [u8],
    since: i64,
    until: i64,
    entries: Reader<'a>,
    only: Scope,
    usable: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    People,
    Authorities,
}

impl<'a> List<'a> {
    /// Reads one list.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = tlv::only(bytes, tlv::SEQUENCE)?;
        let tbs = outer.read(tlv::SEQUENCE)?;
        let algorithm = outer.read(tlv::SEQUENCE)?;
        let signature = outer.read(tlv::BIT_STRING)?;
        let mut body = Reader::new(tbs.value);
        let _version = body.read(tlv::INTEGER);
        body.read(tlv::SEQUENCE)?;
        let issuer = body.read(tlv::SEQUENCE)?.whole;
        let since = tlv::time(&body.next()?)?;
        let timed = matches!(body.peek(), Some(tlv::UTC_TIME | tlv::GENERALIZED_TIME));
        let until = if timed { tlv::time(&body.next()?)? } else { since };
        let entries = body.inside(tlv::SEQUENCE).unwrap_or(Reader::new(&[]));
        let mut list = Self {
            tbs: tbs.whole,
            algorithm,
            signature: tlv::bits(&signature)?,
            issuer,
            since,
            until,
            entries,
            only: Scope::All,
            usable: true,
        };
        if let Some(mut it) = body.inside(tlv::context(0)) {
            for extension in it.inside(tlv::SEQUENCE)? {
                list.extend(&extension)?;
            }
        }
        Some(list)
    }

    fn extend(&mut self, extension: &Tlv<'a>) -> Option<()> {
        let mut parts = Reader::new(extension.value);
        let oid = parts.read(tlv::OID)?.value;
        let critical = parts.read(tlv::BOOLEAN).is_some_and(|it| it.value != [0]);
        let value = parts.read(tlv::OCTET_STRING)?.value;
        if oid == [0x55, 0x1d, 28] {
            for it in tlv::only(value, tlv::SEQUENCE)? {
                match it.tag {
                    0xa0 => {}
                    0x81 => self.only = Scope::People,
                    0x82 => self.only = Scope::Authorities,
                    _ => self.usable = false,
                }
            }
        } else {
            self.usable &= !critical;
        }
        Some(())
    }

    /// Whether `issuer` signed it.
    pub fn issued_by(&self, issuer: &Certificate<'_>) -> Check {
        match issuer.key() {
            Some(key) if self.issuer == issuer.subject => crypto::check(key, &self.algorithm, None, self.tbs, self.signature),
            _ => Check::Unknown,
        }
    }

    fn standing(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>, at: i64) -> Standing {
        let covers = match self.only {
            Scope::All => true,
            Scope::People => certificate.authority.is_none(),
            Scope::Authorities => certificate.authority.is_some(),
        };
        let usable = self.usable && covers && issuer.allows(Use::Revoke) && self.issued_by(issuer) == Check::Holds;
        if !usable {
            return Standing::Unknown;
        }
        if !effort::spend(self.entries.rest().len() as u64 / 400) {
            return Standing::Unknown;
        }
        for entry in self.entries {
            let mut parts = Reader::new(entry.value);
            if parts.read(tlv::INTEGER).is_some_and(|it| it.value == certificate.serial) {
                return parts.next().and_then(|it| tlv::time(&it)).map_or(Standing::Revoked(i64::MIN), Standing::Revoked);
            }
        }
        if self.until.max(self.since) >= at { Standing::Good } else { Standing::Unknown }
    }
}

const BASIC: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];

/// An answer about certificates (OCSP).
#[derive(Debug)]
pub struct Answer<'a> {
    tbs: &'a [u8],
    algorithm: Tlv<'a>,
    signature: &'a [u8],
    certificates: Vec<Certificate<'a>>,
    singles: Reader<'a>,
}

impl<'a> Answer<'a> {
    /// Reads a response; nothing where it is a failure.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = tlv::only(bytes, tlv::SEQUENCE)?;
        if outer.read(tlv::ENUMERATED)?.value != [0] {
            return None;
        }
        let mut wrapped = outer.inside(tlv::context(0))?.inside(tlv::SEQUENCE)?;
        if wrapped.read(tlv::OID)?.value != BASIC {
            return None;
        }
        let mut basic = tlv::only(wrapped.read(tlv::OCTET_STRING)?.value, tlv::SEQUENCE)?;
        let tbs = basic.read(tlv::SEQUENCE)?;
        let algorithm = basic.read(tlv::SEQUENCE)?;
        let signature = basic.read(tlv::BIT_STRING)?;
        let inside = basic.inside(tlv::context(0)).and_then(|mut it| it.inside(tlv::SEQUENCE));
        let certificates = inside.into_iter().flatten().take(16).filter_map(|it| Certificate::read(it.whole)).collect();
        let mut body = Reader::new(tbs.value);
        let _version = body.read(tlv::context(0));
        let _responder = body.next()?;
        body.read(tlv::GENERALIZED_TIME)?;
        let singles = body.inside(tlv::SEQUENCE)?;
        Some(Self { tbs: tbs.whole, algorithm, signature: tlv::bits(&signature)?, certificates, singles })
    }

    fn signed_by(&self, key: Option<Key<'_>>) -> bool {
        key.is_some_and(|it| crypto::check(it, &self.algorithm, None, self.tbs, self.signature) == Check::Holds)
    }

    fn standing(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>, at: i64) -> Standing {
        let about = self.singles.into_iter().take(64).find_map(|it| single(&it, certificate, issuer, at));
        let Some(found) = about else { return Standing::Unknown };
        let delegated = |it: &&Certificate<'_>| it.answers() && it.since <= at && at <= it.until && it.issued_by(issuer) == Check::Holds;
        let signed = self.signed_by(issuer.key()) || self.certificates.iter().filter(delegated).any(|it| self.signed_by(it.key()));
        if signed { found } else { Standing::Unknown }
    }
}

fn single(answer: &Tlv<'_>, certificate: &Certificate<'_>, issuer: &Certificate<'_>, at: i64) -> Option<Standing> {
    let mut parts = Reader::new(answer.value);
    let mut id = parts.inside(tlv::SEQUENCE)?;
    let mut algorithm = id.inside(tlv::SEQUENCE)?;
    let oid = algorithm.read(tlv::OID)?.value;
    let digest = |bytes: &[u8]| if oid == crypto::SHA1 { Some(crypto::sha1(bytes)) } else { Some(Hash::of(oid)?.digest(&[bytes])) };
    let named = id.read(tlv::OCTET_STRING)?.value == digest(issuer.subject)?
        && id.read(tlv::OCTET_STRING)?.value == digest(issuer.key_bits()?)?
        && id.read(tlv::INTEGER)?.value == certificate.serial;
    if !named {
        return None;
    }
    let status = parts.next()?;
    let since = tlv::time(&parts.read(tlv::GENERALIZED_TIME)?)?;
    let until = parts.inside(tlv::context(0)).and_then(|mut it| it.next()).and_then(|it| tlv::time(&it)).unwrap_or(since);
    match status.tag {
        0x80 if until >= at => Some(Standing::Good),
        0xa1 => Some(Standing::Revoked(Reader::new(status.value).next().and_then(|it| tlv::time(&it)).unwrap_or(i64::MIN))),
        _ => None,
    }
}

/// Everything known, and what it says of one certificate: the earliest revocation wins.
pub fn standing(lists: &[List<'_>], answers: &[Answer<'_>], certificate: &Certificate<'_>, issuer: &Certificate<'_>, at: i64) -> Standing {
    let said = lists.iter().map(|it| it.standing(certificate, issuer, at));
    said.chain(answers.iter().map(|it| it.standing(certificate, issuer, at))).fold(Standing::Unknown, |known, it| match (known, it) {
        (Standing::Revoked(one), Standing::Revoked(other)) => Standing::Revoked(one.min(other)),
        (Standing::Revoked(it), _) | (_, Standing::Revoked(it)) => Standing::Revoked(it),
        (Standing::Good, _) | (_, Standing::Good) => Standing::Good,
        (Standing::Unknown, Standing::Unknown) => Standing::Unknown,
    })
}
