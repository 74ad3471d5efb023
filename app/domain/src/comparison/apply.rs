//! Applies causes to a package: the proof that they say everything.

use serde_json::{Map, Value};

use super::cause::{Cause, Done};
use super::figures;
use super::order::reorder;
use super::tree::{Change, Edit, Step, tree};
use crate::package::Package;

/// The package that comes of `old` by the causes; none where they do not belong to it.
pub fn apply(old: &Package, causes: &[Cause]) -> Option<Package> {
    let mut json = tree(old);
    for cause in causes {
        if let Done::Tree(edit) = &cause.done {
            make(&mut json, edit)?;
        }
    }
    let edits = causes.iter().filter_map(|it| match &it.done {
        Done::Figure(edit) => Some(edit),
        Done::Tree(_) => None,
    });
    let figures = figures::make(old.figures.clone(), edits)?;
    Package::read(json.to_string()).ok().map(|it| Package { figures, ..it })
}

/// Makes an edit; none where its place is not there.
fn make(tree: &mut Value, edit: &Edit) -> Option<()> {
    let (last, way) = match (&edit.change, edit.steps.split_last()) {
        (Change::Order(order), _) => {
            let list = edit.steps.iter().try_fold(tree, |it, step| into(it, step))?.as_array_mut()?;
            *list = reorder(list, order)?;
            return Some(());
        }
        (_, split) => split?,
    };
    let place = way.iter().try_fold(tree, |it, step| into(it, step))?;
    match (&edit.change, last) {
        (Change::Set { new: Some(new), .. }, Step::Key(key)) => {
            place.as_object_mut()?.insert(key.clone(), new.clone());
        }
        (Change::Set { new: None, .. }, Step::Key(key)) => {
            let members: &mut Map<String, Value> = place.as_object_mut()?;
            members.remove(key)?;
        }
        (Change::Set { .. }, Step::Entry(_)) => return None,
        (Change::Insert { at, new }, _) => {
            let list = place.as_array_mut()?;
            (*at <= list.len()).then(|| list.insert(*at, new.clone()))?;
        }
        (Change::Remove { .. }, step) => {
            let list = place.as_array_mut()?;
            list.remove(place_of(list, step)?);
        }
        (Change::Order(_), _) => return None,
    }
    Some(())
}

fn into<'v>(value: &'v mut Value, step: &Step) -> Option<&'v mut Value> {
    match step {
        Step::Key(key) => value.get_mut(key),
        Step::Entry(_) => {
            let list = value.as_array_mut()?;
            let at = place_of(list, step)?;
            list.get_mut(at)
        }
    }
}

fn place_of(list: &[Value], step: &Step) -> Option<usize> {
    match step {
        Step::Key(_) => None,
        Step::Entry(name) => name.place(list),
    }
}
