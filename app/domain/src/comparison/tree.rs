//! What was changed in everything of a package but its figures, as edits of its JSON: whatever the format holds, and will hold, is found.
//! Entries of the lists named below are known by their keys, so that an edit speaks of one thing; any other list is one value.

use std::collections::{BTreeSet, HashMap};

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
    /// To an entry of a list.
    Entry(Name),
}

/// By what an entry of a list is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// The keys by which entries of this list are known, with its values; none where it does not have the key.
    pub(super) values: Vec<(&'static str, Option<String>)>,
    /// How many entries of the same values stand before it: points after the total may be given twice by one code.
    pub(super) nth: usize,
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

/// The lists whose order decides nothing, by the keys that lead to them, and the keys by which their entries are known.
const LISTS: [(&[&str], &[&str]); 14] = [
    (&["units"], &["code"]),
    (&["exemptions"], &["unit", "target"]),
    (&["unit_targets"], &["unit", "target", "period"]),
    (&["amendments"], &["number", "target", "unit", "period"]),
    (&["appraisals"], &["unit", "target"]),
    (&["adjustments"], &["unit", "code"]),
    (&["external_results"], &["unit"]),
    (&["grade_rules"], &["whom"]),
    (&["rule_amendments"], &["number"]),
    (&["rule_set", "areas"], &["code"]),
    (&["rule_set", "targets"], &["code"]),
    (&["rule_set", "targets", "interim"], &["period"]),
    (&["rule_set", "grades"], &["grade"]),
    (&["rule_set", "adjustments"], &["code"]),
];

/// What is looked at as one value, whatever is in it: a rule in a format of its own.
const OPAQUE: [&[&str]; 4] = [
    &["rule_set", "grade_rule"],
    &["grade_rules", "rule"],
    &["rule_amendments", "former_rule_set"],
    &["rule_amendments", "former_grade_rules"],
];

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
        (Value::Object(old), Value::Object(new)) if !OPAQUE.iter().any(|it| is_at(steps, it)) => {
            let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for key in keys {
                steps.push(Step::Key(key.clone()));
                find_key(steps, old.get(key), new.get(key), edits);
                steps.pop();
            }
        }
        (Value::Array(olds), Value::Array(news)) => match keys_of(steps) {
            Some(keys) => find_entries(steps, keys, (olds, news), edits),
            None => edits.push(Edit { steps: steps.clone(), change: Change::Set { old: Some(old.clone()), new: Some(new.clone()) } }),
        },
        _ => edits.push(Edit { steps: steps.clone(), change: Change::Set { old: Some(old.clone()), new: Some(new.clone()) } }),
    }
}

/// A key that comes or goes with a list comes or goes empty, and its entries one by one.
fn find_key(steps: &mut Vec<Step>, old: Option<&Value>, new: Option<&Value>, edits: &mut Vec<Edit>) {
    let empty = Value::Array(Vec::new());
    let set = |old: Option<&Value>, new: Option<&Value>| Change::Set { old: old.cloned(), new: new.cloned() };
    let is_list = keys_of(steps).is_some();
    match (old, new) {
        (Some(old), Some(new)) => find(steps, old, new, edits),
        (None, Some(new)) if is_list => {
            edits.push(Edit { steps: steps.clone(), change: set(None, Some(&empty)) });
            find(steps, &empty, new, edits);
        }
        (Some(old), None) if is_list => {
            find(steps, old, &empty, edits);
            edits.push(Edit { steps: steps.clone(), change: set(Some(&empty), None) });
        }
        (None, None) => {}
        _ => edits.push(Edit { steps: steps.clone(), change: set(old, new) }),
    }
}

fn find_entries(steps: &mut Vec<Step>, keys: &[&'static str], lists: (&[Value], &[Value]), edits: &mut Vec<Edit>) {
    let (old_names, new_names) = (names(lists.0, keys), names(lists.1, keys));
    let shift = shift(&old_names, &new_names);
    let mut at_entry = |name: Option<&Name>, edit: &mut dyn FnMut(&mut Vec<Step>, &mut Vec<Edit>)| {
        if let Some(name) = name {
            steps.push(Step::Entry(name.clone()));
            edit(steps, edits);
            steps.pop();
        }
    };
    // From the last, so that nothing before an entry of the same values is gone when its turn comes.
    for at in shift.removed.iter().rev() {
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

/// The keys by which the entries of the list at a place are known; none where it is one value.
fn keys_of(steps: &[Step]) -> Option<&'static [&'static str]> {
    LISTS.iter().find(|it| is_at(steps, it.0)).map(|it| it.1)
}

/// Whether steps lead along these keys, through entries of lists on the way.
fn is_at(steps: &[Step], way: &[&str]) -> bool {
    let keys = steps.iter().filter_map(|it| match it {
        Step::Key(key) => Some(key.as_str()),
        Step::Entry(_) => None,
    });
    keys.eq(way.iter().copied())
}

fn names(list: &[Value], keys: &[&'static str]) -> Vec<Name> {
    let mut before: HashMap<Vec<(&'static str, Option<String>)>, usize> = HashMap::new();
    let name = |entry: &Value| {
        let values: Vec<_> = keys.iter().map(|key| (*key, entry.get(key).and_then(Value::as_str).map(str::to_owned))).collect();
        let count = before.entry(values.clone()).or_default();
        let nth = *count;
        *count += 1;
        Name { values, nth }
    };
    list.iter().map(name).collect()
}

impl Edit {
    /// The entry that comes or goes.
    pub(super) fn entry(&self) -> Option<&Value> {
        match &self.change {
            Change::Insert { new, .. } => Some(new),
            Change::Remove { old } => Some(old),
            Change::Set { .. } | Change::Order(_) => None,
        }
    }
}

impl Name {
    /// The entry of a list that it names.
    pub(super) fn place(&self, list: &[Value]) -> Option<usize> {
        let is = |it: &Value| self.values.iter().all(|(key, value)| it.get(key).and_then(Value::as_str) == value.as_deref());
        list.iter().enumerate().filter(|it| is(it.1)).nth(self.nth).map(|it| it.0)
    }

    /// Its value of a key.
    pub(super) fn value(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|it| it.0 == key).and_then(|it| it.1.as_deref())
    }
}
