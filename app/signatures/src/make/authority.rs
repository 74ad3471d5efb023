//! The instance's own certificate authority: one root, certificates under it, and the list of those that are revoked.

use p256::ecdsa::SigningKey;
use p256::pkcs8::DecodePrivateKey;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

use super::certificate::Certificate;
use super::key::{Signer, ecdsa, point, signed, written};
use super::{SignError, der, object, pem};

/// Fresh random bytes for a key and a serial number; whoever calls takes them from the system.
pub type Random = [u8; KEY + SERIAL];

const KEY: usize = 32;
const SERIAL: usize = 16;

/// How long a root is valid; its certificates must end before it does.
const ROOT_LASTS: Duration = Duration::days(30 * 365);

/// The longest name in a certificate (X.520, `ub-common-name`, `ub-organization-name`).
const LONGEST_NAME: usize = 64;

/// Whom a certificate names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The common name.
    pub name: String,
    /// The organisation.
    pub organisation: String,
}

/// What a certificate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Signing papers.
    Papers,
    /// Timestamps; an office may run its own authority for them.
    Timestamps,
}

/// A certificate that does not count any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked {
    /// Its serial number, from `Signer::serial`.
    pub serial: Vec<u8>,
    /// Since when.
    pub at: OffsetDateTime,
}

/// The root of an instance.
#[derive(Debug)]
pub struct Authority {
    key: SigningKey,
    certificate: Certificate,
}

impl Authority {
    /// Makes a root that signs itself.
    pub fn new(subject: &Subject, not_before: OffsetDateTime, random: &Random) -> Result<Self, SignError> {
        let (key, serial) = drawn(random)?;
        let name = name(subject)?;
        let extensions = [
            extension(object::BASIC_CONSTRAINTS, &der::sequence(&[&der::truth(), &der::integer(&[0])]), Weight::Critical),
            extension(object::KEY_USAGE, &der::bits(1, &[0b0000_0110]), Weight::Critical),
            extension(object::SUBJECT_KEY, &der::octets(&key_identifier(&point(&key))), Weight::Plain),
        ];
        let parts =
            Parts { serial, issuer: &name, subject: &name, not_before, not_after: not_before + ROOT_LASTS, extensions: &extensions };
        let certificate = parts.certificate(&point(&key), &key)?;
        Ok(Self { key, certificate })
    }

    /// Reads a root that was written before.
    pub fn from_pem(key: &str, certificate: &str) -> Result<Self, SignError> {
        let key = SigningKey::from_pkcs8_pem(key).map_err(|_| SignError::NoKey)?;
        let blocks = pem::blocks(certificate)?;
        let certificate = Certificate::read(&blocks.first().ok_or(SignError::Certificate)?.1)?;
        if certificate.key_bits() != Some(point(&key).as_slice()) {
            return Err(SignError::KeyMismatch);
        }
        Ok(Self { key, certificate })
    }

    /// The key as PKCS#8.
    pub fn key_pem(&self) -> Result<String, SignError> {
        written(&self.key)
    }

    /// The certificate, which whoever checks a paper installs as a root.
    pub fn certificate_pem(&self) -> Result<String, SignError> {
        pem::block("CERTIFICATE", &self.certificate.bytes)
    }

    /// The certificate (DER).
    pub fn certificate(&self) -> &[u8] {
        &self.certificate.bytes
    }

    /// Makes a key and a certificate for it under this root.
    pub fn issue(
        &self,
        subject: &Subject,
        usage: Usage,
        not_before: OffsetDateTime,
        not_after: OffsetDateTime,
        random: &Random,
    ) -> Result<Signer, SignError> {
        let inside = self.certificate.not_before <= not_before.unix_timestamp() && not_after.unix_timestamp() <= self.certificate.not_after;
        if !inside || not_after < not_before {
            return Err(SignError::OutsideValidity);
        }
        let (key, serial) = drawn(random)?;
        let mut extensions = vec![
            extension(object::BASIC_CONSTRAINTS, &der::sequence(&[]), Weight::Critical),
            extension(object::KEY_USAGE, &der::bits(6, &[0b1100_0000]), Weight::Critical),
            extension(object::SUBJECT_KEY, &der::octets(&key_identifier(&point(&key))), Weight::Plain),
            self.above(),
        ];
        if usage == Usage::Timestamps {
            let only = der::sequence(&[&der::oid(object::TIME_STAMPING)]);
            extensions.push(extension(object::EXTENDED_USAGE, &only, Weight::Critical));
        }
        let subject = name(subject)?;
        let parts = Parts { serial, issuer: &self.certificate.subject, subject: &subject, not_before, not_after, extensions: &extensions };
        let certificate = parts.certificate(&point(&key), &self.key)?;
        Signer::of_instance(key, vec![certificate, self.certificate.clone()])
    }

