//! Reads `style/tokens.css` and measures every pair of colours that meets on a page (WCAG 2.2: text 4.5 to 1, marks 3 to 1).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// Text upon ground.
const TEXTS: &[(&str, &[&str])] = &[
    ("text", &["ground", "surface", "sunken", "hover", "selected", "good-soft", "attention-soft", "failing-soft", "neutral-soft"]),
    ("text-soft", &["ground", "surface", "sunken", "hover", "selected", "neutral-soft"]),
    ("link", &["ground", "surface", "sunken", "hover", "selected", "good-soft", "attention-soft", "failing-soft", "neutral-soft"]),
    ("primary", &["ground", "surface", "hover", "selected", "sunken"]),
    ("on-primary", &["primary", "primary-strong"]),
    ("on-head", &["head"]),
    ("on-head-soft", &["head"]),
    ("good", &["ground", "surface", "sunken", "hover", "selected", "good-soft"]),
    ("attention", &["ground", "surface", "sunken", "hover", "selected", "attention-soft"]),
    ("failing", &["ground", "surface", "sunken", "hover", "selected", "failing-soft"]),
    ("neutral", &["ground", "surface", "sunken", "hover", "selected", "neutral-soft"]),
    ("on-seal", &["seal"]),
];

/// Borders of boxes, rings of focus, bars and drawings upon ground.
const MARKS: &[(&str, &[&str])] = &[
    ("line-strong", &["ground", "surface", "sunken", "hover"]),
    ("focus", &["ground", "surface", "sunken", "hover", "selected"]),
    ("head-focus", &["head"]),
    ("head-control", &["head"]),
    ("primary", &["sunken", "surface", "ground"]),
    ("good", &["sunken", "surface"]),
    ("attention", &["sunken", "surface"]),
    ("failing", &["sunken", "surface"]),
    ("seal", &["ground", "surface"]),
];

type Tokens = BTreeMap<String, String>;

/// Cuts the file into its blocks of tokens: light, dark by the system's wish, dark by the person's choice.
fn blocks() -> Vec<Tokens> {
    TOKENS
        .split('{')
        .filter(|block| block.trim_start().starts_with("color-scheme"))
        .map(|block| {
            let inside = block.split('}').next().unwrap();
            inside
                .split(';')
                .filter_map(|line| line.trim().rsplit_once("--").map(|(_, it)| it).and_then(|it| it.split_once(':')))
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .collect()
        })
        .collect()
}

fn light() -> Tokens {
    blocks().swap_remove(0)
}

fn dark() -> Tokens {
    light().into_iter().chain(blocks().swap_remove(1)).collect()
}

/// The relative luminance of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let hex = colour.strip_prefix('#').unwrap_or_else(|| panic!("{colour} is not #rrggbb"));
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn too_weak(tokens: &Tokens, pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let colour = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("no token --{name}")).as_str();
    pairs
        .iter()
        .flat_map(|(front, grounds)| grounds.iter().map(move |ground| (*front, *ground)))
        .map(|(front, ground)| (front, ground, contrast(colour(front), colour(ground))))
        .filter(|(_, _, ratio)| *ratio < least)
        .map(|(front, ground, ratio)| format!("--{front} on --{ground}: {ratio:.2}"))
        .collect()
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
}

#[test]
fn light_text_and_marks_can_be_read() {
    assert_eq!(too_weak(&light(), TEXTS, TEXT), Vec::<String>::new());
    assert_eq!(too_weak(&light(), MARKS, MARK), Vec::<String>::new());
}

#[test]
fn dark_text_and_marks_can_be_read() {
    assert_eq!(too_weak(&dark(), TEXTS, TEXT), Vec::<String>::new());
    assert_eq!(too_weak(&dark(), MARKS, MARK), Vec::<String>::new());
}

#[test]
fn dark_by_choice_is_dark_by_the_system() {
    let blocks = blocks();
    assert_eq!(blocks.len(), 3);
    assert_eq!(blocks[1], blocks[2]);
}

#[test]
fn no_part_of_the_style_names_a_colour_of_its_own() {
    let style = concat!(env!("CARGO_MANIFEST_DIR"), "/../style");
    for entry in std::fs::read_dir(style).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // Paper is black on white whatever the tokens say.
        if path.extension().is_none_or(|it| it != "css") || name == "tokens.css" || name == "print.css" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let coloured =
            text.lines().find(|line| line.contains(": #") || line.contains(" #") && line.ends_with(';') || line.contains("rgb("));
        assert_eq!(coloured, None, "{name}");
        assert!(!text.contains("light-dark("), "{name}");
    }
}
