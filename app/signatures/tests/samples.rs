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
    "ecdsa-etsi",
    "ecdsa-adbe",
    "ecdsa-p384-sha384",
    "rsa-etsi",
    "rsa-adbe",
    "rsa-sha512",
    "rsa-pss",
    "ecdsa-etsi-stamped",
    "rsa-adbe-stamped",
    "object-streams",
    "two",
    "four",
    "tricky-name",
    "good-crl",
    "good-ocsp",
    "adbe-with-revocation",
    "long-term",
];

#[test]
fn what_is_signed_and_intact_is_valid() {
    for name in VALID {
        let it = judged(name);
        assert_eq!(it.verdict, Verdict::Valid, "{name}: {it:#?}");
    }
}

#[test]
fn what_is_intact_and_not_to_be_trusted_says_why() {
    let table = [
        ("expired", "expired"),
        ("stranger", "no-root"),
        ("stamped-by-a-stranger", "no-root"),
        ("revoked-crl", "revoked"),
        ("revoked-ocsp", "revoked"),
    ];
    for (name, key) in table {
        let it = judged(name);
        assert_eq!(it.verdict, Verdict::Untrusted, "{name}: {it:#?}");
        assert!(keys(&it).contains(&key), "{name}: {it:#?}");
    }
    for name in VALID {
        let it = judge(&sample(name), &Trust::default(), usual());
        assert_eq!(it.verdict, Verdict::Untrusted, "{name} without roots: {it:#?}");
    }
}

#[test]
fn what_was_changed_after_signing_is_altered_and_says_what() {
    let table = [
        ("page-appended", "page-added"),
        ("content-changed", "page-changed"),
        ("shadow", "content-changed"),
        ("shadow-font", "object-changed"),
        ("annotated", "page-changed"),
        ("filled-against-p1", "field-changed"),
        ("signature-dropped", "signature-removed"),
        ("covered", "field-covers"),
        ("changed-between", "page-changed"),
        ("bytes-after", "bytes-after"),
        ("comment-after", "bytes-after"),
        ("end-repeated", "bytes-after"),
    ];
    for (name, key) in table {
        let it = judged(name);
        assert_eq!(it.verdict, Verdict::Altered, "{name}: {it:#?}");
        assert!(keys(&it).contains(&key), "{name}: {it:#?}");
    }
}

#[test]
fn filling_in_after_a_signature_is_allowed_and_said() {
    let it = judged("filled-after");
    assert_eq!(it.verdict, Verdict::Valid, "{it:#?}");
    assert!(keys(&it).contains(&"field-filled"));
    assert_eq!(it.signatures[0].covers, Covers::Revision { number: 2, of: 3 });
}

#[test]
fn a_file_without_signatures_is_unsigned() {
    let it = judged("unsigned");
    assert_eq!((it.verdict, it.signatures.len(), it.verdict.exit_code()), (Verdict::Unsigned, 0, 4));
}

#[test]
fn missing_revocation_data_count_only_where_they_are_required() {
    for name in ["ecdsa-etsi", "four", "two", "revoked-elsewhere"] {
        assert!(keys(&judged(name)).contains(&"revocation-unknown"), "{name}");
        let it = judge(&sample(name), &roots(), strict());
        assert_eq!(it.verdict, Verdict::Untrusted, "{name}: {it:#?}");
    }
    for name in ["good-crl", "good-ocsp", "adbe-with-revocation", "long-term"] {
        let it = judge(&sample(name), &roots(), strict());
        assert_eq!(it.verdict, Verdict::Valid, "{name}: {it:#?}");
    }
}

#[test]
fn an_installed_list_revokes() {
    let mut trust = roots();
    assert_eq!(trust.add_lists(&fs::read(folder().join("revoked.crl")).unwrap()), Ok(1));
    assert_eq!(judged("revoked-elsewhere").verdict, Verdict::Valid);
    let it = judge(&sample("revoked-elsewhere"), &trust, usual());
    assert_eq!(it.verdict, Verdict::Untrusted);
    assert!(keys(&it).contains(&"revoked"));
    assert_eq!(judge(&sample("ecdsa-etsi"), &trust, usual()).verdict, Verdict::Valid);
}

