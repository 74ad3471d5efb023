//! Our own list of what an archived and tagged file must be, each rule with its clause and with a change that breaks it. Rules read
//! the finished bytes only.
#![allow(dead_code)]

use lopdf::content::Content;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A finished file: its bytes and what they mean.
pub struct File {
    pub bytes: Vec<u8>,
    pub read: Document,
}

impl File {
    pub fn new(bytes: Vec<u8>) -> Self {
        let read = Document::load_mem(&bytes).unwrap();
        Self { bytes, read }
    }

    pub fn catalog(&self) -> &Dictionary {
        self.read.catalog().unwrap()
    }

    /// Follows a reference, if it is one.
    pub fn at<'a>(&'a self, it: &'a Object) -> &'a Object {
        self.read.dereference(it).unwrap().1
    }

    pub fn get<'a>(&'a self, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
        of.get(key.as_bytes()).ok().map(|it| self.at(it))
    }

    pub fn name(&self, of: &Dictionary, key: &str) -> String {
        self.get(of, key).and_then(|it| it.as_name().ok()).map_or_else(String::new, |it| String::from_utf8_lossy(it).into_owned())
    }

    pub fn all(&self) -> impl Iterator<Item = &Dictionary> {
        self.read.objects.values().filter_map(|it| it.as_dict().ok().or_else(|| it.as_stream().ok().map(|it| &it.dict)))
    }

    fn fonts(&self) -> Vec<(&Dictionary, &Dictionary, &Dictionary)> {
        let whole = self.all().filter(|it| self.name(it, "Subtype") == "Type0");
        whole
            .map(|font| {
                let below = self.at(&self.get(font, "DescendantFonts").unwrap().as_array().unwrap()[0]).as_dict().unwrap();
                (font, below, self.get(below, "FontDescriptor").unwrap().as_dict().unwrap())
            })
            .collect()
    }

    pub fn metadata(&self) -> String {
        let stream = self.get(self.catalog(), "Metadata").and_then(|it| it.as_stream().ok());
        stream.map_or_else(String::new, |it| String::from_utf8_lossy(&it.content).into_owned())
    }

    fn info(&self) -> &Dictionary {
        self.at(self.read.trailer.get(b"Info").unwrap()).as_dict().unwrap()
    }

    /// Elements of the structure in reading order, with their depth.
    pub fn elements(&self) -> Vec<&Dictionary> {
        let mut out = Vec::new();
        if let Some(root) = self.get(self.catalog(), "StructTreeRoot").and_then(|it| it.as_dict().ok()) {
            self.walk(root, &mut out);
        }
        out
    }

    pub fn kids<'a>(&'a self, of: &'a Dictionary) -> Vec<&'a Object> {
        match of.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(kid) => vec![kid],
            Err(_) => Vec::new(),
        }
    }

    /// The elements directly below one.
    pub fn below<'a>(&'a self, of: &'a Dictionary) -> Vec<&'a Dictionary> {
        let element = |it: &'a Object| self.at(it).as_dict().ok().filter(|it| it.has(b"S"));
        self.kids(of).into_iter().filter_map(element).collect()
    }

    fn walk<'a>(&'a self, of: &'a Dictionary, out: &mut Vec<&'a Dictionary>) {
        for kid in self.below(of) {
            out.push(kid);
            self.walk(kid, out);
        }
    }

    /// What lies on the pages beside their contents: boxes of forms, notes.
    pub fn annotations(&self) -> Vec<&Dictionary> {
        let pages = self.read.get_pages().into_values().map(|it| self.read.get_dictionary(it).unwrap());
        let listed = pages.filter_map(|it| self.get(it, "Annots").and_then(|it| it.as_array().ok()));
        listed.flatten().map(|it| self.at(it).as_dict().unwrap()).collect()
    }

    fn attribute<'a>(&'a self, of: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.get(of, "A").and_then(|it| it.as_dict().ok()).and_then(|it| self.get(it, key))
    }

    fn pages(&self) -> Vec<(ObjectId, Content)> {
        let content = |id| Content::decode(&self.read.get_page_content(id)).unwrap();
        self.read.get_pages().into_values().map(|id| (id, content(id))).collect()
    }
}

/// A rule, and a change that must be found by it.
pub struct Rule {
    pub clause: &'static str,
    pub says: &'static str,
    pub holds: fn(&File) -> bool,
    pub broken: Broken,
}

/// How a file is broken.
pub enum Broken {
    /// In the bytes.
    Bytes(fn(&mut Vec<u8>)),
    /// In an object, which is then written again.
    Objects(fn(&mut Document)),
}

use Broken::{Bytes, Objects};

fn swap(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).rposition(|it| it == from).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to);
}

/// Changes the first dictionary that a test finds.
fn change(file: &mut Document, is: impl Fn(&Dictionary) -> bool, change: impl Fn(&mut Dictionary)) {
    let found = file.objects.values_mut().find_map(|it| match it {
        Object::Dictionary(it) if is(it) => Some(it),
        Object::Stream(it) if is(&it.dict) => Some(&mut it.dict),
        _ => None,
    });
    change(found.unwrap());
}

