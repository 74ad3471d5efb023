//! Annexes with their own page numbers and tables on lying sheets, measured from the finished file.
#![allow(clippy::unwrap_used, missing_docs)]

mod tools;

use documents::Document;
use documents::block::{Align, Annex, Block, Orientation, Row, Table, TableLook, column};
use tools::rules::{File, RULES};
use tools::sheet::Sheets;
use tools::{paper, paragraph};

fn annex(name: &str, orientation: Orientation) -> Block {
    let belongs_to = Some("(Kèm theo Báo cáo số 05/BC-UBND)".to_owned());
    Block::Annex(Annex { name: name.into(), title: "Số liệu chi tiết".into(), belongs_to, orientation })
}

fn long(count: usize) -> impl Iterator<Item = Block> {
    (0..count).map(|it| paragraph(format!("Đoạn {it} của văn bản.")))
}

fn wide() -> Block {
    let columns = (1..=8).map(|it| column(format!("Cột {it}"), 1, Align::Centre)).collect();
    let rows = (0..40).map(|row| Row::Cells((1..=8).map(|it| format!("{row}.{it}").into()).collect())).collect();
    Block::Turned(Table { columns, rows, look: TableLook::Ruled })
}

/// The number in the top margin of each page, and its middle in millimetres from the left.
fn numbers(sheets: &Sheets) -> Vec<Option<(String, f32)>> {
    let number = |page| sheets.lines.iter().find(|it| it.margin && it.page == page).map(|it| (it.text(), it.middle()));
    (1..=sheets.pages()).map(number).collect()
}

fn written(blocks: Vec<Block>) -> Sheets {
    let document = Document { blocks: std::iter::once(Block::Title("Báo cáo".into(), vec![])).chain(blocks).collect(), ..paper(vec![]) };
    let pdf = document.pdf().unwrap();
    let file = File::new(pdf.clone());
    for rule in RULES {
        assert!((rule.holds)(&file), "{} ({})", rule.says, rule.clause);
    }
    Sheets::read(&pdf)
}

#[test]
fn every_annex_begins_a_page_and_numbers_its_own() {
    let mut blocks: Vec<Block> = long(40).collect();
    blocks.push(annex("Phụ lục I", Orientation::Portrait));
    blocks.extend(long(40));
    blocks.push(annex("Phụ lục II", Orientation::Landscape));
    blocks.extend(long(30));
    let sheets = written(blocks);
    let shown: Vec<Option<String>> = numbers(&sheets).into_iter().map(|it| it.map(|it| it.0)).collect();
    let two = Some("2".to_owned());
    assert_eq!(shown, [None, two.clone(), None, two.clone(), None, two]);
    let widths: Vec<f32> = sheets.sizes.iter().map(|it| it.0.round()).collect();
    assert_eq!(widths, [210.0, 210.0, 210.0, 210.0, 297.0, 297.0]);
    let (name, title) = (sheets.line("Phụ lục I"), sheets.line("SỐ LIỆU CHI TIẾT"));
    // NĐ 30 Phụ lục I: "Phụ lục" 14 pt bold, the title 13–14 pt bold capitals, both centred; the sheet's text is 30–195 mm.
    assert_eq!((name.size(), name.style().as_str(), title.size(), title.style().as_str()), (14.0, "bold", 14.0, "bold"));
    assert!((name.middle() - 112.5).abs() < 0.1 && (title.middle() - 112.5).abs() < 0.1);
    assert_eq!(name.page, 3);
}

#[test]
fn a_wide_table_lies_on_sheets_of_its_own_and_pages_are_numbered_on() {
    let mut blocks: Vec<Block> = long(3).collect();
    blocks.push(wide());
    blocks.push(paragraph("Sau bảng."));
    let sheets = written(blocks);
    let widths: Vec<f32> = sheets.sizes.iter().map(|it| it.0.round()).collect();
    let lying = widths.iter().filter(|it| **it > 290.0).count();
    assert!(lying >= 2 && widths[0] < 211.0 && widths[widths.len() - 1] < 211.0, "{widths:?}");
    for (page, found) in numbers(&sheets).into_iter().enumerate().skip(1) {
        let (number, middle) = found.unwrap();
        assert_eq!(number, (page + 1).to_string());
        assert!((middle - (widths[page] - 15.0 + 30.0) / 2.0).abs() < 0.2, "{middle}");
    }
    let heads = sheets.contents().filter(|it| it.text() == "Cột 1").count();
    assert_eq!(heads, lying);
    assert_eq!(sheets.line("Sau bảng.").page, sheets.pages());
}

#[path = "../examples/samples/mod.rs"]
mod samples;

#[test]
fn a_letter_says_what_it_is_about_under_its_number() {
    let sheets = Sheets::read(&documents::reminder::pdf(&samples::reminder()).unwrap());
    let number = sheets.contents().find(|it| it.text().starts_with("Số:")).unwrap();
    let subject = sheets.contents().find(|it| it.text().starts_with("V/v")).unwrap();
    // NĐ 30 Phụ lục I, box 5b: 12–13 pt upright, 6 pt under the number, in the middle of the same column.
    assert_eq!((subject.size(), subject.style().as_str()), (13.0, "regular"));
    assert!((subject.middle() - number.middle()).abs() < 0.1, "{} {}", subject.middle(), number.middle());
    let between = (subject.baseline - number.baseline) * 72.0 / 25.4 - 13.0 * 1.15;
    assert!((between - 6.0).abs() < 0.1, "{between}");
}

#[test]
fn the_letter_on_signing_speaks_of_the_last_day_as_it_stands() {
    let said = |letter: &documents::signing_reminder::SigningReminder| {
        let sheets = Sheets::read(&documents::signing_reminder::pdf(letter).unwrap());
        sheets.contents().map(|it| it.text()).collect::<Vec<_>>().join(" ")
    };
    let late = samples::signing_reminder();
    assert!(said(&late).contains("đã quá hạn nhưng thủ trưởng đơn vị vẫn chưa ký"), "{}", said(&late));
    let last_day = documents::signing_reminder::SigningReminder { as_of: late.until, ..late };
    assert!(said(&last_day).contains("hết ngày 31 tháng 3 năm 2023") && !said(&last_day).contains("quá hạn"), "{}", said(&last_day));
}
