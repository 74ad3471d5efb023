//! An office's own key as it comes from elsewhere. The files of `keys` were made with OpenSSL 3 (password `mat-khau`): a key of RSA 2048 under a root of
//! P-256, packed as it packs today (PBES2, AES-256), as older programs do (RC2 and 3DES), and as PEM.
#![allow(clippy::unwrap_used, missing_docs)]

use signatures::make::{OwnKey, SignError, Signer};
use time::macros::datetime;

const NOW: time::OffsetDateTime = datetime!(2027-01-01 00:00 UTC);

const FILES: [&[u8]; 3] =
    [include_bytes!("keys/own-key.p12"), include_bytes!("keys/own-key-legacy.p12"), include_bytes!("keys/own-key.pem")];

#[test]
fn every_packing_gives_the_same_key_with_its_chain_and_root() {
    let [modern, legacy, pem] = FILES.map(|it| OwnKey::read(it, "mat-khau", NOW).unwrap());
    assert_eq!(modern, pem);
    assert_eq!(legacy, pem);
    let count = |text: &str| text.matches("BEGIN CERTIFICATE").count();
    assert_eq!((count(&pem.certificates), count(&pem.root)), (2, 1));
    assert!(pem.certificates.ends_with(&pem.root), "the key's own certificate stands first, the root last");
    Signer::from_pem(&pem.key, &pem.certificates).unwrap();
}

#[test]
fn what_is_no_key_to_sign_with_is_named() {
    let [modern, _, pem] = FILES;
    for (file, password, now, why) in [
        (modern, "sai", NOW, SignError::Container),
        (modern, "", NOW, SignError::Container),
        (&modern[..modern.len() - 9], "mat-khau", NOW, SignError::Container),
        (b"".as_slice(), "", NOW, SignError::Container),
        (b"\x30\x84\xff\xff\xff\xff".as_slice(), "", NOW, SignError::Container),
        (modern, "mat-khau", datetime!(2019-12-31 00:00 UTC), SignError::OutsideValidity),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "", NOW, SignError::NoKey),
    ] {
        assert_eq!(OwnKey::read(file, password, now).unwrap_err(), why);
    }
    let text = std::str::from_utf8(pem).unwrap();
    let key_alone = text.split("-----BEGIN CERTIFICATE").next().unwrap();
    assert_eq!(OwnKey::read(key_alone.as_bytes(), "", NOW).unwrap_err(), SignError::Certificate);
    let (key, certificates) = (key_alone, &text[key_alone.len()..]);
    let root = certificates.rfind("-----BEGIN").unwrap();
    assert_eq!(OwnKey::read(format!("{key}{}", &certificates[root..]).as_bytes(), "", NOW).unwrap_err(), SignError::KeyMismatch);
}
