//! Reading a passage: text and placeholders `{{field}}`, every mistake with its line and column.

use super::passages::{Field, Passage};
use super::{TemplateKind, TemplateRefusal};
use crate::fold::nfc;

/// The longest passage, in characters.
pub const LONGEST_PASSAGE: usize = 4_000;

/// A mistake in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line from 1; none where it is about the whole passage.
    pub line: Option<usize>,
    /// The column from 1, in characters as they are seen; 0 where it is about the whole.
    pub column: usize,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A placeholder names no field of this kind of paper.
    UnknownField(String),
    /// A placeholder is opened and not closed on its line.
    UnclosedField,
    /// A brace stands alone.
    LoneBrace,
    /// A field that the paper needs is not there.
    MissingField(&'static str),
    /// Nothing is said.
    Empty,
    /// It has so many characters.
    TooLong(usize),
    /// It has so many paragraphs.
    WrongNumberOfLines(usize),
    /// A character is there that no paper prints.
    NotPlain,
}

impl Problem {
    const fn whole(kind: ProblemKind) -> Self {
        Self { line: None, column: 0, kind }
    }

    /// The rule it breaks.
    pub const fn refusal(&self) -> TemplateRefusal {
        match self.kind {
            ProblemKind::UnknownField(_) => TemplateRefusal::UnknownField,
            ProblemKind::UnclosedField => TemplateRefusal::UnclosedField,
            ProblemKind::LoneBrace => TemplateRefusal::LoneBrace,
            ProblemKind::MissingField(_) => TemplateRefusal::MissingField,
            ProblemKind::Empty => TemplateRefusal::Empty,
            ProblemKind::TooLong(_) => TemplateRefusal::TooLong,
            ProblemKind::WrongNumberOfLines(_) => TemplateRefusal::WrongNumberOfLines,
            ProblemKind::NotPlain => TemplateRefusal::NotPlain,
        }
    }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Words as they are.
    Words(&'a str),
    /// A field.
    Field(&'static Field),
}

/// Reads what is typed into a passage: its text in NFC, a paragraph a line, without empty lines; or everything that is wrong with it, in its order.
pub fn check(kind: TemplateKind, passage: &Passage, typed: &str) -> Result<String, Vec<Problem>> {
    let text = nfc(typed).replace("\r\n", "\n");
    let length = text.chars().count();
    if length > LONGEST_PASSAGE {
        return Err(vec![Problem::whole(ProblemKind::TooLong(length))]);
    }
    let (mut problems, mut named) = (Vec::new(), Vec::new());
    for (at, line) in text.split('\n').enumerate() {
        let say = |(column, kind)| Problem { line: Some(at + 1), column, kind };
        let control = line.chars().position(|it| it.is_control() && it != '\t');
        problems.extend(control.map(|it| say((it + 1, ProblemKind::NotPlain))));
        let (parts, wrong) = read(kind, line);
        problems.extend(wrong.into_iter().map(say));
        named.extend(parts.into_iter().filter_map(|it| if let Part::Field(it) = it { Some(it.name) } else { None }));
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|it| !it.is_empty()).collect();
    match lines.len() {
        0 if passage.fewest > 0 => problems.push(Problem::whole(ProblemKind::Empty)),
        it if it < passage.fewest || it > passage.most => problems.push(Problem::whole(ProblemKind::WrongNumberOfLines(it))),
        _ => {}
    }
    if !lines.is_empty() {
        let missing = passage.needs.iter().filter(|it| !named.contains(*it));
        problems.extend(missing.map(|it| Problem::whole(ProblemKind::MissingField(it))));
    }
    if problems.is_empty() { Ok(lines.join("\n")) } else { Err(problems) }
}

/// Reads one line: its parts, and its mistakes with their columns.
pub(super) fn read(kind: TemplateKind, line: &str) -> (Vec<Part<'_>>, Vec<(usize, ProblemKind)>) {
    let (mut parts, mut wrong) = (Vec::new(), Vec::new());
    let mut rest = line;
    let column = |rest: &str| line.chars().count() - rest.chars().count() + 1;
    while let Some(at) = rest.find(['{', '}']) {
        let (words, brace) = rest.split_at(at);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        let here = column(brace);
        let Some(inside) = brace.strip_prefix("{{") else {
            wrong.push((here, ProblemKind::LoneBrace));
            rest = brace.get(1..).unwrap_or_default();
            continue;
        };
        let Some((name, after)) = inside.split_once("}}").filter(|(name, _)| !name.contains(['{', '}'])) else {
            wrong.push((here, ProblemKind::UnclosedField));
            // What stands behind the opened braces is read on, up to the next ones.
            rest = inside.find(['{', '}']).and_then(|it| inside.get(it..)).unwrap_or_default();
            rest = rest.strip_prefix("}}").or_else(|| rest.strip_prefix('}')).unwrap_or(rest);
            continue;
        };
        match kind.field(name.trim()) {
            Some(field) => parts.push(Part::Field(field)),
            None => wrong.push((here, ProblemKind::UnknownField(name.trim().chars().take(40).collect()))),
        }
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    (parts, wrong)
}
