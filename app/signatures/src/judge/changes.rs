//! What came after a signature. Every object that differs must be explained by a rule: signing, filling in, or data that help to verify.
//! What no rule explains is an alteration.

mod form;

use super::fields::{self, Signature};
use super::finding::Finding;
use super::pdf::{Dict, Document, Object, Place, Unreadable, View};
use std::collections::{BTreeMap, BTreeSet};

const FINDINGS: usize = 16;
/// The most pointers to changed objects that are followed.
const POINTERS: usize = 500_000;
/// The trailer, where it is counted among those that point at an object.
const TRAILER: u32 = u32::MAX;

/// What was changed since `then`, which ended at `end`.
pub fn since(
    document: &Document<'_>,
    then: &View<'_, '_>,
    now: &View<'_, '_>,
    signature: &Signature,
    end: usize,
) -> Result<Vec<Finding>, Unreadable> {
    let mut findings = Vec::new();
    if then.trailer() == now.trailer() && then.revision() == now.revision() {
        findings.push(Finding::altered("bytes-after").with("at", end));
        return Ok(findings);
    }
    if let Some(at) = document.stray(end) {
        findings.push(Finding::altered("bytes-after").with("at", at));
    }
    let mut comparison = Comparison::new(then, now, signature)?;
    comparison.compare();
    comparison.unexplained()?;
    findings.append(&mut comparison.findings);
    let more = findings.len().saturating_sub(FINDINGS);
    if more > 0 {
        findings.sort_by_key(|it| std::cmp::Reverse(it.weight));
        findings.truncate(FINDINGS);
        findings.push(Finding::note("and-more").with("count", more));
    }
    Ok(findings)
}

/// Two states of one file.
struct Comparison<'c, 'd, 'a> {
    then: &'c View<'d, 'a>,
    now: &'c View<'d, 'a>,
    signature: &'c Signature,
    permission: i64,
    /// Numbers whose object stands elsewhere now and says something else.
    changed: BTreeSet<u32>,
    explained: BTreeSet<u32>,
    /// Who pointed at a changed object then.
    pointed: BTreeMap<u32, BTreeSet<u32>>,
    /// Pictures of signature fields that were added.
    added: BTreeSet<u32>,
    /// How many more pointers may be kept.
    left: usize,
    findings: Vec<Finding>,
}

impl<'c, 'd, 'a> Comparison<'c, 'd, 'a> {
    fn new(then: &'c View<'d, 'a>, now: &'c View<'d, 'a>, signature: &'c Signature) -> Result<Self, Unreadable> {
        let mut comparison = Self {
            then,
            now,
            signature,
            permission: signature.permission(then),
            changed: BTreeSet::new(),
            explained: BTreeSet::new(),
            pointed: BTreeMap::new(),
            added: BTreeSet::new(),
            left: POINTERS,
            findings: Vec::new(),
        };
        then.burn(then.places().len() as u64 / 2 + now.places().len() as u64 / 2)?;
        let numbers: BTreeSet<u32> = then.places().iter().chain(now.places()).map(|it| it.0).collect();
        let moved = |it: u32| then.place(it) != now.place(it);
        for it in numbers {
            let packed = |place: Option<Place>| matches!(place, Some(Place::In(container, _)) if moved(container));
            if (moved(it) || packed(then.place(it)) || packed(now.place(it))) && !comparison.same(it)? {
                comparison.changed.insert(it);
            }
        }
        comparison.look_back()?;
        Ok(comparison)
    }

    /// Whether the object says the same, wherever it stands.
    fn same(&self, number: u32) -> Result<bool, Unreadable> {
        let known = self.then.place(number).is_some() && self.now.place(number).is_some();
        Ok(known && equal((self.then, &readable(self.then.get(number))?), (self.now, &readable(self.now.get(number))?)))
    }

    /// Finds out who pointed at what changed, and whether an object reached over the end of its revision.
    fn look_back(&mut self) -> Result<(), Unreadable> {
        for (number, _) in self.then.places() {
            let read = self.then.get(*number);
            if read.is_err() && !self.changed.contains(number) && self.now.get(*number).is_ok() {
                self.findings.push(Finding::altered("object-crosses").with("object", number));
            }
            self.point(*number, &readable(read)?)?;
        }
        for it in self.then.trailer().into_iter().flat_map(|it| it.values()) {
            self.point(TRAILER, it)?;
        }
        Ok(())
    }

    fn point(&mut self, from: u32, object: &Object) -> Result<(), Unreadable> {
        let (changed, pointed, mut left) = (&self.changed, &mut self.pointed, self.left);
        object.each_target(&mut |it| {
            if left > 0 && changed.contains(&it) && pointed.entry(it).or_default().insert(from) {
                left -= 1;
            }
        });
        self.left = left;
        if left == 0 { Err(Unreadable::TooMuchWork) } else { Ok(()) }
    }

