//! Writes what stands on a page as operations of the PDF writer, each text inside the marks of its element (ISO 32000-1, 14.6).

use std::collections::BTreeMap;

use printpdf::ops::PdfFontHandle;
use printpdf::{Color, CurTransMat, DictItem, Line, LinePoint, Op, Point, Pt, Rgb, TextItem};

use crate::font;
use crate::layout::{Ink, Mark, Words};
use crate::page::{Page, Role};
use crate::tags::{Leaf, Tree};

/// Draws page `number`, counted from 0, and tells the tree which text stands there.
pub(crate) fn operations(page: Page, number: usize, height: f32, tree: &mut Tree) -> Vec<Op> {
    let mut pen = Pen { ops: Vec::new(), height, ink: None, scope: None };
    for placed in page.placed {
        for mark in placed.marks {
            let scope = match (placed.role, mark.leaf()) {
                (Role::Margin, _) => Scope::Margin,
                (Role::Content, None) => Scope::Look,
                (Role::Content, Some(leaf)) => Scope::Text(leaf),
            };
            pen.enter(scope, number, tree);
            pen.draw(mark, placed.left, placed.top);
        }
    }
    pen.leave();
    pen.ops
}

/// What the marks being drawn are to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Text of an element.
    Text(Leaf),
    /// Rules, frames and repeated heads: only there for the eye.
    Look,
    /// Page number, digest, marks of drafts: of the page, not of the paper.
    Margin,
}

/// Writes operations, counting from the bottom of the sheet as PDF does.
struct Pen {
    ops: Vec<Op>,
    height: f32,
    ink: Option<Ink>,
    scope: Option<Scope>,
}

impl Pen {
    fn enter(&mut self, scope: Scope, page: usize, tree: &mut Tree) {
        if self.scope == Some(scope) {
            return;
        }
        self.leave();
        self.scope = Some(scope);
        let (tag, key, value) = match scope {
            Scope::Text(leaf) => (tree.role(leaf), "MCID", DictItem::Int(tree.mark(leaf, page).into())),
            Scope::Look => ("Artifact", "Type", DictItem::Name(b"Layout".to_vec())),
            Scope::Margin => ("Artifact", "Type", DictItem::Name(b"Pagination".to_vec())),
        };
        let properties = DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties });
    }

    fn leave(&mut self) {
        if self.scope.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn draw(&mut self, mark: Mark, left: f32, top: f32) {
        match mark {
            Mark::Words(line) => {
                self.dip(line.ink);
                let pos = self.point(left + line.x, top + line.baseline);
                self.ops.extend([Op::StartTextSection, Op::SetTextCursor { pos }]);
                self.show(&line);
                self.ops.push(Op::EndTextSection);
            }
            Mark::Rule { from, to, width, ink } => {
                self.dip(ink);
                self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
                let ends = [from, to].map(|(x, y)| LinePoint { p: self.point(left + x, top + y), bezier: false });
                self.ops.push(Op::DrawLine { line: Line { points: ends.to_vec(), is_closed: false } });
            }
            Mark::Modules { x, y, module, rows, .. } => {
                self.dip(Ink::Black);
                self.modules(self.point(left + x, top + y), module, &rows);
            }
        }
    }

    /// Fills the dark modules of a code as one shape, each run of a row a box, in modules from the code's top left corner; one shape has no seams.
    fn modules(&mut self, corner: Point, module: f32, rows: &[Vec<bool>]) {
        let matrix = CurTransMat::Raw([module, 0.0, 0.0, -module, corner.x.0, corner.y.0]);
        self.ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
        // Written here, as one operation: the library would hold each of some hundreds of boxes in a dozen pieces.
        let mut path = String::new();
        for (number, row) in rows.iter().enumerate() {
            let mut column = 0;
            for run in row.chunk_by(|one, other| one == other) {
                if run.first() == Some(&true) {
                    path.push_str(&format!("{column} {number} {} 1 re\n", run.len()));
                }
                column += run.len();
            }
        }
        path.push('f');
        self.ops.extend([Op::Unknown { key: path, value: Vec::new() }, Op::RestoreGraphicsState]);
    }

    /// Shows the words of a line, one operation for each change of style; spaces belong to the word before them.
    fn show(&mut self, line: &Words) {
        let Words { words, size, stretch, goes_on, .. } = line;
        let mut style = None;
        let mut items: Vec<TextItem> = Vec::new();
        let offset = round(-stretch * 1000.0 / size, 10.0);
        for (index, word) in words.iter().enumerate() {
            let ends_line = index + 1 == words.len();
            for (position, piece) in word.pieces.iter().enumerate() {
                if style != Some(piece.style) {
                    self.flush(&mut items);
                    style = Some(piece.style);
                    let font = PdfFontHandle::External(font::resource(piece.style));
                    self.ops.push(Op::SetFont { font, size: Pt(*size) });
                }
                let ends_word = position + 1 == word.pieces.len();
                let space = if ends_word && (!ends_line || *goes_on) { " " } else { "" };
                match items.last_mut() {
                    Some(TextItem::Text(text)) => text.extend([piece.text.as_str(), space]),
                    _ => items.push(TextItem::Text(format!("{}{space}", piece.text))),
                }
                if !space.is_empty() && !ends_line && offset != 0.0 {
                    items.push(TextItem::Offset(offset));
                }
            }
        }
        self.flush(&mut items);
    }

    fn flush(&mut self, items: &mut Vec<TextItem>) {
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }

    fn dip(&mut self, ink: Ink) {
        if self.ink == Some(ink) {
            return;
        }
        self.ink = Some(ink);
        let (r, g, b) = match ink {
            Ink::Black => (0.0, 0.0, 0.0),
            Ink::Warning => (0.72, 0.0, 0.0),
        };
        let col = Color::Rgb(Rgb { r, g, b, icc_profile: None });
        self.ops.extend([Op::SetFillColor { col: col.clone() }, Op::SetOutlineColor { col }]);
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(round(x, 100.0)), y: Pt(round(self.height - y, 100.0)) }
    }
}

/// Rounds to as many parts of one: places to a hundredth of a point (0.0035 mm), finer than any printer's dot and half as long to write.
fn round(it: f32, parts: f32) -> f32 {
    (it * parts).round() / parts
}
