//! `fuzz SECONDS [SEED]` changes signed files, signature containers, certificates and revocation lists again and again and judges what comes of it,
//! for so many seconds. Nothing may panic or take longer than a second, and no changed file may be valid. What does is written to `target/fuzz`, and
//! the exit code is 1. The corpus are the files that other tools signed for the tests, and papers signed here.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/instance/mod.rs"]
mod instance;

use signatures::judge::{Covers, Options, Revocation, Trust, Verdict, added, judge};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use time::macros::datetime;

const SLOW: Duration = Duration::from_secs(1);
const OPTIONS: Options = Options { now: datetime!(2026-12-01 00:00 UTC), revocation: Revocation::WhereKnown };

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// A file of the corpus.
struct Sample {
    name: String,
    bytes: Vec<u8>,
    /// Where the digits of its first signature's container stand.
    hole: Option<std::ops::Range<usize>>,
    /// Whether nothing but itself may be valid: its last signature covers all of it.
    strict: bool,
}

fn hole(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let starts = bytes.windows(9).enumerate().filter(|it| it.1 == b"/Contents").map(|it| it.0 + 9);
    starts.into_iter().find_map(|start| {
        let blanks = bytes[start..].iter().take_while(|it| **it == b' ').count();
        let open = start + blanks + 1;
        let length = bytes[open..].iter().position(|it| *it == b'>')?;
        (bytes[open - 1] == b'<' && length > 1000).then_some(open..open + length)
    })
}

fn corpus(folder: &Path, trust: &Trust) -> Vec<Sample> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "pdf"));
    files.sort();
    let mut all: Vec<(String, Vec<u8>)> =
        files.iter().map(|it| (it.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read(it).unwrap())).collect();
    all.push(("instance".to_owned(), instance::signed(2)));
    let sample = |(name, bytes): (String, Vec<u8>)| {
        let it = judge(&bytes, trust, OPTIONS);
        let strict = it.signatures.last().is_some_and(|it| it.covers == Covers::WholeFile);
        Sample { name, hole: hole(&bytes), strict, bytes }
    };
    all.into_iter().map(sample).collect()
}

/// Words that a reader of PDF looks for.
const WORDS: [&[u8]; 16] = [
    b"endobj",
    b"stream",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b"null",
    b" 0 R",
    b"/Kids",
    b"/V",
    b"/ByteRange",
    b"/Prev 9",
    b"startxref",
    b"%%EOF",
    b"/Length 99",
];

/// Changes bytes in a handful of ways.
fn change(bytes: &mut Vec<u8>, from: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.roll(bytes.len());
        match dice.roll(9) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes[at] = [0, 0xff, 0x7f, 0x80, b'0', b'9', b' ', b'<', 0x30, 0x02][dice.roll(10)],
            2 => bytes[at] = dice.roll(256) as u8,
            3 => {
                let end = (at + dice.roll(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + dice.roll(200)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len());
                bytes.splice(to..to, piece);
            }
            5 => {
                let start = dice.roll(from.len());
                let piece = &from[start..(start + dice.roll(400)).min(from.len())];
                let end = (at + piece.len()).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            6 => {
                let word = WORDS[dice.roll(WORDS.len())];
                let end = (at + word.len()).min(bytes.len());
                bytes.splice(at..end, word.iter().copied());
            }
            // Another digit where one stands: numbers, places and lengths stay as long as they were, so the reader gets further.
            _ => {
                if let Some(it) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                    bytes[at + it] = b'0' + dice.roll(10) as u8;
                }
            }
        }
    }
}

/// A changed container in the place of the first one, as long as it was.
fn with_container(sample: &Sample, from: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let hole = sample.hole.clone()?;
    let digits = &sample.bytes[hole.clone()];
    let mut der: Vec<u8> = digits.chunks_exact(2).filter_map(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok()).collect();
    let length = der.len();
    let used = der.iter().rposition(|it| *it != 0).map_or(0, |it| it + 1);
    der.truncate(used);
    change(&mut der, from, dice);
    der.resize(length, 0);
    let upper = digits.iter().any(u8::is_ascii_uppercase);
    let written: String = der.iter().map(|it| if upper { format!("{it:02X}") } else { format!("{it:02x}") }).collect();
    let mut bytes = sample.bytes.clone();
    bytes.splice(hole, written.into_bytes());
    Some(bytes)
}

fn failed(what: &str, why: &str, bytes: &[u8], seed: u64) -> ! {
    let folder = Path::new("target/fuzz");
    std::fs::create_dir_all(folder).unwrap();
    let file = folder.join(format!("{what}-{seed}"));
    std::fs::write(&file, bytes).unwrap();
    println!("{why}: {}", file.display());
    std::process::exit(1);
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|it| it.parse::<u64>().expect("a number"));
    let seconds = arguments.next().unwrap_or(60);
    let clock = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let seed = arguments.next().unwrap_or_else(clock).max(1);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut trust = Trust::default();
    let roots = std::fs::read(folder.join("roots.pem")).unwrap();
    trust.add_roots(&roots).unwrap();
    trust.add_roots(instance::authority().certificate_pem().unwrap().as_bytes()).unwrap();
    let samples = corpus(&folder, &trust);
    let list = std::fs::read(folder.join("revoked.crl")).unwrap();
    let own = instance::authority().certificate().to_vec();
    let mut dice = Dice(seed);
    let (begun, mut counts, mut slowest) = (Instant::now(), [0u64; 3], Duration::ZERO);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let sample = &samples[dice.roll(samples.len())];
        let other = &samples[dice.roll(samples.len())];
        let target = dice.roll(5);
        let started = Instant::now();
        let (what, bytes) = match target {
            0 | 1 => {
                let mut bytes = sample.bytes.clone();
                change(&mut bytes, &other.bytes, &mut dice);
                ("pdf", bytes)
            }
            2 | 3 => match with_container(sample, &own, &mut dice) {
                Some(bytes) => ("cms", bytes),
                None => continue,
            },
            _ => {
                let mut bytes = [&own, &list, &roots][dice.roll(3)].clone();
                change(&mut bytes, &list, &mut dice);
                ("certificate", bytes)
            }
        };
        let end = dice.roll(bytes.len());
        let tried = catch_unwind(|| {
            if what == "certificate" {
                let mut trust = Trust::default();
                let _ = (trust.add_roots(&bytes), trust.add_lists(&bytes));
                let _ = (trust.described(), judge(&samples[0].bytes, &trust, OPTIONS));
                return Verdict::Untrusted;
            }
            if end.is_multiple_of(8) {
                let _ = added(&bytes, end);
            }
            judge(&bytes, &trust, OPTIONS).verdict
        });
        let took = started.elapsed();
        slowest = slowest.max(took);
        match tried {
            Err(_) => failed(what, "a panic", &bytes, seed),
            Ok(_) if took > SLOW => failed(what, "slow", &bytes, seed),
            Ok(Verdict::Valid) if sample.strict && samples.iter().all(|it| it.bytes != bytes) => {
                failed(what, &format!("valid, and is not {}", sample.name), &bytes, seed)
            }
            Ok(_) => {}
        }
        counts[usize::min(target / 2, 2)] += 1;
    }
    let [pdf, cms, certificate] = counts;
    println!("{pdf} files, {cms} containers, {certificate} certificates and lists; the slowest took {slowest:?}; seed {seed}");
}
