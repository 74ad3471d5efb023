//! Applies causes to a package: the proof that they say everything.

use super::cause::{Cause, Done};
use super::{figures, tree};
use crate::package::Package;

/// The package that comes of `old` by the causes; none where they do not belong to it.
pub fn apply(old: &Package, causes: &[Cause]) -> Option<Package> {
    let mut json = tree::tree(old);
    for cause in causes {
        if let Done::Tree(edit) = &cause.done {
            tree::make(&mut json, edit)?;
        }
    }
    let edits = causes.iter().filter_map(|it| match &it.done {
        Done::Figure(edit) => Some(edit),
        Done::Tree(_) => None,
    });
    let figures = figures::make(old.figures.clone(), edits)?;
    Package::read(json.to_string()).ok().map(|it| Package { figures, ..it })
}
