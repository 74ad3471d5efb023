//! A file with its tables, and views of it: the newest, and how it stood when a signature was made.

use super::Unreadable;
use super::filter::unpack;
use super::object::{Dict, Object};
use super::parser::{Fuel, Indirect, Parser};
use super::xref::{self, Place, Section};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Larger than any paper that is signed; what is judged is held in memory whole.
const LARGEST: usize = 32 << 20;
const UNPACKED: usize = 16 << 20;
/// What a stream costs that unpacks to nothing useful, in values.
const BROKEN_STREAM: u64 = 1_000_000;

/// A file whose tables were read.
pub struct Document<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    /// The tables, newest first.
    sections: Vec<Section>,
    fuel: Fuel,
    /// Object streams by the byte that they stand at, and how many bytes more may be unpacked.
    unpacked: RefCell<BTreeMap<usize, Rc<Packed>>>,
    left: Cell<usize>,
}

/// An object stream, unpacked.
struct Packed {
    plain: Vec<u8>,
    /// Number and first byte of each object.
    heads: Vec<(u32, usize)>,
}

/// The file as it stood at one of its tables.
pub struct View<'d, 'a> {
    document: &'d Document<'a>,
    first: usize,
    end: usize,
    places: Vec<(u32, Place)>,
}

impl<'a> Document<'a> {
    /// Reads the tables of a file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if bytes.len() > LARGEST {
            return Err(Unreadable::TooLarge);
        }
        if !bytes.starts_with(b"%PDF-") {
            return Err(Unreadable::NotPdf);
        }
        let fuel = Fuel::full();
        let (newest, _) = xref::start(bytes)?;
        let sections = xref::chain(bytes, newest, &fuel)?;
        if sections.iter().any(|it| it.trailer.contains_key(b"Encrypt".as_slice())) {
            return Err(Unreadable::Encrypted);
        }
        Ok(Self { bytes, sections, fuel, unpacked: RefCell::default(), left: Cell::new(UNPACKED) })
    }

    /// The file as it is.
    pub fn newest(&self) -> View<'_, 'a> {
        self.view(0, self.bytes.len())
    }

    /// The file as it was when it ended at `end`; nothing where no table of the chain ended it there.
    pub fn at(&self, end: usize) -> Option<View<'_, 'a>> {
        let (offset, _) = xref::start(self.bytes.get(..end)?).ok()?;
        let first = self.sections.iter().position(|it| it.offset == offset)?;
        Some(self.view(first, end))
    }

    fn view(&self, first: usize, end: usize) -> View<'_, 'a> {
        let sections = self.sections.get(first..).unwrap_or_default();
        let mut places: Vec<(u32, Place)> = Vec::new();
        for section in sections {
            places.extend(section.entries.iter().copied());
        }
        self.fuel.waste(places.len() as u64 / 4);
        // A stable sort leaves the newest of each number first.
        places.sort_by_key(|it| it.0);
        places.dedup_by_key(|it| it.0);
        places.retain(|it| it.1 != Place::Free);
        View { document: self, first, end, places }
    }

    /// How many revisions there are up to the table at `first`. The two tables of a linearized file are one.
    fn revisions(&self, first: usize) -> usize {
        let sections = self.sections.get(first..).unwrap_or_default();
        let doubled = sections.windows(2).filter(|it| matches!(it, [newer, older] if newer.offset < older.offset)).count();
        sections.len() - doubled
    }

    /// Every object that stands by itself, of every revision, with its number.
    pub fn each_written(&self, each: &mut dyn FnMut(u32, &Object)) -> Result<(), Unreadable> {
        for first in 0..self.sections.len() {
            let view = self.view(first, self.bytes.len());
            let entries = self.sections.get(first).map(|it| it.entries.as_slice()).unwrap_or_default();
            for (number, place) in entries {
                if *place != Place::Free {
                    self.fuel.burn(1)?;
                    match view.read(*number, *place) {
                        Ok(object) => each(*number, &object),
                        Err(Unreadable::BrokenObject) => {}
                        Err(other) => return Err(other),
                    }
                }
            }
        }
        Ok(())
    }

    /// The first byte after `end` that belongs to no object, table or end mark of a later revision.
    pub fn stray(&self, end: usize) -> Option<usize> {
        let mut spans = Vec::new();
        for (first, section) in self.sections.iter().enumerate().filter(|it| it.1.offset >= end) {
            spans.push((section.offset, section.end));
            let view = self.view(first, self.bytes.len());
            for (_, place) in &section.entries {
                if let Place::At(offset, _) = place
                    && *offset as usize >= end
                {
                    let read = view.parse(*offset as usize);
                    spans.push((*offset as usize, read.map_or(*offset as usize, |it| it.end)));
                }
            }
        }
        spans.sort_unstable();
        let mut parser = Parser::new(self.bytes, end, &self.fuel);
        let mut spans = spans.into_iter().peekable();
        loop {
            parser.skip();
            while spans.peek().is_some_and(|it| it.1 <= parser.at || it.0 <= parser.at) {
                parser.at = spans.next().map_or(parser.at, |it| it.1.max(parser.at));
                parser.skip();
            }
            parser.peek()?;
            let here = parser.at;
            if !(parser.word(b"startxref") && parser.number().is_some()) {
                return Some(here);
            }
        }
    }
}

