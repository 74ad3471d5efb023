//! How one list of things with keys becomes another: what goes, what stays, what comes and where, and whether the rest changes its order.

use std::collections::HashMap;
use std::hash::Hash;

/// The steps from an old list to a new one.
pub(super) struct Shift {
    /// Places in the old list of what goes.
    pub(super) removed: Vec<usize>,
    /// Places in the old and the new list of what stays.
    pub(super) kept: Vec<(usize, usize)>,
    /// Places in the new list of what comes, in order.
    pub(super) added: Vec<usize>,
    /// Where each entry of the new list stands once the others are gone and in; none where it stands right.
    pub(super) order: Option<Vec<usize>>,
}

/// Finds the steps. Keys are unique in each list.
pub(super) fn shift<K: Eq + Hash>(old: &[K], new: &[K]) -> Shift {
    let places: HashMap<&K, usize> = new.iter().enumerate().map(|(at, it)| (it, at)).collect();
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    let mut stays = vec![false; new.len()];
    for (at, it) in old.iter().enumerate() {
        match places.get(it) {
            Some(place) => {
                kept.push((at, *place));
                if let Some(it) = stays.get_mut(*place) {
                    *it = true;
                }
            }
            None => removed.push(at),
        }
    }
    let added: Vec<usize> = stays.iter().enumerate().filter(|it| !it.1).map(|it| it.0).collect();
    let order = (!kept.is_sorted_by_key(|it| it.1)).then(|| {
        // What comes stands where it belongs; what stays fills the gaps in its old order.
        let mut left = kept.iter();
        let mut order = vec![0; new.len()];
        for (at, stays) in stays.iter().enumerate() {
            let place = if *stays { left.next().map_or(at, |it| it.1) } else { at };
            if let Some(it) = order.get_mut(place) {
                *it = at;
            }
        }
        order
    });
    Shift { removed, kept, added, order }
}

/// Puts a list into an order that [`shift`] found; none where it is one of another length.
pub(super) fn reorder<T: Clone>(list: &[T], order: &[usize]) -> Option<Vec<T>> {
    if list.len() != order.len() {
        return None;
    }
    order.iter().map(|it| list.get(*it).cloned()).collect()
}
