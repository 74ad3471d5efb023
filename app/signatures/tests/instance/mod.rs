//! An instance with fixed keys and days, a real paper, and the tools that check it.
#![allow(clippy::unwrap_used, dead_code, missing_docs, reason = "each test program uses its part of it")]

use std::process::{Command, Output};

use signatures::make::{Authority, FieldSpec, Signer, SigningFacts, Subject, Usage, prepare, sign};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

pub const PAPER: &[u8] = include_bytes!("../files/paper.pdf");
pub const FOUNDED: OffsetDateTime = datetime!(2022-01-01 00:00 UTC);
pub const SIGNED: OffsetDateTime = datetime!(2023-01-05 08:15:30 +7);
pub const FIELDS: [&str; 4] = ["Initial", "Head", "Authority", "Seal"];

pub fn subject(name: &str) -> Subject {
    Subject { name: name.to_owned(), organisation: "UBND huyện Cẩm Giàng".to_owned() }
}

pub fn authority_since(founded: OffsetDateTime) -> Authority {
    Authority::new(&subject("Gốc của hệ thống cam kết"), founded, &[7; 48]).unwrap()
}

pub fn authority() -> Authority {
    authority_since(FOUNDED)
}

pub fn signer_of(authority: &Authority, since: OffsetDateTime, at: OffsetDateTime) -> Signer {
    let until = since + Duration::days(5 * 365);
    let signer = authority.issue(&subject("Dấu điện tử của hệ thống"), Usage::Papers, since, until, &[9; 48]).unwrap();
    let list = authority.crl(1, at - Duration::days(1), at + Duration::days(30), &[]);
    signer.with_revocation(vec![list])
}

pub fn signer() -> Signer {
    signer_of(&authority(), FOUNDED, SIGNED)
}

pub fn facts(at: OffsetDateTime) -> SigningFacts {
    SigningFacts {
        name: "Nguyễn Văn Ước".to_owned(),
        reason: "Xác nhận điện tử trong hệ thống".to_owned(),
        location: "Hải Dương".to_owned(),
        at,
    }
}

pub fn fields() -> Vec<FieldSpec> {
    let at = |index: usize| [60.0 + 120.0 * index as f32, 60.0, 160.0 + 120.0 * index as f32, 110.0];
    FIELDS
        .iter()
        .enumerate()
        .map(|(index, it)| FieldSpec {
            name: (*it).to_owned(),
            page: 1,
            rectangle: at(index),
            about: format!("Ô chữ ký thứ {}", index + 1),
        })
        .collect()
}

pub fn prepared() -> Vec<u8> {
    prepare(PAPER.to_vec(), &fields()).unwrap()
}

/// The paper with its first `count` fields signed, a minute apart.
pub fn signed(count: usize) -> Vec<u8> {
    let signer = signer();
    FIELDS
        .iter()
        .take(count)
        .zip(0..)
        .fold(prepared(), |pdf, (field, minute)| sign(&pdf, field, &signer, &facts(SIGNED + Duration::minutes(minute))).unwrap())
}

pub fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    Command::new(program).args(arguments).arg(&path).output().unwrap()
}

/// What pdfsig says; without a certificate store of its own.
pub fn pdfsig(pdf: &[u8]) -> String {
    String::from_utf8_lossy(&run("pdfsig", &["-nocert"], pdf).stdout).into_owned()
}

pub fn qpdf(pdf: &[u8]) -> String {
    let output = run("qpdf", &["--check"], pdf);
    let said = [output.stdout, output.stderr].concat();
    format!("{}{}", String::from_utf8_lossy(&said), output.status)
}
