//! The contents of a bundle: a table of the papers bound in it. The pages are known only once all sheets are cut, so their numbers are filled in
//! then; a table takes the same room whatever they are.

use super::{Flow, Mark, table::table as lay_out_table};
use crate::DocumentError;
use crate::block::{Align, Document, Row, Table, TableLook, column};

/// What stands in a cell until the page is known: as wide as the widest number.
pub(crate) const BLANK_NUMBER: &str = "0000";

/// The table with what the last column holds.
pub(crate) fn table(document: &Document, page: Option<&str>) -> Table {
    let row = |(index, it): (usize, &crate::block::Bound)| {
        let number = (index + 1).to_string();
        let cells = [number.as_str(), it.paper.title.as_str(), it.reference.as_str()];
        Row::Cells(cells.into_iter().chain(page).map(Into::into).collect())
    };
    let columns = [
        ("TT", 6, Align::Centre),
        ("Tên loại và trích yếu nội dung văn bản", 58, Align::Left),
        ("Số, ký hiệu, ngày", 24, Align::Centre),
        ("Trang của tập", 12, Align::Centre),
    ];
    Table {
        columns: columns
            .into_iter()
            .take(3 + usize::from(page.is_some()))
            .map(|(title, share, align)| column(title, share, align))
            .collect(),
        rows: document.bound().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    }
}

/// Lays the contents of paper `own` out and remembers the cells that name pages.
pub(super) fn lay_out(flow: &mut Flow, document: &Document, own: usize, width: f32) -> Result<(), DocumentError> {
    let first = flow.atoms.len();
    lay_out_table(flow, &table(document, Some(BLANK_NUMBER)), width)?;
    // The first atom is the head; in each row the page stands last.
    let rows = flow.atoms.iter().skip(first + 1).filter_map(|it| it.marks.iter().rev().find_map(Mark::leaf));
    let papers = document.bound().scan(own + 1, |next, it| {
        let paper = *next;
        *next += it.paper.papers();
        Some(paper)
    });
    flow.listed.extend(rows.zip(papers));
    Ok(())
}
