//! Tables: a head that is repeated on every page, columns as wide as in the PDF, cells over several columns and rows.

use super::paragraph::Paragraph;
use super::{eighths, twips};
use crate::block::{Align, Row, Span, Table, TableLook};
use crate::layout::{Bond, edges, joined};
use crate::lines::break_lines;
use crate::measures::*;
use crate::{DocumentError, Text};

/// A cell with its paragraphs.
pub(super) struct Cell {
    pub width: f32,
    /// Columns of the grid that it covers.
    pub columns: usize,
    pub content: String,
    /// `restart` where it covers rows below, `continue` where it is covered.
    merged: &'static str,
}

impl Cell {
    /// A cell in one column of the grid.
    pub fn new(width: f32, content: String) -> Self {
        Self { width, columns: 1, content, merged: "" }
    }

    fn xml(&self, place: &str) -> String {
        let span = if self.columns > 1 { format!("<w:gridSpan w:val=\"{}\"/>", self.columns) } else { String::new() };
        let merged = if self.merged.is_empty() { String::new() } else { format!("<w:vMerge w:val=\"{}\"/>", self.merged) };
        let content = if self.content.is_empty() { Paragraph::empty("Nothing").xml() } else { self.content.clone() };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}{merged}{place}</w:tcPr>{content}</w:tc>", twips(self.width))
    }
}

/// Columns that only set things side by side: no lines, no space of its own; the rows are not cut.
pub(super) fn columns(rows: &[Vec<Cell>]) -> String {
    let grid: Vec<f32> = rows.first().map(|it| it.iter().map(|it| it.width).collect()).unwrap_or_default();
    let rows: String = rows.iter().map(|it| row(it, "<w:cantSplit/>", "")).collect();
    format!("<w:tbl>{}{rows}</w:tbl>", properties(&grid, "", (0.0, 0.0)))
}

fn row(cells: &[Cell], about: &str, place: &str) -> String {
    format!("<w:tr><w:trPr>{about}</w:trPr>{}</w:tr>", cells.iter().map(|it| it.xml(place)).collect::<String>())
}

fn properties(grid: &[f32], borders: &str, (top, side): (f32, f32)) -> String {
    let margin = |name: &str, it| format!("<w:{name} w:w=\"{}\" w:type=\"dxa\"/>", twips(it));
    let grid_columns: String = grid.iter().map(|it| format!("<w:gridCol w:w=\"{}\"/>", twips(*it))).collect();
    format!(
        "<w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"0\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar>{}{}{}{}</w:tblCellMar></w:tblPr><w:tblGrid>{grid_columns}</w:tblGrid>",
        twips(grid.iter().sum()),
        margin("top", top),
        margin("left", side),
        margin("bottom", top),
        margin("right", side),
    )
}

/// A table of the text; `end` says whether its last row stays with what follows.
pub(super) fn table(table: &Table, width: f32, end: Bond) -> Result<String, DocumentError> {
    let grid: Vec<f32> = edges(table, width)?.into_iter().map(|it| it.1).collect();
    let ruled = table.look == TableLook::Ruled;
    let (style, borders, space) = match table.look {
        // Word processors take half of each line off the cell.
        TableLook::Ruled => ("Cell", lines(), (CELL_TOP, CELL_SIDE - HAIRLINE)),
        TableLook::Open => ("Normal", String::new(), (PARAGRAPH_GAP / 2.0, 0.0)),
    };
    let place = if ruled { "<w:vAlign w:val=\"center\"/>" } else { "" };
    let mut out = format!("<w:tbl>{}", properties(&grid, &borders, space));
    if ruled {
        let head = |(column, width): (&crate::block::Column, &f32)| {
            Ok(Cell::new(*width, Paragraph::of("CellHead", &column.title.as_str().into())?.xml()))
        };
        let cells: Vec<Cell> = table.columns.iter().zip(&grid).map(head).collect::<Result<_, DocumentError>>()?;
        out.push_str(&row(&cells, "<w:cantSplit/><w:tblHeader/>", place));
    }
    let aligns: Vec<Align> = table.columns.iter().map(|it| it.align).collect();
    let look = Look { grid: &grid, aligns: &aligns, style };
    let mut rest = table.rows.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let last = if others.is_empty() { end } else { Bond::Free };
        match first {
            Row::Cells(texts) => {
                let cells = look.cells(texts, last)?;
                out.push_str(&row(&cells, look.cut(texts)?, place));
                rest = others;
            }
            Row::Group(name) => {
                let words = Paragraph { bond: Bond::WithNext, ..Paragraph::of(style, &Text::styled(name, crate::Style::Bold))? };
                let cell = Cell { columns: grid.len(), ..Cell::new(width, words.xml()) };
                out.push_str(&row(&[cell], "<w:cantSplit/>", place));
                rest = others;
            }
            Row::Spanned(_) => {
                let (rows, others) = rest.split_at(joined(rest));
                let end = if others.is_empty() { end } else { Bond::Free };
                for cells in look.spanned(rows, end)? {
                    out.push_str(&row(&cells, "<w:cantSplit/>", place));
                }
                rest = others;
            }
        }
    }
    out.push_str("</w:tbl>");
    Ok(out)
}

