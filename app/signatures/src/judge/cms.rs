//! CMS, the container of a signature: reading it and checking that it signs what it says.

use super::certificate::Certificate;
use super::crypto::{self, Check, Hash};
use super::finding::Finding;
use super::tlv::{self, Reader, Tlv};

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// The content type of a signed file.
pub const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// The content type of a timestamp.
pub const TIMESTAMP_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
/// The arc of S/MIME attributes: signing certificates, timestamps and what archives add.
const SMIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02];
const ADBE_REVOCATION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x2f, 0x01, 0x01, 0x08];

/// An attribute: its type and the values in its set.
type Attribute<'a> = (&'a [u8], Reader<'a>);

/// A container with one signer.
#[derive(Debug)]
pub struct Signed<'a> {
    version: u32,
    digests: Reader<'a>,
    /// What kind of content was signed.
    pub content_type: &'a [u8],
    /// The content, where it is inside.
    pub content: Option<&'a [u8]>,
    /// The certificates that can be read.
    pub certificates: Vec<Certificate<'a>>,
    /// Whether one cannot be read.
    unread: bool,
    /// Revocation lists.
    pub crls: Vec<&'a [u8]>,
    signer_version: u32,
    by_key_id: Option<&'a [u8]>,
    by_serial: Option<(&'a [u8], &'a [u8])>,
    digest: Tlv<'a>,
    signed: Option<Tlv<'a>>,
    attributes: Vec<Attribute<'a>>,
    algorithm: Tlv<'a>,
    /// The signature's bytes, which a timestamp stamps.
    pub signature: &'a [u8],
    unsigned: Vec<Attribute<'a>>,
}

/// What must stand in a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The certificate must be named in what is signed.
    Cades,
    /// It may be.
    Plain,
}

