//! Every kind of paper against our own list of rules for archives and tags; each rule must find a file that breaks it. No independent
//! tool checks PDF/A-2b, PDF/A-3b and the tags here; PDF/A-1b is checked by Apache Preflight, see `preflight.sh`.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use documents::Relationship;
use lopdf::Object;
use tools::rules::{Broken, File, RULES};
use tools::{paper, paragraph, run};

fn part(file: &File) -> Option<String> {
    Some(file.metadata().split_once("<pdfaid:part>")?.1.split_once('<')?.0.to_owned())
}

#[test]
fn every_paper_keeps_every_rule() {
    let mut failed = Vec::new();
    for sample in samples::every().into_iter().chain(samples::longest()) {
        let file = File::new(sample.pdf);
        assert_eq!(part(&file).as_deref(), Some("2"), "{}", sample.name);
        let broken = RULES.iter().filter(|it| !(it.holds)(&file));
        failed.extend(broken.map(|it| format!("{}: {} ({})", sample.name, it.says, it.clause)));
    }
    assert!(failed.is_empty(), "{failed:#?}");
    println!("{} rules", RULES.len());
}

#[test]
fn every_rule_finds_a_file_that_breaks_it() {
    let whole = documents::minutes::pdf(&samples::minutes()).unwrap();
    for rule in RULES {
        let mut bytes = whole.clone();
        match rule.broken {
            Broken::Bytes(change) => change(&mut bytes),
            Broken::Objects(change) => {
                let mut file = lopdf::Document::load_mem(&bytes).unwrap();
                change(&mut file);
                bytes.clear();
                file.save_to(&mut bytes).unwrap();
            }
        }
        // A rule may also find the file unreadable, which is a finding too.
        let held = std::panic::catch_unwind(|| (rule.holds)(&File::new(bytes))).unwrap_or(false);
        assert!(!held, "{} ({}) finds nothing", rule.says, rule.clause);
    }
}

#[test]
fn data_can_be_attached_and_come_back_as_they_were() {
    let document = paper(vec![paragraph("Số liệu kèm theo.")]);
    let rows = b"\xEF\xBB\xBFch\xE1\xBB\x89 ti\xC3\xAAu,1\n".to_vec();
    let with_data = document.attach("số liệu.csv", "text/csv", rows.clone(), Relationship::Data);
    let pdf = with_data.attach("a.json", "application/json", b"{}".to_vec(), Relationship::Source).pdf().unwrap();
    run("qpdf", &["--check", "{}"], &pdf);
    let file = File::new(pdf);
    assert_eq!(part(&file).as_deref(), Some("3"));
    assert!(RULES.iter().all(|it| (it.holds)(&file)));
    // ISO 19005-3, 6.8: each file is named with its relationship, its kind of data and its size.
    let Some(Object::Array(all)) = file.get(file.catalog(), "AF") else { panic!() };
    assert_eq!(all.len(), 2);
    let first = file.at(&all[0]).as_dict().unwrap();
    assert_eq!(file.name(first, "AFRelationship"), "Data");
    assert!(first.has(b"F") && first.has(b"UF"));
    let inside = file.get(file.get(first, "EF").unwrap().as_dict().unwrap(), "F").unwrap().as_stream().unwrap();
    assert_eq!(file.name(&inside.dict, "Subtype"), "text/csv");
    assert_eq!(inside.get_plain_content().unwrap(), rows);
}

#[test]
fn the_older_export_is_of_its_version_and_lists_its_glyphs() {
    let pdf = paper(vec![paragraph("Lưu trữ")]).pdf_a1().unwrap();
    run("qpdf", &["--check", "{}"], &pdf);
    assert!(pdf.starts_with(b"%PDF-1.4"));
    let file = File::new(pdf);
    assert_eq!(part(&file).as_deref(), Some("1"));
    assert!(RULES.iter().all(|it| (it.holds)(&file)));
    let mut faces = file.all().filter(|it| file.name(it, "Type") == "FontDescriptor").peekable();
    assert!(faces.peek().is_some());
    assert!(faces.all(|it| it.has(b"CIDSet")));
}

#[test]
fn the_head_is_read_block_by_block() {
    let pdf = documents::decision::pdf(&samples::decision()).unwrap();
    let read = tools::text(&pdf, "-raw");
    let places = ["CỘNG HÒA", "Độc lập", "Số: ", "Cẩm Giàng, ngày", "QUYẾT ĐỊNH"].map(|it| read.find(it).unwrap());
    assert!(places.is_sorted(), "{places:?}\n{read}");
}
