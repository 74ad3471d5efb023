//! Rows with cells that cover several columns or rows, joined into one atom so that no page break cuts a cell.

use super::{Align, Atom, Bond, Cell, Flow, Ink};
use crate::DocumentError;
use crate::block::{Row, Span};
use crate::layout::{frame, place};
use crate::lines::break_lines;
use crate::measures::*;
use crate::tags::Role;

/// A cell with the rows that it covers.
struct Wide {
    row: usize,
    rows: usize,
    cell: Cell,
}

impl Wide {
    fn depth(&self) -> f32 {
        self.cell.lines.iter().map(|it| it.size * PITCH).sum()
    }

    fn covered<'a>(&self, heights: &'a [f32]) -> &'a [f32] {
        heights.get(self.row..(self.row + self.rows).min(heights.len())).unwrap_or_default()
    }
}

/// How many rows from the first on are held together by cells over several rows.
pub(crate) fn joined(rows: &[Row]) -> usize {
    let mut end = 1;
    for (index, row) in rows.iter().enumerate() {
        let Row::Spanned(spans) = row else { return index.max(1) };
        if index >= end {
            return index;
        }
        end = end.max(index + spans.iter().map(|it| it.rows).max().unwrap_or(1));
    }
    rows.len()
}

/// Lays joined rows out as one atom with their lines.
pub(super) fn rows(flow: &mut Flow, rows: &[Row], edges: &[(f32, f32)], aligns: &[Align], size: f32) -> Result<Atom, DocumentError> {
    let mut taken = vec![0_usize; edges.len()];
    let mut wide = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Row::Spanned(spans) = row else { continue };
        flow.tree.open(Role::Row);
        let mut column = 0;
        for span in spans {
            while taken.get(column).is_some_and(|it| *it > 0) {
                column += 1;
            }
            let (columns, below) = (span.columns.max(1), span.rows.clamp(1, rows.len() - index));
            let covered = edges.get(column..(column + columns).min(edges.len())).unwrap_or_default();
            let Some((left, _)) = covered.first() else { break };
            let leaf = flow.tree.cell(Role::Cell, (covered.len(), below));
            let align = aligns.get(column).copied().unwrap_or(Align::Left);
            wide.push(Wide { row: index, rows: below, cell: cell(span, leaf, (*left, covered), align, size)? });
            taken.iter_mut().skip(column).take(covered.len()).for_each(|it| *it = below);
            column += covered.len();
        }
        taken.iter_mut().for_each(|it| *it = it.saturating_sub(1));
        flow.tree.close();
    }
    let heights = heights(&wide, rows.len());
    let mut marks = Vec::new();
    for it in &wide {
        let top: f32 = heights.iter().take(it.row).sum();
        let height: f32 = it.covered(&heights).iter().sum();
        frame(&mut marks, (it.cell.left, it.cell.left + it.cell.width), (top, top + height), Ink::Black);
    }
    for it in wide {
        let top: f32 = heights.iter().take(it.row).sum();
        let height: f32 = it.covered(&heights).iter().sum();
        let mut y = top + (height - it.depth()) / 2.0;
        for line in it.cell.lines {
            let pitch = line.size * PITCH;
            marks.push(place(it.cell.leaf, line, it.cell.left + CELL_SIDE, it.cell.width - 2.0 * CELL_SIDE, y, it.cell.align));
            y += pitch;
        }
    }
    Ok(Atom::new(0.0, heights.iter().sum(), Bond::Free, marks))
}

fn cell(
    span: &Span,
    leaf: crate::tags::Leaf,
    (left, covered): (f32, &[(f32, f32)]),
    align: Align,
    size: f32,
) -> Result<Cell, DocumentError> {
    let width: f32 = covered.iter().map(|it| it.1).sum();
    let inner = (width - 2.0 * CELL_SIDE).max(size);
    Ok(Cell { leaf, left, width, align, lines: break_lines(&span.text, size, inner, inner)? })
}

/// Heights of the rows: as their own cells need; what a cell over several rows needs beyond goes to its last row.
fn heights(wide: &[Wide], count: usize) -> Vec<f32> {
    let mut heights = vec![TABLE * PITCH + 2.0 * CELL_TOP; count];
    let mut ordered: Vec<&Wide> = wide.iter().collect();
    ordered.sort_by_key(|it| it.rows);
    for it in ordered {
        let lacking = it.depth() + 2.0 * CELL_TOP - it.covered(&heights).iter().sum::<f32>();
        if let Some(last) = heights.get_mut(it.row + it.rows - 1).filter(|_| lacking > 0.0) {
            *last += lacking;
        }
    }
    heights
}