fn is_a(name: &'static str) -> impl Fn(&Dictionary) -> bool {
    move |it| it.get(b"S").is_ok_and(|it| it.as_name().is_ok_and(|it| it == name.as_bytes()))
}

fn typed(name: &'static str) -> impl Fn(&Dictionary) -> bool {
    move |it| it.has_type(name.as_bytes())
}

fn catalog(file: &mut Document, key: &str, value: impl Into<Object>) {
    file.catalog_mut().unwrap().set(key, value);
}

/// Draws more on the first page.
fn scribble(file: &mut Document, what: &str) {
    let page = *file.get_pages().values().next().unwrap();
    let content = [file.get_page_content(page).as_slice(), format!("\n{what}\n").as_bytes()].concat();
    file.change_page_content(page, content).unwrap();
}

/// The rules for every paper.
pub const RULES: &[Rule] = &[
    Rule {
        clause: "ISO 19005-2, 6.1.2",
        says: "the file begins with its version and four bytes over 127",
        holds: |it| {
            it.bytes.starts_with(b"%PDF-1.") && it.bytes[8] == b'\n' && it.bytes[9] == b'%' && it.bytes[10..14].iter().all(|it| *it > 127)
        },
        broken: Bytes(|it| it[10] = b'a'),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.3",
        says: "the trailer bears an identifier, nothing is encrypted, nothing follows the end",
        holds: |it| {
            let id = it.read.trailer.get(b"ID").and_then(Object::as_array).is_ok_and(|it| it.len() == 2);
            id && !it.read.trailer.has(b"Encrypt") && it.bytes.ends_with(b"%%EOF\n")
        },
        broken: Bytes(|it| it.extend(b"more")),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.7.1 and 6.1.7.2",
        says: "streams are packed by Flate only and none lies in another file",
        holds: |it| {
            let known = |it: &Dictionary| {
                it.get(b"Filter").is_err() || it.get(b"Filter").and_then(Object::as_name).is_ok_and(|it| it == b"FlateDecode")
            };
            it.read.objects.values().filter_map(|it| it.as_stream().ok()).all(|it| known(&it.dict) && !it.dict.has(b"FFilter"))
        },
        broken: Objects(|it| change(it, typed("Metadata"), |it| it.set("Filter", "LZWDecode"))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.3",
        says: "an output intent GTS_PDFA1 holds an RGB profile of three channels",
        holds: |it| {
            let Some(Object::Array(intents)) = it.get(it.catalog(), "OutputIntents") else { return false };
            let intent = it.at(&intents[0]).as_dict().unwrap();
            let Some(Object::Stream(profile)) = it.get(intent, "DestOutputProfile") else { return false };
            let bytes = profile.get_plain_content().unwrap();
            let size = u32::from_be_bytes(bytes[..4].try_into().unwrap()) as usize == bytes.len();
            it.name(intent, "S") == "GTS_PDFA1"
                && size
                && &bytes[16..20] == b"RGB "
                && &bytes[36..40] == b"acsp"
                && profile.dict.get(b"N").unwrap().as_i64().unwrap() == 3
        },
        broken: Objects(|it| catalog(it, "OutputIntents", Object::Null)),
    },
    Rule {
        clause: "ISO 19005-1, 6.4",
        says: "nothing is transparent, in none of the parts",
        holds: |it| it.all().all(|it| !it.has(b"SMask") && !it.has(b"BM") && !it.has(b"CA") && !it.has(b"ca") && !it.has(b"Group")),
        broken: Objects(|it| change(it, typed("Page"), |it| it.set("Group", dictionary! { "S" => "Transparency" }))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.2",
        says: "a face has one name everywhere",
        holds: |it| {
            it.fonts().iter().all(|(font, below, about)| {
                it.name(font, "BaseFont") == it.name(below, "BaseFont") && it.name(font, "BaseFont") == it.name(about, "FontName")
            })
        },
        broken: Objects(|it| change(it, typed("FontDescriptor"), |it| it.set("FontName", "ABCDEF+Other"))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.3.2 and 6.2.11.3.3",
        says: "codes are glyphs: Identity-H and an identity map",
        holds: |it| {
            it.fonts()
                .iter()
                .all(|(font, below, _)| it.name(font, "Encoding") == "Identity-H" && it.name(below, "CIDToGIDMap") == "Identity")
        },
        broken: Objects(|it| change(it, |it| it.has(b"DescendantFonts"), |it| it.set("Encoding", "WinAnsiEncoding"))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.4.1",
        says: "every face is embedded",
        holds: |it| {
            !it.fonts().is_empty()
                && it.fonts().iter().all(|(_, _, about)| it.get(about, "FontFile2").is_some_and(|it| it.as_stream().is_ok()))
        },
        broken: Objects(|it| change(it, typed("FontDescriptor"), |it| drop(it.remove(b"FontFile2")))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.5",
        says: "widths equal those of the embedded face",
        holds: widths_are_true,
        broken: Objects(|it| {
            let font = it.objects.values_mut().filter_map(|it| it.as_dict_mut().ok()).find(|it| it.has(b"DescendantFonts")).unwrap();
            let below = font.get_mut(b"DescendantFonts").unwrap().as_array_mut().unwrap()[0].as_dict_mut().unwrap();
            below.set("W", vec![Object::Integer(0), Object::Array(vec![Object::Integer(13); 9])]);
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.7.2",
        says: "every face says what its glyphs mean",
        holds: |it| it.fonts().iter().all(|(font, ..)| it.get(font, "ToUnicode").is_some_and(|it| it.as_stream().is_ok())),
        broken: Objects(|it| change(it, |it| it.has(b"DescendantFonts"), |it| drop(it.remove(b"ToUnicode")))),
    },
    Rule {
        clause: "ISO 19005-2, 6.5.1 and 6.5.2",
        says: "nothing is done by itself",
        holds: |it| it.all().all(|it| !it.has(b"OpenAction") && !it.has(b"AA") && !it.has(b"JS")),
        broken: Objects(|it| catalog(it, "OpenAction", dictionary! { "S" => "JavaScript" })),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.2.1; ISO 19005-1, 6.7.2",
        says: "metadata stand in the file unpacked, as XML whose every tag is closed",
        holds: |it| {
            let stream = it.get(it.catalog(), "Metadata").and_then(|it| it.as_stream().ok());
            let said =
                |it: &Dictionary| it.has_type(b"Metadata") && !it.has(b"Filter") && it.get(b"Subtype").is_ok_and(|it| *it == "XML".into());
            it.metadata().contains("<x:xmpmeta") && stream.is_some_and(|it| said(&it.dict)) && closes(&it.metadata())
        },
        broken: Bytes(|it| swap(it, b"</rdf:RDF>", b"</rdf:RDE>")),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.2.1 (header)",
        says: "the head of the metadata names neither bytes nor encoding",
        holds: |it| it.metadata().lines().next().is_some_and(|it| !it.contains("bytes=") && !it.contains("encoding=")),
        broken: Bytes(|it| swap(it, b"id=\"W5M0MpCehiHz", b"bytes=\"CehiHzreS")),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.2.3.1",
        says: "metadata use the predefined schemas only",
        holds: |it| {
            let known = [
                "x:xmpmeta",
                "rdf:RDF",
                "rdf:Description",
                "rdf:Alt",
                "rdf:li",
                "pdfaid:part",
                "pdfaid:conformance",
                "dc:title",
                "dc:identifier",
                "pdf:Producer",
                "xmp:CreateDate",
            ];
            tags(&it.metadata()).iter().all(|it| known.contains(&it.trim_start_matches('/')))
        },
        broken: Bytes(|it| swap(it, b"<pdf:Producer>", b"<own:Producer>")),
    },
    Rule {
        clause: "ISO 19005-1, 6.7.3",
        says: "the information dictionary says what the metadata say",
        holds: info_equals_metadata,
        broken: Objects(|it| {
            let info = it.trailer.get(b"Info").unwrap().as_reference().unwrap();
            it.get_object_mut(info).unwrap().as_dict_mut().unwrap().set("Producer", Object::string_literal("another"));
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.4",
        says: "the file names its part and level B",
        holds: |it| (1..=3).any(|part| it.metadata().contains(&format!("<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B<"))),
        broken: Bytes(|it| swap(it, b"<pdfaid:part>", b"<pdfaid:pert>")),
    },
    Rule {
        clause: "ISO 19005-1, 6.1.13; ISO 19005-2, 6.9",
        says: "nothing can be shown and hidden",
        holds: |it| !it.catalog().has(b"OCProperties"),
        broken: Objects(|it| catalog(it, "OCProperties", Dictionary::new())),
    },
    Rule {
        clause: "ISO 19005-2, 6.7.2.2",
        says: "the file says that it is tagged",
        holds: |it| {
            it.get(it.catalog(), "MarkInfo")
                .and_then(|it| it.as_dict().ok())
                .is_some_and(|it| it.get(b"Marked").unwrap().as_bool().unwrap())
        },
        broken: Objects(|it| catalog(it, "MarkInfo", dictionary! { "Marked" => false })),
    },
    Rule {
        clause: "ISO 19005-2, 6.7.4",
        says: "the language is Vietnamese",
        holds: |it| it.get(it.catalog(), "Lang").and_then(|it| it.as_str().ok()) == Some(b"vi-VN"),
        broken: Objects(|it| catalog(it, "Lang", Object::string_literal("en"))),
    },
    Rule {
        clause: "ISO 14289-1, 7.1 (title)",
        says: "readers show the title",
        holds: |it| {
            it.get(it.catalog(), "ViewerPreferences")
                .and_then(|it| it.as_dict().ok())
                .is_some_and(|it| it.get(b"DisplayDocTitle").unwrap().as_bool().unwrap())
        },
        broken: Objects(|it| catalog(it, "ViewerPreferences", Object::Null)),
    },
    Rule {
        clause: "ISO 14289-1, 7.1 (content)",
        says: "everything drawn is of an element or an artifact",
        holds: all_is_marked,
        broken: Objects(|it| scribble(it, "0 0 m 9 9 l S")),
    },
    Rule {
        clause: "ISO 32000-1, 14.7.4.4",
        says: "each marked text leads to its element and back",
        holds: texts_find_their_elements,
        broken: Objects(|it| change(it, is_a("P"), |it| drop(it.remove(b"K")))),
    },
    Rule {
        clause: "ISO 32000-1, 14.7.2",
        says: "each element knows its parent",
        holds: |it| {
            it.elements()
                .into_iter()
                .all(|element| it.below(element).into_iter().all(|kid| it.get(kid, "P").unwrap().as_dict().unwrap() == element))
        },
        broken: Objects(|it| {
            let root = it.catalog().unwrap().get(b"StructTreeRoot").unwrap().clone();
            change(it, is_a("P"), move |it| it.set("P", root.clone()));
        }),
    },
    Rule {
        clause: "ISO 14289-1, 7.3",
        says: "a figure says in words what it shows",
        holds: |it| it.elements().into_iter().filter(|element| it.name(element, "S") == "Figure").all(|it| it.has(b"Alt")),
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "Figure"))),
    },
    Rule {
        clause: "ISO 14289-1, 7.4.2",
        says: "headings begin at the first level and skip none",
        holds: |it| {
            let mut last = 0;
            let levels: Vec<usize> =
                it.elements().into_iter().filter_map(|element| it.name(element, "S").strip_prefix('H')?.parse().ok()).collect();
            levels.into_iter().all(|it| it <= std::mem::replace(&mut last, it) + 1)
        },
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "H3"))),
    },
    Rule {
        clause: "ISO 14289-1, 7.5",
        says: "heads of tables say what they are the heads of",
        holds: |it| {
            it.elements()
                .into_iter()
                .filter(|element| it.name(element, "S") == "TH")
                .all(|element| it.attribute(element, "Scope").is_some())
        },
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "TH"))),
    },
    Rule {
        clause: "ISO 32000-1, 14.8.4.3; ISO 14289-1, 7.2",
        says: "lists hold items, tables hold rows of cells, each row as wide as the others",
        holds: |it| it.elements().into_iter().all(|element| well_formed(it, element)),
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "LI"))),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.4; ISO 19005-1, 6.1.4",
        says: "the table of places is a plain one, each part beginning with two numbers and one space",
        holds: plain_tables,
        broken: Bytes(|it| {
            let at = it.windows(7).rposition(|it| it == b"xref\n0 ").unwrap();
            it.insert(at + 6, b' ');
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.6",
        says: "strings in digits have an even number of them",
        holds: |it| hexadecimal(&it.bytes).iter().all(|it| it.len() % 2 == 0 && it.iter().all(u8::is_ascii_hexdigit)),
        broken: Bytes(|it| {
            let at = it.windows(5).rposition(|it| it == b"/ID[<").unwrap();
            it.remove(at + 5);
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.7.1 and 6.1.9",
        says: "objects begin and end on lines of their own, streams are as long as they say",
        holds: objects_are_spaced,
        broken: Bytes(|it| swap(it, b"\nendobj", b" endobj")),
    },
    Rule {
        clause: "ISO 19005-2, 6.1.13; ISO 19005-1, 6.1.12",
        says: "no number, string, name, list, dictionary, page or nesting is too large",
        holds: within_limits,
        broken: Objects(|it| change(it, typed("Page"), |it| it.set("UserUnit", 3_000_000_000_i64))),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.2",
        says: "pages use known operators and what their own resources name",
        holds: pages_name_what_they_use,
        broken: Objects(|it| scribble(it, "0 0 m 9 9 l S BX 1 zz EX")),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.4.3",
        says: "colours are red, green and blue, or grey, as the output intent has them",
        holds: |it| {
            let other = ["k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"];
            it.pages().iter().all(|(_, content)| content.operations.iter().all(|it| !other.contains(&it.operator.as_str())))
        },
        broken: Objects(|it| scribble(it, "0 0 0 1 k")),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.5 and 6.2.6",
        says: "no transfer function, halftone or rendering intent is asked for",
        holds: |it| {
            let asked = [b"TR".as_slice(), b"TR2", b"HT", b"HTP", b"RI", b"Intent"];
            let drawn = it.pages().iter().all(|(_, content)| content.operations.iter().all(|it| it.operator != "ri"));
            drawn && it.all().all(|it| asked.iter().all(|key| !it.has(key)))
        },
        broken: Objects(|it| {
            it.add_object(dictionary! { "Type" => "ExtGState", "TR" => "Identity" });
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.8 and 6.2.9",
        says: "pictures and forms are plain: no alternates, no smoothing, no PostScript, nothing from other files",
        holds: |it| {
            let smooth = |of: &Dictionary| it.get(of, "Interpolate").is_some_and(|it| *it == Object::Boolean(true));
            let drawn = |of: &Dictionary| matches!(it.name(of, "Subtype").as_str(), "Image" | "Form" | "PS");
            let odd = |of: &Dictionary| {
                it.name(of, "Subtype") == "PS" || ["Alternates", "OPI", "PS", "Ref", "Subtype2"].iter().any(|key| of.has(key.as_bytes()))
            };
            it.all().filter(|it| drawn(it)).all(|it| !odd(it) && !smooth(it))
        },
        broken: Objects(|it| {
            it.add_object(dictionary! { "Type" => "XObject", "Subtype" => "Image", "Interpolate" => true });
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.4.1, 6.2.11.7.2 and 6.2.11.8",
        says: "every glyph shown is in its face, is not the one for missing ones, and means a character",
        holds: glyphs_are_there,
        broken: Objects(|it| {
            let page = *it.get_pages().values().next().unwrap();
            let content = Content::decode(&it.get_page_content(page)).unwrap();
            let font = content.operations.iter().find(|it| it.operator == "Tf").unwrap().operands[0].as_name().unwrap().to_vec();
            scribble(it, &format!("/Artifact BMC BT /{} 9 Tf <0000> Tj ET EMC", String::from_utf8(font).unwrap()));
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.2.11.4.2; ISO 19005-1, 6.3.5",
        says: "a face that lists its glyphs lists them all",
        holds: lists_are_whole,
        broken: Objects(|it| {
            let list = it.add_object(Stream::new(Dictionary::new(), vec![0x80]));
            change(it, typed("FontDescriptor"), |it| it.set("CIDSet", list));
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.3.1, 6.3.2 and 6.3.3",
        says: "annotations are of known kinds, are printed and have one look",
        holds: |it| {
            it.annotations().into_iter().all(|annotation| {
                let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or_default();
                let look = it.get(annotation, "AP").and_then(|it| it.as_dict().ok());
                let only = look.is_some_and(|look| look.len() == 1 && it.get(look, "N").is_some_and(|it| it.as_stream().is_ok()));
                it.name(annotation, "Subtype") == "Widget" && flags & 4 == 4 && flags & (1 | 2 | 32 | 256) == 0 && only
            })
        },
        broken: Objects(|it| {
            let annotation = it.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Widget", "F" => 2 });
            change(it, typed("Page"), |it| it.set("Annots", vec![annotation.into()]));
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.4.1 and 6.4.2",
        says: "a form acts by nothing, draws nothing anew and holds no XFA",
        holds: |it| {
            let form = it.get(it.catalog(), "AcroForm").and_then(|it| it.as_dict().ok());
            let anew = |of: &Dictionary| it.get(of, "NeedAppearances").is_some_and(|it| *it == Object::Boolean(true));
            let acts = it.annotations().into_iter().any(|it| it.has(b"A") || it.has(b"AA"));
            form.is_none_or(|it| !it.has(b"XFA") && !anew(it)) && !acts && !it.catalog().has(b"NeedsRendering")
        },
        broken: Objects(|it| catalog(it, "AcroForm", dictionary! { "Fields" => Vec::<Object>::new(), "NeedAppearances" => true })),
    },
    Rule {
        clause: "ISO 19005-3, 6.8",
        says: "files inside have both names, a kind and a relationship, and the catalogue lists them",
        holds: |it| {
            let listed = match it.get(it.catalog(), "AF") {
                Some(Object::Array(all)) => all.iter().map(|of| it.at(of).as_dict().unwrap()).collect(),
                _ => Vec::new(),
            };
            it.all().filter(|it| it.has(b"EF")).all(|file| {
                let inside = it.get(file, "EF").unwrap().as_dict().unwrap();
                let kind =
                    it.get(inside, "F").and_then(|it| it.as_stream().ok()).is_some_and(|of| it.name(&of.dict, "Subtype").contains('/'));
                file.has(b"F") && file.has(b"UF") && file.has(b"AFRelationship") && kind && listed.contains(&file)
            })
        },
        broken: Objects(|it| {
            let inside = it.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/csv" }, b"1".to_vec()));
            let file = dictionary! { "Type" => "Filespec", "F" => Object::string_literal("a.csv"), "EF" => dictionary! { "F" => inside } };
            it.add_object(file);
        }),
    },
    Rule {
        clause: "ISO 19005-2, 6.10 and 6.11",
        says: "no other presentation of the file, nothing required of readers",
        holds: |it| it.all().all(|it| !it.has(b"AlternatePresentations") && !it.has(b"PresSteps")) && !it.catalog().has(b"Requirements"),
        broken: Objects(|it| catalog(it, "Requirements", Vec::<Object>::new())),
    },
    Rule {
        clause: "ISO 19005-2, 6.7.3.4; ISO 14289-1, 7.1",
        says: "elements are of the standard kinds, which mean what they mean",
        holds: |it| {
            let known = ["Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Form"];
            let root = it.get(it.catalog(), "StructTreeRoot").and_then(|it| it.as_dict().ok());
            root.is_some_and(|it| !it.has(b"RoleMap")) && it.elements().into_iter().all(|of| known.contains(&it.name(of, "S").as_str()))
        },
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "Para"))),
    },
    Rule {
        clause: "ISO 14289-1, 7.18.3",
        says: "one goes through a page in the order of its structure",
        holds: |it| it.all().filter(|it| it.has_type(b"Page")).all(|of| it.name(of, "Tabs") == "S"),
        broken: Objects(|it| change(it, typed("Page"), |it| drop(it.remove(b"Tabs")))),
    },
    Rule {
        clause: "ISO 14289-1, 7.18.1 and 7.18.4",
        says: "each box of a form is the one child of a form element, which it finds, and says what it is for",
        holds: boxes_are_tagged,
        broken: Objects(|it| {
            let annotation =
                it.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Widget", "F" => 4, "TU" => Object::string_literal("x") });
            change(it, typed("Page"), |it| it.set("Annots", vec![annotation.into()]));
        }),
    },
];

/// The names of all tags of a text, in order; those that end with the tag itself are named twice.
fn tags(xml: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in xml.split('<').skip(1).filter(|it| !it.starts_with('?')) {
        let inside = part.split('>').next().unwrap();
        let name = inside.split_whitespace().next().unwrap().trim_end_matches('/').to_owned();
        out.push(name.clone());
        if inside.ends_with('/') {
            out.push(format!("/{name}"));
        }
    }
    out
}

/// Whether each tag is closed by its own.
fn closes(xml: &str) -> bool {
    let mut open = Vec::new();
    for tag in tags(xml) {
        match tag.strip_prefix('/') {
            Some(name) if open.last().is_some_and(|it| it == name) => drop(open.pop()),
            Some(_) => return false,
            None => open.push(tag),
        }
    }
    open.is_empty()
}

/// Where the tables of places begin, last first.
fn plain_tables(file: &File) -> bool {
    let number = |it: &[u8]| std::str::from_utf8(it).ok().and_then(|it| it.parse::<usize>().ok());
    let marks: Vec<usize> = (0..file.bytes.len()).filter(|it| file.bytes[*it..].starts_with(b"startxref\n")).collect();
    !marks.is_empty()
        && marks.into_iter().all(|mark| {
            let start = file.bytes[mark + 10..].split(|it| *it == b'\n').next().and_then(number).unwrap_or(usize::MAX);
            let Some(Some(rest)) = file.bytes.get(start..).map(|it| it.strip_prefix(b"xref\n")) else { return false };
            let table = rest.split(|it| *it == b'\n').take_while(|it| *it != b"trailer").filter(|it| it.len() != 19);
            table.map(|it| it.split(|it| *it == b' ').map(number).collect::<Vec<_>>()).all(|it| matches!(it.as_slice(), [Some(_), Some(_)]))
        })
}

/// The strings in digits, streams and strings in brackets left out.
fn hexadecimal(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut out, mut at) = (Vec::new(), 0);
    let find = |from: usize, what: &[u8]| bytes[from..].windows(what.len()).position(|it| it == what).map(|it| from + it);
    while at < bytes.len() {
        match bytes[at] {
            b'(' => {
                let mut depth = 0;
                while at < bytes.len() {
                    match bytes[at] {
                        b'\\' => at += 1,
                        b'(' => depth += 1,
                        b')' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    at += 1;
                }
            }
            b'<' if bytes.get(at + 1) == Some(&b'<') => at += 1,
            b'<' => {
                let end = find(at, b">").unwrap();
                out.push(&bytes[at + 1..end]);
                at = end;
            }
            b's' if bytes[at..].starts_with(b"stream\n") => at = find(at, b"endstream").unwrap() + 8,
            _ => {}
        }
        at += 1;
    }
    out
}

fn objects_are_spaced(file: &File) -> bool {
    file.read.reference_table.entries.iter().all(|(number, place)| {
        let XrefEntry::Normal { offset, generation } = place else { return true };
        let head = format!("{number} {generation} obj\n");
        let Some(Some(object)) = file.bytes.get(*offset as usize..).map(|it| it.strip_prefix(head.as_bytes())) else { return false };
        let ends = |from: usize| object[from..].starts_with(b"\nendobj\n");
        match file.read.get_object((*number, *generation)) {
            Ok(Object::Stream(stream)) => {
                let from = object.windows(7).position(|it| it == b"stream\n").unwrap() + 7;
                let length = usize::try_from(file.at(stream.dict.get(b"Length").unwrap()).as_i64().unwrap()).unwrap();
                // White space after the keyword is allowed: `endobj` has to begin its line, not to follow at once.
                let after = from + length + 10;
                object[from + length..].starts_with(b"\nendstream")
                    && (ends(after) || (object[after..].starts_with(b" ") && ends(after + 1)))
            }
            Ok(_) => object.windows(6).position(|it| it == b"endobj").is_some_and(|it| ends(it - 1)),
            Err(_) => false,
        }
    })
}

fn within_limits(file: &File) -> bool {
    fn fits(it: &Object) -> bool {
        match it {
            Object::Integer(it) => i32::try_from(*it).is_ok(),
            Object::Real(it) => it.abs() <= 32_767.0,
            // ISO 19005-1 allows 65,535 bytes, ISO 19005-2 32,767.
            Object::String(it, _) => it.len() <= 32_767,
            Object::Name(it) => it.len() <= 127,
            Object::Array(it) => it.len() <= 8_191 && it.iter().all(fits),
            Object::Dictionary(it) => within(it),
            Object::Stream(it) => within(&it.dict),
            _ => true,
        }
    }
    fn within(it: &Dictionary) -> bool {
        it.len() <= 4_095 && it.iter().all(|(key, value)| key.len() <= 127 && fits(value))
    }
    let nested = |content: &Content| {
        let mut depth = 0;
        content.operations.iter().all(|it| {
            depth += match it.operator.as_str() {
                "q" => 1,
                "Q" => -1,
                _ => 0,
            };
            (0..=28).contains(&depth) && it.operands.iter().all(fits)
        })
    };
    file.read.objects.len() <= 8_388_607
        && file.read.objects.values().all(fits)
        && file.pages().iter().all(|(id, content)| {
            let sheet = file.get(file.read.get_dictionary(*id).unwrap(), "MediaBox").unwrap().as_array().unwrap();
            nested(content) && sheet[2..].iter().all(|it| (3.0..=14_400.0).contains(&it.as_float().unwrap()))
        })
}

fn pages_name_what_they_use(file: &File) -> bool {
    let known = "q Q cm w J j M d gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ g G rg RG Do BMC BDC EMC";
    file.pages().iter().all(|(id, content)| {
        let Some(Object::Dictionary(resources)) = file.get(file.read.get_dictionary(*id).unwrap(), "Resources") else { return false };
        let holds = |of: &str, name: &Object| {
            file.get(resources, of).and_then(|it| it.as_dict().ok()).is_some_and(|it| it.has(name.as_name().unwrap()))
        };
        content.operations.iter().all(|it| {
            let named = match it.operator.as_str() {
                "Tf" => holds("Font", &it.operands[0]),
                "Do" => holds("XObject", &it.operands[0]),
                "gs" => holds("ExtGState", &it.operands[0]),
                _ => true,
            };
            named && known.split(' ').any(|known| known == it.operator)
        })
    })
}

fn glyphs_are_there(file: &File) -> bool {
    file.pages().iter().all(|(id, content)| {
        let fonts = file.read.get_page_fonts(*id).unwrap();
        let mut faces = std::collections::BTreeMap::new();
        for (name, font) in fonts {
            let below = file.at(&file.get(font, "DescendantFonts").unwrap().as_array().unwrap()[0]).as_dict().unwrap();
            let about = file.get(below, "FontDescriptor").unwrap().as_dict().unwrap();
            let Some(Object::Stream(program)) = file.get(about, "FontFile2") else { return false };
            let count = pdf_fonts::Face::parse(&program.get_plain_content().unwrap(), 0).unwrap().number_of_glyphs();
            faces.insert(name, (count, super::sheet::meanings(file.get(font, "ToUnicode").unwrap())));
        }
        let mut face = None;
        content.operations.iter().all(|it| {
            if it.operator == "Tf" {
                face = faces.get(it.operands[0].as_name().unwrap());
            }
            let shown: Vec<&[u8]> = match it.operator.as_str() {
                "Tj" => vec![it.operands[0].as_str().unwrap()],
                "TJ" => it.operands[0].as_array().unwrap().iter().filter_map(|it| it.as_str().ok()).collect(),
                _ => return true,
            };
            let Some((count, meanings)) = face else { return false };
            let means = |it: &str| !it.is_empty() && !it.contains(['\0', '\u{feff}', '\u{fffe}']);
            shown.iter().flat_map(|it| it.chunks(2)).all(|it| {
                let glyph = u16::from_be_bytes([it[0], it[1]]);
                glyph != 0 && glyph < *count && meanings.get(&glyph).is_some_and(|it| means(it))
            })
        })
    })
}

fn lists_are_whole(file: &File) -> bool {
    file.fonts().iter().all(|(_, _, about)| {
        let Some(Object::Stream(list)) = file.get(about, "CIDSet") else { return true };
        let Some(Object::Stream(program)) = file.get(about, "FontFile2") else { return false };
        let count = pdf_fonts::Face::parse(&program.get_plain_content().unwrap(), 0).unwrap().number_of_glyphs();
        let bits = list.get_plain_content().unwrap();
        (0..usize::from(count)).all(|it| bits.get(it / 8).is_some_and(|byte| byte & (0x80 >> (it % 8)) != 0))
    })
}

fn boxes_are_tagged(file: &File) -> bool {
    let Some(root) = file.get(file.catalog(), "StructTreeRoot").and_then(|it| it.as_dict().ok()) else { return false };
    let nums = file.get(file.get(root, "ParentTree").unwrap().as_dict().unwrap(), "Nums").unwrap().as_array().unwrap();
    let elements = file.elements();
    file.annotations().into_iter().all(|it| {
        let Ok(key) = it.get(b"StructParent").and_then(Object::as_i64) else { return false };
        let Some(place) = nums.chunks(2).find(|it| it[0].as_i64().unwrap() == key) else { return false };
        let owner = file.at(&place[1]).as_dict().unwrap();
        let kids = file.kids(owner);
        let [kid] = kids.as_slice() else { return false };
        let kid = file.at(kid).as_dict().unwrap();
        file.name(owner, "S") == "Form"
            && elements.contains(&owner)
            && kid.has_type(b"OBJR")
            && file.get(kid, "Obj").unwrap().as_dict().unwrap() == it
            && it.get(b"TU").and_then(Object::as_str).is_ok_and(|it| !it.is_empty())
    })
}

fn widths_are_true(file: &File) -> bool {
    file.fonts().iter().all(|(_, below, about)| {
        let Some(Object::Stream(program)) = file.get(about, "FontFile2") else { return false };
        let program = program.get_plain_content().unwrap();
        let face = pdf_fonts::Face::parse(&program, 0).unwrap();
        let true_width = |glyph: u16| {
            f32::from(face.glyph_hor_advance(pdf_fonts::GlyphId(glyph)).unwrap_or(0)) * 1000.0 / f32::from(face.units_per_em())
        };
        let said = super::sheet::widths_of(file.get(below, "W").unwrap().as_array().unwrap());
        said.len() > 1 && said.iter().all(|(glyph, width)| (true_width(*glyph) - width).abs() <= 1.0)
    })
}

fn info_equals_metadata(file: &File) -> bool {
    let (info, xmp) = (file.info(), file.metadata());
    let between = |from: &str, to: &str| xmp.split_once(from).and_then(|it| it.1.split_once(to)).map_or("", |it| it.0).to_owned();
    let title: Vec<u16> =
        info.get(b"Title").unwrap().as_str().unwrap()[2..].chunks(2).map(|it| u16::from_be_bytes([it[0], it[1]])).collect();
    let said = between("<rdf:li xml:lang=\"x-default\">", "</rdf:li>").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let created = info
        .get(b"CreationDate")
        .map_or_else(|_| String::new(), |it| String::from_utf8_lossy(it.as_str().unwrap()).replace(['D', ':', '\'', '-', 'T'], ""));
    String::from_utf16(&title).unwrap() == said
        && info.get(b"Producer").unwrap().as_str().unwrap() == between("<pdf:Producer>", "</").as_bytes()
        && created == between("<xmp:CreateDate>", "</").replace(['T', ':', '-'], "")
}

fn all_is_marked(file: &File) -> bool {
    file.pages().iter().all(|(_, content)| {
        let mut depth = 0;
        content.operations.iter().all(|it| {
            match it.operator.as_str() {
                "BMC" | "BDC" => depth += 1,
                "EMC" => depth -= 1,
                "Tj" | "TJ" | "S" | "s" | "f" | "f*" | "B" | "Do" => return depth == 1,
                _ => {}
            }
            true
        })
    })
}

fn texts_find_their_elements(file: &File) -> bool {
    let Some(root) = file.get(file.catalog(), "StructTreeRoot").and_then(|it| it.as_dict().ok()) else { return false };
    let nums = file.get(file.get(root, "ParentTree").unwrap().as_dict().unwrap(), "Nums").unwrap().as_array().unwrap();
    file.pages().iter().all(|(id, content)| {
        let page = file.read.get_dictionary(*id).unwrap();
        let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
        let place = nums.chunks(2).find(|it| it[0].as_i64().unwrap() == key).unwrap();
        let owners = file.at(&place[1]).as_array().unwrap();
        let marked = content.operations.iter().filter(|it| it.operator == "BDC");
        let numbers: Vec<i64> = marked.filter_map(|it| it.operands[1].as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok()).collect();
        let held = |number: i64| {
            let Some(owner) = owners.get(usize::try_from(number).unwrap()).map(|it| file.at(it).as_dict().unwrap()) else { return false };
            let home = owner.get(b"Pg").and_then(Object::as_reference).ok();
            file.kids(owner).into_iter().any(|kid| match kid {
                Object::Integer(it) => *it == number && home == Some(*id),
                Object::Dictionary(it) => {
                    it.get(b"MCID").unwrap().as_i64().unwrap() == number && it.get(b"Pg").unwrap().as_reference().unwrap() == *id
                }
                _ => false,
            })
        };
        // The text of a page stands in its stream as it is read.
        numbers.len() == owners.len() && numbers.iter().enumerate().all(|(at, it)| usize::try_from(*it) == Ok(at) && held(*it))
    })
}

fn well_formed(file: &File, element: &Dictionary) -> bool {
    let names: Vec<String> = file.below(element).iter().map(|it| file.name(it, "S")).collect();
    let only = |allowed: &[&str]| names.iter().all(|it| allowed.contains(&it.as_str()));
    let name = file.name(element, "S");
    let homeless = |kid: &str, home: &[&str]| names.iter().any(|it| it == kid) && !home.contains(&name.as_str());
    if homeless("LI", &["L"])
        || homeless("LBody", &["LI"])
        || homeless("TR", &["Table"])
        || homeless("TH", &["TR"])
        || homeless("TD", &["TR"])
    {
        return false;
    }
    match name.as_str() {
        "L" => only(&["LI"]),
        "LI" => only(&["LBody"]),
        "Table" => only(&["TR"]) && even(file, element),
        "TR" => only(&["TH", "TD"]) && !names.is_empty(),
        _ => true,
    }
}

/// Whether every row covers as many columns, cells from rows above counted.
fn even(file: &File, table: &Dictionary) -> bool {
    let rows = file.below(table);
    let mut covered = vec![0; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        for cell in file.below(row) {
            let span = |key| file.attribute(cell, key).map_or(1, |it| usize::try_from(it.as_i64().unwrap()).unwrap());
            covered.iter_mut().skip(at).take(span("RowSpan")).for_each(|it| *it += span("ColSpan"));
        }
    }
    covered.windows(2).all(|it| it[0] == it[1])
}
