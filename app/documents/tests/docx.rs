//! Papers as Word files: the same words and the same structure as the value and as the PDF, read from the parts of the file. That
//! LibreOffice opens each of them is checked by `libreoffice.sh`.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use documents::block::{
    Align, Annex, Block, Header, HeaderKind, LegalForce, Marks, Orientation, PaperState, QrCaption, Row, Signature, Span, Table, TableLook,
    column,
};
use documents::{Document, DocumentError};
use tools::said::{letters, source};
use tools::{paper, paragraph};

/// Twentieths of a point in a millimetre.
const TWIPS: f32 = 1440.0 / 25.4;

/// The parts of a file by their names.
fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        parts.insert(entry.name().to_owned(), content);
    }
    parts
}

fn part(file: &[u8], name: &str) -> String {
    String::from_utf8(parts(file).remove(name).unwrap()).unwrap()
}

fn body(paper: &Document) -> String {
    part(&paper.docx().unwrap(), "word/document.xml")
}

/// The names of all elements in order, after a check that each is closed where it should be.
fn elements(xml: &str) -> Vec<&str> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    for tag in xml.split('<').skip(1).map(|it| it.split('>').next().unwrap()).filter(|it| !it.starts_with('?')) {
        let name = tag.trim_start_matches('/').trim_end_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        all.push(name);
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    all
}

fn count(xml: &str, words: &str) -> usize {
    xml.matches(words).count()
}

/// The words of a part in order.
fn words(xml: &str) -> String {
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1).map(|it| it.split("</w:t>").next().unwrap());
    texts.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn span(text: &str, columns: usize, rows: usize) -> Span {
    Span { text: text.into(), columns, rows }
}

fn ruled(rows: Vec<Row>) -> Table {
    let third = |title: &str| column(title, 1, Align::Centre);
    Table { columns: vec![third("Một"), third("Hai"), third("Ba")], rows, look: TableLook::Ruled }
}

fn signer(name: &str) -> Signature {
    Signature { capacity: vec!["Chức".into()], position: None, hint: Some("(Ký)".into()), confirmation: vec![], name: name.into() }
}

/// A paper with every kind of block.
fn whole() -> Document {
    let joined = vec![
        Row::Spanned(vec![span("Đơn vị", 1, 2), span("Chỉ tiêu", 2, 1)]),
        Row::Spanned(vec![span("giao", 1, 1), span("đạt", 1, 1)]),
        Row::Group("Nhóm".into()),
        Row::Cells(vec!["một".into(), "đến hết".into()]),
    ];
    let code = QrCaption { address: "https://example.gov.vn/tra-cuu/ABCD".into(), caption: vec!["Quét mã & xem <tại đây>:".into()] };
    let annex = |name: &str, orientation| {
        Block::Annex(Annex { name: name.into(), title: "Số liệu".into(), belongs_to: Some("(Kèm theo)".into()), orientation })
    };
    let blocks = vec![
        Block::Title("Báo cáo".into(), vec!["Thử mọi khối".into()]),
        Block::Addressees(vec!["Một nơi".into(), "Nơi khác".into()]),
        Block::Part("I. Phần".into()),
        Block::Item("1. Mục".into()),
        paragraph(documents::Text::new("Thường ").bold("đậm ").italic("nghiêng\nxuống dòng")),
        Block::Centred("giữa".into()),
        Block::Dotted("Ý kiến:".into(), 3),
        Block::Table(ruled(joined)),
        Block::Table(Table { look: TableLook::Open, ..ruled(vec![Row::Cells(vec!["a".into(), "b".into(), "c".into()])]) }),
        Block::Turned(ruled(vec![Row::Cells(vec!["nằm".into(), "ngang".into(), "x".into()])])),
        Block::Turned(ruled(vec![Row::Cells(vec!["nằm".into(), "nữa".into(), "x".into()])])),
        paragraph("Sau bảng."),
        Block::Signatures(vec![signer("Một"), signer("Hai"), signer("Ba"), signer("Bốn")]),
        Block::Recipients(vec!["Như trên".into(), "Lưu".into()], Some(code.clone())),
        Block::Qr(code),
        annex("Phụ lục I", Orientation::Portrait),
        paragraph("Trong phụ lục."),
        annex("Phụ lục II", Orientation::Landscape),
        Block::Closing(vec!["Lưu".into()], signer("Người")),
    ];
    let header = Header {
        kind: HeaderKind::State,
        parent: vec!["Cấp trên".into()],
        body: vec!["Cơ quan".into()],
        number: Some("Số: 05/BC-CQ".into()),
        subject: Some("V/v thử".into()),
        place_date: Some("Nơi, ngày 05 tháng 01 năm 2022".into()),
    };
    Document { header, blocks, ..paper(vec![]) }
}

