//! What makes a file fit for archives: PDF/A-2b (ISO 19005-2), PDF/A-3b with data attached (ISO 19005-3), PDF/A-1b for offices that
//! still ask for it (ISO 19005-1). Writes what the file says about itself, its colours and its attachments.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use time::Date;

use crate::block::{Block, Document};
use crate::{DocumentError, icc};

/// The part of ISO 19005 that a file follows, always at level B.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    A1,
    A2,
    A3,
}

impl Grade {
    pub fn part(self) -> u8 {
        match self {
            Self::A1 => 1,
            Self::A2 => 2,
            Self::A3 => 3,
        }
    }

    /// The version of PDF that the part rests on (ISO 19005-1, 1; ISO 19005-2, 1).
    pub fn version(self) -> &'static str {
        match self {
            Self::A1 => "1.4",
            Self::A2 | Self::A3 => "1.7",
        }
    }
}

/// What attached data are to the paper (ISO 19005-3, 6.8 and Annex E).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The paper was made from them.
    Source,
    /// They are what tables or figures of the paper show.
    Data,
    /// They say the same in another form.
    Alternative,
    /// They add to the paper.
    Supplement,
}

impl Relationship {
    fn name(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Data => "Data",
            Self::Alternative => "Alternative",
            Self::Supplement => "Supplement",
        }
    }
}

/// A file inside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Attachment {
    name: String,
    mime: String,
    bytes: Vec<u8>,
    relationship: Relationship,
}

/// A paper with the data that it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperWithData {
    document: Document,
    attachments: Vec<Attachment>,
}

impl Document {
    /// Attaches data, for example the figures behind the paper as a table; the file is then PDF/A-3b.
    pub fn attach(self, name: &str, mime: &str, bytes: Vec<u8>, relationship: Relationship) -> PaperWithData {
        PaperWithData { document: self, attachments: Vec::new() }.attach(name, mime, bytes, relationship)
    }
}

impl PaperWithData {
    /// Attaches further data.
    #[must_use]
    pub fn attach(mut self, name: &str, mime: &str, bytes: Vec<u8>, relationship: Relationship) -> Self {
        self.attachments.push(Attachment { name: name.to_owned(), mime: mime.to_owned(), bytes, relationship });
        self
    }

    /// Writes the paper with everything attached as PDF/A-3b.
    pub fn pdf(&self) -> Result<Vec<u8>, DocumentError> {
        self.document.write(Grade::A3, |file| embed(file, &self.attachments, self.document.date))
    }
}

/// Replaces what the writer library says about the file by what is fixed: title, language, the paper's own date, the address that checks it.
pub(crate) fn describe(file: &mut lopdf::Document, grade: Grade, paper: &Document) -> Result<(), DocumentError> {
    let (title, date) = (paper.title.as_str(), paper.date);
    file.version = grade.version().into();
    let mut info = dictionary! { "Title" => utf16(title), "Producer" => Object::string_literal(PRODUCER) };
    if let Some(date) = date {
        info.set("CreationDate", Object::string_literal(stamp(date)));
    }
    let info_id = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(save)?;
    file.objects.insert(info_id, Object::Dictionary(info));
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Readers of archives look for these words without unpacking (ISO 19005-1, 6.7.2).
    let metadata = file.add_object(Stream::new(kind, metadata(grade, title, date, address(paper)).into_bytes()).with_compression(false));
    let profile = file.add_object(icc::stream()?);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal(icc::NAME),
        "Info" => Object::string_literal(icc::NAME),
        "DestOutputProfile" => profile,
    };
    if grade == Grade::A1 {
        list_glyphs(file)?;
    }
    let catalog = file.catalog_mut().map_err(save)?;
    catalog.set("Lang", Object::string_literal("vi-VN"));
    catalog.set("PageLayout", "SinglePage");
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![intent.into()]);
    Ok(())
}

/// Who made the file.
pub(crate) const PRODUCER: &str = "camket";

fn save(error: lopdf::Error) -> DocumentError {
    DocumentError::Save(error.to_string())
}

