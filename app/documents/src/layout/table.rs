//! Tables: wrapping cells, a head that is repeated on every page.

pub(crate) use spans::joined;

mod spans;

use super::{Align, Atom, Bond, Flow, Ink, Mark, place};
use crate::block::{Row, Table, TableLook};
use crate::lines::{Line, break_lines, one_line};
use crate::measures::*;
use crate::tags::{Leaf, Role};
use crate::{DocumentError, Style, Text};

/// A cell ready to be placed.
struct Cell {
    leaf: Leaf,
    left: f32,
    width: f32,
    align: Align,
    lines: Vec<Line>,
}

/// Adds the rows of a table to the flow. A table without lines only sets words side by side: its cells are paragraphs.
pub(super) fn table(flow: &mut Flow, table: &Table, width: f32) -> Result<(), DocumentError> {
    let edges = edges(table, width)?;
    let mut head = None;
    flow.tree.open(if table.look == TableLook::Ruled { Role::Table } else { Role::Section });
    if table.look == TableLook::Ruled {
        let titles: Vec<Text> = table.columns.iter().map(|it| Text::styled(&it.title, Style::Bold)).collect();
        let centred = vec![Align::Centre; titles.len()];
        let leaves = row_of(flow, titles.len(), table, Role::ColumnHead);
        let cells = cells(&leaves, &titles, &edges, &centred, TABLE)?;
        let mut atom = row(cells, width, PARAGRAPH_GAP, table.look);
        atom.bond = Bond::WithNext;
        head = Some(flow.heads.len());
        flow.heads.push(again(&atom));
        flow.atoms.push(atom);
    }
    let size = match table.look {
        TableLook::Ruled => TABLE,
        TableLook::Open => BODY,
    };
    let aligns: Vec<Align> = table.columns.iter().map(|it| it.align).collect();
    let mut rest = table.rows.as_slice();
    while let Some((content, others)) = rest.split_first() {
        let (cells, bond) = match content {
            Row::Spanned(_) => {
                let joined = joined(rest);
                let (rows, others) = rest.split_at(joined);
                let atom = spans::rows(flow, rows, &edges, &aligns, size)?;
                flow.atoms.push(Atom { head, ..atom });
                rest = others;
                continue;
            }
            Row::Cells(texts) => {
                let leaves = row_of(flow, texts.len().min(edges.len()), table, Role::Cell);
                (cells(&leaves, texts, &edges, &aligns, size)?, Bond::Free)
            }
            Row::Group(name) => {
                let leaves = row_of(flow, 1, table, Role::GroupHead);
                let name = [Text::styled(name, Style::Bold)];
                (cells(&leaves, &name, &[(0.0, width)], &[Align::Left], size)?, Bond::WithNext)
            }
        };
        rest = others;
        for part in parts(cells) {
            let gap = if table.look == TableLook::Open { PARAGRAPH_GAP } else { 0.0 };
            flow.atoms.push(Atom { bond, head, ..row(part, width, gap, table.look) });
        }
    }
    flow.tree.close();
    Ok(())
}

/// Adds the elements of a row; its last cell reaches to the right edge.
fn row_of(flow: &mut Flow, count: usize, table: &Table, role: Role) -> Vec<Leaf> {
    if table.look == TableLook::Open {
        return (0..count).map(|_| flow.tree.leaf(Role::Paragraph)).collect();
    }
    flow.tree.open(Role::Row);
    let span = |index| if index + 1 == count { table.columns.len().saturating_sub(index).max(1) } else { 1 };
    let leaves = (0..count).map(|it| flow.tree.cell(role, (span(it), 1))).collect();
    flow.tree.close();
    leaves
}

/// The head as it is drawn on further pages, where it is no text of its own.
fn again(head: &Atom) -> Atom {
    let mut head = head.clone();
    for mark in &mut head.marks {
        if let Mark::Words(it) = mark {
            it.leaf = None;
        }
    }
    head
}

