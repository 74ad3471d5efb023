//! The tables that say where each object stands, newest first, each as it was written.

use super::Unreadable;
use super::filter::unpack;
use super::object::{Dict, Object};
use super::parser::{Fuel, Parser};
use std::collections::BTreeSet;

/// The most objects of all tables together.
pub const OBJECTS: usize = 250_000;
const SECTIONS: usize = 256;
const TABLE: usize = 8 << 20;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nowhere: it was removed or never was.
    Free,
    /// In the file at this byte.
    At(u32, u16),
    /// In the stream of this number, at this index.
    In(u32, u32),
}

/// One table of the chain.
#[derive(Debug)]
pub struct Section {
    /// Where it stands.
    pub offset: usize,
    /// The byte after it and its trailer.
    pub end: usize,
    /// What it says, sorted by number.
    pub entries: Vec<(u32, Place)>,
    /// Its trailer.
    pub trailer: Dict,
}

/// Where the last `startxref` of the bytes points, and where the word stands. Only blanks may follow `%%EOF`.
pub fn start(bytes: &[u8]) -> Result<(usize, usize), Unreadable> {
    let tail = bytes.len().saturating_sub(1100);
    let window = bytes.get(tail..).unwrap_or_default();
    let at = window.windows(9).rposition(|it| it == b"startxref").ok_or(Unreadable::NoEnd)?;
    let fuel = Fuel::full();
    let mut parser = Parser::new(bytes, tail + at + 9, &fuel);
    let offset = parser.number().and_then(|it| usize::try_from(it).ok()).ok_or(Unreadable::NoEnd)?;
    while parser.peek().is_some_and(super::parser::is_space) {
        parser.at += 1;
    }
    if !bytes.get(parser.at..).is_some_and(|it| it.starts_with(b"%%EOF")) {
        return Err(Unreadable::NoEnd);
    }
    Ok((offset, tail + at))
}

/// Follows the chain from its newest table.
pub fn chain(bytes: &[u8], newest: usize, fuel: &Fuel) -> Result<Vec<Section>, Unreadable> {
    let mut sections = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(newest);
    let mut left = OBJECTS;
    while let Some(offset) = next {
        if !seen.insert(offset) {
            return Err(Unreadable::Loop);
        }
        if sections.len() >= SECTIONS {
            return Err(Unreadable::TooManyObjects);
        }
        let mut section = section(bytes, offset, &mut left, fuel)?;
        if let Some(hidden) = section.trailer.get(b"XRefStm".as_slice()) {
            let hidden = hidden.size().filter(|it| seen.insert(*it)).ok_or(Unreadable::Loop)?;
            let more = self::section(bytes, hidden, &mut left, fuel)?;
            section.entries.extend(more.entries);
            section.entries.sort_by_key(|it| it.0);
            // The table itself comes first in the file and counts, unless it calls the object free.
            section.entries.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same && first.1 == Place::Free {
                    first.1 = later.1;
                }
                same
            });
        }
        next = match section.trailer.get(b"Prev".as_slice()) {
            None => None,
            Some(it) => Some(it.size().ok_or(Unreadable::WrongTable)?),
        };
        sections.push(section);
    }
    Ok(sections)
}

fn section(bytes: &[u8], offset: usize, left: &mut usize, fuel: &Fuel) -> Result<Section, Unreadable> {
    if offset >= bytes.len() {
        return Err(Unreadable::WrongTable);
    }
    let mut parser = Parser::new(bytes, offset, fuel);
    parser.skip();
    let mut section = if parser.word(b"xref") { table(parser, left)? } else { stream(bytes, offset, left, fuel)? };
    section.offset = offset;
    section.entries.sort_by_key(|it| it.0);
    let before = section.entries.len();
    section.entries.dedup_by_key(|it| it.0);
    if section.entries.len() == before { Ok(section) } else { Err(Unreadable::WrongTable) }
}

