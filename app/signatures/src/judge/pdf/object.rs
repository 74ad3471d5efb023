//! The values that a PDF is made of.

use std::collections::BTreeMap;

/// A dictionary.
pub type Dict = BTreeMap<Vec<u8>, Object>;

/// A string, and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    /// What it says.
    pub bytes: Vec<u8>,
    /// Its first byte in the file, delimiter included.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

/// A stream: its dictionary and where its bytes stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Its dictionary.
    pub dict: Dict,
    /// Its first byte in the file.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A value. A real number stays as it was written: nothing is computed from it.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Real(Box<[u8]>),
    /// A name without its slash, escapes read.
    Name(Vec<u8>),
    /// A string.
    Text(Box<Text>),
    /// A list.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Box<Dict>),
    /// A stream.
    Stream(Box<Stream>),
    /// Another object, by number and generation.
    Ref(u32, u16),
}

impl Object {
    /// The dictionary, of a stream too.
    pub fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(it) => Some(it),
            Self::Stream(it) => Some(&it.dict),
            _ => None,
        }
    }

    /// The whole number.
    pub fn int(&self) -> Option<i64> {
        if let Self::Int(it) = self { Some(*it) } else { None }
    }

    /// The whole number that counts bytes or things.
    pub fn size(&self) -> Option<usize> {
        self.int().and_then(|it| usize::try_from(it).ok())
    }

    /// The name.
    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(it) = self { Some(it) } else { None }
    }

    /// The list.
    pub fn array(&self) -> Option<&[Object]> {
        if let Self::Array(it) = self { Some(it) } else { None }
    }

    /// The string.
    pub fn text(&self) -> Option<&Text> {
        if let Self::Text(it) = self { Some(it) } else { None }
    }

    /// How much memory it holds, about.
    pub fn weight(&self) -> usize {
        let inside = match self {
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Ref(..) => 0,
            Self::Real(it) => it.len(),
            Self::Name(it) => it.len(),
            Self::Text(it) => it.bytes.len() + size_of::<Text>(),
            Self::Array(it) => it.iter().map(Self::weight).sum(),
            Self::Dict(it) => weight(it),
            Self::Stream(it) => weight(&it.dict) + size_of::<Stream>(),
        };
        inside + size_of::<Self>()
    }

    /// The number of the object that is pointed at.
    pub fn target(&self) -> Option<u32> {
        if let Self::Ref(it, _) = self { Some(*it) } else { None }
    }

    /// Calls `each` with the number of every object pointed at from here.
    pub fn each_target(&self, each: &mut dyn FnMut(u32)) {
        match self {
            Self::Ref(it, _) => each(*it),
            Self::Array(it) => it.iter().for_each(|it| it.each_target(each)),
            Self::Dict(it) => it.values().for_each(|it| it.each_target(each)),
            Self::Stream(it) => it.dict.values().for_each(|it| it.each_target(each)),
            Self::Null | Self::Bool(_) | Self::Int(_) | Self::Real(_) | Self::Name(_) | Self::Text(_) => {}
        }
    }
}

/// How much memory a dictionary holds, about.
pub fn weight(dict: &Dict) -> usize {
    dict.iter().map(|it| it.0.len() + size_of::<Vec<u8>>() + 2 * it.1.weight()).sum()
}