    fn alter(&mut self, key: &'static str, what: &str) {
        let finding = Finding::altered(key).with("what", super::certificate::safe(what));
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Explains the changed objects below `now`, where nothing but `owner` and what hung below `then` pointed at them then.
    fn tree(&mut self, then: &Object, now: &Object, owner: u32) {
        let mut inside = BTreeSet::from([owner]);
        let mut open = Vec::new();
        then.each_target(&mut |it| open.push(it));
        while let Some(it) = open.pop() {
            if self.changed.contains(&it)
                && inside.insert(it)
                && let Ok(object) = self.then.get(it)
            {
                object.each_target(&mut |it| open.push(it));
            }
        }
        now.each_target(&mut |it| open.push(it));
        while let Some(it) = open.pop() {
            let apart = self.pointed.get(&it).is_none_or(|pointed| pointed.iter().all(|from| *from == it || inside.contains(from)));
            if self.changed.contains(&it)
                && apart
                && self.explained.insert(it)
                && let Ok(object) = self.now.get(it)
            {
                object.each_target(&mut |it| open.push(it));
            }
        }
    }

    fn compare(&mut self) {
        let target = |view: &View<'_, '_>| view.trailer().and_then(|it| it.get(b"Root".as_slice())).and_then(Object::target);
        let (Some(root), Some(then), Some(now)) = (target(self.now), fields::root(self.then), fields::root(self.now)) else {
            return self.alter("catalogue-changed", "Root");
        };
        if target(self.then) != Some(root) {
            return self.alter("catalogue-changed", "Root");
        }
        self.explained.insert(root);
        for key in differing(&then, &now) {
            match key.as_slice() {
                b"AcroForm" | b"DSS" | b"Extensions" | b"Metadata" => {}
                b"Version" if !then.contains_key(&key) => {}
                other => self.alter("catalogue-changed", &String::from_utf8_lossy(other)),
            }
        }
        for key in ["DSS", "Extensions", "Metadata"] {
            let old = then.get(key.as_bytes()).cloned().unwrap_or(Object::Null);
            let new = now.get(key.as_bytes()).cloned().unwrap_or(Object::Null);
            let before = self.explained.len();
            self.tree(&old, &new, root);
            if key == "Metadata" && (self.explained.len() > before || old != new) {
                self.findings.push(Finding::note("metadata-changed"));
            }
        }
        self.form(&then, &now, root);
        self.pages();
        self.information();
    }

    /// Pages may get pictures of added signature fields, and nothing else.
    fn pages(&mut self) {
        let changed: Vec<u32> = self.changed.difference(&self.explained).copied().collect();
        for number in changed {
            let (Ok(then), Ok(now)) = (self.then.get(number), self.now.get(number)) else { continue };
            match (&then, &now) {
                (Object::Dict(then), Object::Dict(now))
                    if is_page(then)
                        && differing(then, now).iter().all(|it| it == b"Annots")
                        && self.annotations(then.get(b"Annots".as_slice()), now) =>
                {
                    self.explained.insert(number);
                }
                (Object::Array(_), Object::Array(_)) => {
                    let pointed = self.pointed.get(&number).cloned().unwrap_or_default();
                    let list = |it: u32| {
                        let Ok(Object::Dict(page)) = self.then.get(it) else { return false };
                        let own = page.iter().filter(|it| it.1.target() == Some(number)).all(|it| it.0 == b"Annots");
                        is_page(&page) && own && self.annotations(Some(&then), &Dict::from([(b"Annots".to_vec(), now.clone())]))
                    };
                    if !pointed.is_empty() && pointed.into_iter().all(list) {
                        self.explained.insert(number);
                    }
                }
                _ => {}
            }
        }
    }

    fn annotations(&self, then: Option<&Object>, now: &Dict) -> bool {
        let old = then.and_then(|it| self.then.resolve(it).ok()).unwrap_or(Object::Null);
        let Object::Array(new) = self.now.value(now, "Annots") else { return false };
        // A list of its own that replaces another is new and belongs to this page alone.
        let kept = new.iter().filter(|it| it.target().is_none_or(|it| !self.added.contains(&it)));
        let apart = now
            .get(b"Annots".as_slice())
            .and_then(Object::target)
            .is_none_or(|it| !self.changed.contains(&it) || self.then.place(it).is_some());
        apart && kept.eq(old.array().unwrap_or_default().iter())
    }

    /// The notes of the file about itself: when it was changed and by which program.
    fn information(&mut self) {
        let of = |view: &View<'_, '_>| view.trailer().and_then(|it| it.get(b"Info".as_slice())).cloned().unwrap_or(Object::Null);
        let (was, is) = (of(self.then), of(self.now));
        let dict = |view: &View<'_, '_>, it: &Object| view.resolve(it).ok().and_then(|it| it.dict().cloned()).unwrap_or_default();
        let (old, new) = (dict(self.then, &was), dict(self.now, &is));
        if differing(&old, &new).iter().all(|it| matches!(it.as_slice(), b"ModDate" | b"Producer")) {
            self.tree(&was, &is, TRAILER);
        } else {
            self.alter("information-changed", "Info");
        }
    }

    /// Without the new objects that nothing points at: programs leave such behind, and no reader comes there.
    fn reachable(&self, mut left: BTreeSet<u32>) -> Result<BTreeSet<u32>, Unreadable> {
        let mut pointed: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        if !left.is_empty() {
            for (number, _) in self.now.places() {
                readable(self.now.get(*number))?.each_target(&mut |it| {
                    if left.contains(&it) && it != *number {
                        pointed.entry(it).or_default().insert(*number);
                    }
                });
            }
        }
        let new = |it: u32| self.then.place(it).is_none() && !self.pointed.contains_key(&it);
        let mut loose = BTreeSet::new();
        loop {
            let found: Vec<u32> = left
                .iter()
                .copied()
                .filter(|it| new(*it) && pointed.get(it).is_none_or(|from| from.iter().all(|it| loose.contains(it))))
                .collect();
            if found.is_empty() {
                return Ok(left);
            }
            for it in found {
                left.remove(&it);
                loose.insert(it);
            }
        }
    }

    /// Says of everything that no rule explains what it is and where.
    fn unexplained(&mut self) -> Result<(), Unreadable> {
        let left = self.reachable(self.changed.difference(&self.explained).copied().collect())?;
        let pages = if left.is_empty() { Vec::new() } else { pages(self.now) };
        for number in left {
            let (then, now) = (readable(self.then.get(number))?, readable(self.now.get(number))?);
            let kind = |it: &Object| it.dict().and_then(|it| it.get(b"Type".as_slice())).and_then(Object::name).map(<[u8]>::to_vec);
            let new_container = matches!(kind(&now).as_deref(), Some(b"XRef" | b"ObjStm")) && self.then.place(number).is_none();
            if new_container && !self.pointed.contains_key(&number) {
                continue;
            }
            let on = pages.iter().position(|it| it.0 == number || it.1.contains(&number)).map(|it| it + 1);
            let count = |it: &Object| it.dict().and_then(|it| it.get(b"Count".as_slice())).and_then(Object::int).unwrap_or_default();
            let finding = match (kind(&then).as_deref(), kind(&now).as_deref()) {
                (Some(b"Pages"), Some(b"Pages")) => Finding::altered("pages-changed").with("then", count(&then)).with("now", count(&now)),
                (_, Some(b"Page")) if self.then.place(number).is_none() => {
                    Finding::altered("page-added").with("page", on.unwrap_or_default())
                }
                (Some(b"Page"), _) => Finding::altered("page-changed").with("page", on.unwrap_or_default()),
                _ => match on {
                    Some(page) => Finding::altered("content-changed").with("page", page),
                    None => Finding::altered("object-changed").with("object", number),
                },
            };
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
        Ok(())
    }
}

/// An object that cannot be read says nothing; a file that asks for too much is not read on.
fn readable(read: Result<Object, Unreadable>) -> Result<Object, Unreadable> {
    match read {
        Err(Unreadable::BrokenObject | Unreadable::Loop | Unreadable::TooDeep) => Ok(Object::Null),
        other => other,
    }
}

fn equal((then, old): (&View<'_, '_>, &Object), (now, new): (&View<'_, '_>, &Object)) -> bool {
    match (old, new) {
        (Object::Stream(a), Object::Stream(b)) => a.dict == b.dict && then.raw(old) == now.raw(new),
        _ => old == new,
    }
}

fn differing(then: &Dict, now: &Dict) -> Vec<Vec<u8>> {
    let keys: BTreeSet<&Vec<u8>> = then.keys().chain(now.keys()).collect();
    keys.into_iter().filter(|it| then.get(*it) != now.get(*it)).cloned().collect()
}

fn is_page(dict: &Dict) -> bool {
    dict.get(b"Type".as_slice()).and_then(Object::name) == Some(b"Page")
}

/// The numbers of the pages in order, each with the numbers of its content.
fn pages(view: &View<'_, '_>) -> Vec<(u32, Vec<u32>)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let start = fields::root(view).and_then(|it| it.get(b"Pages".as_slice()).and_then(Object::target));
    let mut open: Vec<u32> = start.into_iter().collect();
    while let Some(number) = open.pop() {
        let Ok(Object::Dict(dict)) = view.get(number) else { continue };
        if !seen.insert(number) || found.len() > 50_000 {
            continue;
        }
        match view.value(&dict, "Kids") {
            Object::Array(kids) => open.extend(kids.iter().rev().filter_map(Object::target)),
            _ => {
                let mut contents = Vec::new();
                if let Some(it) = dict.get(b"Contents".as_slice()) {
                    it.each_target(&mut |it| contents.push(it));
                    view.resolve(it).unwrap_or(Object::Null).each_target(&mut |it| contents.push(it));
                }
                found.push((number, contents));
            }
        }
    }
    found
}
