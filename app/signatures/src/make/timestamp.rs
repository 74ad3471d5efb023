//! Timestamps of RFC 3161: the request to send and the answer to keep. Sending it is the caller's business.

use lopdf::Object;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use sha2::{Digest, Sha256, Sha384, Sha512};
use time::OffsetDateTime;

use super::certificate::Certificate;
use super::cms::{self, Parts};
use super::fields::find;
use super::revision::{Revision, unreadable};
use super::seal::fill;
use super::tlv::{self, Reader, Tlv};
use super::{SignError, TimestampRefusal, der, object};

/// A file whose signature has a timestamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timestamped {
    /// The file.
    pub pdf: Vec<u8>,
    /// When the authority saw the signature.
    pub at: OffsetDateTime,
}

/// What to send to a timestamp authority for the signature in this field; `nonce` is a fresh random number.
pub fn timestamp_request(pdf: &[u8], field: &str, nonce: u64) -> Result<Vec<u8>, SignError> {
    let place = Place::find(pdf, field)?;
    let parts = place.parts().ok_or_else(|| SignError::NotSigned(field.to_owned()))?;
    let signature = parts.signature().ok_or_else(|| SignError::NotSigned(field.to_owned()))?;
    let imprint = der::sequence(&[&cms::sha256(), &der::octets(&Sha256::digest(signature))]);
    Ok(der::sequence(&[&der::integer(&[1]), &imprint, &der::integer(&nonce.to_be_bytes()), &der::truth()]))
}

/// Puts the answer of the authority beside the signature, which must be the last thing in the file.
pub fn with_timestamp(pdf: &[u8], field: &str, nonce: u64, response: &[u8]) -> Result<Timestamped, SignError> {
    let place = Place::find(pdf, field)?;
    let parts = place.parts().ok_or_else(|| SignError::NotSigned(field.to_owned()))?;
    let signature = parts.signature().ok_or_else(|| SignError::NotSigned(field.to_owned()))?;
    if parts.unsigned.is_some() {
        return Err(SignError::AlreadyStamped(field.to_owned()));
    }
    if place.gap.end + place.rest != pdf.len() {
        return Err(SignError::Followed(field.to_owned()));
    }
    let token = granted(response)?;
    let at = checked(token, &Sha256::digest(signature), nonce)?;
    let at = OffsetDateTime::from_unix_timestamp(at).map_err(|_| TimestampRefusal::Unreadable)?;
    let stamped = parts.with_unsigned(&cms::attribute(object::TIMESTAMP_TOKEN, token));
    let mut bytes = pdf.to_vec();
    fill(&mut bytes, &place.gap, &stamped)?;
    Ok(Timestamped { pdf: bytes, at })
}

/// Where a signature stands in a file.
struct Place {
    /// Its value, with the brackets.
    gap: std::ops::Range<usize>,
    /// How many bytes it covers behind its value.
    rest: usize,
    value: Vec<u8>,
}

impl Place {
    fn find(pdf: &[u8], field: &str) -> Result<Self, SignError> {
        let revision = Revision::of(pdf)?;
        let id = find(&revision, field)?;
        let unsigned = || SignError::NotSigned(field.to_owned());
        let value = revision.object(id)?.as_dict().map_err(unreadable)?.get(b"V").and_then(Object::as_reference).map_err(|_| unsigned())?;
        let value = revision.object(value)?.as_dict().map_err(unreadable)?;
        let range = value.get(b"ByteRange").and_then(Object::as_array).map_err(|_| unsigned())?;
        let range: Vec<usize> = range.iter().filter_map(|it| it.as_i64().ok().and_then(|it| usize::try_from(it).ok())).collect();
        let [0, start, end, rest] = *range.as_slice() else { return Err(unsigned()) };
        let contents = value.get(b"Contents").and_then(Object::as_str).map_err(|_| unsigned())?.to_vec();
        let bracketed =
            pdf.get(start..end).is_some_and(|it| it.starts_with(b"<") && it.ends_with(b">") && it.len() == 2 * contents.len() + 2);
        if !bracketed {
            return Err(unsigned());
        }
        Ok(Self { gap: start..end, rest, value: contents })
    }

    fn parts(&self) -> Option<Parts<'_>> {
        Parts::read(&self.value)
    }
}

/// The token of a response that was granted.
fn granted(response: &[u8]) -> Result<&[u8], TimestampRefusal> {
    let unreadable = TimestampRefusal::Unreadable;
    let mut response = tlv::only(response, tlv::SEQUENCE).ok_or(unreadable)?;
    let mut status = response.inside(tlv::SEQUENCE).ok_or(unreadable)?;
    let status = status.read(tlv::INTEGER).and_then(|it| tlv::small(&it)).ok_or(unreadable)?;
    if status > 1 {
        return Err(TimestampRefusal::NotGranted(status));
    }
    response.read(tlv::SEQUENCE).map(|it| it.whole).ok_or(unreadable)
}

