//! Cuts a flow into pages and draws what stands in the margins.

use crate::block::{Document, LegalForce, Orientation, PaperState};
use crate::layout::{Atom, Bond, Flow, Ink, Mark, frame, lay_out};
use crate::lines::one_line;
use crate::measures::*;
use crate::{DocumentError, Style, Text};

/// One sheet: marks with the distance of their origin from the sheet's left and top edges.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub placed: Vec<Placed>,
}

/// Marks of one atom.
#[derive(Debug)]
pub(crate) struct Placed {
    pub top: f32,
    pub left: f32,
    pub marks: Vec<Mark>,
    pub role: Role,
}

/// Whether marks belong to the text or only to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Content,
    Margin,
}

/// Width and height of the sheets.
pub(crate) fn sheet(orientation: Orientation) -> (f32, f32) {
    match orientation {
        Orientation::Portrait => (SHEET_SHORT, SHEET_LONG),
        Orientation::Landscape => (SHEET_LONG, SHEET_SHORT),
    }
}

/// Lays a paper out on sheets.
pub(crate) fn pages(document: &Document) -> Result<Vec<Page>, DocumentError> {
    let (width, height) = sheet(document.orientation);
    let flow = lay_out(document, width - MARGIN_LEFT - MARGIN_RIGHT)?;
    let mut pages = cut(flow, height - MARGIN_TOP - MARGIN_BOTTOM);
    for (index, page) in pages.iter_mut().enumerate() {
        let mut marks = Vec::new();
        margins(&mut marks, document, index + 1, (width, height))?;
        page.placed.push(Placed { top: 0.0, left: 0.0, marks, role: Role::Margin });
    }
    Ok(pages)
}

/// Fills page after page with groups of atoms that belong together; a group taller than a page is cut where it must be.
fn cut(flow: Flow, room: f32) -> Vec<Page> {
    let mut pages = vec![Page::default()];
    let mut used = 0.0;
    let mut group: Vec<Atom> = Vec::new();
    for atom in flow.atoms {
        let bond = atom.bond;
        group.push(atom);
        if bond == Bond::Free {
            put(&mut pages, &mut used, std::mem::take(&mut group), &flow.heads, room);
        }
    }
    put(&mut pages, &mut used, group, &flow.heads, room);
    pages
}

fn put(pages: &mut Vec<Page>, used: &mut f32, group: Vec<Atom>, heads: &[Atom], room: f32) {
    let height: f32 = group.iter().map(|it| it.gap + it.height).sum();
    let whole = height <= room;
    if whole && *used > 0.0 && *used + height > room + SLACK {
        turn(pages, used, group.first(), heads);
    }
    for atom in group {
        if *used > 0.0 && *used + atom.gap + atom.height > room + SLACK {
            turn(pages, used, Some(&atom), heads);
        }
        let gap = if *used > 0.0 { atom.gap } else { 0.0 };
        place(pages, *used + gap, atom.marks);
        *used += gap + atom.height;
    }
}

/// Rounding of sums must not turn a page.
const SLACK: f32 = 0.05;

/// Begins a page; if it begins inside a table, with the table's head.
fn turn(pages: &mut Vec<Page>, used: &mut f32, next: Option<&Atom>, heads: &[Atom]) {
    pages.push(Page::default());
    *used = 0.0;
    if let Some(head) = next.and_then(|it| it.head).and_then(|it| heads.get(it)) {
        place(pages, 0.0, head.marks.clone());
        *used = head.height;
    }
}

fn place(pages: &mut [Page], y: f32, marks: Vec<Mark>) {
    if let Some(page) = pages.last_mut() {
        page.placed.push(Placed { top: MARGIN_TOP + y, left: MARGIN_LEFT, marks, role: Role::Content });
    }
}

/// Draws page number, state, digest and the mark of made-up papers.
fn margins(marks: &mut Vec<Mark>, document: &Document, number: usize, (width, height): (f32, f32)) -> Result<(), DocumentError> {
    let (left, right) = (MARGIN_LEFT, width - MARGIN_RIGHT);
    if number > 1 {
        words(marks, &number.to_string().into(), PAGE_NUMBER, At::Middle((left + right) / 2.0), PAGE_NUMBER_BASELINE, Ink::Black)?;
    }
    let state = match document.marks.state {
        PaperState::Final => None,
        PaperState::Draft => Some("DỰ THẢO"),
        PaperState::Provisional => Some("TẠM TÍNH"),
    };
    if let Some(state) = state {
        let text = Text::styled(state, Style::Bold);
        let sides = words(marks, &text, MARK, At::Right(right - MARK_PADDING), STATE_BASELINE, Ink::Warning)?;
        boxed(marks, sides, STATE_BASELINE);
    }
    if let Some(foot) = &document.marks.foot {
        words(marks, &foot.as_str().into(), FOOT, At::Middle((left + right) / 2.0), height - FOOT_BASELINE, Ink::Black)?;
    }
    if document.marks.force == LegalForce::Illustrative {
        let text = Text::styled("VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", Style::Bold);
        let baseline = height - MARK_BASELINE;
        let sides = words(marks, &text, MARK, At::Middle((left + right) / 2.0), baseline, Ink::Warning)?;
        boxed(marks, sides, baseline);
    }
    Ok(())
}

/// Where a line in the margin is held.
enum At {
    Middle(f32),
    Right(f32),
}

/// Draws one line; returns its left and right ends.
fn words(marks: &mut Vec<Mark>, text: &Text, size: f32, at: At, baseline: f32, ink: Ink) -> Result<(f32, f32), DocumentError> {
    let line = one_line(text, size)?;
    let width = line.width();
    let x = match at {
        At::Middle(middle) => middle - width / 2.0,
        At::Right(right) => right - width,
    };
    marks.push(Mark::Words { x, baseline, size, words: line.words, stretch: 0.0, ink });
    Ok((x, x + width))
}

fn boxed(marks: &mut Vec<Mark>, (left, right): (f32, f32), baseline: f32) {
    let vertical = (baseline - MARK * ASCENT - MARK_PADDING / 2.0, baseline + MARK * RULE_DROP);
    frame(marks, (left - MARK_PADDING, right + MARK_PADDING), vertical, Ink::Warning);
}
