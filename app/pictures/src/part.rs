//! Cuts pages out of a file: what was scanned as one pile becomes a file for each paper, its pages in order and upright.

use crate::Unreadable;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeSet;

/// A page of a pile: which, counted from 1, and by how much it is turned clockwise to stand upright, in degrees.
pub type Place = (usize, u16);

/// What a page may have from a node of the tree above it (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// The most that the parts may be larger than the pile together: what pages share is kept with each of them.
const LARGER: usize = 2;
/// The most bytes of a page's content that are read, unpacked: a scan says in a few lines where its picture stands.
const LONGEST: usize = 16 * 1024 * 1024;
/// What of a page is kept beside that. A scan has no use for notes, actions and threads, and they reach beyond the page.
const OWN: [&[u8]; 3] = [b"Type", b"Contents", b"UserUnit"];
/// The deepest tree of pages that is climbed.
const DEEPEST: usize = 64;

/// A file for each list of pages, in the order of the list; what only other pages use is left out of it.
pub fn parts(pdf: &[u8], wanted: &[Vec<Place>]) -> Result<Vec<Vec<u8>>, Unreadable> {
    let file = Document::load_mem(pdf).map_err(|_| Unreadable::NoPdf)?;
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let mut parts = Vec::new();
    let mut room = pdf.len().saturating_mul(LARGER);
    for it in wanted {
        let part = part(&file, &pages, it)?;
        room = room.checked_sub(part.len()).ok_or(Unreadable::TooLarge)?;
        parts.push(part);
    }
    Ok(parts)
}

fn part(whole: &Document, pages: &[ObjectId], wanted: &[Place]) -> Result<Vec<u8>, Unreadable> {
    let mut file = whole.clone();
    let tree = file.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for (page, turn) in wanted {
        let id = page.checked_sub(1).and_then(|it| pages.get(it)).ok_or(Unreadable::NoPage)?;
        let kid = page_of(whole, *id, tree, *turn).ok_or(Unreadable::NoPage)?;
        kids.push(file.add_object(kid).into());
    }
    if kids.is_empty() {
        return Err(Unreadable::NoPage);
    }
    let count = i64::try_from(kids.len()).map_err(|_| Unreadable::TooManyPages)?;
    file.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer = dictionary! { "Root" => catalog };
    file.prune_objects();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| Unreadable::NoPicture)?;
    Ok(bytes)
}

/// A page that stands by itself below another tree, turned by so much.
fn page_of(file: &Document, id: ObjectId, tree: ObjectId, turn: u16) -> Option<Dictionary> {
    let mut node = file.get_dictionary(id).ok()?;
    let mut page = Dictionary::new();
    for key in OWN {
        if let Ok(it) = node.get(key) {
            page.set(key, it.clone());
        }
    }
    for _ in 0..DEEPEST {
        for key in INHERITED {
            if let (false, Ok(it)) = (page.has(key), node.get(key)) {
                page.set(key, it.clone());
            }
        }
        let Some(above) = node.get(b"Parent").and_then(Object::as_reference).ok().and_then(|it| file.get_dictionary(it).ok()) else {
            break;
        };
        node = above;
    }
    let resources = page.get(b"Resources").ok().and_then(|it| dictionary_of(file, it)).cloned();
    if let Some(mut own) = resources {
        own.set("XObject", shown(file, id, &own)?);
        page.set("Resources", own);
    }
    let lies = page.get(b"Rotate").and_then(Object::as_i64).unwrap_or(0);
    page.set("Rotate", (lies + i64::from(turn)).rem_euclid(360));
    page.set("Parent", tree);
    Some(page)
}

fn dictionary_of<'a>(file: &'a Document, it: &'a Object) -> Option<&'a Dictionary> {
    file.dereference(it).ok()?.1.as_dict().ok()
}

/// The pictures and forms that a page shows, of all that its resources name: programs that join files give every page the same list.
fn shown(file: &Document, page: ObjectId, resources: &Dictionary) -> Option<Dictionary> {
    let content = Content::decode(&file.get_page_content_with_limit(page, LONGEST).ok()?).ok()?;
    let drawn = content.operations.iter().filter(|it| it.operator == "Do");
    let names: BTreeSet<&[u8]> = drawn.filter_map(|it| it.operands.first()?.as_name().ok()).collect();
    let all = resources.get(b"XObject").ok().and_then(|it| dictionary_of(file, it));
    let mut kept = Dictionary::new();
    for (name, it) in all.into_iter().flatten().filter(|(name, _)| names.contains(name.as_slice())) {
        kept.set(name.clone(), it.clone());
    }
    Some(kept)
}
