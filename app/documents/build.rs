//! Cuts the faces of the typeface for papers, once, as the program is built: without hints, which paper has no use for and which are more than half of a face.
//! Each face comes in two cuts: the letters of Vietnamese papers, and everything, for the paper that quotes another script. Both are packed here,
//! so that a paper neither cuts nor packs a face.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a build that fails says why by its panic")]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use allsorts::binary::read::ReadScope;
use allsorts::binary::write::{WriteBinaryDep, WriteBuffer};
use allsorts::error::ParseError;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::glyf::{CompositeGlyphFlag, CompositeGlyphFlags};
use allsorts::tables::loca::{LocaTable, owned};
use allsorts::tables::{FontTableProvider, HeadTable, MaxpTable};
use allsorts::tag;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_fonts::{Face, GlyphId, OutlineBuilder, Rect};

/// Name of the constant, file, the six capitals that begin the names of its common cut and of its whole, the name.
const FACES: [(&str, &str, [&str; 2], &str); 4] = [
    ("REGULAR", "LiberationSerif-Regular", ["LSREGU", "LSREGW"], "LiberationSerif"),
    ("BOLD", "LiberationSerif-Bold", ["LSBOLD", "LSBOLW"], "LiberationSerif-Bold"),
    ("ITALIC", "LiberationSerif-Italic", ["LSITAL", "LSITAW"], "LiberationSerif-Italic"),
    ("BOLD_ITALIC", "LiberationSerif-BoldItalic", ["LSBITA", "LSBITW"], "LiberationSerif-BoldItalic"),
];

/// What Vietnamese papers are written with: the letters of the language, its tones alone, figures, punctuation, money, arrows, comparisons and boxes.
const COMMON: [(u32, u32); 38] = [
    (0x20, 0x7E),
    (0xA0, 0xA0),
    (0xA7, 0xA7),
    (0xAB, 0xAB),
    (0xB0, 0xB3),
    (0xB7, 0xB7),
    (0xBB, 0xBE),
    (0xC0, 0xC3),
    (0xC8, 0xCA),
    (0xCC, 0xCD),
    (0xD2, 0xD5),
    (0xD7, 0xD7),
    (0xD9, 0xDA),
    (0xDD, 0xDD),
    (0xE0, 0xE3),
    (0xE8, 0xEA),
    (0xEC, 0xED),
    (0xF2, 0xF5),
    (0xF7, 0xF7),
    (0xF9, 0xFA),
    (0xFD, 0xFD),
    (0x102, 0x103),
    (0x110, 0x111),
    (0x128, 0x129),
    (0x168, 0x169),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x300, 0x303),
    (0x309, 0x309),
    (0x323, 0x323),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2033),
    (0x20AB, 0x20AB),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2265),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CF),
];

/// What a face inside a PDF needs (ISO 32000-1, 9.9), `glyf` and `loca` aside: characters are found by the paper's own tables.
const TABLES: [u32; 4] = [tag::HEAD, tag::HHEA, tag::HMTX, tag::MAXP];

/// Characters of a block of the table of glyphs; a block has one number for its place among those that hold anything.
const BLOCK: usize = 256;

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap());
    let mut source = String::new();
    for (constant, file, tags, name) in FACES {
        let path = format!("fonts/{file}.ttf");
        println!("cargo::rerun-if-changed={path}");
        source.push_str(&face(&std::fs::read(path).unwrap(), constant, tags.map(|it| format!("{it}+{name}")), &out));
    }
    std::fs::write(out.join("faces.rs"), source).unwrap();
    println!("cargo::rerun-if-changed=build.rs");
}

