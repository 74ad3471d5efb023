//! Reads values from bytes: never past the end, never deeper than [`DEPTH`], never more than the fuel allows.

use super::Unreadable;
use super::object::{Dict, Object, Stream, Text};
use std::cell::Cell;

const DEPTH: usize = 48;

/// The most memory that one object may take, about: what only wants to be large is no paper's.
const HEAVIEST: usize = 12 << 20;
/// What a value and what an entry of a dictionary weigh, about, beside their bytes.
const VALUE: usize = 48;
const ENTRY: usize = 96;

/// How many values one judgement may read; what stops a file that asks for endless work.
#[derive(Debug)]
pub struct Fuel(Cell<u64>);

impl Fuel {
    /// Enough for any paper.
    pub fn full() -> Self {
        Self(Cell::new(8_000_000))
    }

    /// Burns some where nothing can be refused; what comes next is, once nothing is left.
    pub fn waste(&self, amount: u64) {
        self.0.set(self.0.get().saturating_sub(amount));
    }

    /// Burns some.
    pub fn burn(&self, amount: u64) -> Result<(), Unreadable> {
        let left = self.0.get().checked_sub(amount).ok_or(Unreadable::TooMuchWork)?;
        self.0.set(left);
        Ok(())
    }
}

/// A place in the bytes.
pub struct Parser<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub at: usize,
    fuel: &'a Fuel,
    /// What the values read so far weigh.
    weight: usize,
}

/// The head and value of an object that stands in the file by itself.
pub struct Indirect {
    pub number: u32,
    pub generation: u16,
    pub object: Object,
    /// The byte after `endobj`.
    pub end: usize,
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

const BROKEN: Unreadable = Unreadable::BrokenObject;

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize, fuel: &'a Fuel) -> Self {
        Self { bytes, at, fuel, weight: 0 }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes a byte over; many of them cost something.
    fn pass(&mut self) {
        self.at += 1;
        if self.at.is_multiple_of(32) {
            self.fuel.waste(1);
        }
    }

