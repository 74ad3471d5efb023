//! Papers signed once and several times, judged by other programs.
#![allow(clippy::unwrap_used, missing_docs)]

mod instance;

use std::process::Command;

use instance::{FIELDS, PAPER, SIGNED, authority, facts, fields, pdfsig, prepared, qpdf, signed, signer};
use signatures::make::{Authority, Signer, prepare, sign};
use time::Duration;
use time::macros::datetime;

#[test]
fn a_signature_is_valid_for_other_programs() {
    for count in [1, 2, 4] {
        let pdf = signed(count);
        let said = pdfsig(&pdf);
        assert_eq!(said.matches("Signature Validation: Signature is Valid.").count(), count, "{said}");
        assert_eq!(said.matches("ETSI.CAdES.detached").count(), count, "{said}");
        assert_eq!(said.matches("Total document signed").count(), 1, "{said}");
        let last = said.rsplit("Signature #").find(|it| it.contains("Signature is Valid")).unwrap();
        assert!(last.contains("  - Total document signed"), "{said}");
        let checked = qpdf(&pdf);
        assert!(checked.contains("No syntax or stream encoding errors found") && checked.ends_with("exit status: 0"), "{checked}");
    }
}

#[test]
fn what_was_there_stays_byte_by_byte() {
    assert!(prepared().starts_with(PAPER));
    assert!(signed(1).starts_with(&prepared()));
    assert!(signed(2).starts_with(&signed(1)));
    assert!(signed(4).starts_with(&signed(3)));
}

#[test]
fn the_same_values_give_the_same_bytes() {
    assert_eq!(signed(4), signed(4));
}

#[test]
fn one_changed_byte_turns_the_verdict() {
    let whole = signed(1);
    let ours = whole.windows(10).position(|it| it == b"/Contents<").unwrap() + 10;
    let padding = whole[ours..].windows(20).position(|it| it == [b'0'; 20]).unwrap() + ours;
    // In the signed bytes before and behind the signature, and in the signature itself, which ends where the padding begins.
    for place in (20..ours - 10).step_by(2503).chain(padding - 16..padding - 8).chain(whole.len() - 1500..whole.len() - 1496) {
        let mut changed = whole.clone();
        changed[place] = if changed[place] == b'1' { b'2' } else { b'1' };
        assert!(!pdfsig(&changed).contains("Signature is Valid"), "{place}");
    }
}

#[test]
fn a_file_with_compressed_objects_is_continued_in_its_own_way() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.pdf"), folder.path().join("to.pdf"));
    std::fs::write(&from, PAPER).unwrap();
    let done = Command::new("qpdf").args(["--object-streams=generate", "--deterministic-id"]).args([&from, &to]).status().unwrap();
    assert!(done.success());
    let compressed = prepare(std::fs::read(&to).unwrap(), &fields()).unwrap();
    let once = sign(&compressed, "Head", &signer(), &facts(SIGNED)).unwrap();
    let twice = sign(&once, "Seal", &signer(), &facts(SIGNED)).unwrap();
    let said = pdfsig(&twice);
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");
    assert!(qpdf(&twice).ends_with("exit status: 0"), "{}", qpdf(&twice));
}

#[test]
fn an_instance_reads_its_own_keys_back() {
    let (authority, own) = (authority(), signer());
    let again = Authority::from_pem(&authority.key_pem().unwrap(), &authority.certificate_pem().unwrap()).unwrap();
    assert_eq!(again.certificate(), authority.certificate());
    let read = Signer::from_pem(&own.key_pem().unwrap(), &own.certificates_pem().unwrap()).unwrap();
    let list = again.crl(1, SIGNED - Duration::days(1), SIGNED + Duration::days(30), &[]);
    assert_eq!(sign(&prepared(), FIELDS[0], &read.with_revocation(vec![list]), &facts(SIGNED)).unwrap(), signed(1));
}

#[test]
fn an_office_signs_with_its_own_rsa_or_elliptic_key() {
    let later = datetime!(2027-01-05 08:15:30 +7);
    let keys = [
        (include_str!("files/office-rsa.key.pem"), include_str!("files/office-rsa.pem")),
        (include_str!("files/office-sec1.key.pem"), include_str!("files/office-sec1.pem")),
    ];
    for (key, certificate) in keys {
        let office = Signer::from_pem(key, certificate).unwrap();
        let pdf = sign(&prepared(), "Seal", &office, &facts(later)).unwrap();
        assert_eq!(pdf, sign(&prepared(), "Seal", &office, &facts(later)).unwrap());
        assert!(pdfsig(&pdf).contains("Signature is Valid"), "{}", pdfsig(&pdf));
    }
}
