//! Certificates, read as far as trust needs, and the names in them as people may safely read them.

use super::crypto::{self, Check, Key, dotted};
use super::finding::Signer;
use super::tlv::{self, Reader, Tlv};

/// A certificate.
#[derive(Debug, Clone, Copy)]
pub struct Certificate<'a> {
    /// All its bytes.
    pub whole: &'a [u8],
    /// What its issuer signed.
    tbs: &'a [u8],
    algorithm: Tlv<'a>,
    signature: &'a [u8],
    /// The serial number's bytes.
    pub serial: &'a [u8],
    /// The issuer's name as it stands.
    pub issuer: &'a [u8],
    /// The subject's name as it stands.
    pub subject: &'a [u8],
    /// Valid from, seconds since 1970.
    pub since: i64,
    /// Valid to, seconds since 1970.
    pub until: i64,
    key_info: Tlv<'a>,
    /// Whether it may issue certificates, and how many may stand between.
    pub authority: Option<Option<u32>>,
    usage: Option<u8>,
    purposes: Option<Reader<'a>>,
    /// The identifier of its key.
    pub key_id: Option<&'a [u8]>,
    /// Whether something in it must be understood and is not.
    pub demanding: bool,
}

const EXTENSION: &[u8] = &[0x55, 0x1d];
const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
const OCSP_SIGNING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09];

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To sign papers.
    Sign,
    /// To sign certificates.
    Issue,
    /// To sign revocation lists.
    Revoke,
}

impl<'a> Certificate<'a> {
    /// Reads one certificate; nothing after it.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = tlv::only(bytes, tlv::SEQUENCE)?;
        let tbs = outer.read(tlv::SEQUENCE)?;
        let algorithm = outer.read(tlv::SEQUENCE)?;
        let signature = outer.read(tlv::BIT_STRING)?;
        let mut body = Reader::new(tbs.value);
        let _version = body.read(tlv::context(0));
        let serial = body.read(tlv::INTEGER)?;
        // The algorithm stands twice, and only the inner one is signed.
        let same = body.read(tlv::SEQUENCE)?.whole == algorithm.whole;
        let issuer = body.read(tlv::SEQUENCE)?;
        let mut validity = body.inside(tlv::SEQUENCE)?;
        let subject = body.read(tlv::SEQUENCE)?;
        let key_info = body.read(tlv::SEQUENCE)?;
        if !same || !outer.is_empty() {
            return None;
        }
        let mut certificate = Self {
            whole: bytes,
            tbs: tbs.whole,
            algorithm,
            signature: tlv::bits(&signature)?,
            serial: serial.value,
            issuer: issuer.whole,
            subject: subject.whole,
            since: tlv::time(&validity.next()?)?,
            until: tlv::time(&validity.next()?)?,
            key_info,
            authority: None,
            usage: None,
            purposes: None,
            key_id: None,
            demanding: false,
        };
        let extensions = body.find(|it| it.tag == tlv::context(3));
        if let Some(it) = extensions {
            for extension in tlv::only(it.value, tlv::SEQUENCE)? {
                certificate.extend(&extension)?;
            }
        }
        Some(certificate)
    }

    fn extend(&mut self, extension: &Tlv<'a>) -> Option<()> {
        let mut parts = Reader::new(extension.value);
        let oid = parts.read(tlv::OID)?.value;
        let critical = parts.read(tlv::BOOLEAN).is_some_and(|it| it.value != [0]);
        let value = parts.read(tlv::OCTET_STRING)?.value;
        match oid.strip_prefix(EXTENSION) {
            Some([19]) => {
                let mut constraints = tlv::only(value, tlv::SEQUENCE)?;
                let authority = constraints.read(tlv::BOOLEAN).is_some_and(|it| it.value != [0]);
                let length = match constraints.read(tlv::INTEGER) {
                    Some(it) => Some(tlv::small(&it)?),
                    None => None,
                };
                self.authority = authority.then_some(length);
            }
            Some([15]) => self.usage = Some(Reader::new(value).read(tlv::BIT_STRING)?.value.get(1).copied().unwrap_or(0)),
            Some([37]) => self.purposes = Some(tlv::only(value, tlv::SEQUENCE)?),
            Some([14]) => self.key_id = Some(Reader::new(value).read(tlv::OCTET_STRING)?.value),
            // Policies and alternative names say nothing that trust here rests on.
            Some([17 | 18 | 31 | 32 | 35]) => {}
            _ => self.demanding |= critical,
        }
        Some(())
    }

    /// Its public key, where the algorithm is understood.
    pub fn key(&self) -> Option<Key<'a>> {
        Key::of(Reader::new(self.key_info.value))
    }

    /// The bytes of its public key, as OCSP counts them.
    pub fn key_bits(&self) -> Option<&'a [u8]> {
        let mut info = Reader::new(self.key_info.value);
        info.read(tlv::SEQUENCE)?;
        tlv::bits(&info.read(tlv::BIT_STRING)?)
    }

    /// Whether `issuer` signed it.
    pub fn issued_by(&self, issuer: &Certificate<'_>) -> Check {
        match issuer.key() {
            Some(key) => crypto::check(key, &self.algorithm, None, self.tbs, self.signature),
            None => Check::Unknown,
        }
    }

    /// Whether its key may be used so.
    pub fn allows(&self, what: Use) -> bool {
        let mask = match what {
            Use::Sign => 0b1100_0000,
            Use::Issue => 0b0000_0100,
            Use::Revoke => 0b0000_0010,
        };
        self.usage.is_none_or(|it| it & mask != 0)
    }

    /// Whether it is one of a timestamp authority, and of nothing else.
    pub fn stamps(&self) -> bool {
        self.purposes.is_some_and(|it| it.map(|it| it.value).eq([TIME_STAMPING]))
    }

    /// Whether it may answer about revocation.
    pub fn answers(&self) -> bool {
        self.purposes.is_some_and(|mut it| it.any(|it| it.value == OCSP_SIGNING))
    }

    /// Who it is of.
    pub fn signer(&self) -> Signer {
        let subject = name(self.subject);
        Signer {
            name: common_name(self.subject).unwrap_or_else(|| subject.clone()),
            subject,
            issuer: name(self.issuer),
            serial: self.serial.iter().take(64).map(|it| format!("{it:02x}")).collect(),
        }
    }
}

