//! What a paper says, letter by letter, from its value.

use documents::block::{Block, HeaderKind, QrCaption, Row, Signature, TableLook};
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
        Block::Bound(it) => source(&it.paper),
        // Without the pages, which only the finished file knows.
        Block::Contents => String::new(),
    }
}

/// Letters without spaces and without the dots that fill lines.
pub fn letters(text: &str) -> String {
    text.nfc().filter(|it| !it.is_whitespace() && *it != '…').map(|it| if it == '\u{2011}' { '-' } else { it }).collect()
}

/// The words of a paper in reading order, without what stands in the margins.
pub fn source(paper: &Document) -> String {
    let head = &paper.header;
    let left: String = head.parent.iter().chain(&head.body).map(|it| it.to_uppercase()).collect();
    let right = match head.kind {
        HeaderKind::State => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        HeaderKind::Party => "ĐẢNG CỘNG SẢN VIỆT NAM",
    };
    let line = head.number.iter().chain(&head.subject).chain(&head.place_date).map(String::as_str).collect::<String>();
    letters(&(left + right + &line + &paper.blocks.iter().map(block).collect::<String>()))
}
