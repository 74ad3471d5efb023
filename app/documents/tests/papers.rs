//! Every paper: its text as a reader copies it, its fonts, its soundness, and that the same values give the same bytes.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use sha2::{Digest, Sha256};
use tools::{run, text};

#[test]
fn the_text_is_as_expected() {
    for (name, pdf) in samples::all() {
        insta::assert_snapshot!(name, text(&pdf, "-layout"));
    }
}

#[test]
fn sentences_can_be_searched_and_copied() {
    let minutes = documents::minutes::pdf(&samples::minutes()).unwrap();
    let flat = |pdf: &[u8]| text(pdf, "-raw").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&minutes).contains("Biên bản đã được đọc và thông qua tại hội nghị."));
    assert!(flat(&minutes).contains("giao công chức văn phòng - thống kê hoàn thiện báo cáo kiểm điểm trước ngày 15 tháng 01 năm 2023."));
    let commitment = documents::commitment::pdf(&samples::commitment()).unwrap();
    assert!(flat(&commitment).contains("Xác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ"));
}

#[test]
fn a_decision_follows_the_form_of_the_decree_and_names_what_it_replaces() {
    use documents::decision::{Matter, Replaced, ReplacedDecision, pdf};
    let flat = |it: &documents::decision::Decision| text(&pdf(it).unwrap(), "-raw").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut decision = samples::decision();
    let printed = flat(&decision);
    for words in [
        "Số: 05/QĐ-UBND",
        "QUYẾT ĐỊNH Về việc công bố kết quả thực hiện cam kết cải cách hành chính năm 2022",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN CẨM GIÀNG",
        "Căn cứ Nghị định số 90/2020/NĐ-CP;",
        "Theo đề nghị của Trưởng phòng Nội vụ.",
        "QUYẾT ĐỊNH:",
        "Điều 1.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Trưởng phòng Nội vụ, các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        "VĂN BẢN MINH HỌA",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    decision.matter = Matter::Replacement(Replaced {
        what: "mức xếp loại".to_owned(),
        whose: "Xã Cao An".to_owned(),
        before: "Hoàn thành xuất sắc nhiệm vụ".to_owned(),
        after: "Hoàn thành tốt nhiệm vụ".to_owned(),
    });
    decision.reason = "Tính sai tỷ lệ".to_owned();
    decision.replaces = Some(ReplacedDecision {
        number: "04/QĐ-UBND".to_owned(),
        day: "ngày 05 tháng 01 năm 2023".to_owned(),
        authority: "Ủy ban nhân dân huyện Cẩm Giàng".to_owned(),
    });
    let printed = flat(&decision);
    for words in [
        "1. Trước: Hoàn thành xuất sắc nhiệm vụ.",
        "2. Nay: Hoàn thành tốt nhiệm vụ.",
        "3. Lý do: Tính sai tỷ lệ.",
        "thay thế nội dung tương ứng của Quyết định số 04/QĐ-UBND ngày 05 tháng 01 năm 2023 của Ủy ban nhân dân huyện Cẩm Giàng.",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn every_font_is_embedded_cut_down_and_mapped_to_unicode() {
    for (name, pdf) in with_the_longest() {
        let table = String::from_utf8(run("pdffonts", &["{}"], &pdf)).unwrap();
        let fonts: Vec<&str> = table.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{name}");
        for font in fonts {
            let columns: Vec<&str> = font.split_whitespace().collect();
            let [tagged, .., embedded, subset, unicode, _, _] = columns.as_slice() else { panic!("{font}") };
            assert!(tagged.get(6..).unwrap().starts_with("+LiberationSerif"), "{name}: {font}");
            assert_eq!([*embedded, *subset, *unicode], ["yes", "yes", "yes"], "{name}: {font}");
        }
        let pages = lopdf::Document::load_mem(&pdf).unwrap().get_pages().len();
        // A page of a table has some two hundred cells, each an element of the structure.
        assert!(pdf.len() < 90_000 + 22_000 * pages, "{name} has {} bytes", pdf.len());
    }
}

#[test]
fn every_file_is_sound_and_says_its_language_and_title() {
    for (name, pdf) in with_the_longest() {
        run("qpdf", &["--check", "{}"], &pdf);
        let file = lopdf::Document::load_mem(&pdf).unwrap();
        assert_eq!(file.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN", "{name}");
        let info = file.get_dictionary(file.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
        assert!(info.get(b"Title").unwrap().as_str().unwrap().len() > 20, "{name}");
        assert!(!info.has(b"ModDate"), "{name}: nothing of the clock");
    }
}

/// Prints one digest of all papers, for the test below, which runs it in a process of its own.
#[test]
fn digest_of_all_papers() {
    println!("digest:{}", digest());
}

/// Every kind of paper, and the longest that an office may need.
fn with_the_longest() -> Vec<(&'static str, Vec<u8>)> {
    samples::every().into_iter().chain(samples::longest()).map(|it| (it.name, it.pdf)).collect()
}

fn digest() -> String {
    let words = samples::papers().into_iter().map(|(_, it)| it.docx().unwrap());
    let all: Vec<u8> = with_the_longest().into_iter().map(|(_, it)| it).chain(words).flatten().collect();
    Sha256::digest(&all).iter().map(|it| format!("{it:02x}")).collect()
}

#[test]
fn the_same_values_give_the_same_bytes_in_another_process_too() {
    let program = std::env::current_exe().unwrap();
    let output = std::process::Command::new(program).args(["--exact", "digest_of_all_papers", "--nocapture"]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains(&format!("digest:{}", digest())), "{printed}");
}

#[test]
fn other_values_give_another_identifier() {
    let id = |pdf: &[u8]| {
        let file = lopdf::Document::load_mem(pdf).unwrap();
        file.trailer.get(b"ID").unwrap().as_array().unwrap().first().unwrap().as_str().unwrap().to_vec()
    };
    let mut values = samples::minutes();
    let one = id(&documents::minutes::pdf(&values).unwrap());
    values.place.push_str(" khác");
    let other = id(&documents::minutes::pdf(&values).unwrap());
    assert_ne!(one, other);
    assert_ne!(one, vec![0; 16]);
}
