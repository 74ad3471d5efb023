//! Filling a wording in: passages become paragraphs, values stand in the place of their fields.

use super::parse::{Part, read};
use super::{TemplateKind, Wording};

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are printed bold.
    pub strong: bool,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its stretches; neighbours differ in how they are printed.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// The words without how they are printed.
    pub fn words(&self) -> String {
        self.pieces.iter().map(|it| it.text.as_str()).collect()
    }

    /// The paragraph with words before it.
    #[must_use]
    pub fn after(self, words: &str) -> Self {
        let mut line = Self::default();
        line.push(words, false);
        self.pieces.iter().for_each(|it| line.push(&it.text, it.strong));
        line
    }

    /// The paragraph with words behind it.
    #[must_use]
    pub fn then(mut self, words: &str) -> Self {
        self.push(words, false);
        self
    }

    /// The paragraph without the stops at its end, and with others in their place: `./.` ends a whole paper.
    #[must_use]
    pub fn closed(mut self, stop: &str) -> Self {
        if let Some(last) = self.pieces.last_mut() {
            let open = last.text.trim_end_matches(['.', ';', ',', '/', ' ']).len();
            last.text.truncate(open);
        }
        self.then(stop)
    }

    fn push(&mut self, words: &str, strong: bool) {
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if last.strong == strong => last.text.push_str(words),
            _ => self.pieces.push(Piece { text: words.to_owned(), strong }),
        }
    }
}

/// The wording of one paper with its values.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    kind: TemplateKind,
    wording: Option<&'a Wording>,
    values: Vec<(&'static str, String)>,
}

impl<'a> Words<'a> {
    /// The words of a paper; without a wording of the office's own those of the program.
    pub const fn new(kind: TemplateKind, wording: Option<&'a Wording>, values: Vec<(&'static str, String)>) -> Self {
        Self { kind, wording, values }
    }

    /// The words with the examples of all fields.
    pub fn examples(kind: TemplateKind, wording: Option<&'a Wording>) -> Self {
        Self::new(kind, wording, kind.fields().iter().map(|it| (it.name, it.example.to_owned())).collect())
    }

    /// The paragraphs of a passage; none where it is empty.
    pub fn lines(&self, passage: &str) -> Vec<Line> {
        let Some(passage) = self.kind.passage(passage) else { return Vec::new() };
        let text = self.wording.map_or(passage.shipped, |it| it.passage(passage));
        text.lines().map(str::trim).filter(|it| !it.is_empty()).map(|it| self.line(it)).collect()
    }

    /// The first paragraph of a passage that has one.
    pub fn line_of(&self, passage: &str) -> Line {
        self.lines(passage).into_iter().next().unwrap_or_default()
    }

    fn line(&self, text: &str) -> Line {
        let mut line = Line::default();
        for (at, part) in read(self.kind, text).0.into_iter().enumerate() {
            match part {
                Part::Words(words) => line.push(words, false),
                Part::Field(field) => {
                    let value = self.values.iter().find(|(name, _)| *name == field.name).map_or("", |(_, value)| value);
                    // A paragraph begins with a capital, whatever the value is elsewhere.
                    if at == 0 { line.push(&capital(value), field.strong) } else { line.push(value, field.strong) }
                }
            }
        }
        line
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|it| it.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
