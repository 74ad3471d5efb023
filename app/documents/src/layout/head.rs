//! The head of page 1, the title and the addressees.

use super::{Atom, Bond, Stack, set};
use crate::block::{Align, Annex, Header, HeaderKind};
use crate::lines::one_line;
use crate::measures::*;
use crate::tags::{Leaf, Part, Role, Tree};
use crate::{DocumentError, Style, Text};

/// Lays out the two columns of the head; number and date stand on one baseline (NĐ 30 Phụ lục I, box 4).
pub(super) fn header(tree: &mut Tree, header: &Header, width: f32) -> Result<Atom, DocumentError> {
    let mut left = Stack::new(0.0, HEAD_LEFT, 0.0);
    tree.open(Role::Section);
    let parent = paragraph(tree, &header.parent);
    for (leaf, line) in parent {
        left.add(leaf, &Text::new(line.to_uppercase()), BODY_NAME, Align::Centre)?;
    }
    let body = paragraph(tree, &header.body);
    for (leaf, line) in body {
        left.add(leaf, &Text::styled(line.to_uppercase(), Style::Bold), BODY_NAME, Align::Centre)?;
    }
    if header.kind == HeaderKind::State {
        left.rule(left.last * BODY_RULE_SHARE, BODY_NAME);
    }

    let start = HEAD_LEFT + HEAD_GUTTER;
    let mut right = Stack::new(start, width - start, 0.0);
    match header.kind {
        HeaderKind::State => {
            right.add(
                tree.leaf(Role::Paragraph),
                &Text::styled("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style::Bold),
                STATE_NAME,
                Align::Centre,
            )?;
            right.add(tree.leaf(Role::Paragraph), &Text::styled("Độc lập - Tự do - Hạnh phúc", Style::Bold), MOTTO, Align::Centre)?;
            right.rule(right.last, MOTTO);
        }
        HeaderKind::Party => {
            right.add(tree.leaf(Role::Paragraph), &Text::styled("ĐẢNG CỘNG SẢN VIỆT NAM", Style::Bold), PARTY_NAME, Align::Centre)?;
            right.rule(right.last, PARTY_NAME);
        }
    }

    let above = if header.number.is_some() { left.bottom.max(right.bottom) } else { right.bottom };
    let line = above + HEAD_GAP;
    let bottom = left.bottom;
    // Types of 13 and 14 pt share a baseline when their tops differ by the difference of their ascents.
    left.bottom = line + (PLACE_DATE - NUMBER) * ASCENT;
    right.bottom = line;
    // The marks stand as the head is read: both blocks, then the number, then place and date.
    left.marks.append(&mut right.marks);
    if let Some(number) = &header.number {
        left.add(tree.leaf(Role::Paragraph), &number.as_str().into(), NUMBER, Align::Centre)?;
    }
    if let Some(subject) = &header.subject {
        left.bottom += SUBJECT_GAP;
        left.add(tree.leaf(Role::Paragraph), &subject.as_str().into(), SUBJECT, Align::Centre)?;
    }
    if let Some(place_date) = &header.place_date {
        right.add(tree.leaf(Role::Paragraph), &Text::styled(place_date, Style::Italic), PLACE_DATE, Align::Centre)?;
    }
    let height = left.bottom.max(right.bottom).max(bottom);
    left.marks.append(&mut right.marks);
    tree.close();
    Ok(Atom::new(0.0, height, Bond::WithNext, left.marks))
}

/// One paragraph for a name of several lines, which is read as one.
fn paragraph<'a>(tree: &mut Tree, lines: &'a [String]) -> impl Iterator<Item = (Leaf, &'a String)> + use<'a> {
    let leaf = (!lines.is_empty()).then(|| tree.leaf(Role::Paragraph));
    lines.iter().filter_map(move |it| Some((leaf?, it)))
}

/// Lays out the kind of document, its summary and the rule below (NĐ 30 Phụ lục I, box 5a).
pub(super) fn title(tree: &mut Tree, kind: &str, summary: &[String], width: f32) -> Result<Atom, DocumentError> {
    let mut stack = Stack::new(0.0, width, 0.0);
    let leaf = tree.leaf(Role::Heading(1));
    stack.add(leaf, &Text::styled(kind.to_uppercase(), Style::Bold), TITLE, Align::Centre)?;
    stack.widest = 0.0;
    for line in summary {
        stack.add(leaf, &Text::styled(line, Style::Bold), TITLE, Align::Centre)?;
    }
    if !summary.is_empty() {
        stack.rule(stack.widest * TITLE_RULE_SHARE, TITLE);
    }
    Ok(Atom::new(TITLE_ABOVE, stack.bottom + TITLE_BELOW, Bond::WithNext, stack.marks))
}

/// Lays out the head of an annex (NĐ 30 Phụ lục I, II.9).
pub(super) fn annex(tree: &mut Tree, annex: &Annex, width: f32) -> Result<Atom, DocumentError> {
    let mut stack = Stack::new(0.0, width, 0.0);
    let leaf = tree.heading(Part::Whole);
    stack.add(leaf, &Text::styled(&annex.name, Style::Bold), ANNEX, Align::Centre)?;
    stack.add(leaf, &Text::styled(annex.title.to_uppercase(), Style::Bold), ANNEX, Align::Centre)?;
    if let Some(paper) = &annex.belongs_to {
        stack.add(tree.leaf(Role::Paragraph), &Text::styled(paper, Style::Italic), ANNEX_OF, Align::Centre)?;
    }
    Ok(Atom::new(0.0, stack.bottom + TITLE_BELOW, Bond::WithNext, stack.marks))
}

/// Lays out `Kính gửi:`: one addressee on the same line, centred; several as a list (NĐ 30 Phụ lục I, box 9a).
pub(super) fn addressees(tree: &mut Tree, names: &[String], width: f32) -> Result<Vec<Atom>, DocumentError> {
    let words = "Kính gửi:";
    let mut atoms = match names {
        [] => Vec::new(),
        [name] => set(tree.leaf(Role::Paragraph), &format!("{words} {name}").into(), ADDRESSEE, (0.0, 0.0), width, Align::Centre)?,
        names => {
            let left = 2.0 * INDENT;
            let inner = left + one_line(&words.into(), ADDRESSEE)?.width() + MARK_PADDING;
            let mut atoms = set(tree.leaf(Role::Paragraph), &words.into(), ADDRESSEE, (0.0, left), width - left, Align::Left)?;
            tree.open(Role::List);
            for (index, name) in names.iter().enumerate() {
                let stop = if index + 1 == names.len() { '.' } else { ';' };
                let (leaf, text) = (list_item(tree), format!("- {name}{stop}").into());
                atoms.extend(set(leaf, &text, ADDRESSEE, (0.0, inner), width - inner, Align::Left)?);
            }
            tree.close();
            atoms
        }
    };
    atoms.iter_mut().for_each(|it| it.bond = Bond::WithNext);
    Ok(atoms)
}

/// An item of the list that is open.
pub(super) fn list_item(tree: &mut Tree) -> Leaf {
    tree.open(Role::Item);
    let leaf = tree.leaf(Role::ItemBody);
    tree.close();
    leaf
}
