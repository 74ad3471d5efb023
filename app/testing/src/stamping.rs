//! A timestamp authority that the tests play: it answers requests of RFC 3161 with a certificate that the tests' installations trust, and once in a
//! while with what no authority should.

use crate::Outside;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::DecodePrivateKey;
use sha2::{Digest, Sha256};
use signatures::make::{Signer, Usage};

/// The moment that every answer gives.
pub const STAMPED: time::OffsetDateTime = time::macros::datetime!(2023-08-08 05:30 UTC);

fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().take_while(|it| **it == 0).count()..];
    let head = if content.len() < 128 { vec![tag, content.len() as u8] } else { [&[tag, 0x80 | length.len() as u8][..], length].concat() };
    [head, content].concat()
}

/// The parts of a value, and what stands in them.
fn parts(mut bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut found = Vec::new();
    while bytes.len() >= 2 {
        let (head, length) = match bytes[1] {
            it if it < 0x80 => (2, usize::from(it)),
            it => {
                let more = usize::from(it & 0x7f);
                (2 + more, bytes[2..2 + more].iter().fold(0, |sum, it| (sum << 8) | usize::from(*it)))
            }
        };
        let (whole, rest) = bytes.split_at(head + length);
        found.push((whole, &whole[head..]));
        bytes = rest;
    }
    found
}

const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const ECDSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

/// The answer of an authority whose certificate is this one, to a request.
pub fn stamp(request: &[u8], signer: &Signer) -> Vec<u8> {
    let (key, certificate) = (SigningKey::from_pkcs8_pem(&signer.key_pem().unwrap()).unwrap(), signer.certificate());
    let asked = parts(parts(request)[0].1);
    let integer = |it: u8| value(0x02, &[&[it]]);
    let oid = |it: &[u8]| value(0x06, &[it]);
    let algorithm = value(0x30, &[&oid(SHA256)]);
    let info = value(0x30, &[&integer(1), &oid(&[0x2a, 0x03]), asked[1].0, &integer(5), &value(0x18, &[b"20230808053000Z"]), asked[2].0]);
    let attribute = |name: &[u8], it: &[u8]| value(0x30, &[&oid(name), &value(0x31, &[it])]);
    let own = value(0x30, &[&value(0x30, &[&value(0x30, &[&value(0x04, &[Sha256::digest(certificate).as_slice()])])])]);
    let mut attributes = [
        attribute(CONTENT_TYPE, &oid(TST_INFO)),
        attribute(MESSAGE_DIGEST, &value(0x04, &[Sha256::digest(&info).as_slice()])),
        attribute(SIGNING_CERTIFICATE, &own),
    ];
    attributes.sort();
    let attributes = attributes.concat();
    let signature: DerSignature = key.sign(&value(0x31, &[&attributes]));
    // Version, serial number, algorithm, issuer: the first parts of a certificate's body.
    let body = parts(parts(parts(certificate)[0].1)[0].1);
    let info_of_signer = value(
        0x30,
        &[
            &integer(1),
            &value(0x30, &[body[3].0, body[1].0]),
            &algorithm,
            &value(0xa0, &[&attributes]),
            &value(0x30, &[&oid(ECDSA)]),
            &value(0x04, &[signature.as_bytes()]),
        ],
    );
    let content = value(0x30, &[&oid(TST_INFO), &value(0xa0, &[&value(0x04, &[&info])])]);
    let data =
        value(0x30, &[&integer(3), &value(0x31, &[&algorithm]), &content, &value(0xa0, &[certificate]), &value(0x31, &[&info_of_signer])]);
    let token = value(0x30, &[&oid(SIGNED_DATA), &value(0xa0, &[&data])]);
    value(0x30, &[&value(0x30, &[&integer(0)]), &token])
}

/// An answer that grants nothing.
pub fn no_stamp() -> Vec<u8> {
    value(0x30, &[&value(0x30, &[&value(0x02, &[&[2]])])])
}

impl Outside {
    /// The certificate of a timestamp authority below this root.
    pub fn timestamps(&self) -> Signer {
        self.issue("Dịch vụ dấu thời gian thử nghiệm", Usage::Timestamps)
    }

    /// The certificate of somebody below this root who signs papers and gives no timestamps.
    pub fn papers(&self) -> Signer {
        self.issue("Người ký thử nghiệm", Usage::Papers)
    }
}
