//! What came after a signature in the form: fields that were filled in, signed or added, and what they draw with.

use super::super::certificate::pdf_text;
use super::super::fields::{self, Field, Kind};
use super::super::finding::Finding;
use super::super::pdf::{Dict, Object, View};
use super::{Comparison, differing, equal};
use std::collections::{BTreeMap, BTreeSet};

impl Comparison<'_, '_, '_> {
    pub(super) fn form(&mut self, then: &Dict, now: &Dict, root: u32) {
        let key = b"AcroForm".as_slice();
        let (old_at, new_at) = (then.get(key).and_then(Object::target), now.get(key).and_then(Object::target));
        let (old, new) = (fields::form(self.then).unwrap_or_default(), fields::form(self.now).unwrap_or_default());
        if then.contains_key(key) && !now.contains_key(key) {
            return self.alter("form-changed", "AcroForm");
        }
        let owner = old_at.unwrap_or(root);
        self.explained.extend(new_at.filter(|it| old_at == Some(*it) || !self.pointed.contains_key(it)));
        for key in differing(&old, &new) {
            let (was, is) = (old.get(&key).cloned().unwrap_or(Object::Null), new.get(&key).cloned().unwrap_or(Object::Null));
            match key.as_slice() {
                b"Fields" | b"SigFlags" | b"DR" => {}
                b"DA" if was == Object::Null => {}
                b"NeedAppearances" if matches!(is, Object::Null | Object::Bool(false)) => {}
                other => self.alter("form-changed", &String::from_utf8_lossy(other)),
            }
        }
        let value = |dict: &Dict, key: &str| dict.get(key.as_bytes()).cloned().unwrap_or(Object::Null);
        for key in ["Fields", "DR"] {
            // The list itself may stand in an object of its own; its members are compared below.
            let (was, is) = (value(&old, key), value(&new, key));
            if let Some(it) = is.target().filter(|it| was.target() == Some(*it) || !self.pointed.contains_key(it)) {
                self.explained.insert(it);
            }
            if key == "DR" {
                self.resources(&was, &is, owner, 0);
            }
        }
        self.fields();
    }

    /// Resources of the form may become more; what was there stays.
    fn resources(&mut self, was: &Object, is: &Object, owner: u32, depth: usize) {
        if was == is && is.target().is_none_or(|it| !self.changed.contains(&it)) && depth > 0 {
            return;
        }
        let (old, new) = (self.then.resolve(was).unwrap_or(Object::Null), self.now.resolve(is).unwrap_or(Object::Null));
        match (&old, &new) {
            (Object::Null, _) => self.tree(was, is, owner),
            (Object::Dict(old), Object::Dict(new)) if depth < 4 => {
                if let Some(it) = is.target().filter(|it| was.target() == Some(*it)) {
                    self.explained.insert(it);
                }
                let owner = was.target().unwrap_or(owner);
                for (key, value) in new.iter() {
                    self.resources(&old.get(key).cloned().unwrap_or(Object::Null), value, owner, depth + 1);
                }
                if old.keys().any(|it| !new.contains_key(it)) {
                    self.alter("form-changed", "DR");
                }
            }
            (old, new) if equal((self.then, old), (self.now, new)) => {}
            _ => self.alter("form-changed", "DR"),
        }
    }

    pub(super) fn fields(&mut self) {
        let old: BTreeMap<u32, Field> = fields::fields(self.then).into_iter().map(|it| (it.number, it)).collect();
        let new = fields::fields(self.now);
        let numbers: BTreeSet<u32> = new.iter().map(|it| it.number).collect();
        for it in old.values().filter(|it| !numbers.contains(&it.number)) {
            self.alter("field-removed", &pdf_text(&it.name));
        }
        for field in new {
            match old.get(&field.number) {
                Some(it) if it.parent == field.parent && it.name == field.name => self.field(it, &field),
                Some(_) => self.alter("field-changed", &pdf_text(&field.name)),
                None => self.new_field(&field),
            }
        }
    }

    /// A field that was there: what may differ depends on what it is for.
    fn field(&mut self, old: &Field, new: &Field) {
        let name = pdf_text(&new.name);
        let value = |dict: &Dict, key: &[u8]| dict.get(key).cloned().unwrap_or(Object::Null);
        let open = match new.kind {
            _ if self.permission < 2 || self.signature.locks(self.then, &new.name) => false,
            // A signature that stands must stand as it is, and nobody paints a field that he does not sign.
            Kind::Signature => !self.signed_then(old) && self.signed_now(new),
            Kind::Filled | Kind::Unknown => true,
        };
        self.explained.insert(new.number);
        let mut filled = false;
        for key in differing(&old.dict, &new.dict) {
            let allowed = match (new.kind, key.as_slice()) {
                (Kind::Signature, b"V" | b"AP" | b"M" | b"F" | b"DA" | b"MK") => open,
                (Kind::Filled, b"V" | b"AP" | b"AS" | b"I" | b"RV" | b"M") => open,
                (Kind::Unknown, b"AP" | b"AS") => open,
                _ => false,
            };
            filled |= allowed && new.kind == Kind::Filled;
            if !allowed {
                self.alter("field-changed", &name);
            }
        }
        if open {
            let before = self.explained.len();
            for key in [b"V".as_slice(), b"AP"] {
                self.tree(&value(&old.dict, key), &value(&new.dict, key), new.number);
            }
            filled |= new.kind == Kind::Filled && self.explained.len() > before;
        }
        if filled {
            self.findings.push(Finding::note("field-filled").with("what", name));
        }
    }

    fn signed_then(&self, field: &Field) -> bool {
        self.then.value(&field.dict, "V") != Object::Null || self.above(self.then, field)
    }

    /// Whether the field, or the one that it is a picture of, holds a signature over bytes.
    fn signed_now(&self, field: &Field) -> bool {
        let holds = |it: &Object| it.dict().is_some_and(|it| it.contains_key(b"ByteRange".as_slice()));
        holds(&self.now.value(&field.dict, "V")) || self.above(self.now, field)
    }

    fn above(&self, view: &View<'_, '_>, field: &Field) -> bool {
        let parent = field.parent.and_then(|it| view.get(it).ok());
        parent.as_ref().and_then(Object::dict).is_some_and(|it| view.value(it, "V").dict().is_some())
    }

    /// A field that was not there: only one for a signature may be added.
    fn new_field(&mut self, field: &Field) {
        let name = pdf_text(&field.name);
        let acts = field.dict.contains_key(b"A".as_slice()) || field.dict.contains_key(b"AA".as_slice());
        if field.kind != Kind::Signature || acts {
            return self.alter("field-added", &name);
        }
        if self.permission < 2 && !self.stamp(field) {
            return self.alter("field-added", &name);
        }
        let shown = self.now.value(&field.dict, "AP").dict().map(|it| self.now.value(it, "N"));
        let painted = shown.is_some_and(|it| match &it {
            Object::Stream(stream) => stream.end > stream.start,
            Object::Null => false,
            _ => true,
        });
        if painted && !self.signed_now(field) {
            return self.alter("field-covers", &name);
        }
        if self.then.place(field.number).is_none() && !self.pointed.contains_key(&field.number) {
            self.added.insert(field.number);
            self.explained.insert(field.number);
            for (_, value) in field.dict.iter().filter(|it| !matches!(it.0.as_slice(), b"P" | b"Parent" | b"Kids")) {
                self.tree(&Object::Null, value, field.number);
            }
        } else if self.changed.contains(&field.number) {
            self.alter("field-changed", &name);
        }
    }

    /// Whether the field holds a timestamp on the document: one may always be added.
    fn stamp(&self, field: &Field) -> bool {
        let value = self.now.value(&field.dict, "V");
        value.dict().is_some_and(|it| self.now.value(it, "SubFilter").name() == Some(b"ETSI.RFC3161"))
    }
}
