//! The head of page 1, the title, annexes and addressees.

use super::paragraph::Paragraph;
use super::table::{Cell, columns};
use crate::block::{Align, Annex, Header, HeaderKind};
use crate::layout::{Bond, balanced};
use crate::lines::one_line;
use crate::measures::*;
use crate::{DocumentError, Style, Text};

/// Depth of a rule under the line of text above it.
fn under(size: f32) -> f32 {
    size * (ASCENT + RULE_DROP - PITCH)
}

fn bold(words: &str) -> Text {
    Text::styled(words, Style::Bold)
}

/// Widths of the lines that centred bold words take in a column.
fn widths(words: &str, size: f32, width: f32) -> Result<Vec<f32>, DocumentError> {
    Ok(balanced(&bold(words), size, width)?.iter().map(crate::lines::Line::width).collect())
}

/// The two columns of the head and below them the number beside place and date (NĐ 30 Phụ lục I, boxes 1 to 4).
pub(super) fn header(header: &Header, width: f32) -> Result<String, DocumentError> {
    let right_width = width - HEAD_LEFT - HEAD_GUTTER;
    let mut left = String::new();
    for line in &header.parent {
        left.push_str(&Paragraph::broken("Parent", &line.to_uppercase().into(), BODY_NAME, HEAD_LEFT)?.xml());
    }
    for line in &header.body {
        left.push_str(&Paragraph::broken("Body", &bold(&line.to_uppercase()), BODY_NAME, HEAD_LEFT)?.xml());
    }
    if let (HeaderKind::State, Some(last)) = (header.kind, header.body.last()) {
        let last = widths(&last.to_uppercase(), BODY_NAME, HEAD_LEFT)?.pop().unwrap_or_default();
        left.push_str(&Paragraph::rule(under(BODY_NAME), last * BODY_RULE_SHARE, HEAD_LEFT).xml());
    }
    let lines: &[(&str, &str, f32)] = match header.kind {
        HeaderKind::State => {
            &[("StateName", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", STATE_NAME), ("Motto", "Độc lập - Tự do - Hạnh phúc", MOTTO)]
        }
        HeaderKind::Party => &[("PartyName", "ĐẢNG CỘNG SẢN VIỆT NAM", PARTY_NAME)],
    };
    let mut right = String::new();
    for (style, words, _) in lines {
        right.push_str(&Paragraph::of(style, &(*words).into())?.xml());
    }
    if let Some((_, words, size)) = lines.last() {
        let length = one_line(&bold(words), *size)?.width();
        right.push_str(&Paragraph::rule(under(*size), length, right_width).xml());
    }
    let day = |above| match &header.place_date {
        Some(it) => Ok(Paragraph { above: Some(above), ..Paragraph::of("PlaceDate", &it.as_str().into())? }.xml()),
        None => Ok(String::new()),
    };
    let side_by_side = |left, right| vec![Cell::new(HEAD_LEFT, left), Cell::new(HEAD_GUTTER, String::new()), Cell::new(right_width, right)];
    let rows = match &header.number {
        // Types of 13 and 14 pt share a baseline when their tops differ by the difference of their ascents.
        Some(it) => {
            let above = Some(HEAD_GAP + (PLACE_DATE - NUMBER) * ASCENT);
            let number = Paragraph { above, ..Paragraph::of("Number", &it.as_str().into())? };
            let subject = match &header.subject {
                Some(it) => {
                    let subject = Paragraph::broken("Subject", &it.as_str().into(), SUBJECT, HEAD_LEFT)?;
                    Paragraph { above: Some(SUBJECT_GAP), ..subject }.xml()
                }
                None => String::new(),
            };
            vec![side_by_side(left, right), side_by_side(number.xml() + &subject, day(HEAD_GAP)?)]
        }
        None => vec![side_by_side(left, right + &day(HEAD_GAP)?)],
    };
    Ok(columns(&rows))
}

/// The kind of document, its summary and the rule below (NĐ 30 Phụ lục I, box 5a).
pub(super) fn title(kind: &str, summary: &[String], width: f32) -> Result<String, DocumentError> {
    let mut out = Paragraph { above: Some(TITLE_ABOVE), ..Paragraph::of("Title", &kind.to_uppercase().into())? }.xml();
    let mut widest = 0.0_f32;
    for line in summary {
        widest = widths(line, TITLE, width)?.into_iter().fold(widest, f32::max);
        out.push_str(&Paragraph::broken("Subtitle", &bold(line), TITLE, width)?.xml());
    }
    if !summary.is_empty() {
        out.push_str(&Paragraph::rule(under(TITLE), widest * TITLE_RULE_SHARE, width).xml());
    }
    out.push_str(&Paragraph::spacer(TITLE_BELOW).xml());
    Ok(out)
}

/// The head of an annex (NĐ 30 Phụ lục I, II.9).
pub(super) fn annex(annex: &Annex, width: f32) -> Result<String, DocumentError> {
    let mut out = Paragraph::of("Annex", &annex.name.as_str().into())?.xml();
    out.push_str(&Paragraph::broken("AnnexTitle", &bold(&annex.title.to_uppercase()), ANNEX, width)?.xml());
    if let Some(paper) = &annex.belongs_to {
        out.push_str(&Paragraph::of("AnnexOf", &paper.as_str().into())?.xml());
    }
    out.push_str(&Paragraph::spacer(TITLE_BELOW).xml());
    Ok(out)
}

/// `Kính gửi:` with one addressee centred, with several as a list (NĐ 30 Phụ lục I, box 9a).
pub(super) fn addressees(names: &[String]) -> Result<String, DocumentError> {
    let words = "Kính gửi:";
    let line = |text: &str| Paragraph::of("Addressee", &text.into());
    Ok(match names {
        [] => String::new(),
        [name] => Paragraph { align: Some(Align::Centre), ..line(&format!("{words} {name}"))? }.xml(),
        names => {
            let left = 2.0 * INDENT;
            let inner = left + one_line(&words.into(), ADDRESSEE)?.width() + MARK_PADDING;
            let mut out = Paragraph { sides: Some((left, 0.0)), ..line(words)? }.xml();
            for (index, name) in names.iter().enumerate() {
                let stop = if index + 1 == names.len() { '.' } else { ';' };
                let name = line(&format!("- {name}{stop}"))?;
                out.push_str(&Paragraph { sides: Some((inner, 0.0)), bond: Bond::WithNext, ..name }.xml());
            }
            out
        }
    })
}
