//! The typeface: Liberation Serif, whose widths equal Times New Roman's. Measures text and cuts the faces down to what a paper uses.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use printpdf::{FontId, ParsedFont};
use unicode_normalization::UnicodeNormalization;

use crate::{DocumentError, Style};

/// Marks a character that a face lacks.
const ABSENT: u16 = u16::MAX;

struct Glyph {
    id: u16,
    width: u16,
}

/// One file of the typeface with its widths, read once in the life of the program.
struct Face {
    bytes: &'static [u8],
    resource: &'static str,
    name: &'static str,
    glyphs: OnceLock<Vec<Glyph>>,
}

static FACES: [Face; 4] = [
    Face::new(include_bytes!("../fonts/LiberationSerif-Regular.ttf"), "LSREGU", "LSREGU+LiberationSerif"),
    Face::new(include_bytes!("../fonts/LiberationSerif-Bold.ttf"), "LSBOLD", "LSBOLD+LiberationSerif-Bold"),
    Face::new(include_bytes!("../fonts/LiberationSerif-Italic.ttf"), "LSITAL", "LSITAL+LiberationSerif-Italic"),
    Face::new(include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"), "LSBITA", "LSBITA+LiberationSerif-BoldItalic"),
];

impl Face {
    const fn new(bytes: &'static [u8], resource: &'static str, name: &'static str) -> Self {
        Self { bytes, resource, name, glyphs: OnceLock::new() }
    }

    fn of(style: Style) -> &'static Self {
        let [regular, bold, italic, bold_italic] = &FACES;
        match style {
            Style::Regular => regular,
            Style::Bold => bold,
            Style::Italic => italic,
            Style::BoldItalic => bold_italic,
        }
    }

    fn glyph(&self, character: char) -> Option<&Glyph> {
        let glyphs = self.glyphs.get_or_init(|| read_glyphs(self.bytes));
        glyphs.get(u32::from(character) as usize).filter(|it| it.id != ABSENT)
    }
}

/// Reads glyph ids and widths of the basic plane; an unreadable face has no glyphs, so every text on it is refused.
fn read_glyphs(bytes: &[u8]) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = (0..=0xFFFF).map(|_| Glyph { id: ABSENT, width: 0 }).collect();
    let Ok(face) = pdf_fonts::Face::parse(bytes, 0) else { return glyphs };
    let units = u32::from(face.units_per_em()).max(1);
    for table in face.tables().cmap.iter().flat_map(|it| it.subtables).filter(|it| it.is_unicode()) {
        table.codepoints(|codepoint| {
            let Some(slot) = glyphs.get_mut(codepoint as usize) else { return };
            let Some(id) = table.glyph_index(codepoint) else { return };
            let advance = u32::from(face.glyph_hor_advance(id).unwrap_or(0));
            // The PDF writer rounds widths down to whole thousandths; measuring the same way keeps the right edge exact.
            *slot = Glyph { id: id.0, width: u16::try_from(advance * 1000 / units).unwrap_or(0) };
        });
    }
    glyphs
}

/// Measures one character, in thousandths of the type size.
pub(crate) fn width(style: Style, character: char) -> Result<u16, DocumentError> {
    Face::of(style).glyph(character).map(|it| it.width).ok_or(DocumentError::MissingGlyph(character))
}

/// Names the face inside the PDF: six capitals, so that the name stays a valid subset tag.
pub(crate) fn resource(style: Style) -> FontId {
    FontId(Face::of(style).resource.to_owned())
}

/// Cuts a face down to the given characters.
pub(crate) fn cut(style: Style, characters: &BTreeSet<char>) -> Result<ParsedFont, DocumentError> {
    let face = Face::of(style);
    let mut ids = BTreeSet::from([0]);
    for character in characters {
        ids.insert(face.glyph(*character).ok_or(DocumentError::MissingGlyph(*character))?.id);
    }
    let ids: Vec<u16> = ids.into_iter().collect();
    let file = ReadScope::new(face.bytes).read::<FontData<'_>>().map_err(|_| DocumentError::Font("reading the file"))?;
    let tables = file.table_provider(0).map_err(|_| DocumentError::Font("reading the tables"))?;
    let bytes = subset(&tables, &ids, &SubsetProfile::Pdf, CmapTarget::Unicode).map_err(|_| DocumentError::Font("cutting the face"))?;
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or(DocumentError::Font("reading the cut face"))?;
    // A character that the cut lost would vanish from the page without a word.
    if let Some(lost) = characters.iter().find(|it| font.lookup_glyph_index(u32::from(**it)).is_none_or(|id| id == 0)) {
        return Err(DocumentError::MissingGlyph(*lost));
    }
    font.font_name = Some(face.name.to_owned());
    Ok(font)
}

/// Checks that all four faces are readable and have every Vietnamese letter; for the program's own health check.
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
        cut(style, &BTreeSet::from(['đ']))?;
    }
    Ok(())
}