impl<'d> View<'d, '_> {
    /// Burns some of the fuel of the judgement.
    pub fn burn(&self, amount: u64) -> Result<(), Unreadable> {
        self.document.fuel.burn(amount)
    }

    /// Which revision this is, counted from 1.
    pub fn revision(&self) -> usize {
        self.document.revisions(self.first)
    }

    /// The newest trailer.
    pub fn trailer(&self) -> Option<&'d Dict> {
        self.document.sections.get(self.first).map(|it| &it.trailer)
    }

    /// Every number that is in use, and where its object stands.
    pub fn places(&self) -> &[(u32, Place)] {
        &self.places
    }

    /// Where an object stands.
    pub fn place(&self, number: u32) -> Option<Place> {
        let at = self.places.binary_search_by_key(&number, |it| it.0).ok()?;
        self.places.get(at).map(|it| it.1)
    }

    /// An object by its number; [`Object::Null`] where there is none.
    pub fn get(&self, number: u32) -> Result<Object, Unreadable> {
        self.place(number).map_or(Ok(Object::Null), |it| self.read(number, it))
    }

    /// The value, pointers followed.
    pub fn resolve(&self, value: &Object) -> Result<Object, Unreadable> {
        let mut value = value.clone();
        for _ in 0..16 {
            let Object::Ref(number, _) = value else { return Ok(value) };
            value = self.get(number)?;
        }
        Err(Unreadable::Loop)
    }

    /// The value behind a key, pointers followed; [`Object::Null`] where there is none or it cannot be read.
    pub fn value(&self, dict: &Dict, key: &str) -> Object {
        dict.get(key.as_bytes()).and_then(|it| self.resolve(it).ok()).unwrap_or(Object::Null)
    }

    /// The bytes of a stream as they stand.
    pub fn raw(&self, value: &Object) -> Option<&'d [u8]> {
        if let Object::Stream(it) = value { self.document.bytes.get(it.start..it.end) } else { None }
    }

    /// The bytes of a stream, unpacked.
    pub fn unpacked(&self, value: &Object, bound: usize) -> Option<Vec<u8>> {
        unpack(value.dict()?, self.raw(value)?, bound).ok()
    }

    fn read(&self, number: u32, place: Place) -> Result<Object, Unreadable> {
        match place {
            Place::Free => Ok(Object::Null),
            Place::At(offset, generation) => {
                let found = self.parse(offset as usize)?;
                if found.number == number && found.generation == generation { Ok(found.object) } else { Err(Unreadable::BrokenObject) }
            }
            Place::In(container, index) => {
                let packed = self.packed(container)?;
                let (found, start) = packed.heads.get(index as usize).copied().ok_or(Unreadable::BrokenObject)?;
                if found != number {
                    return Err(Unreadable::BrokenObject);
                }
                Parser::new(&packed.plain, start, &self.document.fuel).object()
            }
        }
    }

    fn parse(&self, offset: usize) -> Result<Indirect, Unreadable> {
        let bytes = self.document.bytes.get(..self.end).unwrap_or_default();
        Parser::new(bytes, offset, &self.document.fuel).indirect(&|it| self.length(it))
    }

    /// The length of a stream that stands in an object of its own.
    fn length(&self, number: u32) -> Option<usize> {
        let Place::At(offset, _) = self.place(number)? else { return None };
        let bytes = self.document.bytes.get(..self.end)?;
        let found = Parser::new(bytes, offset as usize, &self.document.fuel).indirect(&|_| None).ok()?;
        found.object.size().filter(|_| found.number == number)
    }

    fn packed(&self, container: u32) -> Result<Rc<Packed>, Unreadable> {
        let broken = Unreadable::BrokenObject;
        let Some(Place::At(offset, _)) = self.place(container) else { return Err(broken) };
        let offset = offset as usize;
        if let Some(it) = self.document.unpacked.borrow().get(&offset) {
            return Ok(Rc::clone(it));
        }
        let found = self.parse(offset)?;
        let Object::Stream(stream) = &found.object else { return Err(broken) };
        if found.number != container || stream.dict.get(b"Type".as_slice()).and_then(Object::name) != Some(b"ObjStm") {
            return Err(broken);
        }
        let raw = self.document.bytes.get(stream.start..stream.end).unwrap_or_default();
        let unpacked = unpack(&stream.dict, raw, self.document.left.get());
        if unpacked.is_err() {
            // It is not kept, so it may be asked for again and again.
            self.document.fuel.waste(BROKEN_STREAM);
        }
        let plain = unpacked?;
        let head = std::mem::size_of::<(u32, usize)>();
        self.document.left.set(self.document.left.get() - plain.len());
        let count = stream.dict.get(b"N".as_slice()).and_then(Object::size).ok_or(broken)?;
        let first = stream.dict.get(b"First".as_slice()).and_then(Object::size).ok_or(broken)?;
        let mut parser = Parser::new(&plain, 0, &self.document.fuel);
        let mut heads = Vec::new();
        for _ in 0..count {
            self.document.fuel.burn(1)?;
            let number = parser.number().and_then(|it| u32::try_from(it).ok()).ok_or(broken)?;
            let start = parser.number().and_then(|it| usize::try_from(it).ok()).and_then(|it| it.checked_add(first)).ok_or(broken)?;
            heads.push((number, start));
            if heads.len() > xref::OBJECTS {
                return Err(Unreadable::TooManyObjects);
            }
        }
        self.document.left.set(self.document.left.get().saturating_sub(heads.len() * head));
        let packed = Rc::new(Packed { plain, heads });
        self.document.unpacked.borrow_mut().insert(offset, Rc::clone(&packed));
        Ok(packed)
    }
}
