//! The parts of the file and the archive that holds them (ECMA-376 Part 2).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::Written;
use super::section::{Look, footer, footer_name, header, headers};
use super::{escaped, styles};
use crate::DocumentError;
use crate::archive::PRODUCER;
use crate::block::Document;

/// The namespaces of a part with text.
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Puts the file together.
pub(super) fn pack(document: &Document, written: &Written) -> Result<Vec<u8>, DocumentError> {
    let Written { xml: body, pictures, looks } = written;
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        part("[Content_Types].xml", &content_types(looks)),
        part("_rels/.rels", &package_relations()),
        part("docProps/core.xml", &core(document)),
        part("docProps/app.xml", &app()),
        part("word/document.xml", &format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>")),
        part("word/_rels/document.xml.rels", &relations(looks, pictures.len())),
        part("word/styles.xml", &styles::xml()),
        part("word/settings.xml", &settings()),
        part("word/fontTable.xml", &fonts()),
    ];
    for (number, look) in looks.iter().enumerate() {
        for (orientation, which, name) in headers(number) {
            let content = format!("<w:hdr {NAMES}>{}</w:hdr>", header(*look, orientation, which));
            parts.push(part(&format!("word/{name}.xml"), &content));
        }
        parts.push(part(&format!("word/{}.xml", footer_name(number)), &format!("<w:ftr {NAMES}>{}</w:ftr>", footer(*look)?)));
    }
    for (number, picture) in pictures.iter().enumerate() {
        parts.push((format!("word/media/qr{}.png", number + 1), picture.clone()));
    }
    archive(parts)
}

fn part(name: &str, content: &str) -> (String, Vec<u8>) {
    (name.to_owned(), format!("{XML}{content}").into_bytes())
}

/// The archive; every entry bears the first day that the format knows, not the clock's.
fn archive(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, DocumentError> {
    let failed = |it: zip::result::ZipError| DocumentError::Save(it.to_string());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for (name, content) in parts {
        out.start_file(name, options).map_err(failed)?;
        out.write_all(&content).map_err(|it| DocumentError::Save(it.to_string()))?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

fn content_types(looks: &[Look]) -> String {
    let own = [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable")];
    let own = own.map(|(name, kind)| (name.to_owned(), kind));
    let parts: String = own
        .into_iter()
        .chain(margins(looks))
        .map(|(name, kind)| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"))
        .collect();
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>{parts}<Override \
         PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override \
         PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>"
    )
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn package_relations() -> String {
    let all = [
        relation("document", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        relation("core", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        relation("app", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ];
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", all.concat())
}

/// The parts that stand in margins, each with its kind.
fn margins(looks: &[Look]) -> impl Iterator<Item = (String, &'static str)> {
    let of = |look| headers(look).map(|it| (it.2, "header")).chain([(footer_name(look), "footer")]);
    (0..looks.len()).flat_map(of)
}

fn relations(looks: &[Look], pictures: usize) -> String {
    let own = ["styles", "settings", "fontTable"].map(|it| relation(it, &format!("{OFFICE}/{it}"), &format!("{it}.xml"))).concat();
    let margins: String = margins(looks).map(|(name, kind)| relation(&name, &format!("{OFFICE}/{kind}"), &format!("{name}.xml"))).collect();
    let picture = |it| relation(&format!("qr{it}"), &format!("{OFFICE}/image"), &format!("media/qr{it}.png"));
    let pictures: String = (1..=pictures).map(picture).collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{own}{margins}{pictures}</Relationships>")
}

/// Title, language and day of the paper, as the PDF bears them.
fn core(document: &Document) -> String {
    let created = document.date.map(|it| {
        let day = format!("{:04}-{:02}-{:02}T00:00:00Z", it.year(), u8::from(it.month()), it.day());
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created>")
    });
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:language>vi-VN</dc:language>{}</cp:coreProperties>",
        escaped(&document.title),
        created.unwrap_or_default(),
    )
}

fn app() -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("<Properties xmlns=\"{office}\"><Application>{PRODUCER}</Application></Properties>")
}

/// Word's ways of 2013 and later: borders of tables stand on the margin, not their text.
fn settings() -> String {
    format!(
        "<w:settings {NAMES}><w:defaultTabStop w:val=\"720\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"vi-VN\"/></w:settings>"
    )
}

/// The typeface, and what takes its place where it is not installed: families of the same widths.
fn fonts() -> String {
    format!(
        "<w:fonts {NAMES}><w:font w:name=\"{}\"><w:altName w:val=\"Liberation Serif,Tinos,Nimbus Roman\"/><w:panose1 w:val=\"02020603050405020304\"/>\
         <w:charset w:val=\"A3\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>",
        styles::TYPEFACE
    )
}
