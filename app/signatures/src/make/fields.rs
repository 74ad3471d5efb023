//! The signature fields of a file: all of them are there before the first is signed, so that no later one changes the form.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::SignError;
use super::revision::{Revision, text, unreadable};

/// Printed, and not to be moved or removed.
const FLAGS: i64 = 132;

/// The file holds signatures and is only ever appended to.
const SIGNATURES: i64 = 3;

/// A field to be signed later.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldSpec {
    /// The name by which it is signed; no two in a file are the same.
    pub name: String,
    /// The page, from 1.
    pub page: usize,
    /// Left, bottom, right and top in points from the foot of the page; all zero where nothing is to be clicked on.
    pub rectangle: [f32; 4],
    /// What readers aloud say of the box, in the language of the file (ISO 14289-1, 7.18.1); the name where it is empty.
    pub about: String,
}

/// Puts fields without a visible appearance into a file that nobody has signed.
pub fn prepare(pdf: Vec<u8>, fields: &[FieldSpec]) -> Result<Vec<u8>, SignError> {
    let revision = Revision::of(&pdf)?;
    for id in &listed(&revision)? {
        let field = revision.object(*id)?.as_dict().map_err(unreadable)?;
        if field.has(b"V") && is_signature(field) {
            let name = field.get(b"T").and_then(Object::as_str).unwrap_or_default().to_vec();
            return Err(SignError::AlreadySigned(lopdf::decode_text_string(&Object::string_literal(name)).unwrap_or_default()));
        }
    }
    prepare_further(&pdf, fields)
}

/// Puts further fields into a file that others may have signed; their signatures stand as long as they allow more of them.
pub fn prepare_further(pdf: &[u8], fields: &[FieldSpec]) -> Result<Vec<u8>, SignError> {
    let mut revision = Revision::of(pdf)?;
    let mut listed = listed(&revision)?;
    let mut names = Vec::new();
    let mut signed = false;
    for id in &listed {
        let field = revision.object(*id)?.as_dict().map_err(unreadable)?;
        signed |= field.has(b"V") && is_signature(field);
        names.push(field.get(b"T").and_then(Object::as_str).unwrap_or_default().to_vec());
    }
    let pages = revision.file().get_pages();
    let mut added = Vec::new();
    for spec in fields {
        let name = text(&spec.name);
        let key = name.as_str().map_err(unreadable)?.to_vec();
        if spec.name.is_empty() || spec.name.contains('.') {
            return Err(SignError::Name(spec.name.clone()));
        }
        if names.contains(&key) {
            return Err(SignError::FieldExists(spec.name.clone()));
        }
        names.push(key);
        let page = u32::try_from(spec.page).ok().and_then(|it| pages.get(&it)).ok_or(SignError::NoPage(spec.page))?;
        let field = field(&mut revision, spec, *page);
        annotate(&mut revision, *page, field)?;
        listed.push(field);
        added.push((field, *page));
    }
    // A signature allows further fields to sign, but whoever checks it takes a changed structure for a changed paper.
    if !signed {
        tag(&mut revision, &added)?;
    }
    let mut form = form(&revision)?.cloned().unwrap_or_default();
    form.set("Fields", listed.into_iter().map(Object::Reference).collect::<Vec<_>>());
    form.set("SigFlags", SIGNATURES);
    let form = revision.add(form);
    let catalog = revision.catalog()?;
    revision.edit_dictionary(catalog)?.set("AcroForm", form);
    revision.write()
}

/// Adds a field that is its own widget.
fn field(revision: &mut Revision<'_>, spec: &FieldSpec, page: ObjectId) -> ObjectId {
    let [left, bottom, right, top] = spec.rectangle;
    let number = |it: f32| Object::Real(it);
    let mut look = Dictionary::new();
    look.set("Type", Object::Name(b"XObject".to_vec()));
    look.set("Subtype", Object::Name(b"Form".to_vec()));
    look.set("BBox", [0.0, 0.0, right - left, top - bottom].map(number).to_vec());
    look.set("Resources", Dictionary::new());
    let look = revision.add(Stream::new(look, Vec::new()));
    let mut looks = Dictionary::new();
    looks.set("N", look);
    let mut field = Dictionary::new();
    field.set("Type", Object::Name(b"Annot".to_vec()));
    field.set("Subtype", Object::Name(b"Widget".to_vec()));
    field.set("FT", Object::Name(b"Sig".to_vec()));
    field.set("T", text(&spec.name));
    field.set("TU", text(if spec.about.is_empty() { &spec.name } else { &spec.about }));
    field.set("F", FLAGS);
    field.set("Rect", [left, bottom, right, top].map(number).to_vec());
    field.set("P", page);
    field.set("AP", looks);
    revision.add(field)
}

