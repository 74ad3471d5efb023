//! Turns blocks into atoms: pieces of fixed height that a page break never cuts, with what is drawn in each.
//!
//! Distances count from the left edge of the text and downwards from the top of the atom, in points.

pub(crate) use closing::{code, frame};
pub(crate) use table::{edges, joined};

mod closing;
mod contents;
mod head;
mod table;

pub(crate) use contents::{BLANK_NUMBER, table as contents};

use crate::block::{Align, Block, Document, Marks, Orientation};
use crate::lines::{Line, LineEnd, Word, break_lines, one_line, spare_lone_word};
use crate::measures::*;
use crate::page::sheet;
use crate::tags::{Leaf, Part, Role, Tree};
use crate::{DocumentError, Style, Text};

/// Something drawn.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A line of words.
    Words(Words),
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32), width: f32, ink: Ink },
    /// The modules of a QR code, row by row from its top left corner, each as wide and high as `module`.
    Modules { x: f32, y: f32, module: f32, rows: Vec<Vec<bool>>, leaf: Option<Leaf> },
}

impl Mark {
    /// The element of the structure that it belongs to; rules and what stands in the margins belong to none.
    pub fn leaf(&self) -> Option<Leaf> {
        match self {
            Self::Words(it) => it.leaf,
            Self::Rule { .. } => None,
            Self::Modules { leaf, .. } => *leaf,
        }
    }
}

/// A line of words where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub x: f32,
    pub baseline: f32,
    pub size: f32,
    pub words: Vec<Word>,
    /// Added to each word space.
    pub stretch: f32,
    pub ink: Ink,
    /// The element of the structure that the words belong to.
    pub leaf: Option<Leaf>,
    /// Whether the element's text goes on after a space.
    pub goes_on: bool,
}

/// Colours of the paper: NĐ 30 asks for black; only the marks of made-up papers and drafts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Warning,
}

/// Whether an atom must stand on the same page as the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bond {
    Free,
    WithNext,
}

/// A piece of the page that is never cut.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Space above, dropped at the top of a page.
    pub gap: f32,
    pub height: f32,
    pub bond: Bond,
    pub marks: Vec<Mark>,
    /// For rows of a table: its head, drawn again when a page begins with this row.
    pub head: Option<usize>,
}

impl Atom {
    fn new(gap: f32, height: f32, bond: Bond, marks: Vec<Mark>) -> Self {
        Self { gap, height, bond, marks, head: None }
    }
}

/// A laid out paper, before it is cut into pages.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub atoms: Vec<Atom>,
    /// Heads of tables, by the number that their rows carry.
    pub heads: Vec<Atom>,
    /// The structure of the paper.
    pub tree: Tree,
    /// Where sheets lie otherwise or are numbered anew, in order.
    pub sections: Vec<Section>,
    /// What stands in the margins of each paper: the one laid out, then those bound in it.
    pub papers: Vec<Marks>,
    /// Cells of contents, each with the paper whose first page it names.
    pub listed: Vec<(Leaf, usize)>,
    /// The paper that is laid out now.
    paper: usize,
}

/// Atoms from one on that begin a new page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section {
    /// Number of its first atom.
    pub first: usize,
    pub orientation: Orientation,
    pub numbering: Numbering,
    /// The paper that it belongs to.
    pub paper: usize,
}

/// How the pages of a section are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// After the pages before.
    Onward,
    /// From 1.
    Anew,
}

impl Flow {
    fn begin(&mut self, orientation: Orientation, numbering: Numbering) {
        self.sections.push(Section { first: self.atoms.len(), orientation, numbering, paper: self.paper });
    }
}

/// Lays out a paper, and those bound in it, for the sheets that they stand on.
pub(crate) fn lay_out(document: &Document) -> Result<Flow, DocumentError> {
    let mut flow = Flow::default();
    paper(&mut flow, document)?;
    Ok(flow)
}

/// Lays out the head and all blocks of one paper.
fn paper(flow: &mut Flow, document: &Document) -> Result<(), DocumentError> {
    let own = flow.papers.len();
    flow.paper = own;
    flow.papers.push(document.marks.clone());
    let mut orientation = document.orientation;
    let mut width = text_width(orientation);
    flow.begin(orientation, Numbering::Anew);
    let head = head::header(&mut flow.tree, &document.header, width)?;
    flow.atoms.push(head);
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let start = flow.atoms.len();
        match block {
            Block::Annex(it) => {
                (orientation, width) = (it.orientation, text_width(it.orientation));
                flow.begin(orientation, Numbering::Anew);
            }
            Block::Turned(table) => {
                flow.begin(Orientation::Landscape, Numbering::Onward);
                table::table(flow, table, text_width(Orientation::Landscape))?;
                flow.begin(orientation, Numbering::Onward);
                continue;
            }
            Block::Bound(it) => {
                flow.tree.open(Role::Section);
                flow.tree.begin_paper();
                self::paper(flow, &it.paper)?;
                flow.tree.close();
                flow.paper = own;
                flow.begin(orientation, Numbering::Anew);
                continue;
            }
            Block::Contents => contents::lay_out(flow, document, own, width)?,
            _ => {}
        }
        add(flow, block, width)?;
        if let (Some(Block::Table(_) | Block::Contents), Some(first)) = (before, flow.atoms.get_mut(start)) {
            first.gap += TABLE_BELOW;
        }
        before = Some(block);
    }
    Ok(())
}

