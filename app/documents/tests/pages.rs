//! Where pages end: no heading alone at a foot, no signature away from its text, heads of tables on every page they reach; and what the
//! file says beside the text: the code of the public page, the digest.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use fast_qr::{ECL, QRBuilder};
use samples::expected::Sample;
use tools::sheet::{Filled, Line, Sheets};

fn read() -> Vec<(Sample, Sheets)> {
    let all = samples::every().into_iter().chain(samples::longest());
    all.map(|it| (Sheets::read(&it.pdf), it)).map(|(sheets, it)| (it, sheets)).collect()
}

/// Whether a line is a heading: bold alone, from the indent or the left margin, larger than a table's.
fn heading(line: &Line) -> bool {
    line.size() > 12.5 && line.style() == "bold" && line.left < 43.0
}

/// The last line on a page of the contents.
fn lowest(sheets: &Sheets, page: usize) -> &Line {
    sheets.contents().filter(|it| it.page == page).max_by(|one, other| one.baseline.total_cmp(&other.baseline)).unwrap()
}

#[test]
fn no_heading_stands_alone_at_the_foot_of_a_page() {
    for (sample, sheets) in read() {
        for page in 1..sheets.pages() {
            let last = lowest(&sheets, page);
            assert!(!heading(last), "{}, trang {page}: {}", sample.name, last.text());
            assert!(!last.text().ends_with(':'), "{}, trang {page}: {}", sample.name, last.text());
        }
    }
}

#[test]
fn a_signature_stands_with_the_end_of_its_text() {
    for (sample, sheets) in read() {
        for block in &sample.signers {
            let name = sheets.contents().filter(|it| it.text() == block.name && it.style() == "bold").last().unwrap();
            let first = sheets.line(block.capacity[0]);
            assert_eq!(first.page, name.page, "{}: {}", sample.name, block.name);
            let above = sheets.contents().any(|it| it.page == first.page && it.baseline < first.baseline - 3.0);
            assert!(above, "{}: {} stands alone on page {}", sample.name, block.name, first.page);
        }
    }
}

#[test]
fn a_table_shows_its_head_on_every_page_that_it_reaches() {
    let mut reached = 0;
    for (sample, sheets) in read() {
        for page in 2..=sheets.pages() {
            // The first thing under the number of a page is a table's when it is smaller than running text.
            let first =
                sheets.contents().filter(|it| it.page == page).min_by(|one, other| one.baseline.total_cmp(&other.baseline)).unwrap();
            if (first.size() - 12.0).abs() < 0.1 && first.text() != "Nơi nhận:" {
                assert_eq!(first.style(), "bold", "{}, trang {page}: {}", sample.name, first.text());
                reached += 1;
            }
        }
    }
    assert!(reached > 20, "tables reach over pages: {reached}");
}

#[test]
fn no_line_of_a_page_lies_over_another() {
    for (sample, sheets) in read() {
        for page in 1..=sheets.pages() {
            let lines: Vec<&Line> = sheets.lines.iter().filter(|it| it.page == page).collect();
            for (at, one) in lines.iter().enumerate() {
                for other in &lines[at + 1..] {
                    let beside = one.left >= other.right - 0.05 || other.left >= one.right - 0.05;
                    let apart = (one.baseline - other.baseline).abs() >= one.size().min(other.size()) * 0.35;
                    assert!(beside || apart, "{}, trang {page}: {:?} over {:?}", sample.name, one.text(), other.text());
                }
            }
        }
    }
}

/// The modules of the code on a page, read back from its boxes: the greatest square of the boxes, cut by the height of one.
fn modules(filled: &[Filled]) -> Vec<Vec<bool>> {
    let left = filled.iter().map(|it| it.left).fold(f32::MAX, f32::min);
    let top = filled.iter().map(|it| it.top).fold(f32::MAX, f32::min);
    let side = filled.iter().map(|it| it.left + it.width).fold(0.0, f32::max) - left;
    let module = filled[0].height;
    let count = (side / module).round() as usize;
    let dark = |row: usize, column: usize| {
        let (x, y) = (left + module * (column as f32 + 0.5), top + module * (row as f32 + 0.5));
        filled.iter().any(|it| x > it.left && x < it.left + it.width && y > it.top && y < it.top + it.height)
    };
    (0..count).map(|row| (0..count).map(|column| dark(row, column)).collect()).collect()
}

fn drawn(text: &str) -> Vec<Vec<bool>> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
    (0..code.size).map(|row| code[row].iter().map(|it| it.value()).collect()).collect()
}

/// Whether a box belongs to the code in the margin.
fn in_margin(it: &Filled) -> bool {
    it.left < 25.0
}

#[test]
fn the_code_on_paper_is_the_code_of_the_public_address() {
    let address = samples::commitment().formalities.public_address.unwrap();
    let mut seen = 0;
    for (sample, sheets) in read() {
        let filled: Vec<Filled> = sheets.filled.iter().filter(|it| !in_margin(it)).copied().collect();
        if filled.is_empty() {
            continue;
        }
        let found = modules(&filled);
        assert!(found == drawn(&address), "{}", sample.name);
        let side = filled[0].height * found.len() as f32;
        assert!((20.0..30.0).contains(&side), "{}: {side} mm can be read from a hand's distance", sample.name);
        let said: String = sheets.contents().map(Line::text).collect();
        assert!(said.replace(' ', "").contains("abcd2345efgh6789"), "{}: the code can be typed", sample.name);
        seen += 1;
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn every_page_of_a_paper_with_a_public_page_bears_its_own_code() {
    let formalities = samples::commitment().formalities;
    let (address, digest) = (formalities.public_address.unwrap(), formalities.digest.unwrap());
    let sheets = Sheets::read(&documents::commitment::pdf(&samples::commitment()).unwrap());
    assert!(sheets.pages() > 1);
    for page in 1..=sheets.pages() {
        let own: Vec<Filled> = sheets.filled.iter().filter(|it| in_margin(it) && it.page == page).copied().collect();
        let code = domain::PageCode::new(&address, (page, sheets.pages()), &digest);
        let found = modules(&own);
        assert!(found == drawn(&code.to_string()), "page {page}");
        let module = own[0].height;
        assert!(module > 0.38, "page {page}: {module} mm a module is three dots of a scan of 200 dots an inch");
        let right = own.iter().map(|it| it.left + it.width).fold(0.0, f32::max);
        assert!(right + 4.0 * module < 30.0, "page {page}: four modules of quiet before the text, {right} mm");
    }
    let mut draft = samples::commitment();
    draft.formalities.digest = None;
    let sheets = Sheets::read(&documents::commitment::pdf(&draft).unwrap());
    assert!(!sheets.filled.iter().any(in_margin), "what is not frozen yet is not signed either");
}

#[test]
fn the_digest_of_the_content_stands_at_every_foot() {
    for (name, digest, pdf) in [
        ("commitment", samples::commitment().formalities.digest, documents::commitment::pdf(&samples::commitment()).unwrap()),
        ("minutes", samples::minutes().formalities.digest, documents::minutes::pdf(&samples::minutes()).unwrap()),
    ] {
        let sheets = Sheets::read(&pdf);
        let line = format!("Mã băm SHA-256 của nội dung: {}", digest.unwrap());
        for page in 1..=sheets.pages() {
            assert!(sheets.lines.iter().any(|it| it.margin && it.page == page && it.text() == line), "{name}, trang {page}");
        }
    }
}
