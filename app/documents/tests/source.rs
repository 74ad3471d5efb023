//! The text that readers copy from every paper is the source text, letter by letter, in the order in which people read.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/samples/mod.rs"]
mod samples;
mod tools;

use documents::block::{Block, HeaderKind, LegalForce, PaperState, QrCaption, Row, Signature, TableLook};
use documents::{Document, Text};
use unicode_normalization::UnicodeNormalization;

fn flat(text: &Text) -> String {
    text.runs.iter().map(|it| it.text.as_str()).collect()
}

fn listed(names: &[String]) -> String {
    let stop = |index| if index + 1 == names.len() { '.' } else { ';' };
    names.iter().enumerate().map(|(index, it)| format!("- {it}{}", stop(index))).collect()
}

fn signed(it: &Signature) -> String {
    let above: String = it.capacity.iter().chain(&it.position).map(|it| it.to_uppercase()).collect();
    format!("{above}{}{}{}", it.hint.clone().unwrap_or_default(), it.confirmation.concat(), it.name)
}

fn recipients(names: &[String]) -> String {
    format!("Nơi nhận:{}", listed(names))
}

fn code(it: Option<&QrCaption>) -> String {
    it.map_or_else(String::new, |it| it.caption.concat())
}

fn block(it: &Block) -> String {
    match it {
        Block::Title(kind, summary) => format!("{}{}", kind.to_uppercase(), summary.concat()),
        Block::Addressees(names) if names.len() < 2 => format!("Kính gửi: {}", names.concat()),
        Block::Addressees(names) => format!("Kính gửi:{}", listed(names)),
        Block::Paragraph(text) | Block::Centred(text) => flat(text),
        Block::Part(title) => title.to_uppercase(),
        Block::Item(title) => title.clone(),
        // The dots fill the line: as many as there is room for.
        Block::Dotted(label, _) => label.clone(),
        Block::Annex(it) => format!("{}{}{}", it.name, it.title.to_uppercase(), it.belongs_to.clone().unwrap_or_default()),
        Block::Table(table) | Block::Turned(table) => {
            let head =
                if table.look == TableLook::Ruled { table.columns.iter().map(|it| it.title.as_str()).collect() } else { String::new() };
            let row = |it: &Row| match it {
                Row::Cells(texts) => texts.iter().map(flat).collect(),
                Row::Group(name) => name.clone(),
                Row::Spanned(spans) => spans.iter().map(|it| flat(&it.text)).collect::<String>(),
            };
            head + &table.rows.iter().map(row).collect::<String>()
        }
        Block::Signatures(all) => all.iter().map(signed).collect(),
        Block::Closing(names, signature) => recipients(names) + &signed(signature),
        Block::Recipients(names, it) => recipients(names) + &code(it.as_ref()),
        Block::Qr(it) => code(Some(it)),
    }
}

/// Letters without spaces and without the dots that fill lines.
fn letters(text: &str) -> String {
    text.nfc().filter(|it| !it.is_whitespace() && *it != '…').map(|it| if it == '\u{2011}' { '-' } else { it }).collect()
}

fn source(paper: &Document) -> String {
    let head = &paper.header;
    let left: String = head.parent.iter().chain(&head.body).map(|it| it.to_uppercase()).collect();
    let right = match head.kind {
        HeaderKind::State => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        HeaderKind::Party => "ĐẢNG CỘNG SẢN VIỆT NAM",
    };
    let line = head.number.iter().chain(&head.place_date).map(String::as_str).collect::<String>();
    letters(&(left + right + &line + &paper.blocks.iter().map(block).collect::<String>()))
}

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
