//! Runs the PDF tools of poppler and qpdf; a test fails when a tool is missing.
#![allow(dead_code)]

pub mod rules;
pub mod said;
pub mod sheet;

use std::io::Write;
use std::process::Command;

use documents::block::{Block, Header, HeaderKind, LegalForce, Marks, Orientation, PaperState};
use documents::{Document, Text};

/// Runs a tool on a PDF in a temporary file; `{}` in the arguments stands for its path.
pub fn run(tool: &str, arguments: &[&str], pdf: &[u8]) -> Vec<u8> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let path = file.path().to_str().unwrap();
    let arguments = arguments.iter().map(|it| if *it == "{}" { path } else { it });
    let output = Command::new(tool).args(arguments).output().unwrap_or_else(|it| panic!("{tool} cannot be run: {it}"));
    assert!(output.status.success(), "{tool}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text as a reader copies it.
pub fn text(pdf: &[u8], mode: &str) -> String {
    String::from_utf8(run("pdftotext", &[mode, "-enc", "UTF-8", "{}", "-"], pdf)).unwrap()
}

/// A word with its box in points from the top left corner of its page.
#[derive(Debug, Clone)]
pub struct Placed {
    pub page: usize,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    pub word: String,
}

/// Every word with its place.
pub fn words(pdf: &[u8]) -> Vec<Placed> {
    let html = String::from_utf8(run("pdftotext", &["-bbox", "{}", "-"], pdf)).unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in html.lines().map(str::trim) {
        page += usize::from(line.starts_with("<page "));
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let number = |name: &str| {
            let from = rest.find(name).unwrap() + name.len() + 2;
            rest[from..].split('"').next().unwrap().parse::<f32>().unwrap()
        };
        let word = rest.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
        let [left, right, top, bottom] = ["xMin", "xMax", "yMin", "yMax"].map(number);
        words.push(Placed { page, left, right, top, bottom, word });
    }
    words
}

/// A paper with nothing but its blocks.
pub fn paper(blocks: Vec<Block>) -> Document {
    Document {
        title: "Thử".into(),
        date: None,
        orientation: Orientation::Portrait,
        header: Header { kind: HeaderKind::State, parent: vec![], body: vec![], number: None, subject: None, place_date: None },
        blocks,
        marks: Marks { force: LegalForce::Official, state: PaperState::Final, foot: None, code: None },
    }
}

/// A paragraph.
pub fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph(text.into())
}
