//! What was changed in everything of a package but its figures, as edits of its JSON: whatever the format holds, and will hold, is found.
//! Entries of a list are known by their keys (`code`, `unit` and `target`, …), so that an edit speaks of one thing.

use serde_json::Value;

use super::order::shift;
use crate::package::Package;
use crate::part::with_figures;

/// A change of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The way to it.
    pub(super) steps: Vec<Step>,
    /// What happens there.
    pub(super) change: Change,
}

/// A step on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Into the value of a key.
    Key(String),
    /// To the entry of a list that has these values.
    Entry(Vec<(&'static str, String)>),
}

/// What happens at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A value comes, goes or is another one.
    Set { old: Option<Value>, new: Option<Value> },
    /// An entry of a list comes, at this place of the new list.
    Insert { at: usize, new: Value },
    /// An entry of a list goes.
    Remove { old: Value },
    /// The entries of a list stand in another order.
    Order(Vec<usize>),
}

/// The keys by which entries are known; the first that every entry of both lists has, each with other values, are taken.
const KEYS: [&[&str]; 7] =
    [&["code"], &["unit", "target"], &["unit", "code"], &["unit", "target", "period"], &["unit", "target", "from"], &["grade"], &["unit"]];

/// The package without its figures, as JSON.
pub(super) fn tree(package: &Package) -> Value {
    // What a package writes is JSON; nothing else comes back.
    serde_json::from_str(&with_figures(package, Vec::new()).to_json()).unwrap_or_default()
}

/// What was changed between two packages, figures left out.
pub(super) fn edits(old: &Package, new: &Package) -> Vec<Edit> {
    let mut edits = Vec::new();
    find(&mut Vec::new(), &tree(old), &tree(new), &mut edits);
    edits
}

fn find(steps: &mut Vec<Step>, old: &Value, new: &Value, edits: &mut Vec<Edit>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for key in keys {
                steps.push(Step::Key(key.clone()));
                find_key(steps, old.get(key), new.get(key), edits);
                steps.pop();
            }
        }
        (Value::Array(olds), Value::Array(news)) => match keys_of(olds, news) {
            Some(keys) => find_entries(steps, keys, (olds, news), edits),
            None => edits.push(Edit { steps: steps.clone(), change: Change::Set { old: Some(old.clone()), new: Some(new.clone()) } }),
        },
        _ => edits.push(Edit { steps: steps.clone(), change: Change::Set { old: Some(old.clone()), new: Some(new.clone()) } }),
    }
}

/// A key that comes or goes with a list comes or goes empty, and its entries one by one.
fn find_key(steps: &mut Vec<Step>, old: Option<&Value>, new: Option<&Value>, edits: &mut Vec<Edit>) {
    let empty = Value::Array(Vec::new());
    let is_list = |it: &Value| matches!(it, Value::Array(entries) if keys_of(entries, &[]).is_some());
    let set = |old: Option<&Value>, new: Option<&Value>| Change::Set { old: old.cloned(), new: new.cloned() };
    match (old, new) {
        (Some(old), Some(new)) => find(steps, old, new, edits),
        (None, Some(new)) if is_list(new) => {
            edits.push(Edit { steps: steps.clone(), change: set(None, Some(&empty)) });
            find(steps, &empty, new, edits);
        }
        (Some(old), None) if is_list(old) => {
            find(steps, old, &empty, edits);
            edits.push(Edit { steps: steps.clone(), change: set(Some(&empty), None) });
        }
        (None, None) => {}
        _ => edits.push(Edit { steps: steps.clone(), change: set(old, new) }),
    }
}

fn find_entries(steps: &mut Vec<Step>, keys: &[&'static str], lists: (&[Value], &[Value]), edits: &mut Vec<Edit>) {
    let names = |list: &[Value]| -> Vec<Vec<(&'static str, String)>> { list.iter().filter_map(|it| name_of(it, keys)).collect() };
    let (old_names, new_names) = (names(lists.0), names(lists.1));
    let shift = shift(&old_names, &new_names);
    let mut at_entry = |name: Option<&Vec<(&'static str, String)>>, edit: &mut dyn FnMut(&mut Vec<Step>, &mut Vec<Edit>)| {
        if let Some(name) = name {
            steps.push(Step::Entry(name.clone()));
            edit(steps, edits);
            steps.pop();
        }
    };
    for at in &shift.removed {
        at_entry(old_names.get(*at), &mut |steps, edits| {
            let old = lists.0.get(*at).cloned().unwrap_or_default();
            edits.push(Edit { steps: steps.clone(), change: Change::Remove { old } });
        });
    }
    for (was, is) in &shift.kept {
        at_entry(old_names.get(*was), &mut |steps, edits| {
            if let Some((old, new)) = lists.0.get(*was).zip(lists.1.get(*is)) {
                find(steps, old, new, edits);
            }
        });
    }
    for at in &shift.added {
        at_entry(new_names.get(*at), &mut |steps, edits| {
            let new = lists.1.get(*at).cloned().unwrap_or_default();
            edits.push(Edit { steps: steps.clone(), change: Change::Insert { at: *at, new } });
        });
    }
    if let Some(order) = shift.order {
        edits.push(Edit { steps: steps.clone(), change: Change::Order(order) });
    }
}

/// The keys by which the entries of both lists are known; none where they are not.
fn keys_of(old: &[Value], new: &[Value]) -> Option<&'static [&'static str]> {
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let unique = |list: &[Value], keys: &[&'static str]| {
        let names: Option<std::collections::HashSet<_>> = list.iter().map(|it| name_of(it, keys)).collect();
        names.is_some_and(|it| it.len() == list.len())
    };
    KEYS.into_iter().find(|keys| unique(old, keys) && unique(new, keys))
}

fn name_of(entry: &Value, keys: &[&'static str]) -> Option<Vec<(&'static str, String)>> {
    keys.iter().map(|key| Some((*key, entry.get(key)?.as_str()?.to_owned()))).collect()
}
