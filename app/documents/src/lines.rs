//! Breaks text into lines. Lines break at spaces only, so that "30/2020/NĐ-CP" stays whole; Vietnamese is never hyphenated.

use unicode_normalization::UnicodeNormalization;

use crate::{DocumentError, Style, Text, font};

/// Width of a word space, in thousandths of the type size: the same in all four styles of the typeface.
const SPACE: u32 = 250;

/// Characters of one word in one style.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub style: Style,
    pub text: String,
    width: u32,
}

/// What stands between two spaces; may change style in the middle.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    pub pieces: Vec<Piece>,
    /// Whether the next word is the rest of this one, which was wider than a line.
    cut: bool,
}

impl Word {
    fn width(&self) -> u32 {
        self.pieces.iter().map(|it| it.width).sum()
    }

    fn push(&mut self, style: Style, character: char) -> Result<(), DocumentError> {
        let width = u32::from(font::width(style, character)?);
        match self.pieces.last_mut() {
            Some(piece) if piece.style == style => {
                piece.text.push(character);
                piece.width += width;
            }
            _ => self.pieces.push(Piece { style, text: character.to_string(), width }),
        }
        Ok(())
    }
}

/// Why a line ends where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// The next word did not fit: the line may be justified.
    Full,
    /// The text or the paragraph ends here.
    Stop,
}

/// One line of words at one type size.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub words: Vec<Word>,
    pub size: f32,
    pub end: LineEnd,
    /// Whether the text goes on below after a space, which readers need to part the words.
    pub goes_on: bool,
    thousandths: u32,
}

impl Line {
    fn new(size: f32) -> Self {
        Self { words: Vec::new(), size, end: LineEnd::Stop, goes_on: false, thousandths: 0 }
    }

    /// Width of the line before justification, in points.
    pub fn width(&self) -> f32 {
        self.thousandths as f32 * self.size / 1000.0
    }

    /// Width of the widest word, in points.
    pub fn widest_word(&self) -> f32 {
        self.words.iter().map(Word::width).max().unwrap_or(0) as f32 * self.size / 1000.0
    }

    /// Number of word spaces in the line.
    pub fn gaps(&self) -> usize {
        self.words.len().saturating_sub(1)
    }

    fn push(&mut self, word: Word) {
        self.thousandths += word.width() + if self.words.is_empty() { 0 } else { SPACE };
        self.words.push(word);
    }
}

/// Breaks text into lines no wider than `width`, the first no wider than `first`; empty text has no lines.
pub(crate) fn break_lines(text: &Text, size: f32, first: f32, width: f32) -> Result<Vec<Line>, DocumentError> {
    let limit = |lines: &[Line]| (if lines.is_empty() { first } else { width } * 1000.0 / size) as u32;
    let mut lines = Vec::new();
    for stretch in words(text)? {
        let mut line = Line::new(size);
        for word in stretch.into_iter().flat_map(|it| whole_or_cut(it, (first.min(width) * 1000.0 / size) as u32)) {
            let rest = line.words.last().is_some_and(|it| it.cut);
            if rest || (!line.words.is_empty() && line.thousandths + SPACE + word.width() > limit(&lines)) {
                line.end = LineEnd::Full;
                lines.push(std::mem::replace(&mut line, Line::new(size)));
            }
            line.push(word);
        }
        lines.push(line);
    }
    while lines.last().is_some_and(|it| it.words.is_empty()) {
        lines.pop();
    }
    let others = lines.len().saturating_sub(1);
    lines.iter_mut().take(others).for_each(|it| it.goes_on = it.words.last().is_none_or(|it| !it.cut));
    Ok(lines)
}

/// Lets a word that would stand alone on the last line of a paragraph take the one before it along.
pub(crate) fn spare_lone_word(lines: &mut [Line]) {
    /// Words that must stay on the line above, lest it gapes.
    const STAYING: usize = 5;
    let [.., above, last] = lines else { return };
    if last.words.len() != 1 || above.end != LineEnd::Full || above.words.len() <= STAYING {
        return;
    }
    if let Some(word) = above.words.pop() {
        let taken = word.width() + SPACE;
        above.thousandths -= taken;
        last.thousandths += taken;
        last.words.insert(0, word);
    }
}

/// Sets text on one line, however long.
pub(crate) fn one_line(text: &Text, size: f32) -> Result<Line, DocumentError> {
    let mut line = Line::new(size);
    words(text)?.into_iter().flatten().for_each(|it| line.push(it));
    Ok(line)
}

/// Finds the first character of a text that paper cannot show, so that a form can refuse it while the person is still there.
pub fn unprintable(text: &str) -> Option<char> {
    Style::ALL.into_iter().find_map(|style| match words(&Text::styled(text, style)) {
        Err(DocumentError::MissingGlyph(it)) => Some(it),
        _ => None,
    })
}

/// Splits text into words, stretch by stretch between line feeds; composed characters only.
fn words(text: &Text) -> Result<Vec<Vec<Word>>, DocumentError> {
    let mut stretches = vec![Vec::new()];
    let mut word = Word::default();
    for run in &text.runs {
        for character in run.text.nfc() {
            match character {
                '\n' | '\u{2028}' | '\u{2029}' => {
                    flush(&mut stretches, &mut word);
                    stretches.push(Vec::new());
                }
                ' ' | '\t' => flush(&mut stretches, &mut word),
                // Invisible on paper: carriage return, soft hyphen, zero-width characters, byte order mark.
                '\r' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
                '\u{A0}' | '\u{202F}' => word.push(run.style, ' ')?,
                '\u{2010}' | '\u{2011}' => word.push(run.style, '-')?,
                _ => word.push(run.style, character)?,
            }
        }
    }
    flush(&mut stretches, &mut word);
    Ok(stretches)
}

fn flush(stretches: &mut [Vec<Word>], word: &mut Word) {
    if let Some(stretch) = stretches.last_mut().filter(|_| !word.pieces.is_empty()) {
        stretch.push(std::mem::take(word));
    }
}

/// Cuts a word wider than a whole line (a long address, a digest) between characters.
fn whole_or_cut(word: Word, limit: u32) -> Vec<Word> {
    if word.width() <= limit {
        return vec![word];
    }
    let mut parts = vec![Word::default()];
    for piece in &word.pieces {
        for character in piece.text.chars() {
            let width = font::width(piece.style, character).map_or(0, u32::from);
            if parts.last().is_some_and(|it| !it.pieces.is_empty() && it.width() + width > limit) {
                parts.push(Word::default());
            }
            if let Some(part) = parts.last_mut() {
                // The character was measured when the word was read, so it cannot be refused here.
                let _ = part.push(piece.style, character);
            }
        }
    }
    let others = parts.len().saturating_sub(1);
    parts.iter_mut().take(others).for_each(|it| it.cut = true);
    parts
}
