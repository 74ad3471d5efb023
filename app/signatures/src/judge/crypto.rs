//! Which algorithms are understood, and the checking of one signature. Nothing weaker than SHA-256 counts.

use super::effort;
use super::pss;
use super::tlv::{self, Reader, Tlv};
use ring::digest;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

/// A digest that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

pub const SHA1: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08];
const PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const RSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const RSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c];
const RSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d];
const EC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const ECDSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03];

impl Hash {
    /// By its object identifier.
    pub fn of(oid: &[u8]) -> Option<Self> {
        match oid {
            SHA256 => Some(Self::Sha256),
            SHA384 => Some(Self::Sha384),
            SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }

    /// Of an AlgorithmIdentifier, whose parameters must be absent or NULL.
    pub fn identified(mut algorithm: Reader<'_>) -> Option<Self> {
        let oid = algorithm.read(tlv::OID)?;
        plain(algorithm).then(|| Self::of(oid.value))?
    }

    /// The digest of pieces of a file, one after another.
    pub fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        if !effort::spend(1 + pieces.iter().map(|it| it.len() as u64 / 512).sum::<u64>()) {
            return Vec::new();
        }
        let mut context = digest::Context::new(match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        });
        pieces.iter().for_each(|it| context.update(it));
        context.finish().as_ref().to_vec()
    }

    fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// The SHA-1 digest: OCSP names certificates by it. It proves nothing here.
pub fn sha1(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec()
}

fn plain(parameters: Reader<'_>) -> bool {
    parameters.is_empty() || parameters.rest() == [tlv::NULL, 0]
}

/// A public key that can check signatures.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    Rsa(&'a [u8]),
    P256(&'a [u8]),
    P384(&'a [u8]),
}

impl<'a> Key<'a> {
    /// Of a SubjectPublicKeyInfo.
    pub fn of(mut info: Reader<'a>) -> Option<Self> {
        let mut algorithm = info.inside(tlv::SEQUENCE)?;
        let bits = info.read(tlv::BIT_STRING)?;
        let bits = tlv::bits(&bits)?;
        if !info.is_empty() {
            return None;
        }
        match algorithm.read(tlv::OID)?.value {
            RSA if plain(algorithm) => Some(Self::Rsa(bits)),
            EC_KEY => match algorithm.read(tlv::OID)?.value {
                P256 => Some(Self::P256(bits)),
                P384 => Some(Self::P384(bits)),
                _ => None,
            },
            _ => None,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Rsa(bits) => {
                let modulus = tlv::only(bits, tlv::SEQUENCE).and_then(|mut it| it.read(tlv::INTEGER));
                let bytes = modulus.map_or(0, |it| it.value.iter().skip_while(|it| **it == 0).count());
                format!("RSA {}", bytes * 8)
            }
            Self::P256(_) => "ECDSA P-256".to_owned(),
            Self::P384(_) => "ECDSA P-384".to_owned(),
        }
    }
}

/// How a signature was made: understood, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Pkcs1(Hash),
    Pss(Hash, usize),
    Ecdsa(Hash),
}

/// What checking came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    Holds,
    Broken,
    Unknown,
}

/// Reads an AlgorithmIdentifier of a signature. `usual` is the digest where the identifier names none.
fn scheme(algorithm: &Tlv<'_>, usual: Option<Hash>) -> Option<Scheme> {
    let mut inside = Reader::new(algorithm.value);
    let oid = inside.read(tlv::OID)?.value;
    if oid == PSS {
        return salted(inside).filter(|it| usual.is_none_or(|usual| matches!(it, Scheme::Pss(hash, _) if *hash == usual)));
    }
    if !plain(inside) {
        return None;
    }
    let found = match oid {
        RSA => Scheme::Pkcs1(usual?),
        RSA_SHA256 => Scheme::Pkcs1(Hash::Sha256),
        RSA_SHA384 => Scheme::Pkcs1(Hash::Sha384),
        RSA_SHA512 => Scheme::Pkcs1(Hash::Sha512),
        ECDSA_SHA256 => Scheme::Ecdsa(Hash::Sha256),
        ECDSA_SHA384 => Scheme::Ecdsa(Hash::Sha384),
        _ => return None,
    };
    Some(found)
}

