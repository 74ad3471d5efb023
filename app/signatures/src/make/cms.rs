//! Signed data of RFC 5652 as PAdES B-B wants it, without the data itself.

use sha2::{Digest, Sha256};

use super::key::Signer;
use super::tlv::{self, Reader, Tlv};
use super::{SignError, der, object};

/// The algorithm SHA-256, whose parameters are left out (RFC 5754).
pub fn sha256() -> Vec<u8> {
    der::sequence(&[&der::oid(object::SHA256)])
}

/// Signs data of this digest. There is no signing time in it: the file says when, and a timestamp proves it.
pub fn signed_data(digest: &[u8], signer: &Signer) -> Result<Vec<u8>, SignError> {
    let own = signer.own()?;
    let identifier = der::sequence(&[&der::octets(&Sha256::digest(&own.bytes))]);
    let certificates = der::sequence(&[&der::sequence(&[&identifier])]);
    let attributes = der::set(vec![
        attribute(object::CONTENT_TYPE, &der::oid(object::DATA)),
        attribute(object::MESSAGE_DIGEST, &der::octets(digest)),
        attribute(object::SIGNING_CERTIFICATE_V2, &certificates),
    ]);
    let (algorithm, signature) = signer.signature(&attributes)?;
    // In the file the attributes are tagged by their place; what is signed is a SET OF.
    let content = tlv::only(&attributes, tlv::SET).map(|it| it.rest()).ok_or(SignError::Certificate)?;
    let info = der::sequence(&[
        &der::integer(&[1]),
        &der::sequence(&[&own.issuer, &own.serial]),
        &sha256(),
        &der::context(0, &[content]),
        &algorithm,
        &der::octets(&signature),
    ]);
    let mut chain: Vec<&[u8]> = signer.chain().iter().map(|it| it.bytes.as_slice()).collect();
    chain.sort_unstable();
    let data = der::sequence(&[
        &der::integer(&[1]),
        &der::set(vec![sha256()]),
        &der::sequence(&[&der::oid(object::DATA)]),
        &der::context(0, &chain),
        &der::set(vec![info]),
    ]);
    Ok(content_info(&data))
}

fn content_info(data: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::oid(object::SIGNED_DATA), &der::context(0, &[data])])
}

pub fn attribute(oid: &[u8], value: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::oid(oid), &der::set(vec![value.to_vec()])])
}

/// The parts of a signature with one signer.
pub struct Parts<'a> {
    /// Version, digests, content and certificates: everything before the signer.
    pub before: Vec<Tlv<'a>>,
    /// Version, identifier, digest, signed attributes, algorithm and value.
    pub signer: Vec<Tlv<'a>>,
    /// What was added to the signer without being signed.
    pub unsigned: Option<Tlv<'a>>,
}

impl<'a> Parts<'a> {
    /// Reads the first value of the bytes; what stands behind it is padding.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut info = Reader::new(bytes).inside(tlv::SEQUENCE)?;
        (info.read(tlv::OID)?.value == object::SIGNED_DATA).then_some(())?;
        let mut before: Vec<Tlv<'a>> = info.inside(tlv::context(0))?.inside(tlv::SEQUENCE)?.collect();
        let infos = before.pop().filter(|it| it.tag == tlv::SET)?;
        let mut signer: Vec<Tlv<'a>> = tlv::only(infos.whole, tlv::SET)?.inside(tlv::SEQUENCE)?.collect();
        let unsigned = signer.pop_if(|it| it.tag == tlv::context(1));
        Some(Self { before, signer, unsigned })
    }

    /// The value of the signature.
    pub fn signature(&self) -> Option<&'a [u8]> {
        self.signer.last().filter(|it| it.tag == tlv::OCTET_STRING).map(|it| it.value)
    }

    /// The same signature with this attribute beside it.
    pub fn with_unsigned(&self, attribute: &[u8]) -> Vec<u8> {
        let whole = |it: &[Tlv<'a>]| it.iter().flat_map(|it| it.whole.to_vec()).collect::<Vec<u8>>();
        let info = der::sequence(&[&whole(&self.signer), &der::context(1, &[attribute])]);
        content_info(&der::sequence(&[&whole(&self.before), &der::set(vec![info])]))
    }
}
