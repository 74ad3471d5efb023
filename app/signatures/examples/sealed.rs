//! `sealed FOLDER SECONDS` writes papers with one to four signatures, made at these seconds since 1970, their root, its list of
//! revoked certificates, a request for a timestamp and the key of an authority to answer it; `sealed FOLDER` puts the answer
//! beside the signature. Without arguments it measures a signature.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/instance/mod.rs"]
mod instance;

use std::time::Instant;

use signatures::make::{Revoked, Usage, crl_pem, sign, timestamp_request, with_timestamp};
use time::{Duration, OffsetDateTime};

const ROUNDS: u32 = 200;
const NONCE: u64 = 0x9123_4567_89ab_cdef;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, folder, seconds] => write(folder, OffsetDateTime::from_unix_timestamp(seconds.parse().unwrap()).unwrap()),
        [_, folder] => stamp(folder),
        _ => measure(),
    }
}

fn write(folder: &str, at: OffsetDateTime) {
    let founded = at - Duration::days(30);
    let authority = instance::authority_since(founded);
    let signer = instance::signer_of(&authority, founded, at);
    let file = |name: &str, bytes: &[u8]| std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    file("root.pem", authority.certificate_pem().unwrap().as_bytes());
    file("root.crl.pem", crl_pem(&authority.crl(1, at - Duration::days(1), at + Duration::days(30), &[])).unwrap().as_bytes());
    file("signer.key.pem", signer.key_pem().unwrap().as_bytes());
    file("signer.pem", signer.certificates_pem().unwrap().as_bytes());
    let mut pdf = instance::prepared();
    file("prepared.pdf", &pdf);
    for (count, field) in (1..).zip(instance::FIELDS) {
        pdf = sign(&pdf, field, &signer, &instance::facts(at + Duration::seconds(count))).unwrap();
        file(&format!("signed-{count}.pdf"), &pdf);
        if count == 1 {
            file("request.tsq", &timestamp_request(&pdf, field, NONCE).unwrap());
        }
    }
    let stamper =
        authority.issue(&instance::subject("Dấu thời gian"), Usage::Timestamps, founded, at + Duration::days(365), &[11; 48]).unwrap();
    file("stamper.key.pem", stamper.key_pem().unwrap().as_bytes());
    file("stamper.pem", stamper.certificates_pem().unwrap().as_bytes());
    let revoked = Revoked { serial: signer.serial(), at: at - Duration::hours(30) };
    let list = authority.crl(2, at - Duration::days(1), at + Duration::days(30), &[revoked]);
    let lists = [("without-list.pdf", Vec::new()), ("revoked.pdf", vec![list])];
    let mut signer = signer;
    for (name, lists) in lists {
        signer = signer.with_revocation(lists);
        file(name, &sign(&instance::prepared(), "Seal", &signer, &instance::facts(at + Duration::seconds(1))).unwrap());
    }
}

fn stamp(folder: &str) {
    let file = |name: &str| std::fs::read(format!("{folder}/{name}")).unwrap();
    let stamped = with_timestamp(&file("signed-1.pdf"), instance::FIELDS[0], NONCE, &file("response.tsr")).unwrap();
    std::fs::write(format!("{folder}/stamped-1.pdf"), stamped.pdf).unwrap();
}

fn measure() {
    let signer = instance::signer();
    let facts = instance::facts(instance::SIGNED);
    for (count, field) in (0..).zip(instance::FIELDS) {
        let pdf = instance::signed(count);
        let start = Instant::now();
        for _ in 0..ROUNDS {
            std::hint::black_box(sign(&pdf, field, &signer, &facts).unwrap());
        }
        let milliseconds = start.elapsed().as_secs_f64() * 1000.0 / f64::from(ROUNDS);
        println!("signature {} on {:4} kB {milliseconds:6.2} ms", count + 1, pdf.len() / 1000);
    }
}
