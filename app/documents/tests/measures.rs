//! The printed page, measured with another program against Nghị định 30/2020/NĐ-CP Phụ lục I.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use tools::{Placed, words};

const MM: f32 = 72.0 / 25.4;

fn near(measured: f32, millimetres: f32) -> bool {
    (measured / MM - millimetres).abs() <= 0.1
}

fn find<'a>(words: &'a [Placed], word: &str) -> &'a Placed {
    words.iter().find(|it| it.word == word).unwrap_or_else(|| panic!("{word} is not printed"))
}

/// Left and right end of the line on which the word stands, counted from `from` mm on.
fn line(words: &[Placed], of: &Placed, from: f32) -> (f32, f32) {
    let same = |it: &&Placed| it.page == of.page && (it.top - of.top).abs() < 0.5 && it.left >= from * MM;
    let left = words.iter().filter(same).map(|it| it.left).fold(f32::MAX, f32::min);
    let right = words.iter().filter(same).map(|it| it.right).fold(0.0, f32::max);
    (left, right)
}

#[test]
fn margins_indent_and_head_stand_where_the_decree_puts_them() {
    let pdf = documents::minutes::pdf(&samples::minutes()).unwrap();
    let words = words(&pdf);

    let indented = find(&words, "Thời");
    assert!(near(indented.left, 30.0 + 12.7), "first-line indent: {}", indented.left / MM);
    let left = words.iter().map(|it| it.left).fold(f32::MAX, f32::min);
    assert!(near(left, 30.0), "left edge: {}", left / MM);
    let right = words.iter().map(|it| it.right).fold(0.0, f32::max);
    assert!(near(right, 195.0), "right edge of justified lines: {}", right / MM);
    let first = find(&words, "CỘNG");
    assert!(first.top >= 19.9 * MM && first.top <= 25.0 * MM, "top margin: {}", first.top / MM);

    let middle = |(left, right): (f32, f32)| (left + right) / 2.0;
    let state = middle(line(&words, first, 90.0));
    let motto = middle(line(&words, find(&words, "Độc"), 90.0));
    assert!((state - motto).abs() < 0.1 * MM, "the motto is centred under the state's name");
    assert!(motto > 105.0 * MM, "in the right half");
    let issuer = find(&words, "ỦY");
    let issuer = middle((issuer.left, words.iter().find(|it| it.word == "DÂN").unwrap().right));
    assert!(near(issuer, 60.0), "centre of the issuing body: {}", issuer / MM);
    let kind = find(&words, "BIÊN");
    assert!(near(middle(line(&words, kind, 0.0)), 112.5), "the kind of document is centred between the margins");
}

#[test]
fn number_and_date_share_a_baseline() {
    let pdf = documents::self_criticism::pdf(&samples::self_criticism()).unwrap();
    let words = words(&pdf);
    let (number, place) = (find(&words, "Số:"), find(&words, "Cẩm"));
    let baseline = |it: &Placed, size: f32| it.top + 0.891 * size;
    assert!((baseline(number, 13.0) - baseline(place, 14.0)).abs() < 0.3, "{number:?} {place:?}");
}

#[test]
fn pages_are_numbered_in_the_top_margin_from_the_second_on() {
    let pdf = documents::minutes::pdf(&samples::minutes()).unwrap();
    let words = words(&pdf);
    let pages = words.iter().map(|it| it.page).max().unwrap();
    assert_eq!(pages, 3, "the reference minutes have three pages");
    assert!(!words.iter().any(|it| it.page == 1 && it.bottom < 19.0 * MM), "page 1 has nothing in its top margin");
    for page in 2..=pages {
        let number = words.iter().find(|it| it.page == page && it.bottom < 20.0 * MM).unwrap();
        assert_eq!(number.word, page.to_string());
        assert!(near((number.left + number.right) / 2.0, 112.5), "{}", number.left / MM);
    }
}

#[test]
fn paragraphs_stand_at_least_six_points_apart() {
    let pdf = documents::minutes::pdf(&samples::minutes()).unwrap();
    let words = words(&pdf);
    let (one, two) = (find(&words, "Thời"), find(&words, "Địa"));
    let pitch = 14.0 * 1.15;
    assert!(two.top - one.top >= pitch + 6.0 - 0.05, "{}", two.top - one.top);
}

#[test]
fn the_mark_of_made_up_papers_stands_on_every_page() {
    for (name, pdf) in samples::all() {
        let printed = tools::text(&pdf, "-layout");
        let pages: Vec<&str> = printed.split('\u{c}').filter(|it| !it.trim().is_empty()).collect();
        assert!(pages.iter().all(|it| it.contains("VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")), "{name}");
    }
}