/// The time in a token that is about this digest, answers this nonce and is signed by the certificate in it.
fn checked(token: &[u8], digest: &[u8], nonce: u64) -> Result<i64, TimestampRefusal> {
    let unreadable = TimestampRefusal::Unreadable;
    let parts = Parts::read(token).ok_or(unreadable)?;
    let content = content(&parts).ok_or(unreadable)?;
    let info: Vec<Tlv<'_>> = tlv::only(content, tlv::SEQUENCE).ok_or(unreadable)?.collect();
    let [_, _, imprint, _, time, rest @ ..] = info.as_slice() else { return Err(unreadable) };
    let mut imprint = Reader::new(imprint.value);
    let algorithm = imprint.inside(tlv::SEQUENCE).and_then(|mut it| it.read(tlv::OID)).ok_or(unreadable)?;
    let about = imprint.read(tlv::OCTET_STRING).ok_or(unreadable)?;
    if algorithm.value != object::SHA256 || about.value != digest {
        return Err(TimestampRefusal::OtherData);
    }
    let answered = rest.iter().find(|it| it.tag == tlv::INTEGER).map(|it| it.whole);
    if answered != Some(der::integer(&nonce.to_be_bytes()).as_slice()) {
        return Err(TimestampRefusal::OtherNonce);
    }
    verify(&parts, content)?;
    tlv::time(time).ok_or(unreadable)
}

/// What the token says.
fn content<'a>(parts: &Parts<'a>) -> Option<&'a [u8]> {
    let mut content = Reader::new(parts.before.get(2)?.value);
    (content.read(tlv::OID)?.value == object::TST_INFO).then_some(())?;
    content.inside(tlv::context(0))?.read(tlv::OCTET_STRING).map(|it| it.value)
}

fn verify(parts: &Parts<'_>, content: &[u8]) -> Result<(), TimestampRefusal> {
    let bad = TimestampRefusal::BadSignature;
    let [_, identifier, algorithm, attributes, signing, value] = parts.signer.as_slice() else { return Err(bad) };
    let attributes = Some(attributes).filter(|it| it.tag == tlv::context(0)).ok_or(bad)?;
    let hash = Reader::new(algorithm.value).read(tlv::OID).and_then(|it| Hash::of(it.value)).ok_or(bad)?;
    let says = |oid| said(attributes, oid).ok_or(bad);
    if says(object::MESSAGE_DIGEST)?.value != hash.digest(content) || says(object::CONTENT_TYPE)?.value != object::TST_INFO {
        return Err(bad);
    }
    let certificate = certificate(parts, identifier).ok_or(TimestampRefusal::NoCertificate)?;
    let purpose = tlv::only(certificate.extension(object::EXTENDED_USAGE).unwrap_or_default(), tlv::SEQUENCE);
    if !purpose.is_some_and(|mut it| it.any(|it| it.value == object::TIME_STAMPING)) {
        return Err(TimestampRefusal::NoCertificate);
    }
    let how = method(&certificate, signing, hash).ok_or(bad)?;
    let signed = der::value(tlv::SET, &[attributes.value]);
    let key = UnparsedPublicKey::new(how, certificate.key_bits().ok_or(bad)?);
    key.verify(&signed, value.value).map_err(|_| bad)
}

/// The only value of an attribute.
fn said<'a>(attributes: &Tlv<'a>, oid: &[u8]) -> Option<Tlv<'a>> {
    Reader::new(attributes.value).find_map(|it| {
        let mut attribute = Reader::new(it.value);
        (attribute.read(tlv::OID)?.value == oid).then_some(())?;
        attribute.inside(tlv::SET)?.next()
    })
}

/// The certificate that the signer names by issuer and serial number, or by the identifier of its key.
fn certificate(parts: &Parts<'_>, identifier: &Tlv<'_>) -> Option<Certificate> {
    let all = Reader::new(parts.before.iter().find(|it| it.tag == tlv::context(0))?.value);
    all.filter_map(|it| Certificate::read(it.whole).ok()).find(|it| match identifier.tag {
        tlv::SEQUENCE => [it.issuer.as_slice(), it.serial.as_slice()].concat() == identifier.value,
        _ => it
            .extension(object::SUBJECT_KEY)
            .and_then(|it| Reader::new(it).read(tlv::OCTET_STRING))
            .is_some_and(|it| it.value == identifier.value),
    })
}

/// A digest that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(oid: &[u8]) -> Option<Self> {
        match oid {
            object::SHA256 => Some(Self::Sha256),
            object::SHA384 => Some(Self::Sha384),
            object::SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    fn digest(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

/// How a signature of this kind of key is checked.
fn method(certificate: &Certificate, signing: &Tlv<'_>, hash: Hash) -> Option<&'static dyn VerificationAlgorithm> {
    let mut key = tlv::only(&certificate.key, tlv::SEQUENCE)?.inside(tlv::SEQUENCE)?;
    let kind = key.read(tlv::OID)?.value;
    let curve = key.read(tlv::OID).map(|it| it.value);
    let signing = Reader::new(signing.value).read(tlv::OID)?.value;
    let hash = match signing {
        object::RSA => hash,
        object::RSA_SHA256 | object::ECDSA_SHA256 => Hash::Sha256,
        object::RSA_SHA384 | object::ECDSA_SHA384 => Hash::Sha384,
        object::RSA_SHA512 | object::ECDSA_SHA512 => Hash::Sha512,
        _ => return None,
    };
    match (kind, curve, hash) {
        (object::RSA, _, Hash::Sha256) => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
        (object::RSA, _, Hash::Sha384) => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
        (object::RSA, _, Hash::Sha512) => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
        (object::EC_KEY, Some(object::P256), Hash::Sha256) => Some(&signature::ECDSA_P256_SHA256_ASN1),
        (object::EC_KEY, Some(object::P256), Hash::Sha384) => Some(&signature::ECDSA_P256_SHA384_ASN1),
        (object::EC_KEY, Some(object::P384), Hash::Sha256) => Some(&signature::ECDSA_P384_SHA256_ASN1),
        (object::EC_KEY, Some(object::P384), Hash::Sha384) => Some(&signature::ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
