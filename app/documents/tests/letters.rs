//! Every Vietnamese letter comes out of the PDF as it went in, composed or not, in all four styles; nothing vanishes silently.
#![allow(clippy::unwrap_used)]

mod tools;

use documents::{DocumentError, Style, Text};
use tools::{paper, paragraph, text};
use unicode_normalization::UnicodeNormalization;

/// The 134 letters with marks: twelve vowels with five tones each, ă â ê ô ơ ư đ, small and capital.
fn letters() -> Vec<String> {
    let mut letters: Vec<String> = "ăâêôơưđ".chars().map(String::from).collect();
    for vowel in "aăâeêioôơuưy".chars() {
        for tone in ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'] {
            letters.push(format!("{vowel}{tone}").nfc().collect());
        }
    }
    let capitals: Vec<String> = letters.iter().map(|it| it.to_uppercase()).collect();
    letters.extend(capitals);
    letters
}

#[test]
fn all_letters_survive_in_both_forms_and_four_styles() {
    let letters = letters();
    assert_eq!(letters.len(), 134);
    assert!(letters.iter().all(|it| it.chars().count() == 1));
    let composed = letters.join(" ");
    let taken_apart: String = composed.nfd().collect();
    assert_ne!(composed, taken_apart);
    for style in Style::ALL {
        let one = paper(vec![paragraph(Text::styled(&composed, style))]).pdf().unwrap();
        let other = paper(vec![paragraph(Text::styled(&taken_apart, style))]).pdf().unwrap();
        assert_eq!(one, other, "{style:?}");
        let printed = text(&one, "-raw").split_whitespace().skip_while(|it| *it != "ă").collect::<Vec<_>>().join(" ");
        assert_eq!(printed, composed, "{style:?}");
    }
}

#[test]
fn a_missing_character_is_an_error_and_never_a_gap() {
    for character in ['漢', '☑', '😀', '\u{1}'] {
        let made = paper(vec![paragraph(format!("trước {character} sau"))]).pdf();
        assert_eq!(made, Err(DocumentError::MissingGlyph(character)));
    }
}

#[test]
fn a_form_can_ask_beforehand() {
    assert_eq!(documents::check_typeface(), Ok(()));
    assert_eq!(documents::unprintable("Tiếng Việt,\r\n“đủ dấu” – 98,50%\t≥"), None);
    assert_eq!(documents::unprintable("xong ✓"), Some('✓'));
}

#[test]
fn typographic_characters_of_official_papers_are_there() {
    let words = "“Trích” ‘dẫn’ – — … ≥ ≤ ± × ÷ § ° ½ % ‰ € • – 98,50% 30/2020/NĐ-CP m² → ≠";
    let pdf = paper(vec![paragraph(words)]).pdf().unwrap();
    let printed = text(&pdf, "-raw");
    for word in words.split(' ') {
        assert!(printed.contains(word), "{word}");
    }
}

#[test]
fn unbreakable_signs_hold_their_words_together() {
    let pdf = paper(vec![paragraph("tháng\u{a0}3 Bà\u{2011}Rịa\u{200b} mềm\u{ad}mại")]).pdf().unwrap();
    assert!(text(&pdf, "-raw").contains("tháng 3 Bà-Rịa mềmmại"));
}

#[test]
fn a_word_wider_than_the_page_is_cut_and_loses_nothing() {
    let digest = "0123456789abcdef".repeat(16);
    let pdf = paper(vec![paragraph(digest.as_str())]).pdf().unwrap();
    let printed: String = text(&pdf, "-raw").split_whitespace().filter(|it| it.chars().all(|it| it.is_ascii_hexdigit())).collect();
    assert_eq!(printed, digest);
}