fn attributes(reader: Reader<'_>) -> Option<Vec<Attribute<'_>>> {
    let mut list = Vec::new();
    let mut reader = reader;
    while !reader.is_empty() {
        let mut pair = reader.inside(tlv::SEQUENCE)?;
        list.push((pair.read(tlv::OID)?.value, pair.inside(tlv::SET)?));
        if !pair.is_empty() || list.len() > 64 {
            return None;
        }
    }
    Some(list)
}

impl<'a> Signed<'a> {
    /// Reads a container; what follows it must be padding of zeros.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = Reader::new(bytes);
        let mut info = outer.inside(tlv::SEQUENCE)?;
        if outer.rest().iter().any(|it| *it != 0) || info.read(tlv::OID)?.value != SIGNED_DATA {
            return None;
        }
        let mut explicit = info.inside(tlv::context(0))?;
        let mut data = explicit.inside(tlv::SEQUENCE)?;
        if !info.is_empty() || !explicit.is_empty() {
            return None;
        }
        let version = tlv::small(&data.read(tlv::INTEGER)?)?;
        let digests = data.inside(tlv::SET)?;
        let mut wrapped = data.inside(tlv::SEQUENCE)?;
        let content_type = wrapped.read(tlv::OID)?.value;
        let content = match wrapped.inside(tlv::context(0)) {
            Some(mut it) => Some(it.read(tlv::OCTET_STRING).filter(|_| it.is_empty())?.value),
            None => None,
        };
        let found: Vec<_> = data.inside(tlv::context(0)).into_iter().flatten().take(64).collect();
        let certificates: Vec<_> = found.iter().filter_map(|it| Certificate::read(it.whole)).collect();
        let unread = certificates.len() != found.len();
        let crls = data.inside(tlv::context(1)).into_iter().flatten().take(64).map(|it| it.whole).collect();
        let mut signers = data.inside(tlv::SET)?;
        let mut signer = signers.inside(tlv::SEQUENCE)?;
        if !wrapped.is_empty() || !data.is_empty() || !signers.is_empty() {
            return None;
        }
        let signer_version = tlv::small(&signer.read(tlv::INTEGER)?)?;
        let (mut by_key_id, mut by_serial) = (None, None);
        let identifier = signer.next()?;
        match identifier.tag {
            tlv::SEQUENCE => {
                let mut parts = Reader::new(identifier.value);
                by_serial = Some((parts.read(tlv::SEQUENCE)?.whole, parts.read(tlv::INTEGER)?.value));
                if !parts.is_empty() {
                    return None;
                }
            }
            0x80 => by_key_id = Some(identifier.value),
            _ => return None,
        }
        let digest = signer.read(tlv::SEQUENCE)?;
        let signed = signer.read(tlv::context(0));
        let attributes = match signed {
            Some(it) => self::attributes(Reader::new(it.value))?,
            None => Vec::new(),
        };
        let algorithm = signer.read(tlv::SEQUENCE)?;
        let signature = signer.read(tlv::OCTET_STRING)?.value;
        let unsigned = match signer.inside(tlv::context(1)) {
            Some(it) => self::attributes(it)?,
            None => Vec::new(),
        };
        if !signer.is_empty() {
            return None;
        }
        Some(Self {
            version,
            digests,
            content_type,
            content,
            certificates,
            unread,
            crls,
            signer_version,
            by_key_id,
            by_serial,
            digest,
            signed,
            attributes,
            algorithm,
            signature,
            unsigned,
        })
    }

    /// The certificate of the signer, among those inside.
    pub fn signer(&self) -> Option<Certificate<'a>> {
        let found = self.certificates.iter().find(|it| match (self.by_serial, self.by_key_id) {
            (Some((issuer, serial)), _) => it.issuer == issuer && it.serial == serial,
            (None, Some(id)) => it.key_id == Some(id),
            (None, None) => false,
        });
        found.copied()
    }

    /// The one value of a signed attribute; nothing where there are two.
    fn attribute(&self, oid: &[u8]) -> Option<Tlv<'a>> {
        let mut found = self.attributes.iter().filter(|it| it.0 == oid);
        let mut values = found.next()?.1;
        let value = values.next()?;
        (values.is_empty() && found.next().is_none()).then_some(value)
    }

    fn smime(&self, number: u8) -> Option<Tlv<'a>> {
        self.attribute(&[SMIME, &[number]].concat())
    }

    /// The time that the signer's computer wrote into what is signed.
    pub fn signing_time(&self) -> Option<i64> {
        tlv::time(&self.attribute(SIGNING_TIME)?)
    }

    /// Revocation lists and answers that the signer put in, in this order.
    pub fn archived(&self) -> (Vec<&'a [u8]>, Vec<&'a [u8]>) {
        let mut found = (Vec::new(), Vec::new());
        let Some(value) = self.attribute(ADBE_REVOCATION) else { return found };
        for it in Reader::new(value.value) {
            let inside = tlv::only(it.value, tlv::SEQUENCE).into_iter().flatten().take(64).map(|it| it.whole);
            match it.tag {
                0xa0 => found.0.extend(inside),
                0xa1 => found.1.extend(inside),
                _ => {}
            }
        }
        found
    }

    /// The timestamp on the signature.
    pub fn timestamp(&self) -> Option<&'a [u8]> {
        let oid = [SMIME, &[14]].concat();
        let mut found = self.unsigned.iter().filter(|it| it.0 == oid);
        let mut values = found.next()?.1;
        let value = values.next()?;
        (values.is_empty() && found.next().is_none()).then_some(value.whole)
    }

    /// The algorithm as people write it.
    pub fn describe(&self) -> String {
        let hash = Hash::identified(Reader::new(self.digest.value));
        crypto::describe(self.signer().and_then(|it| it.key()), &self.algorithm, hash)
    }

    /// Checks that the signer signed these pieces of bytes.
    pub fn check(&self, pieces: &[&[u8]], expected: &[u8], profile: Profile) -> Vec<Finding> {
        let mut findings = self.form(expected);
        let Some(hash) = Hash::identified(Reader::new(self.digest.value)) else {
            findings.push(Finding::untrusted("algorithm-unknown").with("algorithm", self.describe()));
            return findings;
        };
        let Some(certificate) = self.signer() else {
            findings.push(Finding::altered("no-signer-certificate"));
            return findings;
        };
        let digest = hash.digest(pieces);
        let message = match self.signed {
            Some(signed) => {
                if self.attribute(CONTENT_TYPE).is_none_or(|it| it.tag != tlv::OID || it.value != expected) {
                    findings.push(Finding::altered("content-type-wrong"));
                }
                if self.attribute(MESSAGE_DIGEST).is_none_or(|it| it.tag != tlv::OCTET_STRING || it.value != digest) {
                    findings.push(Finding::altered("digest-differs"));
                }
                // The attributes are signed as the SET that they are, not as the numbered field that they stand in.
                let mut set = signed.whole.to_vec();
                if let Some(it) = set.first_mut() {
                    *it = tlv::SET;
                }
                set
            }
            None => pieces.concat(),
        };
        let Some(key) = certificate.key() else {
            findings.push(Finding::untrusted("algorithm-unknown").with("algorithm", self.describe()));
            return findings;
        };
        match crypto::check(key, &self.algorithm, Some(hash), &message, self.signature) {
            Check::Holds => {}
            Check::Broken => findings.push(Finding::altered("signature-broken")),
            Check::Unknown => findings.push(Finding::untrusted("algorithm-unknown").with("algorithm", self.describe())),
        }
        findings.extend(self.names(&certificate, profile));
        findings
    }

    /// What nobody signed and still must be as the rules have it, so that no byte of it can be changed unseen.
    fn form(&self, expected: &[u8]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let signer_version = if self.by_key_id.is_some() { 3 } else { 1 };
        let version = if self.content_type == DATA { signer_version } else { 3 };
        let sound = |it: tlv::Tlv<'_>| it.tag == tlv::SEQUENCE && Hash::identified(Reader::new(it.value)).is_some();
        let known = self.digests.into_iter().all(sound) && tlv::bounded(self.digests);
        let named = self.digests.into_iter().any(|it| it.value.get(..11) == self.digest.value.get(..11));
        if self.signer_version != signer_version || self.version != version || !known || !named {
            findings.push(Finding::untrusted("container-irregular"));
        }
        if self.content_type != expected {
            findings.push(Finding::altered("content-type-wrong"));
        }
        if self.unread {
            findings.push(Finding::untrusted("certificate-unread"));
        }
        for (oid, _) in &self.unsigned {
            if !oid.starts_with(SMIME) {
                findings.push(Finding::untrusted("attribute-unknown").with("oid", crypto::dotted(oid)));
            } else if oid.get(SMIME.len()..) == Some(&[14]) && self.timestamp().is_none() {
                findings.push(Finding::altered("timestamp-broken"));
            } else if oid.get(SMIME.len()..).is_none_or(|it| !matches!(it, [14 | 21..=27])) {
                findings.push(Finding::untrusted("attribute-unknown").with("oid", crypto::dotted(oid)));
            }
        }
        findings
    }

    /// Whether what is signed names this certificate.
    fn names(&self, certificate: &Certificate<'_>, profile: Profile) -> Option<Finding> {
        let named = match (self.smime(47), self.smime(12)) {
            (Some(it), _) => Self::same(&it, certificate, true),
            (None, Some(it)) => Self::same(&it, certificate, false),
            (None, None) if profile == Profile::Cades => return Some(Finding::untrusted("certificate-not-named")),
            (None, None) => return Some(Finding::note("certificate-not-named")),
        };
        (named != Some(true)).then(|| Finding::altered("certificate-other"))
    }

    fn same(value: &Tlv<'_>, certificate: &Certificate<'_>, second: bool) -> Option<bool> {
        let mut first = Reader::new(value.value).inside(tlv::SEQUENCE)?.inside(tlv::SEQUENCE)?;
        let digest = if second {
            match first.inside(tlv::SEQUENCE) {
                Some(it) => Hash::identified(it)?,
                None => Hash::Sha256,
            }
            .digest(&[certificate.whole])
        } else {
            crypto::sha1(certificate.whole)
        };
        Some(first.read(tlv::OCTET_STRING)?.value == digest)
    }
}

/// What a timestamp says: the digest that it stamps and when.
#[derive(Debug)]
pub struct Stamp<'a> {
    hash: Hash,
    imprint: &'a [u8],
    /// Seconds since 1970.
    pub at: i64,
}

impl<'a> Stamp<'a> {
    /// Reads what is inside a token.
    pub fn read(content: &'a [u8]) -> Option<Self> {
        let mut info = tlv::only(content, tlv::SEQUENCE)?;
        info.read(tlv::INTEGER)?;
        info.read(tlv::OID)?;
        let mut imprint = info.inside(tlv::SEQUENCE)?;
        let hash = Hash::identified(imprint.inside(tlv::SEQUENCE)?)?;
        let digest = imprint.read(tlv::OCTET_STRING)?.value;
        info.read(tlv::INTEGER)?;
        Some(Self { hash, imprint: digest, at: tlv::time(&info.read(tlv::GENERALIZED_TIME)?)? })
    }

    /// Whether it stamps these pieces.
    pub fn stamps(&self, pieces: &[&[u8]]) -> bool {
        self.hash.digest(pieces) == self.imprint
    }
}
