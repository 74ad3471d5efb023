//! Cuts pages out of a file: what was scanned as one pile becomes a file for each paper.

use crate::Unreadable;
use lopdf::Document;

/// A file with these pages alone, counted from 1; what only other pages use is left out of it.
pub fn part(pdf: &[u8], pages: &[usize]) -> Result<Vec<u8>, Unreadable> {
    let mut file = Document::load_mem(pdf).map_err(|_| Unreadable::NoPdf)?;
    let wanted = |number: u32| usize::try_from(number).is_ok_and(|it| pages.contains(&it));
    let others: Vec<u32> = file.get_pages().into_keys().filter(|it| !wanted(*it)).collect();
    file.delete_pages(&others);
    file.prune_objects();
    if file.get_pages().is_empty() {
        return Err(Unreadable::NoPage);
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| Unreadable::NoPicture)?;
    Ok(bytes)
}