/// The parameters of PSS: one digest for everything.
fn salted(mut inside: Reader<'_>) -> Option<Scheme> {
    let mut parameters = inside.inside(tlv::SEQUENCE)?;
    let hash = Hash::identified(parameters.inside(tlv::context(0))?.inside(tlv::SEQUENCE)?)?;
    let mut mask = parameters.inside(tlv::context(1))?.inside(tlv::SEQUENCE)?;
    let same = mask.read(tlv::OID)?.value == MGF1 && Hash::identified(mask.inside(tlv::SEQUENCE)?)? == hash;
    let salt = tlv::small(&parameters.inside(tlv::context(2))?.read(tlv::INTEGER)?)?;
    (same && salt <= 512 && inside.is_empty()).then_some(Scheme::Pss(hash, salt as usize))
}

fn checker(key: Key<'_>, scheme: Scheme) -> Option<&'static dyn VerificationAlgorithm> {
    Some(match (key, scheme) {
        (Key::Rsa(_), Scheme::Pkcs1(Hash::Sha256)) => &signature::RSA_PKCS1_2048_8192_SHA256,
        (Key::Rsa(_), Scheme::Pkcs1(Hash::Sha384)) => &signature::RSA_PKCS1_2048_8192_SHA384,
        (Key::Rsa(_), Scheme::Pkcs1(Hash::Sha512)) => &signature::RSA_PKCS1_2048_8192_SHA512,
        (Key::P256(_), Scheme::Ecdsa(Hash::Sha256)) => &signature::ECDSA_P256_SHA256_ASN1,
        (Key::P256(_), Scheme::Ecdsa(Hash::Sha384)) => &signature::ECDSA_P256_SHA384_ASN1,
        (Key::P384(_), Scheme::Ecdsa(Hash::Sha256)) => &signature::ECDSA_P384_SHA256_ASN1,
        (Key::P384(_), Scheme::Ecdsa(Hash::Sha384)) => &signature::ECDSA_P384_SHA384_ASN1,
        _ => return None,
    })
}

/// Checks the signature of `message`.
pub fn check(key: Key<'_>, algorithm: &Tlv<'_>, usual: Option<Hash>, message: &[u8], signature: &[u8]) -> Check {
    let Some(scheme) = scheme(algorithm, usual) else { return Check::Unknown };
    let cost = match (scheme, key) {
        (Scheme::Pss(..), _) => 1_500,
        (_, Key::Rsa(bits)) => bits.len() as u64 / 2,
        (_, Key::P256(_)) => 150,
        (_, Key::P384(_)) => 600,
    };
    if !effort::spend(cost + message.len() as u64 / 512) {
        return Check::Unknown;
    }
    if let (Scheme::Pss(hash, salt), Key::Rsa(bits)) = (scheme, key) {
        return match pss::check(bits, hash, salt, message, signature) {
            Some(true) => Check::Holds,
            Some(false) => Check::Broken,
            None => Check::Unknown,
        };
    }
    let Some(checker) = checker(key, scheme) else { return Check::Unknown };
    let (Key::Rsa(bits) | Key::P256(bits) | Key::P384(bits)) = key;
    match UnparsedPublicKey::new(checker, bits).verify(message, signature) {
        Ok(()) => Check::Holds,
        Err(_) => Check::Broken,
    }
}

/// The algorithm as people write it, as `RSA 2048 SHA-256`.
pub fn describe(key: Option<Key<'_>>, algorithm: &Tlv<'_>, usual: Option<Hash>) -> String {
    let how = match scheme(algorithm, usual) {
        Some(Scheme::Pkcs1(hash) | Scheme::Ecdsa(hash)) => hash.name().to_owned(),
        Some(Scheme::Pss(hash, _)) => format!("PSS {}", hash.name()),
        None => Reader::new(algorithm.value).read(tlv::OID).map_or_else(|| "?".to_owned(), |it| dotted(it.value)),
    };
    format!("{} {how}", key.map_or_else(|| "?".to_owned(), Key::name))
}

/// An object identifier in numbers.
pub fn dotted(oid: &[u8]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut value = 0u64;
    for byte in oid.iter().take(64) {
        value = value.wrapping_shl(7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if parts.is_empty() {
                let first = (value / 40).min(2);
                parts.push(first.to_string());
                value -= first * 40;
            }
            parts.push(value.to_string());
            value = 0;
        }
    }
    parts.join(".")
}
