//! A place to go, with its words.

/// An address inside the site and the words people press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address, from `urls`.
    pub href: String,
}

impl Link {
    /// Makes a link from its words and its address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}
