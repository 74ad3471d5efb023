//! Reads a finished PDF back: every line of text with its place, size, face and colour, every rule and every filled box. It knows only
//! what stands in the file; the sizes that the crate meant to use are not asked for.
#![allow(dead_code)]

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Width of a word space in parts of the type size.
const SPACE: f32 = 0.25;
/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Words in one face, part of a line.
#[derive(Debug, Clone)]
pub struct Piece {
    pub face: String,
    pub size: f32,
    pub black: bool,
    pub left: f32,
    pub right: f32,
    pub text: String,
}

/// A line of text; distances in millimetres from the sheet's left and top edges.
#[derive(Debug, Clone)]
pub struct Line {
    pub page: usize,
    /// Outside the contents: page number, marks, digest.
    pub margin: bool,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    pub pieces: Vec<Piece>,
}

impl Line {
    pub fn text(&self) -> String {
        self.pieces.iter().map(|it| it.text.as_str()).collect::<String>().trim_end().to_owned()
    }

    pub fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The one size of the line.
    pub fn size(&self) -> f32 {
        assert!(self.pieces.iter().all(|it| (it.size - self.pieces[0].size).abs() < 0.001), "{self:?}");
        self.pieces[0].size
    }

    /// `regular`, `bold`, `italic`, `bold italic`, or several of them.
    pub fn style(&self) -> String {
        let mut styles: Vec<&str> = self.pieces.iter().filter(|it| !it.text.trim().is_empty()).map(|it| style(&it.face)).collect();
        styles.dedup();
        styles.join(" + ")
    }

    pub fn capitals(&self) -> bool {
        let text = self.text();
        text == text.to_uppercase()
    }

    pub fn black(&self) -> bool {
        self.pieces.iter().all(|it| it.black)
    }
}

fn style(face: &str) -> &'static str {
    match face.rsplit_once('-').map_or("", |it| it.1) {
        "" => "regular",
        "Bold" => "bold",
        "Italic" => "italic",
        "BoldItalic" => "bold italic",
        other => panic!("unknown style {other}"),
    }
}

/// A straight line, in millimetres.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub page: usize,
    pub margin: bool,
    pub from: (f32, f32),
    pub to: (f32, f32),
}

impl Rule {
    pub fn is_level(&self) -> bool {
        (self.from.1 - self.to.1).abs() < 0.01
    }

    pub fn length(&self) -> f32 {
        (self.to.0 - self.from.0).abs()
    }

    pub fn middle(&self) -> f32 {
        (self.from.0 + self.to.0) / 2.0
    }
}

/// A filled box, in millimetres.
#[derive(Debug, Clone, Copy)]
pub struct Filled {
    pub page: usize,
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

/// What stands on the sheets of a file.
#[derive(Debug, Default)]
pub struct Sheets {
    /// Width and height of each sheet in millimetres.
    pub sizes: Vec<(f32, f32)>,
    pub lines: Vec<Line>,
    pub rules: Vec<Rule>,
    pub filled: Vec<Filled>,
}

impl Sheets {
    /// Reads a file.
    pub fn read(pdf: &[u8]) -> Self {
        let file = Document::load_mem(pdf).unwrap();
        let mut sheets = Self::default();
        for (number, id) in file.get_pages() {
            let number = usize::try_from(number).unwrap();
            let size = media_box(&file, id);
            sheets.sizes.push((size.0 / MM, size.1 / MM));
            let fonts = file.get_page_fonts(id).unwrap().into_iter().map(|(name, font)| (name, Font::read(&file, font))).collect();
            let content = Content::decode(&file.get_page_content(id)).unwrap();
            Reader::new(&mut sheets, fonts, number, size.1).read(&content);
        }
        sheets
    }

    pub fn pages(&self) -> usize {
        self.sizes.len()
    }

    /// The lines of the contents, in the order of the file.
    pub fn contents(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|it| !it.margin)
    }

    /// The first line of the contents that reads so.
    pub fn line(&self, text: &str) -> &Line {
        self.contents().find(|it| it.text() == text).unwrap_or_else(|| panic!("{text:?} is not printed"))
    }

    /// The nearest level rule under a line, not wider away than a line of text.
    pub fn rule_under(&self, line: &Line) -> Option<&Rule> {
        let under = |it: &&Rule| {
            it.page == line.page
                && it.is_level()
                && (0.0..6.0).contains(&(it.from.1 - line.baseline))
                && (it.middle() - line.middle()).abs() < 0.2
        };
        self.rules.iter().filter(under).min_by(|one, other| one.from.1.total_cmp(&other.from.1))
    }
}