#[test]
fn each_signature_says_who_when_what_and_how() {
    let it = judged("four");
    let said: Vec<_> = it
        .signatures
        .iter()
        .map(|it| (it.signer.as_ref().unwrap().name.as_str(), it.sub_filter.as_str(), it.algorithm.as_str(), it.signed_at.proof))
        .collect();
    assert_eq!(
        said,
        [
            ("Trần Văn Đức", "adbe.pkcs7.detached", "ECDSA P-384 SHA-384", TimeProof::Claimed),
            ("Phạm Quốc Toản", "adbe.pkcs7.detached", "RSA 2048 SHA-256", TimeProof::Timestamp),
            ("Nguyễn Thị Hạnh", "ETSI.CAdES.detached", "ECDSA P-256 SHA-256", TimeProof::Timestamp),
            ("UBND xã Cẩm Giàng", "adbe.pkcs7.detached", "RSA 3072 SHA-256", TimeProof::Timestamp),
        ]
    );
    let covers: Vec<_> = it.signatures.iter().map(|it| serde_json::to_value(it.covers).unwrap()).collect();
    assert_eq!(covers, ["revision 2 of 5", "revision 3 of 5", "revision 4 of 5", "whole file"]);
}

#[test]
fn the_json_is_as_described() {
    let json = serde_json::to_value(judged("ecdsa-etsi-stamped")).unwrap();
    assert_eq!(json["verdict"], "valid");
    let one = &json["signatures"][0];
    assert_eq!(one["signer"]["subject"], "CN=Nguyễn Thị Hạnh, O=UBND tỉnh Hải Dương, C=VN");
    assert_eq!(one["signed_at"]["proof"], "timestamp");
    assert!(one["signed_at"]["time"].as_str().unwrap().ends_with('Z'));
    assert_eq!((&one["covers"], &one["sub_filter"]), (&"whole file".into(), &"ETSI.CAdES.detached".into()));
    assert_eq!((&one["findings"][0]["key"], &one["findings"][0]["weight"]), (&"revocation-unknown".into(), &"note".into()));
}

#[test]
fn a_name_shows_what_it_hides() {
    let it = judged("tricky-name");
    assert_eq!(it.signatures[0].signer.as_ref().unwrap().name, "Nguyễn\\u{202e}IVA\\u{7} Hạnh");
}

/// Where the last signed range ends.
fn signed_end(bytes: &[u8]) -> usize {
    let at = bytes.windows(11).rposition(|it| it == b"/ByteRange ").unwrap() + 11;
    let list: String = bytes[at..].iter().map(|it| char::from(*it)).skip(1).take_while(|it| *it != ']').collect();
    list.split_whitespace().skip(2).map(|it| it.parse::<usize>().unwrap()).sum()
}

#[test]
fn no_verdict_outlives_a_flipped_byte() {
    for name in VALID {
        let bytes = sample(name);
        // What was added for verifiers after the last signature is signed by nobody.
        let end = signed_end(&bytes);
        for (count, at) in (0..end).step_by(end / 60).enumerate() {
            let mut flipped = bytes.clone();
            flipped[at] ^= [0x01, 0x20, 0xff, 0x02][count % 4];
            let it = judge(&flipped, &roots(), usual());
            assert_ne!(it.verdict, Verdict::Valid, "{name} at {at}: {it:#?}");
        }
    }
}

#[test]
fn every_byte_of_a_stamped_container_counts() {
    let bytes = sample("ecdsa-etsi-stamped");
    let start = bytes.windows(10).position(|it| it == b"/Contents ").unwrap() + 10;
    for at in (start..start + 7000).step_by(11) {
        for mask in [0x01, 0x20] {
            let mut flipped = bytes.clone();
            flipped[at] ^= mask;
            let it = judge(&flipped, &roots(), usual());
            assert_ne!(it.verdict, Verdict::Valid, "at {at} by {mask}: {it:#?}");
        }
    }
}

#[test]
fn a_signature_that_can_no_longer_be_read_is_not_overlooked() {
    let mut bytes = sample("two");
    // The generation in the table's last line, of the second signature's own object.
    let at = bytes.windows(19).rposition(|it| it == b"0000010285 00000 n ").unwrap() + 13;
    bytes[at] = b'4';
    let it = judge(&bytes, &roots(), usual());
    assert_eq!((it.verdict, it.signatures.len()), (Verdict::Altered, 2), "{it:#?}");
}

#[test]
fn a_truncated_file_is_never_valid() {
    for name in ["four", "two", "long-term", "object-streams", "shadow"] {
        let bytes = sample(name);
        for length in (0..bytes.len()).step_by(bytes.len() / 150) {
            let it = judge(&bytes[..length], &roots(), usual());
            assert!(matches!(it.verdict, Verdict::Unreadable | Verdict::Altered | Verdict::Unsigned), "{name} to {length}: {it:#?}");
        }
    }
}
