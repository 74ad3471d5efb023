//! RSA-PSS with a salt of any length (`ring` knows only one). Everything here is public: nothing needs to take constant time.

use super::crypto::Hash;
use super::tlv;
use num_bigint::BigUint;

/// The largest modulus in bytes; what is larger only costs time.
const MODULUS: usize = 1024;

/// Checks a signature by RFC 8017, 8.1.2. `key` is an RSAPublicKey.
pub fn check(key: &[u8], hash: Hash, salt: usize, message: &[u8], signature: &[u8]) -> Option<bool> {
    let mut parts = tlv::only(key, tlv::SEQUENCE)?;
    let modulus = parts.read(tlv::INTEGER)?.value;
    let exponent = parts.read(tlv::INTEGER)?.value;
    let modulus = modulus.strip_prefix(&[0]).unwrap_or(modulus);
    let small = !(256..=MODULUS).contains(&modulus.len()) || exponent.is_empty() || exponent.len() > 5 || exponent.last()? & 1 == 0;
    if small || signature.len() != modulus.len() || modulus.last()? & 1 == 0 || modulus.first()? & 0x80 == 0 {
        return None;
    }
    let (number, signed) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(signature));
    if signed >= number {
        return Some(false);
    }
    let opened = signed.modpow(&BigUint::from_bytes_be(exponent), &number).to_bytes_be();
    let mut encoded = vec![0; modulus.len().checked_sub(opened.len())?];
    encoded.extend(opened);
    Some(holds(&encoded, hash, salt, message).unwrap_or(false))
}

/// RFC 8017, 9.1.2, for a modulus whose highest bit is set.
fn holds(encoded: &[u8], hash: Hash, salt: usize, message: &[u8]) -> Option<bool> {
    let digest = hash.digest(&[message]);
    let (trailer, rest) = encoded.split_last()?;
    let (masked, mark) = rest.split_at_checked(rest.len().checked_sub(digest.len())?)?;
    let masked_top = masked.first()?;
    if *trailer != 0xbc || masked_top & 0x80 != 0 {
        return Some(false);
    }
    let mut plain: Vec<u8> = masked.iter().zip(mask(hash, mark, masked.len())).map(|it| it.0 ^ it.1).collect();
    *plain.first_mut()? &= 0x7f;
    let (padding, salted) = plain.split_at_checked(plain.len().checked_sub(salt)?)?;
    let (one, zeros) = padding.split_last()?;
    let padded = *one == 1 && zeros.iter().all(|it| *it == 0);
    Some(padded && hash.digest(&[&[0; 8], &digest, salted]) == mark)
}

fn mask(hash: Hash, seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::new();
    for counter in 0u32.. {
        if mask.len() >= length {
            break;
        }
        mask.extend(hash.digest(&[seed, &counter.to_be_bytes()]));
    }
    mask.truncate(length);
    mask
}