fn table(mut parser: Parser<'_>, left: &mut usize) -> Result<Section, Unreadable> {
    let wrong = Unreadable::WrongTable;
    let mut entries = Vec::new();
    loop {
        parser.skip();
        if parser.word(b"trailer") {
            break;
        }
        let first = parser.number().and_then(|it| u32::try_from(it).ok()).ok_or(wrong)?;
        let count = parser.number().and_then(|it| u32::try_from(it).ok()).ok_or(wrong)?;
        *left = left.checked_sub(count as usize).ok_or(Unreadable::TooManyObjects)?;
        for index in 0..count {
            let number = first.checked_add(index).ok_or(wrong)?;
            let offset = parser.number().ok_or(wrong)?;
            let generation = parser.number().and_then(|it| u16::try_from(it).ok()).ok_or(wrong)?;
            parser.skip();
            let place = if parser.word(b"n") {
                Place::At(u32::try_from(offset).map_err(|_| wrong)?, generation)
            } else if parser.word(b"f") {
                Place::Free
            } else {
                return Err(wrong);
            };
            entries.push((number, place));
        }
    }
    let Object::Dict(trailer) = parser.object().map_err(|_| wrong)? else { return Err(wrong) };
    Ok(Section { offset: 0, end: parser.at, entries, trailer: *trailer })
}

fn stream(bytes: &[u8], offset: usize, left: &mut usize, fuel: &Fuel) -> Result<Section, Unreadable> {
    let wrong = Unreadable::WrongTable;
    let indirect = Parser::new(bytes, offset, fuel).indirect(&|_| None).map_err(|_| wrong)?;
    let Object::Stream(stream) = indirect.object else { return Err(wrong) };
    let trailer = stream.dict;
    if trailer.get(b"Type".as_slice()).and_then(Object::name) != Some(b"XRef") {
        return Err(wrong);
    }
    let table = unpack(&trailer, bytes.get(stream.start..stream.end).unwrap_or_default(), TABLE)?;
    fuel.burn(table.len() as u64 / 64)?;
    let widths: Vec<usize> = trailer.get(b"W".as_slice()).and_then(Object::array).ok_or(wrong)?.iter().filter_map(Object::size).collect();
    let &[kind, second, third] = widths.as_slice() else { return Err(wrong) };
    let width = kind.checked_add(second).and_then(|it| it.checked_add(third)).filter(|it| (1..=24).contains(it)).ok_or(wrong)?;
    let size = trailer.get(b"Size".as_slice()).and_then(Object::size).ok_or(wrong)?;
    let index: Vec<usize> = match trailer.get(b"Index".as_slice()) {
        Some(it) => it.array().ok_or(wrong)?.iter().filter_map(Object::size).collect(),
        None => vec![0, size],
    };
    let mut rows = table.chunks_exact(width);
    let mut entries = Vec::new();
    for pair in index.chunks_exact(2) {
        let &[first, count] = pair else { return Err(wrong) };
        *left = left.checked_sub(count).ok_or(Unreadable::TooManyObjects)?;
        for at in 0..count {
            let row = rows.next().ok_or(wrong)?;
            let number = first.checked_add(at).and_then(|it| u32::try_from(it).ok()).ok_or(wrong)?;
            let field = |from: usize, width: usize| -> Result<u64, Unreadable> {
                let bytes = row.get(from..from + width).ok_or(wrong)?;
                if bytes.len() > 8 { Err(wrong) } else { Ok(bytes.iter().fold(0, |sum, it| sum << 8 | u64::from(*it))) }
            };
            let small = |value: u64| u32::try_from(value).map_err(|_| wrong);
            let place = match if kind == 0 { 1 } else { field(0, kind)? } {
                0 => Place::Free,
                1 => Place::At(small(field(kind, second)?)?, u16::try_from(field(kind + second, third)?).map_err(|_| wrong)?),
                2 => Place::In(small(field(kind, second)?)?, small(field(kind + second, third)?)?),
                _ => return Err(wrong),
            };
            entries.push((number, place));
        }
    }
    Ok(Section { offset, end: indirect.end, entries, trailer })
}
