//! Passwords (Argon2id) and random tokens. Hashing runs beside the request loop, a few at a time, never inside a transaction.

use crate::Error;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// How much work a guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB, two passes: for use.
    Full,
    /// 8 KiB, one pass: for tests.
    Low,
}

static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

fn hasher(cost: Cost) -> Result<Argon2<'static>, Error> {
    let (memory, passes) = match cost {
        Cost::Full => (19 * 1024, 2),
        Cost::Low => (8, 1),
    };
    let params = Params::new(memory, passes, 1, None).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password into PHC form.
pub async fn hash(cost: Cost, password: &str) -> Result<String, Error> {
    let _place = PLACES.acquire().await.map_err(Error::internal)?;
    let password = password.to_owned();
    spawn_blocking(move || {
        let hash = hasher(cost)?.hash_password(password.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
        Ok(hash.to_string())
    })
    .await
    .map_err(Error::internal)?
}

/// Whether a password belongs to a hash. Without a hash the same work is done, so that the time tells nothing.
pub async fn matches(cost: Cost, password: &str, hash: Option<String>) -> Result<bool, Error> {
    let _place = PLACES.acquire().await.map_err(Error::internal)?;
    let password = password.to_owned();
    spawn_blocking(move || {
        let Some(hash) = hash else {
            let _ = hasher(cost)?.hash_password(password.as_bytes());
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash).map_err(|error| Error::internal(error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
    .map_err(Error::internal)?
}

/// Random letters and digits that nobody mistakes for each other, five bits each.
pub fn random_text(length: usize) -> Result<String, Error> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789_";
    let mut bytes = vec![0u8; length];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(bytes.iter().filter_map(|it| LETTERS.get(usize::from(it % 31))).map(|it| char::from(*it)).collect())
}

/// The digest under which a token is kept: SHA-256, lower-case hex.
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}
