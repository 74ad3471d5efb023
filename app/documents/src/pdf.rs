//! Writes pages as a PDF: same values, same bytes. No clock, no random identifier, nothing from the machine.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, StringFormat};
use printpdf::ops::PdfFontHandle;
use printpdf::{Color, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem};
use sha2::{Digest, Sha256};
use time::Date;

use crate::block::Document;
use crate::layout::{Ink, Mark};
use crate::page::{Page, Role, pages, sheet};
use crate::{DocumentError, Style, font};

/// Hexadecimal digits of the file identifier.
const ID_DIGITS: usize = 32;

impl Document {
    /// Lays the paper out and writes it as a PDF; the same values always give the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let (width, height) = sheet(self.orientation);
        let pages = pages(self)?;
        let mut pdf = PdfDocument::new("");
        for (style, characters) in used(&pages) {
            pdf.resources.fonts.map.insert(font::resource(style), PdfFont::new(font::cut(style, &characters)?));
        }
        let millimetres = |it: f32| Mm(it * 25.4 / 72.0);
        pdf.pages = pages.into_iter().map(|it| PdfPage::new(millimetres(width), millimetres(height), operations(it, height))).collect();
        let mut file = printpdf::serialize::to_lopdf_doc(&pdf, &PdfSaveOptions::default(), &mut Vec::new());
        describe(&mut file, &self.title, self.date)?;
        file.compress();
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).map_err(|it| DocumentError::Save(it.to_string()))?;
        identify(&mut bytes)?;
        Ok(bytes)
    }
}

/// Collects the characters of each style.
fn used(pages: &[Page]) -> BTreeMap<Style, BTreeSet<char>> {
    let mut used: BTreeMap<Style, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|it| &it.placed).flat_map(|it| &it.marks) {
        let Mark::Words { words, .. } = mark else { continue };
        for piece in words.iter().flat_map(|it| &it.pieces) {
            used.entry(piece.style).or_insert_with(|| BTreeSet::from([' '])).extend(piece.text.chars());
        }
    }
    used
}

fn operations(page: Page, height: f32) -> Vec<Op> {
    let mut pen = Pen { ops: Vec::new(), height, ink: None };
    for placed in page.placed {
        if placed.role == Role::Margin {
            pen.ops.push(Op::BeginMarkedContent { tag: "Artifact".into() });
        }
        for mark in placed.marks {
            pen.draw(mark, placed.left, placed.top);
        }
        if placed.role == Role::Margin {
            pen.ops.push(Op::EndMarkedContent);
        }
    }
    pen.ops
}

/// Writes operations, counting from the bottom of the sheet as PDF does.
struct Pen {
    ops: Vec<Op>,
    height: f32,
    ink: Option<Ink>,
}

impl Pen {
    fn draw(&mut self, mark: Mark, left: f32, top: f32) {
        match mark {
            Mark::Words { x, baseline, size, words, stretch, ink } => {
                self.dip(ink);
                let pos = self.point(left + x, top + baseline);
                self.ops.extend([Op::StartTextSection, Op::SetTextCursor { pos }]);
                self.show(&words, size, stretch);
                self.ops.push(Op::EndTextSection);
            }
            Mark::Rule { from, to, width, ink } => {
                self.dip(ink);
                self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
                let ends = [from, to].map(|(x, y)| LinePoint { p: self.point(left + x, top + y), bezier: false });
                self.ops.push(Op::DrawLine { line: Line { points: ends.to_vec(), is_closed: false } });
            }
            Mark::Fill { x, y, width, height } => {
                self.dip(Ink::Black);
                let corner = self.point(left + x, top + y + height);
                let rectangle = Rect {
                    x: corner.x,
                    y: corner.y,
                    width: Pt(width),
                    height: Pt(height),
                    mode: Some(PaintMode::Fill),
                    winding_order: None,
                };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
        }
    }

    /// Shows the words of a line, one operation for each change of style; spaces belong to the word before them.
    fn show(&mut self, words: &[crate::lines::Word], size: f32, stretch: f32) {
        let mut style = None;
        let mut items: Vec<TextItem> = Vec::new();
        let offset = -stretch * 1000.0 / size;
        for (index, word) in words.iter().enumerate() {
            let ends_line = index + 1 == words.len();
            for (position, piece) in word.pieces.iter().enumerate() {
                if style != Some(piece.style) {
                    self.flush(&mut items);
                    style = Some(piece.style);
                    let font = PdfFontHandle::External(font::resource(piece.style));
                    self.ops.push(Op::SetFont { font, size: Pt(size) });
                }
                let ends_word = position + 1 == word.pieces.len();
                let space = if ends_word && !ends_line { " " } else { "" };
                match items.last_mut() {
                    Some(TextItem::Text(text)) => text.extend([piece.text.as_str(), space]),
                    _ => items.push(TextItem::Text(format!("{}{space}", piece.text))),
                }
                if !space.is_empty() && offset != 0.0 {
                    items.push(TextItem::Offset(offset));
                }
            }
        }
        self.flush(&mut items);
    }

    fn flush(&mut self, items: &mut Vec<TextItem>) {
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }

    fn dip(&mut self, ink: Ink) {
        if self.ink == Some(ink) {
            return;
        }
        self.ink = Some(ink);
        let (r, g, b) = match ink {
            Ink::Black => (0.0, 0.0, 0.0),
            Ink::Warning => (0.72, 0.0, 0.0),
        };
        let col = Color::Rgb(Rgb { r, g, b, icc_profile: None });
        self.ops.extend([Op::SetFillColor { col: col.clone() }, Op::SetOutlineColor { col }]);
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(x), y: Pt(self.height - y) }
    }
}

/// Replaces what the writer library says about the file by what is fixed: title, language, the paper's own date.
fn describe(file: &mut lopdf::Document, title: &str, date: Option<Date>) -> Result<(), DocumentError> {
    file.version = "1.7".into();
    let mut info = Dictionary::new();
    info.set("Title", utf16(title));
    info.set("Producer", Object::string_literal("camket"));
    if let Some(date) = date {
        let stamp = format!("D:{:04}{:02}{:02}000000+07'00'", date.year(), u8::from(date.month()), date.day());
        info.set("CreationDate", Object::string_literal(stamp));
    }
    let info_id = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(|it| DocumentError::Save(it.to_string()))?;
    file.objects.insert(info_id, Object::Dictionary(info));
    let catalog = file.catalog_mut().map_err(|it| DocumentError::Save(it.to_string()))?;
    catalog.set("Lang", Object::string_literal("vi-VN"));
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", Object::Dictionary(preferences));
    let blank = Object::String(vec![0; ID_DIGITS / 2], StringFormat::Hexadecimal);
    file.trailer.set("ID", Object::Array(vec![blank.clone(), blank]));
    Ok(())
}

fn utf16(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// Writes the digest of the file with a blank identifier into its two places, which are as wide as the digest.
fn identify(bytes: &mut [u8]) -> Result<(), DocumentError> {
    let digest = Sha256::digest(&*bytes);
    let id: String = digest.iter().take(ID_DIGITS / 2).map(|it| format!("{it:02x}")).collect();
    let blank = [b'0'; ID_DIGITS];
    for _ in 0..2 {
        let place = bytes.windows(ID_DIGITS + 1).rposition(|it| it.first() == Some(&b'<') && it.get(1..) == Some(blank.as_slice()));
        let start = place.ok_or_else(|| DocumentError::Save("no place for the identifier".into()))? + 1;
        if let Some(slot) = bytes.get_mut(start..start + ID_DIGITS) {
            slot.copy_from_slice(id.as_bytes());
        }
    }
    Ok(())
}
