//! Papers of ours as pictures: codes read back from them, turned and torn ones too; and files that are none.
#![allow(clippy::unwrap_used, missing_docs)]

use documents::block::{Block, Coded, Document, Header, HeaderKind, LegalForce, Marks, Orientation, PaperState};
use lopdf::dictionary;
use pictures::{Unreadable, parts, picture};

const ADDRESS: &str = "https://cchc.camgiang.example.gov.vn/tra-cuu/abcd2345efgh6789";
const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn paper(pages: usize) -> Vec<u8> {
    let header = Header {
        kind: HeaderKind::State,
        parent: vec![],
        body: vec!["Ủy ban nhân dân".into(), "xã Cẩm Văn".into()],
        number: None,
        subject: None,
        place_date: None,
    };
    let code = Some(Coded { address: ADDRESS.into(), digest: DIGEST.into() });
    let marks = Marks { force: LegalForce::Illustrative, state: PaperState::Final, foot: Some(DIGEST.into()), code };
    let line = "Tôi cam kết với Chủ tịch Ủy ban nhân dân huyện lãnh đạo, chỉ đạo đơn vị thực hiện các nội dung sau đây. ".repeat(3);
    let blocks = (0..pages * 10 - 4).map(|_| Block::Paragraph(line.as_str().into())).collect();
    let paper = Document { title: "Bản cam kết".into(), date: None, orientation: Orientation::Portrait, header, blocks, marks };
    paper.pdf().unwrap()
}

fn turned(pdf: &[u8]) -> Vec<Vec<pictures::Code>> {
    pictures::codes(pdf, |it| it.contains("?trang=")).unwrap()
}

fn codes(pdf: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let found = pictures::codes(pdf, |it| it.contains("?trang="))?;
    Ok(found.into_iter().map(|page| page.into_iter().map(|it| it.0).collect()).collect())
}

/// The file with its pages turned clockwise, in degrees.
fn lying(pdf: &[u8], turns: &[i64]) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(pdf).unwrap();
    for (number, turn) in file.get_pages().values().zip(turns) {
        file.get_dictionary_mut(*number).unwrap().set("Rotate", *turn);
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn said(page: usize, pages: usize) -> String {
    format!("{ADDRESS}?trang={page}/{pages}&ban=0123456789ab")
}

#[test]
fn every_page_says_whose_it_is() {
    let found = codes(&paper(3)).unwrap();
    let count = found.len();
    assert!(count > 1);
    for (index, page) in found.iter().enumerate() {
        assert!(page.contains(&said(index + 1, count)), "page {}: {page:?}", index + 1);
    }
}

#[test]
fn a_page_that_was_put_in_upside_down_is_read_as_well() {
    let bytes = lying(&paper(2), &[180, 90]);
    let found = codes(&bytes).unwrap();
    assert!(found[0].contains(&said(1, found.len())), "{:?}", found[0]);
    assert!(found[1].contains(&said(2, found.len())), "{:?}", found[1]);
}

#[test]
fn a_part_has_its_pages_and_no_others() {
    let whole = paper(3);
    let count = codes(&whole).unwrap().len();
    let cut = parts(&whole, &[vec![(2, 0)], vec![(1, 0)]]).unwrap();
    assert_eq!(codes(&cut[0]).unwrap(), vec![vec![said(2, count)]]);
    assert_eq!(codes(&cut[1]).unwrap(), vec![vec![said(1, count)]]);
    assert!(cut[0].len() < whole.len());
    for none in [vec![], vec![(0, 0)], vec![(count + 1, 0)]] {
        assert_eq!(parts(&whole, &[none]), Err(Unreadable::NoPage));
    }
    assert_eq!(parts(b"%PDF-1.7", &[vec![(1, 0)]]), Err(Unreadable::NoPdf));
}

#[test]
fn pages_of_a_part_stand_upright_and_in_its_order() {
    let whole = paper(4);
    let count = codes(&whole).unwrap().len();
    assert!(count >= 4);
    let lain = lying(&whole, &[0, 90, 180, 270]);
    let found = turned(&lain);
    let turns = |pages: &[Vec<pictures::Code>]| pages.iter().take(4).map(|it| it[0].1).collect::<Vec<_>>();
    assert_eq!(turns(&found), [0, 270, 180, 90]);
    let order: Vec<_> = [4, 2, 1, 3].map(|page: usize| (page, found[page - 1][0].1)).to_vec();
    let cut = turned(&parts(&lain, &[order]).unwrap()[0]);
    assert_eq!(turns(&cut), [0; 4]);
    assert_eq!(cut.iter().map(|it| it[0].0.clone()).collect::<Vec<_>>(), [4, 2, 1, 3].map(|page| said(page, count)));
}

#[test]
fn a_part_has_no_picture_of_another_page_however_the_pile_was_joined() {
    let mut file = lopdf::Document::with_version("1.5");
    let tree = file.new_object_id();
    let pictures: Vec<_> = (0..3u8)
        .map(|it| {
            let about = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            };
            file.add_object(lopdf::Stream::new(about, vec![it; 64]))
        })
        .collect();
    // One list of resources for all pages, as programs write it that join files.
    let all = dictionary! { "A" => pictures[0], "B" => pictures[1], "C" => pictures[2] };
    let resources = file.add_object(dictionary! { "XObject" => all });
    let kids: Vec<lopdf::Object> = ["A", "B", "C"]
        .map(|name| {
            let content = file.add_object(lopdf::Stream::new(dictionary! {}, format!("q 100 0 0 100 0 0 cm /{name} Do Q").into_bytes()));
            file.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into()
        })
        .to_vec();
    let node = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => 3, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
    };
    file.objects.insert(tree, node.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    let cut = parts(&bytes, &[vec![(2, 0)], vec![(3, 90), (1, 0)]]).unwrap();
    let shown = |pdf: &[u8]| {
        let file = lopdf::Document::load_mem(pdf).unwrap();
        let images = file.objects.values().filter_map(|it| it.as_stream().ok()).filter(|it| it.dict.has(b"Width"));
        let mut all: Vec<u8> = images.map(|it| it.content[0]).collect();
        all.sort_unstable();
        all
    };
    assert_eq!((shown(&cut[0]), shown(&cut[1])), (vec![1], vec![0, 2]));
}

#[test]
fn the_picture_shows_the_pages_one_below_the_other() {
    let whole = paper(2);
    let (png, pages) = picture(&whole, 300).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let (width, height) = reader.info().size();
    assert_eq!(width, 300);
    // A4 is 297 : 210.
    let page = 300.0 * 297.0 / 210.0;
    let wanted = page * pages as f32 + 12.0 * (pages - 1) as f32;
    assert!((height as f32 - wanted).abs() <= pages as f32 * 2.0, "{height} against {wanted}");
}

#[test]
fn what_is_no_pdf_is_refused() {
    for bytes in [&b""[..], b"%PDF-1.7", b"\x89PNG\r\n", &[0; 4096]] {
        assert_eq!(codes(bytes), Err(Unreadable::NoPdf));
        assert_eq!(picture(bytes, 300), Err(Unreadable::NoPdf));
    }
}
