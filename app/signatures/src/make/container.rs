//! An office's own key as whoever issued it hands it over: one PKCS#12 file with its password (RFC 7292), or PEM (RFC 7468).

use std::fmt;

use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use time::OffsetDateTime;

use super::certificate::Certificate;
use super::{SignError, Signer, pem};

/// A key of an office's own with the certificates above it, as PEM.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnKey {
    /// The private key.
    pub key: String,
    /// The certificates, the key's own first.
    pub certificates: String,
    /// The topmost of them: what papers are checked against.
    pub root: String,
}

/// Never shows the private key.
impl fmt::Debug for OwnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnKey").field("certificates", &self.certificates).field("root", &self.root).finish_non_exhaustive()
    }
}

impl OwnKey {
    /// Reads the file; PEM takes no password. The key has to be one that signs here, belong to one of the certificates and be valid at `now`.
    pub fn read(file: &[u8], password: &str, now: OffsetDateTime) -> Result<Self, SignError> {
        let text = std::str::from_utf8(file).ok().filter(|it| it.contains("-----BEGIN "));
        let (key, certificates) = match text {
            Some(text) => (text.to_owned(), text.to_owned()),
            None => opened(file, password)?,
        };
        let signer = Signer::from_pem(&key, &certificates)?;
        let chain = signer.chain();
        let own = signer.own()?;
        signer.valid_at(now)?;
        let blocks = pem::blocks(&key)?;
        let (label, content) = blocks.iter().find(|it| it.0.ends_with("PRIVATE KEY")).ok_or(SignError::NoKey)?;
        Ok(Self {
            key: pem::block(label, content)?,
            certificates: signer.certificates_pem()?,
            root: pem::block("CERTIFICATE", &topmost(chain, own).bytes)?,
        })
    }
}

/// The key and the certificates of a PKCS#12 file, as PEM.
fn opened(file: &[u8], password: &str) -> Result<(String, String), SignError> {
    let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Relaxed).map_err(|_| SignError::Container)?;
    let (_, chain) = store.private_key_chain().ok_or(SignError::NoKey)?;
    let certificates = chain.certs().iter().map(|it| pem::block("CERTIFICATE", it.as_der())).collect::<Result<_, _>>()?;
    Ok((pem::block("PRIVATE KEY", chain.key().as_der())?, certificates))
}

/// Climbs from a certificate to who issued it, as far as the certificates go.
fn topmost<'c>(chain: &'c [Certificate], own: &'c Certificate) -> &'c Certificate {
    let mut top = own;
    for _ in chain {
        match chain.iter().find(|it| it.subject == top.issuer && it.bytes != top.bytes) {
            Some(above) if top.subject != top.issuer => top = above,
            _ => break,
        }
    }
    top
}