fn media_box(file: &Document, page: ObjectId) -> (f32, f32) {
    let page = file.get_dictionary(page).unwrap();
    let sides: Vec<f32> = page.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(|it| it.as_float().unwrap()).collect();
    assert_eq!((sides[0], sides[1]), (0.0, 0.0));
    (sides[2], sides[3])
}

/// A face as the file holds it: name, widths, and what each glyph means.
struct Font {
    face: String,
    widths: BTreeMap<u16, f32>,
    letters: BTreeMap<u16, String>,
}

impl Font {
    fn read(file: &Document, font: &Dictionary) -> Self {
        let resolved = |it: &Object| match it {
            Object::Reference(id) => file.get_object(*id).unwrap().clone(),
            other => other.clone(),
        };
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        let face = String::from_utf8(name.to_vec()).unwrap().split_once('+').unwrap().1.to_owned();
        let below = resolved(&resolved(font.get(b"DescendantFonts").unwrap()).as_array().unwrap()[0]);
        let widths = resolved(below.as_dict().unwrap().get(b"W").unwrap());
        Self { face, widths: widths_of(widths.as_array().unwrap()), letters: meanings(&resolved(font.get(b"ToUnicode").unwrap())) }
    }
}

pub fn widths_of(array: &[Object]) -> BTreeMap<u16, f32> {
    let mut widths = BTreeMap::new();
    let glyph = |it: &Object| u16::try_from(it.as_i64().unwrap()).unwrap();
    let mut at = 0;
    while at < array.len() {
        match &array[at + 1] {
            Object::Array(each) => {
                let first = glyph(&array[at]);
                widths.extend(each.iter().zip(first..).map(|(width, glyph)| (glyph, width.as_float().unwrap())));
                at += 2;
            }
            last => {
                let width = array[at + 2].as_float().unwrap();
                widths.extend((glyph(&array[at])..=glyph(last)).map(|it| (it, width)));
                at += 3;
            }
        }
    }
    widths
}

/// What each glyph means by the map that a font names.
pub fn meanings(map: &Object) -> BTreeMap<u16, String> {
    letters_of(&String::from_utf8(map.as_stream().unwrap().get_plain_content().unwrap()).unwrap())
}

/// Reads `bfchar` and `bfrange` of a CMap.
fn letters_of(map: &str) -> BTreeMap<u16, String> {
    let mut letters = BTreeMap::new();
    let hex = |it: &str| {
        let it = it.trim_matches(['<', '>']);
        (0..it.len() / 4).map(|at| u16::from_str_radix(&it[at * 4..at * 4 + 4], 16).unwrap()).collect::<Vec<u16>>()
    };
    let mut section = "";
    for line in map.lines().map(str::trim) {
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            section = if line.ends_with("char") { "char" } else { "range" };
        } else if line.starts_with("endbf") {
            section = "";
        } else if !section.is_empty() {
            let codes: Vec<Vec<u16>> = line.replace("><", "> <").split_whitespace().map(hex).collect();
            match (section, codes.as_slice()) {
                ("char", [glyph, letter]) => drop(letters.insert(glyph[0], String::from_utf16(letter).unwrap())),
                ("range", [from, to, first]) => {
                    for (step, glyph) in (from[0]..=to[0]).enumerate() {
                        let mut letter = first.clone();
                        *letter.last_mut().unwrap() += u16::try_from(step).unwrap();
                        letters.insert(glyph, String::from_utf16(&letter).unwrap());
                    }
                }
                _ => panic!("{line}"),
            }
        }
    }
    letters
}

struct Reader<'a> {
    sheets: &'a mut Sheets,
    fonts: BTreeMap<Vec<u8>, Font>,
    page: usize,
    height: f32,
    /// How deep inside artifacts.
    margin: Vec<bool>,
    black: bool,
    font: Vec<u8>,
    size: f32,
    at: (f32, f32),
    pieces: Vec<Piece>,
    path: Vec<(f32, f32)>,
    /// Boxes of a shape that is not painted yet.
    boxes: Vec<[(f32, f32); 2]>,
    /// The matrix of the moment, of those that only stretch and move, and those put aside.
    matrix: [f32; 4],
    saved: Vec<[f32; 4]>,
}

impl<'a> Reader<'a> {
    fn new(sheets: &'a mut Sheets, fonts: BTreeMap<Vec<u8>, Font>, page: usize, height: f32) -> Self {
        let (margin, pieces, path, boxes, saved) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let matrix = [1.0, 1.0, 0.0, 0.0];
        Self {
            sheets,
            fonts,
            page,
            height,
            margin,
            black: true,
            font: Vec::new(),
            size: 0.0,
            at: (0.0, 0.0),
            pieces,
            path,
            boxes,
            matrix,
            saved,
        }
    }

