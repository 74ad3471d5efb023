//! Writes papers with one, two and four signatures, their root and its list of revoked certificates:
//! `sealed FOLDER SECONDS`, where the seconds since 1970 are the time of signing. Without arguments it measures a signature.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/instance/mod.rs"]
mod instance;

use std::time::Instant;

use signatures::make::{crl_pem, sign};
use time::{Duration, OffsetDateTime};

const ROUNDS: u32 = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.as_slice() {
        [_, folder, seconds] => write(folder, OffsetDateTime::from_unix_timestamp(seconds.parse().unwrap()).unwrap()),
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
    }
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
