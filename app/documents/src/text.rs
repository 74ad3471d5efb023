//! Text in mixed styles, as the papers write it; says nothing about places on the page.

use serde::{Deserialize, Serialize};

/// The four styles of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Style {
    /// Upright, ordinary weight ("kiểu chữ đứng").
    Regular,
    /// Upright bold ("đứng, đậm").
    Bold,
    /// Italic ("nghiêng").
    Italic,
    /// Bold italic ("nghiêng, đậm").
    BoldItalic,
}

impl Style {
    /// The four styles, in the order of the typeface's files.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words; any normalization form, a line feed forces a new line.
    pub text: String,
    /// The style of all of them.
    pub style: Style,
}

/// Text in mixed styles, built by chaining: `Text::new("Tôi là: ").bold("Nguyễn Văn A")`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The stretches, in reading order.
    pub runs: Vec<Run>,
}

impl Text {
    /// Starts with upright text.
    pub fn new(text: impl Into<String>) -> Self {
        Self::styled(text, Style::Regular)
    }

    /// Starts with text in `style`.
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self::default().then(text, style)
    }

    /// Appends text in `style`.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>, style: Style) -> Self {
        self.runs.push(Run { text: text.into(), style });
        self
    }

    /// Appends upright text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.then(text, Style::Regular)
    }

    /// Appends bold text.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        self.then(text, Style::Bold)
    }

    /// Appends italic text.
    #[must_use]
    pub fn italic(self, text: impl Into<String>) -> Self {
        self.then(text, Style::Italic)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}