fn lines() -> String {
    let side = |it| format!("<w:{it} w:val=\"single\" w:sz=\"{}\" w:space=\"0\" w:color=\"000000\"/>", eighths(HAIRLINE));
    format!("<w:tblBorders>{}</w:tblBorders>", ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat())
}

/// How the cells of a table look.
struct Look<'a> {
    grid: &'a [f32],
    aligns: &'a [Align],
    style: &'static str,
}

impl Look<'_> {
    fn words(&self, text: &Text, column: usize, bond: Bond) -> Result<String, DocumentError> {
        let align = self.aligns.get(column).copied();
        Ok(Paragraph { align, bond, ..Paragraph::of(self.style, text)? }.xml())
    }

    /// One cell for each text; the last one reaches to the right edge.
    fn cells(&self, texts: &[Text], bond: Bond) -> Result<Vec<Cell>, DocumentError> {
        let count = texts.len().min(self.grid.len());
        let cell = |(column, text): (usize, &Text)| {
            let covered = if column + 1 == count { self.grid.get(column..) } else { self.grid.get(column..=column) }.unwrap_or_default();
            Ok(Cell { columns: covered.len(), ..Cell::new(covered.iter().sum(), self.words(text, column, bond)?) })
        };
        texts.iter().take(count).enumerate().map(cell).collect()
    }

    /// A row goes over to the next page only where it is longer than the PDF keeps together.
    fn cut(&self, texts: &[Text]) -> Result<&'static str, DocumentError> {
        for (text, width) in texts.iter().zip(self.grid) {
            let inner = (width - 2.0 * CELL_SIDE).max(TABLE);
            if break_lines(text, TABLE, inner, inner)?.len() > ROW_LINES {
                return Ok("");
            }
        }
        Ok("<w:cantSplit/>")
    }

    /// Rows that cells join: what a cell above covers is written as its continuation.
    fn spanned(&self, rows: &[Row], end: Bond) -> Result<Vec<Vec<Cell>>, DocumentError> {
        /// A cell that still covers rows below: its column, its columns, the rows left.
        struct Above(usize, usize, usize);
        let mut above: Vec<Above> = Vec::new();
        let mut out = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let Row::Spanned(spans) = row else { continue };
            let bond = if index + 1 == rows.len() { end } else { Bond::WithNext };
            let (mut cells, mut spans, mut column) = (Vec::new(), spans.iter(), 0);
            while column < self.grid.len() {
                let covered = above.iter_mut().find(|it| it.0 == column && it.2 > 0);
                let (columns, merged, text) = match covered {
                    Some(it) => {
                        it.2 -= 1;
                        (it.1, "continue", None)
                    }
                    None => {
                        let Some(Span { text, columns, rows: below }) = spans.next() else { break };
                        let columns = (*columns).clamp(1, self.grid.len() - column);
                        let below = (*below).clamp(1, rows.len() - index);
                        if below > 1 {
                            above.push(Above(column, columns, below - 1));
                        }
                        (columns, if below > 1 { "restart" } else { "" }, Some(text))
                    }
                };
                let width = self.grid.iter().skip(column).take(columns).sum();
                let content = match text {
                    Some(text) => self.words(text, column, bond)?,
                    None => Paragraph { bond, ..Paragraph::empty(self.style) }.xml(),
                };
                cells.push(Cell { columns, merged, ..Cell::new(width, content) });
                column += columns;
            }
            out.push(cells);
        }
        Ok(out)
    }
}
