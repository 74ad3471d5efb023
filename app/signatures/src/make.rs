//! Signs papers with a key that the instance or its office holds: PAdES B-B, and B-T once a timestamp has been fetched.
//!
//! A file gets all its fields first (`prepare`), then one signature after another (`sign`); each is an incremental update,
//! so what was signed before stays as it is, byte by byte. Clock, randomness and the network belong to the caller.

mod authority;
mod certificate;
mod cms;
mod container;
mod der;
mod error;
mod fields;
mod key;
mod object;
mod pem;
mod revision;
mod seal;
mod timestamp;

use crate::tlv;

pub use authority::{Authority, Random, Revoked, Subject, Usage, crl_pem};
pub use container::OwnKey;
pub use error::{SignError, TimestampRefusal};
pub use fields::{FieldSpec, prepare, prepare_further};
pub use key::Signer;
pub use seal::{SigningFacts, sign};
pub use timestamp::{Timestamped, timestamp_request, with_timestamp};