/// Gives each field of a tagged file an element of its own at the end of the structure (ISO 14289-1, 7.18.4; ISO 32000-1, 14.7.4.3). A structure that is
/// built otherwise than this program's own is left as it is.
fn tag(revision: &mut Revision<'_>, fields: &[(ObjectId, ObjectId)]) -> Result<(), SignError> {
    let catalog = revision.object(revision.catalog()?)?.as_dict().map_err(unreadable)?;
    let Ok(root_id) = catalog.get(b"StructTreeRoot").and_then(Object::as_reference) else { return Ok(()) };
    let root = revision.object(root_id)?.as_dict().map_err(unreadable)?;
    let whole = root.get(b"K").and_then(Object::as_reference);
    let parents = root.get(b"ParentTree").and_then(Object::as_reference);
    let next = root.get(b"ParentTreeNextKey").and_then(Object::as_i64);
    let (Ok(whole), Ok(parents), Ok(next)) = (whole, parents, next) else { return Ok(()) };
    if !revision.object(parents)?.as_dict().is_ok_and(|it| it.get(b"Nums").and_then(Object::as_array).is_ok()) {
        return Ok(());
    }
    let mut elements = Vec::new();
    for ((field, page), key) in fields.iter().zip(next..) {
        let mut content = Dictionary::new();
        content.set("Type", Object::Name(b"OBJR".to_vec()));
        content.set("Pg", *page);
        content.set("Obj", *field);
        let mut element = Dictionary::new();
        element.set("S", Object::Name(b"Form".to_vec()));
        element.set("P", whole);
        element.set("Pg", *page);
        element.set("K", content);
        let element = revision.add(element);
        revision.edit_dictionary(*field)?.set("StructParent", key);
        elements.push((key, element));
    }
    let kids = match revision.object(whole)?.as_dict().map_err(unreadable)?.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    let kids: Vec<Object> = kids.into_iter().chain(elements.iter().map(|it| it.1.into())).collect();
    revision.edit_dictionary(whole)?.set("K", kids);
    revision.edit_dictionary(root_id)?.set("ParentTreeNextKey", next + elements.len() as i64);
    let nums = revision.edit_dictionary(parents)?.get_mut(b"Nums").and_then(Object::as_array_mut).map_err(unreadable)?;
    nums.extend(elements.into_iter().flat_map(|(key, element)| [key.into(), element.into()]));
    Ok(())
}

/// Lists a widget among the annotations of its page, which may be a list of its own.
fn annotate(revision: &mut Revision<'_>, page: ObjectId, widget: ObjectId) -> Result<(), SignError> {
    let listed = revision.object(page)?.as_dict().map_err(unreadable)?.get(b"Annots").ok().cloned();
    match listed {
        Some(Object::Reference(list)) => revision.edit(list)?.as_array_mut().map_err(unreadable)?.push(widget.into()),
        Some(Object::Array(mut list)) => {
            list.push(widget.into());
            revision.edit_dictionary(page)?.set("Annots", list);
        }
        _ => revision.edit_dictionary(page)?.set("Annots", vec![widget.into()]),
    }
    Ok(())
}

/// The form of the file, if it has one.
fn form<'a>(revision: &'a Revision<'_>) -> Result<Option<&'a Dictionary>, SignError> {
    let catalog = revision.object(revision.catalog()?)?.as_dict().map_err(unreadable)?;
    match catalog.get(b"AcroForm") {
        Ok(Object::Reference(id)) => revision.object(*id)?.as_dict().map(Some).map_err(unreadable),
        Ok(form) => form.as_dict().map(Some).map_err(unreadable),
        Err(_) => Ok(None),
    }
}

/// The fields of the form, but not the fields below them: those of this program have none.
fn listed(revision: &Revision<'_>) -> Result<Vec<ObjectId>, SignError> {
    let Some(form) = form(revision)? else { return Ok(Vec::new()) };
    let fields = match form.get(b"Fields") {
        Ok(Object::Reference(id)) => revision.object(*id)?.as_array().map_err(unreadable)?,
        Ok(fields) => fields.as_array().map_err(unreadable)?,
        Err(_) => return Ok(Vec::new()),
    };
    Ok(fields.iter().filter_map(|it| it.as_reference().ok()).collect())
}

fn is_signature(field: &Dictionary) -> bool {
    field.get(b"FT").and_then(Object::as_name).is_ok_and(|it| it == b"Sig")
}

/// The signature field of this name.
pub fn find(revision: &Revision<'_>, name: &str) -> Result<ObjectId, SignError> {
    let wanted = text(name);
    for id in listed(revision)? {
        let Ok(field) = revision.object(id).and_then(|it| it.as_dict().map_err(unreadable)) else { continue };
        let same = field.get(b"T").and_then(Object::as_str).ok() == wanted.as_str().ok();
        if same && is_signature(field) {
            return Ok(id);
        }
    }
    Err(SignError::NoField(name.to_owned()))
}
