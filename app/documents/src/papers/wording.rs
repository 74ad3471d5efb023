//! The wording of a paper as blocks: paragraphs of passages that an office may word itself.

use domain::template::{Line, TemplateKind, Wording, Words};

use crate::Text;
use crate::block::Block;

/// A paragraph's words.
pub(super) fn text(line: &Line) -> Text {
    line.pieces.iter().fold(Text::default(), |text, it| if it.strong { text.bold(&it.text) } else { text.plain(&it.text) })
}

/// A paragraph.
pub(super) fn paragraph(line: &Line) -> Block {
    Block::Paragraph(text(line))
}

/// The paragraphs of a passage.
pub(super) fn passage(words: &Words<'_>, passage: &str) -> Vec<Block> {
    words.lines(passage).iter().map(paragraph).collect()
}

/// The paragraphs of the passage that ends a paper, the last of them with `./.` (NĐ 30 Phụ lục I, box 6).
pub(super) fn ending(lines: Vec<Line>) -> Vec<Block> {
    let last = lines.len().saturating_sub(1);
    let line = |(at, it): (usize, Line)| paragraph(&if at == last { it.closed("./.") } else { it });
    lines.into_iter().enumerate().map(line).collect()
}

/// The words of a paper.
pub(super) fn words<'a>(kind: TemplateKind, wording: &'a Option<Wording>, values: Vec<(&'static str, String)>) -> Words<'a> {
    Words::new(kind, wording.as_ref(), values)
}
