//! The fields of a form, and the signatures in them.

use super::certificate::pdf_text;
use super::pdf::{Dict, Object, Unreadable, View, weight};
use std::collections::BTreeSet;

const FIELDS: usize = 20_000;
const DEPTH: usize = 24;
/// The longest full name that is kept, in bytes.
const NAME: usize = 1024;
/// The most memory that all fields, and one signature, may take. What is left out explains nothing: it counts as altered.
const HEAVIEST: usize = 6 << 20;
const HEAVIEST_SIGNATURE: usize = 1 << 20;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Signature,
    /// Something to fill in.
    Filled,
    Unknown,
}

/// A field or one of its pictures on a page, with what it inherits.
#[derive(Debug)]
pub struct Field {
    /// Its object's number.
    pub number: u32,
    /// The number of the field that it is part of, or of nothing.
    pub parent: Option<u32>,
    /// Its full name as the file has it.
    pub name: Vec<u8>,
    pub kind: Kind,
    pub dict: Dict,
}

/// A signature as it stands in the file.
#[derive(Debug)]
pub struct Signature {
    /// The name of its field, shown safely.
    pub field: String,
    /// The number of the object that holds it.
    pub number: Option<u32>,
    pub dict: Dict,
}

/// The catalogue.
pub fn root(view: &View<'_, '_>) -> Option<Dict> {
    let root = view.value(view.trailer()?, "Root");
    if let Object::Dict(it) = root { Some(*it) } else { None }
}

/// The form of the catalogue.
pub fn form(view: &View<'_, '_>) -> Option<Dict> {
    let form = view.value(&root(view)?, "AcroForm");
    if let Object::Dict(it) = form { Some(*it) } else { None }
}

/// All fields, parents before their parts.
pub fn fields(view: &View<'_, '_>) -> Vec<Field> {
    let mut found = Vec::new();
    let mut known = Known { seen: BTreeSet::new(), left: HEAVIEST };
    if let Some(form) = form(view) {
        let list = view.value(&form, "Fields");
        walk(view, list.array().unwrap_or_default(), None, &mut known, &mut found, 0);
    }
    found
}

/// The fields met so far, and how much memory more may take.
struct Known {
    seen: BTreeSet<u32>,
    left: usize,
}

fn walk(view: &View<'_, '_>, list: &[Object], parent: Option<usize>, known: &mut Known, found: &mut Vec<Field>, depth: usize) {
    for it in list {
        let Some(number) = it.target().filter(|_| depth < DEPTH && found.len() < FIELDS) else { continue };
        if !known.seen.insert(number) {
            continue;
        }
        let Ok(Object::Dict(dict)) = view.get(number) else { continue };
        let Some(left) = known.left.checked_sub(weight(&dict) + NAME / 8) else { continue };
        known.left = left;
        let above = parent.and_then(|it| found.get(it));
        let kind = match view.value(&dict, "FT").name() {
            Some(b"Sig") => Kind::Signature,
            Some(_) => Kind::Filled,
            None => above.map_or(Kind::Unknown, |it| it.kind),
        };
        let mut name = above.map(|it| it.name.clone()).unwrap_or_default();
        if let Some(part) = view.value(&dict, "T").text() {
            if !name.is_empty() {
                name.push(b'.');
            }
            name.extend(part.bytes.iter().take(512));
            name.truncate(NAME);
        }
        let kids = view.value(&dict, "Kids");
        found.push(Field { number, parent: above.map(|it| it.number), name, kind, dict: *dict });
        let own = found.len() - 1;
        walk(view, kids.array().unwrap_or_default(), Some(own), known, found, depth + 1);
    }
}

/// The signatures of the fields.
pub fn signatures(view: &View<'_, '_>) -> Vec<Signature> {
    let signed = fields(view).into_iter().filter(|it| it.kind == Kind::Signature && it.dict.contains_key(b"V".as_slice()));
    let read = signed.filter_map(|it| {
        let number = it.dict.get(b"V".as_slice()).and_then(Object::target);
        let value = match it.dict.get(b"V".as_slice()).map(|it| view.resolve(it)) {
            Some(Ok(it)) => it,
            // What points at itself is nothing; a signature that cannot be read is one that somebody broke.
            Some(Err(Unreadable::Loop)) | None => return None,
            Some(Err(_)) => Object::Bool(false),
        };
        let dict = match value {
            Object::Dict(it) if weight(&it) <= HEAVIEST_SIGNATURE => *it,
            Object::Null => return None,
            _ => Dict::new(),
        };
        Some(Signature { field: pdf_text(&it.name), number, dict })
    });
    read.take(64).collect()
}

impl Signature {
    /// Where what was signed begins and ends, and where the hole for the signature is; nothing where that is no range of this file.
    pub fn range(&self, length: usize) -> Option<[usize; 4]> {
        let range: Vec<usize> = self.dict.get(b"ByteRange".as_slice())?.array()?.iter().filter_map(Object::size).collect();
        let &[start, first, second, rest] = range.as_slice() else { return None };
        let contents = self.dict.get(b"Contents".as_slice())?.text()?;
        let end = second.checked_add(rest)?;
        // The hole is the string and nothing else: bytes hidden in it would be signed by nobody.
        (start == 0 && first == contents.start && second == contents.end && end <= length).then_some([start, first, second, end])
    }

    /// What the signer may still allow to be changed: 1 nothing, 2 filling and signing, 3 notes too.
    pub fn permission(&self, view: &View<'_, '_>) -> i64 {
        let transforms = self.transforms(view, b"DocMDP");
        transforms.iter().map(|it| view.value(it, "P").int().unwrap_or(2)).min().unwrap_or(2)
    }

    /// Whether the signer closed this field.
    pub fn locks(&self, view: &View<'_, '_>, name: &[u8]) -> bool {
        self.transforms(view, b"FieldMDP").iter().any(|it| {
            let list = view.value(it, "Fields");
            let named = list
                .array()
                .unwrap_or_default()
                .iter()
                .filter_map(Object::text)
                .any(|it| it.bytes == name || name.strip_prefix(it.bytes.as_slice()).is_some_and(|rest| rest.starts_with(b".")));
            match view.value(it, "Action").name() {
                Some(b"Include") => named,
                Some(b"Exclude") => !named,
                _ => true,
            }
        })
    }

    fn transforms(&self, view: &View<'_, '_>, method: &[u8]) -> Vec<Dict> {
        let list = view.value(&self.dict, "Reference");
        let references = list.array().unwrap_or_default().iter().take(16).filter_map(|it| view.resolve(it).ok());
        let mut found = Vec::new();
        for it in references {
            let Some(dict) = it.dict() else { continue };
            if view.value(dict, "TransformMethod").name() == Some(method) {
                found.push(view.value(dict, "TransformParams").dict().cloned().unwrap_or_default());
            }
        }
        found
    }
}
