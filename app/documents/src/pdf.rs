//! Writes pages as a PDF: same values, same bytes. No clock, no random identifier, nothing from the machine.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use lopdf::{Object, ObjectId};
use printpdf::{Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use crate::archive::{Grade, describe};
use crate::block::Document;
use crate::font::{self, Program};
use crate::layout::Mark;
use crate::page::{Page, pages};
use crate::pen::operations;
use crate::tags::Tree;
use crate::{DocumentError, Style};

/// Hexadecimal digits of the file identifier.
const ID_DIGITS: usize = 32;

impl Document {
    /// Lays the paper out and writes it as tagged PDF/A-2b; the same values always give the same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        self.write(Grade::A2, |_| Ok(()))
    }

    /// Writes the paper as PDF/A-1b for archives that take nothing newer.
    pub fn pdf_a1(&self) -> Result<Vec<u8>, DocumentError> {
        self.write(Grade::A1, |_| Ok(()))
    }

    /// Writes the paper; `add` puts further objects into the file.
    pub(crate) fn write(
        &self,
        grade: Grade,
        add: impl FnOnce(&mut lopdf::Document) -> Result<(), DocumentError>,
    ) -> Result<Vec<u8>, DocumentError> {
        let (pages, mut tree) = pages(self)?;
        let mut pdf = PdfDocument::new("");
        let mut programs = Vec::new();
        for (style, characters) in used(&pages) {
            let (face, program) = font::cut(style, &characters)?;
            pdf.resources.fonts.map.insert(font::resource(style), PdfFont::new(face));
            programs.push(program);
        }
        let millimetres = |it: f32| Mm(it * 25.4 / 72.0);
        let pages = pages.into_iter().enumerate();
        pdf.pages = pages
            .map(|(number, it)| {
                let (width, height) = it.sheet;
                PdfPage::new(millimetres(width), millimetres(height), operations(it, number, height, &mut tree))
            })
            .collect();
        let mut file =
            printpdf::serialize::to_lopdf_doc(&pdf, &PdfSaveOptions { secure: false, ..PdfSaveOptions::default() }, &mut Vec::new());
        drop(pdf);
        describe(&mut file, grade, self)?;
        add(&mut file)?;
        finish(file, &tree, &programs)
    }
}

/// Collects the characters of each style.
fn used(pages: &[Page]) -> BTreeMap<Style, BTreeSet<char>> {
    let mut used: BTreeMap<Style, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.iter().flat_map(|it| &it.placed).flat_map(|it| &it.marks) {
        let Mark::Words(line) = mark else { continue };
        for piece in line.words.iter().flat_map(|it| &it.pieces) {
            used.entry(piece.style).or_insert_with(|| BTreeSet::from([' '])).extend(piece.text.chars());
        }
    }
    used
}

/// Writes the file, the structure tree straight behind the objects of the library, then the table of places and the identifier.
fn finish(mut file: lopdf::Document, tree: &Tree, programs: &[&Program]) -> Result<Vec<u8>, DocumentError> {
    let save = |it: std::io::Error| DocumentError::Save(it.to_string());
    let lost = |it: lopdf::Error| DocumentError::Save(it.to_string());
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    for (number, id) in pages.iter().enumerate() {
        let page = file.get_object_mut(*id).and_then(Object::as_dict_mut).map_err(lost)?;
        page.set("StructParents", i64::try_from(number).unwrap_or(0));
        page.set("Tabs", "S");
    }
    let first = file.max_id + 1;
    file.catalog_mut().map_err(lost)?.set("StructTreeRoot", Object::Reference((first, 0)));
    let [root, info] = [b"Root", b"Info"].map(|it| file.trailer.get(it).and_then(Object::as_reference));
    let ((root, _), (info, _)) = (root.map_err(lost)?, info.map_err(lost)?);
    pack(&mut file, programs).map_err(|it| DocumentError::Save(it.to_string()))?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(save)?;
    drop(file);

    let mut places = places(&bytes).ok_or_else(|| DocumentError::Save("the table of places cannot be read".into()))?;
    bytes.truncate(places.start);
    places.entries.resize(first as usize, None);
    let pages: Vec<u32> = pages.into_iter().map(|(number, _)| number).collect();
    tree.write(&mut bytes, first, &pages, |it| places.entries.push(Some(it))).map_err(save)?;
    places.write(&mut bytes, root, info).map_err(save)?;
    identify(&mut bytes)?;
    Ok(bytes)
}

/// How hard streams are packed: packing at level 9 was a third of a paper's time, for a hundredth of its size.
const PACKED: Compression = Compression::new(6);

/// Packs every stream that is plain and gains by it; faces were packed as the program was built. The library would pack as hard as it can.
fn pack(file: &mut lopdf::Document, programs: &[&Program]) -> Result<(), CompressError> {
    let mut packer = Compress::new(PACKED, true);
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let program = programs.iter().find(|it| it.plain == stream.content);
        let packed = match program {
            Some(program) => program.packed.to_vec(),
            None => {
                packer.reset();
                // What does not fit is not smaller than before.
                let mut packed = Vec::with_capacity(stream.content.len());
                let status = packer.compress_vec(&stream.content, &mut packed, FlushCompress::Finish)?;
                if status != Status::StreamEnd || packed.len() + FILTER.len() >= stream.content.len() {
                    continue;
                }
                packed
            }
        };
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

/// What a packed stream's dictionary has more than a plain one's.
const FILTER: &str = "/Filter/FlateDecode";

/// Where each object begins, by its number.
struct Places {
    /// Where the table itself begins.
    start: usize,
    entries: Vec<Option<usize>>,
}

/// Reads the table that the library wrote (ISO 32000-1, 7.5.4).
fn places(bytes: &[u8]) -> Option<Places> {
    let words = b"startxref\n";
    let mark = bytes.windows(words.len()).rposition(|it| it == words)?;
    let number = |it: &[u8]| std::str::from_utf8(it).ok()?.trim().parse::<usize>().ok();
    let start = number(bytes.get(mark + words.len()..)?.split(|it| *it == b'\n').next()?)?;
    let mut entries = Vec::new();
    for line in bytes.get(start..mark)?.split(|it| *it == b'\n').skip(1).take_while(|it| *it != b"trailer") {
        let fields: Vec<&[u8]> = line.split(|it| *it == b' ').collect();
        match fields.as_slice() {
            [place, _, kind, ..] => entries.push(if *kind == b"n" { Some(number(place)?) } else { None }),
            [first, _] => entries.resize(number(first)?, None),
            _ => return None,
        }
    }
    Some(Places { start, entries })
}

impl Places {
    /// Writes the table and the end of the file; the identifier is blank.
    fn write(&self, out: &mut Vec<u8>, root: u32, info: u32) -> std::io::Result<()> {
        let start = out.len();
        let count = self.entries.len();
        write!(out, "xref\n0 {count}\n")?;
        for (number, place) in self.entries.iter().enumerate() {
            match place {
                Some(it) => writeln!(out, "{it:010} 00000 n ")?,
                // The head of the free objects, which are a ring of one.
                None if number == 0 => out.write_all(b"0000000000 65535 f \n")?,
                None => out.write_all(b"0000000000 00001 f \n")?,
            }
        }
        let blank = "0".repeat(ID_DIGITS);
        write!(out, "trailer\n<</Size {count}/Root {root} 0 R/Info {info} 0 R/ID[<{blank}><{blank}>]>>\nstartxref\n{start}\n%%EOF\n")
    }
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