    fn read(mut self, content: &Content) {
        for step in &content.operations {
            let numbers: Vec<f32> = step.operands.iter().filter_map(|it| it.as_float().ok()).collect();
            match step.operator.as_str() {
                "BMC" | "BDC" => {
                    let kind = step.operands.get(1).and_then(|it| it.as_dict().ok()).and_then(|it| it.get(b"Type").ok());
                    self.margin.push(kind.is_some_and(|it| it.as_name().unwrap() == b"Pagination"));
                }
                "EMC" => drop(self.margin.pop().unwrap()),
                "rg" | "RG" => self.black = numbers.iter().all(|it| *it == 0.0),
                "BT" => self.at = (0.0, 0.0),
                "Td" => self.at = (self.at.0 + numbers[0], self.at.1 + numbers[1]),
                "Tm" => {
                    assert_eq!(numbers[..4], [1.0, 0.0, 0.0, 1.0], "text is neither turned nor stretched");
                    self.at = (numbers[4], numbers[5]);
                }
                "Tf" => (self.font, self.size) = (step.operands[0].as_name().unwrap().to_vec(), step.operands[1].as_float().unwrap()),
                "Tj" => self.show(std::slice::from_ref(&step.operands[0])),
                "TJ" => self.show(step.operands[0].as_array().unwrap()),
                "ET" => self.line(),
                "m" | "l" => self.path.push((numbers[0], numbers[1])),
                "S" | "s" => self.rule(),
                "re" => {
                    let [x, y, width, height] = numbers[..] else { panic!("{step:?}") };
                    let [across, down, left, bottom] = self.matrix;
                    self.boxes.push([(x, y), (x + width, y + height)].map(|(x, y)| (across * x + left, down * y + bottom)));
                }
                "f" | "f*" => self.fill(),
                "q" => self.saved.push(self.matrix),
                "Q" => self.matrix = self.saved.pop().unwrap(),
                "cm" => {
                    let [across, 0.0, 0.0, down, left, bottom] = numbers[..] else { panic!("{step:?}") };
                    assert_eq!(self.matrix, [1.0, 1.0, 0.0, 0.0], "one matrix at a time");
                    self.matrix = [across, down, left, bottom];
                }
                "h" | "w" | "J" | "j" | "M" | "d" | "i" | "ri" | "n" | "gs" | "Tr" | "TL" => {}
                other => panic!("the reader does not know {other}"),
            }
        }
    }

    fn show(&mut self, items: &[Object]) {
        let font = self.fonts.get(&self.font).unwrap();
        let (mut x, mut text) = (self.at.0, String::new());
        for item in items {
            match item {
                Object::String(bytes, _) => {
                    for glyph in bytes.chunks(2).map(|it| u16::from_be_bytes([it[0], it[1]])) {
                        text.push_str(font.letters.get(&glyph).unwrap_or_else(|| panic!("glyph {glyph} of {} has no meaning", font.face)));
                        x += font.widths[&glyph] * self.size / 1000.0;
                    }
                }
                offset => x -= offset.as_float().unwrap() * self.size / 1000.0,
            }
        }
        // A space at the end only parts the words for readers; nothing is printed there.
        let printed = if text.ends_with(' ') { x - SPACE * self.size } else { x };
        let (left, right) = (self.at.0 / MM, printed / MM);
        self.pieces.push(Piece { face: font.face.clone(), size: self.size, black: self.black, left, right, text });
        self.at.0 = x;
    }

    fn line(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        self.sheets.lines.push(Line {
            page: self.page,
            margin: self.margin.contains(&true),
            left: first.left,
            right: last.right,
            baseline: (self.height - self.at.1) / MM,
            pieces,
        });
    }

    fn measured_from_top(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (x / MM, (self.height - y) / MM)
    }

    fn rule(&mut self) {
        let path = std::mem::take(&mut self.path);
        assert_eq!(path.len(), 2, "rules are straight");
        let (from, to) = (self.measured_from_top(path[0]), self.measured_from_top(path[1]));
        self.sheets.rules.push(Rule { page: self.page, margin: self.margin.contains(&true), from, to });
    }

    fn fill(&mut self) {
        assert!(!self.boxes.is_empty(), "what is filled is made of boxes");
        for it in std::mem::take(&mut self.boxes) {
            let [(left, top), (right, bottom)] = it.map(|it| self.measured_from_top(it));
            let (left, right, top, bottom) = (left.min(right), left.max(right), top.min(bottom), top.max(bottom));
            self.sheets.filled.push(Filled { page: self.page, left, top, width: right - left, height: bottom - top });
        }
    }
}
