//! What ends a paper: signature blocks, recipients, the QR code. Each is one atom, so that signatures are never parted.

use super::head::list_item;
use super::{Atom, Bond, Ink, Mark, Stack};
use crate::block::{Align, QrCaption, Signature};
use crate::measures::*;
use crate::tags::{Leaf, Role, Tree};
use crate::{DocumentError, Style, Text};

/// Signature blocks side by side, at most three in a row; one alone stands in the right half (NĐ 30 Phụ lục I, box 7).
pub(super) fn signatures(tree: &mut Tree, signatures: &[Signature], width: f32) -> Result<Atom, DocumentError> {
    let mut marks = Vec::new();
    let mut top = 0.0;
    for row in signatures.chunks(if signatures.len() == 3 { 3 } else { 2 }) {
        let columns = row.len().max(2) as f32;
        let column = (width - SIGNATURES_GUTTER * (columns - 1.0)) / columns;
        let first = if row.len() == 1 { column + SIGNATURES_GUTTER } else { 0.0 };
        let lefts = (0..row.len()).map(|it| first + (column + SIGNATURES_GUTTER) * it as f32);
        top = side_by_side(tree, &mut marks, row.iter().zip(lefts), column, top)? + SIGNATURES_ABOVE;
    }
    Ok(Atom::new(SIGNATURES_ABOVE, top - SIGNATURES_ABOVE, Bond::Free, marks))
}

/// Recipients at the left, level with the signer's position at the right (NĐ 30 Phụ lục I, box 9b).
pub(super) fn closing(tree: &mut Tree, recipients: &[String], signature: &Signature, width: f32) -> Result<Atom, DocumentError> {
    let half = (width - SIGNATURES_GUTTER) / 2.0;
    // Types of 12 and 14 pt share a baseline when their tops differ by the difference of their ascents.
    let mut list = recipient_list(tree, recipients, half, (SIGNER - RECIPIENTS_TITLE) * ASCENT)?;
    let bottom = side_by_side(tree, &mut list.marks, [(signature, half + SIGNATURES_GUTTER)].into_iter(), half, 0.0)?;
    Ok(Atom::new(SIGNATURES_ABOVE, bottom.max(list.bottom), Bond::Free, list.marks))
}

/// Recipients at the left and, if there is one, the QR code at the right.
pub(super) fn recipients(tree: &mut Tree, names: &[String], code: Option<&QrCaption>, width: f32) -> Result<Atom, DocumentError> {
    let half = (width - SIGNATURES_GUTTER) / 2.0;
    let mut list = recipient_list(tree, names, half, 0.0)?;
    if let Some(code) = code {
        let mut stack = modules(tree, code, half + SIGNATURES_GUTTER, half)?;
        list.marks.append(&mut stack.marks);
        list.bottom = list.bottom.max(stack.bottom);
    }
    Ok(Atom::new(SIGNATURES_ABOVE, list.bottom, Bond::Free, list.marks))
}

fn recipient_list(tree: &mut Tree, names: &[String], width: f32, top: f32) -> Result<Stack, DocumentError> {
    let mut stack = Stack::new(0.0, width, top);
    tree.open(Role::Section);
    stack.add(tree.leaf(Role::Paragraph), &Text::styled("Nơi nhận:", Style::BoldItalic), RECIPIENTS_TITLE, Align::Left)?;
    tree.open(Role::List);
    for (index, name) in names.iter().enumerate() {
        let stop = if index + 1 == names.len() { '.' } else { ';' };
        stack.add(list_item(tree), &format!("- {name}{stop}").into(), RECIPIENTS, Align::Left)?;
    }
    tree.close();
    tree.close();
    Ok(stack)
}

/// Draws signature blocks with their names on one line; returns the bottom.
fn side_by_side<'a>(
    tree: &mut Tree,
    marks: &mut Vec<Mark>,
    blocks: impl Iterator<Item = (&'a Signature, f32)>,
    width: f32,
    top: f32,
) -> Result<f32, DocumentError> {
    let mut stacks = Vec::new();
    for (signature, left) in blocks {
        tree.open(Role::Section);
        let stack = capacity(tree, signature, left, width, top)?;
        let leaves: Vec<Leaf> = signature.confirmation.iter().map(|_| tree.leaf(Role::Paragraph)).collect();
        stacks.push((signature, stack, leaves, tree.leaf(Role::Paragraph)));
        tree.close();
    }
    let body = stacks.iter().map(|(_, it, ..)| it.bottom).fold(top, f32::max);
    for (signature, stack, leaves, _) in &mut stacks {
        stack.bottom = body;
        confirmation(stack, leaves, &signature.confirmation)?;
    }
    let names = stacks.iter().map(|(_, it, ..)| it.bottom).fold(body, f32::max);
    let mut bottom = names;
    for (signature, mut stack, _, name) in stacks {
        stack.bottom = names;
        stack.add(name, &Text::styled(&signature.name, Style::Bold), SIGNER, Align::Centre)?;
        bottom = bottom.max(stack.bottom);
        marks.append(&mut stack.marks);
    }
    Ok(bottom)
}

