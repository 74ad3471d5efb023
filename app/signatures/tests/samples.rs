//! Files signed by another program (see `samples/make.py`): each must get the verdict that it deserves, and lose it with any byte.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use signatures::judge::{Covers, Judgement, Options, Revocation, TimeProof, Trust, Verdict, judge};
use std::fs;
use std::path::{Path, PathBuf};
use time::macros::datetime;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.pdf"))).unwrap()
}

fn roots() -> Trust {
    let mut trust = Trust::default();
    assert_eq!(trust.add_roots(&fs::read(folder().join("roots.pem")).unwrap()), Ok(2));
    trust
}

fn usual() -> Options {
    Options { now: datetime!(2026-12-01 00:00 UTC), revocation: Revocation::WhereKnown }
}

fn strict() -> Options {
    Options { revocation: Revocation::Required, ..usual() }
}

fn judged(name: &str) -> Judgement {
    judge(&sample(name), &roots(), usual())
}

fn keys(judgement: &Judgement) -> Vec<&'static str> {
    let signatures = judgement.signatures.iter().flat_map(|it| &it.findings);
    judgement.findings.iter().chain(signatures).map(|it| it.key).collect()
}

const VALID: [&str; 17] = [
    "ecdsa-etsi", "ecdsa-adbe", "ecdsa-p384-sha384", "rsa-etsi", "rsa-adbe", "rsa-sha512", "rsa-pss", "ecdsa-etsi-stamped",
    "rsa-adbe-stamped", "object-streams", "two", "four", "tricky-name", "good-crl", "good-ocsp", "adbe-with-revocation", "long-term",
];

#[test]
fn what_is_signed_and_intact_is_valid() {
    for name in VALID {
        let it = judged(name);
        assert_eq!(it.verdict, Verdict::Valid, "{name}: {it:#?}");
    }
}
#[test]
fn a_flipped_byte_is_found() {
    let mut bytes = sample("ecdsa-etsi");
    bytes[300] ^= 1;
    assert_eq!(judge(&bytes, &roots(), usual()).verdict, Verdict::Altered);
}