/// Writes the two cuts of a face and its table of glyphs, and says the constant that holds them.
fn face(bytes: &[u8], constant: &str, names: [String; 2], out: &Path) -> String {
    let read = Face::parse(bytes, 0).unwrap();
    let characters: Vec<(u32, GlyphId)> = characters(&read);
    let common: BTreeSet<u16> = characters.iter().filter(|(it, _)| is_common(*it)).map(|(_, id)| id.0).chain([0]).collect();
    let common: Vec<u16> = common.into_iter().collect();
    let every: Vec<u16> = (0..read.number_of_glyphs()).collect();

    let file = ReadScope::new(bytes).read::<FontData<'_>>().unwrap();
    let plain = Plain::new(file.table_provider(0).unwrap());
    let place = |id: GlyphId| common.binary_search(&id.0).map_or(0, |it| u16::try_from(it).unwrap());
    for (cut, ids) in [("common", &common), ("whole", &every)] {
        let program = subset(&plain, ids, &SubsetProfile::Custom(TABLES.to_vec()), CmapTarget::Unicode).expect("cutting the face");
        let written = Face::parse(&program, 0).expect("reading the cut");
        for (character, id) in characters.iter().filter(|it| cut == "whole" || place(it.1) != 0) {
            let there = if cut == "whole" { *id } else { GlyphId(place(*id)) };
            assert_eq!(drawn(&written, there), drawn(&read, *id), "{cut} {constant} draws U+{character:04X} otherwise");
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&program).unwrap();
        std::fs::write(out.join(format!("{constant}.{cut}")), &program).unwrap();
        std::fs::write(out.join(format!("{constant}.{cut}.z")), packed.finish().unwrap()).unwrap();
    }
    let glyphs = characters.iter().map(|(it, id)| (*it, [place(*id), id.0, read.glyph_hor_advance(*id).unwrap_or(0)]));
    std::fs::write(out.join(format!("{constant}.glyphs")), blocks(glyphs)).unwrap();

    let (head, hhea) = (read.tables().head, read.tables().hhea);
    let run = read.italic_angle().to_radians().tan();
    let mut said = String::new();
    writeln!(said, "static {constant}: Face = Face {{").unwrap();
    writeln!(said, "    glyphs: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{constant}.glyphs\")),").unwrap();
    for (cut, name) in ["common", "whole"].into_iter().zip(names) {
        let file = |end: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{constant}.{cut}{end}\"))");
        writeln!(said, "    {cut}: Program {{ name: {name:?}, plain: {}, packed: {} }},", file(""), file(".z")).unwrap();
    }
    writeln!(said, "    units: {}, ascent: {}, descent: {},", head.units_per_em, hhea.ascender, hhea.descender).unwrap();
    let corners = head.global_bbox;
    writeln!(said, "    corners: [{}, {}, {}, {}],", corners.x_min, corners.y_min, corners.x_max, corners.y_max).unwrap();
    // As a run over a rise of a thousand; an angle counted against the clock leans to the right where it is below nought.
    writeln!(said, "    slope: {}, weight: {},\n}};", (-run * 1000.0).round(), read.weight().to_number()).unwrap();
    said
}

/// How a face draws a glyph: its width, how far from the left it begins, the box that holds it and every stroke of its outline.
fn drawn(face: &Face<'_>, glyph: GlyphId) -> (Option<u16>, Option<i16>, Option<Rect>, Strokes) {
    let mut strokes = Strokes::default();
    let corners = face.outline_glyph(glyph, &mut strokes);
    (face.glyph_hor_advance(glyph), face.glyph_hor_side_bearing(glyph), corners, strokes)
}

/// The strokes of an outline in their order, each as the letter of its kind with its points.
#[derive(Debug, Default, PartialEq)]
struct Strokes(Vec<(char, Vec<f32>)>);

