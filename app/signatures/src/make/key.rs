//! The key that signs and its certificates.

use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use ring::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use time::OffsetDateTime;

use super::certificate::Certificate;
use super::{SignError, der, object, pem};

/// Bytes kept for a signature: certificates and a timestamp of a public authority fit well.
const KEPT: usize = 12 * 1024;

/// Who signs: a key, its certificate and those above it, and which certificates are revoked.
#[derive(Debug)]
pub struct Signer {
    key: Key,
    chain: Vec<Certificate>,
    revocation: Vec<Vec<u8>>,
    kept: usize,
}

#[derive(Debug)]
enum Key {
    P256(SigningKey),
    Rsa(Box<RsaKeyPair>),
}

impl Signer {
    /// Reads an office's own key: PKCS#8, SEC1 or PKCS#1, and its certificates, the signer's own anywhere among them.
    pub fn from_pem(key: &str, certificates: &str) -> Result<Self, SignError> {
        let key = Key::read(&pem::blocks(key)?)?;
        let blocks = pem::blocks(certificates)?;
        let certificates = blocks.iter().filter(|it| it.0 == "CERTIFICATE").map(|it| Certificate::read(&it.1));
        Self::new(key, certificates.collect::<Result<_, _>>()?)
    }

    /// Joins a key of the instance and its certificates.
    pub(super) fn of_instance(key: SigningKey, chain: Vec<Certificate>) -> Result<Self, SignError> {
        Self::new(Key::P256(key), chain)
    }

    fn new(key: Key, mut chain: Vec<Certificate>) -> Result<Self, SignError> {
        if chain.is_empty() {
            return Err(SignError::Certificate);
        }
        let public = key.public();
        let own = chain.iter().position(|it| it.key_bits() == Some(public.as_slice())).ok_or(SignError::KeyMismatch)?;
        chain.swap(0, own);
        Ok(Self { key, chain, revocation: Vec::new(), kept: KEPT })
    }

    /// Embeds these lists of revoked certificates (DER) beside each signature, so that a strict reader need not ask for them.
    pub fn with_revocation(self, lists: Vec<Vec<u8>>) -> Self {
        Self { revocation: lists, ..self }
    }

    /// Keeps this many bytes for a signature and its timestamp.
    pub fn keeping(self, kept: usize) -> Self {
        Self { kept, ..self }
    }

    /// The key as PKCS#8; only a key of the instance is ever written.
    pub fn key_pem(&self) -> Result<String, SignError> {
        match &self.key {
            Key::P256(key) => written(key),
            Key::Rsa(_) => Err(SignError::KeyUnsupported),
        }
    }

    /// The certificates, the signer's own first.
    pub fn certificates_pem(&self) -> Result<String, SignError> {
        self.chain.iter().map(|it| pem::block("CERTIFICATE", &it.bytes)).collect()
    }

    /// The signer's own certificate (DER).
    pub fn certificate(&self) -> &[u8] {
        self.chain.first().map(|it| it.bytes.as_slice()).unwrap_or_default()
    }

    /// The serial number of the signer's own certificate, as its list of revoked certificates names it.
    pub fn serial(&self) -> Vec<u8> {
        let serial = self.chain.first().map(|it| it.serial.as_slice()).unwrap_or_default();
        serial.get(2..).unwrap_or_default().to_vec()
    }

    pub(super) fn own(&self) -> Result<&Certificate, SignError> {
        self.chain.first().ok_or(SignError::Certificate)
    }

    /// From when on the signer's own certificate is valid, seconds since 1970.
    pub fn valid_from(&self) -> i64 {
        self.chain.first().map_or(i64::MAX, |it| it.not_before)
    }

    pub(super) fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    pub(super) fn revocation(&self) -> &[Vec<u8>] {
        &self.revocation
    }

    pub(super) fn kept(&self) -> usize {
        self.kept
    }

    pub(super) fn valid_at(&self, at: OffsetDateTime) -> Result<(), SignError> {
        let own = self.own()?;
        let valid = (own.not_before..=own.not_after).contains(&at.unix_timestamp());
        if valid { Ok(()) } else { Err(SignError::OutsideValidity) }
    }

    /// The algorithm of `signature`, and its value over these bytes; the same bytes always give the same value.
    pub(super) fn signature(&self, bytes: &[u8]) -> Result<(Vec<u8>, Vec<u8>), SignError> {
        match &self.key {
            Key::P256(key) => Ok((ecdsa(), signed(key, bytes))),
            Key::Rsa(key) => {
                let mut value = vec![0; key.public().modulus_len()];
                let blinding = ring::rand::SystemRandom::new();
                key.sign(&RSA_PKCS1_SHA256, &blinding, bytes, &mut value).map_err(|_| SignError::KeyUnsupported)?;
                Ok((der::sequence(&[&der::oid(object::RSA_SHA256), &[super::tlv::NULL, 0]]), value))
            }
        }
    }
}

impl Key {
    fn read(blocks: &[(String, Vec<u8>)]) -> Result<Self, SignError> {
        if blocks.iter().any(|it| it.0 == "ENCRYPTED PRIVATE KEY") {
            return Err(SignError::KeyProtected);
        }
        let (label, content) = blocks.iter().find(|it| it.0.ends_with("PRIVATE KEY")).ok_or(SignError::NoKey)?;
        let p256 = match label.as_str() {
            "PRIVATE KEY" => SigningKey::from_pkcs8_der(content).ok(),
            "EC PRIVATE KEY" => p256::SecretKey::from_sec1_der(content).ok().map(SigningKey::from),
            _ => None,
        };
        let rsa = || match label.as_str() {
            "PRIVATE KEY" => RsaKeyPair::from_pkcs8(content).ok(),
            "RSA PRIVATE KEY" => RsaKeyPair::from_der(content).ok(),
            _ => None,
        };
        p256.map(Self::P256).or_else(|| rsa().map(|it| Self::Rsa(Box::new(it)))).ok_or(SignError::KeyUnsupported)
    }

    /// The bits of the public key, as a certificate writes them.
    fn public(&self) -> Vec<u8> {
        match self {
            Self::P256(key) => point(key),
            Self::Rsa(key) => key.public_key().as_ref().to_vec(),
        }
    }
}

/// The public point of a key, not compressed.
pub(super) fn point(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

/// A deterministic signature (RFC 6979) with SHA-256.
pub(super) fn signed(key: &SigningKey, bytes: &[u8]) -> Vec<u8> {
    let signature: p256::ecdsa::DerSignature = key.sign(bytes);
    signature.as_bytes().to_vec()
}

/// The algorithm of `signed`.
pub(super) fn ecdsa() -> Vec<u8> {
    der::sequence(&[&der::oid(object::ECDSA_SHA256)])
}

/// A key as PKCS#8.
pub(super) fn written(key: &SigningKey) -> Result<String, SignError> {
    key.to_pkcs8_pem(LineEnding::LF).map(|it| it.to_string()).map_err(|_| SignError::NoKey)
}
