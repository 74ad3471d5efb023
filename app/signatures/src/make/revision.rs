//! Appends to a PDF. The bytes that were there stay a prefix; objects that change are written again behind them, with a
//! cross-reference section of the kind that the file has already. No clock: the same changes give the same bytes.

use std::collections::BTreeMap;
use std::io::Write;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

use super::SignError;

/// The most that a compressed object may grow to; papers are far smaller.
const LARGEST_OBJECT: usize = 32 * 1024 * 1024;

/// Changes to a file that are not written yet.
pub struct Revision<'a> {
    before: &'a [u8],
    file: Document,
    changed: BTreeMap<ObjectId, Change>,
    next: u32,
}

enum Change {
    Object(Object),
    /// Already as it will stand in the file.
    Written(Vec<u8>),
}

impl<'a> Revision<'a> {
    /// Reads a whole file.
    pub fn of(before: &'a [u8]) -> Result<Self, SignError> {
        // A file cut short would be read as the revision before the last.
        if !before.trim_ascii_end().ends_with(b"%%EOF") {
            return Err(SignError::Unreadable("it does not end as a PDF does".to_owned()));
        }
        let options = LoadOptions { max_decompressed_size: Some(LARGEST_OBJECT), ..LoadOptions::default() };
        let file = Document::load_mem_with_options(before, options).map_err(unreadable)?;
        if file.trailer.has(b"Encrypt") || file.encryption_state.is_some() {
            return Err(SignError::Encrypted);
        }
        let size = file.trailer.get(b"Size").and_then(Object::as_i64).ok().and_then(|it| u32::try_from(it).ok()).unwrap_or_default();
        let next = file.max_id.checked_add(1).ok_or_else(|| SignError::Unreadable("too many objects".to_owned()))?.max(size);
        Ok(Self { before, file, changed: BTreeMap::new(), next })
    }

    /// The file as it was read, without the changes.
    pub fn file(&self) -> &Document {
        &self.file
    }

    /// The identifier of the catalog.
    pub fn catalog(&self) -> Result<ObjectId, SignError> {
        self.file.trailer.get(b"Root").and_then(Object::as_reference).map_err(unreadable)
    }

    /// An object as the changes left it.
    pub fn object(&self, id: ObjectId) -> Result<&Object, SignError> {
        match self.changed.get(&id) {
            Some(Change::Object(object)) => Ok(object),
            _ => self.file.get_object(id).map_err(unreadable),
        }
    }

    /// An object to be changed.
    pub fn edit(&mut self, id: ObjectId) -> Result<&mut Object, SignError> {
        let object = self.object(id)?.clone();
        self.changed.insert(id, Change::Object(object));
        match self.changed.get_mut(&id) {
            Some(Change::Object(object)) => Ok(object),
            _ => Err(SignError::Unreadable("an object cannot be changed".to_owned())),
        }
    }

    /// A dictionary to be changed.
    pub fn edit_dictionary(&mut self, id: ObjectId) -> Result<&mut Dictionary, SignError> {
        self.edit(id)?.as_dict_mut().map_err(unreadable)
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.insert(Change::Object(object.into()))
    }

    /// Adds an object that is written already.
    pub fn add_written(&mut self, bytes: Vec<u8>) -> ObjectId {
        self.insert(Change::Written(bytes))
    }

    fn insert(&mut self, change: Change) -> ObjectId {
        let id = (self.next, 0);
        self.next += 1;
        self.changed.insert(id, change);
        id
    }