impl OutlineBuilder for Strokes {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(('m', vec![x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(('l', vec![x, y]));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(('q', vec![x1, y1, x, y]));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(('c', vec![x1, y1, x2, y2, x, y]));
    }

    fn close(&mut self) {
        self.0.push(('z', Vec::new()));
    }
}

/// The characters of the basic plane with their glyphs, in order.
fn characters(face: &Face<'_>) -> Vec<(u32, GlyphId)> {
    let mut found = Vec::new();
    for table in face.tables().cmap.iter().flat_map(|it| it.subtables).filter(|it| it.is_unicode()) {
        table.codepoints(|it| found.extend(table.glyph_index(it).filter(|id| id.0 != 0 && it <= 0xFFFF).map(|id| (it, id))));
    }
    found.sort();
    found.dedup_by_key(|it| it.0);
    found
}

fn is_common(character: u32) -> bool {
    COMMON.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

/// The table of glyphs: for each block of characters the number of its rows, from 1 on, or 0; then the rows, each place in the common cut, in the whole, width.
fn blocks(glyphs: impl Iterator<Item = (u32, [u16; 3])>) -> Vec<u8> {
    let mut index = vec![0_u8; BLOCK];
    let mut rows: Vec<[u16; 3]> = Vec::new();
    for (character, glyph) in glyphs {
        let (block, place) = (character as usize / BLOCK, character as usize % BLOCK);
        if index[block] == 0 {
            index[block] = u8::try_from(rows.len() / BLOCK + 1).unwrap();
            rows.resize(rows.len() + BLOCK, [0; 3]);
        }
        rows[(usize::from(index[block]) - 1) * BLOCK + place] = glyph;
    }
    index.extend(rows.into_iter().flatten().flat_map(u16::to_le_bytes));
    index
}

/// A face whose outlines carry no instructions.
struct Plain<T> {
    face: T,
    glyf: Vec<u8>,
    loca: Vec<u8>,
}

impl<T: FontTableProvider> Plain<T> {
    fn new(face: T) -> Self {
        let head = ReadScope::new(&face.read_table_data(tag::HEAD).unwrap()).read::<HeadTable>().unwrap();
        let maxp = ReadScope::new(&face.read_table_data(tag::MAXP).unwrap()).read::<MaxpTable>().unwrap();
        let loca = face.read_table_data(tag::LOCA).unwrap();
        let loca = ReadScope::new(&loca).read_dep::<LocaTable<'_>>((maxp.num_glyphs, head.index_to_loc_format)).unwrap();
        let places: Vec<usize> = loca.offsets.iter().map(|it| it as usize).collect();
        let outlines = face.read_table_data(tag::GLYF).unwrap();
        let mut table = owned::LocaTable { offsets: vec![0] };
        let mut glyf = Vec::new();
        for ends in places.windows(2) {
            glyf.extend(without_instructions(&outlines[ends[0]..ends[1]]));
            // Places are written as halves where the face is small.
            glyf.resize(glyf.len().next_multiple_of(2), 0);
            table.offsets.push(u32::try_from(glyf.len()).unwrap());
        }
        let mut loca = WriteBuffer::new();
        owned::LocaTable::write_dep(&mut loca, table, head.index_to_loc_format).unwrap();
        Self { face, glyf, loca: loca.into_inner() }
    }
}

/// A glyph's description without its instructions (OpenType, table `glyf`): they stand between the ends of a simple glyph's contours and its points,
/// and behind the last part of a glyph that is made of others.
fn without_instructions(glyph: &[u8]) -> Vec<u8> {
    /// Contours or the sign of parts, then the four sides of the glyph.
    const HEAD: usize = 10;
    let number = |at: usize| u16::from_be_bytes([glyph[at], glyph[at + 1]]);
    if glyph.is_empty() {
        return Vec::new();
    }
    let contours = number(0).cast_signed();
    if let Ok(contours) = usize::try_from(contours) {
        let length = HEAD + 2 * contours;
        return [&glyph[..length], &[0, 0], &glyph[length + 2 + usize::from(number(length))..]].concat();
    }
    let (mut plain, mut at) = (glyph[..HEAD].to_vec(), HEAD);
    loop {
        let flags = CompositeGlyphFlags::from_bits_truncate(number(at));
        let places = if flags.contains(CompositeGlyphFlag::ARG_1_AND_2_ARE_WORDS) { 4 } else { 2 };
        let scales = [
            (CompositeGlyphFlag::WE_HAVE_A_SCALE, 2),
            (CompositeGlyphFlag::WE_HAVE_AN_X_AND_Y_SCALE, 4),
            (CompositeGlyphFlag::WE_HAVE_A_TWO_BY_TWO, 8),
        ];
        let scale: usize = scales.into_iter().filter(|(it, _)| flags.contains(*it)).map(|(_, bytes)| bytes).sum();
        plain.extend((number(at) & !(CompositeGlyphFlag::WE_HAVE_INSTRUCTIONS as u16)).to_be_bytes());
        plain.extend(&glyph[at + 2..at + 4 + places + scale]);
        at += 4 + places + scale;
        if !flags.contains(CompositeGlyphFlag::MORE_COMPONENTS) {
            return plain;
        }
    }
}

impl<T: FontTableProvider> FontTableProvider for Plain<T> {
    fn table_data(&self, tag: u32) -> Result<Option<Cow<'_, [u8]>>, ParseError> {
        match tag {
            tag::GLYF => Ok(Some(Cow::Borrowed(&self.glyf))),
            tag::LOCA => Ok(Some(Cow::Borrowed(&self.loca))),
            tag::CVT | tag::FPGM | tag::PREP => Ok(None),
            other => self.face.table_data(other),
        }
    }

    fn has_table(&self, tag: u32) -> bool {
        !matches!(tag, tag::CVT | tag::FPGM | tag::PREP) && self.face.has_table(tag)
    }

    fn table_tags(&self) -> Option<Vec<u32>> {
        self.face.table_tags().map(|it| it.into_iter().filter(|it| self.has_table(*it)).collect())
    }
}
