//! The tools for reading a package out of JSON: places, typed values, and the list of errors. Which keys there are is not said here.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use time::Date;

use super::{Decimal, PackageError, Reason, Version};
use crate::canonical::{Json, Member, Node, integer};
use crate::fold::is_nfc;
use crate::quantity::Quantity;
use crate::value::plain_day;

/// A place in the file, from the root.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    Key(&'p Path<'p>, &'p str),
    Entry(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => f.write_str("$"),
            Path::Entry(list, at) => write!(f, "{list}[{at}]"),
            Path::Key(object, key) => {
                let plain = !key.is_empty() && key.chars().all(|it| it.is_alphanumeric() || it == '_' || it == '-');
                if plain { write!(f, "{object}.{key}") } else { write!(f, "{object}[{key:?}]") }
            }
        }
    }
}

/// Collects errors with the byte they stand at, so that they can be told in the order of the file.
pub(crate) struct Reader {
    errors: Vec<(usize, PackageError)>,
    /// The version by whose rules is read.
    pub(super) version: Version,
}

/// A readable object: its first value of every known key.
pub(crate) struct Fields<'n> {
    at: usize,
    members: &'n [Member<'n>],
}

/// A text and where it starts.
#[derive(Clone, Copy)]
pub(crate) struct Text<'n> {
    pub(crate) at: usize,
    pub(crate) text: &'n str,
}

impl Reader {
    pub(super) fn new(version: Version) -> Self {
        Self { errors: Vec::new(), version }
    }

