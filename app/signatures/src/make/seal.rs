//! Signs a field: the signature, and beside it the certificates and lists of revoked ones that whoever checks it will need.

use std::collections::BTreeSet;
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};
use time::{OffsetDateTime, UtcOffset};

use super::fields::find;
use super::key::Signer;
use super::revision::{Revision, hex, put, text, unreadable};
use super::{SignError, cms};

/// Digits of a number in the range of signed bytes; the place is as wide before it is known.
const DIGITS: usize = 10;

/// What a signature says beside who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningFacts {
    /// Who confirmed, in words.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Where.
    pub location: String,
    /// When, by the clock of the caller.
    pub at: OffsetDateTime,
}

/// Signs a field of a prepared file. The bytes of the file stay as they are; the signature covers them and itself.
pub fn sign(pdf: &[u8], field: &str, signer: &Signer, what: &SigningFacts) -> Result<Vec<u8>, SignError> {
    signer.valid_at(what.at)?;
    let mut revision = Revision::of(pdf)?;
    let field_id = find(&revision, field)?;
    if revision.object(field_id)?.as_dict().map_err(unreadable)?.has(b"V") {
        return Err(SignError::AlreadySigned(field.to_owned()));
    }
    let value = revision.add_written(blank(what, signer.kept()));
    revision.edit_dictionary(field_id)?.set("V", value);
    store(&mut revision, signer)?;
    let mut bytes = revision.write()?;
    let gap = gap(&bytes, pdf.len(), signer.kept())?;
    write_range(&mut bytes, pdf.len(), &gap)?;
    let mut digest = Sha256::new();
    digest.update(bytes.get(..gap.start).unwrap_or_default());
    digest.update(bytes.get(gap.end..).unwrap_or_default());
    let signature = cms::signed_data(&digest.finalize(), signer)?;
    fill(&mut bytes, &gap, &signature)?;
    Ok(bytes)
}

const RANGE: &[u8] = b"/ByteRange[0 ";
const CONTENTS: &[u8] = b"/Contents<";

/// The signature's dictionary with empty places for range and value.
fn blank(what: &SigningFacts, kept: usize) -> Vec<u8> {
    let mut bytes = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached".to_vec();
    bytes.extend_from_slice(RANGE);
    bytes.extend(std::iter::repeat_n(b' ', 3 * DIGITS + 2));
    bytes.push(b']');
    bytes.extend_from_slice(CONTENTS);
    bytes.extend(std::iter::repeat_n(b'0', 2 * kept));
    bytes.extend_from_slice(b">/M");
    put(&mut bytes, &text(&moment(what.at)));
    for (key, value) in [("Name", &what.name), ("Reason", &what.reason), ("Location", &what.location)] {
        if !value.is_empty() {
            let _ = write!(bytes, "/{key}");
            put(&mut bytes, &text(value));
        }
    }
    bytes.extend_from_slice(b">>");
    bytes
}

/// A moment as PDF writes it, by the clock of Hà Nội.
fn moment(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC));
    let (date, time) = (at.date(), at.time());
    let sign = if at.offset().is_utc() { "Z".to_owned() } else { format!("+{:02}'00'", at.offset().whole_hours()) };
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}{sign}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// The bytes that a signature does not cover: its own value, with the brackets.
fn gap(bytes: &[u8], from: usize, kept: usize) -> Result<std::ops::Range<usize>, SignError> {
    let start = place(bytes, from, CONTENTS)? + CONTENTS.len() - 1;
    Ok(start..start + 2 * kept + 2)
}

/// Where these bytes stand first in the new revision.
fn place(bytes: &[u8], from: usize, wanted: &[u8]) -> Result<usize, SignError> {
    let added = bytes.get(from..).unwrap_or_default();
    let found = added.windows(wanted.len()).position(|it| it == wanted).map(|it| from + it);
    found.ok_or_else(|| SignError::Unreadable("the signature is not where it was put".to_owned()))
}

fn write_range(bytes: &mut [u8], from: usize, gap: &std::ops::Range<usize>) -> Result<(), SignError> {
    let start = place(bytes, from, RANGE)? + RANGE.len();
    let rest = bytes.len() - gap.end;
    let range = format!("{:<w$} {:<w$} {rest:<w$}", gap.start, gap.end, w = DIGITS);
    if range.len() != 3 * DIGITS + 2 {
        return Err(SignError::Unreadable("the file is too long".to_owned()));
    }
    if let Some(slot) = bytes.get_mut(start..start + range.len()) {
        slot.copy_from_slice(range.as_bytes());
    }
    Ok(())
}

/// Writes a signature into its place, from the front; zeros stay behind it.
pub fn fill(bytes: &mut [u8], gap: &std::ops::Range<usize>, signature: &[u8]) -> Result<(), SignError> {
    let kept = gap.len().saturating_sub(2) / 2;
    if signature.len() > kept {
        return Err(SignError::NoRoom { needed: signature.len(), kept });
    }
    let digits = hex(signature);
    if let Some(slot) = bytes.get_mut(gap.start + 1..gap.start + 1 + digits.len()) {
        slot.copy_from_slice(digits.as_bytes());
    }
    Ok(())
}

/// Adds to the document security store what is not in it yet.
fn store(revision: &mut Revision<'_>, signer: &Signer) -> Result<(), SignError> {
    if signer.revocation().is_empty() {
        return Ok(());
    }
    let catalog = revision.catalog()?;
    let held = revision.object(catalog)?.as_dict().map_err(unreadable)?.get(b"DSS").ok().cloned();
    let (id, mut store) = match held {
        Some(Object::Reference(id)) => (Some(id), revision.object(id)?.as_dict().map_err(unreadable)?.clone()),
        Some(held) => (None, held.as_dict().map_err(unreadable)?.clone()),
        None => (None, Dictionary::new()),
    };
    let certificates: Vec<&[u8]> = signer.chain().iter().map(|it| it.bytes.as_slice()).collect();
    let lists: Vec<&[u8]> = signer.revocation().iter().map(Vec::as_slice).collect();
    let grown = [keep(revision, &mut store, "Certs", &certificates)?, keep(revision, &mut store, "CRLs", &lists)?];
    match id {
        _ if !grown.contains(&true) => {}
        Some(id) => *revision.edit_dictionary(id)? = store,
        None => {
            store.set("Type", Object::Name(b"DSS".to_vec()));
            let id = revision.add(store);
            revision.edit_dictionary(catalog)?.set("DSS", id);
        }
    }
    Ok(())
}

/// Adds streams to a list of the store; says whether there was anything new.
fn keep(revision: &mut Revision<'_>, store: &mut Dictionary, key: &str, contents: &[&[u8]]) -> Result<bool, SignError> {
    let mut list = match store.get(key.as_bytes()) {
        Ok(Object::Reference(id)) => revision.object(*id)?.as_array().map_err(unreadable)?.clone(),
        Ok(list) => list.as_array().map_err(unreadable)?.clone(),
        Err(_) => Vec::new(),
    };
    let stream = |it: ObjectId| revision.object(it).ok()?.as_stream().ok().map(|it| it.content.clone());
    let held: BTreeSet<Vec<u8>> = list.iter().filter_map(|it| it.as_reference().ok().and_then(stream)).collect();
    let new: Vec<&&[u8]> = contents.iter().filter(|it| !held.contains(**it)).collect();
    let grown = !new.is_empty();
    list.extend(new.into_iter().map(|it| Object::Reference(revision.add(Stream::new(Dictionary::new(), it.to_vec())))));
    store.set(key, list);
    Ok(grown)
}
