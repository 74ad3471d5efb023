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

/// How high a signature block stands before the room to sign, and the room itself.
struct Heights {
    above: f32,
    room: f32,
}

fn heights(it: &Signature, width: f32) -> Result<Heights, DocumentError> {
    let high = |text: &Text, size: f32, width| Ok::<f32, DocumentError>(balanced(text, size, width)?.len() as f32 * size * PITCH);
    let mut above = 0.0;
    for line in it.capacity.iter().chain(&it.position) {
        above += high(&Text::styled(line.to_uppercase(), Style::Bold), SIGNER, width)?;
    }
    if let Some(hint) = &it.hint {
        above += high(&Text::styled(hint, Style::Italic), SIGNER_HINT, width)?;
    }
    let mut room = 4.0 * MARK_PADDING;
    for line in &it.confirmation {
        room += high(&line.as_str().into(), CONFIRMATION, width - 4.0 * MARK_PADDING)?;
    }
    Ok(Heights { above, room: if it.confirmation.is_empty() { SIGNING_ROOM } else { room } })
}

/// The paragraphs of each block, with as much room before the names that these stand on one line.
fn blocks(row: &[Signature], width: f32) -> Result<Vec<String>, DocumentError> {
    let all: Vec<Heights> = row.iter().map(|it| heights(it, width)).collect::<Result<_, _>>()?;
    let above = all.iter().map(|it| it.above).fold(0.0, f32::max);
    let room = all.iter().map(|it| it.room).fold(0.0, f32::max);
    row.iter().zip(&all).map(|(it, own)| block(it, above - own.above, room - own.room)).collect()
}

fn block(it: &Signature, above: f32, below: f32) -> Result<String, DocumentError> {
    let bound = |style, text: &str| Ok::<_, DocumentError>(Paragraph { bond: Bond::WithNext, ..Paragraph::of(style, &text.into())? });
    let mut out = String::new();
    for line in it.capacity.iter().chain(&it.position) {
        out.push_str(&bound("Signer", &line.to_uppercase())?.xml());
    }
    if let Some(hint) = &it.hint {
        out.push_str(&bound("SignerHint", hint)?.xml());
    }
    if it.confirmation.is_empty() {
        let height = Some(above + SIGNING_ROOM + below);
        out.push_str(&Paragraph { height, bond: Bond::WithNext, ..Paragraph::empty("Signer") }.xml());
    }
    for (index, line) in it.confirmation.iter().enumerate() {
        let above = (index == 0).then_some(above + 2.0 * MARK_PADDING);
        let sides = Some((2.0 * MARK_PADDING, 2.0 * MARK_PADDING));
        out.push_str(&Paragraph { above, sides, lines: Lines::Frame, ..bound("Confirmation", line)? }.xml());
    }
    let above = (!it.confirmation.is_empty()).then_some(below + 2.0 * MARK_PADDING);
    out.push_str(&Paragraph { above, ..Paragraph::of("Signer", &it.name.as_str().into())? }.xml());
    Ok(out)
}