fn all() -> Vec<(&'static str, Document)> {
    let mut all = samples::papers();
    all.push(("whole", whole()));
    all
}

#[test]
fn the_words_are_those_of_the_paper_in_the_same_order() {
    for (name, paper) in all() {
        assert_eq!(letters(&words(&body(&paper))), source(&paper), "{name}");
    }
}

#[test]
fn every_part_is_well_formed_and_named() {
    for (name, paper) in all() {
        let file = paper.docx().unwrap();
        let parts = parts(&file);
        let types = String::from_utf8(parts["[Content_Types].xml"].clone()).unwrap();
        let related = String::from_utf8(parts["word/_rels/document.xml.rels"].clone()).unwrap();
        for (part, content) in &parts {
            if part.ends_with(".png") {
                assert!(content.starts_with(b"\x89PNG") && related.contains(part.strip_prefix("word/").unwrap()), "{name}: {part}");
                continue;
            }
            elements(std::str::from_utf8(content).unwrap());
            let own = part.starts_with("word/") && !part.contains("_rels");
            assert!(!own || types.contains(&format!("\"/{part}\"")), "{name}: {part} has no type");
        }
        // Everything that the text refers to is there.
        let text = body(&paper);
        for id in text.split("r:id=\"").chain(text.split("r:embed=\"")).skip(1).map(|it| it.split('"').next().unwrap()) {
            assert!(id.starts_with("<?xml") || related.contains(&format!("Id=\"{id}\"")), "{name}: {id}");
        }
        let styles = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
        for style in text.split("<w:pStyle w:val=\"").skip(1).map(|it| it.split('"').next().unwrap()) {
            assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{name}: {style}");
        }
    }
}

#[test]
fn headings_tables_and_signatures_are_what_they_are_called() {
    for (name, paper) in all() {
        let xml = body(&paper);
        let blocks = |wanted: fn(&Block) -> bool| paper.blocks.iter().filter(|it| wanted(it)).count();
        assert_eq!(count(&xml, "\"Heading1\""), blocks(|it| matches!(it, Block::Part(_))), "{name}");
        assert_eq!(count(&xml, "\"Heading2\""), blocks(|it| matches!(it, Block::Item(_))), "{name}");
        assert_eq!(count(&xml, "\"BodyText\""), blocks(|it| matches!(it, Block::Paragraph(_))), "{name}");
        let lined = |it: &Block| matches!(it, Block::Table(it) | Block::Turned(it) if it.look == TableLook::Ruled);
        assert_eq!(count(&xml, "<w:tblHeader/>"), blocks(lined), "{name}");
        let signed: usize = paper
            .blocks
            .iter()
            .map(|it| if let Block::Signatures(all) = it { all.len() } else { usize::from(matches!(it, Block::Closing(..))) })
            .sum();
        assert!(count(&xml, "\"Signer\"") >= 2 * signed, "{name}");
        // Word wants a paragraph between two tables and at the end of every cell.
        assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tcPr></w:tc>"), "{name}");
    }
}

#[test]
fn cells_over_several_columns_and_rows_cover_them_here_too() {
    let xml = body(&paper(vec![Block::Table(ruled(vec![
        Row::Spanned(vec![span("Đơn vị", 1, 2), span("Chỉ tiêu", 2, 1)]),
        Row::Spanned(vec![span("giao", 1, 1), span("đạt", 1, 1)]),
        Row::Cells(vec!["Cẩm Văn".into(), "98".into(), "97".into()]),
    ]))]));
    let table = xml.split("<w:tblHeader/>").nth(1).unwrap();
    let rows: Vec<&str> = table.split("</w:tr>").skip(1).collect();
    assert!(rows[0].contains("<w:vMerge w:val=\"restart\"/>") && rows[0].contains("<w:gridSpan w:val=\"2\"/>"));
    assert!(rows[1].contains("<w:vMerge w:val=\"continue\"/>"));
    assert_eq!([rows[0], rows[1], rows[2]].map(|it| count(it, "<w:tc>")), [2, 3, 3]);
    // Three columns share the 165 mm between the margins.
    let widths: Vec<f32> =
        xml.split("<w:gridCol w:w=\"").skip(4).take(3).map(|it| it.split('"').next().unwrap().parse().unwrap()).collect();
    assert!(widths.iter().all(|it| (it / TWIPS - 55.0).abs() < 0.1), "{widths:?}");
}

