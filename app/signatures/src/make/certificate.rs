//! Reads what signing needs of a certificate; the bytes themselves are passed on as they came.

use super::SignError;
use super::tlv::{self, Reader};

/// A certificate and the parts of it that signing needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The whole.
    pub bytes: Vec<u8>,
    /// The whole value of the serial number.
    pub serial: Vec<u8>,
    /// The whole name of the issuer.
    pub issuer: Vec<u8>,
    /// The whole name of the subject.
    pub subject: Vec<u8>,
    /// The whole SubjectPublicKeyInfo.
    pub key: Vec<u8>,
    /// Seconds since 1970.
    pub not_before: i64,
    /// Seconds since 1970.
    pub not_after: i64,
    /// The content of the extensions, if there are any.
    pub extensions: Option<Vec<u8>>,
}

impl Certificate {
    pub fn read(bytes: &[u8]) -> Result<Self, SignError> {
        parts(bytes).ok_or(SignError::Certificate)
    }

    /// The content of the extension with this identifier.
    pub fn extension(&self, oid: &[u8]) -> Option<&[u8]> {
        tlv::only(self.extensions.as_deref()?, tlv::SEQUENCE)?.find_map(|it| {
            let mut extension = Reader::new(it.value);
            (extension.read(tlv::OID)?.value == oid).then_some(())?;
            extension.find(|it| it.tag == tlv::OCTET_STRING).map(|it| it.value)
        })
    }

    /// The bits of the public key.
    pub fn key_bits(&self) -> Option<&[u8]> {
        let mut info = tlv::only(&self.key, tlv::SEQUENCE)?;
        info.read(tlv::SEQUENCE)?;
        tlv::bits(&info.read(tlv::BIT_STRING)?)
    }
}

fn parts(bytes: &[u8]) -> Option<Certificate> {
    let mut body = tlv::only(bytes, tlv::SEQUENCE)?.inside(tlv::SEQUENCE)?;
    if body.peek() == Some(tlv::context(0)) {
        body.read(tlv::context(0))?;
    }
    let serial = body.read(tlv::INTEGER)?.whole.to_vec();
    body.read(tlv::SEQUENCE)?;
    let issuer = body.read(tlv::SEQUENCE)?.whole.to_vec();
    let mut validity = body.inside(tlv::SEQUENCE)?;
    let not_before = tlv::time(&validity.next()?)?;
    let not_after = tlv::time(&validity.next()?)?;
    let subject = body.read(tlv::SEQUENCE)?.whole.to_vec();
    let key = body.read(tlv::SEQUENCE)?.whole.to_vec();
    let extensions = body.find(|it| it.tag == tlv::context(3)).map(|it| it.value.to_vec());
    Some(Certificate { bytes: bytes.to_vec(), serial, issuer, subject, key, not_before, not_after, extensions })
}