fn capacity(tree: &mut Tree, signature: &Signature, left: f32, width: f32, top: f32) -> Result<Stack, DocumentError> {
    let mut stack = Stack::new(left, width, top);
    for line in signature.capacity.iter().chain(&signature.position) {
        stack.add(tree.leaf(Role::Paragraph), &Text::styled(line.to_uppercase(), Style::Bold), SIGNER, Align::Centre)?;
    }
    if let Some(hint) = &signature.hint {
        stack.add(tree.leaf(Role::Paragraph), &Text::styled(hint, Style::Italic), SIGNER_HINT, Align::Centre)?;
    }
    Ok(stack)
}

/// Leaves room for a hand's signature, or frames the words of the electronic confirmation in its place.
fn confirmation(stack: &mut Stack, leaves: &[Leaf], lines: &[String]) -> Result<(), DocumentError> {
    if lines.is_empty() {
        stack.bottom += SIGNING_ROOM;
        return Ok(());
    }
    let top = stack.bottom + MARK_PADDING;
    let mut inner = Stack::new(stack.left + 2.0 * MARK_PADDING, stack.width - 4.0 * MARK_PADDING, top + MARK_PADDING);
    for (leaf, line) in leaves.iter().zip(lines) {
        inner.add(*leaf, &line.as_str().into(), CONFIRMATION, Align::Centre)?;
    }
    stack.marks.append(&mut inner.marks);
    let bottom = inner.bottom + MARK_PADDING;
    let sides = (stack.left + MARK_PADDING, stack.left + stack.width - MARK_PADDING);
    frame(&mut stack.marks, sides, (top, bottom), Ink::Black);
    stack.bottom = bottom + 2.0 * MARK_PADDING;
    Ok(())
}

/// Draws the four sides of a box.
pub(crate) fn frame(marks: &mut Vec<Mark>, (left, right): (f32, f32), (top, bottom): (f32, f32), ink: Ink) {
    for (from, to) in
        [((left, top), (right, top)), ((left, bottom), (right, bottom)), ((left, top), (left, bottom)), ((right, top), (right, bottom))]
    {
        marks.push(Mark::Rule { from, to, width: HAIRLINE, ink });
    }
}

/// The QR code alone, at the left.
pub(super) fn qr(tree: &mut Tree, code: &QrCaption, width: f32) -> Result<Atom, DocumentError> {
    let stack = modules(tree, code, 0.0, width)?;
    Ok(Atom::new(SIGNATURES_ABOVE, stack.bottom, Bond::Free, stack.marks))
}

/// Draws a QR code and the caption beside it.
fn modules(tree: &mut Tree, qr: &QrCaption, left: f32, width: f32) -> Result<Stack, DocumentError> {
    let beside = QR + QR_GAP;
    let mut stack = Stack::new(left + beside, width - beside, 0.0);
    let figure = tree.figure(format!("Mã QR của địa chỉ {}", qr.address));
    let mut caption = Vec::new();
    for line in &qr.caption {
        stack.add(tree.leaf(Role::Paragraph), &line.as_str().into(), QR_CAPTION, Align::Left)?;
    }
    // The code is read before its caption.
    std::mem::swap(&mut caption, &mut stack.marks);
    stack.marks.push(code(&qr.address, (left, 0.0), QR, Some(figure))?);
    stack.marks.append(&mut caption);
    stack.bottom = stack.bottom.max(QR);
    Ok(stack)
}

/// The modules of a text's QR code, from its top left corner on.
pub(crate) fn code(text: &str, (x, y): (f32, f32), side: f32, leaf: Option<Leaf>) -> Result<Mark, DocumentError> {
    let rows = crate::qr::rows(text)?;
    Ok(Mark::Modules { x, y, module: side / rows.len() as f32, rows, leaf })
}
