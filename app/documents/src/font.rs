//! The typeface: Liberation Serif, whose widths equal Times New Roman's. Measures text and says which cut of a face a paper takes;
//! the cuts are made and packed as the program is built (`build.rs`).

use std::collections::BTreeSet;

use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use unicode_normalization::UnicodeNormalization;

use crate::{DocumentError, Style};

include!(concat!(env!("OUT_DIR"), "/faces.rs"));

/// One face of the typeface.
struct Face {
    /// The table of glyphs as `build.rs` writes it.
    glyphs: &'static [u8],
    common: Program,
    whole: Program,
    /// To the em; all lengths of a face are in them.
    units: u16,
    ascent: i16,
    descent: i16,
    /// The least left and lowest, the greatest right and uppermost of all glyphs.
    corners: [i16; 4],
    /// How far the face leans over a rise of a thousand.
    slope: i16,
    /// 400 is regular, 700 bold.
    weight: u16,
}

/// A cut of a face, as it is and as it stands in a file.
pub(crate) struct Program {
    /// As the PDF names it: six capitals, which mark a face that was cut and are others for each cut (ISO 32000-1, 9.6.4), and the face's name.
    pub name: &'static str,
    pub plain: &'static [u8],
    pub packed: &'static [u8],
}

/// Characters in a block of the table of glyphs.
const BLOCK: usize = 256;
/// Bytes of a row of it.
const ROW: usize = 6;

/// A character of a face; a glyph's number in the cut of common letters is 0 if it is not among them.
#[derive(Clone, Copy)]
struct Glyph {
    common: u16,
    whole: u16,
    advance: u16,
}

impl Face {
    fn of(style: Style) -> &'static Self {
        match style {
            Style::Regular => &REGULAR,
            Style::Bold => &BOLD,
            Style::Italic => &ITALIC,
            Style::BoldItalic => &BOLD_ITALIC,
        }
    }

    fn glyph(&self, character: char) -> Option<Glyph> {
        let code = u32::from(character) as usize;
        let rows = usize::from(*self.glyphs.get(..BLOCK)?.get(code / BLOCK)?).checked_sub(1)?;
        let start = BLOCK + (rows * BLOCK + code % BLOCK) * ROW;
        let &[a, b, c, d, e, f] = self.glyphs.get(start..start + ROW)? else { return None };
        let [common, whole, advance] = [[a, b], [c, d], [e, f]].map(u16::from_le_bytes);
        (whole != 0).then_some(Glyph { common, whole, advance })
    }
}

/// Measures one character, in thousandths of the type size.
pub(crate) fn width(style: Style, character: char) -> Result<u16, DocumentError> {
    let face = Face::of(style);
    let glyph = face.glyph(character).ok_or(DocumentError::MissingGlyph(character))?;
    // The PDF writer rounds widths down to whole thousandths; measuring the same way keeps the right edge exact.
    Ok(u16::try_from(u32::from(glyph.advance) * 1000 / u32::from(face.units)).unwrap_or(0))
}

/// Names the face inside the PDF.
pub(crate) fn resource(style: Style) -> FontId {
    FontId(Face::of(style).common.name.split('+').take(1).collect())
}

/// Chooses the cut of a face that has the given characters, and says how the PDF writer finds them in it.
pub(crate) fn cut(style: Style, characters: &BTreeSet<char>) -> Result<(ParsedFont, &'static Program), DocumentError> {
    let face = Face::of(style);
    let found = characters.iter().map(|it| Ok((*it, face.glyph(*it).ok_or(DocumentError::MissingGlyph(*it))?)));
    let found = found.collect::<Result<Vec<(char, Glyph)>, DocumentError>>()?;
    let is_common = found.iter().all(|(_, it)| it.common != 0);
    let (program, number): (_, fn(&Glyph) -> u16) = if is_common { (&face.common, |it| it.common) } else { (&face.whole, |it| it.whole) };
    let [x_min, y_min, x_max, y_max] = face.corners;
    let metrics = PdfFontMetricsStub {
        units_per_em: face.units,
        x_min,
        y_min,
        x_max,
        y_max,
        caret_slope_rise: 1000,
        caret_slope_run: face.slope,
        us_weight_class: face.weight,
    };
    let font = ParsedFont {
        original_bytes: program.plain.to_vec(),
        font_index: 0,
        font_name: Some(program.name.to_owned()),
        codepoint_to_glyph: found.iter().map(|(character, it)| (u32::from(*character), number(it))).collect(),
        glyph_widths: found.iter().map(|(_, it)| (number(it), it.advance)).collect(),
        units_per_em: face.units,
        font_metrics: FontMetrics { ascent: face.ascent, descent: face.descent },
        font_type: FontType::TrueType,
        pdf_font_metrics: metrics,
    };
    Ok((font, program))
}

/// Checks that all four faces have every Vietnamese letter; for the program's own health check.
pub fn check_typeface() -> Result<(), DocumentError> {
    const PLAIN: &str = "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ";
    const TONES: [&str; 6] = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    for style in Style::ALL {
        for letter in PLAIN.chars() {
            for tone in TONES.iter().take(if "đĐ".contains(letter) { 1 } else { TONES.len() }) {
                let composed: Vec<char> = format!("{letter}{tone}").nfc().collect();
                composed.into_iter().try_for_each(|it| width(style, it).map(|_| ()))?;
            }
        }
    }
    Ok(())
}
