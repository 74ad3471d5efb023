//! Our own list of what an archived and tagged file must be, each rule with its clause and with a change that breaks it. Rules read
//! the finished bytes only.
#![allow(dead_code)]

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

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
        clause: "ISO 19005-2, 6.1.7.2",
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
        clause: "ISO 19005-2, 6.2.10",
        says: "nothing is transparent",
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
        clause: "ISO 19005-2, 6.2.11.3.2",
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
        clause: "ISO 19005-2, 6.5.1",
        says: "nothing is done by itself",
        holds: |it| it.all().all(|it| !it.has(b"OpenAction") && !it.has(b"AA") && !it.has(b"JS")),
        broken: Objects(|it| catalog(it, "OpenAction", dictionary! { "S" => "JavaScript" })),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.2.1",
        says: "metadata stand in the file unpacked",
        holds: |it| it.metadata().contains("<x:xmpmeta"),
        broken: Objects(|it| catalog(it, "Metadata", Object::Null)),
    },
    Rule {
        clause: "ISO 19005-2, 6.6.3",
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
        clause: "ISO 19005-2, 6.9",
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
        broken: Objects(|it| {
            let page = *it.get_pages().values().next().unwrap();
            let content = [it.get_page_content(page).as_slice(), b"\n0 0 m 9 9 l S\n"].concat();
            it.change_page_content(page, content).unwrap();
        }),
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
        clause: "ISO 32000-1, 14.8.4.3",
        says: "lists hold items, tables hold rows of cells, each row as wide as the others",
        holds: |it| it.elements().into_iter().all(|element| well_formed(it, element)),
        broken: Objects(|it| change(it, is_a("P"), |it| it.set("S", "LI"))),
    },
];

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
