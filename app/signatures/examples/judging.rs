//! Judges files and says how long one takes: `cargo run --release -p signatures --example judging ROOTS.pem FILE…`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use signatures::judge::{Options, Revocation, Trust, judge};
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut trust = Trust::default();
    trust.add_roots(&std::fs::read(arguments.next().expect("roots")).unwrap()).expect("no certificate in it");
    let options = Options { now: time::OffsetDateTime::now_utc(), revocation: Revocation::WhereKnown };
    for file in arguments {
        let bytes = std::fs::read(&file).unwrap();
        let begun = Instant::now();
        let judgement = judge(&bytes, &trust, options);
        println!("{file}: {} bytes, {:.2} ms, {}", bytes.len(), begun.elapsed().as_secs_f64() * 1e3, judgement.verdict.word());
        for it in judgement.findings.iter().chain(judgement.signatures.iter().flat_map(|it| &it.findings)) {
            println!("  {:?} {} {:?}", it.weight, it.key, it.args);
        }
    }
}