fn stamp(date: Date) -> String {
    format!("D:{:04}{:02}{:02}000000+07'00'", date.year(), u8::from(date.month()), date.day())
}

pub(crate) fn utf16(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// The public address of the paper, which its QR code holds.
fn address(paper: &Document) -> Option<&str> {
    paper.blocks.iter().find_map(|it| match it {
        Block::Qr(code) | Block::Recipients(_, Some(code)) => Some(code.address.as_str()),
        _ => None,
    })
}

/// What the file says about itself, equal to its information dictionary (ISO 19005-2, 6.6.2 and 6.6.3).
fn metadata(grade: Grade, title: &str, date: Option<Date>, address: Option<&str>) -> String {
    let created = date.map_or_else(String::new, |it| {
        let day = format!("{:04}-{:02}-{:02}", it.year(), u8::from(it.month()), it.day());
        format!("<xmp:CreateDate>{day}T00:00:00+07:00</xmp:CreateDate>")
    });
    let identifier = address.map_or_else(String::new, |it| format!("<dc:identifier>{}</dc:identifier>", escaped(it)));
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <pdfaid:part>{}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         {identifier}<pdf:Producer>{PRODUCER}</pdf:Producer>{created}\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
        grade.part(),
        escaped(title),
    )
}

/// Text as XML, without the characters that XML knows no way to write.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
    out
}

/// Says of each face which glyphs it holds, which only PDF/A-1 asks for (ISO 19005-1, 6.3.5).
fn list_glyphs(file: &mut lopdf::Document) -> Result<(), DocumentError> {
    let is_descriptor = |it: &Object| it.as_dict().ok().is_some_and(|it| it.has_type(b"FontDescriptor"));
    let descriptors: Vec<ObjectId> = file.objects.iter().filter(|(_, it)| is_descriptor(it)).map(|(id, _)| *id).collect();
    for id in descriptors {
        let program = file.get_dictionary(id).and_then(|it| it.get(b"FontFile2")).and_then(Object::as_reference).map_err(save)?;
        let program = &file.get_object(program).and_then(Object::as_stream).map_err(save)?.content;
        let face = pdf_fonts::Face::parse(program, 0).map_err(|_| DocumentError::Font("reading the embedded face"))?;
        let count = usize::from(face.number_of_glyphs());
        let mut bits = vec![0xFF; count / 8];
        if count % 8 > 0 {
            bits.push(0xFF << (8 - count % 8));
        }
        let glyphs = file.add_object(Stream::new(Dictionary::new(), bits));
        file.get_object_mut(id).and_then(Object::as_dict_mut).map_err(save)?.set("CIDSet", glyphs);
    }
    Ok(())
}

/// Puts the attachments into the file and names them in the catalog (ISO 19005-3, 6.8).
fn embed(file: &mut lopdf::Document, attachments: &[Attachment], date: Option<Date>) -> Result<(), DocumentError> {
    let mut named: Vec<(Object, ObjectId)> = Vec::new();
    for it in attachments {
        let mut params = dictionary! { "Size" => i64::try_from(it.bytes.len()).unwrap_or(i64::MAX) };
        if let Some(date) = date {
            params.set("ModDate", Object::string_literal(stamp(date)));
        }
        let about = dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => Object::Name(it.mime.clone().into_bytes()),
            "Params" => params,
        };
        let content = file.add_object(Stream::new(about, it.bytes.clone()));
        let specification = file.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => utf16(&it.name),
            "UF" => utf16(&it.name),
            "Desc" => utf16(&it.name),
            "AFRelationship" => it.relationship.name(),
            "EF" => dictionary! { "F" => content, "UF" => content },
        });
        named.push((utf16(&it.name), specification));
    }
    let all: Vec<Object> = named.iter().map(|(_, it)| (*it).into()).collect();
    // A name tree is in the order of its names (ISO 32000-1, 7.9.6).
    named.sort_by(|(one, _), (other, _)| one.as_str().ok().cmp(&other.as_str().ok()));
    let names: Vec<Object> = named.into_iter().flat_map(|(name, it)| [name, it.into()]).collect();
    let catalog = file.catalog_mut().map_err(save)?;
    catalog.set("AF", all);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}
