//! What cannot be signed is said, and nothing panics.
#![allow(clippy::unwrap_used, missing_docs)]

mod instance;

use instance::{FIELDS, FOUNDED, PAPER, SIGNED, authority, facts, fields, pdfsig, prepared, signed, signer, subject};
use signatures::make::{Authority, FieldSpec, SignError, Signer, Usage, prepare, sign};
use time::Duration;

#[test]
fn a_field_is_signed_once_and_must_be_there() {
    let (signer, facts) = (signer(), facts(SIGNED));
    assert_eq!(sign(&prepared(), "Nobody", &signer, &facts), Err(SignError::NoField("Nobody".to_owned())));
    assert_eq!(sign(PAPER, "Head", &signer, &facts), Err(SignError::NoField("Head".to_owned())));
    assert_eq!(sign(&signed(1), FIELDS[0], &signer, &facts), Err(SignError::AlreadySigned(FIELDS[0].to_owned())));
}

#[test]
fn fields_are_refused_where_they_cannot_be() {
    let spec = |name: &str, page| FieldSpec { name: name.to_owned(), page, rectangle: [0.0; 4], about: String::new() };
    assert_eq!(prepare(prepared(), &fields()), Err(SignError::FieldExists(FIELDS[0].to_owned())));
    assert_eq!(prepare(PAPER.to_vec(), &[spec("Head", 99)]), Err(SignError::NoPage(99)));
    assert_eq!(prepare(PAPER.to_vec(), &[spec("Head", 0)]), Err(SignError::NoPage(0)));
    assert_eq!(prepare(PAPER.to_vec(), &[spec("", 1)]), Err(SignError::Name(String::new())));
    assert_eq!(prepare(signed(1), &[spec("Later", 1)]), Err(SignError::AlreadySigned(FIELDS[0].to_owned())));
    let named = prepare(PAPER.to_vec(), &[spec("Chữ ký của thủ trưởng", 1)]).unwrap();
    assert!(pdfsig(&sign(&named, "Chữ ký của thủ trưởng", &signer(), &facts(SIGNED)).unwrap()).contains("Signature is Valid"));
}

#[test]
fn a_file_cut_short_is_not_signed() {
    let (signer, facts, whole) = (signer(), facts(SIGNED), signed(1));
    let cuts = (0..whole.len() - 2).step_by(1009).chain(whole.len() - 40..whole.len() - 2);
    for cut in cuts {
        let file = &whole[..cut];
        let refused = sign(file, FIELDS[1], &signer, &facts);
        // At the seams the file is whole again: the paper alone, and the paper with its fields.
        match refused {
            Err(SignError::Unreadable(_)) => {}
            other => assert!(file.trim_ascii_end().ends_with(b"%%EOF"), "{cut}: {:?}", other.map(|it| it.len())),
        }
    }
    for odd in [&b""[..], b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n9999999999\n%%EOF", b"hello"] {
        assert!(matches!(sign(odd, "Head", &signer, &facts), Err(SignError::Unreadable(_))));
        assert!(matches!(prepare(odd.to_vec(), &fields()), Err(SignError::Unreadable(_))));
    }
}

#[test]
fn a_byte_changed_anywhere_in_a_file_never_panics_a_signature_of_it() {
    let (signer, facts, whole) = (signer(), facts(SIGNED), prepared());
    for place in (0..whole.len()).step_by(613).chain(PAPER.len()..whole.len()) {
        let mut file = whole.clone();
        file[place] ^= 0x15;
        let _ = sign(&file, FIELDS[1], &signer, &facts);
    }
}

#[test]
fn keys_that_do_not_fit_are_refused() {
    let (own, authority) = (signer(), authority());
    let (key, certificates) = (own.key_pem().unwrap(), own.certificates_pem().unwrap());
    let root = authority.certificate_pem().unwrap();
    let read = |key: &str, certificates: &str| Signer::from_pem(key, certificates).map(|_| ()).unwrap_err();
    assert_eq!(read("", &certificates), SignError::NoKey);
    assert_eq!(read("-----BEGIN PRIVATE KEY-----\nAAAA", &certificates), SignError::Pem);
    assert_eq!(read("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", &certificates), SignError::KeyUnsupported);
    assert_eq!(read(include_str!("files/office-protected.key.pem"), &certificates), SignError::KeyProtected);
    assert_eq!(read(&key, ""), SignError::Certificate);
    assert_eq!(read(&key, &root), SignError::KeyMismatch);
    assert_eq!(read(&key, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), SignError::Certificate);
    assert_eq!(Authority::from_pem(&key, &root).map(|_| ()).unwrap_err(), SignError::KeyMismatch);
    assert_eq!(Authority::new(&subject(""), FOUNDED, &[7; 48]).map(|_| ()).unwrap_err(), SignError::Name(String::new()));
    assert_eq!(Authority::new(&subject("x"), FOUNDED, &[0; 48]).map(|_| ()).unwrap_err(), SignError::Random);
    assert_eq!(Authority::new(&subject("x"), FOUNDED, &[255; 48]).map(|_| ()).unwrap_err(), SignError::Random);
    let early = authority.issue(&subject("x"), Usage::Papers, FOUNDED - Duration::days(1), SIGNED, &[9; 48]);
    assert_eq!(early.map(|_| ()).unwrap_err(), SignError::OutsideValidity);
}

#[test]
fn nothing_is_signed_outside_the_certificate_or_into_too_little_room() {
    let late = facts(FOUNDED + Duration::days(6 * 365));
    assert_eq!(sign(&prepared(), "Head", &signer(), &late), Err(SignError::OutsideValidity));
    let tight = sign(&prepared(), "Head", &signer().keeping(100), &facts(SIGNED));
    assert!(matches!(tight, Err(SignError::NoRoom { kept: 100, .. })));
}
