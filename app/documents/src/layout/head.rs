//! The head of page 1, the title and the addressees.

use super::{Atom, Bond, Stack, set};
use crate::block::{Align, Header, HeaderKind};
use crate::lines::one_line;
use crate::measures::*;
use crate::{DocumentError, Style, Text};

/// Lays out the two columns of the head; number and date stand on one baseline (NĐ 30 Phụ lục I, box 4).
pub(super) fn header(header: &Header, width: f32) -> Result<Atom, DocumentError> {
    let mut left = Stack::new(0.0, HEAD_LEFT, 0.0);
    for line in &header.parent {
        left.add(&Text::new(line.to_uppercase()), BODY_NAME, Align::Centre)?;
    }
    for line in &header.body {
        left.add(&Text::styled(line.to_uppercase(), Style::Bold), BODY_NAME, Align::Centre)?;
    }
    if header.kind == HeaderKind::State {
        left.rule(left.last * BODY_RULE_SHARE, BODY_NAME);
    }

    let start = HEAD_LEFT + HEAD_GUTTER;
    let mut right = Stack::new(start, width - start, 0.0);
    match header.kind {
        HeaderKind::State => {
            right.add(&Text::styled("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style::Bold), STATE_NAME, Align::Centre)?;
            right.add(&Text::styled("Độc lập - Tự do - Hạnh phúc", Style::Bold), MOTTO, Align::Centre)?;
            right.rule(right.last, MOTTO);
        }
        HeaderKind::Party => {
            right.add(&Text::styled("ĐẢNG CỘNG SẢN VIỆT NAM", Style::Bold), PARTY_NAME, Align::Centre)?;
            right.rule(right.last, PARTY_NAME);
        }
    }

    let above = if header.number.is_some() { left.bottom.max(right.bottom) } else { right.bottom };
    let line = above + HEAD_GAP;
    let bottom = left.bottom;
    // Types of 13 and 14 pt share a baseline when their tops differ by the difference of their ascents.
    left.bottom = line + (PLACE_DATE - NUMBER) * ASCENT;
    right.bottom = line;
    if let Some(number) = &header.number {
        left.add(&number.as_str().into(), NUMBER, Align::Centre)?;
    }
    if let Some(place_date) = &header.place_date {
        right.add(&Text::styled(place_date, Style::Italic), PLACE_DATE, Align::Centre)?;
    }
    let height = left.bottom.max(right.bottom).max(bottom);
    left.marks.append(&mut right.marks);
    Ok(Atom::new(0.0, height, Bond::WithNext, left.marks))
}

/// Lays out the kind of document, its summary and the rule below (NĐ 30 Phụ lục I, box 5a).
pub(super) fn title(kind: &str, summary: &[String], width: f32) -> Result<Atom, DocumentError> {
    let mut stack = Stack::new(0.0, width, 0.0);
    stack.add(&Text::styled(kind.to_uppercase(), Style::Bold), TITLE, Align::Centre)?;
    stack.widest = 0.0;
    for line in summary {
        stack.add(&Text::styled(line, Style::Bold), TITLE, Align::Centre)?;
    }
    if !summary.is_empty() {
        stack.rule(stack.widest * TITLE_RULE_SHARE, TITLE);
    }
    Ok(Atom::new(TITLE_ABOVE, stack.bottom + TITLE_BELOW, Bond::WithNext, stack.marks))
}

/// Lays out `Kính gửi:`: one addressee on the same line, centred; several as a list (NĐ 30 Phụ lục I, box 9a).
pub(super) fn addressees(names: &[String], width: f32) -> Result<Vec<Atom>, DocumentError> {
    let words = "Kính gửi:";
    let mut atoms = match names {
        [] => Vec::new(),
        [name] => set(&format!("{words} {name}").into(), ADDRESSEE, 0.0, 0.0, width, Align::Centre)?,
        names => {
            let left = 2.0 * INDENT;
            let inner = left + one_line(&words.into(), ADDRESSEE)?.width() + MARK_PADDING;
            let mut atoms = set(&words.into(), ADDRESSEE, 0.0, left, width - left, Align::Left)?;
            for (index, name) in names.iter().enumerate() {
                let stop = if index + 1 == names.len() { '.' } else { ';' };
                atoms.extend(set(&format!("- {name}{stop}").into(), ADDRESSEE, 0.0, inner, width - inner, Align::Left)?);
            }
            atoms
        }
    };
    atoms.iter_mut().for_each(|it| it.bond = Bond::WithNext);
    Ok(atoms)
}