    /// The file with its new revision.
    pub fn write(mut self) -> Result<Vec<u8>, SignError> {
        let mut bytes = self.before.to_vec();
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for (id, change) in &self.changed {
            places.insert(*id, bytes.len());
            let _ = writeln!(bytes, "{} {} obj", id.0, id.1);
            match change {
                Change::Object(object) => put(&mut bytes, object),
                Change::Written(written) => bytes.extend_from_slice(written),
            }
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = bytes.len();
        if self.before.get(self.file.xref_start..).is_some_and(|it| it.trim_ascii_start().starts_with(b"xref")) {
            self.table(&mut bytes, &places);
        } else {
            let id = (self.next, 0);
            self.next += 1;
            places.insert(id, start);
            self.stream(&mut bytes, id, &places);
        }
        let _ = write!(bytes, "startxref\n{start}\n%%EOF\n");
        Ok(bytes)
    }

    fn table(&self, bytes: &mut Vec<u8>, places: &BTreeMap<ObjectId, usize>) {
        let trailer = self.trailer(bytes);
        bytes.extend_from_slice(b"xref\n");
        for run in runs(places) {
            let _ = writeln!(bytes, "{} {}", run.first().map_or(0, |it| it.0.0), run.len());
            for ((_, generation), place) in run {
                let _ = writeln!(bytes, "{place:010} {generation:05} n ");
            }
        }
        bytes.extend_from_slice(b"trailer\n");
        put(bytes, &Object::Dictionary(trailer));
        bytes.push(b'\n');
    }

    fn stream(&self, bytes: &mut Vec<u8>, id: ObjectId, places: &BTreeMap<ObjectId, usize>) {
        let mut trailer = self.trailer(bytes);
        let mut index = Vec::new();
        let mut content = Vec::new();
        for run in runs(places) {
            index.extend([i64::from(run.first().map_or(0, |it| it.0.0)), run.len() as i64].map(Object::Integer));
            for ((_, generation), place) in run {
                content.push(1);
                content.extend((place as u64).to_be_bytes());
                content.extend(generation.to_be_bytes());
            }
        }
        trailer.set("Type", Object::Name(b"XRef".to_vec()));
        trailer.set("W", vec![1.into(), 8.into(), 2.into()]);
        trailer.set("Index", index);
        let _ = writeln!(bytes, "{} {} obj", id.0, id.1);
        put(bytes, &Object::Stream(lopdf::Stream::new(trailer, content)));
        bytes.extend_from_slice(b"\nendobj\n");
    }

    /// What the new trailer says; the file keeps the first half of its identifier.
    fn trailer(&self, bytes: &[u8]) -> Dictionary {
        let mut trailer = Dictionary::new();
        trailer.set("Size", i64::from(self.next));
        trailer.set("Prev", self.file.xref_start as i64);
        for key in ["Root", "Info"] {
            if let Ok(value) = self.file.trailer.get(key.as_bytes()) {
                trailer.set(key, value.clone());
            }
        }
        let digest = Sha256::digest(bytes).iter().copied().take(16).collect();
        let now = Object::String(digest, StringFormat::Hexadecimal);
        let first = self.file.trailer.get(b"ID").and_then(Object::as_array).ok().and_then(|it| it.first()).unwrap_or(&now);
        let first = Object::String(first.as_str().unwrap_or_default().to_vec(), StringFormat::Hexadecimal);
        trailer.set("ID", vec![first, now]);
        trailer
    }
}

pub fn unreadable(error: lopdf::Error) -> SignError {
    SignError::Unreadable(error.to_string())
}

/// Runs of neighbouring object numbers.
fn runs(places: &BTreeMap<ObjectId, usize>) -> Vec<Vec<(ObjectId, usize)>> {
    let mut runs: Vec<Vec<(ObjectId, usize)>> = Vec::new();
    for (id, place) in places {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|it| it.0.0 + 1 == id.0) => run.push((*id, *place)),
            _ => runs.push(vec![(*id, *place)]),
        }
    }
    runs
}

/// A text string: plain where it can be, else UTF-16 with its mark.
pub fn text(text: &str) -> Object {
    if text.chars().all(|it| matches!(it, ' '..='~')) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// Writes an object; whoever calls puts a space where one is needed.
pub fn put(bytes: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Integer(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Real(it) => bytes.extend_from_slice(it.to_string().as_bytes()),
        Object::Name(it) => name(bytes, it),
        Object::String(it, StringFormat::Literal) => {
            bytes.push(b'(');
            for byte in it {
                match byte {
                    b'(' | b')' | b'\\' => bytes.extend([b'\\', *byte]),
                    b'\r' => bytes.extend_from_slice(b"\\r"),
                    _ => bytes.push(*byte),
                }
            }
            bytes.push(b')');
        }
        Object::String(it, StringFormat::Hexadecimal) => {
            bytes.push(b'<');
            bytes.extend_from_slice(hex(it).as_bytes());
            bytes.push(b'>');
        }
        Object::Array(members) => {
            bytes.push(b'[');
            for (index, it) in members.iter().enumerate() {
                if index > 0 {
                    bytes.push(b' ');
                }
                put(bytes, it);
            }
            bytes.push(b']');
        }
        Object::Dictionary(it) => dictionary(bytes, it),
        Object::Stream(it) => {
            dictionary(bytes, &it.dict);
            bytes.extend_from_slice(b"\nstream\n");
            bytes.extend_from_slice(&it.content);
            bytes.extend_from_slice(b"\nendstream");
        }
        Object::Reference(it) => bytes.extend_from_slice(format!("{} {} R", it.0, it.1).as_bytes()),
    }
}

fn dictionary(bytes: &mut Vec<u8>, it: &Dictionary) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in it {
        name(bytes, key);
        bytes.push(b' ');
        put(bytes, value);
    }
    bytes.extend_from_slice(b">>");
}

fn name(bytes: &mut Vec<u8>, it: &[u8]) {
    bytes.push(b'/');
    for byte in it {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            bytes.push(*byte);
        } else {
            bytes.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|it| [it >> 4, it & 15]).filter_map(|it| DIGITS.get(usize::from(it))).collect()
}
