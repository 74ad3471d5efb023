//! Reads DER. Every value keeps the bytes that it was read from: what was signed are the bytes, not what they mean.

/// One value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tlv<'a> {
    /// The tag byte.
    pub tag: u8,
    /// The content.
    pub value: &'a [u8],
    /// Tag, length and content.
    pub whole: &'a [u8],
}

/// Values one after another.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

pub const BOOLEAN: u8 = 0x01;
pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const NULL: u8 = 0x05;
pub const OID: u8 = 0x06;
pub const ENUMERATED: u8 = 0x0a;
pub const UTC_TIME: u8 = 0x17;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;

/// The tag of a constructed value in a numbered context.
pub const fn context(number: u8) -> u8 {
    0xa0 | number
}

impl<'a> Reader<'a> {
    /// Reads from `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The tag of the next value.
    pub fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next value, whatever it is.
    fn value(&mut self) -> Option<Tlv<'a>> {
        let (&tag, &short) = self.0.first().zip(self.0.get(1))?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (head, length) = match short {
            0..=0x7f => (2, usize::from(short)),
            0x81..=0x84 => {
                let count = usize::from(short & 0x7f);
                let digits = self.0.get(2..2 + count)?;
                let length = digits.iter().fold(0usize, |sum, it| sum << 8 | usize::from(*it));
                // DER writes a length in the fewest bytes.
                if digits.first() == Some(&0) || length < 0x80 {
                    return None;
                }
                (2 + count, length)
            }
            _ => return None,
        };
        let end = head.checked_add(length)?;
        let found = Tlv { tag, value: self.0.get(head..end)?, whole: self.0.get(..end)? };
        self.0 = self.0.get(end..)?;
        Some(found)
    }

    /// The next value, which must have this tag.
    pub fn read(&mut self, tag: u8) -> Option<Tlv<'a>> {
        if self.peek() == Some(tag) { self.value() } else { None }
    }

    /// What is inside the next value, which must have this tag.
    pub fn inside(&mut self, tag: u8) -> Option<Reader<'a>> {
        self.read(tag).map(|it| Reader(it.value))
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Tlv<'a>;

    fn next(&mut self) -> Option<Tlv<'a>> {
        self.value()
    }
}

/// The value that the bytes are, and nothing after it.
pub fn only(bytes: &[u8], tag: u8) -> Option<Reader<'_>> {
    let mut reader = Reader::new(bytes);
    let inside = reader.inside(tag)?;
    reader.is_empty().then_some(inside)
}

/// Whether the values fill their place: none is cut off at the end.
pub fn bounded(mut reader: Reader<'_>) -> bool {
    while reader.value().is_some() {}
    reader.is_empty()
}

/// The bytes of a bit string without unused bits.
pub fn bits<'a>(value: &Tlv<'a>) -> Option<&'a [u8]> {
    value.value.split_first().filter(|it| *it.0 == 0).map(|it| it.1)
}

/// A small whole number.
pub fn small(value: &Tlv<'_>) -> Option<u32> {
    if value.value.is_empty() || value.value.len() > 4 || value.value.first().is_some_and(|it| it & 0x80 != 0) {
        return None;
    }
    Some(value.value.iter().fold(0, |sum, it| sum << 8 | u32::from(*it)))
}

/// Seconds since 1970 of a UTCTime or GeneralizedTime.
pub fn time(value: &Tlv<'_>) -> Option<i64> {
    let text = std::str::from_utf8(value.value).ok()?.strip_suffix('Z')?;
    let text = text.split_once('.').map_or(text, |it| it.0);
    if !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match (value.tag, text.len()) {
        (UTC_TIME, 12) => {
            let short: i32 = text.get(..2)?.parse().ok()?;
            (if short < 50 { 2000 + short } else { 1900 + short }, text.get(2..)?)
        }
        (GENERALIZED_TIME, 14) => (text.get(..4)?.parse().ok()?, text.get(4..)?),
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2).and_then(|it| it.parse::<u8>().ok());
    let month = time::Month::try_from(part(0)?).ok()?;
    let date = time::Date::from_calendar_date(year, month, part(2)?).ok()?;
    let moment = date.with_hms(part(4)?, part(6)?, part(8)?.min(59)).ok()?;
    Some(moment.assume_utc().unix_timestamp())
}
