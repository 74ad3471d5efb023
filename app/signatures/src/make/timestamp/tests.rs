//! Answers of a timestamp authority that the tests play themselves.
#![allow(clippy::unwrap_used)]

use time::macros::datetime;

use super::super::{Authority, FieldSpec, Signer, SigningFacts, Subject, Usage, prepare, sign};
use super::*;

const NONCE: u64 = 0x9123_4567_89ab_cdef;
const FOUNDED: OffsetDateTime = datetime!(2022-01-01 00:00 UTC);
const SIGNED: OffsetDateTime = datetime!(2023-01-05 08:15:30 +7);

fn signer(usage: Usage) -> Signer {
    let subject = |name: &str| Subject { name: name.to_owned(), organisation: "UBND".to_owned() };
    let root = Authority::new(&subject("Root"), FOUNDED, &[7; 48]).unwrap();
    root.issue(&subject("Leaf"), usage, FOUNDED, datetime!(2030-01-01 00:00 UTC), &[9; 48]).unwrap()
}

fn paper() -> Vec<u8> {
    let fields = ["Head", "Seal"].map(|it| FieldSpec { name: it.to_owned(), page: 1, rectangle: [0.0; 4], about: String::new() });
    let pdf = prepare(include_bytes!("../../../tests/files/paper.pdf").to_vec(), &fields).unwrap();
    signed(&pdf, "Head")
}

fn signed(pdf: &[u8], field: &str) -> Vec<u8> {
    let facts = SigningFacts { name: String::new(), reason: String::new(), location: String::new(), at: SIGNED };
    sign(pdf, field, &signer(Usage::Papers), &facts).unwrap()
}

/// Answers a request as an authority does.
fn answer(request: &[u8], signer: &Signer) -> Vec<u8> {
    let request: Vec<Tlv<'_>> = tlv::only(request, tlv::SEQUENCE).unwrap().collect();
    let time = der::value(tlv::GENERALIZED_TIME, &[b"20230105011600.25Z"]);
    let policy = der::oid(&[0x2a, 0x03]);
    let info = der::sequence(&[&der::integer(&[1]), &policy, request[1].whole, &der::integer(&[5]), &time, request[2].whole]);
    let attributes = der::set(vec![
        cms::attribute(object::CONTENT_TYPE, &der::oid(object::TST_INFO)),
        cms::attribute(object::MESSAGE_DIGEST, &der::octets(&Sha256::digest(&info))),
    ]);
    let (algorithm, value) = signer.signature(&attributes).unwrap();
    let own = signer.own().unwrap();
    let signed = tlv::only(&attributes, tlv::SET).unwrap().rest().to_vec();
    let signer = der::sequence(&[
        &der::integer(&[1]),
        &der::sequence(&[&own.issuer, &own.serial]),
        &cms::sha256(),
        &der::context(0, &[&signed]),
        &algorithm,
        &der::octets(&value),
    ]);
    let data = der::sequence(&[
        &der::integer(&[3]),
        &der::set(vec![cms::sha256()]),
        &der::sequence(&[&der::oid(object::TST_INFO), &der::context(0, &[&der::octets(&info)])]),
        &der::context(0, &[&own.bytes]),
        &der::set(vec![signer]),
    ]);
    let token = der::sequence(&[&der::oid(object::SIGNED_DATA), &der::context(0, &[&data])]);
    der::sequence(&[&der::sequence(&[&der::integer(&[0])]), &token])
}

fn refusal(pdf: &[u8], nonce: u64, response: &[u8]) -> SignError {
    with_timestamp(pdf, "Head", nonce, response).unwrap_err()
}

#[test]
fn a_timestamp_stands_beside_the_signature_and_changes_nothing_else() {
    let pdf = paper();
    let response = answer(&timestamp_request(&pdf, "Head", NONCE).unwrap(), &signer(Usage::Timestamps));
    let stamped = with_timestamp(&pdf, "Head", NONCE, &response).unwrap();
    assert_eq!(stamped.at, datetime!(2023-01-05 01:16:00 UTC));
    let place = Place::find(&stamped.pdf, "Head").unwrap();
    assert!(place.parts().unwrap().unsigned.is_some());
    assert_eq!(stamped.pdf[..place.gap.start], pdf[..place.gap.start]);
    assert_eq!(stamped.pdf[place.gap.end..], pdf[place.gap.end..]);
    assert_eq!(refusal(&stamped.pdf, NONCE, &response), SignError::AlreadyStamped("Head".to_owned()));
    assert!(signed(&stamped.pdf, "Seal").starts_with(&stamped.pdf));
}

#[test]
fn an_answer_to_something_else_is_refused() {
    use TimestampRefusal::{BadSignature, NoCertificate, NotGranted, OtherData, OtherNonce, Unreadable};
    let pdf = paper();
    let authority = signer(Usage::Timestamps);
    let response = answer(&timestamp_request(&pdf, "Head", NONCE).unwrap(), &authority);
    assert_eq!(refusal(&pdf, 1, &response), OtherNonce.into());
    let other = signed(&pdf, "Seal");
    assert_eq!(refusal(&other, NONCE, &response), SignError::Followed("Head".to_owned()));
    let elsewhere = answer(&timestamp_request(&other, "Seal", NONCE).unwrap(), &authority);
    assert_eq!(refusal(&pdf, NONCE, &elsewhere), OtherData.into());
    let wrong = answer(&timestamp_request(&pdf, "Head", NONCE).unwrap(), &signer(Usage::Papers));
    assert_eq!(refusal(&pdf, NONCE, &wrong), NoCertificate.into());
    assert_eq!(refusal(&pdf, NONCE, b""), Unreadable.into());
    let refused = der::sequence(&[&der::sequence(&[&der::integer(&[2])])]);
    assert_eq!(refusal(&pdf, NONCE, &refused), NotGranted(2).into());
    let mut bent = response.clone();
    *bent.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(&pdf, NONCE, &bent), BadSignature.into());
    for place in 0..response.len() {
        let mut changed = response.clone();
        changed[place] ^= 0x01;
        let _ = with_timestamp(&pdf, "Head", NONCE, &changed);
        let _ = with_timestamp(&pdf, "Head", NONCE, &response[..place]);
    }
}
