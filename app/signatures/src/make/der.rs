//! Writes DER: each function gives one whole value. Raw bytes of others are embedded as they came, never encoded again.

use time::{OffsetDateTime, UtcOffset};

use super::tlv;

/// A value with its tag, made of parts one after another.
pub fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|it| it.len()).sum();
    let mut whole = vec![tag];
    if length < 0x80 {
        whole.push(length as u8);
    } else {
        let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|it| *it == 0).collect();
        whole.push(0x80 | digits.len() as u8);
        whole.extend(digits);
    }
    parts.iter().for_each(|it| whole.extend_from_slice(it));
    whole
}

pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(tlv::SEQUENCE, parts)
}

/// A SET OF, whose members DER orders by their bytes.
pub fn set(mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    value(tlv::SET, &[&members.concat()])
}

/// An object identifier from its encoded content.
pub fn oid(content: &[u8]) -> Vec<u8> {
    value(tlv::OID, &[content])
}

/// A whole number, not negative, from its big-endian bytes.
pub fn integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|it| **it == 0).count();
    let digits = bytes.get(zeros..).unwrap_or_default();
    let sign: &[u8] = if digits.first().is_none_or(|it| it & 0x80 != 0) { &[0] } else { &[] };
    value(tlv::INTEGER, &[sign, digits])
}

pub fn octets(bytes: &[u8]) -> Vec<u8> {
    value(tlv::OCTET_STRING, &[bytes])
}

/// A bit string whose last `unused` bits do not count.
pub fn bits(unused: u8, bytes: &[u8]) -> Vec<u8> {
    value(tlv::BIT_STRING, &[&[unused], bytes])
}

pub fn truth() -> Vec<u8> {
    value(tlv::BOOLEAN, &[&[0xff]])
}

/// A constructed value in a numbered context.
pub fn context(number: u8, parts: &[&[u8]]) -> Vec<u8> {
    value(tlv::context(number), parts)
}

/// A moment to the second: UTCTime up to 2049, GeneralizedTime later (RFC 5280, 4.1.2.5).
pub fn time(at: OffsetDateTime) -> Vec<u8> {
    let at = at.to_offset(UtcOffset::UTC);
    let rest = format!("{:02}{:02}{:02}{:02}{:02}Z", u8::from(at.month()), at.day(), at.hour(), at.minute(), at.second());
    match at.year() {
        year @ 1950..2050 => value(tlv::UTC_TIME, &[format!("{:02}{rest}", year % 100).as_bytes()]),
        year => value(tlv::GENERALIZED_TIME, &[format!("{year:04}{rest}").as_bytes()]),
    }
}