#[test]
fn sheets_margins_and_numbers_follow_the_decree() {
    let xml = body(&whole());
    let sections: Vec<&str> = xml.split("<w:sectPr>").skip(1).map(|it| it.split("</w:sectPr>").next().unwrap()).collect();
    let lying: Vec<bool> = sections.iter().map(|it| it.contains("landscape")).collect();
    // Text, two turned tables on sheets of their own, text again, an annex upright, an annex lying.
    assert_eq!(lying, [false, true, true, false, false, true]);
    let anew: Vec<bool> = sections.iter().map(|it| it.contains("<w:pgNumType w:start=\"1\"/>") && it.contains("<w:titlePg/>")).collect();
    assert_eq!(anew, [true, false, false, false, true, true]);
    for section in &sections {
        // NĐ 30 Phụ lục I, I.2: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
        for (side, least, most) in [("top", 20.0, 25.0), ("bottom", 20.0, 25.0), ("left", 30.0, 35.0), ("right", 15.0, 20.0)] {
            let found: f32 = section.split(&format!("w:{side}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            assert!(found / TWIPS >= least - 0.05 && found / TWIPS <= most + 0.05, "{side}: {}", found / TWIPS);
        }
    }
    let file = whole().docx().unwrap();
    // I.7: the number is centred in the top margin and not shown on page 1.
    assert!(!part(&file, "word/header1.xml").contains("PAGE") && part(&file, "word/header2.xml").contains("PAGE"));
    let styles = part(&file, "word/styles.xml");
    assert!(styles.contains("w:ascii=\"Times New Roman\"") && styles.contains("<w:lang w:val=\"vi-VN\""));
    let text = styles.split("w:styleId=\"BodyText\"").nth(1).unwrap().split("</w:style>").next().unwrap();
    let number = |name: &str| text.split(name).nth(1).unwrap().split('"').next().unwrap().parse::<f32>().unwrap();
    assert_eq!(number("<w:sz w:val=\""), 28.0);
    assert!((number("w:firstLine=\"") / TWIPS - 12.7).abs() < 0.05 && number("w:before=\"") >= 120.0);
    assert!(text.contains("<w:jc w:val=\"both\"/>"));
    assert!(part(&file, "word/fontTable.xml").contains("Liberation Serif"));
}

#[test]
fn what_is_confirmed_says_that_this_file_is_another() {
    let said =
        |it: &Document| words(&part(&it.docx().unwrap(), "word/header2.xml")) + &words(&part(&it.docx().unwrap(), "word/footer1.xml"));
    let confirmed = Signature { confirmation: vec!["Xác nhận".into()], ..signer("Một") };
    let mut document = paper(vec![paragraph("Lời."), Block::Signatures(vec![confirmed])]);
    document.marks = Marks { force: LegalForce::Illustrative, state: PaperState::Final, foot: Some("abc".into()), code: None };
    let confirmed = said(&document);
    assert!(confirmed.contains("BẢN SOẠN LẠI") && confirmed.contains("không thay thế bản đã xác nhận"), "{confirmed}");
    assert!(confirmed.contains("VĂN BẢN MINH HỌA") && !confirmed.contains("abc"), "{confirmed}");
    document.marks = Marks { force: LegalForce::Official, state: PaperState::Draft, foot: None, code: None };
    assert_eq!(said(&document), "DỰ THẢO");
    document.marks.state = PaperState::Final;
    document.blocks.pop();
    assert_eq!(said(&document), "");
}

#[test]
fn nothing_in_the_file_is_of_the_clock_and_a_missing_letter_is_named() {
    let file = samples::papers().remove(0).1.docx().unwrap();
    assert_eq!(file, samples::papers().remove(0).1.docx().unwrap());
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    for index in 0..archive.len() {
        let when = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((when.year(), when.month(), when.day()), (1980, 1, 1));
    }
    assert_eq!(paper(vec![paragraph("chữ \u{4e2d}")]).docx(), Err(DocumentError::MissingGlyph('\u{4e2d}')));
}