/// Left edge and width of every column: by shares, but none narrower than its widest word, so that no date is cut in two.
pub(crate) fn edges(table: &Table, width: f32) -> Result<Vec<(f32, f32)>, DocumentError> {
    let least = match table.look {
        TableLook::Ruled => narrowest(table)?,
        TableLook::Open => vec![0.0; table.columns.len()],
    };
    let mut widths: Vec<Option<f32>> = vec![None; table.columns.len()];
    let share = |index: usize| table.columns.get(index).map_or(0.0, |it| f32::from(it.share));
    let (mut rest, mut shares) = (width, (0..widths.len()).map(share).sum::<f32>());
    // Each round fixes the columns that their share leaves too narrow; the others divide what is left.
    if least.iter().sum::<f32>() <= width {
        while let Some((index, &least)) = least
            .iter()
            .enumerate()
            .find(|(index, least)| widths.get(*index).is_some_and(Option::is_none) && rest * share(*index) / shares.max(1.0) < **least)
        {
            if let Some(slot) = widths.get_mut(index) {
                *slot = Some(least);
            }
            rest -= least;
            shares -= share(index);
        }
    }
    let mut left = 0.0;
    let edges = widths.into_iter().enumerate().map(|(index, fixed)| {
        let column = fixed.unwrap_or(rest * share(index) / shares.max(1.0));
        left += column;
        (left - column, column)
    });
    Ok(edges.collect())
}

/// Width of the widest word of every column with the space beside it.
fn narrowest(table: &Table) -> Result<Vec<f32>, DocumentError> {
    let widest = |text: &Text, size| Ok(one_line(text, size)?.widest_word());
    let mut least = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let mut width: f32 = widest(&Text::styled(&column.title, Style::Bold), TABLE)?;
        for row in &table.rows {
            if let Row::Cells(texts) = row
                && let Some(text) = texts.get(index)
            {
                width = width.max(widest(text, TABLE)?);
            }
        }
        least.push(width + 2.0 * CELL_SIDE + HAIRLINE);
    }
    Ok(least)
}

fn cells(leaves: &[Leaf], texts: &[Text], edges: &[(f32, f32)], aligns: &[Align], size: f32) -> Result<Vec<Cell>, DocumentError> {
    let end = edges.last().map_or(0.0, |(left, width)| left + width);
    let cells = edges.iter().zip(aligns).zip(texts).zip(leaves).enumerate().map(|(index, ((((left, width), align), text), leaf))| {
        let width = if index + 1 == texts.len() { end - left } else { *width };
        let inner = (width - 2.0 * CELL_SIDE).max(size);
        Ok(Cell { leaf: *leaf, left: *left, width, align: *align, lines: break_lines(text, size, inner, inner)? })
    });
    cells.collect()
}

/// Cuts a row of very long cells into parts that a page can hold.
fn parts(cells: Vec<Cell>) -> Vec<Vec<Cell>> {
    let longest = cells.iter().map(|it| it.lines.len()).max().unwrap_or(0);
    if longest <= ROW_LINES {
        return vec![cells];
    }
    let part = |number: usize| {
        let cut = |it: &Cell| Cell { lines: it.lines.iter().skip(number * ROW_LINES).take(ROW_LINES).cloned().collect(), ..*it };
        cells.iter().map(cut).collect()
    };
    (0..longest.div_ceil(ROW_LINES)).map(part).collect()
}

/// Places the cells of one row and draws its lines; short cells stand in the middle of the row's height.
fn row(cells: Vec<Cell>, width: f32, gap: f32, look: TableLook) -> Atom {
    let depth = |it: &Cell| it.lines.iter().map(|it| it.size * PITCH).sum::<f32>();
    let inner = cells.iter().map(depth).fold(TABLE * PITCH, f32::max);
    let (top, side) = match look {
        TableLook::Ruled => (CELL_TOP, CELL_SIDE),
        TableLook::Open => (0.0, 0.0),
    };
    let height = inner + 2.0 * top;
    let mut marks = Vec::new();
    if look == TableLook::Ruled {
        let rule = |from, to| Mark::Rule { from, to, width: HAIRLINE, ink: Ink::Black };
        marks.push(rule((0.0, 0.0), (width, 0.0)));
        marks.push(rule((0.0, height), (width, height)));
        marks.extend(cells.iter().map(|it| rule((it.left, 0.0), (it.left, height))));
        marks.push(rule((width, 0.0), (width, height)));
    }
    for cell in cells {
        let mut y = match look {
            TableLook::Ruled => top + (inner - depth(&cell)) / 2.0,
            TableLook::Open => 0.0,
        };
        for line in cell.lines {
            let pitch = line.size * PITCH;
            marks.push(place(cell.leaf, line, cell.left + side, cell.width - 2.0 * side, y, cell.align));
            y += pitch;
        }
    }
    Atom::new(gap, height, Bond::Free, marks)
}
