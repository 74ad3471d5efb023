//! The text that readers copy from every paper is the source text, letter by letter, in the order in which people read.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use documents::Document;
use documents::block::{Block, LegalForce, PaperState, TableLook};
use tools::said::{letters, source};

/// The text of the pages without what stands in the margins and without heads that a table repeats.
fn printed(paper: &Document) -> String {
    let text = tools::text(&paper.pdf().unwrap(), "-raw");
    let mut margins: Vec<String> = paper.marks.foot.iter().map(|it| letters(it)).collect();
    if paper.marks.force == LegalForce::Illustrative {
        margins.push(letters("VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"));
    }
    margins.extend(match paper.marks.state {
        PaperState::Final => None,
        PaperState::Draft => Some(letters("DỰ THẢO")),
        PaperState::Provisional => Some(letters("TẠM TÍNH")),
        PaperState::Withdrawn => Some(letters("ĐÃ THU HỒI")),
    });
    let heads: Vec<String> = paper
        .blocks
        .iter()
        .filter_map(|it| match it {
            Block::Table(it) if it.look == TableLook::Ruled => {
                Some(letters(&it.columns.iter().map(|it| it.title.as_str()).collect::<String>()))
            }
            _ => None,
        })
        .collect();
    let mut out = String::new();
    for (number, page) in text.split('\u{c}').enumerate() {
        let mut page = letters(page);
        for margin in margins.iter().rev() {
            page = page.strip_suffix(margin.as_str()).map_or(page.clone(), str::to_owned);
        }
        if number > 0 {
            let rest = margins.iter().fold(page.clone(), |page, it| page.replace(it.as_str(), ""));
            page = rest.strip_suffix(&(number + 1).to_string()).map_or(rest.clone(), str::to_owned);
            page = heads.iter().find_map(|it| page.strip_prefix(it.as_str())).map_or(page.clone(), str::to_owned);
        }
        out.push_str(&margins.iter().fold(page, |page, it| page.replace(it.as_str(), "")));
    }
    out
}

#[test]
fn what_is_copied_is_what_was_written() {
    for (name, paper) in samples::papers() {
        assert_eq!(printed(&paper), source(&paper), "{name}");
    }
}

#[test]
fn a_heading_less_is_noticed() {
    let (_, paper) = samples::papers().remove(0);
    let mut other = paper.clone();
    other.blocks.retain(|it| !matches!(it, Block::Part(_)));
    assert_ne!(printed(&other), source(&paper));
}