/// Width between the margins.
pub(crate) fn text_width(orientation: Orientation) -> f32 {
    sheet(orientation).0 - MARGIN_LEFT - MARGIN_RIGHT
}

fn add(flow: &mut Flow, block: &Block, width: f32) -> Result<(), DocumentError> {
    if matches!(block, Block::Signatures(_) | Block::Closing(..) | Block::Recipients(..) | Block::Qr(_)) {
        bind_last(flow);
    }
    let Flow { atoms, tree, .. } = flow;
    match block {
        Block::Title(kind, summary) => atoms.push(head::title(tree, kind, summary, width)?),
        Block::Addressees(names) => atoms.extend(head::addressees(tree, names, width)?),
        Block::Paragraph(text) => atoms.extend(paragraph(tree, text, width)?),
        Block::Centred(text) => atoms.extend(set(tree.leaf(Role::Paragraph), text, BODY, (0.0, 0.0), width, Align::Centre)?),
        Block::Part(title) => atoms.extend(heading(tree.heading(Part::Whole), &title.to_uppercase(), width)?),
        Block::Item(title) => atoms.extend(heading(tree.heading(Part::Below), title, width)?),
        Block::Dotted(label, count) => atoms.extend(dotted(tree.leaf(Role::Paragraph), label, *count, width)?),
        Block::Table(it) | Block::Turned(it) => table::table(flow, it, width)?,
        Block::Annex(it) => atoms.push(head::annex(tree, it, width)?),
        Block::Signatures(signatures) => atoms.push(closing::signatures(tree, signatures, width)?),
        Block::Closing(recipients, signature) => atoms.push(closing::closing(tree, recipients, signature, width)?),
        Block::Recipients(names, code) => atoms.push(closing::recipients(tree, names, code.as_ref(), width)?),
        Block::Qr(code) => atoms.push(closing::qr(tree, code, width)?),
        // Laid out where sections begin and papers are counted.
        Block::Bound(_) | Block::Contents => {}
    }
    Ok(())
}

/// Keeps the last two lines with what comes now, so that no signature stands under a single line of text.
fn bind_last(flow: &mut Flow) {
    flow.atoms.iter_mut().rev().take(2).for_each(|it| it.bond = Bond::WithNext);
}

/// A justified paragraph that leaves no single line behind on either page.
fn paragraph(tree: &mut Tree, text: &Text, width: f32) -> Result<Vec<Atom>, DocumentError> {
    let mut atoms = set(tree.leaf(Role::Paragraph), text, BODY, (INDENT, 0.0), width, Align::Justify)?;
    let count = atoms.len();
    for (index, atom) in atoms.iter_mut().enumerate() {
        // The first two lines stay together, and so do the last two.
        if count > 1 && (index == 0 || index + 2 == count) {
            atom.bond = Bond::WithNext;
        }
    }
    // Words that announce what follows stay with it.
    let announces = text.runs.last().is_some_and(|it| it.text.trim_end().ends_with(':'));
    if let Some(last) = atoms.last_mut().filter(|_| announces) {
        last.bond = Bond::WithNext;
    }
    Ok(atoms)
}

/// A heading, which never stands alone at the foot of a page.
fn heading(leaf: Leaf, title: &str, width: f32) -> Result<Vec<Atom>, DocumentError> {
    let mut atoms = set(leaf, &Text::styled(title, Style::Bold), BODY, (INDENT, 0.0), width, Align::Left)?;
    atoms.iter_mut().for_each(|it| it.bond = Bond::WithNext);
    Ok(atoms)
}

/// Sets the text of an element as lines, one atom each, between `left` and `left + width`, the first one behind an indent.
fn set(leaf: Leaf, text: &Text, size: f32, (indent, left): (f32, f32), width: f32, align: Align) -> Result<Vec<Atom>, DocumentError> {
    let mut lines = break_lines(text, size, width - indent, width)?;
    spare_lone_word(&mut lines);
    let pitch = size * PITCH;
    let atoms = lines.into_iter().enumerate().map(|(index, line)| {
        let (indent, gap) = if index == 0 { (indent, PARAGRAPH_GAP) } else { (0.0, 0.0) };
        Atom::new(gap, pitch, Bond::Free, vec![place(leaf, line, left + indent, width - indent, 0.0, align)])
    });
    Ok(atoms.collect())
}

