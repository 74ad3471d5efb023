//! Why a paper cannot be signed. English and for the log: what a person reads is chosen by the caller.

use std::fmt;

/// Why something could not be made, read or signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignError {
    /// The bytes are not a whole PDF; what the reader said.
    Unreadable(String),
    /// The file is encrypted.
    Encrypted,
    /// The file has no such page.
    NoPage(usize),
    /// The file has a field of this name already.
    FieldExists(String),
    /// The file has no signature field of this name.
    NoField(String),
    /// The field holds a signature already.
    AlreadySigned(String),
    /// The field holds no signature of ours.
    NotSigned(String),
    /// Something was added after the signature, so its bytes may not change any more.
    Followed(String),
    /// The signature holds a timestamp already.
    AlreadyStamped(String),
    /// The text is not PEM.
    Pem,
    /// The text holds no private key that can be read.
    NoKey,
    /// The private key is protected by a passphrase.
    KeyProtected,
    /// The PKCS#12 file cannot be read, or the password is not its own.
    Container,
    /// The kind of key is not supported: P-256, or RSA of at least 2048 bits.
    KeyUnsupported,
    /// A certificate is missing or cannot be read.
    Certificate,
    /// The key does not belong to the certificate.
    KeyMismatch,
    /// The certificate is not valid at the time of signing.
    OutsideValidity,
    /// A name is empty or longer than a certificate allows (64 characters).
    Name(String),
    /// The random bytes make no key; take others.
    Random,
    /// The place kept for the signature is too small.
    NoRoom {
        /// Bytes needed.
        needed: usize,
        /// Bytes kept.
        kept: usize,
    },
    /// The answer of the timestamp authority was refused.
    Timestamp(TimestampRefusal),
}

/// What is wrong with an answer of a timestamp authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampRefusal {
    /// It is not a response of RFC 3161.
    Unreadable,
    /// The authority did not grant it; its status.
    NotGranted(u32),
    /// It is about other data.
    OtherData,
    /// It answers another request.
    OtherNonce,
    /// It does not hold the certificate that signed it, or one that is not for timestamps.
    NoCertificate,
    /// Its signature is wrong, or of an unknown kind.
    BadSignature,
}

impl From<TimestampRefusal> for SignError {
    fn from(refusal: TimestampRefusal) -> Self {
        Self::Timestamp(refusal)
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "not a whole PDF: {why}"),
            Self::Encrypted => f.write_str("the file is encrypted"),
            Self::NoPage(page) => write!(f, "the file has no page {page}"),
            Self::FieldExists(field) => write!(f, "the file has a field {field:?} already"),
            Self::NoField(field) => write!(f, "the file has no signature field {field:?}"),
            Self::AlreadySigned(field) => write!(f, "the field {field:?} is signed already"),
            Self::NotSigned(field) => write!(f, "the field {field:?} holds no signature of this program"),
            Self::Followed(field) => write!(f, "something was added after the signature in {field:?}"),
            Self::AlreadyStamped(field) => write!(f, "the signature in {field:?} has a timestamp already"),
            Self::Pem => f.write_str("not PEM"),
            Self::NoKey => f.write_str("no private key found"),
            Self::Container => f.write_str("the PKCS#12 file cannot be read, or the password is wrong"),
            Self::KeyProtected => f.write_str("the private key is protected by a passphrase"),
            Self::KeyUnsupported => f.write_str("the key is neither P-256 nor RSA of at least 2048 bits"),
            Self::Certificate => f.write_str("a certificate is missing or cannot be read"),
            Self::KeyMismatch => f.write_str("the key does not belong to the certificate"),
            Self::OutsideValidity => f.write_str("the certificate is not valid at the time of signing"),
            Self::Name(name) => write!(f, "the name {name:?} is empty or too long for a certificate"),
            Self::Random => f.write_str("the random bytes make no key"),
            Self::NoRoom { needed, kept } => write!(f, "the signature needs {needed} bytes, {kept} are kept for it"),
            Self::Timestamp(refusal) => write!(f, "timestamp refused: {refusal}"),
        }
    }
}

impl fmt::Display for TimestampRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("not a response of RFC 3161"),
            Self::NotGranted(status) => write!(f, "not granted (status {status})"),
            Self::OtherData => f.write_str("about other data"),
            Self::OtherNonce => f.write_str("an answer to another request"),
            Self::NoCertificate => f.write_str("no certificate for timestamps in it"),
            Self::BadSignature => f.write_str("a wrong signature"),
        }
    }
}

impl std::error::Error for SignError {}
impl std::error::Error for TimestampRefusal {}
