//! Cells over several columns and rows: where their lines and words stand, and what the structure says of them.
#![allow(clippy::unwrap_used, missing_docs)]

mod tools;

use documents::block::{Align, Block, Row, Span, Table, TableLook, column};
use tools::rules::{File, RULES};
use tools::sheet::Sheets;
use tools::{paper, paragraph};

fn span(text: &str, columns: usize, rows: usize) -> Span {
    Span { text: text.into(), columns, rows }
}

fn table() -> Table {
    let third = |title: &str| column(title, 1, Align::Centre);
    let rows = vec![
        Row::Spanned(vec![span("Đơn vị", 1, 2), span("Chỉ tiêu", 2, 1)]),
        Row::Spanned(vec![span("giao", 1, 1), span("đạt", 1, 1)]),
        Row::Cells(vec!["Cẩm Văn".into(), "98".into(), "97".into()]),
    ];
    Table { columns: vec![third("Một"), third("Hai"), third("Ba")], rows, look: TableLook::Ruled }
}

#[test]
fn a_cell_stands_in_the_middle_of_all_that_it_covers() {
    let sheets = Sheets::read(&paper(vec![Block::Table(table())]).pdf().unwrap());
    let near = |one: f32, other: f32| assert!((one - other).abs() < 0.1, "{one} {other}");
    // Three columns of 55 mm each from 30 mm on.
    near(sheets.line("Đơn vị").middle(), 57.5);
    near(sheets.line("Chỉ tiêu").middle(), 140.0);
    near(sheets.line("giao").middle(), 112.5);
    near(sheets.line("đạt").middle(), 167.5);
    near(sheets.line("Đơn vị").baseline, (sheets.line("Chỉ tiêu").baseline + sheets.line("giao").baseline) / 2.0);
    // No line crosses the cell over two rows; one parts the two rows beside it.
    let between = (sheets.line("Chỉ tiêu").baseline + sheets.line("giao").baseline) / 2.0 - 1.5;
    let parting: Vec<_> = sheets.rules.iter().filter(|it| it.is_level() && (it.from.1 - between).abs() < 1.5).collect();
    assert!(!parting.is_empty());
    assert!(parting.iter().all(|it| it.from.0.min(it.to.0) > 84.9), "{parting:?}");
}

#[test]
fn joined_rows_stay_on_one_page() {
    for filler in 30..50 {
        let mut blocks: Vec<Block> = (0..filler).map(|_| paragraph("lấp")).collect();
        blocks.push(Block::Table(table()));
        let sheets = Sheets::read(&paper(blocks).pdf().unwrap());
        assert_eq!(sheets.line("Đơn vị").page, sheets.line("giao").page, "{filler}");
    }
}

#[test]
fn the_structure_says_what_a_cell_covers() {
    let blocks = vec![Block::Title("Bảng".into(), vec![]), Block::Table(table())];
    let file = File::new(paper(blocks).pdf().unwrap());
    for rule in RULES {
        assert!((rule.holds)(&file), "{} ({})", rule.says, rule.clause);
    }
    let spans = file.elements().into_iter().filter_map(|it| file.get(it, "A")?.as_dict().ok()).collect::<Vec<_>>();
    assert!(spans.iter().any(|it| it.get(b"RowSpan").is_ok_and(|it| it.as_i64().unwrap() == 2)));
    assert!(spans.iter().any(|it| it.get(b"ColSpan").is_ok_and(|it| it.as_i64().unwrap() == 2)));
}
