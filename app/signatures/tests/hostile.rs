//! Files that want to hurt: each gets a verdict within a second, and nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use signatures::judge::{Judgement, Options, Revocation, Trust, Verdict, judge};
use std::fmt::Write;
use std::time::{Duration, Instant};
use time::macros::datetime;

fn judged(bytes: &[u8]) -> Judgement {
    let begun = Instant::now();
    let judgement = judge(bytes, &Trust::default(), Options { now: datetime!(2026-12-01 00:00 UTC), revocation: Revocation::Required });
    assert!(begun.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 }), "took {:?}", begun.elapsed());
    judgement
}

/// A file of these objects, numbered from 1, the first of which is the catalogue.
fn file(objects: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (at, it) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(*it);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn unreadable(bytes: &[u8]) -> &'static str {
    let it = judged(bytes);
    assert_eq!(it.verdict, Verdict::Unreadable, "{it:#?}");
    it.findings[0].key
}

const CATALOGUE: &[u8] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[]/Count 0>>";

#[test]
fn what_is_no_pdf_is_unreadable() {
    assert_eq!(unreadable(b""), "not-pdf");
    assert_eq!(unreadable(b"hello"), "not-pdf");
    assert_eq!(unreadable(b"%PDF-1.7\n"), "no-end");
    assert_eq!(unreadable(b"%PDF-1.7\nstartxref\n99999\n%%EOF"), "wrong-table");
}

#[test]
fn tables_that_point_at_each_other_are_refused() {
    let one = b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF";
    assert_eq!(unreadable(one), "loop");
}

#[test]
fn a_million_objects_are_refused() {
    let mut bytes = b"%PDF-1.7\nxref\n0 1000000\n".to_vec();
    bytes.extend(b"0000000000 65535 f \n".repeat(1_000_000));
    bytes.extend(b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF");
    assert_eq!(unreadable(&bytes), "too-many-objects");
}

#[test]
fn a_table_that_only_claims_a_million_objects_is_refused() {
    assert_eq!(unreadable(b"%PDF-1.7\nxref\n0 999999999\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF"), "too-many-objects");
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
    assert_eq!(unreadable(&file(&[CATALOGUE, PAGES, &deep])), "too-deep");
}

#[test]
fn objects_that_point_at_themselves_end() {
    assert_eq!(unreadable(&file(&[b"1 0 R"])), "broken-object");
    let field = b"<</FT/Sig/T(a)/Kids[3 0 R 4 0 R]/V 5 0 R>>";
    let it = judged(&file(&[CATALOGUE, PAGES, field, b"<</Kids[3 0 R]>>", b"5 0 R"]));
    assert_eq!(it.verdict, Verdict::Unsigned, "{it:#?}");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &vec![0; 200 << 20]).unwrap();
    let packed = packer.finish().unwrap();
    let mut stream =
        format!("1 0 obj\n<</Type/XRef/Size 9/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    stream.extend(packed);
    let bytes = [b"%PDF-1.7\n", stream.as_slice(), b"\nendstream\nendobj\nstartxref\n9\n%%EOF"].concat();
    assert_eq!(unreadable(&bytes), "bomb");
}

#[test]
fn a_locked_file_is_not_read() {
    let bytes = String::from_utf8(file(&[CATALOGUE, PAGES, b"null"])).unwrap().replace("/Root 1 0 R>>", "/Root 1 0 R/Encrypt 9 0 R>>");
    assert_eq!(unreadable(bytes.as_bytes()), "encrypted");
}

#[test]
fn a_program_in_the_file_is_said() {
    let it = judged(&file(&[CATALOGUE, PAGES, b"<</S/JavaScript/JS(app.alert\\(1\\))>>"]));
    assert_eq!((it.verdict, it.findings[0].key), (Verdict::Unsigned, "active-content"));
}

#[test]
fn ranges_that_are_none_are_altered() {
    for range in
        ["0 0 0 0", "0 10 20 99999999", "-1 5 5 5", "5 5 5", "0 9223372036854775807 9223372036854775807 9223372036854775807", "(a) [] 3 0"]
    {
        let value = format!("<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange[{range}]/Contents<3080>/M(D:99999999999999Z99'99')>>");
        let it = judged(&file(&[CATALOGUE, PAGES, b"<</FT/Sig/T(\0\xfe\xff)/V 4 0 R>>", value.as_bytes()]));
        assert_eq!(it.verdict, Verdict::Altered, "{range}: {it:#?}");
    }
}

#[test]
fn odd_der_is_a_finding() {
    for contents in ["", "30", "3080", "30848fffffff", "3084ffffffff00", "1f8100", "30820000", &"30820fff".repeat(500), &"00".repeat(5000)]
    {
        let value = format!("<</ByteRange[0 1 2 3]/Contents<{contents}>>>");
        let it = judged(&file(&[CATALOGUE, PAGES, b"<</FT/Sig/T(a)/V 4 0 R>>", value.as_bytes()]));
        assert!(it.signatures[0].findings.iter().any(|it| it.key == "container-broken"), "{contents}: {it:#?}");
    }
}

#[test]
fn a_thousand_signatures_end() {
    let list: String = (3..1003).map(|it| format!("{it} 0 R ")).collect();
    let catalogue = format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{list}]>>>>");
    let field: &[u8] = b"<</FT/Sig/T(a)/V<</ByteRange[0 9 99 99]/Contents<00>>>>>";
    let mut objects = vec![catalogue.as_bytes(), PAGES];
    objects.extend(std::iter::repeat_n(field, 1000));
    assert_eq!(judged(&file(&objects)).verdict, Verdict::Altered);
}

#[test]
fn noise_never_panics() {
    let mut state = 7u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let sample = include_bytes!("samples/two.pdf");
    for _ in 0..150 {
        let mut bytes = sample.to_vec();
        for _ in 0..40 {
            let (at, from) = (noise() % bytes.len(), noise() % sample.len());
            bytes[at] = sample[from];
        }
        assert_ne!(judged(&bytes).verdict, Verdict::Valid);
    }
}
