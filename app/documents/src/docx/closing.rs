//! What ends a paper: signature blocks with their names on one line, recipients, QR codes.

use super::paragraph::{Lines, Paragraph};
use super::picture::{inline, png};
use super::table::{Cell, columns};
use crate::block::{QrCaption, Signature};
use crate::layout::{Bond, balanced};
use crate::measures::*;
use crate::{DocumentError, Style, Text};

/// Signature blocks side by side, at most three in a row; one alone stands in the right half (NĐ 30 Phụ lục I, box 7).
pub(super) fn signatures(signatures: &[Signature], width: f32) -> Result<String, DocumentError> {
    let mut out = String::new();
    for row in signatures.chunks(if signatures.len() == 3 { 3 } else { 2 }) {
        let count = row.len().max(2) as f32;
        let column = (width - SIGNATURES_GUTTER * (count - 1.0)) / count;
        let mut cells = Vec::new();
        if row.len() == 1 {
            cells.push(Cell::new(column, String::new()));
        }
        for content in blocks(row, column)? {
            if !cells.is_empty() {
                cells.push(Cell::new(SIGNATURES_GUTTER, String::new()));
            }
            cells.push(Cell::new(column, content));
        }
        out.push_str(&Paragraph::spacer(SIGNATURES_ABOVE).xml());
        out.push_str(&columns(&[cells]));
    }
    Ok(out)
}

/// Recipients at the left, level with the signer's position at the right (NĐ 30 Phụ lục I, box 9b).
pub(super) fn closing(names: &[String], signature: &Signature, width: f32) -> Result<String, DocumentError> {
    let half = (width - SIGNATURES_GUTTER) / 2.0;
    let list = recipient_list(names, (SIGNER - RECIPIENTS_TITLE) * ASCENT)?;
    let block = blocks(std::slice::from_ref(signature), half)?.concat();
    Ok(halves(list, vec![Cell::new(half, block)], half))
}

/// Recipients at the left and, if there is one, the QR code at the right.
pub(super) fn recipients(
    names: &[String],
    code: Option<&QrCaption>,
    width: f32,
    pictures: &mut Vec<Vec<u8>>,
) -> Result<String, DocumentError> {
    let half = (width - SIGNATURES_GUTTER) / 2.0;
    let right = match code {
        Some(code) => code_beside(code, half, pictures)?,
        None => vec![Cell::new(half, String::new())],
    };
    Ok(halves(recipient_list(names, 0.0)?, right, half))
}

/// The QR code alone, at the left.
pub(super) fn qr(code: &QrCaption, width: f32, pictures: &mut Vec<Vec<u8>>) -> Result<String, DocumentError> {
    let cells = code_beside(code, width, pictures)?;
    Ok(Paragraph::spacer(SIGNATURES_ABOVE).xml() + &columns(&[cells]))
}

fn halves(left: String, right: Vec<Cell>, half: f32) -> String {
    let mut cells = vec![Cell::new(half, left), Cell::new(SIGNATURES_GUTTER, String::new())];
    cells.extend(right);
    Paragraph::spacer(SIGNATURES_ABOVE).xml() + &columns(&[cells])
}

/// The picture and its caption as neighbouring cells.
fn code_beside(code: &QrCaption, width: f32, pictures: &mut Vec<Vec<u8>>) -> Result<Vec<Cell>, DocumentError> {
    pictures.push(png(code)?);
    let mut picture = Paragraph::empty("QrCaption");
    picture.raw(&inline(pictures.len(), code));
    let mut caption = String::new();
    for line in &code.caption {
        caption.push_str(&Paragraph::of("QrCaption", &line.as_str().into())?.xml());
    }
    Ok(vec![Cell::new(QR + QR_GAP, picture.xml()), Cell::new(width - QR - QR_GAP, caption)])
}

fn recipient_list(names: &[String], above: f32) -> Result<String, DocumentError> {
    let title = Paragraph { above: Some(above), ..Paragraph::of("RecipientsTitle", &"Nơi nhận:".into())? };
    let mut out = title.xml();
    for (index, name) in names.iter().enumerate() {
        let stop = if index + 1 == names.len() { '.' } else { ';' };
        out.push_str(&Paragraph::of("Recipients", &format!("- {name}{stop}").into())?.xml());
    }
    Ok(out)
}

/// A signature block before its names: what stands above the room to sign, the words of the confirmation, and how high both are.
struct Block {
    above: Vec<Paragraph>,
    confirmation: Vec<Paragraph>,
    height: f32,
    room: f32,
}

impl Block {
    fn new(it: &Signature, width: f32) -> Result<Self, DocumentError> {
        let mut block = Self { above: Vec::new(), confirmation: Vec::new(), height: 0.0, room: SIGNING_ROOM };
        let lines = |text: &Text, size, width| Ok::<_, DocumentError>(balanced(text, size, width)?.len() as f32 * size * PITCH);
        for line in it.capacity.iter().chain(&it.position) {
            let text = Text::styled(line.to_uppercase(), Style::Bold);
            block.height += lines(&text, SIGNER, width)?;
            block.above.push(Paragraph::broken("Signer", &text, SIGNER, width)?);
        }
        if let Some(hint) = &it.hint {
            let text = Text::styled(hint, Style::Italic);
            block.height += lines(&text, SIGNER_HINT, width)?;
            block.above.push(Paragraph::broken("SignerHint", &text, SIGNER_HINT, width)?);
        }
        if !it.confirmation.is_empty() {
            // The frame stands off the words by its padding, and off what is above and below by twice that.
            block.room = 6.0 * MARK_PADDING;
        }
        for line in &it.confirmation {
            let (text, inner) = (line.as_str().into(), width - 4.0 * MARK_PADDING);
            block.room += lines(&text, CONFIRMATION, inner)?;
            block.confirmation.push(Paragraph::broken("Confirmation", &text, CONFIRMATION, inner)?);
        }
        Ok(block)
    }

    /// The paragraphs, with more room where a neighbour is higher.
    fn xml(self, name: &str, above: f32, below: f32) -> Result<String, DocumentError> {
        let bond = Bond::WithNext;
        let mut all: Vec<Paragraph> = self.above.into_iter().map(|it| Paragraph { bond, ..it }).collect();
        let mut name = Paragraph::of("Signer", &name.into())?;
        if self.confirmation.is_empty() {
            all.push(Paragraph { height: Some(above + self.room + below), bond, ..Paragraph::empty("Signer") });
        } else {
            name.above = Some(below + 2.0 * MARK_PADDING);
        }
        for (index, line) in self.confirmation.into_iter().enumerate() {
            let above = (index == 0).then_some(above + 2.0 * MARK_PADDING);
            let sides = Some((2.0 * MARK_PADDING, 2.0 * MARK_PADDING));
            all.push(Paragraph { above, sides, lines: Lines::Frame, bond, ..line });
        }
        all.push(name);
        Ok(all.iter().map(Paragraph::xml).collect())
    }
}

/// The paragraphs of each block, with as much room before the names that these stand on one line.
fn blocks(row: &[Signature], width: f32) -> Result<Vec<String>, DocumentError> {
    let all: Vec<Block> = row.iter().map(|it| Block::new(it, width)).collect::<Result<_, _>>()?;
    let height = all.iter().map(|it| it.height).fold(0.0, f32::max);
    let room = all.iter().map(|it| it.room).fold(0.0, f32::max);
    all.into_iter()
        .zip(row)
        .map(|(it, signature)| {
            let (above, below) = (height - it.height, room - it.room);
            it.xml(&signature.name, above, below)
        })
        .collect()
}
