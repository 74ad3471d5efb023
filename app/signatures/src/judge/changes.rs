//! What came after a signature.

use super::fields::Signature;
use super::finding::Finding;
use super::pdf::{Document, Unreadable, View};

/// What was changed since `then`.
pub fn since(_: &Document<'_>, _: &View<'_, '_>, _: &View<'_, '_>, _: &Signature, _: usize) -> Result<Vec<Finding>, Unreadable> {
    Ok(vec![Finding::altered("object-changed")])
}
