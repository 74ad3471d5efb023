//! The three-page minutes for other programs to set beside ours: `rivals FOLDER` writes them to `FOLDER/minutes.json` with our measures and prints how
//! long ours take, warm and as the first of a process, each the median of many. Every text ends with the number of the round, so that no program shows again what it remembers from the round before.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../samples/mod.rs"]
mod samples;

use std::time::Instant;

use documents::block::{Align, Block, Row, Signature};
use documents::{Document, Style, Text, measures};
use serde_json::{Value, json};

const ROUNDS: usize = 60;
const WARM: usize = 10;
/// How many processes make their first paper.
const PROCESSES: usize = 15;
/// What asks a process for the time of its first paper.
const FIRST: &str = "--first";
/// Where the number of the round stands in what other programs get.
const ROUND: &str = "@@@";

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    if folder == FIRST {
        let begun = Instant::now();
        std::hint::black_box(of_round("000").pdf().unwrap());
        println!("{}", begun.elapsed().as_secs_f64() * 1000.0);
        return;
    }
    std::fs::write(format!("{folder}/minutes.json"), described(&of_round(ROUND)).to_string()).unwrap();
    let mut times = Vec::new();
    let mut pdf = Vec::new();
    for round in 0..ROUNDS + WARM {
        let begun = Instant::now();
        pdf = of_round(&format!("{round:03}")).pdf().unwrap();
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let anew = median((0..PROCESSES).map(|_| first()).collect());
    let warm = median(times.split_off(WARM));
    std::fs::write(format!("{folder}/ours.pdf"), &pdf).unwrap();
    println!("ours\t{warm:.2}\t{anew:.2}\t{}", pdf.len());
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// How long the first paper of another process takes, its values included.
fn first() -> f64 {
    let said = std::process::Command::new(std::env::current_exe().unwrap()).arg(FIRST).output().unwrap().stdout;
    String::from_utf8(said).unwrap().trim().parse().unwrap()
}

/// The minutes of a round.
fn of_round(round: &str) -> Document {
    let mut document = documents::minutes::document(&samples::minutes());
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(text) => number(text, round),
            Block::Item(title) => *title = format!("{title} {round}"),
            Block::Table(table) => {
                for row in &mut table.rows {
                    let Row::Cells(cells) = row else { continue };
                    cells.iter_mut().skip(1).for_each(|it| number(it, round));
                }
            }
            _ => {}
        }
    }
    document
}

fn number(text: &mut Text, round: &str) {
    if let Some(run) = text.runs.last_mut() {
        run.text = format!("{} {round}", run.text);
    }
}

fn described(document: &Document) -> Value {
    let head = &document.header;
    let capitals = |lines: &[String]| lines.iter().map(|it| it.to_uppercase()).collect::<Vec<_>>();
    json!({
        "title": document.title,
        "parent": capitals(&head.parent),
        "body": capitals(&head.body),
        "number": head.number,
        "foot": document.marks.foot,
        "mark": "VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ",
        "blocks": document.blocks.iter().map(block).collect::<Vec<_>>(),
        "points": {
            "width": measures::SHEET_SHORT, "height": measures::SHEET_LONG,
            "left": measures::MARGIN_LEFT, "right": measures::MARGIN_RIGHT, "top": measures::MARGIN_TOP, "bottom": measures::MARGIN_BOTTOM,
            "pitch": measures::PITCH, "state": measures::STATE_NAME, "motto": measures::MOTTO, "issuer": measures::BODY_NAME,
            "number": measures::NUMBER, "headLeft": measures::HEAD_LEFT, "titleSize": measures::TITLE, "above": measures::TITLE_ABOVE,
            "body": measures::BODY, "indent": measures::INDENT, "gap": measures::PARAGRAPH_GAP, "table": measures::TABLE,
            "cellSide": measures::CELL_SIDE, "cellTop": measures::CELL_TOP, "signer": measures::SIGNER, "hint": measures::SIGNER_HINT,
            "room": measures::SIGNING_ROOM, "confirmation": measures::CONFIRMATION, "recipientsTitle": measures::RECIPIENTS_TITLE,
            "recipients": measures::RECIPIENTS, "caption": measures::QR_CAPTION, "pageNumber": measures::PAGE_NUMBER, "footSize": measures::FOOT,
            "markSize": measures::MARK,
        },
    })
}

fn runs(text: &Text) -> Value {
    let style = |it: Style| match it {
        Style::Regular => "regular",
        Style::Bold => "bold",
        Style::Italic => "italic",
        Style::BoldItalic => "bold-italic",
    };
    text.runs.iter().map(|it| json!([it.text, style(it.style)])).collect()
}

fn block(it: &Block) -> Value {
    match it {
        Block::Title(name, summary) => json!({ "kind": "title", "name": name.to_uppercase(), "summary": summary }),
        Block::Paragraph(text) => json!({ "kind": "paragraph", "runs": runs(text) }),
        Block::Item(title) => json!({ "kind": "item", "runs": [[title, "bold"]] }),
        Block::Table(table) => {
            let align = |it: Align| if it == Align::Centre { "center" } else { "left" };
            let rows: Vec<Vec<Value>> = table
                .rows
                .iter()
                .map(|row| match row {
                    Row::Cells(cells) => cells.iter().map(runs).collect(),
                    other => panic!("the minutes have no such row: {other:?}"),
                })
                .collect();
            json!({
                "kind": "table",
                "columns": table.columns.iter().map(|it| json!([it.title, it.share, align(it.align)])).collect::<Vec<_>>(),
                "rows": rows,
            })
        }
        Block::Signatures(blocks) => json!({ "kind": "signatures", "blocks": blocks.iter().map(signature).collect::<Vec<_>>() }),
        // The code itself is left out: not every program draws one. That is less work for the others.
        Block::Recipients(names, code) => {
            json!({ "kind": "recipients", "names": names, "caption": code.as_ref().map(|it| &it.caption) })
        }
        other => panic!("the minutes have no such block: {other:?}"),
    }
}

fn signature(it: &Signature) -> Value {
    let lines: Vec<String> = it.capacity.iter().chain(&it.position).map(|it| it.to_uppercase()).collect();
    json!({ "capacity": lines, "hint": it.hint, "confirmation": it.confirmation, "name": it.name })
}