    /// The list of revoked certificates (DER); `number` grows with every list.
    pub fn crl(&self, number: u64, this_update: OffsetDateTime, next_update: OffsetDateTime, revoked: &[Revoked]) -> Vec<u8> {
        let entries: Vec<u8> = revoked.iter().flat_map(|it| der::sequence(&[&der::integer(&it.serial), &der::time(it.at)])).collect();
        let entries = if entries.is_empty() { Vec::new() } else { der::sequence(&[&entries]) };
        let extensions = [self.above(), extension(object::CRL_NUMBER, &der::integer(&number.to_be_bytes()), Weight::Plain)];
        let body = der::sequence(&[
            &der::integer(&[1]),
            &ecdsa(),
            &self.certificate.subject,
            &der::time(this_update),
            &der::time(next_update),
            &entries,
            &der::context(0, &[&der::sequence(&[&extensions.concat()])]),
        ]);
        sealed(&body, &self.key)
    }

    /// The extension that names this root's key.
    fn above(&self) -> Vec<u8> {
        let identifier = key_identifier(&point(&self.key));
        let content = der::sequence(&[&der::value(0x80, &[&identifier])]);
        extension(object::AUTHORITY_KEY, &content, Weight::Plain)
    }
}

/// A list of revoked certificates as PEM.
pub fn crl_pem(list: &[u8]) -> Result<String, SignError> {
    pem::block("X509 CRL", list)
}

/// What a certificate says, but the key.
struct Parts<'a> {
    serial: [u8; SERIAL],
    issuer: &'a [u8],
    subject: &'a [u8],
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
    extensions: &'a [Vec<u8>],
}

impl Parts<'_> {
    fn certificate(&self, public: &[u8], issuer: &SigningKey) -> Result<Certificate, SignError> {
        let algorithm = der::sequence(&[&der::oid(object::EC_KEY), &der::oid(object::P256)]);
        let body = der::sequence(&[
            &der::context(0, &[&der::integer(&[2])]),
            &der::integer(&self.serial),
            &ecdsa(),
            self.issuer,
            &der::sequence(&[&der::time(self.not_before), &der::time(self.not_after)]),
            self.subject,
            &der::sequence(&[&algorithm, &der::bits(0, public)]),
            &der::context(3, &[&der::sequence(&[&self.extensions.concat()])]),
        ]);
        Certificate::read(&sealed(&body, issuer))
    }
}

/// A body, the algorithm and the signature over the body.
fn sealed(body: &[u8], key: &SigningKey) -> Vec<u8> {
    der::sequence(&[body, &ecdsa(), &der::bits(0, &signed(key, body))])
}

/// Whether a reader that does not know an extension must refuse the certificate.
enum Weight {
    Critical,
    Plain,
}

fn extension(oid: &[u8], content: &[u8], weight: Weight) -> Vec<u8> {
    let critical = match weight {
        Weight::Critical => der::truth(),
        Weight::Plain => Vec::new(),
    };
    der::sequence(&[&der::oid(oid), &critical, &der::octets(content)])
}

/// The first 160 bits of a digest of the public key (RFC 7093, method 1).
fn key_identifier(public: &[u8]) -> Vec<u8> {
    Sha256::digest(public).iter().copied().take(20).collect()
}

/// Country, organisation and name.
fn name(subject: &Subject) -> Result<Vec<u8>, SignError> {
    for it in [&subject.name, &subject.organisation] {
        if it.trim().is_empty() || it.chars().count() > LONGEST_NAME {
            return Err(SignError::Name(it.clone()));
        }
    }
    let part = |oid, tag, text: &str| {
        let pair = der::sequence(&[&der::oid(oid), &der::value(tag, &[text.as_bytes()])]);
        der::set(vec![pair])
    };
    Ok(der::sequence(&[
        &part(object::COUNTRY, PRINTABLE, "VN"),
        &part(object::ORGANISATION, UTF8, &subject.organisation),
        &part(object::COMMON_NAME, UTF8, &subject.name),
    ]))
}

const UTF8: u8 = 0x0c;
const PRINTABLE: u8 = 0x13;

/// The key and the serial number that the random bytes make; the number is positive and always as long.
fn drawn(random: &Random) -> Result<(SigningKey, [u8; SERIAL]), SignError> {
    let (key, serial) = random.split_first_chunk::<KEY>().ok_or(SignError::Random)?;
    let key = SigningKey::from_slice(key).map_err(|_| SignError::Random)?;
    let mut serial: [u8; SERIAL] = serial.try_into().map_err(|_| SignError::Random)?;
    serial[0] = serial[0] & 0x7f | 0x40;
    Ok((key, serial))
}