/// The parts of a name: type and value.
fn parts(name: &[u8]) -> Vec<(&[u8], String)> {
    let sets = tlv::only(name, tlv::SEQUENCE).into_iter().flatten().take(64);
    let pairs = sets.flat_map(|it| Reader::new(it.value).take(8));
    pairs
        .filter_map(|it| {
            let mut pair = Reader::new(it.value);
            Some((pair.read(tlv::OID)?.value, text(&pair.next()?)))
        })
        .collect()
}

fn text(value: &Tlv<'_>) -> String {
    let text = match value.tag {
        0x1e => char::decode_utf16(value.value.chunks_exact(2).filter_map(|it| Some(u16::from_be_bytes(it.try_into().ok()?))))
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
        0x14 => value.value.iter().copied().map(char::from).collect(),
        _ => String::from_utf8_lossy(value.value).into_owned(),
    };
    safe(&text)
}

/// Text that shows what it is: characters that steer the screen or the reading order are written out, and nothing is endless.
pub fn safe(text: &str) -> String {
    let mut shown = String::new();
    for it in text.chars().take(256) {
        let hidden = it.is_control()
            || matches!(it, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        if hidden {
            shown.extend(it.escape_unicode());
        } else {
            shown.push(it);
        }
    }
    if text.chars().nth(256).is_some() {
        shown.push('…');
    }
    shown
}

/// The text of a PDF string, shown safely.
pub fn pdf_text(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| -> String {
        let units = bytes.chunks_exact(2).filter_map(|it| Some(read(it.try_into().ok()?)));
        char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    let bytes = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    safe(&match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        other => String::from_utf8(other.to_vec()).unwrap_or_else(|_| other.iter().copied().map(char::from).collect()),
    })
}

fn common_name(name: &[u8]) -> Option<String> {
    parts(name).into_iter().rev().find(|it| it.0 == [0x55, 4, 3]).map(|it| it.1)
}

/// The whole name, the most particular part first.
fn name(name: &[u8]) -> String {
    let written = parts(name).into_iter().rev().map(|(kind, value)| {
        let kind = match kind {
            [0x55, 4, 3] => "CN".to_owned(),
            [0x55, 4, 4] => "SN".to_owned(),
            [0x55, 4, 5] => "serialNumber".to_owned(),
            [0x55, 4, 6] => "C".to_owned(),
            [0x55, 4, 7] => "L".to_owned(),
            [0x55, 4, 8] => "ST".to_owned(),
            [0x55, 4, 10] => "O".to_owned(),
            [0x55, 4, 11] => "OU".to_owned(),
            [0x55, 4, 12] => "title".to_owned(),
            [0x55, 4, 42] => "GN".to_owned(),
            [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01] => "UID".to_owned(),
            [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01] => "E".to_owned(),
            other => dotted(other),
        };
        format!("{kind}={}", value.replace(',', "\\,"))
    });
    written.collect::<Vec<_>>().join(", ")
}