/// Breaks centred text into as few lines as it needs and makes these about equally long, so that no word stands alone on the last one.
pub(crate) fn balanced(text: &Text, size: f32, width: f32) -> Result<Vec<Line>, DocumentError> {
    /// Halvings of the width in search of the narrowest: exact to less than a point.
    const STEPS: usize = 8;
    let text = &kept_whole(text, size, width)?;
    let mut lines = break_lines(text, size, width, width)?;
    let count = lines.len();
    let (mut narrow, mut wide) = (width / count.max(1) as f32, width);
    for _ in 0..if count > 1 { STEPS } else { 0 } {
        let middle = (narrow + wide) / 2.0;
        let tried = break_lines(text, size, middle, middle)?;
        // A word that is wider than the trial would be cut in two.
        let whole = tried.iter().map(|it| it.words.len()).sum::<usize>() == lines.iter().map(|it| it.words.len()).sum::<usize>();
        if tried.len() == count && whole {
            (lines, wide) = (tried, middle);
        } else {
            narrow = middle;
        }
    }
    Ok(lines)
}

/// Names that read badly when a line ends inside them.
const WHOLE: [&str; 4] = ["Ủy ban nhân dân", "Hội đồng nhân dân", "cải cách hành chính", "Văn phòng"];

/// Holds the words of well-known names together, where the name fits the width.
fn kept_whole(text: &Text, size: f32, width: f32) -> Result<Text, DocumentError> {
    let mut text = text.clone();
    for run in &mut text.runs {
        for name in WHOLE {
            for name in [name.to_owned(), name.to_uppercase()] {
                if run.text.contains(&name) && one_line(&Text::styled(&name, run.style), size)?.width() <= width {
                    run.text = run.text.replace(&name, &name.replace(' ', "\u{A0}"));
                }
            }
        }
    }
    Ok(text)
}

/// Dotted lines for the hand, the first behind a label.
fn dotted(leaf: Leaf, label: &str, count: usize, width: f32) -> Result<Vec<Atom>, DocumentError> {
    let one = one_line(&"…".into(), BODY)?.width();
    let line = |label: &str, left: f32| -> Result<Atom, DocumentError> {
        let room = width - left - one_line(&label.into(), BODY)?.width();
        let dots = "…".repeat((room / one) as usize);
        Ok(Atom::new(
            PARAGRAPH_GAP,
            BODY * PITCH,
            Bond::WithNext,
            vec![place(leaf, one_line(&format!("{label}{dots}").into(), BODY)?, left, width, 0.0, Align::Left)],
        ))
    };
    let first = line(&format!("{label}\u{A0}"), INDENT)?;
    std::iter::once(Ok(first)).chain((1..count).map(|_| line("", 0.0))).collect()
}

/// Places a line between `x` and `x + width`, its top at `top`.
fn place(leaf: Leaf, line: Line, x: f32, width: f32, top: f32, align: Align) -> Mark {
    let rest = (width - line.width()).max(0.0);
    let shift = match align {
        Align::Left | Align::Justify => 0.0,
        Align::Centre => rest / 2.0,
        Align::Right => rest,
    };
    let stretch = match (align, line.end, line.gaps()) {
        (Align::Justify, LineEnd::Full, gaps @ 1..) => Some(rest / gaps as f32).filter(|it| *it < WIDEST_SPACE * line.size),
        _ => None,
    };
    let (size, baseline) = (line.size, top + line.size * ASCENT);
    let (leaf, goes_on) = (Some(leaf), line.goes_on);
    Mark::Words(Words { x: x + shift, baseline, size, words: line.words, stretch: stretch.unwrap_or(0.0), ink: Ink::Black, leaf, goes_on })
}

/// Lines stacked in a column, with the place where the next one goes and the width of the last line.
struct Stack {
    marks: Vec<Mark>,
    left: f32,
    width: f32,
    bottom: f32,
    last: f32,
    widest: f32,
}

impl Stack {
    fn new(left: f32, width: f32, top: f32) -> Self {
        Self { marks: Vec::new(), left, width, bottom: top, last: 0.0, widest: 0.0 }
    }

    /// Adds the text of an element; an element that comes again goes on.
    fn add(&mut self, leaf: Leaf, text: &Text, size: f32, align: Align) -> Result<(), DocumentError> {
        if let Some(Mark::Words(last)) = self.marks.last_mut().filter(|it| it.leaf() == Some(leaf)) {
            last.goes_on = true;
        }
        let lines =
            if align == Align::Centre { balanced(text, size, self.width)? } else { break_lines(text, size, self.width, self.width)? };
        for line in lines {
            self.last = line.width();
            self.widest = self.widest.max(self.last);
            self.marks.push(place(leaf, line, self.left, self.width, self.bottom, align));
            self.bottom += size * PITCH;
        }
        Ok(())
    }

    /// Draws a centred rule under the last line of type size `size`.
    fn rule(&mut self, length: f32, size: f32) {
        let y = self.bottom - size * PITCH + size * (ASCENT + RULE_DROP);
        let middle = self.left + self.width / 2.0;
        self.marks.push(Mark::Rule { from: (middle - length / 2.0, y), to: (middle + length / 2.0, y), width: RULE, ink: Ink::Black });
        self.bottom = y + RULE;
    }
}
