//! Papers bound into one file: each stands there as it stands alone, beside the numbers of the bundle, and the contents name the right pages.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use documents::Document;
use tools::rules::{File, RULES};
use tools::run;
use tools::sheet::{Line, Sheets};

const CORNER: &str = "Trang ";

fn bound() -> Document {
    documents::bundle::document(samples::bundle())
}

/// The lines of a page with their places, without the number of the bundle.
fn lines(sheets: &Sheets, page: usize) -> Vec<(String, i32, i32)> {
    let corner = |it: &Line| it.margin && it.text().starts_with(CORNER) && it.text().ends_with(" của tập");
    let place = |it: f32| (it * 10.0).round() as i32;
    let own = sheets.lines.iter().filter(|it| it.page == page && !corner(it));
    own.map(|it| (it.text(), place(it.left), place(it.baseline))).collect()
}

#[test]
fn every_paper_stands_there_as_it_stands_alone_on_the_page_that_the_contents_name() {
    let document = bound();
    let sheets = Sheets::read(&document.pdf().unwrap());
    let named: Vec<usize> =
        sheets.contents().filter(|it| it.page == 1 && it.left > 170.0).filter_map(|it| it.text().parse().ok()).collect();
    assert_eq!(named.len(), document.bound().count());
    let mut first = named[0];
    assert!(first >= 2);
    for (bound, named) in document.bound().zip(&named) {
        assert_eq!(first, *named, "{}", bound.paper.title);
        let alone = Sheets::read(&bound.paper.pdf().unwrap());
        for page in 1..=alone.pages() {
            assert_eq!(lines(&sheets, first + page - 1), lines(&alone, page), "{}, trang {page}", bound.paper.title);
            assert_eq!(sheets.sizes[first + page - 2], alone.sizes[page - 1]);
        }
        first += alone.pages();
    }
    assert_eq!(first, sheets.pages() + 1);
    for page in 1..=sheets.pages() {
        let corner = format!("Trang {page} của tập");
        let found: Vec<&Line> = sheets.lines.iter().filter(|it| it.page == page && it.text() == corner).collect();
        assert!(found.len() == 1 && found[0].margin && found[0].baseline < 20.0, "trang {page}");
    }
}

#[test]
fn a_bundle_is_fit_for_archives_and_the_same_every_time() {
    let pdf = bound().pdf().unwrap();
    assert_eq!(pdf, bound().pdf().unwrap());
    run("qpdf", &["--check", "{}"], &pdf);
    let file = File::new(pdf);
    for rule in RULES {
        assert!((rule.holds)(&file), "{} ({})", rule.says, rule.clause);
    }
}

#[test]
fn contents_of_many_pages_count_themselves() {
    let sheet = documents::remedies::document(&samples::remedy_list());
    let bundle = documents::bundle::Bundle { papers: vec![sheet; 120], ..samples::bundle() };
    let sheets = Sheets::read(&documents::bundle::pdf(&bundle).unwrap());
    let first = (1..=sheets.pages()).find(|page| sheets.contents().any(|it| it.page == *page && it.text() == "DANH MỤC")).unwrap();
    assert!(first > 3, "{first}");
    let named: Vec<usize> = sheets
        .contents()
        .filter(|it| it.page < first && it.left > 170.0 && (it.size() - 12.0).abs() < 0.1)
        .filter_map(|it| it.text().parse().ok())
        .collect();
    assert_eq!(named, (0..120).map(|it| first + it).collect::<Vec<_>>());
    assert_eq!(sheets.pages(), first + 119);
}

#[test]
fn an_empty_bundle_says_so() {
    let bundle = documents::bundle::Bundle { papers: vec![], ..samples::bundle() };
    let said = tools::text(&documents::bundle::pdf(&bundle).unwrap(), "-raw");
    assert!(said.contains("Chưa có văn bản nào để đóng tập.") && !said.contains("của tập"), "{said}");
}

#[test]
fn the_word_file_keeps_the_marks_and_numbers_of_each_paper() {
    use std::io::Read;
    let file = bound().docx().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let body = part("word/document.xml");
    let sections: Vec<&str> = body.split("<w:sectPr>").skip(1).map(|it| it.split("</w:sectPr>").next().unwrap()).collect();
    // The contents, seven papers, and the annex of the invitation.
    assert_eq!(sections.len(), 9);
    assert!(sections.iter().all(|it| it.contains("<w:pgNumType w:start=\"1\"/>")));
    assert_eq!(sections.iter().map(|it| it.contains("landscape")).filter(|it| *it).count(), 1);
    let header = |section: &str| section.split("w:type=\"default\" r:id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // The personal review is a draft, the others are not.
    let marks: Vec<bool> = sections.iter().map(|it| part(&format!("word/{}.xml", header(it))).contains("DỰ THẢO")).collect();
    assert_eq!(marks, [false, false, false, true, false, false, false, false, false]);
    let types = part("[Content_Types].xml");
    let related = part("word/_rels/document.xml.rels");
    for id in body.split("r:id=\"").skip(1).map(|it| it.split('"').next().unwrap()) {
        assert!(related.contains(&format!("Id=\"{id}\"")) && types.contains(&format!("/word/{id}.xml")), "{id}");
    }
}