    /// Skips blanks and comments.
    pub fn skip(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|it| it != b'\n' && it != b'\r') {
                    self.pass();
                }
            } else if is_space(byte) {
                self.pass();
            } else {
                break;
            }
        }
    }

    /// Takes the word if it stands here.
    pub fn word(&mut self, word: &[u8]) -> bool {
        let found = self.bytes.get(self.at..).is_some_and(|it| it.starts_with(word));
        let whole = !self.bytes.get(self.at + word.len()).copied().is_some_and(is_regular);
        if found && whole {
            self.at += word.len();
        }
        found && whole
    }

    /// Takes a whole number without a sign.
    pub fn number(&mut self) -> Option<u64> {
        self.skip();
        let start = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.pass();
        }
        let digits = self.bytes.get(start..self.at).filter(|it| !it.is_empty() && it.len() < 16)?;
        Some(digits.iter().fold(0, |sum, it| sum * 10 + u64::from(it - b'0')))
    }

    fn weigh(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.weight = self.weight.saturating_add(bytes);
        if self.weight > HEAVIEST { Err(Unreadable::TooMuchWork) } else { Ok(()) }
    }

    /// Reads one value.
    pub fn object(&mut self) -> Result<Object, Unreadable> {
        self.value(0)
    }

    fn value(&mut self, depth: usize) -> Result<Object, Unreadable> {
        if depth > DEPTH {
            return Err(Unreadable::TooDeep);
        }
        self.fuel.burn(1)?;
        self.weigh(VALUE)?;
        self.skip();
        match self.peek().ok_or(BROKEN)? {
            b'/' => Ok(Object::Name(self.name()?)),
            b'(' => self.literal(),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                Ok(Object::Dict(Box::new(self.dict(depth)?)))
            }
            b'<' => self.hexadecimal(),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                loop {
                    self.skip();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                        return Ok(Object::Array(list));
                    }
                    list.push(self.value(depth + 1)?);
                }
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.numeric_or_ref(),
            _ if self.word(b"true") => Ok(Object::Bool(true)),
            _ if self.word(b"false") => Ok(Object::Bool(false)),
            _ if self.word(b"null") => Ok(Object::Null),
            _ => Err(BROKEN),
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, Unreadable> {
        let mut dict = Dict::new();
        loop {
            self.skip();
            if self.bytes.get(self.at..).is_some_and(|it| it.starts_with(b">>")) {
                self.at += 2;
                return Ok(dict);
            }
            if self.peek() != Some(b'/') {
                return Err(BROKEN);
            }
            let key = self.name()?;
            self.weigh(ENTRY)?;
            let value = self.value(depth + 1)?;
            // Readers differ on which of two equal keys counts: such a dictionary says two things.
            if dict.insert(key, value).is_some() {
                return Err(BROKEN);
            }
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, Unreadable> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|it| is_regular(*it)) {
            if name.len() > HEAVIEST / 2 {
                return Err(Unreadable::TooMuchWork);
            }
            let escaped = self.bytes.get(self.at + 1).copied().and_then(hex).zip(self.bytes.get(self.at + 2).copied().and_then(hex));
            match escaped.filter(|_| byte == b'#') {
                Some((high, low)) => {
                    name.push(high * 16 + low);
                    self.at += 2;
                }
                None => name.push(byte),
            }
            self.pass();
        }
        self.weigh(name.len())?;
        Ok(name)
    }

    fn literal(&mut self) -> Result<Object, Unreadable> {
        let start = self.at;
        let mut open = 0usize;
        let mut bytes = Vec::new();
        loop {
            let byte = self.peek().ok_or(BROKEN)?;
            self.pass();
            match byte {
                b'(' => {
                    if open > 0 {
                        bytes.push(byte);
                    }
                    open += 1;
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                    bytes.push(byte);
                }
                b'\\' => self.escape(&mut bytes)?,
                _ => bytes.push(byte),
            }
            if bytes.len() > HEAVIEST / 2 {
                return Err(Unreadable::TooMuchWork);
            }
        }
        self.weigh(bytes.len())?;
        Ok(Object::Text(Box::new(Text { bytes, start, end: self.at })))
    }

    fn escape(&mut self, bytes: &mut Vec<u8>) -> Result<(), Unreadable> {
        let byte = self.peek().ok_or(BROKEN)?;
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|it| (b'0'..=b'7').contains(it)) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                bytes.push((value & 0xff) as u8);
            }
            other => bytes.push(other),
        }
        Ok(())
    }

    fn hexadecimal(&mut self) -> Result<Object, Unreadable> {
        let start = self.at;
        self.at += 1;
        let mut bytes = Vec::new();
        let mut half = None;
        loop {
            let byte = self.peek().ok_or(BROKEN)?;
            self.pass();
            if byte == b'>' {
                break;
            }
            if is_space(byte) {
                continue;
            }
            let digit = hex(byte).ok_or(BROKEN)?;
            match half.take() {
                Some(high) => bytes.push(high * 16 + digit),
                None => half = Some(digit),
            }
            if bytes.len() > HEAVIEST / 2 {
                return Err(Unreadable::TooMuchWork);
            }
        }
        if let Some(high) = half {
            bytes.push(high * 16);
        }
        self.weigh(bytes.len())?;
        Ok(Object::Text(Box::new(Text { bytes, start, end: self.at })))
    }

    fn numeric_or_ref(&mut self) -> Result<Object, Unreadable> {
        let start = self.at;
        while self.peek().is_some_and(|it| matches!(it, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            self.pass();
        }
        self.weigh(self.at - start)?;
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        let whole = std::str::from_utf8(digits).ok().and_then(|it| it.parse::<i64>().ok());
        let Some(whole) = whole else { return Ok(Object::Real(digits.into())) };
        let after = self.at;
        if let Some(target) = u32::try_from(whole).ok().filter(|_| self.peek().is_some_and(is_space))
            && let Some(generation) = self.number().and_then(|it| u16::try_from(it).ok())
        {
            self.skip();
            if self.word(b"R") {
                return Ok(Object::Ref(target, generation));
            }
        }
        self.at = after;
        Ok(Object::Int(whole))
    }

    /// Reads `n g obj … endobj`. `length` finds the length of a stream that stands elsewhere.
    pub fn indirect(&mut self, length: &dyn Fn(u32) -> Option<usize>) -> Result<Indirect, Unreadable> {
        let number = self.number().and_then(|it| u32::try_from(it).ok()).ok_or(BROKEN)?;
        let generation = self.number().and_then(|it| u16::try_from(it).ok()).ok_or(BROKEN)?;
        self.skip();
        if !self.word(b"obj") {
            return Err(BROKEN);
        }
        let mut object = self.object()?;
        self.skip();
        if let Object::Dict(dict) = &mut object
            && self.word(b"stream")
        {
            if self.peek() == Some(b'\r') {
                self.at += 1;
            }
            if self.peek() != Some(b'\n') {
                return Err(BROKEN);
            }
            self.at += 1;
            let declared = match dict.get(b"Length".as_slice()) {
                Some(Object::Ref(it, _)) => length(*it),
                Some(it) => it.size(),
                None => None,
            };
            let start = self.at;
            let end = declared.and_then(|it| start.checked_add(it)).filter(|it| *it <= self.bytes.len()).ok_or(BROKEN)?;
            self.at = end;
            while self.peek().is_some_and(is_space) && self.at < end.saturating_add(2) {
                self.at += 1;
            }
            if !self.word(b"endstream") {
                return Err(BROKEN);
            }
            object = Object::Stream(Box::new(Stream { dict: std::mem::take(dict), start, end }));
            self.skip();
        }
        if !self.word(b"endobj") {
            return Err(BROKEN);
        }
        Ok(Indirect { number, generation, object, end: self.at })
    }
}