    /// The keys of both versions, and those that only version 2 has where it is read.
    pub(super) fn keys(&self, both: &[&'static str], second: &[&'static str]) -> Vec<&'static str> {
        let second = if self.version == Version::Two { second } else { &[] };
        both.iter().chain(second).copied().collect()
    }

    pub(crate) fn error(&mut self, at: usize, path: &Path<'_>, reason: Reason, detail: impl Into<String>) {
        self.errors.push((at, PackageError { path: path.to_string(), reason, detail: detail.into() }));
    }

    /// Every error in the order of the file, or what was read.
    pub(crate) fn finish<T>(mut self, read: Option<T>) -> Result<T, Vec<PackageError>> {
        self.errors.sort_by_key(|it| it.0);
        match (read, self.errors.is_empty()) {
            (Some(read), true) => Ok(read),
            _ => Err(self.errors.into_iter().map(|it| it.1).collect()),
        }
    }

    /// Says whether nothing was found wrong yet.
    pub(crate) fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// An object with keys of `known` only, none of them twice.
    pub(crate) fn object<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>, known: &[&str]) -> Option<Fields<'n>> {
        let fields = self.any_object(node, path)?;
        self.only(&fields, path, known);
        Some(fields)
    }

    /// An object whose keys are checked with `only` once it is known which there may be.
    pub(crate) fn any_object<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>) -> Option<Fields<'n>> {
        let Json::Object(members) = &node.json else {
            self.error(node.at, path, Reason::WrongType, "object");
            return None;
        };
        for member in repeated(members) {
            self.error(member.at, &Path::Key(path, &member.key), Reason::RepeatedKey, "");
        }
        Some(Fields { at: node.at, members })
    }

    /// Refuses every key that is not of `known`.
    pub(crate) fn only(&mut self, fields: &Fields<'_>, path: &Path<'_>, known: &[&str]) {
        let mut told = HashSet::new();
        for member in fields.members.iter().filter(|it| !known.contains(&it.key.as_ref())) {
            if told.insert(member.key.as_ref()) {
                self.error(member.at, &Path::Key(path, &member.key), Reason::UnknownKey, "");
            }
        }
    }

    /// The value of a key that must be there.
    pub(crate) fn required<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, key: &str) -> Option<&'n Node<'n>> {
        let node = fields.get(key);
        if node.is_none() {
            self.error(fields.at, &Path::Key(path, key), Reason::MissingKey, "");
        }
        node
    }

    /// Text in NFC, at least one character.
    pub(crate) fn text<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, key: &str) -> Option<Text<'n>> {
        let node = self.required(fields, path, key)?;
        self.text_of(node, &Path::Key(path, key))
    }

    /// Text in NFC, at least one character.
    pub(crate) fn text_of<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>) -> Option<Text<'n>> {
        let Json::Text(text) = &node.json else {
            self.error(node.at, path, Reason::WrongType, "text");
            return None;
        };
        let text: &'n str = match text {
            Cow::Borrowed(it) => it,
            Cow::Owned(it) => it,
        };
        match (text.is_empty(), is_nfc(text)) {
            (true, _) => self.error(node.at, path, Reason::EmptyText, ""),
            (false, false) => self.error(node.at, path, Reason::NotNfc, ""),
            (false, true) => return Some(Text { at: node.at, text }),
        }
        None
    }

    /// Text of a key that may be left out.
    pub(super) fn optional_text<'n>(&mut self, fields: &Fields<'n>, path: &Path<'_>, key: &str) -> Option<Text<'n>> {
        let node = fields.get(key)?;
        self.text_of(node, &Path::Key(path, key))
    }

    /// A list.
    pub(crate) fn list<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>) -> Option<&'n [Node<'n>]> {
        let Json::List(nodes) = &node.json else {
            self.error(node.at, path, Reason::WrongType, "list");
            return None;
        };
        Some(nodes)
    }

    /// A list that holds at least one entry.
    pub(crate) fn entries<'n>(&mut self, node: &'n Node<'n>, path: &Path<'_>) -> Option<&'n [Node<'n>]> {
        let nodes = self.list(node, path)?;
        if nodes.is_empty() {
            self.error(node.at, path, Reason::EmptyList, "");
        }
        Some(nodes)
    }

    /// A plain decimal of a key that must be there.
    pub(crate) fn decimal(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<Decimal> {
        let node = self.required(fields, path, key)?;
        self.decimal_of(node, &Path::Key(path, key))
    }

    /// A plain decimal of a key with a default.
    pub(crate) fn optional_decimal(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<Decimal> {
        let node = fields.get(key)?;
        self.decimal_of(node, &Path::Key(path, key))
    }

    /// A plain decimal.
    pub(crate) fn decimal_of(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Decimal> {
        let text = self.text_of(node, path)?;
        let decimal = Decimal::read(text.text);
        if decimal.is_none() {
            self.error(node.at, path, Reason::NotADecimal, "");
        }
        decimal
    }

    /// A decimal of a key that must be there and for which `sound` holds.
    pub(crate) fn decimal_that(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        key: &str,
        (sound, reason): (fn(Quantity) -> bool, Reason),
    ) -> Option<Decimal> {
        let node = self.required(fields, path, key)?;
        let decimal = self.decimal_of(node, &Path::Key(path, key))?;
        if !sound(decimal.quantity()) {
            self.error(node.at, &Path::Key(path, key), reason, "");
        }
        Some(decimal)
    }

    /// A real day.
    pub(crate) fn day(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<(usize, Date)> {
        let text = self.text(fields, path, key)?;
        let day = plain_day(text.text);
        if day.is_none() {
            self.error(text.at, &Path::Key(path, key), Reason::NotADay, "");
        }
        day.map(|it| (text.at, it))
    }

    /// An integer between two bounds.
    pub(crate) fn integer(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, (least, greatest): (i64, i64)) -> Option<i64> {
        let node = self.required(fields, path, key)?;
        let path = Path::Key(path, key);
        let Json::Number(spelled) = &node.json else {
            self.error(node.at, &path, Reason::WrongType, "integer");
            return None;
        };
        if spelled.contains(['.', 'e', 'E']) {
            self.error(node.at, &path, Reason::WrongType, "plain-integer");
            return None;
        }
        let number = integer(spelled).filter(|it| (least..=greatest).contains(it));
        if number.is_none() {
            self.error(node.at, &path, Reason::OutOfRange, format!("{least}–{greatest}"));
        }
        number
    }

    /// A count from 1, of a key that may be left out.
    pub(super) fn optional_count(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<u32> {
        fields.get(key)?;
        u32::try_from(self.integer(fields, path, key, (1, u32::MAX.into()))?).ok()
    }

    /// A boolean of a key with a default.
    pub(crate) fn boolean(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str) -> Option<bool> {
        let node = fields.get(key)?;
        if let Json::Bool(it) = node.json {
            return Some(it);
        }
        self.error(node.at, &Path::Key(path, key), Reason::WrongType, "true-or-false");
        None
    }

    /// One of the words that `code` gives to `all`, of a key that may be left out.
    pub(super) fn optional_word<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        key: &str,
        all: &[T],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let node = fields.get(key)?;
        self.word(node, &Path::Key(path, key), all, code)
    }

    /// One of the words that `code` gives to `all`.
    pub(crate) fn word<T: Copy>(&mut self, node: &Node<'_>, path: &Path<'_>, all: &[T], code: fn(T) -> &'static str) -> Option<T> {
        let text = self.text_of(node, path)?;
        let found = all.iter().copied().find(|it| code(*it) == text.text);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|it| code(*it)).collect();
            self.error(node.at, path, Reason::NotOneOf, words.join(", "));
        }
        found
    }
}

impl<'n> Fields<'n> {
    /// The byte at which the object starts.
    pub(crate) fn start(&self) -> usize {
        self.at
    }

    /// The byte at which the value of a key starts; that of the object where it is left out.
    pub(crate) fn at(&self, key: &str) -> usize {
        self.get(key).map_or(self.at, |it| it.at)
    }

    /// The first value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        self.members.iter().find(|it| it.key == key).map(|it| &it.node)
    }
}

/// The members whose key stands before them already. A file may hold any number of keys; few are compared with each other, which is faster.
fn repeated<'m, 'n>(members: &'m [Member<'n>]) -> Vec<&'m Member<'n>> {
    if members.len() <= 16 {
        let before = |at: usize| members.iter().take(at);
        return members.iter().enumerate().filter(|(at, it)| before(*at).any(|other| other.key == it.key)).map(|it| it.1).collect();
    }
    let mut seen = HashSet::with_capacity(members.len());
    members.iter().filter(|it| !seen.insert(it.key.as_ref())).collect()
}
